//! A private PostgreSQL for one run of the tests, in a folder of its own under the system's
//! temporary folder. It writes to disk as a real one does (fsync on): tests that kill servers mean
//! it. It is no place for data: it is stopped without ceremony and removed.
//!
//! Stopping it is not left to this process, which may be killed: a keeper process holds the other
//! end of a pipe, and when the pipe closes, for whatever reason, it stops the server and removes
//! the folder.

use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use crate::setup;
use crate::shell::{self, Failure};

/// A running cluster. Dropping it stops the server and removes its files.
pub struct Cluster {
    address: String,
    keeper: Child,
}

impl Cluster {
    /// Makes a cluster and starts it on a free port of 127.0.0.1.
    pub fn start() -> Result<Self, Failure> {
        let programs = setup::postgres_programs()
            .ok_or_else(|| Failure::new("PostgreSQL's `initdb` is not to be found"))?;
        let owner = Owner::choose()?;
        let folder = owner.make_folder()?;
        let data = folder.join("data");
        let stop = {
            let mut stop = owner.command(&programs.join("pg_ctl"), &folder);
            stop.args(["stop", "--mode=immediate", "--pgdata"])
                .arg(&data);
            stop
        };
        // The keeper comes first, so that a failing start leaves nothing behind either.
        let keeper = keeper(&folder, &stop)?;
        let port = free_port()?;
        let cluster = Self {
            address: format!("postgres://xueshi@127.0.0.1:{port}/postgres"),
            keeper,
        };

        let mut initdb = owner.command(&programs.join("initdb"), &folder);
        initdb.args([
            "--username=xueshi",
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C",
        ]);
        initdb.args(["--no-sync", "--pgdata"]).arg(&data);
        shell::run_quietly(initdb)?;

        let options = format!(
            "-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories='' \
             -c max_connections=200 -c fsync=on"
        );
        let log = folder.join("log");
        let mut start = owner.command(&programs.join("pg_ctl"), &folder);
        start.args([
            "start",
            "--wait",
            "--timeout=60",
            "--options",
            &options,
            "--log",
        ]);
        start.arg(&log).arg("--pgdata").arg(&data);
        // Not `run_quietly`: the server inherits what `pg_ctl` has, and would hold a pipe open.
        start.stdout(Stdio::null()).stderr(Stdio::null());
        shell::run(start).map_err(|failure| {
            let said = std::fs::read_to_string(&log).unwrap_or_default();
            Failure::new(format!("{}\n{said}", failure.words))
        })?;
        Ok(cluster)
    }

    /// Where to connect, as the superuser.
    pub fn address(&self) -> &str {
        &self.address
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        drop(self.keeper.stdin.take());
        self.keeper.wait().ok();
    }
}

/// Who runs the server: this user, or, as PostgreSQL refuses root, another one.
struct Owner {
    instead_of_root: Option<&'static str>,
}

impl Owner {
    fn choose() -> Result<Self, Failure> {
        if !setup::is_root() {
            return Ok(Self {
                instead_of_root: None,
            });
        }
        let known = |user: &&str| shell::answer("id", ["-u", user]).is_some();
        let user = ["postgres", "nobody"].into_iter().find(known);
        match user {
            Some(user) if shell::find("runuser").is_some() => Ok(Self {
                instead_of_root: Some(user),
            }),
            _ => Err(Failure::new(
                "PostgreSQL does not run as root, and `runuser` or the users `postgres` and \
                 `nobody` are missing: run the tests as another user, or name a server in \
                 XUESHI_TEST_POSTGRES",
            )),
        }
    }

    fn make_folder(&self) -> Result<PathBuf, Failure> {
        let name = format!("xueshi-postgres-{}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        let failed = |error| Failure::new(format!("{}: {error}", folder.display()));
        if folder.exists() {
            // Left by a run of the same process id long ago.
            std::fs::remove_dir_all(&folder).map_err(failed)?;
        }
        std::fs::create_dir(&folder).map_err(failed)?;
        if let Some(user) = self.instead_of_root {
            let mut chown = Command::new("chown");
            chown.arg(user).arg(&folder);
            shell::run_quietly(chown)?;
        }
        Ok(folder)
    }

    /// A command in the cluster's folder, which its owner may enter, run by its owner.
    fn command(&self, program: &Path, folder: &Path) -> Command {
        let mut command = match self.instead_of_root {
            None => Command::new(program),
            Some(user) => {
                let mut command = Command::new("runuser");
                command.args(["-u", user, "--"]).arg(program);
                command
            }
        };
        command.current_dir(folder);
        command
    }
}

/// Starts the process that waits for this one to let go, and then cleans up. It stands in a process
/// group of its own, so that Ctrl-C does not end it together with us.
fn keeper(folder: &Path, stop: &Command) -> Result<Child, Failure> {
    const SCRIPT: &str = r#"cat >/dev/null; "$@" >/dev/null 2>&1; cd / && rm -rf "$0""#;
    let mut keeper = Command::new("sh");
    keeper
        .args(["-c", SCRIPT])
        .arg(folder)
        .arg(stop.get_program())
        .args(stop.get_args());
    keeper
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut keeper, 0);
    keeper
        .spawn()
        .map_err(|error| Failure::new(format!("cannot run `sh`: {error}")))
}

/// Asks the system for a free port. Another process could take it in between; the start then fails
/// and says so.
fn free_port() -> Result<u16, Failure> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
        .and_then(|listener| listener.local_addr())
        .map(|address| address.port())
        .map_err(|error| Failure::new(format!("no free port on 127.0.0.1: {error}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cluster_answers_and_leaves_nothing_behind() {
        if setup::postgres_programs().is_none() {
            println!("left out: there is no PostgreSQL here");
            return;
        }
        let cluster = Cluster::start().unwrap();
        let port = cluster
            .address()
            .rsplit(['/', ':'])
            .nth(1)
            .unwrap()
            .parse::<u16>()
            .unwrap();
        let folder = std::env::temp_dir().join(format!("xueshi-postgres-{}", std::process::id()));
        let reach = || std::net::TcpStream::connect((Ipv4Addr::LOCALHOST, port));
        assert!(reach().is_ok() && folder.exists());
        drop(cluster);
        assert!(reach().is_err() && !folder.exists());
    }
}
