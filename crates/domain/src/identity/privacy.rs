//! What people agreed to, and how a person is erased. Who may have that done, and when, is known by
//! the context `privacy`.

use std::time::Duration;

use kernel::{Day, Fault, Instant, Outcome, PersonId};

use super::passwords::PasswordHash;
use super::sign_in::find_person;
use super::{Error, store};
use crate::{Event, Op};

/// A version of the notice about personal data, and when somebody agreed to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consent {
    /// The version.
    pub version: String,
    /// When.
    pub given_at: Instant,
}

/// Codes are remembered a day longer than they are good: their wrong tries are counted.
const CODES_KEPT_FOR: Duration = Duration::from_hours(24);

/// Whoever is signed in agrees to a version of the notice. Agreeing again changes nothing.
pub async fn agree(op: &mut Op, version: &str) -> Outcome<()> {
    let me = op.actor.signed_in()?.clone();
    note_consent(op, &me, version).await
}

/// What a person agreed to, the oldest first. The caller asks for permission, on her.
pub async fn consents(op: &mut Op, person: &PersonId) -> Outcome<Vec<Consent>> {
    store::list_consents(op, person).await
}

/// Sets the first password by a code, with what she agreed to. The inner refusal must be committed:
/// it counts the tries.
pub async fn first_password_by_code(
    op: &mut Op,
    login: &str,
    code: &str,
    hash: &PasswordHash,
    version: &str,
) -> Outcome<Result<(), Fault>> {
    let set = super::set_password_by_code(op, login, code, hash).await?;
    if set.is_ok()
        && let Some(person) = find_person(op, login).await?
    {
        note_consent(op, &person, version).await?;
    }
    Ok(set)
}

async fn note_consent(op: &mut Op, person: &PersonId, version: &str) -> Outcome<()> {
    if store::insert_consent(op, person, version).await? {
        op.audit(Event {
            action: "identity.agreed",
            about: Some(person),
            subject: person.as_str(),
            details: version,
        })
        .await?;
    }
    Ok(())
}

/// Erases who somebody was: her name, her numbers, her telephone, and all that signs her in. Her
/// row stays, because entries of the ledger name it; of her birthday the year stays, of whom
/// nothing else tells. It cannot be undone. The caller has asked for permission.
pub async fn erase_person(op: &mut Op, id: &PersonId) -> Outcome<()> {
    let person = super::get_person(op, id).await?;
    if person.is_erased {
        return Ok(());
    }
    let nothing: [u8; 32] = op.random_bytes();
    let year = Day::new(person.born.year(), 1, 1).unwrap_or(person.born);
    store::erase_person(op, id, year, &nothing).await?;
    store::erase_account(op, id).await
}

/// Erases sessions that began longer ago than `sessions_kept_for`, and codes whose time is over;
/// how many. At most a thousand sessions at once: the ticker comes again.
pub async fn erase_old(op: &mut Op, sessions_kept_for: Duration) -> Outcome<u64> {
    let before = op.now.minus(sessions_kept_for);
    let sessions = store::delete_sessions_before(op, before).await?;
    let before = op.now.minus(CODES_KEPT_FOR);
    let codes = store::delete_codes_before(op, before).await?;
    Ok(sessions + codes)
}

/// Refuses who did not agree.
pub fn check_agreed(agreed: bool) -> Result<(), Fault> {
    if agreed {
        Ok(())
    } else {
        Err(Error::NotAgreed.fault().at("agreed"))
    }
}
