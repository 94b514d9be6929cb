//! A paid seat goes to somebody else of the staff, until the first credited minute.

use kernel::{Change, OrderId, Outcome, PersonId, limits};

use crate::hours::Error;
use crate::orders::{self, HeldSeat, Order, OrderStatus};
use crate::permission::Action;
use crate::{Op, learning};

/// Gives a seat to somebody else. Doing so again is harmless.
///
/// # Errors
/// `hours.seat_learnt` once a minute was credited; `hours.seat_disputed` while a dispute may credit
/// one; what [`orders::give_seat`] refuses.
pub async fn move_seat(
    op: &mut Op,
    seat: &OrderId,
    to: &PersonId,
    note: &str,
) -> Outcome<Change<Order>> {
    let note: String = note.trim().chars().take(limits::TEXT_CHARS_MAX).collect();
    let seat = orders::hold_seat(op, seat, Action::MoveSeat).await?;
    if seat.order.status == OrderStatus::Moved
        && let Some(given) = orders::seat_of(op, &seat, to).await?
    {
        return Ok(Change::Already(given));
    }
    untouched(op, &seat).await?;
    orders::give_seat(op, &seat, to, &note)
        .await
        .map(Change::New)
}

/// Refuses a seat on which something was learnt, and ends the session that might still credit.
/// INVARIANT: a seat with a credited minute is never moved, whatever comes in meanwhile
/// (`crates/domain/tests/domain/group_orders/moving.rs`).
async fn untouched(op: &mut Op, seat: &HeldSeat) -> Outcome<()> {
    let Some(enrolment) = &seat.enrolment else {
        return Ok(());
    };
    if learning::hold_enrolment(op, enrolment).await?.has_begun() {
        return Err(Error::SeatLearnt.into());
    }
    if learning::is_disputed(op, &enrolment.id).await? {
        return Err(Error::SeatDisputed.into());
    }
    learning::end_sessions_of(op, enrolment).await
}
