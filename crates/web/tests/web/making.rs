//! The pages on which a base makes courses, and its bureau reviews them.

use axum::http::StatusCode;
use domain::catalogue::making;

use crate::site::{Site, Visitor};

const COURSE: [(&str, &str); 9] = [
    ("title", "建筑节能"),
    ("summary", "讲节能"),
    ("category", "professional"),
    ("field", "civil-engineering"),
    ("year_from", "2022"),
    ("year_to", "2023"),
    ("exam_questions", "3"),
    ("exam_minutes", "30"),
    ("exam_attempts", "2"),
];

async fn begun(visitor: &Visitor<'_>) -> String {
    let answer = visitor.post("/base/drafts", &COURSE).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    answer.location().to_owned()
}

async fn lesson(visitor: &Visitor<'_>, draft: &str, title: &str) -> String {
    let answer = visitor
        .post(&format!("{draft}/lessons"), &[("title", title)])
        .await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    answer.location().to_owned()
}

#[tokio::test]
async fn a_draft_is_begun_and_a_form_that_lacks_something_keeps_what_was_written() {
    let site = Site::new().await;
    let base = site.signed_in(&site.world.cast.base_admin).await;
    let page = base.get("/base/drafts").await;
    assert!(page.text.contains("还没有正在制作的课程") && page.text.contains("新建课程"));
    assert_eq!(base.get("/base/drafts/new").await.status, StatusCode::OK);
    let mut bad = COURSE;
    bad[1] = ("summary", " ");
    let answer = base.post("/base/drafts", &bad).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        answer.text.contains("href=\"#summary\"") && answer.text.contains("value=\"建筑节能\"")
    );
    let draft = begun(&base).await;
    let page = base.get(&draft).await;
    for words in [
        "建筑节能",
        "草稿",
        "课程还没有课时",
        "考试题库有 0 题，每卷要抽 3 题",
        "提交审核",
    ] {
        assert!(page.text.contains(words), "{words}");
    }
    let answer = base.post(&draft, &[("step", "submit")]).await;
    assert_eq!(answer.status, StatusCode::CONFLICT);
    assert!(answer.text.contains("须先补上"));
    let answer = base.post(&draft, &[("step", "drop")]).await;
    assert_eq!(answer.location(), "/base/drafts");
    assert!(!base.get("/base/drafts").await.text.contains("建筑节能"));
}

#[tokio::test]
async fn lessons_are_ordered_and_questions_are_written() {
    let site = Site::new().await;
    let base = site.signed_in(&site.world.cast.base_admin).await;
    let draft = begun(&base).await;
    let first = lesson(&base, &draft, "甲课").await;
    let second = lesson(&base, &draft, "乙课").await;
    base.post(&format!("{second}/move"), &[("to", "up")]).await;
    let page = base.get(&draft).await.text;
    assert!(page.find("乙课").unwrap() < page.find("甲课").unwrap());
    let question = [
        ("purpose", "presence"),
        ("at", "9:30"),
        ("stem", "对不对？"),
        ("option1", "对"),
        ("option2", "错"),
        ("right", "1"),
    ];
    let answer = base.post(&format!("{first}/questions"), &question).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    let answer = base.post(&format!("{first}/questions"), &question).await;
    assert!(answer.text.contains("已有同样的题目"), "{}", answer.text);
    let mut none = question;
    none[5] = ("right", "3");
    none[2] = ("stem", "另一题");
    let answer = base.post(&format!("{first}/questions"), &none).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        answer.text.contains("value=\"另一题\""),
        "what was written stays"
    );
    let page = base.get(&first).await;
    assert!(page.text.contains("播放到 9:30 时提问") && page.text.contains("删除题目：对不对？"));
    let id = page.between("name=\"question\" value=\"", "\"");
    base.post(&format!("{first}/questions/remove"), &[("question", &id)])
        .await;
    assert!(!base.get(&first).await.text.contains("对不对？"));
    base.post(&format!("{first}/move"), &[("to", "away")]).await;
    assert!(!base.get(&draft).await.text.contains("甲课"));
}

#[tokio::test]
async fn a_file_of_a_lesson_is_a_whole_upload_and_the_page_says_how_it_stands() {
    let site = Site::new().await;
    let base = site.signed_in(&site.world.cast.base_admin).await;
    let draft = begun(&base).await;
    let lesson = lesson(&base, &draft, "甲课").await;
    let token = base.csrf.clone();
    let program = base
        .with("x-csrf-token", &token)
        .with("tus-resumable", "1.0.0");
    let film = include_bytes!("../../../../content/media/short.mp4");
    let length = film.len().to_string();
    let sized = program
        .with("upload-length", &length)
        .with("upload-offset", "0");
    let at = sized
        .send("POST", "/uploads", None, "")
        .await
        .location()
        .to_owned();
    let id = at.rsplit('/').next().unwrap().to_owned();
    let attach = format!("{lesson}/file");
    let choice = [("purpose", "media"), ("upload", id.as_str())];
    let early = sized.post(&attach, &choice).await;
    assert_eq!(early.status, StatusCode::CONFLICT);
    assert!(
        early.text.contains("文件还没有传完，已收到 0%"),
        "{}",
        early.text
    );
    let octets = Some("application/offset+octet-stream");
    let sent = sized.send("PATCH", &at, octets, film.as_slice()).await;
    assert_eq!(sent.status, StatusCode::NO_CONTENT);
    assert_eq!(
        sized.post(&attach, &choice).await.status,
        StatusCode::SEE_OTHER
    );
    let page = sized.get(&lesson).await.text;
    assert!(
        page.contains("正在检查") && page.contains("data-waits"),
        "{page}"
    );
    let clock = site.world.clock();
    let looked = making::examine_next(&site.world.house, &*clock, &|| [9; 32]).await;
    assert!(looked.unwrap());
    let page = sized.get(&lesson).await.text;
    assert!(
        page.contains("视频 · 0:55 · H264/AAC") && !page.contains("data-waits"),
        "{page}"
    );
    let preview = format!("{}/file", lesson.replace("/base/", "/"));
    let part = sized.with("range", "bytes=0-9");
    let answer = part.get(&preview).await;
    assert_eq!(answer.status, StatusCode::PARTIAL_CONTENT);
    assert_eq!(answer.header("content-type"), "video/mp4");
    assert_eq!(answer.bytes, &film[..10]);
    let officer = site.signed_in(&site.world.cast.foreign_officer).await;
    assert_eq!(officer.get(&preview).await.status, StatusCode::FORBIDDEN);
}
