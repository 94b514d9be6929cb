//! The frame that every page stands in, and how a page is answered.
//!
//! A template struct has a field `p: PageFrame`; templates say `{{ p.t("home-title") }}` and
//! `{{ p.ta("home-missing", &[("hours", x.to_string())]) }}`. Askama hands over most values by
//! reference, so the helpers here take either.

use std::borrow::Borrow;

use askama::Template;
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use domain::{Action, Actor, Resource, Role};
use kernel::{Day, Fault, Fen, Hours, Instant, Kind, Year};

use crate::nav::{self, NavItem};
use crate::problem::{self, PageResult};
use crate::visit::{Known, Visit};
use crate::words::Locale;
use crate::{assets, csrf};

/// What every page needs to know beside its own content.
#[derive(Clone)]
pub struct PageFrame {
    /// The language.
    pub locale: Locale,
    /// Who looks; for buttons, ask [`PageFrame::may`].
    pub actor: Actor,
    /// For the hidden field of each form and the header of scripts; empty for nobody.
    pub csrf: String,
    /// Larger type and a plainer page (适老化).
    pub elder: bool,
    /// Whether the demo runs.
    pub is_demo: bool,
    /// The time of the page.
    pub now: Instant,
    /// Path and query of the page.
    pub address: String,
    /// Names the request, for whoever asks for help.
    pub request_id: String,
    /// How many messages she has not read; 100 stands for so many and more.
    pub unread: i64,
}

impl PageFrame {
    pub(crate) fn new(visit: &Visit, known: &Known) -> Self {
        Self {
            locale: visit.locale,
            actor: known.actor.clone(),
            csrf: known
                .session
                .as_deref()
                .map(csrf::token)
                .unwrap_or_default(),
            elder: visit.elder,
            is_demo: visit.is_demo,
            now: visit.now,
            address: visit.back.to_string(),
            request_id: visit.request_id.to_string(),
            unread: known.unread,
        }
    }

    /// The words of a key.
    pub fn t(&self, key: &str) -> String {
        self.locale.t(key)
    }

    /// The words of a key with values filled in.
    pub fn ta<'k, V: AsRef<str>>(&self, key: &str, values: impl AsRef<[(&'k str, V)]>) -> String {
        self.locale.ta(key, values.as_ref())
    }

    /// The address of a style or script, such as `css/xueshi.css`.
    pub fn asset(&self, name: &'static str) -> &'static str {
        assets::address(name)
    }

    /// Whether somebody is signed in.
    pub fn is_signed_in(&self) -> bool {
        self.actor.person().is_some()
    }

    /// Whether the role is held for anything.
    pub fn holds(&self, role: impl Borrow<Role>) -> bool {
        self.actor.holds(*role.borrow())
    }

    /// Whether who looks may do this to that: the same question that the service will ask.
    pub fn may(&self, action: Action, resource: &impl Resource) -> bool {
        self.actor.may(action, resource)
    }

    /// A role in words.
    pub fn role(&self, role: impl Borrow<Role>) -> String {
        self.role_named(role.borrow().as_str())
    }

    /// A role in words, by its name in the API.
    pub fn role_named(&self, name: &str) -> String {
        self.t(&format!("role-{}", name.replace('_', "-")))
    }

    /// The main navigation, for the roles of who looks.
    pub fn nav(&self) -> Vec<NavItem> {
        nav::items(&self.actor, &self.address)
    }

    /// How many messages she has not read, beside the word for messages; empty for none.
    pub fn unread_mark(&self) -> String {
        match self.unread {
            0 => String::new(),
            few if few < 100 => few.to_string(),
            _ => self.t("messages-unread-many"),
        }
    }

    /// `2022年12月31日`.
    pub fn day(&self, day: impl Borrow<Day>) -> String {
        self.locale.day(*day.borrow())
    }

    /// `2022年12月31日 23:59`.
    pub fn moment(&self, at: impl Borrow<Instant>) -> String {
        self.locale.moment(*at.borrow())
    }

    /// Study years from one to another: `2022`, `2022–2024`.
    pub fn years(&self, from: impl Borrow<Year>, to: impl Borrow<Year>) -> String {
        let (from, to) = (from.borrow(), to.borrow());
        if from == to {
            to.to_string()
        } else {
            format!("{from}–{to}")
        }
    }

    /// `12.5 学时`.
    pub fn hours(&self, hours: impl Borrow<Hours>) -> String {
        self.locale.hours(*hours.borrow())
    }

    /// `¥18.75`.
    pub fn money(&self, fen: impl Borrow<Fen>) -> String {
        self.locale.money(*fen.borrow())
    }

    /// What the visitor can mend in the form that she sent, in words. A fault that no form mends
    /// (ours, or "sign in first") is handed back, to be answered with a problem page:
    /// `let errors = p.mend(fault)?;`
    pub fn mend(&self, fault: Fault) -> Result<Errors, Fault> {
        self.mend_also(fault, false)
    }

    /// The same, also for a fault that is otherwise told by a page of its own.
    pub fn mend_also(&self, fault: Fault, is_also: bool) -> Result<Errors, Fault> {
        let is_of_form = is_also
            || fault.code() != "permission.sign_in_first"
                && !matches!(
                    fault.kind(),
                    Kind::Internal | Kind::Unavailable | Kind::NotFound
                );
        if !is_of_form {
            return Err(fault);
        }
        let words = problem::words(self.locale, &fault).detail;
        let status = problem::status(&fault);
        Ok(Errors {
            items: vec![FormError {
                field: fault.field(),
                words,
            }],
            status,
        })
    }
}

/// What must be mended in a form before it can be taken.
#[derive(Clone, Debug, Default)]
pub struct Errors {
    items: Vec<FormError>,
    status: StatusCode,
}

/// One thing to mend.
#[derive(Clone, Debug)]
pub struct FormError {
    /// Name (and id) of the field; none when it is about the whole form.
    pub field: Option<&'static str>,
    /// What is wrong and what to do.
    pub words: String,
}

impl Errors {
    /// Nothing to mend: the form is shown for the first time.
    pub fn none() -> Self {
        Self::default()
    }

    /// Whether there is nothing to mend.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// Everything to mend, for the summary at the top.
    pub fn items(&self) -> &[FormError] {
        &self.items
    }

    /// The words for one field; empty when it is well.
    pub fn of(&self, field: &str) -> &str {
        let of_field = self.items.iter().find(|item| item.field == Some(field));
        of_field.map_or("", |item| &item.words)
    }
}

/// A page.
pub fn show(page: &impl Template) -> PageResult {
    show_with(StatusCode::OK, page)
}

/// A form with what must be mended.
pub fn show_again(errors: &Errors, page: &impl Template) -> PageResult {
    show_with(errors.status, page)
}

fn show_with(status: StatusCode, page: &impl Template) -> PageResult {
    let text = page
        .render()
        .map_err(|error| Fault::internal("web.template", error))?;
    Ok((status, Html(text)).into_response())
}

/// Sends the browser to another page after something was done, so that loading it again does
/// nothing twice.
#[expect(
    clippy::unnecessary_wraps,
    reason = "handlers end with it, as they end with `show`"
)]
pub fn see_other(address: &str) -> PageResult {
    Ok((StatusCode::SEE_OTHER, [(header::LOCATION, address)]).into_response())
}

/// JSON for programs.
pub fn json(value: &impl serde::Serialize) -> Result<Response, problem::Problem> {
    let text = serde_json::to_string(value).map_err(|error| Fault::internal("web.json", error))?;
    Ok(([(header::CONTENT_TYPE, "application/json")], text).into_response())
}
