//! What goes out of the house: one bundle for a person at a time, never at night.

use kernel::Outcome;

use crate::messages::jobs::{Bundle, SendMail, SendText};
use crate::messages::rules::{self, Quiet};
use crate::messages::store;
use crate::seams::{Mail, Told};
use crate::{House, Op, identity};

/// Most messages that are read for one bundle; the words name the first ones and count the others.
const BUNDLED_MAX: i64 = 100;

/// The hours in which nothing goes out.
pub(super) fn quiet(op: &Op) -> Quiet {
    let settings = &op.house.settings;
    Quiet {
        from: settings.quiet_from_hour,
        until: settings.quiet_until_hour,
    }
}

/// Puts what a person has neither read nor been sent into one text message and one mail, as she
/// wished, and has them sent. Too soon or too late in the day, it is put off.
pub async fn bundle(op: &mut Op, job: &Bundle) -> Outcome<()> {
    let person = &job.person_id;
    op.tx.lock(&format!("messages:{person}")).await?;
    let Some(wishes) = store::find_wishes(op, person).await? else {
        return Ok(());
    };
    if !wishes.wants_any() {
        return Ok(());
    }
    let every = op.house.settings.messages_every;
    let is_too_soon = wishes.sent_at.is_some_and(|sent| sent.plus(every) > op.now);
    if is_too_soon || quiet(op).covers(op.now) {
        let slot = rules::slot(op.now, wishes.sent_at, quiet(op), every);
        let later = Bundle {
            slot,
            ..job.clone()
        };
        return op.enqueue_at(slot, &later).await;
    }
    let messages = store::list_unsent(op, person, wishes.asked_at, BUNDLED_MAX).await?;
    let (Some(oldest), Some(newest)) = (messages.first(), messages.last()) else {
        return Ok(());
    };
    let (oldest, newest) = (oldest.id.clone(), newest.id.clone());
    let told: Vec<Told> = messages
        .into_iter()
        .map(|message| Told {
            kind: message.kind,
            details: message.details,
            link: message.link,
        })
        .collect();
    let (house, language) = (op.house.clone(), wishes.language.as_str());
    let address = &house.settings.public_url;
    if wishes.by_text
        && let Some(phone) = identity::phone_of(op, person).await?
    {
        let text = house.wording.text(language, &told, address);
        let text = SendText::seal(op, phone.reveal(), &text)?;
        op.enqueue(&text).await?;
    }
    if let Some(sealed) = &wishes.mail_cipher {
        let name = identity::name_of(op, person).await?;
        let mut mail = house.wording.mail(language, &name, &told, address);
        mail.to = house.keys.open(sealed)?;
        let mail = SendMail::seal(op, &mail, false)?;
        op.enqueue(&mail).await?;
    }
    store::mark_sent(op, person, &oldest, &newest).await
}

/// Hands a text message to its sender, or waits for the morning: one that failed in the evening is
/// tried again when nobody is woken by it.
pub async fn send_text(op: &mut Op, job: &SendText) -> Outcome<()> {
    let quiet = quiet(op);
    if quiet.covers(op.now) {
        return op.enqueue_at(quiet.over(op.now), job).await;
    }
    let (to, text) = job.open(&op.house)?;
    op.house.sms.send(&to.parse()?, &text)
}

/// Puts a mail off to the morning when it is night and nobody waits for it. The mail itself was
/// sent before the transaction, by whoever runs the queue: see [`mail_asked`].
pub async fn prepare_mail(op: &mut Op, job: &SendMail) -> Outcome<()> {
    let quiet = quiet(op);
    if job.is_awaited || !quiet.covers(op.now) {
        return Ok(());
    }
    op.enqueue_at(quiet.over(op.now), job).await
}

/// The mail that is to be sent now, if it may go out now.
pub fn mail_asked(house: &House, now: kernel::Instant, job: &SendMail) -> Outcome<Option<Mail>> {
    let quiet = Quiet {
        from: house.settings.quiet_from_hour,
        until: house.settings.quiet_until_hour,
    };
    if !job.is_awaited && quiet.covers(now) {
        return Ok(None);
    }
    job.open(house).map(Some)
}
