//! L4: numbers as the law wants them.

use super::check::{Check, Moment};

const GAPS: &str = "
    SELECT company_id, series FROM invoice WHERE series IS NOT NULL GROUP BY company_id, series
    HAVING min(sequence) <> 1 OR max(sequence) <> count(*) OR count(DISTINCT sequence) <> count(*)";

const DOUBLES: &str = "SELECT company_id, number FROM invoice WHERE number IS NOT NULL GROUP BY company_id, number HAVING count(*) > 1";

const ORDER: &str = "
    SELECT id, number FROM (
        SELECT id, number, issued_on, lag(issued_on) OVER (PARTITION BY company_id, series ORDER BY sequence) AS before FROM invoice WHERE series IS NOT NULL
    ) AS dated WHERE issued_on < before";

const COUNTERS: &str = "
    SELECT COALESCE(s.company_id, d.company_id), COALESCE(s.series, d.series) FROM number_series s
    FULL JOIN (SELECT company_id, series, max(sequence) AS last, max(issued_on) AS issued_on FROM invoice WHERE series IS NOT NULL GROUP BY company_id, series) d
           ON d.company_id = s.company_id AND d.series = s.series
    WHERE s.last IS DISTINCT FROM d.last OR s.last_issued_on IS DISTINCT FROM d.issued_on";

/// L4.
pub fn checks(moment: &Moment) -> Vec<Check> {
    let spelt = moment.engine.pick(
        "SELECT id, number FROM invoice WHERE series IS NOT NULL AND (number <> printf('%s-%04d', series, sequence)
            OR series <> CASE kind WHEN 'invoice' THEN 'F-' ELSE 'A-' END || substr(issued_on, 1, 4))",
        "SELECT id, number FROM invoice WHERE series IS NOT NULL AND (number <> series || '-' || lpad(sequence::text, greatest(4, length(sequence::text)), '0')
            OR series <> CASE kind WHEN 'invoice' THEN 'F-' ELSE 'A-' END || to_char(issued_on, 'YYYY'))",
    );
    vec![
        Check::new("series with a gap", GAPS),
        Check::new("numbers given twice", DOUBLES),
        Check::new("numbers dated before the one they follow", ORDER),
        Check::new("series whose counter says otherwise", COUNTERS),
        Check::new("numbers that do not follow from their place", spelt),
    ]
}
