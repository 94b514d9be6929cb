//! What every page carries: headers, language, type size, addresses of styles.

use axum::http::StatusCode;

use crate::site::Site;

#[tokio::test]
async fn every_answer_carries_the_headers() {
    let site = Site::new().await;
    let visitor = site.signed_in(&site.world.cast.learner).await;
    for path in ["/", "/account", "/nowhere", "/health", "/api/v1/me"] {
        let answer = visitor.get(path).await;
        let policy = answer.header("content-security-policy");
        assert!(
            policy.contains("script-src 'self';") && !policy.contains("unsafe"),
            "{path}"
        );
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("referrer-policy"), "same-origin", "{path}");
        assert_eq!(answer.header("cache-control"), "no-store", "{path}");
    }
}

#[tokio::test]
async fn no_page_holds_what_the_policy_forbids() {
    let site = Site::new().await;
    let visitor = site.signed_in(&site.world.cast.learner).await;
    let stranger = site.stranger();
    for path in [
        "/",
        "/sign-in",
        "/help",
        "/account",
        "/account/phone",
        "/forgot",
    ] {
        for answer in [visitor.get(path).await, stranger.get(path).await] {
            let text = &answer.text;
            assert!(
                !text.contains(" style=") && !text.contains("<style"),
                "{path}"
            );
            assert!(
                !text.contains(" onclick=") && !text.contains("<script>"),
                "{path}"
            );
        }
    }
}

#[tokio::test]
async fn pages_are_chinese_unless_english_is_wanted() {
    let site = Site::new().await;
    let page = site.stranger().get("/").await;
    assert!(page.text.contains("<html lang=\"zh-CN\""), "{}", page.text);
    let page = site
        .stranger()
        .with("accept-language", "en-GB,en;q=0.9")
        .get("/")
        .await;
    assert!(page.text.contains("Every credit hour"));
    let english = site
        .stranger()
        .with("accept-language", "en")
        .with("cookie", "lang=zh-CN");
    assert!(english.get("/").await.text.contains("每一个学时"));
}

#[tokio::test]
async fn language_and_type_size_are_kept_in_cookies() {
    let site = Site::new().await;
    let stranger = site.stranger();
    let fields = [("choice", "en"), ("back", "/help")];
    let answer = stranger.post("/settings/language", &fields).await;
    assert_eq!(answer.location(), "/help");
    assert_eq!(answer.cookie("lang").as_deref(), Some("en"));
    let fields = [("choice", "1"), ("back", "//evil.example")];
    let answer = stranger.post("/settings/elder", &fields).await;
    assert_eq!(
        (answer.location(), answer.cookie("elder").as_deref()),
        ("/", Some("1"))
    );
    let page = site.stranger().with("cookie", "elder=1").get("/").await;
    assert!(page.text.contains("class=\"elder\""));
}

#[tokio::test]
async fn a_page_that_is_none_says_so_and_keeps_the_navigation() {
    let site = Site::new().await;
    let answer = site
        .signed_in(&site.world.cast.learner)
        .await
        .get("/nowhere")
        .await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    for part in ["没有这个页面", "web.no_such_page", "href=\"/account\""] {
        assert!(answer.text.contains(part), "{part}: {}", answer.text);
    }
}

#[tokio::test]
async fn styles_are_kept_for_a_year_under_the_hash_of_their_content() {
    let site = Site::new().await;
    let stranger = site.stranger();
    let address = stranger
        .get("/")
        .await
        .between("href=\"/assets/vendor/", "\"");
    let asset = stranger.get(&format!("/assets/vendor/{address}")).await;
    assert_eq!(asset.header("content-type"), "text/css; charset=utf-8");
    assert!(asset.header("cache-control").contains("immutable"));
    let plain = stranger.get("/assets/css/xueshi.css?v=0").await;
    assert_eq!(plain.header("cache-control"), "no-cache");
    let again = site.stranger().with("if-none-match", plain.header("etag"));
    let again = again.get("/assets/css/xueshi.css").await;
    assert_eq!(
        (again.status, again.text.len()),
        (StatusCode::NOT_MODIFIED, 0)
    );
    let outside = stranger.get("/assets/../Cargo.toml").await;
    assert_eq!(outside.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_demo_shows_nothing_where_there_is_none() {
    let site = Site::new().await;
    assert_eq!(
        site.stranger().get("/demo/outbox").await.status,
        StatusCode::NOT_FOUND
    );
    assert!(!site.stranger().get("/").await.text.contains("demo-line"));
}
