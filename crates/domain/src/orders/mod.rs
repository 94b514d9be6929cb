//! Orders, payments and enrolments: paid means activated, exactly once. An order heals itself:
//! whatever notice comes, and however often, the order says what is true.

mod counting;
mod enrolments;
mod error;
mod groups;
mod model;
mod own;
mod rules;
mod service;
mod store;

pub use counting::{count_enrolments, enrolments_between};
pub use enrolments::{active_enrolment, find_enrolment, get_enrolment, list_enrolments, price_of};
pub use error::Error;
pub use groups::{
    Group, GroupLapse, GroupStatus, GroupStep, HeldSeat, KeptRefund, LeftOut, Plan, PlannedSeat,
    Refund, RefundSeat, RefundStatus, Seat, SeatBack, Seen, WhyLeftOut, Wish, cancel_group,
    confirm_group_transfer, confirm_refund, get_group, get_refund, give_seat, group_payment_steps,
    group_steps, groups_of_employer, groups_placed, hold_seat, keep_refund, lapse_group, payer_of,
    place_group, plan_group, public_lines, refunds_asked, refunds_of_group, return_refund, seat_of,
    seats_of_group,
};
pub use model::{Bill, Enrolment, EnrolmentEnd, Order, OrderLine, OrderStatus, Payment, Price};
pub use own::{enrolments_of, has_waiting, orders_of};
pub use service::{
    cancel, confirm_transfer, find_to_pay, get_bill_by_number, get_order, list_orders, list_placed,
    list_waiting_courses, payment_steps, place, quote, quote_each, receive_payment, start_payment,
};
