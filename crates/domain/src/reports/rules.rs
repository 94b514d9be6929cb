//! Which step may follow which. Pure.
//!
//! `Ok(true)` takes the step, `Ok(false)` means that it was taken before.

use kernel::limits::TEXT_CHARS_MAX;
use kernel::{Fault, Outcome, PersonId};

use super::{Error, Report, Status, Step, YearSums};

/// Drawing up: a first time, or again after a return.
pub(super) fn may_draw(existing: Option<Status>) -> bool {
    matches!(existing, None | Some(Status::Returned))
}

/// The year must be whole, its exams passed.
pub(super) fn check_year(sums: YearSums, exams_missing: usize) -> Outcome<()> {
    if !sums.is_complete() {
        return Err(short(Error::HoursShort, sums));
    }
    if exams_missing > 0 {
        return Err(Error::ExamsMissing.fault().with("count", exams_missing));
    }
    Ok(())
}

/// The employer confirms.
pub(super) fn confirm(status: Status) -> Result<bool, Error> {
    match status {
        Status::WithEmployer => Ok(true),
        Status::WithBureau | Status::Approved => Ok(false),
        Status::Returned => Err(Error::Returned),
    }
}

/// The employer returns.
pub(super) fn return_by_employer(status: Status) -> Result<bool, Error> {
    match status {
        Status::WithEmployer => Ok(true),
        Status::Returned => Ok(false),
        Status::WithBureau => Err(Error::AlreadyConfirmed),
        Status::Approved => Err(Error::AlreadyApproved),
    }
}

/// The bureau returns.
pub(super) fn return_by_bureau(status: Status) -> Result<bool, Error> {
    match status {
        Status::WithBureau => Ok(true),
        Status::Returned => Ok(false),
        Status::WithEmployer => Err(Error::NotConfirmed),
        Status::Approved => Err(Error::AlreadyApproved),
    }
}

/// The bureau approves: another person than who confirmed, and not the one whose report it is.
pub(super) fn approve(report: &Report, steps: &[Step], by: &PersonId) -> Result<bool, Error> {
    match report.status {
        Status::WithBureau => {}
        Status::Approved => return Ok(false),
        Status::WithEmployer => return Err(Error::NotConfirmed),
        Status::Returned => return Err(Error::Returned),
    }
    if *by == report.person_id {
        return Err(Error::OwnReport);
    }
    let confirmed = steps
        .iter()
        .rev()
        .find(|step| step.status == Status::WithBureau);
    if confirmed.is_some_and(|step| step.actor_id == *by) {
        return Err(Error::SamePerson);
    }
    Ok(true)
}

/// The ledger must still hold the year when the bureau approves.
pub(super) fn still_complete(sums: Option<YearSums>) -> Outcome<YearSums> {
    let sums = sums.unwrap_or_default();
    let held = sums != YearSums::default() && sums.is_complete();
    if held {
        Ok(sums)
    } else {
        Err(short(Error::NoLongerComplete, sums))
    }
}

/// The reason of a return, without blanks around it.
pub(super) fn reason(why: &str) -> Outcome<&str> {
    let why = why.trim();
    if why.is_empty() {
        return Err(Error::NoReason.fault().at("why"));
    }
    if why.chars().count() > TEXT_CHARS_MAX {
        return Err(Error::ReasonTooLong
            .fault()
            .with("max", TEXT_CHARS_MAX)
            .at("why"));
    }
    Ok(why)
}

fn short(error: Error, sums: YearSums) -> Fault {
    error
        .fault()
        .with("public", sums.public.short())
        .with("professional", sums.professional.short())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
    use kernel::{Hours, Id, Instant, Prefixed};

    use super::*;
    use crate::reports::Owed;

    fn id<T: Prefixed>(number: u128) -> Id<T> {
        Id::from_parts(Instant::from_micros(1), number)
    }

    fn report(status: Status) -> Report {
        Report {
            id: id(1),
            person_id: id(1),
            person_name: "乌日娜".into(),
            study_year: 2022,
            employer_id: id(1),
            employer_name: "金川学校".into(),
            territory_id: id(1),
            territory_path: "/150000/".into(),
            status,
            public_hours: Hours::whole(30),
            professional_hours: Hours::whole(60),
            deemed: None,
            ledger_head: "1:00".into(),
            since: Instant::from_micros(1),
        }
    }

    fn confirmed_by(actor: u128) -> Vec<Step> {
        vec![Step {
            seq: 2,
            status: Status::WithBureau,
            actor_id: id(actor),
            actor_name: String::new(),
            note: String::new(),
            at: Instant::from_micros(1),
        }]
    }

    #[test]
    fn a_report_goes_one_way() {
        use Status::{Approved, Returned, WithBureau, WithEmployer};
        let confirmed = Status::ALL.map(confirm);
        assert_eq!(
            confirmed,
            [Ok(true), Ok(false), Ok(false), Err(Error::Returned)]
        );
        let by_employer = [WithEmployer, WithBureau, Approved, Returned].map(return_by_employer);
        assert_eq!(
            by_employer,
            [
                Ok(true),
                Err(Error::AlreadyConfirmed),
                Err(Error::AlreadyApproved),
                Ok(false),
            ]
        );
        let by_bureau = [WithEmployer, WithBureau, Approved, Returned].map(return_by_bureau);
        assert_eq!(
            by_bureau,
            [
                Err(Error::NotConfirmed),
                Ok(true),
                Err(Error::AlreadyApproved),
                Ok(false),
            ]
        );
    }

    #[test]
    fn it_is_drawn_up_once_or_again_after_a_return() {
        assert!(may_draw(None) && may_draw(Some(Status::Returned)));
        assert!(!may_draw(Some(Status::WithEmployer)) && !may_draw(Some(Status::Approved)));
    }

    #[test]
    fn two_persons_other_than_the_learner_confirm_and_approve() {
        let waiting = report(Status::WithBureau);
        assert_eq!(approve(&waiting, &confirmed_by(2), &id(3)), Ok(true));
        assert_eq!(
            approve(&waiting, &confirmed_by(2), &id(2)),
            Err(Error::SamePerson)
        );
        assert_eq!(
            approve(&waiting, &confirmed_by(2), &id(1)),
            Err(Error::OwnReport)
        );
        assert_eq!(
            approve(&report(Status::Approved), &confirmed_by(2), &id(2)),
            Ok(false)
        );
        let early = approve(&report(Status::WithEmployer), &[], &id(3));
        assert_eq!(early, Err(Error::NotConfirmed));
    }

    #[test]
    fn what_is_short_is_said() {
        let owed = |required, counted| Owed {
            required: Hours::whole(required),
            counted: Hours::whole(counted),
            is_deemed: false,
        };
        let sums = YearSums {
            public: owed(30, 30),
            professional: owed(60, 12),
        };
        let fault = check_year(sums, 0).unwrap_err();
        assert_eq!(
            fault.to_string(),
            "reports.hours_short public=0 professional=48"
        );
        let whole = YearSums {
            public: owed(30, 30),
            professional: owed(60, 60),
        };
        assert_eq!(
            check_year(whole, 2).unwrap_err().code(),
            "reports.exams_missing"
        );
        assert!(check_year(whole, 0).is_ok());
        assert_eq!(
            still_complete(None).unwrap_err().code(),
            "reports.no_longer_complete"
        );
    }

    #[test]
    fn a_return_has_a_reason() {
        assert_eq!(reason("  单位信息有误 ").unwrap(), "单位信息有误");
        assert_eq!(reason(" \n").unwrap_err().code(), "reports.no_reason");
        assert!(reason(&"长".repeat(500)).is_ok());
        assert_eq!(
            reason(&"长".repeat(501)).unwrap_err().code(),
            "reports.reason_too_long"
        );
    }
}
