//! What holds for a session on a day: the rules of its study year, and whether it may earn at all.

use kernel::{Day, Instant, Outcome};
use policy::PlayerRules;

use super::meter::Meter;
use super::model::{Beat, BeatAnswer, WatchSession};
use super::rules;
use crate::{Op, catalogue, editions, identity, orders};

/// What a session is measured by. It is asked anew each day.
#[derive(Clone, Copy, Debug)]
pub(super) struct Terms {
    /// The day for which it was asked.
    pub day: Day,
    /// The rules of the player.
    pub player: PlayerRules,
    /// Length of the lesson in milliseconds.
    pub length_ms: i64,
    /// Whether the study year is open on that day.
    pub is_open: bool,
}

impl Terms {
    /// Asks for a session's terms today. Without an edition of today, those of the day on which
    /// the session was opened measure it, and it is not open.
    pub async fn of(op: &mut Op, session: &WatchSession) -> Outcome<Self> {
        let lesson = catalogue::get_lesson(op, &session.lesson_id).await?;
        let enrolment = orders::get_enrolment(op, &session.enrolment_id).await?;
        let person = identity::get_person(op, &session.person_id).await?;
        let (house, day) = (op.house.clone(), op.now.day());
        let today = editions::of_person(&house, &person, day);
        let is_open = today
            .as_ref()
            .is_ok_and(|edition| editions::open_year(edition, enrolment.study_year, day).is_ok())
            && enrolment.ended_at.is_none();
        let edition = match today {
            Ok(edition) => edition,
            Err(_) => editions::of_person(&house, &person, session.opened_at.day())?,
        };
        Ok(Self {
            day,
            player: edition.player(enrolment.study_year),
            length_ms: lesson.length_ms,
            is_open,
        })
    }

    /// What a beat is worth by these terms. The meter is changed; what completion means, and
    /// whether somebody must be asked first, is the caller's.
    pub fn answer(
        &self,
        meter: &mut Meter,
        was_complete: bool,
        beat: &Beat,
        now: Instant,
        left_of_day_ms: Option<i64>,
    ) -> BeatAnswer {
        let taken = meter.take(&beat.segments, now, &self.player, left_of_day_ms);
        let (covered_ms, percent) = (meter.covered.total(), self.player.complete_percent);
        BeatAnswer {
            seq: beat.seq,
            covered_ms,
            credited_ms: taken.credited_ms,
            complete: was_complete || rules::completes(covered_ms, self.length_ms, percent),
            refused: taken.refused,
            check: None,
            missed: None,
        }
    }
}
