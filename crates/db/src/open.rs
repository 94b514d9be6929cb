//! Opening a database of either engine.

use std::path::Path;
use std::str::FromStr;
use std::time::Duration;

use kernel::{Fault, Outcome};
use sqlx::Connection as _;
use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqlitePool, SqlitePoolOptions,
    SqliteSynchronous,
};

use crate::fault::{Error, is_full, sort};
use crate::recorder::Recorder;
use crate::tx::Inner;
use crate::{Tx, migrations};

/// A database; cheap to clone.
#[derive(Clone)]
pub struct Db {
    engine: Engine,
    recorder: Option<Recorder>,
}

#[derive(Clone)]
enum Engine {
    Sqlite {
        writer: SqlitePool,
        readers: SqlitePool,
    },
    Postgres(PgPool),
}

/// The engines we run on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EngineName {
    /// SQLite, in one file.
    Sqlite,
    /// PostgreSQL.
    Postgres,
}

/// Readers beside the one writer of SQLite; more than cores only adds switching.
const SQLITE_READERS: u32 = 4;
/// Connections to PostgreSQL.
const POSTGRES_CONNECTIONS: u32 = 16;
/// How long a caller waits for a connection before it is told that the house is full.
const WAIT: Duration = Duration::from_secs(10);
/// Rows that the thread of SQLite may read ahead: with fewer than a page it stops in between.
const SQLITE_ROWS_AHEAD: usize = 512;
/// Statements kept prepared per connection: more than we have.
const STATEMENTS: usize = 500;

impl Db {
    /// Opens `sqlite:PATH` (made when it does not exist) or `postgres://…`.
    pub async fn open(address: &str) -> Outcome<Self> {
        if let Some(path) = address.strip_prefix("sqlite:") {
            Self::open_sqlite(Path::new(path)).await
        } else if address.starts_with("postgres:") || address.starts_with("postgresql:") {
            let options = PgConnectOptions::from_str(address)
                .map_err(|_| Error::BadAddress.fault().with("address", "postgres://…"))?;
            Self::open_postgres(options).await
        } else {
            Err(Error::BadAddress.fault().with("address", address))
        }
    }

    async fn open_sqlite(path: &Path) -> Outcome<Self> {
        let options = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(true)
            .foreign_keys(true)
            .journal_mode(SqliteJournalMode::Wal)
            // "Answered" means durable; NORMAL may lose the last commits at a power cut.
            .synchronous(SqliteSynchronous::Full)
            .busy_timeout(WAIT)
            // INSERT OR REPLACE must ring the triggers of append-only tables too.
            .pragma("recursive_triggers", "ON")
            .pragma("cache_size", "-16000")
            .pragma("mmap_size", "67108864")
            // A group of beats changes some thousand pages: the same ones again and again. With the
            // default of 1000 each commit would copy them into the file as well.
            .pragma("wal_autocheckpoint", "10000")
            // What undoes a single statement needs no file.
            .pragma("temp_store", "MEMORY")
            .row_buffer_size(SQLITE_ROWS_AHEAD)
            .statement_cache_capacity(STATEMENTS);
        let writer = SqlitePoolOptions::new()
            .max_connections(1)
            .min_connections(1)
            .acquire_timeout(WAIT)
            .idle_timeout(None)
            .max_lifetime(None)
            .test_before_acquire(false)
            .after_release(|connection, _| Box::pin(async { Ok(is_idle(connection)) }))
            .connect_with(options.clone())
            .await
            .map_err(unreachable)?;
        let readers = SqlitePoolOptions::new()
            .max_connections(SQLITE_READERS)
            .acquire_timeout(WAIT)
            .idle_timeout(None)
            .max_lifetime(None)
            .test_before_acquire(false)
            .after_release(|connection, _| Box::pin(async { Ok(is_idle(connection)) }))
            .connect_with(options)
            .await
            .map_err(unreachable)?;
        Ok(Self {
            engine: Engine::Sqlite { writer, readers },
            recorder: None,
        })
    }

    pub(crate) async fn open_postgres(options: PgConnectOptions) -> Outcome<Self> {
        let options = options.statement_cache_capacity(STATEMENTS);
        let pool = PgPoolOptions::new()
            .max_connections(POSTGRES_CONNECTIONS)
            .acquire_timeout(WAIT)
            .connect_with(options)
            .await
            .map_err(unreachable)?;
        Ok(Self {
            engine: Engine::Postgres(pool),
            recorder: None,
        })
    }

    /// Remembers statements from now on.
    pub(crate) fn record(&mut self, recorder: Recorder) {
        self.recorder = Some(recorder);
    }

    /// Begins a transaction that changes things.
    pub async fn begin(&self) -> Outcome<Tx> {
        let inner = match &self.engine {
            Engine::Sqlite { writer, .. } => {
                Inner::Sqlite(writer.begin_with("BEGIN IMMEDIATE").await.map_err(sort)?)
            }
            Engine::Postgres(pool) => Inner::Postgres(pool.begin().await.map_err(sort)?),
        };
        Ok(Tx {
            inner,
            recorder: self.recorder.clone(),
        })
    }

    /// Begins a transaction that only looks; all its reads see one moment.
    pub async fn read(&self) -> Outcome<Tx> {
        let inner = match &self.engine {
            Engine::Sqlite { readers, .. } => Inner::Sqlite(readers.begin().await.map_err(sort)?),
            Engine::Postgres(pool) => Inner::Postgres(
                pool.begin_with("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
                    .await
                    .map_err(sort)?,
            ),
        };
        Ok(Tx {
            inner,
            recorder: self.recorder.clone(),
        })
    }

    /// Brings the schema to what this build needs; `db.too_new` when it is ahead of us.
    pub async fn migrate(&self) -> Outcome<()> {
        match &self.engine {
            Engine::Sqlite { writer, .. } => migrations::run_sqlite(writer).await,
            Engine::Postgres(pool) => migrations::run_postgres(pool).await,
        }
    }

    /// Says whether the schema is what this build needs, without changing it.
    pub async fn check(&self) -> Outcome<()> {
        match &self.engine {
            Engine::Sqlite { readers, .. } => migrations::check_sqlite(readers).await,
            Engine::Postgres(pool) => migrations::check_postgres(pool).await,
        }
    }

    /// Which engine this is.
    pub fn engine(&self) -> EngineName {
        match self.engine {
            Engine::Sqlite { .. } => EngineName::Sqlite,
            Engine::Postgres(_) => EngineName::Postgres,
        }
    }

    /// Closes all connections after their work.
    pub async fn close(&self) {
        match &self.engine {
            Engine::Sqlite { writer, readers } => {
                readers.close().await;
                writer.close().await;
            }
            Engine::Postgres(pool) => pool.close().await,
        }
    }
}

/// Whether a connection that comes back may be lent again. A full disk makes SQLite roll back by
/// itself, and the driver then counts a transaction that is not there: such a connection would
/// refuse every writer after it.
fn is_idle(connection: &SqliteConnection) -> bool {
    !connection.is_in_transaction()
}

fn unreachable(error: sqlx::Error) -> Fault {
    let why = match &error {
        sqlx::Error::Database(database) if is_full(database.as_ref()) => Error::Full,
        _ => Error::Unavailable,
    };
    why.fault().with("why", error)
}
