//! The orders of the employer, the newest first.

use askama::Template;
use domain::employers::Employer;
use domain::orders::{self, Group};
use kernel::PageSize;

use crate::orders::order::After;
use crate::page::{self, PageFrame};
use crate::problem::PageResult;
use crate::request::{Look, Query};

#[derive(Template)]
#[template(path = "employers/orders/list.html")]
struct ListPage {
    p: PageFrame,
    employer: Employer,
    groups: Vec<Group>,
    next: Option<String>,
}

/// `GET /employer/orders`.
pub async fn show(Look { mut op, p }: Look, Query(after): Query<After>) -> PageResult {
    let employer = super::own(&mut op).await?;
    let size = PageSize::default();
    let found = orders::groups_of_employer(&mut op, &employer.id, after.key(), size).await?;
    page::show(&ListPage {
        p,
        employer,
        groups: found.items,
        next: found.next,
    })
}

impl ListPage {
    fn state(&self, group: &Group) -> (String, &'static str) {
        super::state(&self.p, group.status)
    }
}
