//! The web server alone, without the documents' typesetter, which takes long to build and has no
//! part in what is measured: the same router, services and database as the product's binary.

use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use db::Db;
use domain::House;
use domain::runner::{self, Ran};
use kernel::{Day, Instant};
use tokio::net::TcpListener;

use crate::Outcome;
use crate::client::Client;

/// How long a worker without work waits.
const IDLE: Duration = Duration::from_millis(50);

/// A server as a child process.
pub struct Server {
    child: Child,
    /// `host:port`.
    pub host: String,
}

impl Server {
    /// Starts this very program as a server and waits until it answers.
    pub async fn start(database: &str, port: u16) -> Outcome<Self> {
        Self::start_as("server", database, port).await
    }

    /// The same with a worker in the process, as the product runs on one machine.
    pub async fn start_working(database: &str, port: u16) -> Outcome<Self> {
        Self::start_as("working-server", database, port).await
    }

    async fn start_as(what: &str, database: &str, port: u16) -> Outcome<Self> {
        let host = format!("127.0.0.1:{port}");
        let program: PathBuf = std::env::current_exe()?;
        let child = Command::new(program)
            .args([what, database, &host])
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

/// Serves until it is killed, with a worker or without one.
pub async fn run(database: &str, listen: &str, works: bool) -> Outcome<()> {
    let house = crate::house::of(Db::open(database).await?)?;
    // A day that an edition covers.
    let start = Day::new(2022, 12, 15).ok_or("a day")?.start();
    let began = tokio::time::Instant::now();
    let clock = move || start.plus(began.elapsed());
    if works {
        tokio::spawn(work(house.clone(), clock));
    }
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

/// Runs the queue for ever.
async fn work(house: Arc<House>, clock: impl Fn() -> Instant) {
    // Two lives of a server must not draw the same ids.
    let mut number = u128::from(std::process::id()) << 64;
    loop {
        number += 1;
        let mut seed = [0; 32];
        for (to, from) in seed.iter_mut().zip(number.to_le_bytes()) {
            *to = from;
        }
        match runner::run_due(&house, clock(), seed).await {
            Ok(Ran::Done { .. }) => {}
            Ok(ran) => {
                if let Ran::Failed { kind, code, .. } = ran {
                    crate::report::line(format_args!("a job failed: {kind}: {code}"));
                }
                tokio::time::sleep(IDLE).await;
            }
            Err(fault) => {
                crate::report::line(format_args!("the queue cannot be read: {fault}"));
                tokio::time::sleep(IDLE).await;
            }
        }
    }
}
