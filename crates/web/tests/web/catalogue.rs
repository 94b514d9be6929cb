//! The catalogue: who sees what of it, and what is asked for that makes no sense.

use axum::http::StatusCode;
use kernel::Category;

use crate::site::Site;

#[tokio::test]
async fn a_learner_sees_price_and_state_of_each_course() {
    let site = Site::new().await;
    let course = site.world.course(Category::Professional, &[2700]).await;
    let learner = site.signed_in(&site.world.cast.learner).await;
    let list = learner.get("/courses").await;
    assert_eq!(list.status, StatusCode::OK);
    assert!(list.text.contains(&course.title), "{}", list.text);
    assert!(list.text.contains("¥2.50"), "{}", list.text);
    assert!(list.text.contains("计算机应用"));
    let enrolment = site.world.enrol(&site.world.cast.learner, &course).await;
    let list = learner.get("/courses").await;
    assert!(list.text.contains(&format!("/learn/{}", enrolment.id)));
    assert!(
        !list.text.contains("¥2.50"),
        "what she has is not offered again"
    );
    let page = learner.get(&format!("/courses/{}", course.id)).await;
    assert!(page.text.contains("去学习"));
}

#[tokio::test]
async fn a_stranger_sees_courses_without_prices() {
    let site = Site::new().await;
    let course = site.world.course(Category::Public, &[2700]).await;
    let stranger = site.stranger();
    for path in ["/courses".to_owned(), format!("/courses/{}", course.id)] {
        let page = stranger.get(&path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
        assert!(page.text.contains(&course.title), "{path}");
        assert!(!page.text.contains('¥'), "{path}");
        assert!(page.text.contains("/sign-in?next=%2Fcourses"), "{path}");
    }
}

#[tokio::test]
async fn the_list_is_narrowed_and_says_so_when_nothing_fits() {
    let site = Site::new().await;
    let public = site.world.course(Category::Public, &[2700]).await;
    let professional = site.world.course(Category::Professional, &[2700]).await;
    let learner = site.signed_in(&site.world.cast.learner).await;
    let found = learner.get("/courses?category=public").await.text;
    assert!(found.contains(&public.title) && !found.contains(&professional.title));
    let found = learner.get("/courses?field=computer&year=2021").await.text;
    assert!(!found.contains(&public.title) && found.contains(&professional.title));
    assert!(found.contains("学时计入 2021 年度"), "{found}");
    let nothing = learner.get("/courses?q=%25zzz").await;
    assert!(nothing.text.contains("没有符合条件的课程"));
    let nonsense = learner
        .get("/courses?category=x&year=x&after=x&field=%3Cb%3E")
        .await;
    assert_eq!(nonsense.status, StatusCode::OK);
    assert!(!nonsense.text.contains("<b>"));
}

#[tokio::test]
async fn a_course_that_nobody_has_is_not_found() {
    let site = Site::new().await;
    let learner = site.signed_in(&site.world.cast.learner).await;
    let course = site.world.course(Category::Public, &[60]).await;
    let other = course
        .id
        .as_str()
        .replace(|c: char| c.is_ascii_digit(), "7");
    for id in ["x", other.as_str()] {
        assert_eq!(
            learner.get(&format!("/courses/{id}")).await.status,
            StatusCode::NOT_FOUND
        );
    }
}

#[tokio::test]
async fn who_owes_no_hours_may_look_but_not_order() {
    let site = Site::new().await;
    let course = site.world.course(Category::Public, &[2700]).await;
    let officer = site.signed_in(&site.world.cast.officer).await;
    let page = officer.get(&format!("/courses/{}", course.id)).await;
    assert!(page.text.contains("只有专业技术人员可以选课"));
    let refused = officer
        .post("/orders", &[("course", course.id.as_str())])
        .await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn an_unpaid_course_is_not_learnt_and_says_why() {
    let site = Site::new().await;
    let learner = &site.world.cast.learner;
    let course = site.world.course(Category::Professional, &[2700]).await;
    let path = format!("/courses/{}/learn", course.id);
    let browser = site.signed_in(learner).await;
    let strange = browser.get(&path).await;
    assert_eq!(strange.status, StatusCode::CONFLICT);
    assert!(strange.text.contains("还没有选这门课"), "{}", strange.text);
    let mut op = site.world.op(learner).await;
    domain::orders::place(&mut op, std::slice::from_ref(&course.id), 2022)
        .await
        .unwrap();
    op.commit().await.unwrap();
    let unpaid = browser.get(&path).await;
    assert_eq!(unpaid.status, StatusCode::CONFLICT);
    assert!(unpaid.text.contains("还没有付款"), "{}", unpaid.text);
    let program = site.program(learner).await;
    let list = program.get("/api/v1/me/enrolments").await;
    assert!(!list.text.contains(course.id.as_str()), "{}", list.text);
}
