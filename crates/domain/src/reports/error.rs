//! What this context refuses.

use kernel::faults;

faults! {
    /// What a caller may act on.
    pub enum Error {
        /// Hours are missing (N2022 §2, §5). Values: `public`, `professional`, what is short.
        HoursShort = Conflict "reports.hours_short",
        /// Exams are not passed (N2022 §5). Value: `count`.
        ExamsMissing = Conflict "reports.exams_missing",
        /// The person is at no employer who could confirm.
        NoEmployer = Conflict "reports.no_employer",
        /// The rules of today ask nothing for that study year. Value: `year`.
        YearNotOwed = NotFound "reports.year_not_owed",
        /// It was returned: it must be drawn up again first.
        Returned = Conflict "reports.returned",
        /// It still waits for the employer.
        NotConfirmed = Conflict "reports.not_confirmed",
        /// The employer confirmed it: only the bureau can return it now.
        AlreadyConfirmed = Conflict "reports.already_confirmed",
        /// It is approved and stays so.
        AlreadyApproved = Conflict "reports.already_approved",
        /// Hours were revoked since it was drawn up. Values as for `reports.hours_short`.
        NoLongerComplete = Conflict "reports.no_longer_complete",
        /// Who confirmed it cannot approve it.
        SamePerson = Conflict "reports.same_person",
        /// Nobody approves her own report.
        OwnReport = Conflict "reports.own_report",
        /// A return needs a reason. Field `why`.
        NoReason = Invalid "reports.no_reason",
        /// The reason is too long. Field `why`; value: `max`, in characters.
        ReasonTooLong = Invalid "reports.reason_too_long",
        /// No such report.
        Unknown = NotFound "reports.unknown",
    }
}
