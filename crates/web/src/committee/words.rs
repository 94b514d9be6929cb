//! Words of lists: where rows stand, what must be mended, what was applied for.

use std::borrow::Borrow;

use domain::batches::{BatchRow, Listed, RowFault, Standing, State};
use policy::{Decision, Purpose};

use crate::Locale;

/// Words of lists in a language.
pub(super) trait ListWords {
    /// What is being done with a list.
    fn list_state(&self, state: impl Borrow<State>) -> String;
    /// Where a row stands.
    fn standing(&self, standing: impl Borrow<Standing>) -> String;
    /// What must be mended, with the column.
    fn row_fault(&self, fault: &RowFault) -> String;
    /// All of a row that must be mended.
    fn row_faults(&self, row: &BatchRow) -> Vec<String>;
    /// What was applied for.
    fn applied(&self, listed: &Listed) -> String;
    /// What a row was decided on; empty while it is not.
    fn basis(&self, row: &BatchRow) -> String;
    /// A name of the decision's, such as the category `public`.
    fn decision_name(&self, kind: &str, name: &str) -> String;
    /// What is short, row by row.
    fn short(&self, decision: &Decision) -> Vec<String>;
}

impl ListWords for Locale {
    fn list_state(&self, state: impl Borrow<State>) -> String {
        self.t(&format!("committee-state-{}", state.borrow()))
    }

    fn standing(&self, standing: impl Borrow<Standing>) -> String {
        let name = standing.borrow().as_str().replace('_', "-");
        self.t(&format!("committee-standing-{name}"))
    }

    fn row_fault(&self, fault: &RowFault) -> String {
        let key = fault.code.replace(['.', '_'], "-");
        let values: Vec<(&str, &str)> = fault
            .values
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        let words = self.find_with(&key, &values);
        let words = words.unwrap_or_else(|| fault.code.clone());
        match (fault.column.as_str(), fault.heading.as_str()) {
            ("", "") => words,
            ("", heading) => self.ta(
                "committee-fault-missing",
                &[("heading", heading), ("words", &words)],
            ),
            (column, heading) => {
                let values = [("column", column), ("heading", heading), ("words", &words)];
                self.ta("committee-fault", &values)
            }
        }
    }

    fn row_faults(&self, row: &BatchRow) -> Vec<String> {
        row.faults
            .iter()
            .map(|fault| self.row_fault(fault))
            .collect()
    }

    fn applied(&self, listed: &Listed) -> String {
        let purpose = self.decision_name("purpose", listed.purpose.as_str());
        let more = match listed.purpose {
            Purpose::TitleReview => listed.level.map(|level| ("level", level.as_str())),
            Purpose::TitleRecognition => listed.degree.map(|degree| ("degree", degree.as_str())),
            _ => None,
        };
        match more {
            None => purpose,
            Some((kind, name)) => {
                let values = [
                    ("purpose", purpose),
                    ("more", self.decision_name(kind, name)),
                ];
                self.ta("decision-purpose-with", &values)
            }
        }
    }

    fn basis(&self, row: &BatchRow) -> String {
        let key = |basis: domain::batches::Basis| format!("committee-basis-{}", basis.as_str());
        row.basis()
            .map(|basis| self.t(&key(basis)))
            .unwrap_or_default()
    }

    fn decision_name(&self, kind: &str, name: &str) -> String {
        let key = format!("decision-{kind}-{}", name.replace(['_', '.'], "-"));
        self.find(&key).unwrap_or_else(|| name.to_owned())
    }

    fn short(&self, decision: &Decision) -> Vec<String> {
        let rows = decision
            .requirements
            .iter()
            .filter(|row| row.short.get() > 0);
        let words = rows.map(|row| {
            let years = match (row.year, row.years) {
                (Some(year), _) => year.to_string(),
                (None, Some([from, to])) => format!("{from}–{to}"),
                (None, None) => String::new(),
            };
            let values = [
                ("years", years),
                ("category", self.decision_name("category", &row.category)),
                ("hours", row.short.to_string()),
            ];
            self.ta("committee-short", &values)
        });
        words.collect()
    }
}

/// The sentence of a reason in the language of the page.
pub(super) fn reason_words(locale: Locale, reason: &policy::Reason) -> &str {
    match locale {
        Locale::Chinese => &reason.zh,
        Locale::English => &reason.en,
    }
}

/// How a standing looks: good, wait or bad.
pub(super) fn standing_kind(standing: Standing) -> &'static str {
    match standing {
        Standing::Met | Standing::Exempt => "good",
        Standing::Ready | Standing::Reference => "wait",
        Standing::Error | Standing::NotMet | Standing::Undecided => "bad",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_has_words_in_both_languages() {
        for locale in Locale::ALL {
            for state in State::ALL {
                assert_ne!(locale.list_state(state), format!("committee-state-{state}"));
            }
            for standing in Standing::ALL {
                assert!(
                    !locale.standing(standing).starts_with("committee-"),
                    "{standing}"
                );
            }
            for basis in ["records", "records-and-given", "given"] {
                assert!(locale.find(&format!("committee-basis-{basis}")).is_some());
            }
        }
    }
}
