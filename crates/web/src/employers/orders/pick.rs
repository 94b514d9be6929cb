//! Choosing what is ordered: courses of a study year, and for whom.

use std::borrow::Borrow;

use askama::Template;
use domain::Op;
use domain::catalogue::{self as courses, Course, CourseFilter, ListedCourse};
use domain::employers::{self, Department, Employer};
use kernel::{Category, CourseId, Outcome, PageSize, Year, limits};

use super::Member;
use super::choice::{Choice, open_years};
use crate::catalogue;
use crate::page::{self, Errors, PageFrame};
use crate::problem::PageResult;
use crate::request::{Look, Query};

/// So many courses and people are shown at once; a search shows others.
const SHOWN: usize = 30;

#[derive(Template)]
#[template(path = "employers/orders/pick.html")]
pub struct PickPage {
    p: PageFrame,
    errors: Errors,
    choice: Choice,
    employer: Employer,
    years: Vec<Year>,
    year: Option<Year>,
    chosen: Vec<Course>,
    found: Vec<ListedCourse>,
    is_more: bool,
    departments: Vec<Department>,
    everybody: usize,
    /// The staff who are picked, and those who fit the name that is looked for.
    picked: Vec<Member>,
    others: Vec<Member>,
    is_more_people: bool,
}

/// `GET /employer/orders/new`.
pub async fn show(Look { mut op, p }: Look, Query(choice): Query<Choice>) -> PageResult {
    page::show(&load(&mut op, p, Errors::none(), choice).await?)
}

/// The page, with what must be mended.
pub async fn load(op: &mut Op, p: PageFrame, errors: Errors, choice: Choice) -> Outcome<PickPage> {
    let employer = super::own(op).await?;
    let years = open_years(op, &employer).await?;
    let year = choice.year(&years);
    let mut chosen = Vec::new();
    for id in choice.courses().iter().take(limits::ORDER_LINES_MAX) {
        chosen.push(courses::get_course(op, id).await?);
    }
    let filter = CourseFilter {
        category: choice.category.parse().ok(),
        field: None,
        year,
        search: choice.q.clone(),
    };
    let page = courses::list_courses(op, filter, None, PageSize::new(50)).await?;
    let mut found = page.items;
    found.retain(|course| chosen.iter().all(|known| known.id != course.id));
    let is_more = page.next.is_some() || found.len() > SHOWN;
    found.truncate(SHOWN);
    let departments = employers::departments(op, &employer).await?;
    let people = people(op, &employer, &choice).await?;
    Ok(PickPage {
        p,
        errors,
        employer,
        years,
        year,
        chosen,
        found,
        is_more,
        departments,
        everybody: people.everybody,
        picked: people.picked,
        others: people.others,
        is_more_people: people.is_more,
        choice,
    })
}

struct People {
    everybody: usize,
    picked: Vec<Member>,
    others: Vec<Member>,
    is_more: bool,
}

async fn people(op: &mut Op, employer: &Employer, choice: &Choice) -> Outcome<People> {
    let staff = super::staff(op, &employer.id).await?;
    let everybody = staff.len();
    let wanted = choice.picked();
    let (picked, mut others): (Vec<_>, Vec<_>) =
        staff.into_iter().partition(|one| wanted.contains(&one.id));
    let search = choice.name.trim();
    others.retain(|one| one.name.contains(search));
    let is_more = others.len() > SHOWN;
    others.truncate(SHOWN);
    Ok(People {
        everybody,
        picked,
        others,
        is_more,
    })
}

impl PickPage {
    fn title<'c>(&self, course: &'c Course) -> &'c str {
        catalogue::title(&self.p, course)
    }

    fn listed<'c>(&self, course: &'c ListedCourse) -> &'c str {
        catalogue::title_of(&self.p, &course.title, &course.title_en)
    }

    fn category(&self, category: impl Borrow<Category>) -> String {
        catalogue::category(&self.p, category)
    }

    fn field(&self, code: &str) -> String {
        catalogue::field(&self.p, code)
    }

    fn is_year(&self, year: impl Borrow<Year>) -> bool {
        self.year == Some(*year.borrow())
    }

    fn element(id: &CourseId) -> String {
        format!("title-{id}")
    }
}
