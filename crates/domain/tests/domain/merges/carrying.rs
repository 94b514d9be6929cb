//! Hours are carried and come back, to the hundredth; both chains hold.

use std::time::Duration;

use super::{Sums, holds, merge, now, part, recognise, second_account, sums};
use crate::way;
use domain::hours;
use domain::testing::{Cast, World};
use kernel::{Category, PersonId};

async fn entries(world: &World, who: &PersonId) -> Vec<ledger::Line> {
    let mut op = world.system().await;
    ledger::list(&mut op.tx, who, None).await.unwrap()
}

#[tokio::test]
async fn the_same_course_counts_once_and_comes_back() {
    for world in World::on_each().await {
        let (kept, twin) = (
            world.cast.learner.clone(),
            second_account(&world, 131).await,
        );
        let (kept_id, twin_id) = (Cast::id(&kept), Cast::id(&twin));
        let course = world.course(Category::Public, &[60]).await;
        let other = world.course(Category::Public, &[60, 60]).await;
        for (who, course) in [(&kept, &course), (&twin, &course), (&twin, &other)] {
            let enrolment = world.enrol(who, course).await;
            world.watch_all(who, &enrolment, hours::receive_beat).await;
        }
        let before = (sums(&world, &kept_id).await, sums(&world, &twin_id).await);
        let merger = merge(&world, &twin, &kept).await;
        holds(&world).await;
        assert_eq!(sums(&world, &twin_id).await, Sums::new());
        let whole = course.hours.get() + other.hours.get();
        assert_eq!(sums(&world, &kept_id).await[&(2022, "public")], whole);
        let lines = entries(&world, &kept_id).await;
        let carried: Vec<_> = lines
            .iter()
            .filter(|line| hours::journey(&line.entry.source).is_some())
            .collect();
        assert_eq!(carried.len(), 1, "the same course is not carried twice");
        assert!(hours::root(&carried[0].entry.source).starts_with("enrolment:"));
        part(&world, &merger).await;
        holds(&world).await;
        let after = (sums(&world, &kept_id).await, sums(&world, &twin_id).await);
        assert_eq!(after, before);
    }
}

#[tokio::test]
async fn what_is_earned_while_they_are_one_goes_to_the_kept_and_back_with_the_twin() {
    for world in World::on_each().await {
        let (kept, twin) = (
            world.cast.learner.clone(),
            second_account(&world, 131).await,
        );
        let (kept_id, twin_id) = (Cast::id(&kept), Cast::id(&twin));
        let course = world.course(Category::Public, &[60]).await;
        let (hers, others) = (
            world.enrol(&kept, &course).await,
            world.enrol(&twin, &course).await,
        );
        let merger = merge(&world, &twin, &kept).await;
        let one = now(&world, &twin).await;
        assert_eq!(one.person(), Some(&kept_id));
        // She goes on with what her twin began, and then with her own.
        world.watch_all(&one, &others, hours::receive_beat).await;
        let counted = sums(&world, &kept_id).await;
        assert_eq!(counted[&(2022, "public")], course.hours.get());
        assert_eq!(sums(&world, &twin_id).await, Sums::new());
        world.watch_all(&one, &hers, hours::receive_beat).await;
        assert_eq!(
            sums(&world, &kept_id).await,
            counted,
            "the same course counts once"
        );
        holds(&world).await;
        part(&world, &merger).await;
        assert_eq!(sums(&world, &kept_id).await, counted);
        assert_eq!(sums(&world, &twin_id).await, counted);
        holds(&world).await;
    }
}

#[tokio::test]
async fn what_was_set_aside_steps_in_when_the_other_is_revoked() {
    for world in World::on_each().await {
        let (kept, twin) = (
            world.cast.learner.clone(),
            second_account(&world, 131).await,
        );
        let (kept_id, twin_id) = (Cast::id(&kept), Cast::id(&twin));
        for who in [&kept_id, &twin_id] {
            recognise(&world, who, 2022, Category::Professional, 20, "同一本证书").await;
        }
        let merger = merge(&world, &twin, &kept).await;
        let counted = sums(&world, &kept_id).await;
        assert_eq!(counted[&(2022, "professional")], 2000);
        let own = entries(&world, &kept_id).await[0].entry.id.clone();
        way::revoke(&world, &own).await;
        world.advance(Duration::from_secs(1));
        assert_eq!(
            sums(&world, &kept_id).await,
            counted,
            "the twin's own counts now"
        );
        holds(&world).await;
        part(&world, &merger).await;
        assert_eq!(sums(&world, &kept_id).await, Sums::new());
        assert_eq!(sums(&world, &twin_id).await, counted);
    }
}

#[tokio::test]
async fn what_was_revoked_meanwhile_does_not_come_back() {
    for world in World::on_each().await {
        let (kept, twin) = (
            world.cast.learner.clone(),
            second_account(&world, 131).await,
        );
        let (kept_id, twin_id) = (Cast::id(&kept), Cast::id(&twin));
        recognise(&world, &twin_id, 2022, Category::Professional, 20, "假证书").await;
        let merger = merge(&world, &twin, &kept).await;
        let carried = entries(&world, &kept_id).await[0].entry.id.clone();
        way::revoke(&world, &carried).await;
        part(&world, &merger).await;
        assert_eq!(sums(&world, &kept_id).await, Sums::new());
        assert_eq!(sums(&world, &twin_id).await, Sums::new());
        holds(&world).await;
    }
}

#[tokio::test]
async fn whatever_is_dropped_midway_is_nothing() {
    for world in World::on_each().await {
        let (kept, twin) = (
            world.cast.learner.clone(),
            second_account(&world, 131).await,
        );
        let (kept_id, twin_id) = (Cast::id(&kept), Cast::id(&twin));
        recognise(&world, &twin_id, 2022, Category::Public, 10, "甲").await;
        let before = sums(&world, &twin_id).await;
        let merger = super::propose(&world, &twin, &kept).await;
        let mut op = world.op(&world.cast.second_officer).await;
        domain::merges::decide(&mut op, &merger.id, true, "")
            .await
            .unwrap();
        drop(op);
        assert_eq!(sums(&world, &twin_id).await, before);
        assert_eq!(sums(&world, &kept_id).await, Sums::new());
        let mut op = world.op(&world.cast.second_officer).await;
        let decided = domain::merges::decide(&mut op, &merger.id, true, "").await;
        assert!(decided.unwrap().is_new());
        op.commit().await.unwrap();
        assert_eq!(sums(&world, &kept_id).await, before);
    }
}

/// A small generator, so that every run tries the same histories.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound
    }
}

#[tokio::test]
async fn any_history_is_the_union_while_they_are_one_and_the_same_as_before_when_they_are_parted() {
    for world in World::on_each().await {
        let mut dice = Dice(7);
        for round in 0..6_u32 {
            let twin = second_account(&world, 200 + round * 2).await;
            let kept = second_account(&world, 201 + round * 2).await;
            let (kept_id, twin_id) = (Cast::id(&kept), Cast::id(&twin));
            // Of eight papers each account has some; the same paper in both counts once.
            let (mut of_kept, mut of_twin) = (Sums::new(), Sums::new());
            let mut union = Sums::new();
            for paper in 0..8_u64 {
                let year = 2020 + i16::try_from(paper % 3).unwrap();
                let category = Category::ALL[usize::try_from(dice.below(2)).unwrap()];
                let hours = i64::try_from(1 + dice.below(9)).unwrap();
                let has = dice.below(4);
                let evidence = format!("证书 {paper}");
                let key = (year, category.as_str());
                if has & 1 == 1 {
                    recognise(&world, &kept_id, year, category, hours, &evidence).await;
                    *of_kept.entry(key).or_default() += hours * 100;
                }
                if has & 2 == 2 {
                    recognise(&world, &twin_id, year, category, hours, &evidence).await;
                    *of_twin.entry(key).or_default() += hours * 100;
                }
                if has > 0 {
                    *union.entry(key).or_default() += hours * 100;
                }
            }
            for _ in 0..2 {
                let merger = merge(&world, &twin, &kept).await;
                assert_eq!(sums(&world, &kept_id).await, union);
                assert_eq!(sums(&world, &twin_id).await, Sums::new());
                part(&world, &merger).await;
                assert_eq!(sums(&world, &kept_id).await, of_kept);
                assert_eq!(sums(&world, &twin_id).await, of_twin);
            }
        }
        holds(&world).await;
    }
}

#[tokio::test]
async fn a_posting_beside_the_merger_is_carried_once_by_whoever_comes_second() {
    for world in World::on_each().await {
        let (kept, twin) = (
            world.cast.learner.clone(),
            second_account(&world, 131).await,
        );
        let (kept_id, twin_id) = (Cast::id(&kept), Cast::id(&twin));
        recognise(&world, &twin_id, 2022, Category::Public, 10, "甲").await;
        let merger = super::propose(&world, &twin, &kept).await;
        world.advance(Duration::from_secs(1));
        let mut posting = world.op(&world.cast.officer).await;
        let (year, hours) = (2022, kernel::Hours::whole(7));
        hours::recognise(&mut posting, &twin_id, year, Category::Public, hours, "乙")
            .await
            .unwrap();
        // The merger waits for the posting, or for SQLite's one writer; then it carries both.
        let confirm = async {
            let mut op = world.op(&world.cast.second_officer).await;
            let decided = domain::merges::decide(&mut op, &merger.id, true, "").await;
            op.commit().await.unwrap();
            decided.unwrap().is_new()
        };
        let commit = async {
            tokio::time::sleep(Duration::from_millis(100)).await;
            posting.commit().await.unwrap();
        };
        let (first, second, ()) = tokio::join!(
            confirm,
            async {
                let mut op = world.op(&world.cast.second_officer).await;
                let decided = domain::merges::decide(&mut op, &merger.id, true, "").await;
                op.commit().await.unwrap();
                decided.unwrap().is_new()
            },
            commit
        );
        assert!(first != second, "two confirmations are one");
        assert_eq!(sums(&world, &kept_id).await[&(2022, "public")], 1700);
        assert_eq!(sums(&world, &twin_id).await, Sums::new());
        holds(&world).await;
    }
}

#[tokio::test]
async fn the_conservation_check_sees_hours_that_count_beside_the_kept_account() {
    for world in World::on_each().await {
        let (kept, twin) = (
            world.cast.learner.clone(),
            second_account(&world, 131).await,
        );
        recognise(&world, &Cast::id(&twin), 2022, Category::Public, 10, "甲").await;
        merge(&world, &twin, &kept).await;
        holds(&world).await;
        let mut op = world.system().await;
        let posting = ledger::Posting {
            person: Cast::id(&twin),
            study_year: 2022,
            category: Category::Public,
            hours: kernel::Hours::whole(5),
            source: "recognition:planted".into(),
            clause: "N2022 §3.9".into(),
            title: "绕过".into(),
            recorded_by: None,
        };
        let (id, at) = (op.new_id(), op.now);
        ledger::post(&mut op.tx, id, at, &posting).await.unwrap();
        let mut found = Vec::new();
        hours::prove(&mut op, |difference| found.push(difference.code), |_| {})
            .await
            .unwrap();
        assert_eq!(found, ["hours.twin_counts"]);
        // Posted with its root's name and other hours, a carried entry is seen as well.
        let posting = ledger::Posting {
            person: Cast::id(&kept),
            source: "carried:mrg_0.0:recognition:planted".into(),
            ..posting
        };
        let (id, at) = (op.new_id(), op.now);
        ledger::post(&mut op.tx, id, at, &posting).await.unwrap();
        let mut found = Vec::new();
        hours::prove(&mut op, |difference| found.push(difference.code), |_| {})
            .await
            .unwrap();
        found.sort_unstable();
        assert_eq!(found, ["hours.carried", "hours.twin_counts"]);
    }
}
