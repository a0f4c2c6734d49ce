//! Two companies side by side, and requests in few words.

use access::change_company;
use chrono::TimeDelta;
use contract::access::{CompanyInput, CompanyPatch};
use contract::roles::BuiltInRole;
use contract::words::Locale;
use contract::{ClientId, CompanyId, Permission};
use platform::Actor;
use sea_orm::Value;
use serde_json::{Value as Json, json};

use uuid::Uuid;

use super::{Answer, Person, TestApp};

/// A company in Lyon and one in Abidjan, each with its owner.
pub struct Rig {
    pub app: TestApp,
    pub lyon: CompanyId,
    pub abidjan: CompanyId,
    owners: [Person; 2],
}

impl Rig {
    pub async fn new(app: TestApp) -> Self {
        let owners = [app.person("lyon@example.com").await, app.person("abidjan@example.com").await];
        let lyon = found(&app, &owners[0], ["lyon", "FR", "EUR"]).await;
        let abidjan = found(&app, &owners[1], ["abidjan", "CI", "XOF"]).await;
        Self { app, lyon, abidjan, owners }
    }

    fn owner(&self, company: CompanyId) -> &Person {
        &self.owners[usize::from(company == self.abidjan)]
    }

    /// A request about this company's things, by the owner of one of the two. Each comes a little
    /// later than the one before, so that ids are in order.
    pub async fn ask(&self, method: &str, path: &str, who: CompanyId, headers: &[(&str, &str)], body: Vec<u8>) -> Answer {
        self.app.clock.advance(TimeDelta::milliseconds(1));
        self.owner(who).upload(method, &format!("/api/v1/companies/{path}"), headers, body).await
    }

    pub async fn get(&self, company: CompanyId, path: &str) -> Answer {
        self.ask("GET", &format!("{company}/{path}"), company, &[], Vec::new()).await
    }

    pub async fn post(&self, company: CompanyId, path: &str, body: &Json) -> Answer {
        self.send("POST", company, path, &[], body).await
    }

    pub async fn send(&self, method: &str, company: CompanyId, path: &str, headers: &[(&str, &str)], body: &Json) -> Answer {
        self.app.clock.advance(TimeDelta::milliseconds(1));
        self.owner(company).send(method, &format!("/api/v1/companies/{company}/{path}"), headers, Some(body.to_string())).await
    }

    /// A contact of the client, who may do more than the role permits by itself: the rows must be
    /// hidden without that.
    pub async fn contact(&self, company: CompanyId, client: &str) -> Person {
        const SQL: &str = "INSERT INTO role (id, company_id, code, granted, created_at) VALUES ($1, $2, $3, $4, $5)";
        let granted = json!([Permission::ClientView.code()]).to_string();
        let contact = self.app.person("contact@example.com").await;
        let tx = self.app.program.scope().begin().await.unwrap().enter(company, Actor::SYSTEM).await.unwrap();
        let role: [Value; 5] =
            [tx.id::<Uuid>().into(), company.0.into(), BuiltInRole::Client.code().into(), granted.into(), tx.now().into()];
        tx.execute(tx.statement(SQL, SQL, role)).await.unwrap();
        access::add_client_member(&tx, &contact.user, client.parse::<ClientId>().unwrap(), BuiltInRole::Client).await.unwrap();
        tx.commit().await.unwrap();
        contact
    }

    pub async fn get_as(&self, person: &Person, company: CompanyId, path: &str) -> Answer {
        person.send("GET", &format!("/api/v1/companies/{company}/{path}"), &[], None).await
    }

    pub async fn add_client(&self, company: CompanyId, name: &str) -> String {
        let answer = self.post(company, "clients", &json!({"name": name})).await;
        assert_eq!(answer.status, 201, "{}", answer.body);
        answer.body["id"].as_str().unwrap().to_owned()
    }

    pub async fn run(&self, sql: &str, values: Vec<Value>) {
        let tx = self.app.program.scope().begin().await.unwrap();
        tx.execute(tx.statement(sql, sql, values)).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// What happened to the clients and projects of a company, in its order.
    pub async fn events(&self, company: CompanyId) -> Vec<String> {
        const SQL: &str = "SELECT kind FROM event WHERE company_id = $1 AND (kind LIKE 'client.%' OR kind LIKE 'clients.%' OR kind LIKE 'project.%') ORDER BY id";
        let tx = self.app.program.scope().read().await.unwrap();
        let rows = tx.query(tx.statement(SQL, SQL, [company.0.into()])).await.unwrap();
        tx.commit().await.unwrap();
        rows.iter().map(|row| row.try_get_by_index(0).unwrap()).collect()
    }
}

async fn found(app: &TestApp, owner: &Person, [name, country, currency]: [&str; 3]) -> CompanyId {
    let tx = app.program.scope().begin().await.unwrap();
    let input = CompanyInput { name: name.into(), country: country.into(), currency: currency.into() };
    let founded = access::found(tx, &owner.user, &input).await.unwrap();
    change_company(&founded.tx, None, CompanyPatch { locale: Some(Locale::Fr), ..CompanyPatch::default() }).await.unwrap();
    founded.tx.commit().await.unwrap();
    founded.company.id
}
