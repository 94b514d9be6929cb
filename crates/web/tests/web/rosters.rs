//! Rosters on the page: lists with their dry run, invitations, claims, the staff to take away.

use axum::http::StatusCode;
use domain::testing::Cast;
use domain::{Actor, identity};
use kernel::CreditCode;

use crate::lists::{cast_id, stranger};
use crate::site::{Answer, Site, Visitor};
use crate::way;

const HEADINGS: &str = "身份证号,姓名,手机号,岗位,职称专业,部门,任职日期";

fn csv(rows: &[String]) -> Vec<u8> {
    format!("{HEADINGS}\n{}\n", rows.join("\n")).into_bytes()
}

fn newcomer(number: usize) -> String {
    let id = stranger(number);
    format!("{id},新人{number},137{number:08},技术员,计算机,研发部,2022-11-01")
}

async fn upload(visitor: &Visitor<'_>, name: &str, bytes: &[u8]) -> Answer {
    visitor
        .upload("/employer/rosters", &[], (name, bytes))
        .await
}

/// Works off the queue a moment later.
async fn work(site: &Site) {
    site.world.advance(std::time::Duration::from_secs(1));
    way::run_queue(&site.world).await;
}

async fn again<'s>(site: &'s Site, actor: &Actor) -> Visitor<'s> {
    let mut op = site.world.system().await;
    let actor = identity::actor_of(&mut op, &Cast::id(actor)).await.unwrap();
    drop(op);
    site.signed_in(&actor).await
}

/// A second employer, of which the instructor is the admin.
async fn other_employer(site: &Site) -> Visitor<'_> {
    let cast = &site.world.cast;
    let code = CreditCode::from_seventeen("91150100MA0000001").unwrap();
    let fields = [
        ("credit_code", code.as_str()),
        ("name", "敕勒川软件有限公司"),
        ("sector", "non_public"),
        ("territory", "hohhot-etdz"),
    ];
    let founder = site.signed_in(&cast.instructor).await;
    founder
        .upload("/employers/register", &fields, ("", b""))
        .await;
    let officer = site.signed_in(&cast.officer).await;
    let waiting = officer.get("/bureau/registrations").await;
    let id = waiting.between("href=\"/bureau/registrations/", "\"");
    let address = format!("/bureau/registrations/{id}");
    officer.post(&address, &[("decision", "accept")]).await;
    again(site, &cast.instructor).await
}

#[tokio::test]
async fn a_list_is_checked_confirmed_and_undone() {
    for site in Site::on_each().await {
        let admin = site.signed_in(&site.world.cast.employer_admin).await;
        let home = admin.get("/employer/rosters").await;
        assert!(home.text.contains("还没有导入过名册"));
        let sent = upload(&admin, "../../名册.csv", &csv(&[newcomer(1), newcomer(2)])).await;
        let address = sent.location().to_owned();
        assert!(
            address.starts_with("/employer/rosters/ros_"),
            "{}",
            sent.text
        );
        let running = admin.get(&address).await;
        assert!(running.text.contains("<progress") && running.text.contains("正在核对"));
        work(&site).await;
        let checked = admin.get(&address).await;
        assert!(
            checked.text.contains("确认生效（2 行）"),
            "{}",
            checked.text
        );
        assert!(checked.text.contains("新建账号") && !checked.text.contains(&stranger(1)));
        let fresh = admin.get("/employer").await;
        assert!(!fresh.text.contains("新人1"));
        let confirmed = admin.post(&address, &[("decision", "confirm")]).await;
        assert_eq!(confirmed.location(), address);
        work(&site).await;
        assert!(admin.get("/employer").await.text.contains("新人1"));
        // The same file again leads to the first list.
        let same = upload(&admin, "名册.csv", &csv(&[newcomer(1), newcomer(2)])).await;
        assert_eq!(same.location(), format!("{address}?done=same"));
        let done = admin.get(&address).await;
        assert!(done.text.contains("整份撤销"));
        admin.post(&address, &[("decision", "undo")]).await;
        work(&site).await;
        assert!(!admin.get("/employer").await.text.contains("新人1"));
        assert!(admin.get(&address).await.text.contains("已经撤销"));
        let burn = admin.post(&address, &[("decision", "burn")]).await;
        assert_eq!(burn.status, StatusCode::BAD_REQUEST);
    }
}

#[tokio::test]
async fn what_must_be_mended_is_said_with_its_column() {
    let site = Site::new().await;
    let admin = site.signed_in(&site.world.cast.employer_admin).await;
    let bad = format!("{},新人,13711111111,员,计算机,,下周", stranger(2));
    let sent = upload(&admin, "名册.csv", &csv(&[newcomer(1), bad])).await;
    work(&site).await;
    let page = admin.get(sent.location()).await;
    assert!(page.text.contains("有 1 行需要改正") && page.text.contains("下周"));
    assert!(page.text.contains("任职日期") && !page.text.contains("确认生效（"));
    let refused = admin
        .post(sent.location(), &[("decision", "confirm")])
        .await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    let gone = admin
        .post(sent.location(), &[("decision", "discard")])
        .await;
    assert_eq!(gone.location(), "/employer/rosters?done=discarded");
}

#[tokio::test]
async fn foreign_files_are_refused_at_the_field() {
    let site = Site::new().await;
    let admin = site.signed_in(&site.world.cast.employer_admin).await;
    for bytes in [
        &b""[..],
        b"\x89PNG\r\n\x1a\n",
        b"PK\x03\x04 no workbook",
        b"a,b\n1,2\n",
    ] {
        let refused = upload(&admin, "名册.xlsx", bytes).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text.contains("href=\"#file\""));
    }
    let none = admin.upload("/employer/rosters", &[], ("", b"")).await;
    assert!(none.text.contains("没有选择文件"));
}

#[tokio::test]
async fn the_template_is_read_again_as_it_was_given() {
    let site = Site::new().await;
    let admin = site.signed_in(&site.world.cast.employer_admin).await;
    let workbook = admin.get("/employer/rosters/template").await;
    assert!(
        workbook
            .header("content-disposition")
            .contains("roster.xlsx")
    );
    let empty = upload(&admin, "模板.xlsx", &workbook.bytes).await;
    assert!(empty.text.contains("栏目行下面没有内容"), "{}", empty.text);
    let text = admin.get("/employer/rosters/template?format=csv").await;
    let row = newcomer(1);
    let filled = [text.bytes.clone(), format!("{row}\n").into_bytes()].concat();
    let sent = upload(&admin, "模板.csv", &filled).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text);
    work(&site).await;
    assert!(
        admin
            .get(sent.location())
            .await
            .text
            .contains("确认生效（1 行）")
    );
}

#[tokio::test]
async fn lists_and_staff_of_another_employer_are_closed() {
    let site = Site::new().await;
    let cast = &site.world.cast;
    let admin = site.signed_in(&cast.employer_admin).await;
    let sent = upload(&admin, "名册.csv", &csv(&[newcomer(1)])).await;
    work(&site).await;
    let other = other_employer(&site).await;
    let looked = other.get(sent.location()).await;
    assert_eq!(looked.status, StatusCode::FORBIDDEN);
    assert!(!looked.text.contains("新人1"));
    for decision in ["confirm", "discard", "undo", "restart"] {
        let refused = other.post(sent.location(), &[("decision", decision)]).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{decision}");
    }
    let lists = other.get("/employer/rosters").await;
    assert!(!lists.text.contains(sent.location()));
    let own = admin.post("/employer/export", &[]).await;
    assert!(own.header("content-disposition").starts_with("attachment"));
    assert!(own.bytes.starts_with(b"PK"));
    let officer = site.signed_in(&cast.officer).await;
    let export = format!("/bureau/employers/{}/export", cast.employer);
    assert!(officer.post(&export, &[]).await.bytes.starts_with(b"PK"));
    let foreign = site.signed_in(&cast.foreign_officer).await;
    assert_eq!(
        foreign.post(&export, &[]).await.status,
        StatusCode::FORBIDDEN
    );
}

#[tokio::test]
async fn somebody_says_where_she_works_and_the_employer_confirms() {
    for site in Site::on_each().await {
        let cast = &site.world.cast;
        let person = site.signed_in(&cast.instructor).await;
        let empty = person.get("/employment").await;
        assert!(empty.text.contains("还没有登记工作单位"));
        let found = person.get("/employment?q=%E6%95%B0%E6%8D%AE").await;
        let employer = found.between("href=\"/employment?employer=", "#claim");
        assert_eq!(employer, cast.employer.as_str());
        let form = person
            .get(&format!("/employment?employer={employer}"))
            .await;
        assert!(form.text.contains("提交单位确认"));
        let good = [
            ("employer", employer.as_str()),
            ("from_day", "2022-09-01"),
            ("post_title", "讲师"),
            ("speciality", "中小学教育"),
            ("note", ""),
        ];
        for (field, value) in [("from_day", "2023-01-01"), ("post_title", " ")] {
            let spoilt = good.map(|(name, fine)| (name, if name == field { value } else { fine }));
            let refused = person.post("/employment/claims", &spoilt).await;
            assert!(
                refused.text.contains(&format!("href=\"#{field}\"")),
                "{field}"
            );
        }
        let claimed = person.post("/employment/claims", &good).await;
        assert_eq!(claimed.location(), "/employment?done=claimed");
        let admin = site.signed_in(&cast.employer_admin).await;
        let desk = admin.get("/employer/joinings").await;
        let id = desk.between("href=\"/joinings/", "\"");
        let address = format!("/joinings/{id}");
        // The bureau sees it and waits for the employer.
        let officer = site.signed_in(&cast.officer).await;
        assert!(officer.get(&address).await.text.contains("还在答复期限内"));
        let early = officer.post(&address, &[("decision", "confirm")]).await;
        assert_eq!(early.status, StatusCode::CONFLICT);
        let foreign = site.signed_in(&cast.foreign_officer).await;
        assert_eq!(foreign.get(&address).await.status, StatusCode::NOT_FOUND);
        let silent = admin
            .post(&address, &[("decision", "refuse"), ("why", "")])
            .await;
        assert!(silent.text.contains("href=\"#why\""));
        let done = admin.post(&address, &[("decision", "confirm")]).await;
        assert_eq!(done.location(), format!("{address}?done=confirm"));
        assert!(person.get("/employment").await.text.contains("讲师"));
        assert!(admin.get("/employer").await.text.contains(">教师</a>"));
    }
}

#[tokio::test]
async fn somebody_is_invited_and_accepts_or_declines() {
    let site = Site::new().await;
    let cast = &site.world.cast;
    let other = other_employer(&site).await;
    let good = [
        ("number", "13800000001"),
        ("name", "乌日娜"),
        ("from_day", "2022-12-01"),
        ("post_title", "总工"),
        ("speciality", "计算机应用"),
    ];
    let wrong = good.map(|(name, fine)| (name, if name == "name" { "别人" } else { fine }));
    let refused = other.post("/employer/joinings", &wrong).await;
    assert!(refused.text.contains("href=\"#number\"") && !refused.text.contains("乌日娜"));
    let invited = other.post("/employer/joinings", &good).await;
    assert_eq!(invited.location(), "/employer/joinings?done=invited");
    let learner = site.signed_in(&cast.learner).await;
    let page = learner.get("/employment").await;
    assert!(page.text.contains("邀请您担任总工") && page.text.contains("现单位会收到通知"));
    let id = page.between("action=\"/employment/joinings/", "\"");
    let answer = format!("/employment/joinings/{id}");
    let stranger = site.signed_in(&cast.other_learner).await;
    let closed = stranger.post(&answer, &[("decision", "accept")]).await;
    assert_eq!(closed.status, StatusCode::NOT_FOUND);
    let declined = learner.post(&answer, &[("decision", "decline")]).await;
    assert_eq!(declined.location(), "/employment?done=decline");
    other.post("/employer/joinings", &good).await;
    let page = learner.get("/employment").await;
    let id = page.between("action=\"/employment/joinings/", "\"");
    let answer = format!("/employment/joinings/{id}");
    let accepted = learner.post(&answer, &[("decision", "accept")]).await;
    assert_eq!(accepted.location(), "/employment?done=accept");
    let home = learner.get("/employment").await;
    assert!(home.text.contains("敕勒川软件有限公司") && home.text.contains("调往其他单位"));
    let old = site.signed_in(&cast.employer_admin).await;
    assert!(old.get("/employer/former").await.text.contains("乌日娜"));
    let late = learner.post(&answer, &[("decision", "decline")]).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
}

#[tokio::test]
async fn somebody_who_works_elsewhere_is_invited_by_a_list() {
    let site = Site::new().await;
    let cast = &site.world.cast;
    let other = other_employer(&site).await;
    let row = format!("{},乌日娜,,总工,计算机,技术部,2022-12-01", cast_id(1));
    let sent = upload(&other, "名册.csv", &csv(&[row])).await;
    work(&site).await;
    let page = other.get(sent.location()).await;
    // Where she works is not told.
    assert!(page.text.contains("在别的单位，发出邀请") && !page.text.contains("数据中心"));
    other
        .post(sent.location(), &[("decision", "confirm")])
        .await;
    work(&site).await;
    let learner = site.signed_in(&cast.learner).await;
    assert!(
        learner
            .get("/employment")
            .await
            .text
            .contains("邀请您担任总工")
    );
}
