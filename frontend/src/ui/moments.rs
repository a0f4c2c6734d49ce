//! Days and instants as people read them, by the browser's own `Intl`.

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use js_sys::{Date, Object, Reflect};
use wasm_bindgen::JsValue;

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

/// The day of an instant where the person is: "30 nov. 2026".
pub fn day_of(at: DateTime<Utc>) -> String {
    let options = options(&[("day", "numeric"), ("month", "short"), ("year", "numeric")]);
    instant(at).to_locale_date_string(locale(), &options).into()
}

/// Day and time where the person is: "30 nov. 2026, 14:05".
pub fn moment(at: DateTime<Utc>) -> String {
    let options = options(&[("dateStyle", "medium"), ("timeStyle", "short")]);
    instant(at).to_locale_string(locale(), &options).into()
}

/// The time of day where the person is: "14:05".
pub fn clock(at: DateTime<Utc>) -> String {
    instant(at).to_locale_time_string_with_options(locale(), &options(&[("timeStyle", "short")])).into()
}

/// Today, where the person is.
pub fn today() -> NaiveDate {
    let now = Date::new_0();
    let year = i32::try_from(now.get_full_year()).unwrap_or(1970);
    NaiveDate::from_ymd_opt(year, now.get_month() + 1, now.get_date()).unwrap_or_default()
}

/// How many days from today; negative is in the past.
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
