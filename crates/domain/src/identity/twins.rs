//! Accounts that are one person's. Somebody was registered twice; two officers said so (the context
//! `merges` knows why and who): the one account is kept, the other one is its twin. Nothing of the
//! twin is rewritten. Everybody else asks here who is one person, and whoever signs in with the
//! twin is the person whose account was kept (`docs/adr/0011-double-accounts-are-one-person.md`).

use std::collections::BTreeMap;

use kernel::{Day, Fault, Instant, MergerId, Outcome, Page, PageSize, PersonId};

use super::{Error, store};
use crate::{Op, territory};

/// An account that is one person's with another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Twin {
    /// The account that is not kept.
    pub twin: PersonId,
    /// The account that is.
    pub kept: PersonId,
    /// What was decided.
    pub merge: MergerId,
    /// The officer who confirmed it.
    pub decided_by: PersonId,
    /// Since when.
    pub since: Instant,
}

/// Two accounts that look like one person's: of one name and one birthday.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alike {
    /// The name.
    pub name: String,
    /// The birthday.
    pub born: Day,
    /// The older account, with its identity number masked.
    pub first: (PersonId, String),
    /// The younger one.
    pub second: (PersonId, String),
}

/// The account under which a person is kept: the one that was given, unless it is a twin.
pub async fn kept(op: &mut Op, id: &PersonId) -> Outcome<PersonId> {
    let twin = store::twins::find(&mut op.tx, id).await?;
    Ok(twin.map_or_else(|| id.clone(), |twin| twin.kept))
}

/// What makes an account the twin of another one; none when it is not.
pub async fn find_twin(op: &mut Op, id: &PersonId) -> Outcome<Option<Twin>> {
    store::twins::find(&mut op.tx, id).await
}

/// An account and its twins: the account itself first, then those that are one person's with it.
pub async fn selves(op: &mut Op, id: &PersonId) -> Outcome<Vec<PersonId>> {
    let mut selves = vec![id.clone()];
    selves.extend(store::twins::list_of(&mut op.tx, id).await?);
    Ok(selves)
}

/// Of these accounts those that are twins, each with the account that was kept.
pub async fn kept_among(op: &mut Op, people: &[PersonId]) -> Outcome<BTreeMap<PersonId, PersonId>> {
    if people.is_empty() {
        return Ok(BTreeMap::new());
    }
    store::twins::list_among(op, people).await
}

/// The twins of these accounts, by the account that was kept.
pub async fn twins_among(
    op: &mut Op,
    kept: &[PersonId],
) -> Outcome<BTreeMap<PersonId, Vec<PersonId>>> {
    if kept.is_empty() {
        return Ok(BTreeMap::new());
    }
    store::twins::list_of_all(op, kept).await
}

/// Makes an account the twin of another one. A twin has no twins, and is nobody else's: chains are
/// refused (`identity.twin_already`). The caller has asked for permission and holds both accounts.
pub async fn join(op: &mut Op, twin: &Twin) -> Outcome<()> {
    let is_taken = store::twins::find(&mut op.tx, &twin.twin).await?.is_some()
        || store::twins::find(&mut op.tx, &twin.kept).await?.is_some()
        || !store::twins::list_of(&mut op.tx, &twin.twin)
            .await?
            .is_empty();
    if is_taken {
        return Err(Error::TwinAlready.into());
    }
    store::twins::insert(op, twin).await
}

/// Parts an account from the one that was kept. The caller has asked for permission and holds both.
pub async fn part(op: &mut Op, twin: &PersonId) -> Outcome<()> {
    store::twins::delete(op, twin).await
}

/// Pairs of one name and one birthday in a territory and below it that are not one person's yet, by
/// name. The caller asks for permission, on the territory.
pub async fn list_alike(
    op: &mut Op,
    path: &str,
    after: Option<&str>,
    size: PageSize,
) -> Outcome<Page<Alike>> {
    let below: Vec<String> = territory::list(op)
        .await?
        .into_iter()
        .filter(|territory| territory.path.starts_with(path))
        .map(|territory| territory.id.to_string())
        .collect();
    let below = serde_json::to_string(&below).map_err(|e| Fault::internal("identity.broken", e))?;
    let rows = store::twins::list_alike(op, &below, after, size).await?;
    Ok(size.page(rows, |pair| {
        format!("{}|{}|{}", pair.name, pair.first.0, pair.second.0)
    }))
}
