//! SQL of `uploads_` tables.

use db::Row;
use kernel::{BaseId, Instant, Outcome, UploadId};

use super::model::{Upload, UploadState};
use crate::Op;

pub(super) async fn insert(op: &mut Op, upload: &Upload) -> Outcome<()> {
    op.tx
        .query(
            "INSERT INTO uploads_uploads (id, base_id, person_id, name, metadata, bytes, \
             received, state, created_at, expires_at) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        )
        .bind(&upload.id)
        .bind(&upload.base_id)
        .bind(&upload.person_id)
        .bind(&upload.name)
        .bind(&upload.metadata)
        .bind(upload.bytes)
        .bind(upload.received)
        .bind(upload.state.as_str())
        .bind(upload.created_at)
        .bind(upload.expires_at)
        .execute()
        .await?;
    Ok(())
}

pub(super) async fn find(op: &mut Op, id: &UploadId) -> Outcome<Option<Upload>> {
    op.tx
        .query("SELECT * FROM uploads_uploads WHERE id = $1")
        .bind(id)
        .optional(upload)
        .await
}

pub(super) async fn list_open(op: &mut Op, base: &BaseId) -> Outcome<Vec<Upload>> {
    op.tx
        .query("SELECT * FROM uploads_uploads WHERE base_id = $1 AND state = 'open' ORDER BY id")
        .bind(base)
        .all(upload)
        .await
}

pub(super) async fn list_expired(op: &mut Op, now: Instant) -> Outcome<Vec<Upload>> {
    op.tx
        .query(
            "SELECT * FROM uploads_uploads WHERE expires_at <= $1 AND state = 'open' \
             ORDER BY expires_at LIMIT 100",
        )
        .bind(now)
        .all(upload)
        .await
}

/// Writes down what stands on the disk, unless that was written down already or differs from what
/// was known; whether it did.
pub(super) async fn acknowledge(op: &mut Op, was: &Upload, received: i64) -> Outcome<bool> {
    let expires_at = op.now.plus(op.house.settings.upload_kept_for);
    let changed = op
        .tx
        .query(
            "UPDATE uploads_uploads SET received = $3, expires_at = $4 \
             WHERE id = $1 AND received = $2 AND state = 'open'",
        )
        .bind(&was.id)
        .bind(was.received)
        .bind(received)
        .bind(expires_at)
        .execute()
        .await?;
    Ok(changed == 1)
}

pub(super) async fn set_state(op: &mut Op, id: &UploadId, state: UploadState) -> Outcome<()> {
    op.tx
        .query("UPDATE uploads_uploads SET state = $2 WHERE id = $1")
        .bind(id)
        .bind(state.as_str())
        .execute()
        .await?;
    Ok(())
}

fn upload(row: Row<'_>) -> Outcome<Upload> {
    Ok(Upload {
        id: row.get("id")?,
        base_id: row.get("base_id")?,
        person_id: row.get("person_id")?,
        name: row.get("name")?,
        metadata: row.get("metadata")?,
        bytes: row.get("bytes")?,
        received: row.get("received")?,
        state: row.parse("state")?,
        created_at: row.get("created_at")?,
        expires_at: row.get("expires_at")?,
    })
}
