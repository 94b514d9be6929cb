//! A small world for tests: a database of its own, a clock that moves only when told, people of
//! every role, and the outermost seams in memory. Built with the feature `testing` only.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::missing_panics_doc,
    reason = "a test fails by panicking"
)]

pub mod papers;
mod people;
mod seams;
mod study;

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::time::Duration;

use db::EngineName;
use db::testing::TestDb;
use kernel::{Day, Instant};
use policy::Policies;
use tokio::sync::Semaphore;

pub use people::Cast;
pub use seams::{Mailbox, Outbox, PlainTypesetter, PlainWording};

use crate::identity::Keys;
use crate::permission::Actor;
use crate::seams::{Folder, Sandbox, Transfer};
use crate::{House, Op, Settings};

/// The world of one test.
pub struct World {
    /// What all operations share.
    pub house: Arc<House>,
    /// People of every role.
    pub cast: Cast,
    /// Text messages that were sent.
    pub outbox: Arc<Outbox>,
    /// Mails that were sent.
    pub mailbox: Arc<Mailbox>,
    clock: Arc<AtomicI64>,
    seeds: AtomicU64,
    _db: TestDb,
    _files: tempfile::TempDir,
}

/// The PostgreSQL server that the test run was given, if any.
pub fn postgres() -> Option<String> {
    #[expect(
        clippy::disallowed_methods,
        reason = "the test run names its server this way"
    )]
    std::env::var("XUESHI_TEST_POSTGRES").ok()
}

impl World {
    /// A world on SQLite, on 2022-12-15 at 09:00 in Shanghai.
    pub async fn new() -> Self {
        Self::on(EngineName::Sqlite).await
    }

    /// The same world on each engine that the test run has: the contract suite runs on all.
    pub async fn on_each() -> Vec<Self> {
        let mut worlds = vec![Self::new().await];
        if postgres().is_some() {
            worlds.push(Self::on(EngineName::Postgres).await);
        }
        worlds
    }

    /// Worlds on each engine whose operator set some numbers.
    pub async fn each_with_settings(change: impl Fn(&mut Settings)) -> Vec<Self> {
        let mut worlds = vec![Self::built(EngineName::Sqlite, &change).await];
        if postgres().is_some() {
            worlds.push(Self::built(EngineName::Postgres, &change).await);
        }
        worlds
    }

    /// A world on one engine.
    pub async fn on(engine: EngineName) -> Self {
        Self::built(engine, |_| {}).await
    }

    async fn built(engine: EngineName, change: impl FnOnce(&mut Settings)) -> Self {
        let test = TestDb::new(engine, postgres().as_deref()).await.unwrap();
        let files = tempfile::tempdir().unwrap();
        let outbox = Arc::new(Outbox::default());
        let mailbox = Arc::new(Mailbox::default());
        let mut settings = Settings {
            // Cheap on purpose: what argon2 costs is not what these tests are about.
            argon2_kib: 64,
            ..Settings::default()
        };
        change(&mut settings);
        let house = Arc::new(House {
            db: test.db.clone(),
            keys: Keys::derive(&[42; 32]).unwrap(),
            policies: Policies::embedded().unwrap(),
            settings,
            files: Arc::new(Folder::new(files.path().join("files")).unwrap()),
            staging: files.path().join("uploads"),
            sms: outbox.clone(),
            mailer: mailbox.clone(),
            wording: Arc::new(PlainWording),
            typesetter: Arc::new(PlainTypesetter),
            gateways: vec![
                Arc::new(Transfer {
                    account: ["户名".into(), "账号".into(), "开户行".into()],
                }),
                Arc::new(Sandbox::new(vec![9; 32])),
            ],
            territories: crate::territory::Known::default(),
            hashing: Semaphore::new(2),
        });
        let start = Day::new(2022, 12, 15)
            .unwrap()
            .start()
            .plus(Duration::from_hours(9));
        let clock = Arc::new(AtomicI64::new(start.micros()));
        let mut world = Self {
            house,
            cast: Cast::empty(),
            outbox,
            mailbox,
            clock,
            seeds: AtomicU64::new(1),
            _db: test,
            _files: files,
        };
        let mut op = world.system().await;
        let cast = people::populate(&mut op).await.unwrap();
        op.commit().await.unwrap();
        world.cast = cast;
        world
    }

    /// The world's time.
    pub fn now(&self) -> Instant {
        Instant::from_micros(self.clock.load(Ordering::SeqCst))
    }

    /// The world's clock, for servers under test.
    pub fn clock(&self) -> Arc<dyn Fn() -> Instant + Send + Sync> {
        let clock = self.clock.clone();
        Arc::new(move || Instant::from_micros(clock.load(Ordering::SeqCst)))
    }

    /// Moves the clock.
    pub fn advance(&self, duration: Duration) {
        let micros = i64::try_from(duration.as_micros()).unwrap();
        self.clock.fetch_add(micros, Ordering::SeqCst);
    }

    /// Turns the clock back, as a server's may be.
    pub fn turn_back(&self, duration: Duration) {
        let micros = i64::try_from(duration.as_micros()).unwrap();
        self.clock.fetch_sub(micros, Ordering::SeqCst);
    }

    /// An operation of somebody, on a transaction that may write.
    pub async fn op(&self, actor: &Actor) -> Op {
        let tx = self.house.db.begin().await.unwrap();
        let mut seed = [0; 32];
        let number = self.seeds.fetch_add(1, Ordering::SeqCst).to_le_bytes();
        for (to, from) in seed.iter_mut().zip(number) {
            *to = from;
        }
        Op::new(
            self.house.clone(),
            tx,
            self.now(),
            actor.clone(),
            "test".into(),
            seed,
        )
    }

    /// An operation of the system.
    pub async fn system(&self) -> Op {
        self.op(&Actor::system()).await
    }
}
