//! Checking one applicant from given facts, for a committee: the form, and what the policy engine
//! says to it, clause by clause. Lists of applicants are the business of the files beside it.

use askama::Template;
use domain::territory::{self, Territory};
use domain::{Action, Op, Role, decisions};
use kernel::{Outcome, Year};
use policy::{Decision, Degree, Level, PlanItem, Purpose, Reason, Requirement, Sector};

use crate::Locale;
use crate::page::{self, Errors, PageFrame, show_again};
use crate::problem::PageResult;
use crate::request::{Act, Look};
use crate::staff::{OfficeWords as _, own_territory};

use super::form::ApplicantForm;

#[derive(Template)]
#[template(path = "committee/check.html")]
struct CheckPage {
    p: PageFrame,
    errors: Errors,
    form: ApplicantForm,
    /// Territories that have an edition.
    territories: Vec<Territory>,
    /// Study years whose hours are asked for, newest first.
    years: Vec<Year>,
    decision: Option<Decision>,
}

impl CheckPage {
    /// The words of a name, such as the purpose `title_review`.
    fn word(&self, kind: &str, name: &str) -> String {
        self.p.t(&format!(
            "decision-{kind}-{}",
            name.replace(['_', '.'], "-")
        ))
    }

    fn outcome_kind(decision: &Decision) -> &'static str {
        match decision.outcome {
            policy::Outcome::Exempt | policy::Outcome::Met => "good",
            policy::Outcome::Reference | policy::Outcome::Undecided => "wait",
            policy::Outcome::NotMet => "bad",
        }
    }

    fn reason_words<'r>(&self, reason: &'r Reason) -> &'r str {
        match self.p.locale {
            Locale::Chinese => &reason.zh,
            Locale::English => &reason.en,
        }
    }

    fn period(year: Option<&Year>, years: Option<&[Year; 2]>) -> String {
        match (year, years) {
            (Some(year), _) => year.to_string(),
            (None, Some([from, to])) => format!("{from}–{to}"),
            (None, None) => String::new(),
        }
    }

    fn row_period(row: &Requirement) -> String {
        Self::period(row.year.as_ref(), row.years.as_ref())
    }

    fn item_words(&self, item: &PlanItem) -> String {
        let period = Self::period(item.year.as_ref(), item.years.as_ref());
        let category = self.word("category", &item.category);
        let hours = self.p.hours(item.hours);
        let money = self.p.money(item.fen);
        let when = match (&item.window, &item.opens_by) {
            (Some(window), _) => {
                let days = [
                    ("from", self.p.day(window.from)),
                    ("to", self.p.day(window.to)),
                ];
                self.p.ta("decision-plan-window", &days)
            }
            (None, who) => self.p.ta(
                "decision-plan-nobody",
                [("who", who.as_deref().unwrap_or("–"))],
            ),
        };
        let values = [
            ("period", period),
            ("category", category),
            ("hours", hours),
            ("money", money),
            ("when", when),
        ];
        self.p.ta("committee-plan-item", &values)
    }
}

/// `GET /committee/check`.
pub async fn show(Look { mut op, p }: Look) -> PageResult {
    let (territories, years) = load(&mut op).await?;
    let form = ApplicantForm::blank(op.now.day(), &years);
    let errors = Errors::none();
    page::show(&CheckPage {
        p,
        errors,
        form,
        territories,
        years,
        decision: None,
    })
}

/// `POST /committee/check`: decides on the given facts. Nothing is kept.
pub async fn check(act: Act<ApplicantForm>) -> PageResult {
    let Act {
        mut op, p, form, ..
    } = act;
    let (territories, years) = load(&mut op).await?;
    let decided = match form.parse() {
        Ok(applicant) => decisions::check(&mut op, &applicant).await,
        Err(fault) => Err(fault),
    };
    match decided {
        Ok(decision) => {
            let (errors, decision) = (Errors::none(), Some(decision));
            page::show(&CheckPage {
                p,
                errors,
                form,
                territories,
                years,
                decision,
            })
        }
        Err(fault) => {
            let errors = p.mend(fault)?;
            let mended = errors.clone();
            show_again(
                &mended,
                &CheckPage {
                    p,
                    errors,
                    form,
                    territories,
                    years,
                    decision: None,
                },
            )
        }
    }
}

/// Territories of the committee that have an edition this year, and the study years it speaks of.
pub(super) async fn load(op: &mut Op) -> Outcome<(Vec<Territory>, Vec<Year>)> {
    let top = own_territory(op, &[Role::CommitteeClerk]).await?;
    op.allow(Action::CheckApplicants, &top)?;
    let (year, policies) = (op.now.day().year(), op.house.clone());
    let edition = |code: &str| policies.policies.for_territory(code, year);
    let mut territories = territory::list(op).await?;
    territories.retain(|each| each.path.starts_with(&top.path) && edition(&each.code).is_some());
    let mut years: Vec<Year> = territories
        .iter()
        .filter_map(|each| edition(&each.code))
        .flat_map(policy::Edition::study_years)
        .collect();
    years.sort_unstable_by(|a, b| b.cmp(a));
    years.dedup();
    Ok((territories, years))
}
