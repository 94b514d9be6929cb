//! `xueshi demo`: synthetic people, genuine services, a clock of its own, one process. What it
//! prepares can also be served and worked on by the ordinary commands.

mod accounts;
mod claims;
mod content;
mod crowd;
mod desks;
mod former;
mod history;
mod names;
mod papers;
mod population;
mod seed;
mod state;

use std::process::ExitCode;

use kernel::{Fault, Kind, Outcome};

pub use self::state::State;

use self::accounts::Account;
use crate::arguments::Demo;
use crate::configuration::Configuration;
use crate::installation::Installation;
use crate::server;
use crate::words::say;

/// Prepares the demo, and runs it until told to stop.
pub async fn run(arguments: Demo) -> Outcome<ExitCode> {
    State::make_if_missing(&arguments.data)?;
    let configuration = configuration_of(&arguments);
    let mut installation = Installation::open(&configuration).await?;
    installation.house.db.migrate().await?;
    if arguments.prepare {
        let accounts = fill(&mut installation, &arguments).await?;
        say("The demo is prepared; `xueshi serve` and `xueshi worker` can run it.");
        write_ready_file(&arguments, &configuration.public_url, &accounts)?;
        installation.house.db.close().await;
        return Ok(ExitCode::SUCCESS);
    }
    let listener = server::bind(&arguments.listen).await?;
    let accounts = fill(&mut installation, &arguments).await?;
    let stop = server::stop_signal();
    let app = installation.app();
    let (house, clock) = (installation.house, installation.clock);
    let examining = server::examine(house.clone(), clock.clone(), stop.clone());
    let examining = tokio::spawn(examining);
    let mailing = server::send_mail(house.clone(), clock.clone(), stop.clone());
    let mailing = tokio::spawn(mailing);
    let working = tokio::spawn(server::work(house.clone(), clock, stop.clone()));
    announce(&configuration.public_url, &accounts);
    write_ready_file(&arguments, &configuration.public_url, &accounts)?;
    server::serve(listener, app, stop).await;
    let _ = tokio::join!(working, examining, mailing);
    house.db.close().await;
    Ok(ExitCode::SUCCESS)
}

fn configuration_of(arguments: &Demo) -> Configuration {
    let database = arguments
        .database
        .clone()
        .unwrap_or_else(|| format!("sqlite:{}", arguments.data.join("xueshi.db").display()));
    Configuration {
        database,
        listen: arguments.listen.clone(),
        public_url: format!("http://{}", arguments.listen),
        data: arguments.data.clone(),
        policies: arguments.policies.clone(),
        ..Configuration::default()
    }
}

/// Fills an empty database; one that is filled already keeps what it has. A seeding that was cut
/// off left nothing: it is one transaction.
async fn fill(installation: &mut Installation, arguments: &Demo) -> Outcome<Vec<Account>> {
    let (house, now) = (installation.house.clone(), (installation.clock)());
    let is_empty = seed::is_empty(&house, now).await?;
    let state = installation
        .demo()
        .ok_or_else(|| Fault::internal("demo.state", "the folder has just become a demo's"))?;
    if !is_empty {
        return state.accounts.clone().ok_or_else(|| {
            Fault::new(Kind::Invalid, "demo.foreign_database").with(
                "why",
                "the database is not empty, and the folder does not know it",
            )
        });
    }
    say("Seeding synthetic people, courses and their history …");
    seed::seed(&house, now, |accounts| {
        state.accounts = Some(accounts.to_vec());
        state.save(&arguments.data)
    })
    .await
}

/// Says where the demo is and who to sign in as.
fn announce(url: &str, accounts: &[Account]) {
    say(format_args!("\nxueshi is ready: {url}\n"));
    for account in accounts {
        say(format_args!(
            "  {:<16} {}  {}  {}",
            account.role, account.login, account.password, account.name
        ));
    }
    say("\nThe demo's clock began at 2022-12-15 09:00 in Shanghai. Ctrl-C ends it.");
}

/// Writes the ready file last and whole.
fn write_ready_file(arguments: &Demo, url: &str, accounts: &[Account]) -> Outcome<()> {
    let Some(file) = &arguments.ready_file else {
        return Ok(());
    };
    let ready = serde_json::json!({ "url": url, "accounts": accounts });
    let beside = file.with_extension("part");
    std::fs::write(&beside, ready.to_string())
        .and_then(|()| std::fs::rename(&beside, file))
        .map_err(|error| Fault::internal("demo.ready_file", error))
}
