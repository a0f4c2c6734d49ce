//! What a handler's types do not say: where it is, and a sentence for each thing that it names.

use proc_macro2::Span;
use syn::parse::{Parse, ParseStream};
use syn::{Error, Ident, LitStr, Result, Token};

const METHODS: [&str; 5] = ["get", "post", "put", "patch", "delete"];

/// The arguments of the attribute.
pub struct Header {
    /// Of the route.
    pub method: Ident,
    pub path: LitStr,
    arguments: Vec<(Ident, LitStr)>,
}

/// The names that are known besides the method.
const KNOWN: [&str; 7] = ["tag", "id", "sub_id", "body", "answer", "media", "example"];

impl Parse for Header {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let (method, path) = argument(input).map_err(|error| Error::new(error.span(), "begin with the route: `get = \"/path\"`"))?;
        if !METHODS.iter().any(|known| method == known) {
            return Err(Error::new(method.span(), "begin with the route: `get`, `post`, `put`, `patch` or `delete`, and its path"));
        }
        let mut arguments: Vec<(Ident, LitStr)> = Vec::new();
        while !input.is_empty() {
            input.parse::<Token![,]>()?;
            if input.is_empty() {
                break;
            }
            let (name, text) = argument(input)?;
            if !KNOWN.iter().any(|known| name == known) {
                return Err(Error::new(name.span(), format!("unknown argument; known are {}", KNOWN.join(", "))));
            }
            if arguments.iter().any(|(earlier, _)| *earlier == name) {
                return Err(Error::new(name.span(), "said twice"));
            }
            arguments.push((name, text));
        }
        Ok(Self { method, path, arguments })
    }
}

fn argument(input: ParseStream<'_>) -> Result<(Ident, LitStr)> {
    let name = input.parse()?;
    input.parse::<Token![=]>()?;
    Ok((name, input.parse()?))
}

impl Header {
    /// An argument that may be left out.
    pub fn text(&self, name: &str) -> Option<&LitStr> {
        self.arguments.iter().find(|(known, _)| known == name).map(|(_, text)| text)
    }

    /// An argument that something in the types asks for.
    pub fn needed(&self, name: &str, by: Span, why: &str) -> Result<&LitStr> {
        self.text(name).ok_or_else(|| Error::new(by, format!("{why}: add `{name} = \"...\"` to #[operation]")))
    }

    /// Refuses an argument that nothing in the types asks for.
    pub fn refuse(&self, name: &str, why: &str) -> Result<()> {
        self.arguments.iter().find(|(known, _)| known == name).map_or(Ok(()), |(known, _)| Err(Error::new(known.span(), why)))
    }

    /// Whether the path has this parameter.
    pub fn has_parameter(&self, name: &str) -> bool {
        self.path.value().split('/').any(|part| part == format!("{{{name}}}"))
    }

    /// Whether the path and the types agree about this parameter.
    pub fn agrees(&self, name: &str, asked: bool) -> Result<()> {
        match (self.has_parameter(name), asked) {
            (true, false) => Err(Error::new(self.path.span(), format!("nothing reads `{{{name}}}`"))),
            (false, true) => Err(Error::new(self.path.span(), format!("the path has no `{{{name}}}`"))),
            _ => Ok(()),
        }
    }
}
