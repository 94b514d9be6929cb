//! A committee's list: checked row by row, then decided in the background.

use std::time::Duration;

use crate::lists::{audit_of, cast_id, csv, decide, get, id_of, rows, run, stranger, upload};
use domain::batches::{self, Basis, BatchRow, Standing, State, hours_rows};
use domain::hours;
use domain::permission::Actor;
use domain::testing::{Cast, World};
use kernel::{BatchId, Category, Day, Fault, Hours, Outcome, PageSize};

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

/// Two people whom we know, of whom the first has all hours, and two whom we do not.
async fn four(world: &World) -> BatchId {
    recognise_all(world, &world.cast.learner).await;
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
    let id = upload(world, &world.cast.clerk, &list, None).await.unwrap();
    assert_eq!(run(world, usize::MAX).await, 1);
    id
}

#[tokio::test]
async fn those_we_know_are_decided_from_the_ledger_and_others_from_what_is_given() {
    for world in World::on_each().await {
        let cast = &world.cast;
        let id = four(&world).await;
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
    }
}

#[tokio::test]
async fn each_answer_can_be_given_again_and_its_hours_stand_by_year_and_category() {
    for world in World::on_each().await {
        let id = four(&world).await;
        decide(&world, &world.cast.clerk, &id).await;
        let all = rows(&world, &world.cast.clerk, &id).await;
        for row in &all {
            let applicant = row.applicant.as_ref().unwrap();
            let kept = row.decision.as_ref().unwrap();
            let again = world
                .house
                .policies
                .decide(applicant, Some(&kept.edition.id));
            assert_eq!(again.unwrap().to_json(), kept.to_json());
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

fn spoilt() -> Vec<u8> {
    csv(&[
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
        format!(
            "{},孩子,职称评审,初级,,2022-12-15,,,,,,30",
            id_of("15010220150101903")
        ),
    ])
}

#[tokio::test]
async fn each_fault_names_its_row_and_column_and_the_rest_goes_on() {
    for world in World::on_each().await {
        let cast = &world.cast;
        let list = spoilt();
        let id = upload(&world, &cast.clerk, &list, None).await.unwrap();
        run(&world, usize::MAX).await;
        let all = rows(&world, &cast.clerk, &id).await;
        let found: Vec<_> = all.iter().map(|row| (row.line, faults(row))).collect();
        assert_eq!(found[0], (2, vec![("B", "batches.name_mismatch")]));
        assert_eq!(found[1], (3, vec![("A", "batches.other_territory")]));
        assert_eq!(found[2], (4, vec![("A", "batches.no_hours_given")]));
        assert_eq!(found[3], (5, vec![("F", "batches.no_edition")]));
        assert_eq!(
            found[4],
            (6, vec![("I", "decisions.transfer_after_application")])
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
            found[9],
            (11, vec![("A", "decisions.implausible_birthday")])
        );
        assert_eq!(
            all[8].faults[0].values,
            [("row".to_owned(), "9".to_owned())]
        );
        let batch = get(&world, &cast.clerk, &id).await.unwrap();
        assert_eq!((batch.errors(), batch.count(Standing::Ready)), (9, 1));
        let done = decide(&world, &cast.clerk, &id).await;
        assert_eq!((done.errors(), done.count(Standing::Met)), (9, 1));
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
        // Applied before the last hours were posted; decided by all that stands today, as on the
        // learner's own page, and as of a day of the clerk's choice.
        for (on, cut_off, standing, read_until) in [
            ("2022-12-15", None, Standing::Met, "2022-12-18"),
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

#[tokio::test]
async fn revoked_hours_never_count_whatever_the_cut_off() {
    for world in World::on_each().await {
        let cast = &world.cast;
        for (year, category, whole) in [
            (2020, Category::Public, 30),
            (2021, Category::Public, 30),
            (2021, Category::Professional, 60),
            (2022, Category::Public, 30),
            (2022, Category::Professional, 60),
        ] {
            recognise(&world, &cast.learner, year, category, whole).await;
        }
        world.advance(Duration::from_hours(48));
        let learner = cast.learner.person().unwrap().clone();
        let mut op = world.system().await;
        let lines = ledger::list(&mut op.tx, &learner, None).await.unwrap();
        drop(op);
        let newest = lines.last().unwrap().entry.id.clone();
        let mut op = world.op(&cast.officer).await;
        let proposed = hours::propose_revocation(&mut op, &newest, "证明不实")
            .await
            .unwrap();
        op.commit().await.unwrap();
        let mut op = world.op(&cast.second_officer).await;
        hours::decide_revocation(&mut op, &proposed.id, true)
            .await
            .unwrap();
        op.commit().await.unwrap();
        for cut_off in [None, Some(day("2022-12-16"))] {
            let list = csv(&[format!("{},乌日娜,职称评审,中级,,2022-12-15", cast_id(1))]);
            let id = upload(&world, &cast.clerk, &list, cut_off).await.unwrap();
            run(&world, usize::MAX).await;
            decide(&world, &cast.clerk, &id).await;
            let row = rows(&world, &cast.clerk, &id).await.remove(0);
            assert_eq!(row.standing, Standing::NotMet, "{cut_off:?}");
        }
    }
}
