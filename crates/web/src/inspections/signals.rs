//! Signals about where an inspector might look, each with its evidence and what came of it. They
//! change no hours.

use std::borrow::Borrow;

use askama::Template;
use domain::inspections::{self, Error, Kind, Signal, SignalFile, SignalState};
use domain::territory::Territory;
use domain::{Op, Role};
use kernel::{Fault, Outcome, PageSize, SignalId, WatchSessionId};
use serde::Deserialize;

use crate::learning::glass;
use crate::page::{self, Errors, PageFrame, see_other, show_again};
use crate::problem::PageResult;
use crate::request::{Act, Look, Path, Query};
use crate::staff::own_territory;
use crate::words::Locale;

#[derive(Template)]
#[template(path = "inspections/signals.html")]
struct ListPage {
    p: PageFrame,
    state: SignalState,
    rows: Vec<(Signal, String)>,
    next: Option<String>,
    done: String,
}

#[derive(Template)]
#[template(path = "inspections/signal.html")]
struct SignalPage {
    p: PageFrame,
    errors: Errors,
    file: SignalFile,
    note: String,
    chosen: String,
}

/// Words of signals.
trait SignalWords {
    fn kind(&self, signal: &Signal) -> String;
    fn state_named(&self, state: impl Borrow<SignalState>) -> String;
    fn figure(&self, signal: &Signal) -> String;
    fn subject(&self, signal: &Signal, name: &str) -> String;
}

impl SignalWords for PageFrame {
    fn kind(&self, signal: &Signal) -> String {
        self.t(&format!(
            "signal-{}",
            signal.kind.as_str().replace('_', "-")
        ))
    }

    fn state_named(&self, state: impl Borrow<SignalState>) -> String {
        self.t(&format!("signal-state-{}", state.borrow().as_str()))
    }

    fn figure(&self, signal: &Signal) -> String {
        let key = format!("signal-figure-{}", signal.kind.as_str().replace('_', "-"));
        let figure = if signal.kind == Kind::DayTotal {
            format!("{}:{:02}", signal.figure / 60, signal.figure % 60)
        } else {
            signal.figure.to_string()
        };
        self.ta(&key, &[("figure", figure)])
    }

    fn subject(&self, signal: &Signal, name: &str) -> String {
        if signal.kind == Kind::SharedDevice {
            let short: String = signal.subject.chars().take(8).collect();
            self.ta("signal-device", &[("device", short)])
        } else {
            name.to_owned()
        }
    }
}

impl ListPage {
    fn address(&self) -> String {
        format!("/inspection/signals?state={}", self.state.as_str())
    }

    fn states() -> [SignalState; 3] {
        [SignalState::New, SignalState::Seen, SignalState::Dismissed]
    }
}

impl SignalPage {
    /// From where on the kind is told, and why.
    fn basis(&self) -> &'static str {
        let (zh, en) = inspections::basis(self.file.signal.kind);
        match self.p.locale {
            Locale::Chinese => zh,
            Locale::English => en,
        }
    }

    fn reason(&self, code: &str) -> String {
        glass::refused(&self.p, code)
    }
}

/// Which signals are asked for.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    state: String,
    after: String,
    done: String,
}

/// The session whose beats are asked for.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Evidence {
    session: String,
}

/// What an inspector notes.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct NoteForm {
    state: String,
    note: String,
}

/// `GET /inspection/signals`.
pub async fn list(Look { mut op, p }: Look, Query(asked): Query<Asked>) -> PageResult {
    let territory = own(&mut op).await?;
    let state = asked.state.parse().unwrap_or(SignalState::New);
    let after = Some(asked.after.as_str()).filter(|after| !after.is_empty());
    let size = PageSize::default();
    let found = inspections::list_signals(&mut op, &territory, state, after, size).await?;
    page::show(&ListPage {
        p,
        state,
        rows: found.items,
        next: found.next,
        done: asked.done,
    })
}

/// `POST /inspection/signals`: asks for a look now.
pub async fn ask(act: Act) -> PageResult {
    let Act { mut op, .. } = act;
    let territory = own(&mut op).await?;
    inspections::ask_for_signals(&mut op, &territory).await?;
    op.commit().await?;
    see_other("/inspection/signals?done=asked")
}

/// `GET /inspection/signals/{id}`.
pub async fn show(
    Path(id): Path<SignalId>,
    Look { mut op, p }: Look,
    Query(Evidence { session }): Query<Evidence>,
) -> PageResult {
    let session: Option<WatchSessionId> = session.parse().ok();
    let file = inspections::get_signal(&mut op, &id, session.as_ref()).await?;
    page::show(&SignalPage {
        p,
        errors: Errors::none(),
        file,
        note: String::new(),
        chosen: String::new(),
    })
}

/// `POST /inspection/signals/{id}`: what came of it.
pub async fn settle(Path(id): Path<SignalId>, act: Act<NoteForm>) -> PageResult {
    let Act {
        mut op, p, form, ..
    } = act;
    let settled = match form.read() {
        Ok(state) => inspections::settle_signal(&mut op, &id, state, &form.note).await,
        Err(fault) => Err(fault),
    };
    match settled {
        Ok(_) => {
            op.commit().await?;
            see_other(&format!("/inspection/signals?done={}", form.state))
        }
        Err(fault) => {
            let errors = p.mend(fault)?;
            let file = inspections::get_signal(&mut op, &id, None).await?;
            let page = SignalPage {
                p,
                errors: errors.clone(),
                file,
                note: form.note,
                chosen: form.state,
            };
            show_again(&errors, &page)
        }
    }
}

impl NoteForm {
    fn read(&self) -> Outcome<SignalState> {
        match self.state.as_str() {
            "seen" => Ok(SignalState::Seen),
            "dismissed" => Ok(SignalState::Dismissed),
            _ => Err(Fault::from(Error::NoState).at("seen")),
        }
    }
}

async fn own(op: &mut Op) -> Outcome<Territory> {
    own_territory(op, &[Role::Inspector]).await
}
