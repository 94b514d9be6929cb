//! Annual reports (培训情况报告, N2022 §5): the year's record of a person on its way to approval.
//!
//! The learner draws one up when the ledger holds the whole year and its exams are passed; her
//! employer confirms it, her bureau approves it, and the approval opens the card. Either may
//! return it, with a reason, and then it is drawn up again. Each step is kept with who took it.
//!
//! Also here: whether a study year is complete as the ledger stands now, which a card rests on
//! as long as it lives. Not here: what earns hours (hours), the card itself (cards).

mod entries;
mod error;
mod jobs;
mod model;
mod progress;
mod rules;
mod service;
mod standing;
mod store;
mod year;

pub use entries::{EntryState, entry_states};
pub use error::Error;
pub use jobs::CardDue;
pub use model::{Report, Status, Step};
pub use progress::{Progress, progress};
pub use service::{
    approve, confirm, draw, find, get, list_for_bureau, list_for_employer, list_of_employer,
    return_by_bureau, return_by_employer, steps,
};
pub use standing::{StoodOn, states_of};
pub use store::cited_heads;
pub use year::{Owed, YearSums, year_sums};
