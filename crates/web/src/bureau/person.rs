//! A person before an officer: who she is, her years, her ledger with both lines of each
//! correction, her reports and documents.

use askama::Template;
use domain::cards::{self, Card};
use domain::certificates::{self, Certificate};
use domain::employers::{self, Worker};
use domain::hours::{self, RevocationCase, YearState};
use domain::merges::{self, Case};
use domain::reports::{self, Report};
use domain::{Action, Op, identity};
use kernel::{Outcome, PersonId};
use serde::Deserialize;

use crate::page::{self, Errors, PageFrame, show_again};
use crate::problem::PageResult;
use crate::request::{Act, Look, Path, Query};
use crate::staff::{LedgerRow, OfficeWords as _, ledger_rows};

#[derive(Template)]
#[template(path = "bureau/person.html")]
struct PersonPage {
    p: PageFrame,
    errors: Errors,
    done: String,
    /// The whole citizen id, right after it was asked for.
    citizen_id: Option<String>,
    why: String,
    file: File,
}

/// What the bureau holds about a person.
struct File {
    worker: Worker,
    years: Vec<YearState>,
    rows: Vec<LedgerRow>,
    cases: Vec<RevocationCase>,
    reports: Vec<Report>,
    certificates: Vec<Certificate>,
    cards: Vec<Card>,
    /// Accounts that are or were said to be hers too.
    mergers: Vec<Case>,
    /// The account that was kept, when this one is its twin.
    kept: Option<PersonId>,
}

impl File {
    async fn load(op: &mut Op, id: &PersonId) -> Outcome<Self> {
        let worker = employers::worker(op, id).await?;
        op.allow(Action::RecogniseHours, &worker)?;
        let years = hours::years(op, id).await?;
        let lines = hours::ledger_lines(op, id, None).await?;
        let cases = hours::revocations_of(op, id).await?;
        let rows = ledger_rows(op, lines, &cases).await?;
        let mut reports = Vec::new();
        for year in &years {
            reports.extend(reports::find(op, id, year.study_year).await?);
        }
        let certificates = certificates::list(op, id).await?;
        let cards = cards::list(op, id).await?;
        let mergers = merges::of_person(op, id).await?;
        let kept = identity::find_twin(op, id).await?.map(|twin| twin.kept);
        Ok(Self {
            worker,
            years,
            rows,
            cases,
            reports,
            certificates,
            cards,
            mergers,
            kept,
        })
    }
}

/// What was done just before.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Arrival {
    done: String,
}

/// Why a whole citizen id is read.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct WhyForm {
    why: String,
}

/// `GET /bureau/people/{id}`.
pub async fn show(
    Path(id): Path<PersonId>,
    Look { mut op, p }: Look,
    Query(Arrival { done }): Query<Arrival>,
) -> PageResult {
    let file = File::load(&mut op, &id).await?;
    let (errors, why) = (Errors::none(), String::new());
    page::show(&PersonPage {
        p,
        errors,
        done,
        citizen_id: None,
        why,
        file,
    })
}

/// `POST /bureau/people/{id}/citizen-id`: shows the whole number once, and leaves a line that its
/// owner sees.
pub async fn reveal(Path(id): Path<PersonId>, act: Act<WhyForm>) -> PageResult {
    let Act {
        mut op,
        p,
        form: WhyForm { why },
        ..
    } = act;
    let done = String::new();
    match identity::reveal_citizen_id(&mut op, &id, &why).await {
        Ok(citizen_id) => {
            let file = File::load(&mut op, &id).await?;
            op.commit().await?;
            let citizen_id = Some(citizen_id.reveal().to_owned());
            page::show(&PersonPage {
                p,
                errors: Errors::none(),
                done,
                citizen_id,
                why,
                file,
            })
        }
        Err(fault) => {
            let errors = p.mend(fault)?;
            let file = File::load(&mut op, &id).await?;
            let page = PersonPage {
                p,
                errors: errors.clone(),
                done,
                citizen_id: None,
                why,
                file,
            };
            show_again(&errors, &page)
        }
    }
}
