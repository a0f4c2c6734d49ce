//! What the tests stand on: a program of their own, people, and the two engines.

mod app;
mod database;
mod dice;
mod person;
mod rig;
mod rows;
mod shop;

pub use app::TestApp;
pub use database::{Engine, empty};
pub use dice::Dice;
pub use person::{Answer, Person};
pub use rig::Rig;
pub use shop::{Shop, eur};

/// Makes a test of each function, on each engine.
macro_rules! on_both_engines {
    ($($name:ident),* $(,)?) => {
        mod sqlite {
            $(#[actix_web::test]
            async fn $name() {
                super::$name($crate::support::TestApp::start($crate::support::Engine::Sqlite).await).await;
            })*
        }
        mod postgres {
            $(#[actix_web::test]
            async fn $name() {
                super::$name($crate::support::TestApp::start($crate::support::Engine::Postgres).await).await;
            })*
        }
    };
}
