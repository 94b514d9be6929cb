//! Double accounts of one person: put together with nothing lost, and parted again.

mod carrying;
mod deciding;
mod together;
mod whole;

use std::collections::BTreeMap;
use std::time::Duration;

use domain::identity::{self, NewPerson};
use domain::merges::{self, Merger};
use domain::testing::{Cast, World};
use domain::{Actor, Role, hours};
use kernel::{Category, CitizenId, Fault, Hours, Outcome, PersonId, Year};

pub fn code<T>(outcome: &Outcome<T>) -> &'static str {
    outcome.as_ref().err().map_or("", Fault::code)
}

/// Another account of a learner of the zone: its number differs from hers in two digits.
pub async fn second_account(world: &World, number: u32) -> Actor {
    let mut op = world.system().await;
    let new = NewPerson {
        name: "乌日娜".into(),
        citizen_id: CitizenId::from_seventeen(&format!("15010219900601{number:03}")).unwrap(),
        phone: Some(format!("1390000{number:04}").parse().unwrap()),
        territory_id: world.cast.zone.clone(),
    };
    let person = identity::register(&mut op, new).await.unwrap();
    identity::grant(&mut op, &person.id, Role::Learner, person.id.as_str())
        .await
        .unwrap();
    let actor = identity::actor_of(&mut op, &person.id).await.unwrap();
    op.commit().await.unwrap();
    actor
}

/// Somebody as she acts now.
pub async fn now(world: &World, who: &Actor) -> Actor {
    let mut op = world.system().await;
    let kept = identity::kept(&mut op, &Cast::id(who)).await.unwrap();
    identity::actor_of(&mut op, &kept).await.unwrap()
}

pub async fn propose(world: &World, twin: &Actor, kept: &Actor) -> Merger {
    world.advance(Duration::from_secs(1));
    let mut op = world.op(&world.cast.officer).await;
    let (twin, kept) = (Cast::id(twin), Cast::id(kept));
    let merger = merges::propose(&mut op, &twin, &kept, "身份证号录错一位，已核对原件")
        .await
        .unwrap()
        .into_inner();
    op.commit().await.unwrap();
    merger
}

/// Two officers put two accounts together.
pub async fn merge(world: &World, twin: &Actor, kept: &Actor) -> Merger {
    let merger = propose(world, twin, kept).await;
    world.advance(Duration::from_secs(1));
    let mut op = world.op(&world.cast.second_officer).await;
    let merger = merges::decide(&mut op, &merger.id, true, "")
        .await
        .unwrap()
        .into_inner();
    op.commit().await.unwrap();
    world.advance(Duration::from_secs(1));
    merger
}

/// Two officers part them again.
pub async fn part(world: &World, merger: &Merger) {
    world.advance(Duration::from_secs(1));
    let mut op = world.op(&world.cast.second_officer).await;
    merges::propose_parting(&mut op, &merger.id, "是同名同生日的两个人")
        .await
        .unwrap();
    op.commit().await.unwrap();
    let mut op = world.op(&world.cast.officer).await;
    merges::decide_parting(&mut op, &merger.id, true, "")
        .await
        .unwrap();
    op.commit().await.unwrap();
    world.advance(Duration::from_secs(1));
}

pub type Sums = BTreeMap<(Year, &'static str), i64>;

/// What counts in an account's chain, by year and category; what is zero is left out.
pub async fn sums(world: &World, who: &PersonId) -> Sums {
    let mut op = world.system().await;
    let totals = ledger::totals(&mut op.tx, who).await.unwrap();
    let sums = totals.into_iter().map(|total| {
        let key = (total.study_year, total.category.as_str());
        (key, total.hours.get())
    });
    sums.filter(|(_, hours)| *hours != 0).collect()
}

/// Both chains hold, and what is posted rests on what was earned.
pub async fn holds(world: &World) {
    let mut op = world.system().await;
    let verified = ledger::verify(&mut op.tx).await.unwrap();
    assert_eq!(verified.breaks, []);
    let mut found = Vec::new();
    hours::prove(&mut op, |difference| found.push(difference.code), |_| {})
        .await
        .unwrap();
    assert_eq!(found, [""; 0]);
}

/// Hours that an officer recognises; the same words and hours are the same evidence.
pub async fn recognise(
    world: &World,
    who: &PersonId,
    year: Year,
    category: Category,
    hours: i64,
    evidence: &str,
) {
    world.advance(Duration::from_secs(1));
    let mut op = world.op(&world.cast.officer).await;
    hours::recognise(&mut op, who, year, category, Hours::whole(hours), evidence)
        .await
        .unwrap();
    op.commit().await.unwrap();
}
