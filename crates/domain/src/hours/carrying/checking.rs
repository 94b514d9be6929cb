//! Carried hours are what they were, and count in one chain only: for the conservation check.

use std::collections::BTreeMap;

use kernel::{Hours, Outcome, PersonId};
use ledger::Entry;

use super::rules::{self, Journey};
use super::store;
use crate::learning::Difference;
use crate::{Op, identity};

/// What does not agree among these entries, which are all of those people's.
pub(in crate::hours) async fn check(op: &mut Op, entries: &[Entry]) -> Outcome<Vec<Difference>> {
    let mut found = Vec::new();
    let mut sums: BTreeMap<&PersonId, Hours> = BTreeMap::new();
    for entry in entries {
        let sum = sums.entry(&entry.person).or_insert(Hours::ZERO);
        *sum = *sum + entry.hours;
        if entry.reverses.is_none() && rules::journey(&entry.source).is_some() {
            found.extend(of_carried(op, entry).await?);
        }
    }
    let people: Vec<PersonId> = sums.keys().map(|person| (*person).clone()).collect();
    for twin in identity::kept_among(op, &people).await?.into_keys() {
        let sum = sums.get(&twin).copied().unwrap_or(Hours::ZERO);
        if sum != Hours::ZERO {
            found.push(Difference {
                code: "hours.twin_counts",
                subject: twin.to_string(),
                person: twin,
                words: format!("{sum} hours stand beside the account that was kept"),
            });
        }
    }
    Ok(found)
}

/// A carried entry says what the entry said that was reversed for it.
async fn of_carried(op: &mut Op, entry: &Entry) -> Outcome<Option<Difference>> {
    let first = ledger::find_by_source(&mut op.tx, rules::root(&entry.source)).await?;
    let agrees = first.is_some_and(|first| {
        let first = first.entry;
        (first.hours, first.category, first.study_year)
            == (entry.hours, entry.category, entry.study_year)
    });
    let Some(Journey::Carried(merge) | Journey::Back(merge)) = rules::journey(&entry.source) else {
        return Ok(None);
    };
    if agrees && store::is_known(op, rules::root(&entry.source), merge.as_str()).await? {
        return Ok(None);
    }
    Ok(Some(Difference {
        code: "hours.carried",
        person: entry.person.clone(),
        subject: entry.id.to_string(),
        words: format!(
            "{} hours are said to come from {}",
            entry.hours, entry.source
        ),
    }))
}
