//! SQL of `catalogue_` tables.

use db::Row;
use kernel::{
    BaseId, Category, CourseId, Hours, LessonId, MediaId, Outcome, Page, PageSize, TerritoryId,
};

use super::model::{
    Base, Course, CourseFilter, ExamRules, Lesson, ListedCourse, Media, MediaKind, NewCourse,
    NewLesson, NewMedia, Pages, Version,
};
use crate::Op;

pub(super) async fn insert_base(
    op: &mut Op,
    id: &BaseId,
    code: &str,
    name: &str,
    territory: &TerritoryId,
) -> Outcome<()> {
    op.tx
        .query(
            "INSERT INTO catalogue_bases (id, code, name, territory_id, created_at) \
             VALUES ($1, $2, $3, $4, $5)",
        )
        .bind(id)
        .bind(code)
        .bind(name)
        .bind(territory)
        .bind(op.now)
        .execute()
        .await?;
    Ok(())
}

pub(super) async fn find_base(op: &mut Op, id: &BaseId) -> Outcome<Option<Base>> {
    op.tx
        .query("SELECT * FROM catalogue_bases WHERE id = $1")
        .bind(id)
        .optional(base)
        .await
}

pub(super) async fn list_bases(op: &mut Op) -> Outcome<Vec<Base>> {
    op.tx
        .query("SELECT * FROM catalogue_bases ORDER BY name, id")
        .all(base)
        .await
}

pub(super) async fn insert_media(op: &mut Op, id: &MediaId, new: &NewMedia) -> Outcome<()> {
    op.tx
        .query(
            "INSERT INTO catalogue_media (id, file_key, captions_key, mime, length_ms, \
             created_at, kind, pages, page_dwell_ms) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        )
        .bind(id)
        .bind(&new.file_key)
        .bind(new.captions_key.clone())
        .bind(&new.mime)
        .bind(new.length_ms)
        .bind(op.now)
        .bind(MediaKind::of_mime(&new.mime).as_str())
        .bind(new.pages.as_ref().map(|pages| pages.count))
        .bind(new.pages.as_ref().map(|pages| pages.dwell_ms))
        .execute()
        .await?;
    Ok(())
}

pub(super) async fn find_media(op: &mut Op, id: &MediaId) -> Outcome<Option<Media>> {
    op.tx
        .query("SELECT * FROM catalogue_media WHERE id = $1")
        .bind(id)
        .optional(|row| {
            let (count, dwell_ms): (Option<i64>, Option<i64>) =
                (row.get("pages")?, row.get("page_dwell_ms")?);
            let pages = count.zip(dwell_ms);
            Ok(Media {
                kind: row.parse("kind")?,
                pages: pages.map(|(count, dwell_ms)| Pages { count, dwell_ms }),
                id: row.get("id")?,
                file_key: row.get("file_key")?,
                captions_key: row.get("captions_key")?,
                mime: row.get("mime")?,
                length_ms: row.get("length_ms")?,
            })
        })
        .await
}

pub(super) async fn insert_course(
    op: &mut Op,
    id: &CourseId,
    new: &NewCourse,
    hours: Hours,
    version: &Version,
) -> Outcome<()> {
    let search = format!("{} {} {}", new.title, new.title_en, new.summary).to_lowercase();
    op.tx
        .query(
            "INSERT INTO catalogue_courses (id, code, base_id, category, field, title, title_en, \
             summary, year_from, year_to, hours, exam_questions, exam_minutes, exam_attempts, \
             search, published_at, family_id, version) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, \
             $17, $18)",
        )
        .bind(id)
        .bind(&new.code)
        .bind(&new.base_id)
        .bind(new.category.as_str())
        .bind(&new.field)
        .bind(&new.title)
        .bind(&new.title_en)
        .bind(&new.summary)
        .bind(new.year_from)
        .bind(new.year_to)
        .bind(hours)
        .bind(new.exam.questions)
        .bind(new.exam.minutes)
        .bind(new.exam.attempts)
        .bind(search)
        .bind(op.now)
        .bind(&version.family_id)
        .bind(version.number)
        .execute()
        .await?;
    Ok(())
}

pub(super) async fn find_course(op: &mut Op, id: &CourseId) -> Outcome<Option<Course>> {
    op.tx
        .query("SELECT * FROM catalogue_courses WHERE id = $1")
        .bind(id)
        .optional(course)
        .await
}

pub(super) async fn list_versions(op: &mut Op, family: &CourseId) -> Outcome<Vec<Course>> {
    op.tx
        .query("SELECT * FROM catalogue_courses WHERE family_id = $1 ORDER BY version")
        .bind(family)
        .all(course)
        .await
}

pub(super) async fn mark_replaced(op: &mut Op, id: &CourseId) -> Outcome<()> {
    op.tx
        .query("UPDATE catalogue_courses SET replaced_at = $2 WHERE id = $1")
        .bind(id)
        .bind(op.now)
        .execute()
        .await?;
    Ok(())
}

pub(super) async fn mark_withdrawn(op: &mut Op, id: &CourseId) -> Outcome<()> {
    op.tx
        .query("UPDATE catalogue_courses SET withdrawn_at = $2 WHERE id = $1")
        .bind(id)
        .bind(op.now)
        .execute()
        .await?;
    Ok(())
}

pub(super) async fn list_courses(
    op: &mut Op,
    filter: &CourseFilter,
    after: Option<&str>,
    size: PageSize,
) -> Outcome<Page<ListedCourse>> {
    let (title, id) = after
        .and_then(|key| key.rsplit_once('|'))
        .unwrap_or(("", ""));
    let rows = op
        .tx
        .query(
            "SELECT id, category, field, title, title_en, hours FROM catalogue_courses \
             WHERE replaced_at IS NULL AND withdrawn_at IS NULL AND ($1 = '' OR category = $1) \
             AND ($2 = '' OR field = $2) AND ($3 = 0 OR $3 BETWEEN year_from AND year_to) \
             AND ($4 = '' OR search LIKE '%' || $4 || '%') AND (title, id) > ($5, $6) \
             ORDER BY title, id LIMIT $7",
        )
        .bind(filter.category.map_or("", Category::as_str))
        .bind(filter.field.as_deref().unwrap_or(""))
        .bind(filter.year.unwrap_or(0))
        .bind(&filter.search)
        .bind(title)
        .bind(id)
        .bind(size.rows())
        .all(|row| {
            Ok(ListedCourse {
                id: row.get("id")?,
                category: row.parse("category")?,
                field: row.get("field")?,
                title: row.get("title")?,
                title_en: row.get("title_en")?,
                hours: row.get("hours")?,
            })
        })
        .await?;
    Ok(size.page(rows, |course| format!("{}|{}", course.title, course.id)))
}

pub(super) async fn list_fields(op: &mut Op) -> Outcome<Vec<(Category, String)>> {
    op.tx
        .query(
            "SELECT DISTINCT category, field FROM catalogue_courses \
             WHERE replaced_at IS NULL AND withdrawn_at IS NULL ORDER BY category, field",
        )
        .all(|row| Ok((row.parse("category")?, row.get("field")?)))
        .await
}

pub(super) async fn list_courses_of_base(op: &mut Op, id: &BaseId) -> Outcome<Vec<Course>> {
    op.tx
        .query("SELECT * FROM catalogue_courses WHERE base_id = $1 ORDER BY title, id")
        .bind(id)
        .all(course)
        .await
}

pub(super) async fn insert_lesson(
    op: &mut Op,
    id: &LessonId,
    course: &CourseId,
    position: i64,
    new: &NewLesson,
) -> Outcome<()> {
    op.tx
        .query(
            "INSERT INTO catalogue_lessons (id, course_id, position, title, text, media_id, \
             length_ms) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(id)
        .bind(course)
        .bind(position)
        .bind(&new.title)
        .bind(&new.text)
        .bind(&new.media_id)
        .bind(new.length_ms)
        .execute()
        .await?;
    Ok(())
}

pub(super) async fn list_lessons(op: &mut Op, course: &CourseId) -> Outcome<Vec<Lesson>> {
    op.tx
        .query("SELECT * FROM catalogue_lessons WHERE course_id = $1 ORDER BY position")
        .bind(course)
        .all(lesson)
        .await
}

pub(super) async fn find_lesson(op: &mut Op, id: &LessonId) -> Outcome<Option<Lesson>> {
    op.tx
        .query("SELECT * FROM catalogue_lessons WHERE id = $1")
        .bind(id)
        .optional(lesson)
        .await
}

fn base(row: Row<'_>) -> Outcome<Base> {
    Ok(Base {
        id: row.get("id")?,
        code: row.get("code")?,
        name: row.get("name")?,
        territory_id: row.get("territory_id")?,
        territory_path: String::new(),
    })
}

fn course(row: Row<'_>) -> Outcome<Course> {
    Ok(Course {
        id: row.get("id")?,
        code: row.get("code")?,
        base_id: row.get("base_id")?,
        category: row.parse("category")?,
        field: row.get("field")?,
        title: row.get("title")?,
        title_en: row.get("title_en")?,
        summary: row.get("summary")?,
        year_from: row.get("year_from")?,
        year_to: row.get("year_to")?,
        hours: row.get("hours")?,
        exam: ExamRules {
            questions: row.get("exam_questions")?,
            minutes: row.get("exam_minutes")?,
            attempts: row.get("exam_attempts")?,
        },
        family_id: row.get("family_id")?,
        version: row.get("version")?,
        replaced_at: row.get("replaced_at")?,
        withdrawn_at: row.get("withdrawn_at")?,
    })
}

fn lesson(row: Row<'_>) -> Outcome<Lesson> {
    Ok(Lesson {
        id: row.get("id")?,
        course_id: row.get("course_id")?,
        position: row.get("position")?,
        title: row.get("title")?,
        text: row.get("text")?,
        media_id: row.get("media_id")?,
        length_ms: row.get("length_ms")?,
    })
}
