//! The life of a list: turned back when something changed, undone until somebody acts; numbers, export.

use domain::employers::{self, NewPost};
use domain::rosters::{self, State, Verdict};
use domain::testing::{Cast, World};
use domain::{Actor, audit, hours, identity};
use kernel::{Category, Hours, PageSize, RosterId};

use crate::employers::accepted;
use crate::lists::{cast_id, stranger};
use crate::rosters::{
    checked, confirm, csv, day, get, newcomer, one_step, person, rows, upload, upload_for, work,
};

async fn in_force(world: &World, list: &[String]) -> RosterId {
    let id = checked(world, list).await;
    confirm(world, &id).await.unwrap();
    work(world).await;
    assert_eq!(get(world, &id).await.state, State::Done);
    id
}

async fn undo(world: &World, id: &RosterId) -> Result<(), kernel::Fault> {
    let mut op = world.op(&world.cast.employer_admin).await;
    rosters::undo(&mut op, id).await?;
    op.commit().await
}

#[tokio::test]
async fn what_changed_since_the_dry_run_turns_the_whole_list_back() {
    for world in World::on_each().await {
        let cast = &world.cast;
        let (other, _) = accepted(&world, &cast.instructor).await;
        let mut list: Vec<String> = (0..250).map(newcomer).collect();
        list.push(format!("{},雇主,,主任,护理,,2022-10-08", cast_id(3)));
        let id = checked(&world, &list).await;
        confirm(&world, &id).await.unwrap();
        // The first part is written; then somebody of the second takes up a post elsewhere.
        assert!(one_step(&world, 1).await);
        let mut op = world.system().await;
        let post = NewPost {
            employer_id: other.clone(),
            from_day: day("2022-12-01"),
            post_title: "主任".into(),
            speciality: "nursing".into(),
            department_id: None,
        };
        let who = Cast::id(&cast.employer_admin);
        employers::take_up(&mut op, &who, post).await.unwrap();
        op.commit().await.unwrap();
        work(&world).await;

        let roster = get(&world, &id).await;
        assert_eq!((roster.state, roster.rechecks), (State::Checked, 1));
        assert_eq!(
            (roster.count(Verdict::New), roster.count(Verdict::Error)),
            (250, 1)
        );
        let fault = &rows(&world, &id).await;
        assert_eq!(fault.len(), 200, "a page");
        let mut op = world.system().await;
        assert!(person(&mut op, &stranger(0)).await.is_none());
        assert_eq!(
            employers::count_staff(&mut op, &cast.employer)
                .await
                .unwrap(),
            2
        );
        // What was written and taken back is in nobody's way.
        let same = csv(&(0..250).map(newcomer).collect::<Vec<_>>());
        drop(op);
        let again = upload(&world, &cast.employer_admin, &same)
            .await
            .unwrap()
            .into_inner();
        work(&world).await;
        confirm(&world, &again).await.unwrap();
        work(&world).await;
        assert_eq!(get(&world, &again).await.state, State::Done);
    }
}

#[tokio::test]
async fn a_list_that_two_employers_have_at_once_belongs_to_the_first() {
    for world in World::on_each().await {
        let cast = &world.cast;
        let (other, admin) = accepted(&world, &cast.instructor).await;
        let id = checked(&world, &[newcomer(1)]).await;
        confirm(&world, &id).await.unwrap();
        assert!(one_step(&world, 1).await);
        // Written, not in force: nobody else registers her meanwhile.
        let mut op = world.system().await;
        let new = identity::NewPerson {
            name: "新人1".into(),
            citizen_id: stranger(1).parse().unwrap(),
            phone: None,
            territory_id: cast.zone.clone(),
        };
        let refused = identity::register(&mut op, new).await.unwrap_err();
        assert_eq!(refused.code(), "identity.arriving");
        drop(op);
        let second = upload_for(&world, &admin, &other, &csv(&[newcomer(1)])).await;
        let second = second.unwrap().into_inner();
        work(&world).await;
        let mut op = world.op(&admin).await;
        let roster = rosters::get(&mut op, &second).await.unwrap();
        // Her post here begins on the same day: the second list cannot move her.
        assert_eq!(roster.count(Verdict::Error), 1);
        drop(op);
        assert_eq!(get(&world, &id).await.state, State::Done);
    }
}

#[tokio::test]
async fn somebody_who_works_elsewhere_is_invited_and_decides() {
    for world in World::on_each().await {
        let cast = &world.cast;
        let (other, admin) = accepted(&world, &cast.instructor).await;
        let row = format!("{},乌日娜,,总工,计算机,技术部,2022-12-01", cast_id(1));
        let id = upload_for(&world, &admin, &other, &csv(&[row]))
            .await
            .unwrap()
            .into_inner();
        work(&world).await;
        let mut op = world.op(&cast.learner).await;
        assert!(rosters::list_of_person(&mut op).await.unwrap().is_empty());
        drop(op);
        let mut op = world.op(&admin).await;
        assert_eq!(
            rosters::get(&mut op, &id)
                .await
                .unwrap()
                .count(Verdict::Moves),
            1
        );
        rosters::confirm_roster(&mut op, &id).await.unwrap();
        op.commit().await.unwrap();
        work(&world).await;
        let mut op = world.op(&cast.learner).await;
        let invitation = rosters::list_of_person(&mut op).await.unwrap().remove(0);
        assert_eq!(invitation.post_title, "总工");
        rosters::accept_invitation(&mut op, &invitation.id)
            .await
            .unwrap();
        op.commit().await.unwrap();
        let mut op = world.op(&admin).await;
        let acted = rosters::undo(&mut op, &id).await.unwrap_err();
        assert_eq!(acted.code(), "rosters.acted_upon");
        let line = rosters::export(&mut op, &other).await.unwrap().remove(0);
        assert_eq!(
            (line.name.as_str(), line.department.as_str()),
            ("乌日娜", "技术部")
        );
    }
}

#[tokio::test]
async fn a_list_is_undone_and_nothing_of_it_is_left() {
    for world in World::on_each().await {
        let cast = &world.cast;
        let list = vec![
            newcomer(1),
            format!("{},雇主,,主任,护理,综合部,2022-10-08", cast_id(3)),
            format!("{},乌日娜,,高级工程师,护理,研发部,2015-07-01", cast_id(1)),
        ];
        let id = in_force(&world, &list).await;
        undo(&world, &id).await.unwrap();
        // At once, before anything is taken away.
        let mut op = world.system().await;
        assert!(person(&mut op, &stranger(1)).await.is_none());
        assert_eq!(
            employers::count_staff(&mut op, &cast.employer)
                .await
                .unwrap(),
            2
        );
        drop(op);
        work(&world).await;
        assert_eq!(get(&world, &id).await.state, State::Undone);
        undo(&world, &id).await.unwrap();
        assert!(rows(&world, &id).await.is_empty());
        let mut op = world.system().await;
        let worker = employers::worker(&mut op, &Cast::id(&cast.learner))
            .await
            .unwrap();
        let post = worker.employment.unwrap();
        assert_eq!(
            (post.post_title.as_str(), post.speciality.as_str()),
            ("工程师", "computer")
        );
        assert!(post.department_id.is_none());
        let employer = employers::get(&mut op, &cast.employer).await.unwrap();
        assert!(
            employers::departments(&mut op, &employer)
                .await
                .unwrap()
                .is_empty()
        );
        let admin = employers::worker(&mut op, &Cast::id(&cast.employer_admin))
            .await
            .unwrap();
        assert!(admin.employment.is_none());
        drop(op);
        // The same file may come again, with the same people.
        in_force(&world, &list).await;
        let mut op = world.system().await;
        assert!(person(&mut op, &stranger(1)).await.is_some());
    }
}

#[tokio::test]
async fn a_list_stays_once_somebody_on_it_has_acted() {
    for world in World::on_each().await {
        let cast = &world.cast;
        let id = in_force(&world, &[newcomer(1)]).await;
        let mut op = world.system().await;
        let new = person(&mut op, &stranger(1)).await.unwrap();
        drop(op);
        let mut op = world.op(&cast.officer).await;
        let (category, twelve) = (Category::Public, Hours::whole(12));
        hours::recognise(&mut op, &new, 2022, category, twelve, "证明")
            .await
            .unwrap();
        op.commit().await.unwrap();
        let refused = undo(&world, &id).await.unwrap_err();
        assert_eq!(refused.code(), "rosters.acted_upon");
        assert_eq!(refused.values()[0].1, "新人1");
        let mut op = world.op(&cast.employer_admin).await;
        let roster = rosters::get(&mut op, &id).await.unwrap();
        let acted = rosters::acted(&mut op, &roster).await.unwrap().unwrap();
        assert_eq!(acted.person_id, new);
    }
}

#[tokio::test]
async fn a_list_is_the_employers_own_business() {
    for world in World::on_each().await {
        let cast = &world.cast;
        let id = checked(&world, &[newcomer(1)]).await;
        let (_, foreign) = accepted(&world, &cast.instructor).await;
        for who in [
            &foreign,
            &cast.officer,
            &cast.learner,
            &cast.foreign_officer,
        ] {
            let mut op = world.op(who).await;
            for refused in [
                rosters::get(&mut op, &id).await.unwrap_err(),
                rosters::confirm_roster(&mut op, &id).await.unwrap_err(),
                rosters::discard(&mut op, &id).await.unwrap_err(),
                rosters::undo(&mut op, &id).await.unwrap_err(),
                rosters::restart(&mut op, &id).await.unwrap_err(),
                rosters::list(&mut op, &cast.employer, None, PageSize::default())
                    .await
                    .unwrap_err(),
            ] {
                assert_eq!(refused.code(), "permission.denied");
            }
            drop(op);
            let other = upload(&world, who, &csv(&[newcomer(9)])).await.unwrap_err();
            assert_eq!(other.code(), "permission.denied");
        }
        for who in [
            &foreign,
            &cast.learner,
            &cast.foreign_officer,
            &cast.inspector,
        ] {
            let mut op = world.op(who).await;
            let refused = rosters::export(&mut op, &cast.employer).await.unwrap_err();
            assert_eq!(refused.code(), "permission.denied");
        }
    }
}

#[tokio::test]
async fn whoever_is_no_admin_any_more_puts_nothing_in_force() {
    for world in World::on_each().await {
        let cast = &world.cast;
        let list: Vec<String> = (0..250).map(newcomer).collect();
        let id = checked(&world, &list).await;
        confirm(&world, &id).await.unwrap();
        assert!(one_step(&world, 1).await);
        let mut op = world.op(&cast.officer).await;
        let admin = Cast::id(&cast.employer_admin);
        employers::end_admin(&mut op, &cast.employer, &admin)
            .await
            .unwrap();
        op.commit().await.unwrap();
        work(&world).await;
        let mut op = world.system().await;
        let roster = rosters::get(&mut op, &id).await.unwrap();
        assert_eq!(roster.state, State::Discarded);
        assert!(person(&mut op, &stranger(0)).await.is_none());
        assert_eq!(
            employers::count_staff(&mut op, &cast.employer)
                .await
                .unwrap(),
            2
        );
    }
}

#[tokio::test]
async fn identity_numbers_lie_sealed_and_are_forgotten() {
    let world = World::new().await;
    let id = checked(&world, &[newcomer(1)]).await;
    let row = rows(&world, &id).await.remove(0);
    let whole = stranger(1);
    assert!(row.citizen_id_masked.contains("****") && !format!("{row:?}").contains(&whole));
    assert!(row.has_numbers());
    confirm(&world, &id).await.unwrap();
    work(&world).await;
    assert!(!rows(&world, &id).await.remove(0).has_numbers());
}

#[tokio::test]
async fn the_staff_is_taken_away_masked_and_a_line_is_left() {
    for world in World::on_each().await {
        let cast = &world.cast;
        for who in [&cast.employer_admin, &cast.officer] {
            let mut op = world.op(who).await;
            let lines = rosters::export(&mut op, &cast.employer).await.unwrap();
            assert_eq!(lines.len(), 2);
            assert!(
                lines
                    .iter()
                    .all(|line| line.citizen_id_masked.contains("****"))
            );
            assert!(lines.iter().all(|line| line.phone_masked.contains("****")));
            let left = audit::list_recent(&mut op, 50).await.unwrap();
            let is_left = |line: &audit::AuditLine| {
                (line.action.as_str(), line.details.as_str()) == ("rosters.exported", "2 people")
            };
            assert!(left.iter().any(is_left));
        }
    }
}

#[tokio::test]
async fn a_list_that_nobody_puts_in_force_is_given_up() {
    for world in World::on_each().await {
        let id = checked(&world, &[newcomer(1)]).await;
        let system = Actor::system();
        let mut op = world.op(&system).await;
        assert!(!rosters::discard_old(&mut op).await.unwrap());
        drop(op);
        world.advance(std::time::Duration::from_hours(31 * 24));
        let mut op = world.op(&system).await;
        assert!(rosters::discard_old(&mut op).await.unwrap());
        op.commit().await.unwrap();
        work(&world).await;
        assert_eq!(get(&world, &id).await.state, State::Discarded);
        assert!(rows(&world, &id).await.is_empty());
    }
}
