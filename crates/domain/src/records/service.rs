//! Finding people by their numbers, which leaves a line about each, and reading what is on record.
//! The two are apart, so that nobody waits for the writer while a thousand ledgers are read.

use std::collections::BTreeMap;

use kernel::{BatchId, CitizenId, Day, Outcome, PageSize, PersonId, limits};

use super::model::{Record, RecordYear};
use super::{Error, rules};
use crate::permission::Action;
use crate::{Op, audit, batches, hours, identity, reports, territory};

/// Most people that are told at once.
pub const PEOPLE_MAX: usize = 1000;
/// People whose ledgers are read at a time.
const READ_AT_ONCE: usize = 200;

/// The people of these numbers whom the actor may read, each in its place, and a line about each.
/// `details` says who asks: the name of a system, a committee's words.
pub async fn find(
    op: &mut Op,
    numbers: &[CitizenId],
    details: &str,
) -> Outcome<Vec<Option<PersonId>>> {
    if numbers.is_empty() {
        return Err(Error::Nobody.into());
    }
    if numbers.len() > PEOPLE_MAX {
        return Err(Error::TooMany.fault().with("most", PEOPLE_MAX));
    }
    let mut found = Vec::with_capacity(numbers.len());
    for number in numbers {
        let id = identity::find_by_citizen_id(op, number).await?;
        let id = match id {
            Some(id) => may_read(op, &id).await?.then_some(id),
            None => None,
        };
        found.push(id);
    }
    let people: Vec<PersonId> = found.iter().flatten().cloned().collect();
    note(op, &people, "numbers", details).await?;
    Ok(found)
}

/// The people of a committee's list whom we know and the actor may read, and a line about each.
pub async fn of_batch(op: &mut Op, id: &BatchId) -> Outcome<Vec<PersonId>> {
    let batch = batches::get(op, id).await?;
    let (mut people, mut after) = (Vec::new(), 0);
    loop {
        let size = PageSize::new(limits::PAGE_ITEMS_MAX);
        let page = batches::list_rows(op, &batch, None, after, size).await?;
        for row in page.items {
            after = row.at;
            let Some(person) = row.person_id else {
                continue;
            };
            let person = identity::kept(op, &person).await?;
            if may_read(op, &person).await? {
                people.push(person);
            }
        }
        if page.next.is_none() {
            break;
        }
    }
    note(op, &people, id.as_str(), &batch.file_name).await?;
    Ok(people)
}

/// What is on record of people whom [`find`] or [`of_batch`] gave, as of the end of a day.
pub async fn read(op: &mut Op, people: &[PersonId], day: Day) -> Outcome<Vec<Record>> {
    if day > op.now.day() {
        return Err(Error::DayAhead.fault().at("as_of"));
    }
    let mut records = Vec::with_capacity(people.len());
    for some in people.chunks(READ_AT_ONCE) {
        let mut lines: BTreeMap<PersonId, Vec<ledger::Line>> = BTreeMap::new();
        for line in ledger::list_of(&mut op.tx, some).await? {
            lines
                .entry(line.entry.person.clone())
                .or_default()
                .push(line);
        }
        let states = reports::states_of(op, some, day).await?;
        for person in some {
            if !may_read(op, person).await? {
                continue;
            }
            let mut lines = lines.remove(person).unwrap_or_default();
            hours::as_earned(op, &mut lines).await?;
            records.push(record(op, person, &lines, &states, day).await?);
        }
    }
    Ok(records)
}

async fn record(
    op: &mut Op,
    id: &PersonId,
    lines: &[ledger::Line],
    states: &BTreeMap<(PersonId, kernel::Year), reports::StoodOn>,
    day: Day,
) -> Outcome<Record> {
    let person = identity::get_person(op, id).await?;
    let mut sums = rules::by_year(lines, day);
    let deemed = hours::deemed(op, id, day).await?;
    for one in &deemed {
        sums.entry(one.study_year).or_default();
    }
    for (_, year) in states.keys().filter(|(of, _)| of == id) {
        sums.entry(*year).or_default();
    }
    let mut years = Vec::with_capacity(sums.len());
    for (study_year, sums) in sums {
        let stood = states.get(&(id.clone(), study_year));
        let bureau = stood.map_or(&person.territory_id, |stood| &stood.territory_id);
        let bureau = territory::get(op, bureau).await?;
        years.push(RecordYear {
            study_year,
            public: sums.public,
            professional: sums.professional,
            deemed: deemed
                .iter()
                .find(|one| one.study_year == study_year)
                .map(|one| one.category),
            sources: sums.sources,
            report: stood.map(|stood| stood.status),
            bureau: [bureau.bureau_zh, bureau.bureau_en],
        });
    }
    let last = lines.last();
    Ok(Record {
        person_id: person.id,
        name: person.name,
        citizen_id_masked: person.citizen_id_masked,
        years,
        ledger_head: last
            .map_or_else(ledger::Head::empty, |line| ledger::Head {
                seq: line.entry.seq,
                hash: line.entry.hash.clone(),
            })
            .cite(),
    })
}

async fn may_read(op: &mut Op, id: &PersonId) -> Outcome<bool> {
    let person = identity::get_person(op, id).await?;
    Ok(!person.is_erased && op.may(Action::ReadRecords, &person))
}

/// She sees that her record was read, by whom and for what.
async fn note(op: &mut Op, people: &[PersonId], subject: &str, details: &str) -> Outcome<()> {
    let details: String = details.chars().take(limits::TEXT_CHARS_MAX).collect();
    let details = kernel::mask_numbers(&details);
    audit::record_many(op, "records.read", people, subject, &details).await
}
