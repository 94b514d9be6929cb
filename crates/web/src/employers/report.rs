//! A report before the employer: look at what it rests on, then confirm or return it.

use askama::Template;
use domain::{Action, reports};
use kernel::ReportId;

use crate::page::{self, Errors, PageFrame, see_other, show_again};
use crate::problem::PageResult;
use crate::request::{Act, Look, Path};
use crate::staff::{OfficeWords as _, ReportForm, ReportView};

#[derive(Template)]
#[template(path = "employers/report.html")]
struct ReportPage {
    p: PageFrame,
    errors: Errors,
    view: ReportView,
    why: String,
}

impl ReportPage {
    fn may_decide(&self) -> bool {
        self.view.report.status == reports::Status::WithEmployer
            && self.p.may(Action::ConfirmReport, &self.view.report)
    }
}

/// `GET /employer/reports/{id}`.
pub async fn show(Path(id): Path<ReportId>, Look { mut op, p }: Look) -> PageResult {
    let view = ReportView::load(&mut op, &id).await?;
    page::show(&ReportPage {
        p,
        errors: Errors::none(),
        view,
        why: String::new(),
    })
}

/// `POST /employer/reports/{id}`: confirms it or returns it.
pub async fn decide(Path(id): Path<ReportId>, act: Act<ReportForm>) -> PageResult {
    let Act {
        mut op, p, form, ..
    } = act;
    let decided = match form.decision.as_str() {
        "confirm" => reports::confirm(&mut op, &id).await,
        "return" => reports::return_by_employer(&mut op, &id, &form.why).await,
        _ => return Err(form.unknown().into()),
    };
    match decided {
        Ok(_) => {
            op.commit().await?;
            see_other(&format!("/employer?done={}", form.decision))
        }
        Err(fault) => {
            let errors = p.mend(fault)?;
            let view = ReportView::load(&mut op, &id).await?;
            show_again(
                &errors,
                &ReportPage {
                    p,
                    errors: errors.clone(),
                    view,
                    why: form.why,
                },
            )
        }
    }
}
