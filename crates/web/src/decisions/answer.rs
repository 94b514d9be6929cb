//! An answer as pages show it: outcome, hours asked for and there, the plan with the courses that
//! fit it, the steps, and which facts are on record and which only supposed.

use std::collections::BTreeMap;

use domain::catalogue;
use domain::decisions::{Question, Supposed};
use domain::employers::{self, Worker};
use domain::facts::Grounds;
use domain::{House, Op, hours};
use kernel::{Category, Hours, Year};
use policy::{Applicant, Decision, Edition, Outcome, PlanItem, Purpose, Requirement};

use super::grounds::{Recorded, recorded, supposed_words};
use super::told::{self, Told};
use super::{dashed, purpose};
use crate::page::PageFrame;

/// An answer, ready to be shown.
pub struct Answer {
    /// The outcome in big words.
    pub outcome: String,
    /// The look of the outcome: good, calm, bad or wait.
    pub look: &'static str,
    /// What the outcome means.
    pub outcome_words: String,
    /// What is applied for, and when.
    pub asked: String,
    /// Facts that are missing, in words.
    pub missing: Vec<String>,
    /// Hours asked for and hours there.
    pub rows: Vec<RowWords>,
    /// How to close the gap: the price of all of it, and each part.
    pub plan: Option<(String, Vec<PlanWords>)>,
    /// Step by step.
    pub told: Told,
    /// Facts from the records, each with what it rests on.
    pub recorded: Vec<Recorded>,
    /// Facts that are only supposed.
    pub supposed: Vec<(String, String)>,
}

/// A row of hours.
pub struct RowWords {
    /// Year, or first and last year of a span.
    pub period: String,
    /// The year whose ledger lines stand behind it.
    pub year: Option<Year>,
    /// Category.
    pub category: String,
    /// Hours asked for.
    pub required: String,
    /// Hours there.
    pub counted: String,
    /// Hours missing, if any.
    pub short: Option<String>,
    /// Something stands for them.
    pub is_deemed: bool,
}

/// A part of the plan.
pub struct PlanWords {
    /// Year and category.
    pub what: String,
    /// Hours and their price.
    pub cost: String,
    /// When it can be studied, or who could open it.
    pub when: String,
    /// What is paid for already and only not finished.
    pub paid: Option<String>,
    /// Where the courses stand that fit it, as long as there is something to buy.
    pub courses: Option<String>,
}

/// What an answer is about, beside the person's records.
pub struct Asked<'a> {
    /// The facts that were put to the engine.
    pub applicant: &'a Applicant,
    /// Which of them are only supposed.
    pub supposed: &'a Supposed,
    /// On what the others rest.
    pub grounds: &'a Grounds,
    /// What it answered.
    pub decision: &'a Decision,
}

impl Answer {
    /// Puts an answer into words. Courses are offered to whoever is `shopper`: she can order them.
    pub async fn new(
        op: &mut Op,
        p: &PageFrame,
        asked: Asked<'_>,
        shopper: Option<&Worker>,
    ) -> kernel::Outcome<Self> {
        let Asked {
            applicant,
            supposed,
            grounds,
            decision,
        } = asked;
        let shelf = match shopper {
            Some(worker) => Some(Shelf::find(op, worker).await?),
            None => None,
        };
        let edition = edition(&op.house, decision);
        let outcome = dashed(decision.outcome.as_str());
        let application = applicant.application;
        let on = [("day", p.day(application.on))];
        let on = match application.purpose {
            Purpose::TitleReview | Purpose::TitleRecognition => p.ta("decision-applies-on", on),
            _ => p.ta("decision-as-of", on),
        };
        let asked_for = purpose(p, applicant);
        Ok(Self {
            outcome: p.t(&format!("decision-outcome-{outcome}")),
            look: look(decision.outcome),
            outcome_words: p.t(&format!("decision-outcome-{outcome}-words")),
            asked: format!("{asked_for} · {on}"),
            missing: told::missing(p.locale, decision),
            rows: decision
                .requirements
                .iter()
                .map(|row| row_words(p, row))
                .collect(),
            plan: decision.plan.as_ref().map(|plan| {
                let item = |item| plan_words(p, item, shelf.as_ref());
                (p.money(plan.fen), plan.items.iter().map(item).collect())
            }),
            told: told::tell(p.locale, edition, applicant, supposed, decision),
            recorded: recorded(p, applicant, supposed, grounds),
            supposed: supposed_words(p, supposed),
        })
    }
}

/// The edition that decided, when it is at hand with the same bytes.
fn edition<'h>(house: &'h House, decision: &Decision) -> Option<&'h Edition> {
    let found = house.policies.edition(&decision.edition.id)?;
    (found.digest() == decision.edition.digest).then_some(found)
}

fn look(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Exempt | Outcome::Met => "good",
        Outcome::Reference => "calm",
        Outcome::NotMet => "bad",
        Outcome::Undecided => "wait",
    }
}

fn row_words(p: &PageFrame, row: &Requirement) -> RowWords {
    RowWords {
        period: told::period(p.locale, row.year, row.years),
        year: row.year,
        category: told::category(p.locale, &row.category),
        required: row.required.to_string(),
        counted: row.counted.to_string(),
        short: (row.short > kernel::Hours::ZERO).then(|| row.short.to_string()),
        is_deemed: row.deemed,
    }
}

fn plan_words(p: &PageFrame, item: &PlanItem, shelf: Option<&Shelf>) -> PlanWords {
    let period = told::period(p.locale, item.year, item.years);
    let category = told::category(p.locale, &item.category);
    let when = match item.window {
        Some(window) => p.ta(
            "decision-plan-window",
            [("from", p.day(window.from)), ("to", p.day(window.to))],
        ),
        None => p.ta(
            "decision-plan-nobody",
            [("who", item.opens_by.clone().unwrap_or_default())],
        ),
    };
    let open = shelf.filter(|_| item.window.is_some());
    let paid = shelf.map_or(Hours::ZERO, |shelf| shelf.paid(item));
    PlanWords {
        what: format!("{period} · {category}"),
        cost: format!("{} · {}", p.hours(item.hours), p.money(item.fen)),
        when,
        paid: (paid > Hours::ZERO).then(|| p.ta("decision-plan-paid", [("hours", p.hours(paid))])),
        courses: open
            .filter(|_| paid < item.hours)
            .and_then(|shelf| shelf.address(item)),
    }
}

/// What the catalogue has for her, and what she has bought of it.
struct Shelf {
    /// The speciality of her post, when there are courses of it.
    speciality: Option<String>,
    /// Hours paid for and not finished.
    ahead: BTreeMap<(Year, Category), Hours>,
}

impl Shelf {
    async fn find(op: &mut Op, worker: &Worker) -> kernel::Outcome<Self> {
        let fields = catalogue::list_fields(op).await?;
        let own = worker.employment.as_ref().map(|post| &post.speciality);
        let has = |own: &&String| {
            fields
                .iter()
                .any(|(of, field)| *of == Category::Professional && field == *own)
        };
        Ok(Self {
            speciality: own.filter(has).cloned(),
            ahead: hours::paid_ahead(op, &worker.person.id).await?,
        })
    }

    /// Hours of the item that are paid for already.
    fn paid(&self, item: &PlanItem) -> Hours {
        let ahead = |year| {
            let category: Category = item.category.parse().ok()?;
            self.ahead.get(&(year, category)).copied()
        };
        let paid = item.year.and_then(ahead).unwrap_or(Hours::ZERO);
        paid.min(item.hours)
    }

    /// Courses of the item's category and year; professional ones of her own speciality. A span of
    /// years names no year, and a sum of categories no category: there is no one list for those.
    fn address(&self, item: &PlanItem) -> Option<String> {
        let category: Category = item.category.parse().ok()?;
        let year = item.year?;
        let field = self.speciality.as_ref();
        let field = field.filter(|_| category == Category::Professional);
        let field = field.map_or_else(String::new, |field| format!("&field={field}"));
        Some(format!("/courses?category={category}{field}&year={year}"))
    }
}

/// Who asks, and the study years that she can suppose further hours for, the newest first.
pub async fn worker_and_years(
    op: &mut Op,
    question: Option<&Question>,
) -> kernel::Outcome<(Worker, Vec<Year>)> {
    let me = op.actor.signed_in()?.clone();
    let worker = employers::worker(op, &me).await?;
    let day = question.map_or(op.now.day(), |question| question.on);
    let house = &op.house;
    let territory = &worker.person.territory_code;
    let edition = domain::editions::newest(house, territory, day)
        .or_else(|_| domain::editions::newest(house, territory, op.now.day()));
    let mut years: Vec<Year> =
        edition.map_or_else(|_| Vec::new(), |edition| edition.study_years().collect());
    years.reverse();
    Ok((worker, years))
}
