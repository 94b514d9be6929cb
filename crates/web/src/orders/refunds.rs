//! Money that employers ask back, at the bureau's cashier: she says that it went back, or returns
//! the request with words.

use askama::Template;
use domain::Op;
use domain::orders::{self, Refund, RefundSeat, RefundStatus};
use kernel::{Outcome, RefundId};
use serde::Deserialize;

use crate::page::{self, Errors, PageFrame, see_other, show_again};
use crate::problem::PageResult;
use crate::request::{Act, Look, Path};
use crate::staff::OfficeWords as _;

#[derive(Template)]
#[template(path = "orders/refund.html")]
struct RefundPage {
    p: PageFrame,
    errors: Errors,
    refund: Refund,
    form: DecideForm,
}

/// What the cashier decides.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct DecideForm {
    decision: String,
    reference: String,
    note: String,
}

/// `GET /bureau/refunds/{refund}`.
pub async fn show(Look { mut op, p }: Look, Path(id): Path<RefundId>) -> PageResult {
    page::show(&load(&mut op, p, Errors::none(), &id, DecideForm::default()).await?)
}

/// `POST /bureau/refunds/{refund}`.
pub async fn decide(Path(id): Path<RefundId>, act: Act<DecideForm>) -> PageResult {
    let Act {
        mut op, p, form, ..
    } = act;
    let decided = if form.decision == "return" {
        orders::return_refund(&mut op, &id, &form.note).await
    } else {
        orders::confirm_refund(&mut op, &id, &form.reference).await
    };
    match decided {
        Ok(_) => {
            op.commit().await?;
            see_other(&format!("/bureau/refunds/{id}"))
        }
        Err(fault) => {
            let errors = p.mend(fault)?;
            let page = load(&mut op, p, errors.clone(), &id, form).await?;
            show_again(&errors, &page)
        }
    }
}

async fn load(
    op: &mut Op,
    p: PageFrame,
    errors: Errors,
    id: &RefundId,
    form: DecideForm,
) -> Outcome<RefundPage> {
    Ok(RefundPage {
        p,
        errors,
        refund: orders::get_refund(op, id).await?,
        form,
    })
}

/// Where a request stands: words and look.
pub(crate) fn state(p: &PageFrame, status: RefundStatus) -> (String, &'static str) {
    match status {
        RefundStatus::Asked => (p.t("refund-asked"), "wait"),
        RefundStatus::Confirmed => (p.t("refund-confirmed"), "good"),
        RefundStatus::Returned => (p.t("refund-returned"), "bad"),
    }
}

impl RefundPage {
    fn state(&self) -> (String, &'static str) {
        state(&self.p, self.refund.kept.status)
    }

    fn is_asked(&self) -> bool {
        self.refund.kept.status == RefundStatus::Asked
    }

    fn title<'s>(&self, seat: &'s RefundSeat) -> &'s str {
        crate::catalogue::title_of(&self.p, &seat.title, &seat.title_en)
    }
}
