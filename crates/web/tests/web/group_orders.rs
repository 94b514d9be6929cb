//! An employer orders for many on the page: choosing, checking, placing, paying, and the cashier.

use axum::http::StatusCode;
use domain::orders;
use domain::testing::Cast;
use kernel::Category;

use crate::site::{Answer, Site, Visitor};

/// The hidden fields of a preview, as its form sends them.
fn hidden(page: &Answer) -> Vec<(String, String)> {
    let form = page
        .text
        .split("<form method=\"post\" action=\"/employer/orders\">");
    let form = form.last().unwrap();
    let mut fields = Vec::new();
    for piece in form.split("<input type=\"hidden\" name=\"").skip(1) {
        let (name, rest) = piece.split_once('"').unwrap();
        let value = rest.split('"').nth(1).unwrap();
        if name != "csrf" {
            fields.push((name.to_owned(), value.to_owned()));
        }
    }
    fields
}

async fn send(visitor: &Visitor<'_>, path: &str, fields: &[(String, String)]) -> Answer {
    let fields: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    visitor.post(path, &fields).await
}

async fn enrolled(site: &Site) -> usize {
    let mut op = site.world.system().await;
    let cast = &site.world.cast;
    let mut all = 0;
    for learner in [&cast.learner, &cast.other_learner] {
        let found = orders::list_enrolments(&mut op, &Cast::id(learner)).await;
        all += found.unwrap().len();
    }
    all
}

#[tokio::test]
async fn an_employer_chooses_checks_orders_once_and_pays() {
    let site = Site::demo().await;
    let world = &site.world;
    let course = world.course(Category::Professional, &[2700]).await;
    let admin = site.signed_in(&world.cast.employer_admin).await;
    let empty = admin.get("/employer/orders").await;
    assert!(empty.text.contains("还没有单位订单"), "{}", empty.text);
    let pick = admin.get("/employer/orders/new?who=will_miss").await;
    assert!(pick.text.contains(&course.title) && pick.text.contains("全体在职人员（2 人）"));
    let fields = [
        ("course", course.id.as_str()),
        ("who", "all"),
        ("year", "2022"),
    ];
    let check = admin.post("/employer/orders/check", &fields).await;
    assert_eq!(check.status, StatusCode::OK, "{}", check.text);
    assert!(check.text.contains("2 个名额，¥5.00"), "{}", check.text);
    assert!(check.text.contains("乌日娜") && check.text.contains("王小明"));
    let fields = hidden(&check);
    let first = send(&admin, "/employer/orders", &fields).await;
    let address = first.location().to_owned();
    assert!(
        address.starts_with("/employer/orders/gor_"),
        "{}",
        first.text
    );
    let second = send(&admin, "/employer/orders", &fields).await;
    assert_eq!(second.location(), address, "a double click is one order");
    let order = admin.get(&address).await;
    assert!(order.text.contains("待付款") && order.text.contains("户名"));
    let cashier = format!("/demo/cashier/{}", order.between("/demo/cashier/", "\""));
    assert_eq!(admin.get(&cashier).await.status, StatusCode::OK);
    assert_eq!(enrolled(&site).await, 0);
    for _ in 0..2 {
        assert_eq!(admin.post(&cashier, &[]).await.location(), address);
        assert_eq!(enrolled(&site).await, 2);
    }
    let order = admin.get(&format!("{address}?q=乌日娜")).await;
    assert!(order.text.contains("显示 1 个，共 2 个"), "{}", order.text);
    assert!(order.text.contains("付款到账，全部开通"));
    let list = admin.get("/employer/orders").await;
    assert!(list.text.contains(&address) && list.text.contains("已付款"));
    // The learner sees who pays, and cannot give it up.
    let learner = site.signed_in(&world.cast.learner).await;
    let mine = learner.get("/orders").await;
    assert!(mine.text.contains("经开区数据中心 付款"), "{}", mine.text);
    let own = format!("/orders/{}", mine.between("href=\"/orders/", "\""));
    let seat = learner.get(&own).await;
    assert!(seat.text.contains("由您的单位“经开区数据中心”下单并付款"));
    let refused = learner.post(&format!("{own}/cancel"), &[]).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    let messages = learner.get("/messages").await;
    assert!(
        messages.text.contains("已为您付款开通"),
        "{}",
        messages.text
    );
}

#[tokio::test]
async fn without_a_course_or_a_clear_who_nothing_is_checked() {
    let site = Site::demo().await;
    let world = &site.world;
    let course = world.course(Category::Professional, &[2700]).await;
    let admin = site.signed_in(&world.cast.employer_admin).await;
    // Nothing is chosen: the page says so and keeps the rest.
    let nothing = admin
        .post("/employer/orders/check", &[("who", "all")])
        .await;
    assert_eq!(
        nothing.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "{}",
        nothing.text
    );
    assert!(nothing.text.contains("还没有选课程"));
    // For whom must be said, and one ticked person is never everybody.
    let person = Cast::id(&world.cast.learner);
    for who in ["", "all", "department", "will_miss", "nobody"] {
        let ticked = [
            ("course", course.id.as_str()),
            ("who", who),
            ("year", "2022"),
            ("person", person.as_str()),
        ];
        let unclear = admin.post("/employer/orders/check", &ticked).await;
        assert_eq!(unclear.status, StatusCode::UNPROCESSABLE_ENTITY, "{who}");
        assert!(unclear.text.contains("请选明为谁订"), "{}", unclear.text);
    }
}

#[tokio::test]
async fn what_changed_since_the_preview_is_shown_again() {
    let site = Site::new().await;
    let world = &site.world;
    let course = world.course(Category::Professional, &[2700]).await;
    let admin = site.signed_in(&world.cast.employer_admin).await;
    let learner = Cast::id(&world.cast.learner).to_string();
    let other = Cast::id(&world.cast.other_learner).to_string();
    let fields = [
        ("course", course.id.as_str()),
        ("who", "picked"),
        ("person", learner.as_str()),
        ("person", other.as_str()),
        ("year", "2022"),
    ];
    let check = admin.post("/employer/orders/check", &fields).await;
    world.enrol(&world.cast.learner, &course).await;
    let again = send(&admin, "/employer/orders", &hidden(&check)).await;
    assert_eq!(again.status, StatusCode::CONFLICT, "{}", again.text);
    assert!(again.text.contains("刚刚有变化") && again.text.contains("1 个名额，¥2.50"));
    assert!(again.text.contains("已开通这门课"), "{}", again.text);
    let placed = send(&admin, "/employer/orders", &hidden(&again)).await;
    assert!(placed.location().starts_with("/employer/orders/gor_"));
    let cancel = format!("{}/cancel", placed.location());
    assert_eq!(admin.post(&cancel, &[]).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn the_cashier_confirms_an_employers_transfer() {
    let site = Site::new().await;
    let world = &site.world;
    let course = world.course(Category::Professional, &[2700]).await;
    let admin = site.signed_in(&world.cast.employer_admin).await;
    let fields = [
        ("course", course.id.as_str()),
        ("who", "all"),
        ("year", "2022"),
    ];
    let check = admin.post("/employer/orders/check", &fields).await;
    let placed = send(&admin, "/employer/orders", &hidden(&check)).await;
    let address = placed.location().to_owned();
    let cashier = site.signed_in(&world.cast.second_officer).await;
    let queue = cashier.get("/bureau/payments").await;
    assert!(queue.text.contains("单位订单") && queue.text.contains("经开区数据中心"));
    let begins = "/bureau/payments/groups/";
    let door = format!("{begins}{}", queue.between(begins, "\""));
    let page = cashier.get(&door).await;
    assert!(
        page.text.contains(&format!("{} × 2", course.title)),
        "{}",
        page.text
    );
    let bad = cashier.post(&door, &[("reference", " ")]).await;
    assert_eq!(bad.status, StatusCode::UNPROCESSABLE_ENTITY);
    let done = cashier.post(&door, &[("reference", "B-1")]).await;
    assert!(done.location().starts_with("/bureau/payments?done=G2022"));
    assert_eq!(enrolled(&site).await, 2);
    // Another employer's page never shows it.
    let stranger = site.signed_in(&world.cast.learner).await;
    assert_eq!(stranger.get(&address).await.status, StatusCode::FORBIDDEN);
}

/// An order for both learners, paid; its address.
async fn paid(site: &Site, admin: &Visitor<'_>) -> String {
    let world = &site.world;
    let course = world.course(Category::Professional, &[2700]).await;
    let fields = [
        ("course", course.id.as_str()),
        ("who", "all"),
        ("year", "2022"),
    ];
    let check = admin.post("/employer/orders/check", &fields).await;
    let placed = send(admin, "/employer/orders", &hidden(&check)).await;
    let address = placed.location().to_owned();
    let cashier = site.signed_in(&world.cast.second_officer).await;
    let id = address.rsplit('/').next().unwrap();
    let door = format!("/bureau/payments/groups/{id}");
    cashier.post(&door, &[("reference", "B-1")]).await;
    address
}

#[tokio::test]
async fn a_seat_is_given_to_somebody_else_on_the_page() {
    let site = Site::new().await;
    let cast = &site.world.cast;
    let admin = site.signed_in(&cast.employer_admin).await;
    let address = paid(&site, &admin).await;
    let order = admin.get(&format!("{address}?q=乌日娜")).await;
    assert!(order.text.contains("还没有计时"), "{}", order.text);
    let begins = format!("{address}/seats/");
    let seat = format!(
        "{begins}{}",
        order.between(&format!("href=\"{begins}"), "\"")
    );
    let page = admin.get(&seat).await;
    assert!(page.text.contains("王小明"), "{}", page.text);
    // He has the course already; the page says so and keeps what was chosen.
    let to = Cast::id(&cast.other_learner).to_string();
    let refused = admin.post(&seat, &[("to", to.as_str())]).await;
    assert_eq!(refused.status, StatusCode::CONFLICT, "{}", refused.text);
    assert!(refused.text.contains("王小明 不能接受"), "{}", refused.text);
    let nobody = admin.post(&seat, &[]).await;
    assert_eq!(nobody.status, StatusCode::UNPROCESSABLE_ENTITY);
    let stranger = site.signed_in(&cast.second_officer).await;
    let refused = stranger.post(&seat, &[("to", to.as_str())]).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn money_of_seats_is_asked_shown_and_sent_back() {
    let site = Site::new().await;
    let cast = &site.world.cast;
    let admin = site.signed_in(&cast.employer_admin).await;
    let address = paid(&site, &admin).await;
    let refund = format!("{address}/refund");
    let nothing = admin.post(&refund, &[]).await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(nothing.text.contains("还没有选名额"), "{}", nothing.text);
    let page = admin.post(&refund, &[("all", "yes")]).await;
    assert!(page.text.contains("申请退回 ¥5.00"), "{}", page.text);
    assert!(
        page.text.contains("付款后 30 日内可以申请"),
        "{}",
        page.text
    );
    let mut fields: Vec<(String, String)> = Vec::new();
    for piece in page.text.split("name=\"seat\" value=\"").skip(1) {
        let seat = piece.split('"').next().unwrap();
        fields.push(("seat".into(), seat.to_owned()));
    }
    assert_eq!(fields.len(), 2);
    fields.push(("fen".into(), "500".into()));
    let ask = format!("{address}/refunds");
    let bare = send(&admin, &ask, &fields).await;
    assert_eq!(
        bare.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "a reason is needed"
    );
    fields.push(("reason".into(), "选错了课程".into()));
    let asked = send(&admin, &ask, &fields).await;
    assert!(asked.location().contains("done=refund"), "{}", asked.text);
    let order = admin.get(&address).await;
    assert!(order.text.contains("退款待办") && order.text.contains("承诺"));
    assert_eq!(enrolled(&site).await, 0);
    let cashier = site.signed_in(&cast.second_officer).await;
    let queue = cashier.get("/bureau/payments").await;
    assert!(queue.text.contains("单位退款"), "{}", queue.text);
    let begins = "/bureau/refunds/";
    let door = format!(
        "{begins}{}",
        queue.between(&format!("href=\"{begins}"), "\"")
    );
    let page = cashier.get(&door).await;
    assert!(page.text.contains("选错了课程") && page.text.contains("hohhot-etdz/2022"));
    let returned = [("decision", "return"), ("note", "")];
    let bare = cashier.post(&door, &returned).await;
    assert_eq!(bare.status, StatusCode::UNPROCESSABLE_ENTITY);
    let refused = admin.post(&door, &[("reference", "R-1")]).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let done = cashier.post(&door, &[("reference", "R-1")]).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
    let order = admin.get(&address).await;
    assert!(order.text.contains("银行流水号 R-1"), "{}", order.text);
    let receipt = admin.get(&format!("{address}/receipt")).await;
    assert_eq!(receipt.status, StatusCode::OK);
    // The learner's page says what became of it.
    let learner = site.signed_in(&cast.learner).await;
    let mine = learner.get("/orders").await;
    assert!(mine.text.contains("已退款"), "{}", mine.text);
    let messages = learner.get("/messages").await;
    assert!(
        messages.text.contains("已退费，不再开通"),
        "{}",
        messages.text
    );
}
