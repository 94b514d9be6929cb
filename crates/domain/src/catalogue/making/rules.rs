//! What may stand in a draft, and what a reviewer looks at: pure.

use kernel::{Hours, Outcome, limits};

use super::model::{
    Checklist, Draft, DraftLesson, DraftQuestion, DraftText, FileState, LessonText,
    NewDraftQuestion, QuestionPurpose, Remark,
};
use crate::catalogue::{Error, MediaKind};

/// A proof of presence for each so many milliseconds of a lesson.
const QUESTION_EVERY_MS: i64 = 600_000;
/// Longest title, in characters.
const TITLE_CHARS_MAX: usize = 60;
/// Longest key points of a lesson, in characters.
const POINTS_CHARS_MAX: usize = 4000;

pub(super) fn check_text(text: &DraftText) -> Outcome<()> {
    let refuse = |field: &'static str| Error::BadDraft.fault().at(field);
    if !is_text(&text.title, TITLE_CHARS_MAX) {
        return Err(refuse("title"));
    }
    if text.title_en.chars().count() > 2 * TITLE_CHARS_MAX {
        return Err(refuse("title_en"));
    }
    if !is_text(&text.summary, limits::TEXT_CHARS_MAX) {
        return Err(refuse("summary"));
    }
    if !is_text(&text.field, 50) {
        return Err(refuse("field"));
    }
    let years = 2000..=2100;
    if !years.contains(&text.year_from) || !(text.year_from..=2100).contains(&text.year_to) {
        return Err(refuse("year_to"));
    }
    for (value, fits, field) in [
        (text.exam.questions, 1..=200, "exam_questions"),
        (text.exam.minutes, 1..=600, "exam_minutes"),
        (text.exam.attempts, 1..=20, "exam_attempts"),
    ] {
        if !fits.contains(&value) {
            return Err(refuse(field));
        }
    }
    Ok(())
}

pub(super) fn check_lesson(text: &LessonText) -> Outcome<()> {
    let refuse = |field: &'static str| Err(Error::BadDraft.fault().at(field));
    if !is_text(&text.title, TITLE_CHARS_MAX) {
        return refuse("title");
    }
    if text.text.chars().count() > POINTS_CHARS_MAX {
        return refuse("text");
    }
    if !(5..=3600).contains(&text.page_dwell_s) {
        return refuse("page_dwell_s");
    }
    Ok(())
}

pub(super) fn check_question(new: &NewDraftQuestion, length_ms: Option<i64>) -> Outcome<()> {
    let refuse = |field: &'static str| Err(Error::BadDraftQuestion.fault().at(field));
    if !is_text(&new.stem, limits::TEXT_CHARS_MAX) {
        return refuse("stem");
    }
    let mut distinct = new.options.clone();
    distinct.sort();
    distinct.dedup();
    let options_fit = (2..=6).contains(&new.options.len())
        && distinct.len() == new.options.len()
        && new
            .options
            .iter()
            .all(|option| is_text(option, limits::TEXT_CHARS_MAX));
    if !options_fit {
        return refuse("option1");
    }
    let in_options = new.key.iter().all(|at| *at < new.options.len());
    let one = new.purpose == QuestionPurpose::Exam || new.key.len() == 1;
    if new.key.is_empty() || !in_options || !one {
        return refuse("right");
    }
    match (new.purpose, new.at_ms) {
        (QuestionPurpose::Exam, None) => Ok(()),
        (QuestionPurpose::Presence, Some(at))
            if at > 0 && length_ms.is_none_or(|length| at <= length) =>
        {
            Ok(())
        }
        _ => refuse("at"),
    }
}

fn is_text(text: &str, most: usize) -> bool {
    !text.trim().is_empty() && text.chars().count() <= most
}

/// How many proofs of presence a lesson of this length wants: one for each ten minutes, and one for
/// a rest of a minute or more.
pub fn needed_questions(length_ms: i64) -> i64 {
    let (whole, rest) = (length_ms / QUESTION_EVERY_MS, length_ms % QUESTION_EVERY_MS);
    whole + i64::from(rest >= 60_000 || whole == 0)
}

/// What a reviewer looks at. `minutes_per_hour` is the edition's.
pub fn checklist(
    draft: &Draft,
    lessons: &[DraftLesson],
    questions: &[DraftQuestion],
    minutes_per_hour: i64,
) -> Checklist {
    let mut remarks = Vec::new();
    let whole = |key, has, wants, blocks| Remark {
        key,
        lesson: None,
        has,
        wants,
        blocks,
    };
    if lessons.is_empty() {
        remarks.push(whole("no-lessons", 0, 1, true));
    }
    for lesson in lessons {
        remark_lesson(lesson, questions, &mut remarks);
    }
    let length_ms: i64 = lessons.iter().filter_map(DraftLesson::length_ms).sum();
    let hours = Hours::of_course_time(length_ms, minutes_per_hour);
    if hours <= Hours::ZERO && !lessons.is_empty() {
        remarks.push(whole("no-hours", 0, 1, true));
    }
    let bank = count(
        questions
            .iter()
            .filter(|q| q.purpose == QuestionPurpose::Exam),
    );
    let drawn = draft.text.exam.questions;
    if bank < drawn {
        remarks.push(whole("bank-small", bank, drawn, true));
    }
    Checklist {
        length_ms,
        hours,
        remarks,
    }
}

fn remark_lesson(lesson: &DraftLesson, questions: &[DraftQuestion], remarks: &mut Vec<Remark>) {
    let mut remark = |key, has, wants, blocks| {
        remarks.push(Remark {
            key,
            lesson: Some(lesson.position),
            has,
            wants,
            blocks,
        });
    };
    let (Some(found), Some(length)) = (lesson.found(), lesson.length_ms()) else {
        let refused = lesson
            .file
            .as_ref()
            .is_some_and(|file| file.state == FileState::Refused);
        let key = match (&lesson.file, refused) {
            (None, _) => "no-file",
            (Some(_), true) => "file-refused",
            (Some(_), false) => "file-waits",
        };
        remark(key, 0, 1, true);
        return;
    };
    let has_captions = lesson
        .captions
        .as_ref()
        .is_some_and(|captions| captions.state == FileState::Ready);
    if found.kind == MediaKind::Video && !has_captions {
        remark("no-captions", 0, 1, false);
    }
    let asked = |question: &&DraftQuestion| {
        question.lesson_id == lesson.id && question.purpose == QuestionPurpose::Presence
    };
    let (has, wants) = (
        count(questions.iter().filter(asked)),
        needed_questions(length),
    );
    if has < wants {
        remark("few-questions", has, wants, false);
    }
    let late = questions
        .iter()
        .filter(asked)
        .filter(|question| question.at_ms.is_some_and(|at| at > length));
    let late = count(late);
    if late > 0 {
        remark("late-questions", late, 0, true);
    }
}

fn count<T>(items: impl Iterator<Item = T>) -> i64 {
    i64::try_from(items.count()).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_proof_of_presence_each_ten_minutes() {
        for (minutes, wants) in [(1, 1), (9, 1), (10, 1), (11, 2), (20, 2), (45, 5), (90, 9)] {
            assert_eq!(
                needed_questions(minutes * 60_000),
                wants,
                "{minutes} minutes"
            );
        }
        assert_eq!(
            needed_questions(600_000 + 59_000),
            1,
            "a rest of less than a minute"
        );
    }
}
