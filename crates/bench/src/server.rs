//! The web server alone, without the documents' typesetter, which takes long to build and has no
//! part in what is measured: the same router, services and database as the product's binary.

use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use db::Db;
use kernel::Day;
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

    /// Processor time that it has used, in seconds.
    pub fn processor_s(&self) -> f64 {
        crate::report::processor_s(self.child.id())
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
    // A day that an edition covers.
    let start = Day::new(2022, 12, 15).ok_or("a day")?.start();
    let began = tokio::time::Instant::now();
    let clock = move || start.plus(began.elapsed());
    let app = web::App::new(house, Arc::new(clock));
    let listener = TcpListener::bind(listen).await?;
    web::serve(
        listener,
        app,
        web::Limits::default(),
        std::future::pending(),
    )
    .await;
    Ok(())
}
