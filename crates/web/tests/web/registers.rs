//! The employer's dashboard: forecast, reminders, the yearly register.

use axum::http::StatusCode;
use kernel::Category;

use crate::site::Site;
use crate::way;

#[tokio::test]
async fn an_admin_sees_who_will_miss_the_year_reminds_them_and_takes_the_register() {
    for site in Site::on_each().await {
        let cast = &site.world.cast;
        way::recognise(&site.world, &cast.learner, Category::Public, 20).await;
        let admin = site.signed_in(&cast.employer_admin).await;
        let home = admin.get("/employer").await.text;
        for words in [
            "按目前进度会缺学时",
            "公需科目缺 10 学时（N2022 §2），每天学 0.59 学时来得及",
            "下载2022年度继续教育登记表",
        ] {
            assert!(home.contains(words), "{words}");
        }
        let form = [("year", "2022"), ("state", "will_miss")];
        let reminded = admin.post("/employer/reminders", &form).await;
        assert_eq!(reminded.status, StatusCode::SEE_OTHER, "{}", reminded.text);
        let page = admin.get(reminded.location()).await.text;
        assert!(page.contains("已提醒 1 人"));
        let none = [("year", "2022"), ("state", "on_the_way")];
        let none = admin.post("/employer/reminders", &none).await;
        assert!(
            admin
                .get(none.location())
                .await
                .text
                .contains("没有这种情形的人员")
        );
        let learner = site.signed_in(&cast.learner).await;
        let told = learner.get("/messages").await.text;
        assert!(told.contains("公需科目 10 学时、专业科目 60 学时"));
        let book = admin.post("/employer/register", &[("year", "2022")]).await;
        assert_eq!(book.status, StatusCode::OK);
        assert!(book.header("content-disposition").starts_with("attachment"));
        let bad = admin.post("/employer/reminders", &[("year", "x")]).await;
        assert_eq!(bad.status, StatusCode::BAD_REQUEST);
        let officer = site.signed_in(&cast.officer).await;
        let refused = officer
            .post("/employer/register", &[("year", "2022")])
            .await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
    }
}
