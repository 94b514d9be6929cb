//! From what is known of people to the facts of applicants: pure.

use std::collections::BTreeMap;

use kernel::{Category, Day, Hours, PersonId, Year};
use ledger::Total;
use policy::{Applicant, Application, Edition, GivenHours, Level, Person, Post, Purpose};

use crate::employers::PostFacts;
use crate::facts::{Confirmed, Grounded};
use crate::identity::PersonFacts;

/// What everybody is asked about.
#[derive(Clone, Copy, Debug)]
pub(super) struct Asked {
    /// The application day.
    pub on: Day,
    /// Study years from this one on are not over yet.
    pub first_open: Year,
}

/// The facts of one person. `level` is changed by the caller, who asks about each.
pub(super) fn applicant(
    person: &PersonFacts,
    post: Option<&PostFacts>,
    totals: &[(PersonId, Total)],
    unchanged: &Edition,
    asked: Asked,
) -> Applicant {
    let application = Application {
        purpose: Purpose::TitleReview,
        level: Some(Level::Junior),
        degree: None,
        on: asked.on,
    };
    let mut applicant = Applicant::new(person.id.as_str(), application);
    applicant.person = Person {
        sex: Some(person.sex),
        born: Some(person.born),
    };
    applicant.post = Post {
        territory: Some(unchanged.territory().to_owned()),
        sector: post.and_then(|post| post.sector.as_str().parse().ok()),
        grassroots: post.is_some_and(|post| post.grassroots),
        // A transfer after the day that is asked about has not happened then.
        from_government_on: post
            .and_then(|post| post.from_government_on)
            .filter(|day| *day <= asked.on),
    };
    applicant.hours = hours(totals, unchanged, asked.first_open);
    applicant
}

/// Lays what is confirmed of her, as of the day that is asked about, over what her post says.
pub(super) fn lay_over(applicant: &mut Applicant, confirmed: Option<&Vec<Confirmed>>) {
    let Some(confirmed) = confirmed else { return };
    let mut known = Grounded {
        sector: applicant.post.sector,
        grassroots: applicant.post.grassroots,
        from_government_on: applicant.post.from_government_on,
        ..Grounded::default()
    };
    for (kind, value, from) in confirmed {
        known.apply(*kind, value, *from, None);
    }
    applicant.post.sector = known.sector;
    applicant.post.grassroots = known.grassroots;
    applicant.post.from_government_on = known.from_government_on;
    applicant.circumstances = known.circumstances;
}

/// What the ledger holds; a study year that is not over is supposed to be studied as asked.
fn hours(totals: &[(PersonId, Total)], unchanged: &Edition, first_open: Year) -> Vec<GivenHours> {
    let mut sums: BTreeMap<(Year, Category), Hours> = totals
        .iter()
        .map(|(_, total)| ((total.study_year, total.category), total.hours))
        .collect();
    for year in unchanged.study_years().filter(|year| *year >= first_open) {
        for category in Category::ALL {
            if let Some(required) = unchanged.required(year, category) {
                let sum = sums.entry((year, category)).or_default();
                *sum = (*sum).max(required);
            }
        }
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
