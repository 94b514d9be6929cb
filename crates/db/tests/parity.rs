//! Both engines have the same schema, and append-only tables refuse on both.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test fails by panicking"
)]

use db::testing::TestDb;
use db::{EngineName, schema};

fn postgres() -> Option<String> {
    #[expect(
        clippy::disallowed_methods,
        reason = "the test run names its server this way"
    )]
    std::env::var("XUESHI_TEST_POSTGRES").ok()
}

#[tokio::test]
async fn both_engines_have_the_same_tables_and_columns() {
    let Some(server) = postgres() else {
        eprintln!("PostgreSQL left out: XUESHI_TEST_POSTGRES is not set");
        return;
    };
    let sqlite = TestDb::new(EngineName::Sqlite, None).await.unwrap();
    let postgres = TestDb::new(EngineName::Postgres, Some(&server))
        .await
        .unwrap();
    let ours = schema(&mut sqlite.db.read().await.unwrap()).await.unwrap();
    let theirs = schema(&mut postgres.db.read().await.unwrap())
        .await
        .unwrap();
    assert!(ours.len() > 20, "the look at the schema finds tables");
    assert_eq!(ours, theirs);
}

#[tokio::test]
async fn append_only_tables_refuse_change_on_both_engines() {
    for engine in [EngineName::Sqlite, EngineName::Postgres] {
        let server = postgres();
        if engine == EngineName::Postgres && server.is_none() {
            continue;
        }
        let test = TestDb::new(engine, server.as_deref()).await.unwrap();
        let mut tx = test.db.begin().await.unwrap();
        tx.query("INSERT INTO audit_lines VALUES ($1, 1, NULL, 'a', NULL, 's', '{}', 'r')")
            .bind("x")
            .execute()
            .await
            .unwrap();
        tx.commit().await.unwrap();
        for statement in ["UPDATE audit_lines SET at = 2", "DELETE FROM audit_lines"] {
            let mut tx = test.db.begin().await.unwrap();
            let refused = tx.query(statement).execute().await.unwrap_err();
            assert!(
                format!("{refused:?}").contains("append-only"),
                "{refused:?}"
            );
        }
    }
}

/// Tables whose lines are evidence.
const APPEND_ONLY: [&str; 9] = [
    "audit_lines",
    "claims_steps",
    "decisions_decisions",
    "exams_answers",
    "learning_sheaves",
    "learning_grants",
    "ledger_entries",
    "orders_steps",
    "reports_steps",
];

#[tokio::test]
async fn every_table_of_evidence_has_its_triggers_on_both_engines() {
    for engine in [EngineName::Sqlite, EngineName::Postgres] {
        let server = postgres();
        if engine == EngineName::Postgres && server.is_none() {
            continue;
        }
        let test = TestDb::new(engine, server.as_deref()).await.unwrap();
        let mut tx = test.db.read().await.unwrap();
        let guarded: Vec<String> = tx
            .query_per_engine(
                "SELECT tbl_name || ' ' || CASE WHEN sql LIKE '%BEFORE UPDATE%' THEN 'UPDATE' \
                 WHEN sql LIKE '%BEFORE DELETE%' THEN 'DELETE' ELSE 'OTHER' END AS guard \
                 FROM sqlite_master WHERE type = 'trigger' \
                 ORDER BY guard",
                "SELECT CAST(event_object_table || ' ' || event_manipulation AS TEXT) AS guard \
                 FROM information_schema.triggers WHERE trigger_schema = current_schema() \
                 ORDER BY guard",
            )
            .all(|row| row.get("guard"))
            .await
            .unwrap();
        for table in APPEND_ONLY {
            for event in ["UPDATE", "DELETE"] {
                assert!(
                    guarded.contains(&format!("{table} {event}")),
                    "{table} {event}"
                );
            }
        }
    }
}
