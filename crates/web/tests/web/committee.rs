//! The committee's lists: upload, dry run, progress, results to take away.

use std::io::Cursor;

use axum::http::StatusCode;
use calamine::{Data, Reader as _, Xlsx};
use domain::Actor;
use domain::testing::Cast;
use kernel::Category;

use crate::lists::{cast_id, csv, run, stranger};
use crate::site::{Answer, Site, Visitor};
use crate::way;

const ZONE: [(&str, &str); 2] = [("territory", "hohhot-etdz"), ("cut_off", "")];

/// Uploads a list and has it checked; where it stands.
async fn uploaded(site: &Site, clerk: &Visitor<'_>, list: &[u8]) -> String {
    let answer = clerk
        .upload("/committee/batches", &ZONE, ("名单.csv", list))
        .await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    let place = answer.location().to_owned();
    assert!(
        clerk
            .get(&place)
            .await
            .text
            .contains("<progress value=\"0\"")
    );
    run(&site.world, usize::MAX).await;
    place
}

fn sheet(answer: &Answer, name: &str) -> Vec<Vec<String>> {
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(answer.bytes.clone())).unwrap();
    let range = book.worksheet_range(name).unwrap();
    let cell = |cell: &Data| cell.to_string();
    range
        .rows()
        .map(|row| row.iter().map(cell).collect())
        .collect()
}

fn mixed() -> Vec<u8> {
    csv(&[
        format!("{},乌日娜,职称评审,初级,,2022-12-15", cast_id(1)),
        format!(
            "{},外人,职称评审,初级,,2022-12-15,学校,,,,2022,,,,12.5,",
            stranger(1)
        ),
        format!("{},=HYPERLINK(1),职称评审,初级,,昨天", stranger(2)),
    ])
}

#[tokio::test]
async fn a_list_goes_from_upload_to_workbook() {
    let site = Site::new().await;
    let cast = &site.world.cast;
    way::recognise(&site.world, &cast.learner, Category::Public, 30).await;
    let clerk = site.signed_in(&cast.clerk).await;
    let place = uploaded(&site, &clerk, &mixed()).await;
    let checked = clerk.get(&place).await;
    assert!(checked.text.contains("确认，判定 2 人"), "{}", checked.text);
    assert!(
        checked
            .text
            .contains("F 列“申报日期”：“昨天”不是有效的日期")
    );
    assert!(!checked.text.contains(&stranger(2)), "numbers are masked");
    assert!(
        !checked.text.contains("http-equiv=\"refresh\""),
        "nothing is in work"
    );
    for early in ["workbook", "summary"] {
        assert_eq!(
            clerk.get(&format!("{place}/{early}")).await.status,
            StatusCode::CONFLICT
        );
    }

    let confirmed = clerk.post(&format!("{place}/confirm"), &[]).await;
    assert_eq!(confirmed.location(), place);
    let running = clerk.get(&place).await;
    assert!(running.text.contains("hx-trigger=\"every 1s\""));
    assert!(
        running
            .text
            .contains("<noscript><meta http-equiv=\"refresh\"")
    );
    let polling = site.signed_in(&cast.clerk).await.with("hx-request", "true");
    let polled = polling.get(&place).await;
    assert!(polled.header("hx-refresh").is_empty() && polled.text.contains("id=\"progress\""));
    run(&site.world, usize::MAX).await;
    assert_eq!(polling.get(&place).await.header("hx-refresh"), "true");
    let clerk = site.signed_in(&cast.clerk).await;
    let done = clerk.get(&place).await;
    assert!(done.text.contains("填报资料，未核实") && done.text.contains("N2022 §2a.1"));
    let only = clerk.get(&format!("{place}?show=error")).await;
    assert!(only.text.contains("HYPERLINK") && !only.text.contains(">乌日娜"));

    results_are_taken_away(&clerk, &place).await;
}

async fn results_are_taken_away(clerk: &Visitor<'_>, place: &str) {
    let book = clerk.get(&format!("{place}/workbook")).await;
    let results = sheet(&book, "判定结果");
    assert_eq!(results.len(), 4);
    assert_eq!(results[1][1], "乌日娜");
    assert_eq!(
        results[1][2],
        format!("150*************{}", &cast_id(1)[16..])
    );
    assert_eq!(
        (results[1][5].as_str(), results[1][6].as_str()),
        ("不符合", "在册资料")
    );
    assert_eq!(results[1][7], "2022年专业科目缺 60 学时");
    assert!(results[1][8].contains("N2022 §2 "), "{}", results[1][8]);
    assert!(results[1][13].starts_with("1:"));
    assert_eq!(results[3][1], "'=HYPERLINK(1)", "a name is no formula");
    assert!(results[3][10].contains("昨天"));
    let hours = sheet(&book, "学时明细");
    let of_given: Vec<_> = hours
        .iter()
        .filter(|row| row[1] == "外人")
        .map(|row| row[3..].to_vec())
        .collect();
    assert_eq!(
        of_given,
        [
            ["2022", "公需科目", "30", "12.5", "17.5", "填报，未核实"],
            ["2022", "专业科目", "60", "60", "0", "视同完成"],
            ["2022", "合计", "90", "72.5", "17.5", "视同完成"],
        ]
    );
    let basis = sheet(&book, "依据");
    let value = |label: &str| basis.iter().find(|row| row[0] == label).unwrap()[1].clone();
    assert!(value("政策版本").starts_with("hohhot-etdz/2022，sha256:"));
    assert!(value("文件摘要").starts_with("sha256:"));
    assert_eq!(
        (value("确认判定"), value("学时截止日")),
        ("评委".into(), "判定当天".into())
    );
    assert_eq!(value("填写有误"), "1");

    let pdf = clerk.get(&format!("{place}/summary")).await;
    assert_eq!(pdf.header("content-type"), "application/pdf");
    assert!(pdf.text.contains("\"name\":\"外人\""));
}

#[tokio::test]
async fn whole_numbers_are_taken_out_for_a_line_that_their_owners_see() {
    let site = Site::new().await;
    let cast = &site.world.cast;
    let clerk = site.signed_in(&cast.clerk).await;
    let place = uploaded(&site, &clerk, &mixed()).await;
    clerk.post(&format!("{place}/confirm"), &[]).await;
    run(&site.world, usize::MAX).await;
    let book = clerk.post(&format!("{place}/workbook"), &[]).await;
    let results = sheet(&book, "判定结果");
    assert_eq!(
        (&results[1][2], &results[2][2]),
        (&cast_id(1), &stranger(1))
    );
    let account = site.signed_in(&cast.learner).await.get("/account").await;
    assert!(
        account.text.contains("评委") && account.text.contains("名单.csv"),
        "{}",
        account.text
    );
    assert!(account.text.contains("评委会核对学时"));
}

#[tokio::test]
async fn a_file_that_is_no_list_is_told_apart_beside_its_field() {
    let site = Site::new().await;
    let clerk = site.signed_in(&site.world.cast.clerk).await;
    let large = vec![b'a'; 10 * 1024 * 1024 + 1];
    for (name, bytes, words) in [
        ("a.csv", b"".as_slice(), "文件是空的"),
        ("a.csv", b"a,b\n1,2\n", "没有找到栏目行"),
        ("a.xls", b"\xd0\xcf\x11\xe0", "旧格式"),
        ("a.xlsx", b"PK\x03\x04broken", "读不了"),
        ("a.csv", &large, "超过 10 MB"),
        ("", b"", "没有选择文件"),
        (
            "a.csv",
            "姓名,身份证号,申报事项\n甲,1,评审\n".as_bytes(),
            "缺少栏目：申报日期",
        ),
    ] {
        let answer = clerk
            .upload("/committee/batches", &ZONE, (name, bytes))
            .await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{words}");
        assert!(answer.text.contains(words), "{words}: {}", answer.text);
        assert!(answer.text.contains("href=\"#file\""), "{words}");
    }
    let far_too_large = vec![b'a'; 11 * 1024 * 1024];
    let answer = clerk
        .upload("/committee/batches", &ZONE, ("a.csv", &far_too_large))
        .await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    for (fields, at) in [
        ([("territory", "baotou"), ("cut_off", "")], "territory"),
        (
            [("territory", "hohhot-etdz"), ("cut_off", "2022-13-01")],
            "cut_off",
        ),
        (
            [("territory", "hohhot-etdz"), ("cut_off", "2023-01-01")],
            "cut_off",
        ),
    ] {
        let answer = clerk
            .upload("/committee/batches", &fields, ("a.csv", &mixed()))
            .await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{at}");
        assert!(answer.text.contains(&format!("href=\"#{at}\"")), "{at}");
    }
    let mut forged = site.signed_in(&site.world.cast.clerk).await;
    forged.csrf = "0".repeat(64);
    let answer = forged
        .upload("/committee/batches", &ZONE, ("a.csv", &mixed()))
        .await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    assert!(answer.text.contains("web.csrf"));
}

#[tokio::test]
async fn the_template_is_read_as_it_is_filled_in() {
    let site = Site::new().await;
    let clerk = site.signed_in(&site.world.cast.clerk).await;
    let template = clerk.get("/committee/template").await;
    let headings = sheet(&template, "申报名单").remove(0);
    assert_eq!(headings[0], "身份证号*");
    assert!(
        headings.contains(&"2022年专业学时".to_owned()),
        "{headings:?}"
    );
    let guide = sheet(&template, "填写说明");
    assert!(
        guide.iter().all(|row| !row.concat().contains("committee-")),
        "{guide:?}"
    );
    let csv = clerk.get("/committee/template?format=csv").await;
    assert!(csv.text.starts_with("\u{feff}身份证号*,姓名*,"));
    let filled = format!(
        "{}{},外人,职称评审,初级,,2022-12-15,,,,,,{}",
        csv.text,
        stranger(1),
        "30,".repeat(5)
    );
    let place = uploaded(&site, &clerk, filled.as_bytes()).await;
    let page = clerk.get(&place).await;
    assert!(page.text.contains("确认，判定 1 人"), "{}", page.text);
    assert!(
        !page.text.contains("没有读取"),
        "every heading of ours is known"
    );
}

#[tokio::test]
async fn a_workbook_with_dates_of_every_kind_is_read() {
    let site = Site::new().await;
    let clerk = site.signed_in(&site.world.cast.clerk).await;
    let mut book = rust_xlsxwriter::Workbook::new();
    let list = book.add_worksheet();
    let headings = [
        "身份证号",
        "姓名",
        "申报事项",
        "申报级别",
        "申报日期",
        "2022年公需学时",
        "备注",
    ];
    for (at, heading) in (0..).zip(headings) {
        list.write(0, at, heading).unwrap();
    }
    let date = rust_xlsxwriter::Format::new().set_num_format("yyyy-mm-dd");
    for row in 1..=5 {
        list.write(
            row,
            0,
            stranger(usize::try_from(row).unwrap()).to_lowercase(),
        )
        .unwrap();
        list.write(row, 1, "外人").unwrap();
        list.write(row, 2, "职称评审").unwrap();
        list.write(row, 3, "初级　").unwrap();
        list.write(row, 5, 30).unwrap();
    }
    list.write_number_with_format(1, 4, 44_805, &date).unwrap();
    list.write(2, 4, 44_805).unwrap();
    list.write(3, 4, "２０２２年９月１日").unwrap();
    list.write(4, 4, 20_220_901).unwrap();
    list.write(5, 4, "2022/9/1").unwrap();
    // A number of eighteen digits that was typed as a quantity.
    list.write(5, 0, 150_102_198_501_010_010.0).unwrap();
    let bytes = book.save_to_buffer().unwrap();
    let place = uploaded(&site, &clerk, &bytes).await;
    let page = clerk.get(&format!("{place}?show=all")).await;
    assert!(page.text.contains("确认，判定 4 人"), "{}", page.text);
    assert_eq!(page.text.matches("2022年9月1日").count(), 4);
    assert!(page.text.contains("后几位已经丢失"));
    assert!(page.text.contains("没有读取：备注"));
}

#[tokio::test]
async fn lists_are_stopped_erased_and_none_of_anybody_elses_business() {
    let site = Site::new().await;
    let cast = &site.world.cast;
    let clerk = site.signed_in(&cast.clerk).await;
    let place = uploaded(&site, &clerk, &mixed()).await;
    let home = clerk.get("/committee").await;
    assert!(home.text.contains(&place) && home.text.contains("待确认"));
    let foreign = foreign_clerk(&site).await;
    let foreign = site.signed_in(&foreign).await;
    for path in [
        place.clone(),
        format!("{place}/workbook"),
        format!("{place}/summary"),
    ] {
        assert_eq!(
            foreign.get(&path).await.status,
            StatusCode::NOT_FOUND,
            "{path}"
        );
    }
    for act in ["confirm", "cancel", "restart", "erase", "workbook"] {
        let answer = foreign.post(&format!("{place}/{act}"), &[]).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{act}");
    }
    let officer = site.signed_in(&cast.officer).await;
    assert_eq!(officer.get(&place).await.status, StatusCode::FORBIDDEN);

    assert_eq!(
        clerk.post(&format!("{place}/cancel"), &[]).await.location(),
        place
    );
    assert!(clerk.get(&place).await.text.contains("名单已停止"));
    let erased = clerk.post(&format!("{place}/erase"), &[]).await;
    assert_eq!(erased.location(), "/committee?done=erase");
    run(&site.world, usize::MAX).await;
    let gone = clerk.get(&place).await;
    assert!(gone.text.contains("已于") && !gone.text.contains("乌日娜"));
    let english = clerk.with("accept-language", "en");
    assert!(english.get(&place).await.text.contains("were erased on"));
}

async fn foreign_clerk(site: &Site) -> Actor {
    let mut op = site.world.system().await;
    let person = Cast::id(&site.world.cast.foreign_officer);
    let (role, scope) = (domain::Role::CommitteeClerk, "/nei-mongol/baotou/");
    domain::identity::grant(&mut op, &person, role, scope)
        .await
        .unwrap();
    let actor = domain::identity::actor_of(&mut op, &person).await.unwrap();
    op.commit().await.unwrap();
    actor
}

#[tokio::test]
async fn a_long_list_is_shown_page_by_page() {
    let site = Site::new().await;
    let clerk = site.signed_in(&site.world.cast.clerk).await;
    let row = |at| {
        format!(
            "{},人{at},职称评审,初级,,2022-12-15,学校,,,,,,,,30,60",
            stranger(at)
        )
    };
    let rows: Vec<String> = (0..120).map(row).collect();
    let place = uploaded(&site, &clerk, &csv(&rows)).await;
    clerk.post(&format!("{place}/confirm"), &[]).await;
    run(&site.world, usize::MAX).await;
    let mut next = format!("{place}?show=met");
    let mut seen = 0;
    for _ in 0..3 {
        let page = clerk.get(&next).await;
        assert!(page.text.len() < 100_000, "{}", page.text.len());
        seen += page.text.matches("data-label=\"姓名\"").count();
        if page.text.contains("rel=\"next\"") {
            next = page
                .between("rel=\"next\"\n  href=\"", "\"")
                .replace("&amp;", "&");
        }
    }
    assert_eq!(seen, 120);
}
