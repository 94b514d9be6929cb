//! The employer's yearly register and its reminders.

use std::time::Duration;

use domain::hours::StaffState;
use domain::registers::{self, Kind, RegisterRow};
use domain::testing::{Cast, World};
use domain::{Actor, audit, messages};
use kernel::{Category, Fen, Hours, Outcome, PageSize};

use crate::way;

async fn rows(world: &World, actor: &Actor, year: i16) -> Outcome<Vec<RegisterRow>> {
    let employer = world.cast.employer.clone();
    let mut op = world.op(actor).await;
    registers::note_export(&mut op, &employer, year).await?;
    op.commit().await.unwrap();
    let mut op = world.op(actor).await;
    let mut rows = Vec::new();
    let keep = |row| {
        rows.push(row);
        Ok(())
    };
    registers::each_row(&mut op, &employer, year, keep).await?;
    Ok(rows)
}

#[tokio::test]
async fn the_register_says_what_was_studied_with_which_result_and_what_it_cost() {
    for world in World::on_each().await {
        let cast = &world.cast;
        way::passed(&world, &cast.learner).await;
        way::recognise(&world, &cast.learner, Category::Professional, 12).await;
        let rows = rows(&world, &cast.employer_admin, 2022).await.unwrap();
        let [course, recognised] = rows.as_slice() else {
            panic!("{rows:?}");
        };
        assert_eq!(
            (course.kind, recognised.kind),
            (Kind::Course, Kind::Recognition)
        );
        assert_eq!(course.name, "乌日娜");
        assert_eq!(course.score, Some(100));
        assert!(
            course.fen.is_some_and(|fen| fen > Fen::ZERO),
            "{:?}",
            course.fen
        );
        assert_eq!((recognised.score, recognised.fen), (None, None));
        // She paid it herself.
        assert_eq!((course.borne, recognised.borne), (Some(Fen::ZERO), None));
        assert_eq!(recognised.hours, Hours::whole(12));
        let mut op = world.op(&cast.learner).await;
        let lines = audit::list_about(&mut op, &Cast::id(&cast.learner), 50)
            .await
            .unwrap();
        assert!(lines.iter().any(|line| line.action == "registers.exported"));
        drop(op);
        // A revoked line is not a part of what was studied.
        let entry = {
            let mut op = world.system().await;
            let lines = ledger::list(&mut op.tx, &Cast::id(&cast.learner), None)
                .await
                .unwrap();
            lines[1].entry.id.clone()
        };
        way::revoke(&world, &entry).await;
        assert_eq!(
            self::rows(&world, &cast.employer_admin, 2022)
                .await
                .unwrap()
                .len(),
            1
        );
        for stranger in [&cast.learner, &cast.officer, &cast.base_admin] {
            let refused = self::rows(&world, stranger, 2022).await.unwrap_err();
            assert_eq!(refused.code(), "permission.denied");
        }
    }
}

#[tokio::test]
async fn who_will_miss_the_year_is_reminded_once_a_week() {
    for world in World::on_each().await {
        let cast = &world.cast;
        way::recognise(&world, &cast.learner, Category::Public, 20).await;
        let employer = cast.employer.clone();
        let remind = async |state| {
            let mut op = world.op(&cast.employer_admin).await;
            let reminded = registers::remind(&mut op, &employer, 2022, state).await?;
            op.commit().await.unwrap();
            Outcome::Ok((reminded.told, reminded.lately))
        };
        let nobody = remind(StaffState::OnTheWay).await.unwrap_err();
        assert_eq!(nobody.code(), "registers.nobody");
        assert_eq!(remind(StaffState::WillMiss).await.unwrap(), (1, 0));
        assert_eq!(remind(StaffState::WillMiss).await.unwrap(), (0, 1));
        world.advance(Duration::from_hours(8 * 24));
        assert_eq!(remind(StaffState::WillMiss).await.unwrap(), (1, 0));
        let mut op = world.op(&cast.learner).await;
        let told = messages::list(&mut op, None, PageSize::default())
            .await
            .unwrap();
        let mut reminders = told
            .items
            .iter()
            .filter(|one| one.kind == "registers-reminder");
        let reminder = reminders.next_back().unwrap();
        assert_eq!(reminder.details["public"], "10");
        assert_eq!(reminder.details["professional"], "60");
        drop(op);
        let mut op = world.op(&cast.officer).await;
        let refused = registers::remind(&mut op, &employer, 2022, StaffState::WillMiss).await;
        assert_eq!(refused.unwrap_err().code(), "permission.denied");
    }
}
