//! Parvis in the browser: the portal of clients, the back office of staff, and the way in.

mod api;
mod app;
mod brand;
mod browser;
mod form;
mod layouts;
mod pages;
mod session;
mod theme;
mod ui;
mod words;

fn main() {
    console_error_panic_hook::set_once();
    theme::start();
    leptos::mount::mount_to_body(app::App);
}
