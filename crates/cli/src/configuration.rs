//! The configuration: one TOML file and the environment. Unknown keys are refused, and everything
//! is checked before anything starts.

use std::path::{Path, PathBuf};
use std::time::Duration;

use domain::Settings;
use files::{Address, Keys};
use serde::Deserialize;

use crate::arguments::Place;

/// Everything that can be configured.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Configuration {
    /// `sqlite:PATH` or `postgres://…`; left out, `xueshi.db` in the data folder.
    pub database: String,
    /// Address to listen on.
    pub listen: String,
    /// Address under which people reach us; stands in QR codes. Left out, where we listen.
    pub public_url: String,
    /// Folder for files: media, issued documents, the outbox.
    pub data: PathBuf,
    /// File with the secret for identity numbers: at least 32 bytes. Left out, `secret` in the data
    /// folder.
    pub secret_file: PathBuf,
    /// Where files are kept: `folder` (in the data folder), or `s3:https://HOST/BUCKET[/FOLDER]`.
    pub files: String,
    /// Region of the bucket, as its server calls it.
    pub files_region: String,
    /// File with the bucket's keys: a line with the access key's id, a line with the secret. Left
    /// out, `s3-keys` in the data folder.
    pub files_keys_file: PathBuf,
    /// The account to which learners transfer.
    pub account: Account,
    /// Numbers of the sessions.
    pub sign_in: SignIn,
    /// A committee's list is erased so many days after it was uploaded.
    pub lists_kept_days: u64,
    /// The bureau answers a dispute about what was credited within so many working days (Monday
    /// to Friday). The notice names no time: this is the operator's promise.
    pub dispute_working_days: u16,
    /// Mail.
    pub mail: MailServer,
    /// When people are told something outside of the product.
    pub messages: Messages,
    /// Folder of policy packs instead of those in the program.
    pub policies: Option<PathBuf>,
}

/// The server that takes our mail. Without one, mail is written to `outbox.jsonl` in the data
/// folder.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct MailServer {
    /// `smtps://HOST[:PORT]`, `smtp+tls://HOST[:PORT]`, or `smtp://127.0.0.1[:PORT]` for a relay on
    /// this machine.
    pub server: String,
    /// Who sends: `学时 <no-reply@example.cn>`.
    pub from: String,
    /// User at the server; empty when it asks for none.
    pub user: String,
    /// File with the password of that user. Left out, `mail-password` in the data folder.
    pub password_file: PathBuf,
}

/// When people are told something outside of the product.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Messages {
    /// From this hour of the day on (Shanghai) nothing is sent that nobody waits for, …
    pub quiet_from_hour: u8,
    /// … until this hour.
    pub quiet_until_hour: u8,
}

impl Default for Messages {
    fn default() -> Self {
        Self {
            quiet_from_hour: 21,
            quiet_until_hour: 8,
        }
    }
}

/// A bank account.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Account {
    /// Name of the account.
    pub name: String,
    /// Number of the account.
    pub number: String,
    /// Name of the bank.
    pub bank: String,
}

/// Numbers about signing in.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SignIn {
    /// A session ends after so many minutes without activity.
    pub idle_minutes: u64,
    /// Wrong passwords in a row before an account is locked.
    pub failures_max: i64,
    /// How many minutes it stays locked.
    pub lock_minutes: u64,
}

impl Default for SignIn {
    fn default() -> Self {
        Self {
            idle_minutes: 30,
            failures_max: 5,
            lock_minutes: 15,
        }
    }
}

impl Default for Configuration {
    fn default() -> Self {
        Self {
            database: String::new(),
            listen: "127.0.0.1:8080".into(),
            public_url: String::new(),
            data: "data".into(),
            secret_file: PathBuf::new(),
            files: "folder".into(),
            files_region: "us-east-1".into(),
            files_keys_file: PathBuf::new(),
            account: Account::default(),
            sign_in: SignIn::default(),
            lists_kept_days: 180,
            dispute_working_days: 15,
            mail: MailServer::default(),
            messages: Messages::default(),
            policies: None,
        }
    }
}

/// Environment variables that we read; any other `XUESHI_…` is refused, as a key would be.
const VARIABLES: [&str; 13] = [
    "XUESHI_CONFIG",
    "XUESHI_DATABASE",
    "XUESHI_LISTEN",
    "XUESHI_PUBLIC_URL",
    "XUESHI_DATA",
    "XUESHI_SECRET_FILE",
    "XUESHI_FILES",
    "XUESHI_FILES_REGION",
    "XUESHI_FILES_KEYS_FILE",
    "XUESHI_MAIL_SERVER",
    "XUESHI_MAIL_FROM",
    "XUESHI_MAIL_USER",
    "XUESHI_MAIL_PASSWORD_FILE",
];
/// Variables of the project's own tests.
const TESTS: [&str; 2] = ["XUESHI_TEST_", "XUESHI_BIN"];

impl Configuration {
    /// Reads the file, then the environment, then the command line; the later goes before.
    pub fn read(place: &Place) -> Result<Self, String> {
        let mut configuration = match &place.config {
            Some(path) => Self::parse(path)?,
            None => Self::default(),
        };
        configuration.take_environment()?;
        if let Some(database) = &place.database {
            configuration.database.clone_from(database);
        }
        if let Some(listen) = &place.listen {
            configuration.listen.clone_from(listen);
        }
        if let Some(data) = &place.data {
            configuration.data.clone_from(data);
        }
        configuration.fill();
        configuration.check()?;
        Ok(configuration)
    }

    fn parse(path: &Path) -> Result<Self, String> {
        let text = std::fs::read_to_string(path).map_err(|error| {
            format!(
                "config.unreadable: {} cannot be read: {error}",
                path.display()
            )
        })?;
        toml::from_str(&text)
            .map_err(|error| format!("config.invalid: {}: {error}", path.display()))
    }

    #[expect(
        clippy::disallowed_methods,
        reason = "the configuration is where it is read"
    )]
    fn take_environment(&mut self) -> Result<(), String> {
        for (name, value) in std::env::vars() {
            if !name.starts_with("XUESHI_") || TESTS.iter().any(|test| name.starts_with(test)) {
                continue;
            }
            match name.as_str() {
                "XUESHI_CONFIG" => {}
                "XUESHI_DATABASE" => self.database = value,
                "XUESHI_LISTEN" => self.listen = value,
                "XUESHI_PUBLIC_URL" => self.public_url = value,
                "XUESHI_DATA" => self.data = value.into(),
                "XUESHI_SECRET_FILE" => self.secret_file = value.into(),
                "XUESHI_FILES" => self.files = value,
                "XUESHI_FILES_REGION" => self.files_region = value,
                "XUESHI_FILES_KEYS_FILE" => self.files_keys_file = value.into(),
                "XUESHI_MAIL_SERVER" => self.mail.server = value,
                "XUESHI_MAIL_FROM" => self.mail.from = value,
                "XUESHI_MAIL_USER" => self.mail.user = value,
                "XUESHI_MAIL_PASSWORD_FILE" => self.mail.password_file = value.into(),
                unknown => {
                    return Err(format!(
                        "config.unknown_variable: {unknown} is not known; known are {}",
                        VARIABLES.join(", ")
                    ));
                }
            }
        }
        Ok(())
    }

    /// What was left out follows from the data folder and the address.
    fn fill(&mut self) {
        if self.database.is_empty() {
            self.database = format!("sqlite:{}", self.data.join("xueshi.db").display());
        }
        if self.public_url.is_empty() {
            self.public_url = format!("http://{}", self.listen);
        }
        if self.secret_file.as_os_str().is_empty() {
            self.secret_file = self.data.join("secret");
        }
        if self.files_keys_file.as_os_str().is_empty() {
            self.files_keys_file = self.data.join("s3-keys");
        }
        if self.mail.password_file.as_os_str().is_empty() {
            self.mail.password_file = self.data.join("mail-password");
        }
    }

    fn check(&self) -> Result<(), String> {
        if self.listen.parse::<std::net::SocketAddr>().is_err() {
            return Err(format!(
                "config.invalid: listen = {:?} is not HOST:PORT",
                self.listen
            ));
        }
        let web = self.public_url.starts_with("http://") || self.public_url.starts_with("https://");
        if !web || self.public_url.ends_with('/') {
            return Err(format!(
                "config.invalid: public_url = {:?} must begin with http:// or https:// and not \
                 end with a slash",
                self.public_url
            ));
        }
        let known = ["sqlite:", "postgres:", "postgresql:"];
        if !known.iter().any(|scheme| self.database.starts_with(scheme)) {
            return Err(format!(
                "config.invalid: database = {:?} is neither sqlite:PATH nor postgres://…",
                self.database
            ));
        }
        if self.files != "folder" && Address::parse(&self.files).is_none() {
            return Err(format!(
                "config.invalid: files = {:?} is neither folder nor s3:https://HOST/BUCKET",
                self.files
            ));
        }
        self.check_messages()
    }

    fn check_messages(&self) -> Result<(), String> {
        let MailServer { server, from, .. } = &self.mail;
        if !server.is_empty() && mail::Server::parse(server).is_none() {
            return Err(format!(
                "config.invalid: mail.server = {server:?} is neither smtps://HOST, smtp+tls://HOST \
                 nor, for this machine, smtp://127.0.0.1"
            ));
        }
        if server.is_empty() != from.is_empty() {
            return Err(format!(
                "config.invalid: mail.server = {server:?} and mail.from = {from:?} go together"
            ));
        }
        let Messages {
            quiet_from_hour,
            quiet_until_hour,
        } = self.messages;
        if quiet_from_hour > 23 || quiet_until_hour > 23 {
            return Err(
                "config.invalid: messages.quiet_from_hour and quiet_until_hour are from 0 to 23"
                    .into(),
            );
        }
        Ok(())
    }

    /// Who sends mail, when a server is configured: the server, the sender, and the login.
    pub fn mailer(&self) -> Result<Option<mail::Smtp>, String> {
        let Some(server) = mail::Server::parse(&self.mail.server) else {
            return Ok(None);
        };
        let login = if self.mail.user.is_empty() {
            None
        } else {
            let path = &self.mail.password_file;
            let password = std::fs::read_to_string(path).map_err(|error| {
                format!(
                    "config.no_secret: {} cannot be read ({error})",
                    path.display()
                )
            })?;
            Some((self.mail.user.clone(), password.trim_end().to_owned()))
        };
        mail::Smtp::new(&server, &self.mail.from, login)
            .map(Some)
            .map_err(|fault| format!("config.invalid: mail.from: {fault:?}"))
    }

    /// The keys of the bucket in which files are kept.
    pub fn files_keys(&self) -> Result<Keys, String> {
        let path = &self.files_keys_file;
        let text = std::fs::read_to_string(path).map_err(|error| {
            format!(
                "config.no_secret: {} cannot be read ({error})",
                path.display()
            )
        })?;
        Keys::parse(&text).ok_or_else(|| {
            format!(
                "config.invalid: {} must hold two lines: the access key's id, the secret",
                path.display()
            )
        })
    }

    /// The secret; at least 32 bytes, which nobody else may read.
    pub fn secret(&self) -> Result<Vec<u8>, String> {
        let path = &self.secret_file;
        let secret = std::fs::read(path).map_err(|error| {
            format!(
                "config.no_secret: {} cannot be read ({error}). Make it once, and keep it as \
                 long as the database: head -c 32 /dev/urandom > {}",
                path.display(),
                path.display()
            )
        })?;
        if secret.len() < 32 {
            return Err(format!(
                "config.short_secret: {} has {} bytes; 32 are needed",
                path.display(),
                secret.len()
            ));
        }
        Ok(secret)
    }

    /// The numbers that operations see.
    pub fn settings(&self) -> Settings {
        let minutes = |minutes: u64| Duration::from_secs(minutes.saturating_mul(60));
        Settings {
            public_url: self.public_url.clone(),
            idle_timeout: minutes(self.sign_in.idle_minutes),
            failures_max: self.sign_in.failures_max,
            lock_for: minutes(self.sign_in.lock_minutes),
            account: [
                self.account.name.clone(),
                self.account.number.clone(),
                self.account.bank.clone(),
            ],
            batch_kept_for: minutes(self.lists_kept_days.saturating_mul(24 * 60)),
            dispute_working_days: self.dispute_working_days,
            quiet_from_hour: i8::try_from(self.messages.quiet_from_hour).unwrap_or(21),
            quiet_until_hour: i8::try_from(self.messages.quiet_until_hour).unwrap_or(8),
            ..Settings::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_key_is_refused_by_name() {
        let error = toml::from_str::<Configuration>("databse = 'sqlite:x'").unwrap_err();
        assert!(error.to_string().contains("databse"), "{error}");
    }

    #[test]
    fn addresses_are_checked_before_anything_starts() {
        let bad = |change: fn(&mut Configuration)| {
            let mut configuration = Configuration::default();
            configuration.fill();
            change(&mut configuration);
            configuration.check().unwrap_err()
        };
        assert!(bad(|c| c.listen = "8080".into()).contains("listen"));
        assert!(bad(|c| c.public_url = "xueshi.example".into()).contains("public_url"));
        assert!(bad(|c| c.files = "s3:films".into()).contains("files"));
        assert!(bad(|c| c.files = "Folder".into()).contains("files"));
        assert!(bad(|c| c.database = "mysql://x".into()).contains("database"));
        assert!(bad(|c| c.mail.server = "smtp://mail.example.cn".into()).contains("mail.server"));
        assert!(bad(|c| c.mail.server = "smtps://mail.example.cn".into()).contains("mail.from"));
        assert!(bad(|c| c.messages.quiet_from_hour = 24).contains("quiet_from_hour"));
        let mut configuration = Configuration::default();
        configuration.fill();
        assert!(configuration.check().is_ok());
        assert_eq!(configuration.database, "sqlite:data/xueshi.db");
    }
}
