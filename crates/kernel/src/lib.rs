//! The words that every other crate speaks: ids, hours, money, time, identity numbers, faults.
//!
//! Pure values and their rules. This crate knows nothing of files, databases or the network, and
//! it never reads a clock: whoever needs the time is given it.

mod change;
mod citizen_id;
mod credit_code;
mod day;
mod fault;
mod hours;
mod id;
mod instant;
pub mod limits;
mod money;
mod paging;
mod parsed;
mod phone;

pub use change::Change;
pub use citizen_id::{CitizenId, Sex, mask_name, mask_numbers};
pub use credit_code::CreditCode;
pub use day::{Day, Year};
pub use fault::{Fault, Kind, Outcome};
pub use hours::{Category, Hours};
pub use id::{
    AttemptId, BaseId, BatchId, CardId, CertificateId, CheckId, ClaimId, CourseId, CoverId,
    DecisionId, DepartmentId, DisputeId, DraftId, DraftLessonId, DraftQuestionId, EarlierListId,
    EarlierRequestId, EffectId, EmployerId, EmploymentId, EnrolmentId, EntryId, ErasureId,
    EvidenceId, ExportId, FactId, GrantId, GroupOrderId, Id, JobId, JoiningId, LessonFileId,
    LessonId, LessonQuestionId, MediaId, MergerId, MessageId, OrderId, PersonId, Prefixed,
    QuestionId, QueueItemId, RefundId, RegistrationId, ReportId, RevocationId, RosterId, SignalId,
    TerritoryId, UploadId, WatchSessionId,
};
pub use instant::Instant;
pub use money::Fen;
pub use paging::{Page, PageSize};
pub use phone::Phone;
