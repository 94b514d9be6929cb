//! What a demo keeps beside its database: its secrets, how far its clock is moved, and who may be
//! signed in as. All of it is synthetic.

use std::path::Path;
use std::time::Duration;

use kernel::{Day, Fault, Outcome};
use serde::{Deserialize, Serialize};

use super::accounts::Account;
use crate::{clock, wiring};

/// Kept as `demo.json` in the demo's folder.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct State {
    /// For identity numbers.
    pub secret: Vec<u8>,
    /// For the sandbox cashier's notices.
    pub sandbox_secret: Vec<u8>,
    /// How far the clock is moved, in microseconds. Kept, so that time goes on after a restart.
    pub shift_micros: i64,
    /// Who may be signed in as; none before the seeding is done.
    pub accounts: Option<Vec<Account>>,
}

const FILE: &str = "demo.json";

impl State {
    /// The state of a folder that a demo made; none in any other.
    pub fn find(folder: &Path) -> Outcome<Option<Self>> {
        let path = folder.join(FILE);
        if !path.exists() {
            return Ok(None);
        }
        let text = std::fs::read(&path).map_err(broken)?;
        serde_json::from_slice(&text).map(Some).map_err(broken)
    }

    /// Makes a folder a demo's, whose time begins on 2022-12-15 at 09:00, unless it is one.
    pub fn make_if_missing(folder: &Path) -> Outcome<()> {
        wiring::make_folder(folder)?;
        if folder.join(FILE).exists() {
            return Ok(());
        }
        let nine = Duration::from_hours(9);
        let start = Day::new(2022, 12, 15)
            .map_or_else(Default::default, Day::start)
            .plus(nine);
        let state = Self {
            secret: clock::random::<32>().to_vec(),
            sandbox_secret: clock::random::<32>().to_vec(),
            shift_micros: clock::shift_to(start),
            accounts: None,
        };
        state.save(folder)
    }

    /// Writes it whole or not at all.
    pub fn save(&self, folder: &Path) -> Outcome<()> {
        let text = serde_json::to_vec_pretty(self).map_err(broken)?;
        let beside = folder.join("demo.json.part");
        wiring::write_private(&beside, &text)
            .and_then(|()| std::fs::rename(&beside, folder.join(FILE)))
            .map_err(broken)
    }
}

fn broken(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Fault {
    Fault::internal("demo.state", error)
}
