//! The glass box of a lesson: every second of it, the sessions, and what the learner disputes.

use askama::Template;
use domain::learning::{self, DisputeCase, LessonRecord, WatchSession};
use kernel::{EnrolmentId, LessonId};
use serde::Deserialize;

use super::Standing;
use super::glass::Glass;
use crate::page::{self, PageFrame};
use crate::problem::PageResult;
use crate::request::{Device, Look, Path, Query};

#[derive(Template)]
#[template(path = "learning/record.html")]
struct RecordPage {
    p: PageFrame,
    s: Standing,
    record: LessonRecord,
    glass: Glass,
    disputes: Vec<DisputeCase>,
    device: String,
    done: String,
}

impl RecordPage {
    fn address(&self) -> String {
        format!("{}/lessons/{}", self.s.address(), self.record.lesson.id)
    }

    /// This device, another one, or one that did not say what it is.
    fn device(&self, session: &WatchSession) -> String {
        self.p.t(match session.device.as_str() {
            "" => "glass-device-unsaid",
            device if *device == self.device => "glass-device-this",
            _ => "glass-device-other",
        })
    }

    /// The dispute about all of a stretch that nobody has answered yet.
    fn disputed(&self, &(from, to): &(i64, i64)) -> Option<&DisputeCase> {
        let open = |case: &&DisputeCase| case.dispute.settlement.is_none();
        let about = |case: &&DisputeCase| case.dispute.span.0 <= from && to <= case.dispute.span.1;
        self.disputes.iter().filter(open).find(about)
    }

    fn ended(&self, session: &WatchSession) -> String {
        self.p.t(match session.ended_why.as_deref() {
            None => "glass-session-open",
            Some("taken_over") => "glass-session-taken-over",
            Some("silent") => "glass-session-silent",
            Some(_) => "glass-session-closed",
        })
    }
}

/// What was done just before.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Arrival {
    done: String,
}

/// `GET /learn/{enrolment}/lessons/{lesson}/record`.
pub async fn show(
    Path((enrolment, lesson)): Path<(EnrolmentId, LessonId)>,
    Device(device): Device,
    Look { mut op, p }: Look,
    Query(Arrival { done }): Query<Arrival>,
) -> PageResult {
    let record = learning::lesson_record(&mut op, &enrolment, &lesson).await?;
    let disputes = learning::disputes_of_lesson(&mut op, &enrolment, &lesson).await?;
    let enrolment = learning::get_enrolment(&mut op, &enrolment).await?;
    let s = Standing::load(&mut op, enrolment).await?;
    let glass = Glass::of(&p, &record);
    page::show(&RecordPage {
        p,
        s,
        record,
        glass,
        disputes,
        device,
        done,
    })
}
