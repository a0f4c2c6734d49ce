//! What the columns of a list are, by the names that people give them.

use contract::imports::ImportColumn;

/// What a column can be read as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// The name people use.
    Name,
    /// The given name of somebody whose family name is the client's.
    FirstName,
    /// The name the law knows.
    LegalName,
    /// Mail address.
    Email,
    /// Telephone.
    Phone,
    /// Street.
    Line1,
    /// Second line of the address.
    Line2,
    /// Postal code.
    PostalCode,
    /// City.
    City,
    /// Country.
    Country,
    /// Registration number.
    RegistrationNumber,
    /// Tax number.
    TaxNumber,
    /// Currency.
    Currency,
    /// Language.
    Locale,
    /// Note.
    Note,
}

impl Field {
    /// The word of the contract.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::FirstName => "first_name",
            Self::LegalName => "legal_name",
            Self::Email => "email",
            Self::Phone => "phone",
            Self::Line1 => "line1",
            Self::Line2 => "line2",
            Self::PostalCode => "postal_code",
            Self::City => "city",
            Self::Country => "country",
            Self::RegistrationNumber => "registration_number",
            Self::TaxNumber => "tax_number",
            Self::Currency => "currency",
            Self::Locale => "locale",
            Self::Note => "note",
        }
    }
}

/// Names of companies, in the order in which they are believed; then of people; then of the law.
const COMPANY: &str = "societe entreprise nomsociete nomdelasociete nomentreprise nomdelentreprise nomclient nomduclient denomination enseigne nomcommercial organisation organization company companyname customername clientname businessname tradename displayname accountname intitule";
const PERSON: &str = "nom name nomdefamille lastname fullname nomcomplet";
const CUSTOMER: &str = "client clients customer customers compte account tiers";
const LEGAL: &str = "raisonsociale legalname denominationsociale nomlegal denominationlegale registeredname";

const WORDS: &[(Field, &str)] = &[
    (Field::FirstName, "prenom prenoms firstname givenname"),
    (
        Field::Email,
        "email emails mail mel courriel adresseemail adressemail adressecourriel adresseelectronique emailaddress mailaddress contactemail emailcontact emailclient emailfacturation billingemail",
    ),
    (
        Field::Phone,
        "telephone telephones tel phone phonenumber telephonefixe telfixe fixe mobile portable gsm cellulaire telmobile telportable telephonemobile telephoneportable numerodetelephone numerotelephone ntelephone ntel contacttelephone",
    ),
    (
        Field::Line1,
        "adresse adresses address adresse1 address1 addressline1 adresseligne1 ligne1 rue voie street streetaddress adressepostale adressedefacturation adressefacturation billingaddress siege adressedusiege",
    ),
    (
        Field::Line2,
        "adresse2 address2 addressline2 adresseligne2 ligne2 complement complementadresse complementdadresse complementdeladresse bp boitepostale pobox",
    ),
    (Field::PostalCode, "codepostal codepost cp postalcode postcode zip zipcode npa"),
    (Field::City, "ville city commune localite town"),
    (Field::Country, "pays country codepays countrycode paysiso"),
    (
        Field::RegistrationNumber,
        "siret siren sirensiret siretsiren nsiret nsiren numerosiret numerosiren numerodesiret numerodesiren rccm nrccm numerorccm numerodurccm rcs nrcs immatriculation numerodimmatriculation numeroimmatriculation registrationnumber companynumber registration",
    ),
    (
        Field::TaxNumber,
        "tva ntva numerotva numerodetva notva tvaintra ntvaintra tvaintracom tvaintracommunautaire ntvaintracommunautaire numerotvaintracommunautaire numerodetvaintracommunautaire vat vatnumber vatno vatid taxnumber taxid comptecontribuable ncomptecontribuable ncc nif ifu ninea identifiantfiscal numerofiscal",
    ),
    (Field::Currency, "devise currency monnaie codedevise currencycode devisefacturation"),
    (Field::Locale, "langue language lang locale"),
    (
        Field::Note,
        "notes note commentaire commentaires comment comments remarque remarques observation observations memo info infos informations",
    ),
];

/// A name without what people vary: case, accents, spaces, signs. "N° TVA" is "ntva".
pub fn fold(text: &str) -> String {
    text.chars().flat_map(char::to_lowercase).fold(String::with_capacity(text.len()), |mut out, c| {
        match c {
            'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' => out.push('a'),
            'ç' | 'č' => out.push('c'),
            'è' | 'é' | 'ê' | 'ë' => out.push('e'),
            'ì' | 'í' | 'î' | 'ï' => out.push('i'),
            'ñ' => out.push('n'),
            'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' => out.push('o'),
            'ù' | 'ú' | 'û' | 'ü' => out.push('u'),
            'ý' | 'ÿ' => out.push('y'),
            'š' => out.push('s'),
            'ž' => out.push('z'),
            'œ' => out.push_str("oe"),
            'æ' => out.push_str("ae"),
            'ß' => out.push_str("ss"),
            // The signs of "Nº", and accents that stand after their letter, as some systems write them.
            'º' | 'ª' | '\u{300}'..='\u{36f}' => {}
            c if c.is_alphanumeric() => out.push(c),
            _ => {}
        }
        out
    })
}

/// Which column is read as what.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Columns {
    headers: Vec<String>,
    fields: Vec<Option<Field>>,
}

impl Columns {
    /// The columns of a line of headers, if one of them names the client.
    pub fn read(cells: &[String]) -> Option<Self> {
        let folded: Vec<String> = cells.iter().map(|cell| fold(cell)).collect();
        let mut fields: Vec<Option<Field>> = folded.iter().map(|word| plain(word)).collect();
        let has_first_name = fields.contains(&Some(Field::FirstName));
        let place = |list: &str| list.split(' ').find_map(|name| folded.iter().position(|word| word == name));
        let (person, customer) = if has_first_name { (CUSTOMER, PERSON) } else { (PERSON, CUSTOMER) };
        let legal = place(LEGAL);
        let name = place(COMPANY).or_else(|| place(person)).or_else(|| place(customer)).or(legal)?;
        if let Some(legal) = legal {
            fields[legal] = Some(Field::LegalName);
        }
        fields[name] = Some(Field::Name);
        if !PERSON.split(' ').any(|word| word == folded[name]) {
            // The given name is that of a contact, and not the client's.
            fields.iter_mut().filter(|field| **field == Some(Field::FirstName)).for_each(|field| *field = None);
        }
        let headers = cells.iter().map(|cell| cell.trim().chars().take(100).collect()).collect();
        Some(Self { headers, fields })
    }

    /// How many columns are known.
    pub fn known(&self) -> usize {
        self.fields.iter().flatten().count()
    }

    /// How many columns there are, up to the last that has a name.
    pub fn width(&self) -> usize {
        self.headers.iter().rposition(|header| !header.is_empty()).map_or(0, |last| last + 1)
    }

    /// The first cell of a record that is filled in and is read as this.
    pub fn cell<'a>(&self, cells: &'a [String], wanted: Field) -> Option<&'a str> {
        let of_field = self.fields.iter().zip(cells).filter(|(field, _)| **field == Some(wanted));
        of_field.map(|(_, cell)| cell.as_str()).find(|cell| !cell.trim().is_empty())
    }

    /// As the report shows them.
    pub fn report(&self) -> Vec<ImportColumn> {
        let named = self.headers.iter().zip(&self.fields).take(self.width());
        named.map(|(header, field)| ImportColumn { header: header.clone(), field: field.map(|field| field.code().to_owned()) }).collect()
    }
}

fn plain(word: &str) -> Option<Field> {
    WORDS.iter().find(|(_, names)| names.split(' ').any(|name| name == word)).map(|(field, _)| *field)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(headers: &str) -> Vec<Option<&'static str>> {
        let cells: Vec<String> = headers.split(';').map(str::to_owned).collect();
        Columns::read(&cells).map(|c| c.fields.iter().map(|f| f.map(Field::code)).collect()).unwrap_or_default()
    }

    #[test]
    fn headers_as_people_write_them() {
        assert_eq!(read("Raison sociale;E-mail;N° TVA"), [Some("name"), Some("email"), Some("tax_number")]);
        assert_eq!(read("SOCIÉTÉ;Tél.;Code_Postal;CP"), [Some("name"), Some("phone"), Some("postal_code"), Some("postal_code")]);
        assert_eq!(
            read("Entreprise;Courriel;Adresse;Ville;Pays"),
            [Some("name"), Some("email"), Some("line1"), Some("city"), Some("country")]
        );
        assert_eq!(read("client;Téléphone;SIRET;RCCM;Devise;Langue;Notes").len(), 7);
        assert_eq!(
            read("Company name;E-Mail Address;Zip code;Country;VAT number"),
            [Some("name"), Some("email"), Some("postal_code"), Some("country"), Some("tax_number")]
        );
        assert_eq!(read("Socie\u{301}te\u{301};Nº SIRET"), [Some("name"), Some("registration_number")]);
    }

    #[test]
    fn the_name_is_that_of_the_client_and_not_of_its_contact() {
        assert_eq!(read("Nom;Raison sociale"), [Some("name"), Some("legal_name")]);
        assert_eq!(read("Société;Nom;Prénom;Email"), [Some("name"), None, None, Some("email")]);
        assert_eq!(read("Nom;Prénom;Email"), [Some("name"), Some("first_name"), Some("email")]);
        assert_eq!(read("Client;Nom;Ville"), [None, Some("name"), Some("city")]);
        assert_eq!(read("Client;Nom;Prénom"), [Some("name"), None, None]);
        assert_eq!(read("Code client;Nom"), [None, Some("name")]);
    }

    #[test]
    fn a_line_that_names_nobody_is_no_line_of_headers() {
        assert!(read("Email;Ville").is_empty());
        assert!(read("Boulangerie Diallo;Abidjan").is_empty());
    }
}
