//! SQL of `identity_covers`.

use db::Row;
use kernel::{CoverId, Outcome, PersonId};

use crate::Op;
use crate::identity::Cover;
use crate::permission::Grant;

/// Most that are shown to somebody: years of holidays.
const SHOWN_MAX: i64 = 200;

pub(in crate::identity) async fn insert_cover(op: &mut Op, cover: &Cover) -> Outcome<()> {
    op.tx
        .query(
            "INSERT INTO identity_covers (id, person_id, holder_id, role, scope, from_on, \
             until_on, why, arranged_by, arranged_at) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        )
        .bind(&cover.id)
        .bind(&cover.deputy_id)
        .bind(&cover.holder_id)
        .bind(cover.role.as_str())
        .bind(&cover.scope)
        .bind(cover.from_on)
        .bind(cover.until_on)
        .bind(&cover.why)
        .bind(&cover.arranged_by)
        .bind(cover.arranged_at)
        .execute()
        .await?;
    Ok(())
}

/// Ends it; whether it stood until now.
pub(in crate::identity) async fn end_cover(
    op: &mut Op,
    id: &CoverId,
    by: Option<PersonId>,
) -> Outcome<bool> {
    let rows = op
        .tx
        .query(
            "UPDATE identity_covers SET ended_at = $2, ended_by = $3 \
             WHERE id = $1 AND ended_at IS NULL",
        )
        .bind(id)
        .bind(op.now)
        .bind(by)
        .execute()
        .await?;
    Ok(rows > 0)
}

pub(in crate::identity) async fn find_cover(op: &mut Op, id: &CoverId) -> Outcome<Option<Cover>> {
    op.tx
        .query("SELECT * FROM identity_covers WHERE id = $1")
        .bind(id)
        .optional(cover)
        .await
}

/// Those that a person has or gave or arranged, the newest first.
pub(in crate::identity) async fn list_covers(
    op: &mut Op,
    person: &PersonId,
) -> Outcome<Vec<Cover>> {
    op.tx
        .query(
            "SELECT * FROM identity_covers \
             WHERE holder_id = $1 OR person_id = $1 OR arranged_by = $1 ORDER BY id DESC LIMIT $2",
        )
        .bind(person)
        .bind(SHOWN_MAX)
        .all(cover)
        .await
}

/// The roles in which a person stands in for others today.
pub(in crate::identity) async fn list_covered(
    op: &mut Op,
    person: &PersonId,
) -> Outcome<Vec<Grant>> {
    let today = op.now.day();
    op.tx
        .query(
            "SELECT h.role AS covered_role, h.scope AS covered_scope, h.person_id AS covering \
             FROM identity_covers c JOIN identity_grants h ON h.person_id = c.holder_id \
             AND h.role = c.role AND h.scope = c.scope AND h.ended_at IS NULL \
             WHERE c.person_id = $1 AND c.ended_at IS NULL \
             AND c.from_on <= $2 AND c.until_on >= $2 ORDER BY c.id",
        )
        .bind(person)
        .bind(today)
        .all(grant)
        .await
}

/// A role that is held for somebody else.
pub(super) fn grant(row: Row<'_>) -> Outcome<Grant> {
    Ok(Grant {
        role: row.parse("covered_role")?,
        scope: row.get("covered_scope")?,
        covering: row.get("covering")?,
    })
}

fn cover(row: Row<'_>) -> Outcome<Cover> {
    Ok(Cover {
        id: row.get("id")?,
        deputy_id: row.get("person_id")?,
        holder_id: row.get("holder_id")?,
        role: row.parse("role")?,
        scope: row.get("scope")?,
        from_on: row.get("from_on")?,
        until_on: row.get("until_on")?,
        why: row.get("why")?,
        arranged_by: row.get("arranged_by")?,
        arranged_at: row.get("arranged_at")?,
        ended_at: row.get("ended_at")?,
    })
}
