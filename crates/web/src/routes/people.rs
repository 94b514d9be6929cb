//! Routes about people themselves: signing in, what they are told, what is kept of them.

use super::Who::{Public, SignedIn};
use super::{Role, Route, Who, get, post};
use crate::identity;

/// Signing in, and what somebody may see and change about herself.
pub(super) fn account() -> Vec<Route> {
    vec![
        get("/sign-in", Public, identity::sign_in::show),
        post("/sign-in", Public, identity::sign_in::submit),
        post("/sign-out", SignedIn, identity::sign_in::sign_out),
        get("/first-sign-in", Public, identity::code::ask),
        post("/first-sign-in", Public, identity::code::send),
        post("/first-sign-in/code", Public, identity::code::set_password),
        get("/forgot", Public, identity::code::ask),
        post("/forgot", Public, identity::code::send),
        post("/forgot/code", Public, identity::code::set_password),
        get("/account", SignedIn, identity::account::show),
        post("/account/citizen-id", SignedIn, identity::account::reveal),
        get("/account/phone", SignedIn, identity::phone::ask),
        post("/account/phone", SignedIn, identity::phone::send),
        post("/account/phone/code", SignedIn, identity::phone::confirm),
    ]
}

/// Data about people: the notice, her own data, and the bureau's side of an erasure.
pub(super) fn privacy() -> Vec<Route> {
    use crate::bureau::people;
    use crate::privacy::{data, desk, erasure, notice};
    const OFFICER: Who = Who::Roles(&[Role::BureauOfficer]);
    vec![
        get("/privacy", Public, notice::show),
        get("/account/data", SignedIn, data::show),
        post("/account/data/agree", SignedIn, data::agree),
        post("/account/data/exports", SignedIn, data::ask),
        post("/account/data/exports/{id}", SignedIn, data::download),
        get("/account/data/erasure", SignedIn, erasure::show),
        post("/account/data/erasure", SignedIn, erasure::ask),
        post(
            "/account/data/erasure/withdraw",
            SignedIn,
            erasure::withdraw,
        ),
        post("/bureau/people/by-number", OFFICER, people::by_number),
        get("/bureau/erasures", OFFICER, desk::list),
        get("/bureau/erasures/{id}", OFFICER, desk::show),
        post("/bureau/erasures/{id}", OFFICER, desk::decide),
    ]
}

/// Accounts that are one person's: the bureau's desk, and what she is told.
pub(super) fn merges() -> Vec<Route> {
    use crate::merges::{case, compare, list, mine};
    const OFFICER: Who = Who::Roles(&[Role::BureauOfficer]);
    vec![
        get("/account/accounts", SignedIn, mine::show),
        get("/bureau/accounts", OFFICER, list::show),
        get("/bureau/accounts/alike", OFFICER, list::alike),
        get("/bureau/accounts/compare", OFFICER, compare::show),
        post("/bureau/accounts/compare", OFFICER, compare::propose),
        get("/bureau/accounts/{id}", OFFICER, case::show),
        post("/bureau/accounts/{id}", OFFICER, case::act),
        get("/bureau/people/{id}/double", OFFICER, compare::ask),
        post("/bureau/people/{id}/double", OFFICER, compare::by_number),
    ]
}

/// Records of people for committees and title systems.
pub(super) fn records() -> Vec<Route> {
    use crate::api::records as api;
    use crate::committee::records;
    const CLERK: Who = Who::Roles(&[Role::CommitteeClerk]);
    vec![
        get("/committee/records", CLERK, records::show),
        post("/committee/records/list", CLERK, records::of_list),
        post("/committee/records/batch", CLERK, records::of_batch),
        post("/api/v1/records", CLERK, api::ask),
    ]
}

/// What people are told, and how they want to be told.
pub(super) fn messages() -> Vec<Route> {
    use crate::messages::{list, wishes};
    vec![
        get("/messages", SignedIn, list::show),
        get("/account/messages", SignedIn, wishes::show),
        post("/account/messages", SignedIn, wishes::save),
        post("/account/messages/mail", SignedIn, wishes::request),
        post("/account/messages/mail/code", SignedIn, wishes::confirm),
        post("/account/messages/mail/drop", SignedIn, wishes::drop),
    ]
}
