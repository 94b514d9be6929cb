//! One person who says that she works somewhere, before the employer or the bureau.

use askama::Template;
use domain::employers::{self, Department};
use domain::queues::{self, Desk, Item, Matter};
use domain::rosters::{self, JoinState, Joining};
use domain::{Action, Op};
use kernel::{Fault, JoiningId, Kind, Outcome};
use serde::Deserialize;

use super::words::RosterWords as _;
use crate::employers::words::EmployerWords as _;
use crate::page::{self, Errors, PageFrame, see_other, show_again};
use crate::problem::PageResult;
use crate::request::{Act, Look, Path, Query};
use crate::staff::OfficeWords as _;

#[derive(Template)]
#[template(path = "rosters/joining.html")]
struct JoiningPage {
    p: PageFrame,
    errors: Errors,
    form: AnswerForm,
    done: String,
    joining: Joining,
    item: Option<Item>,
    departments: Vec<Department>,
    is_employer: bool,
}

/// What the employer or the bureau says.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct AnswerForm {
    decision: String,
    department: String,
    why: String,
}

/// What was done just before.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Arrival {
    done: String,
}

impl JoiningPage {
    fn may_decide(&self) -> bool {
        let with_employer =
            matches!(&self.item, Some(item) if matches!(item.desk, Desk::Employer(_)));
        self.joining.state == JoinState::Waiting
            && self.p.may(Action::DecideJoining, &self.joining)
            && !self.is_own()
            && (self.is_employer || !with_employer)
    }

    /// Nobody confirms herself.
    fn is_own(&self) -> bool {
        self.p.actor.is_me(&self.joining.person_id)
    }

    fn is_refusal(&self) -> bool {
        self.form.decision == "refuse"
    }

    fn back(&self) -> &'static str {
        if self.is_employer {
            "/employer/joinings"
        } else {
            "/inbox"
        }
    }
}

/// `GET /joinings/{id}`.
pub async fn show(
    Path(id): Path<JoiningId>,
    Look { mut op, p }: Look,
    Query(Arrival { done }): Query<Arrival>,
) -> PageResult {
    let form = AnswerForm::default();
    page::show(&load(&mut op, p, &id, Errors::none(), form, done).await?)
}

/// `POST /joinings/{id}`: confirms or refuses.
pub async fn decide(Path(id): Path<JoiningId>, act: Act<AnswerForm>) -> PageResult {
    let Act {
        mut op, p, form, ..
    } = act;
    let decided = match form.decision.as_str() {
        "confirm" => match form.department() {
            Ok(department) => rosters::confirm(&mut op, &id, department).await.map(drop),
            Err(fault) => Err(fault),
        },
        "refuse" => rosters::refuse(&mut op, &id, &form.why).await,
        other => Err(Fault::new(Kind::Invalid, "web.malformed").with("why", other)),
    };
    match decided {
        Ok(()) => {
            op.commit().await?;
            see_other(&format!("/joinings/{id}?done={}", form.decision))
        }
        Err(fault) => {
            let errors = p.mend(fault)?;
            let page = load(&mut op, p, &id, errors.clone(), form, String::new()).await?;
            show_again(&errors, &page)
        }
    }
}

impl AnswerForm {
    fn department(&self) -> Outcome<Option<kernel::DepartmentId>> {
        match self.department.as_str() {
            "" => Ok(None),
            chosen => chosen.parse().map(Some),
        }
    }
}

async fn load(
    op: &mut Op,
    p: PageFrame,
    id: &JoiningId,
    errors: Errors,
    form: AnswerForm,
    done: String,
) -> Outcome<JoiningPage> {
    let joining = rosters::get_joining(op, id).await?;
    op.allow(Action::DecideJoining, &joining)?;
    let employer = employers::get(op, &joining.employer_id).await?;
    let departments = employers::departments(op, &employer).await?;
    Ok(JoiningPage {
        is_employer: op.may(Action::InviteStaff, &employer),
        item: queues::find(op, Matter::Joining, id.as_str()).await?,
        p,
        errors,
        form,
        done,
        joining,
        departments,
    })
}
