//! Our own tree of territories (属地): the region, its league cities, and zones that GB/T 2260 does
//! not know. A code stands with its source and year; none is ever derived from an id number.

mod known;
mod model;
mod store;

pub use known::Known;
pub use model::{NewTerritory, Territory};
pub use store::{find_by_code, list};

use kernel::{Fault, Outcome, TerritoryId};

use crate::Op;

/// Adds a territory below its parent. Only the system does this (seeding, migrations of the tree).
pub async fn add(op: &mut Op, new: NewTerritory) -> Outcome<Territory> {
    let parent = match &new.parent_code {
        Some(code) => Some(
            find_by_code(op, code)
                .await?
                .ok_or_else(|| Fault::internal("territory.unknown_parent", code.clone()))?,
        ),
        None => None,
    };
    let id: TerritoryId = op.new_id();
    let path = format!(
        "{}{}/",
        parent.as_ref().map_or("/", |parent| parent.path.as_str()),
        new.code
    );
    store::insert(op, &id, parent.map(|parent| parent.id), &path, &new).await?;
    get(op, &id).await
}

/// A territory that must exist. Read from the database once per process.
pub async fn get(op: &mut Op, id: &TerritoryId) -> Outcome<Territory> {
    let house = op.house.clone();
    if let Some(territory) = house.territories.find(id) {
        return Ok(territory);
    }
    let territory = store::get(op, id).await?;
    house.territories.keep(&territory);
    Ok(territory)
}
