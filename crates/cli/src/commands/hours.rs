//! `xueshi doctor --hours`: hours posted match seconds covered, for everyone.

use std::process::ExitCode;
use std::sync::Arc;

use domain::hours::{self, Proof};
use domain::{Actor, Op};
use kernel::Outcome;

use super::WRONG;
use crate::configuration::Configuration;
use crate::words::{print, say};
use crate::{clock, wiring};

/// No identity number is read, so that the secret is not needed.
const NO_SECRET: [u8; 32] = [0; 32];
/// How many people lie between two words about how far it is.
const SAY_EVERY: u64 = 2_000;

/// Checks everyone in one state of the database, and names each difference. Nothing is changed.
pub async fn prove(configuration: Configuration) -> Outcome<ExitCode> {
    let house = wiring::house(&configuration, &NO_SECRET, Vec::new()).await?;
    house.db.check().await?;
    let tx = house.db.read().await?;
    let (now, seed) = (clock::real()(), clock::random());
    let actor = Actor::system();
    let mut op = Op::new(Arc::clone(&house), tx, now, actor, "doctor".into(), seed);
    let mut said = 0;
    let proof = hours::prove(
        &mut op,
        |found| {
            print(format_args!(
                "DIFFERS {} person {} {}: {}",
                found.code, found.person, found.subject, found.words
            ));
        },
        |proof| {
            if proof.people / SAY_EVERY > said {
                said = proof.people / SAY_EVERY;
                say(format_args!(
                    "{} people, {} beats, {} entries so far",
                    proof.people, proof.beats, proof.entries
                ));
            }
        },
    )
    .await?;
    print(format_args!("{}", told(&proof)));
    let is_whole = proof.differences == 0;
    Ok(if is_whole {
        ExitCode::SUCCESS
    } else {
        ExitCode::from(WRONG)
    })
}

fn told(proof: &Proof) -> String {
    format!(
        "{} people, {} enrolments, {} lessons, {} sessions, {} beats, {} credits by officers, {} \
         entries checked; {} differences",
        proof.people,
        proof.enrolments,
        proof.lessons,
        proof.sessions,
        proof.beats,
        proof.grants,
        proof.entries,
        proof.differences
    )
}
