//! What no program can do, whatever its version: the database itself refuses.

use contract::payments::{PaymentInput, PaymentMethod, RecordPayment};
use uuid::Uuid;

use crate::support::{Shop, TestApp, eur};

on_both_engines!(
    what_was_issued_is_never_rewritten,
    lines_of_what_was_issued_stay,
    the_books_and_the_history_only_grow,
    nothing_of_one_company_belongs_to_another,
    a_unit_of_one_company_touches_no_other,
    sums_and_states_contradict_nowhere,
    a_draft_may_still_change,
);

/// What the errors of a rule say, as opposed to those of a statement that cannot be read.
const RULES: [&str; 5] = ["immutable", "append only", "violates", "constraint failed", "row-level security"];

/// Whether the database takes the statement, which binds these ids. Nothing of it is kept.
async fn takes(app: &TestApp, sql: &str, ids: &[Uuid]) -> bool {
    let tx = app.program.scope().begin().await.unwrap();
    match tx.execute(tx.statement(sql, sql, ids.iter().map(|id| (*id).into()))).await {
        Ok(rows) => {
            assert!(rows > 0, "{sql} met no row");
            true
        }
        Err(error) => {
            let text = format!("{error:#}");
            assert!(RULES.iter().any(|rule| text.contains(rule)), "{sql}: {text}");
            false
        }
    }
}

async fn refuses_all(app: &TestApp, ids: &[Uuid], statements: &[&str]) {
    for sql in statements {
        assert!(!takes(app, sql, ids).await, "{sql}");
    }
}

async fn what_was_issued_is_never_rewritten(app: TestApp) {
    let invoice = app.shop("lyon").await.issued(10_000).await;
    let columns = [
        "status = 'draft'",
        "kind = 'credit_note'",
        "number = 'F-2026-0002'",
        "series = 'F-2025'",
        "sequence = 7",
        "reference = 'Other'",
        "note = 'Other'",
        "currency = 'XOF'",
        "prices_include_tax = true",
        "net = net + 1, total = total + 1",
        "tax = tax + 1, net = net - 1",
        "rounding = 1, net = net - 1",
        "taxes = '[]'",
        "seller = '{}'",
        "buyer = '{}'",
        "issued_on = '2026-01-01'",
        "due_on = '2027-01-01'",
    ];
    for column in columns {
        let sql = format!("UPDATE invoice SET {column} WHERE id = $1");
        assert!(!takes(&app, &sql, &[invoice.id.0]).await, "{column}");
    }
    refuses_all(&app, &[invoice.id.0], &["DELETE FROM invoice WHERE id = $1"]).await;
    assert!(takes(&app, "UPDATE invoice SET version = version + 1 WHERE id = $1", &[invoice.id.0]).await, "what may change does");
}

async fn lines_of_what_was_issued_stay(app: TestApp) {
    let invoice = app.shop("lyon").await.issued(10_000).await;
    let statements = [
        "UPDATE invoice_item SET net = net + 1 WHERE invoice_id = $1",
        "UPDATE invoice_item SET description = 'Other' WHERE invoice_id = $1",
        "DELETE FROM invoice_item WHERE invoice_id = $1",
        "INSERT INTO invoice_item (id, company_id, invoice_id, position, description, quantity, unit_price, discount, tax_rate, net) \
         SELECT company_id, company_id, invoice_id, position + 1, description, quantity, unit_price, discount, tax_rate, net FROM invoice_item WHERE invoice_id = $1",
    ];
    refuses_all(&app, &[invoice.id.0], &statements).await;
}

async fn the_books_and_the_history_only_grow(app: TestApp) {
    let shop = app.shop("lyon").await;
    let invoice = shop.issued(10_000).await;
    pay(&shop, &invoice).await;
    app.program.settle().await.unwrap();
    let statements = [
        "UPDATE ledger_entry SET debit = debit + 1 WHERE debit > 0",
        "UPDATE ledger_entry SET account = 'revenue'",
        "DELETE FROM ledger_entry",
        "UPDATE event SET data = '{}'",
        "UPDATE event SET kind = 'nothing.happened'",
        "UPDATE event SET at = '2020-01-01T00:00:00Z'",
        "UPDATE event SET actor_kind = 'system', actor_id = NULL WHERE actor_id IS NOT NULL",
        "UPDATE event SET sequence = sequence + 1000",
        "UPDATE event SET chain = 'forged'",
        "DELETE FROM event",
    ];
    refuses_all(&app, &[], &statements).await;
}

async fn pay(shop: &Shop, invoice: &contract::billing::Invoice) {
    let (company, version) = (shop.company.id, invoice.version);
    let received_on = invoice.issued_on.unwrap();
    let input = PaymentInput { amount: eur(5_000), method: PaymentMethod::Cash, received_on, reference: None };
    shop.owner.call(RecordPayment { company, invoice: invoice.id, version, input }).await.unwrap();
}

async fn nothing_of_one_company_belongs_to_another(app: TestApp) {
    let (lyon, abidjan) = (app.shop("lyon").await, app.shop("abidjan").await);
    let (project, draft) = (lyon.projects(&app, &["Vitrine"]).await[0], lyon.drafted(10_000).await);
    let issued = lyon.issued(10_000).await;
    pay(&lyon, &issued).await;
    app.grant_everything(lyon.company.id, contract::roles::BuiltInRole::Client).await;
    let (client, company) = (abidjan.client.0, abidjan.company.id.0);
    for (table, id) in [("project", project.0), ("invoice", draft.id.0)] {
        let sql = format!("UPDATE {table} SET client_id = $1 WHERE id = $2");
        assert!(!takes(&app, &sql, &[client, id]).await, "{table} of another company's client");
    }
    let sql = "UPDATE invoice SET project_id = $2 WHERE id = $1";
    let theirs = abidjan.projects(&app, &["Enseigne"]).await[0];
    assert!(!takes(&app, sql, &[draft.id.0, theirs.0]).await, "an invoice for another company's project");
    for table in ["client", "project", "invoice", "invoice_item", "ledger_entry", "payment", "client_member", "membership", "role"] {
        let sql = format!("UPDATE {table} SET company_id = $1 WHERE company_id = $2");
        assert!(!takes(&app, &sql, &[company, lyon.company.id.0]).await, "{table} moves to another company");
    }
}

/// Only PostgreSQL knows who looks: there even a statement that names another company meets nothing.
async fn a_unit_of_one_company_touches_no_other(app: TestApp) {
    if !app.program.deps.db.is_postgres() {
        return;
    }
    let (lyon, abidjan) = (app.shop("lyon").await, app.shop("abidjan").await);
    abidjan.issued(10_000).await;
    let theirs = abidjan.company.id.0;
    let scope = app.program.scope().company(lyon.company.id);
    for table in
        ["client", "project", "invoice", "invoice_item", "ledger_entry", "membership", "role", "event", "billing_total", "number_series"]
    {
        for sql in [
            format!("UPDATE {table} SET company_id = company_id WHERE company_id = $1"),
            format!("DELETE FROM {table} WHERE company_id = $1"),
        ] {
            let tx = scope.begin().await.unwrap();
            assert_eq!(tx.execute(tx.statement(&sql, &sql, [theirs.into()])).await.unwrap(), 0, "{sql}");
        }
    }
    for sql in [
        "INSERT INTO number_series (company_id, series, last) VALUES ($1, 'F-2099', 7)",
        "UPDATE client SET company_id = $1",
        "INSERT INTO tax_rate (id, company_id, name, rate, is_default, created_at) VALUES ($1, $1, 'TVA', 2000, false, now())",
    ] {
        let tx = scope.begin().await.unwrap();
        let refusal = tx.execute(tx.statement(sql, sql, [theirs.into()])).await.unwrap_err();
        assert!(format!("{refusal:#}").contains("row-level security"), "{sql}: {refusal:#}");
    }
}

async fn sums_and_states_contradict_nowhere(app: TestApp) {
    let shop = app.shop("lyon").await;
    let (draft, issued) = (shop.drafted(10_000).await, shop.issued(10_000).await);
    for (id, change) in [
        (draft.id, "total = total + 1"),
        (draft.id, "status = 'issued'"),
        (draft.id, "number = 'F-2026-0009'"),
        (draft.id, "paid = 1"),
        (issued.id, "status = 'paid'"),
        (issued.id, "status = 'void'"),
        (issued.id, "status = 'partially_paid'"),
        (issued.id, "paid = 1"),
        (issued.id, "paid = -1"),
        (issued.id, "credited = total + 1"),
    ] {
        assert!(!takes(&app, &format!("UPDATE invoice SET {change} WHERE id = $1"), &[id.0]).await, "{change}");
    }
}

async fn a_draft_may_still_change(app: TestApp) {
    let draft = app.shop("lyon").await.drafted(10_000).await;
    for sql in [
        "UPDATE invoice SET note = 'Other' WHERE id = $1",
        "UPDATE invoice_item SET description = 'Other' WHERE invoice_id = $1",
        "DELETE FROM invoice_item WHERE invoice_id = $1",
        "DELETE FROM invoice WHERE id = $1",
    ] {
        assert!(takes(&app, sql, &[draft.id.0]).await, "{sql}");
    }
}
