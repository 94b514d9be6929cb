//! A year that is deemed complete counts wherever hours are asked for: at the employer's desk, in
//! the report, on the card and for title systems; and nowhere any more once two officers took it
//! back.

use std::time::Duration;

use domain::claims::{self, Claim, Ruling, source};
use domain::decisions::{self, Question};
use domain::hours::{self, StaffState};
use domain::queues::{self, Desk, Matter};
use domain::records::{self, Record};
use domain::testing::{Cast, World};
use domain::{Actor, cards, reports};
use kernel::{Category, CitizenId, Hours};
use policy::{Level, Purpose};

use super::{confirmed, day, decided, exam, submitted};
use crate::lists::{cast_id, csv, decide, run, upload};
use crate::merges::{merge, now, part, second_account};
use crate::records::changed;
use crate::way;

/// How the learner's 2022 stands at her employer's desk.
async fn state(world: &World) -> StaffState {
    let mut op = world.op(&world.cast.employer_admin).await;
    let employer = world.cast.employer.clone();
    let staff = hours::staff(&mut op, &employer, 2022).await.unwrap();
    let me = Cast::id(&world.cast.learner);
    let mut rows = staff.rows.iter();
    let row = rows.find(|row| row.person_id == me).unwrap();
    row.forecast.state
}

async fn record(world: &World) -> Record {
    let number: CitizenId = cast_id(1).parse().unwrap();
    let mut op = world.op(&world.cast.clerk).await;
    let today = op.now.day();
    let found = records::find(&mut op, &[number], "2022 职称评审").await;
    op.commit().await.unwrap();
    let people: Vec<_> = found.unwrap().into_iter().flatten().collect();
    let mut op = world.op(&world.cast.clerk).await;
    let mut read = records::read(&mut op, &people, today).await.unwrap();
    read.remove(0)
}

/// Two officers take the year back.
async fn taken_back(world: &World, claim: &Claim) {
    let mut op = world.op(&world.cast.officer).await;
    let proposed = claims::propose_undeeming(&mut op, &claim.id, "证书系伪造").await;
    proposed.unwrap();
    op.commit().await.unwrap();
    let mut op = world.op(&world.cast.second_officer).await;
    let desk = Desk::Bureau(world.cast.zone.clone());
    let waits = async |op: &mut domain::Op| queues::count(op, &desk).await.unwrap();
    assert!(
        waits(&mut op).await.contains(&(Matter::Undeeming, 1)),
        "it waits at the desk"
    );
    drop(op);
    let mut op = world.op(&world.cast.second_officer).await;
    assert!(claims::misdeemed(&mut op).await.unwrap().is_empty());
    let taken = claims::undeem(&mut op, &claim.id, true, "经核实，属实").await;
    taken.unwrap();
    assert!(claims::misdeemed(&mut op).await.unwrap().is_empty());
    assert!(waits(&mut op).await.is_empty());
    op.commit().await.unwrap();
}

#[tokio::test]
async fn with_an_exam_and_her_public_hours_she_reports_the_year_and_gets_the_card() {
    for world in World::on_each().await {
        let learner = &world.cast.learner;
        let claim = confirmed(&world, exam(true), 1).await;
        decided(&world, &world.cast.officer, &claim.id, Ruling::Whole).await;
        assert_eq!(state(&world).await, StaffState::WillMiss);
        let refused = way::draw(&world, learner).await.unwrap_err();
        assert_eq!(
            refused.to_string(),
            "reports.hours_short public=30 professional=0"
        );
        way::recognise(&world, learner, Category::Public, 30).await;
        assert_eq!(state(&world).await, StaffState::Done);
        let mut op = world.op(learner).await;
        let me = Cast::id(learner);
        let year = hours::year_ledger(&mut op, &me, 2022).await.unwrap();
        assert!(year.state.is_complete() && year.complete_since.is_some());
        let row = year.state.row(Category::Professional).unwrap();
        assert_eq!((row.counted, row.short), (Hours::ZERO, Hours::ZERO));
        assert_eq!(row.deemed_since, Some(year.deemed[0].since));
        drop(op);
        says_the_same_of_the_card(&world).await;
        let report = way::draw(&world, learner).await.unwrap();
        assert_eq!(report.deemed, Some(Category::Professional));
        way::confirm_and_approve(&world, &report).await;
        way::run_queue(&world).await;
        let mut op = world.op(learner).await;
        let card = cards::find(&mut op, &me, 2022).await.unwrap().unwrap();
        assert_eq!(card.facts.deemed, "专业科目视同完成");
        assert_eq!(card.standing, cards::Standing::Valid);
        drop(op);
        let of_year = &record(&world).await.years[0];
        assert_eq!(
            (of_year.study_year, of_year.deemed, of_year.is_approved()),
            (2022, Some(Category::Professional), true)
        );
        let mut op = world.op(learner).await;
        let kept = decisions::ask(&mut op, &me, title()).await.unwrap();
        assert!(!kept.is_outdated);
        op.commit().await.unwrap();
        taken_back(&world, &claim).await;
        let mut op = world.op(learner).await;
        let kept = decisions::get(&mut op, &kept.id).await.unwrap();
        assert!(kept.is_outdated, "what it rested on was taken back");
        let card = cards::find(&mut op, &me, 2022).await.unwrap().unwrap();
        assert_eq!(card.standing, cards::Standing::Suspended);
        let year = hours::year_ledger(&mut op, &me, 2022).await.unwrap();
        assert_eq!((year.deemed.len(), year.taken_back.len()), (0, 1));
        let progress = reports::progress(&mut op, &me, 2022).await.unwrap();
        assert!(!progress.is_studied());
        drop(op);
        assert_eq!(record(&world).await.years[0].deemed, None);
        assert_eq!(state(&world).await, StaffState::WillMiss);
        // Made up by hours the card counts again, and everybody is told what it said.
        way::recognise(&world, learner, Category::Professional, 60).await;
        let mut op = world.op(learner).await;
        let card = cards::find(&mut op, &me, 2022).await.unwrap().unwrap();
        assert_eq!(
            (card.standing, card.deemed),
            (cards::Standing::Valid, cards::Deemed::TakenBack)
        );
    }
}

/// The engine's answer for the purpose of a card is what the sums say, by the clause.
async fn says_the_same_of_the_card(world: &World) {
    let mut op = world.op(&world.cast.learner).await;
    let me = Cast::id(&world.cast.learner);
    let question = Question::new(Purpose::Card, None, None, op.now.day());
    let asked = decisions::consider(&mut op, &me, question).await.unwrap();
    for row in &asked.decision.requirements {
        assert_eq!(row.deemed, row.category == "professional");
        assert_eq!(row.short, Hours::ZERO);
    }
}

/// An application for an intermediate title at the end of 2022.
fn title() -> Question {
    let level = Some(Level::Intermediate);
    Question::new(Purpose::TitleReview, level, None, day("2022-12-20"))
}

#[tokio::test]
async fn the_doctor_finds_what_was_changed_past_us_either_way() {
    for world in World::on_each().await {
        let claim = confirmed(&world, exam(true), 1).await;
        decided(&world, &world.cast.officer, &claim.id, Ruling::Whole).await;
        for spoil in [
            "UPDATE hours_deemings SET until_at = from_at",
            "UPDATE claims_claims SET status = 'undeemed'",
        ] {
            let mut op = world.system().await;
            assert!(claims::misdeemed(&mut op).await.unwrap().is_empty());
            op.tx.query(spoil).execute().await.unwrap();
            let found = claims::misdeemed(&mut op).await.unwrap();
            assert_eq!(found, [source(&claim.id)]);
            op.tx.roll_back().await.unwrap();
        }
    }
}

#[tokio::test]
async fn what_was_deemed_under_a_double_account_counts_as_long_as_they_are_together() {
    for world in World::on_each().await {
        let learner = world.cast.learner.clone();
        let claim = confirmed(&world, exam(true), 1).await;
        decided(&world, &world.cast.officer, &claim.id, Ruling::Whole).await;
        way::recognise(&world, &learner, Category::Public, 30).await;
        let kept = second_account(&world, 7).await;
        let merger = merge(&world, &learner, &kept).await;
        let professional = async |who: &Actor| {
            let who = now(&world, who).await;
            let mut op = world.op(&who).await;
            let id = Cast::id(&who);
            let year = hours::year(&mut op, &id, 2022).await.unwrap();
            year.row(Category::Professional).unwrap().short
        };
        assert_eq!(professional(&kept).await, Hours::ZERO);
        part(&world, &merger).await;
        assert_eq!(professional(&learner).await, Hours::ZERO);
        assert_eq!(professional(&kept).await, Hours::whole(60));
    }
}

#[tokio::test]
async fn a_list_flags_whose_exam_was_taken_back_or_came_after_the_cut_off() {
    for world in World::on_each().await {
        let cast = &world.cast;
        let claim = confirmed(&world, exam(true), 1).await;
        decided(&world, &cast.officer, &claim.id, Ruling::Whole).await;
        let list = csv(&[
            format!("{},乌日娜,职称评审,初级,,2022-12-15", cast_id(1)),
            format!("{},王小明,职称评审,初级,,2022-12-15", cast_id(2)),
        ]);
        let cut_off = world.now().day();
        let id = upload(&world, &cast.clerk, &list, Some(cut_off)).await;
        let id = id.unwrap();
        run(&world, usize::MAX).await;
        decide(&world, &cast.clerk, &id).await;
        assert!(changed(&world, &id).await.is_empty());
        world.advance(Duration::from_hours(30));
        let second = submitted(&world, &cast.other_learner, exam(true), 2).await;
        let mut op = world.op(&cast.employer_admin).await;
        claims::confirm(&mut op, &second.id, "").await.unwrap();
        op.commit().await.unwrap();
        decided(&world, &cast.officer, &second.id, Ruling::Whole).await;
        assert_eq!(changed(&world, &id).await, [2], "granted after the cut-off");
        taken_back(&world, &claim).await;
        assert_eq!(changed(&world, &id).await, [1, 2]);
    }
}
