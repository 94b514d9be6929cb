//! Who is on which course, and what was ordered and paid, under all of a person's accounts.

use kernel::{CourseId, EnrolmentId, Fen, Outcome, PersonId, Year};

use super::model::Enrolment;
use super::{Error, Price, store};
use crate::{Op, catalogue, identity};

/// What was paid for public hours of a study year, under whichever of her accounts.
pub(super) async fn public_paid(op: &mut Op, person: &PersonId, year: Year) -> Outcome<Fen> {
    let mut sum = Fen::ZERO;
    for account in identity::selves(op, person).await? {
        sum = sum + store::public_paid(op, &account, year).await?;
    }
    Ok(sum)
}

pub(super) async fn public_waiting(
    op: &mut Op,
    person: &PersonId,
    year: Year,
) -> Outcome<Option<String>> {
    for account in identity::selves(op, person).await? {
        if let Some(number) = store::public_waiting(op, &account, year).await? {
            return Ok(Some(number));
        }
    }
    Ok(None)
}

pub(super) async fn is_ordered(op: &mut Op, person: &PersonId, course: &CourseId) -> Outcome<bool> {
    for account in identity::selves(op, person).await? {
        if store::is_ordered(op, &account, course).await? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// An enrolment that must exist. Whether the actor may use it is asked by the caller, on it.
pub async fn get_enrolment(op: &mut Op, id: &EnrolmentId) -> Outcome<Enrolment> {
    store::find_enrolment(op, id)
        .await?
        .ok_or_else(|| Error::UnknownEnrolment.into())
}

/// The person's enrolment on a course, if she is on it, under whichever of her accounts.
pub async fn find_enrolment(
    op: &mut Op,
    person: &PersonId,
    course: &CourseId,
) -> Outcome<Option<Enrolment>> {
    for account in identity::selves(op, person).await? {
        if let Some(enrolment) = store::find_enrolment_on(op, &account, course).await? {
            return Ok(Some(enrolment));
        }
    }
    Ok(None)
}

/// The enrolment with which the person who asks may learn a course now; an order that waits for
/// its payment is not enough.
pub async fn active_enrolment(op: &mut Op, course: &CourseId) -> Outcome<Enrolment> {
    let id = op.actor.signed_in()?.clone();
    if let Some(enrolment) = find_enrolment(op, &id, course).await? {
        return Ok(enrolment);
    }
    catalogue::get_course(op, course).await?;
    let ordered = is_ordered(op, &id, course).await?;
    Err(if ordered {
        Error::NotPaid
    } else {
        Error::NotEnrolled
    }
    .into())
}

/// All enrolments of a person under all of her accounts, newest first.
pub async fn list_enrolments(op: &mut Op, person: &PersonId) -> Outcome<Vec<Enrolment>> {
    let mut enrolments = Vec::new();
    for account in identity::selves(op, person).await? {
        enrolments.extend(store::list_enrolments(op, &account).await?);
    }
    enrolments.sort_by(|a, b| b.id.cmp(&a.id));
    Ok(enrolments)
}

/// What an enrolment cost when it was ordered, and who paid. Whether the actor may know it is asked
/// by the caller.
pub async fn price_of(op: &mut Op, enrolment: &EnrolmentId) -> Outcome<Option<Price>> {
    store::price_of(op, enrolment).await
}
