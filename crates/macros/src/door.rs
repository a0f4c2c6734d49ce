//! The first argument: who may come in, and what is read of the request.

use proc_macro2::Span;
use syn::spanned::Spanned as _;
use syn::{Error, FnArg, GenericArgument, Path, PathArguments, Result, Signature, Type};

const DOORS: &str = "the first argument of an operation is a door: Grant, Member, Me, Visitor or Signed";
const INPUTS: &str = "unknown input: known are Id, SubId, Query, Body, File, IfMatch, Option<IfMatch>, IfNoneMatch and Keyed";

/// Who may come in.
pub enum Who {
    /// Whoever has this permission in the company.
    Grant(Box<Type>),
    /// Whoever has a place in the company.
    Member,
    /// Whoever is known.
    Me,
    /// Anybody.
    Visitor,
    /// A gateway.
    Signed,
}

/// What is read.
pub enum Input {
    Id(Type),
    SubId(Type),
    Query(Type),
    Body(Type),
    File,
    IfMatch { required: bool },
    IfNoneMatch,
    Keyed,
}

/// A door and its inputs, each with its place in the source.
pub struct Door {
    pub who: Who,
    pub span: Span,
    pub inputs: Vec<(Input, Span)>,
}

impl Door {
    /// The door of a handler.
    pub fn of(signature: &Signature) -> Result<Self> {
        let Some(FnArg::Typed(argument)) = signature.inputs.first() else { return Err(Error::new(signature.ident.span(), DOORS)) };
        if let Some(second) = signature.inputs.iter().nth(1) {
            return Err(Error::new(second.span(), "an operation has one argument, its door: what it reads is an input of the door"));
        }
        let (span, (name, mut generics)) = (argument.ty.span(), named(&argument.ty, DOORS)?);
        let who = match name.as_str() {
            "Grant" if generics.is_empty() => return Err(Error::new(span, "a Grant names its permission: `Grant<permit::X>`")),
            "Grant" => Who::Grant(Box::new(generics.remove(0))),
            "Member" => Who::Member,
            "Me" => Who::Me,
            "Visitor" => Who::Visitor,
            "Signed" => Who::Signed,
            _ => return Err(Error::new(span, DOORS)),
        };
        let inputs = generics.first().map(inputs).transpose()?.unwrap_or_default();
        Ok(Self { who, span, inputs })
    }

    /// Whether a company is named in the path.
    pub fn has_company(&self) -> bool {
        matches!(self.who, Who::Grant(_) | Who::Member)
    }

    /// Whether the caller is known, so that their keys are honoured.
    pub fn is_known(&self) -> bool {
        matches!(self.who, Who::Grant(_) | Who::Member | Who::Me)
    }

    /// Whether one of the inputs is such.
    pub fn reads(&self, such: impl Fn(&Input) -> bool) -> bool {
        self.inputs.iter().any(|(input, _)| such(input))
    }
}

fn inputs(of: &Type) -> Result<Vec<(Input, Span)>> {
    match of {
        Type::Tuple(tuple) => tuple.elems.iter().map(|each| Ok((input(each)?, each.span()))).collect(),
        one => Ok(vec![(input(one)?, one.span())]),
    }
}

fn input(of: &Type) -> Result<Input> {
    let (name, mut generics) = named(of, INPUTS)?;
    let inner = generics.pop();
    Ok(match (name.as_str(), inner) {
        ("Id", Some(inner)) => Input::Id(inner),
        ("SubId", Some(inner)) => Input::SubId(inner),
        ("Query", Some(inner)) => Input::Query(inner),
        ("Body", Some(inner)) => Input::Body(inner),
        ("File", None) => Input::File,
        ("IfMatch", None) => Input::IfMatch { required: true },
        ("IfNoneMatch", None) => Input::IfNoneMatch,
        ("Keyed", None) => Input::Keyed,
        ("Option", Some(inner)) if named(&inner, INPUTS)?.0 == "IfMatch" => Input::IfMatch { required: false },
        _ => return Err(Error::new(of.span(), INPUTS)),
    })
}

/// The last name of a type and its type arguments.
pub fn named(of: &Type, expected: &str) -> Result<(String, Vec<Type>)> {
    let Type::Path(path) = of else { return Err(Error::new(of.span(), expected)) };
    let Some(last) = path.path.segments.last() else { return Err(Error::new(of.span(), expected)) };
    Ok((last.ident.to_string(), arguments(&path.path)))
}

fn arguments(path: &Path) -> Vec<Type> {
    let Some(PathArguments::AngleBracketed(generics)) = path.segments.last().map(|last| &last.arguments) else { return Vec::new() };
    let types = generics.args.iter().filter_map(|argument| match argument {
        GenericArgument::Type(one) => Some(one.clone()),
        _ => None,
    });
    types.collect()
}
