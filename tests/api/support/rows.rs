//! Rows by the hundred, and a look at all of them at once.

use std::collections::BTreeMap;

use contract::billing::{Invoice, InvoiceInput, InvoiceItemInput};
use contract::clients::ClientInput;
use contract::money::{BasisPoints, Currency, Thousandths};
use contract::projects::{ProjectInput, ProjectStatus};
use contract::{ClientId, ProjectId};
use platform::{Actor, Tx};

use super::{Shop, TestApp, eur};

/// What counts the tries of callers, refused ones too.
const COUNTERS: [&str; 1] = ["throttle"];

impl TestApp {
    /// The tables, as SQL names them.
    pub async fn tables(&self) -> Vec<String> {
        let sql = if self.program.deps.db.is_postgres() {
            "SELECT schemaname || '.' || tablename FROM pg_tables WHERE schemaname IN ('public', 'apalis') ORDER BY 1"
        } else {
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY 1"
        };
        self.rows(sql).await.iter().map(|row| row.try_get_by_index(0).unwrap()).collect()
    }

    /// How many rows each table has, but that which counts tries.
    pub async fn counts(&self) -> BTreeMap<String, i64> {
        let tables = self.tables().await.into_iter().filter(|table| !COUNTERS.contains(&table.trim_start_matches("public.")));
        let selects: Vec<String> = tables.map(|table| format!("SELECT '{table}' AS name, count(*) AS number FROM {table}")).collect();
        let rows = self.rows(&selects.join(" UNION ALL ")).await;
        rows.iter().map(|row| (row.try_get("", "name").unwrap(), row.try_get("", "number").unwrap())).collect()
    }

    /// The columns, with their tables, where the text stands somewhere.
    pub async fn places_of(&self, text: &str) -> Vec<String> {
        let mut found = Vec::new();
        for table in self.tables().await {
            for (column, shown) in self.columns(&table).await {
                let sql = format!("SELECT count(*) FROM {table} WHERE {shown} LIKE '%{text}%'");
                if self.number(&sql).await > 0 {
                    found.push(format!("{}.{column}", table.trim_start_matches("public.")));
                }
            }
        }
        found
    }

    /// The columns of a table, each with an expression that shows it as a text.
    async fn columns(&self, table: &str) -> Vec<(String, String)> {
        let sql = if self.program.deps.db.is_postgres() {
            format!(
                "SELECT attname::text AS name, CASE WHEN atttypid = 'bytea'::regtype THEN format('encode(%I, ''escape'')', attname) ELSE format('%I::text', attname) END AS shown \
                 FROM pg_attribute WHERE attrelid = '{table}'::regclass AND attnum > 0 AND NOT attisdropped"
            )
        } else {
            format!("SELECT name, 'CAST(\"' || name || '\" AS TEXT)' AS shown FROM pragma_table_info('{table}')")
        };
        self.rows(&sql).await.iter().map(|row| (row.try_get("", "name").unwrap(), row.try_get("", "shown").unwrap())).collect()
    }
}

impl Shop {
    /// A unit of work of the owner's.
    pub async fn begin(&self, app: &TestApp) -> Tx {
        app.program.scope().begin().await.unwrap().enter(self.company.id, Actor::user(self.owner.user.id)).await.unwrap()
    }

    /// So many clients of these names.
    pub async fn clients(&self, app: &TestApp, names: &[&str]) -> Vec<ClientId> {
        let tx = self.begin(app).await;
        let mut ids = Vec::new();
        for name in names {
            let input = ClientInput { name: (*name).to_owned(), ..ClientInput::default() };
            ids.push(clients::add(&tx, input).await.unwrap().id);
        }
        tx.commit().await.unwrap();
        ids
    }

    /// Projects of these names that the client sees.
    pub async fn projects(&self, app: &TestApp, names: &[&str]) -> Vec<ProjectId> {
        let tx = self.begin(app).await;
        let mut ids = Vec::new();
        for name in names {
            let input = ProjectInput {
                client_id: self.client,
                name: (*name).to_owned(),
                description: None,
                status: Some(ProjectStatus::Active),
                progress: 0,
                starts_on: None,
                due_on: None,
                visible_to_client: Some(true),
            };
            ids.push(projects::add(&tx, input).await.unwrap().id);
        }
        tx.commit().await.unwrap();
        ids
    }

    /// Drafts of one line each, over these prices without tax.
    pub async fn drafts(&self, app: &TestApp, prices: &[i64]) -> Vec<Invoice> {
        let tx = self.begin(app).await;
        let mut drafts = Vec::new();
        for price in prices {
            drafts.push(billing::draft(&tx, self.draft(Some(*price))).await.unwrap());
        }
        tx.commit().await.unwrap();
        drafts
    }

    /// A draft as it is filled in: of one line at 20 %, or of none.
    pub fn draft(&self, price: Option<i64>) -> InvoiceInput {
        let line = |price| InvoiceItemInput {
            description: "Conception".into(),
            unit: None,
            quantity: Thousandths::ONE,
            unit_price: eur(price),
            discount: BasisPoints(0),
            tax_rate: BasisPoints(2000),
        };
        InvoiceInput {
            client_id: self.client,
            project_id: None,
            currency: Currency::EUR,
            prices_include_tax: false,
            payment_terms_days: None,
            reference: None,
            note: None,
            items: price.map(line).into_iter().collect(),
        }
    }
}
