//! The demo's courses, question banks and media, embedded from `content/`.

use bytes::Bytes;
use domain::Op;
use domain::catalogue::{
    self, Course, ExamRules, NewCourse, NewLesson, NewLessonQuestion, NewMedia,
};
use domain::exams::{self, NewQuestion, QuestionKind};
use include_dir::{Dir, include_dir};
use kernel::{BaseId, Category, Fault, MediaId, Outcome, Year};
use serde::Deserialize;
use sha2::{Digest, Sha256};

static CONTENT: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../content");

/// A course with the parts of its file that the seeding of history needs.
pub struct Taught {
    /// The course as it stands in the catalogue.
    pub course: Course,
    /// Stems of its questions with the texts of the right options.
    pub answers: Vec<(String, Vec<String>)>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MediaFile {
    media: Vec<MediaEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MediaEntry {
    key: String,
    file: String,
    length_ms: i64,
    mime: String,
    captions: Option<String>,
    questions: Vec<AskedEntry>,
}

/// A question about the minute before a moment of the media.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct AskedEntry {
    at_s: i64,
    text: String,
    options: Vec<String>,
    right: usize,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CourseFile {
    code: String,
    category: Category,
    topic: Option<String>,
    speciality: Option<String>,
    base: String,
    title: String,
    title_en: String,
    summary: String,
    years: [Year; 2],
    exam: ExamEntry,
    lessons: Vec<LessonEntry>,
    questions: Vec<QuestionEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ExamEntry {
    questions: i64,
    minutes: i64,
    attempts: i64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LessonEntry {
    title: String,
    media: String,
    length_s: Option<i64>,
    text: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct QuestionEntry {
    kind: QuestionKind,
    lesson: i64,
    stem: String,
    options: Vec<String>,
    key: Vec<usize>,
}

fn broken(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Fault {
    Fault::internal("demo.content", error)
}

fn read<T: serde::de::DeserializeOwned>(path: &str) -> Outcome<T> {
    let text = CONTENT
        .get_file(path)
        .and_then(include_dir::File::contents_utf8)
        .ok_or_else(|| broken(format!("no file {path}")))?;
    toml::from_str(text).map_err(broken)
}

/// A media file with its key in `media.toml`.
struct Stored {
    key: String,
    id: MediaId,
    length_ms: i64,
    questions: Vec<AskedEntry>,
}

/// Keeps the media files and adds all courses with their banks.
pub async fn add_courses(
    op: &mut Op,
    bases: &[(&str, BaseId)],
    minutes_per_hour: i64,
) -> Outcome<Vec<Taught>> {
    let media = add_media(op).await?;
    let folder = CONTENT
        .get_dir("courses")
        .ok_or_else(|| broken("no courses"))?;
    let mut taught = Vec::new();
    for file in folder.files() {
        let path = file.path().to_string_lossy();
        if path.ends_with(".toml") {
            taught.push(add_course(op, read(&path)?, bases, &media, minutes_per_hour).await?);
        }
    }
    Ok(taught)
}

async fn add_media(op: &mut Op) -> Outcome<Vec<Stored>> {
    let list: MediaFile = read("media/media.toml")?;
    let mut stored = Vec::new();
    for entry in list.media {
        let file_key = keep(op, &entry.file).await?;
        let captions_key = match entry.captions.as_deref() {
            Some(file) => Some(keep(op, file).await?),
            None => None,
        };
        let new = NewMedia {
            file_key,
            captions_key,
            mime: entry.mime,
            length_ms: entry.length_ms,
            pages: None,
        };
        let added = catalogue::add_media(op, new).await?;
        stored.push(Stored {
            key: entry.key,
            id: added.id,
            length_ms: entry.length_ms,
            questions: entry.questions,
        });
    }
    Ok(stored)
}

/// Keeps an embedded file under the hash of its bytes.
async fn keep(op: &Op, file: &str) -> Outcome<String> {
    let found = CONTENT
        .get_file(format!("media/{file}"))
        .ok_or_else(|| broken(format!("no file {file}")))?;
    let hash = hex::encode(Sha256::digest(found.contents()));
    let ending = file.rsplit_once('.').map_or("bin", |(_, ending)| ending);
    let key = format!("media/{hash}.{ending}");
    op.house
        .files
        .put(&key, Bytes::from_static(found.contents()))
        .await?;
    Ok(key)
}

async fn add_course(
    op: &mut Op,
    file: CourseFile,
    bases: &[(&str, BaseId)],
    media: &[Stored],
    minutes_per_hour: i64,
) -> Outcome<Taught> {
    let base = bases
        .iter()
        .find(|(code, _)| *code == file.base)
        .ok_or_else(|| broken(format!("{}: no base {}", file.code, file.base)))?;
    let field = file
        .topic
        .or(file.speciality)
        .ok_or_else(|| broken(format!("{}: no topic or speciality", file.code)))?;
    let lessons: Outcome<Vec<NewLesson>> = file
        .lessons
        .into_iter()
        .map(|entry| lesson(entry, media))
        .collect();
    let new = NewCourse {
        code: file.code,
        base_id: base.1.clone(),
        category: file.category,
        field,
        title: file.title,
        title_en: file.title_en,
        summary: file.summary,
        year_from: file.years[0],
        year_to: file.years[1],
        minutes_per_hour,
        exam: ExamRules {
            questions: file.exam.questions,
            minutes: file.exam.minutes,
            attempts: file.exam.attempts,
        },
        lessons: lessons?,
    };
    let course = catalogue::add_course(op, new).await?;
    let answers = file.questions.iter().map(right_texts).collect();
    let bank = file.questions.into_iter().map(|question| NewQuestion {
        lesson_position: question.lesson,
        kind: question.kind,
        stem: question.stem,
        options: question.options,
        key: question.key,
    });
    exams::add_questions(op, &course.id, bank.collect()).await?;
    add_lesson_questions(op, &course, media).await?;
    Ok(Taught { course, answers })
}

/// Gives every lesson the questions of what it plays, as far as it plays it.
async fn add_lesson_questions(op: &mut Op, course: &Course, media: &[Stored]) -> Outcome<()> {
    for lesson in catalogue::lessons(op, &course.id).await? {
        let plays = media.iter().find(|media| media.id == lesson.media_id);
        let of_media = plays.map(|media| media.questions.as_slice());
        let questions: Vec<NewLessonQuestion> = of_media
            .unwrap_or_default()
            .iter()
            .filter(|entry| entry.at_s * 1000 <= lesson.length_ms)
            .map(|entry| NewLessonQuestion {
                at_ms: entry.at_s * 1000,
                text: entry.text.clone(),
                options: entry.options.clone(),
                right: entry.right,
            })
            .collect();
        catalogue::set_questions(op, &lesson, &questions).await?;
        if !catalogue::questions_missing(op, &lesson).await?.is_empty() {
            return Err(broken(format!(
                "{}: ten minutes of {} without a question",
                course.code, lesson.title
            )));
        }
    }
    Ok(())
}

fn right_texts(question: &QuestionEntry) -> (String, Vec<String>) {
    let right = question
        .key
        .iter()
        .filter_map(|&at| question.options.get(at).cloned());
    (question.stem.clone(), right.collect())
}

fn lesson(entry: LessonEntry, media: &[Stored]) -> Outcome<NewLesson> {
    let plays = media
        .iter()
        .find(|media| media.key == entry.media)
        .ok_or_else(|| broken(format!("no media {}", entry.media)))?;
    let length_ms = entry
        .length_s
        .map_or(plays.length_ms, |seconds| seconds * 1000);
    if length_ms > plays.length_ms {
        return Err(broken(format!("{}: longer than its media", entry.title)));
    }
    Ok(NewLesson {
        title: entry.title,
        text: entry.text,
        media_id: plays.id.clone(),
        length_ms,
    })
}
