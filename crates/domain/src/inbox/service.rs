//! Opening a desk, and taking things from it.

use std::collections::BTreeMap;

use kernel::{Outcome, Page, PageSize, PersonId};

use super::Error;
use crate::permission::{Action, Role};
use crate::queues::{self, Desk, Item, Matter};
use crate::{Event, Op, employers, identity, territory};

/// A desk of whoever is signed in.
#[derive(Clone, Debug)]
pub struct OwnDesk {
    /// The desk.
    pub desk: Desk,
    /// Its name: of the bureau's territory or of the employer, in Chinese.
    pub name: String,
}

/// What waits at a desk.
#[derive(Clone, Debug)]
pub struct Inbox {
    /// A page of what waits, the greatest harm first.
    pub items: Page<Item>,
    /// How many wait, by kind.
    pub counts: Vec<(Matter, i64)>,
    /// Names of those about whom things are, and of those who have taken something.
    pub names: BTreeMap<PersonId, String>,
}

/// The desks of whoever is signed in: of her employers, and of the bureaus for which she is an
/// officer.
pub async fn desks(op: &mut Op) -> Outcome<Vec<OwnDesk>> {
    op.actor.signed_in()?;
    let mut own = Vec::new();
    let grants = op.actor.grants().to_vec();
    let territories = territory::list(op).await?;
    for grant in grants {
        match grant.role {
            Role::BureauOfficer => {
                let found = territories.iter().find(|place| place.path == grant.scope);
                own.extend(found.map(|place| OwnDesk {
                    desk: Desk::Bureau(place.id.clone()),
                    name: place.bureau_zh.clone(),
                }));
            }
            Role::EmployerAdmin => {
                let employer = employers::get(op, &grant.scope.parse()?).await?;
                own.push(OwnDesk {
                    desk: Desk::Employer(employer.id),
                    name: employer.name,
                });
            }
            _ => {}
        }
    }
    // Who stands in for a colleague of her own desk has that desk once.
    let mut seen: Vec<Desk> = Vec::new();
    own.retain(|one| {
        let is_new = !seen.contains(&one.desk);
        seen.push(one.desk.clone());
        is_new
    });
    Ok(own)
}

/// What waits at a desk; all kinds, or one.
pub async fn open(
    op: &mut Op,
    desk: &Desk,
    matter: Option<Matter>,
    after: Option<&str>,
    size: PageSize,
) -> Outcome<Inbox> {
    allow(op, desk).await?;
    let items = queues::list(op, desk, matter, after, size).await?;
    let people = items.items.iter();
    let people = people.flat_map(|item| [item.taken_by.clone(), item.person_id.clone()]);
    let people: Vec<PersonId> = people.flatten().collect();
    Ok(Inbox {
        counts: queues::count(op, desk).await?,
        names: identity::names(op, &people).await?,
        items,
    })
}

/// Takes a thing, so that colleagues see that somebody is at it.
pub async fn take(op: &mut Op, matter: Matter, subject: &str) -> Outcome<Item> {
    let me = op.actor.signed_in()?.clone();
    set_taker(op, matter, subject, Some(&me), "inbox.taken").await
}

/// Gives a thing back.
pub async fn give_back(op: &mut Op, matter: Matter, subject: &str) -> Outcome<Item> {
    set_taker(op, matter, subject, None, "inbox.given_back").await
}

async fn set_taker(
    op: &mut Op,
    matter: Matter,
    subject: &str,
    taker: Option<&PersonId>,
    action: &'static str,
) -> Outcome<Item> {
    let item = queues::find(op, matter, subject)
        .await?
        .ok_or(queues::Error::Unknown)?;
    allow(op, &item.desk).await?;
    queues::take(op, &item, taker).await?;
    op.audit(Event {
        action,
        about: item.person_id.as_ref(),
        subject,
        details: matter.as_str(),
    })
    .await?;
    Ok(item)
}

/// Refuses a desk that is not hers.
pub(super) async fn allow(op: &mut Op, desk: &Desk) -> Outcome<()> {
    let may = match desk {
        Desk::Bureau(id) => {
            let territory = territory::get(op, id).await?;
            op.may(Action::SeeBureau, &territory)
        }
        Desk::Employer(id) => {
            let employer = employers::get(op, id).await?;
            op.may(Action::SeeEmployer, &employer)
        }
    };
    if may {
        Ok(())
    } else {
        Err(Error::NotYourDesk.into())
    }
}
