//! `xueshi verify ledger`.

use std::process::ExitCode;

use db::Db;
use domain::{decisions, reports};
use kernel::Outcome;

use super::WRONG;
use crate::configuration::Configuration;
use crate::words::print;

/// Recomputes the whole ledger and names every place where the chain does not hold.
pub async fn ledger(configuration: Configuration) -> Outcome<ExitCode> {
    let db = Db::open(&configuration.database).await?;
    db.check().await?;
    let mut tx = db.read().await?;
    let mut seen = ledger::verify(&mut tx).await?;
    let mut cited = decisions::cited_heads(&mut tx).await?;
    cited.extend(reports::cited_heads(&mut tx).await?);
    seen.breaks
        .extend(ledger::verify_cited(&mut tx, &cited).await?);
    for gap in &seen.breaks {
        print(format_args!(
            "BROKEN {} entry {}: {}",
            gap.person, gap.seq, gap.what
        ));
    }
    print(format_args!(
        "{} entries of {} people recomputed, {} cited heads compared; {} broken",
        seen.entries,
        seen.people,
        cited.len(),
        seen.breaks.len()
    ));
    let whole = seen.breaks.is_empty();
    Ok(if whole {
        ExitCode::SUCCESS
    } else {
        ExitCode::from(WRONG)
    })
}
