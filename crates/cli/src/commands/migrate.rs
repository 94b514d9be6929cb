//! `xueshi migrate`.

use std::process::ExitCode;

use db::Db;
use kernel::Outcome;

use crate::configuration::Configuration;
use crate::wiring;
use crate::words::print;

/// Brings the schema to what this xueshi needs; harmless when it is so already.
pub async fn run(configuration: Configuration) -> Outcome<ExitCode> {
    if let Some(path) = configuration.database.strip_prefix("sqlite:")
        && let Some(folder) = std::path::Path::new(path).parent()
    {
        wiring::make_folder(folder)?;
    }
    let db = Db::open(&configuration.database).await?;
    db.migrate().await?;
    print("The database's schema is what this xueshi needs.");
    Ok(ExitCode::SUCCESS)
}
