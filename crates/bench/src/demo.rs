//! A demo server as a child process, in a folder that goes with it.

use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde_json::Value;

use crate::Outcome;
use crate::client::Client;

/// A running demo.
pub struct Demo {
    child: Child,
    /// `host:port`.
    pub host: String,
    /// Its folder.
    pub folder: PathBuf,
    ready: Value,
}

impl Demo {
    /// Starts the release binary beside this one and waits until it is ready.
    pub async fn start(port: u16) -> Outcome<Self> {
        let binary = std::env::current_exe()?.with_file_name("xueshi");
        let folder = std::env::temp_dir().join(format!("xueshi-bench-{}", std::process::id()));
        std::fs::create_dir_all(&folder)?;
        let host = format!("127.0.0.1:{port}");
        let file = folder.join("ready.json");
        let child = Command::new(binary)
            .args(["demo", "--listen", &host, "--data"])
            .arg(&folder)
            .arg("--ready-file")
            .arg(&file)
            .stderr(Stdio::null())
            .spawn()?;
        for _ in 0..300 {
            if let Ok(text) = std::fs::read(&file) {
                let ready = serde_json::from_slice(&text)?;
                return Ok(Self {
                    child,
                    host,
                    folder,
                    ready,
                });
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        Err("the demo was not ready within 30 seconds".into())
    }

    /// A member of the first account of a role.
    pub fn account(&self, role: &str, member: &str) -> Outcome<String> {
        let accounts = self.ready.get("accounts").and_then(Value::as_array);
        accounts
            .into_iter()
            .flatten()
            .find(|account| account.get("role").and_then(Value::as_str) == Some(role))
            .and_then(|account| account.get(member)?.as_str())
            .map(str::to_owned)
            .ok_or_else(|| format!("no {member} of a {role}").into())
    }

    /// The cookie of a browser signed in as the first account of a role.
    pub async fn sign_in(&self, role: &str) -> Outcome<String> {
        let body = format!(
            "login={}&password={}",
            self.account(role, "login")?,
            self.account(role, "password")?
        );
        let mut client = Client::connect(&self.host).await?;
        let headers = format!(
            "content-type: application/x-www-form-urlencoded\r\norigin: http://{0}\r\n\
             sec-fetch-site: same-origin\r\n",
            self.host
        );
        let request = client.request("POST", "/sign-in", &headers, &body);
        let answer = client.send(&request).await?;
        let cookie = answer
            .head
            .lines()
            .filter_map(|line| line.strip_prefix("set-cookie: "))
            .filter_map(|line| line.split(';').next())
            .find(|cookie| cookie.starts_with("xueshi_session="));
        cookie
            .map(str::to_owned)
            .ok_or_else(|| format!("signing in answered {}: {}", answer.status, answer.head).into())
    }

    /// Resident and peak memory of the server, as the kernel tells them.
    pub fn memory(&self) -> String {
        crate::report::memory(self.child.id())
    }
}

impl Drop for Demo {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}
