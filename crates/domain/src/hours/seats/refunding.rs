//! What the rule gives back for seats, and asking for it.

use std::collections::{BTreeMap, BTreeSet};

use kernel::{Category, EnrolmentId, Fen, GroupOrderId, OrderId, Outcome, PersonId, Year};
use policy::{Edition, RefundRule};

use super::rules::{self, Offer, SeatFacts, Why};
use crate::hours::Error;
use crate::hours::rules::enrolment_source;
use crate::learning::{self, Learnt};
use crate::orders::{self, Group, GroupStatus, HeldSeat, OrderLine, OrderStatus, Refund, SeatBack};
use crate::permission::Action;
use crate::{Op, editions, exams, territory};

/// What was learnt on the enrolment of a seat. Whether the actor may know was asked of the order.
pub async fn seat_learnt(op: &mut Op, enrolment: &EnrolmentId) -> Outcome<Learnt> {
    let enrolment = orders::get_enrolment(op, enrolment).await?;
    learning::learnt(op, &enrolment).await
}

/// What the rule would give back now for each of these seats of an order, were they asked back
/// together.
///
/// # Errors
/// `hours.no_refunds` where the edition of the day of payment gives nothing back.
pub async fn refund_offers(
    op: &mut Op,
    group: &GroupOrderId,
    seats: &[OrderId],
) -> Outcome<Vec<(OrderId, Offer)>> {
    let (_, _, judged) = judge(op, group, seats).await?;
    let offers = judged.into_iter();
    Ok(offers.map(|one| (one.held.order.id, one.offer)).collect())
}

/// Asks for the money of seats with a reason. `seen` is the sum that was shown.
///
/// # Errors
/// `hours.seat_not_refundable` for a seat for which nothing goes back; `hours.refund_changed` when
/// the sum is not what was shown any more.
pub async fn ask_refund(
    op: &mut Op,
    group: &GroupOrderId,
    seats: &[OrderId],
    seen: Fen,
    reason: &str,
) -> Outcome<Refund> {
    let (group, edition, judged) = judge(op, group, seats).await?;
    if judged.is_empty() || judged.iter().any(|one| one.offer.fen == Fen::ZERO) {
        return Err(Error::SeatNotRefundable.into());
    }
    let sum: Fen = judged.iter().map(|one| one.offer.fen).sum();
    if sum != seen {
        return Err(Error::RefundChanged.fault().with("fen", sum));
    }
    let mut back = Vec::with_capacity(judged.len());
    for Judged {
        held,
        learnt,
        offer,
    } in judged
    {
        if let Some(enrolment) = &held.enrolment {
            learning::end_sessions_of(op, enrolment).await?;
        }
        back.push(SeatBack {
            seat: held,
            fen: offer.fen,
            covered_ms: learnt.covered_ms,
            length_ms: learnt.length_ms,
        });
    }
    orders::keep_refund(op, &group, back, reason, &edition).await
}

/// A seat that is held, with what the rule gives for it.
struct Judged {
    held: HeldSeat,
    learnt: Learnt,
    offer: Offer,
}

async fn judge(
    op: &mut Op,
    group: &GroupOrderId,
    seats: &[OrderId],
) -> Outcome<(Group, String, Vec<Judged>)> {
    let group = orders::get_group(op, group).await?;
    op.allow(Action::AskRefund, &group)?;
    let paid_on = match (group.status, group.paid_at) {
        (GroupStatus::Paid, Some(at)) => at.day(),
        _ => return Err(orders::Error::SeatGone.into()),
    };
    // The terms under which it was paid.
    let house = op.house.clone();
    let code = territory::get(op, &group.territory_id).await?.code;
    let edition = editions::of_day(&house, &code, paid_on)?;
    let rule = edition.refunds().ok_or(Error::NoRefunds)?;
    let mut judged = Vec::with_capacity(seats.len());
    // In the order of ids, as everybody who holds several, and each once.
    for id in seats.iter().collect::<BTreeSet<_>>() {
        let held = orders::hold_seat(op, id, Action::AskRefund).await?;
        if held.group.id != group.id {
            return Err(orders::Error::UnknownGroup.into());
        }
        let days = paid_on.days_until(op.now.day());
        judged.push(judge_one(op, rule, held, days).await?);
    }
    cap(op, edition, group.study_year, &mut judged).await?;
    Ok((group, edition.id().to_owned(), judged))
}

async fn judge_one(op: &mut Op, rule: &RefundRule, held: HeldSeat, days: i64) -> Outcome<Judged> {
    let gone = |held| Judged {
        held,
        learnt: Learnt::default(),
        offer: Offer::nothing(Why::Gone),
    };
    let Some(enrolment) = held.enrolment.clone() else {
        return Ok(gone(held));
    };
    if held.order.status != OrderStatus::Paid {
        return Ok(gone(held));
    }
    let learnt = learning::hold_enrolment(op, &enrolment).await?;
    if learning::is_disputed(op, &enrolment.id).await? {
        return Ok(gone(held));
    }
    let source = enrolment_source(&enrolment.id);
    let is_posted = ledger::find_by_source(&mut op.tx, &source).await?.is_some();
    let is_earned = exams::hold_begun(op, &enrolment.id).await? || is_posted;
    let facts = SeatFacts {
        paid: held.order.fen,
        days,
        has_begun: learnt.has_begun(),
        is_earned,
        covered_ms: learnt.covered_ms,
        length_ms: learnt.length_ms,
    };
    let offer = rules::offer(rule, &facts);
    Ok(Judged {
        held,
        learnt,
        offer,
    })
}

/// The public hours of a year that a person keeps still cost what they would have cost alone:
/// without this the seats that the ceiling made free would stay, and the paid ones go back.
async fn cap(op: &mut Op, edition: &Edition, year: Year, judged: &mut [Judged]) -> Outcome<()> {
    let gives: BTreeSet<OrderId> = judged
        .iter()
        .filter(|one| one.offer.fen > Fen::ZERO)
        .map(|one| one.held.order.id.clone())
        .collect();
    let mut left: BTreeMap<PersonId, Fen> = BTreeMap::new();
    for one in judged {
        let public = |line: &OrderLine| line.category == Category::Public;
        if !one.held.order.lines.iter().any(public) {
            continue;
        }
        let person = one.held.order.person_id.clone();
        if !left.contains_key(&person) {
            let lines = orders::public_lines(op, &person, year).await?;
            left.insert(person.clone(), slack(edition, &lines, &gives));
        }
        let own = left.get(&person).copied().unwrap_or_default();
        one.offer = one.offer.within(own);
        left.insert(person, own.less(one.offer.fen));
    }
    Ok(())
}

/// What was paid for public hours of a year over what those that are kept cost.
fn slack(edition: &Edition, lines: &[(OrderId, OrderLine)], given_back: &BTreeSet<OrderId>) -> Fen {
    let paid: Fen = lines.iter().map(|(_, line)| line.fen).sum();
    let kept = lines.iter().filter(|(id, _)| !given_back.contains(id));
    let due = kept.fold(Fen::ZERO, |due, (_, line)| {
        due + edition.fee(line.category, line.hours, due)
    });
    paid.less(due)
}
