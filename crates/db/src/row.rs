//! Reading a row of either engine by column name.

use std::str::FromStr;

use kernel::{Day, Fault, Fen, Hours, Id, Instant, Outcome, Prefixed};
use sqlx::Row as _;
use sqlx::postgres::PgRow;
use sqlx::sqlite::SqliteRow;

use crate::fault::sort;

/// A row of either engine.
#[derive(Clone, Copy)]
pub enum Row<'r> {
    /// From SQLite.
    Sqlite(&'r SqliteRow),
    /// From PostgreSQL.
    Postgres(&'r PgRow),
}

/// A type that a column can be read as.
pub trait FromColumn: Sized {
    /// Reads the named column.
    fn from_column(row: Row<'_>, name: &str) -> Outcome<Self>;
}

impl Row<'_> {
    /// Reads a column; a wrong type or name is a failure of ours.
    pub fn get<T: FromColumn>(self, name: &str) -> Outcome<T> {
        T::from_column(self, name)
    }

    /// Reads a text column as one of our named values (a status, a role, …).
    pub fn parse<T>(self, name: &str) -> Outcome<T>
    where
        T: FromStr<Err = Fault>,
    {
        let text: String = self.get(name)?;
        text.parse()
            .map_err(|fault: Fault| Fault::internal("db.broken", fault))
    }
}

macro_rules! plain {
    ($($type:ty),*) => {$(
        impl FromColumn for $type {
            fn from_column(row: Row<'_>, name: &str) -> Outcome<Self> {
                match row {
                    Row::Sqlite(row) => row.try_get(name).map_err(sort),
                    Row::Postgres(row) => row.try_get(name).map_err(sort),
                }
            }
        }
        impl FromColumn for Option<$type> {
            fn from_column(row: Row<'_>, name: &str) -> Outcome<Self> {
                match row {
                    Row::Sqlite(row) => row.try_get(name).map_err(sort),
                    Row::Postgres(row) => row.try_get(name).map_err(sort),
                }
            }
        }
    )*};
}
plain!(String, i64, bool, Vec<u8>);

macro_rules! through {
    ($($type:ty, $stored:ty, |$value:ident| $expression:expr;)*) => {$(
        impl FromColumn for $type {
            fn from_column(row: Row<'_>, name: &str) -> Outcome<Self> {
                let $value: $stored = row.get(name)?;
                $expression
            }
        }
        impl FromColumn for Option<$type> {
            fn from_column(row: Row<'_>, name: &str) -> Outcome<Self> {
                let value: Option<$stored> = row.get(name)?;
                value.map(|$value| -> Outcome<$type> { $expression }).transpose()
            }
        }
    )*};
}

fn broken(error: impl std::error::Error + Send + Sync + 'static) -> Fault {
    Fault::internal("db.broken", error)
}

through! {
    Fen, i64, |value| Ok(Fen::new(value));
    Hours, i64, |value| Ok(Hours::hundredths(value));
    Instant, i64, |value| Ok(Instant::from_micros(value));
    i16, i64, |value| i16::try_from(value).map_err(broken);
    i32, i64, |value| i32::try_from(value).map_err(broken);
    Day, String, |value| value.parse().map_err(broken);
}

impl<T: Prefixed> FromColumn for Id<T> {
    fn from_column(row: Row<'_>, name: &str) -> Outcome<Self> {
        row.get::<String>(name)?.parse().map_err(broken)
    }
}

impl<T: Prefixed> FromColumn for Option<Id<T>> {
    fn from_column(row: Row<'_>, name: &str) -> Outcome<Self> {
        row.get::<Option<String>>(name)?
            .map(|text| text.parse().map_err(broken))
            .transpose()
    }
}
