//! The main navigation: one line per page, with the roles that see it. A test holds that each line
//! leads to a route.

use domain::{Actor, Role};

use crate::routes::Who;

/// A page of the navigation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NavItem {
    /// Where it leads.
    pub address: &'static str,
    /// The key of its words.
    pub key: &'static str,
    /// Whether it is the page that is shown, or one below it.
    pub is_current: bool,
}

/// Address, key of the words, who sees it.
pub const TABLE: &[(&str, &str, Who)] = &[
    ("/", "nav-home", Who::SignedIn),
    ("/messages", "nav-messages", Who::SignedIn),
    ("/learn", "nav-learn", Who::Roles(&[Role::Learner])),
    ("/courses", "nav-courses", Who::Roles(&[Role::Learner])),
    ("/orders", "nav-orders", Who::Roles(&[Role::Learner])),
    ("/hours", "nav-hours", Who::Roles(&[Role::Learner])),
    (
        "/certificates",
        "nav-certificates",
        Who::Roles(&[Role::Learner]),
    ),
    ("/report", "nav-report", Who::Roles(&[Role::Learner])),
    ("/decisions", "nav-decisions", Who::Roles(&[Role::Learner])),
    ("/facts", "nav-facts", Who::Roles(&[Role::Learner])),
    (
        "/employer",
        "nav-employer",
        Who::Roles(&[Role::EmployerAdmin]),
    ),
    (
        "/bureau",
        "nav-bureau",
        Who::Roles(&[Role::BureauOfficer, Role::Cashier]),
    ),
    (
        "/bureau/people",
        "nav-people",
        Who::Roles(&[Role::BureauOfficer]),
    ),
    (
        "/bureau/payments",
        "nav-payments",
        Who::Roles(&[Role::Cashier]),
    ),
    (
        "/inbox",
        "nav-inbox",
        Who::Roles(&[Role::EmployerAdmin, Role::BureauOfficer]),
    ),
    (
        "/base",
        "nav-base",
        Who::Roles(&[Role::BaseAdmin, Role::Instructor]),
    ),
    (
        "/inspection",
        "nav-inspection",
        Who::Roles(&[Role::Inspector]),
    ),
    (
        "/committee",
        "nav-committee",
        Who::Roles(&[Role::CommitteeClerk]),
    ),
    ("/region", "nav-region", Who::Roles(&[Role::RegionAdmin])),
    ("/operator", "nav-operator", Who::Roles(&[Role::Operator])),
    ("/account", "nav-account", Who::SignedIn),
    ("/help", "nav-help", Who::Public),
];

/// The navigation of somebody who is on that page.
pub(crate) fn items(actor: &Actor, address: &str) -> Vec<NavItem> {
    let path = address.split('?').next().unwrap_or(address);
    let is_at_or_below = |of: &str| {
        path == of
            || (of != "/"
                && path
                    .strip_prefix(of)
                    .is_some_and(|rest| rest.starts_with('/')))
    };
    let seen: Vec<_> = TABLE
        .iter()
        .filter(|(_, _, who)| who.admit(actor).is_ok())
        .collect();
    // Where one line stands below another, only the nearer one is marked.
    let above = seen
        .iter()
        .map(|line| line.0)
        .filter(|of| is_at_or_below(of));
    let nearest = above.max_by_key(|of| of.len());
    seen.into_iter()
        .map(|&(address, key, _)| NavItem {
            address,
            key,
            is_current: nearest == Some(address),
        })
        .collect()
}

/// Where somebody with an office works: the first page that her roles open to her.
pub(crate) fn desk(actor: &Actor) -> Option<&'static str> {
    let is_desk = |who: &Who| matches!(who, Who::Roles(roles) if !roles.contains(&Role::Learner));
    let seen = TABLE
        .iter()
        .filter(|(_, _, who)| is_desk(who) && who.admit(actor).is_ok());
    // A page that stands below another is a part of that desk.
    seen.map(|line| line.0)
        .min_by_key(|address| address.matches('/').count())
}

#[cfg(test)]
mod tests {
    use axum::http::Method;

    use super::*;

    #[test]
    fn every_line_leads_to_a_route_for_the_same_people() {
        let routes = crate::routes::table();
        for (address, key, who) in TABLE {
            let route = routes
                .iter()
                .find(|r| r.method == Method::GET && r.path == *address);
            let route = route.unwrap_or_else(|| panic!("{key}: no route {address}"));
            assert!(route.who == *who || route.who == Who::Public, "{address}");
        }
    }

    #[test]
    fn a_page_below_marks_its_line() {
        let current = |address| {
            let items = items(&Actor::anonymous(), address);
            items.iter().filter(|item| item.is_current).count()
        };
        assert_eq!(current("/help/exams?x=1"), 1);
        assert_eq!(current("/helpers"), 0);
    }
}
