//! A list of applicants, its rows, and where each stands.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use kernel::{BatchId, CitizenId, Day, Fault, Instant, PersonId, TerritoryId, Year};
use policy::{Applicant, Decision, Degree, GivenHours, Level, Purpose, Sector};
use serde::{Deserialize, Serialize};

use crate::Resource;

/// A list that a committee's clerk uploaded.
#[derive(Clone, Debug)]
pub struct Batch {
    /// Its id.
    pub id: BatchId,
    /// The territory whose rules decide about those whom we do not know.
    pub territory_id: TerritoryId,
    /// Its code.
    pub territory_code: String,
    /// Its path.
    pub territory_path: String,
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
    /// Headings that are no column of a list; their cells were not read.
    pub ignored: Vec<String>,
    /// Entries posted after this day do not count; none for the day of deciding.
    pub cut_off: Option<Day>,
    /// Rows.
    pub rows: i64,
    /// Rows about people whom we know.
    pub known: i64,
    /// What is being done.
    pub state: State,
    /// Rows that the present phase has behind it.
    pub progress: i64,
    /// When that last moved.
    pub moved_at: Instant,
    /// How often somebody set it going again.
    pub restarts: i64,
    /// Who had it decided.
    pub confirmed_by: Option<PersonId>,
    /// When.
    pub confirmed_at: Option<Instant>,
    /// When the last row was decided, or when it was stopped.
    pub finished_at: Option<Instant>,
    /// When its rows were erased, or will be.
    pub erased_at: Instant,
    /// How many rows stand where; kept when the rows are gone.
    pub standings: BTreeMap<Standing, i64>,
}

impl Batch {
    /// How many rows stand there.
    pub fn count(&self, standing: Standing) -> i64 {
        self.standings.get(&standing).copied().unwrap_or(0)
    }

    /// Rows with cells that must be mended.
    pub fn errors(&self) -> i64 {
        self.count(Standing::Error)
    }

    /// Whether jobs of it are in the queue.
    pub fn is_running(&self) -> bool {
        matches!(self.state, State::Checking | State::Deciding)
    }
}

impl Resource for Batch {
    fn kind(&self) -> &'static str {
        "batch"
    }
    // Other committees are not told that it exists.
    fn owner(&self) -> Option<&PersonId> {
        Some(&self.uploaded_by)
    }
    fn territory(&self) -> Option<&str> {
        Some(&self.territory_path)
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
                found.copied().ok_or_else(|| Fault::internal("batches.broken", text.to_owned()))
            }
        }
    };
}

named! {
    /// What is being done with a list.
    State {
        /// Its rows are being checked.
        Checking = "checking",
        /// They are checked; a clerk must say that they be decided.
        Checked = "checked",
        /// They are being decided.
        Deciding = "deciding",
        /// All are decided.
        Done = "done",
        /// It was stopped before its end.
        Cancelled = "cancelled",
        /// Its rows are erased; that it was there stays.
        Erased = "erased",
    }
}

named! {
    /// Where a row stands: the outcome, or what must be mended; in the order that people look.
    Standing {
        /// The hours are complete.
        Met = "met",
        /// No hours are owed.
        Exempt = "exempt",
        /// Short, but the hours only inform the committee.
        Reference = "reference",
        /// Short.
        NotMet = "not_met",
        /// Facts are missing.
        Undecided = "undecided",
        /// Checked, not decided.
        Ready = "ready",
        /// Cells of it must be mended; it is not decided.
        Error = "error",
    }
}

impl From<policy::Outcome> for Standing {
    fn from(outcome: policy::Outcome) -> Self {
        match outcome {
            policy::Outcome::Exempt => Self::Exempt,
            policy::Outcome::Met => Self::Met,
            policy::Outcome::Reference => Self::Reference,
            policy::Outcome::NotMet => Self::NotMet,
            policy::Outcome::Undecided => Self::Undecided,
        }
    }
}

/// Which rows are looked at: all, or those that stand there.
pub type Filter = Option<Standing>;

/// What a row was decided on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// Our own records.
    Records,
    /// Our own records, and facts of the list that we have no record of.
    RecordsAndGiven,
    /// The list alone: given, not verified.
    Given,
}

impl Basis {
    /// The name in keys of words.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Records => "records",
            Self::RecordsAndGiven => "records-and-given",
            Self::Given => "given",
        }
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
    pub fn of(fault: &Fault, column: String, heading: String) -> Self {
        let values = fault.values().iter();
        Self {
            column,
            heading,
            code: fault.code().to_owned(),
            values: values
                .map(|(name, value)| ((*name).to_owned(), value.clone()))
                .collect(),
        }
    }
}

/// What the list says beside who it is and what she applies for. For those whom we know, our
/// records go before.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Given {
    /// Sector of the employer.
    pub sector: Option<Sector>,
    /// At the grassroots front line.
    pub grassroots: bool,
    /// Day of transfer from a party or state organ.
    pub from_government_on: Option<Day>,
    /// Treated confirmed cases in a designated hospital.
    pub frontline: bool,
    /// Year of a qualification exam passed in the region.
    pub exam_year: Option<Year>,
    /// Hours; none at all when no cell of hours is filled in.
    pub hours: Vec<GivenHours>,
}

impl Given {
    /// Facts that we keep no records of: they count for everybody.
    pub fn is_beside_records(&self) -> bool {
        self.frontline || self.exam_year.is_some() || self.from_government_on.is_some()
    }
}

/// One application of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listed {
    /// What is applied for.
    pub purpose: Purpose,
    /// Level, for title review.
    pub level: Option<Level>,
    /// Degree, for title recognition.
    pub degree: Option<Degree>,
    /// The day of the application.
    pub on: Day,
    /// What else the list says.
    pub given: Given,
}

/// A row as it was read from the list, before anybody is looked up.
#[derive(Clone, Debug)]
pub struct ListedLine {
    /// Number of the row in the sheet.
    pub line: u32,
    /// The name, as far as it could be read.
    pub name: String,
    /// The identity number, when it could be read.
    pub citizen_id: Option<CitizenId>,
    /// The application; none when a cell must be mended.
    pub listed: Option<Listed>,
    /// What must be mended.
    pub faults: Vec<RowFault>,
    /// Where the cells stand that the check may have to blame.
    pub places: Places,
}

/// Letters and headings of the columns that only a look at records and rules can blame.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Places {
    /// The identity number, and with it the birthday.
    pub citizen_id: (String, String),
    /// The name.
    pub name: (String, String),
    /// The day of the application.
    pub on: (String, String),
    /// The day of transfer from a party or state organ.
    pub transfer: (String, String),
}

impl Places {
    /// The column that a refusal of the engine is about; none when it is about several.
    pub fn of(&self, fault: &Fault) -> (String, String) {
        match fault.code() {
            "batches.no_edition" => self.on.clone(),
            "decisions.born_after_application" | "decisions.implausible_birthday" => {
                self.citizen_id.clone()
            }
            "decisions.transfer_after_application" => self.transfer.clone(),
            _ => Default::default(),
        }
    }
}

/// A row as it is kept.
#[derive(Clone, Debug)]
pub struct BatchRow {
    /// Its place in the list, from 1.
    pub at: i64,
    /// Number of the row in the sheet.
    pub line: i64,
    /// The name.
    pub name: String,
    /// The identity number, masked; empty when it could not be read.
    pub citizen_id_masked: String,
    /// The application; none when a cell must be mended.
    pub listed: Option<Listed>,
    /// What must be mended.
    pub faults: Vec<RowFault>,
    /// The person, when we know her.
    pub person_id: Option<PersonId>,
    /// Where it stands.
    pub standing: Standing,
    /// The last day whose entries count, once decided.
    pub cut_off: Option<Day>,
    /// The ledger's head that was read, for those whom we know.
    pub ledger_head: String,
    /// The facts that were put to the engine.
    pub applicant: Option<Applicant>,
    /// What it answered.
    pub decision: Option<Decision>,
}

impl BatchRow {
    /// What it was decided on; none while it is not.
    pub fn basis(&self) -> Option<Basis> {
        self.decision.as_ref()?;
        let is_given = self
            .listed
            .as_ref()
            .is_some_and(|listed| listed.given.is_beside_records());
        Some(match (&self.person_id, is_given) {
            (None, _) => Basis::Given,
            (Some(_), true) => Basis::RecordsAndGiven,
            (Some(_), false) => Basis::Records,
        })
    }
}
