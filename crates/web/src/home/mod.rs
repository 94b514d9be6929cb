//! The front door: what this is, for strangers; what to do now, for whoever is signed in.

mod learner;
mod next;

use askama::Template;
use domain::Role;

use crate::page::{self, PageFrame, see_other};
use crate::problem::{PageResult, Problem, no_such_page};
use crate::request::Look;

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
    let Some(id) = op.actor.person().cloned() else {
        return page::show(&Landing { p });
    };
    if op.actor.holds(Role::Learner) {
        return page::show(&learner::load(&mut op, p, &id).await?);
    }
    match crate::nav::desk(&op.actor) {
        Some(desk) => see_other(desk),
        None => page::show(&Home { p }),
    }
}

/// Every address that leads nowhere. It looks who asks, so that the page keeps its navigation.
pub async fn nowhere(_: Look) -> Problem {
    no_such_page()
}
