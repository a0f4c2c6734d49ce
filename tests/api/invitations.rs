//! Invitations from end to end: one link, one person, one place, seven days.

use chrono::TimeDelta;
use contract::access::{
    Invitation, InvitationInput, InvitationStatus, InviteMember, ListInvitations, ListMembers, ResendClientInvitation, ResendInvitation,
    RevokeClientInvitation, RevokeInvitation,
};
use contract::billing::{InvoiceFilter, ListInvoices, ReadInvoice};
use contract::clients::{ClientFilter, InviteClientMember, ListClientMembers, ListClients};
use contract::projects::{ListProjects, ProjectFilter};
use contract::{ClientId, PageQuery};
use serde_json::{Value, json};

use crate::support::{Answer, Person, Shop, TestApp};

on_both_engines!(
    who_accepts_sets_a_password_and_sees_one_client,
    a_link_is_used_once,
    of_two_answers_at_a_time_one_counts,
    a_link_ends_after_seven_days,
    a_link_that_was_taken_back_or_replaced_is_worth_nothing,
    an_invitation_to_a_portal_is_sent_again_and_taken_back,
    an_account_proves_itself_and_gets_a_second_place,
    a_link_never_captures_an_account,
    nobody_learns_who_has_an_account,
    the_database_holds_no_secret_of_a_link,
    weak_passwords_and_missing_names_are_refused_and_the_link_lives,
);

const PASSWORD: &str = "la lanterne verte du quai";
const MOUSSA: &str = "moussa@example.com";

fn input(email: &str, role: Option<&str>) -> InvitationInput {
    InvitationInput { email: email.into(), role: role.map(Into::into), message: None, locale: None }
}

async fn invite(shop: &Shop, client: ClientId, email: &str) -> Invitation {
    shop.owner.call(InviteClientMember { company: shop.company.id, id: client, input: input(email, None) }).await.unwrap()
}

/// The secrets of the links in the mails to an address, the latest first.
async fn links(app: &TestApp, email: &str) -> Vec<String> {
    app.program.settle().await.unwrap();
    let mails = app.mails().await;
    let secret = |text: &str| {
        let (_, rest) = text.split_once("/invitation/").expect("a link");
        rest.chars().take_while(|c| c.is_ascii_alphanumeric() || "-_".contains(*c)).collect()
    };
    mails.iter().filter(|mail| mail.to == email).map(|mail| secret(&mail.text)).collect()
}

async fn link(app: &TestApp, email: &str) -> String {
    links(app, email).await.remove(0)
}

async fn inspect(app: &TestApp, token: &str) -> Answer {
    app.anonymous("POST", "/api/v1/invitations/inspect", &[], Some(json!({"token": token}).to_string())).await
}

async fn accept(app: &TestApp, token: &str, name: &str, password: &str) -> Answer {
    let body = json!({"token": token, "name": name, "password": password});
    app.anonymous("POST", "/api/v1/invitations/accept", &[], Some(body.to_string())).await
}

/// The person whom the answer signed in.
async fn signed_in(app: &TestApp, answer: &Answer) -> Person {
    assert_eq!(answer.status, 200, "{}", answer.body);
    let cookie = answer.header("set-cookie");
    assert!(["__Host-", "HttpOnly", "Secure", "SameSite=Lax"].iter().all(|part| cookie.contains(part)), "{cookie}");
    let secret = cookie.split(['=', ';']).nth(1).unwrap();
    let tx = app.program.scope().read().await.unwrap();
    let email = answer.body["user"]["email"].as_str().unwrap();
    let user = identity::users::by_email(&tx, email).await.unwrap().unwrap();
    tx.commit().await.unwrap();
    Person::new(&app.base, user, secret)
}

async fn log_in(app: &TestApp, email: &str, password: &str) -> u16 {
    let body = json!({"email": email, "password": password}).to_string();
    app.anonymous("POST", "/api/v1/session", &[], Some(body)).await.status
}

/// What everybody could see of a refusal.
fn seen(answer: &Answer) -> (u16, Value, Value, Value) {
    (answer.status, answer.body["code"].clone(), answer.body["detail"].clone(), answer.body["errors"].clone())
}

async fn who_accepts_sets_a_password_and_sees_one_client(app: TestApp) {
    let shop = app.shop("lyon").await;
    let company = shop.company.id;
    let own = shop.clients(&app, &["Garage"]).await[0];
    let foreign = shop.issued(10_000).await;
    shop.projects(&app, &["Vitrine"]).await;
    invite(&shop, own, "Moussa@Example.com").await;
    let token = link(&app, MOUSSA).await;
    let offer = inspect(&app, &token).await.body;
    let facts = json!({"face": offer["face"], "client": offer["client"], "registered": offer["registered"], "email": offer["email"]});
    assert_eq!(facts, json!({"face": "portal", "client": "Garage", "registered": false, "email": MOUSSA}));

    let answer = accept(&app, &token, "Moussa Diallo", PASSWORD).await;
    let moussa = signed_in(&app, &answer).await;
    let places = answer.body["places"].as_array().unwrap();
    assert_eq!(places.len(), 1, "{places:?}");
    assert_eq!((&places[0]["face"], &places[0]["client"]["id"]), (&json!("portal"), &json!(own)));
    assert_eq!(answer.body["current_company"], json!(company));
    assert_eq!(log_in(&app, MOUSSA, PASSWORD).await, 200);

    assert_eq!(moussa.call(ListProjects { company, filter: ProjectFilter::default() }).await.unwrap().data, []);
    assert_eq!(moussa.call(ListInvoices { company, filter: InvoiceFilter::default() }).await.unwrap().data, []);
    assert_eq!(moussa.call(ReadInvoice { company, id: foreign.id }).await.unwrap_err().status, 404);
    assert_eq!(moussa.call(ListClients { company, filter: ClientFilter::default() }).await.unwrap_err().status, 403);
    let contacts = shop.owner.call(ListClientMembers { company, id: own }).await.unwrap().data;
    assert_eq!(contacts.iter().map(|contact| contact.email.as_str()).collect::<Vec<_>>(), [MOUSSA]);
}

async fn a_link_is_used_once(app: TestApp) {
    let shop = app.shop("lyon").await;
    invite(&shop, shop.client, MOUSSA).await;
    let token = link(&app, MOUSSA).await;
    // Whoever only looks uses nothing up.
    for _ in 0..3 {
        assert_eq!(inspect(&app, &token).await.status, 200);
    }
    assert_eq!(accept(&app, &token, "Moussa", PASSWORD).await.status, 200);
    for again in [accept(&app, &token, "Moussa", PASSWORD).await, inspect(&app, &token).await] {
        assert_eq!((again.status, again.code()), (409, "invitation_ended"));
    }
    assert_eq!(
        app.number("SELECT count(*) FROM client_member m JOIN app_user u ON u.id = m.user_id WHERE u.email = 'moussa@example.com'").await,
        1
    );
}

async fn of_two_answers_at_a_time_one_counts(app: TestApp) {
    let shop = app.shop("lyon").await;
    invite(&shop, shop.client, MOUSSA).await;
    let token = link(&app, MOUSSA).await;
    let (one, two) =
        futures::join!(accept(&app, &token, "Moussa", PASSWORD), accept(&app, &token, "Mallory", "une autre phrase bien longue"));
    let mut statuses = [one.status, two.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 409], "{} {}", one.body, two.body);
    assert_eq!(app.number("SELECT count(*) FROM app_user WHERE email = 'moussa@example.com'").await, 1);
    let winner = if one.status == 200 { PASSWORD } else { "une autre phrase bien longue" };
    assert_eq!(log_in(&app, MOUSSA, winner).await, 200);
    assert_eq!(app.number("SELECT count(*) FROM event WHERE kind = 'invitation.accepted'").await, 1);
}

async fn a_link_ends_after_seven_days(app: TestApp) {
    let shop = app.shop("lyon").await;
    let company = shop.company.id;
    let sent = shop.owner.call(InviteMember { company, input: input(MOUSSA, Some("viewer")) }).await.unwrap();
    let token = link(&app, MOUSSA).await;
    app.clock.advance(TimeDelta::days(7) - TimeDelta::seconds(1));
    assert_eq!(inspect(&app, &token).await.status, 200);
    app.clock.advance(TimeDelta::seconds(1));
    for late in [inspect(&app, &token).await, accept(&app, &token, "Moussa", PASSWORD).await] {
        assert_eq!((late.status, late.code()), (409, "invitation_ended"));
    }
    assert_eq!(app.number("SELECT count(*) FROM app_user WHERE email = 'moussa@example.com'").await, 0);
    let listed = shop.owner.call(ListInvitations { company, page: PageQuery::default() }).await.unwrap().data;
    assert_eq!(listed[0].status, InvitationStatus::Expired);
    // Sent again it is another link, for seven days more.
    shop.owner.call(ResendInvitation { company, id: sent.id }).await.unwrap();
    let fresh = link(&app, MOUSSA).await;
    assert_ne!(fresh, token);
    assert_eq!(accept(&app, &token, "Moussa", PASSWORD).await.code(), "invitation_ended");
    app.clock.advance(TimeDelta::days(6));
    assert_eq!(accept(&app, &fresh, "Moussa", PASSWORD).await.status, 200);
    let members = shop.owner.call(ListMembers { company, page: PageQuery::default() }).await.unwrap().data;
    assert!(members.iter().any(|member| member.email == MOUSSA && member.role == "viewer"));
}

async fn a_link_that_was_taken_back_or_replaced_is_worth_nothing(app: TestApp) {
    let shop = app.shop("lyon").await;
    let company = shop.company.id;
    let invite = async |role| shop.owner.call(InviteMember { company, input: input(MOUSSA, Some(role)) }).await.unwrap();
    let first = invite("viewer").await;
    let replaced = link(&app, MOUSSA).await;
    let second = invite("manager").await;
    assert_eq!(second.id, first.id, "the one that waits is renewed");
    let token = link(&app, MOUSSA).await;
    assert_eq!(accept(&app, &replaced, "Moussa", PASSWORD).await.code(), "invitation_ended");
    assert_eq!(inspect(&app, &token).await.body["role"], "manager");
    shop.owner.call(RevokeInvitation { company, id: second.id }).await.unwrap();
    for ended in [inspect(&app, &token).await, accept(&app, &token, "Moussa", PASSWORD).await] {
        assert_eq!((ended.status, ended.code()), (409, "invitation_ended"));
    }
    assert_eq!(shop.owner.call(RevokeInvitation { company, id: second.id }).await.unwrap_err().code, "invitation_ended");
    assert_eq!(app.number("SELECT count(*) FROM app_user WHERE email = 'moussa@example.com'").await, 0);
    // What was taken back before its mail left sends none.
    let third = invite("viewer").await;
    shop.owner.call(RevokeInvitation { company, id: third.id }).await.unwrap();
    assert_eq!(links(&app, MOUSSA).await.len(), 2);
}

async fn an_invitation_to_a_portal_is_sent_again_and_taken_back(app: TestApp) {
    let shop = app.shop("lyon").await;
    let company = shop.company.id;
    let sent = invite(&shop, shop.client, MOUSSA).await;
    let first = link(&app, MOUSSA).await;
    let client = shop.client;
    let elsewhere = shop.owner.call(ResendInvitation { company, id: sent.id }).await.unwrap_err();
    assert_eq!(elsewhere.status, 404, "who may invite staff does not thereby touch a client's invitations");
    let again = shop.owner.call(ResendClientInvitation { company, client, id: sent.id }).await.unwrap();
    assert_eq!((again.id, again.client_id), (sent.id, Some(shop.client)));
    let second = link(&app, MOUSSA).await;
    assert_eq!((inspect(&app, &first).await.status, inspect(&app, &second).await.status), (409, 200));
    assert_eq!(shop.owner.call(RevokeInvitation { company, id: sent.id }).await.unwrap_err().status, 404);
    shop.owner.call(RevokeClientInvitation { company, client, id: sent.id }).await.unwrap();
    assert_eq!(inspect(&app, &second).await.code(), "invitation_ended");
}

async fn an_account_proves_itself_and_gets_a_second_place(app: TestApp) {
    let (lyon, abidjan) = (app.shop("lyon").await, app.shop("abidjan").await);
    invite(&lyon, lyon.client, MOUSSA).await;
    assert_eq!(accept(&app, &link(&app, MOUSSA).await, "Moussa", PASSWORD).await.status, 200);
    invite(&abidjan, abidjan.client, MOUSSA).await;
    let token = link(&app, MOUSSA).await;
    assert_eq!(inspect(&app, &token).await.body["registered"], true);
    let body = json!({"token": token, "password": PASSWORD}).to_string();
    let answer = app.anonymous("POST", "/api/v1/invitations/accept", &[], Some(body)).await;
    signed_in(&app, &answer).await;
    let mut companies: Vec<&str> = answer.body["places"].as_array().unwrap().iter().filter_map(|p| p["company"]["name"].as_str()).collect();
    companies.sort_unstable();
    assert_eq!((companies, &answer.body["current_company"]), (vec!["abidjan", "lyon"], &json!(abidjan.company.id)));
    assert_eq!(answer.body["user"]["name"], "Moussa");
    assert_eq!(app.number("SELECT count(*) FROM app_user WHERE email = 'moussa@example.com'").await, 1);
}

async fn a_link_never_captures_an_account(app: TestApp) {
    let shop = app.shop("lyon").await;
    app.person_with_password(MOUSSA, PASSWORD).await;
    invite(&shop, shop.client, MOUSSA).await;
    let token = link(&app, MOUSSA).await;
    for wrong in ["une autre phrase bien longue", "", "!"] {
        let answer = accept(&app, &token, "Mallory", wrong).await;
        assert!((400..500).contains(&answer.status) && answer.header("set-cookie").is_empty(), "{}", answer.body);
    }
    assert_eq!(log_in(&app, MOUSSA, PASSWORD).await, 200);
    assert_eq!(log_in(&app, MOUSSA, "une autre phrase bien longue").await, 401);
    assert_eq!(app.number("SELECT count(*) FROM event WHERE kind = 'invitation.accepted'").await, 0);
    assert_eq!(accept(&app, &token, "Mallory", PASSWORD).await.body["user"]["name"], "Awa Koné");
}

async fn nobody_learns_who_has_an_account(app: TestApp) {
    let shop = app.shop("lyon").await;
    let company = shop.company.id;
    app.person("known@example.com").await;
    let path = format!("/api/v1/companies/{company}/invitations");
    let ask = async |email: &str| shop.owner.send("POST", &path, &[], Some(json!({"email": email, "role": "viewer"}).to_string())).await;
    let (mut known, mut unknown) = (ask("known@example.com").await, ask("unknown@example.com").await);
    for answer in [&mut known, &mut unknown] {
        assert_eq!(answer.status, 201, "{}", answer.body);
        let fields = answer.body.as_object_mut().unwrap();
        fields.remove("id");
        fields.remove("email");
    }
    assert_eq!(known.body, unknown.body);
    assert_eq!(known.header("content-length").len(), unknown.header("content-length").len());
    // A secret that never was, one that was used and one that was taken back answer the same.
    let token = link(&app, "unknown@example.com").await;
    assert_eq!(accept(&app, &token, "Moussa", PASSWORD).await.status, 200);
    let mut answers = Vec::new();
    for secret in [token.as_str(), "pvi_0000000000000000000000000000000000000000000", "nothing"] {
        answers.push((seen(&inspect(&app, secret).await), seen(&accept(&app, secret, "Moussa", PASSWORD).await)));
    }
    assert!(answers.iter().all(|answer| *answer == answers[0]), "{answers:?}");
}

async fn the_database_holds_no_secret_of_a_link(app: TestApp) {
    let shop = app.shop("lyon").await;
    invite(&shop, shop.client, MOUSSA).await;
    let token = link(&app, MOUSSA).await;
    assert!(token.len() >= 4 + 43, "256 bits: {token}");
    assert_eq!(app.places_of(&token).await, Vec::<String>::new());
    assert_eq!(app.places_of(token.trim_start_matches("pvi_")).await, Vec::<String>::new());
    // The look would find it.
    assert!(app.places_of(MOUSSA).await.contains(&"invitation.email".to_owned()));
    let answer = accept(&app, &token, "Moussa", PASSWORD).await;
    let cookie = answer.header("set-cookie").split(['=', ';']).nth(1).unwrap().to_owned();
    for secret in [token.as_str(), PASSWORD, &cookie] {
        assert_eq!(app.places_of(secret).await, Vec::<String>::new());
    }
}

async fn weak_passwords_and_missing_names_are_refused_and_the_link_lives(app: TestApp) {
    let shop = app.shop("lyon").await;
    invite(&shop, shop.client, MOUSSA).await;
    let token = link(&app, MOUSSA).await;
    for (name, password, pointer) in [
        ("Moussa", "court", "/password"),
        ("Moussa", "password1234", "/password"),
        ("Moussa", "moussa@example.com", "/password"),
        ("Moussa", "moussa moussa", "/password"),
        (" ", PASSWORD, "/name"),
    ] {
        let answer = accept(&app, &token, name, password).await;
        assert_eq!((answer.status, &answer.body["errors"][0]["pointer"]), (422, &json!(pointer)), "{}", answer.body);
    }
    assert_eq!(accept(&app, &token, "Moussa", PASSWORD).await.status, 200);
}
