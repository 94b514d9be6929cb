//! `xueshi serve` and `xueshi worker`.

use std::process::ExitCode;

use kernel::Outcome;
use web::App;

use super::ready_house;
use crate::configuration::Configuration;
use crate::words::say;
use crate::{clock, server};

/// Serves pages and API until told to stop.
pub async fn serve(configuration: Configuration) -> Outcome<ExitCode> {
    let house = ready_house(&configuration).await?;
    let listener = server::bind(&configuration.listen).await?;
    say(format_args!(
        "xueshi serves on http://{}",
        configuration.listen
    ));
    let app = App::new(house.clone(), clock::real());
    server::serve(listener, app, server::stop_signal()).await?;
    house.db.close().await;
    Ok(ExitCode::SUCCESS)
}

/// Runs the queue until told to stop.
pub async fn worker(configuration: Configuration) -> Outcome<ExitCode> {
    let house = ready_house(&configuration).await?;
    say("xueshi works on the queue");
    server::work(house.clone(), clock::real(), server::stop_signal()).await;
    house.db.close().await;
    Ok(ExitCode::SUCCESS)
}
