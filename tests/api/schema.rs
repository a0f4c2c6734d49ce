//! What the database itself refuses.

use migrations::COMPANY_TABLES;

use crate::support::TestApp;

on_both_engines!(
    history_cannot_be_rewritten,
    without_a_scope_there_are_no_rows,
    a_reader_keeps_nothing,
    a_reader_sees_one_moment,
    a_statement_is_planned_once
);

async fn history_cannot_be_rewritten(app: TestApp) {
    app.person("awa@example.com").await;
    for sql in ["UPDATE event SET data = '[]'", "DELETE FROM event"] {
        let tx = app.program.scope().begin().await.unwrap();
        assert!(tx.execute(tx.statement(sql, sql, [])).await.is_err(), "{sql}");
    }
    assert!(app.number("SELECT count(*) FROM event").await > 0);
}

/// Only PostgreSQL knows rows that depend on who looks.
async fn without_a_scope_there_are_no_rows(app: TestApp) {
    let db = &app.program.deps.db;
    if !db.is_postgres() {
        return;
    }
    let owner = app.person("claire@example.com").await;
    app.company(&owner, "Lyon").await;
    for table in COMPANY_TABLES {
        let sql = format!("SELECT relrowsecurity AND relforcerowsecurity FROM pg_class WHERE oid = '{table}'::regclass");
        assert!(app.rows(&sql).await[0].try_get_by_index::<bool>(0).unwrap(), "{table}");
    }
    let sql = "SELECT count(*) FROM membership";
    assert_eq!(app.number(sql).await, 1);
    let unscoped = db.lookup(db.statement(sql, sql, [])).await.unwrap();
    assert_eq!(unscoped[0].try_get_by_index::<i64>(0).unwrap(), 0);
}

/// PostgreSQL refuses; SQLite forgets.
async fn a_reader_keeps_nothing(app: TestApp) {
    app.person("claire@example.com").await;
    let reader = app.program.scope().read().await.unwrap();
    let sql = "UPDATE app_user SET name = 'changed'";
    let refused = reader.execute(reader.statement(sql, sql, [])).await.is_err();
    assert_eq!(refused, app.program.deps.db.is_postgres());
    reader.commit().await.unwrap();
    assert_eq!(app.number("SELECT count(*) FROM app_user WHERE name = 'changed'").await, 0);
}

async fn a_reader_sees_one_moment(app: TestApp) {
    app.person("claire@example.com").await;
    let reader = app.program.scope().read().await.unwrap();
    let people = async || {
        let sql = "SELECT count(*) FROM app_user";
        let rows = reader.query(reader.statement(sql, sql, [])).await.unwrap();
        rows[0].try_get_by_index::<i64>(0).unwrap()
    };
    let before = people().await;
    app.person("awa@example.com").await;
    assert_eq!(people().await, before);
    assert_eq!(app.number("SELECT count(*) FROM app_user").await, before + 1);
}

/// SQLite compiles `LIMIT ?` anew at each execution unless it was built to keep its plans.
async fn a_statement_is_planned_once(app: TestApp) {
    let db = &app.program.deps.db;
    if db.is_postgres() {
        return;
    }
    let sql = "SELECT count(*) FROM pragma_compile_options WHERE compile_options = 'ENABLE_QPSG'";
    assert_eq!(app.number(sql).await, 1, "LIBSQLITE3_FLAGS of .cargo/config.toml did not reach the build");
}
