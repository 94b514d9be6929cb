//! Recognising hours on evidence (N2022 §3.9): a form, a look at what it says, then the ledger.

use askama::Template;
use domain::employers::{self, Worker};
use domain::hours::{self, YearState};
use domain::{Action, Op, editions};
use kernel::{Category, Hours, Outcome, PersonId, Year};
use serde::Deserialize;

use crate::page::{self, Errors, PageFrame, see_other, show_again};
use crate::problem::PageResult;
use crate::request::{Act, Look, Path};
use crate::staff::OfficeWords as _;

#[derive(Template)]
#[template(path = "bureau/recognition.html")]
struct FormPage {
    p: PageFrame,
    errors: Errors,
    worker: Worker,
    years: Vec<YearState>,
    form: RecognitionForm,
}

#[derive(Template)]
#[template(path = "bureau/recognition_check.html")]
struct CheckPage {
    p: PageFrame,
    worker: Worker,
    form: RecognitionForm,
    category: Category,
    hours: Hours,
}

/// Hours that are to be recognised.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct RecognitionForm {
    year: String,
    category: String,
    hours: String,
    evidence: String,
    /// `yes` once the answers were looked at.
    checked: String,
}

impl RecognitionForm {
    fn parse(&self) -> Outcome<(Year, Category, Hours)> {
        let unknown = || hours::Error::UnknownYear.fault().with("year", &self.year);
        let year = self.year.parse().map_err(|_| unknown().at("year"))?;
        let category: Category = self.category.parse().map_err(at("category"))?;
        let hours: Hours = self.hours.trim().parse().map_err(at("hours"))?;
        Ok((year, category, hours))
    }
}

fn at(field: &'static str) -> impl Fn(kernel::Fault) -> kernel::Fault {
    move |fault| fault.at(field)
}

/// `GET /bureau/people/{id}/recognition`.
pub async fn show(Path(id): Path<PersonId>, Look { mut op, p }: Look) -> PageResult {
    let (worker, years) = load(&mut op, &id).await?;
    let code = &worker.person.territory_code;
    let form = RecognitionForm {
        year: editions::present_year(&op.house, code, op.now.day()).to_string(),
        category: Category::Professional.as_str().to_owned(),
        ..RecognitionForm::default()
    };
    page::show(&FormPage {
        p,
        errors: Errors::none(),
        worker,
        years,
        form,
    })
}

/// `POST /bureau/people/{id}/recognition`: shows what was entered; then, once it was looked at,
/// posts it.
pub async fn submit(Path(id): Path<PersonId>, act: Act<RecognitionForm>) -> PageResult {
    let Act {
        mut op, p, form, ..
    } = act;
    let (worker, years) = load(&mut op, &id).await?;
    let recognised = match form.parse() {
        Ok((year, category, hours)) => {
            hours::recognise(&mut op, &id, year, category, hours, &form.evidence)
                .await
                .map(|_| (category, hours))
        }
        Err(fault) => Err(fault),
    };
    match recognised {
        Ok(_) if form.checked == "yes" => {
            op.commit().await?;
            see_other(&format!("/bureau/people/{id}?done=recognised"))
        }
        // Not committed: it was only tried, so that whatever the ledger refuses is told now.
        Ok((category, hours)) => page::show(&CheckPage {
            p,
            worker,
            form,
            category,
            hours,
        }),
        Err(fault) => {
            let errors = p.mend(fault)?;
            show_again(
                &errors,
                &FormPage {
                    p,
                    errors: errors.clone(),
                    worker,
                    years,
                    form,
                },
            )
        }
    }
}

async fn load(op: &mut Op, id: &PersonId) -> Outcome<(Worker, Vec<YearState>)> {
    let worker = employers::worker(op, id).await?;
    op.allow(Action::RecogniseHours, &worker)?;
    let years = hours::years(op, id).await?;
    Ok((worker, years))
}
