//! What a handler of the JSON API is given: the operation, the frame for words, and the body.
//!
//! Signing in and forgery are [`Act`]'s business; this only reads JSON strictly and tells what does
//! not fit with 422, whatever content type a program claims.

use axum::body::Body;
use axum::extract::{FromRequest, Request};
use axum::http::header;
use domain::Op;
use kernel::{Fault, Outcome, faults, limits};
use serde::de::DeserializeOwned;

use crate::page::PageFrame;
use crate::problem::Problem;
use crate::request::{self, Act, Nothing, read_body};
use crate::visit::Visit;
use crate::{App, csrf};

faults! {
    /// Refusals of the JSON API.
    pub enum Error {
        /// The body is not the JSON that this address takes.
        Malformed = Invalid "api.malformed",
    }
}

/// For `POST` of the API; it must be the handler's last argument. An empty body is read as `{}`.
pub struct Call<F> {
    /// The operation; commit it.
    pub op: Op,
    /// For words in the caller's language.
    pub p: PageFrame,
    /// What was sent.
    pub body: F,
}

impl<F: DeserializeOwned> FromRequest<App> for Call<F> {
    type Rejection = Problem;

    async fn from_request(request: Request, app: &App) -> Result<Self, Problem> {
        let (mut parts, body) = request.into_parts();
        let bytes = read_body(body, limits::BODY_BYTES_MAX).await?;
        parts.headers.remove(header::CONTENT_TYPE);
        parts.headers.remove(header::CONTENT_LENGTH);
        let asked = Request::from_parts(parts, Body::empty());
        let Act { op, p, .. } = Act::<Nothing>::from_request(asked, app).await?;
        Ok(Self {
            op,
            p,
            body: parse(&bytes)?,
        })
    }
}

/// For a beat: who sends it is remembered for a while, and no transaction is begun. It must be the
/// handler's last argument.
pub struct SentBeat<F> {
    /// The application, which takes the beat.
    pub app: App,
    /// The request.
    pub visit: Visit,
    /// For words in the caller's language, and who she is.
    pub p: PageFrame,
    /// What was sent.
    pub body: F,
}

impl<F: DeserializeOwned> FromRequest<App> for SentBeat<F> {
    type Rejection = Problem;

    async fn from_request(request: Request, app: &App) -> Result<Self, Problem> {
        let (parts, body) = request.into_parts();
        let visit = request::visit(&parts)?;
        if request::bearer(&parts.headers).is_none() {
            csrf::check_origin(&parts.headers, &app.house.settings.public_url)?;
        }
        request::ask_for_credential(&parts)?;
        let bytes = read_body(body, limits::BODY_BYTES_MAX).await?;
        let known = app.callers.find(app, &visit, &parts.headers).await?;
        if let Some(token) = &known.session {
            let given = parts.headers.get(csrf::HEADER);
            if !csrf::fits(token, given.and_then(|given| given.to_str().ok())) {
                return Err(csrf::forged().into());
            }
        }
        let p = request::admit(&parts, &visit, &known)?;
        Ok(Self {
            app: app.clone(),
            visit,
            p,
            body: parse(&bytes)?,
        })
    }
}

fn parse<F: DeserializeOwned>(bytes: &[u8]) -> Outcome<F> {
    let bytes = if bytes.is_empty() { b"{}" } else { bytes };
    // A list would be taken for an object whose names were left out.
    if bytes.trim_ascii_start().first() != Some(&b'{') {
        return Err(malformed(1, 1));
    }
    serde_json::from_slice(bytes).map_err(|why| malformed(why.line(), why.column()))
}

/// Tells where the body does not fit.
pub(super) fn malformed(line: usize, column: usize) -> Fault {
    Error::Malformed
        .fault()
        .with("line", line)
        .with("column", column)
}
