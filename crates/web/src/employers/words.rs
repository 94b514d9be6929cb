//! Words about employers that the pages of employers, bureaus and people share.

use std::borrow::Borrow;

use domain::employers::{EndedWhy, Sector, Verdict};

use crate::page::PageFrame;

/// Words about employers.
pub(crate) trait EmployerWords {
    /// A sector in words.
    fn sector_named(&self, sector: impl Borrow<Sector>) -> String;
    /// Whether an employer is at the grassroots, in words.
    fn grassroots_named(&self, is_so: impl Borrow<bool>) -> String;
    /// Where an application stands, in words.
    fn verdict_named(&self, verdict: impl Borrow<Verdict>) -> String;
    /// How that looks.
    fn verdict_kind(&self, verdict: impl Borrow<Verdict>) -> &'static str;
    /// Why a post ended, in words; empty where nobody said.
    fn ended_named(&self, why: impl Borrow<Option<EndedWhy>>) -> String;
    /// What was done just before, in words; empty for what no page of ours says.
    fn done_words(&self, of: &str, done: &str) -> String;
}

impl EmployerWords for PageFrame {
    fn sector_named(&self, sector: impl Borrow<Sector>) -> String {
        let name = sector.borrow().as_str().replace('_', "-");
        self.t(&format!("decision-sector-{name}"))
    }

    fn grassroots_named(&self, is_so: impl Borrow<bool>) -> String {
        self.t(if *is_so.borrow() {
            "employers-grassroots-yes"
        } else {
            "employers-grassroots-no"
        })
    }

    fn verdict_named(&self, verdict: impl Borrow<Verdict>) -> String {
        self.t(&format!("employers-verdict-{}", verdict.borrow().as_str()))
    }

    fn verdict_kind(&self, verdict: impl Borrow<Verdict>) -> &'static str {
        match verdict.borrow() {
            Verdict::Waiting => "wait",
            Verdict::Accepted => "good",
            Verdict::Returned => "bad",
            Verdict::Withdrawn => "calm",
        }
    }

    fn ended_named(&self, why: impl Borrow<Option<EndedWhy>>) -> String {
        let name = why.borrow().map(EndedWhy::as_str);
        name.map_or_else(String::new, |name| {
            self.t(&format!("employers-ended-{name}"))
        })
    }
    fn done_words(&self, of: &str, done: &str) -> String {
        let said = (!done.is_empty()).then(|| self.locale.find(&format!("{of}-{done}")));
        said.flatten().unwrap_or_default()
    }
}
