//! Who owes whom an answer: by harm, with counts that are true, and never for ever.

use std::time::Duration;

use domain::queues::{self, Desk, Matter, NewItem};
use domain::runner;
use domain::testing::{Cast, World};
use domain::{Op, employers};
use kernel::{Day, PageSize};

const DAY: Duration = Duration::from_hours(24);

/// The desks of the learner's employer and of its bureau.
async fn desks(op: &mut Op, world: &World) -> (Desk, Desk) {
    let learner = Cast::id(&world.cast.learner);
    let employer = employers::worker(op, &learner)
        .await
        .unwrap()
        .employer
        .unwrap();
    (
        Desk::Employer(employer.id),
        Desk::Bureau(employer.territory_id),
    )
}

fn claim<'i>(desk: &Desk, subject: &'i str, needed_by: Option<Day>) -> NewItem<'i> {
    NewItem {
        desk: desk.clone(),
        kind: Matter::Claim,
        subject,
        person: None,
        title: "论坛",
        working_days: 5,
        needed_by,
        escalates_to: None,
    }
}

async fn subjects(op: &mut Op, desk: &Desk, kind: Option<Matter>) -> Vec<String> {
    let size = PageSize::new(2);
    let (mut all, mut after) = (Vec::new(), None);
    loop {
        let page = queues::list(op, desk, kind, after.as_deref(), size)
            .await
            .unwrap();
        all.extend(page.items.into_iter().map(|item| item.subject));
        after = page.next;
        if after.is_none() {
            return all;
        }
    }
}

#[tokio::test]
async fn what_is_needed_first_comes_first() {
    for world in World::on_each().await {
        let mut op = world.system().await;
        let (_, bureau) = desks(&mut op, &world).await;
        let soon = Day::new(2022, 12, 16);
        for (subject, needed_by) in [("a", None), ("b", soon), ("c", Day::new(2023, 6, 1))] {
            queues::put(&mut op, claim(&bureau, subject, needed_by))
                .await
                .unwrap();
        }
        let fact = NewItem {
            kind: Matter::Fact,
            ..claim(&bureau, "d", None)
        };
        queues::put(&mut op, fact).await.unwrap();
        assert_eq!(subjects(&mut op, &bureau, None).await, ["b", "a", "c", "d"]);
        assert_eq!(subjects(&mut op, &bureau, Some(Matter::Fact)).await, ["d"]);
        let counts = queues::count(&mut op, &bureau).await.unwrap();
        assert_eq!(counts, [(Matter::Claim, 3), (Matter::Fact, 1)]);
        queues::settle(&mut op, Matter::Claim, "a").await.unwrap();
        queues::settle(&mut op, Matter::Claim, "a").await.unwrap();
        assert_eq!(subjects(&mut op, &bureau, None).await, ["b", "c", "d"]);
        assert_eq!(
            queues::count(&mut op, &bureau).await.unwrap()[0],
            (Matter::Claim, 2)
        );
        assert!(queues::miscounts(&mut op).await.unwrap().is_empty());
        op.commit().await.unwrap();
    }
}

#[tokio::test]
async fn what_an_employer_does_not_answer_goes_to_the_bureau() {
    for world in World::on_each().await {
        let mut op = world.system().await;
        let (employer, bureau) = desks(&mut op, &world).await;
        let new = NewItem {
            escalates_to: Some(bureau.clone()),
            ..claim(&employer, "a", None)
        };
        let promised = queues::put(&mut op, new).await.unwrap().answer_by;
        op.commit().await.unwrap();
        // The promised day itself is in time.
        while world.now().day() < promised {
            world.advance(DAY);
        }
        assert_eq!(
            runner::escalate(&world.house, world.now(), [1; 32])
                .await
                .unwrap(),
            0
        );
        world.advance(DAY);
        assert_eq!(
            runner::escalate(&world.house, world.now(), [2; 32])
                .await
                .unwrap(),
            1
        );
        assert_eq!(
            runner::escalate(&world.house, world.now(), [3; 32])
                .await
                .unwrap(),
            0
        );
        let mut op = world.system().await;
        let item = queues::find(&mut op, Matter::Claim, "a")
            .await
            .unwrap()
            .unwrap();
        assert_eq!(item.desk, bureau);
        assert!(item.escalated_at.is_some() && item.is_late(world.now().day()));
        assert!(queues::count(&mut op, &employer).await.unwrap().is_empty());
        assert_eq!(
            queues::count(&mut op, &bureau).await.unwrap(),
            [(Matter::Claim, 1)]
        );
        assert!(queues::miscounts(&mut op).await.unwrap().is_empty());
    }
}

#[tokio::test]
async fn two_officers_do_not_take_the_same() {
    for world in World::on_each().await {
        let mut op = world.op(&world.cast.officer).await;
        let (_, bureau) = desks(&mut op, &world).await;
        let item = queues::put(&mut op, claim(&bureau, "a", None))
            .await
            .unwrap();
        let me = Cast::id(&world.cast.officer);
        queues::take(&mut op, &item, Some(&me)).await.unwrap();
        op.commit().await.unwrap();
        let mut op = world.op(&world.cast.second_officer).await;
        let her = Cast::id(&world.cast.second_officer);
        let refused = queues::take(&mut op, &item, Some(&her)).await.unwrap_err();
        assert_eq!(refused.code(), "queues.taken_already");
    }
}

#[tokio::test]
async fn a_kept_count_that_went_wrong_is_found_and_mended() {
    for world in World::on_each().await {
        let mut op = world.system().await;
        let (_, bureau) = desks(&mut op, &world).await;
        queues::put(&mut op, claim(&bureau, "a", None))
            .await
            .unwrap();
        op.tx
            .query("UPDATE queues_counts SET waiting = 7")
            .execute()
            .await
            .unwrap();
        let wrong = queues::recount(&mut op).await.unwrap();
        assert_eq!((wrong[0].kept, wrong[0].counted), (7, 1));
        assert!(queues::miscounts(&mut op).await.unwrap().is_empty());
        assert_eq!(
            queues::count(&mut op, &bureau).await.unwrap(),
            [(Matter::Claim, 1)]
        );
    }
}
