//! The patient bot: at real speed, day and night, for a week. The clock allows it; nobody is
//! punished by a program, and an inspector is shown it.

use domain::inspections::{self, Kind, SignalState, SignalsDue};
use domain::territory;
use kernel::PageSize;
use serde_json::json;

use crate::attacker::{Attacker, FILM_S};
use crate::site::Site;

/// Films of a week without a pause.
const FILMS: usize = 7 * 24 * 3_600 / 2_700;

#[tokio::test]
async fn a_week_without_sleep_earns_a_week() {
    for site in Site::on_each().await {
        let attacker = Attacker::new(&site, FILMS).await;
        assert_eq!(attacker.enrolment.study_year, 2022);
        for film in 0..FILMS {
            let session = attacker.open(film).await;
            for seq in 0..FILM_S / 540 {
                attacker.wait_ms(540_000);
                attacker
                    .claim(&session, seq, &json!([[seq * 540, seq * 540 + 540]]))
                    .await;
            }
        }
        let week_ms = 7 * 24 * 3_600_000;
        assert_eq!(attacker.credited_in_all_ms().await, week_ms);
        let mut op = site.world.system().await;
        let (day, asked) = (op.now.day().plus_days(-1), None);
        let due = SignalsDue { day, asked };
        inspections::look_for_signals(&mut op, &due).await.unwrap();
        op.commit().await.unwrap();
        let mut op = site.world.op(&site.world.cast.inspector).await;
        let zone = territory::get(&mut op, &site.world.cast.zone)
            .await
            .unwrap();
        let (new, size) = (SignalState::New, PageSize::default());
        let told = inspections::list_signals(&mut op, &zone, new, None, size).await;
        let told: Vec<_> = told
            .unwrap()
            .items
            .iter()
            .map(|(one, _)| one.kind)
            .collect();
        assert!(
            told.contains(&Kind::DayTotal) && told.contains(&Kind::Sleepless),
            "{told:?}"
        );
    }
}
