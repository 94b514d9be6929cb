//! Orders, payments and enrolments: paid means activated, exactly once. An order heals itself:
//! whatever notice comes, and however often, the order says what is true.

mod counting;
mod error;
mod model;
mod own;
mod rules;
mod service;
mod store;

pub use counting::{count_enrolments, enrolments_between};
pub use error::Error;
pub use model::{Enrolment, Order, OrderLine, OrderStatus, Payment};
pub use own::{has_waiting, orders_of};
pub use service::{
    active_enrolment, cancel, confirm_transfer, find_enrolment, get_enrolment, get_order,
    get_order_by_number, list_enrolments, list_orders, list_placed, list_waiting_courses,
    payment_steps, place, price_of, quote, quote_each, receive_payment, start_payment,
};
