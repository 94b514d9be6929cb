//! Signed, short-lived addresses of films: a link that is passed on is dead. The signature binds an
//! address to a person, an enrolment, a lesson and a time; the route asks who is there beside it.

use domain::House;
use kernel::{EnrolmentId, Fault, Instant, LessonId, Outcome, PersonId};
use serde::Deserialize;
use subtle::ConstantTimeEq as _;

use super::Error;

/// How long an address is good at least, in hours; at most one more. Within an hour it stays the
/// same, so that the browser may keep what it has.
const HOURS: i64 = 3;
const HOUR_MICROS: i64 = 3_600_000_000;

/// What stands behind the path.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Signature {
    /// Until when it is good, in seconds since 1970.
    until: i64,
    sig: String,
}

/// The address of a lesson's film for this person, from now.
pub fn signed(
    house: &House,
    person: &PersonId,
    enrolment: &EnrolmentId,
    lesson: &LessonId,
    now: Instant,
) -> Outcome<String> {
    let hour = now.micros().div_euclid(HOUR_MICROS);
    let until = (hour + HOURS + 1) * (HOUR_MICROS / 1_000_000);
    let sig = signature(house, person, enrolment, lesson, until)?;
    Ok(format!(
        "/media/{enrolment}/{lesson}?until={until}&sig={sig}"
    ))
}

/// The same for its captions.
pub fn of_captions(film: &str) -> String {
    film.replacen('?', "/captions?", 1)
}

impl Signature {
    /// Refuses an address that we did not give to this person, or not for this time.
    pub fn check(
        &self,
        house: &House,
        person: &PersonId,
        enrolment: &EnrolmentId,
        lesson: &LessonId,
        now: Instant,
    ) -> Outcome<()> {
        let sig = signature(house, person, enrolment, lesson, self.until)?;
        if !bool::from(sig.as_bytes().ct_eq(self.sig.as_bytes())) {
            return Err(Error::BadAddress.into());
        }
        if now.micros() >= self.until.saturating_mul(1_000_000) {
            return Err(Fault::from(Error::ExpiredAddress));
        }
        Ok(())
    }
}

fn signature(
    house: &House,
    person: &PersonId,
    enrolment: &EnrolmentId,
    lesson: &LessonId,
    until: i64,
) -> Outcome<String> {
    let text = format!("{person}|{enrolment}|{lesson}|{until}");
    Ok(hex::encode(house.keys.sign("media", &text)?))
}
