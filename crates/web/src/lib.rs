//! Pages and the JSON API over the contexts of `domain`. It holds no rules and no SQL.
//!
//! # How a page is added
//!
//! 1. `src/<context>/<page>.rs`: a handler of about ten lines (parse, call, commit, show).
//!    ```ignore
//!    pub async fn submit(Path(id): Path<AttemptId>, act: Act<AnswersForm>) -> PageResult {
//!        let Act { mut op, p, form } = act;
//!        match exams::submit_attempt(&mut op, &id, form.parse()?).await {
//!            Ok(attempt) => {
//!                op.commit().await?;
//!                see_other(&format!("/attempts/{}", attempt.id))
//!            }
//!            Err(fault) => {
//!                let errors = p.mend(fault)?;
//!                show_again(&errors, &AttemptPage { p, errors, … })
//!            }
//!        }
//!    }
//!    ```
//! 2. `templates/<context>/<page>.html`, which extends `layout.html`; its struct has `p: PageFrame`
//!    and (for forms) `errors: Errors`. Parts to call stand in `templates/parts.html`.
//! 3. Words in `locales/{zh-CN,en}/<context>.ftl`; codes of faults in `faults.ftl`, the key being
//!    the code with `-` for `.` and `_`, and an attribute `.next` for what to do now.
//! 4. One line in `routes.rs`, one in `nav.rs` when it belongs to the navigation.
//!
//! `Look` is for `GET`, `Act<F>` for `POST` and stands last: it reads the whole body, checks that
//! the request is not forged, then begins the transaction. Form structs derive `Deserialize` and
//! `Default` and say `#[serde(default)]`; their fields are mostly `String`, so that what does not
//! parse is told beside its field. Whoever changes something redirects with `see_other`.
//! No `style="…"`, no `<script>` with content, no `onclick`: the content security policy forbids
//! them. Bars are `<progress>`.

mod app;
mod assets;
mod callers;
mod cookies;
mod csrf;
mod figures;
mod headers;
mod nav;
mod page;
mod problem;
mod request;
pub mod routes;
mod visit;
mod words;

mod api;
mod base;
mod bureau;
mod cards;
mod catalogue;
mod certificates;
mod claims;
mod clause;
mod committee;
mod covers;
mod decisions;
mod demo;
mod document;
mod earlier;
mod employers;
mod evidence;
mod exams;
mod facts;
mod help;
mod home;
mod hours;
mod identity;
mod inbox;
mod inspections;
mod learning;
mod making;
mod media;
mod merges;
mod messages;
mod operator;
mod orders;
mod privacy;
mod region;
mod reports;
mod rosters;
mod serve;
mod settings;
mod staff;
mod upload;
mod uploads;

use axum::Router;
use axum::middleware::from_fn_with_state;
use tower_http::catch_panic::CatchPanicLayer;

pub use app::{App, Clock, Demo, DemoAccount, DemoText, Seeds, Shared};
pub use callers::Callers;
pub use messages::SiteWording;
pub use page::{Errors, FormError, PageFrame};
pub use problem::{PageResult, Problem};
pub use request::{Act, Look, Nothing, Path, Query, Sent};
pub use serve::{Limits, serve};
pub use upload::Upload;
pub use visit::Visit;
pub use words::Locale;

/// The whole site.
pub fn router(app: App) -> Router {
    let mut router = Router::new();
    for route in routes::table() {
        router = router.route(route.path, route.into_handler());
    }
    router
        .fallback(home::nowhere)
        .method_not_allowed_fallback(problem::method_not_allowed)
        .layer(CatchPanicLayer::custom(problem::of_panic))
        .layer(from_fn_with_state(app.clone(), visit::attend))
        .with_state(app)
}
