//! Standing in for a colleague, on its page.

use std::time::Duration;

use axum::http::StatusCode;

use crate::site::Site;

#[tokio::test]
async fn an_officer_lets_the_inspector_stand_in_and_takes_it_back() {
    for site in Site::on_each().await {
        let cast = site.world.cast.clone();
        let officer = site.signed_in(&cast.officer).await;
        let inspector = site.signed_in(&cast.inspector).await;
        assert_eq!(inspector.get("/inbox").await.status, StatusCode::FORBIDDEN);
        let page = officer.get("/covers").await;
        assert!(page.text.contains("没有代办安排"), "{}", page.text);
        let role = page.between("<option value=\"", "\"");
        let fields = [
            ("role", role.as_str()),
            ("number", "13800000008"),
            ("name", "巡查"),
            ("from_on", "2022-12-15"),
            ("until_on", "2022-12-16"),
            ("why", ""),
        ];
        let silent = officer.post("/covers", &fields).await;
        assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(silent.text.contains("请写明事由"), "{}", silent.text);
        let mut fields = fields;
        fields[5] = ("why", "年休假");
        let arranged = officer.post("/covers", &fields).await;
        assert_eq!(arranged.location(), "/covers?done=arranged");
        assert!(officer.get("/covers").await.text.contains("代办中"));
        // The same browser, without signing in again.
        assert_eq!(inspector.get("/inbox").await.status, StatusCode::OK);
        assert!(inspector.get("/messages").await.text.contains("请您代"));
        let page = inspector.get("/covers").await;
        let end = page.between("action=\"/covers/", "\"");
        assert!(page.text.contains("不再代办"));
        let ended = inspector.post(&format!("/covers/{end}"), &[]).await;
        assert_eq!(ended.location(), "/covers?done=ended");
        assert_eq!(inspector.get("/inbox").await.status, StatusCode::FORBIDDEN);
        assert!(officer.get("/covers").await.text.contains("已提前结束"));
        site.world.advance(Duration::from_secs(1));
    }
}
