//! The inbox of an officer or of an employer's admin: what waits, by the harm of a delay.

pub mod batch;
pub mod list;

use domain::queues::{Desk, Item, Matter};

use crate::page::PageFrame;

/// A kind of thing in words.
fn matter(p: &PageFrame, matter: Matter) -> String {
    p.t(&format!("matter-{}", matter.as_str().replace('_', "-")))
}

/// Where a thing is looked at and answered.
fn address(item: &Item) -> String {
    let id = &item.subject;
    match item.kind {
        Matter::Fact => format!("/facts/{id}"),
        Matter::Claim | Matter::Appeal | Matter::Undeeming => match item.desk {
            Desk::Bureau(_) => format!("/bureau/claims/{id}"),
            Desk::Employer(_) => format!("/employer/claims/{id}"),
        },
        Matter::Earlier => format!("/bureau/earlier/{id}"),
        Matter::Employer => format!("/bureau/registrations/{id}"),
        Matter::TerritoryChange => format!("/bureau/territory-changes/{id}"),
        Matter::Joining => format!("/joinings/{id}"),
        Matter::Erasure => format!("/bureau/erasures/{id}"),
        Matter::Merger => format!("/bureau/accounts/{id}"),
    }
}

/// Whether a thing can be answered together with others.
fn goes_together(item: &Item) -> bool {
    matches!(item.kind, Matter::Fact | Matter::Claim)
}
