//! Claims that no player makes: faster than time, of what was not played, malformed.

use axum::http::StatusCode;
use serde_json::json;

use crate::attacker::{Attacker, FILM_S};
use crate::site::Site;

#[tokio::test]
async fn a_beat_replayed_every_hundred_milliseconds_earns_the_time_that_passed() {
    for site in Site::on_each().await {
        let attacker = Attacker::new(&site, 1).await;
        let session = attacker.open(0).await;
        for seq in 0..200 {
            attacker.wait_ms(100);
            // Fifteen seconds further each time, and each beat sent thrice.
            let body =
                json!({ "seq": seq, "segments": [[seq * 15 % FILM_S, seq * 15 % FILM_S + 15]] });
            let first = attacker.send(&session, &body.to_string()).await;
            for _ in 0..2 {
                let again = attacker.send(&session, &body.to_string()).await;
                assert_eq!(again.json(), first.json());
            }
        }
        assert_eq!(attacker.credited_ms(0).await, 20_000);
    }
}

#[tokio::test]
async fn the_first_and_the_last_second_are_two_seconds() {
    for site in Site::on_each().await {
        let attacker = Attacker::new(&site, 1).await;
        let session = attacker.open(0).await;
        attacker.wait_ms(15_000);
        let answer = attacker
            .claim(&session, 1, &json!([[0, 1], [FILM_S - 1, FILM_S]]))
            .await;
        assert_eq!(answer["covered_s"], 2);
        assert_eq!(answer["complete"], false);
        attacker.wait_ms(600_000);
        let answer = attacker
            .claim(&session, 2, &json!([[FILM_S - 1, FILM_S]]))
            .await;
        assert_eq!(
            (&answer["credited_s"], &answer["complete"]),
            (&json!(0), &json!(false))
        );
        assert_eq!(attacker.credited_ms(0).await, 2_000);
    }
}

#[tokio::test]
async fn declaring_the_end_ends_nothing() {
    for site in Site::on_each().await {
        let attacker = Attacker::new(&site, 1).await;
        let session = attacker.open(0).await;
        attacker.wait_ms(3_000);
        for declared in [
            json!({ "seq": 1, "segments": [], "complete": true }),
            json!({ "seq": 1, "segments": [], "covered_s": FILM_S }),
            json!({ "seq": 1, "segments": [], "progress": 100, "status": "completed" }),
        ] {
            let answer = attacker.send(&session, &declared.to_string()).await;
            assert_eq!(
                answer.status,
                StatusCode::UNPROCESSABLE_ENTITY,
                "{}",
                answer.text
            );
            assert_eq!(answer.json()["code"], "api.malformed");
        }
        assert_eq!(attacker.credited_ms(0).await, 0);
        // The whole film with the goodbye.
        let path = format!("/api/v1/watch-sessions/{session}/end");
        let body = json!({ "seq": 1, "segments": [[0, FILM_S]] });
        let ended = attacker.program.post_json(&path, &body.to_string()).await;
        assert_eq!(ended.status, StatusCode::NO_CONTENT);
        assert_eq!(attacker.credited_ms(0).await, 3_000);
        attacker.wait_ms(60_000);
        let late = attacker.claim(&session, 2, &json!([[3, 63]])).await;
        assert_eq!(late["refused"][0]["code"], "learning.session_ended");
        assert_eq!(attacker.credited_ms(0).await, 3_000);
    }
}

#[tokio::test]
async fn a_clients_clock_is_not_asked() {
    for site in Site::on_each().await {
        let mut attacker = Attacker::new(&site, 1).await;
        let session = attacker.open(0).await;
        attacker.wait_ms(2_000);
        for told in [
            json!({ "seq": 1, "segments": [[0, 600]], "at": "2022-12-31T23:59:59Z" }),
            json!({ "seq": 1, "segments": [[0, 600]], "elapsed": 600 }),
        ] {
            let answer = attacker.send(&session, &told.to_string()).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        }
        attacker.program = site
            .program(&attacker.learner)
            .await
            .with("date", "Sat, 31 Dec 2022 23:59:59 GMT")
            .with("x-request-start", "t=1672502399")
            .with("if-modified-since", "Sat, 31 Dec 2022 23:59:59 GMT");
        let answer = attacker.claim(&session, 1, &json!([[0, 600]])).await;
        assert_eq!(answer["credited_s"], 2);
        assert_eq!(attacker.credited_ms(0).await, 2_000);
    }
}

#[tokio::test]
async fn ten_thousand_segments_are_refused_whole() {
    for site in Site::on_each().await {
        let attacker = Attacker::new(&site, 1).await;
        let session = attacker.open(0).await;
        attacker.wait_ms(600_000);
        let many: Vec<_> = (0..10_000).map(|at| json!([at, at + 1])).collect();
        let answer = attacker
            .send(&session, &json!({ "seq": 1, "segments": many }).to_string())
            .await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(answer.json()["code"], "learning.too_many_segments");
        assert_eq!(attacker.credited_ms(0).await, 0);
        // As many as are allowed, a hair each, beat after beat: kept in so many pieces and no more.
        for seq in 0..10_i64 {
            let hairs: Vec<_> = (0..200)
                .map(|at| f64::from(u32::try_from(seq * 200 + at).unwrap()))
                .map(|at| json!([at, at + 0.001]))
                .collect();
            attacker.claim(&session, seq + 2, &json!(hairs)).await;
        }
        assert_eq!(attacker.credited_ms(0).await, 500);
    }
}

#[tokio::test]
async fn nan_negative_reversed_and_endless_segments_change_nothing() {
    for site in Site::on_each().await {
        let attacker = Attacker::new(&site, 1).await;
        let session = attacker.open(0).await;
        attacker.wait_ms(60_000);
        for segments in [
            "[[NaN, 5]]",
            "[[0, Infinity]]",
            "[[-5, 5]]",
            "[[-0.001, 5]]",
            "[[9, 3]]",
            "[[5, 5]]",
            "[[0, 2700.001]]",
            "[[2699, 99999999999999999999]]",
            "[[0, 1e400]]",
            "[[0, \"60\"]]",
            "[[0, null]]",
            "[[0]]",
            "[[0, 1, 2]]",
            "[0, 60]",
            "{\"0\": 60}",
            "[[0.0001, 1]]",
            "[[0, true]]",
            "\"all\"",
            "null",
            "[[[0, 1]]]",
        ] {
            let body = format!("{{\"seq\": 1, \"segments\": {segments}}}");
            let answer = attacker.send(&session, &body).await;
            assert_eq!(
                answer.status,
                StatusCode::UNPROCESSABLE_ENTITY,
                "{segments}: {}",
                answer.text
            );
        }
        for seq in ["-1", "1.5", "\"1\"", "null", "99999999999999999999", "NaN"] {
            let body = format!("{{\"seq\": {seq}, \"segments\": [[0, 5]]}}");
            let answer = attacker.send(&session, &body).await;
            assert_eq!(
                answer.status,
                StatusCode::UNPROCESSABLE_ENTITY,
                "{seq}: {}",
                answer.text
            );
        }
        assert_eq!(attacker.credited_ms(0).await, 0);
    }
}

#[tokio::test]
async fn a_second_claimed_many_times_is_a_second() {
    for site in Site::on_each().await {
        let attacker = Attacker::new(&site, 1).await;
        let session = attacker.open(0).await;
        attacker.wait_ms(60_000);
        let answer = attacker
            .claim(
                &session,
                1,
                &json!([[0, 10], [5, 12.5], [0, 10], [0, 1], [11, 12.5]]),
            )
            .await;
        assert_eq!(
            (&answer["credited_s"], &answer["refused"]),
            (&json!(12.5), &json!([]))
        );
        for seq in 2..20 {
            let answer = attacker.claim(&session, seq, &json!([[0, 12.5]])).await;
            assert_eq!(answer["credited_s"], 0);
        }
        assert_eq!(attacker.credited_ms(0).await, 12_500);
    }
}
