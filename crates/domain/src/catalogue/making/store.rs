//! SQL of drafts, their lessons, files and questions.

use std::time::Duration;

use db::Row;
use kernel::{
    BaseId, CourseId, DraftId, DraftLessonId, DraftQuestionId, Fault, Instant, LessonFileId,
    Outcome,
};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::model::{
    Draft, DraftLesson, DraftQuestion, DraftState, DraftText, LessonFile, LessonText,
};
use crate::Op;
use crate::catalogue::ExamRules;

pub(super) async fn insert_draft(op: &mut Op, draft: &Draft) -> Outcome<()> {
    let text = &draft.text;
    op.tx
        .query(
            "INSERT INTO catalogue_drafts (id, base_id, from_course_id, category, field, title, \
             title_en, summary, year_from, year_to, exam_questions, exam_minutes, exam_attempts, \
             state, words, created_at, updated_at) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $16)",
        )
        .bind(&draft.id)
        .bind(&draft.base_id)
        .bind(draft.from_course_id.clone())
        .bind(text.category.as_str())
        .bind(&text.field)
        .bind(&text.title)
        .bind(&text.title_en)
        .bind(&text.summary)
        .bind(text.year_from)
        .bind(text.year_to)
        .bind(text.exam.questions)
        .bind(text.exam.minutes)
        .bind(text.exam.attempts)
        .bind(draft.state.as_str())
        .bind(&draft.words)
        .bind(op.now)
        .execute()
        .await?;
    Ok(())
}

pub(super) async fn save_text(op: &mut Op, id: &DraftId, text: &DraftText) -> Outcome<()> {
    op.tx
        .query(
            "UPDATE catalogue_drafts SET category = $2, field = $3, title = $4, title_en = $5, \
             summary = $6, year_from = $7, year_to = $8, exam_questions = $9, exam_minutes = $10, \
             exam_attempts = $11, updated_at = $12 WHERE id = $1",
        )
        .bind(id)
        .bind(text.category.as_str())
        .bind(&text.field)
        .bind(&text.title)
        .bind(&text.title_en)
        .bind(&text.summary)
        .bind(text.year_from)
        .bind(text.year_to)
        .bind(text.exam.questions)
        .bind(text.exam.minutes)
        .bind(text.exam.attempts)
        .bind(op.now)
        .execute()
        .await?;
    Ok(())
}

pub(super) async fn find_draft(op: &mut Op, id: &DraftId) -> Outcome<Option<Draft>> {
    op.tx
        .query("SELECT * FROM catalogue_drafts WHERE id = $1")
        .bind(id)
        .optional(draft)
        .await
}

pub(super) async fn list_drafts(op: &mut Op, base: &BaseId) -> Outcome<Vec<Draft>> {
    op.tx
        .query(
            "SELECT * FROM catalogue_drafts WHERE base_id = $1 AND state <> 'dropped' \
             ORDER BY updated_at DESC, id LIMIT 200",
        )
        .bind(base)
        .all(draft)
        .await
}

pub(super) async fn list_submitted(op: &mut Op) -> Outcome<Vec<Draft>> {
    op.tx
        .query(
            "SELECT * FROM catalogue_drafts WHERE state = 'submitted' \
             ORDER BY submitted_at, id LIMIT 200",
        )
        .all(draft)
        .await
}

/// A draft for the next version of a course that is not decided yet.
pub(super) async fn find_next(op: &mut Op, course: &CourseId) -> Outcome<Option<DraftId>> {
    op.tx
        .query(
            "SELECT id FROM catalogue_drafts WHERE from_course_id = $1 \
             AND state IN ('draft', 'submitted', 'returned')",
        )
        .bind(course)
        .optional(|row| row.get("id"))
        .await
}

/// A step from one state to another; whether it was in that state.
pub(super) async fn submit(op: &mut Op, id: &DraftId) -> Outcome<bool> {
    let by = op.actor.person().cloned();
    let changed = op
        .tx
        .query(
            "UPDATE catalogue_drafts SET state = 'submitted', submitted_at = $2, \
             submitted_by = $3, updated_at = $2 \
             WHERE id = $1 AND state IN ('draft', 'returned')",
        )
        .bind(id)
        .bind(op.now)
        .bind(by)
        .execute()
        .await?;
    Ok(changed == 1)
}

pub(super) async fn set_state(
    op: &mut Op,
    id: &DraftId,
    from: DraftState,
    to: DraftState,
) -> Outcome<bool> {
    let changed = op
        .tx
        .query(
            "UPDATE catalogue_drafts SET state = $3, updated_at = $4 \
             WHERE id = $1 AND state = $2",
        )
        .bind(id)
        .bind(from.as_str())
        .bind(to.as_str())
        .bind(op.now)
        .execute()
        .await?;
    Ok(changed == 1)
}

/// What the bureau decided about a submitted draft; whether it was submitted.
pub(super) async fn decide(
    op: &mut Op,
    id: &DraftId,
    state: DraftState,
    words: &str,
    course: Option<&CourseId>,
) -> Outcome<bool> {
    let by = op.actor.person().cloned();
    let changed = op
        .tx
        .query(
            "UPDATE catalogue_drafts SET state = $2, words = $3, course_id = $4, \
             decided_at = $5, decided_by = $6, updated_at = $5 \
             WHERE id = $1 AND state = 'submitted'",
        )
        .bind(id)
        .bind(state.as_str())
        .bind(words)
        .bind(course.cloned())
        .bind(op.now)
        .bind(by)
        .execute()
        .await?;
    Ok(changed == 1)
}

pub(super) async fn insert_lesson(op: &mut Op, lesson: &DraftLesson) -> Outcome<()> {
    op.tx
        .query(
            "INSERT INTO catalogue_draft_lessons (id, draft_id, position, title, text, \
             page_dwell_s, file_id, captions_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        )
        .bind(&lesson.id)
        .bind(&lesson.draft_id)
        .bind(lesson.position)
        .bind(&lesson.text.title)
        .bind(&lesson.text.text)
        .bind(lesson.text.page_dwell_s)
        .bind(lesson.file.as_ref().map(|file| file.id.clone()))
        .bind(lesson.captions.as_ref().map(|file| file.id.clone()))
        .execute()
        .await?;
    Ok(())
}

pub(super) async fn save_lesson(op: &mut Op, id: &DraftLessonId, text: &LessonText) -> Outcome<()> {
    op.tx
        .query(
            "UPDATE catalogue_draft_lessons SET title = $2, text = $3, page_dwell_s = $4 \
             WHERE id = $1",
        )
        .bind(id)
        .bind(&text.title)
        .bind(&text.text)
        .bind(text.page_dwell_s)
        .execute()
        .await?;
    Ok(())
}

pub(super) async fn place_lesson(op: &mut Op, id: &DraftLessonId, position: i64) -> Outcome<()> {
    op.tx
        .query("UPDATE catalogue_draft_lessons SET position = $2 WHERE id = $1")
        .bind(id)
        .bind(position)
        .execute()
        .await?;
    Ok(())
}

pub(super) async fn delete_lesson(op: &mut Op, id: &DraftLessonId) -> Outcome<()> {
    for sql in [
        "DELETE FROM catalogue_draft_questions WHERE lesson_id = $1",
        "DELETE FROM catalogue_draft_lessons WHERE id = $1",
    ] {
        op.tx.query(sql).bind(id).execute().await?;
    }
    Ok(())
}

pub(super) async fn set_files(
    op: &mut Op,
    id: &DraftLessonId,
    file: Option<&LessonFileId>,
    captions: Option<&LessonFileId>,
) -> Outcome<()> {
    op.tx
        .query("UPDATE catalogue_draft_lessons SET file_id = $2, captions_id = $3 WHERE id = $1")
        .bind(id)
        .bind(file.cloned())
        .bind(captions.cloned())
        .execute()
        .await?;
    Ok(())
}

/// The lessons of a draft in order, with their files.
pub(super) async fn list_lessons(op: &mut Op, draft: &DraftId) -> Outcome<Vec<DraftLesson>> {
    let rows = op
        .tx
        .query("SELECT * FROM catalogue_draft_lessons WHERE draft_id = $1 ORDER BY position, id")
        .bind(draft)
        .all(|row| {
            let file: Option<LessonFileId> = row.get("file_id")?;
            let captions: Option<LessonFileId> = row.get("captions_id")?;
            Ok((lesson(row)?, file, captions))
        })
        .await?;
    let mut lessons = Vec::with_capacity(rows.len());
    for (mut lesson, file, captions) in rows {
        if let Some(id) = file {
            lesson.file = find_file(op, &id).await?;
        }
        if let Some(id) = captions {
            lesson.captions = find_file(op, &id).await?;
        }
        lessons.push(lesson);
    }
    Ok(lessons)
}

pub(super) async fn insert_file(op: &mut Op, file: &LessonFile) -> Outcome<()> {
    op.tx
        .query(
            "INSERT INTO catalogue_files (id, base_id, upload_id, name, purpose, state, file_key, \
             found, tries, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0, $9)",
        )
        .bind(&file.id)
        .bind(&file.base_id)
        .bind(file.upload_id.clone())
        .bind(&file.name)
        .bind(file.purpose.as_str())
        .bind(file.state.as_str())
        .bind(file.file_key.clone())
        .bind(file.found.as_ref().map(json).transpose()?)
        .bind(op.now)
        .execute()
        .await?;
    Ok(())
}

pub(super) async fn find_file(op: &mut Op, id: &LessonFileId) -> Outcome<Option<LessonFile>> {
    op.tx
        .query("SELECT * FROM catalogue_files WHERE id = $1")
        .bind(id)
        .optional(file)
        .await
}

/// Takes the file that waits longest for so long.
pub(super) async fn claim_file(op: &mut Op, lease: Duration) -> Outcome<Option<LessonFile>> {
    op.tx.lock("catalogue:files").await?;
    let until = op.now.plus(lease);
    op.tx
        .query(
            "UPDATE catalogue_files SET leased_until = $2, tries = tries + 1 WHERE id = ( \
             SELECT id FROM catalogue_files WHERE state IN ('waiting', 'storing') \
             AND (leased_until IS NULL OR leased_until <= $1) ORDER BY id LIMIT 1) RETURNING *",
        )
        .bind(op.now)
        .bind(until)
        .optional(file)
        .await
}

pub(super) async fn save_file(op: &mut Op, file: &LessonFile) -> Outcome<()> {
    let (code, values) = file.why.clone().unzip();
    op.tx
        .query(
            "UPDATE catalogue_files SET state = $2, code = $3, code_values = $4, file_key = $5, \
             found = $6 WHERE id = $1",
        )
        .bind(&file.id)
        .bind(file.state.as_str())
        .bind(code)
        .bind(values.as_ref().map(json).transpose()?)
        .bind(file.file_key.clone())
        .bind(file.found.as_ref().map(json).transpose()?)
        .execute()
        .await?;
    Ok(())
}

pub(super) async fn let_file_wait(
    op: &mut Op,
    id: &LessonFileId,
    (code, values): &(String, Vec<(String, String)>),
    until: Instant,
) -> Outcome<()> {
    op.tx
        .query(
            "UPDATE catalogue_files SET code = $2, code_values = $3, leased_until = $4 \
             WHERE id = $1",
        )
        .bind(id)
        .bind(code)
        .bind(json(values)?)
        .bind(until)
        .execute()
        .await?;
    Ok(())
}

pub(super) async fn insert_question(
    op: &mut Op,
    draft: &DraftId,
    question: &DraftQuestion,
) -> Outcome<()> {
    op.tx
        .query(
            "INSERT INTO catalogue_draft_questions (id, draft_id, lesson_id, purpose, at_ms, \
             stem, options, answer_key) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        )
        .bind(&question.id)
        .bind(draft)
        .bind(&question.lesson_id)
        .bind(question.purpose.as_str())
        .bind(question.at_ms)
        .bind(&question.stem)
        .bind(json(&question.options)?)
        .bind(json(&question.key)?)
        .execute()
        .await?;
    Ok(())
}

pub(super) async fn list_questions(op: &mut Op, draft: &DraftId) -> Outcome<Vec<DraftQuestion>> {
    op.tx
        .query(
            "SELECT * FROM catalogue_draft_questions WHERE draft_id = $1 \
             ORDER BY lesson_id, purpose DESC, at_ms, id",
        )
        .bind(draft)
        .all(|row| {
            Ok(DraftQuestion {
                id: row.get("id")?,
                lesson_id: row.get("lesson_id")?,
                purpose: row.parse("purpose")?,
                at_ms: row.get("at_ms")?,
                stem: row.get("stem")?,
                options: read(&row.get::<String>("options")?)?,
                key: read(&row.get::<String>("answer_key")?)?,
            })
        })
        .await
}

pub(super) async fn delete_question(
    op: &mut Op,
    draft: &DraftId,
    id: &DraftQuestionId,
) -> Outcome<()> {
    op.tx
        .query("DELETE FROM catalogue_draft_questions WHERE draft_id = $1 AND id = $2")
        .bind(draft)
        .bind(id)
        .execute()
        .await?;
    Ok(())
}

fn draft(row: Row<'_>) -> Outcome<Draft> {
    Ok(Draft {
        id: row.get("id")?,
        base_id: row.get("base_id")?,
        territory_path: String::new(),
        from_course_id: row.get("from_course_id")?,
        text: DraftText {
            category: row.parse("category")?,
            field: row.get("field")?,
            title: row.get("title")?,
            title_en: row.get("title_en")?,
            summary: row.get("summary")?,
            year_from: row.get("year_from")?,
            year_to: row.get("year_to")?,
            exam: ExamRules {
                questions: row.get("exam_questions")?,
                minutes: row.get("exam_minutes")?,
                attempts: row.get("exam_attempts")?,
            },
        },
        state: row.parse("state")?,
        words: row.get("words")?,
        submitted_at: row.get("submitted_at")?,
        decided_at: row.get("decided_at")?,
        course_id: row.get("course_id")?,
        updated_at: row.get("updated_at")?,
    })
}

fn lesson(row: Row<'_>) -> Outcome<DraftLesson> {
    Ok(DraftLesson {
        id: row.get("id")?,
        draft_id: row.get("draft_id")?,
        position: row.get("position")?,
        text: LessonText {
            title: row.get("title")?,
            text: row.get("text")?,
            page_dwell_s: row.get("page_dwell_s")?,
        },
        file: None,
        captions: None,
    })
}

fn file(row: Row<'_>) -> Outcome<LessonFile> {
    let code: Option<String> = row.get("code")?;
    let values: Option<String> = row.get("code_values")?;
    let values = values.as_deref().map(read).transpose()?.unwrap_or_default();
    let found: Option<String> = row.get("found")?;
    Ok(LessonFile {
        id: row.get("id")?,
        base_id: row.get("base_id")?,
        upload_id: row.get("upload_id")?,
        name: row.get("name")?,
        purpose: row.parse("purpose")?,
        state: row.parse("state")?,
        why: code.map(|code| (code, values)),
        file_key: row.get("file_key")?,
        found: found.as_deref().map(read).transpose()?,
        tries: row.get("tries")?,
    })
}

fn json<T: Serialize>(value: &T) -> Outcome<String> {
    serde_json::to_string(value).map_err(|error| Fault::internal("catalogue.json", error))
}

fn read<T: DeserializeOwned>(text: &str) -> Outcome<T> {
    serde_json::from_str(text).map_err(|error| Fault::internal("catalogue.json", error))
}
