//! Posts on the employer's pages: changed, ended, taken up again; and closed to others.

use axum::http::StatusCode;
use domain::employers;
use domain::testing::Cast;
use kernel::Category;

use crate::employers::{again, apply, code, link};
use crate::site::Site;
use crate::way;

#[tokio::test]
async fn a_post_is_changed_ended_and_taken_up_again() {
    let site = Site::new().await;
    let cast = &site.world.cast;
    way::recognise(&site.world, &cast.learner, Category::Public, 12).await;
    let admin = site.signed_in(&cast.employer_admin).await;
    let person = Cast::id(&cast.learner);
    let staff = format!("/employer/staff/{person}");
    let page = admin.get(&staff).await;
    let id = page.between("action=\"/employer/posts/", "\"");
    let post = format!("/employer/posts/{id}");
    let changed = [
        ("decision", "change"),
        ("post_title", "高级工程师"),
        ("speciality", "建筑工程"),
        ("department", ""),
    ];
    let done = admin.post(&post, &changed).await;
    assert_eq!(done.location(), format!("{staff}?done=change"));
    assert!(admin.get(&staff).await.text.contains("高级工程师"));
    let mut op = site.world.system().await;
    let worker = employers::worker(&mut op, &person).await.unwrap();
    assert_eq!(worker.employment.unwrap().speciality, "civil-engineering");
    drop(op);
    for (field, value) in [
        ("ended", "moved_on"),
        ("last_day", "2023-01-01"),
        ("last_day", ""),
    ] {
        let good = [
            ("decision", "end"),
            ("ended", "retired"),
            ("last_day", "2021-06-30"),
        ];
        let spoilt = good.map(|(name, fine)| (name, if name == field { value } else { fine }));
        let refused = admin.post(&post, &spoilt).await;
        assert!(
            refused.text.contains(&format!("href=\"#{field}\"")),
            "{field}={value}"
        );
    }
    let end = [
        ("decision", "end"),
        ("ended", "retired"),
        ("last_day", "2021-06-30"),
    ];
    assert_eq!(
        admin.post(&post, &end).await.location(),
        format!("{staff}?done=end")
    );
    let former = admin.get("/employer/former").await;
    assert!(former.text.contains("乌日娜") && former.text.contains("退休"));
    // Her time here ended in 2021: the hours of 2022 are not shown, those of 2021 are.
    assert!(admin.get(&staff).await.text.contains("2021 年度"));
    let hidden = admin.get(&format!("{staff}?year=2022")).await;
    assert_eq!(hidden.status, StatusCode::FORBIDDEN);
    assert!(!hidden.text.contains("研修班结业证书"));
    let back = [("decision", "back"), ("from_day", "2022-01-10")];
    assert_eq!(
        admin.post(&post, &back).await.location(),
        format!("{staff}?done=back")
    );
    let page = admin.get(&format!("{staff}?year=2022")).await;
    assert!(page.text.contains("研修班结业证书"));
}

#[tokio::test]
async fn posts_of_another_employer_are_closed() {
    let site = Site::new().await;
    let cast = &site.world.cast;
    let learner = site.signed_in(&cast.instructor).await;
    apply(&learner, &code(), "").await;
    let officer = site.signed_in(&cast.officer).await;
    let waiting = officer.get("/bureau/registrations").await;
    let address = link(&waiting, "/bureau/registrations/");
    officer.post(&address, &[("decision", "accept")]).await;
    let own = site.signed_in(&cast.employer_admin).await;
    let person = Cast::id(&cast.learner);
    let page = own.get(&format!("/employer/staff/{person}")).await;
    let id = page.between("action=\"/employer/posts/", "\"");

    let other = again(&site, &cast.instructor).await;
    let seen = other.get(&format!("/employer/staff/{person}")).await;
    assert_eq!(seen.status, StatusCode::NOT_FOUND);
    for form in [
        [
            ("decision", "end"),
            ("ended", "left"),
            ("last_day", "2022-12-01"),
        ],
        [
            ("decision", "change"),
            ("post_title", "主任"),
            ("speciality", "护理"),
        ],
    ] {
        let refused = other.post(&format!("/employer/posts/{id}"), &form).await;
        assert!(refused.status.is_client_error());
        assert!(!refused.text.contains("乌日娜"));
    }
    assert!(!other.get("/employer").await.text.contains("乌日娜"));
}
