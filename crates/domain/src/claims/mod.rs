//! Hours asked for on evidence (学时折算申报, N2022 §3.5, §3.6, §3.8): workshops, forums, exchanges,
//! study visits, training of teachers and skilled workers, qualification exams.
//!
//! What may be claimed, at which rate and up to which cap says the edition, before anything is
//! uploaded. The employer confirms or returns, the bureau decides in whole or in part; a refusal
//! can be appealed once, to another officer. What is granted is a ledger entry that names the
//! claim, or, for a qualification exam, a year that is deemed complete.

mod error;
mod kinds;
mod model;
mod own;
mod rules;
mod service;
mod store;

pub use error::Error;
pub use kinds::{ClaimKind, kinds_of};
pub use model::{AlikeFile, Claim, ClaimFields, Granted, OtherCopy, Ruling, Status, Step};
pub use own::{ClaimLine, erase_of, lines_of, misdeemed};
pub use rules::{FILES_MAX, source};
pub use service::{
    alike, alike_preview, appeal, attach, bureau_of, confirm, decide, detach, draft, edit, files,
    get, kinds, lacking, list_mine, most_hours, open_file, preview_file, propose_undeeming,
    return_by_employer, steps, submit, undeem, withdraw,
};
