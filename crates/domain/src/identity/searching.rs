//! Searching for people: each search of an officer leaves a line with what she searched for.

use kernel::{CitizenId, Outcome, Page, PageSize, limits, mask_numbers};

use super::Error;
use super::model::Person;
use crate::permission::Action;
use crate::territory::Territory;
use crate::{Event, Op};

/// People of a territory and all below it whose name contains `words`. Needs a transaction that
/// writes: what was searched for is noted.
pub async fn search_people(
    op: &mut Op,
    territory: &Territory,
    words: &str,
    after: Option<&str>,
    size: PageSize,
) -> Outcome<Page<Person>> {
    op.allow(Action::SearchPeople, territory)?;
    let words: String = words.chars().take(limits::SEARCH_CHARS_MAX).collect();
    op.audit(Event {
        action: "identity.people_searched",
        about: None,
        subject: territory.id.as_str(),
        details: &mask_numbers(&words),
    })
    .await?;
    super::list_people(op, &territory.path, &words, after, size).await
}

/// The person with this whole citizen id, for an officer who says why she looks. She sees the line,
/// and so does whoever audits a search that found nobody. Who lies outside of the territory is not
/// found. The inner refusal must be committed: it was a search too.
pub async fn find_by_number(
    op: &mut Op,
    territory: &Territory,
    number: &CitizenId,
    why: &str,
) -> Outcome<Result<Person, kernel::Fault>> {
    op.allow(Action::SearchPeople, territory)?;
    let why: String = why.trim().chars().take(limits::TEXT_CHARS_MAX).collect();
    if why.is_empty() {
        return Ok(Err(Error::NoReason.fault().at("why")));
    }
    let found = match super::find_by_citizen_id(op, number).await? {
        Some(id) => Some(super::get_person(op, &id).await?),
        None => None,
    };
    let found = found.filter(|person| op.may(Action::RevealCitizenId, person));
    op.audit(Event {
        action: "identity.searched_by_number",
        about: found.as_ref().map(|person| &person.id),
        subject: territory.id.as_str(),
        details: &mask_numbers(&why),
    })
    .await?;
    Ok(found.ok_or_else(|| Error::NobodyFound.fault().at("number")))
}
