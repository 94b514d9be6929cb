//! Facts: claimed with a proof, confirmed by who may, and used as of the day of an application.

use std::time::Duration;

use domain::decisions::{self, Question, Shown};
use domain::facts::{self, Fact, FactKind, NewFact, Source, State};
use domain::messages;
use domain::queues::{self, Desk, Matter};
use domain::testing::papers::paper;
use domain::testing::{Cast, World};
use domain::{Actor, audit, evidence, runner};
use kernel::{Day, EvidenceId, Outcome, PageSize};
use policy::{Level, Purpose};

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

async fn proof(world: &World, owner: &Actor, number: u32) -> EvidenceId {
    let mut op = world.op(owner).await;
    let kept = evidence::keep(&mut op, &Cast::id(owner), paper(number)).await;
    op.commit().await.unwrap();
    kept.unwrap().id
}

fn new(kind: FactKind, value: &str, from: &str, evidence_id: Option<EvidenceId>) -> NewFact {
    NewFact {
        kind,
        value: value.into(),
        from_day: day(from),
        to_day: None,
        words: "见附件".into(),
        needed_by: None,
        evidence_id,
    }
}

async fn claim(world: &World, kind: FactKind, value: &str, from: &str) -> Outcome<Fact> {
    let learner = &world.cast.learner;
    let evidence_id = proof(world, learner, 7).await;
    let mut op = world.op(learner).await;
    let new = new(kind, value, from, Some(evidence_id));
    let fact = facts::claim(&mut op, &Cast::id(learner), new).await?;
    op.commit().await.unwrap();
    Ok(fact)
}

async fn confirm(world: &World, by: &Actor, fact: &Fact) -> Outcome<State> {
    let mut op = world.op(by).await;
    let case = facts::confirm(&mut op, &fact.id, "核对原件").await?;
    op.commit().await.unwrap();
    Ok(case.fact.state)
}

async fn ask(world: &World, on: &str) -> Shown {
    let learner = &world.cast.learner;
    let mut op = world.op(learner).await;
    let (review, level) = (Purpose::TitleReview, Some(Level::Junior));
    let question = Question::new(review, level, None, day(on));
    let shown = decisions::ask(&mut op, &Cast::id(learner), question)
        .await
        .unwrap();
    op.commit().await.unwrap();
    shown
}

#[tokio::test]
async fn a_confirmed_fact_is_used_as_of_the_day_and_named_by_the_decision() {
    for world in World::on_each().await {
        let cast = &world.cast;
        assert_eq!(
            ask(&world, "2022-12-15").await.decision.outcome,
            policy::Outcome::NotMet
        );
        let fact = claim(&world, FactKind::Grassroots, "", "2022-12-10")
            .await
            .unwrap();
        assert_eq!(fact.state, State::WithEmployer);
        // Nothing is reckoned with before it is confirmed.
        assert_eq!(
            ask(&world, "2022-12-15").await.decision.outcome,
            policy::Outcome::NotMet
        );
        let passed_on = confirm(&world, &cast.employer_admin, &fact).await.unwrap();
        assert_eq!(passed_on, State::WithBureau);
        assert_eq!(
            confirm(&world, &cast.officer, &fact).await.unwrap(),
            State::Confirmed
        );
        let shown = ask(&world, "2022-12-15").await;
        assert_eq!(shown.decision.outcome, policy::Outcome::Reference);
        let ground = shown
            .grounds
            .iter()
            .find(|one| one.about == FactKind::Grassroots)
            .unwrap();
        let officer = Source::Fact {
            id: fact.id.clone(),
            confirmed_by: cast.officer.name().to_owned(),
            confirmed_on: day("2022-12-15"),
        };
        assert_eq!(ground.source, officer);
        let employer = shown
            .grounds
            .iter()
            .find(|one| one.about == FactKind::Sector)
            .unwrap();
        assert!(matches!(employer.source, Source::Employment { .. }));
        // The day before it was so, it does not help.
        assert_eq!(
            ask(&world, "2022-12-09").await.decision.outcome,
            policy::Outcome::NotMet
        );
        // What was kept is read again with its grounds, and replays to the byte.
        let mut op = world.op(&cast.learner).await;
        let again = decisions::get(&mut op, &shown.id).await.unwrap();
        assert_eq!(again.grounds, shown.grounds);
        assert_eq!(again.replay(&world.house.policies), decisions::Replay::Same);
        drop(op);
        // She says that it is over: later days do not use it, earlier ones do.
        world.advance(Duration::from_hours(48));
        let mut op = world.op(&cast.learner).await;
        facts::end(&mut op, &fact.id, day("2022-12-16"))
            .await
            .unwrap();
        op.commit().await.unwrap();
        assert_eq!(
            ask(&world, "2022-12-16").await.decision.outcome,
            policy::Outcome::Reference
        );
        assert_eq!(
            ask(&world, "2022-12-17").await.decision.outcome,
            policy::Outcome::NotMet
        );
    }
}

#[tokio::test]
async fn a_revoked_fact_helps_nobody_any_more_and_what_was_decided_stays() {
    for world in World::on_each().await {
        let cast = &world.cast;
        let fact = claim(&world, FactKind::EpidemicFrontline, "", "2022-02-20")
            .await
            .unwrap();
        // The employer is not asked and sees nothing of it.
        assert_eq!(fact.state, State::WithBureau);
        let mut op = world.op(&cast.employer_admin).await;
        let hidden = facts::get(&mut op, &fact.id).await.unwrap_err();
        assert_eq!(hidden.code(), "permission.not_yours");
        drop(op);
        // Its proof is shown to who has taken the case.
        let mut op = world.op(&cast.officer).await;
        let refused = facts::file(&mut op, &fact.id).await.unwrap_err();
        assert_eq!(refused.code(), "facts.take_first");
        let item = queues::find(&mut op, Matter::Fact, fact.id.as_str())
            .await
            .unwrap();
        let me = Cast::id(&cast.officer);
        queues::take(&mut op, &item.unwrap(), Some(&me))
            .await
            .unwrap();
        let (kept, bytes) = facts::file(&mut op, &fact.id).await.unwrap();
        assert_eq!((kept.name.as_str(), bytes), ("证书7.png", paper(7).bytes));
        op.commit().await.unwrap();
        let mut op = world.op(&cast.second_officer).await;
        let refused = facts::file(&mut op, &fact.id).await.unwrap_err();
        assert_eq!(refused.code(), "facts.take_first");
        drop(op);
        confirm(&world, &cast.officer, &fact).await.unwrap();
        let shown = ask(&world, "2022-12-15").await;
        assert_eq!(shown.decision.outcome, policy::Outcome::Exempt);
        let mut op = world.op(&cast.second_officer).await;
        facts::revoke(&mut op, &fact.id, "证明系伪造")
            .await
            .unwrap();
        op.commit().await.unwrap();
        assert_eq!(
            ask(&world, "2022-12-15").await.decision.outcome,
            policy::Outcome::NotMet
        );
        let mut op = world.op(&cast.learner).await;
        let kept = decisions::get(&mut op, &shown.id).await.unwrap();
        assert_eq!(kept.decision.outcome, policy::Outcome::Exempt);
        let told = messages::list(&mut op, None, PageSize::default())
            .await
            .unwrap();
        let kinds: Vec<_> = told.items.iter().map(|one| one.kind.as_str()).collect();
        assert_eq!(kinds, ["facts-revoked", "facts-confirmed"]);
        let lines = audit::list_about(&mut op, &Cast::id(&cast.learner), 50)
            .await
            .unwrap();
        assert!(lines.iter().any(|line| line.action == "evidence.opened"));
    }
}

#[tokio::test]
async fn what_an_employer_leaves_unanswered_the_bureau_answers() {
    for world in World::on_each().await {
        let cast = &world.cast;
        let fact = claim(&world, FactKind::ThreeSubjectTeacher, "", "2022-09-01")
            .await
            .unwrap();
        let early = confirm(&world, &cast.officer, &fact).await.unwrap_err();
        assert_eq!(early.code(), "facts.not_yet_yours");
        world.advance(Duration::from_hours(24 * 20));
        let moved = runner::escalate(&world.house, world.now(), [4; 32])
            .await
            .unwrap();
        assert_eq!(moved, 1);
        // The employer's word is enough for this kind; now the bureau's is, in its place.
        assert_eq!(
            confirm(&world, &cast.officer, &fact).await.unwrap(),
            State::Confirmed
        );
        let mut op = world.system().await;
        let desk = Desk::Bureau(cast.zone.clone());
        assert!(queues::count(&mut op, &desk).await.unwrap().is_empty());
        assert!(queues::miscounts(&mut op).await.unwrap().is_empty());
    }
}

#[tokio::test]
async fn nobody_decides_what_is_not_hers() {
    for world in World::on_each().await {
        let cast = &world.cast;
        let fact = claim(&world, FactKind::Degree, "master", "2015-07-01")
            .await
            .unwrap();
        for (actor, code) in [
            (&cast.other_learner, "permission.not_yours"),
            (&cast.foreign_officer, "permission.not_yours"),
            (&cast.base_admin, "permission.not_yours"),
            (&cast.learner, "permission.not_yours"),
        ] {
            let refused = confirm(&world, actor, &fact).await.unwrap_err();
            assert_eq!(refused.code(), code);
        }
        let mut op = world.op(&cast.employer_admin).await;
        let refused = facts::refuse(&mut op, &fact.id, " ").await.unwrap_err();
        assert_eq!(refused.code(), "facts.no_words");
        let refused = facts::refuse(&mut op, &fact.id, "证书编号查无此人")
            .await
            .unwrap();
        assert_eq!(refused.fact.state, State::Refused);
        op.commit().await.unwrap();
        let again = confirm(&world, &cast.employer_admin, &fact)
            .await
            .unwrap_err();
        assert_eq!(again.code(), "facts.settled");
        let mut op = world.op(&cast.learner).await;
        let refused = facts::withdraw(&mut op, &fact.id).await.unwrap_err();
        assert_eq!(refused.code(), "facts.settled");
        // Steps cannot be changed, not even by us.
        drop(op);
        let mut op = world.system().await;
        let changed = op
            .tx
            .query("UPDATE facts_steps SET words = ''")
            .execute()
            .await;
        assert!(format!("{changed:?}").contains("append-only"));
    }
}

#[tokio::test]
async fn what_cannot_be_is_refused_and_changes_nothing() {
    for world in World::on_each().await {
        let learner = &world.cast.learner;
        let own = proof(&world, learner, 1).await;
        let anothers = proof(&world, &world.cast.other_learner, 2).await;
        let me = Cast::id(learner);
        for (new, code) in [
            (
                new(FactKind::Degree, "bachelor", "2015-07-01", None),
                "facts.no_evidence",
            ),
            (
                new(FactKind::Degree, "bachelor", "2015-07-01", Some(anothers)),
                "facts.no_evidence",
            ),
            (
                new(FactKind::Degree, "phd", "2015-07-01", Some(own.clone())),
                "facts.bad_value",
            ),
            (
                new(FactKind::Grassroots, "", "2022-12-16", Some(own.clone())),
                "facts.bad_days",
            ),
            (
                NewFact {
                    to_day: Some(day("2022-01-01")),
                    ..new(FactKind::Grassroots, "", "2022-02-01", Some(own.clone()))
                },
                "facts.bad_days",
            ),
            (
                NewFact {
                    words: "字".repeat(501),
                    ..new(FactKind::Grassroots, "", "2022-02-01", Some(own.clone()))
                },
                "facts.no_words",
            ),
        ] {
            let mut op = world.op(learner).await;
            let refused = facts::claim(&mut op, &me, new).await.unwrap_err();
            assert_eq!(refused.code(), code);
        }
        let fact = claim(&world, FactKind::Grassroots, "", "2022-02-01")
            .await
            .unwrap();
        let twice = claim(&world, FactKind::Grassroots, "", "2022-03-01")
            .await
            .unwrap_err();
        assert_eq!(twice.code(), "facts.asked_already");
        let mut op = world.op(learner).await;
        assert_eq!(facts::list(&mut op, &me).await.unwrap().len(), 1);
        let gone = facts::withdraw(&mut op, &fact.id).await.unwrap();
        assert_eq!(gone.into_inner().fact.state, State::Withdrawn);
        assert!(matches!(
            facts::withdraw(&mut op, &fact.id).await.unwrap(),
            kernel::Change::Already(_)
        ));
        op.commit().await.unwrap();
        let other = &world.cast.other_learner;
        let mut op = world.op(other).await;
        let refused = facts::list(&mut op, &me).await.unwrap_err();
        assert_eq!(refused.code(), "permission.not_yours");
    }
}

#[tokio::test]
async fn the_newest_confirmation_counts_and_lists_reckon_with_it_too() {
    for world in World::on_each().await {
        let cast = &world.cast;
        for (value, from) in [
            ("state_enterprise", "2020-01-01"),
            ("non_public", "2021-01-01"),
        ] {
            let fact = claim(&world, FactKind::Sector, value, from).await.unwrap();
            confirm(&world, &cast.officer, &fact).await.unwrap();
            world.advance(Duration::from_secs(1));
        }
        assert_eq!(
            ask(&world, "2022-12-15").await.decision.outcome,
            policy::Outcome::Reference
        );
        let me = Cast::id(&cast.learner);
        let mut op = world.system().await;
        let found = facts::between(&mut op, &me, &me, day("2022-12-15"))
            .await
            .unwrap();
        let expected = (FactKind::Sector, "non_public".to_owned(), day("2021-01-01"));
        assert_eq!(found[&me], [expected]);
        let before = facts::between(&mut op, &me, &me, day("2020-06-01"))
            .await
            .unwrap();
        assert_eq!(before[&me][0].1, "state_enterprise");
    }
}
