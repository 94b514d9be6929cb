//! What learning refuses.

use kernel::faults;

faults! {
    /// Refusals of learning.
    pub enum Error {
        /// No such session of this person.
        UnknownSession = NotFound "learning.unknown_session",
        /// The lesson does not belong to the enrolment's course.
        ForeignLesson = NotFound "learning.foreign_lesson",
        /// Another session of the person earns already.
        OtherSession = Conflict "learning.other_session",
        /// A segment is not a stretch of this lesson.
        BadSegment = Invalid "learning.bad_segment",
        /// Not seconds: a number from zero on with at most three decimals.
        BadSeconds = Invalid "learning.bad_seconds",
        /// The number of a beat is below zero.
        BadSeq = Invalid "learning.bad_seq",
        /// Too many segments in one beat.
        TooManySegments = Invalid "learning.too_many_segments",
        /// More was claimed than the clock allows.
        FasterThanClock = Conflict "learning.faster_than_clock",
        /// Too many separate stretches of the lesson are kept already.
        TooScattered = Conflict "learning.too_scattered",
        /// The day has credited as much as the rules allow.
        DayFull = Conflict "learning.day_full",
        /// Nothing is credited at this time of the day.
        OutsideHours = Conflict "learning.outside_hours",
        /// Another node or operation changed the same row at once; try again.
        Busy = Unavailable "learning.busy",
        /// The session has ended.
        SessionEnded = Conflict "learning.session_ended",
        /// Another device took over.
        TakenOver = Conflict "learning.taken_over",
        /// No such presence check of this person.
        UnknownCheck = NotFound "learning.unknown_check",
        /// The number of an option that a check does not have.
        BadOption = Invalid "learning.bad_option",
        /// The study year is closed.
        WindowClosed = Conflict "learning.window_closed",
        /// A presence check was missed: what was credited since the last proof was taken back.
        CheckMissed = Conflict "learning.check_missed",
        /// Claimed, not refused, and not there: the record contradicts itself.
        Unexplained = Conflict "learning.unexplained",
        /// Not a stretch of this lesson that can be disputed.
        BadStretch = Invalid "learning.bad_stretch",
        /// A dispute says in so many words what happened.
        NoWords = Invalid "learning.no_words",
        /// All of the stretch is credited already.
        NothingLacks = Conflict "learning.nothing_lacks",
        /// A dispute about a part of the stretch waits for its answer.
        AlreadyDisputed = Conflict "learning.already_disputed",
        /// So many disputes of the person wait already.
        TooManyDisputes = Conflict "learning.too_many_disputes",
        /// No such dispute.
        UnknownDispute = NotFound "learning.unknown_dispute",
        /// Nobody decides on her own dispute.
        OwnDispute = Forbidden "learning.own_dispute",
        /// A decision needs a reason, in so many words.
        NoReason = Invalid "learning.no_reason",
        /// Neither credit nor refusal was chosen.
        NoRuling = Invalid "learning.no_ruling",
        /// The dispute was settled otherwise before.
        DisputeSettled = Conflict "learning.dispute_settled",
    }
}
