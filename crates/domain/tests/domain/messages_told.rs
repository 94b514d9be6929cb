//! Who is told what: each thing that others decide about somebody, and never an identity number.

use crate::way;
use domain::messages::{self, Message, Tell};
use domain::testing::{Cast, World};
use domain::{Actor, hours, reports};
use kernel::{Category, PageSize};

async fn box_of(world: &World, who: &Actor) -> Vec<Message> {
    let mut op = world.op(who).await;
    let page = messages::list(&mut op, None, PageSize::default()).await;
    let mut messages = page.unwrap().items;
    messages.reverse();
    messages
}

/// Messages of one moment have no order.
fn a_moment(world: &World) {
    world.advance(std::time::Duration::from_secs(1));
}

fn kinds(messages: &[Message]) -> Vec<&str> {
    messages.iter().map(|one| one.kind.as_str()).collect()
}

#[tokio::test]
async fn she_is_told_what_becomes_of_her_report_and_her_card() {
    for world in World::on_each().await {
        let cast = &world.cast;
        way::whole_year(&world, &cast.learner).await;
        let report = way::draw(&world, &cast.learner).await.unwrap();
        a_moment(&world);
        let mut op = world.op(&cast.employer_admin).await;
        reports::return_by_employer(&mut op, &report.id, "岗位写错了")
            .await
            .unwrap();
        op.commit().await.unwrap();
        way::draw(&world, &cast.learner).await.unwrap();
        a_moment(&world);
        let mut op = world.op(&cast.employer_admin).await;
        reports::confirm(&mut op, &report.id).await.unwrap();
        op.commit().await.unwrap();
        a_moment(&world);
        let mut op = world.op(&cast.officer).await;
        reports::return_by_bureau(&mut op, &report.id, "缺材料")
            .await
            .unwrap();
        op.commit().await.unwrap();
        way::draw(&world, &cast.learner).await.unwrap();
        a_moment(&world);
        way::confirm_and_approve(&world, &report).await;
        a_moment(&world);
        way::run_queue(&world).await;
        let told = box_of(&world, &cast.learner).await;
        assert_eq!(
            kinds(&told),
            [
                "reports-returned-by-employer",
                "reports-returned-by-bureau",
                "reports-approved",
                "cards-issued"
            ]
        );
        assert_eq!(told[0].details["why"], "岗位写错了");
        assert_eq!(
            (told[3].link.as_str(), told[3].details["year"].as_str()),
            ("/card/2022", "2022")
        );
        // Deciding the same again tells nobody twice, and nobody else is told.
        a_moment(&world);
        let mut op = world.op(&cast.officer).await;
        reports::approve(&mut op, &report.id).await.unwrap();
        op.commit().await.unwrap();
        assert_eq!(box_of(&world, &cast.learner).await.len(), 4);
        assert!(box_of(&world, &cast.officer).await.is_empty());
    }
}

#[tokio::test]
async fn nobody_loses_hours_without_a_word() {
    for world in World::on_each().await {
        let cast = &world.cast;
        let first = way::recognise(&world, &cast.learner, Category::Public, 12).await;
        let second = way::recognise(&world, &cast.learner, Category::Public, 8).await;
        for (entry, reason, confirm) in [(first, "证明材料不实", true), (second, "时间重复", false)]
        {
            a_moment(&world);
            let mut op = world.op(&cast.officer).await;
            let proposed = hours::propose_revocation(&mut op, &entry, reason).await;
            op.commit().await.unwrap();
            a_moment(&world);
            let mut op = world.op(&cast.second_officer).await;
            hours::decide_revocation(&mut op, &proposed.unwrap().id, confirm)
                .await
                .unwrap();
            op.commit().await.unwrap();
        }
        let told = box_of(&world, &cast.learner).await;
        assert_eq!(
            kinds(&told),
            [
                "hours-revocation-proposed",
                "hours-revocation-confirmed",
                "hours-revocation-proposed",
                "hours-revocation-rejected"
            ]
        );
        let details = &told[0].details;
        assert_eq!(
            (details["amount"].as_str(), details["why"].as_str()),
            ("12", "证明材料不实")
        );
        assert_eq!(told[1].link, "/hours/2022");
    }
}

#[tokio::test]
async fn a_certificate_is_told_once() {
    for world in World::on_each().await {
        way::passed(&world, &world.cast.learner).await;
        way::run_queue(&world).await;
        let told = box_of(&world, &world.cast.learner).await;
        assert_eq!(kinds(&told), ["certificates-issued"]);
        assert_eq!(told[0].link, "/certificates");
        let lists = box_of(&world, &world.cast.other_learner).await;
        assert!(lists.is_empty());
    }
}

#[tokio::test]
async fn an_identity_number_in_a_reason_is_masked_before_it_is_kept() {
    for world in World::on_each().await {
        let learner = Cast::id(&world.cast.learner);
        let number = "150102199006010120";
        let mut op = world.system().await;
        let tell = Tell {
            to: &learner,
            kind: "reports-returned-by-bureau",
            details: &[("year", "2022".into()), ("why", format!("{number}有误"))],
            link: "/report/2022",
        };
        messages::tell(&mut op, tell).await.unwrap();
        op.commit().await.unwrap();
        let told = box_of(&world, &world.cast.learner).await;
        assert_eq!(told[0].details["why"], "150*************20有误");
        let mut tx = world.house.db.read().await.unwrap();
        let kept: Vec<String> = tx
            .query("SELECT details FROM messages_messages")
            .all(|row| row.get("details"))
            .await
            .unwrap();
        assert!(kept.iter().all(|details| !details.contains(number)));
    }
}
