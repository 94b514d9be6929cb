//! Posting, revoking and reading entries.

use db::{Row, Tx};
use kernel::{Change, EntryId, Fault, Instant, Outcome, PersonId, Year};

use crate::chain::hash;
use crate::{Entry, Error, Head, Line, Posting};

/// Posts hours once per source. Posting the same source again gives the first entry.
pub async fn post(
    tx: &mut Tx,
    id: EntryId,
    now: Instant,
    posting: &Posting,
) -> Outcome<Change<Entry>> {
    if posting.hours.get() <= 0 {
        return Err(Error::NoHours.into());
    }
    lock(tx, &posting.person).await?;
    if let Some(line) = find_by_source(tx, &posting.source).await? {
        return Ok(Change::Already(line.entry));
    }
    let head = head(tx, &posting.person).await?;
    let entry = Entry {
        id,
        person: posting.person.clone(),
        seq: head.seq + 1,
        study_year: posting.study_year,
        category: posting.category,
        hours: posting.hours,
        source: posting.source.clone(),
        reverses: None,
        clause: posting.clause.clone(),
        title: posting.title.clone(),
        recorded_by: posting.recorded_by.clone(),
        at: now,
        previous_hash: head.hash,
        hash: Vec::new(),
    };
    append(tx, entry).await.map(Change::New)
}

/// Reverses an entry by a new one of the opposite sign. Reversing again gives the first reversal.
pub async fn revoke(
    tx: &mut Tx,
    id: EntryId,
    now: Instant,
    revoked: &EntryId,
    clause: &str,
    by: &PersonId,
) -> Outcome<Change<Entry>> {
    let old = get(tx, revoked).await?;
    lock(tx, &old.person).await?;
    if old.reverses.is_some() {
        return Err(Error::NotRevocable.into());
    }
    if let Some(reversal) = find_reversal(tx, revoked).await? {
        return Ok(Change::Already(reversal));
    }
    let head = head(tx, &old.person).await?;
    let entry = Entry {
        id,
        seq: head.seq + 1,
        hours: -old.hours,
        reverses: Some(revoked.clone()),
        clause: clause.to_owned(),
        recorded_by: Some(by.clone()),
        at: now,
        previous_hash: head.hash,
        hash: Vec::new(),
        ..old
    };
    append(tx, entry).await.map(Change::New)
}

/// The person's newest entry.
pub async fn head(tx: &mut Tx, person: &PersonId) -> Outcome<Head> {
    let head = tx
        .query(
            "SELECT seq, hash FROM ledger_entries WHERE person_id = $1 \
             ORDER BY seq DESC LIMIT 1",
        )
        .bind(person)
        .optional(|row| {
            Ok(Head {
                seq: row.get("seq")?,
                hash: row.get("hash")?,
            })
        })
        .await?;
    Ok(head.unwrap_or_else(Head::empty))
}

/// An entry that must exist.
pub async fn get(tx: &mut Tx, id: &EntryId) -> Outcome<Entry> {
    tx.query("SELECT * FROM ledger_entries WHERE id = $1")
        .bind(id)
        .optional(entry)
        .await?
        .ok_or_else(|| Error::UnknownEntry.into())
}

/// The entry that a source posted, and whether it was revoked since.
pub async fn find_by_source(tx: &mut Tx, source: &str) -> Outcome<Option<Line>> {
    tx.query(
        "SELECT e.*, r.id AS reversal FROM ledger_entries e \
         LEFT JOIN ledger_entries r ON r.reverses = e.id \
         WHERE e.source = $1 AND e.reverses IS NULL",
    )
    .bind(source)
    .optional(line)
    .await
}

/// Whether the source posted hours that were revoked since.
pub async fn is_revoked(tx: &mut Tx, source: &str) -> Outcome<bool> {
    Ok(find_by_source(tx, source)
        .await?
        .is_some_and(|line| line.revoked))
}

/// A person's entries in the order of the chain, all or those of one study year.
pub async fn list(tx: &mut Tx, person: &PersonId, year: Option<Year>) -> Outcome<Vec<Line>> {
    tx.query(
        "SELECT e.*, r.id AS reversal FROM ledger_entries e \
         LEFT JOIN ledger_entries r ON r.reverses = e.id \
         WHERE e.person_id = $1 AND ($2 = 0 OR e.study_year = $2) ORDER BY e.seq",
    )
    .bind(person)
    .bind(year.unwrap_or(0))
    .all(line)
    .await
}

/// The entries of these people, by person in the order of the chain.
pub async fn list_of(tx: &mut Tx, people: &[PersonId]) -> Outcome<Vec<Line>> {
    let ids =
        serde_json::to_string(people).map_err(|error| Fault::internal("ledger.people", error))?;
    tx.query_per_engine(
        "SELECT e.*, r.id AS reversal FROM ledger_entries e \
         LEFT JOIN ledger_entries r ON r.reverses = e.id \
         WHERE e.person_id IN (SELECT value FROM json_each($1)) ORDER BY e.person_id, e.seq",
        "SELECT e.*, r.id AS reversal FROM ledger_entries e \
         LEFT JOIN ledger_entries r ON r.reverses = e.id \
         WHERE e.person_id IN (SELECT json_array_elements_text($1::json)) \
         ORDER BY e.person_id, e.seq",
    )
    .bind(ids)
    .all(line)
    .await
}

/// The entries of people from one id to another, by person in the order of the chain.
pub async fn list_between(tx: &mut Tx, first: &PersonId, last: &PersonId) -> Outcome<Vec<Entry>> {
    tx.query(
        "SELECT * FROM ledger_entries WHERE person_id >= $1 AND person_id <= $2 \
         ORDER BY person_id, seq",
    )
    .bind(first)
    .bind(last)
    .all(entry)
    .await
}

async fn find_reversal(tx: &mut Tx, revoked: &EntryId) -> Outcome<Option<Entry>> {
    tx.query("SELECT * FROM ledger_entries WHERE reverses = $1")
        .bind(revoked)
        .optional(entry)
        .await
}

/// One writer per person, so that the chain has no forks.
async fn lock(tx: &mut Tx, person: &PersonId) -> Outcome<()> {
    tx.lock(&format!("ledger:{person}")).await
}

async fn append(tx: &mut Tx, mut entry: Entry) -> Outcome<Entry> {
    entry.hash = hash(&entry);
    tx.query(
        "INSERT INTO ledger_entries (person_id, seq, id, study_year, category, hours, source, \
         reverses, clause, title, recorded_by, at, previous_hash, hash) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
    )
    .bind(&entry.person)
    .bind(entry.seq)
    .bind(&entry.id)
    .bind(entry.study_year)
    .bind(entry.category.as_str())
    .bind(entry.hours)
    .bind(&entry.source)
    .bind(entry.reverses.clone())
    .bind(&entry.clause)
    .bind(&entry.title)
    .bind(entry.recorded_by.clone())
    .bind(entry.at)
    .bind(&entry.previous_hash)
    .bind(&entry.hash)
    .execute()
    .await?;
    Ok(entry)
}

pub(crate) fn entry(row: Row<'_>) -> Outcome<Entry> {
    Ok(Entry {
        id: row.get("id")?,
        person: row.get("person_id")?,
        seq: row.get("seq")?,
        study_year: row.get("study_year")?,
        category: row.parse("category")?,
        hours: row.get("hours")?,
        source: row.get("source")?,
        reverses: row.get("reverses")?,
        clause: row.get("clause")?,
        title: row.get("title")?,
        recorded_by: row.get("recorded_by")?,
        at: row.get("at")?,
        previous_hash: row.get("previous_hash")?,
        hash: row.get("hash")?,
    })
}

fn line(row: Row<'_>) -> Outcome<Line> {
    let revoked = row.get::<Option<String>>("reversal")?.is_some();
    Ok(Line {
        entry: entry(row)?,
        revoked,
    })
}
