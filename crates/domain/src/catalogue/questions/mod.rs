//! Questions of a lesson, by which presence is checked: each is about the minute before its
//! moment. Which option is right is asked here and told to nobody but who makes the lesson.

mod rules;
mod store;

use std::fmt;

use kernel::{LessonId, LessonQuestionId, Outcome};

use super::{Error, Lesson};
use crate::Op;

/// A question of a lesson, without its key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LessonQuestion {
    /// Its id.
    pub id: LessonQuestionId,
    /// The lesson.
    pub lesson_id: LessonId,
    /// After how many milliseconds of the lesson it may be asked: it is about the minute before.
    pub at_ms: i64,
    /// What is asked.
    pub text: String,
    /// What may be chosen: two to six.
    pub options: Vec<String>,
}

/// A question on its way into a lesson. It cannot be printed or serialised: it holds the key.
#[derive(Clone)]
pub struct NewLessonQuestion {
    /// After how many milliseconds of the lesson it may be asked, from 1 to its length.
    pub at_ms: i64,
    /// What is asked.
    pub text: String,
    /// What may be chosen.
    pub options: Vec<String>,
    /// Index of the right option, from 0.
    pub right: usize,
}

/// The right option of a lesson's question. It can be neither serialised nor printed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct LessonKey(usize);

impl LessonKey {
    /// Index of the right option, for a page of who makes the lesson.
    pub fn reveal(self) -> usize {
        self.0
    }
}

impl fmt::Debug for LessonKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("LessonKey(…)")
    }
}

/// Replaces the questions of a lesson. Asks for no permission: for the seeding of the demo, and for
/// the making of courses, which asks before.
///
/// # Errors
/// `catalogue.bad_question` for no or too long text, fewer than two or more than six options, two
/// options alike, a key of none of them, or a moment outside of the lesson;
/// `catalogue.too_many_questions`.
pub async fn set_questions(
    op: &mut Op,
    lesson: &Lesson,
    questions: &[NewLessonQuestion],
) -> Outcome<()> {
    rules::check(lesson.length_ms, questions)?;
    store::delete_of(op, &lesson.id).await?;
    for new in questions {
        let id: LessonQuestionId = op.new_id();
        store::insert(op, &id, &lesson.id, new).await?;
    }
    Ok(())
}

/// The questions of a lesson by their moments, without keys.
pub async fn questions(op: &mut Op, lesson: &LessonId) -> Outcome<Vec<LessonQuestion>> {
    let with_keys = store::list_of(op, lesson).await?;
    Ok(with_keys
        .into_iter()
        .map(|(question, _)| question)
        .collect())
}

/// The same with their keys, for who makes the lesson. Asks for no permission.
pub async fn questions_with_keys(
    op: &mut Op,
    lesson: &LessonId,
) -> Outcome<Vec<(LessonQuestion, LessonKey)>> {
    store::list_of(op, lesson).await
}

/// Whether an option (its index, from 0) answers a question.
///
/// # Errors
/// `catalogue.unknown_question`.
pub async fn answers(op: &mut Op, id: &LessonQuestionId, option: usize) -> Outcome<bool> {
    let key = store::find_key(op, id)
        .await?
        .ok_or(Error::UnknownQuestion)?;
    Ok(key == LessonKey(option))
}

/// Which stretches of ten minutes of a lesson have no question, in milliseconds. A rest of less
/// than a minute belongs to the stretch before it.
pub async fn questions_missing(op: &mut Op, lesson: &Lesson) -> Outcome<Vec<(i64, i64)>> {
    let questions = questions(op, &lesson.id).await?;
    let moments: Vec<i64> = questions.iter().map(|question| question.at_ms).collect();
    Ok(rules::missing(lesson.length_ms, &moments))
}
