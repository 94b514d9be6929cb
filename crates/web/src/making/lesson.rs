//! A lesson in the making: its words, its file, its captions, its questions.

use askama::Template;
use domain::catalogue::making::{
    self, DraftInside, DraftLesson, DraftQuestion, FilePurpose, FileState, QuestionPurpose,
};
use domain::{Action, Op};
use kernel::{DraftId, DraftLessonId, DraftQuestionId, Fault, Outcome, UploadId};
use serde::Deserialize;

use super::form::{LessonForm, QuestionForm};
use super::words::MakingWords as _;
use crate::page::{self, Errors, PageFrame, see_other, show_again};
use crate::problem::PageResult;
use crate::request::{Act, Look, Path};

/// Words that the page's script shows, by the names it asks for.
const WORDS: [&str; 13] = [
    "choose",
    "sending",
    "paused",
    "resume",
    "pause",
    "cancel",
    "done",
    "failed",
    "again",
    "too-large",
    "found",
    "offline",
    "waiting",
];

#[derive(Template)]
#[template(path = "making/lesson.html")]
struct LessonPage {
    p: PageFrame,
    errors: Errors,
    inside: DraftInside,
    lesson: DraftLesson,
    form: LessonForm,
    question: QuestionForm,
    upload_bytes_max: i64,
}

impl LessonPage {
    fn may_write(&self) -> bool {
        self.inside.draft.is_open() && self.p.may(Action::MakeCourse, &self.inside.draft)
    }

    fn address(&self) -> String {
        format!(
            "/base/drafts/{}/lessons/{}",
            self.inside.draft.id, self.lesson.id
        )
    }

    fn preview(&self) -> String {
        format!(
            "/drafts/{}/lessons/{}/file",
            self.inside.draft.id, self.lesson.id
        )
    }

    fn questions(&self) -> Vec<&DraftQuestion> {
        let mine = |question: &&DraftQuestion| question.lesson_id == self.lesson.id;
        self.inside.questions.iter().filter(mine).collect()
    }

    fn asks_for_dwell(&self) -> bool {
        self.lesson
            .file
            .as_ref()
            .and_then(|file| file.found.as_ref())
            .is_some_and(|found| found.pages.is_some())
    }

    /// Whether a file is still looked into: the page asks again by itself.
    fn waits(&self) -> bool {
        let files = [&self.lesson.file, &self.lesson.captions];
        files
            .into_iter()
            .flatten()
            .any(|file| matches!(file.state, FileState::Waiting | FileState::Storing))
    }

    /// How many proofs of presence the lesson wants.
    fn wanted(&self) -> i64 {
        self.lesson.length_ms().map_or(0, making::needed_questions)
    }

    fn words(&self) -> String {
        let marks = [("percent", "{percent}"), ("why", "{why}")];
        let pair = |name: &str| {
            let words = self.p.ta(&format!("making-upload-{name}"), marks);
            (name.to_owned(), serde_json::Value::String(words))
        };
        serde_json::Value::Object(WORDS.into_iter().map(pair).collect()).to_string()
    }

    fn is_presence(question: &DraftQuestion) -> bool {
        question.purpose == QuestionPurpose::Presence
    }
}

async fn load(
    op: &mut Op,
    p: PageFrame,
    id: &DraftId,
    lesson: &DraftLessonId,
) -> Outcome<LessonPage> {
    let inside = making::inside(op, id).await?;
    let mut lessons = inside.lessons.iter();
    let found = lessons.find(|known| known.id == *lesson).cloned();
    let lesson = found.ok_or_else(|| Fault::from(domain::catalogue::Error::UnknownLesson))?;
    Ok(LessonPage {
        p,
        errors: Errors::none(),
        form: LessonForm::of(&lesson),
        question: QuestionForm {
            purpose: "presence".into(),
            ..QuestionForm::default()
        },
        upload_bytes_max: op.house.settings.upload_bytes_max,
        inside,
        lesson,
    })
}

/// Goes on to the lesson's page, or shows it again with what must be mended.
async fn ended(
    mut op: Op,
    p: PageFrame,
    (id, lesson): (DraftId, DraftLessonId),
    done: Outcome<()>,
    fill: impl FnOnce(&mut LessonPage),
) -> PageResult {
    match done {
        Ok(()) => {
            op.commit().await?;
            see_other(&format!("/base/drafts/{id}/lessons/{lesson}"))
        }
        Err(fault) => {
            let errors = p.mend(fault)?;
            let mut page = load(&mut op, p, &id, &lesson).await?;
            page.errors = errors.clone();
            fill(&mut page);
            show_again(&errors, &page)
        }
    }
}

/// `GET /base/drafts/{id}/lessons/{draft_lesson}`.
pub async fn show(
    Path((id, lesson)): Path<(DraftId, DraftLessonId)>,
    Look { mut op, p }: Look,
) -> PageResult {
    page::show(&load(&mut op, p, &id, &lesson).await?)
}

/// `POST /base/drafts/{id}/lessons/{draft_lesson}`: changes its words.
pub async fn save(
    Path((id, lesson)): Path<(DraftId, DraftLessonId)>,
    act: Act<LessonForm>,
) -> PageResult {
    let Act {
        mut op, p, form, ..
    } = act;
    let saved = making::save_lesson(&mut op, &id, &lesson, &form.read()).await;
    ended(op, p, (id, lesson), saved, |page| page.form = form).await
}

/// Where a lesson goes.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct MoveForm {
    to: String,
}

/// `POST /base/drafts/{id}/lessons/{draft_lesson}/move`: up, down, or away.
pub async fn shift(
    Path((id, lesson)): Path<(DraftId, DraftLessonId)>,
    act: Act<MoveForm>,
) -> PageResult {
    let Act { mut op, form, .. } = act;
    match form.to.as_str() {
        "up" => making::move_lesson(&mut op, &id, &lesson, true).await?,
        "down" => making::move_lesson(&mut op, &id, &lesson, false).await?,
        _ => making::remove_lesson(&mut op, &id, &lesson).await?,
    }
    op.commit().await?;
    see_other(&format!("/base/drafts/{id}#lessons"))
}

/// Which upload is a lesson's file; none takes the file away.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct FileForm {
    purpose: String,
    upload: String,
}

/// `POST /base/drafts/{id}/lessons/{draft_lesson}/file`.
pub async fn attach(
    Path((id, lesson)): Path<(DraftId, DraftLessonId)>,
    act: Act<FileForm>,
) -> PageResult {
    let Act {
        mut op, p, form, ..
    } = act;
    let purpose: FilePurpose = form.purpose.parse()?;
    let done = if form.upload.is_empty() {
        making::detach(&mut op, &id, &lesson, purpose).await
    } else {
        let upload: UploadId = form.upload.parse()?;
        let attached = making::attach(&mut op, &id, &lesson, &upload, purpose).await;
        attached.map(drop)
    };
    ended(op, p, (id, lesson), done, |_| {}).await
}

/// `POST /base/drafts/{id}/lessons/{draft_lesson}/questions`.
pub async fn add_question(
    Path((id, lesson)): Path<(DraftId, DraftLessonId)>,
    act: Act<QuestionForm>,
) -> PageResult {
    let Act {
        mut op, p, form, ..
    } = act;
    let added = match form.read(&lesson) {
        Ok(question) => making::add_question(&mut op, &id, question).await,
        Err(fault) => Err(fault),
    };
    ended(op, p, (id, lesson), added, |page| page.question = form).await
}

/// Which question goes.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct RemoveForm {
    question: String,
}

/// `POST /base/drafts/{id}/lessons/{draft_lesson}/questions/remove`.
pub async fn remove_question(
    Path((id, lesson)): Path<(DraftId, DraftLessonId)>,
    act: Act<RemoveForm>,
) -> PageResult {
    let Act {
        mut op, p, form, ..
    } = act;
    let question: DraftQuestionId = form.question.parse()?;
    let removed = making::remove_question(&mut op, &id, &question).await;
    ended(op, p, (id, lesson), removed, |_| {}).await
}
