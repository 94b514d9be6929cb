//! What stands on record of a learner: ledger, certificates, report, card, and the look-up of
//! numbers by anyone.

use axum::http::StatusCode;
use domain::testing::Cast;
use domain::{Actor, certificates, reports};
use kernel::Category;

use crate::site::{Answer, Site, Visitor};
use crate::way;

async fn post(visitor: &Visitor<'_>, path: &str) -> Answer {
    visitor.post(path, &[]).await
}

/// A passed course with its certificate; the certificate's address and number.
async fn certified(site: &Site, learner: &Actor) -> (String, String) {
    way::passed(&site.world, learner).await;
    way::run_queue(&site.world).await;
    let mut op = site.world.op(learner).await;
    let all = certificates::list(&mut op, &Cast::id(learner))
        .await
        .unwrap();
    let newest = all.first().unwrap();
    (
        format!("/certificates/{}/pdf", newest.id),
        newest.number.clone(),
    )
}

#[tokio::test]
async fn a_year_shows_its_figures_and_every_line_behind_them() {
    let site = Site::new().await;
    let cast = &site.world.cast;
    let learner = site.signed_in(&cast.learner).await;
    let empty = learner.get("/hours/2022").await;
    assert!(empty.text.contains("0 / 30 学时") && empty.text.contains("这个年度还没有记录"));
    assert!(
        empty
            .text
            .contains("/courses?category=professional&amp;year=2022")
    );
    way::recognise(&site.world, &cast.learner, Category::Public, 30).await;
    let one = learner.get("/hours/2022").await;
    assert_eq!(one.status, StatusCode::OK);
    for words in [
        "30 / 30 学时",
        "研修班结业证书",
        "N2022 §3.9",
        "人社部门核定",
        "还差 60 学时",
    ] {
        assert!(one.text.contains(words), "{words}");
    }
    assert!(
        !one.text.contains("category=public&amp;"),
        "nothing public is missing"
    );
    let all = learner.get("/hours").await;
    assert!(all.text.contains("/hours/2022") && all.text.contains("/hours/2020"));
}

#[tokio::test]
async fn a_revoked_line_stands_struck_through_beside_its_reversal() {
    let site = Site::new().await;
    let cast = &site.world.cast;
    let entry = way::whole_year(&site.world, &cast.learner).await;
    way::revoke(&site.world, &entry).await;
    let learner = site.signed_in(&cast.learner).await;
    let page = learner.get("/hours/2022").await.text;
    for words in [
        "<del>60 学时</del>",
        "已撤销",
        "冲销第 2 笔",
        "-60 学时",
        "证明材料不实",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert!(
        page.contains("0 / 60 学时"),
        "the figures follow the ledger"
    );
}

#[tokio::test]
async fn years_that_are_none_lead_nowhere() {
    let site = Site::new().await;
    let learner = site.signed_in(&site.world.cast.learner).await;
    for bad in [
        "/hours/1999",
        "/hours/99999",
        "/hours/x",
        "/report/1999",
        "/card/x",
        "/card/1999",
    ] {
        assert_eq!(
            learner.get(bad).await.status,
            StatusCode::NOT_FOUND,
            "{bad}"
        );
    }
}

#[tokio::test]
async fn a_passed_exam_is_told_while_its_certificate_is_being_issued() {
    let site = Site::new().await;
    let cast = &site.world.cast;
    let learner = site.signed_in(&cast.learner).await;
    assert!(
        learner
            .get("/certificates")
            .await
            .text
            .contains("还没有证书")
    );
    way::passed(&site.world, &cast.learner).await;
    let waiting = learner.get("/certificates").await;
    assert!(waiting.text.contains("正在签发") && !waiting.text.contains("/pdf"));
    way::run_queue(&site.world).await;
    let issued = learner.get("/certificates").await;
    assert!(issued.text.contains("已签发 1 张") && !issued.text.contains("正在签发"));
}

#[tokio::test]
async fn a_certificate_is_printed_under_its_name_by_whom_it_belongs_to() {
    let site = Site::new().await;
    let cast = &site.world.cast;
    let (address, number) = certified(&site, &cast.learner).await;
    let learner = site.signed_in(&cast.learner).await;
    let pdf = learner.get(&address).await;
    assert_eq!(pdf.status, StatusCode::OK);
    assert_eq!(pdf.header("content-type"), "application/pdf");
    let named = pdf.header("content-disposition");
    assert!(
        named.starts_with(&format!("inline; filename=\"{number}.pdf\"")),
        "{named}"
    );
    let again = learner
        .with("if-none-match", pdf.header("etag"))
        .get(&address)
        .await;
    assert_eq!(
        (again.status, again.text.as_str()),
        (StatusCode::NOT_MODIFIED, "")
    );
    let officer = site.program(&cast.officer).await;
    assert_eq!(officer.get(&address).await.status, StatusCode::OK);
    for stranger in [&cast.other_learner, &cast.foreign_officer] {
        let answer = site.program(stranger).await.get(&address).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{}", stranger.name());
    }
}

#[tokio::test]
async fn what_was_revoked_is_not_printed_and_says_so_to_whoever_verifies() {
    let site = Site::new().await;
    let cast = &site.world.cast;
    let (address, number) = certified(&site, &cast.learner).await;
    let anyone = site.stranger();
    let valid = anyone.get(&format!("/verify/{number}")).await;
    assert_eq!(valid.status, StatusCode::OK);
    assert!(
        valid.text.contains("有效") && valid.text.contains("乌**"),
        "{}",
        valid.text
    );
    assert!(!valid.text.contains("乌日娜"), "the name is masked");
    let mut op = site.world.system().await;
    let lines = ledger::list(&mut op.tx, &Cast::id(&cast.learner), None)
        .await
        .unwrap();
    drop(op);
    way::revoke(&site.world, &lines.last().unwrap().entry.id).await;
    let revoked = anyone.get(&format!("/verify/{number}")).await;
    assert_eq!(revoked.status, StatusCode::OK);
    assert!(revoked.text.contains("已撤销"));
    let learner = site.signed_in(&cast.learner).await;
    assert_eq!(learner.get(&address).await.status, StatusCode::CONFLICT);
    assert!(
        learner
            .get("/certificates")
            .await
            .text
            .contains("对应的学时已被撤销")
    );
}

#[tokio::test]
async fn a_number_that_was_never_issued_is_told_from_one_that_is_none() {
    let site = Site::new().await;
    let anyone = site.stranger();
    let never = domain::certificates::DocumentNumber::new(
        domain::certificates::DocumentKind::Card,
        2022,
        [5; 11],
    );
    let never = anyone.get(&format!("/verify/{never}")).await;
    assert_eq!(never.status, StatusCode::NOT_FOUND);
    assert!(never.text.contains("从未签发"));
    for bad in ["C2022-ABC", "%3Cb%3E", "C2022-7K3M-9QWX-4T0%20%C3%97"] {
        let answer = anyone.get(&format!("/verify/{bad}")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{bad}");
        assert!(
            answer.text.contains("编号格式不对") && !answer.text.contains("<b>"),
            "{bad}"
        );
    }
    let typed = anyone.get("/verify?number=+k2022+abc").await;
    assert_eq!(typed.location(), "/verify/k2022abc");
    assert_eq!(anyone.get("/verify").await.status, StatusCode::OK);
}

#[tokio::test]
async fn an_unfinished_year_says_what_is_missing_and_draws_up_nothing() {
    let site = Site::new().await;
    let learner = site.signed_in(&site.world.cast.learner).await;
    let start = learner.get("/report/2022").await;
    assert!(start.text.contains("还差 60 学时") && !start.text.contains("/check"));
    let early = post(&learner, "/report/2022").await;
    assert_eq!(early.status, StatusCode::CONFLICT);
    assert!(
        early.text.contains("公需科目还差 30 学时"),
        "{}",
        early.text
    );
    let check = learner.get("/report/2022/check").await;
    assert_eq!(check.location(), "/report/2022");
}

#[tokio::test]
async fn a_report_is_checked_before_it_is_drawn_up_once() {
    let site = Site::new().await;
    let cast = &site.world.cast;
    way::whole_year(&site.world, &cast.learner).await;
    let learner = site.signed_in(&cast.learner).await;
    let page = learner.get("/report/2022").await;
    assert!(page.text.contains("/report/2022/check"));
    let check = learner.get("/report/2022/check").await.text;
    assert!(check.contains("经开区数据中心") && check.contains("60 / 60 学时"));
    for _ in 0..2 {
        let drawn = post(&learner, "/report/2022").await;
        assert_eq!(
            drawn.location(),
            "/report/2022?done=drawn",
            "{}",
            drawn.text
        );
    }
    let waiting = learner.get("/report/2022?done=drawn").await.text;
    assert!(
        waiting.contains("等待用人单位确认：经开区数据中心"),
        "{waiting}"
    );
    assert!(
        learner
            .get("/card/2022")
            .await
            .text
            .contains("还没有审验卡")
    );
}

#[tokio::test]
async fn an_approved_report_becomes_a_card() {
    let site = Site::new().await;
    let (world, cast) = (&site.world, &site.world.cast);
    way::whole_year(world, &cast.learner).await;
    let report = way::draw(world, &cast.learner).await.unwrap();
    way::confirm_and_approve(world, &report).await;
    let learner = site.signed_in(&cast.learner).await;
    assert!(learner.get("/card/2022").await.text.contains("正在制卡"));
    let early = learner.get("/card/2022/pdf").await;
    assert_eq!(early.status, StatusCode::NOT_FOUND);
    way::run_queue(world).await;
    assert!(
        learner
            .get("/card/2022")
            .await
            .text
            .contains("/card/2022/pdf")
    );
    let pdf = learner.get("/card/2022/pdf").await;
    assert_eq!(pdf.header("content-type"), "application/pdf");
    let page = learner.get("/report/2022").await;
    assert!(page.text.contains("查看并打印审验卡"));
}

#[tokio::test]
async fn a_returned_report_says_why_and_is_drawn_up_again() {
    let site = Site::new().await;
    let (world, cast) = (&site.world, &site.world.cast);
    way::whole_year(world, &cast.learner).await;
    let report = way::draw(world, &cast.learner).await.unwrap();
    let mut op = world.op(&cast.employer_admin).await;
    reports::return_by_employer(&mut op, &report.id, "岗位名称有误")
        .await
        .unwrap();
    op.commit().await.unwrap();
    let learner = site.signed_in(&cast.learner).await;
    let page = learner.get("/report/2022").await;
    assert!(page.text.contains("已退回") && page.text.contains("岗位名称有误"));
    assert!(page.text.contains("/report/2022/check"));
    assert_eq!(
        post(&learner, "/report/2022").await.status,
        StatusCode::SEE_OTHER
    );
    assert!(
        learner
            .get("/report/2022")
            .await
            .text
            .contains("等待用人单位确认")
    );
}

#[tokio::test]
async fn a_card_is_suspended_while_hours_of_its_year_are_revoked() {
    let site = Site::new().await;
    let (world, cast) = (&site.world, &site.world.cast);
    let entry = way::whole_year(world, &cast.learner).await;
    let report = way::draw(world, &cast.learner).await.unwrap();
    way::confirm_and_approve(world, &report).await;
    way::run_queue(world).await;
    let learner = site.signed_in(&cast.learner).await;
    let number = learner.get("/card/2022").await.between("/verify/", "\"");
    way::revoke(world, &entry).await;
    let page = learner.get("/card/2022").await;
    assert!(page.text.contains("暂停使用") && page.text.contains("还差 60 学时"));
    assert!(!page.text.contains("/card/2022/pdf"));
    assert_eq!(
        learner.get("/card/2022/pdf").await.status,
        StatusCode::CONFLICT
    );
    let public = site.stranger().get(&format!("/verify/{number}")).await;
    assert!(public.text.contains("暂停使用"), "{}", public.text);
    way::recognise(world, &cast.learner, Category::Professional, 60).await;
    assert!(
        learner
            .get("/card/2022")
            .await
            .text
            .contains("/card/2022/pdf"),
        "whole again"
    );
}

#[tokio::test]
async fn only_learners_have_pages_of_their_record() {
    let site = Site::new().await;
    let inspector = site.signed_in(&site.world.cast.inspector).await;
    for page in [
        "/hours",
        "/certificates",
        "/report/2022",
        "/card/2022",
        "/decisions",
    ] {
        assert_eq!(
            inspector.get(page).await.status,
            StatusCode::FORBIDDEN,
            "{page}"
        );
        assert_eq!(
            site.stranger().get(page).await.status,
            StatusCode::SEE_OTHER,
            "{page}"
        );
    }
}
