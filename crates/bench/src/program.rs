//! A server in a process of its own: the program, or the bare one.

use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};

use crate::machine;

/// How the server is started.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// As in production, each request logged.
    Production,
    /// As on a developer's machine, where answers tell their statements.
    Development,
    /// The bare server.
    Bound,
}

/// A running server.
pub struct Program {
    child: Child,
    pub base: String,
    /// From the start of the process to the first answer that it is ready.
    pub start_ms: f64,
}

/// Where a server finds its rows.
pub struct Place<'a> {
    pub program: &'a Path,
    pub database: &'a str,
    pub folder: &'a Path,
}

impl Program {
    pub fn start(kind: Kind, place: &Place<'_>) -> Result<Self> {
        let listen = TcpListener::bind("127.0.0.1:0")?.local_addr()?.to_string();
        let mut command = match kind {
            Kind::Bound => bound(place, &listen)?,
            Kind::Production | Kind::Development => parvis(kind, place, &listen, &["serve", "--empty"]),
        };
        let began = Instant::now();
        let child = command.stdin(Stdio::null()).stdout(Stdio::null()).spawn().context("the server cannot be started")?;
        let mut program = Self { child, base: format!("http://{listen}"), start_ms: 0.0 };
        program.wait(&listen, began)?;
        program.start_ms = began.elapsed().as_secs_f64() * 1000.0;
        Ok(program)
    }

    fn wait(&mut self, listen: &str, began: Instant) -> Result<()> {
        while !ready(listen) {
            if began.elapsed() > Duration::from_mins(1) || self.child.try_wait()?.is_some() {
                bail!("the server did not become ready");
            }
            std::thread::sleep(Duration::from_millis(1));
        }
        Ok(())
    }

    pub fn cpu_ms(&self) -> Result<f64> {
        machine::cpu_ms(self.child.id())
    }

    /// Megabytes held now.
    pub fn memory_mb(&self) -> f64 {
        machine::memory_mb(self.child.id(), "VmRSS")
    }

    /// The most megabytes held so far.
    pub fn peak_mb(&self) -> f64 {
        machine::memory_mb(self.child.id(), "VmHWM")
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // Asked kindly, it folds the journal of SQLite into the file.
        let _ = Command::new("kill").arg(self.child.id().to_string()).status();
        let _ = self.child.wait();
    }
}

fn ready(listen: &str) -> bool {
    let Ok(mut stream) = TcpStream::connect(listen) else { return false };
    let mut answer = [0; 12];
    stream.write_all(b"GET /ready HTTP/1.1\r\nhost: bench\r\nconnection: close\r\n\r\n").is_ok()
        && stream.read_exact(&mut answer).is_ok()
        && answer.ends_with(b" 200")
}

fn bound(place: &Place<'_>, listen: &str) -> Result<Command> {
    let mut command = Command::new(std::env::current_exe()?);
    command.args(["bound", "--database", place.database, "--listen", listen]);
    Ok(command)
}

/// The program with this command, in this mode.
pub fn parvis(kind: Kind, place: &Place<'_>, listen: &str, arguments: &[&str]) -> Command {
    let mut command = Command::new(place.program);
    for (name, _) in std::env::vars_os() {
        if name.to_str().is_some_and(|name| name.starts_with("PARVIS_")) {
            command.env_remove(name);
        }
    }
    command.args(arguments);
    command.env("PARVIS_DATABASE_URL", place.database).env("PARVIS_DATA_DIR", place.folder).env("PARVIS_LISTEN", listen);
    command.env("PARVIS_SECRET", "measured, never kept ".repeat(2));
    if kind == Kind::Production {
        // Nothing that is measured sends mail.
        command.env("PARVIS_MODE", "production").env("PARVIS_PUBLIC_URL", "https://bench.example");
        command.env("PARVIS_SMTP_URL", "smtp://127.0.0.1:9").env("PARVIS_MAIL_FROM", "office@bench.example");
    } else {
        command.env("PARVIS_PUBLIC_URL", format!("http://{listen}"));
    }
    command
}
