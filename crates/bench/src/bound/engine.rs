//! The handlers, once for each engine: no trait of sqlx bridges the types of the two.

macro_rules! engine {
    ($name:ident, $pool:ty, $row:ty, $begin:literal) => {
        mod $name {
            use actix_web::error::{ErrorForbidden, ErrorInternalServerError, ErrorNotFound, ErrorUnauthorized};
            use actix_web::web::{Data, Json, Path, Query, ServiceConfig};
            use actix_web::{Error, HttpRequest, HttpResponse, get, post};
            use chrono::{NaiveDate, TimeDelta};
            use contract::roles::BuiltInRole;
            use serde::Deserialize;
            use sqlx::Row as _;
            use uuid::Uuid;

            use super::State;
            use super::answers::*;
            use super::sql;

            type Site = Data<State<$pool>>;
            type Answer = Result<HttpResponse, Error>;

            pub fn routes(cfg: &mut ServiceConfig) {
                cfg.service(ready).service(list).service(detail).service(create).service(projects).service(dashboard).service(log_in);
            }

            #[get("/ready")]
            async fn ready() -> HttpResponse {
                HttpResponse::Ok().finish()
            }

            fn lost(error: sqlx::Error) -> Error {
                ErrorInternalServerError(error)
            }

            async fn caller(site: &Site, req: &HttpRequest, company: Uuid, needed: &str) -> Result<Uuid, Error> {
                let row = sqlx::query(sql::CALLER).bind(session(req)).bind(now()).bind(company).fetch_optional(&site.pool).await.map_err(lost)?;
                let row = row.ok_or_else(|| ErrorUnauthorized("nobody"))?;
                let role: &str = row.get(1);
                if role.parse::<BuiltInRole>().is_ok_and(|role| role.permissions().iter().any(|held| held.code() == needed)) { Ok(row.get(0)) } else { Err(ErrorForbidden(needed.to_owned())) }
            }

            fn summary(row: &$row, today: NaiveDate) -> Summary {
                let currency: String = row.get(7);
                    let (status, due_on): (String, Option<NaiveDate>) = (row.get(3), row.get(12));
                    let (total, paid, credited): (i64, i64, i64) = (row.get(8), row.get(9), row.get(10));
                    Summary {
                        id: row.get(0),
                        kind: row.get(1),
                        number: row.get(2),
                        overdue: status != "paid" && due_on.is_some_and(|day| day < today),
                        status,
                        client_id: row.get(4),
                        client_name: row.get(5),
                        project_id: row.get(6),
                        total: money(total, &currency),
                        due: money(total - paid - credited, &currency),
                        issued_on: row.get(11),
                        due_on,
                        created_at: row.get(13),
                        version: row.get(14),
                    }
            }

            #[derive(Deserialize)]
            struct Wanted {
                count: Option<bool>,
            }

            #[get("/api/v1/companies/{company}/invoices")]
            async fn list(site: Site, req: HttpRequest, company: Path<Uuid>, wanted: Query<Wanted>) -> Answer {
                caller(&site, &req, *company, "invoice:view").await?;
                let total = match wanted.count {
                    Some(true) => Some(sqlx::query_scalar(sql::COUNT).bind(*company).fetch_one(&site.pool).await.map_err(lost)?),
                    _ => None,
                };
                let rows = sqlx::query(sql::LIST).bind(*company).fetch_all(&site.pool).await.map_err(lost)?;
                let today = now().date_naive();
                let rows: Vec<Summary> = rows.iter().map(|row| summary(row, today)).collect();
                Ok(HttpResponse::Ok().json(List::new(rows, total, |row| format!("{} {}", row.created_at, row.id))))
            }

            #[get("/api/v1/companies/{company}/invoices/{id}")]
            async fn detail(site: Site, req: HttpRequest, path: Path<(Uuid, Uuid)>) -> Answer {
                let (company, id) = *path;
                caller(&site, &req, company, "invoice:view").await?;
                let row = sqlx::query(sql::INVOICE).bind(company).bind(id).fetch_optional(&site.pool).await.map_err(lost)?;
                let row = row.ok_or_else(|| ErrorNotFound("invoice"))?;
                let items = sqlx::query(sql::ITEMS).bind(company).bind(id).fetch_all(&site.pool).await.map_err(lost)?;
                let currency: String = row.get(7);
                let item = |item: &_| line(item, &currency);
                let amount = |column: usize| money(row.get(column), &currency);
                let kept = |column: usize| row.get::<Option<&str>, _>(column).map(json);
                Ok(HttpResponse::Ok().insert_header(("etag", format!("\"{}\"", row.get::<i64, _>(14)))).json(Detail {
                    items: items.iter().map(item).collect(),
                    taxes: json(row.get(18)),
                    net: amount(15),
                    tax: amount(16),
                    rounding: amount(17),
                    paid: amount(9),
                    credited: amount(10),
                    prices_include_tax: row.get(21),
                    payment_terms_days: row.get(22),
                    seller: kept(19),
                    buyer: kept(20),
                    reference: row.get(23),
                    note: row.get(24),
                    summary: summary(&row, now().date_naive()),
                    currency: currency.clone(),
                }))
            }

            fn line(row: &$row, currency: &str) -> Item {
                Item {
                    id: row.get(0),
                    description: row.get(1),
                    unit: row.get(2),
                    quantity: row.get(3),
                    unit_price: money(row.get(4), currency),
                    discount: row.get(5),
                    tax_rate: row.get(6),
                    net: money(row.get(7), currency),
                }
            }

            #[get("/api/v1/companies/{company}/projects")]
            async fn projects(site: Site, req: HttpRequest, company: Path<Uuid>) -> Answer {
                caller(&site, &req, *company, "project:view").await?;
                let rows = sqlx::query(sql::PROJECTS).bind(*company).fetch_all(&site.pool).await.map_err(lost)?;
                let rows: Vec<Project> = rows
                    .iter()
                    .map(|row| Project {
                        id: row.get(0),
                        client_id: row.get(1),
                        client_name: row.get(2),
                        name: row.get(3),
                        description: row.get(4),
                        status: row.get(5),
                        progress: row.get(6),
                        visible_to_client: row.get(7),
                        created_at: row.get(8),
                        version: row.get(9),
                    })
                    .collect();
                Ok(HttpResponse::Ok().json(List::new(rows, None, |row| format!("{} {}", row.created_at, row.id))))
            }

            #[get("/api/v1/companies/{company}/dashboard")]
            async fn dashboard(site: Site, req: HttpRequest, company: Path<Uuid>) -> Answer {
                caller(&site, &req, *company, "dashboard:view").await?;
                let own = sqlx::query(sql::COMPANY).bind(*company).fetch_one(&site.pool).await.map_err(lost)?;
                let today = now().date_naive();
                let figures = sqlx::query(sql::FIGURES).bind(*company).bind(today).fetch_all(&site.pool).await.map_err(lost)?;
                let counts = sqlx::query(sql::COUNTS).bind(*company).fetch_one(&site.pool).await.map_err(lost)?;
                let recent = sqlx::query(sql::RECENT).bind(*company).fetch_all(&site.pool).await.map_err(lost)?;
                let figures = figures
                    .iter()
                    .map(|row| Figure { kind: row.get(0), currency: row.get(1), slot: row.get(2), amount: row.get(3), count: row.get(4) })
                    .collect();
                let recent = recent
                    .iter()
                    .map(|row| Happened {
                        id: row.get(0),
                        sequence: row.get(1),
                        kind: row.get(2),
                        at: row.get(3),
                        actor_id: row.get(4),
                        actor_name: row.get(5),
                        subject_kind: row.get(6),
                        subject_id: row.get(7),
                        label: row.get(8),
                        data: json(row.get(9)),
                        request_id: row.get(10),
                    })
                    .collect();
                let (clients, active_projects) = (counts.get(0), counts.get(1));
                Ok(HttpResponse::Ok().json(Dashboard { company: own.get(0), currency: own.get(5), figures, clients, active_projects, recent }))
            }

            #[post("/api/v1/companies/{company}/invoices")]
            async fn create(site: Site, req: HttpRequest, company: Path<Uuid>, draft: Json<Draft>) -> Answer {
                let (company, draft, at) = (*company, draft.into_inner(), now());
                let user = caller(&site, &req, company, "invoice:create").await?;
                let key = req.headers().get("idempotency-key").and_then(|key| key.to_str().ok()).unwrap_or_default();
                let _turn = if $begin == "BEGIN" { None } else { Some(site.writer.lock().await) };
                let mut tx = site.pool.begin_with($begin).await.map_err(lost)?;
                let payer = sqlx::query(sql::PAYER).bind(company).bind(draft.client_id).fetch_one(&mut *tx).await.map_err(lost)?;
                let (name, terms): (String, i32) = (payer.get(0), payer.get(1));
                let (invoice, net) = (id(at), draft.items.iter().map(DraftItem::net).sum::<i64>());
                let (tax, currency) = (net / 5, draft.currency.as_str());
                let taxes = serde_json::json!([{ "rate": 2000, "base": money(net, currency), "tax": money(tax, currency) }]);
                let add = sqlx::query(sql::ADD_INVOICE).bind(invoice).bind(company).bind(draft.client_id).bind(currency).bind(terms);
                let add = add.bind(net).bind(tax).bind(net + tax).bind(taxes.to_string()).bind(at);
                add.execute(&mut *tx).await.map_err(lost)?;
                let mut add = sqlx::query(sql::ADD_ITEMS).bind(company).bind(invoice);
                for item in &draft.items {
                    add = add.bind(id(at)).bind(item.description.as_str()).bind(item.quantity).bind(item.unit_price.amount).bind(item.net());
                }
                add.execute(&mut *tx).await.map_err(lost)?;
                let figure = sqlx::query(sql::ADD_FIGURE).bind(company).bind(currency).bind(NaiveDate::default());
                figure.execute(&mut *tx).await.map_err(lost)?;
                let said = serde_json::json!({ "id": invoice, "client": name, "total": money(net + tax, currency) }).to_string();
                let event = sqlx::query(sql::ADD_EVENT).bind(id(at)).bind(company).bind(at).bind(user).bind(invoice).bind(name.as_str()).bind(said);
                event.execute(&mut *tx).await.map_err(lost)?;
                let items = draft.items.iter().map(|item| Item {
                    id: id(at),
                    description: item.description.clone(),
                    unit: Some("jour".to_owned()),
                    quantity: item.quantity,
                    unit_price: money(item.unit_price.amount, currency),
                    discount: 0,
                    tax_rate: 2000,
                    net: money(item.net(), currency),
                });
                let summary = Summary {
                    id: invoice,
                    kind: "invoice".to_owned(),
                    number: None,
                    status: "draft".to_owned(),
                    overdue: false,
                    client_id: draft.client_id,
                    client_name: name,
                    project_id: None,
                    total: money(net + tax, currency),
                    due: money(net + tax, currency),
                    issued_on: None,
                    due_on: None,
                    created_at: at,
                    version: 1,
                };
                let body = serde_json::to_string(&Detail {
                    summary,
                    currency: currency.to_owned(),
                    prices_include_tax: false,
                    items: items.collect(),
                    taxes,
                    net: money(net, currency),
                    tax: money(tax, currency),
                    rounding: money(0, currency),
                    paid: money(0, currency),
                    credited: money(0, currency),
                    payment_terms_days: terms,
                    seller: None,
                    buyer: None,
                    reference: None,
                    note: None,
                })?;
                let keep = sqlx::query(sql::KEEP_ANSWER).bind(company).bind(user).bind(req.path()).bind(key).bind("bound").bind(at).bind(body.as_str());
                keep.execute(&mut *tx).await.map_err(lost)?;
                tx.commit().await.map_err(lost)?;
                Ok(HttpResponse::Created().content_type("application/json").body(body))
            }

            #[post("/api/v1/session")]
            async fn log_in(site: Site, credentials: Json<Credentials>) -> Answer {
                let credentials = credentials.into_inner();
                let row = sqlx::query(sql::PASSWORD).bind(credentials.email.as_str()).fetch_optional(&site.pool).await.map_err(lost)?;
                let row = row.ok_or_else(|| ErrorUnauthorized("nobody"))?;
                let (user, hash): (Uuid, String) = (row.get(0), row.get(1));
                let right = actix_web::web::block(move || credentials.right(&hash)).await?;
                if !right {
                    return Err(ErrorUnauthorized("nobody"));
                }
                let (secret, at) = (id(now()), now());
                let _turn = site.writer.lock().await;
                let add = sqlx::query(sql::ADD_SESSION).bind(secret.as_bytes().as_slice()).bind(user).bind(at).bind(at + TimeDelta::days(14));
                add.execute(&site.pool).await.map_err(lost)?;
                Ok(HttpResponse::Ok().json(user))
            }
        }
    };
}
