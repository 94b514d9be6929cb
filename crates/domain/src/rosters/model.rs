//! A list of an employer's people, its rows, and what each of them would do.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use kernel::{Day, EmployerId, EmploymentId, Fault, Instant, PersonId, RosterId};
use serde::{Deserialize, Serialize};

use crate::Resource;
use crate::employers::PostNow;

/// A list that does not move for so long may be set going again.
const STALLED_AFTER: Duration = Duration::from_mins(2);

/// A list that an employer uploaded.
#[derive(Clone, Debug)]
pub struct Roster {
    /// Its id.
    pub id: RosterId,
    /// Whose people they are.
    pub employer_id: EmployerId,
    /// Who uploaded it.
    pub uploaded_by: PersonId,
    /// When.
    pub uploaded_at: Instant,
    /// Name of the file.
    pub file_name: String,
    /// SHA-256 of the file, in hexadecimal.
    pub file_digest: String,
    /// Kind and encoding of the file.
    pub format: String,
    /// Headings whose cells were not read.
    pub ignored: Vec<String>,
    /// Rows.
    pub rows: i64,
    /// What is being done.
    pub state: State,
    /// Rows that the present phase has behind it.
    pub progress: i64,
    /// When that last moved.
    pub moved_at: Instant,
    /// How often a phase was begun.
    pub runs: i64,
    /// How often it was checked anew because something had changed meanwhile.
    pub rechecks: i64,
    /// Who had it put in force.
    pub confirmed_by: Option<PersonId>,
    /// When.
    pub confirmed_at: Option<Instant>,
    /// When it came into force.
    pub done_at: Option<Instant>,
    /// When that was undone.
    pub undone_at: Option<Instant>,
    /// How many rows have which verdict.
    pub tallies: BTreeMap<Verdict, i64>,
}

impl Roster {
    /// How many rows have that verdict.
    pub fn count(&self, verdict: Verdict) -> i64 {
        self.tallies.get(&verdict).copied().unwrap_or(0)
    }

    /// How many rows do something.
    pub fn acting(&self) -> i64 {
        let acting = Verdict::ALL.iter().filter(|verdict| verdict.acts());
        acting.map(|verdict| self.count(*verdict)).sum()
    }

    /// Whether jobs of it are in the queue.
    pub fn is_running(&self) -> bool {
        matches!(
            self.state,
            State::Checking | State::Committing | State::Reverting | State::Undoing
        )
    }

    /// Whether it is in work and has not moved for a while.
    pub fn is_stalled(&self, now: Instant) -> bool {
        self.is_running() && self.moved_at.plus(STALLED_AFTER) <= now
    }
}

impl Resource for Roster {
    fn kind(&self) -> &'static str {
        "roster"
    }
    fn employer(&self) -> Option<&EmployerId> {
        Some(&self.employer_id)
    }
}

macro_rules! named {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $text:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$vdoc])* $variant,)* }

        impl $name {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The name in the database and in addresses.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text),* }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl FromStr for $name {
            type Err = Fault;
            fn from_str(text: &str) -> Result<Self, Fault> {
                let found = Self::ALL.iter().find(|known| known.as_str() == text);
                found.copied().ok_or_else(|| Fault::internal("rosters.broken", text.to_owned()))
            }
        }
    };
}

named! {
    /// What is being done with a list.
    State {
        /// Its rows are being checked; nothing changes.
        Checking = "checking",
        /// They are checked; an admin must say that they come into force.
        Checked = "checked",
        /// They are being written, hidden.
        Committing = "committing",
        /// Something had changed: what was written is taken away again, to be checked anew.
        Reverting = "reverting",
        /// It is in force.
        Done = "done",
        /// It is not in force any more; what was written is taken away.
        Undoing = "undoing",
        /// It was undone.
        Undone = "undone",
        /// It was given up before it was in force.
        Discarded = "discarded",
    }
}

named! {
    /// What a row does, or would do.
    Verdict {
        /// Cells of it must be mended.
        Error = "error",
        /// Somebody whom nobody knows comes.
        New = "new",
        /// Somebody whom we know and who works nowhere comes.
        Known = "known",
        /// Somebody who works elsewhere is invited; she decides.
        Moves = "moves",
        /// Somebody who is here has another post or department.
        Changes = "changes",
        /// Somebody is here as the list says.
        Same = "same",
    }
}

impl Verdict {
    /// Whether the row changes anything when it comes into force.
    pub fn acts(self) -> bool {
        matches!(self, Self::New | Self::Known | Self::Moves | Self::Changes)
    }
}

/// What is wrong with a cell, with the words' code and values.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowFault {
    /// Letters of the column; empty when no single cell is to blame.
    pub column: String,
    /// Its heading in the list.
    pub heading: String,
    /// The stable code.
    pub code: String,
    /// Values for the words.
    pub values: Vec<(String, String)>,
}

impl RowFault {
    /// A fault at a cell.
    pub fn of(fault: &Fault, (column, heading): &(String, String)) -> Self {
        let values = fault.values().iter();
        Self {
            column: column.clone(),
            heading: heading.clone(),
            code: fault.code().to_owned(),
            values: values
                .map(|(name, value)| ((*name).to_owned(), value.clone()))
                .collect(),
        }
    }
}

/// The post that a row names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListedPost {
    /// The post.
    pub post_title: String,
    /// The speciality, by its key where we have one.
    pub speciality: String,
    /// The name of the department; empty when the list names none.
    pub department: String,
    /// The first day.
    pub from_day: Day,
}

/// A row as it was read, before anybody is looked up.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct ReadLine {
    /// Number of the row in the sheet.
    pub line: u32,
    /// The name, as far as it could be read.
    pub name: String,
    /// The whole citizen id, when it could be read.
    pub citizen_id: Option<String>,
    /// The telephone.
    pub phone: Option<String>,
    /// The post; none when a cell must be mended.
    pub post: Option<ListedPost>,
    /// What must be mended.
    pub faults: Vec<RowFault>,
}

/// Some rows of a list as they are sealed until they are checked.
#[derive(Serialize, Deserialize)]
pub(super) struct Part {
    /// Where cells stand that only a look at our records can blame.
    pub places: Places,
    /// The rows.
    pub lines: Vec<ReadLine>,
}

/// Letters and headings of columns.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Places {
    /// The identity number.
    pub citizen_id: (String, String),
    /// The name.
    pub name: (String, String),
    /// The telephone.
    pub phone: (String, String),
    /// The first day.
    pub from_day: (String, String),
}

/// A row as it is kept.
#[derive(Clone, Debug)]
pub struct RosterRow {
    /// Its place in the list, from 1.
    pub at: i64,
    /// Number of the row in the sheet.
    pub line: i64,
    /// The name.
    pub name: String,
    /// The identity number, masked; empty when it could not be read.
    pub citizen_id_masked: String,
    /// What it does.
    pub verdict: Verdict,
    /// The post that it names; none when a cell must be mended.
    pub post: Option<ListedPost>,
    /// What must be mended.
    pub faults: Vec<RowFault>,
    /// The person, when we know her; for somebody new the id that she will have.
    pub person_id: Option<PersonId>,
    /// The post that comes, or that changes.
    pub employment_id: Option<EmploymentId>,
    /// The post before it was changed.
    pub post_before: Option<PostNow>,
    /// Identity number and telephone, sealed; gone once the list is in force.
    pub(super) cipher: Option<Vec<u8>>,
}

impl RosterRow {
    /// Whether its numbers still lie sealed in it.
    pub fn has_numbers(&self) -> bool {
        self.cipher.is_some()
    }
}

/// What lies sealed in a row.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Numbers {
    /// The citizen id.
    pub citizen_id: String,
    /// The telephone.
    pub phone: Option<String>,
}
