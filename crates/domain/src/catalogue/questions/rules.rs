//! What a lesson's questions must be, and where there are none.

use std::collections::BTreeSet;

use kernel::{Outcome, limits};

use super::NewLessonQuestion;
use crate::catalogue::Error;

/// Refuses questions that cannot be asked.
pub(super) fn check(length_ms: i64, questions: &[NewLessonQuestion]) -> Outcome<()> {
    if questions.len() > limits::LESSON_QUESTIONS_MAX {
        let most = limits::LESSON_QUESTIONS_MAX;
        return Err(Error::TooManyQuestions.fault().with("most", most));
    }
    for (number, question) in (1..).zip(questions) {
        if let Some(why) = trouble(length_ms, question) {
            let fault = Error::BadQuestion.fault().with("number", number);
            return Err(fault.with("why", why));
        }
    }
    Ok(())
}

/// What is wrong with a question, as a short name for the words of the refusal.
fn trouble(length_ms: i64, question: &NewLessonQuestion) -> Option<&'static str> {
    let good = |text: &str| {
        let chars = text.trim().chars().count();
        (1..=limits::TEXT_CHARS_MAX).contains(&chars)
    };
    let distinct: BTreeSet<&str> = question.options.iter().map(|text| text.trim()).collect();
    if !good(&question.text) || !question.options.iter().all(|option| good(option)) {
        Some("text")
    } else if !(2..=limits::LESSON_OPTIONS_MAX).contains(&question.options.len())
        || distinct.len() < question.options.len()
    {
        Some("options")
    } else if question.right >= question.options.len() {
        Some("key")
    } else if !(1..=length_ms).contains(&question.at_ms) {
        Some("moment")
    } else {
        None
    }
}

/// A rest so short is no stretch of its own.
const REST_MS: i64 = 60_000;

/// The stretches of a lesson in which no question has its moment.
pub(super) fn missing(length_ms: i64, moments: &[i64]) -> Vec<(i64, i64)> {
    let every = limits::LESSON_QUESTION_EVERY_MS;
    let (mut from, mut missing) = (0, Vec::new());
    while from < length_ms {
        let rest = length_ms - from;
        let to = if rest < every + REST_MS {
            length_ms
        } else {
            from + every
        };
        if !moments.iter().any(|&at| from < at && at <= to) {
            missing.push((from, to));
        }
        from = to;
    }
    missing
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
    use proptest::prelude::*;

    use super::*;

    fn question() -> NewLessonQuestion {
        NewLessonQuestion {
            at_ms: 30_000,
            text: "刚才讲的是什么？".into(),
            options: vec!["种薯".into(), "滴灌".into()],
            right: 1,
        }
    }

    #[test]
    fn impossible_questions_are_refused_with_what_is_wrong() {
        type Spoil = fn(&mut NewLessonQuestion);
        let cases: [(Spoil, &str); 9] = [
            (|q| q.text = " ".into(), "text"),
            (|q| q.text = "长".repeat(501), "text"),
            (|q| q.options.push(String::new()), "text"),
            (|q| q.options.truncate(1), "options"),
            (|q| q.options.push(" 滴灌".into()), "options"),
            (
                |q| q.options = (0..7).map(|n| n.to_string()).collect(),
                "options",
            ),
            (|q| q.right = 2, "key"),
            (|q| q.at_ms = 0, "moment"),
            (|q| q.at_ms = 60_001, "moment"),
        ];
        assert!(check(60_000, &[question()]).is_ok());
        for (spoil, why) in cases {
            let mut bad = question();
            spoil(&mut bad);
            let fault = check(60_000, &[question(), bad]).unwrap_err();
            assert_eq!(fault.code(), "catalogue.bad_question");
            assert_eq!(
                fault.values(),
                [("number", "2".to_owned()), ("why", why.to_owned())]
            );
        }
        let many = vec![question(); limits::LESSON_QUESTIONS_MAX + 1];
        let fault = check(60_000, &many).unwrap_err();
        assert_eq!(fault.code(), "catalogue.too_many_questions");
    }

    #[test]
    fn every_ten_minutes_need_a_question() {
        let minutes = |minutes: i64| minutes * 60_000;
        assert_eq!(missing(54_000, &[]), [(0, 54_000)]);
        assert_eq!(missing(54_000, &[54_000]), []);
        assert_eq!(
            missing(minutes(45), &[minutes(10), minutes(25), minutes(45)]),
            [(minutes(10), minutes(20)), (minutes(30), minutes(40))]
        );
        // A rest of half a minute belongs to what is before it.
        assert_eq!(
            missing(minutes(20) + 30_000, &[1, minutes(20) + 30_000]),
            []
        );
    }

    proptest! {
        #[test]
        fn what_is_missing_has_no_question_and_the_rest_has(
            length in 1_i64..10_000_000,
            moments in prop::collection::vec(1_i64..10_000_000, 0..30),
        ) {
            let missing = missing(length, &moments);
            for &(from, to) in &missing {
                prop_assert!(0 <= from && from < to && to <= length);
                prop_assert!(!moments.iter().any(|at| (from + 1..=to).contains(at)));
            }
            // With a question at each end of what is missing, nothing is.
            let more: Vec<i64> = missing.iter().map(|(_, to)| *to).chain(moments).collect();
            prop_assert_eq!(super::missing(length, &more), vec![]);
        }
    }
}
