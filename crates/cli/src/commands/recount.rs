//! Counts of what waits at desks and sums of hours are kept at the event; here they are counted
//! again, and mended by `xueshi doctor --recount`.

use std::process::ExitCode;
use std::sync::Arc;

use domain::queues::{self, Miscount};
use domain::{Actor, House, Op, claims};
use kernel::{Fault, Outcome};

use crate::configuration::Configuration;
use crate::words::print;
use crate::{clock, wiring};

/// No identity number is read, so that the secret is not needed.
const NO_SECRET: [u8; 32] = [0; 32];

/// Counts again, and tells what is kept wrong. Nothing is changed.
pub async fn look(configuration: &Configuration) -> Outcome<String> {
    let house = wiring::house(configuration, &NO_SECRET, Vec::new()).await?;
    let tx = house.db.read().await?;
    let wrong = queues::miscounts(&mut op(&house, tx)).await?;
    if wrong.is_empty() {
        return Ok("counts are those that are counted again".into());
    }
    let told: Vec<String> = wrong.iter().map(told).collect();
    Err(Fault::internal(
        "queues.miscounted",
        format!("{}; mend it: xueshi doctor --recount", told.join("; ")),
    ))
}

/// Adds all entries of the ledger up again, and tells whose kept sums differ. Nothing is changed.
pub async fn look_at_totals(configuration: &Configuration) -> Outcome<String> {
    let house = wiring::house(configuration, &NO_SECRET, Vec::new()).await?;
    let mut tx = house.db.read().await?;
    let wrong = ledger::wrong_totals(&mut tx).await?;
    let Some(first) = wrong.first() else {
        return Ok("sums are what the entries add up to".into());
    };
    Err(Fault::internal(
        "ledger.wrong_totals",
        format!(
            "{} sums of hours are wrong, the first of {} in {}: kept {}, counted {}; mend it: \
             xueshi doctor --recount",
            wrong.len(),
            first.person,
            first.study_year,
            first.kept,
            first.counted
        ),
    ))
}

/// Holds what is deemed complete against the claims that say so. Nothing is changed.
pub async fn look_at_deemings(configuration: &Configuration) -> Outcome<String> {
    let house = wiring::house(configuration, &NO_SECRET, Vec::new()).await?;
    let tx = house.db.read().await?;
    let wrong = claims::misdeemed(&mut op(&house, tx)).await?;
    if wrong.is_empty() {
        return Ok("every deemed year rests on its claim".into());
    }
    Err(Fault::internal("claims.misdeemed", wrong.join(", ")))
}

/// Sets the counts and sums right, and tells which were wrong.
pub async fn recount(configuration: Configuration) -> Outcome<ExitCode> {
    let house = wiring::house(&configuration, &NO_SECRET, Vec::new()).await?;
    house.db.check().await?;
    let tx = house.db.begin().await?;
    let mut op = op(&house, tx);
    let mended = queues::recount(&mut op).await?;
    let sums = ledger::wrong_totals(&mut op.tx).await?;
    if !sums.is_empty() {
        ledger::retotal(&mut op.tx).await?;
    }
    op.commit().await?;
    for one in &mended {
        print(format_args!("mended {}", told(one)));
    }
    print(format_args!(
        "{} counts and {} sums were wrong",
        mended.len(),
        sums.len()
    ));
    Ok(ExitCode::SUCCESS)
}

fn told(one: &Miscount) -> String {
    format!(
        "{} {}: kept {}, counted {}",
        one.desk,
        one.kind.as_str(),
        one.kept,
        one.counted
    )
}

fn op(house: &Arc<House>, tx: db::Tx) -> Op {
    let (now, seed) = (clock::real()(), clock::random());
    Op::new(
        Arc::clone(house),
        tx,
        now,
        Actor::system(),
        "doctor".into(),
        seed,
    )
}
