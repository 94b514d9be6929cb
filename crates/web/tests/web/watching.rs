//! Watch sessions and beats over HTTP: what is credited, what is refused and with which code.

use std::time::Duration;

use axum::http::StatusCode;
use domain::Actor;
use kernel::Category;
use serde_json::{Value, json};

use crate::site::{Answer, Site, Visitor};

/// A lesson to watch.
struct Lesson {
    enrolment: String,
    lesson: String,
}

async fn lesson(site: &Site, learner: &Actor, seconds: i64) -> Lesson {
    let course = site.world.course(Category::Public, &[seconds]).await;
    let enrolment = site.world.enrol(learner, &course).await;
    let list = site
        .program(learner)
        .await
        .get("/api/v1/me/enrolments")
        .await
        .json();
    let item = list["items"].as_array().unwrap().iter();
    let item = item
        .clone()
        .find(|item| item["id"] == enrolment.id.as_str())
        .unwrap();
    let lesson = item["lessons"][0]["id"].as_str().unwrap().to_owned();
    Lesson {
        enrolment: enrolment.id.to_string(),
        lesson,
    }
}

impl Lesson {
    async fn open(&self, visitor: &Visitor<'_>, take_over: bool) -> Answer {
        let body = json!({
            "enrolment": self.enrolment, "lesson": self.lesson, "take_over": take_over,
        });
        visitor
            .post_json("/api/v1/watch-sessions", &body.to_string())
            .await
    }
}

async fn beat(visitor: &Visitor<'_>, session: &Value, body: &str) -> Answer {
    let path = format!(
        "/api/v1/watch-sessions/{}/beats",
        session["id"].as_str().unwrap()
    );
    visitor.post_json(&path, body).await
}

fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

#[tokio::test]
async fn a_lesson_is_watched_to_its_end() {
    for site in Site::on_each().await {
        let learner = site.world.cast.learner.clone();
        let lesson = lesson(&site, &learner, 60).await;
        let program = site.program(&learner).await;
        let opened = lesson.open(&program, false).await;
        assert_eq!(opened.status, StatusCode::OK, "{}", opened.text);
        let session = opened.json();
        assert_eq!(session["resume_at"], 0);
        assert_eq!(session["covered"], json!([]));
        assert_eq!(
            (&session["beat_every_s"], &session["allowed_speed"]),
            (&json!(15), &json!(1))
        );
        site.world.advance(seconds(30));
        let answer = beat(
            &program,
            &session,
            r#"{"seq": 7, "segments": [[0, 12.0], [12, 27.4]]}"#,
        )
        .await;
        let first = json!({
            "seq": 7, "covered_s": 27.4, "credited_s": 27.4, "complete": false, "refused": [],
        });
        assert_eq!(answer.json(), first);
        let again = beat(&program, &session, r#"{"seq": 7, "segments": [[0, 60]]}"#).await;
        assert_eq!(again.json(), first, "the same number is the same beat");
        site.world.advance(seconds(40));
        let end = beat(
            &program,
            &session,
            r#"{"seq": 8, "segments": [[27.4, 60]]}"#,
        )
        .await
        .json();
        assert_eq!(
            (&end["covered_s"], &end["complete"]),
            (&json!(60), &json!(true))
        );
        let item = program.get("/api/v1/me/enrolments").await.json()["items"][0].clone();
        assert_eq!(
            (&item["study_year"], &item["category"]),
            (&json!(2022), &json!("public"))
        );
        let state = json!({
            "id": lesson.lesson, "title": "第1课", "length_s": 60, "covered_s": 60, "complete": true,
        });
        assert_eq!(item["lessons"], json!([state]));
        let hours = site.signed_in(&learner).await.get("/hours/2022").await;
        assert!(
            hours.text.contains("课程"),
            "the hours are posted with the beat: {}",
            hours.text
        );
    }
}

#[tokio::test]
async fn more_than_the_clock_gave_is_refused_in_words() {
    let site = Site::new().await;
    let learner = site.world.cast.learner.clone();
    let lesson = lesson(&site, &learner, 600).await;
    let program = site.program(&learner).await.with("accept-language", "en");
    let session = lesson.open(&program, false).await.json();
    site.world.advance(seconds(10));
    let answer = beat(&program, &session, r#"{"seq": 1, "segments": [[0, 600]]}"#)
        .await
        .json();
    assert_eq!(
        (&answer["covered_s"], &answer["credited_s"]),
        (&json!(10), &json!(10))
    );
    let refused = &answer["refused"][0];
    assert_eq!(refused["segment"], json!([10, 600]));
    assert_eq!(refused["code"], "learning.faster_than_clock");
    assert!(
        refused["words"]
            .as_str()
            .unwrap()
            .contains("server's clock")
    );
}

#[tokio::test]
async fn one_session_earns_and_another_may_take_over() {
    let site = Site::new().await;
    let learner = site.world.cast.learner.clone();
    let lesson = lesson(&site, &learner, 600).await;
    let program = site.program(&learner).await;
    let first = lesson.open(&program, false).await.json();
    let refused = lesson.open(&program, false).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    let problem = refused.json();
    assert_eq!(problem["code"], "learning.other_session");
    assert_eq!(problem["session"], first["id"]);
    let second = lesson.open(&program, true).await;
    assert_eq!(second.status, StatusCode::OK);
    site.world.advance(seconds(10));
    let loser = beat(&program, &first, r#"{"seq": 1, "segments": [[0, 5]]}"#).await;
    assert_eq!(loser.status, StatusCode::OK);
    assert_eq!(loser.json()["refused"][0]["code"], "learning.taken_over");
    assert_eq!(loser.json()["covered_s"], 0);
}

#[tokio::test]
async fn a_page_that_goes_away_sends_its_last_beat_with_the_end() {
    let site = Site::new().await;
    let learner = site.world.cast.learner.clone();
    let lesson = lesson(&site, &learner, 600).await;
    let program = site.program(&learner).await;
    let session = lesson.open(&program, false).await.json();
    let path = format!(
        "/api/v1/watch-sessions/{}/end",
        session["id"].as_str().unwrap()
    );
    site.world.advance(seconds(10));
    let body = r#"{"seq": 1, "segments": [[0, 8.25]]}"#;
    assert_eq!(
        program.post_json(&path, body).await.status,
        StatusCode::NO_CONTENT
    );
    assert_eq!(
        program.post_json(&path, "").await.status,
        StatusCode::NO_CONTENT,
        "again"
    );
    let after = beat(&program, &session, r#"{"seq": 2, "segments": [[8.25, 9]]}"#)
        .await
        .json();
    assert_eq!(after["covered_s"], 8.25);
    assert_eq!(after["refused"][0]["code"], "learning.session_ended");
    assert_eq!(
        lesson.open(&program, false).await.status,
        StatusCode::OK,
        "nobody need ask"
    );
}

#[tokio::test]
async fn what_is_no_beat_is_refused_with_its_code_and_changes_nothing() {
    let site = Site::new().await;
    let learner = site.world.cast.learner.clone();
    let lesson = lesson(&site, &learner, 60).await;
    let program = site.program(&learner).await;
    let session = lesson.open(&program, false).await.json();
    site.world.advance(seconds(60));
    let many = vec!["[0, 1]"; 10_000].join(",");
    let many = format!(r#"{{"seq": 1, "segments": [{many}]}}"#);
    let cases = [
        (r#"{"seq": 1, "segments": [[NaN, 1]]}"#, "api.malformed"),
        (
            r#"{"seq": 1, "segments": [[0, Infinity]]}"#,
            "api.malformed",
        ),
        (r#"{"seq": 1, "segments": [[0, 1, 2]]}"#, "api.malformed"),
        (
            r#"{"seq": 1, "segments": [[0, 1]], "complete": true}"#,
            "api.malformed",
        ),
        (r#"{"seq": 1.5, "segments": []}"#, "api.malformed"),
        (r#"{"segments": [[0, 1]]}"#, "api.malformed"),
        ("{", "api.malformed"),
        ("", "api.malformed"),
        (r#"{"seq": -1, "segments": []}"#, "learning.bad_seq"),
        (
            r#"{"seq": 1, "segments": [[-1, 1]]}"#,
            "learning.bad_seconds",
        ),
        (
            r#"{"seq": 1, "segments": [[0, 1.0001]]}"#,
            "learning.bad_seconds",
        ),
        (
            r#"{"seq": 1, "segments": [["0", 1]]}"#,
            "learning.bad_seconds",
        ),
        (
            r#"{"seq": 1, "segments": [[0, 1e300]]}"#,
            "learning.bad_seconds",
        ),
        (
            r#"{"seq": 1, "segments": [[9, 3]]}"#,
            "learning.bad_segment",
        ),
        (
            r#"{"seq": 1, "segments": [[0, 60.001]]}"#,
            "learning.bad_segment",
        ),
        (&many, "learning.too_many_segments"),
    ];
    for (body, code) in cases {
        let answer = beat(&program, &session, body).await;
        assert_eq!(
            answer.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{body:.60}: {}",
            answer.text
        );
        assert_eq!(answer.json()["code"], code, "{body:.60}");
    }
    let after = beat(&program, &session, r#"{"seq": 1, "segments": []}"#)
        .await
        .json();
    assert_eq!(after["covered_s"], 0);
}

#[tokio::test]
async fn sessions_lessons_and_enrolments_of_others_do_not_exist() {
    let site = Site::new().await;
    let learner = site.world.cast.learner.clone();
    let mine = lesson(&site, &learner, 60).await;
    let session = mine.open(&site.program(&learner).await, false).await.json();
    for other in [&site.world.cast.other_learner, &site.world.cast.officer] {
        let other = site.program(other).await;
        let answer = beat(&other, &session, r#"{"seq": 1, "segments": []}"#).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
        assert_eq!(mine.open(&other, true).await.status, StatusCode::NOT_FOUND);
        let list = other.get("/api/v1/me/enrolments").await.json();
        assert_eq!(list, json!({"items": [], "next": null}));
    }
    let program = site.program(&learner).await;
    let forged = json!({"id": "watch_01J00000000000000000000000"});
    let answer = beat(&program, &forged, r#"{"seq": 1, "segments": []}"#).await;
    assert_eq!(answer.json()["code"], "learning.unknown_session");
    let nonsense = Lesson {
        enrolment: "x".into(),
        lesson: mine.lesson.clone(),
    };
    assert_eq!(
        nonsense.open(&program, false).await.status,
        StatusCode::NOT_FOUND
    );
    let foreign = Lesson {
        enrolment: mine.enrolment.clone(),
        lesson: lesson(&site, &learner, 60).await.lesson,
    };
    let answer = foreign.open(&program, false).await;
    assert_eq!(answer.json()["code"], "learning.foreign_lesson");
}

#[tokio::test]
async fn a_browser_needs_the_token_and_its_beats_keep_it_signed_in() {
    let site = Site::new().await;
    let learner = site.world.cast.learner.clone();
    let lesson = lesson(&site, &learner, 2700).await;
    let browser = site.signed_in(&learner).await;
    let token = browser.csrf.clone();
    assert_eq!(
        lesson.open(&browser, false).await.json()["code"],
        "web.csrf"
    );
    let browser = browser.with("x-csrf-token", &token);
    let session = lesson.open(&browser, false).await.json();
    // Longer than a session may be idle, in steps of a beat every ten minutes.
    for seq in 1..=5 {
        site.world.advance(seconds(600));
        let (from, to) = ((seq - 1) * 60, seq * 60);
        let body = json!({"seq": seq, "segments": [[from, to]]});
        let answer = beat(&browser, &session, &body.to_string()).await;
        assert_eq!(answer.json()["covered_s"], to, "{}", answer.text);
    }
    assert_eq!(browser.get("/learn").await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_long_list_is_told_in_pages() {
    let site = Site::new().await;
    let learner = site.world.cast.learner.clone();
    for _ in 0..51 {
        lesson_of_nothing(&site, &learner).await;
    }
    let program = site.program(&learner).await;
    let first = program.get("/api/v1/me/enrolments").await.json();
    assert_eq!(first["items"].as_array().unwrap().len(), 50);
    let next = first["next"].as_str().unwrap();
    let rest = program
        .get(&format!("/api/v1/me/enrolments?after={next}"))
        .await
        .json();
    assert_eq!(rest["items"].as_array().unwrap().len(), 1);
    assert_eq!(rest["next"], Value::Null);
}

async fn lesson_of_nothing(site: &Site, learner: &Actor) {
    let course = site.world.course(Category::Public, &[60]).await;
    site.world.enrol(learner, &course).await;
}
