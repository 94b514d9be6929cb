//! What one person is while her accounts are one: certificates, signing in, numbers.

use std::time::Duration;

use super::{code, merge, now, part, recognise, second_account};
use crate::way;
use domain::cards::{self, Verdict};
use domain::catalogue::{self, Course};
use domain::orders::{self, Enrolment};
use domain::testing::{Cast, World};
use domain::{Action, Actor};
use domain::{certificates, hours, identity, learning, messages};
use kernel::{Category, CitizenId, PageSize, PersonId};

#[tokio::test]
async fn a_certificate_of_the_twin_stands_through_it_all() {
    for world in World::on_each().await {
        let (kept, twin) = (
            world.cast.learner.clone(),
            second_account(&world, 131).await,
        );
        way::passed(&world, &twin).await;
        way::run_queue(&world).await;
        let mut op = world.op(&twin).await;
        let issued = certificates::list(&mut op, &Cast::id(&twin)).await.unwrap();
        drop(op);
        let number = &issued[0].number;
        let verdict = async || {
            let mut op = world.op(&Actor::anonymous()).await;
            cards::verify(&mut op, number).await.unwrap().verdict
        };
        let merger = merge(&world, &twin, &kept).await;
        assert_eq!(verdict().await, Verdict::Valid);
        let mut op = world.op(&now(&world, &kept).await).await;
        let mine = certificates::list(&mut op, &Cast::id(&kept)).await.unwrap();
        assert_eq!(mine.len(), 1, "she has what her other account earned");
        assert_eq!(mine[0].standing, certificates::Standing::Valid);
        certificates::bytes(&mut op, &mine[0].id).await.unwrap();
        drop(op);
        // Revoked where it counts now, it does not stand.
        let mut op = world.system().await;
        let lines = ledger::list(&mut op.tx, &Cast::id(&kept), None)
            .await
            .unwrap();
        drop(op);
        part(&world, &merger).await;
        assert_eq!(verdict().await, Verdict::Valid);
        assert_eq!(lines.len(), 1);
        let again = merge(&world, &twin, &kept).await;
        let mut op = world.system().await;
        let lines = ledger::list(&mut op.tx, &Cast::id(&kept), None)
            .await
            .unwrap();
        drop(op);
        way::revoke(&world, &lines.last().unwrap().entry.id).await;
        assert_eq!(verdict().await, Verdict::Revoked);
        part(&world, &again).await;
        assert_eq!(verdict().await, Verdict::Revoked);
    }
}

async fn who(world: &World, token: &identity::SessionToken) -> Actor {
    let mut op = world.system().await;
    let now = op.now;
    identity::actor_of_session(&mut op.tx, &world.house.settings, now, token.as_str())
        .await
        .unwrap()
        .unwrap()
        .actor
}

/// Signs in with a number; the account behind it is the one that was registered with it.
async fn sign_in(world: &World, number: &CitizenId, account: &PersonId) -> identity::SessionToken {
    let mut op = world.system().await;
    let found = identity::find_credentials(&mut op, number.reveal())
        .await
        .unwrap();
    assert_eq!(found.as_ref().map(|found| &found.person), Some(account));
    let opened = identity::open_session(&mut op, found, true).await.unwrap();
    op.commit().await.unwrap();
    opened.unwrap()
}

#[tokio::test]
async fn both_numbers_lead_to_the_kept_person_and_both_sign_in() {
    for world in World::on_each().await {
        let (kept, twin) = (
            world.cast.learner.clone(),
            second_account(&world, 131).await,
        );
        let (kept_id, twin_id) = (Cast::id(&kept), Cast::id(&twin));
        let hash = identity::hash_password(&world.house, "Xueshi2022", [1; 16])
            .await
            .unwrap();
        let mut op = world.op(&twin).await;
        let number = identity::reveal_citizen_id(&mut op, &twin_id, "")
            .await
            .unwrap();
        identity::set_password(&mut op, &twin_id, &hash)
            .await
            .unwrap();
        op.commit().await.unwrap();
        let token = sign_in(&world, &number, &twin_id).await;
        assert_eq!(who(&world, &token).await.person(), Some(&twin_id));
        let merger = merge(&world, &twin, &kept).await;
        for token in [&token, &sign_in(&world, &number, &twin_id).await] {
            let actor = who(&world, token).await;
            assert_eq!(actor.person(), Some(&kept_id));
            assert!(actor.is_me(&twin_id) && actor.is_me(&kept_id));
            assert_eq!(actor.name(), "乌日娜");
        }
        let mut op = world.system().await;
        let found = identity::find_by_citizen_id(&mut op, &number)
            .await
            .unwrap();
        assert_eq!(found, Some(kept_id.clone()));
        let known = identity::known(&mut op, std::slice::from_ref(&number), &[])
            .await
            .unwrap();
        assert_eq!(
            known.person(&number).unwrap().map(|(id, _)| id),
            Some(&kept_id)
        );
        drop(op);
        part(&world, &merger).await;
        assert_eq!(who(&world, &token).await.person(), Some(&twin_id));
        let mut op = world.system().await;
        let found = identity::find_by_citizen_id(&mut op, &number)
            .await
            .unwrap();
        assert_eq!(found, Some(twin_id));
    }
}

#[tokio::test]
async fn one_lesson_at_a_time_earns_for_both_accounts() {
    for world in World::on_each().await {
        let (kept, twin) = (
            world.cast.learner.clone(),
            second_account(&world, 131).await,
        );
        let (first, second) = (
            world.course(Category::Public, &[600]).await,
            world.course(Category::Public, &[600]).await,
        );
        let hers = world.enrol(&kept, &first).await;
        let others = world.enrol(&twin, &second).await;
        let lesson = async |course: &Course| {
            let mut op = world.system().await;
            let lessons = catalogue::lessons(&mut op, &course.id).await.unwrap();
            lessons[0].id.clone()
        };
        let open = async |who: &Actor, enrolment: &Enrolment, course: &Course| {
            let lesson = lesson(course).await;
            let mut op = world.op(who).await;
            let opened = learning::open_session(&mut op, &enrolment.id, &lesson, false, "").await;
            op.commit().await.unwrap();
            opened
        };
        let running = open(&kept, &hers, &first).await.unwrap();
        let beside = open(&twin, &others, &second).await.unwrap();
        merge(&world, &twin, &kept).await;
        let one = now(&world, &twin).await;
        let beat = learning::Beat {
            seq: 1,
            segments: vec![(0, 1000)],
        };
        let mut op = world.op(&one).await;
        let ended = hours::receive_beat(&mut op, &beside.id, &beat)
            .await
            .unwrap();
        assert_eq!(ended.refused[0].code, "learning.session_ended");
        let goes_on = hours::receive_beat(&mut op, &running.id, &beat)
            .await
            .unwrap();
        assert_eq!((goes_on.refused.len(), goes_on.credited_ms), (0, 1000));
        op.commit().await.unwrap();
        let refused = open(&one, &others, &second).await;
        assert_eq!(code(&refused), "learning.other_session");
    }
}

#[tokio::test]
async fn what_belongs_to_the_twin_is_hers_to_see_and_counts_for_her() {
    for world in World::on_each().await {
        let (kept, twin) = (
            world.cast.learner.clone(),
            second_account(&world, 131).await,
        );
        let course = world.course(Category::Public, &[60]).await;
        let enrolment = world.enrol(&twin, &course).await;
        let merger = merge(&world, &twin, &kept).await;
        let one = now(&world, &kept).await;
        let mut op = world.op(&one).await;
        let found = orders::active_enrolment(&mut op, &course.id).await.unwrap();
        assert_eq!(found.id, enrolment.id);
        let again = orders::place(&mut op, std::slice::from_ref(&course.id), 2022).await;
        assert_eq!(code(&again), "orders.enrolled_already");
        let mine = orders::list_orders(&mut op, None, PageSize::default())
            .await
            .unwrap();
        assert_eq!(mine.items.len(), 1);
        let told = messages::list(&mut op, None, PageSize::default())
            .await
            .unwrap();
        assert_eq!(told.items.len(), 1);
        assert!(op.may(Action::Learn, &enrolment));
        drop(op);
        // What her other account did by itself is nobody else's.
        let op = world.op(&world.cast.other_learner).await;
        assert!(!op.may(Action::Learn, &enrolment));
        drop(op);
        let mut op = world.system().await;
        let people = identity::count_by_territory(&mut op).await.unwrap();
        drop(op);
        part(&world, &merger).await;
        let mut op = world.system().await;
        let parted = identity::count_by_territory(&mut op).await.unwrap();
        assert_eq!(parted[&world.cast.zone], people[&world.cast.zone] + 1);
        drop(op);
        let op = world.op(&now(&world, &kept).await).await;
        assert!(!op.may(Action::Learn, &enrolment));
    }
}

#[tokio::test]
async fn an_employer_sees_one_person_with_her_hours_under_whichever_account_it_knows() {
    for world in World::on_each().await {
        // The employer's list had the number with the slip: it knows the twin.
        let (twin, kept) = (
            world.cast.learner.clone(),
            second_account(&world, 131).await,
        );
        let kept_id = Cast::id(&kept);
        recognise(&world, &kept_id, 2022, Category::Public, 12, "培训").await;
        let seen = async |who: &kernel::PersonId| {
            let mut op = world.op(&world.cast.employer_admin).await;
            let staff = hours::staff(&mut op, &world.cast.employer, 2022)
                .await
                .unwrap();
            let row = staff.rows.into_iter().find(|row| row.person_id == *who);
            row.map(|row| row.year.row(Category::Public).unwrap().counted.get())
        };
        assert_eq!(seen(&kept_id).await, None);
        let merger = merge(&world, &twin, &kept).await;
        assert_eq!(seen(&kept_id).await, Some(1200));
        assert_eq!(
            seen(&Cast::id(&twin)).await,
            None,
            "nobody stands there twice"
        );
        let mut op = world.op(&world.cast.employer_admin).await;
        hours::year_ledger(&mut op, &kept_id, 2022).await.unwrap();
        let before = hours::year_ledger(&mut op, &kept_id, 2014).await.map(drop);
        assert_eq!(code(&before), "employers.outside_span");
        drop(op);
        part(&world, &merger).await;
        let mut op = world.op(&world.cast.employer_admin).await;
        let parted = hours::year_ledger(&mut op, &kept_id, 2022).await.map(drop);
        assert!(parted.is_err(), "she never worked there");
    }
}

#[tokio::test]
async fn carried_hours_count_from_the_day_on_which_they_were_earned() {
    for world in World::on_each().await {
        let (kept, twin) = (
            world.cast.learner.clone(),
            second_account(&world, 131).await,
        );
        recognise(&world, &Cast::id(&twin), 2022, Category::Public, 12, "培训").await;
        let earned = world.now();
        world.advance(Duration::from_hours(72));
        merge(&world, &twin, &kept).await;
        let mut op = world.system().await;
        let mut lines = ledger::list(&mut op.tx, &Cast::id(&kept), None)
            .await
            .unwrap();
        assert!(lines[0].entry.at > earned);
        hours::as_earned(&mut op, &mut lines).await.unwrap();
        assert_eq!(lines[0].entry.at, earned);
    }
}
