//! SQL of `claims_` tables.

use db::Row;
use kernel::{
    Category, ClaimId, Day, EmployerId, EvidenceId, Hours, Instant, Outcome, PersonId, TerritoryId,
    Year,
};

use super::model::{ClaimFields, Granted, Status};
use crate::Op;

/// Most steps of a claim that are listed.
const STEPS_MAX: i64 = 100;

/// A claim as it is stored.
#[derive(Clone, Debug)]
pub(super) struct Stored {
    pub id: ClaimId,
    pub person_id: PersonId,
    pub fields: ClaimFields,
    pub category: Category,
    pub cite: String,
    pub edition_id: String,
    pub asked: Option<Hours>,
    pub employer_id: Option<EmployerId>,
    pub territory_id: TerritoryId,
    pub status: Status,
    pub granted: Option<Granted>,
    pub decided_by: Option<PersonId>,
    pub appeal_until: Option<Day>,
    pub appealed_at: Option<Instant>,
    pub undeem_proposed_by: Option<PersonId>,
    pub since: Instant,
}

/// A step as it is stored.
pub(super) struct StoredStep {
    pub seq: i64,
    pub action: String,
    pub actor_id: PersonId,
    pub note: String,
    pub at: Instant,
}

/// Writes a claim, new or changed.
pub(super) async fn save(op: &mut Op, claim: &Stored) -> Outcome<()> {
    let fields = &claim.fields;
    let granted_hours = match claim.granted {
        Some(Granted::Hours(hours)) => Some(hours),
        _ => None,
    };
    op.tx
        .query(
            "INSERT INTO claims_claims (id, person_id, kind, study_year, category, organiser, \
             title, place, from_day, to_day, certificate_number, quantity, speciality, in_region, \
             needed_by, cite, edition_id, asked, employer_id, territory_id, status, \
             granted_hours, deems, decided_by, appeal_until, appealed_at, undeem_proposed_by, \
             since) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, \
             $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28) \
             ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, \
             study_year = excluded.study_year, category = excluded.category, \
             organiser = excluded.organiser, title = excluded.title, place = excluded.place, \
             from_day = excluded.from_day, to_day = excluded.to_day, \
             certificate_number = excluded.certificate_number, quantity = excluded.quantity, \
             speciality = excluded.speciality, in_region = excluded.in_region, \
             needed_by = excluded.needed_by, cite = excluded.cite, \
             edition_id = excluded.edition_id, asked = excluded.asked, \
             employer_id = excluded.employer_id, territory_id = excluded.territory_id, \
             status = excluded.status, granted_hours = excluded.granted_hours, \
             deems = excluded.deems, decided_by = excluded.decided_by, \
             appeal_until = excluded.appeal_until, appealed_at = excluded.appealed_at, \
             undeem_proposed_by = excluded.undeem_proposed_by, since = excluded.since",
        )
        .bind(&claim.id)
        .bind(&claim.person_id)
        .bind(&fields.kind)
        .bind(fields.study_year)
        .bind(claim.category.as_str())
        .bind(&fields.organiser)
        .bind(&fields.title)
        .bind(&fields.place)
        .bind(fields.from_day)
        .bind(fields.to_day)
        .bind(&fields.certificate_number)
        .bind(fields.quantity)
        .bind(&fields.speciality)
        .bind(fields.in_region)
        .bind(fields.needed_by)
        .bind(&claim.cite)
        .bind(&claim.edition_id)
        .bind(claim.asked)
        .bind(claim.employer_id.clone())
        .bind(&claim.territory_id)
        .bind(claim.status.as_str())
        .bind(granted_hours)
        .bind(claim.granted == Some(Granted::Year))
        .bind(claim.decided_by.clone())
        .bind(claim.appeal_until)
        .bind(claim.appealed_at)
        .bind(claim.undeem_proposed_by.clone())
        .bind(claim.since)
        .execute()
        .await?;
    Ok(())
}

pub(super) async fn find(op: &mut Op, id: &ClaimId) -> Outcome<Option<Stored>> {
    op.tx
        .query("SELECT * FROM claims_claims WHERE id = $1")
        .bind(id)
        .optional(stored)
        .await
}

/// A person's claims, the newest first.
pub(super) async fn list_of_person(
    op: &mut Op,
    person: &PersonId,
    after: Option<&str>,
    rows: i64,
) -> Outcome<Vec<Stored>> {
    op.tx
        .query(
            "SELECT * FROM claims_claims WHERE person_id = $1 AND ($2 = '' OR id < $2) \
             ORDER BY id DESC LIMIT $3",
        )
        .bind(person)
        .bind(after.unwrap_or_default())
        .bind(rows)
        .all(stored)
        .await
}

/// A person's claims of a kind and year that are not withdrawn.
pub(super) async fn list_of_year(
    op: &mut Op,
    person: &PersonId,
    kind: &str,
    year: Year,
) -> Outcome<Vec<Stored>> {
    op.tx
        .query(
            "SELECT * FROM claims_claims WHERE person_id = $1 AND kind = $2 AND study_year = $3 \
             AND status <> 'withdrawn' ORDER BY id",
        )
        .bind(person)
        .bind(kind)
        .bind(year)
        .all(stored)
        .await
}

/// How many claims of a person are not over.
pub(super) async fn count_open(op: &mut Op, person: &PersonId) -> Outcome<i64> {
    op.tx
        .query(
            "SELECT count(*) AS n FROM claims_claims WHERE person_id = $1 \
             AND status IN ('draft', 'with_employer', 'returned', 'with_bureau', 'appealed')",
        )
        .bind(person)
        .one(|row| row.get("n"))
        .await
}

pub(super) async fn insert_file(op: &mut Op, claim: &ClaimId, file: &EvidenceId) -> Outcome<()> {
    op.tx
        .query("INSERT INTO claims_files (claim_id, evidence_id) VALUES ($1, $2)")
        .bind(claim)
        .bind(file)
        .execute()
        .await?;
    Ok(())
}

pub(super) async fn delete_file(op: &mut Op, file: &EvidenceId) -> Outcome<()> {
    op.tx
        .query("DELETE FROM claims_files WHERE evidence_id = $1")
        .bind(file)
        .execute()
        .await?;
    Ok(())
}

/// The files of a claim, in the order in which they came.
pub(super) async fn list_files(op: &mut Op, claim: &ClaimId) -> Outcome<Vec<EvidenceId>> {
    op.tx
        .query("SELECT evidence_id FROM claims_files WHERE claim_id = $1 ORDER BY evidence_id")
        .bind(claim)
        .all(|row| row.get("evidence_id"))
        .await
}

/// The claim that a file proves.
pub(super) async fn find_by_file(op: &mut Op, file: &EvidenceId) -> Outcome<Option<ClaimId>> {
    op.tx
        .query("SELECT claim_id FROM claims_files WHERE evidence_id = $1")
        .bind(file)
        .optional(|row| row.get("claim_id"))
        .await
}

pub(super) async fn insert_step(
    op: &mut Op,
    claim: &ClaimId,
    action: &str,
    actor: &PersonId,
    note: &str,
) -> Outcome<()> {
    let now = op.now;
    op.tx
        .query(
            "INSERT INTO claims_steps (claim_id, seq, action, actor_id, note, at) \
             SELECT $1, COALESCE(MAX(seq), 0) + 1, $2, $3, $4, $5 FROM claims_steps \
             WHERE claim_id = $1",
        )
        .bind(claim)
        .bind(action)
        .bind(actor)
        .bind(note)
        .bind(now)
        .execute()
        .await?;
    Ok(())
}

/// The steps of a claim, in their order.
pub(super) async fn list_steps(op: &mut Op, claim: &ClaimId) -> Outcome<Vec<StoredStep>> {
    op.tx
        .query("SELECT * FROM claims_steps WHERE claim_id = $1 ORDER BY seq LIMIT $2")
        .bind(claim)
        .bind(STEPS_MAX)
        .all(|row| {
            Ok(StoredStep {
                seq: row.get("seq")?,
                action: row.get("action")?,
                actor_id: row.get("actor_id")?,
                note: row.get("note")?,
                at: row.get("at")?,
            })
        })
        .await
}

fn stored(row: Row<'_>) -> Outcome<Stored> {
    let hours: Option<Hours> = row.get("granted_hours")?;
    let deems: bool = row.get("deems")?;
    Ok(Stored {
        id: row.get("id")?,
        person_id: row.get("person_id")?,
        fields: fields(row)?,
        category: row.parse("category")?,
        cite: row.get("cite")?,
        edition_id: row.get("edition_id")?,
        asked: row.get("asked")?,
        employer_id: row.get("employer_id")?,
        territory_id: row.get("territory_id")?,
        status: row.parse("status")?,
        granted: hours
            .map(Granted::Hours)
            .or_else(|| deems.then_some(Granted::Year)),
        decided_by: row.get("decided_by")?,
        appeal_until: row.get("appeal_until")?,
        appealed_at: row.get("appealed_at")?,
        undeem_proposed_by: row.get("undeem_proposed_by")?,
        since: row.get("since")?,
    })
}

fn fields(row: Row<'_>) -> Outcome<ClaimFields> {
    Ok(ClaimFields {
        kind: row.get("kind")?,
        study_year: row.get("study_year")?,
        organiser: row.get("organiser")?,
        title: row.get("title")?,
        place: row.get("place")?,
        from_day: row.get("from_day")?,
        to_day: row.get("to_day")?,
        certificate_number: row.get("certificate_number")?,
        quantity: row.get("quantity")?,
        speciality: row.get("speciality")?,
        in_region: row.get("in_region")?,
        needed_by: row.get("needed_by")?,
    })
}
