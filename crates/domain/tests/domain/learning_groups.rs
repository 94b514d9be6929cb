//! Beats that are taken in groups: what is answered is durable, whoever else writes meanwhile.

use std::sync::Arc;
use std::time::Duration;

use crate::watching::Watcher;
use domain::Op;
use domain::learning::{self, Beat, BeatWriter, Turn};
use domain::testing::World;
use kernel::Category;
use policy::Policies;

fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

#[tokio::test]
async fn a_group_of_beats_is_credited_and_stored() {
    for world in World::on_each().await {
        let watcher = Watcher::new(&world, 600).await;
        let writer = BeatWriter::start(world.house.clone());
        let session = watcher.open().await;
        world.advance(seconds(30));
        let sends = (0..10).map(|seq| {
            let (watcher, writer, id) = (&watcher, &writer, &session.id);
            async move {
                let from = seq * 3_000;
                watcher.send(writer, id, seq, &[(from, from + 3_000)]).await
            }
        });
        let answers = futures::future::join_all(sends).await;
        let credited: i64 = answers
            .iter()
            .map(|answer| answer.as_ref().unwrap().credited_ms)
            .sum();
        assert_eq!(credited, 30_000);
        assert_eq!(watcher.covered_ms().await, 30_000);
    }
}

#[tokio::test]
async fn the_same_beat_gets_the_first_answer_from_whichever_writer() {
    for world in World::on_each().await {
        let watcher = Watcher::new(&world, 600).await;
        let writers = [1, 2].map(|_| BeatWriter::start(world.house.clone()));
        let session = watcher.open().await;
        world.advance(seconds(10));
        let first = watcher
            .send(&writers[0], &session.id, 4, &[(0, 10_000)])
            .await
            .unwrap();
        assert_eq!(first.credited_ms, 10_000);
        world.advance(seconds(10));
        for writer in [
            &writers[0],
            &writers[1],
            &BeatWriter::start(world.house.clone()),
        ] {
            let again = watcher
                .send(writer, &session.id, 4, &[(0, 20_000)])
                .await
                .unwrap();
            assert_eq!(again, first);
        }
        // A number that comes late is a beat like any other.
        let late = watcher
            .send(&writers[1], &session.id, 2, &[(10_000, 20_000)])
            .await
            .unwrap();
        assert_eq!((late.credited_ms, late.covered_ms), (10_000, 20_000));
    }
}

#[tokio::test]
async fn the_loser_of_a_take_over_is_told_by_the_next_beat_though_it_is_remembered() {
    for world in World::on_each().await {
        let watcher = Watcher::new(&world, 600).await;
        let writer = BeatWriter::start(world.house.clone());
        let loser = watcher.open().await;
        world.advance(seconds(10));
        watcher
            .send(&writer, &loser.id, 1, &[(0, 10_000)])
            .await
            .unwrap();
        let winner = watcher.open().await;
        world.advance(seconds(10));
        let lost = watcher
            .send(&writer, &loser.id, 2, &[(10_000, 20_000)])
            .await
            .unwrap();
        assert_eq!(
            (lost.credited_ms, lost.refused[0].code.as_str()),
            (0, "learning.taken_over")
        );
        let won = watcher
            .send(&writer, &winner.id, 1, &[(10_000, 20_000)])
            .await
            .unwrap();
        assert_eq!((won.credited_ms, won.covered_ms), (10_000, 20_000));
    }
}

#[tokio::test]
async fn a_losers_beats_and_goodbye_do_not_touch_the_winners_row() {
    for world in World::on_each().await {
        let watcher = Watcher::new(&world, 600).await;
        let writer = BeatWriter::start(world.house.clone());
        let loser = watcher.open().await;
        let winner = watcher.open().await;
        assert_eq!(winner.took_over.as_ref(), Some(&loser.id));
        for seq in 0..5_i64 {
            world.advance(seconds(1));
            let own = Beat {
                seq,
                segments: vec![(seq * 1_000, seq * 1_000 + 1_000)],
            };
            let (learner, now) = (&watcher.learner, world.now());
            let turn = writer.receive(learner, &winner.id, own.clone(), now).await;
            assert!(matches!(turn.unwrap(), Turn::Answered(answer) if answer.credited_ms == 1_000));
            watcher.alone(&loser.id, &own).await.unwrap();
            let mut op = world.op(learner).await;
            learning::end_session(&mut op, &loser.id).await.unwrap();
            op.commit().await.unwrap();
        }
        assert_eq!(watcher.covered_ms().await, 5_000);
    }
}

#[tokio::test]
async fn two_nodes_credit_a_session_once_and_no_faster_than_the_clock() {
    for world in World::on_each().await {
        let watcher = Watcher::new(&world, 600).await;
        let nodes = [1, 2].map(|_| BeatWriter::start(world.house.clone()));
        let session = watcher.open().await;
        for round in 0..20_i64 {
            world.advance(seconds(1));
            let from = round * 1_000;
            let segments = [(from, from + 2_000)];
            let (one, two) = futures::future::join(
                watcher.send(&nodes[0], &session.id, round * 2, &segments),
                watcher.send(&nodes[1], &session.id, round * 2 + 1, &segments),
            )
            .await;
            let credited = one.unwrap().credited_ms + two.unwrap().credited_ms;
            assert_eq!(credited, 1_000, "second {round}");
        }
        assert_eq!(watcher.covered_ms().await, 20_000);
    }
}

#[tokio::test]
async fn the_last_second_completes_the_lesson_and_further_beats_are_taken() {
    for world in World::on_each().await {
        let watcher = Watcher::new(&world, 54).await;
        let writer = BeatWriter::start(world.house.clone());
        let session = watcher.open().await;
        world.advance(seconds(52));
        let before = watcher
            .send(&writer, &session.id, 1, &[(0, 52_000)])
            .await
            .unwrap();
        assert!(!before.complete);
        world.advance(seconds(1));
        let last = watcher
            .send(&writer, &session.id, 2, &[(52_000, 53_000)])
            .await
            .unwrap();
        assert!(last.complete, "98 of 100 seconds");
        world.advance(seconds(1));
        let after = watcher
            .send(&writer, &session.id, 3, &[(53_000, 54_000)])
            .await
            .unwrap();
        assert_eq!((after.complete, after.covered_ms), (true, 54_000));
    }
}

#[tokio::test]
async fn a_beat_alone_and_beats_in_groups_never_overwrite_each_other() {
    for world in World::on_each().await {
        let watcher = Watcher::new(&world, 600).await;
        let writer = BeatWriter::start(world.house.clone());
        let session = watcher.open().await;
        for round in 0..10_i64 {
            world.advance(seconds(2));
            let from = round * 2_000;
            let alone = Beat {
                seq: round * 2,
                segments: vec![(from, from + 1_000)],
            };
            let (one, two) = futures::future::join(
                watcher.alone(&session.id, &alone),
                watcher.send(
                    &writer,
                    &session.id,
                    round * 2 + 1,
                    &[(from + 1_000, from + 2_000)],
                ),
            )
            .await;
            assert_eq!(one.unwrap().credited_ms + two.unwrap().credited_ms, 2_000);
        }
        assert_eq!(watcher.covered_ms().await, 20_000);
    }
}

#[tokio::test]
async fn strangers_ended_sessions_and_closed_years_earn_nothing() {
    for world in World::on_each().await {
        let watcher = Watcher::new(&world, 600).await;
        let writer = BeatWriter::start(world.house.clone());
        let session = watcher.open().await;
        world.advance(seconds(10));
        let beat = Beat {
            seq: 1,
            segments: vec![(0, 1_000)],
        };
        let stranger = &world.cast.other_learner;
        let refused = writer
            .receive(stranger, &session.id, beat.clone(), world.now())
            .await;
        assert_eq!(refused.unwrap_err().code(), "permission.not_yours");
        let unknown = "watch_00000000000000000000000000".parse().unwrap();
        let refused = writer.receive(stranger, &unknown, beat, world.now()).await;
        assert_eq!(refused.unwrap_err().code(), "learning.unknown_session");
        watcher
            .send(&writer, &session.id, 1, &[(0, 10_000)])
            .await
            .unwrap();
        // Remembered on a day of the year, and asked again on a day after it.
        world.advance(seconds(17 * 86_400));
        let late = watcher
            .send(&writer, &session.id, 2, &[(10_000, 20_000)])
            .await
            .unwrap();
        assert_eq!(
            (late.credited_ms, late.refused[0].code.as_str()),
            (0, "learning.window_closed")
        );
        assert_eq!(late.covered_ms, 10_000);
    }
}

#[tokio::test]
async fn beats_are_found_wherever_they_lie() {
    for world in World::on_each().await {
        let watcher = Watcher::new(&world, 600).await;
        let writer = BeatWriter::start(world.house.clone());
        let session = watcher.open().await;
        let (mut laid_down, mut most) = (0, 0);
        for seq in 0..30_i64 {
            world.advance(seconds(1));
            let from = seq * 1_000;
            watcher
                .send(&writer, &session.id, seq, &[(from, from + 1_000)])
                .await
                .unwrap();
            let mut op = world.op(&watcher.learner).await;
            let (found, beats, credited_ms) =
                learning::find_session(&mut op, &session.id).await.unwrap();
            assert_eq!((beats, credited_ms), (seq + 1, from + 1_000));
            let kept = learning::beats_of_session(&mut op, &found, 100)
                .await
                .unwrap();
            let numbers: Vec<i64> = kept.iter().map(|beat| beat.seq).collect();
            assert_eq!(numbers, (0..=seq).collect::<Vec<_>>());
            let [all, held] = places(&mut op).await;
            assert_eq!(all, seq + 1);
            drop(op);
            refuses_to_lose_them(&world, &watcher, held < all).await;
            laid_down += i64::from(held < all);
            most = most.max(held);
        }
        assert!(laid_down > 10 && most == 12, "{laid_down} {most}");
        let mut op = world.op(&watcher.learner).await;
        learning::end_session(&mut op, &session.id).await.unwrap();
        assert_eq!(places(&mut op).await, [30, 0]);
        let (enrolment, lesson) = (&watcher.enrolment.id, &watcher.lesson);
        let checks = learning::checks_of(&mut op, enrolment, lesson).await;
        assert!(checks.unwrap().is_empty());
    }
}

/// A number that was forgotten goes by an operation of its own each time, and raises the version;
/// between it and a new one the version may always jump over the write that makes a row full.
#[tokio::test]
async fn a_row_lets_its_beats_go_however_they_come() {
    for world in World::on_each().await {
        let watcher = Watcher::new(&world, 600).await;
        let writer = BeatWriter::start(world.house.clone());
        let session = watcher.open().await;
        let mut most = 0;
        for seq in 0..160_i64 {
            world.advance(seconds(1));
            let from = seq * 1_000;
            let new = [(from, from + 1_000)];
            watcher.send(&writer, &session.id, seq, &new).await.unwrap();
            if seq > 20 {
                let again = watcher.send(&writer, &session.id, 0, &new).await.unwrap();
                assert_eq!((again.credited_ms, again.covered_ms), (1_000, 1_000));
            }
            if seq == 80 {
                // Once more: whichever way the version is even or odd, the other comes too.
                watcher.send(&writer, &session.id, 1, &new).await.unwrap();
            }
            let mut op = world.op(&watcher.learner).await;
            let [all, held] = places(&mut op).await;
            assert_eq!(all, seq + 1);
            most = most.max(held);
        }
        assert!(most < 60, "{most}");
    }
}

/// Beats that still lie in their row are evidence like all others: what the row lets go lies in a
/// sheaf, and nothing else makes them less.
async fn refuses_to_lose_them(world: &World, watcher: &Watcher<'_>, has_sheaves: bool) {
    let refused = [
        "UPDATE learning_progress SET session_id = NULL",
        "DELETE FROM learning_progress",
        "DELETE FROM learning_sheaves",
        "UPDATE learning_sheaves SET beats = '[0,0,[],0,0,false,null]'",
    ];
    for statement in &refused[..if has_sheaves { 4 } else { 2 }] {
        let mut op = world.op(&watcher.learner).await;
        let refused = op.tx.query(statement).execute().await.unwrap_err();
        let told = format!("{refused:?}");
        let why = ["append-only", "belongs to a session"];
        assert!(
            why.iter().any(|why| told.contains(why)),
            "{statement}: {told}"
        );
    }
    for statement in [
        "UPDATE learning_progress SET recent = ''",
        "UPDATE learning_progress SET recent = '', session_id = NULL",
    ] {
        let mut op = world.op(&watcher.learner).await;
        let [all, held] = places(&mut op).await;
        assert!(held > 0);
        op.tx.query(statement).execute().await.unwrap();
        assert_eq!(places(&mut op).await, [all, 0], "{statement}");
    }
}

/// All beats, and those of them that the rows still hold.
async fn places(op: &mut Op) -> [i64; 2] {
    let mut counts = [0; 2];
    for (count, statement) in counts.iter_mut().zip([
        "SELECT count(*) AS beats FROM learning_beats",
        "SELECT count(*) AS beats FROM learning_beats WHERE last_at = 9223372036854775807",
    ]) {
        let counted = op.tx.query(statement).one(|row| row.get("beats"));
        *count = counted.await.unwrap();
    }
    counts
}

/// The embedded edition with a cap: 0.02 hours of 45 minutes a day are 54 seconds.
fn with_a_cap_of_the_day() -> Policies {
    let file = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../policies/hohhot-etdz/2022.toml"
    );
    let pack = std::fs::read_to_string(file).unwrap();
    let capped = pack.replace("[player]\n", "[player]\nmost_hours_a_day = \"0.02\"\n");
    Policies::from_bytes("hohhot-etdz/2022.toml", capped.as_bytes()).unwrap()
}

#[tokio::test]
async fn a_day_credits_no_more_than_its_cap_on_all_lessons_together() {
    for mut world in World::on_each().await {
        Arc::get_mut(&mut world.house).unwrap().policies = with_a_cap_of_the_day();
        let course = world.course(Category::Professional, &[600, 600]).await;
        let first = Watcher::of(&world, &world.cast.learner, &course).await;
        let mut op = world.system().await;
        let lessons = learning::lesson_states(&mut op, &first.enrolment).await;
        drop(op);
        let second = Watcher {
            world: &world,
            learner: first.learner.clone(),
            enrolment: first.enrolment.clone(),
            lesson: lessons.unwrap()[1].lesson.id.clone(),
        };
        let writer = BeatWriter::start(world.house.clone());
        let mut credited = Vec::new();
        for watcher in [&first, &second] {
            let session = watcher.open().await;
            for seq in 0..2_i64 {
                world.advance(seconds(20));
                let span = [(seq * 20_000, (seq + 1) * 20_000)];
                let sent = watcher.send(&writer, &session.id, seq, &span);
                credited.push(sent.await.unwrap());
            }
        }
        let each: Vec<i64> = credited.iter().map(|answer| answer.credited_ms).collect();
        assert_eq!(each, [20_000, 20_000, 14_000, 0]);
        assert_eq!(credited[3].refused[0].code, "learning.day_full");
        // What the day refused does not wait for the next.
        world.advance(seconds(86_400));
        let session = second.open().await;
        world.advance(seconds(20));
        let next = second
            .send(&writer, &session.id, 0, &[(14_000, 34_000)])
            .await;
        let next = next.unwrap();
        assert_eq!((next.credited_ms, next.covered_ms), (20_000, 34_000));
    }
}
