//! What employers refuse.

use kernel::faults;

faults! {
    /// Refusals of employers.
    pub enum Error {
        /// No such employer.
        UnknownEmployer = NotFound "employers.unknown_employer",
        /// The person works somewhere already.
        EmployedAlready = Conflict "employers.employed_already",
        /// No such registration.
        UnknownRegistration = NotFound "employers.unknown_registration",
        /// No such department of this employer, or it is closed.
        UnknownDepartment = NotFound "employers.unknown_department",
        /// No such employment.
        UnknownEmployment = NotFound "employers.unknown_employment",
        /// No such change of the territory.
        UnknownChange = NotFound "employers.unknown_change",

        /// The name is empty or too long. Values: `most`.
        BadName = Invalid "employers.bad_name",
        /// No sector was chosen.
        NoSector = Invalid "employers.no_sector",
        /// No territory was chosen.
        NoTerritory = Invalid "employers.no_territory",
        /// The check character of the credit code does not fit, and no reason was given.
        CodeDoubtful = Invalid "employers.code_doubtful",
        /// A code that does not check needs a scan of the certificate.
        CodeNeedsScan = Invalid "employers.code_needs_scan",
        /// An employer with that credit code is registered.
        CodeRegistered = Conflict "employers.code_registered",
        /// Another application for that credit code waits.
        CodeWaiting = Conflict "employers.code_waiting",
        /// As many registrations of the person wait as may at once. Values: `most`.
        TooManyWaiting = TooMany "employers.too_many_waiting",
        /// It was decided or withdrawn already.
        DecidedAlready = Conflict "employers.decided_already",
        /// Who applied does not decide.
        OwnRegistration = Forbidden "employers.own_registration",
        /// The words are missing or too long. Values: `most`.
        NoWords = Invalid "employers.no_words",
        /// Accepting a code that does not check needs words.
        OverrideNeedsWords = Invalid "employers.override_needs_words",

        /// Nobody of that name signs in with that number.
        NobodyFound = Invalid "employers.nobody_found",
        /// The last admin stays until there is another.
        LastAdmin = Conflict "employers.last_admin",
        /// The bureau appoints only where no admin is left.
        AdminsLeft = Conflict "employers.admins_left",
        /// As many admins as an employer may have. Values: `most`.
        TooManyAdmins = TooMany "employers.too_many_admins",

        /// A department of that name is open.
        DepartmentTaken = Conflict "employers.department_taken",
        /// Somebody works there still. Values: `count`.
        DepartmentNotEmpty = Conflict "employers.department_not_empty",
        /// As many departments as an employer may have. Values: `most`.
        TooManyDepartments = TooMany "employers.too_many_departments",

        /// The employer lies there already.
        SameTerritory = Invalid "employers.same_territory",
        /// Another change of the territory waits.
        ChangeWaiting = Conflict "employers.change_waiting",
        /// The standing is that already.
        SameStanding = Invalid "employers.same_standing",

        /// The day is ahead, or out of reach.
        BadDay = Invalid "employers.bad_day",
        /// The day is not after the first day of the present post. Values: `day`.
        DayBeforePost = Invalid "employers.day_before_post",
        /// The post is empty or too long. Values: `most`.
        BadPost = Invalid "employers.bad_post",
        /// A list that is just being taken in brings that person, or that department.
        Arriving = Conflict "employers.arriving",
        /// It ended already.
        EndedAlready = Conflict "employers.ended_already",
        /// She did not work there in that study year. Values: `year`.
        OutsideSpan = Forbidden "employers.outside_span",
    }
}
