//! Giving a seat to somebody else: to whom, and why.

use askama::Template;
use domain::learning::Learnt;
use domain::orders::{self, Group, OrderStatus, Seat};
use domain::{Op, hours};
use kernel::{GroupOrderId, OrderId, Outcome, PersonId};
use serde::Deserialize;

use super::Member;
use crate::catalogue;
use crate::page::{self, Errors, PageFrame, see_other, show_again};
use crate::problem::PageResult;
use crate::request::{Act, Look, Path, Query};

/// So many people are shown at once; a search shows others.
const SHOWN: usize = 30;

#[derive(Template)]
#[template(path = "employers/orders/seat.html")]
struct SeatPage {
    p: PageFrame,
    errors: Errors,
    group: Group,
    seat: Seat,
    learnt: Learnt,
    form: MoveForm,
    people: Vec<Member>,
    is_more: bool,
}

/// To whom, and who is looked for.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct MoveForm {
    to: String,
    note: String,
    name: String,
}

/// `GET /employer/orders/{group}/seats/{seat}`.
pub async fn show(
    Look { mut op, p }: Look,
    Path(ids): Path<(GroupOrderId, OrderId)>,
    Query(form): Query<MoveForm>,
) -> PageResult {
    page::show(&load(&mut op, p, Errors::none(), &ids, form).await?)
}

/// `POST /employer/orders/{group}/seats/{seat}`.
pub async fn give(Path(ids): Path<(GroupOrderId, OrderId)>, act: Act<MoveForm>) -> PageResult {
    let Act {
        mut op, p, form, ..
    } = act;
    match form_move(&mut op, &ids.1, &form).await {
        Ok(()) => {
            op.commit().await?;
            see_other(&format!("/employer/orders/{}?done=moved", ids.0))
        }
        Err(fault) => {
            let errors = p.mend(fault)?;
            let page = load(&mut op, p, errors.clone(), &ids, form).await?;
            show_again(&errors, &page)
        }
    }
}

async fn form_move(op: &mut Op, seat: &OrderId, form: &MoveForm) -> Outcome<()> {
    let nobody = |_| orders::Error::NotStaff.fault().at("to");
    let to = form.to.parse().map_err(nobody)?;
    hours::move_seat(op, seat, &to, &form.note).await?;
    Ok(())
}

async fn load(
    op: &mut Op,
    p: PageFrame,
    errors: Errors,
    (group, seat): &(GroupOrderId, OrderId),
    form: MoveForm,
) -> Outcome<SeatPage> {
    let group = orders::get_group(op, group).await?;
    let seats = orders::seats_of_group(op, &group).await?;
    let found = seats.into_iter().find(|one| one.order_id == *seat);
    let seat = found.ok_or(orders::Error::UnknownOrder)?;
    let learnt = match &seat.enrolment_id {
        Some(enrolment) => hours::seat_learnt(op, enrolment).await?,
        None => Learnt::default(),
    };
    let mut people = super::staff(op, &group.employer_id).await?;
    let search = form.name.trim();
    people.retain(|one| one.id != seat.person_id && one.name.contains(search));
    let is_more = people.len() > SHOWN;
    people.truncate(SHOWN);
    Ok(SeatPage {
        p,
        errors,
        group,
        seat,
        learnt,
        form,
        people,
        is_more,
    })
}

impl SeatPage {
    fn title(&self) -> &str {
        catalogue::title_of(&self.p, &self.seat.title, &self.seat.title_en)
    }

    fn can_move(&self) -> bool {
        self.seat.status == OrderStatus::Paid && !self.seat.refund_asked && !self.learnt.has_begun()
    }

    fn is_to(&self, id: &PersonId) -> bool {
        self.form.to == id.as_str()
    }
}
