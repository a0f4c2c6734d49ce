//! The handler with the two attributes that it would else carry by hand.

use proc_macro2::{Literal, Span, TokenStream};
use quote::quote;
use syn::{Error, ItemFn, LitStr, Result};

use crate::answer::Answer;
use crate::door::{Door, Input, Who};
use crate::header::Header;

/// Writes `#[utoipa::path]` and the route.
pub fn operation(header: &Header, door: &Door, answer: &Answer, handler: &ItemFn) -> Result<TokenStream> {
    agree(header, door, answer)?;
    let (Header { method, path, .. }, name) = (header, &handler.sig.ident);
    let tag = header.needed("tag", path.span(), "an operation has a tag")?;
    let (params, body, extensions, responses) =
        (parameters(header, door)?, body(header, door)?, extensions(&door.who), responses(header, door, answer)?);
    Ok(quote! {
        #[::utoipa::path(
            impl_for = #name,
            #method,
            path = #path,
            tag = #tag,
            params(#(#params),*),
            #body
            extensions(#(#extensions),*),
            responses(#(#responses,)* ::platform::Problems),
        )]
        #[::actix_web::#method(#path)]
        #handler
    })
}

/// Refuses what cannot be meant.
fn agree(header: &Header, door: &Door, answer: &Answer) -> Result<()> {
    header.agrees("company_id", door.has_company())?;
    header.agrees("provider", matches!(door.who, Who::Signed))?;
    header.agrees("id", door.reads(|input| matches!(input, Input::Id(_))))?;
    header.agrees("sub_id", door.reads(|input| matches!(input, Input::SubId(_))))?;
    for (input, span) in &door.inputs {
        fits(header, door, input).map_err(|why| Error::new(*span, why))?;
    }
    if !header.has_parameter("id") {
        header.refuse("id", "the path has no `{id}`")?;
    }
    if !header.has_parameter("sub_id") {
        header.refuse("sub_id", "the path has no `{sub_id}`")?;
    }
    let file = door.reads(|input| matches!(input, Input::File)) || matches!(door.who, Who::Signed);
    if !file && !matches!(answer, Answer::File) {
        header.refuse("media", "neither the body nor the answer is a file")?;
    }
    if !file {
        header.refuse("example", "only a file needs an example: a shape has its own")?;
    }
    if !file && !door.reads(|input| matches!(input, Input::Body(_))) {
        header.refuse("body", "nothing reads a body")?;
    }
    Ok(())
}

/// Whether the input makes sense with this method and door.
fn fits(header: &Header, door: &Door, input: &Input) -> std::result::Result<(), &'static str> {
    let reads = header.method == "get";
    match input {
        Input::Body(_) | Input::File if reads => Err("a GET has no body"),
        Input::IfMatch { .. } if reads => Err("a GET changes nothing: IfNoneMatch is its precondition"),
        Input::IfNoneMatch if !reads => Err("only a GET shows what the caller may hold already"),
        Input::Keyed if header.method != "post" || !door.is_known() => Err("only a POST of somebody known has an idempotency key"),
        _ => Ok(()),
    }
}

fn parameters(header: &Header, door: &Door) -> Result<Vec<TokenStream>> {
    let mut written = Vec::new();
    if door.has_company() {
        written.push(quote!(("company_id" = ::contract::CompanyId, Path, description = "The company.")));
    }
    if matches!(door.who, Who::Signed) {
        written.push(quote!(("provider" = String, Path, description = "The gateway.", example = "sandbox")));
    }
    for (input, span) in &door.inputs {
        written.extend(parameter(header, input, *span)?);
    }
    let keyed = door.reads(|input| matches!(input, Input::Keyed));
    if header.method == "post" && door.is_known() && !keyed {
        written.push(quote!(("Idempotency-Key" = Option<String>, Header, description = "The same for the same request: sent twice, it is done once.", example = "7b0f5a52")));
    }
    Ok(written)
}

fn parameter(header: &Header, input: &Input, span: Span) -> Result<Option<TokenStream>> {
    const SEEN: &str = "The entity tag of the version that is changed.";
    Ok(Some(match input {
        Input::Id(id) => {
            let description = header.needed("id", span, "the id of the path is described")?;
            quote!(("id" = #id, Path, description = #description))
        }
        Input::SubId(id) => {
            let description = header.needed("sub_id", span, "the second id of the path is described")?;
            quote!(("sub_id" = #id, Path, description = #description))
        }
        Input::Query(parameters) => quote!(#parameters),
        Input::IfMatch { required: true } => quote!(("If-Match" = String, Header, description = #SEEN, example = json!("\"1\""))),
        Input::IfMatch { required: false } => quote!(("If-Match" = Option<String>, Header, description = #SEEN, example = json!("\"1\""))),
        Input::IfNoneMatch => {
            quote!(("If-None-Match" = Option<String>, Header, description = "The entity tag of the version that the caller holds.", example = json!("\"1\"")))
        }
        Input::Keyed => {
            quote!((
                "Idempotency-Key" = String,
                Header,
                description = "The same for the same request: sent twice, it is done once.",
                example = "7b0f5a52"
            ))
        }
        Input::Body(_) | Input::File => return Ok(None),
    }))
}

fn body(header: &Header, door: &Door) -> Result<Option<TokenStream>> {
    if matches!(door.who, Who::Signed) {
        return file(header, door.span).map(Some);
    }
    for (input, span) in &door.inputs {
        match input {
            Input::Body(shape) => {
                let description = header.needed("body", *span, "the body is described")?;
                return Ok(Some(quote!(request_body(content = #shape, description = #description),)));
            }
            Input::File => return file(header, *span).map(Some),
            _ => {}
        }
    }
    Ok(None)
}

fn file(header: &Header, span: Span) -> Result<TokenStream> {
    let (description, media) = (header.needed("body", span, "the file is described")?, media(header, span)?);
    let content = if media.value().starts_with("text/") { quote!(String) } else { quote!(Vec<u8>) };
    let example = header.text("example").map(|example| quote!(, example = #example));
    Ok(quote!(request_body(content = #content, content_type = #media, description = #description #example),))
}

fn media(header: &Header, span: Span) -> Result<&LitStr> {
    header.needed("media", span, "a file has a media type")
}

/// Who may come in, for readers and for the tests that try everybody else.
fn extensions(who: &Who) -> Vec<TokenStream> {
    let door = match who {
        Who::Grant(_) => "grant",
        Who::Member => "member",
        Who::Me => "me",
        Who::Visitor => "visitor",
        Who::Signed => "signed",
    };
    let mut written = vec![quote!(("x-door" = json!(#door)))];
    if let Who::Grant(permission) = who {
        written.push(quote!(("x-permission" = json!(<#permission as ::contract::permissions::Permit>::PERMISSION.code()))));
    }
    written
}

fn responses(header: &Header, door: &Door, answer: &Answer) -> Result<Vec<TokenStream>> {
    let description = header.needed("answer", header.path.span(), "the answer is described")?;
    let success = match answer {
        Answer::View { status, view, versioned: true } => {
            let status = Literal::u16_unsuffixed(*status);
            quote!((status = #status, description = #description, body = #view, headers(("ETag" = String, description = "The version."))))
        }
        Answer::View { status, view, versioned: false } => {
            let status = Literal::u16_unsuffixed(*status);
            quote!((status = #status, description = #description, body = #view))
        }
        Answer::File => {
            let media = media(header, header.path.span())?;
            quote!((status = 200, description = #description, content_type = #media, body = Vec<u8>))
        }
        Answer::Gone => quote!((status = 204, description = #description)),
    };
    let held = door.reads(|input| matches!(input, Input::IfNoneMatch));
    let unchanged = held.then(|| quote!((status = 304, description = "Nothing changed since the version that the caller holds.")));
    Ok(std::iter::once(success).chain(unchanged).collect())
}
