//! A base's courses in the making, and its files on their way.

use askama::Template;
use domain::catalogue::making::{self, Draft};
use domain::exams;
use domain::uploads::{self, Upload};
use kernel::CourseId;

use super::own_base;
use super::words::MakingWords as _;
use crate::page::{self, PageFrame, see_other};
use crate::problem::PageResult;
use crate::request::{Act, Look, Path};
use crate::staff::OfficeWords as _;

#[derive(Template)]
#[template(path = "making/list.html")]
struct ListPage {
    p: PageFrame,
    drafts: Vec<Draft>,
    uploads: Vec<Upload>,
}

/// `GET /base/drafts`.
pub async fn show(Look { mut op, p }: Look) -> PageResult {
    let base = own_base(&op)?;
    let drafts = making::list_drafts(&mut op, &base).await?;
    let uploads = uploads::list_open(&mut op, &base).await?;
    page::show(&ListPage { p, drafts, uploads })
}

/// `POST /base/courses/{id}/version`: begins the next version of a published course.
pub async fn begin_version(Path(id): Path<CourseId>, act: Act) -> PageResult {
    let Act { mut op, .. } = act;
    let draft = exams::begin_version(&mut op, &id).await?;
    op.commit().await?;
    see_other(&format!("/base/drafts/{}", draft.id))
}

/// `POST /base/courses/{id}/withdraw`: takes a course out of the catalogue.
pub async fn withdraw(Path(id): Path<CourseId>, act: Act) -> PageResult {
    let Act { mut op, .. } = act;
    making::withdraw(&mut op, &id).await?;
    op.commit().await?;
    see_other(&format!("/base/courses/{id}"))
}
