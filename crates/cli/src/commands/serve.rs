//! `xueshi serve` and `xueshi worker`.

use std::process::ExitCode;

use kernel::Outcome;

use crate::configuration::Configuration;
use crate::installation::Installation;
use crate::server;
use crate::words::say;

/// Serves pages and API until told to stop.
pub async fn serve(configuration: Configuration) -> Outcome<ExitCode> {
    let installation = Installation::open_ready(&configuration).await?;
    let listener = server::bind(&configuration.listen).await?;
    say(format_args!(
        "xueshi serves on http://{}",
        configuration.listen
    ));
    server::serve(listener, installation.app(), server::stop_signal()).await;
    installation.house.db.close().await;
    Ok(ExitCode::SUCCESS)
}

/// Runs the queue until told to stop.
pub async fn worker(configuration: Configuration) -> Outcome<ExitCode> {
    let Installation { house, clock, .. } = Installation::open_ready(&configuration).await?;
    say("xueshi works on the queue");
    let stop = server::stop_signal();
    tokio::join!(
        server::work(house.clone(), clock.clone(), stop.clone()),
        server::examine(house.clone(), clock.clone(), stop.clone()),
        server::send_mail(house.clone(), clock, stop),
    );
    house.db.close().await;
    Ok(ExitCode::SUCCESS)
}
