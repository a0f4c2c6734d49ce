//! The published facts of two real gateways fit our port: their signatures can be checked from
//! what `IncomingNotification` holds, and their records become a `ProviderRecord`. The mappings
//! here are drafts of the adapters to come; the signatures are what those adapters will use.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use contract::money::{Currency, Money};
use contract::payments::PaymentMethod;
use parvis_adapters::signatures::{check_stripe_header, cinetpay_token, cinetpay_token_matches, stripe_signature};
use platform::ports::{IncomingNotification, ProviderRecord, RecordState};
use serde_json::{Value, json};

const CINETPAY_SECRET: &str = "nourx-test-secret-key";
const CINETPAY_BODY: &str = "cpm_site_id=445160&cpm_trans_id=FA20250001A1&cpm_trans_date=2025-11-04+10%3A15%3A30&cpm_amount=150000&cpm_currency=XOF&signature=3f2c9a7be1d04c58a6b7&payment_method=OM&cel_phone_num=0707070707&cpm_phone_prefixe=225&cpm_language=fr&cpm_version=V4&cpm_payment_config=SINGLE&cpm_page_action=PAYMENT&cpm_custom=invoice%3A42&cpm_designation=Facture+FA+2025+0001&cpm_error_message=SUCCES";
const CINETPAY_TOKEN: &str = "f24b451f0603023481439103883f8c8b038457f76f5b8ef049ca4f1804dad4bb";

/// The fields of a notification as it comes: a form.
fn fields(body: &str) -> Vec<(String, String)> {
    let query = reqwest::Url::parse(&format!("form:?{body}")).unwrap();
    query.query_pairs().map(|(name, value)| (name.into_owned(), value.into_owned())).collect()
}

fn token_of(fields: &[(String, String)]) -> String {
    cinetpay_token(CINETPAY_SECRET, |name| fields.iter().find(|(field, _)| field == name).map(|(_, value)| value.as_str()))
}

#[test]
fn cinetpay_tokens_are_as_published() {
    let paid = fields(CINETPAY_BODY);
    assert_eq!(token_of(&paid), CINETPAY_TOKEN);

    let mut cancelled = paid.clone();
    for (field, value) in &mut cancelled {
        match field.as_str() {
            "payment_method" | "cel_phone_num" | "cpm_phone_prefixe" | "cpm_custom" => value.clear(),
            "cpm_error_message" => "TRANSACTION_CANCEL".clone_into(value),
            _ => {}
        }
    }
    assert_eq!(token_of(&cancelled), "f5e0925e903784193b58b9479437acad62585ccba603e47c03cc69101148dfd7");
    cancelled.retain(|(_, value)| !value.is_empty());
    assert_eq!(token_of(&cancelled), "f5e0925e903784193b58b9479437acad62585ccba603e47c03cc69101148dfd7", "an absent field is an empty one");

    let mut accented = paid.clone();
    for (field, value) in &mut accented {
        if field == "cpm_designation" {
            "Facture n° 7 – étude".clone_into(value);
        }
    }
    assert_eq!(token_of(&accented), "43991f444a11e93b548054f86057b0ee6a921d919a1f1172c729d97eaa13fdbc");

    let mut shuffled = paid;
    shuffled.reverse();
    assert_eq!(token_of(&shuffled), CINETPAY_TOKEN, "the order of arrival is of no weight");
}

#[test]
fn a_cinetpay_notification_is_checked_from_headers_and_body() {
    let believed = |token: &str, body: &str| {
        let incoming = IncomingNotification { headers: vec![("x-token".to_owned(), token.to_owned())], body: body.as_bytes().to_vec() };
        let fields = fields(std::str::from_utf8(&incoming.body).unwrap());
        let value = |name: &str| fields.iter().find(|(field, _)| field == name).map(|(_, value)| value.as_str());
        cinetpay_token_matches(CINETPAY_SECRET, value, &incoming.headers[0].1)
    };
    assert!(believed(CINETPAY_TOKEN, CINETPAY_BODY));
    assert!(!believed(CINETPAY_TOKEN, &CINETPAY_BODY.replace("150000", "100")));
    for token in ["", "not hex", &CINETPAY_TOKEN[..62], &CINETPAY_TOKEN.replace('f', "0")] {
        assert!(!believed(token, CINETPAY_BODY), "{token}");
    }
}

#[test]
fn stripe_signatures_are_as_published() {
    let body = br#"{"id":"evt_1","object":"event","type":"invoice.paid","data":{"object":{"id":"in_1","object":"invoice"}}}"#;
    let signature = "e4389f6124be76c31f188dde7f55cf9de2e12a869e2fc96c1a44cdb697684e6b";
    assert_eq!(stripe_signature("whsec_test_secret", 1_795_215_600, body), signature);
    let header = format!("t=1795215600,v1={signature},v0=ignored");
    assert_eq!(check_stripe_header("whsec_test_secret", &header, body, 1_795_215_899), Ok(()));
}

/// An amount in text, in whole units of a currency: no float on the way.
fn whole(amount: &str, currency: &str) -> Option<Money> {
    let currency = Currency::from_code(currency)?;
    amount.parse::<i64>().ok()?.checked_mul(currency.scale()).map(|amount| Money::new(amount, currency))
}

fn from_cinetpay(answer: &Value) -> ProviderRecord {
    let data = &answer["data"];
    let text = |field: &str| data[field].as_str().map(str::trim).filter(|text| !text.is_empty());
    let amount = text("amount").zip(text("currency")).and_then(|(amount, currency)| whole(amount, currency));
    let state = match (text("status"), answer["code"].as_str().unwrap_or_default()) {
        (Some("ACCEPTED"), "00") => RecordState::Succeeded,
        (Some("REFUSED" | "CANCELLED" | "CANCELED"), code) => RecordState::Failed(code.to_owned()),
        (None, "600" | "602" | "604" | "605" | "625" | "627") => RecordState::Failed(answer["code"].to_string()),
        _ => RecordState::Pending,
    };
    let method = text("payment_method").map(|method| if method == "VISAM" { PaymentMethod::Card } else { PaymentMethod::MobileMoney });
    ProviderRecord { state, amount, method, provider_reference: text("operator_id").map(str::to_owned), raw: answer.clone() }
}

#[test]
fn the_answers_of_cinetpay_become_records() {
    let mut answer = json!({
        "code": "00", "message": "SUCCES",
        "data": { "amount": "100", "currency": "XOF", "status": "ACCEPTED", "payment_method": "OM", "description": "Abonnement", "metadata": null,
                  "operator_id": "MP220915.2257.A76307", "payment_date": "2022-09-15 22:57:15", "fund_availability_date": "2022-09-17 00:00:00" },
        "api_response_id": "1663323067.7677",
    });
    let record = from_cinetpay(&answer);
    assert_eq!(record.state, RecordState::Succeeded);
    assert_eq!(record.amount, Some(Money::new(100, Currency::XOF)), "the franc has no cents");
    assert_eq!(record.method, Some(PaymentMethod::MobileMoney));
    assert_eq!(record.provider_reference.as_deref(), Some("MP220915.2257.A76307"));

    answer["code"] = json!("627");
    answer["data"]["status"] = json!("REFUSED");
    answer["data"]["operator_id"] = Value::Null;
    answer["data"]["payment_date"] = json!(" ");
    let record = from_cinetpay(&answer);
    assert_eq!(record.state, RecordState::Failed("627".to_owned()));
    assert_eq!(record.provider_reference, None);

    for (code, status) in
        [("662", json!("WAITING_FOR_CUSTOMER")), ("623", json!("PENDING")), ("664", Value::Null), ("00", json!("NEW_WORD"))]
    {
        answer["code"] = json!(code);
        answer["data"]["status"] = status;
        assert_eq!(from_cinetpay(&answer).state, RecordState::Pending, "{code}: an unknown word decides nothing");
    }
}

fn from_stripe(session: &Value) -> ProviderRecord {
    let currency = session["currency"].as_str().and_then(|code| Currency::from_code(&code.to_uppercase()));
    let state = match (session["status"].as_str(), session["payment_status"].as_str()) {
        (Some("complete"), Some("paid" | "no_payment_required")) => RecordState::Succeeded,
        (Some("expired"), _) => RecordState::Failed("expired".to_owned()),
        _ => RecordState::Pending,
    };
    ProviderRecord {
        amount: session["amount_total"].as_i64().zip(currency).map(|(amount, currency)| Money::new(amount, currency)),
        method: (state == RecordState::Succeeded).then_some(PaymentMethod::Card),
        provider_reference: session["payment_intent"].as_str().map(str::to_owned),
        raw: session.clone(),
        state,
    }
}

#[test]
fn the_answers_of_stripe_become_records() {
    let session = |status: &str, paid: &str, amount: i64, currency: &str| json!({"id": "cs_test_1", "client_reference_id": "PVS01", "status": status, "payment_status": paid, "amount_total": amount, "currency": currency, "payment_intent": "pi_1"});
    let record = from_stripe(&session("complete", "paid", 120_000, "eur"));
    assert_eq!((record.state, record.amount), (RecordState::Succeeded, Some(Money::new(120_000, Currency::EUR))));
    assert_eq!(record.provider_reference.as_deref(), Some("pi_1"), "what a refund needs");
    assert_eq!(from_stripe(&session("complete", "paid", 1000, "xof")).amount, Some(Money::new(1000, Currency::XOF)));
    assert_eq!(from_stripe(&session("complete", "unpaid", 1, "eur")).state, RecordState::Pending, "delayed methods are waited for");
    assert_eq!(from_stripe(&session("open", "unpaid", 1, "eur")).state, RecordState::Pending);
    assert_eq!(from_stripe(&session("expired", "unpaid", 1, "eur")).state, RecordState::Failed("expired".to_owned()));
}
