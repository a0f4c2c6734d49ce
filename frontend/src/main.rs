//! Parvis in the browser: the portal of clients, the back office of staff, and the way in.

#![allow(
    clippy::needless_pass_by_value,
    clippy::fn_params_excessive_bools,
    clippy::wildcard_imports,
    clippy::unnecessary_wraps,
    clippy::result_large_err,
    clippy::large_enum_variant,
    reason = "components take their properties by value, switches among them; the kit is imported whole; what a lazy function makes is wrapped in whether its chunk arrived; sizes are judged where pointers are twice as large as in a browser"
)]

#[macro_use]
mod form;

mod api;
mod app;
mod brand;
mod browser;
mod codes;
mod here;
mod layouts;
mod pages;
mod router;
mod session;
mod theme;
mod ui;
mod words;

fn main() {
    console_error_panic_hook::set_once();
    theme::start();
    leptos::mount::mount_to_body(app::App);
}
