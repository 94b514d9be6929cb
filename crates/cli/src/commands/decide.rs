//! `xueshi decide`: lines of applicants in, lines of decisions out; or one kept decision again.

use std::process::ExitCode;

use policy::Policies;
use policy::jsonl::decide_stream_on;

use super::{UNUSABLE, WRONG, configured, replay};
use crate::arguments::{Decide, Place};
use crate::words::say;

/// Decides standard input, or replays a kept decision.
pub fn run(arguments: &Decide) -> ExitCode {
    let policies = match &arguments.policies {
        Some(folder) => Policies::from_dir(folder),
        None => Policies::embedded(),
    };
    let policies = match policies {
        Ok(policies) => policies,
        Err(error) => {
            say(error);
            return ExitCode::from(UNUSABLE);
        }
    };
    if let Some(id) = arguments.replay.clone() {
        let place = Place {
            config: arguments.config.clone(),
            database: arguments.database.clone(),
            data: arguments.data.clone(),
            listen: None,
        };
        return configured(&place, |configuration| {
            replay::run(configuration, id, policies)
        });
    }
    let edition = arguments.edition.as_deref();
    if let Some(id) = edition
        && policies.edition(id).is_none()
    {
        say(format_args!(
            "packs.unknown_edition: there is no edition {id}"
        ));
        return ExitCode::from(UNUSABLE);
    }
    let (input, output) = (std::io::stdin(), std::io::stdout());
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let done = decide_stream_on(threads, &policies, edition, input, output);
    match done {
        Ok(false) => ExitCode::SUCCESS,
        Ok(true) => ExitCode::from(WRONG),
        // Whoever reads us has had enough: quiet, as every filter is.
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            say(format_args!("decide.stream: {error}"));
            ExitCode::from(WRONG)
        }
    }
}
