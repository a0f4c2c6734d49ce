//! Our kit: what pages are made of. Components take plain data and signals, never fetch, and are
//! shown in every state at `/dev/ui`.
//!
//! Conventions: texts are `Signal<String>` (give `t!(key)` or a `&str`); values are signals that
//! come in and callbacks that go out (`form.read(..)`, `form.write(..)`); errors are `FieldState`
//! (`form.error("name")`).

mod badge;
mod button;
mod chart;
mod choice;
mod combobox;
mod copy;
mod dialog;
pub mod drawer;
mod field;
mod figures;
mod filters;
mod form_view;
pub mod icon;
mod loaded;
mod menu;
mod moments;
mod page;
mod palette;
mod places;
mod stat;
mod states;
mod switches;
mod table;
mod tabs;
mod toast;

pub use badge::*;
pub use button::*;
pub use chart::*;
pub use choice::*;
pub use combobox::*;
pub use copy::*;
pub use dialog::*;
pub use field::*;
pub use figures::*;
pub use filters::*;
pub use form_view::*;
pub use icon::{Glyph, Icon, glyph};
pub use loaded::*;
pub use menu::*;
pub use moments::*;
pub use page::*;
pub use palette::*;
pub use places::*;
pub use stat::*;
pub use states::*;
pub use switches::*;
pub use table::*;
pub use tabs::*;
pub use toast::*;
