use super::*;
use contract::money::Currency;

fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, day).unwrap()
}

fn eur(amount: i64) -> Money {
    Money::new(amount, Currency::EUR)
}

fn brand() -> Brand {
    Brand { company: "Atelier Baobab".to_owned(), accent: Some("#0a7c66".to_owned()), logo_url: None }
}

/// Every letter and every turn of it, with `text` wherever a person's words go.
fn letters(text: &str) -> Vec<Letter> {
    let text = text.to_owned();
    let link = "https://parvis.example.com/portal?a=1&b=2".to_owned();
    let invoice = InvoiceSent {
        credit_note: false,
        number: text.clone(),
        credits: None,
        client: text.clone(),
        total: eur(120_000),
        due: eur(120_000),
        due_on: Some(day(30)),
        link: link.clone(),
        attached: true,
        message: Some(format!("{text}\n\n{text}")),
    };
    let received = PaymentReceived {
        client: text.clone(),
        invoice_number: text.clone(),
        amount: eur(120_000),
        due: eur(0),
        method: PaymentMethod::Card,
        received_on: day(25),
        reference: Some(text.clone()),
        link: link.clone(),
        attached: true,
    };
    let staff = PaymentReceivedStaff {
        client: text.clone(),
        invoice_number: text.clone(),
        amount: eur(120_000),
        excess: eur(0),
        due: eur(0),
        method: PaymentMethod::MobileMoney,
        received_on: day(25),
        reference: None,
        link: link.clone(),
    };
    let anomaly = PaymentAnomaly {
        anomaly: Anomaly::Mismatched,
        client: text.clone(),
        invoice_number: text.clone(),
        expected: eur(120_000),
        recorded: Some(eur(500)),
        provider: text.clone(),
        reference: text.clone(),
        link: link.clone(),
    };
    vec![
        Letter::InvitationToMember(InvitationToMember {
            inviter: text.clone(),
            role: text.clone(),
            link: link.clone(),
            expires_on: day(28),
            message: Some(text.clone()),
        }),
        Letter::InvitationToClient(InvitationToClient {
            inviter: text.clone(),
            client: text.clone(),
            link,
            expires_on: day(28),
            message: None,
        }),
        Letter::InvoiceSent(InvoiceSent { credit_note: true, credits: Some(text.clone()), total: eur(-120_000), ..invoice.clone() }),
        Letter::InvoiceSent(InvoiceSent { due: eur(20_000), due_on: None, attached: false, ..invoice.clone() }),
        Letter::InvoiceSent(invoice),
        Letter::PaymentReceived(PaymentReceived { due: eur(300), reference: None, attached: false, ..received.clone() }),
        Letter::PaymentReceived(received),
        Letter::PaymentReceivedStaff(PaymentReceivedStaff { due: eur(300), reference: Some(text), ..staff.clone() }),
        Letter::PaymentReceivedStaff(PaymentReceivedStaff { excess: eur(700), ..staff }),
        Letter::PaymentAnomaly(PaymentAnomaly { anomaly: Anomaly::Overpaid, ..anomaly.clone() }),
        Letter::PaymentAnomaly(PaymentAnomaly { anomaly: Anomaly::NotPayable, recorded: None, ..anomaly.clone() }),
        Letter::PaymentAnomaly(anomaly),
    ]
}

fn every(text: &str) -> Vec<(Letter, Locale, Rendered)> {
    let both = |letter: Letter| Locale::ALL.iter().map(move |locale| (letter.clone(), *locale));
    letters(text)
        .into_iter()
        .flat_map(both)
        .map(|(letter, locale)| {
            let rendered = render(&letter, locale, &brand()).unwrap();
            (letter, locale, rendered)
        })
        .collect()
}

#[test]
fn every_letter_is_complete_in_both_languages() {
    for (letter, locale, Rendered { subject, text, html }) in every("F-2026-0001") {
        let name = letter.template();
        for part in [&subject, &text, &html] {
            assert!(!part.trim().is_empty(), "{name} {locale:?}");
            for left_over in ["{{", "}}", "{%", "%}", "undefined", "none\n", "Some("] {
                assert!(
                    !part.contains(left_over) || (left_over == "none\n" && locale == Locale::En),
                    "{name} {locale:?}: {left_over} in {part}"
                );
            }
        }
        assert!(text.contains("Atelier Baobab") && html.contains("Atelier Baobab"), "{name} {locale:?} names the company");
        assert!(html.contains("background:#0a7c66") && html.contains("prefers-color-scheme: dark"), "{name} {locale:?}");
        assert!(text.contains("https://parvis.example.com/portal?a=1&b=2"), "{name} {locale:?} gives the link: {text}");
        assert!(html.contains(&format!("lang=\"{}\"", locale.code())));
        assert!(text.lines().all(|line| line.chars().count() <= 76), "{name} {locale:?}: {text}");
        assert!(!text.contains('<') && !text.contains("&amp;"), "{name} {locale:?}: {text}");
        let tongue = if locale == Locale::Fr { ["envoyé", " vous"] } else { ["was sent", "you"] };
        assert!(text.contains(tongue[0]), "{name} {locale:?} speaks its language: {text}");
    }
}

#[test]
fn hostile_values_are_harmless() {
    let hostile = "<script>alert('x')</script>\r\nBcc: victim@example.com\n\n\"><img src=x onerror=y>{{ company }}{% raw %}";
    for (letter, locale, Rendered { subject, text, html }) in every(hostile) {
        let name = letter.template();
        assert!(!subject.contains(['\r', '\n']), "{name} {locale:?}: {subject}");
        assert!(!text.lines().any(|line| line.starts_with("Bcc:")) || text.contains("alert"), "{name} {locale:?}");
        assert!(!html.contains("<script") && !html.contains("<img"), "{name} {locale:?}: {html}");
        assert!(html.contains("&lt;script&gt;"), "{name} {locale:?} shows it as text");
    }
}

#[test]
fn a_hostile_brand_is_harmless() {
    let brand = Brand {
        company: "Baobab\r\nBcc: x@example.com <b>".to_owned(),
        accent: Some("red;}</style><script>".to_owned()),
        logo_url: Some("javascript:alert(1)".to_owned()),
    };
    for letter in letters("F-1") {
        let rendered = render(&letter, Locale::Fr, &brand).unwrap();
        assert!(!rendered.subject.contains(['\r', '\n']));
        assert!(!rendered.html.contains("<script>") && !rendered.html.contains("javascript:") && !rendered.html.contains("<b>"));
    }
}

#[test]
fn a_link_that_leads_nowhere_gives_no_button() {
    let letter = Letter::InvitationToMember(InvitationToMember {
        inviter: "Awa".to_owned(),
        role: "Gestionnaire".to_owned(),
        link: "javascript:alert(1)".to_owned(),
        expires_on: day(28),
        message: None,
    });
    let rendered = render(&letter, Locale::Fr, &brand()).unwrap();
    assert!(!rendered.html.contains("javascript") && !rendered.html.contains("<a "));
    assert!(!rendered.text.contains("javascript"));
}

#[test]
fn an_invoice_says_what_is_owed_until_when() {
    let letter = Letter::InvoiceSent(InvoiceSent {
        credit_note: false,
        number: "F-2026-0001".to_owned(),
        credits: None,
        client: "Boulangerie d’Awa".to_owned(),
        total: eur(120_000),
        due: eur(20_000),
        due_on: Some(day(30)),
        link: "https://parvis.example.com/i/1".to_owned(),
        attached: true,
        message: Some("Merci pour votre confiance.\nÀ bientôt".to_owned()),
    });
    let french = render(&letter, Locale::Fr, &brand()).unwrap();
    assert_eq!(french.subject, "Facture F-2026-0001 d’Atelier Baobab");
    for words in [
        "Montant total\u{a0}: 1\u{202f}200,00\u{a0}€",
        "Reste à payer\u{a0}: 200,00\u{a0}€",
        "Merci pour votre confiance.\n\nÀ bientôt\n",
        "Échéance\u{a0}: 30 novembre 2026",
        "pièce jointe",
    ] {
        assert!(french.text.contains(words), "{words} in {}", french.text);
    }
    let english = render(&letter, Locale::En, &brand()).unwrap();
    assert_eq!(english.subject, "Invoice F-2026-0001 from Atelier Baobab");
    for words in ["Total: €1,200.00", "Still due: €200.00", "Due: 30 November 2026", "attached"] {
        assert!(english.text.contains(words), "{words} in {}", english.text);
    }
}

#[test]
fn a_credit_note_shows_its_amount_without_a_sign() {
    let credit = &letters("A-2026-0001")[2];
    let rendered = render(credit, Locale::Fr, &brand()).unwrap();
    assert!(rendered.subject.starts_with("Avoir A-2026-0001"));
    assert!(rendered.text.contains("\u{a0}: 1\u{202f}200,00\u{a0}€"), "{}", rendered.text);
    assert!(!rendered.text.contains("payer la facture"));
}

#[test]
fn the_logo_stands_for_the_name() {
    let brand = Brand { logo_url: Some("https://parvis.example.com/logo.png".to_owned()), ..brand() };
    let rendered = render(&letters("F-1")[0], Locale::En, &brand).unwrap();
    assert!(
        rendered.html.contains("<img src=\"https:&#x2f;&#x2f;parvis.example.com&#x2f;logo.png\" alt=\"Atelier Baobab\""),
        "{}",
        rendered.html
    );
}
