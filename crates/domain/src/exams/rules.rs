//! Drawing, choosing and marking: pure. Where chance is needed it is handed in, so that a seed
//! repeats a paper.

use std::collections::BTreeSet;

use kernel::{Instant, Outcome, QuestionId, limits};

use super::Error;
use super::model::{
    Answer, AnswerKey, Attempt, DrawnQuestion, NewQuestion, Question, QuestionKind,
};

/// Fewest and most options of a question.
const OPTIONS: std::ops::RangeInclusive<usize> = 2..=8;

/// Most changes of one answer: enough for anybody, too few to fill a disk.
const REVISIONS_MAX: i64 = 200;

/// What an answer that came in means.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// The server holds this choice already.
    Same,
    /// It becomes this revision.
    Next(i64),
}

/// Refuses a question that nobody could answer.
pub(super) fn check_question(question: &NewQuestion) -> Outcome<()> {
    let options = question.options.len();
    let right = question.key.iter().collect::<BTreeSet<_>>();
    let texts = question.options.iter().collect::<BTreeSet<_>>();
    let fits = match question.kind {
        QuestionKind::Single => right.len() == 1,
        QuestionKind::Multiple => right.len() >= 2,
        QuestionKind::TrueFalse => right.len() == 1 && options == 2,
    };
    let sound = fits
        && OPTIONS.contains(&options)
        && texts.len() == options
        && right.len() == question.key.len()
        && question.key.iter().all(|&at| at < options)
        && question.lesson_position > 0
        && is_text(&question.stem)
        && question.options.iter().all(|option| is_text(option));
    if sound {
        Ok(())
    } else {
        Err(Error::BadQuestion.fault().with("stem", &question.stem))
    }
}

fn is_text(text: &str) -> bool {
    !text.trim().is_empty() && text.chars().count() <= limits::TEXT_CHARS_MAX
}

/// Draws `count` different questions and the order of their options.
pub(super) fn draw(
    bank: &[Question],
    count: usize,
    mut below: impl FnMut(usize) -> usize,
) -> Outcome<Vec<DrawnQuestion>> {
    if bank.len() < count || count == 0 {
        return Err(Error::BankTooSmall.into());
    }
    let mut questions: Vec<&Question> = bank.iter().collect();
    shuffle(&mut questions, &mut below);
    let drawn = questions
        .into_iter()
        .take(count)
        .map(|question| DrawnQuestion {
            question: question.id.clone(),
            order: order(question, &mut below),
        });
    Ok(drawn.collect())
}

/// "Right, wrong" is read in this order everywhere; other options are shuffled.
fn order(question: &Question, below: &mut impl FnMut(usize) -> usize) -> Vec<usize> {
    let mut order: Vec<usize> = (0..question.options.len()).collect();
    if question.kind != QuestionKind::TrueFalse {
        shuffle(&mut order, below);
    }
    order
}

/// Fisher and Yates: each order alike when `below` is fair.
fn shuffle<T>(things: &mut [T], below: &mut impl FnMut(usize) -> usize) {
    for last in (1..things.len()).rev() {
        // `min` only guards against a `below` that breaks its promise.
        things.swap(last, below(last + 1).min(last));
    }
}

/// The options of a question in the order of a paper.
pub(super) fn shown(options: &[String], order: &[usize]) -> Vec<String> {
    order
        .iter()
        .filter_map(|&at| options.get(at).cloned())
        .collect()
}

/// The deadline: so many minutes, but never past the end of the study year's window, because
/// only answers that came in before the window closed count.
pub(super) fn deadline(opened_at: Instant, minutes: i64, window_ends: Instant) -> Instant {
    let micros = minutes.saturating_mul(60_000_000);
    Instant::from_micros(opened_at.micros().saturating_add(micros)).min(window_ends)
}

/// Refuses a choice that does not fit, else puts it in order. An empty one takes the answer back.
pub(super) fn normal_choice(
    kind: QuestionKind,
    options: usize,
    choice: &[usize],
) -> Outcome<Vec<usize>> {
    let normal: BTreeSet<usize> = choice.iter().copied().collect();
    let one_at_most = match kind {
        QuestionKind::Single | QuestionKind::TrueFalse => normal.len() <= 1,
        QuestionKind::Multiple => true,
    };
    if one_at_most && normal.len() == choice.len() && normal.iter().all(|&at| at < options) {
        Ok(normal.into_iter().collect())
    } else {
        Err(Error::BadChoice.fault().at("choice"))
    }
}

/// Judges an answer against the one that the server holds. `seen` is the revision that the page
/// knew. The same choice again is no change, whatever the page had seen: a lost receipt is asked
/// for by sending the answer again.
pub(super) fn step(held: Option<&Answer>, seen: i64, choice: &[usize]) -> Outcome<Step> {
    if held.is_some_and(|held| held.choice == choice) {
        return Ok(Step::Same);
    }
    let newest = held.map_or(0, |held| held.revision);
    if seen < newest {
        return Err(Error::NewerAnswer.fault().with("revision", newest));
    }
    if seen > newest {
        return Err(Error::BadRevision.fault().with("revision", newest));
    }
    if newest >= REVISIONS_MAX {
        return Err(Error::TooManyRevisions.into());
    }
    Ok(Step::Next(newest + 1))
}

/// One question's marking.
#[derive(Debug)]
pub(super) struct Marked {
    /// Which question.
    pub question: QuestionId,
    /// All or nothing.
    pub is_right: bool,
}

/// The right options as a paper shows them.
pub(super) fn right_as_shown(order: &[usize], key: &AnswerKey) -> Vec<usize> {
    let places = order.iter().enumerate();
    places
        .filter(|(_, bank)| key.0.contains(bank))
        .map(|(shown, _)| shown)
        .collect()
}

/// Whether exactly the right options were chosen.
pub(super) fn is_right(order: &[usize], key: &AnswerKey, choice: &[usize]) -> bool {
    let right = right_as_shown(order, key);
    // A paper whose key lost an option could be passed by leaving it open.
    !right.is_empty() && right.len() == key.0.len() && right == choice
}

/// Score of 100, rounded down: a pass is never a matter of rounding.
pub(super) fn score(marked: &[Marked]) -> i64 {
    let right = marked.iter().filter(|marked| marked.is_right).count();
    let percent = right
        .saturating_mul(100)
        .checked_div(marked.len())
        .unwrap_or(0);
    i64::try_from(percent).unwrap_or(0)
}

/// Whether the key may be seen: when no attempt is running, and the exam is passed or cannot be
/// tried again. `attempts` are all of one enrolment.
pub(super) fn may_see_key(attempts: &[Attempt], attempts_max: i64) -> bool {
    let all_closed = attempts.iter().all(|attempt| attempt.closed_at.is_some());
    let passed = attempts.iter().any(Attempt::has_passed);
    all_closed && (passed || used(attempts) >= attempts_max)
}

/// Attempts started.
pub(super) fn used(attempts: &[Attempt]) -> i64 {
    i64::try_from(attempts.len()).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use kernel::{AttemptId, CourseId, EnrolmentId, PersonId};
    use rand::{Rng, SeedableRng};
    use rand_chacha::ChaCha20Rng;

    use super::*;
    use crate::exams::model::ClosedWhy;

    fn chance(seed: u64) -> impl FnMut(usize) -> usize {
        let mut random = ChaCha20Rng::seed_from_u64(seed);
        move |bound| usize::try_from(random.next_u64()).unwrap() % bound
    }

    fn question(number: u128, kind: QuestionKind) -> Question {
        let options = match kind {
            QuestionKind::TrueFalse => vec!["正确", "错误"],
            QuestionKind::Single | QuestionKind::Multiple => vec!["甲", "乙", "丙", "丁"],
        };
        Question {
            id: QuestionId::from_parts(Instant::default(), number),
            lesson_position: 1,
            kind,
            stem: format!("第{number}题"),
            options: options.into_iter().map(str::to_owned).collect(),
        }
    }

    fn bank() -> Vec<Question> {
        let kinds = [
            QuestionKind::Single,
            QuestionKind::Multiple,
            QuestionKind::TrueFalse,
        ];
        (0..21)
            .map(|number| question(number, kinds[usize::try_from(number).unwrap() % 3]))
            .collect()
    }

    fn held(choice: &[usize], revision: i64) -> Answer {
        Answer {
            choice: choice.to_vec(),
            revision,
            received_at: Instant::default(),
        }
    }

    fn attempt(closed: bool, passed: bool) -> Attempt {
        let at = Instant::from_micros(1_000_000);
        Attempt {
            id: AttemptId::from_parts(at, 1),
            person_id: PersonId::from_parts(at, 2),
            enrolment_id: EnrolmentId::from_parts(at, 3),
            course_id: CourseId::from_parts(at, 4),
            number: 1,
            opened_at: at,
            deadline_at: at.plus(Duration::from_mins(1)),
            closed_at: closed.then_some(at),
            closed_why: closed.then_some(ClosedWhy::Submitted),
            score: closed.then_some(0),
            passed: closed.then_some(passed),
        }
    }

    #[test]
    fn a_paper_holds_different_questions_each_with_all_its_options() {
        let bank = bank();
        for seed in 0..200 {
            let paper = draw(&bank, 10, chance(seed)).unwrap();
            let different: BTreeSet<_> = paper.iter().map(|drawn| &drawn.question).collect();
            assert_eq!(different.len(), 10);
            for drawn in &paper {
                let question = bank
                    .iter()
                    .find(|known| known.id == drawn.question)
                    .unwrap();
                let mut order = drawn.order.clone();
                order.sort_unstable();
                assert_eq!(order, (0..question.options.len()).collect::<Vec<_>>());
                if question.kind == QuestionKind::TrueFalse {
                    assert_eq!(drawn.order, [0, 1]);
                }
            }
        }
    }

    #[test]
    fn every_question_and_every_order_comes_up() {
        let bank = bank();
        let mut questions = BTreeSet::new();
        let mut firsts = BTreeSet::new();
        for seed in 0..200 {
            for drawn in draw(&bank, 5, chance(seed)).unwrap() {
                if drawn.order.len() == 4 {
                    firsts.insert(drawn.order[0]);
                }
                questions.insert(drawn.question);
            }
        }
        assert_eq!((questions.len(), firsts.len()), (21, 4));
    }

    #[test]
    fn the_same_chance_draws_the_same_paper_and_another_draws_another() {
        let bank = bank();
        assert_eq!(
            draw(&bank, 10, chance(7)).unwrap(),
            draw(&bank, 10, chance(7)).unwrap()
        );
        assert_ne!(
            draw(&bank, 10, chance(7)).unwrap(),
            draw(&bank, 10, chance(8)).unwrap()
        );
    }

    #[test]
    fn a_bank_that_is_too_small_is_refused() {
        let refused = draw(&bank(), 22, chance(1)).unwrap_err();
        assert_eq!(refused.code(), "exams.bank_too_small");
        assert!(draw(&bank(), 0, chance(1)).is_err());
    }

    #[test]
    fn the_key_follows_the_options_through_every_shuffle() {
        let bank = bank();
        let key = AnswerKey(vec![0, 2]);
        for seed in 0..100 {
            for drawn in draw(&bank, 21, chance(seed)).unwrap() {
                if drawn.order.len() < 4 {
                    continue;
                }
                let right = right_as_shown(&drawn.order, &key);
                let shown = shown(&bank[0].options, &drawn.order);
                let texts: BTreeSet<_> = right.iter().map(|&at| shown[at].as_str()).collect();
                assert_eq!(texts, BTreeSet::from(["甲", "丙"]));
                assert!(is_right(&drawn.order, &key, &right));
            }
        }
    }

    #[test]
    fn a_question_is_right_wholly_or_not_at_all() {
        let key = AnswerKey(vec![1, 3]);
        let order = [3, 2, 1, 0];
        assert!(is_right(&order, &key, &[0, 2]));
        for choice in [&[][..], &[0], &[0, 1], &[0, 1, 2], &[0, 1, 2, 3]] {
            assert!(!is_right(&order, &key, choice), "{choice:?}");
        }
        assert!(
            !is_right(&[0, 1], &key, &[1]),
            "an option of the key is missing from the paper"
        );
        assert!(
            !is_right(&order, &AnswerKey(Vec::new()), &[]),
            "no key, no mark"
        );
    }

    #[test]
    fn scores_are_rounded_down() {
        let marked = |right: usize, all: usize| {
            let one = |at| Marked {
                question: QuestionId::from_parts(Instant::default(), 1),
                is_right: at < right,
            };
            score(&(0..all).map(one).collect::<Vec<_>>())
        };
        assert_eq!([marked(0, 10), marked(6, 10), marked(10, 10)], [0, 60, 100]);
        assert_eq!([marked(2, 3), marked(14, 24), marked(0, 0)], [66, 58, 0]);
    }

    #[test]
    fn a_choice_is_put_in_order_and_checked() {
        let multiple = |choice: &[usize]| normal_choice(QuestionKind::Multiple, 4, choice);
        assert_eq!(multiple(&[3, 0]).unwrap(), [0, 3]);
        assert!(multiple(&[]).unwrap().is_empty());
        assert!(multiple(&[4]).is_err());
        assert!(multiple(&[1, 1]).is_err());
        for kind in [QuestionKind::Single, QuestionKind::TrueFalse] {
            assert!(normal_choice(kind, 2, &[1]).is_ok());
            let refused = normal_choice(kind, 2, &[0, 1]).unwrap_err();
            assert_eq!(
                (refused.code(), refused.field()),
                ("exams.bad_choice", Some("choice"))
            );
        }
    }

    #[test]
    fn a_stale_page_cannot_overwrite_a_newer_answer() {
        assert_eq!(step(None, 0, &[1]).unwrap(), Step::Next(1));
        assert_eq!(step(Some(&held(&[1], 1)), 1, &[2]).unwrap(), Step::Next(2));
        let stale = step(Some(&held(&[2], 2)), 1, &[3]).unwrap_err();
        assert_eq!(stale.code(), "exams.newer_answer");
        assert_eq!(
            step(None, 1, &[1]).unwrap_err().code(),
            "exams.bad_revision"
        );
    }

    #[test]
    fn the_same_answer_again_is_no_change_whatever_was_seen() {
        for seen in [0, 1, 2] {
            assert_eq!(step(Some(&held(&[1], 2)), seen, &[1]).unwrap(), Step::Same);
        }
    }

    #[test]
    fn an_answer_is_changed_so_often_and_no_more() {
        assert!(
            step(
                Some(&held(&[1], REVISIONS_MAX - 1)),
                REVISIONS_MAX - 1,
                &[2]
            )
            .is_ok()
        );
        let refused = step(Some(&held(&[1], REVISIONS_MAX)), REVISIONS_MAX, &[2]).unwrap_err();
        assert_eq!(refused.code(), "exams.too_many_revisions");
    }

    #[test]
    fn the_deadline_never_passes_the_end_of_the_window() {
        let opened = Instant::from_micros(0);
        let late = opened.plus(Duration::from_hours(2));
        let soon = opened.plus(Duration::from_mins(10));
        assert_eq!(
            deadline(opened, 30, late),
            opened.plus(Duration::from_mins(30))
        );
        assert_eq!(deadline(opened, 30, soon), soon);
    }

    #[test]
    fn the_deadline_itself_is_too_late() {
        let attempt = attempt(false, false);
        assert!(attempt.is_open(attempt.deadline_at.minus(Duration::from_micros(1))));
        assert!(attempt.is_over(attempt.deadline_at));
    }

    #[test]
    fn the_key_is_seen_after_a_pass_or_when_nothing_is_left() {
        let (failed, passed, open) = (
            attempt(true, false),
            attempt(true, true),
            attempt(false, false),
        );
        assert!(!may_see_key(std::slice::from_ref(&failed), 2));
        assert!(may_see_key(&[failed.clone(), passed], 3));
        assert!(may_see_key(&[failed.clone(), failed.clone()], 2));
        assert!(
            !may_see_key(&[failed, open], 2),
            "the last attempt is still running"
        );
    }

    #[test]
    fn questions_that_nobody_could_answer_are_refused() {
        let sound = NewQuestion {
            kind: QuestionKind::Single,
            lesson_position: 1,
            stem: "草畜平衡是什么？".into(),
            options: vec!["甲".into(), "乙".into(), "丙".into()],
            key: vec![2],
        };
        assert!(check_question(&sound).is_ok());
        let broken: [fn(&mut NewQuestion); 9] = [
            |question| question.key = vec![],
            |question| question.key = vec![3],
            |question| question.key = vec![0, 1],
            |question| question.kind = QuestionKind::Multiple,
            |question| question.kind = QuestionKind::TrueFalse,
            |question| question.stem = " ".into(),
            |question| question.options = vec!["甲".into()],
            |question| question.options = vec!["甲".into(), "甲".into(), "丙".into()],
            |question| question.lesson_position = 0,
        ];
        for spoil in broken {
            let mut question = sound.clone();
            spoil(&mut question);
            assert_eq!(
                check_question(&question).unwrap_err().code(),
                "exams.bad_question"
            );
        }
    }
}
