//! A request as a value that knows its path and its reply. The app and the tests send the same
//! calls, so that changing a shape breaks both when they are compiled.

use serde::{Serialize, de::DeserializeOwned};

/// A request of the API.
pub trait Call {
    /// What a success answers; `()` for no content.
    type Reply: DeserializeOwned + 'static;
    /// The HTTP method.
    const METHOD: &'static str;

    /// The path, from `/api/v1`.
    fn path(&self) -> String;

    /// The query, without its question mark.
    fn query(&self) -> Option<String> {
        None
    }

    /// The JSON body.
    fn body(&self) -> Option<String> {
        None
    }

    /// The version that the caller saw, sent as `If-Match`.
    fn if_match(&self) -> Option<i64> {
        None
    }
}

/// A body as JSON text.
pub fn json<T: Serialize>(body: &T) -> Option<String> {
    serde_json::to_string(body).ok()
}

/// A flat structure as a query: nulls left out, lists joined by commas.
pub fn query<T: Serialize>(parameters: &T) -> Option<String> {
    let serde_json::Value::Object(fields) = serde_json::to_value(parameters).ok()? else { return None };
    let pairs: Vec<String> = fields.iter().filter_map(|(name, value)| Some(format!("{name}={}", encode(&text(value)?)))).collect();
    (!pairs.is_empty()).then(|| pairs.join("&"))
}

fn text(value: &serde_json::Value) -> Option<String> {
    use serde_json::Value::{Array, Bool, Number, String};
    match value {
        String(text) => Some(text.clone()),
        Number(number) => Some(number.to_string()),
        Bool(yes) => Some(yes.to_string()),
        Array(items) if !items.is_empty() => Some(items.iter().filter_map(text).collect::<Vec<_>>().join(",")),
        _ => None,
    }
}

/// Percent-encoding of all but the unreserved characters of RFC 3986 and the comma.
fn encode(text: &str) -> String {
    use std::fmt::Write as _;
    text.bytes().fold(String::new(), |mut out, byte| {
        if byte.is_ascii_alphanumeric() || b"-._~,".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
        out
    })
}

/// Defines a call without a body or with one: `call! { GET Name { company: CompanyId } -> Reply, "/path/{company}" }`.
macro_rules! call {
    ($(#[$doc:meta])* $method:literal $name:ident { $($field:ident : $type:ty),* $(,)? } -> $reply:ty, $path:literal $(, query $query:ident)? $(, body $body:ident)? $(, if_match $version:ident)?) => {
        $(#[$doc])*
        #[derive(Clone, Debug)]
        pub struct $name {
            $(
                #[doc = concat!("The `", stringify!($field), "` of the request.")]
                pub $field: $type
            ),*
        }

        impl $crate::call::Call for $name {
            type Reply = $reply;
            const METHOD: &'static str = $method;
            #[allow(unused_variables)]
            fn path(&self) -> String {
                let Self { $($field),* } = self;
                format!($path)
            }
            $(fn query(&self) -> Option<String> { $crate::call::query(&self.$query) })?
            $(fn body(&self) -> Option<String> { $crate::call::json(&self.$body) })?
            $(fn if_match(&self) -> Option<i64> { Some(self.$version) })?
        }
    };
}
pub(crate) use call;
