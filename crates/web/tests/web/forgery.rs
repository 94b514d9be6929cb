//! Forged requests change nothing.

use axum::http::StatusCode;

use crate::site::Site;

#[tokio::test]
async fn a_form_without_the_token_is_refused_and_changes_nothing() {
    let site = Site::new().await;
    let mut visitor = site.signed_in(&site.world.cast.learner).await;
    let other = site.signed_in(&site.world.cast.other_learner).await;
    let own = visitor.csrf.clone();
    for forged in ["", "0", other.csrf.as_str()] {
        visitor.csrf = forged.to_owned();
        let answer = visitor.post("/sign-out", &[]).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
        assert!(answer.text.contains("web.csrf"), "{}", answer.text);
    }
    visitor.csrf = own;
    assert_eq!(
        visitor.get("/account").await.status,
        StatusCode::OK,
        "still signed in"
    );
}

#[tokio::test]
async fn another_site_is_refused_even_with_the_token() {
    let site = Site::new().await;
    let pairs = [
        ("sec-fetch-site", "cross-site"),
        ("origin", "https://evil.example"),
    ];
    for (name, value) in pairs {
        let visitor = site
            .signed_in(&site.world.cast.learner)
            .await
            .with(name, value);
        let answer = visitor.post("/sign-out", &[]).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{name}");
    }
}

#[tokio::test]
async fn another_site_signs_nobody_in() {
    let site = Site::new().await;
    let stranger = site.stranger().with("sec-fetch-site", "cross-site");
    let answer = stranger
        .post("/sign-in", &[("login", "x"), ("password", "y")])
        .await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn scripts_send_the_token_in_a_header() {
    let site = Site::new().await;
    let mut visitor = site.signed_in(&site.world.cast.learner).await;
    let token = std::mem::take(&mut visitor.csrf);
    let visitor = visitor
        .with("x-csrf-token", &token)
        .with("sec-fetch-site", "same-origin");
    let answer = visitor.post_json("/sign-out", "{}").await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
}
