//! Money that an employer asks back for seats: asked with a reason, answered by the territory's
//! cashier, another person. From the asking on the enrolments rest, so that the sum stays what it
//! was; returned, they go on. What the rule gives is reckoned by `hours::ask_refund`.

use kernel::{Change, Fen, GroupOrderId, OrderId, Outcome, Page, PageSize, RefundId, limits};

use super::looking;
use super::model::Group;
use super::moving::HeldSeat;
use super::paying::{locked, tell};
use super::refund_model::{KeptRefund, Refund, RefundSeat, RefundStatus};
use super::refund_store::{self as store, Decision};
use super::store::{Step, insert_step};
use crate::messages::{self, Tell};
use crate::orders::model::{EnrolmentEnd, OrderStatus};
use crate::orders::store as ordinary;
use crate::orders::{Error, service};
use crate::permission::Action;
use crate::{Event, Op, catalogue, identity, queues, territory};

/// A seat for which money is asked, with what was learnt on it.
#[derive(Clone, Debug)]
pub struct SeatBack {
    /// The seat.
    pub seat: HeldSeat,
    /// What the rule gives.
    pub fen: Fen,
    /// Credited milliseconds.
    pub covered_ms: i64,
    /// Of so many.
    pub length_ms: i64,
}

/// Keeps a request for money and lets its enrolments rest. The caller holds the seats and has
/// reckoned what the rule gives.
pub async fn keep_refund(
    op: &mut Op,
    group: &Group,
    seats: Vec<SeatBack>,
    reason: &str,
    edition_id: &str,
) -> Outcome<Refund> {
    let reason = words(reason, "reason")?;
    let answer_in = op.house.settings.answer_working_days;
    let kept = KeptRefund {
        id: op.new_id(),
        fen: seats.iter().map(|back| back.fen).sum(),
        reason,
        edition_id: edition_id.to_owned(),
        status: RefundStatus::Asked,
        asked_by: op.actor.signed_in()?.clone(),
        asked_by_name: op.actor.name().to_owned(),
        asked_at: op.now,
        answer_by: queues::working_days_after(op.now.day(), answer_in),
        decided_by: None,
        decided_at: None,
        reference: None,
        note: String::new(),
    };
    store::insert(op, &group.id, &kept).await?;
    for back in &seats {
        store::insert_seat(op, &kept.id, back).await?;
        if let Some(enrolment) = &back.seat.enrolment {
            ordinary::end_enrolment(op, &enrolment.id, EnrolmentEnd::RefundAsked).await?;
        }
    }
    let step = Step {
        note: &kept.reason,
        ..Step::of("refund_asked")
    };
    insert_step(op, &group.id, &step).await?;
    let refund = load(op, &kept.id).await?;
    for seat in &refund.seats {
        told(
            op,
            &refund,
            seat,
            "orders-refund-asked",
            "orders.refund_asked",
        )
        .await?;
    }
    Ok(refund)
}

/// A request that the actor may see.
pub async fn get_refund(op: &mut Op, id: &RefundId) -> Outcome<Refund> {
    let refund = load(op, id).await?;
    op.allow(Action::SeeRefund, &refund)?;
    Ok(refund)
}

/// The requests of an employer's order, the newest first.
pub async fn refunds_of_group(op: &mut Op, group: &Group) -> Outcome<Vec<Refund>> {
    op.allow(Action::SeeGroupOrder, group)?;
    let mut refunds = Vec::new();
    for id in store::list_of_group(op, &group.id).await? {
        refunds.push(load(op, &id).await?);
    }
    Ok(refunds)
}

/// Requests of a territory, and all below it, that wait for their answer, oldest first.
pub async fn refunds_asked(
    op: &mut Op,
    path: &str,
    after: Option<&str>,
    size: PageSize,
) -> Outcome<Page<Refund>> {
    let territories = territory::list(op).await?;
    let within = territories.iter().filter(|t| t.path.starts_with(path));
    let ids: Vec<&str> = within.map(|territory| territory.id.as_str()).collect();
    let page = store::list_asked(op, &ids, after, size).await?;
    let mut items = Vec::with_capacity(page.items.len());
    for id in page.items {
        let refund = load(op, &id).await?;
        if op.may(Action::DecideRefund, &refund) {
            items.push(refund);
        }
    }
    Ok(Page {
        items,
        next: page.next,
    })
}

/// The cashier says that the money went back, with the bank's reference: the seats are refunded and
/// their enrolments over. Saying it again with the same reference is harmless.
///
/// # Errors
/// `orders.own_refund` for who asked; `orders.reference_used`; `orders.refund_decided`.
pub async fn confirm_refund(
    op: &mut Op,
    id: &RefundId,
    reference: &str,
) -> Outcome<Change<Refund>> {
    let refund = decidable(op, id).await?;
    let reference = service::reference(reference)?;
    match refund.kept.status {
        RefundStatus::Confirmed if refund.kept.reference.as_ref() == Some(&reference) => {
            return Ok(Change::Already(refund));
        }
        RefundStatus::Confirmed | RefundStatus::Returned => {
            return Err(Error::RefundDecided.into());
        }
        RefundStatus::Asked => {}
    }
    if ordinary::is_reference_used(op, "transfer", &reference).await? {
        return Err(Error::ReferenceUsed.fault().at("reference"));
    }
    let decision = Decision {
        status: RefundStatus::Confirmed,
        reference: Some(&reference),
        note: "",
    };
    store::decide(op, id, &decision).await?;
    for seat in &refund.seats {
        store::finish_enrolment(op, &seat.order_id).await?;
        refunded(op, &seat.order_id).await?;
        told(
            op,
            &refund,
            seat,
            "orders-refund-confirmed",
            "orders.refund_confirmed",
        )
        .await?;
    }
    let step = Step {
        note: &reference,
        ..Step::of("refund_confirmed")
    };
    insert_step(op, &refund.group.id, &step).await?;
    let value = ("reference", reference.clone());
    answer(op, &refund, "orders-refund-answered", value).await?;
    load(op, id).await.map(Change::New)
}

/// The cashier returns a request with words: the enrolments go on. Returning it again is harmless.
pub async fn return_refund(op: &mut Op, id: &RefundId, note: &str) -> Outcome<Change<Refund>> {
    let refund = decidable(op, id).await?;
    let note = words(note, "note")?;
    match refund.kept.status {
        RefundStatus::Returned => return Ok(Change::Already(refund)),
        RefundStatus::Confirmed => return Err(Error::RefundDecided.into()),
        RefundStatus::Asked => {}
    }
    let decision = Decision {
        status: RefundStatus::Returned,
        reference: None,
        note: &note,
    };
    store::decide(op, id, &decision).await?;
    for seat in &refund.seats {
        store::resume_enrolment(op, &seat.order_id).await?;
        told(
            op,
            &refund,
            seat,
            "orders-refund-returned",
            "orders.refund_returned",
        )
        .await?;
    }
    let step = Step {
        note: &note,
        ..Step::of("refund_returned")
    };
    insert_step(op, &refund.group.id, &step).await?;
    answer(
        op,
        &refund,
        "orders-refund-sent-back",
        ("why", note.clone()),
    )
    .await?;
    load(op, id).await.map(Change::New)
}

/// A request under the lock of its order, for somebody else than who asked.
async fn decidable(op: &mut Op, id: &RefundId) -> Outcome<Refund> {
    let refund = load(op, id).await?;
    op.allow(Action::DecideRefund, &refund)?;
    if *op.actor.signed_in()? == refund.kept.asked_by {
        return Err(Error::OwnRefund.into());
    }
    locked(op, &refund.group.id).await?;
    load(op, id).await
}

async fn refunded(op: &mut Op, order: &OrderId) -> Outcome<()> {
    let found = service::load(op, order).await?;
    ordinary::save_status(op, order, OrderStatus::Refunded, found.paid_at).await
}

/// Tells whoever sits on a seat what became of it, and leaves a line about her.
async fn told(
    op: &mut Op,
    refund: &Refund,
    seat: &RefundSeat,
    kind: &'static str,
    audited: &'static str,
) -> Outcome<()> {
    let title = format!("《{}》", seat.title);
    tell(op, &refund.group, &seat.person_id, kind, &title).await?;
    op.audit(Event {
        action: audited,
        about: Some(&seat.person_id),
        subject: refund.kept.id.as_str(),
        details: &seat.fen.to_string(),
    })
    .await
}

/// Tells who asked how it was answered.
async fn answer(
    op: &mut Op,
    refund: &Refund,
    kind: &'static str,
    value: (&'static str, String),
) -> Outcome<()> {
    let details = [
        ("order", refund.group.number.clone()),
        ("fen", refund.kept.fen.to_string()),
        value,
    ];
    let tell = Tell {
        to: &refund.kept.asked_by,
        kind,
        details: &details,
        link: &format!("/employer/orders/{}", refund.group.id),
    };
    messages::tell(op, tell).await
}

async fn load(op: &mut Op, id: &RefundId) -> Outcome<Refund> {
    let found = store::find(op, id).await?.ok_or(Error::UnknownRefund)?;
    let (group, mut kept): (GroupOrderId, KeptRefund) = found;
    let group = looking::load(op, &group).await?;
    let mut seats = store::list_seats(op, id).await?;
    for seat in &mut seats {
        seat.name = identity::name_of(op, &seat.person_id).await?;
        let course = catalogue::get_course(op, &seat.course_id).await?;
        (seat.title, seat.title_en) = (course.title, course.title_en);
    }
    kept.asked_by_name = identity::name_of(op, &kept.asked_by).await?;
    Ok(Refund { kept, group, seats })
}

/// Words that must be given.
fn words(text: &str, field: &'static str) -> Outcome<String> {
    let text = text.trim();
    if text.is_empty() || text.chars().count() > limits::TEXT_CHARS_MAX {
        let fault = Error::NoWords.fault().with("most", limits::TEXT_CHARS_MAX);
        return Err(fault.at(field));
    }
    Ok(text.to_owned())
}
