//! From lines of a ledger to rows per study year. Pure.

use std::collections::BTreeMap;

use kernel::{Category, Day, Hours, Year};
use ledger::Line;

use super::model::SourceHours;
use crate::hours;

/// Hours of one study year.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Sums {
    pub public: Hours,
    pub professional: Hours,
    pub sources: Vec<SourceHours>,
}

/// The entries that were posted by the end of a day and stand today, summed by study year. What was
/// revoked since was never earned.
pub(super) fn by_year(lines: &[Line], day: Day) -> BTreeMap<Year, Sums> {
    let end = day.plus_days(1).start();
    let mut years: BTreeMap<Year, Sums> = BTreeMap::new();
    for Line { entry, revoked } in lines {
        if entry.at >= end || *revoked || entry.reverses.is_some() {
            continue;
        }
        let sums = years.entry(entry.study_year).or_default();
        let counted = match entry.category {
            Category::Public => &mut sums.public,
            Category::Professional => &mut sums.professional,
        };
        *counted = *counted + entry.hours;
        let kind = kind_of(&entry.source);
        match sums.sources.iter_mut().find(|source| source.kind == kind) {
            Some(source) => source.hours = source.hours + entry.hours,
            None => sums.sources.push(SourceHours {
                kind: kind.to_owned(),
                hours: entry.hours,
            }),
        }
    }
    for sums in years.values_mut() {
        sums.sources.sort_by(|a, b| a.kind.cmp(&b.kind));
    }
    years
}

/// What stands before the colon of a source; for hours of a double account, of the first one.
fn kind_of(source: &str) -> &str {
    let root = hours::root(source);
    root.split_once(':').map_or(root, |(kind, _)| kind)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
    use kernel::{EntryId, Instant, PersonId};
    use ledger::Entry;

    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn line(source: &str, category: Category, hours: i64, at: &str, revoked: bool) -> Line {
        let born = Instant::from_micros(1);
        let entry = Entry {
            id: EntryId::from_parts(born, 1),
            person: PersonId::from_parts(born, 1),
            seq: 1,
            study_year: 2022,
            category,
            hours: Hours::whole(hours),
            source: source.into(),
            reverses: None,
            clause: "N2022 §2".into(),
            title: String::new(),
            recorded_by: None,
            at: day(at).start(),
            previous_hash: Vec::new(),
            hash: Vec::new(),
        };
        Line { entry, revoked }
    }

    #[test]
    fn what_was_posted_by_the_day_and_stands_is_summed_by_source() {
        let lines = [
            line("enrolment:1", Category::Public, 20, "2022-06-30", false),
            line(
                "enrolment:2",
                Category::Professional,
                12,
                "2022-05-01",
                false,
            ),
            line(
                "recognition:1",
                Category::Professional,
                8,
                "2022-05-01",
                false,
            ),
            line(
                "recognition:2",
                Category::Professional,
                30,
                "2022-05-01",
                true,
            ),
            line("enrolment:3", Category::Public, 10, "2022-07-01", false),
        ];
        let years = by_year(&lines, day("2022-06-30"));
        let sums = &years[&2022];
        assert_eq!(
            (sums.public, sums.professional),
            (Hours::whole(20), Hours::whole(20))
        );
        let sources: Vec<_> = sums
            .sources
            .iter()
            .map(|source| (source.kind.as_str(), source.hours))
            .collect();
        assert_eq!(
            sources,
            [
                ("enrolment", Hours::whole(32)),
                ("recognition", Hours::whole(8))
            ]
        );
        assert_eq!(
            by_year(&lines, day("2022-07-01"))[&2022].public,
            Hours::whole(30)
        );
        assert!(by_year(&lines, day("2022-01-01")).is_empty());
    }
}
