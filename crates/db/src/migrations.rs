//! The schema's migrations, embedded; and a look at the schema, for the parity test.

use kernel::{Fault, Outcome};
use sqlx::migrate::{Migrate, MigrateError, Migrator};
use sqlx::{PgPool, SqlitePool};

use crate::fault::{Error, sort};
use crate::tx::Inner;
use crate::{Row, Tx};

static SQLITE: Migrator = sqlx::migrate!("../../migrations/sqlite");
static POSTGRES: Migrator = sqlx::migrate!("../../migrations/postgres");

pub(crate) async fn run_sqlite(pool: &SqlitePool) -> Outcome<()> {
    SQLITE.run(pool).await.map_err(sort_migration)
}

pub(crate) async fn run_postgres(pool: &PgPool) -> Outcome<()> {
    POSTGRES.run(pool).await.map_err(sort_migration)
}

pub(crate) async fn check_sqlite(pool: &SqlitePool) -> Outcome<()> {
    let mut connection = pool.acquire().await.map_err(sort)?;
    compare(&SQLITE, &mut *connection).await
}

pub(crate) async fn check_postgres(pool: &PgPool) -> Outcome<()> {
    let mut connection = pool.acquire().await.map_err(sort)?;
    compare(&POSTGRES, &mut *connection).await
}

async fn compare(ours: &Migrator, connection: &mut impl Migrate) -> Outcome<()> {
    let table = "_sqlx_migrations";
    // No such table: nothing was ever migrated.
    let applied = connection
        .list_applied_migrations(table)
        .await
        .unwrap_or_default();
    let newest = applied
        .iter()
        .map(|migration| migration.version)
        .max()
        .unwrap_or(0);
    let needed = ours
        .iter()
        .map(|migration| migration.version)
        .max()
        .unwrap_or(0);
    match newest.cmp(&needed) {
        std::cmp::Ordering::Equal => Ok(()),
        std::cmp::Ordering::Less => Err(Error::TooOld.fault().with("version", newest)),
        std::cmp::Ordering::Greater => Err(Error::TooNew.fault().with("version", newest)),
    }
}

fn sort_migration(error: MigrateError) -> Fault {
    match error {
        MigrateError::VersionMissing(version) => Error::TooNew.fault().with("version", version),
        MigrateError::Execute(error) => sort(error),
        other => Fault::internal("db.broken", other),
    }
}

/// A table with its columns, as the parity test compares them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Table {
    /// The table's name.
    pub name: String,
    /// `name shape nullability`, in the table's order; shapes are those of `Value`.
    pub columns: Vec<String>,
}

/// All of our tables, sorted by name, with the column types of either engine in one vocabulary.
pub async fn schema(tx: &mut Tx) -> Outcome<Vec<Table>> {
    let sqlite = "SELECT m.name AS tbl, c.name AS col, \
         CASE upper(c.type) WHEN 'INTEGER' THEN 'integer' ELSE lower(c.type) END AS shape, \
         CASE WHEN c.\"notnull\" = 1 OR c.pk > 0 THEN 'not null' ELSE 'null' END AS nullability \
         FROM sqlite_master m JOIN pragma_table_info(m.name) c \
         WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' AND m.name NOT LIKE '_sqlx%' \
         ORDER BY m.name, c.cid";
    let postgres = "SELECT CAST(table_name AS TEXT) AS tbl, CAST(column_name AS TEXT) AS col, \
         CASE data_type WHEN 'bigint' THEN 'integer' WHEN 'boolean' THEN 'integer' \
         WHEN 'bytea' THEN 'blob' ELSE CAST(data_type AS TEXT) END AS shape, \
         CASE is_nullable WHEN 'NO' THEN 'not null' ELSE 'null' END AS nullability \
         FROM information_schema.columns JOIN information_schema.tables \
         USING (table_catalog, table_schema, table_name) WHERE table_type = 'BASE TABLE' \
         AND table_schema = current_schema() AND table_name NOT LIKE '\\_sqlx%' \
         ORDER BY table_name, ordinal_position";
    let read = |row: Row<'_>| {
        let line = format!(
            "{} {} {}",
            row.get::<String>("col")?,
            row.get::<String>("shape")?,
            row.get::<String>("nullability")?
        );
        Ok((row.get::<String>("tbl")?, line))
    };
    let rows = match tx.inner {
        Inner::Sqlite(_) => tx.query(sqlite).all(read).await?,
        Inner::Postgres(_) => tx.query(postgres).all(read).await?,
    };
    let mut tables: Vec<Table> = Vec::new();
    for (name, column) in rows {
        match tables.last_mut() {
            Some(table) if table.name == name => table.columns.push(column),
            _ => tables.push(Table {
                name,
                columns: vec![column],
            }),
        }
    }
    tables.sort();
    Ok(tables)
}
