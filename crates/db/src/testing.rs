//! Databases for tests: a SQLite file of its own, or a schema of its own on the PostgreSQL that
//! the test run was given. Empty but migrated; gone when dropped.

use std::path::PathBuf;
use std::str::FromStr;
use std::sync::atomic::{AtomicU32, Ordering};

use kernel::{Fault, Outcome};
use sqlx::Connection;
use sqlx::postgres::{PgConnectOptions, PgConnection};

use crate::fault::sort;
use crate::recorder::Recorder;
use crate::{Db, EngineName};

/// A database that belongs to one test.
pub struct TestDb {
    /// The database itself.
    pub db: Db,
    folder: Option<PathBuf>,
    recorder: Recorder,
}

static COUNTER: AtomicU32 = AtomicU32::new(0);

impl TestDb {
    /// A new, migrated database. `postgres` is the address of a server for the PostgreSQL engine.
    pub async fn new(engine: EngineName, postgres: Option<&str>) -> Outcome<Self> {
        let number = COUNTER.fetch_add(1, Ordering::Relaxed);
        let name = format!("xueshi_test_{}_{number}", std::process::id());
        let (mut db, folder) = match engine {
            EngineName::Sqlite => {
                let folder = std::env::temp_dir().join(&name);
                std::fs::create_dir_all(&folder)
                    .map_err(|error| Fault::internal("db.broken", error))?;
                let file = folder.join("test.db");
                let _ = std::fs::remove_file(&file);
                (
                    Db::open(&format!("sqlite:{}", file.display())).await?,
                    Some(folder),
                )
            }
            EngineName::Postgres => {
                let address = postgres.unwrap_or_default();
                let options = PgConnectOptions::from_str(address).map_err(sort)?;
                make_schema(&options, &name).await?;
                (
                    Db::open_postgres(options.options([("search_path", &name)])).await?,
                    None,
                )
            }
        };
        db.migrate().await?;
        let recorder = Recorder::default();
        db.record(recorder.clone());
        Ok(Self {
            db,
            folder,
            recorder,
        })
    }
}

async fn make_schema(options: &PgConnectOptions, name: &str) -> Outcome<()> {
    let mut connection = PgConnection::connect_with(options).await.map_err(sort)?;
    // The name is made of our own letters and digits; nothing from outside comes in.
    for statement in [
        format!("DROP SCHEMA IF EXISTS {name} CASCADE"),
        format!("CREATE SCHEMA {name}"),
    ] {
        sqlx::query(sqlx::AssertSqlSafe(statement))
            .execute(&mut connection)
            .await
            .map_err(sort)?;
    }
    connection.close().await.map_err(sort)
}

impl Drop for TestDb {
    fn drop(&mut self) {
        #[expect(
            clippy::disallowed_methods,
            reason = "the test run asks for it this way"
        )]
        if let Ok(folder) = std::env::var("XUESHI_TEST_STATEMENTS") {
            self.recorder.write(folder.as_ref(), self.db.engine());
        }
        if let Some(folder) = &self.folder {
            let _ = std::fs::remove_dir_all(folder);
        }
    }
}
