//! Counting a piece: the next people, their posts and their hours, read in three questions and put
//! together by id; each level decided by both editions.

use std::sync::Arc;

use kernel::{Day, Fault, Outcome, PersonId};
use policy::{Edition, Level};

use super::Error;
use super::model::{Move, Tally};
use super::rules::{self, Asked};
use crate::identity::PersonFacts;
use crate::territory::Territory;
use crate::{House, Op, decisions, employers, facts, hours, territory};

/// Two editions of a year for one territory, and the day that everybody is asked about.
#[derive(Clone)]
pub struct Comparison {
    /// The draft.
    pub draft: Arc<Edition>,
    /// The newest published edition before it, moved on to its year unchanged.
    pub unchanged: Arc<Edition>,
    /// Id of that published edition.
    pub base_id: String,
    /// Where it would be in force.
    pub territory: Territory,
    asked: Asked,
}

impl Comparison {
    /// Compares a draft of these policies with what is in force before it. `on` is a day of the
    /// draft's year, `today` in that year when it is left out; study years that are not over
    /// `today` are supposed to be studied.
    pub async fn new(op: &mut Op, draft_id: &str, on: Option<Day>, today: Day) -> Outcome<Self> {
        let house: Arc<House> = Arc::clone(&op.house);
        let draft = house
            .policies
            .edition(draft_id)
            .filter(|edition| edition.is_draft())
            .ok_or_else(|| Error::NotADraft.fault().with("id", draft_id))?;
        let base = house
            .policies
            .published_before(draft)
            .ok_or(Error::NothingBefore)?;
        let unchanged = base
            .moved_on(draft.year())
            .map_err(|error| Fault::internal("effects.unmovable", error))?;
        let on = on.unwrap_or_else(|| today.in_year(draft.year()));
        if on.year() != draft.year() {
            return Err(Error::WrongYear.fault().at("on").with("year", draft.year()));
        }
        let place = territory::find_by_code(op, draft.territory()).await?;
        Ok(Self {
            draft: Arc::new(draft.clone()),
            unchanged: Arc::new(unchanged),
            base_id: base.id().to_owned(),
            territory: place.ok_or(Error::NothingBefore)?,
            asked: Asked {
                on,
                first_open: today.year(),
            },
        })
    }

    /// The application day that everybody is asked about.
    pub fn on(&self) -> Day {
        self.asked.on
    }
}

/// Counts some people, who are neighbours by id.
pub(super) async fn count(
    op: &mut Op,
    comparison: &Comparison,
    people: &[PersonFacts],
) -> Outcome<Tally> {
    let (Some(first), Some(last)) = (people.first(), people.last()) else {
        return Ok(Tally::default());
    };
    let posts = employers::post_facts(op, &first.id, &last.id).await?;
    let confirmed = facts::between(op, &first.id, &last.id, comparison.asked.on).await?;
    let ids: Vec<PersonId> = people.iter().map(|person| person.id.clone()).collect();
    let deemed = hours::deemed_among(op, &ids).await?;
    let totals = ledger::totals_between(&mut op.tx, &first.id, &last.id).await?;
    let (mut posts, mut totals) = (posts.as_slice(), totals.as_slice());
    let mut tally = Tally::default();
    for person in people {
        let post = take(&mut posts, |post| post.person_id == person.id).first();
        let own = take(&mut totals, |(id, _)| *id == person.id);
        if person.is_twin || person.territory_id != comparison.territory.id {
            continue;
        }
        let (unchanged, asked) = (&comparison.unchanged, comparison.asked);
        let mut applicant = rules::applicant(person, post, own, unchanged, asked);
        rules::lay_over(&mut applicant, confirmed.get(&person.id));
        let deemed = deemed.get(&person.id).into_iter().flatten();
        applicant.deemed = deemed.map(decisions::exam_of).collect();
        tally.people += 1;
        for level in Level::ALL {
            applicant.application.level = Some(*level);
            let was = policy::assess(unchanged, &applicant)?.outcome();
            let becomes = policy::assess(&comparison.draft, &applicant)?.outcome();
            let sector = applicant.post.sector;
            let of = Move {
                sector,
                level: *level,
                was,
                becomes,
            };
            tally.add(&person.id, of);
        }
    }
    Ok(tally)
}

/// The head of a sorted slice that fits; the slice goes on behind it.
fn take<'s, T>(rest: &mut &'s [T], fits: impl Fn(&T) -> bool) -> &'s [T] {
    let count = rest.iter().take_while(|one| fits(one)).count();
    let (head, tail) = rest.split_at(count);
    *rest = tail;
    head
}
