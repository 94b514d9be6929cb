//! SQL of lists, their parts and rows.

use db::Row;
use kernel::{Category, EarlierListId, Outcome, PersonId, TerritoryId, Year};

use super::{json, of_json};
use crate::earlier::Error;
use crate::earlier::model::{EarlierList, EarlierRow, RowStanding};
use crate::{Op, territory};

pub(in crate::earlier) async fn save(op: &mut Op, list: &EarlierList) -> Outcome<()> {
    op.tx
        .query(
            "INSERT INTO earlier_lists (id, territory_id, uploaded_by, uploaded_at, file_name, \
             file_digest, format, ignored, rows, faulty, flagged, state, progress, confirmed_by, \
             confirmed_at, finished_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, \
             $12, $13, $14, $15, $16) ON CONFLICT (id) DO UPDATE SET faulty = excluded.faulty, \
             flagged = excluded.flagged, state = excluded.state, progress = excluded.progress, \
             confirmed_by = excluded.confirmed_by, confirmed_at = excluded.confirmed_at, \
             finished_at = excluded.finished_at",
        )
        .bind(&list.id)
        .bind(&list.territory_id)
        .bind(&list.uploaded_by)
        .bind(list.uploaded_at)
        .bind(&list.file_name)
        .bind(&list.file_digest)
        .bind(&list.format)
        .bind(json(&list.ignored)?)
        .bind(list.rows)
        .bind(list.faulty)
        .bind(list.flagged)
        .bind(list.state.as_str())
        .bind(list.progress)
        .bind(list.confirmed_by.clone())
        .bind(list.confirmed_at)
        .bind(list.finished_at)
        .execute()
        .await?;
    Ok(())
}

/// A list with the place of its territory, which must exist.
pub(in crate::earlier) async fn get(op: &mut Op, id: &EarlierListId) -> Outcome<EarlierList> {
    let found = op
        .tx
        .query("SELECT * FROM earlier_lists WHERE id = $1")
        .bind(id)
        .optional(list)
        .await?;
    let mut found = found.ok_or(Error::UnknownList)?;
    found.territory_path = territory::get(op, &found.territory_id).await?.path;
    Ok(found)
}

/// The list of a territory that was made of a file.
pub(in crate::earlier) async fn find_by_file(
    op: &mut Op,
    territory: &TerritoryId,
    digest: &str,
) -> Outcome<Option<EarlierListId>> {
    op.tx
        .query(
            "SELECT id FROM earlier_lists WHERE territory_id = $1 AND file_digest = $2 \
             AND state <> 'cancelled'",
        )
        .bind(territory)
        .bind(digest)
        .optional(|row| row.get("id"))
        .await
}

pub(in crate::earlier) async fn count_running(
    op: &mut Op,
    territory: &TerritoryId,
) -> Outcome<i64> {
    op.tx
        .query(
            "SELECT count(*) AS n FROM earlier_lists WHERE territory_id = $1 \
             AND state IN ('checking', 'posting')",
        )
        .bind(territory)
        .one(|row| row.get("n"))
        .await
}

/// A territory's lists, the newest first.
pub(in crate::earlier) async fn list_of_territory(
    op: &mut Op,
    territory: &TerritoryId,
    after: Option<&str>,
    rows: i64,
) -> Outcome<Vec<EarlierList>> {
    op.tx
        .query(
            "SELECT * FROM earlier_lists WHERE territory_id = $1 AND ($2 = '' OR id < $2) \
             ORDER BY id DESC LIMIT $3",
        )
        .bind(territory)
        .bind(after.unwrap_or_default())
        .bind(rows)
        .all(list)
        .await
}

pub(in crate::earlier) async fn insert_part(
    op: &mut Op,
    id: &EarlierListId,
    first: i64,
    content: &[u8],
) -> Outcome<()> {
    op.tx
        .query("INSERT INTO earlier_parts (list_id, first, content) VALUES ($1, $2, $3)")
        .bind(id)
        .bind(first)
        .bind(content)
        .execute()
        .await?;
    Ok(())
}

/// Takes a part out: what is in it is checked now and kept as rows.
pub(in crate::earlier) async fn take_part(
    op: &mut Op,
    id: &EarlierListId,
    first: i64,
) -> Outcome<Vec<u8>> {
    op.tx
        .query("DELETE FROM earlier_parts WHERE list_id = $1 AND first = $2 RETURNING content")
        .bind(id)
        .bind(first)
        .one(|row| row.get("content"))
        .await
}

pub(in crate::earlier) async fn delete_parts(op: &mut Op, id: &EarlierListId) -> Outcome<()> {
    op.tx
        .query("DELETE FROM earlier_parts WHERE list_id = $1")
        .bind(id)
        .execute()
        .await?;
    Ok(())
}

pub(in crate::earlier) async fn insert_row(
    op: &mut Op,
    id: &EarlierListId,
    new: &EarlierRow,
) -> Outcome<()> {
    op.tx
        .query(
            "INSERT INTO earlier_rows (list_id, at, line, name, citizen_id_masked, person_id, \
             study_year, category, hours, origin, document, standing, faults) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        )
        .bind(id)
        .bind(new.at)
        .bind(new.line)
        .bind(&new.name)
        .bind(&new.citizen_id_masked)
        .bind(new.person_id.clone())
        .bind(new.study_year)
        .bind(new.category.as_str())
        .bind(new.hours)
        .bind(&new.origin)
        .bind(&new.document)
        .bind(new.standing.as_str())
        .bind(json(&new.faults)?)
        .execute()
        .await?;
    Ok(())
}

/// Rows behind a place in the list, in its order; all, or those that stand somewhere.
pub(in crate::earlier) async fn list_rows(
    op: &mut Op,
    id: &EarlierListId,
    standing: Option<RowStanding>,
    after: i64,
    rows: i64,
) -> Outcome<Vec<EarlierRow>> {
    op.tx
        .query(
            "SELECT * FROM earlier_rows WHERE list_id = $1 AND at > $2 \
             AND ($3 = '' OR standing = $3) ORDER BY at LIMIT $4",
        )
        .bind(id)
        .bind(after)
        .bind(standing.map_or("", RowStanding::as_str))
        .bind(rows)
        .all(row)
        .await
}

pub(in crate::earlier) async fn save_posted(
    op: &mut Op,
    id: &EarlierListId,
    at: i64,
) -> Outcome<()> {
    op.tx
        .query("UPDATE earlier_rows SET standing = 'posted' WHERE list_id = $1 AND at = $2")
        .bind(id)
        .bind(at)
        .execute()
        .await?;
    Ok(())
}

/// Whether somebody stands in a list.
pub(in crate::earlier) async fn names(
    op: &mut Op,
    id: &EarlierListId,
    person: &PersonId,
) -> Outcome<bool> {
    let found: i64 = op
        .tx
        .query("SELECT count(*) AS n FROM earlier_rows WHERE list_id = $1 AND person_id = $2")
        .bind(id)
        .bind(person)
        .one(|row| row.get("n"))
        .await?;
    Ok(found > 0)
}

/// Whether a person's document for a year and category was posted by another list.
pub(in crate::earlier) async fn is_posted(
    op: &mut Op,
    person: &PersonId,
    year: Year,
    category: Category,
    document: &str,
) -> Outcome<bool> {
    let found: i64 = op
        .tx
        .query(
            "SELECT count(*) AS n FROM earlier_rows WHERE person_id = $1 AND study_year = $2 \
             AND category = $3 AND document = $4 AND standing = 'posted'",
        )
        .bind(person)
        .bind(year)
        .bind(category.as_str())
        .bind(document)
        .one(|row| row.get("n"))
        .await?;
    Ok(found > 0)
}

fn list(row: Row<'_>) -> Outcome<EarlierList> {
    let ignored: String = row.get("ignored")?;
    Ok(EarlierList {
        id: row.get("id")?,
        territory_id: row.get("territory_id")?,
        territory_path: String::new(),
        uploaded_by: row.get("uploaded_by")?,
        uploaded_at: row.get("uploaded_at")?,
        file_name: row.get("file_name")?,
        file_digest: row.get("file_digest")?,
        format: row.get("format")?,
        ignored: of_json(&ignored)?,
        rows: row.get("rows")?,
        faulty: row.get("faulty")?,
        flagged: row.get("flagged")?,
        state: row.parse("state")?,
        progress: row.get("progress")?,
        confirmed_by: row.get("confirmed_by")?,
        confirmed_at: row.get("confirmed_at")?,
        finished_at: row.get("finished_at")?,
    })
}

fn row(row: Row<'_>) -> Outcome<EarlierRow> {
    let faults: String = row.get("faults")?;
    Ok(EarlierRow {
        at: row.get("at")?,
        line: row.get("line")?,
        name: row.get("name")?,
        citizen_id_masked: row.get("citizen_id_masked")?,
        person_id: row.get("person_id")?,
        study_year: row.get("study_year")?,
        category: row.parse("category")?,
        hours: row.get("hours")?,
        origin: row.get("origin")?,
        document: row.get("document")?,
        standing: row.parse("standing")?,
        faults: of_json(&faults)?,
    })
}
