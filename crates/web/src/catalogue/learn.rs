//! From a course to learning it: only what is paid leads there.

use domain::orders;
use kernel::CourseId;

use crate::page;
use crate::problem::PageResult;
use crate::request::{Look, Path};

/// `GET /courses/{id}/learn`.
pub async fn show(Path(id): Path<CourseId>, Look { mut op, .. }: Look) -> PageResult {
    let enrolment = orders::active_enrolment(&mut op, &id).await?;
    page::see_other(&format!("/learn/{}", enrolment.id))
}
