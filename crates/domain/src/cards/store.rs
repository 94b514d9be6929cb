//! SQL on `cards_cards`.

use db::Row;
use kernel::{CardId, Fault, Instant, Outcome, PersonId, ReportId, Year};

use super::CardFacts;
use crate::Op;

/// A card as it is stored: all but how it stands.
pub(super) struct Stored {
    pub id: CardId,
    pub number: String,
    pub person_id: PersonId,
    pub study_year: Year,
    pub report_id: ReportId,
    pub facts: CardFacts,
    pub issued_at: Instant,
    pub file_key: String,
    pub sha256: String,
}

pub(super) async fn insert(op: &mut Op, new: &Stored) -> Outcome<()> {
    let facts = serde_json::to_string(&new.facts)
        .map_err(|error| Fault::internal("house.bad_facts", error))?;
    op.tx
        .query(
            "INSERT INTO cards_cards (id, number, person_id, study_year, report_id, facts, \
             issued_at, file_key, sha256) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        )
        .bind(&new.id)
        .bind(&new.number)
        .bind(&new.person_id)
        .bind(new.study_year)
        .bind(&new.report_id)
        .bind(facts)
        .bind(new.issued_at)
        .bind(&new.file_key)
        .bind(&new.sha256)
        .execute()
        .await?;
    Ok(())
}

pub(super) async fn find_by_id(op: &mut Op, id: &CardId) -> Outcome<Option<Stored>> {
    op.tx
        .query("SELECT * FROM cards_cards WHERE id = $1")
        .bind(id)
        .optional(stored)
        .await
}

pub(super) async fn find_by_report(op: &mut Op, report: &ReportId) -> Outcome<Option<Stored>> {
    op.tx
        .query("SELECT * FROM cards_cards WHERE report_id = $1")
        .bind(report)
        .optional(stored)
        .await
}

pub(super) async fn find_by_number(op: &mut Op, number: &str) -> Outcome<Option<Stored>> {
    op.tx
        .query("SELECT * FROM cards_cards WHERE number = $1")
        .bind(number)
        .optional(stored)
        .await
}

/// A person's cards, newest year first.
pub(super) async fn list(op: &mut Op, person: &PersonId) -> Outcome<Vec<Stored>> {
    op.tx
        .query("SELECT * FROM cards_cards WHERE person_id = $1 ORDER BY study_year DESC")
        .bind(person)
        .all(stored)
        .await
}

fn stored(row: Row<'_>) -> Outcome<Stored> {
    let facts: String = row.get("facts")?;
    Ok(Stored {
        id: row.get("id")?,
        number: row.get("number")?,
        person_id: row.get("person_id")?,
        study_year: row.get("study_year")?,
        report_id: row.get("report_id")?,
        facts: serde_json::from_str(&facts).map_err(|error| Fault::internal("db.broken", error))?,
        issued_at: row.get("issued_at")?,
        file_key: row.get("file_key")?,
        sha256: row.get("sha256")?,
    })
}

/// Saves facts from which a name was erased.
pub(super) async fn save_facts(op: &mut Op, erased: &Stored) -> Outcome<()> {
    let facts = serde_json::to_string(&erased.facts)
        .map_err(|error| Fault::internal("house.bad_facts", error))?;
    op.tx
        .query("UPDATE cards_cards SET facts = $2 WHERE id = $1")
        .bind(&erased.id)
        .bind(facts)
        .execute()
        .await?;
    Ok(())
}
