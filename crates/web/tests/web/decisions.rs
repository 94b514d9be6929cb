//! May I apply? The form, the answer, and the API.

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::site::{Answer, Site, Visitor};
use crate::way;

async fn ask(visitor: &Visitor<'_>, fields: &[(&str, &str)]) -> Answer {
    visitor.post("/decisions", fields).await
}

const REVIEW: [(&str, &str); 3] = [
    ("purpose", "title_review"),
    ("level", "intermediate"),
    ("on", "2022-12-15"),
];

fn applicant() -> Value {
    json!({
        "id": "A-001",
        "person": { "sex": "female", "born": "1977-03-05" },
        "post": { "sector": "public_institution" },
        "application": { "purpose": "title_review", "level": "junior", "on": "2022-09-01" },
        "hours": [
            { "year": 2022, "category": "public", "hours": "30" },
            { "year": 2022, "category": "professional", "hours": "12.5" },
        ],
    })
}

#[tokio::test]
async fn the_form_is_preset_for_an_intermediate_title_today() {
    let site = Site::new().await;
    let learner = site.signed_in(&site.world.cast.learner).await;
    let form = learner.get("/decisions/new").await.text;
    for preset in [
        "value=\"title_review\" checked",
        "value=\"intermediate\" selected",
        "value=\"2022-12-15\"",
    ] {
        assert!(form.contains(preset), "{preset}");
    }
    assert!(
        form.contains("经开区数据中心"),
        "what is known is shown, not asked"
    );
}

#[tokio::test]
async fn who_is_short_reads_why_by_which_clause_and_what_it_costs() {
    let site = Site::new().await;
    let cast = &site.world.cast;
    let learner = site.signed_in(&cast.learner).await;
    let asked = ask(&learner, &REVIEW).await;
    assert_eq!(asked.status, StatusCode::SEE_OTHER, "{}", asked.text);
    let page = learner.get(asked.location()).await.text;
    for words in [
        "<h1>学时不足</h1>",
        "N2022 §2a.1",
        "申报高、中级职称评审的人员",
        "¥",
        "/courses?category=professional&amp;year=2022",
        "/hours/2021",
        "hohhot-etdz/2022",
    ] {
        assert!(page.contains(words), "{words}");
    }
    assert!(
        learner
            .get("/decisions/new")
            .await
            .text
            .contains(asked.location()),
        "listed"
    );
    let officer = site.program(&cast.officer).await;
    assert_eq!(officer.get(asked.location()).await.status, StatusCode::OK);
    let other = site.program(&cast.other_learner).await;
    assert_eq!(
        other.get(asked.location()).await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn an_old_answer_says_that_the_ledger_has_moved_on() {
    let site = Site::new().await;
    let learner = site.signed_in(&site.world.cast.learner).await;
    let fields = [("purpose", "card"), ("on", "2022-12-15")];
    let before = ask(&learner, &fields).await.location().to_owned();
    way::whole_year(&site.world, &site.world.cast.learner).await;
    assert!(learner.get(&before).await.text.contains("结论可能已经不同"));
    let after = ask(&learner, &fields).await.location().to_owned();
    let page = learner.get(&after).await.text;
    assert!(page.contains("<h1>学时符合要求</h1>") && !page.contains("结论可能已经不同"));
}

#[tokio::test]
async fn what_cannot_be_decided_is_said_beside_its_field_and_nothing_is_lost() {
    let site = Site::new().await;
    let learner = site.signed_in(&site.world.cast.learner).await;
    let bad: [&[(&str, &str)]; 5] = [
        &[("purpose", "wealth"), ("on", "2022-12-15")],
        &[
            ("purpose", "title_review"),
            ("level", ""),
            ("on", "2022-12-15"),
        ],
        &[("purpose", "card"), ("on", "2022-11-31")],
        &[("purpose", "card"), ("on", "1999-01-01")],
        &[
            ("purpose", "card"),
            ("on", "2022-12-15"),
            ("from_government_on", "soon"),
        ],
    ];
    for (fields, at) in bad
        .into_iter()
        .zip(["purpose", "level", "on", "on", "from_government_on"])
    {
        let answer = ask(&learner, fields).await;
        assert!(
            answer.status.is_client_error(),
            "{fields:?}: {}",
            answer.status
        );
        assert!(
            answer.text.contains(&format!("href=\"#{at}\"")),
            "{fields:?}: {}",
            answer.text
        );
    }
    let late = [
        ("purpose", "card"),
        ("on", "2022-12-15"),
        ("from_government_on", "2022-12-16"),
    ];
    let answer = ask(&learner, &late).await;
    assert!(answer.text.contains("转任日期晚于申报日期") && answer.text.contains("2022-12-16"));
}

#[tokio::test]
async fn a_program_gets_one_decision_or_the_reason_why_not() {
    let site = Site::new().await;
    let clerk = site.program(&site.world.cast.clerk).await;
    let one = clerk
        .post_json("/api/v1/decisions", &applicant().to_string())
        .await;
    assert_eq!(one.status, StatusCode::OK, "{}", one.text);
    assert_eq!(
        (&one.json()["id"], &one.json()["outcome"]),
        (&json!("A-001"), &json!("not_met"))
    );
    for (body, code) in [
        ("{", "decisions.malformed_json"),
        ("", "decisions.malformed_json"),
        ("7", "decisions.wrong_type"),
        ("[{}", "decisions.malformed_json"),
        (r#"{"id":"b","id":"c"}"#, "decisions.missing_field"),
        (r#"{"id":"b","salary":1}"#, "decisions.unknown_field"),
    ] {
        let answer = clerk.post_json("/api/v1/decisions", body).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{body}");
        assert_eq!(answer.header("content-type"), "application/problem+json");
        assert_eq!(answer.json()["code"], code, "{body}");
        assert_eq!(answer.json()["error"]["code"], code, "{body}");
    }
}

#[tokio::test]
async fn a_batch_has_each_answer_in_its_place() {
    let site = Site::new().await;
    let clerk = site.program(&site.world.cast.clerk).await;
    let batch = json!([applicant(), { "id": "b", "salary": 1 }, "x", applicant()]);
    let answer = clerk
        .post_json("/api/v1/decisions", &batch.to_string())
        .await;
    assert_eq!(answer.status, StatusCode::OK);
    let answers = answer.json();
    let all = answers.as_array().unwrap();
    assert_eq!(all.len(), 4);
    assert_eq!(all[0], all[3]);
    assert_eq!((&all[1]["line"], &all[1]["id"]), (&json!(2), &json!("b")));
    assert_eq!(all[2]["error"]["code"], "decisions.wrong_type");
    assert_eq!(
        clerk.post_json("/api/v1/decisions", " [ ] ").await.text,
        "[]"
    );
    let most = vec![applicant(); 1000];
    let answer = clerk
        .post_json("/api/v1/decisions", &json!(most).to_string())
        .await;
    assert_eq!(answer.json().as_array().unwrap().len(), 1000);
    let more = vec![json!(0); 1001];
    let answer = clerk
        .post_json("/api/v1/decisions", &json!(more).to_string())
        .await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(answer.json()["code"], "decisions.too_many");
}

#[tokio::test]
async fn a_browser_may_ask_the_api_with_its_token_against_forgery_only() {
    let site = Site::new().await;
    let learner = site.signed_in(&site.world.cast.learner).await;
    let body = applicant().to_string();
    assert_eq!(
        learner.post_json("/api/v1/decisions", &body).await.status,
        StatusCode::FORBIDDEN
    );
    let token = learner.csrf.clone();
    let learner = learner.with("x-csrf-token", &token);
    assert_eq!(
        learner.post_json("/api/v1/decisions", &body).await.status,
        StatusCode::OK
    );
    let stranger = site.stranger().post_json("/api/v1/decisions", &body).await;
    assert_eq!(stranger.status, StatusCode::UNAUTHORIZED);
}
