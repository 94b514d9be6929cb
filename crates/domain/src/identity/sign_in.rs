//! Signing in, in three steps, so that no transaction waits for argon2: find the credentials
//! (reading), verify the password (no transaction), open the session (writing).

use kernel::{Instant, Outcome, PersonId};

use super::passwords::PasswordHash;
use super::people::{CITIZEN_ID, PHONE};
use super::sessions::SessionToken;
use super::{Error, store};
use crate::permission::Actor;
use crate::{Event, Op};

/// What the password is compared with.
#[derive(Clone)]
pub struct Credentials {
    /// Who signs in.
    pub person: PersonId,
    /// Her password's hash; none before the first sign-in by a code.
    pub hash: Option<PasswordHash>,
    pub(super) failures: i64,
    pub(super) locked_until: Option<Instant>,
}

/// The account behind a citizen id or a telephone; none for an unknown one, which the person is
/// not told apart from a wrong password.
pub async fn find_credentials(op: &mut Op, login: &str) -> Outcome<Option<Credentials>> {
    match find_person(op, login).await? {
        Some(person) => store::find_credentials(op, &person).await,
        None => Ok(None),
    }
}

/// The person behind a citizen id or a telephone.
pub(super) async fn find_person(op: &mut Op, login: &str) -> Outcome<Option<PersonId>> {
    let login: String = login.chars().filter(|c| !c.is_whitespace()).collect();
    let login = login.to_ascii_uppercase();
    let keys = op.house.keys.clone();
    let id_hash = keys.find_hash(CITIZEN_ID, &login)?;
    if let Some(person) = store::find_id_by_citizen_id(op, &id_hash).await? {
        return Ok(Some(person));
    }
    let phone_hash = keys.find_hash(PHONE, &login)?;
    store::find_id_by_phone(op, &phone_hash).await
}

/// Opens a session, or counts a failure.
///
/// The inner refusal must be committed too: it carries the count of failures.
pub async fn open_session(
    op: &mut Op,
    credentials: Option<Credentials>,
    fits: bool,
) -> Outcome<Result<SessionToken, kernel::Fault>> {
    let Some(found) = credentials else {
        return Ok(Err(Error::WrongPassword.into()));
    };
    op.tx.lock(&format!("identity:{}", found.person)).await?;
    // Read again under the lock: another try may have counted meanwhile.
    let Some(found) = store::find_credentials(op, &found.person).await? else {
        return Ok(Err(Error::WrongPassword.into()));
    };
    if let Some(until) = found.locked_until.filter(|until| *until > op.now) {
        let minutes = until.millis_since(op.now) / 60_000 + 1;
        return Ok(Err(Error::Locked.fault().with("minutes", minutes)));
    }
    if !fits || found.hash.is_none() {
        return count_failure(op, &found).await.map(Err);
    }
    store::save_failures(op, &found.person, 0, None).await?;
    let token = SessionToken::new(op);
    store::insert_session(op, &token.hash(), &found.person).await?;
    // From here on it is she who acts; with a twin's number it is the person that was kept.
    let kept = super::kept(op, &found.person).await?;
    let name = super::name_of(op, &kept).await?;
    op.actor = Actor::person_with(kept, name, Vec::new());
    op.audit(Event {
        action: "identity.signed_in",
        about: Some(&found.person),
        subject: found.person.as_str(),
        details: "",
    })
    .await?;
    Ok(Ok(token))
}

async fn count_failure(op: &mut Op, found: &Credentials) -> Outcome<kernel::Fault> {
    let failures = found.failures + 1;
    let most = op.house.settings.failures_max;
    if failures >= most {
        let lock_for = op.house.settings.lock_for;
        let until = op.now.plus(lock_for);
        store::save_failures(op, &found.person, 0, Some(until)).await?;
        op.audit(Event {
            action: "identity.locked",
            about: Some(&found.person),
            subject: found.person.as_str(),
            details: "",
        })
        .await?;
        return Ok(Error::Locked
            .fault()
            .with("minutes", lock_for.as_secs() / 60));
    }
    store::save_failures(op, &found.person, failures, None).await?;
    Ok(Error::WrongPassword.into())
}
