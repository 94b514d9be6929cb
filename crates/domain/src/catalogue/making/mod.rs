//! Courses in the making (制作课程): a base writes a draft, sends its files, submits it; the bureau's
//! officer returns it with words or publishes it. What is published is never edited: a next version
//! is a draft again, and takes the place of the one before when it is published. Who enrolled on a
//! version finishes that one, for an enrolment points at a version.

mod captions;
mod drafts;
mod examining;
mod files;
mod lessons;
mod model;
mod probe;
mod publishing;
mod questions;
mod review;
mod rules;
mod store;

pub use drafts::{begin, begin_version, drop_draft, get_draft, inside, list_drafts, save_text};
pub use examining::examine_next;
pub use files::{attach, detach};
pub use lessons::{add_lesson, move_lesson, remove_lesson, save_lesson};
pub use model::{
    Checklist, Draft, DraftInside, DraftLesson, DraftQuestion, DraftState, DraftText, FilePurpose,
    FileState, Found, LessonFile, LessonText, NewDraftQuestion, QuestionPurpose, Remark,
};
pub use publishing::{Published, publish, withdraw};
pub use questions::{add_question, keep_questions, remove_question};
pub use review::{list_submitted, return_draft, submit, take_back};
pub use rules::{checklist, needed_questions};
