//! Ledger lines as a page shows them: a revoked one beside its reversal, with the reason.

use std::collections::BTreeMap;

use domain::hours::{self, Journey, RevocationCase};
use domain::reports::EntryState;
use kernel::{EntryId, PersonId};
use ledger::{Entry, Line};

/// A line, and what became of it.
pub(super) struct LineView {
    /// The entry.
    pub entry: Entry,
    /// The entry that reversed it.
    pub reversal: Option<Entry>,
    /// Why it was, or is to be, revoked; empty when nobody wants that.
    pub reason: String,
    /// Whether a proposal to revoke it waits for a second officer.
    pub is_disputed: bool,
    /// How far it has come.
    pub state: EntryState,
    /// The officer who recorded it; empty when the system did.
    pub recorded_by: String,
}

impl LineView {
    /// What earned the hours, as a key of words.
    pub fn source(&self) -> &'static str {
        match self.entry.source.split(':').next() {
            Some("carried") => "hours-source-carried",
            Some("parted") => "hours-source-back",
            Some("enrolment") => "hours-source-enrolment",
            Some("recognition") => "hours-source-recognition",
            Some("claim") => "hours-source-claim",
            Some("earlier") => "hours-source-earlier",
            _ => "hours-source-other",
        }
    }

    /// How hours of a double account came here, as a key of words; none for others.
    pub fn journey(&self) -> Option<&'static str> {
        match hours::journey(&self.entry.source)? {
            Journey::Carried(_) => Some("hours-carried"),
            Journey::Back(_) => Some("hours-back"),
        }
    }

    /// Why it stands elsewhere now, as a key of words; none when it was revoked.
    pub fn moved(&self) -> Option<String> {
        let why = hours::moved(self.reversal.as_ref()?)?;
        Some(format!("hours-merge-{why}"))
    }
}

/// The lines in the order of the chain, but each reversal beside what it reverses.
pub(super) fn arrange(
    lines: &[Line],
    cases: &[RevocationCase],
    states: &[(EntryId, EntryState)],
    names: &BTreeMap<PersonId, String>,
) -> Vec<LineView> {
    let originals = lines.iter().filter(|line| line.entry.reverses.is_none());
    let state_of = |line: &Line| {
        let mut states = states.iter();
        let found = states.find(|(id, _)| *id == line.entry.id);
        found.map_or(EntryState::Posted, |(_, state)| state.clone())
    };
    originals
        .map(|line| {
            let officer = line.entry.recorded_by.as_ref();
            let recorded_by = officer.and_then(|id| names.get(id)).cloned();
            LineView {
                recorded_by: recorded_by.unwrap_or_default(),
                ..view(line, lines, cases, state_of(line))
            }
        })
        .collect()
}

fn view(line: &Line, lines: &[Line], cases: &[RevocationCase], state: EntryState) -> LineView {
    let id = &line.entry.id;
    let reversal = lines
        .iter()
        .find(|other| other.entry.reverses.as_ref() == Some(id));
    // The newest proposal says why; one that was rejected is no word about the line any more.
    let case = cases.iter().find(|case| case.revocation.entry_id == *id);
    let is_disputed = case.is_some_and(|case| case.revocation.decision.is_none());
    let tells = line.revoked || is_disputed;
    let reason = case
        .filter(|_| tells)
        .map(|case| case.revocation.reason.clone());
    LineView {
        entry: line.entry.clone(),
        reversal: reversal.map(|line| line.entry.clone()),
        reason: reason.unwrap_or_default(),
        is_disputed,
        state,
        recorded_by: String::new(),
    }
}
