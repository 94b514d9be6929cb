//! What a handler is given: an operation for looking ([`Look`]) or for changing ([`Act`]), the
//! page's frame, and what the visitor sent.
//!
//! The order is the same for all: who is it, may she use this route at all, then the handler.
//! Whether she may do this to *that* thing is asked by the service.

use std::time::Duration;

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use axum_extra::extract::Form;
use domain::{Actor, Op, identity, messages};
use kernel::{Fault, Kind, Outcome, limits};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use sha2::{Digest as _, Sha256};

use crate::page::PageFrame;
use crate::problem::Problem;
use crate::routes::Who;
use crate::visit::{Known, Visit};
use crate::{App, cookies, csrf};

/// How long a visitor may take to send a body: the largest one, over a poor line.
const BODY_TIME: Duration = Duration::from_secs(20);

/// For `GET`: an operation that only looks.
pub struct Look {
    /// The operation; nothing needs to be committed.
    pub op: Op,
    /// The frame of the page.
    pub p: PageFrame,
}

/// For `POST`: an operation that changes things, after the request was found not to be forged, and
/// what was sent. It must be the handler's last argument. `F` is read from a form or from JSON.
pub struct Act<F = Nothing> {
    /// The operation; commit it.
    pub op: Op,
    /// The frame of the page.
    pub p: PageFrame,
    /// What was sent.
    pub form: F,
    /// The browser's session, when she came with one.
    pub session: Option<String>,
}

/// A form without fields.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
pub struct Nothing {}

/// A form without an operation, for what needs no transaction or several: signing in, choosing a
/// language. Another site's form is refused; the token is not asked for.
pub struct Sent<F> {
    /// The request.
    pub visit: Visit,
    /// What was sent.
    pub form: F,
}

/// What tells one device from another, as a hash: evidence for an inspector, never a reason to
/// refuse.
/// A cookie of the browser's, or what a program says that it is.
pub struct Device(pub String);

/// A value in the path; what is none leads nowhere.
pub struct Path<T>(pub T);

/// Values in the query; give the struct `#[serde(default)]`.
pub struct Query<T>(pub T);

impl App {
    /// An operation that only looks.
    pub async fn look(&self, visit: &Visit, actor: Actor) -> Outcome<Op> {
        let tx = self.house.db.read().await?;
        Ok(self.op(tx, visit, actor))
    }

    /// An operation that changes things.
    pub async fn act(&self, visit: &Visit, actor: Actor) -> Outcome<Op> {
        let tx = self.house.db.begin().await?;
        Ok(self.op(tx, visit, actor))
    }

    fn op(&self, tx: db::Tx, visit: &Visit, actor: Actor) -> Op {
        let (house, id) = (self.house.clone(), visit.request_id.to_string());
        Op::new(house, tx, visit.now, actor, id, (self.seeds)())
    }
}

impl FromRequestParts<App> for Look {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let visit = visit(parts)?;
        let mut op = app.look(&visit, Actor::anonymous()).await?;
        let (mut known, is_touch_due) = find_out(&mut op, &parts.headers).await?;
        if is_touch_due {
            touch(app, &visit, &mut known).await?;
        }
        count_unread(&mut op, &visit, &mut known).await?;
        let p = admit(parts, &visit, &known)?;
        Ok(Self { op, p })
    }
}

impl<F: DeserializeOwned> FromRequest<App> for Act<F> {
    type Rejection = Problem;

    async fn from_request(request: Request, app: &App) -> Result<Self, Problem> {
        let (parts, body) = request.into_parts();
        let visit = visit(&parts)?;
        if bearer(&parts.headers).is_none() {
            csrf::check_origin(&parts.headers, &app.house.settings.public_url)?;
        }
        // A stranger neither is waited for nor keeps others waiting for the one writer.
        ask_for_credential(&parts)?;
        // The whole body first: whoever sends slowly must not hold the one writer.
        let body = read_body(body, limits::BODY_BYTES_MAX).await?;
        let given = given_token(&parts.headers, &body);
        let mut op = app.act(&visit, Actor::anonymous()).await?;
        let (mut known, is_touch_due) = find_out(&mut op, &parts.headers).await?;
        if let Some(token) = &known.session {
            if !csrf::fits(token, given.as_deref()) {
                return Err(csrf::forged().into());
            }
            if is_touch_due {
                identity::touch_session(&mut op, token).await?;
            }
            known.is_renewed = is_touch_due;
        }
        count_unread(&mut op, &visit, &mut known).await?;
        let p = admit(&parts, &visit, &known)?;
        let form = parse(parts, body).await?;
        Ok(Self {
            op,
            p,
            form,
            session: known.session,
        })
    }
}

impl<F: DeserializeOwned> FromRequest<App> for Sent<F> {
    type Rejection = Problem;

    async fn from_request(request: Request, app: &App) -> Result<Self, Problem> {
        let (parts, body) = request.into_parts();
        let visit = visit(&parts)?;
        csrf::check_origin(&parts.headers, &app.house.settings.public_url)?;
        let body = read_body(body, limits::BODY_BYTES_MAX).await?;
        Ok(Self {
            visit,
            form: parse(parts, body).await?,
        })
    }
}

impl<T: DeserializeOwned + Send> FromRequestParts<App> for Path<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        // A stranger is asked to sign in; whether an address is well formed is not her business.
        ask_for_credential(parts)?;
        match axum::extract::Path::from_request_parts(parts, app).await {
            Ok(axum::extract::Path(value)) => Ok(Self(value)),
            Err(_) => Err(crate::problem::no_such_page()),
        }
    }
}

impl<T: DeserializeOwned> FromRequestParts<App> for Query<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        // The same reader as for forms: a name may stand several times.
        match axum_extra::extract::Query::from_request_parts(parts, app).await {
            Ok(axum_extra::extract::Query(value)) => Ok(Self(value)),
            Err(error) => Err(malformed(error).into()),
        }
    }
}

impl FromRequestParts<App> for Device {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, Problem> {
        let agent = || parts.headers.get(header::USER_AGENT)?.to_str().ok();
        let told = cookies::read(&parts.headers, cookies::DEVICE)
            .or_else(|| agent().map(|agent| format!("agent {agent}")));
        let hash = |told: String| hex::encode(Sha256::digest(told).get(..16).unwrap_or_default());
        Ok(Self(told.map(hash).unwrap_or_default()))
    }
}

impl FromRequestParts<App> for Visit {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, Problem> {
        Ok(visit(parts)?)
    }
}

pub(crate) fn visit(parts: &Parts) -> Outcome<Visit> {
    let missing = || Fault::internal("web.no_visit", "the outermost layer is missing");
    parts.extensions.get::<Visit>().cloned().ok_or_else(missing)
}

#[derive(PartialEq, Eq, Hash)]
pub(crate) enum Credential {
    Bearer(String),
    Cookie(String),
}

pub(crate) fn credential(headers: &HeaderMap) -> Option<Credential> {
    let cookie = || cookies::read(headers, cookies::SESSION).filter(|token| !token.is_empty());
    bearer(headers)
        .map(Credential::Bearer)
        .or_else(|| cookie().map(Credential::Cookie))
}

pub(crate) fn bearer(headers: &HeaderMap) -> Option<String> {
    let value = headers
        .get(header::AUTHORIZATION)?
        .to_str()
        .unwrap_or_default();
    let (scheme, token) = value.split_once(' ').unwrap_or((value, ""));
    // Another scheme is no credential of ours, and no reason to fall back to a cookie either.
    Some(if scheme.eq_ignore_ascii_case("bearer") {
        token.trim().to_owned()
    } else {
        String::new()
    })
}

/// Who is behind the request, and whether her session must be marked as seen. A program with a bad
/// token is refused at once; a browser with an old cookie is nobody.
pub(crate) async fn find_out(op: &mut Op, headers: &HeaderMap) -> Outcome<(Known, bool)> {
    match credential(headers) {
        None => Ok((Known::nobody(), false)),
        Some(Credential::Bearer(token)) => {
            let actor = identity::actor_of_token(&mut op.tx, &token).await?;
            let actor = actor.ok_or_else(|| Fault::new(Kind::Unauthenticated, "web.bad_token"))?;
            Ok((Known::somebody(actor, None), false))
        }
        Some(Credential::Cookie(token)) => {
            let house = op.house.clone();
            let found =
                identity::actor_of_session(&mut op.tx, &house.settings, op.now, &token).await?;
            Ok(found.map_or((Known::nobody(), false), |session| {
                (Known::somebody(session.actor, Some(token)), session.touch)
            }))
        }
    }
}

/// Marks a browser's session as seen, in a transaction of its own: who looks holds no writer. A
/// full disk or a busy database keeps nobody from reading: then the mark stays due.
pub(crate) async fn touch(app: &App, visit: &Visit, known: &mut Known) -> Outcome<()> {
    let Some(token) = &known.session else {
        return Ok(());
    };
    match write_touch(app, visit, token).await {
        Err(fault) if fault.kind() == Kind::Unavailable => Ok(()),
        written => {
            known.is_renewed = written.is_ok();
            written
        }
    }
}

async fn write_touch(app: &App, visit: &Visit, token: &str) -> Outcome<()> {
    let mut op = app.act(visit, Actor::anonymous()).await?;
    identity::touch_session(&mut op, token).await?;
    op.commit().await
}

/// Lets who was found act, and counts what she has not read, where a page is drawn for her: one
/// question of an index, and none for strangers and programs.
async fn count_unread(op: &mut Op, visit: &Visit, known: &mut Known) -> Outcome<()> {
    op.actor = known.actor.clone();
    if known.session.is_some() && !visit.wants_json {
        known.unread = messages::unread(op).await?;
    }
    Ok(())
}

/// Refuses whom the table of routes does not admit.
pub(crate) fn admit(parts: &Parts, visit: &Visit, known: &Known) -> Outcome<PageFrame> {
    visit.note(known);
    who(parts).admit(&known.actor)?;
    Ok(PageFrame::new(visit, known))
}

/// Whom the request's route admits.
fn who(parts: &Parts) -> Who {
    let who = parts.extensions.get::<Who>();
    who.copied().unwrap_or(Who::Public)
}

/// Refuses who shows nothing at a door that is not everybody's, before anything is looked up.
pub(crate) fn ask_for_credential(parts: &Parts) -> Outcome<()> {
    if who(parts) != Who::Public && credential(&parts.headers).is_none() {
        return Err(domain::permission::Error::SignInFirst.into());
    }
    Ok(())
}

/// The whole body, within the limits of size (bytes) and time.
pub(crate) async fn read_body(body: Body, bytes_max: usize) -> Outcome<Bytes> {
    let reading = to_bytes(body, bytes_max);
    let read = tokio::time::timeout(BODY_TIME, reading)
        .await
        .map_err(|_| Fault::new(Kind::Invalid, "web.too_slow"))?;
    // What cannot be read any more has nobody left to be told.
    read.map_err(|_| Fault::new(Kind::Invalid, "web.body_too_large"))
}

fn is_json(headers: &HeaderMap) -> bool {
    let kind = headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok());
    kind.is_some_and(|kind| kind.starts_with("application/json"))
}

/// The token, from the header or from the form's hidden field.
fn given_token(headers: &HeaderMap, body: &[u8]) -> Option<String> {
    if let Some(value) = headers.get(csrf::HEADER) {
        return value.to_str().ok().map(str::to_owned);
    }
    let text = std::str::from_utf8(body)
        .ok()
        .filter(|_| !is_json(headers))?;
    let mut pairs = text.split('&').filter_map(|pair| pair.split_once('='));
    pairs
        .find(|(name, _)| *name == csrf::FIELD)
        .map(|(_, token)| token.to_owned())
}

async fn parse<F: DeserializeOwned>(mut parts: Parts, body: Bytes) -> Outcome<F> {
    if is_json(&parts.headers) {
        return serde_json::from_slice(&body).map_err(malformed);
    }
    if body.is_empty() {
        let form = header::HeaderValue::from_static("application/x-www-form-urlencoded");
        parts.headers.insert(header::CONTENT_TYPE, form);
    }
    let request = Request::from_parts(parts, Body::from(body));
    match Form::from_request(request, &()).await {
        Ok(Form(form)) => Ok(form),
        Err(error) => Err(malformed(error)),
    }
}

/// What a program (or a hand-made form) sent is not what this route takes.
fn malformed(why: impl std::fmt::Display) -> Fault {
    Fault::new(Kind::Invalid, "web.malformed").with("why", why)
}
