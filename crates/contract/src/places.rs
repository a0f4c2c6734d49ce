//! Where somebody is: addresses, countries, time zones.

use serde::{Deserialize, Serialize};

use crate::check::{Check, Checker};

/// A postal address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({"line1": "12 rue de la République", "line2": null, "postal_code": "69002", "city": "Lyon", "country": "FR"})))]
#[serde(deny_unknown_fields)]
pub struct Address {
    /// Street and number.
    pub line1: String,
    /// Floor, building, post box.
    #[serde(default)]
    pub line2: Option<String>,
    /// Postal code; many countries have none.
    #[serde(default)]
    pub postal_code: Option<String>,
    /// City.
    pub city: String,
    /// ISO 3166-1 alpha-2 code.
    pub country: String,
}

impl Check for Address {
    fn check(&self, c: &mut Checker) {
        c.text("line1", &self.line1, 1..=160);
        c.optional("line2", self.line2.as_ref(), 160);
        c.optional("postal_code", self.postal_code.as_ref(), 16);
        c.text("city", &self.city, 1..=100);
        c.ensure("country", is_country(&self.country), "country");
    }
}

/// Whether the text is an ISO 3166-1 alpha-2 code.
pub fn is_country(code: &str) -> bool {
    COUNTRIES.as_bytes().chunks(3).any(|known| &known[..2] == code.as_bytes())
}

/// Whether the text has the form of an IANA time zone, `Europe/Paris`. Whether there is such a zone the
/// server says: the database of zones is too heavy for the browser.
pub fn is_zone_name(text: &str) -> bool {
    (1..=64).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"/_+-".contains(&b))
}

/// Every country code, for a list to choose from.
pub fn countries() -> impl Iterator<Item = &'static str> {
    COUNTRIES.split(' ')
}

/// ISO 3166-1 alpha-2, as assigned in 2025.
const COUNTRIES: &str = "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW";
