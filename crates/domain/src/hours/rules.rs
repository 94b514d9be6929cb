//! What is posted, and what a year lacks: pure.

use kernel::{Category, EnrolmentId, Hours, Outcome, Year, limits};
use ledger::{Posting, Total};
use policy::Edition;

use super::Error;
use super::model::{Recognition, RecognitionId, Revocation, Verdict, YearRow, YearState};
use crate::catalogue::Course;
use crate::orders::Enrolment;

/// The clause on which a bureau recognises hours.
const RECOGNITION_CLAUSE: &str = "N2022 §3.9";

/// The clause on which entries are revoked: fraud is pursued.
pub const REVOCATION_CLAUSE: &str = "N2022 §6.1";

/// Most hours that are recognised at once; more is a slip of the pen.
const RECOGNISED_MAX: Hours = Hours::whole(200);

/// The ledger source of an enrolment's hours.
pub fn enrolment_source(enrolment: &EnrolmentId) -> String {
    format!("enrolment:{enrolment}")
}

/// The ledger source of a recognition.
pub(super) fn recognition_source(recognition: &RecognitionId) -> String {
    format!("recognition:{recognition}")
}

/// What an event earns on an enrolment: nothing, when the edition posts the course's category on
/// another event.
pub(super) fn posting(
    edition: &Edition,
    on: policy::Posting,
    enrolment: &Enrolment,
    course: &Course,
) -> Option<Posting> {
    (edition.posts_on(course.category) == on).then(|| Posting {
        person: enrolment.person_id.clone(),
        study_year: enrolment.study_year,
        category: course.category,
        hours: course.hours,
        source: enrolment_source(&enrolment.id),
        clause: edition.post_clause(course.category).to_owned(),
        title: course.title.clone(),
        recorded_by: None,
    })
}

/// The ledger posting of a recognition.
pub(super) fn recognition_posting(recognition: &Recognition) -> Posting {
    Posting {
        person: recognition.person_id.clone(),
        study_year: recognition.study_year,
        category: recognition.category,
        hours: recognition.hours,
        source: recognition_source(&recognition.id),
        clause: RECOGNITION_CLAUSE.to_owned(),
        title: recognition.evidence.clone(),
        recorded_by: Some(recognition.recognised_by.clone()),
    }
}

/// Refuses hours that cannot be recognised at once.
pub(super) fn check_recognised(hours: Hours) -> Outcome<()> {
    if hours > Hours::ZERO && hours <= RECOGNISED_MAX {
        Ok(())
    } else {
        Err(Error::BadHours
            .fault()
            .with("most", RECOGNISED_MAX)
            .at("hours"))
    }
}

/// Words that somebody must give: not empty, not longer than a text may be.
pub(super) fn given_words<'t>(
    text: &'t str,
    refusal: Error,
    field: &'static str,
) -> Outcome<&'t str> {
    let text = text.trim();
    if text.is_empty() || text.chars().count() > limits::TEXT_CHARS_MAX {
        return Err(refusal
            .fault()
            .with("most", limits::TEXT_CHARS_MAX)
            .at(field));
    }
    Ok(text)
}

/// A year against what the edition asks for.
pub(super) fn year(edition: &Edition, study_year: Year, totals: &[Total]) -> Outcome<YearState> {
    if !edition.study_years().any(|known| known == study_year) {
        return Err(Error::UnknownYear.fault().with("year", study_year));
    }
    let rows = Category::ALL.map(|category| {
        let required = edition
            .required(study_year, category)
            .unwrap_or(Hours::ZERO);
        row(category, required, counted(totals, study_year, category))
    });
    Ok(YearState {
        study_year,
        rows: rows.to_vec(),
        window: edition.study_window(study_year),
        edition_id: edition.id().to_owned(),
    })
}

fn row(category: Category, required: Hours, counted: Hours) -> YearRow {
    YearRow {
        category,
        required,
        counted,
        short: counted.short_of(required),
    }
}

fn counted(totals: &[Total], study_year: Year, category: Category) -> Hours {
    totals
        .iter()
        .filter(|total| total.study_year == study_year && total.category == category)
        .map(|total| total.hours)
        .sum()
}

/// Whether this decision is the first; the same one again is no change, another one is refused.
pub(super) fn is_first_decision(revocation: &Revocation, verdict: Verdict) -> Outcome<bool> {
    match revocation.decision {
        None => Ok(true),
        Some(before) if before == verdict => Ok(false),
        Some(_) => Err(Error::AlreadyDecided.into()),
    }
}
