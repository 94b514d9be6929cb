//! Codes by text message: first sign-in, forgotten password, change of telephone.

use std::time::Duration;

use kernel::{Outcome, PersonId, Phone};
use subtle::ConstantTimeEq;

use super::jobs::SendSms;
use super::passwords::PasswordHash;
use super::people::{get_person, save_phone};
use super::sign_in::find_person;
use super::{Error, store};
use crate::permission::Action;
use crate::{Event, Op};

/// What a code is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// First sign-in or forgotten password.
    Password,
    /// A new telephone.
    Phone,
}

impl Purpose {
    /// The name in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Password => "password",
            Self::Phone => "phone",
        }
    }
}

/// Another code is sent no sooner than this.
const PAUSE: Duration = Duration::from_mins(1);
/// Wrong tries in a day, over all codes sent, before no code works any more.
const TRIES_MAX: i64 = 5;
/// After so long without a new code the tries are forgotten.
const TRIES_FOR: Duration = Duration::from_hours(24);

/// Sends a code for a new password to the telephone of that account. An unknown login is answered
/// alike, so that nobody learns who is registered.
pub async fn request_password_code(op: &mut Op, login: &str) -> Outcome<()> {
    let Some(person) = find_person(op, login).await? else {
        return Ok(());
    };
    match store::find_phone(op, &person).await? {
        Some(sealed) => {
            let phone: Phone = op.house.keys.open(&sealed)?.parse()?;
            match send(op, &person, Purpose::Password, &phone, None).await {
                // Alike for everybody: a pause that is told would tell who is registered.
                Err(fault) if fault.code() == Error::CodeTooSoon.fault().code() => Ok(()),
                sent => sent,
            }
        }
        None => Ok(()),
    }
}

/// Sets the password by a code. The inner refusal must be committed: it counts the tries.
pub async fn set_password_by_code(
    op: &mut Op,
    login: &str,
    code: &str,
    hash: &PasswordHash,
) -> Outcome<Result<(), kernel::Fault>> {
    let Some(person) = find_person(op, login).await? else {
        return Ok(Err(Error::WrongCode.fault().at("code")));
    };
    if let Err(refused) = use_code(op, &person, Purpose::Password, code).await? {
        return Ok(Err(refused));
    }
    store::save_password(op, &person, hash).await?;
    op.audit(Event {
        action: "identity.password_set",
        about: Some(&person),
        subject: person.as_str(),
        details: "",
    })
    .await?;
    Ok(Ok(()))
}

/// Sends a code to a new telephone of the person who is signed in.
pub async fn request_phone_change(op: &mut Op, phone: &Phone) -> Outcome<()> {
    let id = op.actor.signed_in()?.clone();
    let person = get_person(op, &id).await?;
    op.allow(Action::ChangeAccount, &person)?;
    let hash = op
        .house
        .keys
        .find_hash(super::people::PHONE, phone.reveal())?;
    if store::find_id_by_phone(op, &hash)
        .await?
        .is_some_and(|other| other != id)
    {
        return Err(Error::PhoneTaken.fault().at("phone"));
    }
    let keys = op.house.keys.clone();
    let sealed = keys.seal(op, phone.reveal())?;
    send(op, &id, Purpose::Phone, phone, Some(sealed)).await
}

/// Takes the new telephone into use. The inner refusal must be committed: it counts the tries.
pub async fn confirm_phone_change(
    op: &mut Op,
    code: &str,
) -> Outcome<Result<Phone, kernel::Fault>> {
    let id = op.actor.signed_in()?.clone();
    let person = get_person(op, &id).await?;
    op.allow(Action::ChangeAccount, &person)?;
    let sealed = store::find_code(op, &id, Purpose::Phone)
        .await?
        .and_then(|code| code.phone);
    if let Err(refused) = use_code(op, &id, Purpose::Phone, code).await? {
        return Ok(Err(refused));
    }
    let sealed = sealed.ok_or(Error::WrongCode)?;
    let phone: Phone = op.house.keys.open(&sealed)?.parse()?;
    save_phone(op, &id, &phone).await?;
    op.audit(Event {
        action: "identity.phone_changed",
        about: Some(&id),
        subject: id.as_str(),
        details: &phone.masked(),
    })
    .await?;
    Ok(Ok(phone))
}

async fn send(
    op: &mut Op,
    person: &PersonId,
    purpose: Purpose,
    phone: &Phone,
    sealed_phone: Option<Vec<u8>>,
) -> Outcome<()> {
    if let Some(old) = store::find_code(op, person, purpose).await? {
        let again_at = old.sent_at.plus(PAUSE);
        if again_at > op.now {
            let seconds = again_at.millis_since(op.now) / 1000 + 1;
            return Err(Error::CodeTooSoon.fault().with("seconds", seconds));
        }
    }
    let code = format!("{:06}", op.random_below(1_000_000));
    let hash = op
        .house
        .keys
        .find_hash("code", &format!("{person}:{code}"))?;
    let expires_at = op.now.plus(op.house.settings.code_for);
    let forget_before = op.now.minus(TRIES_FOR);
    store::save_code(
        op,
        person,
        purpose,
        &hash,
        sealed_phone,
        expires_at,
        forget_before,
    )
    .await?;
    let minutes = op.house.settings.code_for.as_secs() / 60;
    let text = format!("【学时】验证码 {code}，{minutes} 分钟内有效。请勿告诉任何人。");
    let job = SendSms::seal(op, phone, &text)?;
    op.enqueue(&job).await
}

async fn use_code(
    op: &mut Op,
    person: &PersonId,
    purpose: Purpose,
    code: &str,
) -> Outcome<Result<(), kernel::Fault>> {
    let wrong = || Error::WrongCode.fault().at("code");
    op.tx.lock(&format!("identity:{person}")).await?;
    let Some(kept) = store::find_code(op, person, purpose).await? else {
        return Ok(Err(wrong()));
    };
    let hash = op
        .house
        .keys
        .find_hash("code", &format!("{person}:{}", code.trim()))?;
    let fits = bool::from(hash.as_slice().ct_eq(&kept.hash));
    if op.now > kept.expires_at || kept.tries >= TRIES_MAX || !fits {
        store::count_code_try(op, person, purpose).await?;
        return Ok(Err(wrong()));
    }
    store::delete_code(op, person, purpose).await?;
    Ok(Ok(()))
}
