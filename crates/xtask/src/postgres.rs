//! A PostgreSQL of our own for the tests: started here, gone afterwards whatever happens.

use crate::shell::run_quietly;
use crate::tools::{is_root, postgres as binaries};
use anyhow::{Context, Result, bail};
use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// Runs until dropped.
pub struct Cluster {
    binaries: PathBuf,
    folder: PathBuf,
    port: u16,
    server: Option<Child>,
}

/// Durability is not what these tests are about; speed is.
const SETTINGS: [&str; 7] = [
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    "max_connections=400",
    "log_min_messages=fatal",
];

/// Starts the server; stops it and removes its folder (`$0`) as soon as its input closes: also when
/// xtask was killed, or interrupted from the keyboard, and could not do it.
const KEEPER: &str = "\
    trap : INT TERM
    \"$@\" & server=$!
    read -r _
    kill -INT $server
    wait $server
    rm -rf \"$0\"";

/// `cargo xtask postgres`: for running some tests by hand.
pub fn command() -> Result<()> {
    let mut cluster = Cluster::start()?;
    println!("export PARVIS_TEST_POSTGRES_URL={}\nuntil Ctrl-C", cluster.url());
    if let Some(server) = &mut cluster.server {
        // `wait` would close it, and PostgreSQL would stop.
        let _open = server.stdin.take();
        server.wait()?;
    }
    Ok(())
}

impl Cluster {
    pub fn start() -> Result<Self> {
        let name = format!("parvis-postgres-{}", std::process::id());
        let mut cluster = Self {
            binaries: binaries()?,
            // Not below target/: the system's `postgres` user may not be allowed to go there.
            folder: std::env::temp_dir().join(name),
            port: TcpListener::bind("127.0.0.1:0")?.local_addr()?.port(),
            server: None,
        };
        cluster.create()?;
        cluster.server = Some(cluster.serve()?);
        cluster.wait()?;
        // Superusers ignore row level security: the tests are an ordinary owner of databases.
        cluster.tell("createuser", &["--createdb", "parvis"])?;
        cluster.tell("createdb", &["--owner=parvis", "parvis"])?;
        Ok(cluster)
    }

    /// Where the tests connect: a role that may create databases, and is no superuser.
    pub fn url(&self) -> String {
        format!("postgres://parvis@127.0.0.1:{}/parvis", self.port)
    }

    fn create(&self) -> Result<()> {
        fs::create_dir_all(&self.folder)?;
        if is_root() {
            run_quietly(Command::new("chown").arg("postgres").arg(&self.folder))?;
        }
        let mut initdb = self.as_postgres(&self.binaries.join("initdb"));
        initdb
            .args(["--username=postgres", "--auth=trust", "--no-sync"])
            .args(["--encoding=UTF8", "--locale=C", "--pgdata"])
            .arg(self.folder.join("data"));
        run_quietly(&mut initdb).map(drop)
    }

    fn serve(&self) -> Result<Child> {
        let mut keeper = self.as_postgres(Path::new("/bin/sh"));
        keeper.args(["-c", KEEPER]).arg(&self.folder);
        keeper.arg(self.binaries.join("postgres"));
        keeper.arg("-D").arg(self.folder.join("data"));
        keeper.args(["-p", &self.port.to_string()]);
        for setting in SETTINGS {
            keeper.args(["-c", setting]);
        }
        let log = fs::File::create(self.folder.join("log"))?;
        keeper.stdin(Stdio::piped()).stdout(log.try_clone()?).stderr(log);
        keeper.spawn().context("cannot start PostgreSQL")
    }

    fn wait(&self) -> Result<()> {
        let deadline = Instant::now() + Duration::from_secs(30);
        while self.tell("pg_isready", &[]).is_err() {
            if Instant::now() > deadline {
                let log = fs::read_to_string(self.folder.join("log")).unwrap_or_default();
                bail!("PostgreSQL did not start\n{log}");
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        Ok(())
    }

    /// Runs one of PostgreSQL's small client programs.
    fn tell(&self, program: &str, arguments: &[&str]) -> Result<()> {
        let mut client = Command::new(self.binaries.join(program));
        client.args(["--host=127.0.0.1", "--username=postgres", "--port"]).arg(self.port.to_string()).args(arguments);
        run_quietly(&mut client).map(drop)
    }

    /// PostgreSQL refuses to run as root; then its own user runs it.
    fn as_postgres(&self, program: &Path) -> Command {
        let mut command = if is_root() {
            let mut command = Command::new("runuser");
            command.args(["-u", "postgres", "--"]).arg(program);
            command
        } else {
            Command::new(program)
        };
        command.current_dir(&self.folder);
        command
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        if let Some(mut server) = self.server.take() {
            // Closing its input is the signal to stop.
            drop(server.stdin.take());
            let _ = server.wait();
        }
        let _ = fs::remove_dir_all(&self.folder);
    }
}
