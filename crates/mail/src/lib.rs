//! Mail by SMTP: [`domain::seams::Mailer`] over `lettre`. It knows nothing of what a mail is about.
//!
//! Passwords and mails never travel in the clear: `smtps://` speaks TLS from the first byte,
//! `smtp+tls://` asks for it before anything is said (STARTTLS), and `smtp://` without either is
//! taken for a relay on this machine only.

use std::time::Duration;

use async_trait::async_trait;
use domain::seams::{Mail, Mailer};
use kernel::{Fault, Kind, Outcome};
use lettre::message::header::ContentType;
use lettre::message::{Mailbox, Message};
use lettre::transport::smtp::authentication::Credentials;
use lettre::{AsyncSmtpTransport, AsyncTransport as _, Tokio1Executor};

/// How long a server may take to answer.
const ANSWERS_WITHIN: Duration = Duration::from_secs(20);

/// A server that takes our mail, and how it is spoken to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Server {
    security: Security,
    host: String,
    port: u16,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Security {
    /// TLS from the first byte.
    Wrapped,
    /// TLS before anything is said.
    StartTls,
    /// None: on this machine only.
    None,
}

impl Server {
    /// Reads `smtps://HOST[:PORT]`, `smtp+tls://HOST[:PORT]` or, for this machine,
    /// `smtp://127.0.0.1[:PORT]`.
    pub fn parse(text: &str) -> Option<Self> {
        let (scheme, rest) = text.split_once("://")?;
        let (security, port) = match scheme {
            "smtps" => (Security::Wrapped, 465),
            "smtp+tls" => (Security::StartTls, 587),
            "smtp" => (Security::None, 25),
            _ => return None,
        };
        let (host, port) = match rest.rsplit_once(':') {
            Some((host, port)) => (host, port.parse().ok()?),
            None => (rest, port),
        };
        let is_host = !host.is_empty()
            && host
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b == b'.' || b == b'-');
        let is_here = host == "127.0.0.1" || host == "localhost";
        (is_host && (security != Security::None || is_here)).then(|| Self {
            security,
            host: host.to_owned(),
            port,
        })
    }
}

/// Sends mail through a server.
pub struct Smtp {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

impl Smtp {
    /// A sender. `from` is what stands in the mail: `学时 <no-reply@example.cn>`. The server is not
    /// asked yet.
    pub fn new(server: &Server, from: &str, login: Option<(String, String)>) -> Outcome<Self> {
        let from = from
            .parse()
            .map_err(|error| Fault::internal("house.mail_settings", error))?;
        let host = server.host.as_str();
        let builder = match server.security {
            Security::Wrapped => AsyncSmtpTransport::<Tokio1Executor>::relay(host),
            Security::StartTls => AsyncSmtpTransport::<Tokio1Executor>::starttls_relay(host),
            Security::None => Ok(AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(
                host,
            )),
        };
        let mut builder = builder
            .map_err(|error| Fault::internal("house.mail_settings", error))?
            .port(server.port)
            .timeout(Some(ANSWERS_WITHIN));
        if let Some((user, password)) = login {
            builder = builder.credentials(Credentials::new(user, password));
        }
        Ok(Self {
            transport: builder.build(),
            from,
        })
    }

    fn message(&self, mail: &Mail) -> Outcome<Message> {
        let bad = |error: Box<dyn std::error::Error + Send + Sync>| {
            Fault::internal("house.mail_message", error)
        };
        let to: Mailbox = mail.to.parse().map_err(|error| bad(Box::new(error)))?;
        Message::builder()
            .from(self.from.clone())
            .to(to)
            .subject(&mail.subject)
            .header(ContentType::TEXT_PLAIN)
            .body(mail.text.clone())
            .map_err(|error| bad(Box::new(error)))
    }
}

#[async_trait]
impl Mailer for Smtp {
    async fn send(&self, mail: &Mail) -> Outcome<()> {
        let message = self.message(mail)?;
        match self.transport.send(message).await {
            Ok(_) => Ok(()),
            // The queue keeps what went wrong; the address does not belong there.
            Err(error) => Err(Fault::new(Kind::Unavailable, "house.mail")
                .with("permanent", error.is_permanent())
                .with("why", said(&error))),
        }
    }
}

/// What the server answered, without the words in which it may repeat the address.
fn said(error: &lettre::transport::smtp::Error) -> String {
    match error.status() {
        Some(code) => code.to_string(),
        None if error.is_timeout() => "timeout".to_owned(),
        None if error.is_tls() => "tls".to_owned(),
        None => "connection".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
    use super::*;

    #[test]
    fn a_server_without_encryption_is_on_this_machine() {
        for good in [
            "smtps://mail.example.cn",
            "smtp+tls://mail.example.cn:2525",
            "smtp://127.0.0.1:25",
            "smtp://localhost",
        ] {
            assert!(Server::parse(good).is_some(), "{good}");
        }
        for bad in [
            "mail.example.cn",
            "smtp://mail.example.cn",
            "http://mail.example.cn",
            "smtps://",
            "smtps://user:secret@mail.example.cn",
            "smtps://mail.example.cn:port",
        ] {
            assert!(Server::parse(bad).is_none(), "{bad}");
        }
        assert_eq!(Server::parse("smtps://mail.example.cn").unwrap().port, 465);
    }
}
