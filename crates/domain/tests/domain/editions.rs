//! A year without an edition: nothing new is begun, and every record stays readable.

use std::time::Duration;

use crate::exam_room as room;
use domain::testing::{Cast, World};
use domain::{editions, hours};
use kernel::Category;

#[tokio::test]
async fn a_record_can_be_looked_at_in_a_year_without_an_edition() {
    for world in World::on_each().await {
        let cast = &world.cast;
        let id = Cast::id(&cast.learner);
        let enrolment = room::studied(&world, &cast.learner, Category::Public).await;
        let mut op = world.op(&cast.learner).await;
        let before = hours::years(&mut op, &id).await.unwrap();
        drop(op);
        world.advance(Duration::from_hours(24 * 25));
        assert_eq!(world.now().day().year(), 2023);

        let mut op = world.op(&cast.learner).await;
        assert_eq!(hours::years(&mut op, &id).await.unwrap(), before);
        let year = hours::year(&mut op, &id, 2022).await.unwrap();
        assert_eq!(Some(&year), before.first());
        let seen = hours::year_ledger(&mut op, &id, 2022).await.unwrap();
        assert_eq!((seen.state, seen.lines.len()), (year, 1));
        let missing = hours::exams_missing(&mut op, &id, 2022).await.unwrap();
        assert_eq!(missing, std::slice::from_ref(&enrolment));
        let refused = hours::year(&mut op, &id, 2023).await.unwrap_err();
        assert_eq!(refused.code(), "hours.unknown_year");
        // Looking is all: nothing is studied or examined after the window.
        let refused = hours::start_attempt(&mut op, &enrolment.id).await;
        assert_eq!(refused.unwrap_err().code(), "editions.none");
        drop(op);

        let mut op = world.op(&cast.employer_admin).await;
        let staff = hours::staff(&mut op, &cast.employer, 2022).await.unwrap();
        assert_eq!(staff.study_years, [2020, 2021, 2022]);
        assert_eq!(staff.count(hours::StaffState::WillMiss), 1);
        drop(op);
        let territory = &world.house.policies.editions()[0];
        let today = world.now().day();
        let shown = editions::present_year(&world.house, territory.territory(), today);
        assert_eq!(shown, 2022);
    }
}
