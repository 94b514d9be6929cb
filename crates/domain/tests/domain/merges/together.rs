//! What one person is while her accounts are one: certificates, signing in, numbers.

use super::{merge, now, part, second_account};
use crate::way;
use domain::cards::{self, Verdict};
use domain::testing::{Cast, World};
use domain::{certificates, identity};

#[tokio::test]
async fn a_certificate_of_the_twin_stands_through_it_all() {
    for world in World::on_each().await {
        let (kept, twin) = (world.cast.learner.clone(), second_account(&world, 131).await);
        way::passed(&world, &twin).await;
        way::run_queue(&world).await;
        let mut op = world.op(&twin).await;
        let issued = certificates::list(&mut op, &Cast::id(&twin)).await.unwrap();
        drop(op);
        let number = &issued[0].number;
        let verdict = async || {
            let mut op = world.op(&domain::Actor::anonymous()).await;
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
        let lines = ledger::list(&mut op.tx, &Cast::id(&kept), None).await.unwrap();
        drop(op);
        part(&world, &merger).await;
        assert_eq!(verdict().await, Verdict::Valid);
        assert_eq!(lines.len(), 1);
        let again = merge(&world, &twin, &kept).await;
        let mut op = world.system().await;
        let lines = ledger::list(&mut op.tx, &Cast::id(&kept), None).await.unwrap();
        drop(op);
        way::revoke(&world, &lines.last().unwrap().entry.id).await;
        assert_eq!(verdict().await, Verdict::Revoked);
        part(&world, &again).await;
        assert_eq!(verdict().await, Verdict::Revoked);
    }
}

#[tokio::test]
async fn both_numbers_lead_to_the_kept_person_and_both_sign_in() {
    for world in World::on_each().await {
        let (kept, twin) = (world.cast.learner.clone(), second_account(&world, 131).await);
        let (kept_id, twin_id) = (Cast::id(&kept), Cast::id(&twin));
        let mut op = world.op(&twin).await;
        let number = identity::reveal_citizen_id(&mut op, &twin_id, "").await.unwrap();
        let hash = identity::hash_password(&world.house, "Xueshi2022", [1; 16]).await.unwrap();
        identity::set_password(&mut op, &twin_id, &hash).await.unwrap();
        op.commit().await.unwrap();
        let sign_in = async || {
            let mut op = world.system().await;
            let found = identity::find_credentials(&mut op, number.reveal()).await.unwrap();
            assert_eq!(found.as_ref().map(|found| &found.person), Some(&twin_id));
            let token = identity::open_session(&mut op, found, true).await.unwrap().unwrap();
            op.commit().await.unwrap();
            token
        };
        let who = async |token: &identity::SessionToken| {
            let mut op = world.system().await;
            let now = op.now;
            identity::actor_of_session(&mut op.tx, &world.house.settings, now, token.as_str())
                .await
                .unwrap()
                .unwrap()
                .actor
        };
        let token = sign_in().await;
        assert_eq!(who(&token).await.person(), Some(&twin_id));
        let merger = merge(&world, &twin, &kept).await;
        for token in [&token, &sign_in().await] {
            let actor = who(token).await;
            assert_eq!(actor.person(), Some(&kept_id));
            assert!(actor.is_me(&twin_id) && actor.is_me(&kept_id));
            assert_eq!(actor.name(), "乌日娜");
        }
        let mut op = world.system().await;
        let found = identity::find_by_citizen_id(&mut op, &number).await.unwrap();
        assert_eq!(found, Some(kept_id));
        let known = identity::known(&mut op, std::slice::from_ref(&number), &[]).await.unwrap();
        assert_eq!(known.person(&number).unwrap().map(|(id, _)| id.clone()), found);
        drop(op);
        part(&world, &merger).await;
        assert_eq!(who(&token).await.person(), Some(&twin_id));
        let mut op = world.system().await;
        let found = identity::find_by_citizen_id(&mut op, &number).await.unwrap();
        assert_eq!(found, Some(twin_id));
    }
}
