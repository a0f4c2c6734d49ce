//! The people of the demo: a click logs in as one of them. Demo mode serves loopback only; in any
//! other mode these operations do not exist.

use contract::identity::{DemoLogin, DemoPerson, Face, Me as MeView};
use identity::{sessions, users};
use platform::config::Mode;
use platform::{Actor, Answer, AppError, Body, Result, SystemScope, Visitor, operation};

use crate::places::me;

const PEOPLE: &str = "
    SELECT u.email, u.name, c.name AS company, m.role, 'admin' AS face, u.created_at FROM membership m JOIN app_user u ON u.id = m.user_id
      JOIN company c ON c.id = m.company_id
    UNION ALL
    SELECT u.email, u.name, c.name, m.role, 'portal', u.created_at FROM client_member m JOIN app_user u ON u.id = m.user_id JOIN company c ON c.id = m.company_id
    ORDER BY 6, 3 LIMIT 20";

/// List the people of the demo.
///
/// Only in demo mode; elsewhere this address does not exist.
#[operation(get = "/demo/people", tag = "setup", answer = "Whom one may become.")]
pub async fn list_demo_people(Visitor { scope, .. }: Visitor) -> Result<Answer<Vec<DemoPerson>>> {
    only_in_demo(&scope)?;
    Ok(Answer::of(&people(&scope).await?))
}

/// The people of the demo and where they belong.
pub async fn people(scope: &SystemScope) -> Result<Vec<DemoPerson>> {
    let tx = scope.read().await?;
    let rows = tx.query(tx.statement(PEOPLE, PEOPLE, [])).await?;
    tx.commit().await?;
    rows.iter()
        .map(|row| {
            let face: String = row.try_get("", "face")?;
            Ok(DemoPerson {
                email: row.try_get("", "email")?,
                name: row.try_get("", "name")?,
                company: row.try_get("", "company")?,
                role: row.try_get("", "role")?,
                face: face.parse().unwrap_or(Face::Portal),
            })
        })
        .collect()
}

/// Log in as a person of the demo.
///
/// Only in demo mode; elsewhere this address does not exist. The answer sets the session cookie.
#[operation(post = "/demo/session", tag = "setup", body = "Whom.", answer = "Who is signed in, and where they may go.")]
pub async fn log_in_demo(Visitor { scope, input: Body(input), .. }: Visitor<Body<DemoLogin>>) -> Result<Answer<MeView>> {
    only_in_demo(&scope)?;
    let tx = scope.begin().await?;
    let user = users::by_email(&tx, &input.email).await?.ok_or(AppError::NotFound("user"))?;
    let tx = tx.acting(Actor::user(user.id));
    let cookie = sessions::open(&tx, &user).await?;
    let view = me(&tx, &user).await?;
    tx.commit().await?;
    Answer::of(&view).with_cookie(&cookie)
}

fn only_in_demo(scope: &SystemScope) -> Result<()> {
    if scope.config().mode == Mode::Demo { Ok(()) } else { Err(AppError::NotFound("demo")) }
}
