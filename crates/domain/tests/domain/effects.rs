//! Whose outcome does a draft change? Counted through the queue and at once, with the same result.

use crate::way;
use domain::effects::{self, Comparison, Tally};
use domain::employers::{self, NewEmployment};
use domain::identity::{self, NewPerson};
use domain::testing::World;
use domain::{Actor, hours, territory};
use kernel::{Category, CitizenId, Day, EffectId, Hours, Outcome, PersonId};
use policy::{Level, Outcome as Answer, Sector};

const DRAFT: &str = "hohhot-etdz/2023";

/// A woman at the world's employer, born in that year; the draft asks for hours of those of 50 to
/// 54 who were exempt.
async fn woman(world: &World, born: u16) -> PersonId {
    let mut op = world.system().await;
    let number = born % 100;
    let new = NewPerson {
        name: format!("女{born}"),
        citizen_id: CitizenId::from_seventeen(&format!("150102{born}0601{number:02}2")).unwrap(),
        phone: Some(format!("137000000{number:02}").parse().unwrap()),
        territory_id: world.cast.zone.clone(),
    };
    let person = identity::register(&mut op, new).await.unwrap().id;
    let post = NewEmployment {
        person_id: person.clone(),
        employer_id: world.cast.employer.clone(),
        post_title: "教师".into(),
        speciality: "computer".into(),
        from_day: Day::new(2000, 9, 1).unwrap(),
        from_government_on: None,
    };
    employers::employ(&mut op, post).await.unwrap();
    op.commit().await.unwrap();
    person
}

/// Everything that a senior title asks of a third of the hours, before the year of the draft.
async fn recognise(world: &World, person: &PersonId) {
    let mut op = world.op(&world.cast.officer).await;
    for (category, whole) in [(Category::Public, 10), (Category::Professional, 20)] {
        let hours = Hours::whole(whole);
        hours::recognise(&mut op, person, 2021, category, hours, "往年学时证明")
            .await
            .unwrap();
    }
    op.commit().await.unwrap();
}

async fn start(world: &World, actor: &Actor, draft: &str, on: Option<Day>) -> Outcome<EffectId> {
    let mut op = world.op(actor).await;
    let effect = effects::start(&mut op, draft, on).await?;
    op.commit().await?;
    Ok(effect.id)
}

async fn at_once(world: &World, readers: usize) -> Tally {
    let mut op = world.system().await;
    let today = op.now.day();
    let comparison = Comparison::new(&mut op, DRAFT, None, today).await.unwrap();
    drop(op);
    let op = world.op(&Actor::system()).await;
    let tally = effects::whole(&op, &comparison, readers, |_| {});
    tally.await.unwrap()
}

#[tokio::test]
async fn who_was_exempt_and_is_not_by_the_draft_is_counted_with_samples() {
    for world in World::on_each().await {
        let mut fifties = Vec::new();
        for born in [1969, 1970, 1971, 1972] {
            fifties.push(woman(&world, born).await);
        }
        // One of 49 and one of 55 on 2023-12-15: the draft changes nothing for them.
        woman(&world, 1974).await;
        woman(&world, 1968).await;
        recognise(&world, &fifties[0]).await;
        let region = &world.cast.region_admin;
        let id = start(&world, region, DRAFT, None).await.unwrap();
        assert!(way::run_queue(&world).await.len() > 1);
        let mut op = world.op(region).await;
        let effect = effects::get(&mut op, &id).await.unwrap();
        let zone = territory::find_by_code(&mut op, "hohhot-etdz")
            .await
            .unwrap();
        let listed = effects::list(&mut op, DRAFT, &zone.unwrap()).await.unwrap();
        assert_eq!(listed.len(), 1);
        assert_eq!((&listed[0].id, listed[0].done_at), (&id, effect.done_at));
        drop(op);
        assert!(effect.done_at.is_some());
        assert_eq!(effect.on, Day::new(2023, 12, 15).unwrap());
        assert_eq!(i64::try_from(effect.tally.people).unwrap(), effect.expected);

        let senior: Vec<_> = effect
            .tally
            .moves
            .iter()
            .filter(|(of, _)| of.level == Level::Senior && of.is_change())
            .map(|(of, people)| (of.sector, of.was, of.becomes, *people))
            .collect();
        let sector = Some(Sector::PublicInstitution);
        assert_eq!(
            senior,
            [
                (sector, Answer::Exempt, Answer::Met, 1),
                (sector, Answer::Exempt, Answer::NotMet, 3)
            ]
        );
        assert_eq!(effect.tally.changed(Level::Senior), 4);
        for (of, samples) in &effect.tally.cases {
            assert!(of.is_change() && samples.len() <= Tally::CASES_MAX);
            assert!(samples.iter().all(|person| fifties.contains(person)));
        }
        for readers in [1, 3] {
            assert_eq!(at_once(&world, readers).await, effect.tally, "{readers}");
        }
    }
}

#[tokio::test]
async fn counting_leaves_no_trace_on_anybody() {
    for world in World::on_each().await {
        let person = woman(&world, 1971).await;
        recognise(&world, &person).await;
        let mut op = world.system().await;
        let before = ledger::list(&mut op.tx, &person, None).await.unwrap();
        drop(op);
        start(&world, &world.cast.region_admin, DRAFT, None)
            .await
            .unwrap();
        way::run_queue(&world).await;
        let mut op = world.system().await;
        let after = ledger::list(&mut op.tx, &person, None).await.unwrap();
        assert_eq!(format!("{after:?}"), format!("{before:?}"));
    }
}

#[tokio::test]
async fn what_cannot_be_counted_is_refused_in_words() {
    for world in World::on_each().await {
        let region = &world.cast.region_admin;
        let refused = async |actor: &Actor, draft: &str, on: Option<Day>| {
            start(&world, actor, draft, on).await.unwrap_err().code()
        };
        assert_eq!(
            refused(region, "hohhot-etdz/2022", None).await,
            "effects.not_a_draft"
        );
        assert_eq!(
            refused(region, "hohhot-etdz/1999", None).await,
            "effects.not_a_draft"
        );
        assert_eq!(
            refused(region, DRAFT, Day::new(2022, 9, 1)).await,
            "effects.wrong_year"
        );
        for actor in [&world.cast.officer, &world.cast.learner, &world.cast.clerk] {
            assert_eq!(refused(actor, DRAFT, None).await, "permission.denied");
        }
        let id = start(&world, region, DRAFT, None).await.unwrap();
        let mut op = world.op(&world.cast.officer).await;
        let denied = effects::get(&mut op, &id).await.unwrap_err();
        assert_eq!(denied.code(), "permission.denied");
    }
}
