//! May she apply? From the ledger, with what the answer rested on.

use domain::decisions::{self, Question, Replay, Shown, Supposed};
use domain::testing::{Cast, World};
use domain::{Actor, hours};
use kernel::{Category, Day, Hours, Outcome, PageSize};
use policy::{
    Circumstance, Deemed, DeemedKind, Degree, GivenHours, Level, Policies, Purpose, Sector,
};

/// Title review, intermediate, on the world's first day.
fn question() -> Question {
    let (review, on) = (Purpose::TitleReview, Day::new(2022, 12, 15).unwrap());
    Question::new(review, Some(Level::Intermediate), None, on)
}

/// The same, supposing something.
fn supposing(supposed: Supposed) -> Question {
    Question {
        supposed,
        ..question()
    }
}

fn transferred(month: i8, day: i8) -> Question {
    supposing(Supposed {
        from_government_on: Day::new(2022, month, day),
        ..Supposed::default()
    })
}

async fn ask(world: &World, asker: &Actor, question: Question) -> Outcome<Shown> {
    let mut op = world.op(asker).await;
    let shown = decisions::ask(&mut op, &Cast::id(&world.cast.learner), question).await?;
    op.commit().await.unwrap();
    Ok(shown)
}

async fn see(world: &World, actor: &Actor, shown: &Shown) -> Outcome<Shown> {
    let mut op = world.op(actor).await;
    decisions::get(&mut op, &shown.id).await
}

/// Everything that an intermediate title asks for in 2022.
async fn recognise_all(world: &World) {
    let mut op = world.op(&world.cast.officer).await;
    let learner = Cast::id(&world.cast.learner);
    for year in 2020..=2022 {
        for (category, hours) in [(Category::Public, 30), (Category::Professional, 60)] {
            let hours = Hours::whole(hours);
            hours::recognise(&mut op, &learner, year, category, hours, "往年学时证明")
                .await
                .unwrap();
        }
    }
    op.commit().await.unwrap();
}

#[tokio::test]
async fn who_is_short_hears_why_and_what_to_do() {
    for world in World::on_each().await {
        let shown = ask(&world, &world.cast.learner, question()).await.unwrap();
        let decision = &shown.decision;
        assert_eq!(decision.outcome, policy::Outcome::NotMet);
        assert_eq!(shown.edition_id, "hohhot-etdz/2022");
        assert_eq!(decision.edition.digest, shown.edition_digest);
        assert!(decision.plan.is_some());
        assert!(
            decision
                .reasons
                .iter()
                .any(|reason| reason.clause == "N2022 §2a.1")
        );
        assert_eq!(decision.id, shown.id.as_str());
        let again = see(&world, &world.cast.learner, &shown).await.unwrap();
        assert_eq!(again, shown, "what is kept is what was shown");
        assert_eq!(again.decision.to_json(), shown.decision.to_json());
    }
}

#[tokio::test]
async fn the_answer_follows_the_ledger_and_the_old_one_says_that_it_is_old() {
    for world in World::on_each().await {
        let before = ask(&world, &world.cast.learner, question()).await.unwrap();
        world.advance(std::time::Duration::from_mins(1));
        recognise_all(&world).await;
        let after = ask(&world, &world.cast.learner, question()).await.unwrap();
        assert_eq!(after.decision.outcome, policy::Outcome::Met);
        let old = see(&world, &world.cast.learner, &before).await.unwrap();
        assert!(old.is_outdated);
        assert_eq!(old.decision, before.decision);
        assert!(
            !see(&world, &world.cast.learner, &after)
                .await
                .unwrap()
                .is_outdated
        );

        let mut op = world.op(&world.cast.learner).await;
        let learner = Cast::id(&world.cast.learner);
        let head = ledger::head(&mut op.tx, &learner).await.unwrap();
        assert_eq!(after.ledger_head, head.cite());
        let all = decisions::list(&mut op, &learner, None, PageSize::default())
            .await
            .unwrap();
        let ids: Vec<_> = all
            .items
            .iter()
            .map(|shown| (&shown.id, shown.is_outdated))
            .collect();
        assert_eq!(ids, [(&after.id, false), (&before.id, true)]);
    }
}

#[tokio::test]
async fn a_revoked_entry_changes_the_answer() {
    let world = World::new().await;
    recognise_all(&world).await;
    let learner = Cast::id(&world.cast.learner);
    let mut op = world.op(&world.cast.officer).await;
    let entry = hours::ledger_lines(&mut op, &learner, Some(2022))
        .await
        .unwrap()
        .remove(0)
        .entry;
    let proposed = hours::propose_revocation(&mut op, &entry.id, "证明不实")
        .await
        .unwrap();
    op.commit().await.unwrap();
    let mut op = world.op(&world.cast.second_officer).await;
    hours::decide_revocation(&mut op, &proposed.id, true)
        .await
        .unwrap();
    op.commit().await.unwrap();
    let shown = ask(&world, &world.cast.learner, question()).await.unwrap();
    assert_eq!(shown.decision.outcome, policy::Outcome::NotMet);
    let short: Vec<_> = shown
        .decision
        .requirements
        .iter()
        .filter(|row| row.short > Hours::ZERO)
        .map(|row| (row.year, &*row.category, row.short))
        .collect();
    assert_eq!(short, [(Some(2022), "public", Hours::whole(30))]);
}

#[tokio::test]
async fn who_came_from_a_government_organ_this_year_owes_nothing() {
    let world = World::new().await;
    let shown = ask(&world, &world.cast.learner, transferred(3, 1))
        .await
        .unwrap();
    assert_eq!(shown.decision.outcome, policy::Outcome::Exempt);
    assert_eq!(
        shown.applicant.post.from_government_on,
        Day::new(2022, 3, 1)
    );
}

#[tokio::test]
async fn a_question_that_cannot_be_decided_names_the_field() {
    let world = World::new().await;
    let recognition = Question {
        purpose: Purpose::TitleRecognition,
        ..question()
    };
    let late = transferred(12, 16);
    for (question, code, field) in [
        (
            Question {
                level: None,
                ..question()
            },
            "decisions.missing_level",
            "level",
        ),
        (recognition.clone(), "decisions.missing_degree", "degree"),
        (
            Question {
                on: Day::new(1999, 1, 1).unwrap(),
                ..question()
            },
            "editions.none",
            "on",
        ),
        (
            late,
            "decisions.transfer_after_application",
            "from_government_on",
        ),
    ] {
        let refused = ask(&world, &world.cast.learner, question)
            .await
            .unwrap_err();
        assert_eq!((refused.code(), refused.field()), (code, Some(field)));
    }
    let doctor = Question {
        degree: Some(Degree::Doctor),
        ..recognition
    };
    let shown = ask(&world, &world.cast.learner, doctor).await.unwrap();
    assert_eq!(shown.decision.outcome, policy::Outcome::Exempt);
}

#[tokio::test]
async fn officers_and_clerks_of_the_territory_ask_and_see_and_nobody_else() {
    let world = World::new().await;
    let cast = world.cast.clone();
    let shown = ask(&world, &cast.learner, question()).await.unwrap();
    for actor in [&cast.officer, &cast.clerk] {
        let asked = ask(&world, actor, question()).await.unwrap();
        assert!(see(&world, actor, &asked).await.is_ok());
        assert!(see(&world, &cast.learner, &asked).await.is_ok(), "hers too");
    }
    assert!(see(&world, &cast.officer, &shown).await.is_ok());
    let refused = see(&world, &cast.clerk, &shown).await.unwrap_err();
    assert_eq!(refused.code(), "permission.not_yours", "what she tried out");
    for actor in [
        &cast.other_learner,
        &cast.employer_admin,
        &cast.foreign_officer,
        &cast.operator,
    ] {
        let refused = ask(&world, actor, question()).await.unwrap_err();
        assert_eq!(refused.code(), "permission.not_yours");
        let refused = see(&world, actor, &shown).await.unwrap_err();
        assert_eq!(refused.code(), "permission.not_yours");
    }
    let refused = ask(&world, &Actor::anonymous(), question())
        .await
        .unwrap_err();
    assert_eq!(refused.code(), "permission.sign_in_first");
}

#[tokio::test]
async fn an_unknown_decision_is_not_found() {
    let world = World::new().await;
    let mut op = world.op(&world.cast.learner).await;
    let id = "dec_01GMA000000000000000000000".parse().unwrap();
    let refused = decisions::get(&mut op, &id).await.unwrap_err();
    assert_eq!(refused.code(), "decisions.unknown_decision");
}

#[tokio::test]
async fn a_what_if_reckons_with_what_is_supposed_and_leaves_nothing_behind() {
    for world in World::on_each().await {
        let learner = Cast::id(&world.cast.learner);
        let mut op = world.op(&world.cast.learner).await;
        let hours = |year, category: &str, hours| GivenHours {
            year,
            category: category.into(),
            hours: Hours::whole(hours),
        };
        let years = (2020..=2022)
            .flat_map(|year| [hours(year, "public", 30), hours(year, "professional", 60)]);
        for (supposed, outcome) in [
            (Supposed::default(), policy::Outcome::NotMet),
            (
                Supposed {
                    sector: Some(Sector::NonPublic),
                    ..Supposed::default()
                },
                policy::Outcome::Reference,
            ),
            (
                Supposed {
                    grassroots: Some(true),
                    ..Supposed::default()
                },
                policy::Outcome::Reference,
            ),
            (
                Supposed {
                    circumstances: vec![Circumstance::EpidemicFrontline],
                    ..Supposed::default()
                },
                policy::Outcome::Exempt,
            ),
            (
                Supposed {
                    hours: years.collect(),
                    ..Supposed::default()
                },
                policy::Outcome::Met,
            ),
        ] {
            let question = supposing(supposed.clone());
            let considered = decisions::consider(&mut op, &learner, question)
                .await
                .unwrap();
            assert_eq!(considered.decision.outcome, outcome, "{supposed:?}");
            assert_eq!(considered.supposed, supposed);
        }
        let kept = decisions::list(&mut op, &learner, None, PageSize::default())
            .await
            .unwrap();
        assert_eq!(kept.items, []);
    }
}

#[tokio::test]
async fn what_the_records_say_already_is_not_supposed() {
    let world = World::new().await;
    let recorded = Supposed {
        sector: Some(Sector::PublicInstitution),
        grassroots: Some(false),
        hours: vec![GivenHours {
            year: 2022,
            category: "public".into(),
            hours: Hours::ZERO,
        }],
        ..Supposed::default()
    };
    let shown = ask(&world, &world.cast.learner, supposing(recorded))
        .await
        .unwrap();
    assert!(shown.supposed.is_empty(), "{:?}", shown.supposed);
    let exam = Deemed {
        kind: DeemedKind::QualificationExam,
        year: 2021,
        in_region: true,
    };
    let many = Supposed {
        deemed: vec![exam; 21],
        ..Supposed::default()
    };
    let refused = ask(&world, &world.cast.learner, supposing(many)).await;
    assert_eq!(refused.unwrap_err().code(), "decisions.too_much_supposed");
}

#[tokio::test]
async fn a_kept_answer_says_for_ever_what_was_supposed() {
    for world in World::on_each().await {
        let asked = transferred(3, 1);
        let shown = ask(&world, &world.cast.learner, asked.clone())
            .await
            .unwrap();
        let again = see(&world, &world.cast.learner, &shown).await.unwrap();
        assert_eq!(again.supposed, asked.supposed);
        assert_eq!(again, shown);
    }
}

#[tokio::test]
async fn a_kept_answer_is_replayed_to_the_same_bytes() {
    for world in World::on_each().await {
        recognise_all(&world).await;
        let shown = ask(&world, &world.cast.learner, question()).await.unwrap();
        let mut tx = world.house.db.read().await.unwrap();
        let policies = &world.house.policies;
        let bytes = decisions::replay(&mut tx, policies, &shown.id).await;
        assert_eq!(bytes.unwrap(), shown.decision.to_json());
        assert_eq!(shown.replay(policies), Replay::Same);

        // The same id with other bytes is another edition.
        let file = concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../../policies/hohhot-etdz/2022.toml"
        );
        let mut edited = std::fs::read(file).unwrap();
        edited.extend(b"# one more line\n");
        let edited = Policies::from_bytes("hohhot-etdz/2022.toml", &edited).unwrap();
        let away = decisions::replay(&mut tx, &edited, &shown.id)
            .await
            .unwrap_err();
        assert_eq!(away.code(), "decisions.edition_away");
        let id = "dec_01GMA000000000000000000000".parse().unwrap();
        let unknown = decisions::replay(&mut tx, policies, &id).await.unwrap_err();
        assert_eq!(unknown.code(), "decisions.unknown_decision");

        let mut forged = shown;
        forged.text = forged.text.replace("\"met\"", "\"exempt\"");
        assert!(matches!(forged.replay(policies), Replay::Differs(_)));
    }
}

#[tokio::test]
async fn nobody_changes_or_takes_away_a_kept_answer() {
    for world in World::on_each().await {
        ask(&world, &world.cast.learner, question()).await.unwrap();
        for statement in [
            "UPDATE decisions_decisions SET decision = '{}'",
            "DELETE FROM decisions_decisions",
        ] {
            let mut tx = world.house.db.begin().await.unwrap();
            let refused = tx.query(statement).execute().await.unwrap_err();
            assert!(
                format!("{refused:?}").contains("append-only"),
                "{statement}"
            );
        }
    }
}

#[tokio::test]
async fn kept_answers_are_listed_page_by_page_to_whom_they_concern() {
    for world in World::on_each().await {
        let mut kept = Vec::new();
        for _ in 0..5 {
            world.advance(std::time::Duration::from_secs(1));
            kept.push(
                ask(&world, &world.cast.learner, question())
                    .await
                    .unwrap()
                    .id,
            );
        }
        kept.reverse();
        let learner = Cast::id(&world.cast.learner);
        let mut op = world.op(&world.cast.learner).await;
        let (mut seen, mut after) = (Vec::new(), None::<String>);
        loop {
            let page = decisions::list(&mut op, &learner, after.as_deref(), PageSize::new(2))
                .await
                .unwrap();
            assert!(page.items.len() <= 2);
            seen.extend(page.items.into_iter().map(|shown| shown.id));
            match page.next {
                Some(next) => after = Some(next),
                None => break,
            }
        }
        assert_eq!(seen, kept);
        drop(op);
        for actor in [&world.cast.clerk, &world.cast.other_learner] {
            let mut op = world.op(actor).await;
            let refused = decisions::list(&mut op, &learner, None, PageSize::default()).await;
            assert_eq!(refused.unwrap_err().code(), "permission.not_yours");
        }
        let mut op = world.op(&world.cast.officer).await;
        let all = decisions::list(&mut op, &learner, None, PageSize::default()).await;
        assert_eq!(all.unwrap().items.len(), 5);
    }
}

#[tokio::test]
async fn a_ledger_that_was_cut_at_its_end_is_told_by_who_cited_it() {
    for world in World::on_each().await {
        recognise_all(&world).await;
        ask(&world, &world.cast.learner, question()).await.unwrap();
        let mut tx = world.house.db.read().await.unwrap();
        let cited = decisions::cited_heads(&mut tx).await.unwrap();
        assert_eq!(cited.len(), 1);
        assert_eq!(ledger::verify_cited(&mut tx, &cited).await.unwrap(), []);
        let (person, head) = &cited[0];
        let (seq, hash) = head.split_once(':').unwrap();
        let later = seq.parse::<i64>().unwrap() + 1;
        let cut = [(person.clone(), format!("{later}:{hash}"))];
        let breaks = ledger::verify_cited(&mut tx, &cut).await.unwrap();
        assert_eq!((breaks.len(), breaks[0].what), (1, "cited"));
        assert_eq!(domain::reports::cited_heads(&mut tx).await.unwrap(), []);
    }
}
