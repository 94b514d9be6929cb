//! Sessions that are forged, borrowed, reopened, left over.

use axum::http::StatusCode;
use serde_json::json;

use crate::attacker::{Attacker, FILM_S};
use crate::site::Site;

#[tokio::test]
async fn a_forged_session_is_none() {
    for site in Site::on_each().await {
        let attacker = Attacker::new(&site, 1).await;
        let session = attacker.open(0).await;
        attacker.wait_ms(60_000);
        let (stem, last) = session.split_at(session.len() - 1);
        let neighbour = format!("{stem}{}", if last == "0" { "1" } else { "0" });
        for forged in [
            neighbour.as_str(),
            "watch_00000000000000000000000000",
            "watch_ZZZZZZZZZZZZZZZZZZZZZZZZZZ",
            "enr_00000000000000000000000000",
            "1",
            "..%2f..%2fetc",
            "%00",
            "' OR 1=1 --",
        ] {
            let path = forged.replace(' ', "%20");
            let answer = attacker
                .send(&path, r#"{"seq": 1, "segments": [[0, 60]]}"#)
                .await;
            assert_eq!(
                answer.status,
                StatusCode::NOT_FOUND,
                "{forged}: {}",
                answer.text
            );
        }
        assert_eq!(attacker.credited_ms(0).await, 0);
    }
}

#[tokio::test]
async fn anothers_session_earns_for_nobody() {
    for site in Site::on_each().await {
        let attacker = Attacker::new(&site, 1).await;
        let session = attacker.open(0).await;
        attacker.wait_ms(60_000);
        let other = site.program(&site.world.cast.other_learner).await;
        for path in ["beats", "end"] {
            let path = format!("/api/v1/watch-sessions/{session}/{path}");
            let answer = other
                .post_json(&path, r#"{"seq": 1, "segments": [[0, 60]]}"#)
                .await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{}", answer.text);
            assert_eq!(answer.json()["code"], "permission.not_yours");
        }
        let open = json!({
            "enrolment": attacker.enrolment.id.as_str(), "lesson": attacker.lessons[0].as_str(),
            "take_over": true,
        });
        let answer = other
            .post_json("/api/v1/watch-sessions", &open.to_string())
            .await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{}", answer.text);
        let stranger = site.stranger();
        let path = format!("/api/v1/watch-sessions/{session}/beats");
        let answer = stranger
            .post_json(&path, r#"{"seq": 1, "segments": [[0, 60]]}"#)
            .await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
        assert_eq!(attacker.credited_ms(0).await, 0);
        // It stands, and still earns for her whose it is.
        let answer = attacker.claim(&session, 1, &json!([[0, 60]])).await;
        assert_eq!(answer["credited_s"], 60);
    }
}

#[tokio::test]
async fn reopening_a_hundred_sessions_banks_no_lease() {
    for site in Site::on_each().await {
        let attacker = Attacker::new(&site, 1).await;
        for _ in 0..100 {
            attacker.open(0).await;
            attacker.wait_ms(600_000);
        }
        let session = attacker.open(0).await;
        let answer = attacker.claim(&session, 1, &json!([[0, FILM_S]])).await;
        assert_eq!(answer["credited_s"], 0);
        attacker.wait_ms(5_000);
        let answer = attacker.claim(&session, 2, &json!([[0, FILM_S]])).await;
        assert_eq!(answer["credited_s"], 5);
        assert_eq!(attacker.credited_ms(0).await, 5_000);
    }
}

#[tokio::test]
async fn hoarding_idle_time_gives_one_lease_and_no_more() {
    for site in Site::on_each().await {
        let attacker = Attacker::new(&site, 1).await;
        let session = attacker.open(0).await;
        // Alive, but watching nothing, for the length of the film.
        for seq in 0..180 {
            attacker.wait_ms(15_000);
            let answer = attacker.claim(&session, seq, &json!([])).await;
            assert_eq!(answer["credited_s"], 0);
        }
        let answer = attacker.claim(&session, 1_000, &json!([[0, FILM_S]])).await;
        assert_eq!(
            (&answer["credited_s"], &answer["complete"]),
            (&json!(600), &json!(false))
        );
        assert_eq!(attacker.credited_ms(0).await, 600_000);
    }
}

#[tokio::test]
async fn beats_after_the_window_earn_nothing_and_are_kept() {
    for site in Site::on_each().await {
        let attacker = Attacker::new(&site, 1).await;
        let session = attacker.open(0).await;
        attacker.wait_ms(60_000);
        attacker.claim(&session, 1, &json!([[0, 60]])).await;
        attacker.wait_ms(17 * 86_400_000);
        let late = attacker.claim(&session, 2, &json!([[60, 120]])).await;
        assert_eq!(
            (&late["credited_s"], &late["covered_s"]),
            (&json!(0), &json!(60))
        );
        assert_eq!(late["refused"][0]["code"], "learning.window_closed");
        assert_eq!(late["refused"][0]["segment"], json!([60, 120]));
        assert!(late["refused"][0]["words"].as_str().unwrap().len() > 10);
        let reopened = attacker.try_open(0, true).await;
        assert_eq!(reopened.status, StatusCode::CONFLICT, "{}", reopened.text);
        assert_eq!(attacker.credited_ms(0).await, 60_000);
    }
}
