//! Sums of hours, kept beside the entries by a trigger in the statement that adds one; and the
//! proof that they are what the entries add up to.

use db::{Row, Tx};
use kernel::{Category, Fault, Hours, Outcome, PersonId, Year};

use crate::Total;

/// A sum that says something else than the entries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrongTotal {
    /// Whose.
    pub person: PersonId,
    /// Of which study year.
    pub study_year: Year,
    /// Of which category.
    pub category: Category,
    /// What was kept.
    pub kept: Hours,
    /// What the entries add up to.
    pub counted: Hours,
}

/// Most wrong sums that are told at once.
const TOLD_MAX: i64 = 1_000;

/// Sums per study year and category, oldest year first, public before professional.
pub async fn totals(tx: &mut Tx, person: &PersonId) -> Outcome<Vec<Total>> {
    tx.query(
        "SELECT study_year, category, hours FROM ledger_totals WHERE person_id = $1 \
         ORDER BY study_year, category DESC",
    )
    .bind(person)
    .all(total)
    .await
}

/// Sums of one study year for many people, in no order. Who has no entries of that year is left
/// out.
pub async fn totals_of(
    tx: &mut Tx,
    people: &[PersonId],
    year: Year,
) -> Outcome<Vec<(PersonId, Total)>> {
    let ids =
        serde_json::to_string(people).map_err(|error| Fault::internal("ledger.people", error))?;
    tx.query_per_engine(
        "SELECT person_id, study_year, category, hours FROM ledger_totals WHERE study_year = $2 \
         AND person_id IN (SELECT value FROM json_each($1))",
        "SELECT person_id, study_year, category, hours FROM ledger_totals WHERE study_year = $2 \
         AND person_id = ANY (ARRAY(SELECT json_array_elements_text($1::json)))",
    )
    .bind(ids)
    .bind(year)
    .all(|row| Ok((row.get("person_id")?, total(row)?)))
    .await
}

/// Sums of people from one id to another, by person, oldest year first. Who has no entries is left
/// out.
pub async fn totals_between(
    tx: &mut Tx,
    first: &PersonId,
    last: &PersonId,
) -> Outcome<Vec<(PersonId, Total)>> {
    tx.query(
        "SELECT person_id, study_year, category, hours FROM ledger_totals \
         WHERE person_id >= $1 AND person_id <= $2 \
         ORDER BY person_id, study_year, category DESC",
    )
    .bind(first)
    .bind(last)
    .all(|row| Ok((row.get("person_id")?, total(row)?)))
    .await
}

/// Adds all entries up again: kept sums that say something else, at most 1,000.
pub async fn wrong_totals(tx: &mut Tx) -> Outcome<Vec<WrongTotal>> {
    tx.query(
        "WITH sides AS (SELECT person_id, study_year, category, hours AS kept, 0 AS counted \
         FROM ledger_totals UNION ALL SELECT person_id, study_year, category, 0, hours \
         FROM ledger_entries) SELECT person_id, study_year, category, \
         CAST(sum(kept) AS BIGINT) AS kept, CAST(sum(counted) AS BIGINT) AS counted FROM sides \
         GROUP BY person_id, study_year, category HAVING sum(kept) <> sum(counted) \
         ORDER BY person_id, study_year, category LIMIT $1",
    )
    .bind(TOLD_MAX)
    .all(|row| {
        Ok(WrongTotal {
            person: row.get("person_id")?,
            study_year: row.get("study_year")?,
            category: row.parse("category")?,
            kept: row.get("kept")?,
            counted: row.get("counted")?,
        })
    })
    .await
}

/// Sets all kept sums anew from the entries. Nothing else may write meanwhile.
pub async fn retotal(tx: &mut Tx) -> Outcome<()> {
    tx.query("DELETE FROM ledger_totals").execute().await?;
    tx.query(
        "INSERT INTO ledger_totals (person_id, study_year, category, hours) \
         SELECT person_id, study_year, category, sum(hours) FROM ledger_entries \
         GROUP BY person_id, study_year, category",
    )
    .execute()
    .await?;
    Ok(())
}

fn total(row: Row<'_>) -> Outcome<Total> {
    Ok(Total {
        study_year: row.get("study_year")?,
        category: row.parse("category")?,
        hours: row.get("hours")?,
    })
}
