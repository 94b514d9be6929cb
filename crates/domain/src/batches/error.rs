//! What batches refuse: a whole list, or single cells of it.

use kernel::faults;

faults! {
    /// Refusals of batches.
    pub enum Error {
        /// No such list.
        UnknownBatch = NotFound "batches.unknown_batch",
        /// The list is still being checked, or is finished.
        NotChecked = Conflict "batches.not_checked",
        /// Nothing of it runs.
        NotRunning = Conflict "batches.not_running",
        /// It runs still.
        StillRunning = Conflict "batches.still_running",
        /// There are no results yet.
        NotDone = Conflict "batches.not_done",
        /// Its rows were erased.
        Erased = Conflict "batches.erased",
        /// No row of it can be decided.
        NothingToDecide = Conflict "batches.nothing_to_decide",
        /// The day up to which entries count is not over yet.
        CutOffAhead = Invalid "batches.cut_off_ahead",
        /// As many lists run for the territory as may at once. Values: `most`.
        TooManyRunning = TooMany "batches.too_many_running",
        /// The list has headings and nothing below them.
        NoRows = Invalid "batches.no_rows",

        /// The name is empty or too long. Values: `most`.
        BadName = Invalid "batches.bad_name",
        /// No purpose of an application. Values: `value`, `known`.
        UnknownPurpose = Invalid "batches.unknown_purpose",
        /// No level of a title. Values: `value`, `known`.
        UnknownLevel = Invalid "batches.unknown_level",
        /// No degree. Values: `value`, `known`.
        UnknownDegree = Invalid "batches.unknown_degree",
        /// No sector of an employer. Values: `value`, `known`.
        UnknownSector = Invalid "batches.unknown_sector",
        /// The same person applies for the same in an earlier row. Values: `row`.
        DoubleRow = Invalid "batches.double_row",
        /// The identity number is registered with another name.
        NameMismatch = Invalid "batches.name_mismatch",
        /// The person belongs to a territory that is not the committee's.
        OtherTerritory = Invalid "batches.other_territory",
        /// Not in our records, and the list gives no hours.
        NoHoursGiven = Invalid "batches.no_hours_given",
        /// No edition of the rules covers the day for this person. Values: `year`.
        NoEdition = Invalid "batches.no_edition",
    }
}
