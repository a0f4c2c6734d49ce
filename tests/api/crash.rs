//! The program killed without a word, in a process of its own: what it answered is there, what it
//! did not answer is there wholly or not at all, and what had to follow follows.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead as _, BufReader};
use std::net::TcpListener;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use adapters::system::SystemClock;
use contract::access::{InvitationInput, InviteMember};
use contract::billing::{DraftInvoice, IssueInvoice};
use contract::payments::{PaymentInput, PaymentMethod, RecordPayment};
use futures::StreamExt as _;
use futures::stream::FuturesUnordered;
use platform::Config;
use platform::ports::Clock as _;
use reqwest::Client;
use secrecy::ExposeSecret as _;
use serde_json::{Value, json};
use server::Program;

use crate::support::{Person, Shop, TestApp, eur};

on_both_engines!(what_was_answered_outlives_the_program, a_job_cut_short_is_done_by_the_next_program);

const CHILD: &str = "PARVIS_TEST_CHILD";
const SERVING: &str = "serving ";

/// The child, as `parvis serve` runs: relay, workers and all. In a run of the tests nobody asks it
/// to be one.
#[actix_web::test]
async fn a_process_of_its_own() {
    if std::env::var_os(CHILD).is_none() {
        return;
    }
    let config = Config::from_env().unwrap();
    let (ports, sandbox) = server::ports::choose(&config).unwrap();
    let program = Program::open(config, ports).await.unwrap().with_sandbox(sandbox);
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    println!("\n{SERVING}http://{}", listener.local_addr().unwrap());
    actix_web::rt::spawn(program.clone().work());
    program.serve(listener).unwrap().await.unwrap();
}

/// A program on the test's database, in another process.
struct Running {
    process: Child,
    base: String,
}

impl Running {
    fn start(app: &TestApp) -> Self {
        let config = &app.program.deps.config;
        let mut process = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "crash::a_process_of_its_own", "--nocapture"])
            .env(CHILD, "1")
            .env("PARVIS_DATABASE_URL", config.database_url.expose_secret())
            .env("PARVIS_DATA_DIR", &config.data_dir)
            .env("PARVIS_PUBLIC_URL", &config.public_url)
            .env("PARVIS_SECRET", config.secret.expose_secret())
            .envs([("PARVIS_WORKERS", "1"), ("PARVIS_POOL", "4")])
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(process.stdout.take().unwrap()).lines().map_while(Result::ok);
        let base = lines.find_map(|line| line.strip_prefix(SERVING).map(str::to_owned)).expect("the child serves");
        Self { process, base }
    }

    /// Somebody, as the child meets them.
    fn meets(&self, person: &Person) -> Person {
        let (_, secret) = person.cookie.split_once('=').unwrap();
        Person::new(&self.base, person.user.clone(), secret)
    }
}

/// `kill -9`.
impl Drop for Running {
    fn drop(&mut self) {
        drop(self.process.kill());
        drop(self.process.wait());
    }
}

/// What was answered, by table.
type Answered = BTreeMap<&'static str, Vec<String>>;

/// A round of work, each step answered before the next is asked.
async fn one_by_one(shop: &Shop, owner: &Person, round: usize) -> Answered {
    let company = shop.company.id;
    let input = InvitationInput { email: format!("first{round}@example.com"), role: Some("viewer".into()), message: None, locale: None };
    let invitation = owner.call(InviteMember { company, input }).await.unwrap();
    let draft = owner.call(DraftInvoice { company, input: shop.draft(Some(10_000)) }).await.unwrap();
    let issued = owner.call(IssueInvoice { company, id: draft.id, version: draft.version }).await.unwrap();
    let (received_on, version) = (issued.issued_on.unwrap(), issued.version);
    let input = PaymentInput { amount: eur(5_000), method: PaymentMethod::Cash, received_on, reference: None };
    let payment = owner.call(RecordPayment { company, invoice: issued.id, version, input }).await.unwrap();
    BTreeMap::from([
        ("invitation", vec![invitation.id.to_string()]),
        ("invoice", vec![issued.id.to_string()]),
        ("payment", vec![payment.id.to_string()]),
    ])
}

/// The id of what was made, if the answer came.
async fn answer(http: &Client, owner: &Person, url: String, body: Value) -> Option<String> {
    let request = http.post(url).header("cookie", &owner.cookie).header("x-parvis-csrf", "1").header("content-type", "application/json");
    let response = request.body(body.to_string()).send().await.ok()?;
    assert_eq!(response.status().as_u16(), 201);
    let made: Value = serde_json::from_slice(&response.bytes().await.ok()?).ok()?;
    made["id"].as_str().map(str::to_owned)
}

/// Many at once; the program dies as soon as some were answered.
async fn all_at_once(shop: &Shop, running: Running, round: usize) -> Answered {
    let (http, owner) = (Client::new(), running.meets(&shop.owner));
    let base = format!("{}/api/v1/companies/{}", running.base, shop.company.id);
    let mut asked: FuturesUnordered<_> = (0..40)
        .map(|number| {
            let (table, path, body) = if number % 4 == 0 {
                ("invitation", "invitations", json!({"email": format!("guest{round}.{number}@example.com"), "role": "viewer"}))
            } else {
                ("client", "clients", json!({"name": format!("Client {round}.{number}")}))
            };
            let asked = answer(&http, &owner, format!("{base}/{path}"), body);
            async move { (table, asked.await) }
        })
        .collect();
    let (mut answered, mut running) = (Answered::new(), Some(running));
    while let Some((table, id)) = asked.next().await {
        answered.entry(table).or_default().extend(id);
        if answered.values().map(Vec::len).sum::<usize>() == 8 + round * 8 {
            drop(running.take());
        }
    }
    answered
}

async fn ids(app: &TestApp, table: &str) -> BTreeSet<String> {
    let rows = app.rows(&format!("SELECT id FROM {table}")).await;
    rows.iter().map(|row| row.try_get::<uuid::Uuid>("", "id").unwrap().to_string()).collect()
}

/// Each thing has its event, and each event its thing: nothing is there by half.
async fn nothing_is_there_by_half(app: &TestApp) {
    for (things, kind) in [("client", "client.added"), ("invitation", "invitation.delivery_requested"), ("payment", "payment.recorded")] {
        let events = app.number(&format!("SELECT count(DISTINCT subject_id) FROM event WHERE kind = '{kind}'")).await;
        assert_eq!(app.number(&format!("SELECT count(*) FROM {things}")).await, events, "{things}");
    }
    let alone = "SELECT count(*) FROM outbox WHERE event_id NOT IN (SELECT id FROM event WHERE sequence IS NULL)";
    assert_eq!(app.number(alone).await, 0);
}

async fn until(app: &TestApp, sql: &str, holds: impl Fn(i64) -> bool) {
    let mut look = tokio::time::interval(Duration::from_millis(2));
    let met = async {
        while !holds(app.number(sql).await) {
            look.tick().await;
        }
    };
    tokio::time::timeout(Duration::from_secs(90), met).await.expect(sql);
}

/// A program lives until everything that had to follow has followed, and dies.
async fn finish(app: &TestApp) {
    let running = Running::start(app);
    until(app, "SELECT count(*) FROM outbox", |left| left == 0).await;
    let unsent = "SELECT (SELECT count(*) FROM invitation) - (SELECT count(*) FROM mail_message WHERE letter LIKE '%invitation%' AND status = 'sent')";
    until(app, unsent, |left| left == 0).await;
    let (jobs, open) =
        if app.program.deps.db.is_postgres() { ("apalis.jobs", "run_at <= now()") } else { ("Jobs", "run_at <= strftime('%s', 'now')") };
    let unfinished = format!("SELECT count(*) FROM {jobs} WHERE status NOT IN ('Done', 'Failed') AND {open}");
    until(app, &unfinished, |left| left == 0).await;
    drop(running);
}

/// Each person who was invited has one mail. The same mail may lie there twice, under its one
/// `Message-ID`, if the program died between handing it over and noting it.
async fn each_has_one_mail(app: &TestApp) {
    let mut mails: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for mail in app.mails().await {
        mails.entry(mail.to).or_default().insert(mail.message_id);
    }
    let invited = app.rows("SELECT email FROM invitation").await;
    assert!(!invited.is_empty());
    for row in invited {
        let email: String = row.try_get("", "email").unwrap();
        assert_eq!(mails.get(&email).map(BTreeSet::len), Some(1), "{email}");
    }
}

async fn what_was_answered_outlives_the_program(app: TestApp) {
    app.clock.set(SystemClock.now());
    let shop = app.shop("lyon").await;
    let mut answered = Answered::new();
    for round in 0..3 {
        let running = Running::start(&app);
        let steps = one_by_one(&shop, &running.meets(&shop.owner), round).await;
        let rest = all_at_once(&shop, running, round).await;
        for (table, made) in steps.into_iter().chain(rest) {
            answered.entry(table).or_default().extend(made);
        }
        for (table, made) in &answered {
            let there = ids(&app, table).await;
            assert!(made.iter().all(|id| there.contains(id)), "{table}: an answer was not kept");
        }
        nothing_is_there_by_half(&app).await;
    }
    finish(&app).await;
    nothing_is_there_by_half(&app).await;
    each_has_one_mail(&app).await;
    app.clock.set(SystemClock.now());
    app.audit().await;
}

async fn a_job_cut_short_is_done_by_the_next_program(app: TestApp) {
    app.clock.set(SystemClock.now());
    let shop = app.shop("lyon").await;
    // As soon as the first event has its place, and as soon as the first mail is being written.
    for (round, sql) in [
        "SELECT count(*) FROM event WHERE kind = 'invitation.delivery_requested' AND sequence IS NOT NULL",
        "SELECT count(*) FROM mail_message",
    ]
    .into_iter()
    .enumerate()
    {
        let running = Running::start(&app);
        let before = app.number(sql).await;
        one_by_one(&shop, &running.meets(&shop.owner), round).await;
        until(&app, sql, |now| now > before).await;
        drop(running);
        nothing_is_there_by_half(&app).await;
    }
    finish(&app).await;
    each_has_one_mail(&app).await;
    app.clock.set(SystemClock.now());
    app.audit().await;
}
