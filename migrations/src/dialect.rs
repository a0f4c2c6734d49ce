//! What differs between the engines. Steps are written in PostgreSQL's types; SQLite gets the
//! names under which sea-orm reads them back.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, Statement};

pub fn is_postgres(manager: &SchemaManager<'_>) -> bool {
    manager.get_database_backend() == DbBackend::Postgres
}

/// Types of PostgreSQL and what stands for them in SQLite.
const TYPES: &[(&str, &str)] = &[
    (" UUID", " uuid_text"),
    (" TIMESTAMPTZ", " timestamp_with_timezone_text"),
    (" DATE", " date_text"),
    (" BYTEA", " blob"),
    (" BIGINT", " bigint"),
];

/// Runs statements that both engines understand, types aside.
pub async fn run(manager: &SchemaManager<'_>, statements: &[&str]) -> Result<(), DbErr> {
    for statement in statements {
        let sql = if is_postgres(manager) {
            (*statement).to_owned()
        } else {
            TYPES.iter().fold((*statement).to_owned(), |sql, (from, to)| sql.replace(from, to))
        };
        manager.get_connection().execute_unprepared(&sql).await?;
    }
    Ok(())
}

/// Runs what only PostgreSQL needs.
pub async fn run_on_postgres(manager: &SchemaManager<'_>, sql: &str) -> Result<(), DbErr> {
    if is_postgres(manager) { manager.get_connection().execute_unprepared(sql).await.map(|_| ()) } else { Ok(()) }
}

/// Lets the rest of the step see the rows of all companies; it ends with the step's transaction.
pub async fn see_all_rows(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    run_on_postgres(manager, "SELECT set_config('app.system', 'on', true)").await
}

/// Row level security for tables with a `company_id`: without a scope no row is seen, whoever
/// wrote the query. Two ways in: the company of the transaction, or the program itself.
pub async fn protect(manager: &SchemaManager<'_>, tables: &[&str]) -> Result<(), DbErr> {
    for table in tables {
        protect_by(manager, table, "company_id").await?;
    }
    Ok(())
}

/// The same for a table whose company stands in another column.
pub async fn protect_by(manager: &SchemaManager<'_>, table: &str, column: &str) -> Result<(), DbErr> {
    if !is_postgres(manager) {
        return Ok(());
    }
    let sql = format!("ALTER TABLE {table} ENABLE ROW LEVEL SECURITY; ALTER TABLE {table} FORCE ROW LEVEL SECURITY;");
    manager.get_connection().execute_unprepared(&sql).await?;
    write_policy(manager, table, column).await
}

/// The policy of a table, written anew. It is one CASE, of which the planner expects that half of the
/// rows pass. Two policies joined by OR it took for the company's condition a second time: it
/// expected one row, and sorted a whole company's invoices to show 25. Each setting is read in a
/// SELECT of its own, once a statement instead of once a row: counting 1,000 rows took twice as long.
pub async fn write_policy(manager: &SchemaManager<'_>, table: &str, column: &str) -> Result<(), DbErr> {
    let sql = format!(
        "DROP POLICY IF EXISTS {table}_system ON {table};
         DROP POLICY IF EXISTS {table}_company ON {table};
         CREATE POLICY {table}_company ON {table} USING (CASE WHEN (SELECT current_setting('app.system', true) = 'on') THEN true
           ELSE {column} = (SELECT nullif(current_setting('app.company_id', true), '')::uuid) END);"
    );
    run_on_postgres(manager, &sql).await
}

/// When a trigger refuses: the event, and the condition in terms of OLD and NEW.
pub struct Refusal<'a> {
    /// Its name.
    pub name: &'a str,
    /// The table.
    pub table: &'a str,
    /// `UPDATE`, `DELETE` or `INSERT`.
    pub on: &'a str,
    /// The condition; both engines must understand it.
    pub when: &'a str,
    /// What the error says.
    pub message: &'a str,
}

/// A rule that no program can break, whatever its version.
pub async fn refuse(manager: &SchemaManager<'_>, refusal: &Refusal<'_>) -> Result<(), DbErr> {
    let Refusal { name, table, on, when, message } = refusal;
    let sql = if is_postgres(manager) {
        // The condition is in the function, because a WHEN clause may hold no subquery.
        let row = if *on == "DELETE" { "OLD" } else { "NEW" };
        format!(
            "CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF {when} THEN RAISE EXCEPTION '{message}' USING ERRCODE = 'restrict_violation'; END IF; RETURN {row}; END $$;
             CREATE TRIGGER {name} BEFORE {on} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}();"
        )
    } else {
        format!("CREATE TRIGGER {name} BEFORE {on} ON {table} FOR EACH ROW WHEN {when} BEGIN SELECT RAISE(ABORT, '{message}'); END;")
    };
    manager.get_connection().execute_unprepared(&sql).await.map(|_| ())
}

/// A rule that takes the place of an earlier one of its name.
pub async fn refuse_instead(manager: &SchemaManager<'_>, refusal: &Refusal<'_>) -> Result<(), DbErr> {
    let Refusal { name, table, .. } = refusal;
    let drop = if is_postgres(manager) {
        format!("DROP TRIGGER {name} ON {table}; DROP FUNCTION {name}();")
    } else {
        format!("DROP TRIGGER {name}")
    };
    manager.get_connection().execute_unprepared(&drop).await?;
    refuse(manager, refusal).await
}

/// Each new event stands in the outbox until it is relayed, whoever wrote it.
pub async fn fill_outbox(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let sql = if is_postgres(manager) {
        "CREATE FUNCTION event_outbox() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO outbox (event_id) VALUES (NEW.id); RETURN NEW; END $$;
         CREATE TRIGGER event_outbox AFTER INSERT ON event FOR EACH ROW EXECUTE FUNCTION event_outbox();"
    } else {
        "CREATE TRIGGER event_outbox AFTER INSERT ON event FOR EACH ROW BEGIN INSERT INTO outbox (event_id) VALUES (NEW.id); END;"
    };
    manager.get_connection().execute_unprepared(sql).await.map(|_| ())
}

/// Takes what waits for these listeners out of the job queue. A new installation has none yet: its
/// tables come after our steps.
pub async fn forget_jobs(manager: &SchemaManager<'_>, listeners: &[&str]) -> Result<(), DbErr> {
    let (there, jobs) = if is_postgres(manager) {
        ("SELECT 1 FROM pg_tables WHERE schemaname = 'apalis' AND tablename = 'jobs'", "apalis.jobs")
    } else {
        ("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'Jobs'", "Jobs")
    };
    let db = manager.get_connection();
    if db.query_one_raw(Statement::from_string(manager.get_database_backend(), there)).await?.is_none() {
        return Ok(());
    }
    for listener in listeners {
        let sql = format!("DELETE FROM {jobs} WHERE status <> 'Done' AND idempotency_key LIKE '%:{listener}:%'");
        db.execute_unprepared(&sql).await?;
    }
    Ok(())
}

/// The role that connections take when the log-in could bypass row level security, and the
/// extension that the job queue wants. A log-in without these privileges goes on without the role:
/// it does not bypass anything either.
pub async fn prepare(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    if !is_postgres(manager) {
        return Ok(());
    }
    let sql = "CREATE EXTENSION IF NOT EXISTS hstore;
        DO $$ BEGIN
          IF (SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user) AND NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'parvis_app') THEN
            BEGIN
              CREATE ROLE parvis_app NOLOGIN NOBYPASSRLS;
            EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
            END;
          END IF;
        END $$;";
    manager.get_connection().execute_unprepared(sql).await.map(|_| ())
}

pub(crate) async fn grant(db: &DatabaseConnection) -> Result<(), DbErr> {
    if db.get_database_backend() != DbBackend::Postgres {
        return Ok(());
    }
    let sql = "DO $$ DECLARE place text; BEGIN
          IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'parvis_app') THEN
            FOR place IN SELECT nspname FROM pg_namespace WHERE nspname IN ('public', 'apalis') LOOP
              EXECUTE format('GRANT USAGE ON SCHEMA %I TO parvis_app', place);
              EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA %I TO parvis_app', place);
              EXECUTE format('GRANT USAGE ON ALL SEQUENCES IN SCHEMA %I TO parvis_app', place);
              EXECUTE format('GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA %I TO parvis_app', place);
            END LOOP;
          END IF;
        END $$;";
    db.execute_unprepared(sql).await.map(|_| ())
}
