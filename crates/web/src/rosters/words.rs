//! Words of lists and joinings.

use std::borrow::Borrow;

use domain::rosters::{JoinState, RowFault, State, Verdict};

use crate::page::PageFrame;

/// Words of lists and joinings.
pub(super) trait RosterWords {
    /// What is being done with a list.
    fn roster_state(&self, state: impl Borrow<State>) -> String;
    /// How that looks.
    fn roster_kind(&self, state: impl Borrow<State>) -> &'static str;
    /// What a row does, or would do.
    fn verdict(&self, verdict: impl Borrow<Verdict>) -> String;
    /// How that looks.
    fn verdict_looks(&self, verdict: impl Borrow<Verdict>) -> &'static str;
    /// What must be mended, with the column.
    fn row_fault(&self, fault: &RowFault) -> String;
    /// Where an invitation or a claim stands.
    fn joining_state(&self, state: impl Borrow<JoinState>) -> String;
    /// How that looks.
    fn joining_kind(&self, state: impl Borrow<JoinState>) -> &'static str;
}

impl RosterWords for PageFrame {
    fn roster_state(&self, state: impl Borrow<State>) -> String {
        self.t(&format!("rosters-state-{}", state.borrow()))
    }

    fn roster_kind(&self, state: impl Borrow<State>) -> &'static str {
        match state.borrow() {
            State::Done => "good",
            State::Undone | State::Discarded => "calm",
            _ => "wait",
        }
    }

    fn verdict(&self, verdict: impl Borrow<Verdict>) -> String {
        self.t(&format!("rosters-verdict-{}", verdict.borrow()))
    }

    fn verdict_looks(&self, verdict: impl Borrow<Verdict>) -> &'static str {
        match verdict.borrow() {
            Verdict::Error => "bad",
            Verdict::New | Verdict::Known | Verdict::Changes => "good",
            Verdict::Moves => "wait",
            Verdict::Same => "calm",
        }
    }

    fn row_fault(&self, fault: &RowFault) -> String {
        let key = fault.code.replace(['.', '_'], "-");
        let values: Vec<(&str, &str)> = fault
            .values
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        let words = self.locale.find_with(&key, &values);
        let words = words.unwrap_or_else(|| fault.code.clone());
        match (fault.column.as_str(), fault.heading.as_str()) {
            ("", _) => words,
            (column, heading) => {
                let values = [("column", column), ("heading", heading), ("words", &words)];
                self.ta("committee-fault", values)
            }
        }
    }

    fn joining_state(&self, state: impl Borrow<JoinState>) -> String {
        self.t(&format!("rosters-joining-{}", state.borrow().as_str()))
    }

    fn joining_kind(&self, state: impl Borrow<JoinState>) -> &'static str {
        match state.borrow() {
            JoinState::Waiting | JoinState::Prepared => "wait",
            JoinState::Accepted => "good",
            JoinState::Declined => "bad",
            JoinState::Withdrawn => "calm",
        }
    }
}
