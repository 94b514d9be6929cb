//! What hours of earlier years refuse.

use kernel::faults;

faults! {
    /// Refusals of hours of earlier years.
    pub enum Error {
        /// No such list.
        UnknownList = NotFound "earlier.unknown_list",
        /// The list has no rows.
        NoRows = Invalid "earlier.no_rows",
        /// The same file was taken in already.
        SameFile = Conflict "earlier.same_file",
        /// Too many lists are in work.
        TooManyRunning = TooMany "earlier.too_many_running",
        /// It is not checked yet, or over.
        NotChecked = Conflict "earlier.not_checked",
        /// Rows must be mended first: all or nothing.
        FaultyRows = Conflict "earlier.faulty_rows",
        /// Who uploaded a list does not confirm it.
        SameOfficer = Forbidden "earlier.same_officer",
        /// Her own hours stand in it.
        OwnHours = Forbidden "earlier.own_hours",
        /// Nobody whom we know has this number.
        UnknownPerson = NotFound "earlier.unknown_person",
        /// The number belongs to somebody of another name.
        NameMismatch = Invalid "earlier.name_mismatch",
        /// The person belongs to another territory.
        OtherTerritory = Forbidden "earlier.other_territory",
        /// The notice in force does not speak of the year.
        UnknownYear = Invalid "earlier.unknown_year",
        /// Not a number of hours that can be imported.
        BadHours = Invalid "earlier.bad_hours",
        /// The origin or the document is missing or too long.
        NoOrigin = Invalid "earlier.no_origin",
        /// The same document stands twice in the list.
        TwiceInList = Invalid "earlier.twice_in_list",
        /// The same document was posted already.
        PostedAlready = Conflict "earlier.posted_already",
        /// The ledger has hours of that year and category already.
        HoursThere = Conflict "earlier.hours_there",
        /// A category that is none.
        UnknownCategory = Invalid "earlier.unknown_category",
        /// No such request.
        UnknownRequest = NotFound "earlier.unknown_request",
        /// The same was asked for already.
        AskedAlready = Conflict "earlier.asked_already",
        /// It was decided already, or withdrawn.
        Decided = Conflict "earlier.decided",
        /// Words are needed, of so many characters.
        NoWords = Invalid "earlier.no_words",
        /// The day by which it is needed is past, or too far.
        BadNeededBy = Invalid "earlier.bad_needed_by",
    }
}
