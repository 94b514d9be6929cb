//! Signals on an inspector's pages.

use std::time::Duration;

use axum::http::StatusCode;
use domain::learning::{self, Beat};
use domain::{Actor, hours, runner};
use kernel::Category;

use crate::site::Site;

/// Watches for 38 hours without a pause.
async fn watch(site: &Site, learner: &Actor) {
    let lessons = [3600; 38];
    let course = site.world.course(Category::Professional, &lessons).await;
    let enrolment = site.world.enrol(learner, &course).await;
    let mut op = site.world.op(learner).await;
    let states = learning::lesson_states(&mut op, &enrolment).await.unwrap();
    drop(op);
    for state in states {
        let mut op = site.world.op(learner).await;
        let opened = learning::open_session(&mut op, &enrolment.id, &state.lesson.id, true, "bot");
        let opened = opened.await.unwrap();
        op.commit().await.unwrap();
        for seq in 0..6 {
            site.world.advance(Duration::from_mins(10));
            let segments = vec![(seq * 600_000, (seq + 1) * 600_000)];
            let mut op = site.world.op(learner).await;
            let beat = Beat { seq, segments };
            hours::receive_beat(&mut op, &opened.id, &beat)
                .await
                .unwrap();
            op.commit().await.unwrap();
        }
    }
}

#[tokio::test]
async fn an_inspector_asks_for_a_look_sees_the_evidence_and_notes_what_came_of_it() {
    let site = Site::new().await;
    let inspector = site.signed_in(&site.world.cast.inspector).await;
    let empty = inspector.get("/inspection/signals").await;
    assert!(empty.text.contains("没有线索"), "{}", empty.text);

    let learner = site.world.cast.learner.clone();
    watch(&site, &learner).await;
    // A day and a half later: she signs in again.
    let inspector = site.signed_in(&site.world.cast.inspector).await;
    let asked = inspector.post("/inspection/signals", &[]).await;
    assert_eq!(asked.status, StatusCode::SEE_OTHER, "{}", asked.text);
    for seed in 0..3 {
        runner::run_due(&site.world.house, site.world.now(), [seed; 32])
            .await
            .unwrap();
    }
    let list = inspector.get("/inspection/signals").await;
    assert!(
        list.text.contains("一天学得太多") && list.text.contains("乌日娜"),
        "{}",
        list.text
    );
    let id = list.between("href=\"/inspection/signals/", "\"");
    let address = format!("/inspection/signals/{id}");
    let page = inspector.get(&address).await;
    assert!(
        page.text.contains("为什么列出") && page.text.contains("16 小时"),
        "{}",
        page.text
    );
    let session = page.between("?session=", "#beats");
    let beats = inspector.get(&format!("{address}?session={session}")).await;
    assert!(beats.text.contains("会话的上报") && beats.text.contains("10:00 – 20:00"));

    let bad = inspector.post(&address, &[("note", "x")]).await;
    assert_eq!(bad.status, StatusCode::UNPROCESSABLE_ENTITY);
    let noted = [("state", "dismissed"), ("note", "已电话核实")];
    let settled = inspector.post(&address, &noted).await;
    assert_eq!(settled.status, StatusCode::SEE_OTHER, "{}", settled.text);
    assert!(
        inspector
            .get("/inspection/signals")
            .await
            .text
            .contains("没有线索")
    );
    let dismissed = inspector.get("/inspection/signals?state=dismissed").await;
    assert!(dismissed.text.contains("乌日娜"));
    let record = site.signed_in(&learner).await.get("/learn").await;
    assert_eq!(record.status, StatusCode::OK);
}
