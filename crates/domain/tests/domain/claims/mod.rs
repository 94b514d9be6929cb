//! Hours asked for on evidence: from the edition's kinds to the ledger, or to a clear no.

mod appeals;
mod deciding;
mod deemed;
mod filing;

use std::time::Duration;

use domain::claims::{self, Claim, ClaimFields, Ruling};
use domain::evidence;
use domain::testing::World;
use domain::testing::papers::paper;
use domain::{Actor, Op};
use kernel::{ClaimId, Day, Hours, Outcome};

pub fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// A forum of two days, for which the proof names twelve hours.
pub fn forum() -> ClaimFields {
    ClaimFields {
        kind: "forum".into(),
        study_year: 2022,
        organiser: "内蒙古计算机学会".into(),
        title: "数据安全高峰论坛".into(),
        place: "呼和浩特".into(),
        from_day: day("2022-08-20"),
        to_day: day("2022-08-21"),
        certificate_number: "LT-2022-0815".into(),
        quantity: Hours::whole(12),
        speciality: "计算机".into(),
        in_region: false,
        needed_by: None,
    }
}

/// A qualification exam of the year.
pub fn exam(in_region: bool) -> ClaimFields {
    ClaimFields {
        kind: "qualification_exam".into(),
        title: "计算机技术与软件专业技术资格".into(),
        certificate_number: "22215011".into(),
        from_day: day("2022-11-05"),
        to_day: day("2022-11-05"),
        quantity: Hours::ZERO,
        in_region,
        ..forum()
    }
}

/// A claim of somebody, with a paper, up to its submission.
pub async fn submitted(world: &World, actor: &Actor, fields: ClaimFields, name: u32) -> Claim {
    let mut op = world.op(actor).await;
    let draft = claims::draft(&mut op, fields).await.unwrap();
    let file = evidence::examine(&world.house, paper(name)).await.unwrap();
    claims::attach(&mut op, &draft.id, file).await.unwrap();
    let claim = claims::submit(&mut op, &draft.id).await.unwrap();
    op.commit().await.unwrap();
    claim
}

/// A claim that its employer has confirmed.
pub async fn confirmed(world: &World, fields: ClaimFields, name: u32) -> Claim {
    let claim = submitted(world, &world.cast.learner, fields, name).await;
    let mut op = world.op(&world.cast.employer_admin).await;
    let claim = claims::confirm(&mut op, &claim.id, "").await.unwrap();
    op.commit().await.unwrap();
    claim
}

/// A decision an hour later, so that what is told comes in an order.
pub async fn decided(world: &World, officer: &Actor, id: &ClaimId, ruling: Ruling) -> Claim {
    world.advance(Duration::from_hours(1));
    let mut op = world.op(officer).await;
    let claim = claims::decide(&mut op, id, ruling, "证书齐全，与专业相符")
        .await
        .unwrap();
    op.commit().await.unwrap();
    claim
}

/// The code with which something is refused; what it changed is undone.
pub async fn refused<T>(
    world: &World,
    actor: &Actor,
    work: impl AsyncFnOnce(&mut Op) -> Outcome<T>,
) -> &'static str {
    let mut op = world.op(actor).await;
    match work(&mut op).await {
        Ok(_) => panic!("it was allowed"),
        Err(fault) => fault.code(),
    }
}
