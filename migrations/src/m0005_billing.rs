//! Invoices, credit notes, their numbers, the books and the figures kept beside them.

use sea_orm_migration::prelude::*;

use crate::dialect::{Refusal, protect, refuse, run};

#[derive(DeriveMigrationName)]
pub struct Step;

#[async_trait::async_trait]
impl MigrationTrait for Step {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, TABLES).await?;
        protect(manager, &["tax_rate", "number_series", "invoice", "invoice_item", "ledger_entry", "billing_total"]).await?;
        for refusal in REFUSALS {
            refuse(manager, refusal).await?;
        }
        Ok(())
    }
}

const TABLES: &[&str] = &[
    "CREATE TABLE tax_rate (
        id UUID PRIMARY KEY,
        company_id UUID NOT NULL REFERENCES company (id),
        name TEXT NOT NULL,
        rate INTEGER NOT NULL CHECK (rate BETWEEN 0 AND 10000),
        is_default BOOLEAN NOT NULL,
        created_at TIMESTAMPTZ NOT NULL,
        UNIQUE (company_id, id),
        CONSTRAINT tax_rate_company_id_name_key UNIQUE (company_id, name)
    )",
    "CREATE TABLE number_series (
        company_id UUID NOT NULL REFERENCES company (id),
        series TEXT NOT NULL,
        last BIGINT NOT NULL CHECK (last >= 0),
        last_issued_on DATE,
        PRIMARY KEY (company_id, series)
    )",
    "CREATE TABLE invoice (
        id UUID PRIMARY KEY,
        company_id UUID NOT NULL REFERENCES company (id),
        kind TEXT NOT NULL CHECK (kind IN ('invoice', 'credit_note')),
        status TEXT NOT NULL CHECK (status IN ('draft', 'issued', 'partially_paid', 'paid', 'void')),
        series TEXT,
        sequence BIGINT,
        number TEXT,
        client_id UUID NOT NULL,
        project_id UUID,
        credited_invoice_id UUID,
        currency TEXT NOT NULL,
        prices_include_tax BOOLEAN NOT NULL,
        payment_terms_days INTEGER NOT NULL,
        reference TEXT,
        note TEXT,
        net BIGINT NOT NULL,
        tax BIGINT NOT NULL,
        rounding BIGINT NOT NULL,
        total BIGINT NOT NULL CHECK (total >= 0 AND total = net + tax + rounding),
        paid BIGINT NOT NULL DEFAULT 0 CHECK (paid >= 0),
        credited BIGINT NOT NULL DEFAULT 0 CHECK (credited BETWEEN 0 AND total),
        taxes TEXT NOT NULL,
        seller TEXT,
        buyer TEXT,
        issued_on DATE,
        due_on DATE,
        sent_at TIMESTAMPTZ,
        created_at TIMESTAMPTZ NOT NULL,
        updated_at TIMESTAMPTZ NOT NULL,
        version BIGINT NOT NULL DEFAULT 1,
        UNIQUE (company_id, id),
        CONSTRAINT invoice_company_id_number_key UNIQUE (company_id, number),
        CONSTRAINT invoice_company_id_series_sequence_key UNIQUE (company_id, series, sequence),
        FOREIGN KEY (company_id, client_id) REFERENCES client (company_id, id),
        FOREIGN KEY (company_id, client_id, project_id) REFERENCES project (company_id, client_id, id),
        FOREIGN KEY (company_id, credited_invoice_id) REFERENCES invoice (company_id, id),
        CHECK ((status = 'draft') = (number IS NULL)),
        CHECK ((number IS NULL) = (sequence IS NULL) AND (number IS NULL) = (series IS NULL)),
        CHECK ((number IS NULL) = (issued_on IS NULL) AND (number IS NULL) = (due_on IS NULL)),
        CHECK ((number IS NULL) = (seller IS NULL) AND (number IS NULL) = (buyer IS NULL)),
        CHECK ((kind = 'credit_note') = (credited_invoice_id IS NOT NULL)),
        CHECK (status <> 'draft' OR (paid = 0 AND credited = 0)),
        CHECK (kind = 'credit_note' OR status NOT IN ('issued') OR (paid = 0 AND credited < total)),
        CHECK (kind = 'credit_note' OR status <> 'partially_paid' OR (paid > 0 AND paid + credited < total)),
        CHECK (kind = 'credit_note' OR status <> 'paid' OR paid + credited >= total),
        CHECK (status <> 'void' OR (paid = 0 AND credited = total))
    )",
    "CREATE INDEX invoice_company_id_created_at_idx ON invoice (company_id, created_at, id)",
    "CREATE INDEX invoice_company_id_client_id_idx ON invoice (company_id, client_id, created_at, id)",
    "CREATE INDEX invoice_company_id_project_id_idx ON invoice (company_id, project_id)",
    "CREATE INDEX invoice_company_id_due_on_idx ON invoice (company_id, due_on, id)",
    "CREATE INDEX invoice_company_id_total_idx ON invoice (company_id, total, id)",
    "CREATE INDEX invoice_company_id_updated_at_idx ON invoice (company_id, updated_at)",
    "CREATE INDEX invoice_company_id_credited_invoice_id_idx ON invoice (company_id, credited_invoice_id)",
    "CREATE TABLE invoice_item (
        id UUID PRIMARY KEY,
        company_id UUID NOT NULL,
        invoice_id UUID NOT NULL,
        position INTEGER NOT NULL,
        description TEXT NOT NULL,
        unit TEXT,
        quantity BIGINT NOT NULL CHECK (quantity > 0),
        unit_price BIGINT NOT NULL,
        discount INTEGER NOT NULL CHECK (discount BETWEEN 0 AND 10000),
        tax_rate INTEGER NOT NULL CHECK (tax_rate BETWEEN 0 AND 10000),
        net BIGINT NOT NULL,
        UNIQUE (company_id, invoice_id, position),
        FOREIGN KEY (company_id, invoice_id) REFERENCES invoice (company_id, id) ON DELETE CASCADE
    )",
    "CREATE TABLE ledger_entry (
        id UUID PRIMARY KEY,
        company_id UUID NOT NULL,
        entry_group UUID NOT NULL,
        account TEXT NOT NULL,
        debit BIGINT NOT NULL CHECK (debit >= 0),
        credit BIGINT NOT NULL CHECK (credit >= 0),
        currency TEXT NOT NULL,
        invoice_id UUID NOT NULL,
        source TEXT NOT NULL CHECK (source IN ('invoice', 'credit_note', 'payment', 'refund')),
        source_id UUID NOT NULL,
        booked_on DATE NOT NULL,
        created_at TIMESTAMPTZ NOT NULL,
        CHECK ((debit = 0) <> (credit = 0)),
        FOREIGN KEY (company_id, invoice_id) REFERENCES invoice (company_id, id)
    )",
    "CREATE INDEX ledger_entry_company_id_booked_on_idx ON ledger_entry (company_id, booked_on, id)",
    "CREATE INDEX ledger_entry_company_id_invoice_id_idx ON ledger_entry (company_id, invoice_id)",
    // Figures of the dashboard, changed in the transaction of what they count. `bucket` is a month
    // (its first day) or a due date.
    "CREATE TABLE billing_total (
        company_id UUID NOT NULL REFERENCES company (id),
        kind TEXT NOT NULL CHECK (kind IN ('invoiced', 'received', 'open', 'drafts')),
        currency TEXT NOT NULL,
        bucket DATE NOT NULL,
        amount BIGINT NOT NULL,
        count BIGINT NOT NULL,
        PRIMARY KEY (company_id, kind, currency, bucket)
    )",
];

const REFUSALS: &[Refusal<'_>] = &[
    Refusal {
        name: "invoice_issued_immutable",
        table: "invoice",
        on: "UPDATE",
        when: "OLD.status <> 'draft' AND (NEW.status = 'draft' OR NEW.kind <> OLD.kind OR NEW.number <> OLD.number OR NEW.series <> OLD.series OR NEW.sequence <> OLD.sequence \
               OR NEW.client_id <> OLD.client_id OR NEW.project_id IS DISTINCT FROM OLD.project_id OR NEW.credited_invoice_id IS DISTINCT FROM OLD.credited_invoice_id \
               OR NEW.currency <> OLD.currency OR NEW.prices_include_tax <> OLD.prices_include_tax OR NEW.net <> OLD.net OR NEW.tax <> OLD.tax OR NEW.rounding <> OLD.rounding \
               OR NEW.total <> OLD.total OR NEW.taxes <> OLD.taxes OR NEW.seller <> OLD.seller OR NEW.buyer <> OLD.buyer OR NEW.issued_on <> OLD.issued_on OR NEW.due_on <> OLD.due_on \
               OR NEW.reference IS DISTINCT FROM OLD.reference OR NEW.note IS DISTINCT FROM OLD.note OR NEW.company_id <> OLD.company_id)",
        message: "issued documents are immutable",
    },
    Refusal {
        name: "invoice_issued_never_deleted",
        table: "invoice",
        on: "DELETE",
        when: "OLD.status <> 'draft'",
        message: "issued documents are immutable",
    },
    Refusal {
        name: "invoice_item_issued_never_added",
        table: "invoice_item",
        on: "INSERT",
        when: "(SELECT status FROM invoice WHERE id = NEW.invoice_id) <> 'draft'",
        message: "issued documents are immutable",
    },
    Refusal {
        name: "invoice_item_issued_immutable",
        table: "invoice_item",
        on: "UPDATE",
        when: "(SELECT status FROM invoice WHERE id = OLD.invoice_id) <> 'draft'",
        message: "issued documents are immutable",
    },
    Refusal {
        name: "invoice_item_issued_never_deleted",
        table: "invoice_item",
        on: "DELETE",
        when: "(SELECT status FROM invoice WHERE id = OLD.invoice_id) <> 'draft'",
        message: "issued documents are immutable",
    },
    Refusal { name: "ledger_entry_append_only", table: "ledger_entry", on: "UPDATE", when: "1 = 1", message: "the books are append only" },
    Refusal {
        name: "ledger_entry_never_deleted",
        table: "ledger_entry",
        on: "DELETE",
        when: "1 = 1",
        message: "the books are append only",
    },
];
