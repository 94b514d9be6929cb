//! Honest learning: watch sessions under the server's clock, and the seconds that they cover.
//!
//! Truth is the set of milliseconds covered, each once; never a cursor, never what a client
//! claims to have finished. What completion earns is not known here (see `hours`).

mod beats;
mod coverage;
mod error;
mod looking;
mod meter;
mod model;
mod rules;
mod sessions;
mod states;
mod store;
mod terms;
mod writer;

pub use beats::receive_beat;
pub use coverage::{Coverage, Span};
pub use error::Error;
pub use looking::{get_enrolment, lesson_media};
pub use model::{Beat, BeatAnswer, OpenedSession, Received, Refused, WatchSession};
pub use sessions::{end_session, open_session};
pub use states::{LessonState, is_complete, lesson_state, lesson_states};
pub use writer::{BeatWriter, Turn};
