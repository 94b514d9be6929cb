//! A base's own pages: its courses with their figures, and a course from the inside. The same pages
//! serve an inspector, who only looks. Courses are made in `making`; classes come later.

use askama::Template;
use domain::permission::Error;
use domain::statistics::{self, BaseFigures, CourseFigures, CourseInside};
use domain::{Op, Role};
use kernel::{BaseId, CourseId, Outcome};

use crate::page::{self, PageFrame};
use crate::problem::PageResult;
use crate::request::{Look, Path};
use crate::staff::OfficeWords as _;

#[derive(Template)]
#[template(path = "base/base.html")]
struct BasePage {
    p: PageFrame,
    figures: BaseFigures,
    /// Where the page about a course of it stands.
    courses: &'static str,
}

#[derive(Template)]
#[template(path = "base/course.html")]
struct CoursePage {
    p: PageFrame,
    inside: CourseInside,
    back: String,
}

impl BasePage {
    fn is_inspected(&self) -> bool {
        self.courses != OWN_COURSES
    }

    /// Courses whose bank is smaller than what a paper needs.
    fn is_bank_small(figures: &CourseFigures) -> bool {
        figures.questions < figures.course.exam.questions
    }
}

const OWN_COURSES: &str = "/base/courses";
const INSPECTED_COURSES: &str = "/inspection/courses";

/// `GET /base`.
pub async fn show(Look { mut op, p }: Look) -> PageResult {
    let id = own_base(&op)?;
    let figures = statistics::base_figures(&mut op, &id).await?;
    page::show(&BasePage {
        p,
        figures,
        courses: OWN_COURSES,
    })
}

/// `GET /base/courses/{id}`.
pub async fn course(Path(id): Path<CourseId>, Look { mut op, p }: Look) -> PageResult {
    let inside = statistics::course_inside(&mut op, &id).await?;
    page::show(&CoursePage {
        p,
        inside,
        back: "/base".to_owned(),
    })
}

/// `GET /inspection/bases/{id}`: the same page for an inspector.
pub async fn inspect(Path(id): Path<BaseId>, Look { mut op, p }: Look) -> PageResult {
    let figures = statistics::base_figures(&mut op, &id).await?;
    page::show(&BasePage {
        p,
        figures,
        courses: INSPECTED_COURSES,
    })
}

/// `GET /inspection/courses/{id}`: the same page for an inspector.
pub async fn inspect_course(Path(id): Path<CourseId>, Look { mut op, p }: Look) -> PageResult {
    let inside = statistics::course_inside(&mut op, &id).await?;
    let back = format!("/inspection/bases/{}", inside.base.id);
    page::show(&CoursePage { p, inside, back })
}

impl CoursePage {
    /// Whether its own base looks, and not an inspector.
    fn is_own(&self) -> bool {
        self.back == "/base"
    }
}

fn own_base(op: &Op) -> Outcome<BaseId> {
    let scope = [Role::BaseAdmin, Role::Instructor]
        .into_iter()
        .find_map(|role| op.actor.scope_of(role));
    scope.ok_or(Error::Denied)?.parse()
}
