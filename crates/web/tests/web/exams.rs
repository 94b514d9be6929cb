//! The exam room: with forms and over the API.

use std::time::Duration;

use axum::http::StatusCode;
use domain::Actor;
use domain::orders::Enrolment;
use kernel::Category;
use serde_json::{Value, json};

use crate::site::{Site, Visitor};
use crate::way;

async fn ready(site: &Site, learner: &Actor) -> Enrolment {
    way::watched(&site.world, learner, Category::Professional).await
}

/// Starts an attempt through the form; the address of the attempt.
async fn start(visitor: &Visitor<'_>, enrolment: &Enrolment) -> String {
    let answer = visitor
        .post(&format!("/learn/{}/exam", enrolment.id), &[])
        .await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    answer
        .location()
        .strip_suffix("/questions/1")
        .unwrap()
        .to_owned()
}

/// The place of an option on a question's page.
fn place(page: &str, option: &str) -> String {
    let (before, _) = page.split_once(&format!("<span>{option}</span>")).unwrap();
    let (_, place) = before.rsplit_once("for=\"option-").unwrap();
    place.split_once('"').unwrap().0.to_owned()
}

#[tokio::test]
async fn an_exam_is_passed_with_forms_alone() {
    let site = Site::new().await;
    let learner = site.world.cast.learner.clone();
    let enrolment = ready(&site, &learner).await;
    let visitor = site.signed_in(&learner).await;
    let door = visitor.get(&format!("/learn/{}/exam", enrolment.id)).await;
    for words in [
        "3 题",
        "30 分钟",
        "60 分",
        "最多 2 次，还剩 2 次",
        "开始考试",
        "还没有考过",
    ] {
        assert!(door.text.contains(words), "{words}");
    }
    let attempt = start(&visitor, &enrolment).await;
    for at in 1..=3 {
        let path = format!("{attempt}/questions/{at}");
        let page = visitor.get(&path).await;
        assert!(
            page.text.contains(&format!("第 {at} 题，共 3 题")),
            "{}",
            page.text
        );
        assert!(page.text.contains("还没有作答") && page.text.contains("剩余时间"));
        let choice = place(&page.text, "对");
        let fields = [
            ("choice", choice.as_str()),
            ("revision", "0"),
            ("go", "save"),
        ];
        let saved = visitor.post(&path, &fields).await;
        assert_eq!(saved.location(), path);
        assert!(
            visitor
                .get(&path)
                .await
                .text
                .contains("服务器已于 09:01:00 收到")
        );
    }
    let review = visitor.get(&format!("{attempt}/review")).await;
    assert!(review.text.contains("所有题目都已作答") && review.text.contains("交卷"));
    let submitted = visitor.post(&format!("{attempt}/submit"), &[]).await;
    assert_eq!(submitted.location(), format!("{attempt}/result"));
    let again = visitor.post(&format!("{attempt}/submit"), &[]).await;
    assert_eq!(again.location(), format!("{attempt}/result"));
    let result = visitor.get(&format!("{attempt}/result")).await;
    for words in [
        "100 分",
        "合格",
        "已记入2022年度专业科目",
        "N2022 §2.2",
        "正确答案",
    ] {
        assert!(result.text.contains(words), "{words}: {}", result.text);
    }
    for closed in ["questions/1", "review"] {
        let answer = visitor.get(&format!("{attempt}/{closed}")).await;
        assert_eq!(answer.location(), format!("{attempt}/result"));
    }
}

#[tokio::test]
async fn a_failed_exam_shows_what_to_learn_and_never_the_key() {
    let site = Site::new().await;
    let learner = site.world.cast.learner.clone();
    let enrolment = ready(&site, &learner).await;
    let visitor = site.signed_in(&learner).await;
    let attempt = start(&visitor, &enrolment).await;
    visitor.post(&format!("{attempt}/submit"), &[]).await;
    let result = visitor.get(&format!("{attempt}/result")).await;
    assert!(result.text.contains("不合格") && result.text.contains("还可以再考 1 次"));
    assert!(result.text.contains("第1课") && !result.text.contains("正确答案"));
    let program = site.program(&learner).await;
    let told = program
        .get(&format!("/api/v1{attempt}/result"))
        .await
        .json();
    assert_eq!((&told["score"], &told["key"]), (&json!(0), &Value::Null));
    // The last attempt shows it.
    let attempt = start(&visitor, &enrolment).await;
    visitor.post(&format!("{attempt}/submit"), &[]).await;
    let result = visitor.get(&format!("{attempt}/result")).await;
    assert!(result.text.contains("正确答案") && result.text.contains("次数已用完"));
    let refused = visitor
        .post(&format!("/learn/{}/exam", enrolment.id), &[])
        .await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(refused.text.contains("最多考 2 次"), "{}", refused.text);
}

#[tokio::test]
async fn the_exam_stays_closed_until_the_lessons_are_done() {
    let site = Site::new().await;
    let learner = site.world.cast.learner.clone();
    let course = site.world.course(Category::Professional, &[60]).await;
    let enrolment = site.world.enrol(&learner, &course).await;
    let visitor = site.signed_in(&learner).await;
    let path = format!("/learn/{}/exam", enrolment.id);
    assert!(visitor.get(&path).await.text.contains("还有 1 节没有完成"));
    let refused = visitor.post(&path, &[]).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(refused.text.contains("考试没有开放") && refused.text.contains("考试规则"));
}

#[tokio::test]
async fn a_stale_tab_is_told_and_overwrites_nothing() {
    let site = Site::new().await;
    let learner = site.world.cast.learner.clone();
    let enrolment = ready(&site, &learner).await;
    let visitor = site.signed_in(&learner).await;
    let attempt = start(&visitor, &enrolment).await;
    let path = format!("{attempt}/questions/1");
    let fields = |choice, revision| [("choice", choice), ("revision", revision), ("go", "next")];
    let first = visitor.post(&path, &fields("0", "0")).await;
    assert_eq!(first.location(), format!("{attempt}/questions/2"));
    let stale = visitor.post(&path, &fields("1", "0")).await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    assert!(stale.text.contains("已有更新的答案") && stale.text.contains("服务器上最新的答案"));
    assert!(stale.text.contains("name=\"revision\" value=\"1\""));
    let paper = site
        .program(&learner)
        .await
        .get(&format!("/api/v1{attempt}"))
        .await
        .json();
    assert_eq!(paper["questions"][0]["choice"], json!([0]));
}

#[tokio::test]
async fn at_zero_the_server_closes_with_what_it_holds() {
    let site = Site::new().await;
    let learner = site.world.cast.learner.clone();
    let enrolment = ready(&site, &learner).await;
    let visitor = site.signed_in(&learner).await;
    let attempt = start(&visitor, &enrolment).await;
    site.world.advance(Duration::from_mins(29));
    visitor.get("/learn").await;
    site.world.advance(Duration::from_mins(1));
    let path = format!("{attempt}/questions/1");
    let late = visitor
        .post(&path, &[("choice", "0"), ("revision", "0"), ("go", "next")])
        .await;
    assert_eq!(late.location(), format!("{attempt}/result"));
    assert_eq!(
        visitor.get(&path).await.location(),
        format!("{attempt}/result")
    );
    let result = visitor.get(&format!("{attempt}/result")).await;
    assert!(
        result.text.contains("时间到") && result.text.contains("0 分"),
        "{}",
        result.text
    );
}

#[tokio::test]
async fn answers_travel_as_json_with_receipts() {
    let site = Site::new().await;
    let learner = site.world.cast.learner.clone();
    let enrolment = ready(&site, &learner).await;
    let program = site.program(&learner).await;
    let start = format!("/api/v1/enrolments/{}/attempts", enrolment.id);
    let attempt = program.post_json(&start, "{}").await.json();
    assert_eq!(attempt["left_ms"], 1_800_000);
    assert_eq!(attempt["deadline_at"], "2022-12-15T09:31:00+08:00");
    let again = program.post_json(&start, "").await.json();
    assert_eq!(again["id"], attempt["id"], "the running one");
    let path = format!("/api/v1/attempts/{}", attempt["id"].as_str().unwrap());
    let paper = program.get(&path).await;
    assert!(!paper.text.contains("right") && !paper.text.contains("\"key\""));
    let answers = format!("{path}/answers/1");
    let receipt = program
        .post_json(&answers, r#"{"choice": [2], "revision": 0}"#)
        .await
        .json();
    let told = json!({
        "position": 1, "revision": 1, "received_at": "2022-12-15T09:01:00+08:00",
        "words": "服务器已于 09:01:00 收到",
    });
    assert_eq!(receipt, told);
    for (body, status, code) in [
        (
            r#"{"choice": [1]}"#,
            StatusCode::CONFLICT,
            "exams.newer_answer",
        ),
        (
            r#"{"choice": [9], "revision": 1}"#,
            StatusCode::UNPROCESSABLE_ENTITY,
            "exams.bad_choice",
        ),
        (
            r#"{"choice": [-1]}"#,
            StatusCode::UNPROCESSABLE_ENTITY,
            "api.malformed",
        ),
        (
            r#"{"choice": "0"}"#,
            StatusCode::UNPROCESSABLE_ENTITY,
            "api.malformed",
        ),
        (
            r#"{"choice": [0], "key": 1}"#,
            StatusCode::UNPROCESSABLE_ENTITY,
            "api.malformed",
        ),
    ] {
        let answer = program.post_json(&answers, body).await;
        assert_eq!(
            (answer.status, answer.json()["code"].clone()),
            (status, json!(code)),
            "{body}"
        );
    }
}

#[tokio::test]
async fn what_is_submitted_over_the_api_is_closed() {
    let site = Site::new().await;
    let learner = site.world.cast.learner.clone();
    let enrolment = ready(&site, &learner).await;
    let program = site.program(&learner).await;
    let start = format!("/api/v1/enrolments/{}/attempts", enrolment.id);
    let attempt = program.post_json(&start, "{}").await.json();
    let path = format!("/api/v1/attempts/{}", attempt["id"].as_str().unwrap());
    let early = program.get(&format!("{path}/result")).await;
    assert_eq!(early.json()["code"], "exams.still_open");
    let closed = program
        .post_json(&format!("{path}/submit"), "")
        .await
        .json();
    assert_eq!(
        (&closed["closed_why"], &closed["passed"]),
        (&json!("submitted"), &json!(false))
    );
    let late = program
        .post_json(&format!("{path}/answers/1"), r#"{"choice": [1]}"#)
        .await;
    assert_eq!(late.json()["code"], "exams.attempt_closed");
}

#[tokio::test]
async fn an_attempt_of_another_does_not_exist() {
    let site = Site::new().await;
    let cast = &site.world.cast;
    let enrolment = ready(&site, &cast.learner).await;
    let attempt = start(&site.signed_in(&cast.learner).await, &enrolment).await;
    let other = site.signed_in(&cast.other_learner).await;
    for page in ["questions/1", "review", "result"] {
        let answer = other.get(&format!("{attempt}/{page}")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{page}");
    }
    let fields = [("choice", "0"), ("revision", "0")];
    for form in ["questions/1", "submit"] {
        let answer = other.post(&format!("{attempt}/{form}"), &fields).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{form}");
    }
    let mine = site.signed_in(&cast.learner).await;
    for none in ["questions/0", "questions/4", "questions/x"] {
        assert_eq!(
            mine.get(&format!("{attempt}/{none}")).await.status,
            StatusCode::NOT_FOUND
        );
    }
    assert_eq!(
        mine.get("/attempts/att_0/result").await.status,
        StatusCode::NOT_FOUND
    );
}
