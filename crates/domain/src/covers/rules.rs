//! When somebody may stand in for another. Pure.

use kernel::{Day, Outcome, limits};

use super::Error;
use crate::identity::Cover;
use crate::permission::Role;

/// Roles that a colleague can do. A learner's things are her own, and who publishes rules or runs
/// the machine has no deputy by a form.
pub(super) const COVERABLE: [Role; 6] = [
    Role::EmployerAdmin,
    Role::BaseAdmin,
    Role::BureauOfficer,
    Role::Cashier,
    Role::Inspector,
    Role::CommitteeClerk,
];

/// Roles of a bureau's counter: whoever has one of them can stand in for the other. Who inspects,
/// or works for a committee, is of an office of its own: nobody becomes whom she looks at.
const COUNTER: [Role; 2] = [Role::BureauOfficer, Role::Cashier];
/// Roles that only the same role stands in for, in the same territory or one above or below it.
const APART: [Role; 2] = [Role::Inspector, Role::CommitteeClerk];

/// Refuses days that are past, turned round, or too many.
pub(super) fn days(from: Day, until: Day, today: Day) -> Outcome<()> {
    if from < today || until < from {
        return Err(Error::BadDays.fault().at("until"));
    }
    if from.plus_days(limits::COVER_DAYS_MAX - 1) < until {
        let most = limits::COVER_DAYS_MAX;
        return Err(Error::TooLong.fault().with("most", most).at("until"));
    }
    Ok(())
}

/// Whether both stand for the same role and share a day.
pub(super) fn clash(one: &Cover, other: &Cover) -> bool {
    one.ended_at.is_none()
        && other.ended_at.is_none()
        && (&one.deputy_id, &one.holder_id, one.role, &one.scope)
            == (&other.deputy_id, &other.holder_id, other.role, &other.scope)
        && one.from_on <= other.until_on
        && other.from_on <= one.until_on
}

/// Whether a role that somebody holds makes her a colleague in the office of the covered one.
pub(super) fn is_colleague(covered: Role, scope: &str, held: Role, held_scope: &str) -> bool {
    // The same bureau, the one above it, or one below it.
    let is_near = held_scope.starts_with(scope) || scope.starts_with(held_scope);
    if COUNTER.contains(&covered) {
        return COUNTER.contains(&held) && is_near;
    }
    if APART.contains(&covered) {
        return held == covered && is_near;
    }
    let at_base = covered == Role::BaseAdmin && held == Role::Instructor;
    (held == covered || at_base) && held_scope == scope
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn days_are_in_order_to_come_and_not_too_many() {
        let today = day("2022-12-15");
        let code = |from: &str, until: &str| {
            days(day(from), day(until), today).map_err(|fault| fault.code())
        };
        assert_eq!(code("2022-12-15", "2022-12-15"), Ok(()));
        assert_eq!(code("2022-12-15", "2023-03-16"), Ok(()));
        assert_eq!(code("2022-12-15", "2023-03-17"), Err("covers.too_long"));
        assert_eq!(code("2022-12-14", "2022-12-20"), Err("covers.bad_days"));
        assert_eq!(code("2022-12-20", "2022-12-19"), Err("covers.bad_days"));
    }

    #[test]
    fn colleagues_are_of_the_same_office() {
        let zone = "/150000/150100/etdz/";
        let is = |role, held, scope| is_colleague(role, zone, held, scope);
        assert!(is(Role::BureauOfficer, Role::Cashier, zone));
        assert!(is(Role::Cashier, Role::BureauOfficer, "/150000/"));
        assert!(!is(
            Role::BureauOfficer,
            Role::BureauOfficer,
            "/150000/150200/"
        ));
        assert!(!is(Role::BureauOfficer, Role::Inspector, zone));
        assert!(!is(Role::Cashier, Role::CommitteeClerk, zone));
        assert!(!is(Role::Inspector, Role::BureauOfficer, zone));
        assert!(is(Role::Inspector, Role::Inspector, "/150000/"));
        assert!(!is(Role::BureauOfficer, Role::EmployerAdmin, zone));
        assert!(!is(Role::BureauOfficer, Role::RegionAdmin, "/150000/"));
        assert!(is_colleague(Role::BaseAdmin, "b", Role::Instructor, "b"));
        assert!(!is_colleague(Role::BaseAdmin, "b", Role::Instructor, "c"));
    }
}
