//! Data about people: the notice, her own data, searches that leave a line, and erasure.

use axum::http::StatusCode;
use domain::testing::Cast;

use crate::site::{Site, Visitor};
use crate::way;

#[tokio::test]
async fn the_notice_says_what_is_kept_for_what_and_how_long() {
    let site = Site::new().await;
    let page = site.stranger().get("/privacy").await;
    assert_eq!(page.status, StatusCode::OK);
    for words in [
        "姓名、身份证号、性别、出生日期",
        "2022 年度继续教育通知（N2022 §2.1、§2.2、§6.1）；《个人信息保护法》第十三条第一款第三项",
        "您读过 365 天后删除",
        "版本 2022.1",
    ] {
        assert!(page.text.contains(words), "{words}: {}", page.text);
    }
    let english = site.stranger().with("accept-language", "en");
    let page = english.get("/privacy").await;
    assert!(page.text.contains("PIPL article 13(1)3") && !page.text.contains("class-"));
}

#[tokio::test]
async fn she_agrees_sees_who_read_her_number_and_downloads_everything() {
    for site in Site::on_each().await {
        let cast = &site.world.cast;
        way::passed(&site.world, &cast.learner).await;
        way::run_queue(&site.world).await;
        let whole = site.login_of(&cast.learner).await;
        let visitor = site.signed_in(&cast.learner).await;
        let page = visitor.get("/account/data").await;
        assert!(page.text.contains("您还没有同意现行版本（2022.1）"));
        assert!(page.text.contains("没有人看过"), "{}", page.text);
        let agreed = visitor.post("/account/data/agree", &[]).await;
        let page = visitor.get(agreed.location()).await;
        assert!(page.text.contains("同意版本 2022.1") && page.text.contains("已记下您的同意"));

        let officer = site.signed_in(&cast.officer).await;
        let fields = [("number", whole.as_str()), ("why", "来电核对学时")];
        officer.post("/bureau/people/by-number", &fields).await;
        let page = visitor.get("/account/data").await;
        assert!(page.text.contains("官员甲") && page.text.contains("来电核对学时"));

        let asked = visitor.post("/account/data/exports", &[]).await;
        assert_eq!(asked.status, StatusCode::SEE_OTHER, "{}", asked.text);
        let page = visitor.get("/account/data").await;
        assert!(page.text.contains("正在准备") && page.text.contains("http-equiv=\"refresh\""));
        let again = visitor.post("/account/data/exports", &[]).await;
        assert_eq!(again.status, StatusCode::CONFLICT);
        way::run_queue(&site.world).await;
        let page = visitor.get("/account/data").await;
        let address = page.between("action=\"/account/data/exports/", "\"");
        let address = format!("/account/data/exports/{address}");
        let file = visitor.post(&address, &[]).await;
        assert_eq!(file.header("content-type"), "application/zip");
        assert!(
            file.header("content-disposition")
                .starts_with("attachment;")
        );
        assert!(file.bytes.starts_with(b"PK"));
        let other = site.signed_in(&cast.other_learner).await;
        let refused = other.post(&address, &[]).await;
        assert_eq!(refused.status, StatusCode::NOT_FOUND);
        let foreign = officer.post(&address, &[]).await;
        assert_eq!(foreign.status, StatusCode::NOT_FOUND);
        let account = visitor.get("/account").await;
        assert!(account.text.contains("下载全部信息"));
        // And she is told that it is ready.
        let told = visitor.get("/messages").await;
        assert!(told.text.contains("您的全部信息已经准备好"));
    }
}

#[tokio::test]
async fn searching_by_number_needs_a_reason_and_finds_nobody_elsewhere() {
    let site = Site::new().await;
    let cast = &site.world.cast;
    let (whole, foreign) = (
        site.login_of(&cast.learner).await,
        site.login_of(&cast.foreign_officer).await,
    );
    let officer = site.signed_in(&cast.officer).await;
    let search = "/bureau/people/by-number";
    for (number, why, field, status) in [
        (whole.as_str(), " ", "why", StatusCode::UNPROCESSABLE_ENTITY),
        (
            "1234567890123",
            "核对",
            "number",
            StatusCode::UNPROCESSABLE_ENTITY,
        ),
        (foreign.as_str(), "核对", "number", StatusCode::NOT_FOUND),
    ] {
        let answer = officer
            .post(search, &[("number", number), ("why", why)])
            .await;
        assert_eq!(answer.status, status, "{number} {why}");
        assert!(
            answer.text.contains(&format!("href=\"#{field}\"")),
            "{}",
            answer.text
        );
        assert!(!answer.text.contains(number), "what was typed is not shown");
    }
    let found = officer
        .post(
            search,
            &[("number", &whole.to_lowercase()), ("why", "核对")],
        )
        .await;
    let person = format!("/bureau/people/{}", Cast::id(&cast.learner));
    assert_eq!(found.location(), person);
    // A search by name leaves its line as well, a mere list does not.
    officer.get("/bureau/people").await;
    officer.get("/bureau/people?q=%E5%B0%8F%E6%98%8E").await;
    let mut op = site.world.system().await;
    let lines = domain::audit::list_recent(&mut op, 20).await.unwrap();
    let searched: Vec<&str> = lines
        .iter()
        .filter(|line| line.action == "identity.people_searched")
        .map(|line| line.details.as_str())
        .collect();
    assert_eq!(searched, ["小明"]);
}

async fn decide(visitor: &Visitor<'_>, address: &str, decision: &str) -> (StatusCode, String) {
    let answer = visitor
        .post(address, &[("decision", decision), ("reason", "")])
        .await;
    (answer.status, answer.text)
}

#[tokio::test]
async fn two_officers_erase_who_asked_for_it() {
    for site in Site::on_each().await {
        let cast = &site.world.cast;
        way::passed(&site.world, &cast.learner).await;
        way::run_queue(&site.world).await;
        let mut op = site.world.op(&cast.learner).await;
        let papers = domain::certificates::list(&mut op, &Cast::id(&cast.learner)).await;
        let paper = papers.unwrap().remove(0).number;
        drop(op);
        let visitor = site.signed_in(&cast.learner).await;
        let page = visitor.get("/account/data/erasure").await;
        assert!(page.text.contains("会留下什么"), "{}", page.text);
        let hasty = visitor.post("/account/data/erasure", &[]).await;
        assert_eq!(hasty.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(hasty.text.contains("href=\"#understood\""));
        let fields = [("understood", "yes"), ("words", "退休")];
        let asked = visitor.post("/account/data/erasure", &fields).await;
        assert_eq!(asked.location(), "/account/data/erasure", "{}", asked.text);
        let page = visitor.get("/account/data/erasure").await;
        assert!(page.text.contains("等待经办人员") && page.text.contains("撤回申请"));

        let first = site.signed_in(&cast.officer).await;
        let list = first.get("/bureau/erasures").await;
        assert!(list.text.contains("乌日娜"), "{}", list.text);
        let case_page = format!(
            "/bureau/erasures/{}",
            list.between("/bureau/erasures/", "\"")
        );
        assert!(first.get(&case_page).await.text.contains("退休"));
        let (silent, _) = decide(&first, &case_page, "refuse").await;
        assert_eq!(silent, StatusCode::UNPROCESSABLE_ENTITY);
        let (agreed, _) = decide(&first, &case_page, "agree").await;
        assert_eq!(agreed, StatusCode::SEE_OTHER);
        assert!(
            first
                .get(&case_page)
                .await
                .text
                .contains("须由另一位经办人员办理")
        );
        let (alone, text) = decide(&first, &case_page, "agree").await;
        assert_eq!(alone, StatusCode::FORBIDDEN, "{text}");
        let foreign = site.signed_in(&cast.foreign_officer).await;
        assert_eq!(foreign.get(&case_page).await.status, StatusCode::NOT_FOUND);
        assert!(
            !foreign
                .get("/bureau/erasures")
                .await
                .text
                .contains("乌日娜")
        );
        let second = site.signed_in(&cast.second_officer).await;
        let (erased, _) = decide(&second, &case_page, "agree").await;
        assert_eq!(erased, StatusCode::SEE_OTHER);
        way::run_queue(&site.world).await;

        is_gone(&site, &visitor, &paper).await;
        let people = second.get("/bureau/people").await;
        assert!(!people.text.contains("乌日娜") && !people.text.contains("已注销"));
        assert!(second.get(&case_page).await.text.contains("（已注销）"));
    }
}

/// She is signed out and gone; her certificate says so.
async fn is_gone(site: &Site, visitor: &Visitor<'_>, paper: &str) {
    let gone = visitor.get("/account").await;
    assert_eq!(gone.status, StatusCode::SEE_OTHER);
    let verified = site.stranger().get(&format!("/verify/{paper}")).await;
    assert!(
        verified.text.contains("已按持有人要求注销"),
        "{}",
        verified.text
    );
    assert!(!verified.text.contains('乌') && !verified.text.contains("150*"));
}
