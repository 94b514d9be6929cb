//! One employer before the bureau: what it is since when, its admins, and appointing one where none
//! is left.

use askama::Template;
use domain::employers::{self, Admin, Employer, Sector, Standing};
use domain::territory::{self, Territory};
use domain::{Action, Op, identity};
use kernel::{Day, EmployerId, Fault, Outcome, PersonId};
use serde::Deserialize;

use crate::employers::words::EmployerWords as _;
use crate::page::{self, Errors, PageFrame, see_other, show_again};
use crate::problem::PageResult;
use crate::request::{Act, Look, Path, Query};
use crate::staff::OfficeWords as _;

#[derive(Template)]
#[template(path = "bureau/employer.html")]
struct EmployerPage {
    p: PageFrame,
    errors: Errors,
    form: EmployerForm,
    done: String,
    employer: Employer,
    territories: Vec<Territory>,
    staff: i64,
    admins: Vec<Admin>,
    standings: Vec<(Standing, String)>,
}

/// What one of the page's forms sends.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct EmployerForm {
    from_day: String,
    sector: String,
    grassroots: String,
    note: String,
    number: String,
    admin_name: String,
    why: String,
    person: String,
}

/// What was done just before.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Arrival {
    done: String,
}

impl EmployerPage {
    fn territory_of(&self, id: &kernel::TerritoryId) -> String {
        let found = self
            .territories
            .iter()
            .find(|territory| territory.id == *id);
        found.map_or_else(String::new, |territory| self.p.territory_name(territory))
    }

    fn sector_chosen(&self, sector: &Sector) -> bool {
        match self.form.sector.as_str() {
            "" => self.employer.sector == *sector,
            typed => typed == sector.as_str(),
        }
    }

    fn grassroots_chosen(&self) -> bool {
        match self.form.grassroots.as_str() {
            "" => self.employer.grassroots,
            typed => typed == "yes",
        }
    }

    fn is_since_ever(standing: &Standing) -> bool {
        standing.from_day.year() <= 1900
    }
}

/// `GET /bureau/employers/{id}`.
pub async fn show(
    Path(id): Path<EmployerId>,
    Look { mut op, p }: Look,
    Query(Arrival { done }): Query<Arrival>,
) -> PageResult {
    let form = EmployerForm::default();
    let page = load(&mut op, p, &id, Errors::none(), form, done).await?;
    page::show(&page)
}

/// `POST /bureau/employers/{id}/standing`.
pub async fn set_standing(Path(id): Path<EmployerId>, act: Act<EmployerForm>) -> PageResult {
    let Act {
        mut op, p, form, ..
    } = act;
    let set = match form.standing() {
        Ok((from, sector, grassroots)) => {
            employers::set_standing(&mut op, &id, from, sector, grassroots, &form.note).await
        }
        Err(fault) => Err(fault),
    };
    finish(op, p, &id, form, set.map(drop), "standing").await
}

/// `POST /bureau/employers/{id}/admins`: appoints one where none is left.
pub async fn appoint(Path(id): Path<EmployerId>, act: Act<EmployerForm>) -> PageResult {
    let Act {
        mut op, p, form, ..
    } = act;
    let (number, name) = (form.number.as_str(), form.admin_name.as_str());
    let appointed = employers::appoint_admin(&mut op, &id, number, name, &form.why).await;
    finish(op, p, &id, form, appointed.map(drop), "appointed").await
}

/// `POST /bureau/employers/{id}/admins/end`.
pub async fn end_admin(Path(id): Path<EmployerId>, act: Act<EmployerForm>) -> PageResult {
    let Act {
        mut op, p, form, ..
    } = act;
    let person: PersonId = form.person.parse()?;
    let ended = employers::end_admin(&mut op, &id, &person).await;
    finish(op, p, &id, form, ended.map(drop), "admin-ended").await
}

impl EmployerForm {
    fn standing(&self) -> Outcome<(Day, Sector, bool)> {
        let at = |field| move |fault: Fault| fault.at(field);
        let from = self.from_day.trim().parse().map_err(at("from_day"))?;
        let sector = self.sector.parse().map_err(at("sector"))?;
        Ok((from, sector, self.grassroots == "yes"))
    }
}

async fn finish(
    mut op: Op,
    p: PageFrame,
    id: &EmployerId,
    form: EmployerForm,
    done: Outcome<()>,
    what: &str,
) -> PageResult {
    match done {
        Ok(()) => {
            op.commit().await?;
            see_other(&format!("/bureau/employers/{id}?done={what}"))
        }
        Err(fault) => {
            let errors = p.mend(fault)?;
            let page = load(&mut op, p, id, errors.clone(), form, String::new()).await?;
            show_again(&errors, &page)
        }
    }
}

async fn load(
    op: &mut Op,
    p: PageFrame,
    id: &EmployerId,
    errors: Errors,
    form: EmployerForm,
    done: String,
) -> Outcome<EmployerPage> {
    let employer = employers::get(op, id).await?;
    op.allow(Action::ChangeStanding, &employer)?;
    let standings = employers::standings(op, &employer).await?;
    let people: Vec<PersonId> = standings
        .iter()
        .filter_map(|standing| standing.decided_by.clone())
        .collect();
    let names = identity::names(op, &people).await?;
    let named = standings.into_iter().map(|standing| {
        let by = standing.decided_by.as_ref();
        let name = by.and_then(|by| names.get(by)).cloned();
        (standing, name.unwrap_or_default())
    });
    Ok(EmployerPage {
        p,
        errors,
        form,
        done,
        territories: territory::list(op).await?,
        staff: employers::count_staff(op, id).await?,
        admins: employers::admins(op, &employer).await?,
        standings: named.collect(),
        employer,
    })
}
