//! Decisions, an export and an erasure know all accounts of a person.

use std::io::{Cursor, Read as _};
use std::time::Duration;

use super::{code, merge, now, part, recognise, second_account};
use crate::way;
use domain::decisions::{self, Question};
use domain::facts::{self, FactKind, NewFact};
use domain::testing::papers::paper;
use domain::testing::{Cast, World};
use domain::{Actor, evidence, identity, privacy};
use kernel::Category;
use policy::{Level, Outcome, Purpose};

async fn confirmed_fact(world: &World, who: &Actor) {
    let mut op = world.op(who).await;
    let proof = evidence::keep(&mut op, &Cast::id(who), paper(7))
        .await
        .unwrap();
    let new = NewFact {
        kind: FactKind::Grassroots,
        value: String::new(),
        from_day: "2022-12-10".parse().unwrap(),
        to_day: None,
        words: "见附件".into(),
        needed_by: None,
        evidence_id: Some(proof.id),
    };
    let fact = facts::claim(&mut op, &Cast::id(who), new).await.unwrap();
    op.commit().await.unwrap();
    for officer in [&world.cast.employer_admin, &world.cast.officer] {
        let mut op = world.op(officer).await;
        facts::confirm(&mut op, &fact.id, "核对原件").await.unwrap();
        op.commit().await.unwrap();
    }
}

async fn outcome(world: &World, who: &Actor) -> Outcome {
    let actor = now(world, who).await;
    let mut op = world.op(&actor).await;
    let day = "2022-12-15".parse().unwrap();
    let question = Question::new(Purpose::TitleReview, Some(Level::Junior), None, day);
    let considered = decisions::consider(&mut op, &Cast::id(&actor), question).await;
    considered.unwrap().decision.outcome
}

#[tokio::test]
async fn what_is_confirmed_of_the_twin_is_used_by_decisions_about_her() {
    for world in World::on_each().await {
        // The account that is kept has neither a post nor facts; the twin has both.
        let (twin, kept) = (
            world.cast.learner.clone(),
            second_account(&world, 131).await,
        );
        confirmed_fact(&world, &twin).await;
        // Nobody knows where the account that is kept works: a person looks.
        assert_eq!(outcome(&world, &kept).await, Outcome::Undecided);
        let merger = merge(&world, &twin, &kept).await;
        assert_eq!(outcome(&world, &kept).await, Outcome::Reference);
        let mut op = world.op(&now(&world, &kept).await).await;
        let mine = facts::list(&mut op, &Cast::id(&kept)).await.unwrap();
        assert_eq!(mine.len(), 1);
        drop(op);
        part(&world, &merger).await;
        assert_eq!(outcome(&world, &kept).await, Outcome::Undecided);
        assert_eq!(outcome(&world, &twin).await, Outcome::Reference);
    }
}

#[tokio::test]
async fn everything_about_her_is_that_of_both_accounts() {
    for world in World::on_each().await {
        let (kept, twin) = (
            world.cast.learner.clone(),
            second_account(&world, 131).await,
        );
        recognise(
            &world,
            &Cast::id(&twin),
            2022,
            Category::Public,
            3,
            "培训甲",
        )
        .await;
        merge(&world, &twin, &kept).await;
        let one = now(&world, &kept).await;
        let mut op = world.op(&one).await;
        let asked = privacy::ask_export(&mut op, "zh-CN").await.unwrap();
        op.commit().await.unwrap();
        way::run_queue(&world).await;
        let mut op = world.op(&one).await;
        let bytes = privacy::download(&mut op, &asked.id).await.unwrap();
        drop(op);
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut text = String::new();
        let mut file = archive.by_name("data.json").unwrap();
        file.read_to_string(&mut text).unwrap();
        drop(file);
        for account in [&kept, &twin] {
            let actor = now(&world, account).await;
            let mut op = world.op(&actor).await;
            let id = Cast::id(account);
            let number = identity::reveal_citizen_id(&mut op, &id, "").await.unwrap();
            assert!(text.contains(number.reveal()), "{account:?}");
        }
        assert!(
            text.contains("merge:carried"),
            "the twin's chain is there too"
        );
    }
}

#[tokio::test]
async fn an_erasure_erases_both_accounts_and_both_chains_hold() {
    for world in World::on_each().await {
        let (kept, twin) = (
            world.cast.learner.clone(),
            second_account(&world, 131).await,
        );
        let (kept_id, twin_id) = (Cast::id(&kept), Cast::id(&twin));
        recognise(&world, &twin_id, 2022, Category::Public, 3, "培训甲").await;
        let merger = merge(&world, &twin, &kept).await;
        world.advance(Duration::from_secs(1));
        let mut op = world.op(&now(&world, &twin).await).await;
        let asked = privacy::ask_erasure(&mut op, "不再从事", true)
            .await
            .unwrap();
        op.commit().await.unwrap();
        for officer in [&world.cast.officer, &world.cast.second_officer] {
            let mut op = world.op(officer).await;
            privacy::agree(&mut op, &asked.id).await.unwrap();
            op.commit().await.unwrap();
        }
        way::run_queue(&world).await;
        let mut op = world.op(&world.cast.officer).await;
        for id in [&kept_id, &twin_id] {
            assert!(identity::get_person(&mut op, id).await.unwrap().is_erased);
        }
        assert!(ledger::verify(&mut op.tx).await.unwrap().breaks.is_empty());
        let case = domain::merges::get(&mut op, &merger.id).await.unwrap();
        assert_eq!(case.merger.words, "");
        let again = domain::merges::propose(
            &mut op,
            &twin_id,
            &Cast::id(&world.cast.other_learner),
            "再",
        )
        .await;
        assert_eq!(code(&again), "merges.erased");
    }
}
