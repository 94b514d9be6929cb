//! `xueshi demo`: synthetic people, genuine services, a clock of its own, one process.

mod accounts;
mod content;
mod history;
mod names;
mod population;
mod seed;
mod state;

use std::process::ExitCode;
use std::sync::Arc;

use domain::House;
use domain::seams::Sandbox;
use kernel::{Fault, Kind, Outcome};
use web::{App, Clock, DemoAccount, DemoText};

use self::accounts::Account;
use self::state::State;
use crate::arguments::Demo;
use crate::configuration::{self, Configuration};
use crate::outbox::Outbox;
use crate::words::say;
use crate::{clock, server, wiring};

/// Runs the demo until told to stop.
pub async fn run(arguments: Demo) -> Outcome<ExitCode> {
    wiring::make_folder(&arguments.data)?;
    let state = State::load_or_make(&arguments.data)?;
    let configuration = configuration_of(&arguments);
    let cashier = Arc::new(Sandbox::new(state.sandbox_secret.clone()));
    let house = wiring::house(&configuration, &state.secret, vec![cashier.clone()]).await?;
    house.db.migrate().await?;
    let clock = clock::shifted(state.shift_micros);
    let listener = server::bind(&arguments.listen).await?;
    let accounts = if seed::is_empty(&house, clock()).await? {
        seed_once(&house, &clock, &arguments, state).await?
    } else {
        state.accounts.ok_or_else(|| {
            Fault::new(Kind::Invalid, "demo.foreign_database").with(
                "why",
                "the database is not empty, and the folder does not know it",
            )
        })?
    };
    let stop = server::stop_signal();
    let app = app(
        house.clone(),
        clock.clone(),
        &configuration,
        &accounts,
        cashier,
    );
    let working = tokio::spawn(server::work(house.clone(), clock, stop.clone()));
    announce(&arguments, &configuration.public_url, &accounts)?;
    server::serve(listener, app, stop).await?;
    let _ = working.await;
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
        account: configuration::Account {
            name: "呼和浩特经济技术开发区科技人才局（演示）".into(),
            number: "0000 0000 0000 0000".into(),
            bank: "演示银行".into(),
        },
        ..Configuration::default()
    }
}

/// Seeds an empty database. A seeding that was cut off left nothing: it is one transaction.
async fn seed_once(
    house: &Arc<House>,
    clock: &Clock,
    arguments: &Demo,
    mut state: State,
) -> Outcome<Vec<Account>> {
    say("Seeding synthetic people, courses and their history …");
    seed::seed(house, clock(), |accounts| {
        state.accounts = Some(accounts.to_vec());
        state.save(&arguments.data)
    })
    .await
}

fn app(
    house: Arc<House>,
    clock: Clock,
    configuration: &Configuration,
    accounts: &[Account],
    cashier: Arc<Sandbox>,
) -> App {
    let outbox = Outbox::new(&configuration.data);
    let texts = move || {
        let newest = outbox.newest(50).into_iter();
        newest
            .map(|message| DemoText {
                to: message.to,
                text: message.text,
            })
            .collect()
    };
    let people = accounts.iter().map(|account| DemoAccount {
        role: account.role.clone(),
        name: account.name.clone(),
        login: account.login.clone(),
        password: account.password.clone(),
    });
    let demo = web::Demo {
        accounts: people.collect(),
        outbox: Arc::new(texts),
        cashier,
    };
    App {
        demo: Some(Arc::new(demo)),
        ..App::new(house, clock)
    }
}

/// Says where the demo is and who to sign in as, and writes the ready file last and whole.
fn announce(arguments: &Demo, url: &str, accounts: &[Account]) -> Outcome<()> {
    say(format_args!("\nxueshi is ready: {url}\n"));
    for account in accounts {
        say(format_args!(
            "  {:<16} {}  {}  {}",
            account.role, account.login, account.password, account.name
        ));
    }
    say("\nThe demo's clock began at 2022-12-15 09:00 in Shanghai. Ctrl-C ends it.");
    let Some(file) = &arguments.ready_file else {
        return Ok(());
    };
    let ready = serde_json::json!({ "url": url, "accounts": accounts });
    let beside = file.with_extension("part");
    std::fs::write(&beside, ready.to_string())
        .and_then(|()| std::fs::rename(&beside, file))
        .map_err(|error| Fault::internal("demo.ready_file", error))
}
