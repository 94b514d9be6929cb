//! A course that I am enrolled on: its lessons with what is covered, the gate of its exam.

use askama::Template;
use domain::learning;
use kernel::EnrolmentId;

use super::{Standing, StudyRules};
use crate::page::{self, PageFrame};
use crate::problem::PageResult;
use crate::request::{Look, Path};

#[derive(Template)]
#[template(path = "learning/course.html")]
struct CoursePage {
    p: PageFrame,
    s: Standing,
    rules: StudyRules,
}

/// `GET /learn/{enrolment}`.
pub async fn show(Path(id): Path<EnrolmentId>, Look { mut op, p }: Look) -> PageResult {
    let enrolment = learning::get_enrolment(&mut op, &id).await?;
    let (person, year) = (enrolment.person_id.clone(), enrolment.study_year);
    let rules = StudyRules::load(&mut op, &person, year).await?;
    let s = Standing::load(&mut op, enrolment).await?;
    page::show(&CoursePage { p, s, rules })
}
