//! Employers on the page: registration, admins, departments, territory, posts; and the bureau's
//! side.

use axum::http::StatusCode;
use domain::testing::Cast;
use domain::{Actor, identity};
use kernel::CreditCode;

use crate::site::{Answer, Site, Visitor};
use crate::way;

pub fn code() -> String {
    CreditCode::from_seventeen("91150100MA0000001")
        .unwrap()
        .to_string()
}

pub async fn apply(visitor: &Visitor<'_>, code: &str, reason: &str) -> Answer {
    let fields = [
        ("credit_code", code),
        ("code_reason", reason),
        ("name", "敕勒川软件有限公司"),
        ("sector", "non_public"),
        ("grassroots", "yes"),
        ("territory", "hohhot-etdz"),
    ];
    visitor
        .upload("/employers/register", &fields, ("", b""))
        .await
}

/// The same for a doubtful code, with a scan.
async fn with_scan(visitor: &Visitor<'_>, code: &str, scan: &[u8]) -> Answer {
    let fields = [
        ("credit_code", code),
        ("code_reason", "证照即为此码"),
        ("name", "敕勒川软件有限公司"),
        ("sector", "non_public"),
        ("territory", "hohhot-etdz"),
    ];
    visitor
        .upload("/employers/register", &fields, ("../执照.png", scan))
        .await
}

/// A picture.
fn png() -> Vec<u8> {
    let picture = image::RgbImage::from_fn(40, 30, |x, y| {
        let shade = u8::try_from((x * 5 + y) % 256).unwrap();
        image::Rgb([shade, 200, 90])
    });
    let mut bytes = std::io::Cursor::new(Vec::new());
    picture
        .write_to(&mut bytes, image::ImageFormat::Png)
        .unwrap();
    bytes.into_inner()
}

/// The first address on a page that begins like this.
pub fn link(page: &Answer, begins: &str) -> String {
    let mark = format!("href=\"{begins}");
    format!("{begins}{}", page.between(&mark, "\""))
}

pub async fn again<'s>(site: &'s Site, actor: &Actor) -> Visitor<'s> {
    let mut op = site.world.system().await;
    let actor = identity::actor_of(&mut op, &Cast::id(actor)).await.unwrap();
    drop(op);
    site.signed_in(&actor).await
}

#[tokio::test]
async fn somebody_registers_an_employer_and_the_bureau_accepts_it() {
    for site in Site::on_each().await {
        let cast = &site.world.cast;
        let learner = site.signed_in(&cast.learner).await;
        assert!(
            learner
                .get("/employers/register")
                .await
                .text
                .contains("统一社会信用代码")
        );
        let done = apply(&learner, &code(), "").await;
        assert_eq!(done.location(), "/employers/register?done=applied");
        let mine = learner.get(done.location()).await;
        assert!(mine.text.contains("待审核") && mine.text.contains("十个工作日"));

        let officer = site.signed_in(&cast.officer).await;
        assert!(officer.get("/bureau").await.text.contains("（1 件待审核）"));
        let waiting = officer.get("/bureau/registrations").await;
        assert!(waiting.text.contains("敕勒川软件有限公司"));
        let address = link(&waiting, "/bureau/registrations/");
        let page = officer.get(&address).await;
        assert!(page.text.contains("属于基层一线") && !page.text.contains("校验位不对"));
        let foreign = site.signed_in(&cast.foreign_officer).await;
        assert_eq!(foreign.get(&address).await.status, StatusCode::NOT_FOUND);
        let accept = [("decision", "accept")];
        let denied = foreign.post(&address, &accept).await;
        assert_eq!(denied.status, StatusCode::NOT_FOUND);
        let accepted = officer.post(&address, &accept).await;
        assert_eq!(accepted.location(), "/bureau/registrations?done=accept");
        let list = officer.get("/bureau/employers?q=%E6%95%95%E5%8B%92").await;
        assert!(list.text.contains("敕勒川软件有限公司") && !list.text.contains("数据中心"));

        // Her session knows it at once.
        let desk = learner.get("/employer").await;
        assert!(
            desk.text.contains("<h1>敕勒川软件有限公司</h1>"),
            "{}",
            desk.text
        );
    }
}

#[tokio::test]
async fn a_doubtful_code_is_asked_about_on_both_sides() {
    let site = Site::new().await;
    let cast = &site.world.cast;
    let learner = site.signed_in(&cast.learner).await;
    let mut doubtful = code();
    let last = doubtful.pop().unwrap();
    doubtful.push(if last == '1' { '2' } else { '1' });
    let first = learner.get("/employers/register").await;
    assert!(!first.text.contains("id=\"code_reason\""));
    let asked = apply(&learner, &doubtful, "").await;
    assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        asked.text.contains("href=\"#code_reason\"") && asked.text.contains("id=\"code_reason\"")
    );
    assert!(
        asked.text.contains("value=\"敕勒川软件有限公司\""),
        "what was typed stays"
    );
    let bare = apply(&learner, &doubtful, "证照即为此码").await;
    assert_eq!(bare.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(bare.text.contains("href=\"#file\""), "{}", bare.text);
    let evil = with_scan(&learner, &doubtful, b"<svg onload=alert(1)>").await;
    assert!(evil.text.contains("href=\"#file\""), "{}", evil.text);
    let scan = png();
    let done = with_scan(&learner, &doubtful, &scan).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);

    let officer = site.signed_in(&cast.officer).await;
    let waiting = officer.get("/bureau/registrations").await;
    let address = link(&waiting, "/bureau/registrations/");
    let page = officer.get(&address).await;
    assert!(page.text.contains("校验位不对") && page.text.contains("证照即为此码"));
    let shown = officer.post(&format!("{address}/scan"), &[]).await;
    assert_eq!(shown.bytes, scan);
    assert!(
        shown
            .header("content-disposition")
            .starts_with("attachment")
    );
    assert_eq!(shown.header("x-content-type-options"), "nosniff");
    let foreign = site.signed_in(&cast.foreign_officer).await;
    let closed = foreign.post(&format!("{address}/scan"), &[]).await;
    assert_eq!(closed.status, StatusCode::NOT_FOUND);
    let silent = officer
        .post(&address, &[("decision", "accept"), ("note", "")])
        .await;
    assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(silent.text.contains("href=\"#note\""));
    let unknown = officer.post(&address, &[("decision", "burn")]).await;
    assert_eq!(unknown.status, StatusCode::BAD_REQUEST);
    let words = [("decision", "accept"), ("note", "已核对营业执照原件")];
    assert_eq!(
        officer.post(&address, &words).await.status,
        StatusCode::SEE_OTHER
    );
    let late = officer
        .post(&address, &[("decision", "return"), ("note", "晚了")])
        .await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    let other = site.signed_in(&cast.other_learner).await;
    let taken = with_scan(&other, &doubtful, &scan).await;
    assert_eq!(taken.status, StatusCode::CONFLICT);
    assert!(taken.text.contains("已经登记"));
}

#[tokio::test]
async fn an_application_is_taken_back_by_its_owner_only() {
    let site = Site::new().await;
    let cast = &site.world.cast;
    let learner = site.signed_in(&cast.learner).await;
    apply(&learner, &code(), "").await;
    let mine = learner.get("/employers/register").await;
    let withdraw = mine.between("action=\"/employers/registrations/", "\"");
    let withdraw = format!("/employers/registrations/{withdraw}");
    let other = site.signed_in(&cast.other_learner).await;
    assert_eq!(
        other.post(&withdraw, &[]).await.status,
        StatusCode::NOT_FOUND
    );
    let done = learner.post(&withdraw, &[]).await;
    assert_eq!(done.location(), "/employers/register?done=withdrawn");
    assert!(learner.get(done.location()).await.text.contains("已撤回"));
    let strange = learner.get("/employers/register?done=%3Cb%3E").await;
    assert_eq!(strange.status, StatusCode::OK);
}

#[tokio::test]
async fn an_admin_hands_her_role_on_and_leaves() {
    let site = Site::new().await;
    let cast = &site.world.cast;
    let admin = site.signed_in(&cast.employer_admin).await;
    let me = Cast::id(&cast.employer_admin);
    let page = admin.get("/employer/settings").await;
    assert!(page.text.contains("最后一位管理员"));
    let alone = admin.post(&format!("/employer/admins/{me}/end"), &[]).await;
    assert_eq!(alone.status, StatusCode::CONFLICT);
    assert!(alone.text.contains("还不能退出"));
    let wrong = [("number", "13800000001"), ("admin_name", "别人")];
    let refused = admin.post("/employer/admins", &wrong).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("href=\"#number\"") && !refused.text.contains("乌日娜"));
    let right = [("number", "13800000001"), ("admin_name", "乌日娜")];
    let added = admin.post("/employer/admins", &right).await;
    assert_eq!(added.location(), "/employer/settings?done=admin-added");
    assert!(admin.get(added.location()).await.text.contains("乌日娜"));
    let left = admin.post(&format!("/employer/admins/{me}/end"), &[]).await;
    assert_eq!(left.location(), "/");
    assert_eq!(
        admin.get("/employer/settings").await.status,
        StatusCode::FORBIDDEN
    );
    let new = again(&site, &cast.learner).await;
    assert!(
        new.get("/employer/settings")
            .await
            .text
            .contains("最后一位管理员")
    );
}

#[tokio::test]
async fn departments_are_kept_in_the_settings() {
    let site = Site::new().await;
    let cast = &site.world.cast;
    let admin = site.signed_in(&cast.employer_admin).await;
    let added = admin
        .post("/employer/departments", &[("name", "研发部")])
        .await;
    assert_eq!(added.location(), "/employer/settings?done=department-added");
    let twice = admin
        .post("/employer/departments", &[("name", "研发部")])
        .await;
    assert_eq!(twice.status, StatusCode::CONFLICT);
    assert!(twice.text.contains("href=\"#name\""));
    let page = admin.get("/employer/settings").await;
    let id = page.between("action=\"/employer/departments/", "\"");
    let department = format!("/employer/departments/{id}");
    let renamed = [("decision", "rename"), ("name", "研究院")];
    assert_eq!(
        admin.post(&department, &renamed).await.status,
        StatusCode::SEE_OTHER
    );
    assert!(
        admin
            .get("/employer/settings")
            .await
            .text
            .contains("研究院")
    );
    let burn = admin.post(&department, &[("decision", "burn")]).await;
    assert_eq!(burn.status, StatusCode::BAD_REQUEST);
    assert_eq!(
        admin
            .post(&department, &[("decision", "close")])
            .await
            .status,
        StatusCode::SEE_OTHER
    );
}

#[tokio::test]
async fn another_territory_is_asked_for_in_the_settings_and_its_bureau_accepts() {
    let site = Site::new().await;
    let cast = &site.world.cast;
    let admin = site.signed_in(&cast.employer_admin).await;
    let nowhere = [("territory", ""), ("why", "搬迁")];
    let nowhere = admin.post("/employer/territory-changes", &nowhere).await;
    assert!(nowhere.text.contains("href=\"#territory\""));
    let asked = [("territory", "baotou"), ("why", "整体搬迁")];
    let asked = admin.post("/employer/territory-changes", &asked).await;
    assert_eq!(asked.location(), "/employer/settings?done=change-asked");

    let foreign = site.signed_in(&cast.foreign_officer).await;
    let waiting = foreign.get("/bureau/registrations").await;
    assert!(waiting.text.contains("经开区数据中心") && waiting.text.contains("属地变更"));
    let address = link(&waiting, "/bureau/territory-changes/");
    assert!(foreign.get(&address).await.text.contains("整体搬迁"));
    let own = site.signed_in(&cast.officer).await;
    assert_eq!(own.get(&address).await.status, StatusCode::FORBIDDEN);
    let silent = foreign
        .post(&address, &[("decision", "return"), ("note", "")])
        .await;
    assert!(silent.text.contains("href=\"#note\""));
    let accepted = foreign.post(&address, &[("decision", "accept")]).await;
    assert_eq!(
        accepted.location(),
        "/bureau/registrations?done=change-accept"
    );
    way::run_queue(&site.world).await;
    assert!(
        !own.get("/bureau/employers")
            .await
            .text
            .contains("经开区数据中心")
    );
    assert!(
        foreign
            .get("/bureau/employers")
            .await
            .text
            .contains("经开区数据中心")
    );
    assert!(
        foreign
            .get("/bureau/people?q=%E4%B9%8C")
            .await
            .text
            .contains("乌日娜")
    );
}

#[tokio::test]
async fn the_bureau_dates_what_an_employer_is_and_appoints_where_nobody_is_left() {
    let site = Site::new().await;
    let cast = &site.world.cast;
    let officer = site.signed_in(&cast.officer).await;
    let address = format!("/bureau/employers/{}", cast.employer);
    assert!(officer.get(&address).await.text.contains("最初登记"));
    let standing = format!("{address}/standing");
    let form = |day: &'static str, note: &'static str| {
        [
            ("sector", "school"),
            ("grassroots", "yes"),
            ("from_day", day),
            ("note", note),
        ]
    };
    for (day, note, field) in [
        ("2022-11-31", "批文", "from_day"),
        ("2023-01-01", "批文", "from_day"),
        ("2022-09-01", "", "note"),
    ] {
        let refused = officer.post(&standing, &form(day, note)).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{day}");
        assert!(
            refused.text.contains(&format!("href=\"#{field}\"")),
            "{day}"
        );
    }
    let set = officer
        .post(&standing, &form("2022-09-01", "编办批文"))
        .await;
    assert_eq!(set.location(), format!("{address}?done=standing"));
    let page = officer.get(set.location()).await;
    assert!(page.text.contains("2022年9月1日起") && page.text.contains("编办批文"));

    let admins = format!("{address}/admins");
    let who = [
        ("number", "13800000002"),
        ("admin_name", "王小明"),
        ("why", "书面申请"),
    ];
    assert_eq!(
        officer.post(&admins, &who).await.status,
        StatusCode::CONFLICT
    );
    let person = Cast::id(&cast.employer_admin);
    let end = [("person", person.as_str())];
    let ended = officer.post(&format!("{admins}/end"), &end).await;
    assert_eq!(ended.location(), format!("{address}?done=admin-ended"));
    assert!(officer.get(&address).await.text.contains("没有管理员"));
    let appointed = officer.post(&admins, &who).await;
    assert_eq!(appointed.location(), format!("{address}?done=appointed"));
    assert!(
        again(&site, &cast.other_learner)
            .await
            .get("/employer")
            .await
            .status
            .is_success()
    );

    let foreign = site.signed_in(&cast.foreign_officer).await;
    assert_eq!(foreign.get(&address).await.status, StatusCode::FORBIDDEN);
    for path in [&standing, &admins] {
        assert_eq!(foreign.post(path, &who).await.status, StatusCode::FORBIDDEN);
    }
}
