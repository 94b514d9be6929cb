//! Many people at once, for lists: names, how many belong where, who holds which office. Nothing
//! here asks for permission; the callers do, on the list that they make.

use std::collections::BTreeMap;

use kernel::{Day, Fault, Outcome, PersonId, Sex, TerritoryId, limits};

use super::grants::Holder;
use crate::Op;
use crate::permission::Role;

/// Most officers that are listed.
const OFFICERS_MAX: i64 = 500;

/// Somebody with an office for a territory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Officer {
    /// Who.
    pub person_id: PersonId,
    /// Her name.
    pub name: String,
    /// The office.
    pub role: Role,
    /// Path of the territory for which she holds it.
    pub path: String,
}

/// What a decision asks of a person herself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonFacts {
    /// Who.
    pub id: PersonId,
    /// Her sex.
    pub sex: Sex,
    /// Her birthday.
    pub born: Day,
    /// The territory to which she belongs.
    pub territory_id: TerritoryId,
    /// Whether the account is the twin of one that was kept: then it is no person of its own.
    pub is_twin: bool,
}

/// The facts of the next people by id, at most so many: everyone, a piece at a time.
pub async fn facts_after(
    op: &mut Op,
    after: Option<&PersonId>,
    most: i64,
) -> Outcome<Vec<PersonFacts>> {
    op.tx
        .query(
            "SELECT id, sex, born, territory_id, EXISTS (SELECT 1 FROM identity_twins t \
             WHERE t.twin_id = identity_people.id) AS twin FROM identity_people WHERE id > $1 \
             AND erased_at IS NULL \
             AND (arrival_id IS NULL OR EXISTS (SELECT 1 FROM identity_arrivals a \
             WHERE a.id = arrival_id AND a.in_force_at IS NOT NULL)) \
             ORDER BY id LIMIT $2",
        )
        .bind(after.map_or("", PersonId::as_str))
        .bind(most)
        .all(|row| {
            Ok(PersonFacts {
                id: row.get("id")?,
                sex: row.parse("sex")?,
                born: row.get("born")?,
                territory_id: row.get("territory_id")?,
                is_twin: row.get("twin")?,
            })
        })
        .await
}

/// The names of these people, by id. Who does not exist is left out.
pub async fn names(op: &mut Op, people: &[PersonId]) -> Outcome<BTreeMap<PersonId, String>> {
    let ids = ids_json(people)?;
    let rows: Vec<(PersonId, String)> = op
        .tx
        .query_per_engine(
            "SELECT id, name FROM identity_people WHERE id IN (SELECT value FROM json_each($1))",
            // One look through the index, not one for each.
            "SELECT id, name FROM identity_people \
             WHERE id = ANY (ARRAY(SELECT json_array_elements_text($1::json)))",
        )
        .bind(ids)
        .all(|row| Ok((row.get("id")?, row.get("name")?)))
        .await?;
    Ok(rows.into_iter().collect())
}

/// Who holds a role for one thing.
pub(super) async fn list_holders(op: &mut Op, role: Role, scope: &str) -> Outcome<Vec<Holder>> {
    op.tx
        .query(
            "SELECT g.person_id, p.name, p.phone_masked, g.granted_at FROM identity_grants g \
             JOIN identity_people p ON p.id = g.person_id \
             WHERE g.scope = $1 AND g.role = $2 AND g.ended_at IS NULL \
             ORDER BY g.granted_at, g.person_id LIMIT $3",
        )
        .bind(scope)
        .bind(role.as_str())
        .bind(limits::PAGE_ITEMS_MAX)
        .all(|row| {
            Ok(Holder {
                person_id: row.get("person_id")?,
                name: row.get("name")?,
                phone_masked: row.get("phone_masked")?,
                since: row.get("granted_at")?,
            })
        })
        .await
}

/// People belong to another territory.
pub(super) async fn save_territory(
    op: &mut Op,
    people: &[PersonId],
    territory: &TerritoryId,
) -> Outcome<()> {
    op.tx
        .query_per_engine(
            "UPDATE identity_people SET territory_id = $2 \
             WHERE id IN (SELECT value FROM json_each($1))",
            "UPDATE identity_people SET territory_id = $2 \
             WHERE id IN (SELECT json_array_elements_text($1::json))",
        )
        .bind(ids_json(people)?)
        .bind(territory)
        .execute()
        .await?;
    Ok(())
}

fn ids_json(people: &[PersonId]) -> Outcome<String> {
    serde_json::to_string(people).map_err(|error| Fault::internal("identity.broken", error))
}

/// Somebody with masked numbers, for a list that is taken away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Masked {
    /// Her name.
    pub name: String,
    /// Her citizen id, masked.
    pub citizen_id_masked: String,
    /// Her telephone, masked.
    pub phone_masked: Option<String>,
}

/// These people with masked numbers, by id. Who does not exist is left out.
pub async fn masked(op: &mut Op, people: &[PersonId]) -> Outcome<BTreeMap<PersonId, Masked>> {
    let rows: Vec<(PersonId, Masked)> = op
        .tx
        .query_per_engine(
            "SELECT id, name, citizen_id_masked, phone_masked FROM identity_people \
             WHERE id IN (SELECT value FROM json_each($1))",
            "SELECT id, name, citizen_id_masked, phone_masked FROM identity_people \
             WHERE id IN (SELECT json_array_elements_text($1::json))",
        )
        .bind(ids_json(people)?)
        .all(|row| {
            let masked = Masked {
                name: row.get("name")?,
                citizen_id_masked: row.get("citizen_id_masked")?,
                phone_masked: row.get("phone_masked")?,
            };
            Ok((row.get("id")?, masked))
        })
        .await?;
    Ok(rows.into_iter().collect())
}

/// Where these people belong.
pub async fn territories_of(
    op: &mut Op,
    people: &[PersonId],
) -> Outcome<Vec<(PersonId, TerritoryId)>> {
    op.tx
        .query_per_engine(
            "SELECT id, territory_id FROM identity_people \
             WHERE id IN (SELECT value FROM json_each($1))",
            "SELECT id, territory_id FROM identity_people \
             WHERE id IN (SELECT json_array_elements_text($1::json))",
        )
        .bind(ids_json(people)?)
        .all(|row| Ok((row.get("id")?, row.get("territory_id")?)))
        .await
}

/// How many people belong to each territory.
pub async fn count_by_territory(op: &mut Op) -> Outcome<BTreeMap<TerritoryId, i64>> {
    let rows: Vec<(TerritoryId, i64)> = op
        .tx
        .query(
            "SELECT territory_id, count(*) AS people FROM identity_people \
             WHERE erased_at IS NULL \
             AND NOT EXISTS (SELECT 1 FROM identity_twins t WHERE t.twin_id = identity_people.id) \
             AND (arrival_id IS NULL OR EXISTS (SELECT 1 FROM identity_arrivals a \
             WHERE a.id = arrival_id AND a.in_force_at IS NOT NULL)) GROUP BY territory_id",
        )
        .all(|row| Ok((row.get("territory_id")?, row.get("people")?)))
        .await?;
    Ok(rows.into_iter().collect())
}

/// Who holds an office for a territory on this path or below it, by territory and office.
pub async fn list_officers(op: &mut Op, path: &str) -> Outcome<Vec<Officer>> {
    op.tx
        .query(
            "SELECT g.person_id, p.name, g.role, g.scope FROM identity_grants g \
             JOIN identity_people p ON p.id = g.person_id \
             WHERE g.ended_at IS NULL AND g.scope LIKE $1 || '%' AND g.role IN \
             ('bureau_officer', 'cashier', 'inspector', 'committee_clerk', 'region_admin') \
             ORDER BY g.scope, g.role, p.name, g.person_id LIMIT $2",
        )
        .bind(path)
        .bind(OFFICERS_MAX)
        .all(|row| {
            Ok(Officer {
                person_id: row.get("person_id")?,
                name: row.get("name")?,
                role: row.parse("role")?,
                path: row.get("scope")?,
            })
        })
        .await
}
