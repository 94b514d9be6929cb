//! Text messages and mails as lines of a file: the default until an SMS house or a mail server is
//! connected. The demo shows the file; elsewhere it is readable by its owner only.

use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use async_trait::async_trait;
use domain::seams::{Mail, Mailer, SmsSender};
use kernel::{Fault, Outcome, Phone};
use serde::{Deserialize, Serialize};

/// The outbox.
#[derive(Clone)]
pub struct Outbox {
    path: PathBuf,
}

/// A message in it.
#[derive(Serialize, Deserialize)]
pub struct Message {
    /// To which number or address.
    pub to: String,
    /// The subject of a mail.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    /// What it says.
    pub text: String,
}

impl Outbox {
    /// The outbox of a data folder.
    pub fn new(data: &Path) -> Self {
        Self {
            path: data.join("outbox.jsonl"),
        }
    }

    /// The newest messages first.
    pub fn newest(&self, most: usize) -> Vec<Message> {
        let text = std::fs::read_to_string(&self.path).unwrap_or_default();
        text.lines()
            .rev()
            .take(most)
            .filter_map(|line| serde_json::from_str(line).ok())
            .collect()
    }
}

impl SmsSender for Outbox {
    fn send(&self, to: &Phone, text: &str) -> Outcome<()> {
        self.keep(&Message {
            to: to.reveal().to_owned(),
            subject: None,
            text: text.to_owned(),
        })
    }
}

#[async_trait]
impl Mailer for Outbox {
    async fn send(&self, mail: &Mail) -> Outcome<()> {
        self.keep(&Message {
            to: mail.to.clone(),
            subject: Some(mail.subject.clone()),
            text: mail.text.clone(),
        })
    }
}

impl Outbox {
    fn keep(&self, message: &Message) -> Outcome<()> {
        let failed = |error: Box<dyn std::error::Error + Send + Sync>| {
            Fault::internal("house.outbox", error)
        };
        let mut line = serde_json::to_string(message).map_err(|error| failed(error.into()))?;
        line.push('\n');
        let mut options = OpenOptions::new();
        options.create(true).append(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options
            .open(&self.path)
            .map_err(|error| failed(error.into()))?;
        file.write_all(line.as_bytes())
            .map_err(|error| failed(error.into()))?;
        file.sync_data().map_err(|error| failed(error.into()))
    }
}
