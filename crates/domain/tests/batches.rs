//! A committee's list: checked row by row, then decided in the background.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod lists;

use std::time::Duration;

use domain::batches::{self, Basis, Batch, BatchRow, Standing, State, hours_rows};
use domain::permission::{Actor, Role};
use domain::testing::{Cast, World};
use domain::{Op, audit, hours, identity, runner};
use kernel::{BatchId, Category, Change, Day, Fault, Hours, Outcome, PageSize};
use lists::{cast_id, csv, decide, get, rows, run, stranger, upload};

fn code<T>(outcome: &Outcome<T>) -> Option<&'static str> {
    outcome.as_ref().err().map(Fault::code)
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// The codes of a row's faults with their columns.
fn faults(row: &BatchRow) -> Vec<(&str, &str)> {
    let faults = row.faults.iter();
    faults
        .map(|fault| (fault.column.as_str(), fault.code.as_str()))
        .collect()
}

async fn recognise(world: &World, learner: &Actor, year: i16, category: Category, whole: i64) {
    let mut op = world.op(&world.cast.officer).await;
    let hours = Hours::whole(whole);
    hours::recognise(
        &mut op,
        &Cast::id(learner),
        year,
        category,
        hours,
        "往年学时证明",
    )
    .await
    .unwrap();
    op.commit().await.unwrap();
}

/// Everything that an intermediate title asks for in 2022.
async fn recognise_all(world: &World, learner: &Actor) {
    for (year, category, whole) in [
        (2020, Category::Public, 30),
        (2021, Category::Public, 30),
        (2021, Category::Professional, 60),
        (2022, Category::Public, 30),
        (2022, Category::Professional, 60),
    ] {
        recognise(world, learner, year, category, whole).await;
    }
}

async fn audit_of(world: &World, actor: &Actor, action: &str) -> usize {
    let mut op = world.op(actor).await;
    let lines = audit::list_about(&mut op, &Cast::id(actor), 100)
        .await
        .unwrap();
    lines.iter().filter(|line| line.action == action).count()
}

#[tokio::test]
async fn those_we_know_are_decided_from_the_ledger_and_others_from_what_is_given() {
    for world in World::on_each().await {
        let cast = &world.cast;
        recognise_all(&world, &cast.learner).await;
        let list = csv(&[
            format!(
                "{},乌日娜,职称评审,中级,,2022-12-15,学校,是,,,,1,1,1,1,1",
                cast_id(1)
            ),
            format!("{},王小明,评审,中级,,2022/12/15", cast_id(2).to_lowercase()),
            format!(
                "{},外人,职称评审,中级,,2022年12月15日,非公有制,,,,2021,30,30,,30,12.5",
                stranger(1)
            ),
            format!("{},博士,考核认定,,博士,20221215", stranger(2)),
        ]);
        let id = upload(&world, &cast.clerk, &list, None).await.unwrap();
        assert_eq!(run(&world, usize::MAX).await, 1);
        let checked = get(&world, &cast.clerk, &id).await.unwrap();
        assert_eq!(
            (checked.state, checked.known, checked.errors()),
            (State::Checked, 2, 0)
        );
        let before = rows(&world, &cast.clerk, &id).await;
        assert!(
            before.iter().all(|row| row.decision.is_none()),
            "nothing is decided yet"
        );
        assert_eq!(audit_of(&world, &cast.learner, "batches.decided").await, 0);

        let done = decide(&world, &cast.clerk, &id).await;
        assert_eq!((done.state, done.progress), (State::Done, 4));
        let all = rows(&world, &cast.clerk, &id).await;
        let seen: Vec<_> = all
            .iter()
            .map(|row| (row.standing, row.basis().unwrap()))
            .collect();
        assert_eq!(
            seen,
            [
                (Standing::Met, Basis::Records),
                (Standing::NotMet, Basis::Records),
                (Standing::Reference, Basis::Given),
                (Standing::Exempt, Basis::Given),
            ]
        );
        assert_eq!(done.count(Standing::Met) + done.count(Standing::Exempt), 2);
        // What the list gives of somebody whom we know does not count: our records do.
        let applicant = all[0].applicant.as_ref().unwrap();
        assert_eq!(
            applicant.post.sector,
            Some(policy::Sector::PublicInstitution)
        );
        assert!(!applicant.post.grassroots);
        assert!(
            all[0].ledger_head.starts_with("5:"),
            "{}",
            all[0].ledger_head
        );
        assert_eq!(audit_of(&world, &cast.learner, "batches.decided").await, 1);
        // The same facts and the same edition give the same bytes.
        for row in &all {
            let (applicant, kept) = (
                row.applicant.as_ref().unwrap(),
                row.decision.as_ref().unwrap(),
            );
            let again = world
                .house
                .policies
                .decide(applicant, Some(&kept.edition.id))
                .unwrap();
            assert_eq!(again.to_json(), kept.to_json());
        }
        let hours = hours_rows(&all[2]);
        let read: Vec<_> = hours
            .iter()
            .map(|row| {
                (
                    row.years[0],
                    row.category.as_str(),
                    row.counted.to_string(),
                    row.deemed,
                )
            })
            .collect();
        assert_eq!(
            read,
            [
                (2020, "public", "30".into(), false),
                (2020, "total", "30".into(), false),
                (2021, "public", "30".into(), false),
                (2021, "professional", "60".into(), true),
                (2021, "total", "90".into(), true),
                (2022, "public", "30".into(), false),
                (2022, "professional", "12.5".into(), false),
                (2022, "total", "42.5".into(), false),
            ]
        );
    }
}

#[tokio::test]
async fn each_fault_names_its_row_and_column_and_the_rest_goes_on() {
    for world in World::on_each().await {
        let cast = &world.cast;
        let list = csv(&[
            format!("{},王小明,职称评审,中级,,2022-12-15", cast_id(1)),
            format!("{},外地官员,职称评审,中级,,2022-12-15", cast_id(12)),
            format!("{},无学时,职称评审,中级,,2022-12-15", stranger(3)),
            format!("{},将来,职称评审,中级,,2031-01-01,,,,,,30", stranger(4)),
            format!(
                "{},转任,职称评审,中级,,2022-12-15,,,2023-01-01,,,30",
                stranger(5)
            ),
            format!("{},没有级别,职称评审,,,2022-11-31", stranger(6)),
            "150102199006010021,,奇怪,特级,,昨天,,也许,,,,-1".to_owned(),
            format!(
                "{},好人,职称评审,初级,,2022-12-15,事业单位,,,,,,,,30,60",
                stranger(7)
            ),
            format!(
                "{},好人,职称评审,初级,,2022-12-15,事业单位,,,,,,,,30,60",
                stranger(7)
            ),
        ]);
        let id = upload(&world, &cast.clerk, &list, None).await.unwrap();
        run(&world, usize::MAX).await;
        let all = rows(&world, &cast.clerk, &id).await;
        let found: Vec<_> = all.iter().map(|row| (row.line, faults(row))).collect();
        assert_eq!(found[0], (2, vec![("B", "batches.name_mismatch")]));
        assert_eq!(found[1], (3, vec![("A", "batches.other_territory")]));
        assert_eq!(found[2], (4, vec![("A", "batches.no_hours_given")]));
        assert_eq!(found[3], (5, vec![("", "batches.no_edition")]));
        assert_eq!(
            found[4],
            (6, vec![("", "decisions.transfer_after_application")])
        );
        assert_eq!(
            found[5],
            (
                7,
                vec![
                    ("D", "decisions.missing_level"),
                    ("F", "sheets.cell_no_day")
                ]
            )
        );
        assert_eq!(
            found[6].1,
            [
                ("A", "kernel.citizen_id_check"),
                ("B", "sheets.cell_empty"),
                ("C", "batches.unknown_purpose"),
                ("D", "batches.unknown_level"),
                ("F", "sheets.cell_no_day"),
                ("H", "sheets.cell_no_flag"),
                ("L", "sheets.cell_no_hours"),
            ]
        );
        assert_eq!(found[7], (9, vec![]));
        assert_eq!(found[8], (10, vec![("A", "batches.double_row")]));
        assert_eq!(
            all[8].faults[0].values,
            [("row".to_owned(), "9".to_owned())]
        );
        let batch = get(&world, &cast.clerk, &id).await.unwrap();
        assert_eq!((batch.errors(), batch.count(Standing::Ready)), (8, 1));
        let done = decide(&world, &cast.clerk, &id).await;
        assert_eq!((done.errors(), done.count(Standing::Met)), (8, 1));
        let mut op = world.op(&cast.clerk).await;
        let only = batches::list_rows(&mut op, &done, Some(Standing::Met), 0, PageSize::new(5))
            .await
            .unwrap();
        assert_eq!((only.items.len(), only.items[0].line), (1, 9));
    }
}

#[tokio::test]
async fn entries_after_the_cut_off_do_not_count() {
    for world in World::on_each().await {
        let cast = &world.cast;
        for (year, category, whole) in [
            (2020, Category::Public, 30),
            (2021, Category::Public, 30),
            (2021, Category::Professional, 60),
            (2022, Category::Public, 30),
        ] {
            recognise(&world, &cast.learner, year, category, whole).await;
        }
        world.advance(Duration::from_hours(24));
        recognise(&world, &cast.learner, 2022, Category::Professional, 60).await;
        world.advance(Duration::from_hours(48));
        // Applied before the last hours were posted; decided as of that day, of the day after, and
        // of a day of the clerk's own choice.
        for (on, cut_off, standing, read_until) in [
            ("2022-12-15", None, Standing::NotMet, "2022-12-15"),
            ("2022-12-16", None, Standing::Met, "2022-12-16"),
            (
                "2022-12-15",
                Some("2022-12-16"),
                Standing::Met,
                "2022-12-16",
            ),
            (
                "2022-12-16",
                Some("2022-12-15"),
                Standing::NotMet,
                "2022-12-15",
            ),
            ("2022-12-31", None, Standing::Met, "2022-12-18"),
        ] {
            let list = csv(&[format!("{},乌日娜,职称评审,中级,,{on}", cast_id(1))]);
            let id = upload(&world, &cast.clerk, &list, cut_off.map(day))
                .await
                .unwrap();
            run(&world, usize::MAX).await;
            decide(&world, &cast.clerk, &id).await;
            let row = rows(&world, &cast.clerk, &id).await.remove(0);
            assert_eq!(
                (row.standing, row.cut_off),
                (standing, Some(day(read_until))),
                "{on} {cut_off:?}"
            );
        }
        let list = csv(&[format!("{},乌日娜,职称评审,中级,,2022-12-15", cast_id(1))]);
        let ahead = upload(&world, &cast.clerk, &list, Some(day("2022-12-31"))).await;
        assert_eq!(code(&ahead), Some("batches.cut_off_ahead"));
    }
}

fn many(count: usize) -> Vec<u8> {
    let row = |at| {
        format!(
            "{},人{at},职称评审,初级,,2022-12-15,学校,,,,,,,,30,60",
            stranger(at)
        )
    };
    let mut list: Vec<String> = (1..count).map(row).collect();
    list.push(format!("{},乌日娜,职称评审,初级,,2022-12-15", cast_id(1)));
    csv(&list)
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
        drop(op);

        // Who lost the office while her list was in work gets no answers from it.
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
