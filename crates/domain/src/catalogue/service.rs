//! Operations on the catalogue. Looking is free to everyone; what is added here is the system's, or
//! comes from a draft that was published ([`super::making`]).

use kernel::{
    BaseId, Category, CourseId, Hours, LessonId, MediaId, Outcome, Page, PageSize, TerritoryId,
    limits,
};

use super::model::{
    Base, Course, CourseFilter, Lesson, ListedCourse, Media, NewCourse, NewMedia, Version,
};
use super::{Error, store};
use crate::{Op, territory};

/// Adds a base.
pub async fn add_base(
    op: &mut Op,
    code: &str,
    name: &str,
    territory: &TerritoryId,
) -> Outcome<Base> {
    let id: BaseId = op.new_id();
    store::insert_base(op, &id, code, name, territory).await?;
    base(op, &id).await
}

/// Adds media whose bytes are in the file store.
pub async fn add_media(op: &mut Op, new: NewMedia) -> Outcome<Media> {
    let id: MediaId = op.new_id();
    store::insert_media(op, &id, &new).await?;
    media(op, &id).await
}

/// Adds a course with its lessons; its hours are the sum of their time, rounded down once.
pub async fn add_course(op: &mut Op, new: NewCourse) -> Outcome<Course> {
    add_version(op, new, None).await
}

/// The same for a version of a course that is there already. Asks for no permission.
pub async fn add_version(op: &mut Op, new: NewCourse, version: Option<Version>) -> Outcome<Course> {
    let length_ms: i64 = new.lessons.iter().map(|lesson| lesson.length_ms).sum();
    let hours = Hours::of_course_time(length_ms, new.minutes_per_hour);
    if hours <= Hours::ZERO {
        return Err(Error::NoLessons.into());
    }
    let id: CourseId = op.new_id();
    let version = version.unwrap_or_else(|| Version {
        family_id: id.clone(),
        number: 1,
    });
    store::insert_course(op, &id, &new, hours, &version).await?;
    for (position, lesson) in (1_i64..).zip(&new.lessons) {
        let lesson_id: LessonId = op.new_id();
        store::insert_lesson(op, &lesson_id, &id, position, lesson).await?;
    }
    get_course(op, &id).await
}

/// A base that must exist.
pub async fn base(op: &mut Op, id: &BaseId) -> Outcome<Base> {
    let mut base = store::find_base(op, id).await?.ok_or(Error::UnknownBase)?;
    base.territory_path = territory::get(op, &base.territory_id).await?.path;
    Ok(base)
}

/// Bases of a territory and below it, by name.
pub async fn list_bases(op: &mut Op, path: &str) -> Outcome<Vec<Base>> {
    let mut bases = store::list_bases(op).await?;
    for base in &mut bases {
        base.territory_path = territory::get(op, &base.territory_id).await?.path;
    }
    bases.retain(|base| base.territory_path.starts_with(path));
    Ok(bases)
}

/// A course that must exist.
pub async fn get_course(op: &mut Op, id: &CourseId) -> Outcome<Course> {
    store::find_course(op, id)
        .await?
        .ok_or_else(|| Error::UnknownCourse.into())
}

/// The versions of the same course, oldest first, itself among them.
pub async fn versions(op: &mut Op, course: &Course) -> Outcome<Vec<Course>> {
    store::list_versions(op, &course.family_id).await
}

/// The version that is offered now, when there is one.
pub async fn newest(op: &mut Op, course: &Course) -> Outcome<Option<Course>> {
    let versions = versions(op, course).await?;
    Ok(versions.into_iter().rev().find(Course::is_offered))
}

/// Courses that fit the filter, by title, a page at a time.
pub async fn list_courses(
    op: &mut Op,
    mut filter: CourseFilter,
    after: Option<&str>,
    size: PageSize,
) -> Outcome<Page<ListedCourse>> {
    filter.search = filter
        .search
        .trim()
        .to_lowercase()
        .chars()
        .take(limits::SEARCH_CHARS_MAX)
        .collect();
    store::list_courses(op, &filter, after, size).await
}

/// The topics and specialities that courses have, with their categories: what can be looked for.
pub async fn list_fields(op: &mut Op) -> Outcome<Vec<(Category, String)>> {
    store::list_fields(op).await
}

/// All courses of a base, by title.
pub async fn courses_of_base(op: &mut Op, id: &BaseId) -> Outcome<Vec<Course>> {
    store::list_courses_of_base(op, id).await
}

/// The lessons of a course in order.
pub async fn lessons(op: &mut Op, course: &CourseId) -> Outcome<Vec<Lesson>> {
    store::list_lessons(op, course).await
}

/// A lesson that must exist.
pub async fn get_lesson(op: &mut Op, id: &LessonId) -> Outcome<Lesson> {
    store::find_lesson(op, id)
        .await?
        .ok_or_else(|| Error::UnknownLesson.into())
}

/// Media that must exist.
pub async fn media(op: &mut Op, id: &MediaId) -> Outcome<Media> {
    store::find_media(op, id)
        .await?
        .ok_or_else(|| Error::UnknownMedia.into())
}
