//! The front door: what this is, for strangers; what to do now, for whoever is signed in.

mod learner;
mod next;

use askama::Template;
use domain::Role;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Deserialize;

use crate::page::{self, PageFrame, see_other};
use crate::problem::{PageResult, Problem, no_such_page};
use crate::request::{Look, Query};

#[derive(Template)]
#[template(path = "home/landing.html")]
struct Landing {
    p: PageFrame,
}

#[derive(Template)]
#[template(path = "home/home.html")]
struct Home {
    p: PageFrame,
}

/// `GET /`.
pub async fn show(Look { mut op, p }: Look) -> PageResult {
    let Some(id) = op.actor.person().cloned() else { return page::show(&Landing { p }) };
    if op.actor.holds(Role::Learner) {
        return page::show(&learner::load(&mut op, p, &id).await?);
    }
    page::show(&Home { p })
}

/// The number that somebody types off a certificate or a card.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    number: String,
}

/// `GET /verify?number=…`: to the address that the QR code holds.
pub async fn verify(Query(Typed { number }): Query<Typed>) -> PageResult {
    let number: String = number.split_whitespace().collect();
    if number.is_empty() {
        return see_other("/");
    }
    let number = utf8_percent_encode(&number, NON_ALPHANUMERIC).to_string();
    see_other(&format!("/verify/{}", number.replace("%2D", "-")))
}

/// Every address that leads nowhere. It looks who asks, so that the page keeps its navigation.
pub async fn nowhere(_: Look) -> Problem {
    no_such_page()
}
