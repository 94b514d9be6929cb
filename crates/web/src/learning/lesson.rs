//! The player's page: for which year and category the minutes go, before play is pressed; the film;
//! the map of what the server has acknowledged; the key points; the next step.

use askama::Template;
use domain::learning::{self, Coverage, LessonState};
use kernel::{EnrolmentId, LessonId};

use super::{Standing, StudyRules};
use crate::media::address;
use crate::page::{self, PageFrame};
use crate::problem::PageResult;
use crate::request::{Look, Path};

/// Words that the player's script shows, by the names it asks for.
const WORDS: [&str; 52] = [
    "ready",
    "opening",
    "earning",
    "again",
    "paused",
    "saving",
    "offline",
    "other",
    "take-over",
    "taken-over",
    "refused",
    "signed-out",
    "sign-in",
    "trouble",
    "complete",
    "closed",
    "covered",
    "restarted",
    "no-film",
    "no-skip",
    "play",
    "pause",
    "mute",
    "unmute",
    "seek",
    "captions",
    "volume",
    "fullscreen",
    "exit-fullscreen",
    "duration",
    "buffered",
    "earning-early",
    "early",
    "checking",
    "check-title",
    "check-minutes",
    "check-seconds",
    "check-soon",
    "check-stake",
    "check-choose",
    "check-wrong",
    "check-trouble",
    "check-missed",
    "check-lost",
    "check-passed",
    "read",
    "read-pause",
    "page-of",
    "page-left",
    "page-done",
    "page-last",
    "settings-speed",
];

/// What the script fills in: it stays as a mark in the words.
const MARKS: [(&str, &str); 7] = [
    ("why", "{why}"),
    ("covered", "{covered}"),
    ("length", "{length}"),
    ("n", "{n}"),
    ("page", "{page}"),
    ("pages", "{pages}"),
    ("seconds", "{seconds}"),
];

#[derive(Template)]
#[template(path = "learning/lesson.html")]
struct LessonPage {
    p: PageFrame,
    s: Standing,
    state: LessonState,
    rules: StudyRules,
    /// The film's address, good for this person and some hours.
    film: String,
    has_captions: bool,
    /// `video`, `audio` or `document`.
    kind: &'static str,
    /// What missed checks took back and nobody earned again.
    uncredited: Coverage,
}

impl LessonPage {
    /// The words of the player as JSON, for an attribute.
    fn words(&self) -> String {
        let pair = |name: &str| {
            let words = self.p.ta(&format!("player-{name}"), MARKS);
            (name.to_owned(), serde_json::Value::String(words))
        };
        serde_json::Value::Object(WORDS.into_iter().map(pair).collect()).to_string()
    }

    /// The covered stretches as JSON, in milliseconds.
    fn covered(&self) -> String {
        serde_json::to_string(self.state.covered.spans()).unwrap_or_default()
    }

    /// What missed checks took back as JSON, in milliseconds.
    fn uncredited(&self) -> String {
        serde_json::to_string(self.uncredited.spans()).unwrap_or_default()
    }

    fn is_document(&self) -> bool {
        self.kind == "document"
    }

    fn captions(&self) -> String {
        address::of_captions(&self.film)
    }

    /// The key points, a paragraph each.
    fn paragraphs(&self) -> Vec<&str> {
        self.state
            .lesson
            .text
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .collect()
    }
}

/// `GET /learn/{enrolment}/lessons/{lesson}`.
pub async fn show(
    Path((enrolment, lesson)): Path<(EnrolmentId, LessonId)>,
    Look { mut op, p }: Look,
) -> PageResult {
    let media = learning::lesson_media(&mut op, &enrolment, &lesson).await?;
    let enrolment = learning::get_enrolment(&mut op, &enrolment).await?;
    let film = address::signed(
        &op.house,
        &enrolment.person_id,
        &enrolment.id,
        &lesson,
        op.now,
    )?;
    let (person, year) = (enrolment.person_id.clone(), enrolment.study_year);
    let rules = StudyRules::load(&mut op, &person, year).await?;
    let s = Standing::load(&mut op, enrolment).await?;
    let state = s
        .lessons
        .iter()
        .find(|state| state.lesson.id == lesson)
        .cloned();
    let state = state.ok_or(kernel::Fault::from(learning::Error::ForeignLesson))?;
    let uncredited = learning::uncredited(&mut op, &s.enrolment, &state).await?;
    page::show(&LessonPage {
        p,
        s,
        state,
        rules,
        film,
        has_captions: media.captions_key.is_some(),
        kind: media.kind.as_str(),
        uncredited,
    })
}
