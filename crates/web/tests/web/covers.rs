//! Standing in for a colleague, on its page.

use std::time::Duration;

use axum::http::StatusCode;
use domain::testing::Cast;

use crate::site::Site;

#[tokio::test]
async fn a_cashier_lets_an_officer_stand_in_and_it_is_given_back() {
    for site in Site::on_each().await {
        let cast = site.world.cast.clone();
        let cashier = site.signed_in(&cast.second_officer).await;
        let deputy = site.signed_in(&cast.officer).await;
        assert_eq!(
            deputy.get("/bureau/payments").await.status,
            StatusCode::FORBIDDEN
        );
        let page = cashier.get("/covers").await;
        assert!(page.text.contains("没有代办安排"), "{}", page.text);
        let holder = Cast::id(&cast.second_officer);
        let role = format!("{holder}|cashier|{}", cast.zone_path);
        assert!(page.text.contains(&role));
        let fields = [
            ("role", role.as_str()),
            ("number", "13800000006"),
            ("name", "官员甲"),
            ("from_on", "2022-12-15"),
            ("until_on", "2022-12-16"),
            ("why", ""),
        ];
        let silent = cashier.post("/covers", &fields).await;
        assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(silent.text.contains("请写明事由"), "{}", silent.text);
        let mut fields = fields;
        fields[5] = ("why", "年休假");
        let arranged = cashier.post("/covers", &fields).await;
        assert_eq!(arranged.location(), "/covers?done=arranged");
        assert!(cashier.get("/covers").await.text.contains("代办中"));
        // The same browser, without signing in again.
        assert_eq!(deputy.get("/bureau/payments").await.status, StatusCode::OK);
        assert!(deputy.get("/messages").await.text.contains("请您代"));
        let page = deputy.get("/covers").await;
        let end = page.between("action=\"/covers/", "\"");
        assert!(page.text.contains("不再代办"));
        let ended = deputy.post(&format!("/covers/{end}"), &[]).await;
        assert_eq!(ended.location(), "/covers?done=ended");
        assert_eq!(
            deputy.get("/bureau/payments").await.status,
            StatusCode::FORBIDDEN
        );
        assert!(cashier.get("/covers").await.text.contains("已提前结束"));
        site.world.advance(Duration::from_secs(1));
    }
}
