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
        /// The course is withdrawn, or a newer version took its place.
        NotOffered = Conflict "catalogue.not_offered",
        /// No such draft.
        UnknownDraft = NotFound "catalogue.unknown_draft",
        /// The draft is with the bureau, published or given up.
        DraftClosed = Conflict "catalogue.draft_closed",
        /// The draft does not wait for the bureau.
        NotSubmitted = Conflict "catalogue.not_submitted",
        /// Something stands in the way of publication.
        NotReady = Conflict "catalogue.not_ready",
        /// A draft for the next version is there already.
        VersionInTheMaking = Conflict "catalogue.version_in_the_making",
        /// A field of a draft or of a lesson cannot be taken.
        BadDraft = Invalid "catalogue.bad_draft",
        /// A question that nobody could answer.
        BadDraftQuestion = Invalid "catalogue.bad_draft_question",
        /// The same question twice.
        QuestionTwice = Conflict "catalogue.question_twice",
        /// More questions than a course may have.
        TooManyDraftQuestions = Invalid "catalogue.too_many_draft_questions",
        /// More lessons than a course may have.
        TooManyLessons = Invalid "catalogue.too_many_lessons",
        /// Whoever returns a draft says why.
        WordsMissing = Invalid "catalogue.words_missing",
        /// The file has no bytes.
        FileEmpty = Invalid "catalogue.file_empty",
        /// The file is no film, sound or document, or is broken.
        FileUnreadable = Invalid "catalogue.file_unreadable",
        /// The film ends before its index says.
        FileCut = Invalid "catalogue.file_cut",
        /// Nobody could say in time what the file is.
        FileTooSlow = Invalid "catalogue.file_too_slow",
        /// How long the film plays stands nowhere in it.
        NoLength = Invalid "catalogue.no_length",
        /// Browsers do not play it.
        Unplayable = Invalid "catalogue.unplayable",
        /// The document is broken, or none.
        PdfUnreadable = Invalid "catalogue.pdf_unreadable",
        /// The document opens with a password only.
        PdfLocked = Invalid "catalogue.pdf_locked",
        /// The captions are no WebVTT, or broken at a line.
        CaptionsInvalid = Invalid "catalogue.captions_invalid",
        /// The program that tells what a file is is not installed.
        NoProber = Unavailable "catalogue.no_prober",
    }
}
