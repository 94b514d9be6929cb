//! SQL of `catalogue_questions`.

use db::Row;
use kernel::{Fault, LessonId, LessonQuestionId, Outcome};

use super::{LessonKey, LessonQuestion, NewLessonQuestion};
use crate::Op;

pub(super) async fn delete_of(op: &mut Op, lesson: &LessonId) -> Outcome<()> {
    op.tx
        .query("DELETE FROM catalogue_questions WHERE lesson_id = $1")
        .bind(lesson)
        .execute()
        .await?;
    Ok(())
}

pub(super) async fn insert(
    op: &mut Op,
    id: &LessonQuestionId,
    lesson: &LessonId,
    new: &NewLessonQuestion,
) -> Outcome<()> {
    let options: Vec<&str> = new.options.iter().map(|option| option.trim()).collect();
    let options = serde_json::to_string(&options).map_err(broken)?;
    op.tx
        .query(
            "INSERT INTO catalogue_questions (id, lesson_id, at_ms, text, options, answer_key) \
             VALUES ($1, $2, $3, $4, $5, $6)",
        )
        .bind(id)
        .bind(lesson)
        .bind(new.at_ms)
        .bind(new.text.trim())
        .bind(options)
        .bind(i64::try_from(new.right).map_err(broken)?)
        .execute()
        .await?;
    Ok(())
}

pub(super) async fn list_of(
    op: &mut Op,
    lesson: &LessonId,
) -> Outcome<Vec<(LessonQuestion, LessonKey)>> {
    op.tx
        .query("SELECT * FROM catalogue_questions WHERE lesson_id = $1 ORDER BY at_ms, id")
        .bind(lesson)
        .all(question)
        .await
}

pub(super) async fn find_key(op: &mut Op, id: &LessonQuestionId) -> Outcome<Option<LessonKey>> {
    op.tx
        .query("SELECT answer_key FROM catalogue_questions WHERE id = $1")
        .bind(id)
        .optional(key)
        .await
}

fn question(row: Row<'_>) -> Outcome<(LessonQuestion, LessonKey)> {
    let options = row.get::<String>("options")?;
    let question = LessonQuestion {
        id: row.get("id")?,
        lesson_id: row.get("lesson_id")?,
        at_ms: row.get("at_ms")?,
        text: row.get("text")?,
        options: serde_json::from_str(&options).map_err(broken)?,
    };
    Ok((question, key(row)?))
}

fn key(row: Row<'_>) -> Outcome<LessonKey> {
    let key: i64 = row.get("answer_key")?;
    usize::try_from(key).map(LessonKey).map_err(broken)
}

fn broken(error: impl std::error::Error + Send + Sync + 'static) -> Fault {
    Fault::internal("db.broken", error)
}
