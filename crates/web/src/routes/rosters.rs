//! Routes of rosters: how people come to an employer.

use super::Who::{self, SignedIn};
use super::{Role, Route, get, post};

/// The routes of rosters.
pub(super) fn table() -> Vec<Route> {
    use crate::rosters::{employment, export, joining, joinings, list, lists, template};
    const EMPLOYER: Who = Who::Roles(&[Role::EmployerAdmin]);
    const OFFICER: Who = Who::Roles(&[Role::BureauOfficer]);
    const DESKS: Who = Who::Roles(&[Role::EmployerAdmin, Role::BureauOfficer]);
    vec![
        get("/employment", SignedIn, employment::show),
        post("/employment/claims", SignedIn, employment::claim),
        post("/employment/joinings/{id}", SignedIn, employment::answer),
        get("/employer/joinings", EMPLOYER, joinings::show),
        post("/employer/joinings", EMPLOYER, joinings::invite),
        post("/employer/joinings/{id}", EMPLOYER, joinings::withdraw),
        get("/joinings/{id}", DESKS, joining::show),
        post("/joinings/{id}", DESKS, joining::decide),
        get("/employer/rosters", EMPLOYER, lists::show),
        post("/employer/rosters", EMPLOYER, lists::upload),
        get("/employer/rosters/template", EMPLOYER, template::download),
        get("/employer/rosters/{id}", EMPLOYER, list::show),
        post("/employer/rosters/{id}", EMPLOYER, list::decide),
        post("/employer/export", EMPLOYER, export::own),
        post(
            "/bureau/employers/{id}/export",
            OFFICER,
            export::of_employer,
        ),
    ]
}
