//! Tracks: what an edition asks of each kind of application (purpose, level, degree), sorted by
//! what the engine does with it. Worked out once for an edition, so that a decision looks at no
//! rule that does not concern it.

use kernel::{Hours, Year};

use super::condition::Condition;
use super::speech::{Speech, Wording, amounts};
use crate::facts::{Application, Degree, Level, Purpose, Sector};
use crate::pack::{Act, DeemingRule, Edition, Rule, Share};

/// All tracks of an edition, and its words.
#[derive(Clone, Debug)]
pub(crate) struct Tracks {
    kinds: Vec<Track>,
    /// Names of the categories in which hours are given: all but the sum of the others, which
    /// comes last.
    categories: Vec<String>,
    width: usize,
    pub(super) speech: Speech,
}

/// A rule's position in the edition.
pub(super) type RuleAt = u16;

/// What is asked of one kind of application.
#[derive(Clone, Debug)]
pub(super) struct Track {
    /// The years that count, and the rule that says so; none where no hours are asked of anybody.
    pub window: Option<(Span, RuleAt)>,
    pub narrows: Vec<(RuleAt, Condition)>,
    /// Rules that say what is owed, each with the last year for which it does.
    pub requires: Vec<(RuleAt, Year)>,
    pub reduces: Vec<(RuleAt, Condition, Share)>,
    pub exams: Vec<Examined>,
    /// Rules that waive, then rules that make the hours a reference factor.
    pub reliefs: Vec<(RuleAt, Condition, Relief)>,
    /// Hours owed before reliefs, oldest year first, categories in the pack's order.
    pub rows: Vec<Owed>,
    /// Cells of the table in which given hours are added up: one for each year of the window and
    /// each category, years one after the other.
    pub cells: usize,
    /// What to try when sex and birthday, or the sector, are not known; empty where no rule asks.
    /// Between two of these ages no rule's answer changes.
    pub ages: Vec<Option<i16>>,
    pub sectors: Vec<Option<Sector>>,
    /// The hours of `rows` in words: by the first year that counts, then whole and by each share.
    pub amounts: Vec<Vec<Wording>>,
}

/// First and last year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Span {
    pub from: Year,
    pub to: Year,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Relief {
    Waives,
    Informs,
}

/// A rule about exams: it deems a year's hours of a category, or refers to a person.
#[derive(Clone, Copy, Debug)]
pub(super) struct Examined {
    pub rule: RuleAt,
    pub condition: Condition,
    pub exam: DeemingRule,
    pub deems: bool,
}

/// Hours of a category that are owed for a year or a span.
#[derive(Clone, Debug)]
pub(super) struct Owed {
    pub span: Span,
    /// A sum over the years, not one study year.
    pub is_span: bool,
    /// Position of the category in the edition.
    pub category: usize,
    /// The category is the sum of the others.
    pub is_total: bool,
    /// Where its hours are in the table of given hours; of a span, those of its first year.
    cell: usize,
    /// Categories in the table.
    categories: usize,
    pub full: Hours,
    /// `"year":2022,"category":"public"`, as rows and plans begin.
    pub json: String,
}

impl Owed {
    /// What a table of given hours holds for this row.
    #[inline]
    pub(super) fn counted(&self, given: &[Hours]) -> Hours {
        if self.is_span {
            self.counted_of_span(given)
        } else {
            given.get(self.cell).copied().unwrap_or_default()
        }
    }

    /// The whole table is of this span: packs cannot narrow a sum.
    fn counted_of_span(&self, given: &[Hours]) -> Hours {
        let years = given.chunks(self.categories);
        if self.is_total {
            years.flatten().copied().sum()
        } else {
            years
                .filter_map(|year| year.get(self.category))
                .copied()
                .sum()
        }
    }
}

impl Edition {
    pub(super) fn tracks(&self) -> &Tracks {
        self.tracks.get_or_init(|| Tracks::of(self))
    }
}

impl Tracks {
    fn of(edition: &Edition) -> Self {
        let given = edition
            .categories
            .iter()
            .filter(|category| !category.is_total());
        Self {
            kinds: kinds().map(|kind| Track::of(edition, kind)).collect(),
            categories: given.map(|category| category.name.clone()).collect(),
            width: edition.categories.len(),
            speech: Speech::of(edition),
        }
    }

    /// Categories in a table of given hours: all.
    pub(super) fn width(&self) -> usize {
        self.width
    }

    /// The category in which hours are given under this name, by its position in the edition.
    #[inline]
    pub(super) fn category_at(&self, name: &str) -> Option<usize> {
        self.categories
            .iter()
            .position(|category| same(category.as_bytes(), name.as_bytes()))
    }

    /// The track of an application that has the level or degree which its purpose needs.
    pub(super) fn get(&self, application: Application) -> Option<&Track> {
        let (levels, degrees) = (Level::ALL.len(), Degree::ALL.len());
        let at = match application.purpose {
            Purpose::TitleReview => application.level?.at(),
            Purpose::TitleRecognition => levels + application.degree?.at(),
            Purpose::Appointment => levels + degrees,
            Purpose::Appraisal => levels + degrees + 1,
            Purpose::Card => levels + degrees + 2,
        };
        self.kinds.get(at)
    }
}

/// Whether two names are the same, in two looks of eight or four bytes where they are short: a call
/// of the library's comparison would cost more than all else that an entry of hours needs.
#[inline]
fn same(one: &[u8], other: &[u8]) -> bool {
    if one.len() != other.len() {
        return false;
    }
    match one.len() {
        4..8 => {
            one.first_chunk::<4>() == other.first_chunk()
                && one.last_chunk::<4>() == other.last_chunk()
        }
        8..=16 => {
            one.first_chunk::<8>() == other.first_chunk()
                && one.last_chunk::<8>() == other.last_chunk()
        }
        _ => one == other,
    }
}

/// A kind of application.
type Kind = (Purpose, Option<Level>, Option<Degree>);

/// Every kind there is, in the order of [`Tracks::get`].
fn kinds() -> impl Iterator<Item = Kind> {
    let levels = Level::ALL.iter();
    let levels = levels.map(|&level| (Purpose::TitleReview, Some(level), None));
    let degrees = Degree::ALL.iter();
    let degrees = degrees.map(|&degree| (Purpose::TitleRecognition, None, Some(degree)));
    let rest = [Purpose::Appointment, Purpose::Appraisal, Purpose::Card];
    let rest = rest.map(|purpose| (purpose, None, None));
    levels.chain(degrees).chain(rest)
}

impl Track {
    fn of(edition: &Edition, kind: Kind) -> Self {
        let last = edition.year();
        let mut track = Self {
            window: None,
            narrows: Vec::new(),
            requires: Vec::new(),
            reduces: Vec::new(),
            exams: Vec::new(),
            reliefs: Vec::new(),
            rows: Vec::new(),
            cells: 0,
            ages: Vec::new(),
            sectors: Vec::new(),
            amounts: Vec::new(),
        };
        let rules = (0..).zip(&edition.rules);
        let concerning: Vec<(RuleAt, &Rule)> = rules
            .filter(|(_, rule)| rule.when.concerns_kind(kind))
            .collect();
        for &(at, rule) in &concerning {
            track.add(edition, kind, at, rule);
        }
        if concerning.iter().any(|(_, rule)| rule.when.asks_age()) {
            let ages = concerning.iter().flat_map(|(_, rule)| rule.when.ages());
            let ages: std::collections::BTreeSet<i16> = ages.chain([0]).collect();
            track.ages = ages.into_iter().map(Some).collect();
        }
        if concerning.iter().any(|(_, rule)| rule.when.asks_sector()) {
            track.sectors = Sector::ALL.iter().copied().map(Some).collect();
        }
        if let Some((Span { from, .. }, _)) = track.window {
            track.rows = owed(edition, kind, Span { from, to: last });
            track.cells = (from..=last).count() * edition.categories.len();
            track.amounts = (from..=last)
                .map(|first| amounts(edition, &track, first))
                .collect();
        }
        track
    }

    fn add(&mut self, edition: &Edition, kind: Kind, at: RuleAt, rule: &Rule) {
        let (last, condition) = (edition.year(), rule.when.condition());
        match &rule.act {
            Act::Window { years } => {
                let from = last - years + 1;
                self.window.get_or_insert((Span { from, to: last }, at));
            }
            Act::Narrow => self.narrows.push((at, condition)),
            Act::Require => self
                .requires
                .extend(required_until(edition, kind, rule).map(|year| (at, year))),
            Act::Reduce { share } => self.reduces.push((at, condition, *share)),
            Act::Deem { exam } | Act::Refer { exam } => self.exams.push(Examined {
                rule: at,
                condition,
                exam: *exam,
                deems: matches!(rule.act, Act::Deem { .. }),
            }),
            Act::Waive => self.reliefs.push((at, condition, Relief::Waives)),
            Act::Reference => self.reliefs.push((at, condition, Relief::Informs)),
        }
    }
}

/// The last year whose hours are owed by the clause of this rule.
fn required_until(edition: &Edition, kind: Kind, rule: &Rule) -> Option<Year> {
    let mut sums = edition.sums.iter();
    if sums.any(|sum| sum.cite == rule.cite && sum.when.concerns_kind(kind)) {
        return Some(edition.year());
    }
    edition
        .study_years_of(Year::MIN, edition.year())
        .filter(|study_year| study_year.cite == rule.cite)
        .map(|study_year| study_year.year)
        .max()
}

/// Rows of the window before reliefs, without those in which nothing is owed.
fn owed(edition: &Edition, kind: Kind, window: Span) -> Vec<Owed> {
    let mut rows = Vec::new();
    let mut push = |span: Span, is_span, required: &[Hours]| {
        for (category, (rule, &full)) in edition.categories.iter().zip(required).enumerate() {
            if full > Hours::ZERO {
                let name = super::write::escaped(&rule.name);
                let period = if is_span {
                    format!("\"years\":[{},{}]", span.from, span.to)
                } else {
                    format!("\"year\":{}", span.from)
                };
                let years = (window.from..span.from).count();
                rows.push(Owed {
                    span,
                    is_span,
                    category,
                    is_total: rule.is_total(),
                    cell: years * edition.categories.len() + category,
                    categories: edition.categories.len(),
                    full,
                    json: format!("{period},\"category\":\"{name}\""),
                });
            }
        }
    };
    for study_year in edition.study_years_of(window.from, window.to) {
        let (from, to) = (study_year.year, study_year.year);
        push(Span { from, to }, false, &study_year.required);
    }
    for sum in &edition.sums {
        if sum.when.concerns_kind(kind) {
            push(window, true, &sum.required);
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::same;

    #[test]
    fn names_are_the_same_when_all_their_bytes_are() {
        let name = "abcdefghijklmnopqrst";
        for length in 0..name.len() {
            let (one, mut other) = (name.as_bytes().get(..length), name.as_bytes().to_vec());
            let one = one.unwrap_or_default();
            other.truncate(length);
            assert!(same(one, &other));
            assert!(!same(one, &[one, b"x"].concat()));
            for at in 0..length {
                let mut other = other.clone();
                other.splice(at..=at, *b"X");
                assert!(!same(one, &other), "{length} {at}");
            }
        }
    }
}
