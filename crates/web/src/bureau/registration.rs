//! An application for an employer, or for another territory, before the bureau: accept or return.

use askama::Template;
use domain::employers::{self, Employer, Registration, TerritoryChange, Verdict};
use domain::territory::{self, Territory};
use domain::{Action, Op, identity};
use kernel::{Fault, Kind, Outcome, RegistrationId};
use serde::Deserialize;

use crate::employers::words::EmployerWords as _;
use crate::evidence::original;
use crate::page::{self, Errors, PageFrame, see_other, show_again};
use crate::problem::PageResult;
use crate::request::{Act, Look, Path};
use crate::staff::OfficeWords as _;

#[derive(Template)]
#[template(path = "bureau/registration.html")]
struct RegistrationPage {
    p: PageFrame,
    errors: Errors,
    form: VerdictForm,
    registration: Registration,
    territory: Territory,
}

#[derive(Template)]
#[template(path = "bureau/territory_change.html")]
struct ChangePage {
    p: PageFrame,
    errors: Errors,
    form: VerdictForm,
    change: TerritoryChange,
    employer: Employer,
    asked_by: String,
    from: Territory,
    to: Territory,
    staff: i64,
}

/// What the bureau decides.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct VerdictForm {
    decision: String,
    note: String,
}

impl RegistrationPage {
    fn may_decide(&self) -> bool {
        self.registration.state == Verdict::Waiting && !self.is_own()
    }

    /// Who applied leaves it to another.
    fn is_own(&self) -> bool {
        self.p.actor.is_me(&self.registration.applied_by)
    }
}

impl VerdictForm {
    fn is_return(&self) -> bool {
        self.decision == "return"
    }

    fn unknown(&self) -> Fault {
        Fault::new(Kind::Invalid, "web.malformed").with("why", &self.decision)
    }
}

/// `GET /bureau/registrations/{id}`.
pub async fn show(Path(id): Path<RegistrationId>, Look { mut op, p }: Look) -> PageResult {
    let form = VerdictForm::default();
    page::show(&load(&mut op, p, &id, Errors::none(), form).await?)
}

/// `POST /bureau/registrations/{id}`.
pub async fn decide(Path(id): Path<RegistrationId>, act: Act<VerdictForm>) -> PageResult {
    let Act {
        mut op, p, form, ..
    } = act;
    let decided = match form.decision.as_str() {
        "accept" => employers::accept(&mut op, &id, &form.note).await.map(drop),
        "return" => employers::return_registration(&mut op, &id, &form.note).await,
        _ => Err(form.unknown()),
    };
    match decided {
        Ok(()) => {
            op.commit().await?;
            see_other(&format!("/bureau/registrations?done={}", form.decision))
        }
        Err(fault) => {
            let errors = p.mend(fault)?;
            let page = load(&mut op, p, &id, errors.clone(), form).await?;
            show_again(&errors, &page)
        }
    }
}

/// `POST /bureau/registrations/{id}/scan`: the scan, never shown inside a page. Looking leaves a
/// trace.
pub async fn scan(Path(id): Path<RegistrationId>, act: Act) -> PageResult {
    let Act { mut op, .. } = act;
    let (kept, bytes) = employers::scan(&mut op, &id).await?;
    op.commit().await?;
    Ok(original(&kept, bytes))
}

async fn load(
    op: &mut Op,
    p: PageFrame,
    id: &RegistrationId,
    errors: Errors,
    form: VerdictForm,
) -> Outcome<RegistrationPage> {
    let registration = employers::registration(op, id).await?;
    op.allow(Action::DecideRegistration, &registration)?;
    let territory = territory::get(op, &registration.territory_id).await?;
    Ok(RegistrationPage {
        p,
        errors,
        form,
        registration,
        territory,
    })
}

/// `GET /bureau/territory-changes/{id}`.
pub async fn show_change(Path(id): Path<RegistrationId>, Look { mut op, p }: Look) -> PageResult {
    let form = VerdictForm::default();
    page::show(&load_change(&mut op, p, &id, Errors::none(), form).await?)
}

/// `POST /bureau/territory-changes/{id}`.
pub async fn decide_change(Path(id): Path<RegistrationId>, act: Act<VerdictForm>) -> PageResult {
    let Act {
        mut op, p, form, ..
    } = act;
    let decided = match form.decision.as_str() {
        "accept" => employers::accept_change(&mut op, &id, &form.note)
            .await
            .map(drop),
        "return" => employers::return_change(&mut op, &id, &form.note).await,
        _ => Err(form.unknown()),
    };
    match decided {
        Ok(()) => {
            op.commit().await?;
            see_other(&format!(
                "/bureau/registrations?done=change-{}",
                form.decision
            ))
        }
        Err(fault) => {
            let errors = p.mend(fault)?;
            let page = load_change(&mut op, p, &id, errors.clone(), form).await?;
            show_again(&errors, &page)
        }
    }
}

async fn load_change(
    op: &mut Op,
    p: PageFrame,
    id: &RegistrationId,
    errors: Errors,
    form: VerdictForm,
) -> Outcome<ChangePage> {
    let change = employers::get_change(op, id).await?;
    op.allow(Action::DecideTerritoryChange, &change)?;
    Ok(ChangePage {
        p,
        errors,
        form,
        employer: employers::get(op, &change.employer_id).await?,
        asked_by: identity::name_of(op, &change.asked_by).await?,
        from: territory::get(op, &change.from_territory_id).await?,
        to: territory::get(op, &change.to_territory_id).await?,
        staff: employers::count_staff(op, &change.employer_id).await?,
        change,
    })
}
