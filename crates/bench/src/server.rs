//! The web server alone, without the documents' typesetter, which takes long to build and has no
//! part in what is measured: the same router, services and database as the product's binary.

use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use db::Db;
use kernel::{Day, Instant};
use tokio::net::TcpListener;

use crate::Outcome;
use crate::client::Client;

/// A server as a child process.
pub struct Server {
    child: Child,
    /// `host:port`.
    pub host: String,
}

impl Server {
    /// Starts this very program as a server and waits until it answers.
    pub async fn start(database: &str, port: u16) -> Outcome<Self> {
        let host = format!("127.0.0.1:{port}");
        let program: PathBuf = std::env::current_exe()?;
        let child = Command::new(program)
            .args(["server", database, &host])
            .stderr(Stdio::inherit())
            .spawn()?;
        let server = Self { child, host };
        for _ in 0..100 {
            if let Ok(mut client) = Client::connect(&server.host).await {
                let request = client.request("GET", "/health", "", "");
                if client.send(&request).await?.status == 200 {
                    return Ok(server);
                }
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        Err("the server did not answer within 10 seconds".into())
    }

    /// Resident memory and the most of it, as the kernel tells them.
    pub fn memory(&self) -> String {
        crate::report::memory(self.child.id())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Serves until it is killed.
pub async fn run(database: &str, listen: &str) -> Outcome<()> {
    let house = crate::house::of(Db::open(database).await?)?;
    let start = day()?;
    let began = SystemTime::now();
    let clock = move || start.plus(began.elapsed().unwrap_or_default());
    let app = web::App::new(house, Arc::new(clock));
    let listener = TcpListener::bind(listen).await?;
    web::serve(listener, app, std::future::pending()).await?;
    Ok(())
}

/// The server's time at its start: a moment of a day that an edition covers, later at each start,
/// as time is.
fn day() -> Outcome<Instant> {
    let day = Day::new(2022, 12, 1).ok_or("a day")?.start();
    let since = SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs();
    Ok(day.plus(Duration::from_secs(since % (20 * 86_400))))
}
