//! What stands here about one person, for her export and her erasure. Nobody is asked for
//! permission: the context `privacy` does, on her.

use kernel::{Hours, Instant, Outcome, PersonId, Year};

use super::model::Status;
use crate::Op;

/// A claim as an export tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimLine {
    /// The kind, as the edition names it.
    pub kind: String,
    /// What it was.
    pub title: String,
    /// Who held it.
    pub organiser: String,
    /// Number of its certificate.
    pub certificate_number: String,
    /// The year that it counts for.
    pub study_year: Year,
    /// What was granted.
    pub granted: Option<Hours>,
    /// Whether the year's category was deemed complete.
    pub deems: bool,
    /// Where it stands.
    pub status: Status,
    /// Since when.
    pub since: Instant,
}

/// All claims of a person, the oldest first.
pub async fn lines_of(op: &mut Op, person: &PersonId) -> Outcome<Vec<ClaimLine>> {
    op.tx
        .query("SELECT * FROM claims_claims WHERE person_id = $1 ORDER BY id")
        .bind(person)
        .all(|row| {
            Ok(ClaimLine {
                kind: row.get("kind")?,
                title: row.get("title")?,
                organiser: row.get("organiser")?,
                certificate_number: row.get("certificate_number")?,
                study_year: row.get("study_year")?,
                granted: row.get("granted_hours")?,
                deems: row.get("deems")?,
                status: row.parse("status")?,
                since: row.get("since")?,
            })
        })
        .await
}

/// Erases the numbers of certificates by which a person could be found elsewhere. What was granted
/// stays, because entries of the ledger rest on it.
pub async fn erase_of(op: &mut Op, person: &PersonId) -> Outcome<()> {
    op.tx
        .query("UPDATE claims_claims SET certificate_number = '' WHERE person_id = $1")
        .bind(person)
        .execute()
        .await?;
    Ok(())
}
