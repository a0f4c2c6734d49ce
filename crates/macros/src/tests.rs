//! What is written for which types, and which uses are refused.

use proc_macro2::TokenStream;
use quote::quote;

/// What is written, without the spaces that tell nothing.
fn written(attributes: TokenStream, handler: TokenStream) -> String {
    super::expand(attributes, handler).unwrap().to_string().replace(' ', "")
}

fn refused(attributes: TokenStream, handler: TokenStream) -> String {
    super::expand(attributes, handler).unwrap_err().to_string()
}

fn holds(text: &str, expected: &[&str]) {
    for part in expected {
        assert!(text.contains(&part.replace(' ', "")), "{part} is missing in {text}");
    }
}

#[test]
fn a_header_says_what_the_types_say() {
    let text = written(
        quote!(
            put = "/companies/{company_id}/projects/{id}",
            tag = "projects",
            id = "The project.",
            body = "As it is to be.",
            answer = "As it is now."
        ),
        quote! {
            /// Update a project.
            pub async fn edit_project(grant: Grant<permit::ProjectEdit, (Id<ProjectId>, Option<IfMatch>, Body<ProjectInput>)>) -> Result<Current<Project>> { todo() }
        },
    );
    let expected = [
        r#"impl_for = edit_project, put, path = "/companies/{company_id}/projects/{id}", tag = "projects""#,
        r#"("company_id" = ::contract::CompanyId, Path,"#,
        r#"("id" = ProjectId, Path, description = "The project.")"#,
        r#"("If-Match" = Option<String>, Header,"#,
        r#"request_body(content = ProjectInput, description = "As it is to be.")"#,
        r#"("x-door" = json!("grant"))"#,
        r#"("x-permission" = json!(<permit::ProjectEdit as ::contract::permissions::Permit>::PERMISSION.code()))"#,
        r#"(status = 200, description = "As it is now.", body = Project, headers(("ETag" = String,"#,
        "::platform::Problems",
        r#"#[::actix_web::put("/companies/{company_id}/projects/{id}")]"#,
    ];
    holds(&text, &expected);
    assert!(!text.contains("Idempotency-Key"), "{text}");
}

#[test]
fn what_is_demanded_is_required() {
    let header = quote!(
        post = "/companies/{company_id}/payments/{id}/refunds",
        tag = "payments",
        id = "The payment.",
        body = "How much.",
        answer = "The refund."
    );
    let door = quote!(Grant<permit::PaymentRefund, (Id<PaymentId>, Keyed, IfMatch, Body<RefundInput>)>);
    let text = written(header, quote!(async fn refund_payment(grant: #door) -> Result<Answer<Refund, 201>> {}));
    holds(&text, &[r#"("If-Match" = String, Header,"#, r#"("Idempotency-Key" = String, Header,"#, "(status = 201,"]);
    assert!(!text.contains("ETag"), "{text}");
    assert_eq!(text.matches("Idempotency-Key").count(), 1);
}

#[test]
fn any_post_of_somebody_known_may_have_a_key() {
    let header = || quote!(post = "/companies", tag = "companies", body = "The company.", answer = "The new company.");
    let text = written(
        header(),
        quote!(
            async fn create_company(me: Me<Body<CompanyInput>>) -> Result<Created<Company>> {}
        ),
    );
    holds(&text, &[r#"("Idempotency-Key" = Option<String>, Header,"#, r#"json!("me")"#, "(status = 201,"]);
    let text = written(
        header(),
        quote!(
            async fn guess(visitor: Visitor<Body<Guess>>) -> Result<Gone> {}
        ),
    );
    holds(&text, &[r#"json!("visitor")"#, "(status = 204,"]);
    assert!(!text.contains("Idempotency-Key"), "{text}");
}

#[test]
fn a_reader_may_hold_what_did_not_change() {
    let header = quote!(get = "/companies/{company_id}/clients", tag = "clients", answer = "The clients.");
    let door = quote!(Member<(Query<platform::Filter>, IfNoneMatch)>);
    let text = written(header, quote!(async fn list_clients(member: #door) -> Result<Answer<Page<Client>>> {}));
    holds(&text, &[r#"("If-None-Match" = Option<String>,"#, "platform::Filter", "(status = 304,", "body = Page<Client>"]);
}

#[test]
fn a_file_has_a_media_type() {
    let header = |media: TokenStream| quote!(put = "/companies/{company_id}/logo", tag = "companies", body = "The picture.", answer = "Done." #media);
    let handler = || {
        quote!(
            async fn write_logo(grant: Grant<permit::CompanyEdit, File>) -> Result<Current<Company>> {}
        )
    };
    holds(&written(header(quote!(, media = "image/png")), handler()), &[r#"content = Vec<u8>, content_type = "image/png""#]);
    holds(&written(header(quote!(, media = "text/csv", example = "a;b")), handler()), &["content = String", r#"example = "a;b""#]);
    assert_eq!(refused(header(quote!()), handler()), "a file has a media type: add `media = \"...\"` to #[operation]");
    let header = quote!(get = "/companies/{company_id}/logo", tag = "companies", answer = "The picture.", media = "image/png");
    let text = written(
        header,
        quote!(
            async fn read_logo(member: Member) -> Result<HttpResponse> {}
        ),
    );
    holds(&text, &[r#"content_type = "image/png", body = Vec<u8>"#, r#"json!("member")"#]);
}

#[test]
fn a_gateway_is_named_in_the_path() {
    let header =
        |path: &str| quote!(post = #path, tag = "payments", body = "As it comes.", media = "application/octet-stream", answer = "Kept.");
    let handler = || {
        quote!(
            async fn hear(signed: Signed) -> Result<Gone> {}
        )
    };
    holds(&written(header("/gateways/{provider}"), handler()), &[r#"("provider" = String, Path,"#]);
    assert_eq!(refused(header("/gateways"), handler()), "the path has no `{provider}`");
}

#[test]
fn wrong_uses_are_named() {
    let header = || quote!(post = "/companies/{company_id}/x", tag = "x", answer = "X.");
    let handler = |arguments: TokenStream| quote!(async fn x(#arguments) -> Result<Gone> {});
    let door = "the first argument of an operation is a door: Grant, Member, Me, Visitor or Signed";
    assert_eq!(refused(header(), handler(quote!())), door);
    assert_eq!(refused(header(), handler(quote!(body: web::Json<X>))), door);
    let input = "unknown input: known are Id, SubId, Query, Body, File, IfMatch, Option<IfMatch>, IfNoneMatch and Keyed";
    assert_eq!(refused(header(), handler(quote!(grant: Grant<permit::X, Json<X>>))), input);
    assert_eq!(refused(header(), handler(quote!(grant: Grant<permit::X, Option<Keyed>>))), input);
    assert_eq!(refused(header(), handler(quote!(grant: Grant))), "a Grant names its permission: `Grant<permit::X>`");
    let second = "an operation has one argument, its door: what it reads is an input of the door";
    assert_eq!(refused(header(), handler(quote!(grant: Grant<permit::X>, other: Y))), second);
    assert_eq!(refused(header(), handler(quote!(me: Me))), "nothing reads `{company_id}`");
    assert_eq!(refused(header(), handler(quote!(grant: Grant<permit::X, Id<XId>>))), "the path has no `{id}`");
    assert_eq!(
        refused(header(), handler(quote!(grant: Grant<permit::X, IfNoneMatch>))),
        "only a GET shows what the caller may hold already"
    );
    let body = "the body is described: add `body = \"...\"` to #[operation]";
    assert_eq!(refused(header(), handler(quote!(grant: Grant<permit::X, Body<X>>))), body);
}

#[test]
fn wrong_arguments_are_named() {
    let handler = || {
        quote!(
            async fn x(me: Me) -> Result<Gone> {}
        )
    };
    let route = "begin with the route: `get`, `post`, `put`, `patch` or `delete`, and its path";
    assert_eq!(refused(quote!(head = "/x", tag = "x", answer = "X."), handler()), route);
    assert!(refused(quote!(get("/x")), handler()).starts_with("begin with the route"));
    assert!(refused(quote!(get = "/x", colour = "red"), handler()).starts_with("unknown argument"));
    assert_eq!(refused(quote!(get = "/x", tag = "x", tag = "y"), handler()), "said twice");
    assert_eq!(refused(quote!(get = "/x", answer = "X."), handler()), "an operation has a tag: add `tag = \"...\"` to #[operation]");
    assert_eq!(refused(quote!(get = "/x", tag = "x", answer = "X.", body = "X."), handler()), "nothing reads a body");
    assert_eq!(refused(quote!(get = "/x", tag = "x", answer = "X.", id = "X."), handler()), "the path has no `{id}`");
    let answer = quote!(
        async fn x(me: Me) -> Result<Json<X>> {}
    );
    assert!(refused(quote!(get = "/x", tag = "x", answer = "X."), answer).starts_with("an operation answers"));
}
