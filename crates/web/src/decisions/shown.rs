//! A decision as it was shown: outcome, requirements, reasons with the notice's own words, plan.

use askama::Template;
use domain::decisions::{self, Shown};
use domain::identity;
use kernel::{DecisionId, Year};
use policy::{Outcome, Reason};

use super::{dashed, purpose};
use crate::Locale;
use crate::clause::{self, ClauseWords};
use crate::page::{self, PageFrame};
use crate::problem::PageResult;
use crate::request::{Look, Path};

#[derive(Template)]
#[template(path = "decisions/shown.html")]
struct ShownPage {
    p: PageFrame,
    shown: Shown,
    reasons: Vec<ReasonView>,
    /// Whose application it is.
    name: String,
    /// Whether who looks is that person, so that links to her own pages help.
    is_own: bool,
}

struct ReasonView {
    reason: Reason,
    clause: Option<ClauseWords>,
}

/// `GET /decisions/{id}`.
pub async fn show(Path(id): Path<DecisionId>, Look { mut op, p }: Look) -> PageResult {
    let shown = decisions::get(&mut op, &id).await?;
    let name = identity::get_person(&mut op, &shown.person_id).await?.name;
    let is_own = op.actor.person() == Some(&shown.person_id);
    let edition = op.house.policies.edition(&shown.edition_id);
    let with_clause = |reason: &Reason| ReasonView {
        reason: reason.clone(),
        clause: edition.and_then(|edition| clause::find(edition, &reason.clause)),
    };
    let reasons = shown.decision.reasons.iter().map(with_clause).collect();
    page::show(&ShownPage {
        p,
        shown,
        reasons,
        name,
        is_own,
    })
}

impl ShownPage {
    /// The look of the outcome.
    fn look(&self) -> &'static str {
        match self.shown.decision.outcome {
            Outcome::Exempt | Outcome::Met => "good",
            Outcome::Reference => "calm",
            Outcome::NotMet => "bad",
            Outcome::Undecided => "wait",
        }
    }

    /// The outcome in big words.
    fn outcome(&self) -> String {
        let outcome = dashed(self.shown.decision.outcome.as_str());
        self.p.t(&format!("decision-outcome-{outcome}"))
    }

    /// What the outcome means.
    fn outcome_words(&self) -> String {
        let outcome = dashed(self.shown.decision.outcome.as_str());
        self.p.t(&format!("decision-outcome-{outcome}-words"))
    }

    /// What the application is for, such as `职称评审（中级）`.
    fn purpose(&self) -> String {
        purpose(&self.p, &self.shown)
    }

    /// A year, or first and last year of a span.
    fn period(&self, year: Option<Year>, years: Option<[Year; 2]>) -> String {
        match (year, years) {
            (Some(year), _) => self.p.ta("decision-year", &[("year", year.to_string())]),
            (None, Some([from, to])) => {
                let span = [("from", from.to_string()), ("to", to.to_string())];
                self.p.ta("decision-years", span)
            }
            (None, None) => String::new(),
        }
    }

    /// A category of the pack in words, or its name where there are none.
    fn category(&self, name: &str) -> String {
        let words = self.p.locale.find(&format!("decision-category-{name}"));
        words.unwrap_or_else(|| name.to_owned())
    }

    /// What a clause says in the language of the page.
    fn says<'r>(&self, reason: &'r Reason) -> &'r str {
        match self.p.locale {
            Locale::Chinese => &reason.zh,
            Locale::English => &reason.en,
        }
    }

    /// What a clause did, in words.
    fn effect(&self, reason: &Reason) -> String {
        self.p
            .t(&format!("decision-effect-{}", reason.effect.kind.as_str()))
    }

    /// A fact of the applicant that is missing, in words.
    fn fact(&self, name: &str) -> String {
        self.p
            .t(&format!("decision-fact-{}", name.replace(['.', '_'], "-")))
    }

    /// Asks the same again.
    fn again(&self) -> String {
        let asked = &self.shown.applicant.application;
        let purpose = asked.purpose.as_str();
        let mut address = format!("/decisions/new?purpose={purpose}&on={}", asked.on);
        if let Some(level) = asked.level {
            address.push_str("&level=");
            address.push_str(level.as_str());
        }
        if let Some(degree) = asked.degree {
            address.push_str("&degree=");
            address.push_str(degree.as_str());
        }
        address
    }
}
