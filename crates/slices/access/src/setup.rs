//! The first company and its owner: once, with a code that only who started the program has seen.

use chrono::TimeDelta;
use contract::access::CompanyInput;
use contract::identity::{Me as MeView, Setup, SetupInput};
use identity::users::NewUser;
use identity::{passwords, sessions, users};
use platform::config::Mode;
use platform::throttle::{self, Allowance};
use platform::{Answer, AppError, Body, Result, SystemScope, SystemTx, Visitor, operation, secrets};

use crate::companies::{Founded, found};
use crate::places::me;

/// Letters and digits that nobody mistakes for one another.
const ALPHABET: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
const TRIES: Allowance = Allowance { tries: 10, window: TimeDelta::minutes(15) };

/// A new code to print, if no company exists yet. The one before is worth nothing any more.
pub async fn open(scope: &SystemScope) -> Result<Option<String>> {
    const SQL: &str = "INSERT INTO setup_code (id, digest, created_at) VALUES (1, $1, $2) \
                       ON CONFLICT (id) DO UPDATE SET digest = excluded.digest, created_at = excluded.created_at";
    let tx = scope.begin().await?;
    if !is_open(&tx).await? {
        return Ok(None);
    }
    let mut bytes = [0_u8; 12];
    tx.entropy().fill(&mut bytes);
    let letters: String = bytes.iter().map(|byte| char::from(ALPHABET[usize::from(byte % 32)])).collect();
    let code = format!("{}-{}-{}", &letters[..4], &letters[4..8], &letters[8..]);
    tx.execute(tx.statement(SQL, SQL, [secrets::digest(&code).into(), tx.now().into()])).await?;
    tx.commit().await?;
    Ok(Some(code))
}

async fn is_open(tx: &SystemTx) -> Result<bool> {
    const SQL: &str = "SELECT 1 FROM company UNION ALL SELECT 1 FROM setup_code WHERE used_at IS NOT NULL LIMIT 1";
    Ok(tx.query(tx.statement(SQL, SQL, [])).await?.is_empty())
}

/// Read whether the installation waits for its first company.
///
/// Also says whether it shows the demo.
#[operation(get = "/setup", tag = "setup", answer = "Where the installation stands.")]
pub async fn read_setup(Visitor { scope, .. }: Visitor) -> Result<Answer<Setup>> {
    let tx = scope.read().await?;
    let open = is_open(&tx).await?;
    tx.commit().await?;
    Ok(Answer::of(&Setup { open, demo: scope.config().mode == Mode::Demo }))
}

/// Create the first company and its owner.
///
/// Once, with the code that was printed when the program started. The answer sets the session cookie.
#[operation(
    post = "/setup",
    tag = "setup",
    body = "The company, its owner, and the code.",
    answer = "Who is signed in, and where they may go."
)]
pub async fn set_up(Visitor { scope, input: Body(input), .. }: Visitor<Body<SetupInput>>) -> Result<Answer<MeView, 201>> {
    count_try(&scope).await?;
    passwords::check("password", &input.password, &[&input.name, &input.email, &input.company_name])?;
    let password_hash = passwords::hash(scope.ports().entropy.as_ref(), &input.password).await?;
    let tx = scope.begin().await?;
    use_code(&tx, &input.code).await?;
    let locale = input.locale.unwrap_or(scope.meta().locale);
    let owner = users::register(&tx, NewUser { email: input.email, name: input.name, locale, password_hash }).await?;
    let cookie = sessions::open(&tx, &owner).await?;
    let company = CompanyInput { name: input.company_name, country: input.country, currency: input.currency };
    let Founded { tx, .. } = found(tx, &owner, &company).await?;
    tx.commit().await?;
    let tx = scope.read().await?;
    let view = me(&tx, &owner).await?;
    tx.commit().await?;
    Answer::of(&view).with_cookie(&cookie)
}

async fn count_try(scope: &SystemScope) -> Result<()> {
    let tx = scope.begin().await?;
    let counted = throttle::count(&tx, &[(format!("setup:address:{}", scope.meta().address), TRIES)]).await;
    tx.commit().await?;
    counted
}

/// Uses the code up. Two at the same moment: the row is changed once.
async fn use_code(tx: &SystemTx, code: &str) -> Result<()> {
    const SQL: &str = "UPDATE setup_code SET used_at = $2 WHERE digest = $1 AND used_at IS NULL";
    if !is_open(tx).await? {
        return Err(AppError::Refused("setup_closed"));
    }
    let code = code.trim().to_uppercase();
    let used = tx.execute(tx.statement(SQL, SQL, [secrets::digest(&code).into(), tx.now().into()])).await?;
    if used == 1 { Ok(()) } else { Err(AppError::Refused("setup_code")) }
}
