//! What can be imported or asked for: pure.

use kernel::{Day, EarlierListId, EarlierRequestId, Hours, Outcome, limits};
use ledger::Posting;

use super::Error;
use super::model::{EarlierRow, NewRequest};

/// The clause on which a bureau recognises hours.
pub(super) const CLAUSE: &str = "N2022 §3.9";
/// Most hours of a row; more is a slip of the pen.
const HOURS_MAX: Hours = Hours::whole(200);
/// Longest origin and document number, in characters.
const SHORT_MAX: usize = 50;
/// So far ahead somebody may need it, in days.
const NEEDED_DAYS_MAX: i32 = 731;

/// The ledger source of a row.
pub(super) fn row_source(list: &EarlierListId, at: i64) -> String {
    format!("earlier:{list}:{at}")
}

/// The ledger source of a request.
pub(super) fn request_source(request: &EarlierRequestId) -> String {
    format!("earlier:{request}")
}

/// What a ledger line says: which origin, which document.
pub(super) fn title(origin: &str, document: &str, outside: bool) -> String {
    let place = if outside { "区外" } else { "" };
    format!("往年学时：{place}{origin}（编号 {document}）")
}

pub(super) fn check_hours(hours: Hours) -> Outcome<()> {
    if hours > Hours::ZERO && hours <= HOURS_MAX {
        return Ok(());
    }
    Err(Error::BadHours.fault().with("most", HOURS_MAX).at("hours"))
}

/// An origin or a document's number, trimmed.
pub(super) fn short(text: &str, field: &'static str) -> Outcome<String> {
    let text: String = text.chars().filter(|c| !c.is_control()).collect();
    let text = text.trim();
    if text.is_empty() || text.chars().count() > SHORT_MAX {
        return Err(Error::NoOrigin.fault().with("most", SHORT_MAX).at(field));
    }
    Ok(text.to_owned())
}

/// Words that must be given.
pub(super) fn words<'t>(text: &'t str, field: &'static str) -> Outcome<&'t str> {
    let text = text.trim();
    if text.is_empty() || text.chars().count() > limits::TEXT_CHARS_MAX {
        let fault = Error::NoWords.fault().with("most", limits::TEXT_CHARS_MAX);
        return Err(fault.at(field));
    }
    Ok(text)
}

/// Refuses what cannot be asked for, and gives it trimmed. Whoever asks for hours of another
/// province says why in words.
pub(super) fn check(asked: NewRequest, now: Day) -> Outcome<NewRequest> {
    check_hours(asked.hours)?;
    let said = asked.words.trim();
    let said = if said.is_empty() && !asked.outside {
        String::new()
    } else {
        words(said, "words")?.to_owned()
    };
    let fits = |day: &Day| *day >= now && *day <= now.plus_days(NEEDED_DAYS_MAX);
    if !asked.needed_by.as_ref().is_none_or(fits) {
        return Err(Error::BadNeededBy.fault().at("needed_by"));
    }
    Ok(NewRequest {
        origin: short(&asked.origin, "origin")?,
        document: short(&asked.document, "document")?,
        words: said,
        ..asked
    })
}

/// The ledger entry of a row.
pub(super) fn row_posting(
    list: &EarlierListId,
    row: &EarlierRow,
    person: &kernel::PersonId,
    by: &kernel::PersonId,
) -> Posting {
    Posting {
        person: person.clone(),
        study_year: row.study_year,
        category: row.category,
        hours: row.hours,
        source: row_source(list, row.at),
        clause: CLAUSE.to_owned(),
        title: title(&row.origin, &row.document, false),
        recorded_by: Some(by.clone()),
    }
}
