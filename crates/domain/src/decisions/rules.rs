//! From our records to the facts of an applicant: pure.

use std::collections::BTreeMap;

use kernel::{Category, DecisionId, Hours, Year};
use ledger::{Head, Line};
use policy::{Applicant, Application, Edition, GivenHours, Person, Post};

use super::model::Question;
use crate::employers::Worker;

/// The facts of a worker who asks.
pub(super) fn applicant(
    id: &DecisionId,
    worker: &Worker,
    edition: &Edition,
    question: &Question,
    lines: &[Line],
) -> Applicant {
    let employer = worker.employer.as_ref();
    let recorded = worker
        .employment
        .as_ref()
        .and_then(|post| post.from_government_on);
    let application = Application {
        purpose: question.purpose,
        level: question.level,
        degree: question.degree,
        on: question.on,
    };
    let mut applicant = Applicant::new(id.as_str(), application);
    applicant.person = Person {
        sex: Some(worker.person.sex),
        born: Some(worker.person.born),
    };
    applicant.post = Post {
        // The pack that decides may be that of a territory above hers.
        territory: Some(edition.territory().to_owned()),
        sector: employer.and_then(|employer| employer.sector.as_str().parse().ok()),
        grassroots: employer.is_some_and(|employer| employer.grassroots),
        from_government_on: recorded.or(question.from_government_on),
    };
    applicant.hours = given_hours(lines);
    applicant
}

/// Sums per year and category, in a fixed order, without years that were revoked to nothing.
fn given_hours(lines: &[Line]) -> Vec<GivenHours> {
    let mut sums: BTreeMap<(Year, Category), Hours> = BTreeMap::new();
    for Line { entry, .. } in lines {
        let sum = sums.entry((entry.study_year, entry.category)).or_default();
        *sum = *sum + entry.hours;
    }
    sums.into_iter()
        .filter(|(_, hours)| *hours > Hours::ZERO)
        .map(|((year, category), hours)| GivenHours {
            year,
            category: category.as_str().to_owned(),
            hours,
        })
        .collect()
}

/// The head that these lines end in: read with them, so that it can be no other.
pub(super) fn head(lines: &[Line]) -> Head {
    lines
        .last()
        .map_or_else(Head::empty, |Line { entry, .. }| Head {
            seq: entry.seq,
            hash: entry.hash.clone(),
        })
}
