//! Presence checks over HTTP: they come with a beat, without their key, and are answered there.

use std::time::Duration;

use axum::http::StatusCode;
use domain::Actor;
use domain::catalogue::{self, NewLessonQuestion};
use kernel::Category;
use serde_json::{Value, json};

use crate::site::{Site, Visitor};

/// Watches a long lesson that has a question each minute until somebody is asked: the beat's
/// answer that tells it.
pub async fn asked(site: &Site, learner: &Actor, program: &Visitor<'_>) -> Value {
    let world = &site.world;
    let course = world.course(Category::Professional, &[5_400]).await;
    let enrolment = world.enrol(learner, &course).await;
    let mut op = world.system().await;
    let lesson = catalogue::lessons(&mut op, &course.id)
        .await
        .unwrap()
        .remove(0);
    let questions: Vec<NewLessonQuestion> = (1..=90)
        .map(|minute| NewLessonQuestion {
            at_ms: minute * 60_000,
            text: format!("第{minute}分钟讲的是什么？"),
            options: vec!["对的".into(), "错的".into(), "也是错的".into()],
            right: 0,
        })
        .collect();
    catalogue::set_questions(&mut op, &lesson, &questions)
        .await
        .unwrap();
    op.commit().await.unwrap();
    let body = json!({ "enrolment": enrolment.id, "lesson": lesson.id, "take_over": true });
    let opened = program
        .post_json("/api/v1/watch-sessions", &body.to_string())
        .await
        .json();
    assert_eq!(opened["check"], Value::Null);
    let path = format!(
        "/api/v1/watch-sessions/{}/beats",
        opened["id"].as_str().unwrap()
    );
    for minute in 0..90 {
        world.advance(Duration::from_mins(1));
        let beat = json!({ "seq": minute, "segments": [[minute * 60, minute * 60 + 60]] });
        let answer = program.post_json(&path, &beat.to_string()).await.json();
        if answer["check"] != Value::Null {
            return answer;
        }
    }
    panic!("nobody was asked");
}

fn option(check: &Value, words: &str) -> usize {
    let options = check["options"].as_array().unwrap();
    options.iter().position(|option| option == words).unwrap()
}

fn address(check: &Value) -> String {
    format!("/api/v1/presence-checks/{}", check["id"].as_str().unwrap())
}

#[tokio::test]
async fn a_check_comes_with_a_beat_and_its_key_with_nothing() {
    let site = Site::new().await;
    let learner = site.world.cast.learner.clone();
    let program = site.program(&learner).await;
    let beat = asked(&site, &learner, &program).await;
    let check = &beat["check"];
    let keys: Vec<&str> = check
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect();
    let mut known = [
        "answer_within_s",
        "at_stake_s",
        "id",
        "options",
        "question",
        "tries_left",
    ];
    known.sort_unstable();
    assert_eq!(keys, known);
    assert_eq!(beat["complete"], false);
    let wrong = json!({ "option": option(check, "错的") }).to_string();
    for _ in 0..2 {
        let again = program.post_json(&address(check), &wrong).await.json();
        assert_eq!(
            (&again["outcome"], &again["check"]["tries_left"]),
            (&Value::Null, &json!(1))
        );
        assert!(!again.to_string().contains("right"));
    }
    let right = json!({ "option": option(check, "对的") }).to_string();
    for _ in 0..2 {
        let passed = program.post_json(&address(check), &right).await.json();
        assert_eq!(passed["outcome"], "passed");
        assert_eq!(passed["covered_s"], beat["covered_s"]);
        assert_eq!(passed["uncredited"], json!([]));
    }
}

#[tokio::test]
async fn what_is_no_answer_is_refused_and_nobody_answers_for_another() {
    let site = Site::new().await;
    let learner = site.world.cast.learner.clone();
    let program = site.program(&learner).await;
    let check = asked(&site, &learner, &program).await["check"].clone();
    let bad = program.post_json(&address(&check), r#"{"option":3}"#).await;
    assert_eq!(bad.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(bad.json()["code"], "learning.bad_option");
    for body in [
        r#"{"option":-1}"#,
        r#"{"option":"0"}"#,
        r#"{"choice":0}"#,
        "{",
    ] {
        let malformed = program.post_json(&address(&check), body).await;
        assert_eq!(malformed.json()["code"], "api.malformed", "{body}");
    }
    let other = site.program(&site.world.cast.other_learner.clone()).await;
    let foreign = other.post_json(&address(&check), r#"{"option":0}"#).await;
    assert_eq!(foreign.json()["code"], "permission.not_yours");
    let nowhere = other.post_json("/api/v1/presence-checks/chk_0", "{}").await;
    assert_eq!(nowhere.json()["code"], "learning.unknown_check");
    // Nobody answered in time.
    site.world.advance(Duration::from_secs(121));
    let missed = program.post_json(&address(&check), "{}").await.json();
    assert_eq!(
        (&missed["outcome"], &missed["covered_s"]),
        (&json!("missed"), &json!(0))
    );
}
