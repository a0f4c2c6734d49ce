//! The result: the status of success and what it carries.

use syn::spanned::Spanned as _;
use syn::{Error, Expr, ExprLit, GenericArgument, Lit, PathArguments, Result, ReturnType, Signature, Type};

use crate::door::named;

const ANSWERS: &str =
    "an operation answers `Result<Created<T>>`, `Current<T>`, `Answer<T>`, `Answer<T, 201>`, `Gone`, or a file as `HttpResponse`";

/// What a success carries.
pub enum Answer {
    /// A view, and perhaps its version.
    View { status: u16, view: Box<Type>, versioned: bool },
    /// A file.
    File,
    /// Nothing.
    Gone,
}

impl Answer {
    /// The answer of a handler.
    pub fn of(signature: &Signature) -> Result<Self> {
        let ReturnType::Type(_, result) = &signature.output else { return Err(Error::new(signature.ident.span(), ANSWERS)) };
        let (name, generics) = named(result, ANSWERS)?;
        let [answer] = generics.as_slice() else { return Err(Error::new(result.span(), ANSWERS)) };
        if name != "Result" {
            return Err(Error::new(result.span(), ANSWERS));
        }
        let (name, mut generics) = named(answer, ANSWERS)?;
        let view = |versioned, status, view| Self::View { status, view: Box::new(view), versioned };
        Ok(match (name.as_str(), generics.pop()) {
            ("Created", Some(inner)) => view(true, 201, inner),
            ("Current", Some(inner)) => view(true, 200, inner),
            ("Answer", Some(inner)) => view(false, status(answer)?, inner),
            ("Gone", None) => Self::Gone,
            ("HttpResponse", None) => Self::File,
            _ => return Err(Error::new(answer.span(), ANSWERS)),
        })
    }
}

/// The second argument of `Answer<T, 201>`; 200 when silent.
fn status(answer: &Type) -> Result<u16> {
    let Type::Path(path) = answer else { return Ok(200) };
    let Some(PathArguments::AngleBracketed(generics)) = path.path.segments.last().map(|last| &last.arguments) else { return Ok(200) };
    match generics.args.iter().nth(1) {
        None => Ok(200),
        Some(GenericArgument::Const(Expr::Lit(ExprLit { lit: Lit::Int(status), .. }))) => status.base10_parse(),
        Some(other) => Err(Error::new(other.span(), ANSWERS)),
    }
}
