//! Facts and the inbox on pages: hers to claim, the desks' to answer.

use axum::http::StatusCode;
use domain::facts::{FactKind, NewFact};
use domain::testing::papers::paper;
use domain::testing::{Cast, World};
use domain::{Actor, evidence, facts};
use kernel::FactId;

use crate::site::Site;

async fn claim(world: &World, learner: &Actor, number: u32) -> FactId {
    let mut op = world.op(learner).await;
    let me = Cast::id(learner);
    let kept = evidence::keep(&mut op, &me, paper(number)).await.unwrap();
    let new = NewFact {
        kind: FactKind::Grassroots,
        value: String::new(),
        from_day: "2022-01-01".parse().unwrap(),
        to_day: None,
        words: "派驻沙尔沁镇".into(),
        needed_by: "2022-12-20".parse().ok(),
        evidence_id: Some(kept.id),
    };
    let fact = facts::claim(&mut op, &me, new).await.unwrap();
    op.commit().await.unwrap();
    fact.id
}

/// What she types of a secondment to the grassroots.
const FIELDS: [(&str, &str); 4] = [
    ("kind", "grassroots"),
    ("from_day", "2022-03-01"),
    ("words", "派驻沙尔沁镇"),
    ("needed_by", "2022-12-20"),
];

#[tokio::test]
async fn a_form_says_first_who_confirms_it_and_keeps_what_was_typed() {
    for site in Site::on_each().await {
        let cast = &site.world.cast;
        let learner = site.signed_in(&cast.learner).await;
        assert!(
            learner
                .get("/facts")
                .await
                .text
                .contains("还没有申请过认定")
        );
        let form = learner.get("/facts/new?kind=grassroots").await.text;
        for words in [
            "N2022 §3.3",
            "先由所在单位确认",
            "派驻、下沉基层一线的文件",
            "待主管部门确认",
        ] {
            assert!(form.contains(words), "{words}");
        }
        let without = learner.upload("/facts", &FIELDS, ("", b"")).await;
        assert_eq!(without.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(without.text.contains("请附上证明材料") && without.text.contains("派驻沙尔沁镇"));
        let wrong = ("证明.pdf", b"MZ not a paper".as_slice());
        let wrong = learner.upload("/facts", &FIELDS, wrong).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            wrong.text.contains("不是 PDF、JPG 或 PNG"),
            "{}",
            wrong.text
        );
    }
}

#[tokio::test]
async fn a_fact_goes_from_her_form_to_both_desks_and_into_the_decision() {
    for site in Site::on_each().await {
        let cast = &site.world.cast;
        let learner = site.signed_in(&cast.learner).await;
        let paper = paper(3).bytes;
        let sent = learner
            .upload("/facts", &FIELDS, ("证明.png", &paper))
            .await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text);
        let address = sent.location().split('?').next().unwrap().to_owned();
        let admin = site.signed_in(&cast.employer_admin).await;
        let inbox = admin.get("/inbox").await.text;
        assert!(inbox.contains(&address) && inbox.contains("2022年12月20日"));
        let case_page = admin.get(&address).await.text;
        assert!(case_page.contains("属实，报人社部门认定") && case_page.contains("派驻沙尔沁镇"));
        let file = admin.post(&format!("{address}/proof"), &[]).await;
        assert_eq!(
            file.header("content-disposition").split(';').next(),
            Some("attachment")
        );
        assert_eq!(file.header("x-content-type-options"), "nosniff");
        let nothing = admin.post(&format!("{address}/answer"), &[]).await;
        assert!(nothing.text.contains("请选择意见"));
        let passed = [("decision", "confirm"), ("words", "属实")];
        let passed = admin.post(&format!("{address}/answer"), &passed).await;
        assert_eq!(passed.status, StatusCode::SEE_OTHER, "{}", passed.text);
        let officer = site.signed_in(&cast.officer).await;
        let inbox = officer.get("/inbox").await.text;
        assert!(inbox.contains(&address), "it waits at the bureau now");
        assert!(!admin.get("/inbox").await.text.contains(&address));
        let confirmed = [("decision", "confirm"), ("words", "")];
        officer.post(&format!("{address}/answer"), &confirmed).await;
        let page = learner.get("/decisions").await.text;
        assert!(
            page.contains(&format!("href=\"{address}\"")),
            "the decision names it"
        );
        assert!(learner.get(&address).await.text.contains("已认定"));
    }
}

#[tokio::test]
async fn many_are_answered_at_once_and_each_by_itself() {
    for site in Site::on_each().await {
        let cast = &site.world.cast;
        let one = claim(&site.world, &cast.learner, 1).await;
        let two = claim(&site.world, &cast.other_learner, 2).await;
        let admin = site.signed_in(&cast.employer_admin).await;
        let inbox = admin.get("/inbox").await.text;
        assert!(inbox.contains("一起办理选中的"));
        let (one_key, two_key) = (format!("fact:{one}"), format!("fact:{two}"));
        let page = admin
            .get(&format!("/inbox/batch?item={one_key}&item={two_key}"))
            .await
            .text;
        assert!(page.contains("派驻沙尔沁镇"));
        let answers = [
            ("item", one_key.as_str()),
            ("answer", "confirm"),
            ("words", ""),
            ("item", two_key.as_str()),
            ("answer", "refuse"),
            ("words", ""),
        ];
        let answered = admin.post("/inbox/batch", &answers).await;
        assert_eq!(answered.status, StatusCode::OK);
        assert!(answered.text.contains("已办理") && answered.text.contains("没有办成"));
        assert!(answered.text.contains("请写明理由"));
        let inbox = admin.get("/inbox").await.text;
        assert!(!inbox.contains(one.as_str()) && inbox.contains(two.as_str()));
    }
}

#[tokio::test]
async fn a_thing_is_taken_and_given_back_and_no_desk_shows_anothers() {
    for site in Site::on_each().await {
        let cast = &site.world.cast;
        let fact = claim(&site.world, &cast.learner, 1).await;
        let admin = site.signed_in(&cast.employer_admin).await;
        let take = [("matter", "fact"), ("subject", fact.as_str()), ("desk", "")];
        assert_eq!(
            admin.post("/inbox/take", &take).await.status,
            StatusCode::SEE_OTHER
        );
        assert!(admin.get("/inbox").await.text.contains("放回"));
        let back = [
            ("matter", "fact"),
            ("subject", fact.as_str()),
            ("back", "1"),
        ];
        assert_eq!(
            admin.post("/inbox/take", &back).await.status,
            StatusCode::SEE_OTHER
        );
        assert!(!admin.get("/inbox").await.text.contains("放回"));
        let desk = format!("/inbox?desk=employer:{}", cast.employer);
        let foreign = site.signed_in(&cast.foreign_officer).await;
        assert_eq!(foreign.get(&desk).await.status, StatusCode::FORBIDDEN);
        let officer = site.signed_in(&cast.foreign_officer).await;
        let taken = officer.post("/inbox/take", &take).await;
        assert_eq!(taken.status, StatusCode::FORBIDDEN);
        let foreign = officer.get(&format!("/facts/{fact}")).await;
        assert_eq!(foreign.status, StatusCode::NOT_FOUND);
    }
}
