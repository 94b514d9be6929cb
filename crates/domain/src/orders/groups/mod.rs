//! An employer's order for many (单位订单): an envelope over ordinary orders, one of one line for each
//! seat (a person on a course). It is placed, paid and given up as a whole; its seats may be given
//! to others and their money asked back. Whether something was learnt on a seat is not known here:
//! see `hours`, which asks before it moves one or gives money back.

mod jobs;
mod looking;
mod model;
mod moving;
mod paying;
mod placing;
mod planning;
mod refund_model;
mod refund_store;
mod refunds;
mod store;

pub use jobs::GroupLapse;
pub use looking::{
    get_group, group_steps, groups_of_employer, groups_placed, payer_of, public_lines,
    seats_of_group,
};
pub use model::{
    Group, GroupStatus, GroupStep, LeftOut, Plan, PlannedSeat, Seat, Seen, WhyLeftOut, Wish,
};
pub use moving::{HeldSeat, give_seat, hold_seat, seat_of};
pub use paying::{cancel_group, confirm_group_transfer, group_payment_steps, lapse_group};
pub use placing::place_group;
pub use planning::plan_group;
pub use refund_model::{KeptRefund, Refund, RefundSeat, RefundStatus};
pub use refunds::{
    SeatBack, confirm_refund, get_refund, keep_refund, refunds_asked, refunds_of_group,
    return_refund,
};

pub(super) use looking::find_by_number;
pub(super) use paying::receive;
