//! What somebody sees of her own data: what she agreed to, who read her number, and everything in
//! one file.

use std::borrow::Borrow;

use askama::Template;
use axum::http::header;
use axum::response::IntoResponse as _;
use domain::audit::AuditLine;
use domain::identity::{self, Consent};
use domain::privacy::{self, Erasure, Export, ExportState};
use domain::{Action, Op};
use kernel::{ExportId, Fault, Outcome, Page, PageSize};
use serde::Deserialize;

use crate::page::{self, Errors, PageFrame, see_other, show_again};
use crate::problem::PageResult;
use crate::request::{Act, Look, Path, Query};

/// Readings on a page.
const READINGS: i64 = 20;

#[derive(Template)]
#[template(path = "privacy/data.html")]
struct DataPage {
    p: PageFrame,
    errors: Errors,
    done: String,
    version: &'static str,
    agreed: Option<Consent>,
    readings: Page<AuditLine>,
    exports: Vec<Export>,
    erasure: Option<Erasure>,
}

impl DataPage {
    /// Whether another export may be asked for: none is on its way.
    fn may_ask(&self) -> bool {
        let running = |export: &Export| export.state == ExportState::Gathering;
        !self.exports.iter().any(running)
    }

    /// Whether the page should be loaded again soon.
    fn is_moving(&self) -> bool {
        !self.may_ask()
    }

    fn is_erasure_waiting(&self) -> bool {
        self.erasure
            .as_ref()
            .is_some_and(|erasure| erasure.state.is_waiting())
    }

    fn action(&self, line: &AuditLine) -> String {
        let key = format!("audit-{}", line.action.replace(['.', '_'], "-"));
        self.p.t(&key)
    }

    fn who(&self, line: &AuditLine) -> String {
        let system = || self.p.t("account-looked-system");
        line.actor.clone().unwrap_or_else(system)
    }

    /// Size of a file, in words.
    fn size(&self, bytes: impl Borrow<i64>) -> String {
        let kib = (bytes.borrow() / 1024).max(1);
        self.p.ta("data-export-size", [("kib", kib.to_string())])
    }
}

/// What was done just before, and which page of readings.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Arrival {
    done: String,
    after: String,
}

/// `GET /account/data`.
pub async fn show(Look { mut op, p }: Look, Query(arrival): Query<Arrival>) -> PageResult {
    let after = Some(arrival.after.as_str()).filter(|after| !after.is_empty());
    let page = load(&mut op, p, after).await?;
    page::show(&DataPage {
        done: arrival.done,
        ..page
    })
}

/// `POST /account/data/agree`.
pub async fn agree(act: Act) -> PageResult {
    let Act { mut op, .. } = act;
    identity::agree(&mut op, privacy::notice_version()).await?;
    op.commit().await?;
    see_other("/account/data?done=agreed")
}

/// `POST /account/data/exports`: has everything put together.
pub async fn ask(act: Act) -> PageResult {
    let Act { mut op, p, .. } = act;
    match privacy::ask_export(&mut op, p.locale.tag()).await {
        Ok(_) => {
            op.commit().await?;
            see_other("/account/data?done=asked#export")
        }
        Err(fault) => again(&mut op, p, fault).await,
    }
}

/// `POST /account/data/exports/{id}`: the file. It changes something (a line is left), so no link
/// leads to it.
pub async fn download(Path(id): Path<ExportId>, act: Act) -> PageResult {
    let Act { mut op, .. } = act;
    let bytes = privacy::download(&mut op, &id).await?;
    let day = op.now.day();
    op.commit().await?;
    let named = format!("attachment; filename=\"xueshi-{day}.zip\"");
    let head = [
        (header::CONTENT_TYPE, "application/zip".to_owned()),
        (header::CONTENT_DISPOSITION, named),
    ];
    Ok((head, bytes).into_response())
}

async fn again(op: &mut Op, p: PageFrame, fault: Fault) -> PageResult {
    let errors = p.mend(fault)?;
    let page = load(op, p, None).await?;
    let page = DataPage {
        errors: errors.clone(),
        ..page
    };
    show_again(&errors, &page)
}

async fn load(op: &mut Op, p: PageFrame, after: Option<&str>) -> Outcome<DataPage> {
    let me = op.actor.signed_in()?.clone();
    let person = identity::get_person(op, &me).await?;
    op.allow(Action::SeePerson, &person)?;
    let version = privacy::notice_version();
    let given = identity::consents(op, &me).await?;
    Ok(DataPage {
        p,
        errors: Errors::none(),
        done: String::new(),
        version,
        agreed: given.into_iter().find(|one| one.version == version),
        readings: privacy::readings(op, &me, after, PageSize::new(READINGS)).await?,
        exports: privacy::exports(op).await?,
        erasure: privacy::erasure_of(op).await?,
    })
}
