//! The policy engine: the rules of a territory and a year as data, and one pure function that
//! turns the facts of an application into a decision that explains itself.
//!
//! [`Policies`] holds the packs, [`Edition`] answers what the product asks of one, [`decide`]
//! decides, [`assess`] does so without saying anything, and [`jsonl`] line by line. No clock, no
//! database, no network and no randomness inside: the same facts and the same edition give the same
//! bytes. Nothing here knows a number of any notice; those stand in `policies/`.

mod decision;
mod engine;
mod error;
mod facts;
pub mod jsonl;
mod names;
mod pack;
mod reading;
pub mod scenarios;
mod walk;

pub use decision::{
    Decision, EditionRef, Effect, EffectKind, FactValue, Facts, Outcome, Plan, PlanItem,
    PlanWindow, Reason, Requirement,
};
pub use engine::{Verdict, assess, decide};
pub use error::{DecideError, Problem};
pub use facts::{
    Applicant, Application, Circumstance, DEFAULT_TERRITORY, Deemed, DeemedKind, Degree,
    GivenHours, Level, Person, Post, Purpose, Sector,
};
pub use names::UnknownName;
pub use pack::{
    BegunRefund, CardRule, Clause, Conversion, Deeming, Edition, ExamsPer, ForwardSeek, HoursOfDay,
    Language, Notice, PackError, PackProblem, PlayerRules, Policies, Posting, RefundRule, Source,
    StudyYear, Words,
};
pub use reading::Refusal;
pub use walk::{Change, Step, walk};

/// The work on packs: their files, their format, what is wrong with them.
pub mod packs {
    pub use crate::pack::{
        Audit, Change, ChangeKind, Comparison, Draft, Folder, Moved, PackAudit, PackFile, Side,
        compare, draft, json_schema, keys_in_words, refusals_in_words,
    };
}
