//! Hours of earlier years: a learner's requests with a picture of her card, and the bureau's lists.

pub mod case;
pub mod list;
pub mod lists;
pub mod new;
pub mod template;

use std::borrow::Borrow;

use domain::earlier::{EarlierList, ListState, Request, RequestStatus, RowFault, RowStanding};

use crate::page::PageFrame;

/// Words of hours of earlier years.
pub(crate) trait EarlierWords {
    /// Where a request stands, in words.
    fn request_status(&self, request: &Request) -> String;
    /// How that looks: good, wait, bad or calm.
    fn request_look(&self, request: &Request) -> &'static str;
    /// Where a list stands, in words.
    fn earlier_state(&self, list: &EarlierList) -> String;
    /// How that looks.
    fn earlier_look(&self, list: &EarlierList) -> &'static str;
    /// Where a row stands, in words.
    fn row_standing(&self, standing: impl Borrow<RowStanding>) -> String;
    /// How that looks.
    fn row_look(&self, standing: impl Borrow<RowStanding>) -> &'static str;
    /// What is wrong with a cell, with its place.
    fn earlier_fault(&self, fault: &RowFault) -> String;
    /// What was done just before, in words.
    fn earlier_done(&self, done: &str) -> String;
}

impl EarlierWords for PageFrame {
    fn request_status(&self, request: &Request) -> String {
        let status = request.status.as_str().replace('_', "-");
        self.t(&format!("earlier-status-{status}"))
    }

    fn request_look(&self, request: &Request) -> &'static str {
        match request.status {
            RequestStatus::WithBureau => "wait",
            RequestStatus::Granted => "good",
            RequestStatus::Refused => "bad",
            RequestStatus::Withdrawn => "calm",
        }
    }

    fn earlier_state(&self, list: &EarlierList) -> String {
        if must_be_mended(list) {
            return self.t("earlier-state-faulty");
        }
        self.t(&format!("earlier-state-{}", list.state.as_str()))
    }

    fn earlier_look(&self, list: &EarlierList) -> &'static str {
        match list.state {
            _ if must_be_mended(list) => "bad",
            ListState::Done => "good",
            ListState::Checking | ListState::Checked | ListState::Posting => "wait",
            ListState::Cancelled => "calm",
        }
    }

    fn row_standing(&self, standing: impl Borrow<RowStanding>) -> String {
        self.t(&format!("earlier-row-{}", standing.borrow().as_str()))
    }

    fn row_look(&self, standing: impl Borrow<RowStanding>) -> &'static str {
        match standing.borrow() {
            RowStanding::Posted => "good",
            RowStanding::Ready => "calm",
            RowStanding::Flagged => "wait",
            RowStanding::Error => "bad",
        }
    }

    fn earlier_fault(&self, fault: &RowFault) -> String {
        let key = fault.code.replace(['.', '_'], "-");
        let values: Vec<(&str, &str)> = fault
            .values
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        let words = self.locale.find_with(&key, &values);
        let words = words.unwrap_or_else(|| fault.code.clone());
        if fault.column.is_empty() {
            return words;
        }
        let place = [
            ("column", fault.column.as_str()),
            ("heading", fault.heading.as_str()),
            ("words", words.as_str()),
        ];
        self.ta("earlier-fault", place)
    }

    fn earlier_done(&self, done: &str) -> String {
        let key = format!("earlier-done-{done}");
        self.locale.find(&key).unwrap_or_default()
    }
}

/// A list that was checked and cannot be posted as it is.
fn must_be_mended(list: &EarlierList) -> bool {
    list.state == ListState::Checked && list.faulty > 0
}
