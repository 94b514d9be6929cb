//! SQL of `hours_` tables.

use db::Row;
use kernel::{EntryId, Fault, Outcome, PersonId, RevocationId};

use super::Error;
use super::model::{Recognition, RecognitionId, Revocation, Verdict};
use crate::Op;

/// Most proposals that are listed.
const LISTED_MAX: i64 = 200;

pub(super) async fn insert_recognition(op: &mut Op, new: &Recognition) -> Outcome<()> {
    op.tx
        .query(
            "INSERT INTO hours_recognitions (id, person_id, study_year, category, hours, \
             evidence, recognised_by, recognised_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        )
        .bind(&new.id)
        .bind(&new.person_id)
        .bind(new.study_year)
        .bind(new.category.as_str())
        .bind(new.hours)
        .bind(&new.evidence)
        .bind(&new.recognised_by)
        .bind(new.recognised_at)
        .execute()
        .await?;
    Ok(())
}

/// Recognitions of the same hours on the same evidence, newest first.
pub(super) async fn list_same(op: &mut Op, like: &Recognition) -> Outcome<Vec<RecognitionId>> {
    op.tx
        .query(
            "SELECT id FROM hours_recognitions WHERE person_id = $1 AND study_year = $2 \
             AND category = $3 AND hours = $4 AND evidence = $5 ORDER BY id DESC",
        )
        .bind(&like.person_id)
        .bind(like.study_year)
        .bind(like.category.as_str())
        .bind(like.hours)
        .bind(&like.evidence)
        .all(|row| row.get("id"))
        .await
}

/// What is recognised or revoked of a person happens one after the other.
pub(super) async fn lock_person(op: &mut Op, person: &PersonId) -> Outcome<()> {
    op.tx.lock(&format!("hours:{person}")).await
}

pub(super) async fn insert_revocation(op: &mut Op, new: &Revocation) -> Outcome<()> {
    op.tx
        .query(
            "INSERT INTO hours_revocations (id, entry_id, person_id, reason, proposed_by, \
             proposed_at) VALUES ($1, $2, $3, $4, $5, $6)",
        )
        .bind(&new.id)
        .bind(&new.entry_id)
        .bind(&new.person_id)
        .bind(&new.reason)
        .bind(&new.proposed_by)
        .bind(new.proposed_at)
        .execute()
        .await?;
    Ok(())
}

pub(super) async fn save_verdict(
    op: &mut Op,
    id: &RevocationId,
    verdict: Verdict,
    by: &PersonId,
) -> Outcome<()> {
    op.tx
        .query(
            "UPDATE hours_revocations SET decision = $2, decided_by = $3, decided_at = $4 \
             WHERE id = $1 AND decision IS NULL",
        )
        .bind(id)
        .bind(verdict.as_str())
        .bind(by)
        .bind(op.now)
        .execute()
        .await?;
    Ok(())
}

pub(super) async fn get_revocation(op: &mut Op, id: &RevocationId) -> Outcome<Revocation> {
    op.tx
        .query("SELECT * FROM hours_revocations WHERE id = $1")
        .bind(id)
        .optional(revocation)
        .await?
        .ok_or_else(|| Error::UnknownRevocation.into())
}

/// The proposal for an entry that waits for its decision.
pub(super) async fn find_open(op: &mut Op, entry: &EntryId) -> Outcome<Option<Revocation>> {
    op.tx
        .query("SELECT * FROM hours_revocations WHERE entry_id = $1 AND decision IS NULL")
        .bind(entry)
        .optional(revocation)
        .await
}

/// Proposals that wait and are younger than the id `after`, oldest first, some at a time.
pub(super) async fn list_open(op: &mut Op, after: &str) -> Outcome<Vec<Revocation>> {
    op.tx
        .query(
            "SELECT * FROM hours_revocations WHERE decision IS NULL AND id > $1 \
             ORDER BY id LIMIT $2",
        )
        .bind(after)
        .bind(LISTED_MAX)
        .all(revocation)
        .await
}

/// All proposals about a person, newest first.
pub(super) async fn list_of_person(op: &mut Op, person: &PersonId) -> Outcome<Vec<Revocation>> {
    op.tx
        .query("SELECT * FROM hours_revocations WHERE person_id = $1 ORDER BY id DESC LIMIT $2")
        .bind(person)
        .bind(LISTED_MAX)
        .all(revocation)
        .await
}

fn revocation(row: Row<'_>) -> Outcome<Revocation> {
    let decision: Option<String> = row.get("decision")?;
    let decision = decision
        .map(|text| {
            text.parse()
                .map_err(|fault: Fault| Fault::internal("hours.broken", fault))
        })
        .transpose()?;
    Ok(Revocation {
        id: row.get("id")?,
        entry_id: row.get("entry_id")?,
        person_id: row.get("person_id")?,
        reason: row.get("reason")?,
        proposed_by: row.get("proposed_by")?,
        proposed_at: row.get("proposed_at")?,
        decision,
        decided_by: row.get("decided_by")?,
        decided_at: row.get("decided_at")?,
    })
}
