//! Orders and their payment: checking and placing, looking, the demo's cashier, notices of payment
//! houses, and the queue of the bureau's cashier.

pub mod cashier;
pub mod check;
pub mod groups;
pub mod notices;
pub mod order;
pub mod payments;
pub mod refunds;

use domain::orders::OrderStatus;

use crate::page::PageFrame;

/// Where an order stands, in words.
fn status(p: &PageFrame, status: OrderStatus) -> String {
    p.t(match status {
        OrderStatus::Placed => "order-placed",
        OrderStatus::Paid => "order-paid",
        OrderStatus::Cancelled => "order-cancelled",
        OrderStatus::Moved => "order-moved",
        OrderStatus::Refunded => "order-refunded",
    })
}

/// The look of that state.
fn look(status: OrderStatus) -> &'static str {
    match status {
        OrderStatus::Placed => "wait",
        OrderStatus::Paid => "good",
        OrderStatus::Cancelled | OrderStatus::Moved | OrderStatus::Refunded => "calm",
    }
}
