//! A statement with its bound values.

use kernel::Outcome;
use sqlx::postgres::{PgArguments, Postgres};
use sqlx::sqlite::{Sqlite, SqliteArguments};

use crate::fault::{Error, sort};
use crate::tx::Inner;
use crate::{Row, ToValue, Tx, Value};

/// A statement being built.
#[must_use = "a statement does nothing until it is run"]
pub struct Query<'t> {
    tx: &'t mut Tx,
    sql: &'static str,
    values: Vec<Value>,
}

impl<'t> Query<'t> {
    pub(crate) fn new(tx: &'t mut Tx, sql: &'static str) -> Self {
        if let Some(recorder) = &tx.recorder {
            recorder.note(sql);
        }
        Self {
            tx,
            sql,
            values: Vec::new(),
        }
    }

    /// Binds the next value, `$1` first.
    // By value, so that callers need no `&` before literals and copies.
    #[expect(clippy::needless_pass_by_value, reason = "callers bind temporaries")]
    pub fn bind(mut self, value: impl ToValue) -> Self {
        self.values.push(value.to_value());
        self
    }

    /// Runs it; how many rows it changed.
    pub async fn execute(self) -> Outcome<u64> {
        match &mut self.tx.inner {
            Inner::Sqlite(tx) => sqlite(self.sql, self.values)
                .execute(&mut **tx)
                .await
                .map(|done| done.rows_affected()),
            Inner::Postgres(tx) => postgres(self.sql, self.values)
                .execute(&mut **tx)
                .await
                .map(|done| done.rows_affected()),
        }
        .map_err(sort)
    }

    /// All rows, in order.
    pub async fn all<T>(self, read: impl Fn(Row<'_>) -> Outcome<T>) -> Outcome<Vec<T>> {
        match &mut self.tx.inner {
            Inner::Sqlite(tx) => {
                let rows = sqlite(self.sql, self.values)
                    .fetch_all(&mut **tx)
                    .await
                    .map_err(sort)?;
                rows.iter().map(|row| read(Row::Sqlite(row))).collect()
            }
            Inner::Postgres(tx) => {
                let rows = postgres(self.sql, self.values)
                    .fetch_all(&mut **tx)
                    .await
                    .map_err(sort)?;
                rows.iter().map(|row| read(Row::Postgres(row))).collect()
            }
        }
    }

    /// The first row, if there is one.
    pub async fn optional<T>(self, read: impl Fn(Row<'_>) -> Outcome<T>) -> Outcome<Option<T>> {
        match &mut self.tx.inner {
            Inner::Sqlite(tx) => {
                let row = sqlite(self.sql, self.values)
                    .fetch_optional(&mut **tx)
                    .await
                    .map_err(sort)?;
                row.as_ref().map(|row| read(Row::Sqlite(row))).transpose()
            }
            Inner::Postgres(tx) => {
                let row = postgres(self.sql, self.values)
                    .fetch_optional(&mut **tx)
                    .await
                    .map_err(sort)?;
                row.as_ref().map(|row| read(Row::Postgres(row))).transpose()
            }
        }
    }

    /// The one row; `db.missing` when there is none.
    pub async fn one<T>(self, read: impl Fn(Row<'_>) -> Outcome<T>) -> Outcome<T> {
        self.optional(read)
            .await?
            .ok_or_else(|| Error::Missing.into())
    }
}

fn sqlite(
    sql: &'static str,
    values: Vec<Value>,
) -> sqlx::query::Query<'static, Sqlite, SqliteArguments> {
    values
        .into_iter()
        .fold(sqlx::query(sql), |query, value| match value {
            Value::Text(value) => query.bind(value),
            Value::Int(value) => query.bind(value),
            Value::Bool(value) => query.bind(value),
            Value::Bytes(value) => query.bind(value),
        })
}

fn postgres(
    sql: &'static str,
    values: Vec<Value>,
) -> sqlx::query::Query<'static, Postgres, PgArguments> {
    values
        .into_iter()
        .fold(sqlx::query(sql), |query, value| match value {
            Value::Text(value) => query.bind(value),
            Value::Int(value) => query.bind(value),
            Value::Bool(value) => query.bind(value),
            Value::Bytes(value) => query.bind(value),
        })
}
