//! What was kept before beats lay in sheaves lies in them after the migration, beat for beat.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use db::EngineName;
use db::testing::TestDb;
use serde_json::{Value, json};

const SQLITE: &str = include_str!("../../../migrations/sqlite/0026_learning_sheaves.sql");
const POSTGRES: &str = include_str!("../../../migrations/postgres/0026_learning_sheaves.sql");

/// The table as it was, under its name of then: a temporary table hides the view of today.
const TABLE: &str = "CREATE TEMPORARY TABLE learning_beats (person_id TEXT, session_id TEXT, \
    seq BIGINT, received_at BIGINT, segments TEXT, credited_ms BIGINT, covered_ms BIGINT, \
    complete BOOLEAN, refused TEXT)";

/// The migration's own SELECT that makes sheaves of beats.
fn sheaves(migration: &'static str) -> &'static str {
    let from = migration
        .find("SELECT person_id, session_id, min(seq)")
        .unwrap();
    let rest = &migration[from..];
    &rest[..rest.find(';').unwrap()]
}

#[tokio::test]
async fn the_migration_lays_every_beat_into_a_sheaf() {
    #[expect(
        clippy::disallowed_methods,
        reason = "the test run names its server this way"
    )]
    let server = std::env::var("XUESHI_TEST_POSTGRES").ok();
    for engine in [EngineName::Sqlite, EngineName::Postgres] {
        if engine == EngineName::Postgres && server.is_none() {
            continue;
        }
        let test = TestDb::new(engine, server.as_deref()).await.unwrap();
        let mut tx = test.db.begin().await.unwrap();
        tx.query(TABLE).execute().await.unwrap();
        let mut kept = Vec::new();
        for seq in 0..30_i64 {
            let refused = (seq % 7 == 3).then_some("[{\"segment\":[0,5],\"code\":\"x\"}]");
            let complete = seq == 29;
            tx.query("INSERT INTO learning_beats VALUES ('p', $1, $2, $3, $4, 7, 8, $5, $6)")
                .bind(if seq < 25 { "s" } else { "t" })
                .bind(seq)
                .bind(seq * 10)
                .bind(format!("[[{seq},9]]"))
                .bind(complete)
                .bind(refused)
                .execute()
                .await
                .unwrap();
            let refused: Value = serde_json::from_str(refused.unwrap_or("null")).unwrap();
            kept.push(json!([seq, seq * 10, [[seq, 9]], 7, 8, complete, refused]));
        }
        let select = tx.query_per_engine(sheaves(SQLITE), sheaves(POSTGRES));
        let mut laid: Vec<(String, i64, i64, Vec<Value>)> = select
            .all(|row| {
                let beats: String = row.get("beats")?;
                let beats = serde_json::from_str(&format!("[{beats}]")).unwrap();
                let (first, last) = (row.get("first_seq")?, row.get("last_at")?);
                Ok((row.get("session_id")?, first, last, beats))
            })
            .await
            .unwrap();
        laid.sort_by_key(|sheaf| sheaf.1);
        let beats: Vec<Value> = laid.iter().flat_map(|sheaf| sheaf.3.clone()).collect();
        assert_eq!(beats, kept, "{engine:?}");
        for (session, first, last, beats) in &laid {
            assert_eq!(session, if *first < 25 { "s" } else { "t" });
            assert_eq!(beats[0][0], *first);
            assert_eq!(beats.last().unwrap()[1], *last);
            assert!(beats.len() <= 12);
        }
    }
}
