//! Sessions of browsers and tokens of programs. Both are kept as hashes only.

use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use db::Tx;
use kernel::{Instant, Outcome, PersonId};
use sha2::{Digest, Sha256};

use super::store;
use crate::permission::Actor;
use crate::{Op, Settings};

/// What a cookie or a bearer header carries.
#[derive(Clone, PartialEq, Eq)]
pub struct SessionToken(String);

/// A session is marked as seen at most this often: reading pages should not write.
const TOUCH_EVERY: Duration = Duration::from_mins(1);

/// A browser's session, found.
#[derive(Clone, Debug)]
pub struct Session {
    /// Who is signed in.
    pub actor: Actor,
    /// Whether [`touch_session`] is due.
    pub touch: bool,
}

impl SessionToken {
    pub(super) fn new(op: &mut Op) -> Self {
        Self(URL_SAFE_NO_PAD.encode(op.random_bytes::<32>()))
    }

    /// The text for the cookie.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub(super) fn hash(&self) -> Vec<u8> {
        hash(&self.0)
    }
}

fn hash(token: &str) -> Vec<u8> {
    Sha256::digest(token.as_bytes()).to_vec()
}

/// Who is behind a cookie; none when it is unknown, ended, idle for too long or too old.
pub async fn actor_of_session(
    tx: &mut Tx,
    settings: &Settings,
    now: Instant,
    token: &str,
) -> Outcome<Option<Session>> {
    let Some(found) = store::find_session(tx, &hash(token), now.day()).await? else {
        return Ok(None);
    };
    let idle = now > found.seen_at.plus(settings.idle_timeout);
    let old = now > found.created_at.plus(settings.session_max);
    if found.ended || idle || old {
        return Ok(None);
    }
    let touch = now > found.seen_at.plus(TOUCH_EVERY);
    Ok(Some(Session {
        actor: Actor::one_person(found.person, found.twins, found.name, found.grants),
        touch,
    }))
}

/// Marks a session as active now.
pub async fn touch_session(op: &mut Op, token: &str) -> Outcome<()> {
    store::touch_session(op, &hash(token)).await
}

/// Ends a session; ending it again is harmless.
pub async fn sign_out(op: &mut Op, token: &str) -> Outcome<()> {
    store::end_session(op, &hash(token)).await
}

/// Who is behind a bearer token.
pub async fn actor_of_token(tx: &mut Tx, token: &str) -> Outcome<Option<Actor>> {
    let Some((person, name)) = store::find_token(tx, &hash(token)).await? else {
        return Ok(None);
    };
    let grants = store::list_grants(tx, &person).await?;
    let twins = store::twins::list_of(tx, &person).await?;
    Ok(Some(Actor::one_person(person, twins, name, grants)))
}

/// Issues a bearer token for programs of a person; it is shown this once.
pub async fn issue_token(op: &mut Op, person: &PersonId, label: &str) -> Outcome<SessionToken> {
    let token = SessionToken::new(op);
    store::insert_token(op, &token.hash(), person, label).await?;
    Ok(token)
}
