//! Routes of hours that are asked for on evidence.

use domain::Role;

use super::{LEARNER, Route, Who, get, post};

/// Hours asked for on evidence, and the desks that confirm and decide them.
pub(super) fn table() -> Vec<Route> {
    use crate::claims::{bureau, case, employer, files, kinds, list, new};
    const EMPLOYER: Who = Who::Roles(&[Role::EmployerAdmin]);
    const OFFICER: Who = Who::Roles(&[Role::BureauOfficer]);
    const READERS: Who = Who::Roles(&[Role::Learner, Role::EmployerAdmin, Role::BureauOfficer]);
    vec![
        get("/claims", LEARNER, list::show),
        get("/claims/kinds", LEARNER, kinds::show),
        get("/claims/new", LEARNER, new::ask),
        post("/claims", LEARNER, new::begin),
        get("/claims/{id}", LEARNER, case::show),
        get("/claims/{id}/edit", LEARNER, new::change),
        post("/claims/{id}/edit", LEARNER, new::save),
        post("/claims/{id}/files", LEARNER, files::attach),
        post("/claims/{id}/files/remove", LEARNER, files::detach),
        get("/claims/{id}/files/{evidence}", READERS, files::download),
        get(
            "/claims/{id}/files/{evidence}/drawing",
            READERS,
            files::preview,
        ),
        post("/claims/{id}/submit", LEARNER, case::submit),
        post("/claims/{id}/withdraw", LEARNER, case::withdraw),
        post("/claims/{id}/appeal", LEARNER, case::appeal),
        get("/employer/claims", EMPLOYER, employer::list),
        get("/employer/claims/{id}", EMPLOYER, employer::show),
        post("/employer/claims/{id}", EMPLOYER, employer::answer),
        get("/bureau/claims", OFFICER, bureau::list),
        get("/bureau/claims/{id}", OFFICER, bureau::show),
        post("/bureau/claims/{id}", OFFICER, bureau::decide),
        post("/bureau/claims/{id}/undeeming", OFFICER, bureau::undeem),
        get(
            "/bureau/claims/{id}/alike/{evidence}",
            OFFICER,
            files::alike,
        ),
    ]
}
