//! Days and instants as people read them, by the browser's own `Intl`.

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use js_sys::{Array, Date, Object, Reflect};
use wasm_bindgen::{JsCast as _, JsValue};

use crate::session;
use crate::words::language;

fn options(pairs: &[(&str, &str)]) -> Object {
    let options = Object::new();
    for (name, value) in pairs {
        let _ = Reflect::set(&options, &JsValue::from_str(name), &JsValue::from_str(value));
    }
    options
}

fn noon(day: NaiveDate) -> Date {
    let month = i32::try_from(day.month0()).unwrap_or(0);
    let date = i32::try_from(day.day()).unwrap_or(1);
    Date::new_with_year_month_day_hr(u32::try_from(day.year()).unwrap_or(1970), month, date, 12)
}

fn instant(at: DateTime<Utc>) -> Date {
    #[expect(clippy::cast_precision_loss, reason = "JavaScript's instants are f64; milliseconds fit until the year 285616")]
    Date::new(&JsValue::from_f64(at.timestamp_millis() as f64))
}

/// "30 novembre 2026" · "30 November 2026"
pub fn day(day: NaiveDate) -> String {
    let options = options(&[("day", "numeric"), ("month", "long"), ("year", "numeric")]);
    noon(day).to_locale_date_string(locale(), &options).into()
}

/// "30 nov. 2026": for tables.
pub fn short_day(day: NaiveDate) -> String {
    let options = options(&[("day", "numeric"), ("month", "short"), ("year", "numeric")]);
    noon(day).to_locale_date_string(locale(), &options).into()
}

/// "nov.": for the axis of a chart.
pub fn month(day: NaiveDate) -> String {
    noon(day).to_locale_date_string(locale(), &options(&[("month", "short")])).into()
}

/// The options with a zone. A browser that is older than the zone shows its own time.
fn zoned(pairs: &[(&str, &str)], zone: Option<String>) -> Object {
    let zone = zone.filter(|zone| is_known(zone));
    options(&pairs.iter().copied().chain(zone.as_deref().map(|zone| ("timeZone", zone))).collect::<Vec<_>>())
}

/// `Intl` throws at a zone that it does not know; here it is asked so that this is an answer.
fn is_known(zone: &str) -> bool {
    let intl = Reflect::get(&js_sys::global(), &"Intl".into());
    let format = intl.and_then(|intl| Reflect::get(&intl, &"DateTimeFormat".into()));
    let arguments = Array::of2(&JsValue::UNDEFINED, &options(&[("timeZone", zone)]));
    format.and_then(|format| Reflect::construct(format.unchecked_ref::<js_sys::Function>(), &arguments)).is_ok()
}

/// The day of an instant in the person's zone: "30 nov. 2026".
pub fn day_of(at: DateTime<Utc>) -> String {
    let options = zoned(&[("day", "numeric"), ("month", "short"), ("year", "numeric")], session::zone());
    instant(at).to_locale_date_string(locale(), &options).into()
}

/// Day and time in the person's zone: "30 nov. 2026, 14:05".
pub fn moment(at: DateTime<Utc>) -> String {
    let options = zoned(&[("dateStyle", "medium"), ("timeStyle", "short")], session::zone());
    instant(at).to_locale_string(locale(), &options).into()
}

/// The time of day in the person's zone: "14:05".
pub fn clock(at: DateTime<Utc>) -> String {
    instant(at).to_locale_time_string_with_options(locale(), &zoned(&[("timeStyle", "short")], session::zone())).into()
}

/// Today, where the company of the page is: its documents bear this day, wherever the person travels.
pub fn today() -> NaiveDate {
    let options = zoned(&[("year", "numeric"), ("month", "2-digit"), ("day", "2-digit")], session::company_zone());
    // Sweden writes days as ISO 8601 does.
    let written = String::from(Date::new_0().to_locale_date_string("sv-SE", &options));
    written.parse().unwrap_or_default()
}

/// How many days from the company's today; negative is in the past.
pub fn days_until(day: NaiveDate) -> i64 {
    (day - today()).num_days()
}

/// "il y a 3 heures" · "3 hours ago"; the day itself once it is a week old.
pub fn ago(at: DateTime<Utc>) -> String {
    #[expect(clippy::cast_possible_truncation, reason = "milliseconds since 1970 are whole and fit")]
    let now = Date::now() as i64;
    let minutes = (now - at.timestamp_millis()) / 60_000;
    match minutes {
        ..1 => crate::text!(just_now),
        1..60 => crate::text!(minutes_ago, count = minutes),
        60..1440 => crate::text!(hours_ago, count = minutes / 60),
        1440..10080 => crate::text!(days_ago, count = minutes / 1440),
        _ => day_of(at),
    }
}

/// British order for English: most of the people who use Parvis in English are not American.
fn locale() -> &'static str {
    match language() {
        contract::words::Locale::Fr => "fr-FR",
        contract::words::Locale::En => "en-GB",
    }
}
