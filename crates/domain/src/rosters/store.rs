//! SQL of lists and their rows.

use db::Row;
use kernel::{
    EmployerId, Fault, Instant, Outcome, Page, PageSize, PersonId, RosterId, TerritoryId,
};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::Error;
use super::model::{Roster, RosterRow, Verdict};
use crate::Op;

pub(super) async fn insert(op: &mut Op, roster: &Roster) -> Outcome<()> {
    op.tx
        .query(
            "INSERT INTO rosters_rosters (id, employer_id, uploaded_by, uploaded_at, file_name, \
             file_digest, format, ignored, rows, state, progress, moved_at, runs, rechecks, \
             tallies) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 0, $4, 0, 0, $11)",
        )
        .bind(&roster.id)
        .bind(&roster.employer_id)
        .bind(&roster.uploaded_by)
        .bind(roster.uploaded_at)
        .bind(&roster.file_name)
        .bind(&roster.file_digest)
        .bind(&roster.format)
        .bind(json(&roster.ignored)?)
        .bind(roster.rows)
        .bind(roster.state.as_str())
        .bind(json(&roster.tallies)?)
        .execute()
        .await?;
    Ok(())
}

/// A list, which must exist.
pub(super) async fn get(op: &mut Op, id: &RosterId) -> Outcome<Roster> {
    op.tx
        .query("SELECT * FROM rosters_rosters WHERE id = $1")
        .bind(id)
        .optional(roster)
        .await?
        .ok_or_else(|| Error::UnknownRoster.into())
}

/// Saves what changes of a list.
pub(super) async fn save(op: &mut Op, roster: &Roster) -> Outcome<()> {
    op.tx
        .query(
            "UPDATE rosters_rosters SET state = $2, progress = $3, moved_at = $4, runs = $5, \
             rechecks = $6, confirmed_by = $7, confirmed_at = $8, done_at = $9, undone_at = $10, \
             tallies = $11 WHERE id = $1",
        )
        .bind(&roster.id)
        .bind(roster.state.as_str())
        .bind(roster.progress)
        .bind(roster.moved_at)
        .bind(roster.runs)
        .bind(roster.rechecks)
        .bind(roster.confirmed_by.clone())
        .bind(roster.confirmed_at)
        .bind(roster.done_at)
        .bind(roster.undone_at)
        .bind(json(&roster.tallies)?)
        .execute()
        .await?;
    Ok(())
}

/// The list that is the same file and not given up.
pub(super) async fn find_same(
    op: &mut Op,
    employer: &EmployerId,
    digest: &str,
) -> Outcome<Option<RosterId>> {
    op.tx
        .query(
            "SELECT id FROM rosters_rosters WHERE employer_id = $1 AND file_digest = $2 \
             AND state NOT IN ('undone', 'discarded')",
        )
        .bind(employer)
        .bind(digest)
        .optional(|row| row.get("id"))
        .await
}

pub(super) async fn count_running(op: &mut Op, employer: &EmployerId) -> Outcome<i64> {
    op.tx
        .query(
            "SELECT count(*) AS running FROM rosters_rosters WHERE employer_id = $1 \
             AND state IN ('checking', 'committing', 'reverting', 'undoing')",
        )
        .bind(employer)
        .one(|row| row.get("running"))
        .await
}

/// The checked list that has not moved for longest, and not since then.
pub(super) async fn find_old(op: &mut Op, before: Instant) -> Outcome<Option<RosterId>> {
    op.tx
        .query(
            "SELECT id FROM rosters_rosters WHERE state = 'checked' AND moved_at <= $1 \
             ORDER BY moved_at LIMIT 1",
        )
        .bind(before)
        .optional(|row| row.get("id"))
        .await
}

pub(super) async fn list(
    op: &mut Op,
    employer: &EmployerId,
    after: Option<&str>,
    size: PageSize,
) -> Outcome<Page<Roster>> {
    let rows = op
        .tx
        .query(
            "SELECT * FROM rosters_rosters WHERE employer_id = $1 AND ($2 = '' OR id < $2) \
             ORDER BY id DESC LIMIT $3",
        )
        .bind(employer)
        .bind(after.unwrap_or_default())
        .bind(size.rows())
        .all(roster)
        .await?;
    Ok(size.page(rows, |roster| roster.id.to_string()))
}

pub(super) async fn insert_part(
    op: &mut Op,
    id: &RosterId,
    first: i64,
    content: &[u8],
) -> Outcome<()> {
    op.tx
        .query("INSERT INTO rosters_parts (roster_id, first, content) VALUES ($1, $2, $3)")
        .bind(id)
        .bind(first)
        .bind(content)
        .execute()
        .await?;
    Ok(())
}

pub(super) async fn get_part(op: &mut Op, id: &RosterId, first: i64) -> Outcome<Vec<u8>> {
    op.tx
        .query("SELECT content FROM rosters_parts WHERE roster_id = $1 AND first = $2")
        .bind(id)
        .bind(first)
        .one(|row| row.get("content"))
        .await
}

pub(super) async fn delete_parts(op: &mut Op, id: &RosterId) -> Outcome<()> {
    op.tx
        .query("DELETE FROM rosters_parts WHERE roster_id = $1")
        .bind(id)
        .execute()
        .await?;
    Ok(())
}

/// Deletes the next rows of a list; how many.
pub(super) async fn delete_rows(op: &mut Op, id: &RosterId, most: i64) -> Outcome<u64> {
    op.tx
        .query(
            "DELETE FROM rosters_rows WHERE roster_id = $1 AND at IN (SELECT at \
             FROM rosters_rows WHERE roster_id = $1 ORDER BY at LIMIT $2)",
        )
        .bind(id)
        .bind(most)
        .execute()
        .await
}

/// Inserts rows, all in one statement.
pub(super) async fn insert_rows(op: &mut Op, id: &RosterId, rows: &[RosterRow]) -> Outcome<()> {
    let mut lines = Vec::with_capacity(rows.len());
    for row in rows {
        let department = row
            .post
            .as_ref()
            .map_or("", |post| post.department.as_str());
        lines.push((
            row.at,
            row.line,
            &row.name,
            &row.citizen_id_masked,
            row.cipher.as_ref().map(hex::encode),
            department,
            row.verdict.as_str(),
            row.post.as_ref().map(json).transpose()?,
            json(&row.faults)?,
            &row.person_id,
            &row.employment_id,
            row.post_before.as_ref().map(json).transpose()?,
        ));
    }
    op.tx
        .query_per_engine(
            "INSERT INTO rosters_rows (roster_id, at, line, name, citizen_id_masked, cipher, \
             department, verdict, post, faults, person_id, employment_id, post_before) \
             SELECT $2, json_extract(value, '$[0]'), json_extract(value, '$[1]'), \
             json_extract(value, '$[2]'), json_extract(value, '$[3]'), \
             unhex(json_extract(value, '$[4]')), json_extract(value, '$[5]'), \
             json_extract(value, '$[6]'), json_extract(value, '$[7]'), \
             json_extract(value, '$[8]'), json_extract(value, '$[9]'), \
             json_extract(value, '$[10]'), json_extract(value, '$[11]') FROM json_each($1)",
            "INSERT INTO rosters_rows (roster_id, at, line, name, citizen_id_masked, cipher, \
             department, verdict, post, faults, person_id, employment_id, post_before) \
             SELECT $2, CAST(line ->> 0 AS BIGINT), CAST(line ->> 1 AS BIGINT), line ->> 2, \
             line ->> 3, decode(line ->> 4, 'hex'), line ->> 5, line ->> 6, line ->> 7, \
             line ->> 8, line ->> 9, line ->> 10, line ->> 11 \
             FROM json_array_elements($1::json) AS line",
        )
        .bind(json(&lines)?)
        .bind(id)
        .execute()
        .await?;
    Ok(())
}

/// Rows of a list behind one of them, in their order.
pub(super) async fn list_rows(
    op: &mut Op,
    id: &RosterId,
    verdict: Option<Verdict>,
    after: i64,
    most: i64,
) -> Outcome<Vec<RosterRow>> {
    op.tx
        .query(
            "SELECT * FROM rosters_rows WHERE roster_id = $1 AND ($2 = '' OR verdict = $2) \
             AND at > $3 ORDER BY at LIMIT $4",
        )
        .bind(id)
        .bind(verdict.map_or("", Verdict::as_str))
        .bind(after)
        .bind(most)
        .all(row)
        .await
}

/// The names of the departments that a list has.
pub(super) async fn list_departments(op: &mut Op, id: &RosterId) -> Outcome<Vec<String>> {
    op.tx
        .query(
            "SELECT DISTINCT department FROM rosters_rows \
             WHERE roster_id = $1 AND department <> '' ORDER BY department",
        )
        .bind(id)
        .all(|row| row.get("department"))
        .await
}

/// Everybody who came with a list.
pub(super) async fn list_people(op: &mut Op, id: &RosterId) -> Outcome<Vec<PersonId>> {
    op.tx
        .query(
            "SELECT person_id FROM rosters_rows WHERE roster_id = $1 \
             AND verdict IN ('new', 'known') AND person_id IS NOT NULL ORDER BY at",
        )
        .bind(id)
        .all(|row| row.get("person_id"))
        .await
}

/// Forgets the numbers of rows up to one.
pub(super) async fn forget_numbers(op: &mut Op, id: &RosterId, up_to: i64) -> Outcome<()> {
    op.tx
        .query(
            "UPDATE rosters_rows SET cipher = NULL \
             WHERE roster_id = $1 AND at <= $2 AND cipher IS NOT NULL",
        )
        .bind(id)
        .bind(up_to)
        .execute()
        .await?;
    Ok(())
}

/// Keeps where people belonged before they came.
pub(super) async fn save_homes(
    op: &mut Op,
    id: &RosterId,
    homes: &[(i64, TerritoryId)],
) -> Outcome<()> {
    for (at, home) in homes {
        op.tx
            .query("UPDATE rosters_rows SET territory_before = $3 WHERE roster_id = $1 AND at = $2")
            .bind(id)
            .bind(*at)
            .bind(home)
            .execute()
            .await?;
    }
    Ok(())
}

/// Where the people of these rows belonged before they came.
pub(super) async fn list_homes(
    op: &mut Op,
    id: &RosterId,
    rows: &[RosterRow],
) -> Outcome<Vec<(PersonId, TerritoryId)>> {
    let (first, last) = match (rows.first(), rows.last()) {
        (Some(first), Some(last)) => (first.at, last.at),
        _ => return Ok(Vec::new()),
    };
    op.tx
        .query(
            "SELECT person_id, territory_before FROM rosters_rows WHERE roster_id = $1 \
             AND at >= $2 AND at <= $3 AND territory_before IS NOT NULL \
             AND person_id IS NOT NULL ORDER BY at",
        )
        .bind(id)
        .bind(first)
        .bind(last)
        .all(|row| Ok((row.get("person_id")?, row.get("territory_before")?)))
        .await
}

fn roster(row: Row<'_>) -> Outcome<Roster> {
    let (ignored, tallies): (String, String) = (row.get("ignored")?, row.get("tallies")?);
    Ok(Roster {
        id: row.get("id")?,
        employer_id: row.get("employer_id")?,
        uploaded_by: row.get("uploaded_by")?,
        uploaded_at: row.get("uploaded_at")?,
        file_name: row.get("file_name")?,
        file_digest: row.get("file_digest")?,
        format: row.get("format")?,
        ignored: of_json(&ignored)?,
        rows: row.get("rows")?,
        state: row.parse("state")?,
        progress: row.get("progress")?,
        moved_at: row.get("moved_at")?,
        runs: row.get("runs")?,
        rechecks: row.get("rechecks")?,
        confirmed_by: row.get("confirmed_by")?,
        confirmed_at: row.get("confirmed_at")?,
        done_at: row.get("done_at")?,
        undone_at: row.get("undone_at")?,
        tallies: of_json(&tallies)?,
    })
}

fn row(row: Row<'_>) -> Outcome<RosterRow> {
    let faults: String = row.get("faults")?;
    let post: Option<String> = row.get("post")?;
    let before: Option<String> = row.get("post_before")?;
    Ok(RosterRow {
        at: row.get("at")?,
        line: row.get("line")?,
        name: row.get("name")?,
        citizen_id_masked: row.get("citizen_id_masked")?,
        verdict: row.parse("verdict")?,
        post: post.as_deref().map(of_json).transpose()?,
        faults: of_json(&faults)?,
        person_id: row.get("person_id")?,
        employment_id: row.get("employment_id")?,
        post_before: before.as_deref().map(of_json).transpose()?,
        cipher: row.get("cipher")?,
    })
}

pub(super) fn json(value: &(impl Serialize + ?Sized)) -> Outcome<String> {
    serde_json::to_string(value).map_err(|error| Fault::internal("rosters.broken", error))
}

pub(super) fn of_json<T: DeserializeOwned>(text: &str) -> Outcome<T> {
    serde_json::from_str(text).map_err(|error| Fault::internal("rosters.broken", error))
}
