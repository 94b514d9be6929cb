//! The notice: what is kept of people, for what, on which basis, and how long. For everybody.

use askama::Template;

use super::{ClassWords, class_words};
use crate::page::{self, PageFrame};
use crate::problem::PageResult;
use crate::request::Look;

#[derive(Template)]
#[template(path = "privacy/notice.html")]
struct NoticePage {
    p: PageFrame,
    classes: Vec<ClassWords>,
    version: &'static str,
}

/// `GET /privacy`.
pub async fn show(Look { p, .. }: Look) -> PageResult {
    page::show(&NoticePage {
        classes: class_words(p.locale),
        version: domain::privacy::notice_version(),
        p,
    })
}
