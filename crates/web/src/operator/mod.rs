//! How the machine is: database, queue, jobs that were given up, the newest audit lines.

use askama::Template;
use db::EngineName;
use domain::statistics::{self, Health};

use crate::page::{self, PageFrame};
use crate::problem::{self, PageResult};
use crate::request::Look;
use crate::staff::OfficeWords as _;

/// As many audit lines as fit a page.
const LINES_MAX: i64 = 50;

#[derive(Template)]
#[template(path = "operator/health.html")]
struct HealthPage {
    p: PageFrame,
    health: Health,
    editions: usize,
    version: &'static str,
}

impl HealthPage {
    fn engine(&self) -> &'static str {
        match self.health.engine {
            EngineName::Sqlite => "SQLite",
            EngineName::Postgres => "PostgreSQL",
        }
    }

    /// What is wrong with the schema, in words.
    fn schema_words(&self) -> Option<String> {
        let fault = self.health.schema.as_ref()?;
        Some(problem::words(self.p.locale, fault).detail)
    }

    /// How long the oldest job that is due has waited, in seconds.
    fn lag_s(&self) -> i64 {
        let oldest = self.health.queue.oldest_due;
        oldest.map_or(0, |due| self.p.now.millis_since(due).max(0) / 1000)
    }
}

/// `GET /operator`.
pub async fn show(Look { mut op, p }: Look) -> PageResult {
    let health = statistics::health(&mut op, LINES_MAX).await?;
    let editions = op.house.policies.editions().len();
    page::show(&HealthPage {
        p,
        health,
        editions,
        version: env!("CARGO_PKG_VERSION"),
    })
}
