//! What rosters refuse: joinings, whole lists, and single cells of them.

use kernel::faults;

faults! {
    /// Refusals of rosters.
    pub enum Error {
        /// No such invitation or claim.
        UnknownJoining = NotFound "rosters.unknown_joining",
        /// It was answered or taken back already.
        AnsweredAlready = Conflict "rosters.answered_already",
        /// She works there already.
        WorksHere = Conflict "rosters.works_here",
        /// As many claims of the person wait as may at once. Values: `most`.
        TooManyClaims = TooMany "rosters.too_many_claims",
        /// Nobody confirms that she works somewhere herself.
        OwnJoining = Forbidden "rosters.own_joining",
        /// The employer has it still: the bureau acts when its time is over.
        WithEmployer = Conflict "rosters.with_employer",
        /// A list with that person is just being taken in.
        Arriving = Conflict "rosters.arriving",

        /// No such list.
        UnknownRoster = NotFound "rosters.unknown_roster",
        /// Another list of the employer is in work.
        Busy = Conflict "rosters.busy",
        /// The list has headings and nothing below them.
        NoRows = Invalid "rosters.no_rows",
        /// It is not checked, or it is finished.
        NotChecked = Conflict "rosters.not_checked",
        /// Cells of it must be mended: all rows come into force, or none. Values: `count`.
        HasFaults = Conflict "rosters.has_faults",
        /// Nothing of it would change anything.
        NothingToDo = Conflict "rosters.nothing_to_do",
        /// Nothing of it runs.
        NotRunning = Conflict "rosters.not_running",
        /// It is not in force.
        NotInForce = Conflict "rosters.not_in_force",
        /// Somebody on it has acted. Values: `name`.
        ActedUpon = Conflict "rosters.acted_upon",

        /// The name is empty or too long. Values: `most`.
        BadName = Invalid "rosters.bad_name",
        /// The same identity number stands in an earlier row. Values: `row`.
        DoubleRow = Invalid "rosters.double_row",
        /// The same telephone stands in an earlier row. Values: `row`.
        DoublePhone = Invalid "rosters.double_phone",
        /// The identity number is registered with another name.
        NameMismatch = Invalid "rosters.name_mismatch",
        /// Somebody else signs in with that telephone.
        PhoneTaken = Invalid "rosters.phone_taken",
        /// Somebody new needs a telephone, or she could never sign in.
        PhoneNeeded = Invalid "rosters.phone_needed",
        /// The day is ahead, or out of reach.
        BadDay = Invalid "rosters.bad_day",
        /// The day is not after her last one elsewhere.
        DayBeforeLast = Invalid "rosters.day_before_last",
        /// Another list brings that person just now.
        ArrivingElsewhere = Invalid "rosters.arriving_elsewhere",
        /// More departments than an employer may have. Values: `most`.
        TooManyDepartments = Invalid "rosters.too_many_departments",
    }
}
