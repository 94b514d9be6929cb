//! SQL of `identity_twins`.

use std::collections::BTreeMap;

use db::{Row, Tx};
use kernel::{Fault, Outcome, PageSize, PersonId};

use crate::Op;
use crate::identity::{Alike, Twin};

pub(in crate::identity) async fn find(tx: &mut Tx, twin: &PersonId) -> Outcome<Option<Twin>> {
    tx.query("SELECT * FROM identity_twins WHERE twin_id = $1")
        .bind(twin)
        .optional(row)
        .await
}

fn row(row: Row<'_>) -> Outcome<Twin> {
    Ok(Twin {
        twin: row.get("twin_id")?,
        kept: row.get("kept_id")?,
        merge: row.get("merge_id")?,
        decided_by: row.get("decided_by")?,
        since: row.get("since")?,
    })
}

pub(in crate::identity) async fn list_of(tx: &mut Tx, kept: &PersonId) -> Outcome<Vec<PersonId>> {
    tx.query("SELECT twin_id FROM identity_twins WHERE kept_id = $1 ORDER BY twin_id")
        .bind(kept)
        .all(|row| row.get("twin_id"))
        .await
}

pub(in crate::identity) async fn list_among(
    op: &mut Op,
    people: &[PersonId],
) -> Outcome<BTreeMap<PersonId, PersonId>> {
    let rows: Vec<(PersonId, PersonId)> = op
        .tx
        .query_per_engine(
            "SELECT twin_id, kept_id FROM identity_twins \
             WHERE twin_id IN (SELECT value FROM json_each($1))",
            "SELECT twin_id, kept_id FROM identity_twins \
             WHERE twin_id IN (SELECT json_array_elements_text($1::json))",
        )
        .bind(json(people)?)
        .all(|row| Ok((row.get("twin_id")?, row.get("kept_id")?)))
        .await?;
    Ok(rows.into_iter().collect())
}

pub(in crate::identity) async fn list_of_all(
    op: &mut Op,
    kept: &[PersonId],
) -> Outcome<BTreeMap<PersonId, Vec<PersonId>>> {
    let rows: Vec<(PersonId, PersonId)> = op
        .tx
        .query_per_engine(
            "SELECT twin_id, kept_id FROM identity_twins \
             WHERE kept_id IN (SELECT value FROM json_each($1)) ORDER BY kept_id, twin_id",
            "SELECT twin_id, kept_id FROM identity_twins \
             WHERE kept_id IN (SELECT json_array_elements_text($1::json)) \
             ORDER BY kept_id, twin_id",
        )
        .bind(json(kept)?)
        .all(|row| Ok((row.get("kept_id")?, row.get("twin_id")?)))
        .await?;
    let mut twins: BTreeMap<PersonId, Vec<PersonId>> = BTreeMap::new();
    for (kept, twin) in rows {
        twins.entry(kept).or_default().push(twin);
    }
    Ok(twins)
}

fn json(people: &[PersonId]) -> Outcome<String> {
    serde_json::to_string(people).map_err(|error| Fault::internal("identity.broken", error))
}

pub(in crate::identity) async fn insert(op: &mut Op, twin: &Twin) -> Outcome<()> {
    op.tx
        .query(
            "INSERT INTO identity_twins (twin_id, kept_id, merge_id, decided_by, since) \
             VALUES ($1, $2, $3, $4, $5)",
        )
        .bind(&twin.twin)
        .bind(&twin.kept)
        .bind(&twin.merge)
        .bind(&twin.decided_by)
        .bind(twin.since)
        .execute()
        .await?;
    Ok(())
}

pub(in crate::identity) async fn delete(op: &mut Op, twin: &PersonId) -> Outcome<()> {
    op.tx
        .query("DELETE FROM identity_twins WHERE twin_id = $1")
        .bind(twin)
        .execute()
        .await?;
    Ok(())
}

/// Pairs of one name and one birthday; `territories` is a list in JSON.
pub(in crate::identity) async fn list_alike(
    op: &mut Op,
    territories: &str,
    after: Option<&str>,
    size: PageSize,
) -> Outcome<Vec<Alike>> {
    let mut key = after.unwrap_or_default().splitn(3, '|');
    let mut next = || key.next().unwrap_or_default().to_owned();
    let (name, first, second) = (next(), next(), next());
    op.tx
        .query_per_engine(
            "SELECT p.name, p.born, p.id AS first, p.citizen_id_masked AS first_masked, \
             q.id AS second, q.citizen_id_masked AS second_masked \
             FROM identity_people p JOIN identity_people q \
             ON q.name = p.name AND q.born = p.born AND q.id > p.id AND q.erased_at IS NULL \
             WHERE p.erased_at IS NULL AND p.name >= $2 AND (p.name, p.id, q.id) > ($2, $3, $4) \
             AND p.territory_id IN (SELECT value FROM json_each($1)) \
             AND q.territory_id IN (SELECT value FROM json_each($1)) \
             AND NOT EXISTS (SELECT 1 FROM identity_twins t WHERE t.twin_id IN (p.id, q.id)) \
             AND NOT EXISTS (SELECT 1 FROM identity_arrivals a \
             WHERE a.id IN (p.arrival_id, q.arrival_id) AND a.in_force_at IS NULL) \
             ORDER BY p.name, p.id, q.id LIMIT $5",
            "SELECT p.name, p.born, p.id AS first, p.citizen_id_masked AS first_masked, \
             q.id AS second, q.citizen_id_masked AS second_masked \
             FROM identity_people p JOIN identity_people q \
             ON q.name = p.name AND q.born = p.born AND q.id > p.id AND q.erased_at IS NULL \
             WHERE p.erased_at IS NULL AND p.name >= $2 AND (p.name, p.id, q.id) > ($2, $3, $4) \
             AND p.territory_id IN (SELECT json_array_elements_text($1::json)) \
             AND q.territory_id IN (SELECT json_array_elements_text($1::json)) \
             AND NOT EXISTS (SELECT 1 FROM identity_twins t WHERE t.twin_id IN (p.id, q.id)) \
             AND NOT EXISTS (SELECT 1 FROM identity_arrivals a \
             WHERE a.id IN (p.arrival_id, q.arrival_id) AND a.in_force_at IS NULL) \
             ORDER BY p.name, p.id, q.id LIMIT $5",
        )
        .bind(territories)
        .bind(name)
        .bind(first)
        .bind(second)
        .bind(size.rows())
        .all(|row| {
            Ok(Alike {
                name: row.get("name")?,
                born: row.get("born")?,
                first: (row.get("first")?, row.get("first_masked")?),
                second: (row.get("second")?, row.get("second_masked")?),
            })
        })
        .await
}
