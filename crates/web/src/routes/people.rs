//! Routes about people themselves: signing in, what they are told, what is kept of them.

use super::Who::{Public, SignedIn};
use super::{Route, get, post};
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
