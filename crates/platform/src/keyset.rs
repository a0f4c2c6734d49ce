//! Pages by keyset: the sort value and the id of the last row say where the next page begins, so
//! that rows that come and go never shift a page, and the thousandth page costs what the first did.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, NaiveDate, Utc};
use contract::check::is_day;
use contract::page::PageInfo;
use contract::{FieldError, Page};
use sea_orm::sea_query::{Expr, ExprTrait as _, IntoColumnRef, Query as SeaQuery, SimpleExpr};
use sea_orm::{
    ConnectionTrait as _, EntityTrait, FromQueryResult, Order, QueryFilter as _, QueryOrder as _, QuerySelect as _, QueryTrait as _,
    Select, Value,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::error::{AppError, Result};
use crate::tx::Core;

/// The most rows a page may hold.
pub const LIMIT: u16 = 200;
const SILENT_LIMIT: u16 = 50;
/// Totals are counted up to here; a person reads "1,000+", a database stops.
pub const COUNT_CAP: u64 = 1000;
/// The longest text that is looked for, in characters.
pub const LONGEST_SEARCH: usize = 200;

/// The value a row is sorted by. Its kind travels with it: a client may be called "2026-01-01".
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Key {
    /// A number.
    Int(i64),
    /// An instant.
    Instant(DateTime<Utc>),
    /// A day.
    Date(NaiveDate),
    /// A text.
    Text(String),
}

impl From<Key> for Value {
    fn from(key: Key) -> Self {
        match key {
            Key::Int(number) => number.into(),
            Key::Instant(at) => at.into(),
            Key::Date(day) => day.into(),
            Key::Text(text) => text.into(),
        }
    }
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct Cursor {
    /// The sort it was made for.
    s: String,
    /// The value of its row.
    k: Key,
    /// The id of its row.
    i: Uuid,
    /// Whether it goes back.
    b: bool,
}

/// Which page, in which order.
#[derive(Clone, Debug)]
pub struct Wanted {
    cursor: Option<Cursor>,
    limit: u16,
    sort: String,
    count: bool,
}

impl Wanted {
    /// Reads what a list call asks; the first of `sorts` is the order when it is silent.
    pub fn read(cursor: Option<&str>, limit: Option<u16>, sort: Option<&str>, sorts: &[&str]) -> Result<Self> {
        let sort = sort.unwrap_or(sorts[0]).to_owned();
        if !sorts.contains(&sort.as_str()) {
            return Err(AppError::field("sort", "choice"));
        }
        let limit = limit.unwrap_or(SILENT_LIMIT);
        if !(1..=LIMIT).contains(&limit) {
            return Err(AppError::field("limit", "limit"));
        }
        let cursor = cursor.map(|text| decode(text, &sort)).transpose()?;
        Ok(Self { cursor, limit, sort, count: false })
    }

    /// Also count the rows, up to the cap.
    pub fn counting(mut self, count: Option<bool>) -> Self {
        self.count = count.unwrap_or(false);
        self
    }

    /// The field that is sorted by, without its direction.
    pub fn field(&self) -> &str {
        self.sort.trim_start_matches('-')
    }

    fn descending(&self) -> bool {
        self.sort.starts_with('-')
    }

    fn backwards(&self) -> bool {
        self.cursor.as_ref().is_some_and(|cursor| cursor.b)
    }

    /// Reads the page: rows after the cursor and one more, which tells whether there are more.
    /// `key` says what a row is sorted by, and its id.
    pub async fn fetch<E, M, C>(
        &self,
        tx: &Core,
        select: Select<E>,
        (column, id): (C, C),
        key: impl Fn(&M) -> (Key, Uuid),
    ) -> Result<Page<M>>
    where
        E: EntityTrait,
        M: FromQueryResult + Sized + Send + Sync,
        C: IntoColumnRef + Copy,
    {
        let total = if self.count { Some(count(tx, select.clone()).await?) } else { None };
        let descending = self.descending() != self.backwards();
        let order = if descending { Order::Desc } else { Order::Asc };
        let mut select = select.order_by(Expr::col(column), order.clone()).order_by(Expr::col(id), order).limit(u64::from(self.limit) + 1);
        if let Some(cursor) = &self.cursor {
            select = select.filter(beyond(column, id, cursor, descending));
        }
        let rows = select.into_model::<M>().all(tx.conn()).await.map_err(|error| self.explain(error))?;
        Ok(self.page(rows, key, total))
    }

    /// PostgreSQL refuses a value of another type than the column's: only a cursor that was made up
    /// holds one.
    fn explain(&self, error: sea_orm::DbErr) -> AppError {
        match error {
            sea_orm::DbErr::Query(_) if self.cursor.is_some() => AppError::field("cursor", "cursor"),
            other => other.into(),
        }
    }

    fn page<M>(&self, mut rows: Vec<M>, key: impl Fn(&M) -> (Key, Uuid), total: Option<u32>) -> Page<M> {
        let has_more = rows.len() > usize::from(self.limit);
        rows.truncate(self.limit.into());
        if self.backwards() {
            rows.reverse();
        }
        let cursor = |row: Option<&M>, back| row.map(|row| self.encode(key(row), back));
        let (more_after, more_before) = if self.backwards() { (true, has_more) } else { (has_more, self.cursor.is_some()) };
        let page = PageInfo {
            next_cursor: if more_after { cursor(rows.last(), false) } else { None },
            prev_cursor: if more_before { cursor(rows.first(), true) } else { None },
            has_more,
            limit: self.limit,
            total,
        };
        Page { data: rows, page }
    }

    fn encode(&self, (k, i): (Key, Uuid), b: bool) -> String {
        URL_SAFE_NO_PAD.encode(serde_json::to_vec(&Cursor { s: self.sort.clone(), k, i, b }).unwrap_or_default())
    }
}

/// `(column, id)` beyond the cursor's, compared as one, so that one index serves both.
fn beyond<C: IntoColumnRef + Copy>(column: C, id: C, cursor: &Cursor, descending: bool) -> SimpleExpr {
    let row = Expr::tuple([Expr::col(column), Expr::col(id)]);
    let mark = Expr::tuple([Expr::val(Value::from(cursor.k.clone())), Expr::val(cursor.i)]);
    if descending { row.lt(mark) } else { row.gt(mark) }
}

/// Counts no further than the cap.
async fn count<E: EntityTrait>(tx: &Core, select: Select<E>) -> Result<u32> {
    let rows = select.select_only().expr(Expr::cust("1")).limit(COUNT_CAP).into_query();
    let query = SeaQuery::select().expr(Expr::cust("COUNT(*)")).from_subquery(rows, "counted").to_owned();
    let row = tx.conn().query_one(&query).await?;
    let counted: i64 = row.map(|row| row.try_get_by_index(0)).transpose()?.unwrap_or(0);
    Ok(u32::try_from(counted).unwrap_or(u32::MAX))
}

fn decode(text: &str, sort: &str) -> Result<Cursor> {
    URL_SAFE_NO_PAD
        .decode(text)
        .ok()
        .and_then(|bytes| serde_json::from_slice::<Cursor>(&bytes).ok())
        .filter(|cursor| cursor.s == sort)
        .ok_or_else(|| AppError::field("cursor", "cursor"))
}

/// A list that is short by nature, whole.
pub fn whole<T>(data: Vec<T>) -> Page<T> {
    Page { data, page: PageInfo { limit: LIMIT, ..PageInfo::default() } }
}

/// A text as a pattern that finds it anywhere; the text's own wildcards mean themselves.
pub fn contains(text: &str) -> String {
    let escaped = text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    format!("%{escaped}%")
}

/// Whether a column holds the text, whatever the case.
pub fn holds<C: IntoColumnRef + Copy>(column: C, text: &str) -> SimpleExpr {
    use sea_orm::sea_query::{Func, LikeExpr};
    let like = |text: &String| Expr::expr(Func::lower(Expr::col(column))).like(LikeExpr::new(contains(text)).escape('\\'));
    let spellings = spellings(text);
    spellings[1..].iter().fold(like(&spellings[0]), |found, text| found.or(like(text)))
}

/// How a text can stand in a column that was put in lower case. PostgreSQL lowers every letter, but
/// SQLite only those of English: there "École" stays as it begins and "SOCIÉTÉ" keeps its "É".
fn spellings(text: &str) -> Vec<String> {
    let lower = text.to_lowercase();
    let raise = |c: char| if c.is_ascii() { c.to_string() } else { c.to_uppercase().collect() };
    let mut begins = true;
    let capital =
        lower.chars().map(|c| if std::mem::replace(&mut begins, !c.is_alphanumeric()) { raise(c) } else { c.to_string() }).collect();
    let upper = lower.chars().map(raise).collect();
    let mut spellings = vec![lower, capital, upper];
    spellings.dedup();
    spellings
}

/// The text that a list is searched for; a blank one asks for nothing.
pub fn searched(q: Option<&str>) -> Result<Option<&str>> {
    let text = q.map(str::trim).filter(|text| !text.is_empty());
    if text.is_some_and(|text| text.chars().count() > LONGEST_SEARCH) {
        return Err(AppError::Invalid(vec![FieldError::new("q", "too_long").with("max", LONGEST_SEARCH)]));
    }
    Ok(text)
}

/// Refuses a day of which PostgreSQL has never heard.
pub fn known(parameter: &str, day: Option<NaiveDate>) -> Result<()> {
    if day.is_none_or(is_day) { Ok(()) } else { Err(AppError::field(parameter, "day")) }
}

/// The words of a list joined by commas, each one known.
pub fn words<T: std::str::FromStr>(parameter: &str, text: Option<&str>) -> Result<Vec<T>> {
    text.unwrap_or_default()
        .split(',')
        .filter(|word| !word.is_empty())
        .map(|word| word.parse().map_err(|_| AppError::field(parameter, "choice")))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_looked_for_in_each_spelling_that_lowering_leaves() {
        assert_eq!(spellings("Diallo"), ["diallo"]);
        assert_eq!(spellings("école Été"), ["école été", "École Été", "École ÉtÉ"]);
        assert_eq!(contains("100%_\\"), "%100\\%\\_\\\\%");
    }

    #[test]
    fn what_is_searched_is_trimmed_and_has_an_end() {
        assert_eq!(searched(Some("  é ")).ok(), Some(Some("é")));
        assert_eq!(searched(Some(" ")).ok(), Some(None));
        assert!(searched(Some(&"é".repeat(LONGEST_SEARCH))).is_ok());
        assert!(searched(Some(&"e".repeat(LONGEST_SEARCH + 1))).is_err());
    }

    #[test]
    fn a_key_comes_back_as_what_it_was() {
        for key in [Key::Text("2026-01-01".into()), Key::Text("12".into()), Key::Int(12)] {
            let text = serde_json::to_string(&key).unwrap_or_default();
            assert_eq!(serde_json::from_str::<Key>(&text).ok(), Some(key));
        }
    }
}
