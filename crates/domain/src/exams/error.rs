//! What exams refuse.

use kernel::faults;

faults! {
    /// What exams refuse.
    pub enum Error {
        /// No such attempt.
        UnknownAttempt = NotFound "exams.unknown_attempt",
        /// Not all lessons of the course are covered yet.
        LessonsMissing = Conflict "exams.lessons_missing",
        /// The exam of this enrolment was passed before.
        AlreadyPassed = Conflict "exams.already_passed",
        /// All attempts are used up.
        NoAttemptsLeft = Conflict "exams.no_attempts_left",
        /// Time is over, or the attempt was submitted.
        AttemptClosed = Conflict "exams.attempt_closed",
        /// The attempt is still open: there is no result yet.
        StillOpen = Conflict "exams.still_open",
        /// The server holds a newer answer than the page that sent this one.
        NewerAnswer = Conflict "exams.newer_answer",
        /// The page claims to have seen an answer that was never given.
        BadRevision = Invalid "exams.bad_revision",
        /// The answer was changed more often than anybody needs.
        TooManyRevisions = TooMany "exams.too_many_revisions",
        /// The paper has no question at this position.
        BadPosition = Invalid "exams.bad_position",
        /// The choice does not fit the question's options.
        BadChoice = Invalid "exams.bad_choice",
        /// A question for the bank that nobody could answer.
        BadQuestion = Invalid "exams.bad_question",
        /// The bank has fewer questions than a paper needs.
        BankTooSmall = Conflict "exams.bank_too_small",
    }
}
