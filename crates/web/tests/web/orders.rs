//! Orders from the choice to the activated course, and everything that may go wrong with money.

use axum::http::StatusCode;
use domain::catalogue::Course;
use domain::orders;
use domain::seams::Sandbox;
use domain::testing::Cast;
use kernel::{Category, Fen};

use crate::site::{Answer, Site, Visitor};

async fn place(visitor: &Visitor<'_>, course: &Course) -> Answer {
    let fields = [("course", course.id.as_str()), ("year", "2022")];
    visitor.post("/orders", &fields).await
}

/// Places an order; its address and number.
async fn placed(visitor: &Visitor<'_>, course: &Course) -> (String, String) {
    let answer = place(visitor, course).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    let address = answer.location().to_owned();
    let number = visitor.get(&address).await.between("<title>订单 ", " ");
    (address, number)
}

async fn activated(site: &Site) -> usize {
    let mut op = site.world.system().await;
    let learner = Cast::id(&site.world.cast.learner);
    orders::list_enrolments(&mut op, &learner)
        .await
        .unwrap()
        .len()
}

#[tokio::test]
async fn what_is_chosen_is_checked_ordered_paid_and_active_exactly_once() {
    let site = Site::demo().await;
    let world = &site.world;
    let (one, two) = (
        world.course(Category::Professional, &[2700]).await,
        world.course(Category::Public, &[5400]).await,
    );
    let learner = site.signed_in(&world.cast.learner).await;
    let check = format!(
        "/orders/check?course={}&course={}&year=2022",
        one.id, two.id
    );
    let check = learner.get(&check).await;
    assert!(check.text.contains("¥7.50"), "{}", check.text);
    let ids = [
        ("course", one.id.as_str()),
        ("course", two.id.as_str()),
        ("year", "2022"),
    ];
    let address = learner.post("/orders", &ids).await.location().to_owned();
    let order = learner.get(&address).await;
    assert!(order.text.contains("待付款") && order.text.contains("N2022 §4"));
    let cashier = format!("/demo/cashier/{}", order.between("/demo/cashier/", "\""));
    assert_eq!(learner.get(&cashier).await.status, StatusCode::OK);
    assert_eq!(activated(&site).await, 0);
    for _ in 0..2 {
        let paid = learner.post(&cashier, &[]).await;
        assert_eq!(paid.location(), address, "{}", paid.text);
        assert_eq!(activated(&site).await, 2);
    }
    let order = learner.get(&address).await;
    assert!(order.text.contains("课程已开通") && order.text.contains("/learn/"));
    assert_eq!(
        learner.get(&cashier).await.location(),
        address,
        "there is nothing left to pay"
    );
}

#[tokio::test]
async fn the_ceiling_of_public_subjects_is_told() {
    let site = Site::new().await;
    let course = site.world.course(Category::Public, &[31 * 2700]).await;
    let learner = site.signed_in(&site.world.cast.learner).await;
    let (address, _) = placed(&learner, &course).await;
    let order = learner.get(&address).await.text;
    assert!(order.contains("原价 ¥77.50，实收 ¥75.00"), "{order}");
}

#[tokio::test]
async fn a_notice_counts_once_and_only_with_its_signature() {
    let site = Site::new().await;
    let course = site.world.course(Category::Professional, &[2700]).await;
    let learner = site.signed_in(&site.world.cast.learner).await;
    let (_, number) = placed(&learner, &course).await;
    let house = Sandbox::new(vec![9; 32]);
    let (body, signature) = house.notice("r1", &number, Fen::new(250)).unwrap();
    let send = async |gateway: &str, signature: &str, body: &str| {
        let house = site.stranger().with("x-signature", signature);
        house
            .post_json(&format!("/payments/notices/{gateway}"), body)
            .await
    };
    let forged = body.replace("250", "249");
    assert_eq!(
        send("sandbox", &signature, &forged).await.status,
        StatusCode::FORBIDDEN
    );
    assert_eq!(
        send("sandbox", "", &body).await.status,
        StatusCode::FORBIDDEN
    );
    assert_eq!(
        send("transfer", &signature, &body).await.status,
        StatusCode::FORBIDDEN
    );
    assert_eq!(
        send("nobody", &signature, &body).await.status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(activated(&site).await, 0);
    for _ in 0..2 {
        let answer = send("sandbox", &signature, &body).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
        assert_eq!(answer.json()["status"], "paid");
        assert_eq!(activated(&site).await, 1);
    }
    let (body, signature) = house.notice("r2", &number, Fen::new(250)).unwrap();
    assert_eq!(
        send("sandbox", &signature, &body).await.status,
        StatusCode::CONFLICT
    );
    let (body, signature) = house
        .notice("r3", "2022121500000000", Fen::new(250))
        .unwrap();
    assert_eq!(
        send("sandbox", &signature, &body).await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn a_notice_of_another_amount_activates_nothing() {
    let site = Site::new().await;
    let course = site.world.course(Category::Professional, &[2700]).await;
    let learner = site.signed_in(&site.world.cast.learner).await;
    let (_, number) = placed(&learner, &course).await;
    let (body, signature) = Sandbox::new(vec![9; 32])
        .notice("r1", &number, Fen::new(1))
        .unwrap();
    let house = site.stranger().with("x-signature", &signature);
    let answer = house.post_json("/payments/notices/sandbox", &body).await;
    assert_eq!(answer.status, StatusCode::CONFLICT);
    assert_eq!(activated(&site).await, 0);
}

#[tokio::test]
async fn what_cannot_be_ordered_is_told_and_keeps_the_choice() {
    let site = Site::new().await;
    let course = site.world.course(Category::Professional, &[2700]).await;
    let learner = site.signed_in(&site.world.cast.learner).await;
    let nothing = learner.post("/orders", &[("year", "2022")]).await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(nothing.text.contains("还没有选课程"));
    for year in ["2019", "soon"] {
        let fields = [("course", course.id.as_str()), ("year", year)];
        let refused = learner.post("/orders", &fields).await;
        assert!(refused.status.is_client_error(), "{year}");
        assert!(
            refused.text.contains(&course.title),
            "{year}: the choice is kept"
        );
    }
    let malformed = learner
        .post("/orders", &[("course", "x"), ("year", "2022")])
        .await;
    assert_eq!(malformed.status, StatusCode::NOT_FOUND);
    placed(&learner, &course).await;
    let again = place(&learner, &course).await;
    assert_eq!(again.status, StatusCode::CONFLICT);
    assert!(
        again.text.contains("已在一张待付款的订单里"),
        "{}",
        again.text
    );
}

#[tokio::test]
async fn an_order_is_given_up_and_cannot_be_paid_afterwards() {
    let site = Site::demo().await;
    let course = site.world.course(Category::Professional, &[2700]).await;
    let learner = site.signed_in(&site.world.cast.learner).await;
    let (address, number) = placed(&learner, &course).await;
    let cancel = format!("{address}/cancel");
    for _ in 0..2 {
        assert_eq!(learner.post(&cancel, &[]).await.location(), address);
    }
    assert!(learner.get(&address).await.text.contains("这张订单已取消"));
    let paid = learner.post(&format!("/demo/cashier/{number}"), &[]).await;
    assert_eq!(paid.status, StatusCode::CONFLICT);
    assert_eq!(activated(&site).await, 0);
    placed(&learner, &course).await;
}

#[tokio::test]
async fn another_persons_order_does_not_exist_for_her() {
    let site = Site::demo().await;
    let course = site.world.course(Category::Professional, &[2700]).await;
    let learner = site.signed_in(&site.world.cast.learner).await;
    let (address, number) = placed(&learner, &course).await;
    let other = site.signed_in(&site.world.cast.other_learner).await;
    let cashier = format!("/demo/cashier/{number}");
    assert_eq!(other.get(&address).await.status, StatusCode::NOT_FOUND);
    assert_eq!(
        other.post(&format!("{address}/cancel"), &[]).await.status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(other.get(&cashier).await.status, StatusCode::NOT_FOUND);
    assert_eq!(
        other.post(&cashier, &[]).await.status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(activated(&site).await, 0);
}

#[tokio::test]
async fn there_is_no_sandbox_outside_the_demo() {
    let site = Site::new().await;
    let course = site.world.course(Category::Professional, &[2700]).await;
    let learner = site.signed_in(&site.world.cast.learner).await;
    let (_, number) = placed(&learner, &course).await;
    let cashier = format!("/demo/cashier/{number}");
    assert_eq!(learner.get(&cashier).await.status, StatusCode::NOT_FOUND);
    assert_eq!(
        learner.post(&cashier, &[]).await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn the_cashier_confirms_a_transfer_with_the_reference_of_the_bank() {
    let site = Site::new().await;
    let course = site.world.course(Category::Professional, &[2700]).await;
    let learner = site.signed_in(&site.world.cast.learner).await;
    let (_, number) = placed(&learner, &course).await;
    let cashier = site.signed_in(&site.world.cast.second_officer).await;
    let queue = cashier.get("/bureau/payments").await;
    assert!(queue.text.contains(&number) && queue.text.contains("乌日娜"));
    let address = format!(
        "/bureau/payments/{}",
        queue.between("/bureau/payments/", "\"")
    );
    assert!(cashier.get(&address).await.text.contains(&course.title));
    let refused = cashier.post(&address, &[("reference", " ")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("href=\"#reference\""));
    assert_eq!(activated(&site).await, 0);
    let officer = site.signed_in(&site.world.cast.officer).await;
    let denied = officer.post(&address, &[("reference", "B1")]).await;
    assert_eq!(denied.status, StatusCode::FORBIDDEN);
    let done = cashier.post(&address, &[("reference", "B1")]).await;
    assert_eq!(done.location(), format!("/bureau/payments?done={number}"));
    assert_eq!(activated(&site).await, 1);
    assert!(
        cashier
            .get("/bureau/payments")
            .await
            .text
            .contains("没有待确认的转账")
    );
}

#[tokio::test]
async fn the_plan_says_what_is_paid_for_already() {
    let site = Site::new().await;
    let cast = &site.world.cast;
    let learner = site.signed_in(&cast.learner).await;
    assert!(
        !learner
            .get("/decisions")
            .await
            .text
            .contains("已经缴费开通")
    );
    let course = site.world.course(Category::Professional, &[2_700]).await;
    site.world.enrol(&cast.learner, &course).await;
    let page = learner.get("/decisions").await;
    let paid = page.between("其中", "已经缴费开通");
    assert!(paid.contains("1 学时"), "{paid}");
    assert!(page.text.contains("href=\"/learn\""));
}
