//! Which study years of a person somebody may look at. Who sees her for herself or for a territory
//! sees all of them; an employer those that her time there touches, also when she has left.

use kernel::{Day, Outcome, PersonId, Year};

use super::model::{Employment, Worker};
use super::{Error, store};
use crate::permission::Action;
use crate::{Op, identity};

/// Study years that may be looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sight {
    /// Every year.
    Whole,
    /// Years from one to another, both included, for each time at the employer.
    Years(Vec<(Year, Year)>),
}

impl Sight {
    /// Whether a year may be looked at.
    pub fn covers(&self, year: Year) -> bool {
        match self {
            Self::Whole => true,
            Self::Years(spans) => spans
                .iter()
                .any(|(first, last)| (*first..=*last).contains(&year)),
        }
    }

    /// Refuses a year that may not be looked at.
    pub fn check(&self, year: Year) -> Outcome<()> {
        if self.covers(year) {
            Ok(())
        } else {
            Err(Error::OutsideSpan.fault().with("year", year))
        }
    }
}

/// Which years of a person's hours the actor may look at; refuses who may look at none.
pub async fn sight(op: &mut Op, worker: &Worker) -> Outcome<Sight> {
    if op.may(Action::SeeHours, &worker.person) {
        return Ok(Sight::Whole);
    }
    let own = own_times(op, worker, Action::SeeHours).await?;
    if own.is_empty() {
        op.allow(Action::SeeHours, worker)?;
    }
    let this_year = op.now.day().year();
    let years = own.iter().map(|time| {
        let last = time.to_day.map_or(this_year, Day::year);
        (time.from_day.year(), last)
    });
    Ok(Sight::Years(years.collect()))
}

/// Asks whether the actor may see who somebody is; to an employer her times there, the newest
/// first. Empty for who sees her otherwise.
pub async fn see_person(op: &mut Op, worker: &Worker) -> Outcome<Vec<Employment>> {
    let own = own_times(op, worker, Action::SeePerson).await?;
    if own.is_empty() {
        op.allow(Action::SeePerson, worker)?;
    }
    Ok(own)
}

/// Everywhere that somebody worked under this account alone, the newest first. The caller asks for
/// permission, on her.
pub async fn times_of_account(op: &mut Op, account: &PersonId) -> Outcome<Vec<Employment>> {
    store::list_of_person(op, account).await
}

/// Her times at employers for which the actor may do this, under whichever of her accounts.
async fn own_times(op: &mut Op, worker: &Worker, action: Action) -> Outcome<Vec<Employment>> {
    let mut times = Vec::new();
    for account in identity::selves(op, &worker.person.id).await? {
        times.extend(store::list_of_person(op, &account).await?);
    }
    times.sort_by(|a, b| (b.from_day, &b.id).cmp(&(a.from_day, &a.id)));
    times.retain(|time| op.may(action, time));
    Ok(times)
}
