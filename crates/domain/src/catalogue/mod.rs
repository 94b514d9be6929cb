//! Bases (继续教育基地) and their courses: what can be learnt, for which category, topic or
//! speciality, and for which study years.

mod counting;
mod error;
pub mod making;
mod model;
mod questions;
mod service;
mod store;

pub use counting::count_lessons;
pub use error::Error;
pub use model::{
    Base, Course, CourseFilter, ExamRules, Lesson, ListedCourse, Media, MediaKind, NewCourse,
    NewLesson, NewMedia, Pages, Version,
};
pub use questions::{
    LessonKey, LessonQuestion, NewLessonQuestion, answers, questions, questions_missing,
    questions_with_keys, set_questions,
};
pub use service::{
    add_base, add_course, add_media, add_version, base, courses_of_base, get_course, get_lesson,
    lessons, list_bases, list_courses, list_fields, media, newest, versions,
};
