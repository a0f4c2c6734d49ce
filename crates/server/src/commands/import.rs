//! `parvis import`: data as people have it, for files that are too large for a browser.

use anyhow::Context as _;
use contract::CompanyId;
use contract::imports::{ImportLine, ImportReport};
use platform::Config;
use server::{Program, ports};

use super::{ImportClients, migrate, say};

/// Takes a customer list and says what became of each line.
pub async fn clients(options: ImportClients) -> anyhow::Result<()> {
    let bytes = std::fs::read(&options.file).with_context(|| format!("{} cannot be read", options.file.display()))?;
    let config = ports::prepare(Config::from_env()?)?;
    migrate(&config).await?;
    let program = Program::open(config.clone(), ports::choose(&config)?.0).await?;
    let company = company(&program, &options.company).await?;
    let scope = program.scope().company(company);
    let report = clients::import::from_file(&scope, &bytes, options.dry_run).await.map_err(|error| anyhow::anyhow!("{error}"))?;
    tell(&report, options.dry_run)?;
    program.deps.db.close().await;
    Ok(())
}

fn tell(report: &ImportReport, dry_run: bool) -> anyhow::Result<()> {
    for ImportLine { line, outcome, name, detail, .. } in &report.lines {
        say(format_args!("line {line}: {outcome} {} {}", name.as_deref().unwrap_or(""), detail.as_deref().unwrap_or("")))?;
    }
    let written = if dry_run { " (nothing was written)" } else { "" };
    say(format_args!("{} added, {} there already, {} refused{written}", report.added, report.duplicates, report.refused))
}

async fn company(program: &Program, slug: &str) -> anyhow::Result<CompanyId> {
    const SQL: &str = "SELECT id FROM company WHERE slug = $1";
    let tx = program.scope().read().await?;
    let rows = tx.query(tx.statement(SQL, SQL, [slug.into()])).await?;
    tx.commit().await?;
    let row = rows.first().with_context(|| format!("there is no company `{slug}`"))?;
    Ok(row.try_get("", "id")?)
}
