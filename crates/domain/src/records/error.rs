//! What is refused about records.

use kernel::faults;

faults! {
    /// Refusals about records.
    pub enum Error {
        /// Nobody was named.
        Nobody = Invalid "records.nobody",
        /// More people than are told at once.
        TooMany = Invalid "records.too_many",
        /// The day has not come yet.
        DayAhead = Invalid "records.day_ahead",
        /// No column of identity numbers in the list.
        NoNumbers = Invalid "records.no_numbers",
    }
}
