//! Database errors as faults: what a caller may act on, and the rest as a failure of ours.

use kernel::{Fault, faults};

faults! {
    /// What can go wrong between us and the database.
    pub enum Error {
        /// A unique or foreign key said no; stores turn expected ones into their own words.
        Conflict = Conflict "db.conflict",
        /// The database cannot be reached or is too busy.
        Unavailable = Unavailable "db.unavailable",
        /// The disk under the database is full: nothing was kept.
        Full = Unavailable "db.full",
        /// The database was written by a newer xueshi.
        TooNew = Unavailable "db.too_new",
        /// The database has not been migrated to what this xueshi needs.
        TooOld = Unavailable "db.too_old",
        /// The address is neither `sqlite:` nor `postgres:`.
        BadAddress = Invalid "db.bad_address",
        /// A statement or a row was not what we expected.
        Broken = Internal "db.broken",
        /// A row that must exist does not.
        Missing = NotFound "db.missing",
    }
}

/// Sorts an error of the driver.
pub(crate) fn sort(error: sqlx::Error) -> Fault {
    match &error {
        sqlx::Error::Database(database)
            if database.is_unique_violation() || database.is_foreign_key_violation() =>
        {
            Error::Conflict
                .fault()
                .with("constraint", database.constraint().unwrap_or("?"))
        }
        sqlx::Error::Database(database) if is_full(database.as_ref()) => Error::Full.into(),
        sqlx::Error::Database(database) if is_busy(database.as_ref()) => Error::Unavailable.into(),
        sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed | sqlx::Error::Io(_) => {
            Error::Unavailable.into()
        }
        _ => Fault::internal("db.broken", error),
    }
}

/// SQLite's FULL, and its `IOERR_SHMSIZE`: no room for the index of its journal; PostgreSQL's "disk
/// full".
pub(crate) fn is_full(error: &dyn sqlx::error::DatabaseError) -> bool {
    error
        .code()
        .is_some_and(|code| matches!(code.as_ref(), "13" | "4874" | "53100"))
}

/// SQLite's BUSY; PostgreSQL's deadlock and "shutting down".
fn is_busy(error: &dyn sqlx::error::DatabaseError) -> bool {
    error
        .code()
        .is_some_and(|code| matches!(code.as_ref(), "5" | "517" | "40P01" | "57P01"))
}
