//! Who sent beats lately: a beat every few seconds from everybody who learns must not look up the
//! same credential each time.
//!
//! Only beats use it. Whoever signs out here is forgotten at once; a token or session that ends
//! elsewhere may send beats of its own watch session for up to a minute more, and nothing else.

use std::sync::Arc;
use std::time::Duration;

use axum::http::HeaderMap;
use kernel::{Instant, Outcome};
use moka::sync::Cache;
use sha2::{Digest as _, Sha256};

use crate::App;
use crate::request::{Credential, credential, find_out, touch};
use crate::visit::{Known, Visit};

/// Marking a session as seen is due each minute too.
const REMEMBERED_FOR: Duration = Duration::from_mins(1);
/// Most callers that are remembered.
const CALLERS_MAX: u64 = 100_000;

/// The memory; cheap to clone.
#[derive(Clone)]
pub struct Callers(Arc<Cache<[u8; 32], Found>>);

/// Who was found, and when: by the application's clock.
#[derive(Clone)]
struct Found {
    known: Known,
    at: Instant,
}

impl Default for Callers {
    fn default() -> Self {
        let cache = Cache::builder()
            .max_capacity(CALLERS_MAX)
            .time_to_live(REMEMBERED_FOR);
        Self(Arc::new(cache.build()))
    }
}

impl Callers {
    /// Who is behind the headers of a request.
    pub(crate) async fn find(
        &self,
        app: &App,
        visit: &Visit,
        headers: &HeaderMap,
    ) -> Outcome<Known> {
        let Some(credential) = credential(headers) else {
            return Ok(Known::nobody());
        };
        let key = key(&credential);
        if let Some(found) = self.0.get(&key)
            && visit.now < found.at.plus(REMEMBERED_FOR)
        {
            return Ok(found.known);
        }
        // Seldom, and large: each beat would carry its room about.
        let known = Box::pin(look_up(app, visit, headers)).await?;
        if known.actor.person().is_some() {
            let remembered = Known {
                is_renewed: false,
                ..known.clone()
            };
            let found = Found {
                known: remembered,
                at: visit.now,
            };
            self.0.insert(key, found);
        }
        Ok(known)
    }

    /// Forgets a browser's session, which ends.
    pub(crate) fn forget_session(&self, token: &str) {
        self.0
            .invalidate(&key(&Credential::Cookie(token.to_owned())));
    }
}

async fn look_up(app: &App, visit: &Visit, headers: &HeaderMap) -> Outcome<Known> {
    let mut op = app.look(visit, domain::Actor::anonymous()).await?;
    let (mut known, is_touch_due) = find_out(&mut op, headers).await?;
    drop(op);
    if is_touch_due {
        touch(app, visit, &mut known).await?;
    }
    Ok(known)
}

/// A token is kept as a hash here too.
fn key(credential: &Credential) -> [u8; 32] {
    let (kind, token) = match credential {
        Credential::Bearer(token) => ("bearer ", token),
        Credential::Cookie(token) => ("cookie ", token),
    };
    Sha256::new()
        .chain_update(kind)
        .chain_update(token)
        .finalize()
        .into()
}
