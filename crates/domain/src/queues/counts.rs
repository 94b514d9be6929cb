//! Proving the counts that are kept at the event, and mending them.

use kernel::Outcome;

use super::model::{Desk, Matter};
use crate::Op;

/// A count that says something else than the items.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Miscount {
    /// The desk.
    pub desk: Desk,
    /// The kind.
    pub kind: Matter,
    /// What was kept.
    pub kept: i64,
    /// What is true.
    pub counted: i64,
}

/// Counts all items again: kept counts that say something else.
pub async fn miscounts(op: &mut Op) -> Outcome<Vec<Miscount>> {
    op.tx
        .query(
            "WITH counted AS (SELECT desk, kind, count(*) AS n FROM queues_items \
             WHERE settled_at IS NULL GROUP BY desk, kind), \
             sides AS (SELECT desk, kind, waiting AS kept, 0 AS n FROM queues_counts \
             UNION ALL SELECT desk, kind, 0, n FROM counted) \
             SELECT desk, kind, CAST(sum(kept) AS BIGINT) AS kept, CAST(sum(n) AS BIGINT) AS n \
             FROM sides GROUP BY desk, kind HAVING sum(kept) <> sum(n) ORDER BY desk, kind",
        )
        .all(|row| {
            Ok(Miscount {
                desk: row.parse("desk")?,
                kind: row.parse("kind")?,
                kept: row.get("kept")?,
                counted: row.get("n")?,
            })
        })
        .await
}

/// Sets the kept counts right; those that were wrong. Nothing else may write meanwhile.
pub async fn recount(op: &mut Op) -> Outcome<Vec<Miscount>> {
    let wrong = miscounts(op).await?;
    for one in &wrong {
        op.tx
            .query(
                "INSERT INTO queues_counts (desk, kind, waiting) VALUES ($1, $2, $3) \
                 ON CONFLICT (desk, kind) DO UPDATE SET waiting = excluded.waiting",
            )
            .bind(one.desk.to_string())
            .bind(one.kind.as_str())
            .bind(one.counted)
            .execute()
            .await?;
    }
    Ok(wrong)
}
