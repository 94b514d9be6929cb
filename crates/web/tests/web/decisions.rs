//! May I apply? The form, the answer, and the API.

use axum::http::StatusCode;
use kernel::Category;
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

/// Asks what if.
async fn suppose(visitor: &Visitor<'_>, query: &str) -> Answer {
    let usual = "purpose=title_review&level=intermediate&on=2022-12-15";
    visitor.get(&format!("/decisions?{usual}{query}")).await
}

#[tokio::test]
async fn the_form_is_preset_for_an_intermediate_title_today_and_answered_at_once() {
    let site = Site::new().await;
    let learner = site.signed_in(&site.world.cast.learner).await;
    let page = learner.get("/decisions").await;
    assert_eq!(page.status, StatusCode::OK);
    for preset in [
        "value=\"title_review\" checked",
        "value=\"intermediate\" selected",
        "value=\"2022-12-15\"",
        "按登记资料（事业单位）",
        "<h2 id=\"answer-title\">学时不足</h2>",
        "N2022 §2a.1",
        "这只是测算：不留存，不提交申报，不改动任何资料。",
        "没有假设，全部来自登记资料和学时账本。",
    ] {
        assert!(page.text.contains(preset), "{preset}");
    }
    let refused = site.program(&site.world.cast.officer).await;
    let refused = refused.get("/decisions").await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn the_answer_follows_what_is_supposed_and_says_which_facts_those_are() {
    let site = Site::new().await;
    let learner = site.signed_in(&site.world.cast.learner).await;
    for (query, outcome, supposed) in [
        ("&sector=non_public", "学时作参考", "非公有制单位"),
        ("&grassroots=yes", "学时作参考", "是否在苏木"),
        (
            "&from_government_on=2022-03-01",
            "不要求学时",
            "2022年3月1日",
        ),
        ("&frontline=yes", "不要求学时", "直接参与医疗救治"),
        ("&exam_year=2022", "学时不足", "2022 年合格，在自治区内参加"),
        (
            "&exam_year=2022&exam_in_region=no",
            "学时不足",
            "2022 年合格，在自治区外参加",
        ),
        (
            "&more-2022-public=30&more-2022-professional=12.5",
            "学时不足",
            "2022 年度专业科目 12.5 学时",
        ),
    ] {
        let page = suppose(&learner, query).await;
        assert_eq!(page.status, StatusCode::OK, "{query}: {}", page.text);
        let title = page.between("<h2 id=\"answer-title\">", "</h2>");
        assert_eq!(title, outcome, "{query}");
        let said = page.between("<dl class=\"facts facts-narrow supposed\">", "</dl>");
        assert!(said.contains(supposed), "{query}: {said}");
        assert!(page.text.contains("真正申报时须有证明"), "{query}");
    }
    let junior = "/decisions?purpose=title_review&level=junior&on=2022-12-15\
                  &more-2022-public=30&more-2022-professional=60";
    let page = learner.get(junior).await;
    assert_eq!(
        page.between("<h2 id=\"answer-title\">", "</h2>"),
        "学时符合要求"
    );
    let history = learner.get("/decisions/history").await.text;
    assert!(history.contains("还没有留存过判定"), "nothing was kept");
}

#[tokio::test]
async fn a_script_that_asks_while_she_types_gets_the_same_page_without_the_summary() {
    let site = Site::new().await;
    let learner = site.signed_in(&site.world.cast.learner).await;
    let bad = "&from_government_on=2022-12-16";
    let page = suppose(&learner, bad).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.text.contains("role=\"alert\""));
    let learner = learner.with("hx-request", "true");
    let page = suppose(&learner, bad).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        !page.text.contains("role=\"alert\""),
        "it would take the focus"
    );
    let says = page.between("id=\"from_government_on-says\">", "</div>");
    assert!(says.contains("转任日期晚于申报日期"), "{says}");
    // What a script swaps must stand in the page whether or not there is anything to say.
    let page = learner.get("/decisions").await.text;
    let wanted = page.split("hx-select-oob=\"").nth(1).unwrap();
    let wanted = wanted.split('"').next().unwrap();
    for id in wanted.split(',').map(|of| of.split(':').next().unwrap()) {
        let id = format!("id=\"{}\"", id.trim_start_matches('#'));
        assert_eq!(page.matches(&id).count(), 1, "{id}");
    }
}

#[tokio::test]
async fn the_plan_leads_to_the_courses_that_fit_it() {
    let site = Site::new().await;
    let learner = site.signed_in(&site.world.cast.learner).await;
    let page = learner.get("/decisions").await.text;
    let address = "/courses?category=public&#38;year=2022";
    assert!(page.contains(address), "{address}");
    // No course of her speciality is there yet: the whole category is offered.
    assert!(page.contains("/courses?category=professional&#38;year=2022"));
    site.world.course(Category::Professional, &[60]).await;
    let page = learner.get("/decisions").await.text;
    let address = page
        .split("/courses?category=professional&#38;field=")
        .nth(1);
    let field = address.unwrap().split("&#38;").next().unwrap();
    let found = learner
        .get(&format!(
            "/courses?category=professional&field={field}&year=2022"
        ))
        .await;
    assert!(found.text.contains("class=\"course\""), "{}", found.text);
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
        "/courses?category=professional",
        "/hours/2021",
        "用存档的资料和同一版政策重新计算，结果一字不差",
        "hohhot-etdz/2022",
    ] {
        assert!(page.contains(words), "{words}");
    }
    assert!(
        learner
            .get("/decisions/history")
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
    // The same beside its field, when it is only tried out.
    for (fields, at) in bad
        .into_iter()
        .zip(["purpose", "level", "on", "on", "from_government_on"])
    {
        let query: Vec<String> = fields
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let page = learner
            .get(&format!("/decisions?{}", query.join("&")))
            .await;
        let says = page.between(&format!("id=\"{at}-says\">"), "</div>");
        // A level that is left out is the usual one, as the form shows it.
        assert_eq!(says.is_empty(), at == "level", "{at}: {says}");
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
async fn a_kept_what_if_says_for_ever_that_it_rests_on_a_supposition() {
    let site = Site::new().await;
    let learner = site.signed_in(&site.world.cast.learner).await;
    let page = suppose(
        &learner,
        "&from_government_on=2022-03-01&more-2022-public=7.5",
    )
    .await;
    let form = page.between("class=\"keep\">", "</form>");
    let fields: Vec<(String, String)> = form
        .split("<input type=\"hidden\" name=\"")
        .skip(1)
        .filter_map(|field| {
            let (name, rest) = field.split_once("\" value=\"")?;
            Some((name.to_owned(), rest.split('"').next()?.to_owned()))
        })
        .filter(|(name, _)| name != "csrf")
        .collect();
    let fields: Vec<(&str, &str)> = fields.iter().map(|(a, b)| (&**a, &**b)).collect();
    let kept = ask(&learner, &fields).await;
    let page = learner.get(kept.location()).await.text;
    for words in [
        "<h1>不要求学时</h1>",
        "没有登记在案的情况，不能直接作为申报依据",
        "2022 年度公需科目 7.5 学时",
        "from_government_on=2022-03-01",
        "more-2022-public=7.5",
    ] {
        assert!(page.contains(words), "{words}");
    }
    assert!(
        learner
            .get("/decisions/history")
            .await
            .text
            .contains("假设")
    );
    // A committee's clerk does not see what an applicant tried out.
    let clerk = site.program(&site.world.cast.clerk).await;
    let refused = clerk.get(kept.location()).await;
    assert_eq!(refused.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn kept_answers_are_listed_in_pages() {
    let site = Site::new().await;
    let learner = site.signed_in(&site.world.cast.learner).await;
    let mut kept = Vec::new();
    for _ in 0..21 {
        site.world.advance(std::time::Duration::from_secs(1));
        let asked = ask(&learner, &REVIEW).await;
        kept.push(asked.location().to_owned());
    }
    let first = learner.get("/decisions/history").await;
    assert!(!first.text.contains(&kept[0]) && first.text.contains(&kept[1]));
    let next = first.between("rel=\"next\"\n  href=\"", "\"");
    let second = learner.get(&next).await.text;
    assert!(second.contains(&kept[0]) && !second.contains(&kept[1]));
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
async fn the_api_answers_byte_for_byte_as_the_command() {
    let site = Site::new().await;
    let clerk = site.program(&site.world.cast.clerk).await;
    let examples = include_str!("../../../../docs/explanations/applicants.jsonl");
    let bad = "{\"id\":\"b\",\"salary\":1}\n7\n";
    let lines = format!("{examples}{bad}");
    // What `xueshi decide` runs over its standard input.
    let mut output = Vec::new();
    let policies = &site.world.house.policies;
    policy::jsonl::decide_stream(policies, None, lines.as_bytes(), &mut output).unwrap();
    let output = String::from_utf8(output).unwrap();
    let answers: Vec<&str> = output.lines().collect();
    assert_eq!(answers.len(), 22);
    for (line, answer) in examples.lines().zip(&answers) {
        let one = clerk.post_json("/api/v1/decisions", line).await;
        assert_eq!(one.text, *answer);
    }
    let batch = lines.lines().collect::<Vec<_>>().join(",\n");
    let all = clerk
        .post_json("/api/v1/decisions", &format!("[{batch}]"))
        .await;
    assert_eq!(all.text, format!("[{}]", answers.join(",")));
}

#[tokio::test]
async fn an_edition_may_be_asked_for_and_nothing_else() {
    let site = Site::new().await;
    let clerk = site.program(&site.world.cast.clerk).await;
    let path = |query: &str| format!("/api/v1/decisions{query}");
    let mut asked = applicant();
    let one = asked.to_string();
    let usual = clerk.post_json(&path(""), &one).await;
    let named = clerk
        .post_json(&path("?edition=hohhot-etdz%2F2022"), &one)
        .await;
    assert_eq!(named.text, usual.text);
    // A draft answers only when it is asked for.
    asked["application"]["on"] = json!("2023-09-01");
    let later = asked.to_string();
    let none = clerk.post_json(&path(""), &later).await;
    assert_eq!(none.json()["code"], "decisions.no_edition");
    let draft = clerk
        .post_json(&path("?edition=hohhot-etdz/2023"), &later)
        .await;
    assert_eq!(draft.json()["edition"]["id"], "hohhot-etdz/2023");
    let many = format!("[{later}]");
    let draft = clerk
        .post_json(&path("?edition=hohhot-etdz/2023"), &many)
        .await;
    assert_eq!(draft.json()[0]["edition"]["id"], "hohhot-etdz/2023");
    for (query, code) in [
        ("?edition=hohhot-etdz/1999", "decisions.unknown_edition"),
        ("?editon=hohhot-etdz/2022", "decisions.bad_parameter"),
        (
            "?edition=hohhot-etdz/2022&edition=hohhot-etdz/2023",
            "decisions.bad_parameter",
        ),
    ] {
        let refused = clerk.post_json(&path(query), &one).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{query}");
        assert_eq!(refused.json()["code"], code, "{query}");
    }
}

#[tokio::test]
async fn a_byte_order_mark_before_the_body_is_passed_over() {
    let site = Site::new().await;
    let clerk = site.program(&site.world.cast.clerk).await;
    for body in [applicant().to_string(), json!([applicant()]).to_string()] {
        let plain = clerk.post_json("/api/v1/decisions", &body).await;
        let marked = format!("\u{feff}{body}");
        let marked = clerk.post_json("/api/v1/decisions", &marked).await;
        assert_eq!((marked.status, marked.text), (StatusCode::OK, plain.text));
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
