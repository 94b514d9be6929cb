//! `xueshi decide`: lines of applicants in, lines of decisions out; or one kept decision again.

use std::io::{BufReader, BufWriter, Write as _};
use std::process::ExitCode;

use policy::Policies;

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
    let reader = BufReader::with_capacity(1 << 16, std::io::stdin());
    let mut writer = BufWriter::with_capacity(1 << 16, std::io::stdout());
    let done = policy::jsonl::decide_stream(&policies, edition, reader, &mut writer)
        .and_then(|errors| writer.flush().map(|()| errors));
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
