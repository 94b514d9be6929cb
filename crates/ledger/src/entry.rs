//! What an entry says.

use kernel::{Category, EntryId, Hours, Instant, PersonId, Year};

/// Hours to be posted.
#[derive(Clone, Debug)]
pub struct Posting {
    /// Whose hours.
    pub person: PersonId,
    /// The year that they count for.
    pub study_year: Year,
    /// The category that they count for.
    pub category: Category,
    /// How many; more than zero.
    pub hours: Hours,
    /// What earned them, such as `enrolment:enr_…`. Each source posts once, ever.
    pub source: String,
    /// The clause on which the posting rests, such as `N2022 §2.2`.
    pub clause: String,
    /// What a person reads in the line.
    pub title: String,
    /// The officer who recorded it; none when the system did.
    pub recorded_by: Option<PersonId>,
}

/// An entry as it stands in the ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its id.
    pub id: EntryId,
    /// Whose.
    pub person: PersonId,
    /// Its place in the person's chain, from 1.
    pub seq: i64,
    /// The year that the hours count for.
    pub study_year: Year,
    /// The category that they count for.
    pub category: Category,
    /// How many; negative in a reversal.
    pub hours: Hours,
    /// What earned them.
    pub source: String,
    /// The entry that this one reverses.
    pub reverses: Option<EntryId>,
    /// The clause on which it rests.
    pub clause: String,
    /// What a person reads in the line.
    pub title: String,
    /// Who recorded it; none when the system did.
    pub recorded_by: Option<PersonId>,
    /// When.
    pub at: Instant,
    /// Hash of the person's entry before it; zeros for the first.
    pub previous_hash: Vec<u8>,
    /// SHA-256 of `previous_hash` and the entry's canonical bytes.
    pub hash: Vec<u8>,
}

/// An entry as people look at it: with whether a later one reversed it.
#[derive(Clone, Debug)]
pub struct Line {
    /// The entry.
    pub entry: Entry,
    /// Whether a later entry reverses it.
    pub revoked: bool,
}

/// The sum of a year and category.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Total {
    /// Study year.
    pub study_year: Year,
    /// Category.
    pub category: Category,
    /// Hours posted and not revoked.
    pub hours: Hours,
}
