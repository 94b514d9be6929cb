//! What an inspector looks at: the bases of the territory with their figures, and signals. Drawing
//! what to inspect, visits and findings come later, and the page says so.

pub mod signals;

use askama::Template;
use domain::Role;
use domain::statistics::{self, BaseFigures};
use domain::territory::Territory;

use crate::page::{self, PageFrame};
use crate::problem::PageResult;
use crate::request::Look;
use crate::staff::{OfficeWords as _, own_territory};

#[derive(Template)]
#[template(path = "inspections/home.html")]
struct HomePage {
    p: PageFrame,
    territory: Territory,
    bases: Vec<BaseFigures>,
}

/// `GET /inspection`.
pub async fn show(Look { mut op, p }: Look) -> PageResult {
    let territory = own_territory(&mut op, &[Role::Inspector]).await?;
    let bases = statistics::inspected_bases(&mut op, &territory).await?;
    page::show(&HomePage {
        p,
        territory,
        bases,
    })
}
