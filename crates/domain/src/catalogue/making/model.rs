//! Drafts, their lessons, files and questions.

use std::str::FromStr;

use kernel::{
    BaseId, Category, CourseId, DraftId, DraftLessonId, DraftQuestionId, Fault, Hours, Instant,
    Kind, LessonFileId, UploadId, Year,
};
use serde::{Deserialize, Serialize};

use crate::Resource;
use crate::catalogue::{ExamRules, MediaKind};

macro_rules! named {
    ($(#[$doc:meta])* $name:ident: $($(#[$vdoc:meta])* $variant:ident $text:literal),+) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name { $($(#[$vdoc])* $variant),+ }

        impl $name {
            /// The name in the database.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }
        }

        impl FromStr for $name {
            type Err = Fault;
            fn from_str(text: &str) -> Result<Self, Fault> {
                match text {
                    $($text => Ok(Self::$variant),)+
                    _ => Err(Fault::new(Kind::Invalid, "catalogue.bad_name").with("value", text)),
                }
            }
        }
    };
}

named! {
    /// How a draft stands.
    DraftState:
    /// Being written.
    Draft "draft",
    /// Waits for the bureau.
    Submitted "submitted",
    /// Returned by the bureau, with words; being written again.
    Returned "returned",
    /// Published: it stands in the catalogue.
    Published "published",
    /// Given up.
    Dropped "dropped"
}

named! {
    /// What a file is for.
    FilePurpose:
    /// What the lesson plays or shows.
    Media "media",
    /// Captions of a film or of sound.
    Captions "captions"
}

named! {
    /// How a file stands.
    FileState:
    /// Waits to be looked into.
    Waiting "waiting",
    /// Found to be good; on its way into the file store.
    Storing "storing",
    /// In the file store.
    Ready "ready",
    /// Of no use, for a reason.
    Refused "refused"
}

named! {
    /// When a question is asked.
    QuestionPurpose:
    /// While the lesson plays, as a proof of presence.
    Presence "presence",
    /// In the exam.
    Exam "exam"
}

/// What a draft says of its course.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftText {
    /// What its hours shall count for.
    pub category: Category,
    /// The topic of a public course, the speciality of a professional one.
    pub field: String,
    /// Chinese title.
    pub title: String,
    /// English title; may be empty.
    pub title_en: String,
    /// What it teaches.
    pub summary: String,
    /// First study year that it may count for.
    pub year_from: Year,
    /// Last study year that it may count for.
    pub year_to: Year,
    /// How it is examined.
    pub exam: ExamRules,
}

/// A course in the making.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Its id.
    pub id: DraftId,
    /// The base that makes it.
    pub base_id: BaseId,
    /// Path of the base's territory.
    pub territory_path: String,
    /// The version that it shall take the place of.
    pub from_course_id: Option<CourseId>,
    /// What it says of its course.
    pub text: DraftText,
    /// How it stands.
    pub state: DraftState,
    /// What the bureau said when it returned it.
    pub words: String,
    /// When it was submitted.
    pub submitted_at: Option<Instant>,
    /// When the bureau decided.
    pub decided_at: Option<Instant>,
    /// What it became.
    pub course_id: Option<CourseId>,
    /// When it was changed last.
    pub updated_at: Instant,
}

impl Draft {
    /// Whether its base may change it now.
    pub fn is_open(&self) -> bool {
        matches!(self.state, DraftState::Draft | DraftState::Returned)
    }
}

impl Resource for Draft {
    fn kind(&self) -> &'static str {
        "draft"
    }
    fn base(&self) -> Option<&BaseId> {
        Some(&self.base_id)
    }
    fn territory(&self) -> Option<&str> {
        Some(&self.territory_path)
    }
}

/// What was found in a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    /// What it is.
    pub kind: MediaKind,
    /// Its MIME type.
    pub mime: String,
    /// How long it plays, in milliseconds; none for documents and captions.
    pub length_ms: Option<i64>,
    /// Pages of a document.
    pub pages: Option<i64>,
    /// What it is made of, such as `h264/aac`.
    pub codecs: String,
}

/// A file that was sent for a lesson.
#[derive(Clone, Debug)]
pub struct LessonFile {
    /// Its id.
    pub id: LessonFileId,
    /// The base that sent it.
    pub base_id: BaseId,
    /// The upload that brought it.
    pub upload_id: Option<UploadId>,
    /// Its name.
    pub name: String,
    /// What it is for.
    pub purpose: FilePurpose,
    /// How it stands.
    pub state: FileState,
    /// Why it is refused, or why it still waits.
    pub why: Option<(String, Vec<(String, String)>)>,
    /// Its key in the file store, from `storing` on.
    pub file_key: Option<String>,
    /// What was found in it.
    pub found: Option<Found>,
    /// How often it was looked into.
    pub tries: i64,
}

/// A lesson's own words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LessonText {
    /// Its title.
    pub title: String,
    /// Its key points.
    pub text: String,
    /// How long each page of a document is to be looked at, in seconds.
    pub page_dwell_s: i64,
}

/// A lesson of a draft.
#[derive(Clone, Debug)]
pub struct DraftLesson {
    /// Its id.
    pub id: DraftLessonId,
    /// The draft.
    pub draft_id: DraftId,
    /// Its place, from 1.
    pub position: i64,
    /// Its words.
    pub text: LessonText,
    /// What it plays or shows.
    pub file: Option<LessonFile>,
    /// Captions.
    pub captions: Option<LessonFile>,
}

impl DraftLesson {
    /// What was found in its file, when that is ready.
    pub fn found(&self) -> Option<&Found> {
        let file = self.file.as_ref()?;
        file.found
            .as_ref()
            .filter(|_| file.state == FileState::Ready)
    }

    /// How long the lesson is, in milliseconds; none until its file is ready. A document is as long
    /// as its pages are to be looked at.
    pub fn length_ms(&self) -> Option<i64> {
        let found = self.found()?;
        let pages = found
            .pages
            .map(|pages| pages * self.text.page_dwell_s * 1000);
        pages.or(found.length_ms)
    }
}

/// A question of a draft. It holds its key and cannot be printed.
#[derive(Clone)]
pub struct DraftQuestion {
    /// Its id.
    pub id: DraftQuestionId,
    /// The lesson that teaches it.
    pub lesson_id: DraftLessonId,
    /// When it is asked.
    pub purpose: QuestionPurpose,
    /// After how much of the lesson, in milliseconds; for a proof of presence.
    pub at_ms: Option<i64>,
    /// What is asked.
    pub stem: String,
    /// What may be chosen.
    pub options: Vec<String>,
    /// Indexes of the right options, from 0.
    pub key: Vec<usize>,
}

/// A question to be added. It holds its key and cannot be printed.
#[derive(Clone)]
pub struct NewDraftQuestion {
    /// The lesson that teaches it.
    pub lesson_id: DraftLessonId,
    /// When it is asked.
    pub purpose: QuestionPurpose,
    /// After how much of the lesson, in milliseconds; for a proof of presence.
    pub at_ms: Option<i64>,
    /// What is asked.
    pub stem: String,
    /// What may be chosen.
    pub options: Vec<String>,
    /// Indexes of the right options, from 0.
    pub key: Vec<usize>,
}

/// A draft with everything in it.
#[derive(Clone)]
pub struct DraftInside {
    /// The draft.
    pub draft: Draft,
    /// Name of the base that makes it.
    pub base_name: String,
    /// Its lessons in order.
    pub lessons: Vec<DraftLesson>,
    /// Its questions, by lesson and moment.
    pub questions: Vec<DraftQuestion>,
    /// What a reviewer looks at.
    pub checklist: Checklist,
}

/// What a reviewer looks at, and what stands in the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checklist {
    /// Length of all lessons, in milliseconds.
    pub length_ms: i64,
    /// Hours that follow from it.
    pub hours: Hours,
    /// What was noticed.
    pub remarks: Vec<Remark>,
}

impl Checklist {
    /// Whether nothing stands in the way of publication.
    pub fn is_publishable(&self) -> bool {
        self.remarks.iter().all(|remark| !remark.blocks)
    }
}

/// Something noticed about a draft; `key` names its words (`making-remark-…`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// The end of the key of its words.
    pub key: &'static str,
    /// The lesson that it is about, by its place; none for the whole.
    pub lesson: Option<i64>,
    /// How many are there.
    pub has: i64,
    /// How many are wanted.
    pub wants: i64,
    /// Whether it stands in the way of publication.
    pub blocks: bool,
}
