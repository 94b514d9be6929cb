//! What must hold of a merger. Pure.

use kernel::{Outcome, limits, mask_numbers};

use super::Error;
use super::model::{Merger, State};

/// Words that somebody must give, without any identity number in them.
pub(super) fn given(words: &str, field: &'static str) -> Outcome<String> {
    let words: String = words.trim().chars().take(limits::TEXT_CHARS_MAX).collect();
    if words.is_empty() {
        return Err(Error::NoWords.fault().at(field));
    }
    Ok(mask_numbers(&words))
}

/// Whether a decision about a proposal is the first; the same one again is no change, another one
/// is refused.
pub(super) fn is_first(merger: &Merger, confirm: bool) -> Outcome<bool> {
    match (merger.state, confirm) {
        (State::Proposed, _) => Ok(true),
        (State::Rejected, false) | (State::InForce | State::Parting, true) => Ok(false),
        _ => Err(Error::AlreadyDecided.into()),
    }
}

/// Whether a decision about a parting is the first. Rejected, it is in force as before.
pub(super) fn is_first_parting(merger: &Merger, confirm: bool) -> Outcome<bool> {
    match (merger.state, confirm) {
        (State::Parting, _) => Ok(true),
        (State::Parted, true) | (State::InForce, false) => Ok(false),
        (State::Parted, false) => Err(Error::AlreadyDecided.into()),
        _ => Err(Error::NotInForce.into()),
    }
}
