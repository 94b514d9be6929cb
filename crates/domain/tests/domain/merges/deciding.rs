//! Two officers of both territories, and nobody else.

use super::{code, merge, now, part, propose, second_account};
use domain::Actor;
use domain::merges::{self, State};
use domain::messages;
use domain::queues::{self, Desk};
use domain::testing::{Cast, World};
use domain::{identity, merges::Merger};
use kernel::{MergerId, PageSize};

async fn get(world: &World, id: &MergerId) -> Merger {
    let mut op = world.op(&world.cast.officer).await;
    merges::get(&mut op, id).await.unwrap().merger
}

async fn nobody_else_proposes(world: &World, twin: &Actor, kept: &Actor) {
    let (kept_id, twin_id) = (Cast::id(kept), Cast::id(twin));
    for (who, refused) in [
        (kept, "permission.not_yours"),
        (&world.cast.foreign_officer, "permission.not_yours"),
        (&world.cast.clerk, "permission.not_yours"),
        (&world.cast.employer_admin, "permission.not_yours"),
    ] {
        let mut op = world.op(who).await;
        let tried = merges::propose(&mut op, &twin_id, &kept_id, "是我").await;
        assert_eq!(code(&tried), refused);
        let looked = merges::preview(&mut op, &twin_id, &kept_id).await;
        assert_eq!(code(&looked), refused);
    }
    let mut op = world.op(&world.cast.officer).await;
    let silent = merges::propose(&mut op, &twin_id, &kept_id, " ").await;
    assert_eq!(code(&silent), "merges.no_words");
    let same = merges::propose(&mut op, &kept_id, &kept_id, "同").await;
    assert_eq!(code(&same), "merges.same_account");
    let own = merges::propose(&mut op, &twin_id, &Cast::id(&world.cast.officer), "我").await;
    assert_eq!(code(&own), "merges.own_accounts");
    drop(op);
}

#[tokio::test]
async fn two_officers_are_needed_and_neither_is_the_person() {
    for world in World::on_each().await {
        let (kept, twin) = (
            world.cast.learner.clone(),
            second_account(&world, 131).await,
        );
        nobody_else_proposes(&world, &twin, &kept).await;
        let merger = propose(&world, &twin, &kept).await;
        let again = propose(&world, &twin, &kept).await;
        assert_eq!(again.id, merger.id, "the same proposal waits once");
        for (who, refused) in [
            (&world.cast.officer, "merges.same_officer"),
            (&world.cast.foreign_officer, "permission.not_yours"),
            (&kept, "permission.not_yours"),
        ] {
            let mut op = world.op(who).await;
            let tried = merges::decide(&mut op, &merger.id, true, "").await;
            assert_eq!(code(&tried), refused);
        }
        let mut op = world.op(&world.cast.second_officer).await;
        let waits = queues::list(
            &mut op,
            &Desk::Bureau(world.cast.zone.clone()),
            None,
            None,
            PageSize::default(),
        )
        .await
        .unwrap();
        assert_eq!(waits.items.len(), 1, "it has a desk and a day");
        let silent = merges::decide(&mut op, &merger.id, false, "").await;
        assert_eq!(code(&silent), "merges.no_words");
        drop(op);
        let mut op = world.op(&world.cast.second_officer).await;
        assert!(
            merges::decide(&mut op, &merger.id, true, "")
                .await
                .unwrap()
                .is_new()
        );
        assert!(
            !merges::decide(&mut op, &merger.id, true, "")
                .await
                .unwrap()
                .is_new()
        );
        let other = merges::decide(&mut op, &merger.id, false, "不").await;
        assert_eq!(code(&other), "merges.already_decided");
        op.commit().await.unwrap();
        let mut op = world.op(&now(&world, &kept).await).await;
        let told = messages::list(&mut op, None, PageSize::default())
            .await
            .unwrap();
        assert_eq!(told.items[0].kind, "merges-confirmed");
        assert_eq!(told.items[0].details["why"], merger.words);
    }
}

#[tokio::test]
async fn a_rejected_proposal_changes_nothing_and_another_may_follow() {
    for world in World::on_each().await {
        let (kept, twin) = (
            world.cast.learner.clone(),
            second_account(&world, 131).await,
        );
        let merger = propose(&world, &twin, &kept).await;
        let mut op = world.op(&world.cast.second_officer).await;
        merges::decide(
            &mut op,
            &merger.id,
            false,
            "照片不是同一人 150102199006010120",
        )
        .await
        .unwrap();
        op.commit().await.unwrap();
        let rejected = get(&world, &merger.id).await;
        assert_eq!(rejected.state, State::Rejected);
        assert!(!rejected.reason.contains("19900601"), "{}", rejected.reason);
        let mut op = world.system().await;
        assert_eq!(
            identity::find_twin(&mut op, &Cast::id(&twin))
                .await
                .unwrap(),
            None
        );
        drop(op);
        assert_ne!(propose(&world, &twin, &kept).await.id, merger.id);
    }
}

#[tokio::test]
async fn an_account_has_one_kept_account_and_chains_are_refused() {
    for world in World::on_each().await {
        let kept = world.cast.learner.clone();
        let first = second_account(&world, 131).await;
        let second = second_account(&world, 132).await;
        let third = second_account(&world, 133).await;
        merge(&world, &first, &kept).await;
        let mut op = world.op(&world.cast.officer).await;
        for (twin, of) in [(&kept, &second), (&first, &second), (&second, &first)] {
            let tried = merges::propose(&mut op, &Cast::id(twin), &Cast::id(of), "链").await;
            assert_eq!(code(&tried), "merges.taken");
        }
        drop(op);
        // Several accounts may be one person's with the same one.
        let merger = merge(&world, &second, &kept).await;
        let mut op = world.system().await;
        let selves = identity::selves(&mut op, &Cast::id(&kept)).await.unwrap();
        assert_eq!(
            selves,
            [Cast::id(&kept), Cast::id(&first), Cast::id(&second)]
        );
        drop(op);
        part(&world, &merger).await;
        merge(&world, &second, &third).await;
    }
}

#[tokio::test]
async fn parting_needs_two_officers_too() {
    for world in World::on_each().await {
        let (kept, twin) = (
            world.cast.learner.clone(),
            second_account(&world, 131).await,
        );
        let merger = merge(&world, &twin, &kept).await;
        let mut op = world.op(&world.cast.second_officer).await;
        let early = merges::decide_parting(&mut op, &merger.id, true, "").await;
        assert_eq!(code(&early), "merges.not_in_force", "nobody proposed it");
        let silent = merges::propose_parting(&mut op, &merger.id, "").await;
        assert_eq!(code(&silent), "merges.no_words");
        merges::propose_parting(&mut op, &merger.id, "不是一个人")
            .await
            .unwrap();
        let alone = merges::decide_parting(&mut op, &merger.id, true, "").await;
        assert_eq!(code(&alone), "merges.same_officer");
        op.commit().await.unwrap();
        let mut op = world.op(&world.cast.foreign_officer).await;
        let foreign = merges::decide_parting(&mut op, &merger.id, true, "").await;
        assert_eq!(code(&foreign), "permission.not_yours");
        drop(op);
        // Left as they are, somebody may say so again.
        let mut op = world.op(&world.cast.officer).await;
        let silent = merges::decide_parting(&mut op, &merger.id, false, " ").await;
        assert_eq!(code(&silent), "merges.no_words");
        drop(op);
        let mut op = world.op(&world.cast.officer).await;
        let left = merges::decide_parting(&mut op, &merger.id, false, "证件一致").await;
        assert_eq!(left.unwrap().into_inner().state, State::InForce);
        op.commit().await.unwrap();
        part(&world, &merger).await;
        assert_eq!(get(&world, &merger.id).await.state, State::Parted);
        let mut op = world.op(&world.cast.officer).await;
        let again = merges::decide_parting(&mut op, &merger.id, true, "").await;
        assert!(!again.unwrap().is_new());
    }
}
