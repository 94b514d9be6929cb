//! Types of hours.

use std::str::FromStr;

use kernel::{
    Category, Day, DepartmentId, EntryId, Fault, Hours, Id, Instant, Kind, PersonId, Prefixed,
    RevocationId, Year,
};
use ledger::{Entry, Head, Line};

use super::deeming::Deeming;
use super::forecast::Forecast;
use crate::employers::Employer;

/// What ids of recognitions belong to; never constructed.
#[derive(Debug)]
pub(super) enum RecognitionTag {}

impl Prefixed for RecognitionTag {
    const PREFIX: &'static str = "rec";
}

/// A recognition of hours.
pub(super) type RecognitionId = Id<RecognitionTag>;

/// Hours that a bureau recognised on evidence (N2022 §3.9).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Recognition {
    /// Its id.
    pub id: RecognitionId,
    /// Whose hours.
    pub person_id: PersonId,
    /// The year that they count for.
    pub study_year: Year,
    /// The category that they count for.
    pub category: Category,
    /// How many.
    pub hours: Hours,
    /// What was shown, in words.
    pub evidence: String,
    /// The officer.
    pub recognised_by: PersonId,
    /// When.
    pub recognised_at: Instant,
}

/// How a proposal ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The entry was revoked.
    Confirmed,
    /// The entry stays.
    Rejected,
}

impl Verdict {
    /// The name in the database and in the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Confirmed => "confirmed",
            Self::Rejected => "rejected",
        }
    }
}

impl FromStr for Verdict {
    type Err = Fault;
    fn from_str(text: &str) -> Result<Self, Fault> {
        [Self::Confirmed, Self::Rejected]
            .into_iter()
            .find(|verdict| verdict.as_str() == text)
            .ok_or_else(|| Fault::new(Kind::Invalid, "hours.bad_verdict").with("value", text))
    }
}

/// A proposal to revoke an entry, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revocation {
    /// Its id.
    pub id: RevocationId,
    /// The entry to be revoked.
    pub entry_id: EntryId,
    /// Whose entry.
    pub person_id: PersonId,
    /// Why.
    pub reason: String,
    /// The officer who proposed it.
    pub proposed_by: PersonId,
    /// When.
    pub proposed_at: Instant,
    /// How it ended; none while it waits.
    pub decision: Option<Verdict>,
    /// The other officer.
    pub decided_by: Option<PersonId>,
    /// When it ended.
    pub decided_at: Option<Instant>,
}

/// A proposal with what an officer or its subject needs to read it.
#[derive(Clone, Debug)]
pub struct RevocationCase {
    /// The proposal.
    pub revocation: Revocation,
    /// The entry that it is about.
    pub entry: Entry,
    /// Name of the person whose entry it is.
    pub person_name: String,
    /// Name of the officer who proposed it.
    pub proposed_by_name: String,
    /// Name of the officer who decided it.
    pub decided_by_name: Option<String>,
}

/// One category of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct YearRow {
    /// The category.
    pub category: Category,
    /// Hours owed before any relief.
    pub required: Hours,
    /// Hours posted and not revoked.
    pub counted: Hours,
    /// What is missing; never negative, and nothing where the category stands complete without
    /// hours.
    pub short: Hours,
    /// Since when it stands complete without hours (N2022 §3.6); none where hours alone count.
    pub deemed_since: Option<Instant>,
}

/// Where somebody of the staff stands in a study year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StaffState {
    /// Nothing is missing in any category.
    Done,
    /// Some hours count, and at this pace all will by the last day.
    OnTheWay,
    /// Some hours count, and at this pace some will be missing on the last day.
    WillMiss,
    /// Nothing counts yet.
    Nothing,
}

impl StaffState {
    /// All of them, in the order of lists.
    pub const ALL: [Self; 4] = [Self::Done, Self::OnTheWay, Self::WillMiss, Self::Nothing];

    /// The name in addresses and in the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::OnTheWay => "on_the_way",
            Self::WillMiss => "will_miss",
            Self::Nothing => "nothing",
        }
    }
}

impl YearRow {
    /// Whether it counts as done though hours are missing (视同完成).
    pub fn is_done_without_hours(&self) -> bool {
        self.deemed_since.is_some() && self.counted < self.required
    }
}

/// Somebody of the staff, with how her study year stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaffRow {
    /// Who.
    pub person_id: PersonId,
    /// Her name.
    pub name: String,
    /// Her post.
    pub post_title: String,
    /// How her year stands.
    pub year: YearState,
    /// How it will end.
    pub forecast: Forecast,
    /// Her department.
    pub department_id: Option<DepartmentId>,
}

/// An employer's staff in a study year.
#[derive(Clone, Debug)]
pub struct Staff {
    /// The employer.
    pub employer: Employer,
    /// What the year asks for, and when it can be studied.
    pub year: YearState,
    /// Study years that the edition speaks of, oldest first.
    pub study_years: Vec<Year>,
    /// Everybody, by name.
    pub rows: Vec<StaffRow>,
}

impl Staff {
    /// How many are in a state.
    pub fn count(&self, state: StaffState) -> usize {
        let rows = self.rows.iter();
        rows.filter(|row| row.forecast.state == state).count()
    }
}

/// How a person's study year stands today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YearState {
    /// The year.
    pub study_year: Year,
    /// Public before professional.
    pub rows: Vec<YearRow>,
    /// First and last day on which the year can be studied.
    pub window: Option<(Day, Day)>,
    /// The clause that asks for the hours; empty when none does.
    pub clause: String,
    /// The edition that says so.
    pub edition_id: String,
}

impl YearState {
    /// Whether nothing is missing in any category.
    pub fn is_complete(&self) -> bool {
        self.rows.iter().all(|row| row.short == Hours::ZERO)
    }

    /// Has what is deemed complete of this year miss nothing.
    pub(super) fn deem(mut self, deemings: &[Deeming]) -> Self {
        for one in deemings {
            let rows = self.rows.iter_mut();
            for row in rows.filter(|row| row.category == one.category) {
                if one.study_year == self.study_year {
                    row.short = Hours::ZERO;
                    let before = row.deemed_since.unwrap_or(one.since);
                    row.deemed_since = Some(before.min(one.since));
                }
            }
        }
        self
    }

    /// The row of a category.
    pub fn row(&self, category: Category) -> Option<&YearRow> {
        self.rows.iter().find(|row| row.category == category)
    }
}

/// A study year with the ledger lines behind it.
#[derive(Clone, Debug)]
pub struct YearLedger {
    /// How the year stands.
    pub state: YearState,
    /// Its lines, in the order of the chain; revoked ones and their reversals among them.
    pub lines: Vec<Line>,
    /// The head of the person's whole chain, on which the sums rest.
    pub head: Head,
    /// Since when nothing is missing; none while something is.
    pub complete_since: Option<Instant>,
    /// What of the year stands complete without hours.
    pub deemed: Vec<Deeming>,
    /// What did so, until two officers took it back.
    pub taken_back: Vec<Deeming>,
}
