//! Hours of a double account, carried to the account that was kept and back.
//!
//! Nothing is moved: an entry of the twin's chain is reversed there and posted again in the chain
//! of the account that was kept, with a source that names the merger and the first entry's source.
//! What both earned alike (the same course of a study year, the same document) counts once: the
//! twin's entry is set aside, and steps in when the other one is revoked. Parting is the way back.
//!
//! Everything happens in the transaction of whoever asks, with both people's hours locked: the
//! twin's before the kept one's.

mod checking;
mod rules;
mod store;

use std::collections::BTreeMap;

use kernel::{CourseId, EnrolmentId, EntryId, Instant, MergerId, Outcome, PersonId, Year};
use ledger::{Entry, Line, Posting};

use self::store::{Carried, State};
use crate::identity::{self, Twin};
use crate::{Op, catalogue, orders};

pub(super) use checking::check;
pub use rules::{Journey, is_of_merger, journey, moved, root};

/// What an entry was earned with, to see that another one is the same.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Key {
    /// A course, whichever of its versions, in a study year.
    Course(CourseId, Year),
    /// The same kind, year, category, hours, title and clause.
    Words(Box<(String, Year, &'static str, i64, String, String)>),
}

/// An entry of a twin and one of the kept account that count once.
#[derive(Clone, Debug)]
pub struct Double {
    /// The twin's entry.
    pub twin: Entry,
    /// The entry that counts.
    pub kept: Entry,
}

/// Posts hours, once per source, in the chain of whoever earned them; when she is one person with
/// the account that was kept, they are carried there in the same transaction. Gives the first
/// entry.
pub async fn post(op: &mut Op, id: EntryId, posting: &Posting) -> Outcome<kernel::Change<Entry>> {
    lock(op, &posting.person).await?;
    let twin = identity::find_twin(op, &posting.person).await?;
    if let Some(twin) = &twin {
        lock(op, &twin.kept).await?;
    }
    let posted = ledger::post(&mut op.tx, id, op.now, posting).await?;
    if let kernel::Change::New(entry) = &posted {
        match &twin {
            Some(twin) => {
                let own = own_lines(op, twin).await?;
                carry_one(op, twin, entry.clone(), &own).await?;
            }
            None => yield_to(op, entry).await?,
        }
    }
    Ok(posted)
}

/// Carries every entry of a twin that stands to the account that is kept; how many. The caller has
/// made them one person, in this transaction.
pub async fn carry(op: &mut Op, twin: &Twin) -> Outcome<u64> {
    lock(op, &twin.twin).await?;
    lock(op, &twin.kept).await?;
    let own = own_lines(op, twin).await?;
    let mut many = 0;
    for line in standing(ledger::list(&mut op.tx, &twin.twin, None).await?) {
        carry_one(op, twin, line.entry, &own).await?;
        many += 1;
    }
    Ok(many)
}

/// The way back: what was carried and still stands is reversed and posted in the twin's chain
/// again. What was revoked meanwhile stays revoked. How many came back.
pub async fn carry_back(op: &mut Op, twin: &Twin, by: &PersonId) -> Outcome<u64> {
    lock(op, &twin.twin).await?;
    lock(op, &twin.kept).await?;
    let mut many = 0;
    for mut row in store::list_of_merger(op, &twin.merge).await? {
        let entry = ledger::get(&mut op.tx, &row.to_entry).await?;
        let first = match row.state {
            State::Back => continue,
            State::Same => ledger::get(&mut op.tx, &row.from_entry).await?,
            State::Carried if ledger::is_revoked(&mut op.tx, &entry.source).await? => continue,
            State::Carried => {
                let reversal: EntryId = op.new_id();
                let (id, clause) = (&entry.id, rules::PARTED);
                ledger::revoke(&mut op.tx, reversal, op.now, id, clause, by).await?;
                entry.clone()
            }
        };
        let was_carried = row.state == State::Carried;
        let source = rules::back_source(&row.merge, row.turn, &row.root);
        let back = post_again(op, &first, &twin.twin, source, by).await?;
        row.state = State::Back;
        row.to_entry = back.id;
        row.turn += 1;
        store::save(op, &row).await?;
        if was_carried {
            step_in(op, &entry).await?;
        }
        many += 1;
    }
    Ok(many)
}

/// What would count once, were these two accounts one person's.
pub async fn doubles(op: &mut Op, twin: &PersonId, kept: &PersonId) -> Outcome<Vec<Double>> {
    let mut own = Vec::new();
    for line in standing(ledger::list(&mut op.tx, kept, None).await?) {
        let key = key(op, &line.entry).await?;
        own.push((key, line.entry));
    }
    let mut doubles = Vec::new();
    for line in standing(ledger::list(&mut op.tx, twin, None).await?) {
        let key = key(op, &line.entry).await?;
        if let Some((_, same)) = own.iter().find(|(other, _)| *other == key) {
            let kept = same.clone();
            let twin = line.entry;
            doubles.push(Double { twin, kept });
        }
    }
    Ok(doubles)
}

/// The entry that a source posted first, and whether what it earned counts today: wherever it was
/// carried since.
pub async fn find_standing(op: &mut Op, source: &str) -> Outcome<Option<Line>> {
    let Some(mut line) = ledger::find_by_source(&mut op.tx, source).await? else {
        return Ok(None);
    };
    if line.revoked
        && let Some(row) = store::newest(op, source).await?
    {
        line.revoked = match row.state {
            State::Same => false,
            State::Carried | State::Back => {
                let entry = ledger::get(&mut op.tx, &row.to_entry).await?;
                ledger::is_revoked(&mut op.tx, &entry.source).await?
            }
        };
    }
    Ok(Some(line))
}

/// Lets carried lines say when their hours were earned, for whoever asks what stood on a day: that
/// accounts were put together later changes no day.
pub async fn as_earned(op: &mut Op, lines: &mut [Line]) -> Outcome<()> {
    for line in lines.iter_mut() {
        if rules::journey(&line.entry.source).is_some()
            && let Some(at) = store::earned_at(op, &line.entry.id).await?
        {
            line.entry.at = at;
        }
    }
    Ok(())
}

/// Whatever was set aside because this entry counted steps in: the entry does not count any more.
pub(super) async fn step_in(op: &mut Op, gone: &Entry) -> Outcome<()> {
    let mut first: Option<(PersonId, EntryId)> = None;
    for mut row in store::list_set_aside(op, &gone.id).await? {
        let other = first.as_ref().filter(|(twin, _)| *twin != row.twin);
        if let Some((_, counts)) = other {
            row.to_entry = counts.clone();
            store::save(op, &row).await?;
            continue;
        }
        let entry = ledger::get(&mut op.tx, &row.from_entry).await?;
        let twin = identity::find_twin(op, &row.twin).await?;
        let Some(twin) = twin.filter(|twin| twin.merge == row.merge) else {
            continue;
        };
        let source = rules::carried_source(&row.merge, row.turn, &row.root);
        let posted = post_again(op, &entry, &row.kept, source, &twin.decided_by).await?;
        row.state = State::Carried;
        row.to_entry = posted.id.clone();
        row.turn += 1;
        store::save(op, &row).await?;
        first = first.or(Some((row.twin.clone(), posted.id)));
    }
    Ok(())
}

/// Carried entries that are the same as one that the kept account just earned are set aside.
async fn yield_to(op: &mut Op, entry: &Entry) -> Outcome<()> {
    let rows = store::list_carried_to(op, &entry.person).await?;
    if rows.is_empty() {
        return Ok(());
    }
    let own = key(op, entry).await?;
    for mut row in rows {
        let carried = ledger::get(&mut op.tx, &row.to_entry).await?;
        let is_same = key(op, &carried).await? == own;
        if !is_same || ledger::is_revoked(&mut op.tx, &carried.source).await? {
            continue;
        }
        let Some(twin) = identity::find_twin(op, &row.twin).await? else {
            continue;
        };
        let reversal: EntryId = op.new_id();
        let (id, clause) = (&carried.id, rules::SAME);
        ledger::revoke(&mut op.tx, reversal, op.now, id, clause, &twin.decided_by).await?;
        store::point_to(op, &carried.id, &entry.id).await?;
        row.state = State::Same;
        row.to_entry = entry.id.clone();
        store::save(op, &row).await?;
    }
    Ok(())
}

/// Reverses an entry of the twin and posts it for the kept account, or sets it aside.
async fn carry_one(op: &mut Op, twin: &Twin, entry: Entry, own: &[(Key, EntryId)]) -> Outcome<()> {
    let key = key(op, &entry).await?;
    let same = own.iter().find(|(other, _)| *other == key);
    let by = &twin.decided_by;
    let clause = if same.is_some() {
        rules::SAME
    } else {
        rules::CARRIED
    };
    let reversal: EntryId = op.new_id();
    ledger::revoke(&mut op.tx, reversal, op.now, &entry.id, clause, by).await?;
    let before = store::find_to(op, &entry.id).await?;
    let (root, earned_at, depth) = match before {
        Some(before) => (before.root, before.earned_at, before.depth + 1),
        None => (entry.source.clone(), entry.at, 0),
    };
    let (state, to_entry, turn) = if let Some((_, counts)) = same {
        (State::Same, counts.clone(), 0)
    } else {
        let source = rules::carried_source(&twin.merge, 0, &root);
        let posted = post_again(op, &entry, &twin.kept, source, by).await?;
        (State::Carried, posted.id, 1)
    };
    let row = Carried {
        merge: twin.merge.clone(),
        from_entry: entry.id,
        twin: twin.twin.clone(),
        kept: twin.kept.clone(),
        root,
        depth,
        state,
        to_entry,
        turn,
        earned_at,
    };
    store::insert(op, &row).await
}

async fn post_again(
    op: &mut Op,
    entry: &Entry,
    person: &PersonId,
    source: String,
    by: &PersonId,
) -> Outcome<Entry> {
    let posting = Posting {
        person: person.clone(),
        study_year: entry.study_year,
        category: entry.category,
        hours: entry.hours,
        source,
        clause: entry.clause.clone(),
        title: entry.title.clone(),
        recorded_by: Some(by.clone()),
    };
    let (id, now): (EntryId, Instant) = (op.new_id(), op.now);
    let posted = ledger::post(&mut op.tx, id, now, &posting).await?;
    Ok(posted.into_inner())
}

/// What stands in the kept account's chain and did not come from this twin, with what it was earned
/// with: nobody's own hours are set aside for each other.
async fn own_lines(op: &mut Op, twin: &Twin) -> Outcome<Vec<(Key, EntryId)>> {
    let hers: BTreeMap<EntryId, PersonId> = store::list_carried_to(op, &twin.kept)
        .await?
        .into_iter()
        .map(|row| (row.to_entry, row.twin))
        .collect();
    let mut own = Vec::new();
    for line in standing(ledger::list(&mut op.tx, &twin.kept, None).await?) {
        if hers.get(&line.entry.id) != Some(&twin.twin) {
            own.push((key(op, &line.entry).await?, line.entry.id));
        }
    }
    Ok(own)
}

async fn key(op: &mut Op, entry: &Entry) -> Outcome<Key> {
    let root = rules::root(&entry.source);
    if let Some(id) = root.strip_prefix("enrolment:") {
        let id: EnrolmentId = id.parse()?;
        let enrolment = orders::get_enrolment(op, &id).await?;
        let course = catalogue::get_course(op, &enrolment.course_id).await?;
        return Ok(Key::Course(course.family_id, entry.study_year));
    }
    let kind = root.split(':').next().unwrap_or_default().to_owned();
    Ok(Key::Words(Box::new((
        kind,
        entry.study_year,
        entry.category.as_str(),
        entry.hours.get(),
        entry.title.clone(),
        entry.clause.clone(),
    ))))
}

fn standing(lines: Vec<Line>) -> impl Iterator<Item = Line> {
    let stands = |line: &Line| !line.revoked && line.entry.reverses.is_none();
    lines.into_iter().filter(stands)
}

async fn lock(op: &mut Op, person: &PersonId) -> Outcome<()> {
    super::store::lock_person(op, person).await
}

/// Whether two accounts hold anything that was carried by a merger.
pub async fn carried_of(op: &mut Op, merge: &MergerId) -> Outcome<(u64, u64)> {
    let rows = store::list_of_merger(op, merge).await?;
    let set_aside = rows.iter().filter(|row| row.state == State::Same).count();
    let many = |n: usize| u64::try_from(n).unwrap_or(0);
    Ok((many(rows.len() - set_aside), many(set_aside)))
}
