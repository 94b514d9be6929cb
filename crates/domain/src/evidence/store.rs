//! SQL of `evidence_` tables.

use db::Row;
use kernel::{EvidenceId, Instant, Outcome};

use super::model::Evidence;
use super::picture::Looks;
use crate::Op;

/// Most candidates that are held against a picture, the newest first.
const CANDIDATES_MAX: i64 = 400;

pub(super) async fn insert(
    op: &mut Op,
    new: &Evidence,
    digest: &[u8],
    looks: Option<&Looks>,
) -> Outcome<()> {
    op.tx
        .query(
            "INSERT INTO evidence_files (id, owner_id, name, kind, bytes, digest, cells, drawn, \
             kept_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        )
        .bind(&new.id)
        .bind(&new.owner_id)
        .bind(&new.name)
        .bind(new.kind.as_str())
        .bind(new.bytes)
        .bind(digest)
        .bind(looks.map(|looks| looks.cells.clone()))
        .bind(new.drawn)
        .bind(new.kept_at)
        .execute()
        .await?;
    for (band, value) in looks
        .map(|looks| looks.bands.as_slice())
        .unwrap_or_default()
    {
        op.tx
            .query("INSERT INTO evidence_bands (band, value, evidence_id) VALUES ($1, $2, $3)")
            .bind(*band)
            .bind(*value)
            .bind(&new.id)
            .execute()
            .await?;
    }
    Ok(())
}

pub(super) async fn find(op: &mut Op, id: &EvidenceId) -> Outcome<Option<Evidence>> {
    op.tx
        .query("SELECT * FROM evidence_files WHERE id = $1")
        .bind(id)
        .optional(evidence)
        .await
}

/// What a picture looks like, as far as it is kept.
pub(super) async fn cells(op: &mut Op, id: &EvidenceId) -> Outcome<Option<Vec<u8>>> {
    op.tx
        .query("SELECT cells FROM evidence_files WHERE id = $1")
        .bind(id)
        .one(|row| row.get("cells"))
        .await
}

/// Others with the same bytes, the newest first.
pub(super) async fn list_same_bytes(op: &mut Op, id: &EvidenceId) -> Outcome<Vec<Evidence>> {
    op.tx
        .query(
            "SELECT f.* FROM evidence_files f JOIN evidence_files mine ON mine.digest = f.digest \
             WHERE mine.id = $1 AND f.id <> mine.id ORDER BY f.id DESC LIMIT $2",
        )
        .bind(id)
        .bind(CANDIDATES_MAX)
        .all(evidence)
        .await
}

/// Others that agree in a part of the coarse measure, the newest first, with their fine measure.
pub(super) async fn list_candidates(
    op: &mut Op,
    id: &EvidenceId,
) -> Outcome<Vec<(Evidence, Vec<u8>)>> {
    op.tx
        .query(
            "WITH near AS (SELECT DISTINCT b.evidence_id FROM evidence_bands mine \
             JOIN evidence_bands b ON b.band = mine.band AND b.value = mine.value \
             WHERE mine.evidence_id = $1 AND b.evidence_id <> $1 \
             ORDER BY b.evidence_id DESC LIMIT $2) \
             SELECT f.* FROM evidence_files f JOIN near ON near.evidence_id = f.id \
             WHERE f.cells IS NOT NULL ORDER BY f.id DESC",
        )
        .bind(id)
        .bind(CANDIDATES_MAX)
        .all(|row| Ok((evidence(row)?, row.get("cells")?)))
        .await
}

/// Sets from when on a file is erased; none keeps it.
pub(super) async fn save_erase_after(
    op: &mut Op,
    id: &EvidenceId,
    at: Option<Instant>,
) -> Outcome<()> {
    op.tx
        .query("UPDATE evidence_files SET erase_after = $2 WHERE id = $1 AND erased_at IS NULL")
        .bind(id)
        .bind(at)
        .execute()
        .await?;
    Ok(())
}

/// Forgets name and looks of a file whose bytes are gone; digest and times stay.
pub(super) async fn save_erased(op: &mut Op, id: &EvidenceId) -> Outcome<()> {
    let now = op.now;
    op.tx
        .query(
            "UPDATE evidence_files SET erased_at = $2, name = '', cells = NULL, drawn = $3, \
             erase_after = NULL WHERE id = $1 AND erased_at IS NULL",
        )
        .bind(id)
        .bind(now)
        .bind(false)
        .execute()
        .await?;
    op.tx
        .query("DELETE FROM evidence_bands WHERE evidence_id = $1")
        .bind(id)
        .execute()
        .await?;
    Ok(())
}

/// Files whose time is over.
pub(super) async fn list_due(op: &mut Op, most: i64) -> Outcome<Vec<EvidenceId>> {
    let now = op.now;
    op.tx
        .query(
            "SELECT id FROM evidence_files WHERE erase_after <= $1 ORDER BY erase_after LIMIT $2",
        )
        .bind(now)
        .bind(most)
        .all(|row| row.get("id"))
        .await
}

fn evidence(row: Row<'_>) -> Outcome<Evidence> {
    Ok(Evidence {
        id: row.get("id")?,
        owner_id: row.get("owner_id")?,
        name: row.get("name")?,
        kind: row.parse("kind")?,
        bytes: row.get("bytes")?,
        drawn: row.get("drawn")?,
        kept_at: row.get("kept_at")?,
        erase_after: row.get("erase_after")?,
        erased_at: row.get("erased_at")?,
    })
}
