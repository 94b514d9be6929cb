//! Looking at lists and their rows, and taking identity numbers out again.

use std::collections::BTreeMap;

use kernel::{BatchId, Outcome, Page, PageSize, PersonId};

use super::super::model::{Batch, BatchRow, Filter, State};
use super::super::{Error, store};
use super::audit;
use crate::permission::Action;
use crate::{Op, territory};

/// Identity numbers that are opened at a time.
const OPENED_AT_ONCE: i64 = 1000;

/// A list.
pub async fn get(op: &mut Op, id: &BatchId) -> Outcome<Batch> {
    let batch = store::get(op, id).await?;
    op.allow(Action::SeeBatch, &batch)?;
    Ok(batch)
}

/// The lists of a territory and all below it, the newest first.
pub async fn list(
    op: &mut Op,
    path: &str,
    after: Option<&str>,
    size: PageSize,
) -> Outcome<Page<Batch>> {
    let territories: Vec<String> = territory::list(op)
        .await?
        .into_iter()
        .filter(|territory| territory.path.starts_with(path))
        .map(|territory| territory.id.to_string())
        .collect();
    let mut page = store::list(op, &territories, after, size).await?;
    page.items.retain(|batch| op.may(Action::SeeBatch, batch));
    Ok(page)
}

/// The rows of a list behind one of them, in their order.
pub async fn list_rows(
    op: &mut Op,
    batch: &Batch,
    filter: Filter,
    after: i64,
    size: PageSize,
) -> Outcome<Page<BatchRow>> {
    op.allow(Action::SeeBatch, batch)?;
    if batch.state == State::Erased {
        return Err(Error::Erased.into());
    }
    let rows = store::list_rows(op, &batch.id, filter, after, size.rows()).await?;
    Ok(size.page(rows, |row| row.at.to_string()))
}

/// The whole identity numbers of a list, by place. Leaves a line for each person whom we know,
/// which she sees, and one for the list.
pub async fn reveal_citizen_ids(op: &mut Op, batch: &Batch) -> Outcome<BTreeMap<i64, String>> {
    op.allow(Action::SeeBatch, batch)?;
    if batch.state == State::Erased {
        return Err(Error::Erased.into());
    }
    let keys = op.house.keys.clone();
    let (mut revealed, mut after) = (BTreeMap::new(), 0);
    loop {
        let sealed = store::list_sealed(op, &batch.id, after, OPENED_AT_ONCE).await?;
        let Some((last, ..)) = sealed.last() else {
            break;
        };
        after = *last;
        let known: Vec<PersonId> = sealed.iter().filter_map(|(_, id, _)| id.clone()).collect();
        let details = format!("committee list {}", batch.file_name);
        let (action, subject) = ("identity.citizen_id_read", batch.id.as_str());
        crate::audit::record_many(op, action, &known, subject, &details).await?;
        for (at, _, sealed) in sealed {
            revealed.insert(at, keys.open(&sealed)?);
        }
    }
    let details = format!("{} numbers", revealed.len());
    audit(op, "batches.numbers_read", None, &batch.id, &details).await?;
    Ok(revealed)
}
