//! May I apply? The form, and the answer with everything that it rests on. The rules are the
//! engine's; these pages only ask and show.

pub mod api;
mod form;
mod shown;

pub use form::{new, submit};
pub use shown::show;

use domain::decisions::Shown;

use crate::page::PageFrame;

/// What an application is for, with its level or degree.
fn purpose(p: &PageFrame, shown: &Shown) -> String {
    let asked = &shown.applicant.application;
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
    name.replace('_', "-")
}
