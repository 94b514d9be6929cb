//! How somebody wants to be told outside of the product. Nothing goes out that she did not ask for,
//! and a mail address only once she has read a code there.

use std::time::Duration;

use kernel::{Fault, Outcome, PersonId};
use subtle::ConstantTimeEq as _;

use crate::messages::Error;
use crate::messages::jobs::SendMail;
use crate::messages::model::{MailAddress, Wishes};
use crate::messages::store::{self, StoredCode, StoredWishes};
use crate::permission::Action;
use crate::{Event, Op, identity};

/// Another code is sent no sooner than this.
const PAUSE: Duration = Duration::from_mins(1);
/// Wrong tries before a code does not work any more.
const TRIES_MAX: i64 = 5;

/// What whoever is signed in wished for.
pub async fn wishes(op: &mut Op) -> Outcome<Wishes> {
    let me = op.actor.signed_in()?.clone();
    let kept = store::find_wishes(op, &me).await?;
    let now = op.now;
    let asked = store::find_code(op, &me)
        .await?
        .filter(|code| code.expires_at >= now);
    Ok(Wishes {
        by_text: kept.as_ref().is_some_and(|kept| kept.by_text),
        mail_masked: kept.and_then(|kept| kept.mail_masked),
        mail_asked: asked.map(|code| code.mail_masked),
    })
}

/// She wants to be told by text message, or no longer. Words come in `language` from now on.
pub async fn set_by_text(op: &mut Op, by_text: bool, language: &str) -> Outcome<()> {
    let me = mine(op).await?;
    if by_text && identity::phone_of(op, &me).await?.is_none() {
        return Err(Error::NoPhone.fault().at("by_text"));
    }
    let wished = StoredWishes {
        by_text,
        ..of(op, &me, language).await?
    };
    store::save_wishes(op, &me, &wished).await?;
    let details = if by_text { "text" } else { "no text" };
    record(op, &me, details).await
}

/// Sends a code to a mail address, which is used once the code was read there.
pub async fn request_mail(op: &mut Op, address: &MailAddress, language: &str) -> Outcome<()> {
    let me = mine(op).await?;
    op.tx.lock(&format!("messages:{me}")).await?;
    let old = store::find_code(op, &me).await?;
    if let Some(old) = &old {
        let again_at = old.sent_at.plus(PAUSE);
        if again_at > op.now {
            let seconds = again_at.millis_since(op.now) / 1000 + 1;
            return Err(Error::CodeTooSoon.fault().with("seconds", seconds));
        }
    }
    let keys = op.house.keys.clone();
    let code = format!("{:06}", op.random_below(1_000_000));
    let asked = StoredCode {
        mail_cipher: keys.seal(op, address.reveal())?,
        mail_masked: address.masked(),
        hash: hash(op, &me, &code)?,
        sent_at: op.now,
        expires_at: op.now.plus(op.house.settings.code_for),
        // Tries are counted over all codes, or each new one would give five more.
        tries: old.map_or(0, |old| old.tries),
    };
    store::save_code(op, &me, &asked).await?;
    let minutes = op.house.settings.code_for.as_secs() / 60;
    let mut mail = op.house.wording.code(language, &code, minutes);
    address.reveal().clone_into(&mut mail.to);
    let job = SendMail::seal(op, &mail, true)?;
    op.enqueue(&job).await
}

/// Takes the address into use. The inner refusal must be committed: it counts the tries.
pub async fn confirm_mail(op: &mut Op, code: &str, language: &str) -> Outcome<Result<(), Fault>> {
    let me = mine(op).await?;
    op.tx.lock(&format!("messages:{me}")).await?;
    let wrong = || Error::WrongCode.fault().at("code");
    let Some(asked) = store::find_code(op, &me).await? else {
        return Ok(Err(wrong()));
    };
    let hash = hash(op, &me, code.trim())?;
    let fits = bool::from(hash.as_slice().ct_eq(&asked.hash));
    if op.now > asked.expires_at || asked.tries >= TRIES_MAX || !fits {
        store::count_code_try(op, &me).await?;
        return Ok(Err(wrong()));
    }
    store::delete_code(op, &me).await?;
    let wished = StoredWishes {
        mail_cipher: Some(asked.mail_cipher),
        mail_masked: Some(asked.mail_masked.clone()),
        ..of(op, &me, language).await?
    };
    store::save_wishes(op, &me, &wished).await?;
    record(op, &me, &asked.mail_masked).await?;
    Ok(Ok(()))
}

/// Forgets her mail address, and one that waits for its code.
pub async fn drop_mail(op: &mut Op, language: &str) -> Outcome<()> {
    let me = mine(op).await?;
    store::delete_code(op, &me).await?;
    let wished = StoredWishes {
        mail_cipher: None,
        mail_masked: None,
        ..of(op, &me, language).await?
    };
    store::save_wishes(op, &me, &wished).await?;
    record(op, &me, "no mail").await
}

/// Whoever is signed in, who may change her own account.
async fn mine(op: &mut Op) -> Outcome<PersonId> {
    let me = op.actor.signed_in()?.clone();
    let person = identity::get_person(op, &me).await?;
    op.allow(Action::ChangeAccount, &person)?;
    Ok(me)
}

/// Her wishes so far. Who begins to wish is told what happens from now on, not what was.
async fn of(op: &mut Op, me: &PersonId, language: &str) -> Outcome<StoredWishes> {
    let kept = store::find_wishes(op, me).await?;
    let asked_at = kept
        .as_ref()
        .filter(|kept| kept.wants_any())
        .map_or(op.now, |kept| kept.asked_at);
    let kept = kept.unwrap_or_else(|| StoredWishes::none(op.now));
    Ok(StoredWishes {
        language: language.to_owned(),
        asked_at,
        ..kept
    })
}

fn hash(op: &Op, person: &PersonId, code: &str) -> Outcome<Vec<u8>> {
    let text = format!("{person}:{code}");
    op.house.keys.find_hash("mail code", &text)
}

async fn record(op: &mut Op, me: &PersonId, details: &str) -> Outcome<()> {
    op.audit(Event {
        action: "messages.wishes_changed",
        about: Some(me),
        subject: me.as_str(),
        details,
    })
    .await
}
