//! A form with a file. Who sends it is found out before its body is read: a file is large, and a
//! stranger's is read by nobody. No transaction is open meanwhile.

use std::collections::HashMap;
use std::time::Duration;

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{FromRequest, Request};
use axum::http::header;
use domain::{Actor, Op};
use futures::stream;
use kernel::{Fault, Kind, Outcome, limits};
use multer::{Constraints, Multipart, SizeLimit};

use crate::page::PageFrame;
use crate::problem::Problem;
use crate::visit::Visit;
use crate::{App, csrf, request};

/// How long a visitor may take to send a file: the largest one, over a poor line.
const BODY_TIME: Duration = Duration::from_mins(3);
/// What may stand around the file: its frame and the other fields.
const FRAME_BYTES: usize = 64 * 1024;
/// Most fields of the form.
const FIELDS_MAX: usize = 20;

/// A form that was sent with a file, by somebody whom the route admits. It must be the handler's
/// last argument.
pub struct Upload {
    /// The frame of the page.
    pub p: PageFrame,
    /// The file that was chosen; none when none was.
    pub file: Option<SentFile>,
    fields: HashMap<String, String>,
    app: App,
    visit: Visit,
    actor: Actor,
}

/// A file as it was sent.
pub struct SentFile {
    /// Its name, as the browser told it.
    pub name: String,
    /// Its bytes.
    pub bytes: Bytes,
}

impl Upload {
    /// What was sent for a field; empty when nothing was.
    pub fn field(&self, name: &str) -> &str {
        self.fields.get(name).map_or("", String::as_str)
    }

    /// An operation of hers that changes things; begin it after the file was looked at.
    pub async fn act(&self) -> Outcome<Op> {
        self.app.act(&self.visit, self.actor.clone()).await
    }

    /// An operation of hers that only looks.
    pub async fn look(&self) -> Outcome<Op> {
        self.app.look(&self.visit, self.actor.clone()).await
    }
}

impl FromRequest<App> for Upload {
    type Rejection = Problem;

    async fn from_request(request: Request, app: &App) -> Result<Self, Problem> {
        let (parts, body) = request.into_parts();
        let visit = request::visit(&parts)?;
        if request::bearer(&parts.headers).is_none() {
            csrf::check_origin(&parts.headers, &app.house.settings.public_url)?;
        }
        request::ask_for_credential(&parts)?;
        let mut op = app.look(&visit, Actor::anonymous()).await?;
        let (mut known, is_touch_due) = request::find_out(&mut op, &parts.headers).await?;
        drop(op);
        if is_touch_due {
            request::touch(app, &visit, &mut known).await?;
        }
        let p = request::admit(&parts, &visit, &known)?;
        let body = read_body(body).await?;
        let kind = parts.headers.get(header::CONTENT_TYPE);
        let kind = kind
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default();
        let (fields, file) = read_form(kind, body).await?;
        if let Some(token) = &known.session {
            let header = parts.headers.get(csrf::HEADER);
            let given = header
                .and_then(|value| value.to_str().ok())
                .or_else(|| fields.get(csrf::FIELD).map(String::as_str));
            if !csrf::fits(token, given) {
                return Err(csrf::forged().into());
            }
        }
        Ok(Self {
            p,
            file,
            fields,
            app: app.clone(),
            visit,
            actor: known.actor,
        })
    }
}

async fn read_body(body: Body) -> Outcome<Bytes> {
    let reading = to_bytes(body, limits::LIST_BYTES_MAX + FRAME_BYTES);
    let read = tokio::time::timeout(BODY_TIME, reading)
        .await
        .map_err(|_| Fault::new(Kind::Invalid, "web.too_slow"))?;
    read.map_err(|_| Fault::new(Kind::Invalid, "web.body_too_large"))
}

/// The fields and the file of the form. A form without a file (a program's, or an empty one) has
/// none.
async fn read_form(
    kind: &str,
    body: Bytes,
) -> Outcome<(HashMap<String, String>, Option<SentFile>)> {
    let (mut fields, mut file) = (HashMap::new(), None);
    let Ok(boundary) = multer::parse_boundary(kind) else {
        let pairs = std::str::from_utf8(&body).unwrap_or_default().split('&');
        let pairs = pairs.filter_map(|pair| pair.split_once('='));
        fields.extend(pairs.map(|(name, value)| (name.to_owned(), value.to_owned())));
        return Ok((fields, file));
    };
    let most = u64::try_from(limits::LIST_BYTES_MAX + FRAME_BYTES).unwrap_or(u64::MAX);
    let sizes = Constraints::new().size_limit(SizeLimit::new().whole_stream(most));
    let whole = stream::once(async move { Ok::<_, std::convert::Infallible>(body) });
    let mut form = Multipart::with_constraints(whole, boundary, sizes);
    for _ in 0..FIELDS_MAX {
        let Some(field) = form.next_field().await.map_err(malformed)? else {
            return Ok((fields, file));
        };
        let name = field.name().unwrap_or_default().to_owned();
        match field.file_name().map(str::to_owned) {
            Some(of_file) => {
                let bytes = field.bytes().await.map_err(malformed)?;
                // A browser sends an empty file where none was chosen.
                if !(of_file.is_empty() && bytes.is_empty()) {
                    file = Some(SentFile {
                        name: of_file,
                        bytes,
                    });
                }
            }
            None => {
                fields.insert(name, field.text().await.map_err(malformed)?);
            }
        }
    }
    Err(malformed("too many fields"))
}

fn malformed(why: impl std::fmt::Display) -> Fault {
    Fault::new(Kind::Invalid, "web.malformed").with("why", why)
}
