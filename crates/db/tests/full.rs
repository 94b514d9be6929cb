//! A full disk refuses what does not fit, and nothing after it: the one writer goes on as soon as
//! there is room.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use db::EngineName;
use db::testing::TestDb;

async fn note(test: &TestDb, id: &str, bytes: usize) -> kernel::Outcome<()> {
    let mut tx = test.db.begin().await?;
    tx.query("INSERT INTO audit_lines VALUES ($1, 1, NULL, 'a', NULL, 's', $2, 'r')")
        .bind(id)
        .bind("x".repeat(bytes))
        .execute()
        .await?;
    tx.commit().await
}

#[tokio::test]
async fn the_writer_goes_on_after_a_full_disk() {
    let test = TestDb::new(EngineName::Sqlite, None).await.unwrap();
    note(&test, "before", 10).await.unwrap();
    // As full as it is now: SQLite takes the number of pages in use when it is asked for less. The
    // limit is the connection's own, and goes with it.
    let mut tx = test.db.begin().await.unwrap();
    let limit = "PRAGMA max_page_count = 1";
    tx.query(limit).execute().await.unwrap();
    tx.commit().await.unwrap();
    let refused = note(&test, "too much", 10_000_000).await.unwrap_err();
    assert!(format!("{refused:?}").contains("full"), "{refused:?}");
    note(&test, "after", 10_000_000).await.unwrap();
    let mut tx = test.db.read().await.unwrap();
    let kept: Vec<String> = tx
        .query("SELECT id FROM audit_lines ORDER BY id")
        .all(|row| row.get("id"))
        .await
        .unwrap();
    assert_eq!(kept, ["after", "before"]);
}
