//! `xueshi doctor`: what is wrong, and how to mend it. Each line is one look; none changes
//! anything.

use std::collections::BTreeSet;
use std::process::ExitCode;

use db::Db;
use kernel::{Day, Fault, Outcome};
use policy::{Edition, Policies};

use super::{UNUSABLE, WRONG, hint};
use crate::arguments::Place;
use crate::clock;
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
    if let Ok(policies) = Policies::embedded() {
        tell("editions", editions(&policies, clock::real()().day()));
    }
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

/// Each territory that ever had an edition needs one for today: without it nobody orders, studies
/// or applies there.
fn editions(policies: &Policies, today: Day) -> Result<String, String> {
    let published = || policies.editions().iter().filter(|one| !one.is_draft());
    let territories: BTreeSet<&str> = published().map(Edition::territory).collect();
    let year = today.year();
    let without: Vec<String> = territories
        .iter()
        .filter(|territory| policies.for_territory(territory, year).is_none())
        .map(|territory| {
            let last = published().rfind(|one| one.territory() == *territory);
            let last = last.map_or("none", Edition::id);
            format!(
                "no edition of {territory} covers {today} (the last is {last}), so nobody can \
                 order, study or apply there. Write policies/{territory}/{year}.toml from the \
                 notice of {year} and install a program that was built with it"
            )
        })
        .collect();
    if without.is_empty() {
        return Ok(format!("{} territories on {today}", territories.len()));
    }
    Err(without.join("; "))
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
        found.push(("desks", super::recount::look(configuration).await));
        let totals = super::recount::look_at_totals(configuration).await;
        found.push(("hours", totals));
        let deemings = super::recount::look_at_deemings(configuration).await;
        found.push(("deemed", deemings));
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
    use super::*;

    #[test]
    fn a_day_without_an_edition_is_wrong_and_says_what_to_install() {
        let policies = Policies::embedded().unwrap();
        let on = |day: &str| editions(&policies, day.parse().unwrap());
        assert_eq!(on("2022-12-31").unwrap(), "1 territories on 2022-12-31");
        let words = on("2099-01-01").unwrap_err();
        assert!(
            words.contains("hohhot-etdz") && words.contains("policies/hohhot-etdz/2099.toml"),
            "{words}"
        );
    }
}
