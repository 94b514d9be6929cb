//! `xueshi decide --replay ID`: a decision that was shown, computed once more from what was kept.

use std::process::ExitCode;

use db::Db;
use domain::decisions;
use kernel::{DecisionId, Fault, Outcome};
use policy::Policies;

use super::{UNUSABLE, WRONG};
use crate::configuration::Configuration;
use crate::words::{print, say};

/// Prints the decision's bytes when the kept facts and the edition with the kept digest still give
/// them. Else it prints nothing, says why, and the exit code is 1.
pub async fn run(
    configuration: Configuration,
    id: String,
    policies: Policies,
) -> Outcome<ExitCode> {
    let Ok(id) = id.parse::<DecisionId>() else {
        say(format_args!(
            "kernel.bad_id: {id} is not the number of a decision"
        ));
        return Ok(ExitCode::from(UNUSABLE));
    };
    let db = Db::open(&configuration.database).await?;
    db.check().await?;
    let mut tx = db.read().await?;
    match decisions::replay(&mut tx, &policies, &id).await {
        Ok(bytes) => {
            print(bytes);
            Ok(ExitCode::SUCCESS)
        }
        Err(fault) => refused(&id, fault),
    }
}

/// What the operator can act on is said in words; everything else is a failure like any other.
fn refused(id: &DecisionId, fault: Fault) -> Outcome<ExitCode> {
    let value = |name: &str| {
        let found = fault.values().iter().find(|(known, _)| *known == name);
        found.map_or("", |(_, value)| value.as_str())
    };
    let code = fault.code();
    match code {
        "decisions.unknown_decision" => say(format_args!("{code}: there is no decision {id}")),
        "decisions.edition_away" => say(format_args!(
            "{code}: {id} was decided by {} ({}), which is not among these packs; try another \
             --policies",
            value("edition"),
            value("digest")
        )),
        "decisions.replay_differs" => {
            say(format_args!("{code}: {id} is not what its facts give now"));
            say(format_args!("shown: {}", value("shown")));
            say(format_args!("again: {}", value("again")));
        }
        _ => return Err(fault),
    }
    Ok(ExitCode::from(WRONG))
}
