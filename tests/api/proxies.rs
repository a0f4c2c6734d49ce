//! Behind a reverse proxy the caller's own address counts; nobody gets another one by writing a header.

use std::net::{IpAddr, Ipv4Addr, TcpListener};
use std::sync::Arc;

use platform::Config;
use reqwest::Client;
use serde_json::json;
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader, copy_bidirectional};
use tokio::net::TcpStream;

use crate::support::TestApp;

on_both_engines!(throttling_counts_the_address_behind_the_proxy, a_header_of_a_stranger_changes_nothing);

const VISITOR: IpAddr = IpAddr::V4(Ipv4Addr::new(127, 0, 0, 7));
const NEIGHBOUR: IpAddr = IpAddr::V4(Ipv4Addr::new(127, 0, 0, 8));
const ELSEWHERE: &str = "192.0.2.66";

/// The program once more, which trusts proxies at 127.0.0.1.
fn trusting(app: &TestApp) -> String {
    let mut program = app.program.clone();
    let config = Config::clone(&program.deps.config);
    program.deps.config = Arc::new(Config { trusted_proxies: "127.0.0.1".parse().unwrap(), ..config });
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap().to_string();
    actix_web::rt::spawn(program.serve(listener).unwrap());
    address
}

/// A reverse proxy before it: adds the address that it saw to what the request says already.
async fn proxy(server: String) -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap().to_string();
    actix_web::rt::spawn(async move {
        while let Ok((client, from)) = listener.accept().await {
            actix_web::rt::spawn(pass_on(client, from.ip(), server.clone()));
        }
    });
    address
}

async fn pass_on(client: TcpStream, from: IpAddr, server: String) -> std::io::Result<()> {
    let (mut client, mut server) = (BufReader::new(client), TcpStream::connect(server).await?);
    let (mut head, mut said) = (String::new(), Vec::new());
    while client.read_line(&mut head).await? > 2 {
        let start = head.trim_end().rfind('\n').map_or(0, |at| at + 1);
        let line = head[start..].to_owned();
        let (name, value) = line.split_once(':').unwrap_or_default();
        if name.eq_ignore_ascii_case("x-forwarded-for") {
            said.push(value.trim().to_owned());
            head.truncate(start);
        }
    }
    said.push(from.to_string());
    let added = format!("\r\nx-forwarded-for: {}\r\nconnection: close\r\n\r\n", said.join(", "));
    server.write_all([head.trim_end(), &added].concat().as_bytes()).await?;
    copy_bidirectional(&mut client, &mut server).await.map(|_| ())
}

/// Tries to log in from this address, with these headers.
async fn try_from(address: IpAddr, server: &str, headers: &[(&str, &str)]) -> u16 {
    let http = Client::builder().local_address(address).pool_max_idle_per_host(0).build().unwrap();
    let body = json!({"email": format!("{address}@example.com"), "password": "nobody's password"}).to_string();
    let request = http.post(format!("http://{server}/api/v1/session")).header("content-type", "application/json").body(body);
    headers.iter().fold(request, |request, (name, value)| request.header(*name, *value)).send().await.unwrap().status().as_u16()
}

/// How often each address tried.
async fn tries(app: &TestApp) -> Vec<(String, i32)> {
    let rows = app.rows("SELECT substr(key, 15) AS address, tries FROM throttle WHERE key LIKE 'login:address:%' ORDER BY key").await;
    rows.iter().map(|row| (row.try_get("", "address").unwrap(), row.try_get("", "tries").unwrap())).collect()
}

async fn throttling_counts_the_address_behind_the_proxy(app: TestApp) {
    let proxy = proxy(trusting(&app)).await;
    assert_eq!(try_from(VISITOR, &proxy, &[]).await, 401);
    // What the visitor says of themselves stands to the left of what the proxy saw.
    assert_eq!(try_from(VISITOR, &proxy, &[("x-forwarded-for", ELSEWHERE)]).await, 401);
    assert_eq!(tries(&app).await, [("127.0.0.7".to_owned(), 2)]);
    let tx = app.program.scope().begin().await.unwrap();
    let spent = "UPDATE throttle SET tries = 100 WHERE key LIKE 'login:address:%'";
    tx.execute(tx.statement(spent, spent, [])).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(try_from(VISITOR, &proxy, &[("x-forwarded-for", ELSEWHERE)]).await, 429);
    assert_eq!(try_from(NEIGHBOUR, &proxy, &[]).await, 401);
    assert_eq!(tries(&app).await, [("127.0.0.7".to_owned(), 101), ("127.0.0.8".to_owned(), 1)]);
}

async fn a_header_of_a_stranger_changes_nothing(app: TestApp) {
    let (trusting, trusts_nobody) = (trusting(&app), app.base.trim_start_matches("http://").to_owned());
    for header in [("x-forwarded-for", ELSEWHERE), ("forwarded", "for=192.0.2.66")] {
        assert_eq!(try_from(VISITOR, &trusting, &[header]).await, 401);
        assert_eq!(try_from(NEIGHBOUR, &trusts_nobody, &[header]).await, 401);
    }
    assert_eq!(tries(&app).await, [("127.0.0.7".to_owned(), 2), ("127.0.0.8".to_owned(), 2)]);
    // The machine's own address is a trusted one: what it passes on is read, but not what contradicts itself.
    let both = [("x-forwarded-for", "192.0.2.1"), ("forwarded", "for=192.0.2.66")];
    assert_eq!(try_from(Ipv4Addr::LOCALHOST.into(), &trusting, &both[..1]).await, 401);
    assert_eq!(try_from(Ipv4Addr::LOCALHOST.into(), &trusting, &both).await, 401);
    let counted: Vec<String> = tries(&app).await.into_iter().map(|(address, _)| address).collect();
    assert_eq!(counted, ["127.0.0.1", "127.0.0.7", "127.0.0.8", "192.0.2.1"]);
}
