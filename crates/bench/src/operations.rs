//! The requests that are measured.

use std::sync::Arc;

use reqwest::Method;
use serde_json::json;

use crate::fill::{Filled, PASSWORD, Place};
use crate::load::Maker;

/// A request before it is sent.
pub struct Request {
    pub method: Method,
    pub path: String,
    pub headers: Vec<(&'static str, String)>,
    pub body: Option<String>,
}

/// What people do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operation {
    List,
    Counted,
    Detail,
    Create,
    Projects,
    Dashboard,
    LogIn,
    Pdf,
}

impl Operation {
    /// In the order of the report. What writes and what swells the memory comes last.
    pub const ALL: [Self; 8] =
        [Self::List, Self::Counted, Self::Detail, Self::Projects, Self::Dashboard, Self::Create, Self::LogIn, Self::Pdf];

    pub const fn name(self) -> &'static str {
        match self {
            Self::List => "invoice list (25)",
            Self::Counted => "invoice list, counted",
            Self::Detail => "invoice detail",
            Self::Create => "invoice create (5 lines)",
            Self::Projects => "project list (25)",
            Self::Dashboard => "dashboard",
            Self::LogIn => "log-in",
            Self::Pdf => "invoice PDF",
        }
    }

    /// As the command line calls it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::List => "list",
            Self::Counted => "counted",
            Self::Detail => "detail",
            Self::Create => "create",
            Self::Projects => "projects",
            Self::Dashboard => "dashboard",
            Self::LogIn => "log-in",
            Self::Pdf => "pdf",
        }
    }

    /// The most statements, BEGIN, COMMIT and the setting of the scope not counted.
    pub const fn budget(self) -> Option<u32> {
        match self {
            Self::List | Self::Counted | Self::Projects => Some(3),
            Self::Detail => Some(4),
            Self::Create => Some(8),
            Self::Dashboard => Some(5),
            Self::LogIn => Some(6),
            Self::Pdf => None,
        }
    }

    /// How many times the bare server's CPU it may take.
    pub const fn ratio(self) -> Option<f64> {
        match self {
            Self::List | Self::Detail | Self::Create => Some(2.0),
            _ => None,
        }
    }

    /// CPU milliseconds that it may take.
    pub const fn cpu(self) -> Option<f64> {
        match self {
            Self::Pdf => Some(15.0),
            _ => None,
        }
    }

    /// Whether the bare server answers it too.
    pub const fn has_bound(self) -> bool {
        !matches!(self, Self::Pdf)
    }

    /// Makes its requests, each connection going through the companies in its own order. `run` tells
    /// apart what must not be repeated.
    pub fn maker(self, filled: &Arc<Filled>, run: usize) -> Maker {
        let filled = filled.clone();
        Arc::new(move |connection, number| {
            let turn = connection * 7919 + number;
            let place = &filled.places[turn % filled.places.len()];
            let invoice = place.invoices[(turn / filled.places.len()) % place.invoices.len()];
            self.request(place, &invoice.to_string(), &format!("{run}-{connection}-{number}"))
        })
    }

    fn request(self, place: &Place, invoice: &str, key: &str) -> Request {
        let company = format!("/api/v1/companies/{}", place.company);
        match self {
            Self::List => get(place, format!("{company}/invoices?limit=25")),
            Self::Counted => get(place, format!("{company}/invoices?limit=25&count=true")),
            Self::Detail => get(place, format!("{company}/invoices/{invoice}")),
            Self::Projects => get(place, format!("{company}/projects?limit=25")),
            Self::Dashboard => get(place, format!("{company}/dashboard")),
            Self::Pdf => get(place, format!("{company}/invoices/{invoice}/pdf")),
            Self::Create => post(place, format!("{company}/invoices"), draft(place), Some(key)),
            Self::LogIn => {
                post(place, "/api/v1/session".to_owned(), json!({ "email": place.email, "password": PASSWORD }).to_string(), None)
            }
        }
    }
}

fn get(place: &Place, path: String) -> Request {
    Request { method: Method::GET, path, headers: vec![("cookie", place.cookie.clone())], body: None }
}

fn post(place: &Place, path: String, body: String, key: Option<&str>) -> Request {
    let mut headers = vec![("cookie", place.cookie.clone()), ("x-parvis-csrf", "1".to_owned())];
    headers.extend(key.map(|key| ("idempotency-key", format!("bench-{key}"))));
    Request { method: Method::POST, path, headers, body: Some(body) }
}

fn draft(place: &Place) -> String {
    let line = |number: i64| {
        let price = json!({ "amount": 10_000 + number * 1_250, "currency": "EUR" });
        json!({ "description": format!("Conception, lot {number}"), "unit": "jour", "quantity": 1500, "unit_price": price, "discount": 0, "tax_rate": 2000 })
    };
    let items: Vec<_> = (1..=5).map(line).collect();
    json!({ "client_id": place.client, "currency": "EUR", "prices_include_tax": false, "items": items }).to_string()
}
