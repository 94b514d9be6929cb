//! What came of an attempt: the score, what to look at again, the key where it may be seen, and the
//! next step.

use askama::Template;
use axum::extract::State;
use domain::exams::{self, ClosedWhy, Explained, Review};
use domain::orders::Enrolment;
use domain::{catalogue, learning};
use kernel::AttemptId;

use super::{letter, question_address, settled};
use crate::App;
use crate::learning::StudyRules;
use crate::page::{self, PageFrame, see_other};
use crate::problem::PageResult;
use crate::request::{Look, Path};
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "exams/result.html")]
struct ResultPage {
    p: PageFrame,
    course: catalogue::Course,
    enrolment: Enrolment,
    rules: StudyRules,
    review: Review,
}

impl ResultPage {
    fn is_by_time(&self) -> bool {
        self.review.attempt.closed_why == Some(ClosedWhy::Time)
    }

    fn score(&self) -> i64 {
        self.review.attempt.score.unwrap_or_default()
    }
}

/// Options with letter, words, whether right, whether chosen.
fn options(question: &Explained) -> Vec<(char, &str, bool, bool)> {
    let of = |(at, words)| {
        let words: &String = words;
        let (right, chosen) = (question.right.contains(&at), question.choice.contains(&at));
        (letter(at), words.as_str(), right, chosen)
    };
    question.options.iter().enumerate().map(of).collect()
}

/// `GET /attempts/{attempt}/result`.
pub async fn show(
    State(app): State<App>,
    visit: Visit,
    Path(id): Path<AttemptId>,
    Look { op, p }: Look,
) -> PageResult {
    let (mut op, attempt) = settled(&app, &visit, op, &id).await?;
    if attempt.closed_at.is_none() {
        return see_other(&question_address(&id, 1));
    }
    let review = exams::result(&mut op, &id).await?;
    let course = catalogue::get_course(&mut op, &attempt.course_id).await?;
    let enrolment = learning::get_enrolment(&mut op, &attempt.enrolment_id).await?;
    let year = enrolment.study_year;
    let rules = StudyRules::load(&mut op, &attempt.person_id, year).await?;
    page::show(&ResultPage {
        p,
        course,
        enrolment,
        rules,
        review,
    })
}
