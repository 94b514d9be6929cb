//! Any interleaving of sessions, devices, nodes, retries, clock jumps and crashes: credit never
//! outruns the clock, nothing acknowledged is lost, nothing is counted twice.

use std::collections::BTreeMap;
use std::time::Duration;

use crate::watching::Watcher;
use db::EngineName;
use domain::learning::{Beat, BeatAnswer, BeatWriter, Span};
use domain::testing::{World, postgres};
use kernel::WatchSessionId;
use proptest::prelude::*;

const LESSON_S: i64 = 120;
const GAP_CAP_MS: i64 = 600_000;
/// Histories on SQLite; on PostgreSQL, where each takes a schema of its own, half as many.
const CASES: u32 = 48;

/// What happens next.
#[derive(Clone, Debug)]
enum Step {
    /// Time passes, or the clock is turned back, by so many milliseconds.
    Clock(i64),
    /// Another device takes over.
    TakeOver,
    /// A beat of one of the sessions, through one of two nodes or by itself.
    Beat {
        session: usize,
        way: usize,
        segments: Vec<Span>,
    },
    /// Two beats of one session at the same moment through both nodes.
    Both {
        session: usize,
        segments: [Vec<Span>; 2],
    },
    /// A beat that was answered is sent again: its answer was lost on the way.
    Again { beat: usize, way: usize },
    /// A node dies and comes back without memory.
    Crash(usize),
}

fn segments() -> impl Strategy<Value = Vec<Span>> {
    let segment = (0..LESSON_S * 1000 - 1, 1_i64..40_000)
        .prop_map(|(from, length)| (from, (from + length).min(LESSON_S * 1000)));
    prop::collection::vec(segment, 0..3)
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let clock = prop_oneof![
        6 => 0_i64..30_000,
        1 => -60_000_i64..0,
        1 => 0_i64..2_000_000,
    ];
    let step = prop_oneof![
        6 => clock.prop_map(Step::Clock),
        1 => Just(Step::TakeOver),
        8 => (0_usize..4, 0_usize..3, segments())
            .prop_map(|(session, way, segments)| Step::Beat { session, way, segments }),
        2 => (0_usize..4, segments(), segments())
            .prop_map(|(session, one, two)| Step::Both { session, segments: [one, two] }),
        2 => (0_usize..50, 0_usize..3).prop_map(|(beat, way)| Step::Again { beat, way }),
        1 => (0_usize..2).prop_map(Step::Crash),
    ];
    prop::collection::vec(step, 1..40)
}

/// The run of one history, with what must hold of it.
struct Run<'w> {
    watcher: Watcher<'w>,
    nodes: [BeatWriter; 2],
    sessions: Vec<WatchSessionId>,
    /// Beats that were answered.
    answered: Vec<(WatchSessionId, Beat, BeatAnswer)>,
    seqs: BTreeMap<WatchSessionId, i64>,
    /// The latest instant of the session that earns, and what its clock has given in all.
    latest_ms: i64,
    allowed_ms: i64,
    credited_ms: i64,
}

impl Run<'_> {
    async fn take(&mut self, step: Step) {
        match step {
            Step::Clock(ms) if ms >= 0 => {
                let passed = Duration::from_millis(ms.unsigned_abs());
                self.watcher.world.advance(passed);
            }
            Step::Clock(ms) => {
                let passed = Duration::from_millis(ms.unsigned_abs());
                self.watcher.world.turn_back(passed);
            }
            Step::TakeOver => self.open().await,
            Step::Beat {
                session,
                way,
                segments,
            } => {
                let id = self.session(session);
                let beat = self.beat(&id, segments);
                self.run_clock(&id);
                let answer = self.send(&id, &beat, way).await;
                self.hear(id, beat, answer);
            }
            Step::Both {
                session,
                segments: [one, two],
            } => {
                let id = self.session(session);
                let (one, two) = (self.beat(&id, one), self.beat(&id, two));
                self.run_clock(&id);
                let (first, second) =
                    futures::future::join(self.send(&id, &one, 0), self.send(&id, &two, 1)).await;
                self.hear(id.clone(), one, first);
                self.hear(id, two, second);
            }
            Step::Again { beat, way } => {
                let Some((id, beat, answer)) = self.answered.get(beat).cloned() else {
                    return;
                };
                let again = self.send(&id, &beat, way).await;
                assert_eq!(again, answer, "the same beat gets the first answer");
            }
            Step::Crash(node) => {
                self.nodes[node] = BeatWriter::start(self.watcher.world.house.clone());
            }
        }
    }

    async fn open(&mut self) {
        self.sessions.push(self.watcher.open().await.id);
        self.latest_ms = self.watcher.world.now().millis();
    }

    fn session(&self, number: usize) -> WatchSessionId {
        let newest = self.sessions.len() - 1;
        self.sessions[newest.saturating_sub(number)].clone()
    }

    fn beat(&mut self, id: &WatchSessionId, segments: Vec<Span>) -> Beat {
        let seq = self.seqs.entry(id.clone()).or_default();
        *seq += 1;
        Beat {
            seq: *seq,
            segments,
        }
    }

    /// The clock of the session that earns gives what passed, of a silence the cap at most.
    fn run_clock(&mut self, id: &WatchSessionId) {
        if self.sessions.last() == Some(id) {
            let now = self.watcher.world.now().millis();
            self.allowed_ms += (now - self.latest_ms).clamp(0, GAP_CAP_MS);
            self.latest_ms = self.latest_ms.max(now);
        }
    }

    async fn send(&self, id: &WatchSessionId, beat: &Beat, way: usize) -> BeatAnswer {
        let answer = match self.nodes.get(way) {
            Some(node) => self.watcher.send(node, id, beat.seq, &beat.segments).await,
            None => self.watcher.alone(id, beat).await,
        };
        answer.unwrap()
    }

    fn hear(&mut self, id: WatchSessionId, beat: Beat, answer: BeatAnswer) {
        if self.sessions.last() != Some(&id) {
            assert_eq!(answer.credited_ms, 0, "only one session earns");
        }
        self.credited_ms += answer.credited_ms;
        assert!(
            self.credited_ms <= self.allowed_ms,
            "{} ms were credited, and the clock gave {}",
            self.credited_ms,
            self.allowed_ms
        );
        self.answered.push((id, beat, answer));
    }
}

fn run(engine: EngineName, steps: Vec<Step>) {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        let world = World::on(engine).await;
        let nodes = [1, 2].map(|_| BeatWriter::start(world.house.clone()));
        let mut run = Run {
            watcher: Watcher::new(&world, LESSON_S).await,
            nodes,
            sessions: Vec::new(),
            answered: Vec::new(),
            seqs: BTreeMap::new(),
            latest_ms: 0,
            allowed_ms: 0,
            credited_ms: 0,
        };
        run.open().await;
        for step in steps {
            run.take(step).await;
        }
        let stored = run.watcher.covered_ms().await;
        assert_eq!(
            stored, run.credited_ms,
            "each credited second is stored, once"
        );
    });
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(CASES))]

    #[test]
    fn credit_is_true_after_any_history_on_sqlite(steps in steps()) {
        run(EngineName::Sqlite, steps);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(CASES / 2))]

    #[test]
    fn credit_is_true_after_any_history_on_postgresql(steps in steps()) {
        if postgres().is_some() {
            run(EngineName::Postgres, steps);
        }
    }
}
