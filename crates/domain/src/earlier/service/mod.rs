//! Operations on lists and requests of hours of earlier years.

mod importing;
mod requesting;
mod working;

pub use importing::{cancel, confirm, get_list, list_lists, list_rows, receive};
pub use requesting::{
    decide, file, get_request, known_hours, list_mine, preview, request, same_files, withdraw,
};
pub use working::step;

use kernel::{EarlierListId, EarlierRequestId, Outcome, TerritoryId};

use super::store;
use crate::{Op, hours};

/// The territory whose bureau verified what a ledger source posted, when it is a source of this
/// context.
pub async fn bureau_of(op: &mut Op, source: &str) -> Outcome<Option<TerritoryId>> {
    let Some(rest) = hours::root(source).strip_prefix("earlier:") else {
        return Ok(None);
    };
    let id = rest.split(':').next().unwrap_or_default();
    if let Ok(list) = id.parse::<EarlierListId>() {
        let list = store::lists::get(op, &list).await?;
        return Ok(Some(list.territory_id));
    }
    let Ok(request) = id.parse::<EarlierRequestId>() else {
        return Ok(None);
    };
    let found = store::requests::find(op, &request).await?;
    Ok(found.map(|request| request.territory_id))
}
