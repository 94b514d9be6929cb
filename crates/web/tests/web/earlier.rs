//! Earlier years on pages: a list of two officers, a learner's card, and how far each line has
//! come.

use axum::http::StatusCode;
use domain::runner::{Ran, run_due};
use domain::testing::papers::{document, paper};

use crate::lists::cast_id;
use crate::site::{Answer, Site, Visitor};

fn csv(rows: &[String]) -> Vec<u8> {
    let headings = "身份证号,姓名,学时年度,科目类别,学时,学时来源,证明编号";
    format!("{headings}\n{}\n", rows.join("\n")).into_bytes()
}

fn good() -> Vec<String> {
    let (hers, his) = (cast_id(1), cast_id(2));
    vec![
        format!("{hers},乌日娜,2021,公需,30,原学习平台,CH-2021-001"),
        format!("{his},王小明,2021,专业,45.5,纸质审验卡,SYK-2021-17"),
    ]
}

async fn work(site: &Site) {
    for seed in 0..50_u8 {
        let world = &site.world;
        let ran = run_due(&world.house, world.now(), [seed; 32])
            .await
            .unwrap();
        if ran == Ran::Nothing {
            return;
        }
    }
}

async fn sent(visitor: &Visitor<'_>, bytes: &[u8]) -> Answer {
    let to = "/bureau/earlier/lists";
    visitor.upload(to, &[], ("往年学时.csv", bytes)).await
}

const CARD: [(&str, &str); 7] = [
    ("study_year", "2020"),
    ("category", "public"),
    ("hours", "30"),
    ("origin", "纸质审验卡"),
    ("document", "SYK-2020-17"),
    ("words", ""),
    ("needed_by", ""),
];

#[tokio::test]
async fn a_list_is_uploaded_by_one_officer_and_posted_by_another() {
    for site in Site::on_each().await {
        let officer = site.signed_in(&site.world.cast.officer).await;
        let answer = sent(&officer, &csv(&good())).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
        let address = answer.location().to_owned();
        assert!(officer.get(&address).await.text.contains("正在检查"));
        work(&site).await;
        let page = officer.get(&address).await.text;
        assert!(page.contains("须由另一名工作人员核对后确认") && page.contains("乌日娜"));
        assert!(!page.contains(&cast_id(1)), "numbers are masked");
        let confirm = format!("{address}/confirm");
        let alone = officer.post(&confirm, &[]).await;
        assert!(alone.text.contains("须由另一名工作人员确认"));
        let second = site.signed_in(&site.world.cast.second_officer).await;
        assert!(second.get(&address).await.text.contains("确认导入 2 行"));
        assert_eq!(second.post(&confirm, &[]).await.location(), address);
        work(&site).await;
        assert!(second.get(&address).await.text.contains("已记入账本"));
        assert!(
            officer
                .get("/bureau/earlier")
                .await
                .text
                .contains("往年学时.csv")
        );
        let learner = site.signed_in(&site.world.cast.learner).await;
        let year = learner.get("/hours/2021").await.text;
        for words in [
            "往年学时：原学习平台（编号 CH-2021-001）",
            "hohhot-etdz人社局核定，全区认可（§3.9）",
        ] {
            assert!(year.contains(words), "{words}");
        }
    }
}

#[tokio::test]
async fn rows_with_faults_keep_the_whole_list_out() {
    let site = Site::new().await;
    let officer = site.signed_in(&site.world.cast.officer).await;
    let mut rows = good();
    rows.push(format!("{},乌日那,2021,公需,30,原学习平台,X-2", cast_id(1)));
    rows.push(format!("{},王小明,2021,选修,30,=1+1,X-3", cast_id(2)));
    let answer = sent(&officer, &csv(&rows)).await;
    let address = answer.location().to_owned();
    work(&site).await;
    let page = officer.get(&address).await.text;
    for words in [
        "B 列“姓名”：姓名与身份证号不符",
        "D 列“科目类别”：应填“公需”或“专业”",
        "有的行要改正",
    ] {
        assert!(page.contains(words), "{words}");
    }
    let all = officer.get(&format!("{address}?show=all")).await.text;
    assert!(all.contains("可以导入"));
    let second = site.signed_in(&site.world.cast.second_officer).await;
    let refused = second.post(&format!("{address}/confirm"), &[]).await;
    assert!(refused.text.contains("还有 2 行要改正"));
    second.post(&format!("{address}/cancel"), &[]).await;
    assert!(second.get(&address).await.text.contains("已放弃"));
    let learner = site.signed_in(&site.world.cast.learner).await;
    assert!(!learner.get("/hours/2021").await.text.contains("原学习平台"));
}

#[tokio::test]
async fn files_that_are_no_lists_are_refused_in_words() {
    let site = Site::new().await;
    let officer = site.signed_in(&site.world.cast.officer).await;
    for (bytes, words) in [
        (csv(&[]), "名单里没有数据行"),
        (b"just words".to_vec(), "没有找到"),
        (paper(1).bytes, ""),
        (document(""), ""),
        (b"PK\x03\x04 a broken workbook".to_vec(), ""),
        (Vec::new(), "文件是空的"),
    ] {
        let answer = sent(&officer, &bytes).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{words}");
        assert!(answer.text.contains(words), "{words}: {}", answer.text);
    }
    let workbook = officer.get("/bureau/earlier/template").await;
    assert!(workbook.bytes.starts_with(b"PK"));
    let csv = officer.get("/bureau/earlier/template?format=csv").await;
    assert!(
        csv.text
            .contains("身份证号,姓名,学时年度,科目类别,学时,学时来源,证明编号")
    );
}

#[tokio::test]
async fn a_learner_asks_with_her_card_and_the_bureau_decides() {
    for site in Site::on_each().await {
        let learner = site.signed_in(&site.world.cast.learner).await;
        let card = paper(1).bytes;
        for (field, value, words) in [
            ("hours", "许多", "不是有效的学时数"),
            ("origin", "", "必须填写"),
            ("study_year", "", "没有规定"),
        ] {
            let fields = CARD.map(|(name, old)| (name, if name == field { value } else { old }));
            let answer = learner.upload("/earlier", &fields, ("卡.png", &card)).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}");
            assert!(answer.text.contains(words), "{field}");
        }
        let acting = document("/OpenAction << /S /JavaScript /JS (x) >>");
        let answer = learner.upload("/earlier", &CARD, ("卡.pdf", &acting)).await;
        assert!(answer.text.contains("PDF 里有脚本"));
        let answer = learner.upload("/earlier", &CARD, ("卡.png", &card)).await;
        let address = answer.location().split('?').next().unwrap().to_owned();
        assert!(
            learner
                .get("/earlier")
                .await
                .text
                .contains("等人社部门审核")
        );
        let id = address.strip_prefix("/earlier/").unwrap();
        let officer = site.signed_in(&site.world.cast.officer).await;
        assert!(officer.get("/bureau/earlier").await.text.contains("乌日娜"));
        let case_page = format!("/bureau/earlier/{id}");
        let page = officer.get(&case_page).await.text;
        assert!(page.contains("账本里该年度该科目已有") && page.contains("SYK-2020-17"));
        let drawn = officer.get(&format!("{address}/drawing")).await;
        assert!(drawn.bytes.starts_with(b"\x89PNG"));
        let original = officer.get(&format!("{address}/file")).await;
        assert!(
            original
                .header("content-disposition")
                .starts_with("attachment")
        );
        let ruling = [
            ("decision", "grant"),
            ("hours", "28"),
            ("why", "卡面为28学时"),
        ];
        let answer = officer.post(&case_page, &ruling).await;
        assert_eq!(
            answer.location(),
            "/bureau/earlier?done=decided",
            "{}",
            answer.text
        );
        let page = learner.get(&address).await.text;
        assert!(
            page.contains("已核定") && page.contains("28 学时") && page.contains("卡面为28学时")
        );
    }
}

#[tokio::test]
async fn nothing_of_earlier_years_crosses_people_or_territories() {
    let site = Site::new().await;
    let cast = &site.world.cast;
    let learner = site.signed_in(&cast.learner).await;
    let answer = learner
        .upload("/earlier", &CARD, ("卡.png", &paper(1).bytes))
        .await;
    let address = answer.location().split('?').next().unwrap().to_owned();
    let case_page = address.replace("/earlier/", "/bureau/earlier/");
    let officer = site.signed_in(&cast.officer).await;
    let list = sent(&officer, &csv(&good())).await.location().to_owned();
    let foreign = site.signed_in(&cast.foreign_officer).await;
    for path in [
        &case_page,
        &format!("{address}/file"),
        &format!("{address}/drawing"),
    ] {
        assert_eq!(
            foreign.get(path).await.status,
            StatusCode::NOT_FOUND,
            "{path}"
        );
    }
    assert_eq!(foreign.get(&list).await.status, StatusCode::FORBIDDEN);
    let confirm = format!("{list}/confirm");
    assert_eq!(
        foreign.post(&confirm, &[]).await.status,
        StatusCode::FORBIDDEN
    );
    assert!(
        !foreign
            .get("/bureau/earlier")
            .await
            .text
            .contains("往年学时.csv")
    );
    let ruling = [("decision", "grant"), ("hours", "30"), ("why", "属实")];
    assert_eq!(
        foreign.post(&case_page, &ruling).await.status,
        StatusCode::NOT_FOUND
    );
    let other = site.signed_in(&cast.other_learner).await;
    for path in [&address, &format!("{address}/file")] {
        assert_eq!(
            other.get(path).await.status,
            StatusCode::NOT_FOUND,
            "{path}"
        );
    }
    let withdraw = format!("{address}/withdraw");
    assert_eq!(
        other.post(&withdraw, &[]).await.status,
        StatusCode::NOT_FOUND
    );
    let admin = site.signed_in(&cast.employer_admin).await;
    for path in ["/bureau/earlier", list.as_str(), &address] {
        assert_eq!(
            admin.get(path).await.status,
            StatusCode::FORBIDDEN,
            "{path}"
        );
    }
}
