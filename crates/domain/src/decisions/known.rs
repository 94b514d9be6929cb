//! The facts of an application by somebody whom we know, for other contexts that put many to the
//! engine at once. What is asked and shown one at a time is the business of `service.rs`.

use kernel::{Day, Outcome, PersonId};
use ledger::{Head, Line};
use policy::{Applicant, Deemed, Edition};

use super::model::Question;
use super::rules;
use crate::employers::Worker;
use crate::facts::Grounded;
use crate::{House, Op, editions, hours};

/// What the engine is told about somebody whom we know, and what that rests on.
pub(crate) struct Known<'h> {
    /// The facts.
    pub applicant: Applicant,
    /// The edition that decides.
    pub edition: &'h Edition,
    /// The ledger's head that the hours end in.
    pub head: Head,
}

/// Years that stand for a person's professional hours by a claim that was granted
/// by the end of a day (N2022 §3.6).
pub(crate) async fn deemed(op: &mut Op, person: &PersonId, day: Day) -> Outcome<Vec<Deemed>> {
    let years = hours::deemed(op, person, day).await?.into_iter();
    Ok(years.map(|one| rules::exam_of(&one)).collect())
}

/// The facts of a worker from her records, what is confirmed of her, and these lines of her ledger,
/// which may end before today. `editions.none` where no edition of her territory covers the day.
pub(crate) fn known<'h>(
    house: &'h House,
    id: &str,
    worker: &Worker,
    grounded: &Grounded,
    question: &Question,
    lines: &[Line],
) -> Outcome<Known<'h>> {
    let edition = editions::of_person(house, &worker.person, question.on)?;
    Ok(Known {
        applicant: rules::recorded(id, worker, grounded, edition, question, lines),
        edition,
        head: rules::head(lines),
    })
}
