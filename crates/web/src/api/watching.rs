//! Watch sessions and beats over HTTP. What a beat is worth is decided by `learning`; what a
//! complete course earns is posted by `hours` in the same transaction.

use axum::http::StatusCode;
use axum::response::IntoResponse;
use domain::hours;
use domain::learning::{self, Beat, BeatAnswer, Error};
use kernel::{EnrolmentId, LessonId, Outcome, WatchSessionId};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::call::{self, Call};
use super::seconds::{self, Seconds, stretch};
use crate::page::{PageFrame, json};
use crate::problem::PageResult;
use crate::request::Path;

/// What is to be watched.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OpenBody {
    enrolment: String,
    lesson: String,
    #[serde(default)]
    take_over: bool,
}

#[derive(Serialize)]
struct Opened<'a> {
    id: &'a WatchSessionId,
    resume_at: Seconds,
    covered: Vec<[Seconds; 2]>,
    beat_every_s: i64,
    allowed_speed: Seconds,
}

/// `POST /api/v1/watch-sessions`.
pub async fn open(Call { mut op, body, .. }: Call<OpenBody>) -> PageResult {
    let enrolment: EnrolmentId = body.enrolment.parse()?;
    let lesson: LessonId = body.lesson.parse()?;
    let opened = learning::open_session(&mut op, &enrolment, &lesson, body.take_over).await?;
    op.commit().await?;
    json(&Opened {
        id: &opened.id,
        resume_at: Seconds(opened.resume_at_ms),
        covered: opened.covered.spans().iter().map(stretch).collect(),
        beat_every_s: opened.beat_every_s,
        // Percent as thousandths: 100 is told as 1, 125 as 1.25.
        allowed_speed: Seconds(opened.allowed_speed_percent.saturating_mul(10)),
    })
}

/// A beat as it is sent. The numbers are kept as they were written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BeatBody {
    seq: i64,
    segments: Vec<[Box<RawValue>; 2]>,
}

impl BeatBody {
    fn parse(&self) -> Outcome<Beat> {
        if self.seq < 0 {
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

#[derive(Serialize)]
struct Answered {
    seq: i64,
    covered_s: Seconds,
    credited_s: Seconds,
    complete: bool,
    refused: Vec<Refused>,
}

#[derive(Serialize)]
struct Refused {
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
        }
    }
}

/// Why a stretch was not credited, in words.
fn words(p: &PageFrame, code: &str) -> String {
    let key = code.replace(['.', '_'], "-");
    p.locale.find(&key).unwrap_or_else(|| p.t("fault-conflict"))
}

/// `POST /api/v1/watch-sessions/{id}/beats`.
pub async fn beat(
    Path(id): Path<WatchSessionId>,
    Call { mut op, p, body }: Call<BeatBody>,
) -> PageResult {
    let answer = hours::receive_beat(&mut op, &id, &body.parse()?).await?;
    op.commit().await?;
    json(&Answered::new(&p, answer))
}

/// The last beat of a session, if there is one: a page that goes away sends it with the end, since
/// of two requests the second may arrive first.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct EndBody {
    seq: Option<i64>,
    segments: Option<Vec<[Box<RawValue>; 2]>>,
}

impl EndBody {
    fn parse(self) -> Outcome<Option<Beat>> {
        match (self.seq, self.segments) {
            (None, None) => Ok(None),
            (Some(seq), Some(segments)) => BeatBody { seq, segments }.parse().map(Some),
            _ => Err(call::Error::Malformed
                .fault()
                .with("why", "seq and segments go together")),
        }
    }
}

/// `POST /api/v1/watch-sessions/{id}/end`. Ending it again is harmless.
pub async fn end(
    Path(id): Path<WatchSessionId>,
    Call { mut op, body, .. }: Call<EndBody>,
) -> PageResult {
    if let Some(beat) = body.parse()? {
        hours::receive_beat(&mut op, &id, &beat).await?;
    }
    learning::end_session(&mut op, &id).await?;
    op.commit().await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
