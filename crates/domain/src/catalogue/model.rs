//! Bases, media, courses and lessons.

use kernel::{BaseId, Category, CourseId, Hours, LessonId, MediaId, TerritoryId, Year};

use crate::Resource;

/// An approved provider of courses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Base {
    /// Its id.
    pub id: BaseId,
    /// Its short code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Where it lies.
    pub territory_id: TerritoryId,
    /// Path of that territory.
    pub territory_path: String,
}

impl Resource for Base {
    fn kind(&self) -> &'static str {
        "base"
    }
    fn base(&self) -> Option<&BaseId> {
        Some(&self.id)
    }
    fn territory(&self) -> Option<&str> {
        Some(&self.territory_path)
    }
}

/// A media file that lessons play; one file may serve many lessons.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Media {
    /// Its id.
    pub id: MediaId,
    /// Key in the file store.
    pub file_key: String,
    /// Key of its captions (`WebVTT`).
    pub captions_key: Option<String>,
    /// Its MIME type.
    pub mime: String,
    /// How long it plays, in milliseconds.
    pub length_ms: i64,
}

/// Media to be added; the bytes stand in the file store already.
#[derive(Clone, Debug)]
pub struct NewMedia {
    /// Key in the file store.
    pub file_key: String,
    /// Key of its captions.
    pub captions_key: Option<String>,
    /// Its MIME type.
    pub mime: String,
    /// How long it plays, in milliseconds.
    pub length_ms: i64,
}

/// How a course is examined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExamRules {
    /// Questions drawn for a paper.
    pub questions: i64,
    /// Minutes for an attempt.
    pub minutes: i64,
    /// Attempts that a learner has.
    pub attempts: i64,
}

/// A course.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Course {
    /// Its id.
    pub id: CourseId,
    /// Its short code.
    pub code: String,
    /// The base that offers it.
    pub base_id: BaseId,
    /// What its hours count for.
    pub category: Category,
    /// The topic of a public course, the speciality of a professional one.
    pub field: String,
    /// Chinese title.
    pub title: String,
    /// English title.
    pub title_en: String,
    /// What it teaches.
    pub summary: String,
    /// First study year that it may count for.
    pub year_from: Year,
    /// Last study year that it may count for.
    pub year_to: Year,
    /// Hours that it earns.
    pub hours: Hours,
    /// How it is examined.
    pub exam: ExamRules,
}

impl Course {
    /// Whether it may count for that study year.
    pub fn counts_for(&self, year: Year) -> bool {
        (self.year_from..=self.year_to).contains(&year)
    }
}

/// A course as a list shows it: no more is read for each of its rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedCourse {
    /// Its id.
    pub id: CourseId,
    /// What its hours count for.
    pub category: Category,
    /// The topic of a public course, the speciality of a professional one.
    pub field: String,
    /// Chinese title.
    pub title: String,
    /// English title.
    pub title_en: String,
    /// Hours that it earns.
    pub hours: Hours,
}

/// A course to be added; its hours follow from its lessons.
#[derive(Clone, Debug)]
pub struct NewCourse {
    /// Its short code.
    pub code: String,
    /// The base that offers it.
    pub base_id: BaseId,
    /// What its hours count for.
    pub category: Category,
    /// The topic of a public course, the speciality of a professional one.
    pub field: String,
    /// Chinese title.
    pub title: String,
    /// English title.
    pub title_en: String,
    /// What it teaches.
    pub summary: String,
    /// First study year that it may count for.
    pub year_from: Year,
    /// Last study year that it may count for.
    pub year_to: Year,
    /// Minutes of course time in an hour, from the edition.
    pub minutes_per_hour: i64,
    /// How it is examined.
    pub exam: ExamRules,
    /// Its lessons in order.
    pub lessons: Vec<NewLesson>,
}

/// A lesson to be added.
#[derive(Clone, Debug)]
pub struct NewLesson {
    /// Its title.
    pub title: String,
    /// Its key points, as text beside the player.
    pub text: String,
    /// What it plays.
    pub media_id: MediaId,
    /// How much of the media belongs to it, from the start, in milliseconds.
    pub length_ms: i64,
}

/// A lesson of a course.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lesson {
    /// Its id.
    pub id: LessonId,
    /// The course.
    pub course_id: CourseId,
    /// Its place in the course, from 1.
    pub position: i64,
    /// Its title.
    pub title: String,
    /// Its key points.
    pub text: String,
    /// What it plays.
    pub media_id: MediaId,
    /// Its length in milliseconds.
    pub length_ms: i64,
}

/// What a learner looks for.
#[derive(Clone, Debug, Default)]
pub struct CourseFilter {
    /// Only this category.
    pub category: Option<Category>,
    /// Only this topic or speciality.
    pub field: Option<String>,
    /// Only courses that may count for this study year.
    pub year: Option<Year>,
    /// Only titles and summaries that contain this.
    pub search: String,
}
