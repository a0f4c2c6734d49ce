//! What the database itself refuses.

use migrations::COMPANY_TABLES;

use crate::support::TestApp;

on_both_engines!(history_cannot_be_rewritten, without_a_scope_there_are_no_rows);

async fn history_cannot_be_rewritten(app: TestApp) {
    app.person("awa@example.com").await;
    for sql in ["UPDATE event SET data = '{}'", "DELETE FROM event"] {
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
