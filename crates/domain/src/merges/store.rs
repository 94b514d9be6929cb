//! SQL of `merges_cases`.

use db::Row;
use kernel::{MergerId, Outcome, PersonId, TerritoryId};

use super::Error;
use super::model::Merger;
use crate::Op;

/// Mergers of one person, or of one territory, that a page shows.
const LISTED_MAX: i64 = 200;

/// What happens to an account's mergers happens one after the other. The twin's lock is taken
/// first.
pub(super) async fn lock(op: &mut Op, twin: &PersonId, kept: &PersonId) -> Outcome<()> {
    let mut keys = [format!("merges:{twin}"), format!("merges:{kept}")];
    keys.sort();
    for key in keys {
        op.tx.lock(&key).await?;
    }
    Ok(())
}

pub(super) async fn insert(op: &mut Op, new: &Merger) -> Outcome<()> {
    op.tx
        .query(
            "INSERT INTO merges_cases (id, twin_id, kept_id, territory_id, state, words, \
             proposed_by, proposed_at, reason, part_words) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, '', '')",
        )
        .bind(&new.id)
        .bind(&new.twin_id)
        .bind(&new.kept_id)
        .bind(&new.territory_id)
        .bind(new.state.as_str())
        .bind(&new.words)
        .bind(&new.proposed_by)
        .bind(new.proposed_at)
        .execute()
        .await?;
    Ok(())
}

pub(super) async fn save(op: &mut Op, merger: &Merger) -> Outcome<()> {
    op.tx
        .query(
            "UPDATE merges_cases SET state = $2, reason = $3, decided_by = $4, decided_at = $5, \
             part_words = $6, part_proposed_by = $7, part_proposed_at = $8, parted_by = $9, \
             parted_at = $10 WHERE id = $1",
        )
        .bind(&merger.id)
        .bind(merger.state.as_str())
        .bind(&merger.reason)
        .bind(merger.decided_by.clone())
        .bind(merger.decided_at)
        .bind(&merger.part_words)
        .bind(merger.part_proposed_by.clone())
        .bind(merger.part_proposed_at)
        .bind(merger.parted_by.clone())
        .bind(merger.parted_at)
        .execute()
        .await?;
    Ok(())
}

pub(super) async fn get(op: &mut Op, id: &MergerId) -> Outcome<Merger> {
    op.tx
        .query("SELECT * FROM merges_cases WHERE id = $1")
        .bind(id)
        .optional(merger)
        .await?
        .ok_or_else(|| Error::Unknown.into())
}

/// Mergers of one of these accounts that are proposed or in force.
pub(super) async fn list_open(
    op: &mut Op,
    one: &PersonId,
    other: &PersonId,
) -> Outcome<Vec<Merger>> {
    op.tx
        .query(
            "SELECT * FROM merges_cases WHERE state IN ('proposed', 'in_force', 'parting') \
             AND (twin_id IN ($1, $2) OR kept_id IN ($1, $2)) ORDER BY id",
        )
        .bind(one)
        .bind(other)
        .all(merger)
        .await
}

/// Mergers of an account, the newest first.
pub(super) async fn list_of(op: &mut Op, person: &PersonId) -> Outcome<Vec<Merger>> {
    op.tx
        .query(
            "SELECT * FROM merges_cases WHERE twin_id = $1 OR kept_id = $1 \
             ORDER BY id DESC LIMIT $2",
        )
        .bind(person)
        .bind(LISTED_MAX)
        .all(merger)
        .await
}

/// Mergers of a territory that wait for a second officer, the oldest first.
pub(super) async fn list_waiting(op: &mut Op, territory: &TerritoryId) -> Outcome<Vec<Merger>> {
    op.tx
        .query(
            "SELECT * FROM merges_cases WHERE territory_id = $1 \
             AND state IN ('proposed', 'parting') ORDER BY id LIMIT $2",
        )
        .bind(territory)
        .bind(LISTED_MAX)
        .all(merger)
        .await
}

fn merger(row: Row<'_>) -> Outcome<Merger> {
    Ok(Merger {
        id: row.get("id")?,
        twin_id: row.get("twin_id")?,
        kept_id: row.get("kept_id")?,
        territory_id: row.get("territory_id")?,
        state: row.parse("state")?,
        words: row.get("words")?,
        proposed_by: row.get("proposed_by")?,
        proposed_at: row.get("proposed_at")?,
        reason: row.get("reason")?,
        decided_by: row.get("decided_by")?,
        decided_at: row.get("decided_at")?,
        part_words: row.get("part_words")?,
        part_proposed_by: row.get("part_proposed_by")?,
        part_proposed_at: row.get("part_proposed_at")?,
        parted_by: row.get("parted_by")?,
        parted_at: row.get("parted_at")?,
    })
}
