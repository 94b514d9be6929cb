//! The JSON API: tokens, and what malformed requests are told.

use axum::http::StatusCode;
use serde_json::json;

use crate::site::Site;

#[tokio::test]
async fn a_token_tells_who_it_stands_for() {
    let site = Site::new().await;
    let answer = site
        .program(&site.world.cast.second_officer)
        .await
        .get("/api/v1/me")
        .await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(
        answer.json(),
        json!({"name": "官员乙", "roles": ["bureau_officer", "cashier"]})
    );
}

#[tokio::test]
async fn without_a_good_token_there_is_a_problem() {
    let site = Site::new().await;
    let credentials = ["Bearer nonsense", "Bearer", "Basic eDp5", ""];
    for credential in credentials {
        let answer = site
            .stranger()
            .with("authorization", credential)
            .get("/api/v1/me")
            .await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{credential}");
        let problem = answer.json();
        assert_eq!(problem["code"], "web.bad_token");
        assert_eq!(problem["status"], 401);
        assert_eq!(problem["request_id"], answer.header("x-request-id"));
    }
    let problem = site.stranger().get("/api/v1/me").await.json();
    assert_eq!(problem["code"], "permission.sign_in_first");
    assert_eq!(problem["detail"], "需要先登录。");
}

#[tokio::test]
async fn an_address_that_is_none_is_a_problem_in_the_language_asked_for() {
    let site = Site::new().await;
    let program = site
        .program(&site.world.cast.learner)
        .await
        .with("accept-language", "en");
    let answer = program.get("/api/v1/nothing").await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    assert_eq!(answer.json()["detail"], "There is no such page.");
    let answer = program.post_json("/api/v1/me", "{}").await;
    assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(answer.json()["code"], "web.method_not_allowed");
}

#[tokio::test]
async fn malformed_requests_are_refused_and_never_our_fault() {
    let site = Site::new().await;
    let program = site.program(&site.world.cast.learner).await;
    let large = "x".repeat(300 * 1024);
    let cases = [
        (
            program.post_json("/account/phone", "{").await,
            StatusCode::BAD_REQUEST,
        ),
        (
            program.post_json("/account/phone", "{\"phone\": 1}").await,
            StatusCode::BAD_REQUEST,
        ),
        (
            program.post("/account/phone", &[("phone", &large)]).await,
            StatusCode::PAYLOAD_TOO_LARGE,
        ),
        (
            program
                .send("POST", "/account/phone", Some("text/plain"), "phone=1")
                .await,
            StatusCode::BAD_REQUEST,
        ),
        (
            program.get("/verify?number=%FF").await,
            StatusCode::SEE_OTHER,
        ),
    ];
    for (answer, status) in cases {
        assert_eq!(answer.status, status, "{}", answer.text);
    }
}
