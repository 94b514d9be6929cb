//! What I may watch, for programs.

use domain::learning::{self, LessonState};
use domain::orders::{self, Enrolment};
use domain::{Op, catalogue};
use kernel::{CourseId, EnrolmentId, LessonId, Outcome, Page, PageSize, Year};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::Refusals;
use super::seconds::Seconds;
use crate::page::json;
use crate::problem::PageResult;
use crate::request::{Look, Query};

/// Which page of the list.
#[derive(Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct Asked {
    /// The `next` of the page before.
    after: Option<String>,
}

/// A course that the caller is on.
#[derive(Serialize, ToSchema)]
#[schema(as = Enrolment)]
struct Item {
    #[schema(value_type = String)]
    id: EnrolmentId,
    #[schema(value_type = String)]
    course: CourseId,
    title: String,
    /// The year that the hours count for.
    #[schema(value_type = i16)]
    study_year: Year,
    /// `public` or `professional`.
    category: &'static str,
    lessons: Vec<LessonItem>,
}

/// A lesson with what is covered of it.
#[derive(Serialize, ToSchema)]
#[schema(as = Lesson)]
struct LessonItem {
    #[schema(value_type = String)]
    id: LessonId,
    title: String,
    #[schema(value_type = f64)]
    length_s: Seconds,
    #[schema(value_type = f64)]
    covered_s: Seconds,
    /// Enough is covered.
    complete: bool,
}

/// A page of enrolments.
#[derive(ToSchema)]
#[expect(
    dead_code,
    reason = "the shape of `kernel::Page`, which knows nothing of HTTP"
)]
struct Enrolments {
    items: Vec<Item>,
    /// What to ask the next page with; null on the last one.
    #[schema(required = true)]
    next: Option<String>,
}

/// What the caller is on, the newest first.
///
/// `GET /api/v1/me/enrolments`.
#[utoipa::path(
    get,
    path = "/api/v1/me/enrolments",
    operation_id = "enrolments",
    tag = "me",
    security(("bearer" = []), ("session" = [])),
    params(Asked),
    responses((status = 200, description = "A page of them.", body = Enrolments), Refusals),
)]
pub async fn list(Look { mut op, .. }: Look, Query(Asked { after }): Query<Asked>) -> PageResult {
    let person = op.actor.signed_in()?.clone();
    let all = orders::list_enrolments(&mut op, &person).await?;
    let page = page(all, after.as_deref());
    let mut items = Vec::with_capacity(page.items.len());
    for enrolment in page.items {
        items.push(item(&mut op, enrolment).await?);
    }
    json(&Page {
        items,
        next: page.next,
    })
}

/// A person has a few dozen enrolments in her life: they are read at once and told in pages.
fn page(all: Vec<Enrolment>, after: Option<&str>) -> Page<Enrolment> {
    let size = PageSize::default();
    let rest = all
        .into_iter()
        .skip_while(|enrolment| after.is_some_and(|after| enrolment.id.as_str() != after));
    let rest = rest.skip(usize::from(after.is_some()));
    let rows = usize::try_from(size.rows()).unwrap_or(usize::MAX);
    size.page(rest.take(rows).collect(), |enrolment| {
        enrolment.id.to_string()
    })
}

async fn item(op: &mut Op, enrolment: Enrolment) -> Outcome<Item> {
    let course = catalogue::get_course(op, &enrolment.course_id).await?;
    let states = learning::lesson_states(op, &enrolment).await?;
    Ok(Item {
        id: enrolment.id,
        course: course.id,
        title: course.title,
        study_year: enrolment.study_year,
        category: course.category.as_str(),
        lessons: states.into_iter().map(lesson).collect(),
    })
}

fn lesson(state: LessonState) -> LessonItem {
    LessonItem {
        id: state.lesson.id,
        title: state.lesson.title,
        length_s: Seconds(state.lesson.length_ms),
        covered_s: Seconds(state.covered_ms),
        complete: state.complete,
    }
}
