//! Watch sessions and beats over HTTP. What a beat is worth is decided by `learning`; what a
//! complete course earns is posted by `hours` in the same transaction.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use domain::learning::{self, Beat, BeatAnswer, Error, Turn};
use domain::{catalogue, editions, hours, orders};
use kernel::{EnrolmentId, LessonId, Outcome, WatchSessionId, limits};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use utoipa::ToSchema;

use super::call::{self, Call, SentBeat};
use super::checks::{Asked, Missed};
use super::document::refusals::{self, refusals};
use super::seconds::{self, Seconds, stretch};
use crate::App;
use crate::page::{PageFrame, json};
use crate::problem::PageResult;
use crate::request::{Device, Path};
use crate::visit::Visit;

/// What is to be watched.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = OpenSession, example = json!({
    "enrolment": "enr_01GMA000000000000000000000",
    "lesson": "les_01GMA000000000000000000000",
    "take_over": false
}))]
pub struct OpenBody {
    enrolment: String,
    lesson: String,
    /// End another session of the person that earns now.
    #[serde(default)]
    take_over: bool,
}

/// An open watch session.
#[derive(Serialize, ToSchema)]
#[schema(as = WatchSession)]
struct Opened<'a> {
    #[schema(value_type = String)]
    id: &'a WatchSessionId,
    /// Where to go on, in seconds.
    #[schema(value_type = f64)]
    resume_at: Seconds,
    /// Stretches that are covered: first and last second of each.
    #[schema(value_type = Vec<[f64; 2]>)]
    covered: Vec<[Seconds; 2]>,
    /// How often to send a beat.
    beat_every_s: i64,
    /// Fastest playback that is credited, as a multiple of real speed.
    #[schema(value_type = f64)]
    allowed_speed: Seconds,
    /// A presence check of the lesson that waits for its answer, if there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    check: Option<Asked>,
}

refusals! {
    /// What opening a session may refuse.
    OpenRefusals: of_caller, of_thing, of_sender;
    call::Error::Malformed, refusals::bad_id(), orders::Error::UnknownEnrolment,
    Error::ForeignLesson, catalogue::Error::UnknownLesson, editions::Error::None,
    editions::Error::YearClosed, Error::OtherSession,
}

/// Opens a watch session: one at a time earns for a person. `learning.other_session` names the
/// other.
///
/// `POST /api/v1/watch-sessions`.
#[utoipa::path(
    post,
    path = "/api/v1/watch-sessions",
    operation_id = "open_session",
    tag = "learning",
    security(("bearer" = []), ("session" = [], "csrf" = [])),
    request_body = OpenBody,
    responses((status = 200, description = "It is open.", body = Opened), OpenRefusals),
)]
pub async fn open(
    State(app): State<App>,
    Device(device): Device,
    call: Call<OpenBody>,
) -> PageResult {
    let Call { mut op, body, .. } = call;
    let enrolment: EnrolmentId = body.enrolment.parse()?;
    let lesson: LessonId = body.lesson.parse()?;
    let opened =
        learning::open_session(&mut op, &enrolment, &lesson, body.take_over, &device).await?;
    op.commit().await?;
    if let Some(other) = &opened.took_over {
        app.beats.forget(other).await;
    }
    json(&Opened {
        id: &opened.id,
        resume_at: Seconds(opened.resume_at_ms),
        covered: opened.covered.spans().iter().map(stretch).collect(),
        beat_every_s: opened.beat_every_s,
        // Percent as thousandths: 100 is told as 1, 125 as 1.25.
        allowed_speed: Seconds(opened.allowed_speed_percent.saturating_mul(10)),
        check: opened.check.map(Asked::from),
    })
}

/// A beat as it is sent. The numbers are kept as they were written.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = Beat, example = json!({ "seq": 7, "segments": [[90, 105.25]] }))]
pub struct BeatBody {
    /// Counts the beats of the session; the same number again gets the first answer.
    #[schema(minimum = 0, maximum = 2_147_483_647_i64)]
    seq: i64,
    /// Stretches that were played since the last beat, in seconds with at most three decimals.
    #[schema(value_type = Vec<[f64; 2]>, max_items = 200)]
    segments: Vec<[Box<RawValue>; 2]>,
}

impl BeatBody {
    fn parse(&self) -> Outcome<Beat> {
        if !(0..=limits::BEAT_SEQ_MAX).contains(&self.seq) {
            return Err(Error::BadSeq.fault().at("seq"));
        }
        let span = |[from, to]: &[Box<RawValue>; 2]| Ok((seconds::read(from)?, seconds::read(to)?));
        let segments = self.segments.iter().map(span).collect::<Outcome<_>>()?;
        Ok(Beat {
            seq: self.seq,
            segments,
        })
    }
}

/// What a beat was worth.
#[derive(Serialize, ToSchema)]
#[schema(as = BeatAnswer)]
struct Answered {
    seq: i64,
    /// Seconds of the lesson that are covered now.
    #[schema(value_type = f64)]
    covered_s: Seconds,
    /// Seconds that this beat added.
    #[schema(value_type = f64)]
    credited_s: Seconds,
    /// The lesson is complete.
    complete: bool,
    refused: Vec<Refused>,
    /// A presence check that waits for its answer: `POST /api/v1/presence-checks/{id}`. The lesson
    /// is not complete before.
    #[serde(skip_serializing_if = "Option::is_none")]
    check: Option<Asked>,
    /// A presence check that was missed before this beat, and what it took back.
    #[serde(skip_serializing_if = "Option::is_none")]
    check_missed: Option<Missed>,
}

/// A stretch that was not credited, and why.
#[derive(Serialize, ToSchema)]
#[schema(as = RefusedStretch)]
struct Refused {
    #[schema(value_type = [f64; 2])]
    segment: [Seconds; 2],
    code: String,
    words: String,
}

impl Answered {
    fn new(p: &PageFrame, answer: BeatAnswer) -> Self {
        let refused = answer.refused.into_iter().map(|refused| Refused {
            segment: stretch(&refused.segment),
            words: words(p, &refused.code),
            code: refused.code,
        });
        Self {
            seq: answer.seq,
            covered_s: Seconds(answer.covered_ms),
            credited_s: Seconds(answer.credited_ms),
            complete: answer.complete,
            refused: refused.collect(),
            check: answer.check.map(Asked::from),
            check_missed: answer.missed.map(Missed::from),
        }
    }
}

/// Why a stretch was not credited, in words.
fn words(p: &PageFrame, code: &str) -> String {
    let key = code.replace(['.', '_'], "-");
    p.locale.find(&key).unwrap_or_else(|| p.t("fault-conflict"))
}

refusals! {
    /// What a beat may be refused for.
    BeatRefusals: of_caller, of_thing, of_sender;
    call::Error::Malformed, Error::UnknownSession, Error::BadSeq, Error::BadSeconds,
    Error::BadSegment, Error::TooManySegments,
}

/// Takes a beat. What is not credited is told in the answer, with the reason.
///
/// `POST /api/v1/watch-sessions/{id}/beats`.
#[utoipa::path(
    post,
    path = "/api/v1/watch-sessions/{id}/beats",
    operation_id = "beat",
    tag = "learning",
    security(("bearer" = []), ("session" = [], "csrf" = [])),
    params(("id" = String, Path, description = "The watch session.")),
    request_body = BeatBody,
    responses((status = 200, description = "It was taken.", body = Answered), BeatRefusals),
)]
pub async fn beat(Path(id): Path<WatchSessionId>, sent: SentBeat<BeatBody>) -> PageResult {
    let SentBeat {
        app,
        visit,
        p,
        body,
    } = sent;
    let beat = body.parse()?;
    let turn = app
        .beats
        .receive(&p.actor, &id, beat.clone(), visit.now)
        .await?;
    let answer = match turn {
        Turn::Answered(answer) => answer,
        // Seldom, and large: each beat would carry its room about.
        Turn::Aside => Box::pin(receive_aside(&app, &visit, &p, &id, &beat)).await?,
    };
    json(&Answered::new(&p, answer))
}

/// Takes a beat by an operation of its own.
async fn receive_aside(
    app: &App,
    visit: &Visit,
    p: &PageFrame,
    id: &WatchSessionId,
    beat: &Beat,
) -> Outcome<BeatAnswer> {
    let mut op = app.act(visit, p.actor.clone()).await?;
    let answer = hours::receive_beat(&mut op, id, beat).await?;
    op.commit().await?;
    app.beats.forget(id).await;
    Ok(answer)
}

/// The last beat of a session, if there is one: a page that goes away sends it with the end, since
/// of two requests the second may arrive first.
#[derive(Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(as = LastBeat)]
pub struct EndBody {
    /// Goes with `segments`, or both are left out.
    #[schema(minimum = 0)]
    seq: Option<i64>,
    /// As in a beat.
    #[schema(value_type = Option<Vec<[f64; 2]>>, max_items = 200)]
    segments: Option<Vec<[Box<RawValue>; 2]>>,
}

impl EndBody {
    fn parse(self) -> Outcome<Option<Beat>> {
        match (self.seq, self.segments) {
            (None, None) => Ok(None),
            (Some(seq), Some(segments)) => BeatBody { seq, segments }.parse().map(Some),
            // One without the other: the whole of it does not fit.
            _ => Err(call::malformed(1, 1)),
        }
    }
}

/// Ends a watch session, after its last beat if one is sent along. Ending it again is harmless.
///
/// `POST /api/v1/watch-sessions/{id}/end`.
#[utoipa::path(
    post,
    path = "/api/v1/watch-sessions/{id}/end",
    operation_id = "end_session",
    tag = "learning",
    security(("bearer" = []), ("session" = [], "csrf" = [])),
    params(("id" = String, Path, description = "The watch session.")),
    request_body(content = inline(Option<EndBody>)),
    responses((status = 204, description = "It has ended."), BeatRefusals),
)]
pub async fn end(
    State(app): State<App>,
    Path(id): Path<WatchSessionId>,
    Call { mut op, body, .. }: Call<EndBody>,
) -> PageResult {
    if let Some(beat) = body.parse()? {
        hours::receive_beat(&mut op, &id, &beat).await?;
    }
    learning::end_session(&mut op, &id).await?;
    op.commit().await?;
    app.beats.forget(&id).await;
    Ok(StatusCode::NO_CONTENT.into_response())
}
