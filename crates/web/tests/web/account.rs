//! My data: masked numbers, whole ones with a trace, a new telephone.

use axum::http::StatusCode;
use domain::runner::{self, Ran};

use crate::site::Site;

#[tokio::test]
async fn my_citizen_id_is_masked_until_i_ask_and_asking_leaves_a_line() {
    let site = Site::new().await;
    let login = site.login_of(&site.world.cast.learner).await;
    let visitor = site.signed_in(&site.world.cast.learner).await;
    let page = visitor.get("/account").await;
    assert!(page.text.contains("150*************") && !page.text.contains(&login));
    assert!(!page.text.contains(">查看完整身份证号<"));
    let revealed = visitor.post("/account/citizen-id", &[]).await;
    assert!(revealed.text.contains(&login));
    let page = visitor.get("/account").await;
    assert!(!page.text.contains(&login));
    assert!(page.text.contains(">查看完整身份证号<"));
}

#[tokio::test]
async fn a_new_telephone_is_taken_after_its_code() {
    let site = Site::new().await;
    let visitor = site.signed_in(&site.world.cast.learner).await;
    let bad = visitor.post("/account/phone", &[("phone", "12345")]).await;
    assert_eq!(bad.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        bad.text.contains("value=\"12345\""),
        "what was typed is kept"
    );
    let taken = visitor
        .post("/account/phone", &[("phone", "13800000002")])
        .await;
    assert_eq!(taken.status, StatusCode::CONFLICT);
    let sent = visitor
        .post("/account/phone", &[("phone", "13911112222")])
        .await;
    assert_eq!(sent.status, StatusCode::OK);
    let now = site.world.now();
    while runner::run_due(&site.world.house, now, [3; 32])
        .await
        .unwrap()
        != Ran::Nothing
    {}
    let code = site.world.outbox.last_code("13911112222").unwrap();
    let fields = [("phone", "13911112222"), ("code", code.as_str())];
    let done = visitor.post("/account/phone/code", &fields).await;
    assert_eq!(done.location(), "/account?done=phone");
    assert!(
        visitor
            .get("/account?done=phone")
            .await
            .text
            .contains("139******22")
    );
}
