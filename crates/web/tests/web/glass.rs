//! The glass box of a lesson, and a dispute about it.

use std::time::Duration;

use axum::http::StatusCode;
use domain::learning::{self, Beat};
use domain::orders::Enrolment;
use domain::{Actor, hours};
use kernel::Category;

use crate::site::{Answer, Site};

/// A lesson of a hundred seconds, twenty earned and forty played ahead of the clock; its address.
async fn lost(site: &Site, learner: &Actor) -> (Enrolment, String) {
    let course = site.world.course(Category::Professional, &[100]).await;
    let enrolment = site.world.enrol(learner, &course).await;
    let mut op = site.world.op(learner).await;
    let states = learning::lesson_states(&mut op, &enrolment).await.unwrap();
    let lesson = states.first().unwrap().lesson.id.clone();
    let session = learning::open_session(&mut op, &enrolment.id, &lesson, true, "other")
        .await
        .unwrap();
    op.commit().await.unwrap();
    site.world.advance(Duration::from_secs(20));
    let mut op = site.world.op(learner).await;
    let beat = Beat {
        seq: 1,
        segments: vec![(0, 60_000)],
    };
    hours::receive_beat(&mut op, &session.id, &beat)
        .await
        .unwrap();
    learning::end_session(&mut op, &session.id).await.unwrap();
    op.commit().await.unwrap();
    let address = format!("/learn/{}/lessons/{lesson}", enrolment.id);
    (enrolment, address)
}

#[tokio::test]
async fn the_record_says_of_every_second_where_it_stands_and_why() {
    let site = Site::new().await;
    let learner = site.world.cast.learner.clone();
    let (_, lesson) = lost(&site, &learner).await;
    let visitor = site.signed_in(&learner).await;
    let page = visitor.get(&format!("{lesson}/record")).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text);
    for words in [
        "0:00 – 0:20",
        "0:20 – 1:00",
        "1:00 – 1:40",
        "多于服务器时钟经过的时间",
        "服务器没有收到这一段",
        "另一台设备",
        "已播放，未计入 0:40",
        "没有异议",
    ] {
        assert!(page.text.contains(words), "{words}");
    }
    let stranger = site.signed_in(&site.world.cast.other_learner).await;
    let refused = stranger.get(&format!("{lesson}/record")).await;
    assert_eq!(refused.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_dispute_is_sent_seen_decided_and_told() {
    let site = Site::new().await;
    let learner = site.world.cast.learner.clone();
    let (_, lesson) = lost(&site, &learner).await;
    let visitor = site.signed_in(&learner).await;
    let form = visitor
        .get(&format!("{lesson}/dispute?from=20000&to=60000"))
        .await;
    assert!(form.text.contains("value=\"0:20\"") && form.text.contains("value=\"1:00\""));
    let bad = [("from", "0:20"), ("to", "x"), ("words", "断网")];
    let again = visitor.post(&format!("{lesson}/dispute"), &bad).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(again.text.contains("断网") && again.text.contains("to-bad"));
    let good = [("from", "0:20"), ("to", "1:00"), ("words", "车间断网")];
    let sent = visitor.post(&format!("{lesson}/dispute"), &good).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text);
    let record = visitor.get(&format!("{lesson}/record")).await;
    // Fifteen working days after a Thursday.
    assert!(
        record.text.contains("承诺 2023年1月5日 前答复"),
        "{}",
        record.text
    );

    let officer = site.signed_in(&site.world.cast.officer).await;
    assert!(
        officer
            .get("/bureau")
            .await
            .text
            .contains("件学习记录异议待答复")
    );
    let queue = officer.get("/bureau/disputes").await;
    let id = queue.between("href=\"/bureau/disputes/", "\"");
    let case = officer.get(&format!("/bureau/disputes/{id}")).await;
    for words in [
        "车间断网",
        "0:20 – 1:00",
        "多于服务器时钟经过的时间",
        "有关的上报",
    ] {
        assert!(case.text.contains(words), "{words}");
    }
    let address = format!("/bureau/disputes/{id}");
    let none = officer.post(&address, &[("reason", "核对无误")]).await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
    let ruling = [
        ("decision", "credit"),
        ("from", "0:20"),
        ("to", "0:50"),
        ("reason", "核对无误"),
    ];
    for _ in 0..2 {
        let decided = officer.post(&address, &ruling).await;
        assert_eq!(decided.status, StatusCode::SEE_OTHER, "{}", decided.text);
    }
    assert!(
        officer
            .get("/bureau/disputes")
            .await
            .text
            .contains("没有待答复的异议")
    );
    let record = visitor.get(&format!("{lesson}/record")).await;
    for words in ["由经办人认定", "认定 0:30", "理由：核对无误", "官员甲"] {
        assert!(record.text.contains(words), "{words}");
    }
}

#[tokio::test]
async fn a_dispute_can_be_taken_back_and_no_other_bureau_sees_it() {
    let site = Site::new().await;
    let learner = site.world.cast.learner.clone();
    let (_, lesson) = lost(&site, &learner).await;
    let visitor = site.signed_in(&learner).await;
    let record = visitor.get(&format!("{lesson}/record")).await;
    let offers = |record: &Answer| record.text.matches("/dispute?from=").count();
    let offered = offers(&record);
    assert!(offered > 0);
    let good = [("from", "0:20"), ("to", "1:40"), ("words", "车间断网")];
    visitor.post(&format!("{lesson}/dispute"), &good).await;
    let record = visitor.get(&format!("{lesson}/record")).await;
    let id = record.between("action=\"/learn/disputes/", "/withdraw");
    // What waits for an answer is not offered a second time, but leads to where it waits.
    assert!(offers(&record) < offered);
    let link = format!("<a href=\"#{id}\" aria-label=\"对 ");
    assert!(record.text.contains(&link), "{}", record.text);
    let foreign = site.signed_in(&site.world.cast.foreign_officer).await;
    let refused = foreign.get(&format!("/bureau/disputes/{id}")).await;
    assert_eq!(refused.status, StatusCode::NOT_FOUND);
    let back = visitor
        .post(&format!("/learn/disputes/{id}/withdraw"), &[])
        .await;
    assert_eq!(back.status, StatusCode::SEE_OTHER);
    let record = visitor.get(&format!("{lesson}/record")).await;
    assert!(record.text.contains("已撤回"));
    assert_eq!(offers(&record), offered);
}
