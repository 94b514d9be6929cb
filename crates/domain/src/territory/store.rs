//! SQL of `territory_` tables.

use db::Row;
use kernel::{Outcome, TerritoryId};

use super::{NewTerritory, Territory};
use crate::Op;

/// A territory that must exist.
pub(super) async fn get(op: &mut Op, id: &TerritoryId) -> Outcome<Territory> {
    op.tx
        .query("SELECT * FROM territory_territories WHERE id = $1")
        .bind(id)
        .one(territory)
        .await
}

/// A territory by our code.
pub async fn find_by_code(op: &mut Op, code: &str) -> Outcome<Option<Territory>> {
    op.tx
        .query("SELECT * FROM territory_territories WHERE code = $1")
        .bind(code)
        .optional(territory)
        .await
}

/// All territories, parents before children.
pub async fn list(op: &mut Op) -> Outcome<Vec<Territory>> {
    op.tx
        .query("SELECT * FROM territory_territories ORDER BY path")
        .all(territory)
        .await
}

pub(super) async fn insert(
    op: &mut Op,
    id: &TerritoryId,
    parent: Option<TerritoryId>,
    path: &str,
    new: &NewTerritory,
) -> Outcome<()> {
    op.tx
        .query(
            "INSERT INTO territory_territories (id, code, name_zh, name_en, bureau_zh, \
             bureau_en, parent_id, path, source, source_year) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        )
        .bind(id)
        .bind(&new.code)
        .bind(&new.name_zh)
        .bind(&new.name_en)
        .bind(&new.bureau_zh)
        .bind(&new.bureau_en)
        .bind(parent)
        .bind(path)
        .bind(&new.source)
        .bind(new.source_year)
        .execute()
        .await?;
    Ok(())
}

fn territory(row: Row<'_>) -> Outcome<Territory> {
    Ok(Territory {
        id: row.get("id")?,
        code: row.get("code")?,
        name_zh: row.get("name_zh")?,
        name_en: row.get("name_en")?,
        bureau_zh: row.get("bureau_zh")?,
        bureau_en: row.get("bureau_en")?,
        path: row.get("path")?,
    })
}
