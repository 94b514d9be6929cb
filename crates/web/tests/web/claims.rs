//! A claim from its kind to the decision, on pages; files that are refused; and who sees nothing.

use axum::http::StatusCode;
use domain::Actor;
use domain::testing::papers::{document, paper};

use crate::site::{Answer, Site, Visitor};

const FORUM: [(&str, &str); 11] = [
    ("kind", "forum"),
    ("study_year", "2022"),
    ("organiser", "内蒙古计算机学会"),
    ("title", "数据安全高峰论坛"),
    ("place", "呼和浩特"),
    ("from_day", "2022-08-20"),
    ("to_day", "2022-08-21"),
    ("certificate_number", "LT-2022-0815"),
    ("quantity", "12.5"),
    ("speciality", "计算机"),
    ("needed_by", ""),
];

/// The address of a new draft.
async fn drafted(visitor: &Visitor<'_>) -> String {
    let answer = visitor.post("/claims", &FORUM).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    answer.location().to_owned()
}

async fn sent(visitor: &Visitor<'_>, address: &str, name: &str, bytes: &[u8]) -> Answer {
    let to = format!("{address}/files");
    visitor.upload(&to, &[], (name, bytes)).await
}

/// A claim that waits for the employer; its address on the learner's pages.
async fn submitted(site: &Site, actor: &Actor, name: u32) -> String {
    let visitor = site.signed_in(actor).await;
    let address = drafted(&visitor).await;
    sent(&visitor, &address, "证书.png", &paper(name).bytes).await;
    let answer = visitor.post(&format!("{address}/submit"), &[]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    address
}

#[tokio::test]
async fn rates_clauses_and_proofs_are_told_before_anything_is_uploaded() {
    let site = Site::new().await;
    let learner = site.signed_in(&site.world.cast.learner).await;
    let kinds = learner.get("/claims/kinds").await.text;
    for words in [
        "每 1 个证书所载学时，折算 1 学时，计入专业科目",
        "通知没有规定每年的上限",
        "论坛参加证明",
        "N2022 §3.6",
        "通知未写明折合比例，暂按证书所载学时",
        "取得证书那一年的专业科目视同完成",
        "不在自治区内参加的考试",
    ] {
        assert!(kinds.contains(words), "{words}");
    }
    let form = learner.get("/claims/new?kind=forum").await.text;
    assert!(form.contains("论坛参加证明") && !form.contains("type=\"file\""));
    let unknown = learner.get("/claims/new?kind=holiday").await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_claim_walks_from_the_form_to_the_ledger() {
    for site in Site::on_each().await {
        let address = submitted(&site, &site.world.cast.learner, 1).await;
        let id = address.strip_prefix("/claims/").unwrap();
        let admin = site.signed_in(&site.world.cast.employer_admin).await;
        let queue = admin.get("/employer/claims").await.text;
        assert!(queue.contains("数据安全高峰论坛") && queue.contains("乌日娜"));
        let case_page = format!("/employer/claims/{id}");
        let page = admin.get(&case_page).await.text;
        assert!(page.contains("12.5 学时") && page.contains("证书.png"));
        let silent = admin
            .post(&case_page, &[("decision", "return"), ("why", "")])
            .await;
        assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(silent.text.contains("请写明理由"));
        let answer = admin
            .post(&case_page, &[("decision", "confirm"), ("why", "")])
            .await;
        assert_eq!(answer.location(), "/employer/claims?done=confirmed");
        let officer = site.signed_in(&site.world.cast.officer).await;
        let queue = officer.get("/bureau/claims").await.text;
        assert!(queue.contains("数据安全高峰论坛"));
        let case_page = format!("/bureau/claims/{id}");
        let page = officer.get(&case_page).await.text;
        assert!(page.contains("最多可以折算 12.5 学时（N2022 §3.6）"));
        assert!(page.contains("没有发现重复使用的材料"));
        let part = [("decision", "part"), ("hours", "13"), ("why", "多给")];
        let refused = officer.post(&case_page, &part).await;
        assert!(refused.text.contains("最多 12.5"), "{}", refused.text);
        let part = [
            ("decision", "part"),
            ("hours", "8"),
            ("why", "第二天未签到"),
        ];
        let answer = officer.post(&case_page, &part).await;
        assert_eq!(
            answer.location(),
            "/bureau/claims?done=decided",
            "{}",
            answer.text
        );
        appealed(&site, &address, &officer).await;
    }
}

/// The learner sees why, appeals, and another officer grants the rest.
async fn appealed(site: &Site, address: &str, officer: &Visitor<'_>) {
    let case_page = address.replace("/claims/", "/bureau/claims/");
    let learner = site.signed_in(&site.world.cast.learner).await;
    let page = learner.get(address).await.text;
    for words in [
        "部分折算",
        "折算 8 学时",
        "第二天未签到",
        "前申诉一次",
        "单位确认",
    ] {
        assert!(page.contains(words), "{words}");
    }
    assert!(
        learner
            .get("/hours/2022")
            .await
            .text
            .contains("论坛：数据安全高峰论坛（计算机）")
    );
    let appeal = format!("{address}/appeal");
    let answer = learner.post(&appeal, &[("why", "两天都签到了")]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    let again = officer.get(&case_page).await.text;
    assert!(again.contains("申诉请由其他工作人员办理"));
    assert!(
        officer
            .get("/bureau/claims?kind=appeal")
            .await
            .text
            .contains("数据安全高峰论坛")
    );
    let second = site.signed_in(&site.world.cast.second_officer).await;
    let whole = [
        ("decision", "whole"),
        ("hours", ""),
        ("why", "核对签到表，属实"),
    ];
    second.post(&case_page, &whole).await;
    assert!(learner.get(address).await.text.contains("折算 12.5 学时"));
}

#[tokio::test]
async fn what_is_wrong_in_the_form_is_told_at_its_field_and_kept() {
    let site = Site::new().await;
    let learner = site.signed_in(&site.world.cast.learner).await;
    for (field, value, words) in [
        ("title", "", "这一项必须填写"),
        ("quantity", "很多", "不是有效的学时数"),
        ("quantity", "0", "数量应大于 0"),
        ("from_day", "2022-13-01", "不是有效的日期"),
        ("to_day", "2023-01-01", "也不能晚于今天"),
        ("study_year", "2021", "不能计入 2021 年度"),
        ("study_year", "甲", "没有规定"),
        ("needed_by", "2020-01-01", "需要的日期应在今天以后"),
    ] {
        let fields = FORUM.map(|(name, known)| (name, if name == field { value } else { known }));
        let answer = learner.post("/claims", &fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}");
        assert!(answer.text.contains(words), "{field}: {words}");
        assert!(
            answer.text.contains(&format!("href=\"#{field}\"")),
            "{field}"
        );
        assert!(answer.text.contains("内蒙古计算机学会"));
    }
    assert!(learner.get("/claims").await.text.contains("还没有申报过"));
}

#[tokio::test]
async fn hostile_files_are_refused_in_words_and_leave_nothing() {
    let site = Site::new().await;
    let learner = site.signed_in(&site.world.cast.learner).await;
    let address = drafted(&learner).await;
    let png = paper(1).bytes;
    let workbook = b"PK\x03\x04 a workbook with macros PK\x05\x06".to_vec();
    let script = b"<html><script>alert(document.cookie)</script></html>".to_vec();
    let polyglot = [png.as_slice(), b"<script>alert(1)</script>"].concat();
    let archive = [png.as_slice(), b"PK\x05\x06\0\0\0\0\x01\0\x01\0"].concat();
    let acting = document("/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>");
    for (name, bytes, words) in [
        ("证书.png", workbook, "这不是 PDF、JPG 或 PNG 文件"),
        ("证书.jpg", script, "这不是 PDF、JPG 或 PNG 文件"),
        ("证书.png", polyglot, "文件里夹带了"),
        ("证书.png", archive, "文件里夹带了"),
        ("证书.pdf", acting, "PDF 里有脚本"),
        ("证书.png", png[..200].to_vec(), "文件打不开"),
        ("证书.png", Vec::new(), "文件里没有内容"),
        ("证书.png", vec![0; 10 * 1024 * 1024 + 1], "最大 10 MB"),
    ] {
        let answer = sent(&learner, &address, name, &bytes).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{words}");
        assert!(answer.text.contains(words), "{words}: {}", answer.text);
    }
    let large = sent(&learner, &address, "证书.png", &vec![0; 100 * 1024 * 1024]).await;
    assert_eq!(large.status, StatusCode::PAYLOAD_TOO_LARGE);
    let page = learner.get(&address).await.text;
    assert!(page.contains("还没有上传") && !page.contains("提交申报"));
    let bare = learner.post(&format!("{address}/submit"), &[]).await;
    assert!(bare.text.contains("还没有上传证明材料"));
}

#[tokio::test]
async fn originals_are_handed_out_to_be_saved_and_never_shown() {
    let site = Site::new().await;
    let learner = site.signed_in(&site.world.cast.learner).await;
    let address = drafted(&learner).await;
    let bytes = document("");
    sent(&learner, &address, "../../etc/<b>通知\".html", &bytes).await;
    let page = learner.get(&address).await;
    let file = page.between(&format!("href=\"{address}/files/"), "\"");
    let original = learner.get(&format!("{address}/files/{file}")).await;
    assert_eq!(original.bytes, bytes);
    assert_eq!(original.header("content-type"), "application/pdf");
    assert!(
        original
            .header("content-disposition")
            .starts_with("attachment; filename*=UTF-8''")
    );
    assert!(!original.header("content-disposition").contains(".."));
    assert_eq!(original.header("x-content-type-options"), "nosniff");
    assert!(
        original
            .header("content-security-policy")
            .contains("sandbox")
    );
    assert!(page.text.contains("b通知.pdf") && !page.text.contains("etc/"));
    let drawn = learner
        .get(&format!("{address}/files/{file}/drawing"))
        .await;
    assert_eq!(drawn.header("content-type"), "image/png");
    assert_eq!(drawn.header("x-content-type-options"), "nosniff");
    assert!(drawn.bytes.starts_with(b"\x89PNG"));
}

#[tokio::test]
async fn whose_business_it_is_not_finds_nothing() {
    let site = Site::new().await;
    let cast = &site.world.cast;
    let draft = drafted(&site.signed_in(&cast.other_learner).await).await;
    let address = submitted(&site, &cast.learner, 1).await;
    let id = address.strip_prefix("/claims/").unwrap();
    let learner = site.signed_in(&cast.learner).await;
    let hers = learner.get(&address).await;
    let file = hers.between(&format!("href=\"{address}/files/"), "\"");
    let paths = [
        format!("{address}/files/{file}"),
        format!("{address}/files/{file}/drawing"),
    ];
    for actor in [&cast.other_learner, &cast.foreign_officer] {
        let visitor = site.signed_in(actor).await;
        for path in &paths {
            assert_eq!(
                visitor.get(path).await.status,
                StatusCode::NOT_FOUND,
                "{path}"
            );
        }
    }
    let foreign = site.signed_in(&cast.foreign_officer).await;
    let whole = [("decision", "whole"), ("why", "属实")];
    let case_page = format!("/bureau/claims/{id}");
    assert_eq!(foreign.get(&case_page).await.status, StatusCode::NOT_FOUND);
    assert_eq!(
        foreign.post(&case_page, &whole).await.status,
        StatusCode::NOT_FOUND
    );
    let alike = format!("{case_page}/alike/{file}");
    assert_eq!(foreign.get(&alike).await.status, StatusCode::NOT_FOUND);
    assert!(
        !foreign
            .get("/bureau/claims")
            .await
            .text
            .contains("数据安全高峰论坛")
    );
    // A draft is nobody's business, and somebody else's claim is no learner's.
    let officer = site.signed_in(&cast.officer).await;
    let draft_id = draft.strip_prefix("/claims/").unwrap();
    let hidden = officer.get(&format!("/bureau/claims/{draft_id}")).await;
    assert_eq!(hidden.status, StatusCode::NOT_FOUND);
    assert_eq!(learner.get(&draft).await.status, StatusCode::NOT_FOUND);
    for action in ["submit", "withdraw", "appeal", "edit"] {
        let answer = learner.post(&format!("{draft}/{action}"), &FORUM).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{action}");
    }
    // The bureau does not say the employer's word.
    let inspector = site.signed_in(&cast.inspector).await;
    for path in ["/claims", "/bureau/claims", "/employer/claims"] {
        assert_eq!(
            inspector.get(path).await.status,
            StatusCode::FORBIDDEN,
            "{path}"
        );
    }
    for path in [case_page.as_str(), &paths[0]] {
        assert_eq!(
            inspector.get(path).await.status,
            StatusCode::FORBIDDEN,
            "{path}"
        );
    }
}

#[tokio::test]
async fn the_same_paper_used_twice_stands_side_by_side() {
    let site = Site::new().await;
    let cast = &site.world.cast;
    submitted(&site, &cast.learner, 3).await;
    let address = submitted(&site, &cast.other_learner, 3).await;
    let id = address.strip_prefix("/claims/").unwrap();
    let admin = site.signed_in(&cast.employer_admin).await;
    let confirm = [("decision", "confirm"), ("why", "")];
    admin
        .post(&format!("/employer/claims/{id}"), &confirm)
        .await;
    let officer = site.signed_in(&cast.officer).await;
    let page = officer.get(&format!("/bureau/claims/{id}")).await;
    assert!(page.text.contains("或者是同一张图片") && page.text.contains("乌日娜"));
    let other = page.between(&format!("src=\"/bureau/claims/{id}/alike/"), "\"");
    let drawn = officer
        .get(&format!("/bureau/claims/{id}/alike/{other}"))
        .await;
    assert!(drawn.bytes.starts_with(b"\x89PNG"));
    // Neither the claimant nor her employer sees whose it is.
    let page = admin.get(&format!("/employer/claims/{id}")).await.text;
    assert!(!page.contains("乌日娜"));
}

#[tokio::test]
async fn an_exam_is_deemed_and_taken_back_by_two_officers_on_pages() {
    let site = Site::new().await;
    let cast = &site.world.cast;
    let learner = site.signed_in(&cast.learner).await;
    let exam = [
        ("kind", "qualification_exam"),
        ("organiser", "自治区人社厅"),
        ("title", "系统分析师"),
        ("place", "呼和浩特"),
        ("from_day", "2022-11-05"),
        ("certificate_number", "22215011"),
        ("speciality", "计算机"),
    ];
    let unsaid = learner.post("/claims", &exam).await;
    assert!(unsaid.text.contains("href=\"#in_region\""));
    let mut whole = exam.to_vec();
    whole.push(("in_region", "yes"));
    let answer = learner.post("/claims", &whole).await;
    let address = answer.location().to_owned();
    let id = address.strip_prefix("/claims/").unwrap();
    assert!(
        learner
            .get(&address)
            .await
            .text
            .contains("2022 年专业科目视同完成")
    );
    sent(&learner, &address, "证书.png", &paper(5).bytes).await;
    learner.post(&format!("{address}/submit"), &[]).await;
    let admin = site.signed_in(&cast.employer_admin).await;
    let confirm = [("decision", "confirm"), ("why", "")];
    admin
        .post(&format!("/employer/claims/{id}"), &confirm)
        .await;
    let officer = site.signed_in(&cast.officer).await;
    let case_page = format!("/bureau/claims/{id}");
    assert!(
        !officer
            .get(&case_page)
            .await
            .text
            .contains("value=\"part\"")
    );
    officer
        .post(&case_page, &[("decision", "whole"), ("why", "证书属实")])
        .await;
    assert!(
        learner
            .get(&address)
            .await
            .text
            .contains("年度报告和审验卡都按“视同完成”算")
    );
    let undeem = format!("{case_page}/undeeming");
    let propose = [("decision", "propose"), ("why", "证书系伪造")];
    let answer = officer.post(&undeem, &propose).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    assert!(
        officer
            .get(&case_page)
            .await
            .text
            .contains("等另一名工作人员决定")
    );
    let second = site.signed_in(&cast.second_officer).await;
    second
        .post(&undeem, &[("decision", "confirm"), ("why", "经核实")])
        .await;
    assert!(learner.get(&address).await.text.contains("已撤销"));
}
