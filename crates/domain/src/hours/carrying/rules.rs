//! How sources and clauses of carried entries are spelled. Pure.

use kernel::MergerId;
use ledger::Entry;

/// Clause of a reversal: the hours stand in the account that was kept.
pub(super) const CARRIED: &str = "merge:carried";
/// Clause of a reversal: the same was earned in the other account too, and counts once.
pub(super) const SAME: &str = "merge:same";
/// Clause of a reversal: the accounts were parted, and the hours went back.
pub(super) const PARTED: &str = "merge:parted";

/// On which way an entry came into its chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Journey {
    /// From a double account, by this merger.
    Carried(MergerId),
    /// Back, when this merger was undone.
    Back(MergerId),
}

/// Why an entry was reversed that stands in another account now: `carried`, `same` or `parted`;
/// none for a reversal that takes hours away.
pub fn moved(reversal: &Entry) -> Option<&'static str> {
    [CARRIED, SAME, PARTED]
        .into_iter()
        .find(|clause| *clause == reversal.clause)
        .and_then(|clause| clause.strip_prefix("merge:"))
}

/// Whether an entry is a reversal that takes no hours away: they stand in another account.
pub fn is_of_merger(entry: &Entry) -> bool {
    entry.reverses.is_some() && moved(entry).is_some()
}

/// The source of an entry that was carried for the `turn`th time by one merger.
pub(super) fn carried_source(merge: &MergerId, turn: i64, root: &str) -> String {
    format!("carried:{merge}.{turn}:{root}")
}

/// The source of an entry that went back.
pub(super) fn back_source(merge: &MergerId, turn: i64, root: &str) -> String {
    format!("parted:{merge}.{turn}:{root}")
}

/// The source that earned the hours first, wherever they were carried since.
pub fn root(source: &str) -> &str {
    let mut parts = source.splitn(3, ':');
    match (parts.next(), parts.next(), parts.next()) {
        (Some("carried" | "parted"), Some(_), Some(root)) => root,
        _ => source,
    }
}

/// How an entry came into its chain, when it did not arise there.
pub fn journey(source: &str) -> Option<Journey> {
    let mut parts = source.splitn(3, ':');
    let (way, merge) = (parts.next()?, parts.next()?);
    let merge = || merge.split('.').next()?.parse().ok();
    match way {
        "carried" => merge().map(Journey::Carried),
        "parted" => merge().map(Journey::Back),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use kernel::Instant;

    use super::*;

    #[test]
    fn a_source_tells_its_way_and_where_it_began() {
        let merge = MergerId::from_parts(Instant::from_micros(1), 1);
        let first = "earlier:ehl_1:7";
        let there = carried_source(&merge, 0, first);
        let back = back_source(&merge, 1, first);
        assert_eq!(
            (root(first), root(&there), root(&back)),
            (first, first, first)
        );
        assert_eq!(journey(first), None);
        assert_eq!(journey(&there), Some(Journey::Carried(merge.clone())));
        assert_eq!(journey(&back), Some(Journey::Back(merge)));
    }
}
