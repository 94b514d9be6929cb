//! What may be claimed, at which rate, up to which cap and on which proof: before anything is
//! filled in or uploaded.

use askama::Template;
use domain::claims::{self, ClaimKind};

use super::ClaimWords as _;
use crate::facts::FactWords as _;
use crate::page::{self, PageFrame};
use crate::problem::PageResult;
use crate::request::Look;

#[derive(Template)]
#[template(path = "claims/kinds.html")]
struct KindsPage {
    p: PageFrame,
    kinds: Vec<ClaimKind>,
    employer_days: u16,
    bureau_days: u16,
}

/// `GET /claims/kinds`.
pub async fn show(Look { mut op, p }: Look) -> PageResult {
    let me = op.actor.signed_in()?.clone();
    let (kinds, _) = claims::kinds(&mut op, &me).await?;
    let settings = &op.house.settings;
    page::show(&KindsPage {
        p,
        kinds,
        employer_days: settings.claim_employer_working_days,
        bureau_days: settings.claim_working_days,
    })
}
