//! The employer's own affairs: admins, departments, where it lies.

use askama::Template;
use domain::Op;
use domain::employers::{self, Admin, Department, Employer, Standing, TerritoryChange, Verdict};
use domain::territory::{self, Territory};
use kernel::{DepartmentId, Fault, Kind, Outcome, PersonId, RegistrationId};
use serde::Deserialize;

use super::own_employer;
use super::words::EmployerWords as _;
use crate::page::{self, Errors, PageFrame, see_other, show_again};
use crate::problem::PageResult;
use crate::request::{Act, Look, Path, Query};
use crate::staff::OfficeWords as _;

#[derive(Template)]
#[template(path = "employers/settings.html")]
struct SettingsPage {
    p: PageFrame,
    errors: Errors,
    form: SettingsForm,
    employer: Employer,
    admins: Vec<Admin>,
    departments: Vec<Department>,
    territories: Vec<Territory>,
    standings: Vec<Standing>,
    changes: Vec<TerritoryChange>,
    done: String,
}

/// What one of the page's forms sends.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct SettingsForm {
    number: String,
    admin_name: String,
    name: String,
    decision: String,
    territory: String,
    why: String,
}

/// What was done just before.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Arrival {
    done: String,
}

impl SettingsPage {
    fn is_me(&self, admin: &Admin) -> bool {
        self.p.actor.is_me(&admin.person_id)
    }

    fn territory_of(&self, id: &kernel::TerritoryId) -> String {
        let found = self
            .territories
            .iter()
            .find(|territory| territory.id == *id);
        found.map_or_else(String::new, |territory| self.p.territory_name(territory))
    }

    fn waits(&self) -> bool {
        self.changes
            .iter()
            .any(|change| change.state == Verdict::Waiting)
    }
}

/// `GET /employer/settings`.
pub async fn show(Look { mut op, p }: Look, Query(Arrival { done }): Query<Arrival>) -> PageResult {
    let form = SettingsForm::default();
    let page = load(&mut op, p, Errors::none(), form, done).await?;
    page::show(&page)
}

/// `POST /employer/admins`: makes somebody an admin too.
pub async fn add_admin(act: Act<SettingsForm>) -> PageResult {
    let Act {
        mut op, p, form, ..
    } = act;
    let id = own_employer(&op)?;
    let added = employers::add_admin(&mut op, &id, &form.number, &form.admin_name).await;
    finish(op, p, form, added.map(drop), "admin-added").await
}

/// `POST /employer/admins/{id}/end`: ends a role; one's own leads away from here.
pub async fn end_admin(Path(person): Path<PersonId>, act: Act<SettingsForm>) -> PageResult {
    let Act {
        mut op, p, form, ..
    } = act;
    let id = own_employer(&op)?;
    let is_mine = op.actor.is_me(&person);
    let ended = employers::end_admin(&mut op, &id, &person).await;
    if is_mine && ended.is_ok() {
        op.commit().await?;
        return see_other("/");
    }
    finish(op, p, form, ended.map(drop), "admin-ended").await
}

/// `POST /employer/departments`: adds a department.
pub async fn add_department(act: Act<SettingsForm>) -> PageResult {
    let Act {
        mut op, p, form, ..
    } = act;
    let id = own_employer(&op)?;
    let added = employers::add_department(&mut op, &id, &form.name).await;
    finish(op, p, form, added.map(drop), "department-added").await
}

/// `POST /employer/departments/{id}`: renames or closes a department.
pub async fn change_department(
    Path(department): Path<DepartmentId>,
    act: Act<SettingsForm>,
) -> PageResult {
    let Act {
        mut op, p, form, ..
    } = act;
    let id = own_employer(&op)?;
    let changed = match form.decision.as_str() {
        "rename" => employers::rename_department(&mut op, &id, &department, &form.name).await,
        "close" => employers::close_department(&mut op, &id, &department).await,
        other => return Err(malformed(other).into()),
    };
    finish(op, p, form, changed, "department-changed").await
}

/// `POST /employer/territory-changes`: asks for another territory.
pub async fn ask_change(act: Act<SettingsForm>) -> PageResult {
    let Act {
        mut op, p, form, ..
    } = act;
    let id = own_employer(&op)?;
    let mut territories = territory::list(&mut op).await?.into_iter();
    let asked = match territories.find(|territory| territory.code == form.territory) {
        Some(to) => employers::ask_change(&mut op, &id, &to.id, &form.why).await,
        None => Err(employers::Error::NoTerritory.fault().at("territory")),
    };
    finish(op, p, form, asked.map(drop), "change-asked").await
}

/// `POST /employer/territory-changes/{id}/withdraw`.
pub async fn withdraw_change(
    Path(change): Path<RegistrationId>,
    act: Act<SettingsForm>,
) -> PageResult {
    let Act {
        mut op, p, form, ..
    } = act;
    let withdrawn = employers::withdraw_change(&mut op, &change).await;
    finish(op, p, form, withdrawn, "change-withdrawn").await
}

/// Commits and shows what was done, or shows the page again with what is to be mended.
async fn finish(
    mut op: Op,
    p: PageFrame,
    form: SettingsForm,
    done: Outcome<()>,
    what: &str,
) -> PageResult {
    match done {
        Ok(()) => {
            op.commit().await?;
            see_other(&format!("/employer/settings?done={what}"))
        }
        Err(fault) => {
            let errors = p.mend(fault)?;
            let page = load(&mut op, p, errors.clone(), form, String::new()).await?;
            show_again(&errors, &page)
        }
    }
}

async fn load(
    op: &mut Op,
    p: PageFrame,
    errors: Errors,
    form: SettingsForm,
    done: String,
) -> Outcome<SettingsPage> {
    let id = own_employer(op)?;
    let employer = employers::get(op, &id).await?;
    op.allow(domain::Action::ManageEmployer, &employer)?;
    Ok(SettingsPage {
        p,
        errors,
        form,
        admins: employers::admins(op, &employer).await?,
        departments: employers::departments(op, &employer).await?,
        territories: territory::list(op).await?,
        standings: employers::standings(op, &employer).await?,
        changes: employers::changes(op, &employer).await?,
        employer,
        done,
    })
}

fn malformed(why: &str) -> Fault {
    Fault::new(Kind::Invalid, "web.malformed").with("why", why)
}
