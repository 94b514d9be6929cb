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
        /// No such question of a lesson.
        UnknownQuestion = NotFound "catalogue.unknown_question",
        /// A lesson's question without text, with too few, too many or equal options, without a
        /// right option, or with a moment outside of the lesson.
        BadQuestion = Invalid "catalogue.bad_question",
        /// More questions than a lesson may have.
        TooManyQuestions = Invalid "catalogue.too_many_questions",
        /// A course needs lessons that are long enough to be worth a hundredth of an hour.
        NoLessons = Invalid "catalogue.no_lessons",
    }
}
