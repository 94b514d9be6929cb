//! Typst behind the domain's seam; only this binary depends on the crate that holds it.

use domain::seams::{Template, Typesetter};
use kernel::Outcome;

/// Sets documents with the embedded fonts.
pub struct Typst;

impl Typesetter for Typst {
    fn typeset(&self, template: Template, facts: &serde_json::Value) -> Outcome<Vec<u8>> {
        let template = match template {
            Template::Certificate => documents::Template::Certificate,
            Template::Card => documents::Template::Card,
            Template::BatchSummary => documents::Template::BatchSummary,
        };
        documents::typeset(template, facts, documents::Fonts::embedded())
    }
}
