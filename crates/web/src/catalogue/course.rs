//! One course: what it teaches, how it is examined, which year and category it counts for, what it
//! costs, and the order.

use std::borrow::Borrow;

use askama::Template;
use domain::catalogue::{self, Course, Lesson};
use domain::{Op, editions, territory};
use kernel::{Category, CourseId, Fen, Outcome, TerritoryId, Year};
use policy::Posting;
use serde::Deserialize;

use super::{Buyer, Held};
use crate::page::{self, PageFrame};
use crate::problem::PageResult;
use crate::request::{Look, Path, Query};

/// For which study year.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    year: String,
}

#[derive(Template)]
#[template(path = "catalogue/course.html")]
struct CoursePage {
    p: PageFrame,
    course: Course,
    base: String,
    lessons: Vec<Lesson>,
    rules: Option<Rules>,
    is_learner: bool,
    /// Prices by study year that is open and that the course counts for.
    prices: Vec<(Year, Fen)>,
    year: Option<Year>,
    held: Held,
    is_foreign: bool,
    speciality: Option<String>,
}

/// What the edition of the learner's territory says about courses of this category.
struct Rules {
    pass_mark: i64,
    posts_on_exam: bool,
    clause: String,
}

/// `GET /courses/{id}`.
pub async fn show(
    Look { mut op, p }: Look,
    Path(id): Path<CourseId>,
    Query(Asked { year }): Query<Asked>,
) -> PageResult {
    let course = catalogue::get_course(&mut op, &id).await?;
    let lessons = catalogue::lessons(&mut op, &id).await?;
    let base = catalogue::base(&mut op, &course.base_id).await?;
    let rules = rules(&mut op, course.category, &base.territory_id).await?;
    let buyer = Buyer::find(&mut op).await?;
    let held = buyer
        .as_ref()
        .map_or(Held::No, |buyer| buyer.held(&course.id));
    let mut open = Vec::new();
    if course.is_offered() {
        open = prices(&mut op, buyer.as_ref(), &course).await?;
    } else if matches!(held, Held::No)
        && let Some(newest) = catalogue::newest(&mut op, &course).await?
    {
        // An old link leads whoever has not begun to the version that is offered now.
        return page::see_other(&format!("/courses/{}", newest.id));
    }
    let prices = open;
    let asked = year
        .parse()
        .ok()
        .filter(|year| prices.iter().any(|(open, _)| open == year));
    let year = asked.or_else(|| prices.first().map(|(year, _)| *year));
    page::show(&CoursePage {
        p,
        base: base.name,
        lessons,
        rules,
        is_learner: buyer.is_some(),
        prices,
        year,
        held,
        is_foreign: buyer
            .as_ref()
            .is_some_and(|buyer| buyer.is_foreign(course.category, &course.field)),
        speciality: buyer.and_then(|buyer| buyer.speciality().map(str::to_owned)),
        course,
    })
}

async fn prices(op: &mut Op, buyer: Option<&Buyer>, course: &Course) -> Outcome<Vec<(Year, Fen)>> {
    let mut prices = Vec::new();
    let Some(buyer) = buyer else {
        return Ok(prices);
    };
    for &year in buyer.years.iter().filter(|year| course.counts_for(**year)) {
        let fen = buyer
            .prices(op, &[(course.category, course.hours)], year)
            .await?;
        prices.extend(fen.first().map(|fen| (year, *fen)));
    }
    Ok(prices)
}

/// The rules of the base's territory today; none where no edition speaks.
async fn rules(op: &mut Op, category: Category, territory: &TerritoryId) -> Outcome<Option<Rules>> {
    let code = territory::get(op, territory).await?.code;
    let Ok(edition) = editions::of_day(&op.house, &code, op.now.day()) else {
        return Ok(None);
    };
    Ok(Some(Rules {
        pass_mark: edition.pass_mark(),
        posts_on_exam: edition.posts_on(category) == Posting::Exam,
        clause: edition.post_clause(category).to_owned(),
    }))
}

impl CoursePage {
    fn title(&self) -> &str {
        super::title(&self.p, &self.course)
    }

    fn category(&self) -> String {
        super::category(&self.p, self.course.category)
    }

    fn field(&self, code: &str) -> String {
        super::field(&self.p, code)
    }

    fn length(&self, ms: impl Borrow<i64>) -> String {
        super::length(&self.p, ms)
    }

    fn is_public(&self) -> bool {
        self.course.category == Category::Public
    }

    fn whole_length(&self) -> String {
        let ms: i64 = self.lessons.iter().map(|lesson| lesson.length_ms).sum();
        super::length(&self.p, ms)
    }

    fn is_year(&self, year: impl Borrow<Year>) -> bool {
        self.year == Some(*year.borrow())
    }
}
