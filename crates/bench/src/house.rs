//! A house around the demo's database, to add what a benchmark needs. Nothing is sent or set.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use db::Db;
use domain::identity::Keys;
use domain::permission::Actor;
use domain::seams::{Folder, Mail, Mailer, SmsSender, Template, Typesetter};
use domain::{House, Op, Settings};
use kernel::{Day, Fault, Instant, Phone};
use tokio::sync::Semaphore;

use crate::Outcome;

struct Nobody;

impl SmsSender for Nobody {
    fn send(&self, _to: &Phone, _text: &str) -> kernel::Outcome<()> {
        Err(Fault::internal("bench.seam", "a benchmark sends nothing"))
    }
}

#[async_trait::async_trait]
impl Mailer for Nobody {
    async fn send(&self, _: &Mail) -> kernel::Outcome<()> {
        Err(Fault::internal("bench.seam", "a benchmark sends nothing"))
    }
}

impl Typesetter for Nobody {
    fn typeset(&self, _: Template, _: &serde_json::Value) -> kernel::Outcome<Vec<u8>> {
        Err(Fault::internal("bench.seam", "a benchmark sets nothing"))
    }
}

/// The house.
pub fn of(db: Db) -> Outcome<Arc<House>> {
    Ok(Arc::new(House {
        db,
        keys: Keys::derive(&[0; 32])?,
        policies: policy::Policies::embedded()?,
        settings: Settings::default(),
        files: Arc::new(Folder::new(std::env::temp_dir())?),
        staging: std::env::temp_dir(),
        sms: Arc::new(Nobody),
        mailer: Arc::new(Nobody),
        wording: Arc::new(web::SiteWording),
        typesetter: Arc::new(Nobody),
        gateways: Vec::new(),
        territories: domain::territory::Known::default(),
        hashing: Semaphore::new(1),
    }))
}

/// Operations so far: each draws ids and tokens of its own.
static OPERATIONS: AtomicU64 = AtomicU64::new(1);

/// An operation of the system, on a day of the demo.
pub async fn op(house: &Arc<House>) -> Outcome<Op> {
    let number = OPERATIONS.fetch_add(1, Ordering::Relaxed).to_le_bytes();
    let mut seed = [1; 32];
    for (to, from) in seed.iter_mut().zip(number) {
        *to = from;
    }
    let now = Day::new(2022, 12, 15).map_or_else(Instant::default, Day::start);
    let tx = house.db.begin().await?;
    Ok(Op::new(
        house.clone(),
        tx,
        now,
        Actor::system(),
        "bench".into(),
        seed,
    ))
}
