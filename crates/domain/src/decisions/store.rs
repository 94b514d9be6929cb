//! SQL of `decisions_` tables.

use db::{FromColumn, Row, Tx};
use kernel::{DecisionId, Fault, Outcome, PageSize, PersonId};
use serde::de::DeserializeOwned;

use super::Error;
use super::model::Shown;
use crate::Op;

pub(super) async fn insert(op: &mut Op, shown: &Shown) -> Outcome<()> {
    let applicant = serde_json::to_string(&shown.applicant).map_err(broken)?;
    let supposed = serde_json::to_string(&shown.supposed).map_err(broken)?;
    let grounds = serde_json::to_string(&shown.grounds).map_err(broken)?;
    op.tx
        .query(
            "INSERT INTO decisions_decisions (id, person_id, asked_by, asked_at, edition, \
             edition_digest, ledger_head, applicant, supposed, decision, grounds) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        )
        .bind(&shown.id)
        .bind(&shown.person_id)
        .bind(&shown.asked_by)
        .bind(shown.asked_at)
        .bind(&shown.edition_id)
        .bind(&shown.edition_digest)
        .bind(&shown.ledger_head)
        .bind(applicant)
        .bind(supposed)
        .bind(&shown.text)
        .bind(grounds)
        .execute()
        .await?;
    Ok(())
}

/// A decision; where its person belongs and whether it is outdated is not for this table to say.
pub(super) async fn get(tx: &mut Tx, id: &DecisionId) -> Outcome<Shown> {
    tx.query("SELECT * FROM decisions_decisions WHERE id = $1")
        .bind(id)
        .optional(shown)
        .await?
        .ok_or_else(|| Error::UnknownDecision.into())
}

/// Decisions about a person, the newest first, `after` the one with this id.
pub(super) async fn list(
    op: &mut Op,
    person: &PersonId,
    after: Option<&str>,
    size: PageSize,
) -> Outcome<Vec<Shown>> {
    op.tx
        .query(
            "SELECT * FROM decisions_decisions WHERE person_id = $1 \
             AND ($2 = '' OR id < $2) ORDER BY id DESC LIMIT $3",
        )
        .bind(person)
        .bind(after.unwrap_or(""))
        .bind(size.rows())
        .all(shown)
        .await
}

fn shown(row: Row<'_>) -> Outcome<Shown> {
    Ok(Shown {
        id: row.get("id")?,
        person_id: row.get("person_id")?,
        territory_path: String::new(),
        asked_by: row.get("asked_by")?,
        asked_at: row.get("asked_at")?,
        edition_id: row.get("edition")?,
        edition_digest: row.get("edition_digest")?,
        ledger_head: row.get("ledger_head")?,
        is_outdated: false,
        applicant: from_json(row, "applicant")?,
        supposed: from_json(row, "supposed")?,
        grounds: from_json(row, "grounds")?,
        decision: from_json(row, "decision")?,
        text: row.get("decision")?,
    })
}

fn from_json<T: DeserializeOwned>(row: Row<'_>, column: &str) -> Outcome<T> {
    serde_json::from_str(&String::from_column(row, column)?).map_err(broken)
}

fn broken(error: serde_json::Error) -> Fault {
    Fault::internal("decisions.broken", error)
}

/// Heads of the ledger that were cited, each with its person, without repetition.
pub async fn cited_heads(tx: &mut Tx) -> Outcome<Vec<(PersonId, String)>> {
    tx.query("SELECT DISTINCT person_id, ledger_head FROM decisions_decisions ORDER BY person_id")
        .all(|row| Ok((row.get("person_id")?, row.get("ledger_head")?)))
        .await
}
