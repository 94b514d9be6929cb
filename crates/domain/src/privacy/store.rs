//! SQL of `privacy_` tables.

use db::Row;
use kernel::{ErasureId, ExportId, Outcome, PersonId};

use super::Error;
use super::model::{Erasure, ErasureState, Export};
use crate::Op;

/// Exports and requests that a page shows of one person.
const SHOWN_MAX: i64 = 20;

pub(super) async fn insert_export(op: &mut Op, export: &Export) -> Outcome<()> {
    op.tx
        .query(
            "INSERT INTO privacy_exports (id, person_id, language, state, done, parts, asked_at, \
             erase_after, downloads) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0)",
        )
        .bind(&export.id)
        .bind(&export.person_id)
        .bind(&export.language)
        .bind(export.state.as_str())
        .bind(export.done)
        .bind(export.parts)
        .bind(export.asked_at)
        .bind(export.erase_after)
        .execute()
        .await?;
    Ok(())
}

pub(super) async fn find_export(op: &mut Op, id: &ExportId) -> Outcome<Option<Export>> {
    op.tx
        .query("SELECT * FROM privacy_exports WHERE id = $1")
        .bind(id)
        .optional(export)
        .await
}

/// A person's exports, the newest first.
pub(super) async fn list_exports(op: &mut Op, person: &PersonId) -> Outcome<Vec<Export>> {
    op.tx
        .query("SELECT * FROM privacy_exports WHERE person_id = $1 ORDER BY id DESC LIMIT $2")
        .bind(person)
        .bind(SHOWN_MAX)
        .all(export)
        .await
}

pub(super) async fn save_export(op: &mut Op, export: &Export) -> Outcome<()> {
    op.tx
        .query(
            "UPDATE privacy_exports SET state = $2, done = $3, ready_at = $4, erase_after = $5, \
             bytes = $6, downloads = $7 WHERE id = $1",
        )
        .bind(&export.id)
        .bind(export.state.as_str())
        .bind(export.done)
        .bind(export.ready_at)
        .bind(export.erase_after)
        .bind(export.bytes)
        .bind(export.downloads)
        .execute()
        .await?;
    Ok(())
}

/// Exports whose time is over, also those that were never finished.
pub(super) async fn list_due(op: &mut Op, most: i64) -> Outcome<Vec<Export>> {
    let now = op.now;
    op.tx
        .query(
            "SELECT * FROM privacy_exports WHERE state <> 'erased' AND erase_after <= $1 \
             ORDER BY erase_after LIMIT $2",
        )
        .bind(now)
        .bind(most)
        .all(export)
        .await
}

pub(super) async fn insert_part(
    op: &mut Op,
    export: &ExportId,
    at: i64,
    sealed: &[u8],
) -> Outcome<()> {
    op.tx
        .query("INSERT INTO privacy_parts (export_id, at, content) VALUES ($1, $2, $3)")
        .bind(export)
        .bind(at)
        .bind(sealed)
        .execute()
        .await?;
    Ok(())
}

pub(super) async fn list_parts(op: &mut Op, export: &ExportId) -> Outcome<Vec<Vec<u8>>> {
    op.tx
        .query("SELECT content FROM privacy_parts WHERE export_id = $1 ORDER BY at")
        .bind(export)
        .all(|row| row.get("content"))
        .await
}

pub(super) async fn delete_parts(op: &mut Op, export: &ExportId) -> Outcome<()> {
    op.tx
        .query("DELETE FROM privacy_parts WHERE export_id = $1")
        .bind(export)
        .execute()
        .await?;
    Ok(())
}

fn export(row: Row<'_>) -> Outcome<Export> {
    Ok(Export {
        id: row.get("id")?,
        person_id: row.get("person_id")?,
        language: row.get("language")?,
        state: row.parse("state")?,
        done: row.get("done")?,
        parts: row.get("parts")?,
        asked_at: row.get("asked_at")?,
        ready_at: row.get("ready_at")?,
        erase_after: row.get("erase_after")?,
        bytes: row.get("bytes")?,
        downloads: row.get("downloads")?,
    })
}

pub(super) async fn insert_erasure(op: &mut Op, new: &Erasure) -> Outcome<()> {
    op.tx
        .query(
            "INSERT INTO privacy_erasures (id, person_id, territory_id, state, words, asked_at, \
             reason) VALUES ($1, $2, $3, $4, $5, $6, '')",
        )
        .bind(&new.id)
        .bind(&new.person_id)
        .bind(&new.territory_id)
        .bind(new.state.as_str())
        .bind(&new.words)
        .bind(new.asked_at)
        .execute()
        .await?;
    Ok(())
}

pub(super) async fn get_erasure(op: &mut Op, id: &ErasureId) -> Outcome<Erasure> {
    op.tx
        .query("SELECT * FROM privacy_erasures WHERE id = $1")
        .bind(id)
        .optional(erasure)
        .await?
        .ok_or_else(|| Error::NoErasure.into())
}

/// A person's newest request.
pub(super) async fn find_erasure(op: &mut Op, person: &PersonId) -> Outcome<Option<Erasure>> {
    op.tx
        .query("SELECT * FROM privacy_erasures WHERE person_id = $1 ORDER BY id DESC LIMIT 1")
        .bind(person)
        .optional(erasure)
        .await
}

/// Requests of a territory that wait, the oldest first.
pub(super) async fn list_waiting(
    op: &mut Op,
    territory: &kernel::TerritoryId,
    most: i64,
) -> Outcome<Vec<Erasure>> {
    op.tx
        .query(
            "SELECT * FROM privacy_erasures WHERE territory_id = $1 \
             AND state IN ('asked', 'agreed') ORDER BY id LIMIT $2",
        )
        .bind(territory)
        .bind(most)
        .all(erasure)
        .await
}

pub(super) async fn save_erasure(op: &mut Op, saved: &Erasure) -> Outcome<()> {
    op.tx
        .query(
            "UPDATE privacy_erasures SET state = $2, agreed_by = $3, agreed_at = $4, \
             decided_by = $5, decided_at = $6, reason = $7, words = $8 WHERE id = $1",
        )
        .bind(&saved.id)
        .bind(saved.state.as_str())
        .bind(saved.agreed_by.clone())
        .bind(saved.agreed_at)
        .bind(saved.decided_by.clone())
        .bind(saved.decided_at)
        .bind(&saved.reason)
        .bind(if saved.state == ErasureState::Erased {
            ""
        } else {
            &saved.words
        })
        .execute()
        .await?;
    Ok(())
}

fn erasure(row: Row<'_>) -> Outcome<Erasure> {
    Ok(Erasure {
        id: row.get("id")?,
        person_id: row.get("person_id")?,
        territory_id: row.get("territory_id")?,
        state: row.parse("state")?,
        words: row.get("words")?,
        asked_at: row.get("asked_at")?,
        agreed_by: row.get("agreed_by")?,
        agreed_at: row.get("agreed_at")?,
        decided_by: row.get("decided_by")?,
        decided_at: row.get("decided_at")?,
        reason: row.get("reason")?,
    })
}
