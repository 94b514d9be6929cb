//! Categories of study years that stand complete without hours (N2022 §3.6). No entry of the ledger
//! says so, since no hours were studied: they are kept here, and every sum of hours asks for them.

use std::collections::{BTreeMap, BTreeSet};

use db::Row;
use kernel::{Category, Day, Fault, Instant, Outcome, PersonId, Year};

use crate::{Op, identity};

/// A category of somebody's study year that stands complete without hours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deeming {
    /// What it rests on, such as `claim:…`.
    pub source: String,
    /// Whose, as of when it was granted: the account may have become a twin since.
    pub person_id: PersonId,
    /// The year.
    pub study_year: Year,
    /// The category.
    pub category: Category,
    /// The clause that says so.
    pub clause: String,
    /// Since when.
    pub since: Instant,
}

/// Has a category stand complete. Whether the actor may is asked by the caller, as for a posting;
/// granting the same again changes nothing.
pub async fn deem(op: &mut Op, new: &Deeming) -> Outcome<()> {
    op.tx
        .query(
            "INSERT INTO hours_deemings (source, person_id, study_year, category, clause, from_at) \
             VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (source) DO NOTHING",
        )
        .bind(&new.source)
        .bind(&new.person_id)
        .bind(new.study_year)
        .bind(new.category.as_str())
        .bind(&new.clause)
        .bind(new.since)
        .execute()
        .await?;
    Ok(())
}

/// Takes back what rests on a source.
pub async fn end_deeming(op: &mut Op, source: &str) -> Outcome<()> {
    let now = op.now;
    op.tx
        .query("UPDATE hours_deemings SET until_at = $2 WHERE source = $1 AND until_at IS NULL")
        .bind(source)
        .bind(now)
        .execute()
        .await?;
    Ok(())
}

/// What stands complete for a person under all of her accounts and was granted by the end of a day,
/// in the order of years. What was taken back since was never there, as with hours. Whether the
/// actor may ask is asked by the caller.
pub async fn deemed(op: &mut Op, person: &PersonId, day: Day) -> Outcome<Vec<Deeming>> {
    let end = day.plus_days(1).start();
    let mut found = Vec::new();
    for account in identity::selves(op, person).await? {
        let of_account = op
            .tx
            .query(
                "SELECT * FROM hours_deemings WHERE person_id = $1 AND from_at < $2 \
                 AND until_at IS NULL",
            )
            .bind(&account)
            .bind(end)
            .all(deeming);
        found.extend(of_account.await?);
    }
    found.sort_by(|a, b| (a.study_year, &a.source).cmp(&(b.study_year, &b.source)));
    Ok(found)
}

/// What stood complete for a person until it was taken back, in the order of years.
pub(super) async fn taken_back(op: &mut Op, person: &PersonId) -> Outcome<Vec<Deeming>> {
    let mut found = Vec::new();
    for account in identity::selves(op, person).await? {
        let of_account = op
            .tx
            .query(
                "SELECT * FROM hours_deemings WHERE person_id = $1 AND until_at IS NOT NULL \
                 ORDER BY study_year, source",
            )
            .bind(&account)
            .all(deeming);
        found.extend(of_account.await?);
    }
    Ok(found)
}

/// What stands complete for many people now, by the account that was kept.
pub async fn deemed_among(
    op: &mut Op,
    people: &[PersonId],
) -> Outcome<BTreeMap<PersonId, Vec<Deeming>>> {
    let mut kept_of: BTreeMap<PersonId, PersonId> = BTreeMap::new();
    for (kept, twins) in identity::twins_among(op, people).await? {
        kept_of.extend(twins.into_iter().map(|twin| (twin, kept.clone())));
    }
    let accounts: Vec<&PersonId> = people.iter().chain(kept_of.keys()).collect();
    let ids =
        serde_json::to_string(&accounts).map_err(|error| Fault::internal("hours.people", error))?;
    let found = op
        .tx
        .query_per_engine(
            "SELECT * FROM hours_deemings WHERE until_at IS NULL \
             AND person_id IN (SELECT value FROM json_each($1))",
            "SELECT * FROM hours_deemings WHERE until_at IS NULL \
             AND person_id = ANY (ARRAY(SELECT json_array_elements_text($1::json)))",
        )
        .bind(ids)
        .all(deeming)
        .await?;
    let mut by_person: BTreeMap<PersonId, Vec<Deeming>> = BTreeMap::new();
    for one in found {
        let kept = kept_of.get(&one.person_id).unwrap_or(&one.person_id);
        by_person.entry(kept.clone()).or_default().push(one);
    }
    Ok(by_person)
}

/// What everything rests on that stands complete now. For the doctor.
pub async fn deeming_sources(op: &mut Op) -> Outcome<BTreeSet<String>> {
    let sources = op
        .tx
        .query("SELECT source FROM hours_deemings WHERE until_at IS NULL")
        .all(|row| row.get("source"));
    Ok(sources.await?.into_iter().collect())
}

fn deeming(row: Row<'_>) -> Outcome<Deeming> {
    Ok(Deeming {
        source: row.get("source")?,
        person_id: row.get("person_id")?,
        study_year: row.get("study_year")?,
        category: row.parse("category")?,
        clause: row.get("clause")?,
        since: row.get("from_at")?,
    })
}
