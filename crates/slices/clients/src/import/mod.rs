//! Customer lists as people really have them: any encoding, any delimiter, French or English
//! headers, duplicates, broken lines. What was taken and what was not is said line by line.

mod cells;
mod decode;
mod headers;
mod known;
mod places;
mod sheet;
mod split;
#[cfg(test)]
mod tests;

use actix_web::web;
use contract::clients::ClientInput;
use contract::events::{About, ClientAdded, ClientsImported};
use contract::imports::{ImportLine, ImportOptions, ImportReport, LineOutcome};
use contract::permissions::permit;
use contract::words::Locale;
use contract::{ClientId, FieldError};
use platform::{Answer, AppError, File, Grant, Query, Result, Scope, Tx, operation, words};
use sea_orm::EntityTrait as _;

pub use cells::Said;
pub use headers::{Columns, Field};
use known::{Known, Marks, Met};
pub use sheet::{ImportError, Line, MOST_LINES, Sheet, read};

use crate::client::{ActiveModel, Entity};
use crate::edit::{Defaults, new};

/// Rows in one statement.
const CHUNK: usize = 200;

/// Import clients from a file.
///
/// Takes a CSV file of up to 10 MB and 10,000 lines as it is: UTF-8, UTF-16 or Windows-1252;
/// semicolons, commas, tabs or bars; French or English headers, of which one must name the client.
/// Lines that cannot be taken never stop the others, and clients that are there already (by
/// registration number, else mail address, else name) are left as they are. The report says what
/// became of each line. With `dry_run=true` nothing is written.
#[operation(
    post = "/companies/{company_id}/clients/import",
    tag = "clients",
    body = "The file.",
    media = "text/csv",
    example = "Raison sociale;E-mail;Ville\nGarage Moderne;contact@garage.example;Lyon\n",
    answer = "What became of each line."
)]
pub async fn import_clients(
    Grant { scope, input: (File(bytes), Query(options)), .. }: Grant<permit::ClientImport, (File, Query<ImportOptions>)>,
) -> Result<Answer<ImportReport>> {
    // Reading ten megabytes takes a while: not on the thread that serves the others.
    let sheet = web::block(move || read(&bytes)).await.map_err(|_| AppError::Unavailable("busy"))??;
    let tx = scope.begin().await?;
    let report = run(&tx, &sheet, options.dry_run.unwrap_or(false), scope.meta().locale).await?;
    tx.answer(&report).await
}

/// Imports a file and keeps what was taken: for the command line.
pub async fn from_file(scope: &Scope, bytes: &[u8], dry_run: bool) -> Result<ImportReport> {
    let sheet = read(bytes)?;
    let tx = scope.begin().await?;
    let report = run(&tx, &sheet, dry_run, scope.meta().locale).await?;
    tx.commit().await?;
    Ok(report)
}

/// Imports a list in this transaction, or only looks. The sentences of the report are in `locale`.
pub async fn run(tx: &Tx, sheet: &Sheet, dry_run: bool, locale: Locale) -> Result<ImportReport> {
    let company = Defaults::locked(tx).await?;
    let lines: Vec<Line> = sheet.lines(&company.country).collect();
    let marks: Vec<Marks> = lines.iter().filter_map(|line| client_of(line).map(Marks::of)).collect();
    let mut taking =
        Taking { known: Known::of_company(tx, &marks).await?, clients: Vec::new(), report: empty_report(sheet, dry_run), locale };
    for line in lines {
        taking.take(line, || (!dry_run).then(|| tx.id()));
    }
    if !dry_run {
        taking.write(tx, &company).await?;
    }
    Ok(taking.report)
}

fn client_of(line: &Line) -> Option<&ClientInput> {
    if let Said::Client(input, _) = &line.said { Some(input) } else { None }
}

fn empty_report(sheet: &Sheet, dry_run: bool) -> ImportReport {
    ImportReport {
        encoding: sheet.encoding.to_owned(),
        delimiter: sheet.delimiter.to_string(),
        columns: sheet.columns.report(),
        dry_run,
        added: 0,
        duplicates: 0,
        refused: 0,
        lines: Vec::new(),
    }
}

/// A list being taken.
struct Taking {
    known: Known,
    clients: Vec<(ClientId, ClientInput)>,
    report: ImportReport,
    locale: Locale,
}

impl Taking {
    /// Decides what becomes of a line. `id` gives the new client's id, unless nothing is written.
    fn take(&mut self, line: Line, id: impl FnOnce() -> Option<ClientId>) {
        let mut entry = ImportLine {
            line: line.number,
            outcome: LineOutcome::Empty,
            name: line.name,
            client_id: None,
            field: None,
            code: None,
            detail: None,
        };
        match line.said {
            Said::Nothing => {}
            Said::Refused(error) => {
                entry.outcome = LineOutcome::Refused;
                self.report.refused += 1;
                self.explain(&mut entry, &error);
            }
            Said::Client(input, left_out) => {
                let marks = Marks::of(&input);
                if let Some(met) = self.known.find(&marks) {
                    self.duplicate(&mut entry, met);
                } else {
                    self.known.add(&marks, Met::Line(line.number));
                    entry.outcome = LineOutcome::Added;
                    entry.client_id = id();
                    self.report.added += 1;
                    self.clients.extend(entry.client_id.map(|id| (id, *input)));
                    if let Some(error) = left_out {
                        self.explain(&mut entry, &error);
                    }
                }
            }
        }
        self.report.lines.push(entry);
    }

    fn duplicate(&mut self, entry: &mut ImportLine, met: Met) {
        entry.outcome = LineOutcome::Duplicate;
        self.report.duplicates += 1;
        let error = match met {
            Met::Client(id) => {
                entry.client_id = Some(id);
                FieldError::new("", "already_here")
            }
            Met::Line(number) => FieldError::new("", "line_above").with("line", number),
        };
        self.explain(entry, &error);
    }

    /// Says why, for programs and for people.
    fn explain(&self, entry: &mut ImportLine, error: &FieldError) {
        entry.field = error.pointer.rsplit('/').next().filter(|field| !field.is_empty()).map(str::to_owned);
        entry.code = Some(error.code.clone());
        entry.detail = Some(words::field(self.locale, error));
    }

    /// Writes the clients, a chunk in a statement, and says so.
    async fn write(&mut self, tx: &Tx, company: &Defaults) -> Result<()> {
        let mut clients = std::mem::take(&mut self.clients).into_iter().peekable();
        while clients.peek().is_some() {
            let chunk: Vec<(ClientId, ClientInput)> = clients.by_ref().take(CHUNK).collect();
            let added =
                chunk.iter().map(|(id, input)| (About::new(*id).called(&input.name).of_client(*id).at(1), ClientAdded {})).collect();
            let rows = chunk.into_iter().map(|(id, input)| row(tx, company, id, input)).collect::<Result<Vec<_>>>()?;
            Entity::insert_many(rows).exec_without_returning(tx.conn()).await?;
            tx.emit_all(added).await?;
        }
        let ImportReport { encoding, added, duplicates, refused, .. } = &self.report;
        let event = ClientsImported { encoding: encoding.clone(), added: *added, duplicates: *duplicates, refused: *refused };
        tx.emit(About::new(tx.id()), event).await.map(|_| ())
    }
}

fn row(tx: &Tx, company: &Defaults, id: ClientId, input: ClientInput) -> Result<ActiveModel> {
    let (currency, locale) = (input.currency.unwrap_or(company.currency), input.locale.unwrap_or(company.locale));
    let mut row = new(tx, input, currency, locale)?;
    row.id = sea_orm::ActiveValue::Set(id);
    Ok(row)
}
