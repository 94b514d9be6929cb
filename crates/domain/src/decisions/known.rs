//! The facts of an application by somebody whom we know, for other contexts that put many to the
//! engine at once. What is asked and shown one at a time is the business of `service.rs`.

use kernel::Outcome;
use ledger::{Head, Line};
use policy::{Applicant, Edition};

use super::model::Question;
use super::rules;
use crate::employers::Worker;
use crate::facts::Grounded;
use crate::{House, editions};

/// What the engine is told about somebody whom we know, and what that rests on.
pub(crate) struct Known<'h> {
    /// The facts.
    pub applicant: Applicant,
    /// The edition that decides.
    pub edition: &'h Edition,
    /// The ledger's head that the hours end in.
    pub head: Head,
}

/// The facts of a worker from her records, what is confirmed of her, and these lines of her ledger, which may end before
/// today. `editions.none` where no edition of her territory covers the day.
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
