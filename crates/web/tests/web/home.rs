//! The home page of a learner: where she stands, and the next step.

use axum::http::StatusCode;
use domain::{exams, hours};
use kernel::{Category, Hours};

use crate::site::Site;

#[tokio::test]
async fn a_newcomer_is_led_to_the_courses() {
    let site = Site::new().await;
    let learner = site.signed_in(&site.world.cast.learner).await;
    let home = learner.get("/").await;
    assert_eq!(home.status, StatusCode::OK);
    for words in [
        "0 / 30 学时",
        "0 / 60 学时",
        "还差 30 学时",
        "还剩 16 天",
        "/hours/2020",
    ] {
        assert!(home.text.contains(words), "{words}: {}", home.text);
    }
    assert!(
        home.text.contains("/courses?category=public&amp;year=2022")
            || home.text.contains("/courses?category=public&#38;year=2022"),
        "{}",
        home.text
    );
}

#[tokio::test]
async fn each_step_leads_to_the_next() {
    let site = Site::new().await;
    let world = &site.world;
    let course = world.course(Category::Professional, &[60]).await;
    let learner = site.signed_in(&world.cast.learner).await;
    let fields = [("course", course.id.as_str()), ("year", "2022")];
    let order = learner.post("/orders", &fields).await.location().to_owned();
    let home = learner.get("/").await.text;
    assert!(home.contains("去付款") && home.contains(&order), "{home}");
    learner.post(&format!("{order}/cancel"), &[]).await;
    let enrolment = world.enrol(&world.cast.learner, &course).await;
    let home = learner.get("/").await.text;
    assert!(home.contains("开始学习"), "{home}");
    world
        .watch_all(&world.cast.learner, &enrolment, hours::receive_beat)
        .await;
    let home = learner.get("/").await.text;
    assert!(
        home.contains(&format!("/learn/{}/exam", enrolment.id)),
        "{home}"
    );
}

#[tokio::test]
async fn a_complete_year_leads_to_the_report() {
    let site = Site::new().await;
    let world = &site.world;
    let mut op = world.op(&world.cast.officer).await;
    let id = domain::testing::Cast::id(&world.cast.learner);
    for (category, whole) in [(Category::Public, 30), (Category::Professional, 60)] {
        hours::recognise(
            &mut op,
            &id,
            2022,
            category,
            Hours::whole(whole),
            "纸质记录",
        )
        .await
        .unwrap();
    }
    op.commit().await.unwrap();
    let learner = site.signed_in(&world.cast.learner).await;
    let home = learner.get("/").await.text;
    assert!(
        home.contains("办理年度报告") && home.contains("/report/2022"),
        "{home}"
    );
    let mut op = world.op(&world.cast.learner).await;
    assert!(exams::list_passed(&mut op, &id).await.unwrap().is_empty());
    domain::reports::draw(&mut op, 2022).await.unwrap();
    op.commit().await.unwrap();
    assert!(learner.get("/").await.text.contains("等您的单位确认"));
}

#[tokio::test]
async fn who_owes_no_hours_sees_her_own_doors() {
    let site = Site::new().await;
    let operator = site.signed_in(&site.world.cast.operator).await;
    let home = operator.get("/").await;
    assert!(
        home.status.is_success() || home.status.is_redirection(),
        "{}",
        home.status
    );
    assert!(!home.text.contains("下一步"));
}

#[tokio::test]
async fn in_january_without_a_new_notice_every_page_of_the_year_before_is_there() {
    let site = Site::new().await;
    let world = &site.world;
    world.advance(std::time::Duration::from_hours(24 * 25));
    assert_eq!(world.now().day().year(), 2023);
    let learner = site.signed_in(&world.cast.learner).await;
    let home = learner.get("/").await;
    assert_eq!(home.status, StatusCode::OK);
    for words in ["2022", "还差 30 学时", "/hours/2022", "/help#year"] {
        assert!(
            home.text.contains(words) || home.text.contains(&words.replace('#', "&#35;")),
            "{words}: {}",
            home.text
        );
    }
    for path in ["/hours", "/hours/2022", "/report/2022", "/card/2022"] {
        assert_eq!(learner.get(path).await.status, StatusCode::OK, "{path}");
    }
    assert_eq!(learner.get("/report").await.location(), "/report/2022");
    assert_eq!(learner.get("/card").await.location(), "/card/2022");
    let employer = site.signed_in(&world.cast.employer_admin).await;
    let staff = employer.get("/employer").await;
    assert_eq!(staff.status, StatusCode::OK);
    assert!(staff.text.contains("2022"));
    let id = domain::testing::Cast::id(&world.cast.learner);
    let one = employer.get(&format!("/employer/staff/{id}")).await;
    assert_eq!(one.status, StatusCode::OK);
    let officer = site.signed_in(&world.cast.officer).await;
    let file = officer.get(&format!("/bureau/people/{id}")).await;
    assert_eq!(file.status, StatusCode::OK);
}
