//! A list is checked row by row, confirmed by another officer, and posted once: all or nothing.

use domain::earlier::{self, EarlierStep, ListState, RowStanding, read_list};
use domain::testing::{Cast, World};
use domain::{hours, messages};
use kernel::{Category, Change, Hours, PageSize};

use super::{csv, good, import, refused, row, seen, work};
use crate::lists::stranger;

#[tokio::test]
async fn a_good_list_is_posted_when_another_officer_confirms() {
    for world in World::on_each().await {
        let (officer, second) = (&world.cast.officer, &world.cast.second_officer);
        let id = import(&world, officer, &csv(&good())).await;
        let (list, rows) = seen(&world, &id).await;
        assert_eq!(
            (list.state, list.rows, list.faulty),
            (ListState::Checked, 4, 0)
        );
        assert!(rows.iter().all(|row| row.standing == RowStanding::Ready));
        let me = Cast::id(&world.cast.learner);
        let mut op = world.op(officer).await;
        assert!(
            hours::ledger_lines(&mut op, &me, None)
                .await
                .unwrap()
                .is_empty()
        );
        drop(op);
        let confirm = async |op: &mut domain::Op| earlier::confirm(op, &id).await;
        assert_eq!(
            refused(&world, officer, confirm).await,
            "earlier.same_officer"
        );
        let mut op = world.op(second).await;
        assert!(matches!(confirm(&mut op).await.unwrap(), Change::New(_)));
        assert!(matches!(
            confirm(&mut op).await.unwrap(),
            Change::Already(_)
        ));
        op.commit().await.unwrap();
        work(&world).await;
        let (list, rows) = seen(&world, &id).await;
        assert_eq!(list.state, ListState::Done);
        assert!(rows.iter().all(|row| row.standing == RowStanding::Posted));
        let mut op = world.op(&world.cast.learner).await;
        let lines = hours::ledger_lines(&mut op, &me, Some(2021)).await.unwrap();
        let entry = &lines[1].entry;
        assert_eq!(entry.title, "往年学时：原学习平台（编号 CH-2021-002）");
        assert_eq!(
            (entry.clause.as_str(), entry.hours),
            ("N2022 §3.9", Hours::whole(60))
        );
        assert_eq!(entry.source, format!("earlier:{id}:2"));
        assert_eq!(entry.recorded_by, Some(Cast::id(second)));
        let year = hours::year(&mut op, &me, 2021).await.unwrap();
        assert!(year.is_complete(), "the window is filled from there");
        let bureau = earlier::bureau_of(&mut op, &entry.source).await.unwrap();
        assert_eq!(bureau, Some(world.cast.zone.clone()));
        let told = messages::list(&mut op, None, PageSize::new(10))
            .await
            .unwrap();
        assert_eq!(told.items.len(), 2);
        assert_eq!(told.items[0].kind, "earlier-posted");
    }
}

#[tokio::test]
async fn a_dry_run_says_of_each_row_what_is_wrong_and_nothing_is_posted() {
    for world in World::on_each().await {
        let mut rows = good();
        rows.push(format!("{},某人,2021,公需,30,原学习平台,X-1", stranger(1)));
        rows.push(row(1, "乌日那", "2020,公需,30,原学习平台,X-2"));
        rows.push(row(12, "外地官员", "2021,公需,30,原学习平台,X-3"));
        rows.push(row(1, "乌日娜", "1999,公需,30,原学习平台,X-4"));
        rows.push(row(1, "乌日娜", "2021,选修,30,原学习平台,X-5"));
        rows.push(row(1, "乌日娜", "2021,公需,300,原学习平台,X-6"));
        rows.push(row(1, "乌日娜", "2021,公需,30,,X-7"));
        rows.push(row(1, "乌日娜", "2021,公需,30,原学习平台,CH-2021-001"));
        rows.push(row(6, "官员甲", "2021,公需,30,原学习平台,X-8"));
        rows.push("150102199006010123,乌日娜,2021,公需,30,原学习平台,X-9".into());
        let id = import(&world, &world.cast.officer, &csv(&rows)).await;
        let (list, rows) = seen(&world, &id).await;
        assert_eq!((list.state, list.faulty), (ListState::Checked, 10));
        let codes: Vec<&str> = rows[4..]
            .iter()
            .map(|row| row.faults[0].code.as_str())
            .collect();
        assert_eq!(
            codes,
            [
                "earlier.unknown_person",
                "earlier.name_mismatch",
                "earlier.other_territory",
                "earlier.unknown_year",
                "earlier.unknown_category",
                "earlier.bad_hours",
                "earlier.no_origin",
                "earlier.twice_in_list",
                "earlier.own_hours",
                "kernel.citizen_id_check"
            ]
        );
        assert_eq!((rows[5].faults[0].column.as_str(), rows[5].line), ("B", 7));
        let confirm = async |op: &mut domain::Op| earlier::confirm(op, &id).await;
        let second = &world.cast.second_officer;
        assert_eq!(
            refused(&world, second, confirm).await,
            "earlier.faulty_rows"
        );
        let mut op = world.op(second).await;
        earlier::cancel(&mut op, &id).await.unwrap();
        op.commit().await.unwrap();
        assert_eq!(
            refused(&world, second, confirm).await,
            "earlier.not_checked"
        );
        let me = Cast::id(&world.cast.learner);
        let mut op = world.op(second).await;
        assert!(
            hours::ledger_lines(&mut op, &me, None)
                .await
                .unwrap()
                .is_empty()
        );
    }
}

#[tokio::test]
async fn the_same_file_and_the_same_document_are_taken_once() {
    for world in World::on_each().await {
        let (officer, second) = (&world.cast.officer, &world.cast.second_officer);
        let id = import(&world, officer, &csv(&good())).await;
        assert_eq!(import(&world, officer, &csv(&good())).await, id);
        let mut op = world.op(second).await;
        earlier::confirm(&mut op, &id).await.unwrap();
        op.commit().await.unwrap();
        work(&world).await;
        // A step that comes again posts nothing again.
        let mut op = world.system().await;
        for from in [0, 4] {
            let step = EarlierStep {
                list_id: id.clone(),
                post: true,
                from,
            };
            earlier::step(&mut op, &step).await.unwrap();
        }
        let me = Cast::id(&world.cast.learner);
        assert_eq!(
            hours::ledger_lines(&mut op, &me, None).await.unwrap().len(),
            2
        );
        op.commit().await.unwrap();
        // Another file with the same document, and with hours beside those that are there.
        let again = import(
            &world,
            officer,
            &csv(&[
                good()[0].clone(),
                row(1, "乌日娜", "2021,专业,10,纸质审验卡,SYK-2021-9"),
            ]),
        )
        .await;
        let (list, rows) = seen(&world, &again).await;
        assert_eq!((list.faulty, list.flagged), (1, 1));
        assert_eq!(rows[0].faults[0].code, "earlier.posted_already");
        assert_eq!(
            (rows[1].standing, rows[1].faults[0].code.as_str()),
            (RowStanding::Flagged, "earlier.hours_there")
        );
    }
}

#[tokio::test]
async fn a_list_longer_than_a_part_comes_to_its_end() {
    for world in World::on_each().await {
        let rows: Vec<String> = (0..450)
            .map(|n| row(1, "乌日娜", &format!("2021,专业,0.1,原学习平台,N-{n}")))
            .collect();
        let id = import(&world, &world.cast.officer, &csv(&rows)).await;
        let mut op = world.op(&world.cast.second_officer).await;
        earlier::confirm(&mut op, &id).await.unwrap();
        op.commit().await.unwrap();
        work(&world).await;
        let (list, _) = seen(&world, &id).await;
        assert_eq!((list.state, list.progress), (ListState::Done, 450));
        let mut op = world.op(&world.cast.learner).await;
        let me = Cast::id(&world.cast.learner);
        let year = hours::year(&mut op, &me, 2021).await.unwrap();
        assert_eq!(
            year.row(Category::Professional).unwrap().counted,
            Hours::whole(45)
        );
    }
}

#[tokio::test]
async fn nobody_else_imports_or_confirms() {
    for world in World::on_each().await {
        let id = import(&world, &world.cast.officer, &csv(&good())).await;
        for actor in [
            &world.cast.learner,
            &world.cast.employer_admin,
            &world.cast.foreign_officer,
            &world.cast.region_admin,
            &world.cast.clerk,
        ] {
            let look = async |op: &mut domain::Op| earlier::get_list(op, &id).await;
            assert_eq!(refused(&world, actor, look).await, "permission.denied");
            let confirm = async |op: &mut domain::Op| earlier::confirm(op, &id).await;
            assert_eq!(refused(&world, actor, confirm).await, "permission.denied");
            let zone = world.cast.zone.clone();
            let take = async |op: &mut domain::Op| {
                let list = read_list("x.csv", &csv(&good()[..1])).unwrap();
                earlier::receive(op, &zone, list).await
            };
            assert_eq!(refused(&world, actor, take).await, "permission.denied");
        }
    }
}

#[test]
fn a_file_that_is_no_list_is_refused() {
    for (bytes, code) in [
        (b"just words".to_vec(), "sheets.no_headings"),
        (csv(&[]), "earlier.no_rows"),
    ] {
        let refused = read_list("x.csv", &bytes).unwrap_err();
        assert_eq!(refused.code(), code);
    }
}
