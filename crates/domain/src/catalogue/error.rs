//! What the catalogue refuses.

use kernel::faults;

faults! {
    /// Refusals of the catalogue.
    pub enum Error {
        /// No such course.
        UnknownCourse = NotFound "catalogue.unknown_course",
        /// No such lesson.
        UnknownLesson = NotFound "catalogue.unknown_lesson",
        /// No such media.
        UnknownMedia = NotFound "catalogue.unknown_media",
        /// No such base.
        UnknownBase = NotFound "catalogue.unknown_base",
        /// A course needs lessons that are long enough to be worth a hundredth of an hour.
        NoLessons = Invalid "catalogue.no_lessons",
    }
}
