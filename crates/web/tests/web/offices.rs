//! The pages of the offices: employer, bureau, base, inspection, committee, region, operator.

use axum::http::StatusCode;
use domain::reports;
use domain::testing::Cast;
use kernel::Category;

use crate::site::Site;
use crate::way;

#[tokio::test]
async fn who_holds_an_office_is_led_to_her_desk() {
    let site = Site::new().await;
    let cast = &site.world.cast;
    for (actor, desk) in [
        (&cast.employer_admin, "/employer"),
        (&cast.base_admin, "/base"),
        (&cast.instructor, "/base"),
        (&cast.officer, "/bureau"),
        (&cast.second_officer, "/bureau"),
        (&cast.inspector, "/inspection"),
        (&cast.clerk, "/committee"),
        (&cast.region_admin, "/region"),
        (&cast.operator, "/operator"),
    ] {
        let visitor = site.signed_in(actor).await;
        let home = visitor.get("/").await;
        assert_eq!(
            (home.status, home.location()),
            (StatusCode::SEE_OTHER, desk)
        );
        let page = visitor.get(desk).await;
        assert_eq!(page.status, StatusCode::OK, "{desk}: {}", page.text);
        assert!(page.text.contains("aria-current=\"page\""), "{desk}");
        assert!(page.text.len() < 100_000, "{desk}");
        let english = site.signed_in(actor).await.with("accept-language", "en");
        assert_eq!(english.get(desk).await.status, StatusCode::OK);
    }
}

#[tokio::test]
async fn a_report_goes_from_the_employer_to_the_bureau() {
    let site = Site::new().await;
    let cast = &site.world.cast;
    way::whole_year(&site.world, &cast.learner).await;
    let report = way::draw(&site.world, &cast.learner).await.unwrap();
    let employer = site.signed_in(&cast.employer_admin).await;
    let officer = site.signed_in(&cast.officer).await;
    let (for_employer, for_bureau) = (
        format!("/employer/reports/{}", report.id),
        format!("/bureau/reports/{}", report.id),
    );
    assert!(employer.get("/employer").await.text.contains(&for_employer));

    // Too early for the bureau; and a return needs a reason.
    let early = officer.post(&for_bureau, &[("decision", "approve")]).await;
    assert_eq!(early.status, StatusCode::CONFLICT);
    assert!(early.text.contains("用人单位还没有确认"), "{}", early.text);
    let silent = employer
        .post(&for_employer, &[("decision", "return"), ("why", " ")])
        .await;
    assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(silent.text.contains("href=\"#why\""), "{}", silent.text);
    let unknown = employer.post(&for_employer, &[("decision", "burn")]).await;
    assert_eq!(unknown.status, StatusCode::BAD_REQUEST);

    let page = employer.get(&for_employer).await;
    assert!(page.text.contains("研修班结业证书") && page.text.contains("60 / 60"));
    let confirmed = employer
        .post(&for_employer, &[("decision", "confirm")])
        .await;
    assert_eq!(confirmed.location(), "/employer?done=confirm");
    let late = employer
        .post(&for_employer, &[("decision", "return"), ("why", "错了")])
        .await;
    assert_eq!(late.status, StatusCode::CONFLICT);

    assert!(officer.get("/bureau").await.text.contains(&for_bureau));
    let approved = officer.post(&for_bureau, &[("decision", "approve")]).await;
    assert_eq!(approved.location(), "/bureau?done=approve");
    let mut op = site.world.op(&cast.learner).await;
    let report = reports::get(&mut op, &report.id).await.unwrap();
    assert_eq!(report.status, reports::Status::Approved);
}

#[tokio::test]
async fn staff_are_found_by_name_state_and_year() {
    let site = Site::new().await;
    let cast = &site.world.cast;
    way::whole_year(&site.world, &cast.learner).await;
    let employer = site.signed_in(&cast.employer_admin).await;
    for (query, her, him) in [
        ("", true, true),
        ("?state=done", true, false),
        ("?state=nothing", false, true),
        ("?q=%E6%98%8E", false, true),
        ("?q=nobody", false, false),
        ("?year=2021&state=done", false, false),
        ("?year=x&after=%7C%7C", true, true),
    ] {
        let page = employer.get(&format!("/employer{query}")).await;
        assert_eq!(page.status, StatusCode::OK, "{query}");
        let shows = |name: &str| page.text.contains(&format!(">{name}</a>"));
        assert_eq!((shows("乌日娜"), shows("王小明")), (her, him), "{query}");
    }
    let person = Cast::id(&cast.learner);
    let page = employer
        .get(&format!("/employer/staff/{person}?year=2022"))
        .await;
    assert!(page.text.contains("研修班结业证书"));
    let foreign = Cast::id(&cast.foreign_officer);
    let page = employer.get(&format!("/employer/staff/{foreign}")).await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    assert_eq!(
        employer.get("/employer?year=1999").await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn a_revocation_takes_two_officers() {
    let site = Site::new().await;
    let cast = &site.world.cast;
    let entry = way::recognise(&site.world, &cast.learner, Category::Public, 12).await;
    let person = format!("/bureau/people/{}", Cast::id(&cast.learner));
    let propose = format!("/bureau/entries/{entry}/revocation");
    let first = site.signed_in(&cast.officer).await;
    assert!(first.get(&person).await.text.contains(&propose));
    let silent = first.post(&propose, &[("reason", "")]).await;
    assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(silent.text.contains("href=\"#reason\""));
    let proposed = first.post(&propose, &[("reason", "证明材料不实")]).await;
    let revocation = proposed.location().to_owned();
    assert!(
        revocation.starts_with("/bureau/revocations/"),
        "{}",
        proposed.text
    );
    assert!(
        first
            .get(&revocation)
            .await
            .text
            .contains("须由另一位经办人员决定")
    );
    let own = first.post(&revocation, &[("decision", "confirm")]).await;
    assert_eq!(own.status, StatusCode::FORBIDDEN);
    assert!(own.text.contains("这是您提出的撤销"), "{}", own.text);

    let second = site.signed_in(&cast.second_officer).await;
    assert!(second.get("/bureau").await.text.contains(&revocation));
    let done = second.post(&revocation, &[("decision", "confirm")]).await;
    assert_eq!(done.location(), revocation);
    let again = second.post(&revocation, &[("decision", "reject")]).await;
    assert_eq!(again.status, StatusCode::CONFLICT);
    let page = second.get(&person).await;
    assert!(page.text.contains("撤销第 1 条") && page.text.contains("已由第 2 条撤销"));
    assert!(!page.text.contains(&propose));
    let again = first.post(&propose, &[("reason", "再一次")]).await;
    assert_eq!(again.status, StatusCode::CONFLICT);
}

#[tokio::test]
async fn hours_are_looked_at_before_they_are_recognised() {
    let site = Site::new().await;
    let cast = &site.world.cast;
    let officer = site.signed_in(&cast.officer).await;
    let person = format!("/bureau/people/{}", Cast::id(&cast.learner));
    let form = format!("{person}/recognition");
    assert_eq!(officer.get(&form).await.status, StatusCode::OK);
    let good = [
        ("year", "2022"),
        ("category", "professional"),
        ("hours", "12.5"),
        ("evidence", "高级研修班结业证书"),
    ];
    for (field, value) in [
        ("year", "x"),
        ("category", "both"),
        ("hours", "1.234"),
        ("hours", "0"),
        ("evidence", ""),
    ] {
        let spoilt = good.map(|(name, fine)| (name, if name == field { value } else { fine }));
        let answer = officer.post(&form, &spoilt).await;
        assert!(answer.status.is_client_error(), "{field}={value}");
        if field != "year" {
            assert!(
                answer.text.contains(&format!("href=\"#{field}\"")),
                "{field}={value}"
            );
        }
    }
    let check = officer.post(&form, &good).await;
    assert!(check.text.contains("还没有记入账本") && check.text.contains("12.5 学时"));
    assert!(officer.get(&person).await.text.contains("账本上还没有记录"));
    let checked: Vec<_> = good.into_iter().chain([("checked", "yes")]).collect();
    let done = officer.post(&form, &checked).await;
    assert_eq!(done.location(), format!("{person}?done=recognised"));
    assert!(officer.get(&person).await.text.contains("+12.5"));
}

#[tokio::test]
async fn a_whole_citizen_id_is_shown_once_for_a_reason() {
    let site = Site::new().await;
    let cast = &site.world.cast;
    let whole = site.login_of(&cast.learner).await;
    let officer = site.signed_in(&cast.officer).await;
    let person = format!("/bureau/people/{}", Cast::id(&cast.learner));
    let silent = officer
        .post(&format!("{person}/citizen-id"), &[("why", " ")])
        .await;
    assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!silent.text.contains(&whole));
    let shown = officer
        .post(&format!("{person}/citizen-id"), &[("why", "电话核对")])
        .await;
    assert!(shown.text.contains(&whole));
    assert!(!officer.get(&person).await.text.contains(&whole));
    let account = site.signed_in(&cast.learner).await.get("/account").await;
    assert!(account.text.contains("电话核对") && account.text.contains("官员甲"));
}

#[tokio::test]
async fn another_territory_is_none_of_an_officers_business() {
    let site = Site::new().await;
    let cast = &site.world.cast;
    let entry = way::recognise(&site.world, &cast.learner, Category::Public, 12).await;
    let officer = site.signed_in(&cast.foreign_officer).await;
    let person = Cast::id(&cast.learner);
    for path in [
        format!("/bureau/people/{person}"),
        format!("/bureau/people/{person}/recognition"),
        format!("/bureau/entries/{entry}/revocation"),
        "/bureau/people/nobody".to_owned(),
        "/bureau/revocations/rev_x".to_owned(),
        "/bureau/reports/rep_x".to_owned(),
    ] {
        assert_eq!(
            officer.get(&path).await.status,
            StatusCode::NOT_FOUND,
            "{path}"
        );
    }
    let own = officer.get("/bureau/people?q=").await;
    assert!(own.text.contains("外地官员") && !own.text.contains("乌日娜"));
    let officer = site.signed_in(&cast.officer).await;
    let found = officer.get("/bureau/people?q=%E4%B9%8C&after=").await;
    assert!(found.text.contains("乌日娜") && !found.text.contains("王小明"));
}

#[tokio::test]
async fn bases_are_seen_by_their_own_people_and_by_inspectors() {
    let site = Site::new().await;
    let cast = &site.world.cast;
    let enrolment = way::passed(&site.world, &cast.learner).await;
    let own = site.signed_in(&cast.base_admin).await;
    let course = format!("/base/courses/{}", enrolment.course_id);
    assert!(own.get("/base").await.text.contains(&course));
    assert!(own.get(&course).await.text.contains("第1课"));
    let inspector = site.signed_in(&cast.inspector).await;
    let base = format!("/inspection/bases/{}", cast.base);
    assert!(inspector.get("/inspection").await.text.contains(&base));
    let course = format!("/inspection/courses/{}", enrolment.course_id);
    assert!(inspector.get(&base).await.text.contains(&course));
    assert!(inspector.get(&course).await.text.contains("第1课"));
    assert_eq!(
        own.get("/base/courses/crs_x").await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn a_clerk_checks_given_facts() {
    let site = Site::new().await;
    let clerk = site.signed_in(&site.world.cast.clerk).await;
    let facts = [
        ("territory", "hohhot-etdz"),
        ("purpose", "title_review"),
        ("level", "intermediate"),
        ("degree", "bachelor"),
        ("on", "2022-09-01"),
        ("sex", "female"),
        ("born", "1965-03-05"),
        ("sector", "public_institution"),
        ("year", "2022"),
        ("public", "30"),
        ("professional", "12.5"),
    ];
    let decided = clerk.post("/committee/check", &facts).await;
    assert_eq!(decided.status, StatusCode::OK);
    assert!(decided.text.contains("不要求学时") && decided.text.contains("N2022 §3.1"));
    for (field, value, shown_at) in [
        ("on", "2022-11-31", "on"),
        ("on", "1999-01-01", "on"),
        ("born", "2023-01-01", "on"),
        ("born", "2015-01-01", "born"),
        ("born", "1897-01-01", "born"),
        ("public", "1.234", "hours"),
        ("purpose", "holiday", "purpose"),
        ("level", "", "level"),
    ] {
        let spoilt = facts.map(|(name, fine)| (name, if name == field { value } else { fine }));
        let answer = clerk.post("/committee/check", &spoilt).await;
        assert_eq!(
            answer.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{field}={value}"
        );
        assert!(
            answer.text.contains(&format!("href=\"#{shown_at}\"")),
            "{field}={value}"
        );
    }
    let foreign = facts.map(|(n, fine)| (n, if n == "territory" { "baotou" } else { fine }));
    assert_eq!(
        clerk.post("/committee/check", &foreign).await.status,
        StatusCode::FORBIDDEN
    );
}

#[tokio::test]
async fn the_region_reads_an_edition_clause_by_clause() {
    let site = Site::new().await;
    let region = site.signed_in(&site.world.cast.region_admin).await;
    let home = region.get("/region").await;
    assert!(home.text.contains("官员甲") && home.text.contains("sha256:"));
    let edition = region.get("/region/editions/hohhot-etdz/2022").await;
    assert!(edition.text.contains("N2022 §3.1") && edition.text.contains("60 学时"));
    let none = region.get("/region/editions/hohhot-etdz/1999").await;
    assert_eq!(none.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_region_counts_whom_a_draft_changes() {
    let site = Site::new().await;
    let region = site.signed_in(&site.world.cast.region_admin).await;
    let draft = region.get("/region/editions/hohhot-etdz/2023").await;
    assert!(draft.text.contains("草案的影响"), "{}", draft.text);
    assert!(draft.text.contains("<h1>2023 年度政策草案</h1>"));
    let effects = "/region/editions/hohhot-etdz/2023/effects";
    let wrong = region.post(effects, &[("on", "2022-09-01")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text.contains("要在草案的年度 2023 年之内"));
    let garbled = region.post(effects, &[("on", "2023-02-31")]).await;
    assert_eq!(garbled.status, StatusCode::UNPROCESSABLE_ENTITY);
    let started = region.post(effects, &[("on", "2023-09-01")]).await;
    assert_eq!(started.status, StatusCode::SEE_OTHER);
    let running = region.get(started.location()).await;
    assert!(running.text.contains("正在计算") && running.text.contains("2023年9月1日"));
    let published = "/region/editions/hohhot-etdz/2022/effects";
    let refused = region.post(published, &[]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("不是草案"));
}
