//! SQL on `certificates_certificates`.

use db::Row;
use kernel::{CertificateId, EnrolmentId, Fault, Instant, Outcome, PersonId};

use super::CertificateFacts;
use crate::Op;

/// A certificate as it is stored: all but how it stands.
pub(super) struct Stored {
    pub id: CertificateId,
    pub number: String,
    pub person_id: PersonId,
    pub enrolment_id: EnrolmentId,
    pub facts: CertificateFacts,
    pub issued_at: Instant,
    pub file_key: String,
    pub sha256: String,
}

pub(super) async fn insert(op: &mut Op, new: &Stored) -> Outcome<()> {
    let facts = serde_json::to_string(&new.facts)
        .map_err(|error| Fault::internal("house.bad_facts", error))?;
    op.tx
        .query(
            "INSERT INTO certificates_certificates (id, number, person_id, enrolment_id, facts, \
             issued_at, file_key, sha256) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        )
        .bind(&new.id)
        .bind(&new.number)
        .bind(&new.person_id)
        .bind(&new.enrolment_id)
        .bind(facts)
        .bind(new.issued_at)
        .bind(&new.file_key)
        .bind(&new.sha256)
        .execute()
        .await?;
    Ok(())
}

pub(super) async fn find(op: &mut Op, id: &CertificateId) -> Outcome<Option<Stored>> {
    op.tx
        .query("SELECT * FROM certificates_certificates WHERE id = $1")
        .bind(id)
        .optional(stored)
        .await
}

pub(super) async fn find_by_enrolment(
    op: &mut Op,
    enrolment: &EnrolmentId,
) -> Outcome<Option<Stored>> {
    op.tx
        .query("SELECT * FROM certificates_certificates WHERE enrolment_id = $1")
        .bind(enrolment)
        .optional(stored)
        .await
}

pub(super) async fn find_by_number(op: &mut Op, number: &str) -> Outcome<Option<Stored>> {
    op.tx
        .query("SELECT * FROM certificates_certificates WHERE number = $1")
        .bind(number)
        .optional(stored)
        .await
}

/// A person's certificates, newest first.
pub(super) async fn list(op: &mut Op, person: &PersonId) -> Outcome<Vec<Stored>> {
    op.tx
        .query("SELECT * FROM certificates_certificates WHERE person_id = $1 ORDER BY id DESC")
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
        enrolment_id: row.get("enrolment_id")?,
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
        .query("UPDATE certificates_certificates SET facts = $2 WHERE id = $1")
        .bind(&erased.id)
        .bind(facts)
        .execute()
        .await?;
    Ok(())
}
