//! The zone that a new company starts with: that of its country's capital.

/// `country zone`, one a line, from the `zone.tab` of the IANA database.
const ZONES: &str = include_str!("zones.txt");

/// The zone of a country.
pub fn of_country(code: &str) -> &'static str {
    ZONES.lines().filter_map(|line| line.split_once(' ')).find(|(country, _)| *country == code).map_or("Etc/UTC", |(_, zone)| zone)
}

#[cfg(test)]
mod tests {
    use contract::places::countries;
    use platform::zones::Zone;

    use super::*;

    #[test]
    fn every_country_has_a_zone_that_exists() {
        assert!(countries().eq(ZONES.lines().filter_map(|line| line.split_once(' ')).map(|(country, _)| country)));
        for country in countries() {
            assert!(of_country(country).parse::<Zone>().is_ok(), "{country}: {}", of_country(country));
        }
        assert_eq!(
            ["FR", "RE", "CI", "SN", "??"].map(of_country),
            ["Europe/Paris", "Indian/Reunion", "Africa/Abidjan", "Africa/Dakar", "Etc/UTC"]
        );
    }
}
