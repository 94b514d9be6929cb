//! The employer's orders for many: choosing courses and people, what it would come to, placing it,
//! and each order with its seats.

pub mod check;
mod choice;
pub mod list;
pub mod order;
pub mod pick;
pub mod receipt;
pub mod refund;
pub mod seat;

use domain::Op;
use domain::employers::{self, Employer};
use domain::orders::GroupStatus;
use domain::permission::Action;
use kernel::Outcome;

use crate::page::PageFrame;

/// Where an employer's order stands: words and look.
pub(crate) fn state(p: &PageFrame, status: GroupStatus) -> (String, &'static str) {
    match status {
        GroupStatus::Placed => (p.t("order-placed"), "wait"),
        GroupStatus::Paid => (p.t("order-paid"), "good"),
        GroupStatus::Cancelled => (p.t("order-cancelled"), "calm"),
    }
}

/// The employer for which who looks may order.
async fn own(op: &mut Op) -> Outcome<Employer> {
    let id = super::own_employer(op)?;
    let employer = employers::get(op, &id).await?;
    op.allow(Action::PlaceGroupOrder, &employer)?;
    Ok(employer)
}
