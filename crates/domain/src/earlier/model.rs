//! Lists and requests of hours of earlier years.

use std::str::FromStr;

use kernel::{
    Category, Day, EarlierListId, EarlierRequestId, EvidenceId, Fault, Hours, Instant, Kind,
    PersonId, TerritoryId, Year,
};
use serde::{Deserialize, Serialize};

use crate::Resource;
use crate::queues::Item;

macro_rules! named {
    ($(#[$doc:meta])* $name:ident, $code:literal, { $($(#[$vdoc:meta])* $variant:ident = $text:literal),* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$vdoc])* $variant),* }

        impl $name {
            /// The name in the database and in addresses.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text),* }
            }
        }

        impl FromStr for $name {
            type Err = Fault;
            fn from_str(text: &str) -> Result<Self, Fault> {
                match text {
                    $($text => Ok(Self::$variant),)*
                    _ => Err(Fault::new(Kind::Invalid, $code).with("value", text)),
                }
            }
        }
    };
}

named! {
    /// Where a list stands.
    ListState, "earlier.bad_state", {
        /// Its rows are being checked.
        Checking = "checking",
        /// Checked: another officer confirms, or it is cancelled.
        Checked = "checked",
        /// Confirmed; its rows are being posted.
        Posting = "posting",
        /// All rows stand in the ledger.
        Done = "done",
        /// Given up before anything was posted.
        Cancelled = "cancelled"
    }
}

named! {
    /// Where a row stands.
    RowStanding, "earlier.bad_state", {
        /// It must be mended.
        Error = "error",
        /// It can be posted, and should be looked at first.
        Flagged = "flagged",
        /// It can be posted.
        Ready = "ready",
        /// It stands in the ledger.
        Posted = "posted"
    }
}

named! {
    /// Where a request stands.
    RequestStatus, "earlier.bad_state", {
        /// The bureau must decide.
        WithBureau = "with_bureau",
        /// Granted, in whole or in part.
        Granted = "granted",
        /// Refused.
        Refused = "refused",
        /// Taken back.
        Withdrawn = "withdrawn"
    }
}

/// A list that a bureau imports.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EarlierList {
    /// Its id.
    pub id: EarlierListId,
    /// The territory whose bureau verified the hours.
    pub territory_id: TerritoryId,
    /// Path of that territory.
    pub territory_path: String,
    /// Who uploaded it.
    pub uploaded_by: PersonId,
    /// When.
    pub uploaded_at: Instant,
    /// Name of the file.
    pub file_name: String,
    /// SHA-256 of the file, in hexadecimal.
    pub file_digest: String,
    /// Kind and encoding.
    pub format: String,
    /// Headings whose cells were not read.
    pub ignored: Vec<String>,
    /// How many rows it has.
    pub rows: i64,
    /// How many of them must be mended.
    pub faulty: i64,
    /// How many should be looked at.
    pub flagged: i64,
    /// Where it stands.
    pub state: ListState,
    /// Rows that the present phase has behind it.
    pub progress: i64,
    /// The other officer.
    pub confirmed_by: Option<PersonId>,
    /// When she confirmed.
    pub confirmed_at: Option<Instant>,
    /// When the last row was posted.
    pub finished_at: Option<Instant>,
}

impl Resource for EarlierList {
    fn kind(&self) -> &'static str {
        "earlier_list"
    }
    fn territory(&self) -> Option<&str> {
        Some(&self.territory_path)
    }
}

/// What is wrong with a cell, or to be looked at, with the words' code and values.
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
        let values = values.map(|(name, value)| ((*name).to_owned(), value.clone()));
        Self {
            column,
            heading,
            code: fault.code().to_owned(),
            values: values.collect(),
        }
    }
}

/// A row of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EarlierRow {
    /// Place in the list, from 1.
    pub at: i64,
    /// Number of the row in the sheet.
    pub line: i64,
    /// The name in the list.
    pub name: String,
    /// The number, masked.
    pub citizen_id_masked: String,
    /// Who it is; none where that is not known.
    pub person_id: Option<PersonId>,
    /// The year; 0 where it cannot be read.
    pub study_year: Year,
    /// The category.
    pub category: Category,
    /// How many hours.
    pub hours: Hours,
    /// The former site or the paper card.
    pub origin: String,
    /// Number of the document.
    pub document: String,
    /// Where it stands.
    pub standing: RowStanding,
    /// What is wrong, or to be looked at.
    pub faults: Vec<RowFault>,
}

/// Which rows are looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Those that stand somewhere; none for all.
    pub standing: Option<RowStanding>,
}

/// What a learner asks for.
#[derive(Clone, Debug)]
pub struct NewRequest {
    /// The year.
    pub study_year: Year,
    /// The category.
    pub category: Category,
    /// How many hours.
    pub hours: Hours,
    /// The former site or the paper card.
    pub origin: String,
    /// Number of the document.
    pub document: String,
    /// Whether another province verified them.
    pub outside: bool,
    /// In her words; may be empty.
    pub words: String,
    /// The day on which she needs it.
    pub needed_by: Option<Day>,
}

/// A request.
#[derive(Clone, Debug)]
pub struct Request {
    /// Its id.
    pub id: EarlierRequestId,
    /// Whose.
    pub person_id: PersonId,
    /// Her name.
    pub person_name: String,
    /// What she asks for.
    pub asked: NewRequest,
    /// The picture of her card.
    pub evidence_id: EvidenceId,
    /// The territory whose bureau decides.
    pub territory_id: TerritoryId,
    /// Path of that territory.
    pub territory_path: String,
    /// Where it stands.
    pub status: RequestStatus,
    /// What was granted.
    pub granted: Option<Hours>,
    /// Why; empty while nobody decided.
    pub reason: String,
    /// When it was asked.
    pub asked_at: Instant,
    /// Who decided.
    pub decided_by: Option<PersonId>,
    /// Her name; empty while nobody decided.
    pub decided_by_name: String,
    /// When.
    pub decided_at: Option<Instant>,
    /// Where it waits.
    pub waits: Option<Item>,
}

impl Resource for Request {
    fn kind(&self) -> &'static str {
        "earlier_request"
    }
    fn owner(&self) -> Option<&PersonId> {
        Some(&self.person_id)
    }
    fn territory(&self) -> Option<&str> {
        Some(&self.territory_path)
    }
}

/// What an officer decides on a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ruling {
    /// So many hours, at most those asked for.
    Grant(Hours),
    /// Nothing.
    Refuse,
}
