//! Sums of hours are kept with each entry, and are proven to be what the entries add up to.

use crate::way;
use domain::hours;
use domain::testing::{Cast, World};

#[tokio::test]
async fn sums_are_kept_with_each_entry_and_a_wrong_one_is_found_and_mended() {
    for world in World::on_each().await {
        let cast = &world.cast;
        way::whole_year(&world, &cast.learner).await;
        let person = Cast::id(&cast.learner);
        let mut op = world.system().await;
        let entry = hours::ledger_lines(&mut op, &person, Some(2022))
            .await
            .unwrap()[0]
            .entry
            .clone();
        drop(op);
        let mut op = world.op(&cast.officer).await;
        let proposed = hours::propose_revocation(&mut op, &entry.id, "登记有误").await;
        let proposed = proposed.unwrap();
        op.commit().await.unwrap();
        let mut op = world.op(&cast.second_officer).await;
        hours::decide_revocation(&mut op, &proposed.id, true)
            .await
            .unwrap();
        op.commit().await.unwrap();
        let mut op = world.system().await;
        assert_eq!(ledger::wrong_totals(&mut op.tx).await.unwrap(), []);
        let before = ledger::totals(&mut op.tx, &person).await.unwrap();
        // Entries are the truth: whoever turns a sum is found, and so is a sum that is gone.
        for damage in [
            "UPDATE ledger_totals SET hours = hours + 1 WHERE category = 'public'",
            "DELETE FROM ledger_totals WHERE category = 'professional'",
        ] {
            op.tx.query(damage).execute().await.unwrap();
            let wrong = ledger::wrong_totals(&mut op.tx).await.unwrap();
            assert_eq!(wrong.len(), 1, "{damage}");
            ledger::retotal(&mut op.tx).await.unwrap();
            assert_eq!(ledger::wrong_totals(&mut op.tx).await.unwrap(), []);
            let mended = ledger::totals(&mut op.tx, &person).await.unwrap();
            assert_eq!(mended, before);
        }
    }
}
