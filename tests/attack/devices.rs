//! Many devices at once: parallel lessons, two phones, a token that goes round.

use axum::http::StatusCode;
use serde_json::json;

use crate::attacker::Attacker;
use crate::site::Site;

#[tokio::test]
async fn lessons_played_side_by_side_earn_as_one() {
    for site in Site::on_each().await {
        let attacker = Attacker::new(&site, 8).await;
        let first = attacker.open(0).await;
        let refused = attacker.try_open(1, false).await;
        assert_eq!(refused.status, StatusCode::CONFLICT);
        let refused = refused.json();
        assert_eq!(refused["code"], "learning.other_session");
        assert_eq!(refused["session"], json!(first));
        // All eight in turn, each taking over, each claiming the whole minute.
        let mut sessions = vec![first];
        for film in 1..8 {
            sessions.push(attacker.open(film).await);
        }
        attacker.wait_ms(60_000);
        for session in &sessions {
            attacker.claim(session, 1, &json!([[0, 60]])).await;
        }
        assert_eq!(attacker.credited_in_all_ms().await, 60_000);
        assert_eq!(attacker.credited_ms(7).await, 60_000);
    }
}

#[tokio::test]
async fn two_phones_earn_as_one_and_the_loser_is_told() {
    for site in Site::on_each().await {
        let attacker = Attacker::new(&site, 1).await;
        let mut at = 0;
        for turn in 0..10 {
            let one = attacker.open(0).await;
            attacker.wait_ms(10_000);
            attacker.claim(&one, 1, &json!([[at, at + 10]])).await;
            let two = attacker.open(0).await;
            attacker.wait_ms(10_000);
            let lost = attacker.claim(&one, 2, &json!([[at + 10, at + 20]])).await;
            assert_eq!(lost["credited_s"], 0, "turn {turn}");
            assert_eq!(lost["refused"][0]["code"], "learning.taken_over");
            let won = attacker.claim(&two, 1, &json!([[at + 10, at + 20]])).await;
            assert_eq!(won["credited_s"], 10);
            at += 20;
        }
        assert_eq!(attacker.credited_ms(0).await, 200_000);
    }
}

#[tokio::test]
async fn one_token_in_fifty_places_earns_the_time_that_passed() {
    for site in Site::on_each().await {
        let attacker = Attacker::new(&site, 5).await;
        let mut sessions = Vec::new();
        for place in 0..50 {
            sessions.push(attacker.open(place % 5).await);
            attacker.wait_ms(100);
        }
        for round in 0..6_i64 {
            attacker.wait_ms(10_000);
            let claims = sessions.iter().map(|session| {
                let segments = json!([[round * 10, round * 10 + 10]]);
                let attacker = &attacker;
                async move { attacker.claim(session, round, &segments).await }
            });
            futures::future::join_all(claims).await;
        }
        // The last to take over is the one that earns: sixty seconds of one film.
        assert_eq!(attacker.credited_in_all_ms().await, 60_000);
        assert_eq!(attacker.credited_ms(4).await, 60_000);
    }
}
