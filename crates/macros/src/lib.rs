//! `#[operation]`: the header of a handler, derived from its types.
//!
//! A handler's first argument is a door (`Grant`, `Member`, `Me`, `Visitor`, `Signed`) and names what
//! is read of the request; its result names what is answered. That is all the contract has to say of
//! an operation, so it is written from there and cannot say less than the server enforces:
//!
//! | type | in the contract |
//! |---|---|
//! | `Grant<permit::X, I>` | `x-door: grant`, `x-permission`, `company_id` |
//! | `Member<I>` | `x-door: member`, `company_id` |
//! | `Me<I>`, `Visitor<I>`, `Signed` | `x-door: me`, `visitor`, `signed` (with `provider`) |
//! | `Id<T>`, `SubId<T>` | `id`, `sub_id` in the path, described by the arguments of that name |
//! | `Query<T>` | the parameters of `T` |
//! | `Body<T>`, `File` | the request body, described by `body`; a file has a `media` type |
//! | `IfMatch`, `Option<IfMatch>` | `If-Match`, required or not |
//! | `IfNoneMatch` | `If-None-Match`, and the answer 304 |
//! | `Keyed` | `Idempotency-Key`, required; it is optional on every other `POST` of somebody known |
//! | `Created<T>`, `Current<T>` | 201, 200 with `T` and its `ETag` |
//! | `Answer<T>`, `Answer<T, 201>`, `Gone` | 200, 201 with `T`, 204 |
//! | `HttpResponse` | 200 with a file of this `media` type |
//!
//! ```text
//! /// Update a project.
//! ///
//! /// What the body leaves out is emptied.
//! #[operation(
//!     put = "/companies/{company_id}/projects/{id}",
//!     tag = "projects",
//!     id = "The project.",
//!     body = "The project as it is to be.",
//!     answer = "The project as it is now."
//! )]
//! pub async fn edit_project(
//!     Grant { scope, input: (Id(id), seen, Body(input)), .. }: Grant<permit::ProjectEdit, (Id<ProjectId>, Option<IfMatch>, Body<ProjectInput>)>,
//! ) -> Result<Current<Project>> {
//!     let tx = scope.begin().await?;
//!     let project = edit(&tx, id, seen.map(Into::into), input).await?;
//!     tx.done(&project).await
//! }
//! ```
//!
//! The doc comment becomes summary and description, the function's name the id of the operation. The
//! crate that uses it depends on `actix-web`, `contract`, `platform`, `serde_json` and `utoipa`.

mod answer;
mod door;
mod header;
mod write;

use proc_macro::TokenStream;

/// Serves a handler and writes it into the contract. See the crate.
#[proc_macro_attribute]
pub fn operation(attributes: TokenStream, item: TokenStream) -> TokenStream {
    expand(attributes.into(), item.into()).unwrap_or_else(syn::Error::into_compile_error).into()
}

fn expand(attributes: proc_macro2::TokenStream, item: proc_macro2::TokenStream) -> syn::Result<proc_macro2::TokenStream> {
    let header = syn::parse2::<header::Header>(attributes)?;
    let handler = syn::parse2::<syn::ItemFn>(item)?;
    let door = door::Door::of(&handler.sig)?;
    let answer = answer::Answer::of(&handler.sig)?;
    write::operation(&header, &door, &answer, &handler)
}

#[cfg(test)]
mod tests;
