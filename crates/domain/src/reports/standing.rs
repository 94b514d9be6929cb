//! Where reports of many people stood on a day: what their steps say, not what they became since.

use std::collections::BTreeMap;

use kernel::{Day, Fault, Outcome, PersonId, TerritoryId, Year};

use super::model::Status;
use crate::Op;

/// Where a report stood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoodOn {
    /// Where.
    pub status: Status,
    /// The territory whose bureau approves it.
    pub territory_id: TerritoryId,
}

/// Where the reports of these people stood at the end of a day, by person and study year. The
/// caller asks for permission, on each of them.
pub async fn states_of(
    op: &mut Op,
    people: &[PersonId],
    day: Day,
) -> Outcome<BTreeMap<(PersonId, Year), StoodOn>> {
    let ids =
        serde_json::to_string(people).map_err(|error| Fault::internal("reports.people", error))?;
    let end = day.plus_days(1).start();
    let steps: Vec<((PersonId, Year), StoodOn)> = op
        .tx
        .query_per_engine(
            "SELECT r.person_id, r.study_year, r.territory_id, s.status FROM reports_reports r \
             JOIN reports_steps s ON s.report_id = r.id WHERE s.at < $2 \
             AND r.person_id IN (SELECT value FROM json_each($1)) \
             ORDER BY r.person_id, r.study_year, s.seq",
            "SELECT r.person_id, r.study_year, r.territory_id, s.status FROM reports_reports r \
             JOIN reports_steps s ON s.report_id = r.id WHERE s.at < $2 \
             AND r.person_id IN (SELECT json_array_elements_text($1::json)) \
             ORDER BY r.person_id, r.study_year, s.seq",
        )
        .bind(ids)
        .bind(end)
        .all(|row| {
            let stood = StoodOn {
                status: row.parse("status")?,
                territory_id: row.get("territory_id")?,
            };
            Ok(((row.get("person_id")?, row.get("study_year")?), stood))
        })
        .await?;
    // The last step of each is where it stood.
    Ok(steps.into_iter().collect())
}
