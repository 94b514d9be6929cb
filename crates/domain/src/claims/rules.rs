//! What may be claimed, and what may be done with a claim when: pure.

use kernel::{ClaimId, Day, Hours, Outcome, limits};
use ledger::Posting;

use super::Error;
use super::kinds::ClaimKind;
use super::model::{Claim, ClaimFields, Granted, Ruling, Status};

/// Most files of a claim.
pub const FILES_MAX: usize = 5;
/// Most claims of a person that are not over.
pub(super) const OPEN_MAX: i64 = 50;
/// Longest organiser, title and place, in characters.
const WORDS_MAX: usize = 100;
/// Longest number and speciality, in characters.
const SHORT_MAX: usize = 50;
/// Most units of one claim; more is a slip of the pen.
const QUANTITY_MAX: Hours = Hours::whole(500);
/// So far ahead somebody may need it, in days.
const NEEDED_DAYS_MAX: i32 = 731;

/// The ledger source of what a claim brought.
pub fn source(claim: &ClaimId) -> String {
    format!("claim:{claim}")
}

/// The ledger source of what its appeal brought on top.
pub(super) fn appeal_source(claim: &ClaimId) -> String {
    format!("claim:{claim}:appeal")
}

/// Refuses fields that cannot be claimed, and gives them trimmed.
pub(super) fn check(fields: ClaimFields, kind: &ClaimKind, now: Day) -> Outcome<ClaimFields> {
    let organiser = given(&fields.organiser, WORDS_MAX, "organiser")?;
    let title = given(&fields.title, WORDS_MAX, "title")?;
    let place = given(&fields.place, WORDS_MAX, "place")?;
    let speciality = given(&fields.speciality, SHORT_MAX, "speciality")?;
    let number = fields.certificate_number.trim();
    let certificate_number = if number.is_empty() && !kind.is_deeming() {
        String::new()
    } else {
        given(number, SHORT_MAX, "certificate_number")?
    };
    let (from_day, to_day) = (fields.from_day, fields.to_day);
    if from_day > to_day || to_day > now || from_day.days_until(to_day) > 366 {
        return Err(Error::BadDays.fault().at("to_day"));
    }
    let year = fields.study_year;
    if year != to_day.year() && (kind.is_deeming() || year != from_day.year()) {
        return Err(Error::OtherYear.fault().with("year", year).at("study_year"));
    }
    let quantity = fields.quantity;
    if !kind.is_deeming() && (quantity <= Hours::ZERO || quantity > QUANTITY_MAX) {
        let fault = Error::BadQuantity.fault().with("most", QUANTITY_MAX);
        return Err(fault.at("quantity"));
    }
    let fits = |day: &Day| *day >= now && *day <= now.plus_days(NEEDED_DAYS_MAX);
    if !fields.needed_by.as_ref().is_none_or(fits) {
        return Err(Error::BadNeededBy.fault().at("needed_by"));
    }
    Ok(ClaimFields {
        organiser,
        title,
        place,
        speciality,
        certificate_number,
        quantity: if kind.is_deeming() {
            Hours::ZERO
        } else {
            quantity
        },
        in_region: kind.is_deeming() && fields.in_region,
        ..fields
    })
}

fn given(text: &str, most: usize, field: &'static str) -> Outcome<String> {
    let text: String = text.chars().filter(|c| !c.is_control()).collect();
    let text = text.trim();
    if text.is_empty() {
        return Err(Error::Missing.fault().at(field));
    }
    if text.chars().count() > most {
        return Err(Error::TooLong.fault().with("most", most).at(field));
    }
    Ok(text.to_owned())
}

/// Words that must be given with a decision.
pub(super) fn reason(text: &str) -> Outcome<&str> {
    let text = text.trim();
    if text.is_empty() || text.chars().count() > limits::TEXT_CHARS_MAX {
        let fault = Error::NoReason.fault().with("most", limits::TEXT_CHARS_MAX);
        return Err(fault.at("why"));
    }
    Ok(text)
}

/// What a ruling grants, when no more than `most` may be granted. On an appeal nothing is taken
/// away of what was granted before; `None` grants nothing.
pub(super) fn grant(claim: &Claim, ruling: Ruling, most: Hours) -> Outcome<Option<Granted>> {
    let before = match claim.granted {
        Some(Granted::Hours(hours)) => hours,
        _ => Hours::ZERO,
    };
    let hours = match ruling {
        Ruling::Refuse => return Ok(claim.granted),
        Ruling::Whole if claim.is_deeming() => return Ok(Some(Granted::Year)),
        Ruling::Whole => most,
        Ruling::Part(hours) => hours,
    };
    if claim.is_deeming() || hours <= before || hours > most {
        let fault = Error::BadGrant
            .fault()
            .with("least", before)
            .with("most", most);
        return Err(fault.at("hours"));
    }
    Ok(Some(Granted::Hours(hours)))
}

/// Where a claim stands after a decision.
pub(super) fn status_after(granted: Option<Granted>) -> Status {
    match granted {
        Some(_) => Status::Approved,
        None => Status::Refused,
    }
}

/// Whether a claim can be appealed on a day.
pub(super) fn may_appeal(claim: &Claim, today: Day) -> bool {
    let decided = claim.status == Status::Refused
        || (claim.status == Status::Approved && claim.is_cut() && !claim.is_revoked);
    let in_time = claim.appeal_until.is_some_and(|last| today <= last);
    decided && in_time && claim.appealed_at.is_none()
}

/// The ledger entry of hours that were granted. The title keeps what it was and the speciality.
pub(super) fn posting(
    claim: &Claim,
    kind: &str,
    hours: Hours,
    source: String,
    by: &kernel::PersonId,
) -> Posting {
    let ClaimFields {
        title, speciality, ..
    } = &claim.fields;
    Posting {
        person: claim.person_id.clone(),
        study_year: claim.fields.study_year,
        category: claim.category,
        hours,
        source,
        clause: claim.cite.clone(),
        title: format!("{kind}：{title}（{speciality}）"),
        recorded_by: Some(by.clone()),
    }
}
