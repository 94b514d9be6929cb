//! A refusal can be appealed once, in time, to another officer.

use std::time::Duration;

use domain::claims::{self, Granted, Ruling, Status};
use domain::queues::{self, Desk, Matter};
use domain::testing::{Cast, World};
use domain::{hours, messages};
use kernel::{Hours, PageSize};

use super::{confirmed, decided, forum, refused};

#[tokio::test]
async fn another_officer_decides_an_appeal() {
    for world in World::on_each().await {
        let claim = confirmed(&world, forum(), 1).await;
        let (officer, second) = (&world.cast.officer, &world.cast.second_officer);
        let no = decided(&world, officer, &claim.id, Ruling::Refuse).await;
        assert_eq!((no.status, no.granted), (Status::Refused, None));
        assert!(no.appeal_until.is_some());
        let mut op = world.op(&world.cast.learner).await;
        let appealed = claims::appeal(&mut op, &claim.id, "主办单位可以证明")
            .await
            .unwrap();
        assert_eq!(appealed.status, Status::Appealed);
        let waits = appealed.waits.unwrap();
        assert_eq!(
            (waits.kind, waits.desk),
            (Matter::Appeal, Desk::Bureau(world.cast.zone.clone()))
        );
        claims::appeal(&mut op, &claim.id, "主办单位可以证明")
            .await
            .unwrap();
        op.commit().await.unwrap();
        let decide =
            async |op: &mut domain::Op| claims::decide(op, &claim.id, Ruling::Whole, "属实").await;
        assert_eq!(
            refused(&world, officer, decide).await,
            "claims.same_officer"
        );
        let yes = decided(&world, second, &claim.id, Ruling::Whole).await;
        assert_eq!(yes.granted, Some(Granted::Hours(Hours::whole(12))));
        let mut op = world.op(&world.cast.learner).await;
        let told = messages::list(&mut op, None, PageSize::new(10))
            .await
            .unwrap();
        let kinds: Vec<_> = told.items.iter().map(|one| one.kind.as_str()).collect();
        assert_eq!(
            kinds,
            ["claims-granted", "claims-refused", "claims-confirmed"]
        );
        assert!(queues::miscounts(&mut op).await.unwrap().is_empty());
        let twice = claims::appeal(&mut op, &claim.id, "再申诉")
            .await
            .unwrap_err();
        assert_eq!(twice.code(), "claims.no_appeal");
    }
}

#[tokio::test]
async fn a_part_can_be_appealed_and_what_stands_is_never_taken_away() {
    for world in World::on_each().await {
        let claim = confirmed(&world, forum(), 1).await;
        let (officer, second) = (&world.cast.officer, &world.cast.second_officer);
        decided(&world, officer, &claim.id, Ruling::Part(Hours::whole(4))).await;
        let mut op = world.op(&world.cast.learner).await;
        claims::appeal(&mut op, &claim.id, "两天都在")
            .await
            .unwrap();
        op.commit().await.unwrap();
        let less = async |op: &mut domain::Op| {
            claims::decide(op, &claim.id, Ruling::Part(Hours::whole(3)), "少给").await
        };
        assert_eq!(refused(&world, second, less).await, "claims.bad_grant");
        let more = decided(&world, second, &claim.id, Ruling::Part(Hours::whole(10))).await;
        assert_eq!(more.granted, Some(Granted::Hours(Hours::whole(10))));
        let mut op = world.op(&world.cast.learner).await;
        let me = Cast::id(&world.cast.learner);
        let lines = hours::ledger_lines(&mut op, &me, Some(2022)).await.unwrap();
        let posted: Vec<_> = lines.iter().map(|line| line.entry.hours).collect();
        assert_eq!(posted, [Hours::whole(4), Hours::whole(6)]);
    }
}

#[tokio::test]
async fn an_appeal_that_is_refused_leaves_everything_as_it_was() {
    for world in World::on_each().await {
        let claim = confirmed(&world, forum(), 1).await;
        let (officer, second) = (&world.cast.officer, &world.cast.second_officer);
        decided(&world, officer, &claim.id, Ruling::Part(Hours::whole(4))).await;
        let mut op = world.op(&world.cast.learner).await;
        claims::appeal(&mut op, &claim.id, "两天都在")
            .await
            .unwrap();
        op.commit().await.unwrap();
        let kept = decided(&world, second, &claim.id, Ruling::Refuse).await;
        assert_eq!(kept.granted, Some(Granted::Hours(Hours::whole(4))));
        assert_eq!((kept.status, kept.appeal_until), (Status::Approved, None));
    }
}

#[tokio::test]
async fn an_appeal_comes_in_time_or_not_at_all() {
    for world in World::on_each().await {
        let claim = confirmed(&world, forum(), 1).await;
        let full = confirmed(
            &world,
            claims::ClaimFields {
                title: "乙".into(),
                ..forum()
            },
            2,
        )
        .await;
        decided(&world, &world.cast.officer, &claim.id, Ruling::Refuse).await;
        decided(&world, &world.cast.officer, &full.id, Ruling::Whole).await;
        let learner = &world.cast.learner;
        let whole = async |op: &mut domain::Op| claims::appeal(op, &full.id, "还要更多").await;
        assert_eq!(refused(&world, learner, whole).await, "claims.no_appeal");
        let late = async |op: &mut domain::Op| claims::appeal(op, &claim.id, "晚了").await;
        world.advance(Duration::from_hours(31 * 24));
        assert_eq!(refused(&world, learner, late).await, "claims.no_appeal");
    }
}
