//! Double accounts: the bureau's desk for them, and what she herself is told.

pub mod case;
pub mod compare;
pub mod list;
pub mod mine;

use domain::merges::State;

use crate::page::PageFrame;

/// How far a merger has come, in words.
pub(crate) fn state(p: &PageFrame, state: State) -> String {
    let name = state.as_str().replace('_', "-");
    p.t(&format!("merges-state-{name}"))
}

/// The colour of a state.
pub(crate) fn kind(state: State) -> &'static str {
    match state {
        State::Proposed | State::Parting => "wait",
        State::InForce => "good",
        State::Rejected | State::Parted => "calm",
    }
}
