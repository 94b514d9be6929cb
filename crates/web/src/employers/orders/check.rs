//! What an order would come to, seat by seat, before it is placed; and the placing.

use std::collections::BTreeMap;

use askama::Template;
use domain::Op;
use domain::catalogue::Course;
use domain::orders::{self, LeftOut, Plan, PlannedSeat, Seen, WhyLeftOut};
use kernel::{CourseId, Fault, Fen, Kind, Outcome, PersonId, Year};

use super::choice::{Choice, open_years};
use super::pick;
use crate::catalogue;
use crate::page::{self, Errors, PageFrame, see_other, show_again};
use crate::problem::PageResult;
use crate::request::Act;

/// Seats that are shown at once.
const SHOWN: usize = 100;
/// Names that stand beside each reason.
const NAMES: usize = 30;

#[derive(Template)]
#[template(path = "employers/orders/check.html")]
struct CheckPage {
    p: PageFrame,
    errors: Errors,
    choice: Choice,
    key: String,
    year: Year,
    plan: Plan,
    people: usize,
    /// The courses with their seats and what those cost.
    sums: Vec<(Course, usize, Fen)>,
    from: usize,
    left_out: Vec<Reason>,
    /// Who is shown, by masked citizen id.
    numbers: BTreeMap<PersonId, String>,
}

/// Why some are left out: of which course, and who.
struct Reason {
    why: WhyLeftOut,
    course: Option<Course>,
    many: usize,
    names: Vec<String>,
}

/// `POST /employer/orders/check`.
pub async fn show(act: Act<Choice>) -> PageResult {
    let Act {
        mut op, p, form, ..
    } = act;
    match load(&mut op, p.clone(), Errors::none(), form.clone()).await {
        Ok(page) => page::show(&page),
        Err(fault) => {
            let errors = p.mend(fault)?;
            let page = pick::load(&mut op, p, errors.clone(), form).await?;
            show_again(&errors, &page)
        }
    }
}

/// `POST /employer/orders`.
pub async fn place(act: Act<Choice>) -> PageResult {
    let Act {
        mut op, p, form, ..
    } = act;
    match order(&mut op, &form).await {
        Ok(address) => {
            op.commit().await?;
            see_other(&address)
        }
        Err(fault) => {
            let errors = p.mend(fault)?;
            let preview = load(&mut op, p.clone(), errors.clone(), form.clone()).await;
            if let Ok(page) = preview {
                return show_again(&errors, &page);
            }
            // Not even a preview is left of it: the choice must be mended.
            let page = pick::load(&mut op, p, errors.clone(), form).await?;
            show_again(&errors, &page)
        }
    }
}

async fn order(op: &mut Op, form: &Choice) -> Outcome<String> {
    let employer = super::own(op).await?;
    let year = form.year.parse().unwrap_or_default();
    let wish = form.wish(op, &employer, year).await?;
    let bad = |why: &str| Fault::new(Kind::Invalid, "web.malformed").with("why", why);
    let seen = Seen {
        seats: form.seats.parse().map_err(|_| bad(&form.seats))?,
        fen: Fen::new(form.fen.parse().map_err(|_| bad(&form.fen))?),
    };
    let placed = orders::place_group(op, &wish, &form.key, seen).await?;
    Ok(format!("/employer/orders/{}", placed.into_inner().id))
}

async fn load(op: &mut Op, p: PageFrame, errors: Errors, choice: Choice) -> Outcome<CheckPage> {
    let employer = super::own(op).await?;
    let years = open_years(op, &employer).await?;
    let year = choice.year(&years).unwrap_or_default();
    let wish = choice.wish(op, &employer, year).await?;
    let plan = orders::plan_group(op, &wish).await?;
    let key = if choice.key.is_empty() {
        hex::encode(op.random_bytes::<16>())
    } else {
        choice.key.clone()
    };
    let sum = |course: &Course| {
        let own = plan.seats.iter().filter(|seat| seat.course_id == course.id);
        let many = own.clone().count();
        (course.clone(), many, own.map(|seat| seat.fen).sum())
    };
    let sums = plan.courses.iter().map(sum).collect();
    let mut people: Vec<_> = plan.seats.iter().map(|seat| &seat.person_id).collect();
    people.dedup();
    let people = people.len();
    let from = choice.from.parse().unwrap_or(0);
    let shown = plan.seats.iter().skip(from).take(SHOWN);
    let shown: Vec<PersonId> = shown.map(|seat| seat.person_id.clone()).collect();
    Ok(CheckPage {
        numbers: crate::staff::numbers(op, &shown).await?,
        p,
        errors,
        key,
        year,
        people,
        sums,
        from,
        left_out: reasons(&plan),
        plan,
        choice,
    })
}

/// Who is left out, by reason and course.
fn reasons(plan: &Plan) -> Vec<Reason> {
    let mut by: BTreeMap<(&str, Option<&CourseId>), Vec<&LeftOut>> = BTreeMap::new();
    for one in &plan.left_out {
        let key = (one.why.as_str(), one.course_id.as_ref());
        by.entry(key).or_default().push(one);
    }
    let of = |id: &CourseId| plan.courses.iter().find(|course| course.id == *id).cloned();
    by.into_values()
        .filter_map(|all| {
            let first = all.first()?;
            Some(Reason {
                why: first.why,
                course: first.course_id.as_ref().and_then(of),
                many: all.len(),
                names: all.iter().take(NAMES).map(|one| one.name.clone()).collect(),
            })
        })
        .collect()
}

impl CheckPage {
    fn number(&self, id: &PersonId) -> &str {
        self.numbers.get(id).map_or("", String::as_str)
    }

    fn seats(&self) -> impl Iterator<Item = &PlannedSeat> {
        self.plan.seats.iter().skip(self.from).take(SHOWN)
    }

    /// From which seat on the next ones are shown.
    fn next(&self) -> Option<usize> {
        let next = self.from.saturating_add(SHOWN);
        (next < self.plan.seats.len()).then_some(next)
    }

    /// From which seat on those before are shown.
    fn before(&self) -> Option<usize> {
        (self.from > 0).then(|| self.from.saturating_sub(SHOWN))
    }

    fn title_of(&self, id: &CourseId) -> String {
        let mut all = self.plan.courses.iter();
        let course = all.find(|course| course.id == *id);
        course.map_or_else(String::new, |course| self.title(course).to_owned())
    }

    fn title<'c>(&self, course: &'c Course) -> &'c str {
        catalogue::title(&self.p, course)
    }

    fn why(&self, reason: &Reason) -> String {
        self.p.t(&format!("group-left-out-{}", reason.why.as_str()))
    }

    fn names(&self, reason: &Reason) -> String {
        let names = reason.names.join(&self.p.t("list-between"));
        let more = reason.many.saturating_sub(reason.names.len());
        if more == 0 {
            return names;
        }
        let values = [("names", names), ("more", more.to_string())];
        self.p.ta("group-names-more", values)
    }
}
