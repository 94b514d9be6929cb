//! Signing in and out, sessions and their end, codes by text message.

use std::time::Duration;

use axum::http::StatusCode;
use domain::runner::{self, Ran};

use crate::site::{PASSWORD, Site, Visitor};

async fn try_password(visitor: &Visitor<'_>, login: &str, password: &str) -> crate::site::Answer {
    visitor
        .post("/sign-in", &[("login", login), ("password", password)])
        .await
}

#[tokio::test]
async fn a_learner_signs_in_and_the_cookie_is_of_no_use_to_scripts() {
    let site = Site::new().await;
    let login = site.login_of(&site.world.cast.learner).await;
    let answer = try_password(&site.stranger(), &login, PASSWORD).await;
    assert_eq!(
        (answer.status, answer.location()),
        (StatusCode::SEE_OTHER, "/")
    );
    let line = answer.cookie_line("xueshi_session").unwrap();
    for part in ["HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=1800"] {
        assert!(line.contains(part), "{part}: {line}");
    }
    assert!(
        !line.contains("Expires"),
        "the demo's clock is shifted: {line}"
    );
}

#[tokio::test]
async fn a_browser_gets_a_random_mark_that_it_keeps_for_whoever_signs_in() {
    let site = Site::new().await;
    let login = site.login_of(&site.world.cast.learner).await;
    let first = try_password(&site.stranger(), &login, PASSWORD).await;
    let line = first.cookie_line("device").unwrap();
    for part in ["HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=31536000"] {
        assert!(line.contains(part), "{part}: {line}");
    }
    let mark = first.cookie("device").unwrap();
    assert_eq!(mark.len(), 32);
    let other = site.login_of(&site.world.cast.other_learner).await;
    let visitor = site.stranger().with("cookie", &format!("device={mark}"));
    let again = try_password(&visitor, &other, PASSWORD).await;
    assert_eq!(again.cookie("device").unwrap(), mark);
    let elsewhere = try_password(&site.stranger(), &other, PASSWORD).await;
    assert_ne!(elsewhere.cookie("device").unwrap(), mark);
}

#[tokio::test]
async fn a_wrong_password_is_told_without_saying_what_was_wrong() {
    let site = Site::new().await;
    let login = site.login_of(&site.world.cast.learner).await;
    let wrong = try_password(&site.stranger(), &login, "wrong1234").await;
    let unknown = try_password(&site.stranger(), "13900000000", PASSWORD).await;
    for answer in [wrong, unknown] {
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
        assert!(answer.text.contains("账号或密码不对"), "{}", answer.text);
        assert!(answer.cookie("xueshi_session").is_none());
    }
}

#[tokio::test]
async fn five_wrong_passwords_lock_the_account_for_a_while() {
    let site = Site::new().await;
    let login = site.login_of(&site.world.cast.learner).await;
    for _ in 0..4 {
        let answer = try_password(&site.stranger(), &login, "wrong1234").await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    }
    let locked = try_password(&site.stranger(), &login, "wrong1234").await;
    assert_eq!(locked.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(
        locked.text.contains("账号已锁定，15 分钟后"),
        "{}",
        locked.text
    );
    let right = try_password(&site.stranger(), &login, PASSWORD).await;
    assert_eq!(right.status, StatusCode::TOO_MANY_REQUESTS);
    site.world.advance(Duration::from_mins(16));
    let right = try_password(&site.stranger(), &login, PASSWORD).await;
    assert_eq!(right.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn activity_keeps_a_session_and_idleness_ends_it() {
    let site = Site::new().await;
    let visitor = site.signed_in(&site.world.cast.learner).await;
    for _ in 0..3 {
        site.world.advance(Duration::from_mins(29));
        let answer = visitor.get("/account").await;
        assert_eq!(answer.status, StatusCode::OK);
        assert_eq!(
            answer.cookie("xueshi_session"),
            visitor.session,
            "the cookie lives on"
        );
    }
    site.world.advance(Duration::from_mins(31));
    let answer = visitor.get("/account").await;
    assert_eq!(answer.location(), "/sign-in?next=%2Faccount");
}

#[tokio::test]
async fn signing_out_ends_the_session_on_the_server() {
    let site = Site::new().await;
    let visitor = site.signed_in(&site.world.cast.learner).await;
    let answer = visitor.post("/sign-out", &[]).await;
    assert!(
        answer
            .cookie_line("xueshi_session")
            .unwrap()
            .contains("Max-Age=0")
    );
    assert_eq!(visitor.get("/account").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn after_signing_in_one_is_where_one_wanted_to_be_but_never_elsewhere() {
    let site = Site::new().await;
    let login = site.login_of(&site.world.cast.learner).await;
    let fields = |next| {
        [
            ("login", login.as_str()),
            ("password", PASSWORD),
            ("next", next),
        ]
    };
    let cases = [
        ("/account", "/account"),
        ("//evil.example", "/"),
        ("https://evil.example", "/"),
        ("", "/"),
    ];
    for (next, target) in cases {
        let answer = site.stranger().post("/sign-in", &fields(next)).await;
        assert_eq!(answer.location(), target, "{next}");
    }
}

/// Sends what waits in the queue and reads the code.
async fn code_for(site: &Site, phone: &str) -> Option<String> {
    let now = site.world.now();
    while runner::run_due(&site.world.house, now, [3; 32])
        .await
        .unwrap()
        != Ran::Nothing
    {}
    site.world.outbox.last_code(phone)
}

#[tokio::test]
async fn a_first_sign_in_sets_the_password_by_a_code() {
    let site = Site::new().await;
    let stranger = site.stranger();
    let phone = "13800000001";
    let answer = stranger.post("/first-sign-in", &[("login", phone)]).await;
    assert!(
        answer.text.contains("验证码已经发到登记的手机上"),
        "{}",
        answer.text
    );
    let code = code_for(&site, phone).await.unwrap();
    let set = |code: String, password: &'static str| {
        let stranger = site.stranger();
        async move {
            let fields = [
                ("login", phone),
                ("code", &code),
                ("password", password),
                ("agreed", "yes"),
            ];
            stranger.post("/first-sign-in/code", &fields).await
        }
    };
    // Nobody begins without having been told what is kept of her; the code stays good.
    let fields = [
        ("login", phone),
        ("code", &code),
        ("password", "xueshi2023"),
    ];
    let silent = stranger.post("/first-sign-in/code", &fields).await;
    assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(silent.text.contains("href=\"#agreed\""), "{}", silent.text);
    let weak = set(code.clone(), "short").await;
    assert_eq!(weak.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(weak.text.contains("id=\"password-bad\""), "{}", weak.text);
    let wrong = if code == "000000" { "000001" } else { "000000" };
    let refused = set(wrong.into(), "xueshi2023").await;
    assert!(refused.text.contains("href=\"#code\""), "{}", refused.text);
    let done = set(code.clone(), "xueshi2023").await;
    assert_eq!(done.location(), "/sign-in?done=password");
    assert_eq!(
        set(code, "xueshi2024").await.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "used up"
    );
    let answer = try_password(&stranger, phone, "xueshi2023").await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn an_unknown_login_is_answered_like_a_known_one() {
    let site = Site::new().await;
    let known = site
        .stranger()
        .post("/forgot", &[("login", "13800000001")])
        .await;
    let unknown = site
        .stranger()
        .post("/forgot", &[("login", "13900000000")])
        .await;
    assert_eq!(known.status, unknown.status);
    assert_eq!(code_for(&site, "13900000000").await, None);
}
