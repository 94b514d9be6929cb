//! My courses: everything that I am enrolled on, by study year, with the next step of each.

use askama::Template;
use domain::orders;
use kernel::Year;

use super::{Next, Standing, StudyRules};
use crate::page::{self, PageFrame};
use crate::problem::PageResult;
use crate::request::Look;

#[derive(Template)]
#[template(path = "learning/courses.html")]
struct CoursesPage {
    p: PageFrame,
    years: Vec<YearGroup>,
}

struct YearGroup {
    year: Year,
    rules: StudyRules,
    courses: Vec<Standing>,
}

/// `GET /learn`.
pub async fn show(Look { mut op, p }: Look) -> PageResult {
    let person = op.actor.signed_in()?.clone();
    let mut years: Vec<YearGroup> = Vec::new();
    for enrolment in orders::list_enrolments(&mut op, &person).await? {
        let year = enrolment.study_year;
        let standing = Standing::load(&mut op, enrolment).await?;
        if let Some(group) = years.iter_mut().find(|group| group.year == year) {
            group.courses.push(standing);
        } else {
            let rules = StudyRules::load(&mut op, &person, year).await?;
            years.push(YearGroup {
                year,
                rules,
                courses: vec![standing],
            });
        }
    }
    years.sort_by_key(|group| std::cmp::Reverse(group.year));
    for group in &mut years {
        group.courses.sort_by_key(|standing| rank(&standing.next()));
    }
    page::show(&CoursesPage { p, years })
}

/// What waits for the learner comes first, what is done last.
fn rank(next: &Next) -> u8 {
    match next {
        Next::Answer(_) => 0,
        Next::Exam => 1,
        Next::Watch { is_begun: true, .. } => 2,
        Next::Watch { .. } => 3,
        Next::UsedUp => 4,
        Next::Passed => 5,
    }
}
