//! May I apply? What if, answered while it is asked; the answers that were kept; each of them at
//! its own address, told step by step. The rules are the engine's; these pages only ask and show.

mod answer;
pub mod api;
mod form;
mod grounds;
mod history;
mod shown;
mod told;
mod what_if;

pub use history::list;
pub use shown::show;
pub use what_if::{keep, show as what_if};

use policy::Applicant;

use crate::page::PageFrame;

/// What an application is for, with its level or degree.
fn purpose(p: &PageFrame, applicant: &Applicant) -> String {
    let asked = &applicant.application;
    let purpose = p.t(&format!(
        "decision-purpose-{}",
        dashed(asked.purpose.as_str())
    ));
    let more = match (asked.level, asked.degree) {
        (Some(level), _) => p.t(&format!("decision-level-{}", level.as_str())),
        (None, Some(degree)) => p.t(&format!("decision-degree-{}", degree.as_str())),
        (None, None) => return purpose,
    };
    p.ta(
        "decision-purpose-with",
        [("purpose", purpose), ("more", more)],
    )
}

/// A name of the API as a part of a key of words.
fn dashed(name: &str) -> String {
    name.replace(['.', '_'], "-")
}
