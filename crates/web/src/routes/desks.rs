//! Routes of what waits for an answer, and of whom it is asked.

use domain::Role;

use super::Who::{self, SignedIn};
use super::{Route, get, post};

const LEARNERS: Who = Who::Roles(&[Role::Learner]);
const ANSWERING: Who = Who::Roles(&[Role::EmployerAdmin, Role::BureauOfficer]);

/// Facts: hers to claim, the desks' to answer.
pub(super) fn facts() -> Vec<Route> {
    use crate::facts::{case, list, new};
    const OFFICER: Who = Who::Roles(&[Role::BureauOfficer]);
    vec![
        get("/facts", LEARNERS, list::show),
        get("/facts/new", LEARNERS, new::ask),
        post("/facts", LEARNERS, new::submit),
        get("/facts/{id}", SignedIn, case::show),
        post("/facts/{id}/proof", SignedIn, case::proof),
        post("/facts/{id}/withdraw", LEARNERS, case::withdraw),
        post("/facts/{id}/end", LEARNERS, case::end),
        post("/facts/{id}/answer", ANSWERING, case::answer),
        post("/facts/{id}/take", OFFICER, case::take),
    ]
}

/// Standing in for a colleague.
pub(super) fn covers() -> Vec<Route> {
    use crate::covers::list;
    vec![
        get("/covers", SignedIn, list::show),
        post("/covers", SignedIn, list::arrange),
        post("/covers/{id}/end", SignedIn, list::end),
    ]
}

/// What waits at a desk.
pub(super) fn inbox() -> Vec<Route> {
    use crate::inbox::{batch, list};
    vec![
        get("/inbox", ANSWERING, list::show),
        post("/inbox/take", ANSWERING, list::take),
        get("/inbox/batch", ANSWERING, batch::show),
        post("/inbox/batch", ANSWERING, batch::answer),
    ]
}
