//! Records for title systems, by API and by workbook; and the flag of who changed since.

use std::io::Cursor;

use axum::http::StatusCode;
use calamine::{Data, Reader as _, Xlsx};
use kernel::Category;
use serde_json::json;

use crate::lists::{cast_id, csv, run, stranger};
use crate::site::{Answer, Site};
use crate::way;

const API: &str = "/api/v1/records";

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

#[tokio::test]
async fn a_title_system_reads_rows_per_year_within_its_territory() {
    for site in Site::on_each().await {
        let cast = &site.world.cast;
        way::whole_year(&site.world, &cast.learner).await;
        let program = site.program(&cast.clerk).await;
        let body = json!({ "citizen_ids": [cast_id(1), stranger(1), cast_id(2)],
            "as_of": "2022-12-15", "purpose": "2022 职称评审" });
        let answer = program.post_json(API, &body.to_string()).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
        let told = answer.json();
        let [first, unknown, other] = [0, 1, 2].map(|at| told["people"][at].clone());
        assert_eq!(
            (&first["found"], &first["name"]),
            (&json!(true), &json!("乌日娜"))
        );
        let year = &first["years"][0];
        assert_eq!(
            (
                &year["year"],
                &year["public"],
                &year["professional"],
                &year["total"]
            ),
            (&json!(2022), &json!("30"), &json!("60"), &json!("90"))
        );
        assert_eq!(year["sources"][0]["words"], "人社部门认定");
        assert_eq!(
            (&year["report"], &year["approved"]),
            (&json!(null), &json!(false))
        );
        assert_eq!(
            (&unknown["found"], &unknown["name"]),
            (&json!(false), &json!(null))
        );
        assert_eq!(other["years"], json!([]));
        assert!(
            !answer.text.contains(&cast_id(1)),
            "no whole number goes out"
        );
        let account = site.signed_in(&cast.learner).await.get("/account").await;
        assert!(account.text.contains("读取学时记录") && account.text.contains("2022 职称评审"));
    }
}

#[tokio::test]
async fn only_clerks_read_records_and_bad_questions_are_told_apart() {
    let site = Site::new().await;
    let cast = &site.world.cast;
    let good = json!({ "citizen_ids": [cast_id(1)] }).to_string();
    for actor in [
        &cast.learner,
        &cast.employer_admin,
        &cast.base_admin,
        &cast.officer,
        &cast.second_officer,
        &cast.inspector,
        &cast.region_admin,
        &cast.operator,
    ] {
        let program = site.program(actor).await;
        let refused = program.post_json(API, &good).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
        assert_eq!(refused.json()["code"], "permission.denied");
    }
    let nobody = site.stranger().post_json(API, &good).await;
    assert_eq!(nobody.status, StatusCode::UNAUTHORIZED);
    let program = site.program(&cast.clerk).await;
    let many: Vec<String> = (0..1001).map(stranger).collect();
    for (body, code) in [
        (json!({}), "records.nobody"),
        (json!({ "citizen_ids": [] }), "records.nobody"),
        (json!({ "citizen_ids": many }), "records.too_many"),
        (
            json!({ "citizen_ids": ["123"] }),
            "kernel.citizen_id_length",
        ),
        (
            json!({ "citizen_ids": [cast_id(1)], "as_of": "2022-11-31" }),
            "kernel.bad_day",
        ),
        (
            json!({ "citizen_ids": [cast_id(1)], "as_of": "2031-01-01" }),
            "records.day_ahead",
        ),
        (
            json!({ "citizen_ids": [cast_id(1)], "salary": 1 }),
            "api.malformed",
        ),
        (json!({ "citizen_ids": [7] }), "api.malformed"),
    ] {
        let refused = program.post_json(API, &body.to_string()).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{code}");
        assert_eq!(refused.json()["code"], code);
    }
    // A thousand are told at once.
    let most: Vec<String> = (0..1000).map(stranger).collect();
    let body = json!({ "citizen_ids": most }).to_string();
    let answer = program.post_json(API, &body).await;
    assert_eq!(answer.json()["people"].as_array().unwrap().len(), 1000);
}

#[tokio::test]
async fn a_clerk_takes_the_same_as_a_workbook() {
    let site = Site::new().await;
    let cast = &site.world.cast;
    way::whole_year(&site.world, &cast.learner).await;
    let report = way::draw(&site.world, &cast.learner).await.unwrap();
    way::confirm_and_approve(&site.world, &report).await;
    let clerk = site.signed_in(&cast.clerk).await;
    let page = clerk.get("/committee/records").await;
    assert!(
        page.text.contains("还没有判定完的申报名单"),
        "{}",
        page.text
    );
    assert!(
        clerk
            .get("/committee")
            .await
            .text
            .contains("/committee/records")
    );
    let list = format!(
        "姓名,身份证号\n乌日娜,{}\n外人,{}\n",
        cast_id(1),
        stranger(1)
    );
    let fields = [("as_of", ""), ("purpose", "2022 职称评审")];
    let file = ("名单.csv", list.as_bytes());
    let book = clerk.upload("/committee/records/list", &fields, file).await;
    let rows = sheet(&book, "学时记录");
    assert_eq!(rows.len(), 2);
    assert_eq!(rows[1][0], "乌日娜");
    assert_eq!(rows[1][2..6], ["2022", "30", "60", "90"]);
    assert_eq!(rows[1][6], "人社部门认定 90");
    assert_eq!(rows[1][7], "已批准");
    assert_eq!(sheet(&book, "没有找到").len(), 2);
    for (file, fields, field) in [
        (&b"a,b\n1,2\n"[..], [("as_of", ""), ("purpose", "")], "file"),
        (
            list.as_bytes(),
            [("as_of", "2031-01-01"), ("purpose", "")],
            "as_of",
        ),
    ] {
        let refused = clerk
            .upload("/committee/records/list", &fields, ("x.csv", file))
            .await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            refused.text.contains(&format!("href=\"#{field}\"")),
            "{}",
            refused.text
        );
    }
    let nothing = clerk
        .post("/committee/records/batch", &[("batch", "x")])
        .await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    let officer = site.signed_in(&cast.officer).await;
    assert_eq!(
        officer.get("/committee/records").await.status,
        StatusCode::FORBIDDEN
    );
}

#[tokio::test]
async fn a_decided_list_shows_who_changed_since() {
    let site = Site::new().await;
    let cast = &site.world.cast;
    way::recognise(&site.world, &cast.learner, Category::Public, 12).await;
    let clerk = site.signed_in(&cast.clerk).await;
    let list = csv(&[
        format!("{},乌日娜,职称评审,初级,,2022-12-15", cast_id(1)),
        format!("{},王小明,职称评审,初级,,2022-12-15", cast_id(2)),
    ]);
    let zone = [("territory", "hohhot-etdz"), ("cut_off", "")];
    let answer = clerk
        .upload("/committee/batches", &zone, ("名单.csv", &list))
        .await;
    let place = answer.location().to_owned();
    run(&site.world, usize::MAX).await;
    clerk.post(&format!("{place}/confirm"), &[]).await;
    run(&site.world, usize::MAX).await;
    let before = clerk.get(&place).await;
    assert!(!before.text.contains(">之后有变动<"), "{}", before.text);
    let none = clerk.get(&format!("{place}?show=changed")).await;
    assert!(none.text.contains("查到的行里没有变动"), "{}", none.text);
    way::recognise(&site.world, &cast.learner, Category::Public, 18).await;
    let after = clerk.get(&place).await;
    assert_eq!(after.text.matches(">之后有变动<").count(), 1);
    let only = clerk.get(&format!("{place}?show=changed")).await;
    assert!(only.text.contains("乌日娜") && !only.text.contains("王小明"));
    let book = clerk.get(&format!("{place}/workbook")).await;
    let rows = sheet(&book, "判定结果");
    let end_column = rows[0].len() - 1;
    assert_eq!(rows[0][end_column], "判定后变动");
    assert_eq!(
        (rows[1][end_column].as_str(), rows[2][end_column].as_str()),
        ("有变动", "")
    );
    // The records of its people, by the list itself.
    let batch = place.rsplit('/').next().unwrap();
    let page = clerk.get("/committee/records").await;
    assert!(page.text.contains(batch));
    let book = clerk
        .post(
            "/committee/records/batch",
            &[("batch", batch), ("purpose", "x")],
        )
        .await;
    let rows = sheet(&book, "学时记录");
    assert_eq!((rows[1][0].as_str(), rows[1][3].as_str()), ("乌日娜", "30"));
    assert_eq!(
        (rows[2][0].as_str(), rows[2][6].as_str()),
        ("王小明", "没有学时记录")
    );
}
