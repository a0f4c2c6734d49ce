//! What the demo tells: two companies, their people, clients and projects, and what became of each
//! invoice.

use adapters::sandbox::Choice;
use contract::payments::PaymentMethod;
use contract::projects::ProjectStatus;

/// A company of the demo.
pub struct Sketch {
    /// How it is known.
    pub name: &'static str,
    /// Its name in law.
    pub legal_name: &'static str,
    /// Its number in the register of companies.
    pub registration: &'static str,
    /// Its tax number.
    pub tax: &'static str,
    /// Where it is.
    pub street: &'static str,
    /// Its post code, where there are some.
    pub postal_code: Option<&'static str>,
    /// Its city.
    pub city: &'static str,
    /// Its country, ISO 3166-1.
    pub country: &'static str,
    /// What it bills in, ISO 4217.
    pub currency: &'static str,
    /// Its colour.
    pub accent: &'static str,
    /// The examples of the IBAN registry: no bank has them.
    pub iban: &'static str,
    /// A day's work, in minor units.
    pub day_rate: i64,
    /// Its usual tax, in hundredths of a per cent.
    pub tax_rate: u16,
    /// Its people: address, name, role. The owner first.
    pub staff: &'static [(&'static str, &'static str, &'static str)],
    /// Its clients: name, the contact's address and name.
    pub clients: &'static [(&'static str, &'static str, &'static str)],
    /// Its projects: client, name, status, progress in per cent, days until due, whether the client sees it.
    pub projects: &'static [(usize, &'static str, ProjectStatus, i32, i64, bool)],
    /// Its invoices, in order of issue.
    pub bills: &'static [Bill],
}

/// An invoice of the demo.
pub struct Bill {
    /// Whose it is.
    pub client: usize,
    /// Which project it is for.
    pub project: Option<usize>,
    /// How many days ago it was written.
    pub days_ago: i64,
    /// What was done, in thousandths of a day.
    pub work: &'static [(&'static str, i64)],
    /// What became of it, each so many days ago, in order.
    pub then: &'static [(i64, Step)],
}

/// What happens to an invoice.
#[derive(Clone, Copy)]
pub enum Step {
    /// It gets its number.
    Issue,
    /// It is mailed.
    Send,
    /// So many per cent of what is due come outside the gateway.
    Receive(i64, PaymentMethod),
    /// The client goes to the gateway and does this.
    Pay(Choice),
    /// It is taken back.
    CreditAll,
    /// So many thousandths of a day of it are taken back.
    Credit(i64),
    /// So many per cent of the last payment are given back.
    Refund(i64),
}

use PaymentMethod::{BankTransfer, Cash, Cheque};
use Step::{Credit, CreditAll, Issue, Pay, Receive, Refund, Send};

const DESIGN: &str = "Conception et suivi";
const FRAMING: &str = "Réunion de cadrage";
const DELIVERY: &str = "Mise en service";

/// The companies of the demo.
pub const COMPANIES: [Sketch; 2] = [
    Sketch {
        name: "Atelier Lumière",
        legal_name: "Atelier Lumière SAS",
        registration: "732829320",
        tax: "FR44732829320",
        street: "12 rue de la République",
        postal_code: Some("69002"),
        city: "Lyon",
        country: "FR",
        currency: "EUR",
        accent: "#3730a3",
        iban: "FR14 2004 1010 0505 0001 3M02 606",
        day_rate: 48_000,
        tax_rate: 2000,
        staff: &[
            ("claire@atelier.example", "Claire Fontaine", "owner"),
            ("hugo@atelier.example", "Hugo Marchand", "admin"),
            ("ines@atelier.example", "Inès Caron", "manager"),
            ("paul@atelier.example", "Paul Girard", "viewer"),
        ],
        clients: &[
            ("Boulangerie Diallo", "moussa@diallo.example", "Moussa Diallo"),
            ("Librairie du Quai", "jeanne@quai.example", "Jeanne Roux"),
            ("Cabinet Verdier", "luc@verdier.example", "Luc Verdier"),
            ("Musée du Tissage", "sonia@musee.example", "Sonia Petit"),
        ],
        projects: &[
            (0, "Nouvelle vitrine", ProjectStatus::Active, 60, 25, true),
            (0, "Étude d’éclairage", ProjectStatus::Draft, 0, 60, true),
            (1, "Refonte du site", ProjectStatus::Active, 35, -4, true),
            (2, "Audit énergétique", ProjectStatus::OnHold, 20, 40, true),
            (3, "Scénographie permanente", ProjectStatus::Completed, 100, -30, true),
            (3, "Chiffrage interne", ProjectStatus::Active, 50, 12, false),
        ],
        bills: &[
            bill(3, Some(4), 310, &[(FRAMING, 1500), (DESIGN, 12_000)], &[(310, Issue), (284, Receive(100, BankTransfer))]),
            bill(0, None, 262, &[(DESIGN, 4000)], &[(262, Issue), (240, Receive(100, Cheque))]),
            bill(3, Some(4), 225, &[(DESIGN, 15_000)], &[(225, Issue), (196, Receive(100, BankTransfer))]),
            bill(1, None, 180, &[(FRAMING, 1000), (DESIGN, 6500)], &[(180, Issue), (171, Pay(Choice::Card))]),
            bill(2, None, 150, &[(DESIGN, 3000)], &[(150, Issue), (146, CreditAll)]),
            bill(2, None, 145, &[(DESIGN, 3500)], &[(145, Issue), (118, Receive(100, BankTransfer))]),
            bill(3, Some(4), 110, &[(DESIGN, 9000), (DELIVERY, 2000)], &[(110, Issue), (84, Receive(100, BankTransfer)), (80, Refund(10))]),
            bill(2, Some(3), 82, &[(FRAMING, 500), (DESIGN, 5000)], &[(82, Issue), (75, Credit(500)), (50, Receive(40, BankTransfer))]),
            bill(1, Some(2), 55, &[(DESIGN, 7500)], &[(55, Issue), (55, Send)]),
            bill(0, Some(0), 40, &[(FRAMING, 500), (DESIGN, 3000)], &[(40, Issue), (31, Pay(Choice::Refuse)), (30, Pay(Choice::Card))]),
            bill(0, Some(0), 12, &[(DESIGN, 4500)], &[(12, Issue), (12, Send), (3, Receive(30, Cash))]),
            bill(1, Some(2), 6, &[(FRAMING, 500), (DESIGN, 4000)], &[(6, Issue), (6, Send)]),
            bill(0, Some(0), 2, &[(DELIVERY, 1500)], &[(2, Issue)]),
            bill(3, Some(5), 1, &[(DESIGN, 8000), (FRAMING, 500)], &[]),
        ],
    },
    Sketch {
        name: "Baobab Studio",
        legal_name: "Baobab Studio SARL",
        registration: "CI-ABJ-2019-B-12345",
        tax: "1912345A",
        street: "Rue des Jardins, Cocody",
        postal_code: None,
        city: "Abidjan",
        country: "CI",
        currency: "XOF",
        accent: "#9a3412",
        iban: "CI93 CI00 8011 1301 1342 9120 0589",
        day_rate: 150_000,
        tax_rate: 1800,
        staff: &[
            ("awa@baobab.example", "Awa Koné", "owner"),
            ("claire@atelier.example", "Claire Fontaine", "manager"),
            ("yao@baobab.example", "Yao Kouassi", "viewer"),
        ],
        clients: &[
            ("Pharmacie du Plateau", "aya@pharmacie.example", "Aya Touré"),
            ("Transports Bakayoko", "issa@bakayoko.example", "Issa Bakayoko"),
            ("École Les Manguiers", "fatou@manguiers.example", "Fatou Bamba"),
        ],
        projects: &[
            (0, "Application de commande", ProjectStatus::Active, 45, 30, true),
            (1, "Suivi de flotte", ProjectStatus::Active, 10, 75, true),
            (2, "Portail des parents", ProjectStatus::Completed, 100, -15, true),
        ],
        bills: &[
            bill(2, Some(2), 240, &[(FRAMING, 1000), (DESIGN, 6000)], &[(240, Issue), (221, Pay(Choice::MobileMoney))]),
            bill(0, None, 160, &[(DESIGN, 5000)], &[(160, Issue), (133, Receive(100, Cash))]),
            bill(2, Some(2), 95, &[(DESIGN, 7000), (DELIVERY, 1500)], &[(95, Issue), (70, Receive(50, BankTransfer))]),
            bill(1, None, 70, &[(FRAMING, 2000)], &[(70, Issue), (66, CreditAll)]),
            bill(1, Some(1), 38, &[(DESIGN, 4000)], &[(38, Issue), (38, Send)]),
            bill(0, Some(0), 20, &[(DESIGN, 6500)], &[(20, Issue), (11, Pay(Choice::MobileMoney)), (9, Refund(20))]),
            bill(0, Some(0), 5, &[(DESIGN, 3000)], &[(5, Issue), (5, Send)]),
            bill(1, Some(1), 1, &[(DESIGN, 5500)], &[]),
        ],
    },
];

const fn bill(
    client: usize,
    project: Option<usize>,
    days_ago: i64,
    work: &'static [(&'static str, i64)],
    then: &'static [(i64, Step)],
) -> Bill {
    Bill { client, project, days_ago, work, then }
}
