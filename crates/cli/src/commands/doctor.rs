//! `xueshi doctor`: what is wrong, and how to mend it. Each line is one look; none changes
//! anything.

use std::process::ExitCode;

use db::Db;
use kernel::{Fault, Outcome};
use policy::Policies;

use super::{UNUSABLE, WRONG, hint};
use crate::arguments::Place;
use crate::configuration::Configuration;
use crate::words::{print, say};

/// Looks at everything that must be right.
pub fn run(place: &Place) -> ExitCode {
    let configuration = match Configuration::read(place) {
        Ok(configuration) => configuration,
        Err(words) => {
            say(words);
            return ExitCode::from(UNUSABLE);
        }
    };
    super::asynchronous(look(configuration))
}

async fn look(configuration: Configuration) -> Outcome<ExitCode> {
    let mut wrong = 0;
    let mut tell = |what: &str, found: Result<String, String>| match found {
        Ok(words) => print(format_args!("ok     {what}: {words}")),
        Err(words) => {
            wrong += 1;
            print(format_args!("WRONG  {what}: {words}"));
        }
    };
    tell(
        "configuration",
        Ok(format!(
            "{} on {}",
            configuration.database, configuration.listen
        )),
    );
    tell(
        "secret",
        configuration
            .secret()
            .map(|secret| format!("{} bytes", secret.len())),
    );
    tell("data folder", data_folder(&configuration));
    tell(
        "policies",
        Policies::embedded()
            .map(|policies| format!("{} editions", policies.editions().len()))
            .map_err(|error| error.to_string()),
    );
    let database = look_at_database(&configuration).await;
    for (what, found) in database {
        tell(what, found.map_err(|fault| explain(&fault)));
    }
    let code = if wrong == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::from(WRONG)
    };
    print(format_args!("{wrong} things are wrong"));
    Ok(code)
}

fn explain(fault: &Fault) -> String {
    match hint(fault) {
        Some(hint) => format!("{fault:?}. {hint}"),
        None => format!("{fault:?}"),
    }
}

fn data_folder(configuration: &Configuration) -> Result<String, String> {
    let folder = &configuration.data;
    let probe = folder.join(".doctor");
    std::fs::write(&probe, b"x")
        .and_then(|()| std::fs::remove_file(&probe))
        .map(|()| folder.display().to_string())
        .map_err(|error| {
            format!(
                "{} cannot be written: {error}. Make it: mkdir -p {0}",
                folder.display()
            )
        })
}

async fn look_at_database(configuration: &Configuration) -> Vec<(&'static str, Outcome<String>)> {
    let db = match Db::open(&configuration.database).await {
        Ok(db) => db,
        Err(fault) => return vec![("database", Err(fault))],
    };
    let schema = db.check().await.map(|()| "up to date".to_owned());
    let usable = schema.is_ok();
    let mut found = vec![
        ("database", Ok(format!("{:?}", db.engine()))),
        ("schema", schema),
    ];
    if usable {
        found.push(("queue", queue(&db).await));
    }
    found
}

async fn queue(db: &Db) -> Outcome<String> {
    let mut tx = db.read().await?;
    let counts = jobs::counts(&mut tx).await?;
    if counts.dead > 0 {
        return Err(Fault::internal(
            "jobs.dead",
            format!(
                "{} jobs were given up; see the operator's page",
                counts.dead
            ),
        ));
    }
    Ok(format!("{} jobs wait", counts.queued))
}
