//! What the engine is told about somebody as of a day, and what each of it rests on.

use std::collections::BTreeMap;

use kernel::{Day, FactId, Outcome, PersonId};
use policy::{Circumstance, Sector};
use serde::{Deserialize, Serialize};

use super::desks::desk;
use super::model::{Fact, FactKind};
use super::store;
use crate::employers::{self, PostOn, Worker};
use crate::{Op, identity};

/// On what a fact of an application rests.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Source {
    /// The employment that covers the day.
    Employment {
        /// Name of the employer.
        employer: String,
        /// First day of the employment.
        since: Day,
    },
    /// A fact that was confirmed.
    Fact {
        /// Which.
        id: FactId,
        /// Who confirmed it, by name.
        confirmed_by: String,
        /// When.
        confirmed_on: Day,
    },
}

/// A fact of an application, with what it rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ground {
    /// What it is about.
    pub about: FactKind,
    /// What it says; a day for a transfer.
    pub value: String,
    /// On what it rests.
    pub source: Source,
}

/// All grounds of an application.
pub type Grounds = Vec<Ground>;

/// What is confirmed: which kind, what it says, since when.
pub type Confirmed = (FactKind, String, Day);

/// What the engine is told, as of a day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grounded {
    /// Sector.
    pub sector: Option<Sector>,
    /// On the grassroots front line.
    pub grassroots: bool,
    /// Day of transfer from a party or state organ.
    pub from_government_on: Option<Day>,
    /// Special circumstances.
    pub circumstances: Vec<Circumstance>,
    /// On what each of them rests.
    pub grounds: Grounds,
}

/// What the records say of a person as of a day. Whether the actor may know is asked by the caller.
pub async fn as_of(op: &mut Op, worker: &Worker, day: Day) -> Outcome<Grounded> {
    let mut grounded = of_employment(op, &worker.person.id, day).await?;
    let mut confirmed = Vec::new();
    for account in identity::selves(op, &worker.person.id).await? {
        confirmed.extend(store::confirmed_on(op, &account, day).await?);
    }
    confirmed.sort_by(|a, b| (b.decided_at, &b.id).cmp(&(a.decided_at, &a.id)));
    for fact in confirmed {
        let is_known = grounded.grounds.iter().any(|ground| {
            ground.about == fact.kind && matches!(ground.source, Source::Fact { .. })
        });
        // The newest confirmation comes first, and stands for those before it.
        if is_known {
            continue;
        }
        let source = confirmation(op, &fact).await?;
        grounded.apply(fact.kind, &fact.value, fact.from_day, Some(source));
    }
    Ok(grounded)
}

async fn confirmation(op: &mut Op, fact: &Fact) -> Outcome<Source> {
    let confirmed_by = match &fact.decided_by {
        Some(person) => identity::name_of(op, person).await?,
        None => String::new(),
    };
    Ok(Source::Fact {
        id: fact.id.clone(),
        confirmed_by,
        confirmed_on: fact.decided_at.unwrap_or(fact.claimed_at).day(),
    })
}

/// What confirmed facts say of people from one id to another, as of a day: to be laid over what
/// their posts say. Without the grounds: for counting, not for showing.
pub async fn between(
    op: &mut Op,
    first: &PersonId,
    last: &PersonId,
    day: Day,
) -> Outcome<BTreeMap<PersonId, Vec<Confirmed>>> {
    let mut found: BTreeMap<PersonId, Vec<Confirmed>> = BTreeMap::new();
    for (person, kind, value, from) in store::confirmed_between(op, first, last, day).await? {
        let facts = found.entry(person).or_default();
        if facts.iter().all(|(known, ..)| *known != kind) {
            facts.push((kind, value, from));
        }
    }
    Ok(found)
}

/// What the employment that covers the day says, with what the employer was on that day. A day on
/// which she worked nowhere is answered from facts alone.
async fn of_employment(op: &mut Op, person: &PersonId, day: Day) -> Outcome<Grounded> {
    let mut grounded = Grounded::default();
    let Some(PostOn {
        employment: post,
        standing,
    }) = employers::post_on(op, person, day).await?
    else {
        return Ok(grounded);
    };
    let employer = employers::get(op, &post.employer_id).await?.name;
    let source = || {
        Some(Source::Employment {
            employer: employer.clone(),
            since: post.from_day,
        })
    };
    let sector = standing.sector.as_str();
    grounded.apply(FactKind::Sector, sector, post.from_day, source());
    if standing.grassroots {
        grounded.apply(FactKind::Grassroots, "", post.from_day, source());
    }
    if let Some(transferred) = post.from_government_on.filter(|from| *from <= day) {
        grounded.apply(FactKind::FromGovernment, "", transferred, source());
    }
    Ok(grounded)
}

impl Grounded {
    /// Lays a fact over what is known. One that the clauses do not ask about is kept as a ground
    /// only.
    pub(crate) fn apply(&mut self, kind: FactKind, value: &str, from: Day, source: Option<Source>) {
        let mut says = value.to_owned();
        match kind {
            FactKind::Sector => self.sector = value.parse().ok(),
            FactKind::Grassroots => self.grassroots = true,
            FactKind::FromGovernment => {
                self.from_government_on = Some(from);
                says = from.to_string();
            }
            FactKind::EpidemicFrontline => {
                self.circumstances = vec![Circumstance::EpidemicFrontline];
            }
            FactKind::ThreeSubjectTeacher
            | FactKind::SkilledWorker
            | FactKind::Degree
            | FactKind::Title
            | FactKind::Speciality => {}
        }
        let Some(source) = source else { return };
        self.grounds.retain(|ground| ground.about != kind);
        self.grounds.push(Ground {
            about: kind,
            value: says,
            source,
        });
        self.grounds.sort_by_key(|ground| ground.about);
    }

    /// The clause that a ground is asked for by; empty when none is.
    pub fn clause(about: FactKind) -> &'static str {
        desk(about).map_or("", |rule| rule.clause.as_str())
    }
}
