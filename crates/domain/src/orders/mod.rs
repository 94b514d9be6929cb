//! Orders, payments and enrolments: paid means activated, exactly once. An order heals itself:
//! whatever notice comes, and however often, the order says what is true.

mod error;
mod model;
mod rules;
mod service;
mod store;

pub use error::Error;
pub use model::{Enrolment, Order, OrderLine, OrderStatus, Payment};
pub use service::{
    cancel, confirm_transfer, find_enrolment, get_enrolment, get_order, list_enrolments,
    list_orders, list_placed, place, quote, receive_payment, start_payment,
};
