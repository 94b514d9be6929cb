//! Bases, media, courses and lessons.

use std::str::FromStr;

use kernel::{
    BaseId, Category, CourseId, Fault, Hours, Instant, Kind, LessonId, MediaId, TerritoryId, Year,
};
use serde::{Deserialize, Serialize};

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

/// What a media file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MediaKind {
    /// A film.
    Video,
    /// Sound alone.
    Audio,
    /// A document of pages.
    Document,
}

impl MediaKind {
    /// The name in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Video => "video",
            Self::Audio => "audio",
            Self::Document => "document",
        }
    }

    /// What a MIME type says.
    pub fn of_mime(mime: &str) -> Self {
        match mime.split('/').next() {
            Some("video") => Self::Video,
            Some("audio") => Self::Audio,
            _ => Self::Document,
        }
    }
}

impl FromStr for MediaKind {
    type Err = Fault;
    fn from_str(text: &str) -> Result<Self, Fault> {
        [Self::Video, Self::Audio, Self::Document]
            .into_iter()
            .find(|kind| kind.as_str() == text)
            .ok_or_else(|| Fault::new(Kind::Invalid, "catalogue.bad_name").with("value", text))
    }
}

/// The pages of a document. Page n is the stretch `[(n-1)·dwell, n·dwell)` of the lesson's length,
/// so that the same beats and the same clock serve it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pages {
    /// How many there are.
    pub count: i64,
    /// How long each is to be looked at, in milliseconds.
    pub dwell_ms: i64,
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
    /// What it is.
    pub kind: MediaKind,
    /// Its MIME type.
    pub mime: String,
    /// How long it plays, in milliseconds; of a document, how long its pages are to be looked at.
    pub length_ms: i64,
    /// The pages of a document.
    pub pages: Option<Pages>,
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
    /// The pages of a document.
    pub pages: Option<Pages>,
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
    /// The first version of the same course; its own id for that one.
    pub family_id: CourseId,
    /// Which version it is, from 1.
    pub version: i64,
    /// When a newer version took its place.
    pub replaced_at: Option<Instant>,
    /// When it was taken out of the catalogue.
    pub withdrawn_at: Option<Instant>,
}

/// The place of a version among those of its course.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// The first version of the course.
    pub family_id: CourseId,
    /// Which one it is, from 2.
    pub number: i64,
}

impl Course {
    /// Whether it may be ordered: who enrolled before goes on either way.
    pub fn is_offered(&self) -> bool {
        self.replaced_at.is_none() && self.withdrawn_at.is_none()
    }

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
