//! The glass box: where each second of a lesson stands, and why. Laid out from the beats that were
//! kept, the presence checks, what officers credited, and what is stored as covered; it decides
//! nothing.

mod board;
mod model;
mod read;
mod service;
mod store;

pub use model::{Ground, KeptBeat, LessonRecord, Lot, Miss, Seen, SessionLine, Stretch};
pub use read::read;
pub use service::lesson_record;
pub(super) use service::of_lesson;
pub(super) use store::beat as kept_beat;
