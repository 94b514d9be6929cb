//! The engine alone, on one thread: the same ten thousand people again and again, in memory.

use std::hint::black_box;

use policy::effect::{Comparison, Tally};
use policy::{Applicant, Policies};

use super::people::{Dice, write_line};
use super::{ROUNDS, per_second, rate, timed};
use crate::Outcome;
use crate::report::{line, median};

const PEOPLE: usize = 10_000;
const TIMES: usize = 50;

/// Measures verdicts, decisions, decisions as bytes, and two editions beside each other.
pub fn measure() -> Outcome<()> {
    let policies = Policies::embedded()?;
    let edition = policies
        .edition("hohhot-etdz/2022")
        .ok_or("the edition of 2022 is not embedded")?;
    let lines = lines();
    let applicants = lines
        .iter()
        .map(|line| Applicant::from_json(line.as_bytes()).map_err(|refusal| refusal.error))
        .collect::<Result<Vec<Applicant>, _>>()?;
    line(format_args!(
        "The engine alone, one thread, {ROUNDS} rounds, decisions a second:"
    ));
    told("rows and clauses, no sentences", &applicants, |applicant| {
        policy::assess(edition, applicant).map(|verdict| {
            black_box(&verdict);
        })
    })?;
    told("with sentences, as a value", &applicants, |applicant| {
        policy::decide(edition, applicant).map(|decision| {
            black_box(&decision);
        })
    })?;
    let mut json = String::new();
    told("with sentences, as JSON", &applicants, |applicant| {
        json.clear();
        policy::assess(edition, applicant)?.write_json(&mut json);
        black_box(&json);
        Ok(())
    })?;
    // The same edition twice costs what two cost.
    let comparison = Comparison::new(edition, edition);
    let mut tally = Tally::new(3);
    told(
        "effect of a draft, both and counted",
        &applicants,
        |applicant| {
            let key = (applicant.post.sector, applicant.application.level);
            tally.count(&key, &applicant.id, &comparison.change(applicant));
            Ok(())
        },
    )
}

fn lines() -> Vec<String> {
    let mut dice = Dice::new(1);
    let line = |number| {
        let mut line = String::new();
        write_line(&mut dice, number, &mut line);
        line
    };
    (0..PEOPLE).map(line).collect()
}

fn told(
    what: &str,
    applicants: &[Applicant],
    mut decide: impl FnMut(&Applicant) -> Result<(), policy::DecideError>,
) -> Outcome<()> {
    let mut rates = Vec::new();
    for _ in 0..ROUNDS {
        let ((), seconds) = timed(|| {
            for _ in 0..TIMES {
                applicants.iter().try_for_each(&mut decide)?;
            }
            Ok(())
        })?;
        rates.push(per_second(PEOPLE * TIMES, seconds));
    }
    line(format_args!("  {what:<36} {:>12}", rate(median(rates))));
    Ok(())
}
