//! What stands here about one person, for her export and her erasure; and a look of the doctor.
//! Nobody is asked for permission: the context `privacy` does, on her.

use std::collections::BTreeSet;

use kernel::{Hours, Instant, Outcome, PersonId, Year};

use super::model::Status;
use super::rules;
use crate::{Op, hours};

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

/// Sources of deemed years whose claim says so and `hours` does not, or the other way round: none,
/// as both are written in one transaction. For the doctor.
pub async fn misdeemed(op: &mut Op) -> Outcome<Vec<String>> {
    let granted: BTreeSet<String> = op
        .tx
        .query("SELECT id FROM claims_claims WHERE status = 'approved' AND deems")
        .all(|row| Ok(rules::source(&row.get("id")?)))
        .await?
        .into_iter()
        .collect();
    let standing = hours::deeming_sources(op).await?;
    Ok(granted.symmetric_difference(&standing).cloned().collect())
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
