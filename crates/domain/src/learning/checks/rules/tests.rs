#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use std::time::Duration;

use kernel::{Id, Prefixed};
use proptest::prelude::*;

use super::super::model::Shown;
use super::*;

fn id<T: Prefixed>(number: u128) -> Id<T> {
    Id::from_parts(Instant::from_micros(1_000_000), number)
}

fn at(seconds: u64) -> Instant {
    Instant::from_micros(1_671_066_000_000_000).plus(Duration::from_secs(seconds))
}

/// Asked at second 0, to be answered by second 120, with so many tries.
fn check(tries: i64, tries_most: i64) -> PresenceCheck {
    PresenceCheck {
        id: id(1),
        person_id: id(2),
        session_id: id(3),
        enrolment_id: id(4),
        lesson_id: id(5),
        question_id: id(6),
        shown: Shown {
            text: "刚才讲的是什么？".into(),
            options: vec!["甲".into(), "乙".into(), "丙".into()],
            order: vec![0, 1, 2],
            wrong: Vec::new(),
        },
        asked_at: at(0),
        answer_by: at(120),
        answered_at: None,
        tries,
        tries_most,
        outcome: None,
        uncredited: Coverage::default(),
    }
}

fn question(number: u128, at_ms: i64) -> LessonQuestion {
    LessonQuestion {
        id: id(number),
        lesson_id: id(5),
        at_ms,
        text: String::new(),
        options: Vec::new(),
    }
}

fn coverage(spans: &[(i64, i64)]) -> Coverage {
    spans.iter().copied().collect()
}

fn some_coverage() -> impl Strategy<Value = Coverage> {
    let spans = prop::collection::vec((0_i64..3_000, 1_i64..500), 0..12);
    spans.prop_map(|spans| {
        let spans: Vec<_> = spans
            .into_iter()
            .map(|(from, l)| (from, from + l))
            .collect();
        coverage(&spans)
    })
}

const MISSED: Step = Step::Decided(CheckOutcome::Missed);
const PASSED: Step = Step::Decided(CheckOutcome::Passed);

#[test]
fn a_check_is_answered_within_its_time_and_its_tries() {
    let first = check(0, 2);
    assert_eq!(step(&first, at(120), Said::Right, true), PASSED);
    assert_eq!(step(&first, at(119), Said::Wrong, true), Step::OneLess);
    assert_eq!(step(&first, at(119), Said::WrongAgain, true), Step::Open);
    assert_eq!(step(&first, at(119), Said::NoAnswer, true), Step::Open);
    assert_eq!(step(&first, at(119), Said::Nothing, false), Step::Open);
    let last = check(1, 2);
    assert_eq!(step(&last, at(119), Said::Wrong, true), MISSED);
    assert_eq!(step(&last, at(119), Said::Right, true), PASSED);
}

#[test]
fn an_answer_that_comes_late_is_a_miss_whatever_it_says() {
    for said in [Said::Right, Said::Wrong, Said::WrongAgain, Said::NoAnswer] {
        for was_heard in [true, false] {
            assert_eq!(step(&check(0, 2), at(121), said, was_heard), MISSED);
        }
    }
}

#[test]
fn who_was_not_heard_of_meanwhile_is_asked_again_as_long_as_there_are_tries() {
    let silent = |check: &PresenceCheck| step(check, at(900), Said::Nothing, false);
    assert_eq!(silent(&check(0, 2)), Step::AskedAgain);
    assert_eq!(silent(&check(1, 2)), MISSED);
    assert_eq!(step(&check(0, 2), at(900), Said::Nothing, true), MISSED);
}

#[test]
fn nobody_can_try_all_options() {
    assert_eq!(
        [tries(2, 2), tries(2, 4), tries(6, 4), tries(1, 6)],
        [1, 2, 3, 1]
    );
}

#[test]
fn a_question_is_about_what_was_just_credited() {
    let questions = [
        question(1, 30_000),
        question(2, 60_000),
        question(3, 90_000),
    ];
    let found =
        |spans: &[(i64, i64)]| about(&questions, &coverage(spans)).map(|question| question.at_ms);
    assert_eq!(found(&[(20_000, 29_999)]), None);
    assert_eq!(found(&[(20_000, 30_000)]), Some(30_000));
    assert_eq!(found(&[(30_000, 45_000)]), None);
    assert_eq!(found(&[(0, 61_000), (70_000, 80_000)]), Some(60_000));
    assert_eq!(found(&[]), None);
}

#[test]
fn the_next_question_lies_ahead_by_what_is_not_covered_yet() {
    let questions = [question(1, 30_000), question(2, 60_000)];
    let covered = coverage(&[(0, 35_000), (40_000, 50_000)]);
    assert_eq!(until_next(&questions, &covered, 35_000), Some(15_000));
    assert_eq!(until_next(&questions, &covered, 60_000), None);
    assert_eq!(until_next(&[], &covered, 0), None);
}

proptest! {
    #[test]
    fn a_miss_never_touches_what_was_proven(
        proven in some_coverage(),
        claimed in some_coverage(),
    ) {
        // Unproven is what was credited on top of what was proven.
        let mut covered = proven.clone();
        let unproven = fresh(&claimed, &proven);
        unproven.spans().iter().for_each(|&span| covered.add(span));
        let left = without(&covered, &unproven);
        prop_assert_eq!(&left, &proven);
        let taken = at_stake(&covered, &unproven);
        prop_assert_eq!(&taken, &unproven);
        prop_assert_eq!(left.total() + taken.total(), covered.total());
        prop_assert!(left.total() >= 0 && taken.total() >= 0);
    }

    #[test]
    fn whatever_is_said_to_be_unproven_no_second_appears_and_none_is_counted_twice(
        covered in some_coverage(),
        unproven in some_coverage(),
    ) {
        let left = without(&covered, &unproven);
        let taken = at_stake(&covered, &unproven);
        prop_assert_eq!(left.total() + taken.total(), covered.total());
        prop_assert!(fresh(&left, &covered).spans().is_empty());
        prop_assert!(fresh(&taken, &unproven).spans().is_empty());
        prop_assert_eq!(fresh(&left, &taken), left);
    }

    #[test]
    fn checks_are_due_around_their_rate(rate in 1_i64..=240, drawn in 0_usize..4_000_000) {
        let due = draw_due(rate, |most| drawn % most);
        let mean = 3_600_000 / rate;
        prop_assert!(due >= mean / 2 && due <= mean + mean / 2 + 1);
        prop_assert_eq!(draw_due(0, |_| 0), 0);
    }

    #[test]
    fn options_are_shown_in_some_order_each_once(many in 1_usize..7, seed in any::<u64>()) {
        let mut state = seed;
        let order = shuffled(many, |most| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            usize::try_from(state >> 33).unwrap() % most
        });
        let mut sorted = order.clone();
        sorted.sort_unstable();
        prop_assert_eq!(sorted, (0..many).collect::<Vec<_>>());
    }
}
