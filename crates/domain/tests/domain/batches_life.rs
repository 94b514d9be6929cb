//! The life of a committee's list: killed and going on, stopped and erased, nobody else's, sealed.

use std::time::Duration;

use crate::lists::{audit_of, cast_id, csv, decide, get, many, rows, run, stranger, upload};
use domain::batches::{self, Batch, Standing, State};
use domain::permission::{Actor, Role};
use domain::testing::{Cast, World};
use domain::{Op, audit, identity, runner};
use kernel::{BatchId, Change, Day, Fault, Outcome, PageSize};

fn code<T>(outcome: &Outcome<T>) -> Option<&'static str> {
    outcome.as_ref().err().map(Fault::code)
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

#[tokio::test]
async fn a_list_goes_on_where_it_was_killed_and_decides_nobody_twice() {
    for world in World::on_each().await {
        let cast = &world.cast;
        let id = upload(&world, &cast.clerk, &many(450), None).await.unwrap();
        assert_eq!(run(&world, 1).await, 1);
        assert_eq!(get(&world, &cast.clerk, &id).await.unwrap().progress, 200);
        // A worker takes the next rows and dies: what it held comes free after a while.
        let mut tx = world.house.db.begin().await.unwrap();
        let held = jobs::claim(&mut tx, world.now(), Duration::from_mins(1))
            .await
            .unwrap();
        tx.commit().await.unwrap();
        assert!(held.is_some());
        assert_eq!(
            run(&world, usize::MAX).await,
            0,
            "nobody else does them meanwhile"
        );
        world.advance(Duration::from_secs(61));
        assert_eq!(run(&world, usize::MAX).await, 2);
        let batch = get(&world, &cast.clerk, &id).await.unwrap();
        assert_eq!(
            (batch.state, batch.count(Standing::Ready)),
            (State::Checked, 450)
        );

        let mut op = world.op(&cast.clerk).await;
        assert!(batches::confirm(&mut op, &id).await.unwrap().is_new());
        assert!(!batches::confirm(&mut op, &id).await.unwrap().is_new());
        op.commit().await.unwrap();
        assert_eq!(run(&world, 1).await, 1);
        // Nothing moves for a while; the clerk sets it going again, and both jobs run.
        world.advance(Duration::from_mins(3));
        let mut op = world.op(&cast.clerk).await;
        assert!(batches::restart(&mut op, &id).await.unwrap().is_new());
        assert!(!batches::restart(&mut op, &id).await.unwrap().is_new());
        op.commit().await.unwrap();
        run(&world, usize::MAX).await;
        let done = get(&world, &cast.clerk, &id).await.unwrap();
        assert_eq!(
            (
                done.state,
                done.count(Standing::Met),
                done.count(Standing::NotMet)
            ),
            (State::Done, 449, 1)
        );
        assert_eq!(audit_of(&world, &cast.learner, "batches.decided").await, 1);
        // A job that comes late finds its rows done.
        let stale = batches::BatchStep {
            batch_id: id.clone(),
            phase: batches::Phase::Decide,
            from: 200,
            restart: 0,
        };
        let mut op = world.system().await;
        batches::step(&mut op, &stale).await.unwrap();
        op.commit().await.unwrap();
        assert_eq!(
            get(&world, &cast.clerk, &id).await.unwrap().standings,
            done.standings
        );
        assert_eq!(audit_of(&world, &cast.learner, "batches.decided").await, 1);
    }
}

#[tokio::test]
async fn a_list_can_be_stopped_and_is_erased_in_its_time() {
    for world in World::on_each().await {
        let cast = &world.cast;
        let id = upload(&world, &cast.clerk, &many(1450), None)
            .await
            .unwrap();
        run(&world, 1).await;
        let mut op = world.op(&cast.clerk).await;
        assert_eq!(
            code(&batches::erase(&mut op, &id).await),
            Some("batches.still_running")
        );
        assert!(batches::cancel(&mut op, &id).await.unwrap().is_new());
        assert!(matches!(
            batches::cancel(&mut op, &id).await,
            Ok(Change::Already(_))
        ));
        assert_eq!(
            code(&batches::confirm(&mut op, &id).await),
            Some("batches.not_checked")
        );
        assert_eq!(
            code(&batches::restart(&mut op, &id).await),
            Some("batches.not_running")
        );
        op.commit().await.unwrap();
        run(&world, usize::MAX).await;
        let stopped = get(&world, &cast.clerk, &id).await.unwrap();
        assert_eq!((stopped.state, stopped.progress), (State::Cancelled, 200));

        let mut op = world.op(&cast.clerk).await;
        assert!(batches::erase(&mut op, &id).await.unwrap().is_new());
        assert!(!batches::erase(&mut op, &id).await.unwrap().is_new());
        op.commit().await.unwrap();
        assert_eq!(run(&world, usize::MAX).await, 2);
        assert_eq!(rows_left(&world, &id).await, 0);
        let mut op = world.op(&cast.clerk).await;
        let erased = batches::get(&mut op, &id).await.unwrap();
        assert_eq!((erased.state, erased.rows), (State::Erased, 1450));
        let refused = batches::list_rows(&mut op, &erased, None, 0, PageSize::new(5)).await;
        assert_eq!(code(&refused), Some("batches.erased"));
        assert_eq!(
            code(&batches::summary(&mut op, &erased).await),
            Some("batches.erased")
        );
        drop(op);

        let id = upload(&world, &cast.clerk, &many(3), None).await.unwrap();
        run(&world, usize::MAX).await;
        decide(&world, &cast.clerk, &id).await;
        let seed = [3; 32];
        assert!(
            !runner::erase_expired(&world.house, world.now(), seed)
                .await
                .unwrap()
        );
        world.advance(Duration::from_hours(181 * 24));
        assert!(
            runner::erase_expired(&world.house, world.now(), seed)
                .await
                .unwrap()
        );
        run(&world, usize::MAX).await;
        assert_eq!(rows_left(&world, &id).await, 0);
        let gone = get(&world, &cast.clerk, &id).await.unwrap();
        assert_eq!((gone.state, gone.count(Standing::Met)), (State::Erased, 2));
    }
}

async fn rows_left(world: &World, id: &BatchId) -> i64 {
    let mut op = world.system().await;
    let query = op.tx.query(
        "SELECT (SELECT count(*) FROM batches_rows WHERE batch_id = $1) \
         + (SELECT count(*) FROM batches_parts WHERE batch_id = $1) AS n",
    );
    query.bind(id).one(|row| row.get("n")).await.unwrap()
}

/// The clerk of a committee of another place.
async fn foreign_clerk(world: &World) -> Actor {
    let mut op = world.system().await;
    let person = Cast::id(&world.cast.foreign_officer);
    identity::grant(
        &mut op,
        &person,
        Role::CommitteeClerk,
        "/nei-mongol/baotou/",
    )
    .await
    .unwrap();
    let actor = identity::actor_of(&mut op, &person).await.unwrap();
    op.commit().await.unwrap();
    actor
}

#[tokio::test]
async fn a_list_is_the_committees_alone() {
    for world in World::on_each().await {
        let cast = &world.cast;
        let list = many(2);
        let id = upload(&world, &cast.clerk, &list, None).await.unwrap();
        run(&world, usize::MAX).await;
        let foreign = foreign_clerk(&world).await;
        for other in [
            &foreign,
            &cast.officer,
            &cast.learner,
            &cast.region_admin,
            &cast.operator,
        ] {
            assert_eq!(
                code(&get(&world, other, &id).await),
                Some("permission.not_yours")
            );
            assert_eq!(
                code(&upload(&world, other, &list, None).await),
                Some("permission.denied")
            );
            let mut op = world.op(other).await;
            assert_eq!(
                code(&batches::confirm(&mut op, &id).await),
                Some("permission.not_yours")
            );
            assert_eq!(
                code(&batches::cancel(&mut op, &id).await),
                Some("permission.not_yours")
            );
            assert_eq!(
                code(&batches::erase(&mut op, &id).await),
                Some("permission.not_yours")
            );
            assert_eq!(
                code(&batches::restart(&mut op, &id).await),
                Some("permission.not_yours")
            );
            let batch = mine(&mut op, &cast.clerk, &id).await;
            op.actor = other.clone();
            let rows = batches::list_rows(&mut op, &batch, None, 0, PageSize::new(5)).await;
            assert_eq!(code(&rows), Some("permission.not_yours"));
            let numbers = batches::reveal_citizen_ids(&mut op, &batch).await;
            assert_eq!(code(&numbers), Some("permission.not_yours"));
        }
        let mut op = world.op(&foreign).await;
        let none = batches::list(&mut op, "/nei-mongol/", None, PageSize::new(5))
            .await
            .unwrap();
        assert!(none.items.is_empty());
        op.actor = cast.clerk.clone();
        let one = batches::list(&mut op, "/nei-mongol/hohhot/", None, PageSize::new(5))
            .await
            .unwrap();
        assert_eq!(one.items.len(), 1);
    }
}

#[tokio::test]
async fn who_lost_her_office_gets_no_answers_from_her_list() {
    for world in World::on_each().await {
        let cast = &world.cast;
        let id = upload(&world, &cast.clerk, &many(2), None).await.unwrap();
        run(&world, usize::MAX).await;
        let mut op = world.op(&cast.clerk).await;
        batches::confirm(&mut op, &id).await.unwrap();
        op.tx
            .query("UPDATE identity_grants SET ended_at = 1 WHERE person_id = $1")
            .bind(Cast::id(&cast.clerk))
            .execute()
            .await
            .unwrap();
        op.commit().await.unwrap();
        run(&world, usize::MAX).await;
        let stopped = get(&world, &Actor::system(), &id).await.unwrap();
        assert_eq!((stopped.state, stopped.progress), (State::Cancelled, 0));
    }
}

async fn mine(op: &mut Op, clerk: &Actor, id: &BatchId) -> Batch {
    let actor = std::mem::replace(&mut op.actor, clerk.clone());
    let batch = batches::get(op, id).await.unwrap();
    op.actor = actor;
    batch
}

#[tokio::test]
async fn numbers_lie_sealed_and_whoever_takes_them_out_is_seen() {
    for world in World::on_each().await {
        let cast = &world.cast;
        let known = cast_id(1);
        let id = upload(&world, &cast.clerk, &many(3), None).await.unwrap();
        assert!(
            !everything(&world, &id).await.contains(&known),
            "sealed before the check"
        );
        run(&world, usize::MAX).await;
        decide(&world, &cast.clerk, &id).await;
        let kept = everything(&world, &id).await;
        assert!(
            !kept.contains(&known) && !kept.contains(&stranger(1)),
            "{kept}"
        );
        let row = rows(&world, &cast.clerk, &id).await.remove(2);
        assert_eq!(
            row.citizen_id_masked,
            format!("150*************{}", &known[16..])
        );

        let before = audit_of(&world, &cast.learner, "identity.citizen_id_read").await;
        let mut op = world.op(&cast.clerk).await;
        let batch = batches::get(&mut op, &id).await.unwrap();
        let numbers = batches::reveal_citizen_ids(&mut op, &batch).await.unwrap();
        op.commit().await.unwrap();
        assert_eq!(
            (numbers.len(), &numbers[&1], &numbers[&3]),
            (3, &stranger(1), &known)
        );
        let after = audit_of(&world, &cast.learner, "identity.citizen_id_read").await;
        assert_eq!(after, before + 1);
        let mut op = world.op(&cast.learner).await;
        let lines = audit::list_about(&mut op, &Cast::id(&cast.learner), 1)
            .await
            .unwrap();
        assert_eq!(lines[0].actor.as_deref(), Some("评委"));
        assert_eq!(lines[0].subject, id.as_str());
    }
}

/// All texts that are kept of a list.
async fn everything(world: &World, id: &BatchId) -> String {
    let mut op = world.system().await;
    let rows: Vec<String> = op
        .tx
        .query(
            "SELECT name || citizen_id_masked || faults || COALESCE(listed, '') \
             || COALESCE(applicant, '') || COALESCE(decision, '') AS kept FROM batches_rows \
             WHERE batch_id = $1",
        )
        .bind(id)
        .all(|row| row.get("kept"))
        .await
        .unwrap();
    let parts: Vec<Vec<u8>> = op
        .tx
        .query("SELECT content FROM batches_parts WHERE batch_id = $1")
        .bind(id)
        .all(|row| row.get("content"))
        .await
        .unwrap();
    let parts = parts.concat();
    format!("{}{}", rows.concat(), String::from_utf8_lossy(&parts))
}

#[tokio::test]
async fn the_summary_counts_and_names_what_it_rests_on() {
    for world in World::on_each().await {
        let cast = &world.cast;
        let list = csv(&[
            format!("{},乌日娜,职称评审,中级,,2022-12-15", cast_id(1)),
            format!(
                "{},外人,职称评审,初级,,2022-12-15,学校,,,,,,,,30,52.5",
                stranger(1)
            ),
            format!("{},,职称评审,初级,,2022-12-15", stranger(2)),
        ]);
        let id = upload(&world, &cast.clerk, &list, Some(day("2022-12-15")))
            .await
            .unwrap();
        run(&world, usize::MAX).await;
        let mut op = world.op(&cast.clerk).await;
        let batch = batches::get(&mut op, &id).await.unwrap();
        assert_eq!(
            code(&batches::summary(&mut op, &batch).await),
            Some("batches.not_done")
        );
        drop(op);
        let batch = decide(&world, &cast.clerk, &id).await;
        let mut op = world.op(&cast.clerk).await;
        let facts = batches::summary(&mut op, &batch).await.unwrap();
        drop(op);
        assert_eq!(
            (facts.rows, facts.is_part, facts.lines.len()),
            (3, false, 3)
        );
        assert_eq!(facts.editions[0].0, "hohhot-etdz/2022");
        assert_eq!(facts.editions[0].2, 2);
        assert!(
            facts.counts.contains(&(Standing::NotMet, 2)),
            "{:?}",
            facts.counts
        );
        let cites: Vec<_> = facts
            .clauses
            .iter()
            .map(|(cite, quote, _)| (cite.as_str(), quote.is_empty()))
            .collect();
        assert_eq!(cites, [("N2022 §2", false), ("N2022 §2a.1", false)]);
        assert_eq!(facts.lines[1].note, "2022年专业科目缺7.5学时");
        assert_eq!(
            (facts.lines[1].applied.as_str(), facts.lines[1].is_given),
            ("职称评审·初级", true)
        );
        assert_eq!(
            (facts.uploaded_by.as_str(), facts.cut_off.as_str()),
            ("评委", "2022-12-15")
        );
        let bytes = batches::print_summary(world.house.clone(), facts)
            .await
            .unwrap();
        assert!(String::from_utf8_lossy(&bytes).starts_with("BatchSummary"));
    }
}

#[tokio::test]
async fn a_territory_has_few_lists_in_work_at_once_and_none_without_rows() {
    for world in World::on_each().await {
        let cast = &world.cast;
        for _ in 0..3 {
            upload(&world, &cast.clerk, &many(2), None).await.unwrap();
        }
        let fourth = upload(&world, &cast.clerk, &many(2), None).await;
        assert_eq!(code(&fourth), Some("batches.too_many_running"));
        run(&world, usize::MAX).await;
        let id = upload(&world, &cast.clerk, &csv(&["1,,,,,".to_owned()]), None)
            .await
            .unwrap();
        run(&world, usize::MAX).await;
        let mut op = world.op(&cast.clerk).await;
        assert_eq!(
            code(&batches::confirm(&mut op, &id).await),
            Some("batches.nothing_to_decide")
        );
        drop(op);
        assert_eq!(
            code(&upload(&world, &cast.clerk, &csv(&[]), None).await),
            Some("batches.no_rows")
        );
    }
}
