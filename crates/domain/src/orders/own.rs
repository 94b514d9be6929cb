//! What stands here about one person, for her export and her erasure. Nobody is asked for
//! permission: the context `privacy` does, on her.

use kernel::{Outcome, PageSize, PersonId};

use super::model::{Enrolment, Order};
use super::store;
use crate::Op;

/// Orders on a page that is read for an export.
const READ_AT_ONCE: i64 = 200;

/// All orders of a person, the newest first.
pub async fn orders_of(op: &mut Op, person: &PersonId) -> Outcome<Vec<Order>> {
    let (mut orders, mut after) = (Vec::new(), None::<String>);
    loop {
        let size = PageSize::new(READ_AT_ONCE);
        let page = store::list_orders(op, person, after.as_deref(), size).await?;
        orders.extend(page.items);
        match page.next {
            Some(next) => after = Some(next),
            None => return Ok(orders),
        }
    }
}

/// All enrolments of a person, also those that ended, the newest first.
pub async fn enrolments_of(op: &mut Op, person: &PersonId) -> Outcome<Vec<Enrolment>> {
    op.tx
        .query("SELECT * FROM orders_enrolments WHERE person_id = $1 ORDER BY id DESC")
        .bind(person)
        .all(store::enrolment)
        .await
}

/// Whether an order of a person waits for its payment.
pub async fn has_waiting(op: &mut Op, person: &PersonId) -> Outcome<bool> {
    let found: Option<i64> = op
        .tx
        .query(
            "SELECT CAST(1 AS BIGINT) AS one FROM orders_orders \
             WHERE person_id = $1 AND status = 'placed' LIMIT 1",
        )
        .bind(person)
        .optional(|row| row.get("one"))
        .await?;
    Ok(found.is_some())
}
