//! An employer's order at the bureau's cashier: looking at it, and confirming its transfer.

use askama::Template;
use domain::Op;
use domain::orders::{self, Group, GroupStatus};
use kernel::{GroupOrderId, Outcome};

use super::payments::ReferenceForm;
use crate::employers::orders::state;
use crate::page::{self, Errors, PageFrame, see_other, show_again};
use crate::problem::PageResult;
use crate::request::{Act, Look, Path};

#[derive(Template)]
#[template(path = "orders/group.html")]
struct GroupPage {
    p: PageFrame,
    errors: Errors,
    group: Group,
    /// The courses with their seats.
    courses: Vec<(String, usize)>,
    reference: String,
}

/// `GET /bureau/payments/groups/{group}`.
pub async fn show(Look { mut op, p }: Look, Path(id): Path<GroupOrderId>) -> PageResult {
    page::show(&load(&mut op, p, Errors::none(), &id, String::new()).await?)
}

/// `POST /bureau/payments/groups/{group}`.
pub async fn confirm(Path(id): Path<GroupOrderId>, act: Act<ReferenceForm>) -> PageResult {
    let Act {
        mut op,
        p,
        form: ReferenceForm { reference },
        ..
    } = act;
    match orders::confirm_group_transfer(&mut op, &id, &reference).await {
        Ok(bill) => {
            let number = bill.into_inner().number().to_owned();
            op.commit().await?;
            see_other(&format!("/bureau/payments?done={number}"))
        }
        Err(fault) => {
            let errors = p.mend(fault)?;
            let page = load(&mut op, p, errors.clone(), &id, reference).await?;
            show_again(&errors, &page)
        }
    }
}

async fn load(
    op: &mut Op,
    p: PageFrame,
    errors: Errors,
    id: &GroupOrderId,
    reference: String,
) -> Outcome<GroupPage> {
    let group = orders::get_group(op, id).await?;
    let mut courses: Vec<(String, usize)> = Vec::new();
    for seat in orders::seats_of_group(op, &group).await? {
        let title = crate::catalogue::title_of(&p, &seat.title, &seat.title_en);
        match courses.iter_mut().find(|(known, _)| known == title) {
            Some((_, many)) => *many += 1,
            None => courses.push((title.to_owned(), 1)),
        }
    }
    Ok(GroupPage {
        p,
        errors,
        group,
        courses,
        reference,
    })
}

impl GroupPage {
    fn state(&self) -> (String, &'static str) {
        state(&self.p, self.group.status)
    }

    fn is_placed(&self) -> bool {
        self.group.status == GroupStatus::Placed
    }
}
