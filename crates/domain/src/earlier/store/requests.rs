//! SQL of requests.

use db::Row;
use kernel::{EarlierRequestId, EvidenceId, Hours, Instant, Outcome, PersonId, TerritoryId};

use crate::Op;
use crate::earlier::model::{NewRequest, RequestStatus};

/// A request as it is stored.
#[derive(Clone, Debug)]
pub(in crate::earlier) struct Stored {
    pub id: EarlierRequestId,
    pub person_id: PersonId,
    pub asked: NewRequest,
    pub evidence_id: EvidenceId,
    pub territory_id: TerritoryId,
    pub status: RequestStatus,
    pub granted: Option<Hours>,
    pub reason: String,
    pub asked_at: Instant,
    pub decided_by: Option<PersonId>,
    pub decided_at: Option<Instant>,
}

pub(in crate::earlier) async fn save(op: &mut Op, request: &Stored) -> Outcome<()> {
    let asked = &request.asked;
    op.tx
        .query(
            "INSERT INTO earlier_requests (id, person_id, study_year, category, hours, origin, \
             document, outside, words, needed_by, evidence_id, territory_id, status, granted, \
             reason, asked_at, decided_by, decided_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, \
             $9, $10, $11, $12, $13, $14, $15, $16, $17, $18) \
             ON CONFLICT (id) DO UPDATE SET status = excluded.status, \
             granted = excluded.granted, reason = excluded.reason, \
             decided_by = excluded.decided_by, decided_at = excluded.decided_at",
        )
        .bind(&request.id)
        .bind(&request.person_id)
        .bind(asked.study_year)
        .bind(asked.category.as_str())
        .bind(asked.hours)
        .bind(&asked.origin)
        .bind(&asked.document)
        .bind(asked.outside)
        .bind(&asked.words)
        .bind(asked.needed_by)
        .bind(&request.evidence_id)
        .bind(&request.territory_id)
        .bind(request.status.as_str())
        .bind(request.granted)
        .bind(&request.reason)
        .bind(request.asked_at)
        .bind(request.decided_by.clone())
        .bind(request.decided_at)
        .execute()
        .await?;
    Ok(())
}

pub(in crate::earlier) async fn find(
    op: &mut Op,
    id: &EarlierRequestId,
) -> Outcome<Option<Stored>> {
    op.tx
        .query("SELECT * FROM earlier_requests WHERE id = $1")
        .bind(id)
        .optional(stored)
        .await
}

/// A person's requests, the newest first.
pub(in crate::earlier) async fn list_of_person(
    op: &mut Op,
    person: &PersonId,
    after: Option<&str>,
    rows: i64,
) -> Outcome<Vec<Stored>> {
    op.tx
        .query(
            "SELECT * FROM earlier_requests WHERE person_id = $1 AND ($2 = '' OR id < $2) \
             ORDER BY id DESC LIMIT $3",
        )
        .bind(person)
        .bind(after.unwrap_or_default())
        .bind(rows)
        .all(stored)
        .await
}

/// Whether the same document was asked for and is not refused or withdrawn.
pub(in crate::earlier) async fn is_asked(
    op: &mut Op,
    person: &PersonId,
    asked: &NewRequest,
) -> Outcome<bool> {
    let found: i64 = op
        .tx
        .query(
            "SELECT count(*) AS n FROM earlier_requests WHERE person_id = $1 AND study_year = $2 \
             AND category = $3 AND document = $4 AND status IN ('with_bureau', 'granted')",
        )
        .bind(person)
        .bind(asked.study_year)
        .bind(asked.category.as_str())
        .bind(&asked.document)
        .one(|row| row.get("n"))
        .await?;
    Ok(found > 0)
}

fn stored(row: Row<'_>) -> Outcome<Stored> {
    Ok(Stored {
        id: row.get("id")?,
        person_id: row.get("person_id")?,
        asked: NewRequest {
            study_year: row.get("study_year")?,
            category: row.parse("category")?,
            hours: row.get("hours")?,
            origin: row.get("origin")?,
            document: row.get("document")?,
            outside: row.get("outside")?,
            words: row.get("words")?,
            needed_by: row.get("needed_by")?,
        },
        evidence_id: row.get("evidence_id")?,
        territory_id: row.get("territory_id")?,
        status: row.parse("status")?,
        granted: row.get("granted")?,
        reason: row.get("reason")?,
        asked_at: row.get("asked_at")?,
        decided_by: row.get("decided_by")?,
        decided_at: row.get("decided_at")?,
    })
}
