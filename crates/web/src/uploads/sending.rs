//! A request whose body is not read yet: who sends it is found out before, and no transaction is
//! open while it comes in.

use axum::body::Body;
use axum::extract::{FromRequest, Request};
use axum::http::HeaderMap;
use domain::{Actor, Op};
use kernel::{BaseId, Outcome};

use crate::problem::Problem;
use crate::visit::Visit;
use crate::{App, csrf, request};

/// A request of somebody whom the route admits. It must be the handler's last argument.
pub struct Sending {
    /// Who sends it.
    pub sender: Sender,
    /// Its body, to be read.
    pub body: Body,
}

/// Whoever sends a file, and what she said in the headers.
pub struct Sender {
    /// The headers.
    pub headers: HeaderMap,
    app: App,
    visit: Visit,
    actor: Actor,
}

impl Sender {
    /// What the web was given.
    pub fn app(&self) -> &App {
        &self.app
    }

    /// The base for which she sends files.
    pub fn base(&self) -> Outcome<BaseId> {
        super::base_of(&self.actor)
    }

    /// An operation of hers that changes things.
    pub async fn act(&self) -> Outcome<Op> {
        self.app.act(&self.visit_now(), self.actor.clone()).await
    }

    /// An operation of hers that only looks.
    pub async fn look(&self) -> Outcome<Op> {
        self.app.look(&self.visit_now(), self.actor.clone()).await
    }

    /// A body may take hours: each operation has the time at which it begins.
    fn visit_now(&self) -> Visit {
        let mut visit = self.visit.clone();
        visit.now = (self.app.clock)();
        visit
    }
}

impl FromRequest<App> for Sending {
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
        request::admit(&parts, &visit, &known)?;
        if let Some(token) = &known.session {
            let given = parts.headers.get(csrf::HEADER);
            let given = given.and_then(|value| value.to_str().ok());
            if !csrf::fits(token, given) {
                return Err(csrf::forged().into());
            }
        }
        let sender = Sender {
            headers: parts.headers,
            app: app.clone(),
            visit,
            actor: known.actor,
        };
        Ok(Self { sender, body })
    }
}
