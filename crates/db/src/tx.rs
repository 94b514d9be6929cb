//! A transaction: everything in it happens, or nothing. Dropping it rolls back.

use kernel::Outcome;
use sqlx::{Postgres, Sqlite, Transaction};

use crate::fault::sort;
use crate::recorder::Recorder;
use crate::{EngineName, Query};

/// An open transaction on either engine.
pub struct Tx {
    pub(crate) inner: Inner,
    pub(crate) recorder: Option<Recorder>,
}

pub(crate) enum Inner {
    Sqlite(Transaction<'static, Sqlite>),
    Postgres(Transaction<'static, Postgres>),
}

impl Tx {
    /// A statement with `$1`, `$2`, … to be bound in order.
    pub fn query(&mut self, sql: &'static str) -> Query<'_> {
        Query::new(self, sql)
    }

    /// The same query, where the text must differ per engine. Such pairs are counted by tidy.
    pub fn query_per_engine(&mut self, sqlite: &'static str, postgres: &'static str) -> Query<'_> {
        let sql = match self.engine() {
            EngineName::Sqlite => sqlite,
            EngineName::Postgres => postgres,
        };
        Query::new(self, sql)
    }

    /// Which engine this is, for reports to an operator.
    pub fn engine(&self) -> EngineName {
        match self.inner {
            Inner::Sqlite(_) => EngineName::Sqlite,
            Inner::Postgres(_) => EngineName::Postgres,
        }
    }

    /// Waits until no other transaction holds the same key, and holds it until the end of this
    /// one. Nothing to do on SQLite, whose writer is alone. Take locks in the order of their keys.
    pub async fn lock(&mut self, key: &str) -> Outcome<()> {
        if let Inner::Postgres(tx) = &mut self.inner {
            sqlx::query("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))")
                .bind(key)
                .execute(&mut **tx)
                .await
                .map_err(sort)?;
        }
        Ok(())
    }

    /// Makes everything in it durable.
    pub async fn commit(self) -> Outcome<()> {
        match self.inner {
            Inner::Sqlite(tx) => tx.commit().await,
            Inner::Postgres(tx) => tx.commit().await,
        }
        .map_err(sort)
    }

    /// Undoes everything in it, now rather than when it is dropped.
    pub async fn roll_back(self) -> Outcome<()> {
        match self.inner {
            Inner::Sqlite(tx) => tx.rollback().await,
            Inner::Postgres(tx) => tx.rollback().await,
        }
        .map_err(sort)
    }
}
