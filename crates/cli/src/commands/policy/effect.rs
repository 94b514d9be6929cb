//! `xueshi policy effect`: whose outcome a draft edition changes.

use std::process::ExitCode;
use std::sync::{Arc, Mutex, PoisonError};

use domain::effects::{self, Comparison, Move, Tally};
use domain::{Actor, Op, identity};
use kernel::{Fault, Outcome};
use policy::{Level, Policies, Sector};
use serde_json::json;

use super::told;
use crate::arguments::PolicyEffect;
use crate::clock;
use crate::commands::UNUSABLE;
use crate::configuration::Configuration;
use crate::installation::Installation;
use crate::words::{print, say};

/// Says how far it is whenever so many people more were read.
const TOLD_EVERY: usize = 100_000;

/// Counts, and prints what was found.
pub async fn run(configuration: Configuration, arguments: &PolicyEffect) -> Outcome<ExitCode> {
    let mut installation = Installation::open_ready(&configuration).await?;
    if let Some(folder) = &arguments.policies {
        let policies = match Policies::from_dir(folder) {
            Ok(policies) => policies,
            Err(error) => {
                say(told(&error));
                return Ok(ExitCode::from(UNUSABLE));
            }
        };
        match Arc::get_mut(&mut installation.house) {
            Some(house) => house.policies = policies,
            None => return Err(Fault::internal("effects.house", "it is shared already")),
        }
    }
    let (house, now) = (installation.house.clone(), (installation.clock)());
    let tx = house.db.read().await?;
    let name = "policy effect".to_owned();
    let mut op = Op::new(house, tx, now, Actor::system(), name, clock::random());
    let (draft, on) = (&arguments.draft, arguments.on);
    let comparison = Comparison::new(&mut op, draft, on, now.day()).await?;
    let readers = std::thread::available_parallelism().map_or(2, std::num::NonZero::get);
    let tally = effects::whole(&op, &comparison, readers, progress()).await?;
    let samples: Vec<_> = tally.cases.values().flatten().cloned().collect();
    let names = identity::names(&mut op, &samples).await?;
    let found = Told {
        comparison: &comparison,
        tally: &tally,
        name: &|id| names.get(id).cloned().unwrap_or_default(),
    };
    if arguments.json {
        print(found.json());
    } else {
        print(found.text());
    }
    Ok(ExitCode::SUCCESS)
}

fn progress() -> impl Fn(usize) + Send + Sync + 'static {
    let told = Mutex::new(0);
    move |read: usize| {
        let mut told = told.lock().unwrap_or_else(PoisonError::into_inner);
        if read >= *told + TOLD_EVERY {
            *told = read;
            say(format_args!("已读 {read} 人 / {read} people read"));
        }
    }
}

struct Told<'t> {
    comparison: &'t Comparison,
    tally: &'t Tally,
    name: &'t dyn Fn(&kernel::PersonId) -> String,
}

impl Told<'_> {
    fn text(&self) -> String {
        let (draft, base) = (&self.comparison.draft, &self.comparison.base_id);
        let mut lines = vec![
            format!(
                "{} 对照原样顺延的 / compared with, moved on unchanged: {base}",
                draft.id()
            ),
            format!(
                "{}，申报日期 / application day {}，{} 人 / people",
                self.comparison.territory.name_zh,
                self.comparison.on(),
                self.tally.people
            ),
            String::new(),
        ];
        for level in Level::ALL {
            lines.push(format!(
                "{:<14} 结论会变 / outcome changes: {}",
                level.as_str(),
                self.tally.changed(*level)
            ));
        }
        for (of, people) in self.changes() {
            lines.push(format!(
                "  {:<14} {:<18} {} → {}: {people}",
                of.level.as_str(),
                sector(*of),
                of.was.as_str(),
                of.becomes.as_str()
            ));
            for person in self.tally.cases.get(of).into_iter().flatten() {
                lines.push(format!("      {} {person}", (self.name)(person)));
            }
        }
        lines.join("\n")
    }

    fn json(&self) -> String {
        let moves = self.tally.moves.iter().map(|(of, people)| {
            let cases: Vec<_> = self.tally.cases.get(of).into_iter().flatten().collect();
            json!({
                "sector": of.sector.map(Sector::as_str),
                "level": of.level.as_str(),
                "was": of.was.as_str(),
                "becomes": of.becomes.as_str(),
                "people": people,
                "cases": cases,
            })
        });
        json!({
            "draft": { "id": self.comparison.draft.id(), "digest": self.comparison.draft.digest() },
            "base": self.comparison.base_id,
            "territory": self.comparison.territory.code,
            "on": self.comparison.on(),
            "people": self.tally.people,
            "moves": moves.collect::<Vec<_>>(),
        })
        .to_string()
    }

    /// Who changes, most people first.
    fn changes(&self) -> Vec<(&Move, &u64)> {
        let mut changes: Vec<_> = self.tally.moves.iter().collect();
        changes.retain(|(of, _)| of.is_change());
        changes.sort_by_key(|(of, people)| (std::cmp::Reverse(**people), **of));
        changes
    }
}

fn sector(of: Move) -> &'static str {
    of.sector.map_or("–", Sector::as_str)
}
