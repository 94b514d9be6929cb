//! SQL of `batches_` tables.

use db::{FromColumn as _, Row};
use kernel::{BatchId, Day, Fault, Instant, Outcome, Page, PageSize, PersonId};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::Error;
use super::model::{Batch, BatchRow, Filter, State};
use crate::{Op, territory};

pub(super) async fn insert(op: &mut Op, batch: &Batch) -> Outcome<()> {
    op.tx
        .query(
            "INSERT INTO batches_batches (id, territory_id, uploaded_by, uploaded_at, file_name, \
             file_digest, format, ignored, cut_off, rows, known, state, progress, moved_at, \
             restarts, erase_at, standings) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 0, \
             $11, 0, $4, 0, $12, $13)",
        )
        .bind(&batch.id)
        .bind(&batch.territory_id)
        .bind(&batch.uploaded_by)
        .bind(batch.uploaded_at)
        .bind(&batch.file_name)
        .bind(&batch.file_digest)
        .bind(&batch.format)
        .bind(json(&batch.ignored)?)
        .bind(batch.cut_off)
        .bind(batch.rows)
        .bind(batch.state.as_str())
        .bind(batch.erased_at)
        .bind(json(&batch.standings)?)
        .execute()
        .await?;
    Ok(())
}

/// A list with the place of its territory, which must exist.
pub(super) async fn get(op: &mut Op, id: &BatchId) -> Outcome<Batch> {
    let found = op
        .tx
        .query("SELECT * FROM batches_batches WHERE id = $1")
        .bind(id)
        .optional(batch)
        .await?;
    with_place(op, found.ok_or(Error::UnknownBatch)?).await
}

async fn with_place(op: &mut Op, mut batch: Batch) -> Outcome<Batch> {
    let territory = territory::get(op, &batch.territory_id).await?;
    batch.territory_code = territory.code;
    batch.territory_path = territory.path;
    Ok(batch)
}

/// Saves what changes of a list.
pub(super) async fn save(op: &mut Op, batch: &Batch) -> Outcome<()> {
    op.tx
        .query(
            "UPDATE batches_batches SET known = $2, state = $3, progress = $4, moved_at = $5, \
             restarts = $6, confirmed_by = $7, confirmed_at = $8, finished_at = $9, \
             erase_at = $10, standings = $11 WHERE id = $1",
        )
        .bind(&batch.id)
        .bind(batch.known)
        .bind(batch.state.as_str())
        .bind(batch.progress)
        .bind(batch.moved_at)
        .bind(batch.restarts)
        .bind(batch.confirmed_by.clone())
        .bind(batch.confirmed_at)
        .bind(batch.finished_at)
        .bind(batch.erased_at)
        .bind(json(&batch.standings)?)
        .execute()
        .await?;
    Ok(())
}

/// The lists of these territories, the newest first.
pub(super) async fn list(
    op: &mut Op,
    territories: &[String],
    after: Option<&str>,
    size: PageSize,
) -> Outcome<Page<Batch>> {
    // A committee's territories are few; the list is given as one text with separators.
    let among = format!("|{}|", territories.join("|"));
    let rows = op
        .tx
        .query(
            "SELECT * FROM batches_batches WHERE $1 LIKE '%|' || territory_id || '|%' \
             AND ($2 = '' OR id < $2) ORDER BY id DESC LIMIT $3",
        )
        .bind(among)
        .bind(after.unwrap_or(""))
        .bind(size.rows())
        .all(batch)
        .await?;
    let mut page = size.page(rows, |batch| batch.id.to_string());
    let mut placed = Vec::with_capacity(page.items.len());
    for batch in page.items {
        placed.push(with_place(op, batch).await?);
    }
    page.items = placed;
    Ok(page)
}

/// How many lists of a territory have jobs in the queue.
pub(super) async fn count_running(op: &mut Op, territory: &kernel::TerritoryId) -> Outcome<i64> {
    op.tx
        .query(
            "SELECT count(*) AS running FROM batches_batches \
             WHERE territory_id = $1 AND state IN ('checking', 'deciding')",
        )
        .bind(territory)
        .one(|row| row.get("running"))
        .await
}

/// The list that was to be erased longest ago.
pub(super) async fn find_expired(op: &mut Op) -> Outcome<Option<BatchId>> {
    op.tx
        .query(
            "SELECT id FROM batches_batches WHERE state <> 'erased' AND erase_at <= $1 \
             ORDER BY erase_at, id LIMIT 1",
        )
        .bind(op.now)
        .optional(|row| row.get("id"))
        .await
}

pub(super) async fn insert_part(
    op: &mut Op,
    id: &BatchId,
    first: i64,
    content: &[u8],
) -> Outcome<()> {
    op.tx
        .query("INSERT INTO batches_parts (batch_id, first, content) VALUES ($1, $2, $3)")
        .bind(id)
        .bind(first)
        .bind(content)
        .execute()
        .await?;
    Ok(())
}

/// Takes a part out: what is in it is checked now and kept as rows.
pub(super) async fn take_part(op: &mut Op, id: &BatchId, first: i64) -> Outcome<Vec<u8>> {
    op.tx
        .query("DELETE FROM batches_parts WHERE batch_id = $1 AND first = $2 RETURNING content")
        .bind(id)
        .bind(first)
        .one(|row| row.get("content"))
        .await
}

pub(super) async fn delete_parts(op: &mut Op, id: &BatchId) -> Outcome<()> {
    op.tx
        .query("DELETE FROM batches_parts WHERE batch_id = $1")
        .bind(id)
        .execute()
        .await?;
    Ok(())
}

/// Deletes the rows up to one; how many.
pub(super) async fn delete_rows(op: &mut Op, id: &BatchId, up_to: i64) -> Outcome<u64> {
    op.tx
        .query("DELETE FROM batches_rows WHERE batch_id = $1 AND at <= $2")
        .bind(id)
        .bind(up_to)
        .execute()
        .await
}

pub(super) async fn insert_row(
    op: &mut Op,
    id: &BatchId,
    row: &BatchRow,
    sealed_id: Option<Vec<u8>>,
) -> Outcome<()> {
    let listed = row.listed.as_ref().map(json).transpose()?;
    let applicant = row.applicant.as_ref().map(json).transpose()?;
    op.tx
        .query(
            "INSERT INTO batches_rows (batch_id, at, line, name, citizen_id_cipher, \
             citizen_id_masked, person_id, standing, listed, faults, ledger_head, applicant) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, '', $11)",
        )
        .bind(id)
        .bind(row.at)
        .bind(row.line)
        .bind(&row.name)
        .bind(sealed_id)
        .bind(&row.citizen_id_masked)
        .bind(row.person_id.clone())
        .bind(row.standing.as_str())
        .bind(listed)
        .bind(json(&row.faults)?)
        .bind(applicant)
        .execute()
        .await?;
    Ok(())
}

/// Saves how a row was decided, or why it could not be.
pub(super) async fn save_row(op: &mut Op, id: &BatchId, row: &BatchRow) -> Outcome<()> {
    let applicant = row.applicant.as_ref().map(json).transpose()?;
    let decision = row.decision.as_ref().map(policy::Decision::to_json);
    op.tx
        .query(
            "UPDATE batches_rows SET standing = $3, faults = $4, cut_off = $5, ledger_head = $6, \
             applicant = $7, decision = $8 WHERE batch_id = $1 AND at = $2",
        )
        .bind(id)
        .bind(row.at)
        .bind(row.standing.as_str())
        .bind(json(&row.faults)?)
        .bind(row.cut_off)
        .bind(&row.ledger_head)
        .bind(applicant)
        .bind(decision)
        .execute()
        .await?;
    Ok(())
}

/// The rows behind one, in the order of the list; all, or those that stand somewhere.
pub(super) async fn list_rows(
    op: &mut Op,
    id: &BatchId,
    filter: Filter,
    after: i64,
    most: i64,
) -> Outcome<Vec<BatchRow>> {
    op.tx
        .query(
            "SELECT * FROM batches_rows WHERE batch_id = $1 AND at > $2 \
             AND ($3 = '' OR standing = $3) ORDER BY at LIMIT $4",
        )
        .bind(id)
        .bind(after)
        .bind(filter.map_or("", super::Standing::as_str))
        .bind(most)
        .all(batch_row)
        .await
}

/// The sealed identity numbers behind a row, with the people whom we know.
pub(super) async fn list_sealed(
    op: &mut Op,
    id: &BatchId,
    after: i64,
    most: i64,
) -> Outcome<Vec<(i64, Option<PersonId>, Vec<u8>)>> {
    op.tx
        .query(
            "SELECT at, person_id, citizen_id_cipher FROM batches_rows WHERE batch_id = $1 \
             AND at > $2 AND citizen_id_cipher IS NOT NULL ORDER BY at LIMIT $3",
        )
        .bind(id)
        .bind(after)
        .bind(most)
        .all(|row| {
            Ok((
                row.get("at")?,
                row.get("person_id")?,
                row.get("citizen_id_cipher")?,
            ))
        })
        .await
}

fn batch(row: Row<'_>) -> Outcome<Batch> {
    Ok(Batch {
        id: row.get("id")?,
        territory_id: row.get("territory_id")?,
        territory_code: String::new(),
        territory_path: String::new(),
        uploaded_by: row.get("uploaded_by")?,
        uploaded_at: row.get("uploaded_at")?,
        file_name: row.get("file_name")?,
        file_digest: row.get("file_digest")?,
        format: row.get("format")?,
        ignored: of_json(&row.get::<String>("ignored")?)?,
        cut_off: row.get::<Option<Day>>("cut_off")?,
        rows: row.get("rows")?,
        known: row.get("known")?,
        state: row.parse::<State>("state")?,
        progress: row.get("progress")?,
        moved_at: row.get("moved_at")?,
        restarts: row.get("restarts")?,
        confirmed_by: row.get("confirmed_by")?,
        confirmed_at: row.get::<Option<Instant>>("confirmed_at")?,
        finished_at: row.get::<Option<Instant>>("finished_at")?,
        erased_at: row.get("erase_at")?,
        standings: of_json(&row.get::<String>("standings")?)?,
    })
}

fn batch_row(row: Row<'_>) -> Outcome<BatchRow> {
    Ok(BatchRow {
        at: row.get("at")?,
        line: row.get("line")?,
        name: row.get("name")?,
        citizen_id_masked: row.get("citizen_id_masked")?,
        person_id: row.get("person_id")?,
        standing: row.parse("standing")?,
        listed: maybe(row, "listed")?,
        faults: of_json(&row.get::<String>("faults")?)?,
        cut_off: row.get("cut_off")?,
        ledger_head: row.get("ledger_head")?,
        applicant: maybe(row, "applicant")?,
        decision: maybe(row, "decision")?,
    })
}

fn maybe<T: DeserializeOwned>(row: Row<'_>, name: &str) -> Outcome<Option<T>> {
    let text = Option::<String>::from_column(row, name)?;
    text.as_deref().map(of_json).transpose()
}

pub(super) fn json(value: &impl Serialize) -> Outcome<String> {
    serde_json::to_string(value).map_err(|error| Fault::internal("batches.broken", error))
}

pub(super) fn of_json<T: DeserializeOwned>(text: &str) -> Outcome<T> {
    serde_json::from_str(text).map_err(|error| Fault::internal("batches.broken", error))
}
