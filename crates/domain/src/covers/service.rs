//! Arranging that somebody stands in, and ending it.

use std::collections::BTreeMap;

use kernel::{Change, CoverId, Day, Outcome, PersonId, limits};

use super::{Error, rules};
use crate::identity::Cover;
use crate::messages::{self, Tell};
use crate::permission::{Action, Resource, Role};
use crate::{Op, catalogue, employers, identity, territory};

/// That somebody shall stand in for another.
#[derive(Clone, Debug)]
pub struct NewCover<'c> {
    /// Whose role it is.
    pub holder: &'c PersonId,
    /// The role.
    pub role: Role,
    /// What she holds it for.
    pub scope: &'c str,
    /// The deputy's identity or telephone number.
    pub number: &'c str,
    /// The deputy's name.
    pub name: &'c str,
    /// The first day.
    pub from_on: Day,
    /// The last day.
    pub until_on: Day,
    /// Why.
    pub why: &'c str,
}

/// The deputy's side: hers to give back.
struct Deputy<'c>(&'c Cover);

impl Resource for Deputy<'_> {
    fn kind(&self) -> &'static str {
        "deputy"
    }
    fn owner(&self) -> Option<&PersonId> {
        Some(&self.0.deputy_id)
    }
}

/// Lets a colleague stand in for the holder of a role. The same again changes nothing.
pub async fn arrange(op: &mut Op, new: NewCover<'_>) -> Outcome<Change<Cover>> {
    let me = op.actor.signed_in()?.clone();
    let lock = format!("covers:{}", new.holder);
    op.tx.lock(&lock).await?;
    let mut cover = Cover {
        id: op.new_id(),
        // Not known before she was looked for, which needs permission.
        deputy_id: new.holder.clone(),
        holder_id: new.holder.clone(),
        role: new.role,
        scope: new.scope.to_owned(),
        from_on: new.from_on,
        until_on: new.until_on,
        why: reason(new.why)?,
        arranged_by: me,
        arranged_at: op.now,
        ended_at: None,
    };
    op.allow(Action::ArrangeCover, &cover)?;
    let held = identity::roles_of(op, new.holder).await?;
    let is_held = held
        .iter()
        .any(|grant| grant.role == new.role && grant.scope == new.scope);
    if !is_held || !rules::COVERABLE.contains(&new.role) {
        return Err(Error::NotHeld.fault().at("role"));
    }
    rules::days(new.from_on, new.until_on, op.now.day())?;
    let deputy = identity::find_named(op, new.number, new.name).await?;
    cover.deputy_id = deputy.ok_or_else(|| Error::NobodyFound.fault().at("number"))?;
    if cover.deputy_id == cover.holder_id {
        return Err(Error::Oneself.fault().at("number"));
    }
    if !is_colleague(op, &cover).await? {
        return Err(Error::NoColleague.fault().at("number"));
    }
    let there = identity::covers_of(op, new.holder).await?;
    if let Some(same) = there.into_iter().find(|one| rules::clash(one, &cover)) {
        let days = (same.from_on, same.until_on);
        if days == (cover.from_on, cover.until_on) {
            return Ok(Change::Already(same));
        }
        return Err(Error::CoveredAlready.fault().at("from_on"));
    }
    identity::arrange_cover(op, &cover).await?;
    tell(op, &cover.deputy_id, "covers-arranged", &cover).await?;
    if cover.arranged_by != cover.holder_id {
        tell(op, &cover.holder_id, "covers-arranged-for-you", &cover).await?;
    }
    Ok(Change::New(cover))
}

/// A role of somebody's for which whoever asks may arrange a deputy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Office {
    /// Whose it is.
    pub holder_id: PersonId,
    /// Her name.
    pub name: String,
    /// The role.
    pub role: Role,
    /// What it is held for.
    pub scope: String,
}

/// The roles for which whoever asks may arrange a deputy: her own, and for the region those of the
/// bureaus' people.
pub async fn offices(op: &mut Op) -> Outcome<Vec<Office>> {
    let me = op.actor.signed_in()?.clone();
    let grants = op.actor.grants().to_vec();
    let mut offices = Vec::new();
    for grant in grants.iter().filter(|grant| grant.covering.is_none()) {
        if rules::COVERABLE.contains(&grant.role) {
            offices.push(Office {
                holder_id: me.clone(),
                name: op.actor.name().to_owned(),
                role: grant.role,
                scope: grant.scope.clone(),
            });
        }
        if grant.role == Role::RegionAdmin {
            let people = identity::list_officers(op, &grant.scope).await?;
            let others = people
                .into_iter()
                .filter(|one| one.person_id != me && rules::COVERABLE.contains(&one.role));
            offices.extend(others.map(|one| Office {
                holder_id: one.person_id,
                name: one.name,
                role: one.role,
                scope: one.path,
            }));
        }
    }
    Ok(offices)
}

/// What each scope is called in Chinese: a bureau, an employer or a base.
pub async fn scope_names(op: &mut Op, scopes: &[&str]) -> Outcome<BTreeMap<String, String>> {
    let territories = territory::list(op).await?;
    let mut names = BTreeMap::new();
    for scope in scopes {
        if names.contains_key(*scope) {
            continue;
        }
        let bureau = territories.iter().find(|place| place.path == *scope);
        let name = if let Some(place) = bureau {
            place.bureau_zh.clone()
        } else if let Ok(id) = scope.parse() {
            employers::get(op, &id).await?.name
        } else {
            catalogue::base(op, &scope.parse()?).await?.name
        };
        names.insert((*scope).to_owned(), name);
    }
    Ok(names)
}

/// Ends a cover: the holder is back, the region calls it off, or the deputy gives it back. Ending
/// it again changes nothing.
pub async fn end(op: &mut Op, id: &CoverId) -> Outcome<Change<()>> {
    let cover = identity::get_cover(op, id).await?;
    let is_mine = op.may(Action::LeaveCover, &Deputy(&cover));
    if !is_mine {
        op.allow(Action::ArrangeCover, &cover)?;
    }
    if !identity::end_cover(op, &cover).await? {
        return Ok(Change::Already(()));
    }
    for person in [&cover.deputy_id, &cover.holder_id] {
        if !op.actor.is_me(person) {
            tell(op, person, "covers-ended", &cover).await?;
        }
    }
    Ok(Change::New(()))
}

/// Where whoever asks stands in, is stood in for, or arranged it for others; the newest first.
pub async fn list(op: &mut Op) -> Outcome<Vec<Cover>> {
    let me = op.actor.signed_in()?.clone();
    identity::covers_of(op, &me).await
}

/// Whether the deputy works where the covered role belongs.
async fn is_colleague(op: &mut Op, cover: &Cover) -> Outcome<bool> {
    let held = identity::roles_of(op, &cover.deputy_id).await?;
    let by_role = held
        .iter()
        .any(|grant| rules::is_colleague(cover.role, &cover.scope, grant.role, &grant.scope));
    if by_role || cover.role != Role::EmployerAdmin {
        return Ok(by_role);
    }
    let worker = employers::worker(op, &cover.deputy_id).await?;
    let employer = worker.employer.map(|employer| employer.id);
    Ok(employer.is_some_and(|id| id.as_str() == cover.scope))
}

fn reason(text: &str) -> Outcome<String> {
    let text = text.trim();
    let most = limits::TEXT_CHARS_MAX;
    if text.is_empty() || text.chars().count() > most {
        return Err(Error::NoReason.fault().with("most", most).at("why"));
    }
    Ok(text.to_owned())
}

async fn tell(op: &mut Op, to: &PersonId, kind: &'static str, cover: &Cover) -> Outcome<()> {
    let details = [
        ("holder", identity::name_of(op, &cover.holder_id).await?),
        ("deputy", identity::name_of(op, &cover.deputy_id).await?),
        ("from", cover.from_on.to_string()),
        ("until", cover.until_on.to_string()),
    ];
    messages::tell(
        op,
        Tell {
            to,
            kind,
            details: &details,
            link: "/covers",
        },
    )
    .await
}
