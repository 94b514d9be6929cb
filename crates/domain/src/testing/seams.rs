//! The outermost seams, in memory.

use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use async_trait::async_trait;
use kernel::{Fault, Instant, Kind, Outcome, Phone};

use crate::seams::{Mail, Mailer, SmsSender, Template, Told, ToldSection, Typesetter, Wording};

/// Keeps text messages instead of sending them.
#[derive(Default)]
pub struct Outbox(Mutex<Vec<(String, String)>>);

impl Outbox {
    /// All messages so far: number and text.
    pub fn messages(&self) -> Vec<(String, String)> {
        self.0.lock().unwrap().clone()
    }

    /// The six digits of the newest code sent to a number.
    pub fn last_code(&self, phone: &str) -> Option<String> {
        let messages = self.messages();
        let (_, text) = messages.iter().rev().find(|(to, _)| to == phone)?;
        let at = text.find("验证码 ")? + "验证码 ".len();
        text.get(at..at + 6).map(str::to_owned)
    }
}

impl SmsSender for Outbox {
    fn send(&self, to: &Phone, text: &str) -> Outcome<()> {
        self.0
            .lock()
            .unwrap()
            .push((to.reveal().to_owned(), text.to_owned()));
        Ok(())
    }
}

/// Writes the facts instead of setting them; Typst has tests of its own.
pub struct PlainTypesetter;

impl Typesetter for PlainTypesetter {
    fn typeset(&self, template: Template, facts: &serde_json::Value) -> Outcome<Vec<u8>> {
        Ok(format!("{template:?} {facts}").into_bytes())
    }
}

/// Keeps mails instead of sending them, and fails when told to.
#[derive(Default)]
pub struct Mailbox {
    mails: Mutex<Vec<Mail>>,
    is_broken: AtomicBool,
}

impl Mailbox {
    /// All mails so far.
    pub fn mails(&self) -> Vec<Mail> {
        self.mails.lock().unwrap().clone()
    }

    /// From now on sending fails, or works again.
    pub fn set_broken(&self, is_broken: bool) {
        self.is_broken.store(is_broken, Ordering::SeqCst);
    }
}

#[async_trait]
impl Mailer for Mailbox {
    async fn send(&self, mail: &Mail) -> Outcome<()> {
        if self.is_broken.load(Ordering::SeqCst) {
            return Err(Fault::new(Kind::Unavailable, "house.mail"));
        }
        self.mails.lock().unwrap().push(mail.clone());
        Ok(())
    }
}

/// Says what happened by its kind and values, without words.
pub struct PlainWording;

impl PlainWording {
    fn lines(told: &[Told]) -> String {
        let line = |one: &Told| format!("{} {:?} {}", one.kind, one.details, one.link);
        told.iter().map(line).collect::<Vec<_>>().join("\n")
    }
}

impl Wording for PlainWording {
    fn text(&self, language: &str, told: &[Told], address: &str) -> String {
        format!("{language} {address}\n{}", Self::lines(told))
    }

    fn mail(&self, language: &str, name: &str, told: &[Told], address: &str) -> Mail {
        Mail {
            to: String::new(),
            subject: format!("{language} {name} {}", told.len()),
            text: format!("{address}\n{}", Self::lines(told)),
        }
    }

    fn export(&self, language: &str, name: &str, _: Instant, told: &[ToldSection<'_>]) -> String {
        let section =
            |one: &ToldSection<'_>| format!("{} {:?} {:?}", one.name, one.columns, one.rows);
        let told: Vec<String> = told.iter().map(section).collect();
        format!("{language} {name}\n{}", told.join("\n"))
    }

    fn code(&self, language: &str, code: &str, minutes: u64) -> Mail {
        Mail {
            to: String::new(),
            subject: language.to_owned(),
            text: format!("验证码 {code}，{minutes}"),
        }
    }
}
