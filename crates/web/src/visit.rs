//! What is known of a request before anything is looked up: its name, its time, the language and
//! the type size that the visitor chose. One middleware makes it; extractors and problem pages use
//! it.

use std::sync::{Arc, OnceLock};

use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, Uri, header};
use axum::middleware::Next;
use axum::response::Response;
use domain::Actor;
use kernel::Instant;

use crate::words::Locale;
use crate::{App, cookies, headers, problem, uploads};

/// A request, before anything is looked up. Cheap to clone.
#[derive(Clone)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one thing that a browser said"
)]
pub struct Visit {
    /// Names the request in the log, in audit lines and to the visitor.
    pub request_id: Arc<str>,
    /// Sampled once.
    pub now: Instant,
    /// The language of the answer.
    pub locale: Locale,
    /// Larger type and a plainer page (适老化).
    pub elder: bool,
    /// Whether the demo runs.
    pub is_demo: bool,
    /// Path and query, as asked.
    pub address: Arc<str>,
    /// Where to come back to after signing in: the address, or the page that a form stood on.
    pub back: Arc<str>,
    /// Whether a program asks: problems are told as JSON.
    pub wants_json: bool,
    /// Whether htmx asks for a part of a page.
    pub is_htmx: bool,
    who: Arc<OnceLock<Known>>,
}

/// Who was found to be behind a request.
#[derive(Clone)]
pub(crate) struct Known {
    /// Who acts.
    pub actor: Actor,
    /// Her browser's session, when she came with a cookie that holds.
    pub session: Option<String>,
    /// Whether that session was marked as seen just now, so that its cookie must live on too.
    pub is_renewed: bool,
    /// How many messages she has not read: counted where a page is drawn, else 0.
    pub unread: i64,
}

impl Known {
    /// Nobody.
    pub fn nobody() -> Self {
        Self {
            actor: Actor::anonymous(),
            session: None,
            is_renewed: false,
            unread: 0,
        }
    }

    /// Somebody behind a credential.
    pub fn somebody(actor: Actor, session: Option<String>) -> Self {
        Self {
            actor,
            session,
            is_renewed: false,
            unread: 0,
        }
    }
}

impl Visit {
    fn new(app: &App, request: &Request) -> Self {
        let headers = request.headers();
        let says = |name| headers.get(name).and_then(|value| value.to_str().ok());
        let asked = request
            .uri()
            .path_and_query()
            .map_or("/", |asked| asked.as_str());
        let cookie = cookies::read(headers, cookies::LANGUAGE);
        Self {
            request_id: Arc::from(request_id(app)),
            now: (app.clock)(),
            locale: Locale::negotiate(cookie.as_deref(), says(header::ACCEPT_LANGUAGE)),
            elder: cookies::read(headers, cookies::ELDER).as_deref() == Some("1"),
            is_demo: app.demo.is_some(),
            address: Arc::from(asked),
            back: Arc::from(back(request.method(), headers, asked)),
            wants_json: wants_json(request.uri(), headers),
            is_htmx: headers.contains_key("hx-request"),
            who: Arc::default(),
        }
    }

    /// Notes who is behind the request, for whoever draws the page.
    pub(crate) fn note(&self, known: &Known) {
        // The first finding holds; nothing looks twice.
        let _ = self.who.set(known.clone());
    }

    /// Who is behind the request, as far as anybody looked.
    pub(crate) fn known(&self) -> Known {
        self.who.get().cloned().unwrap_or_else(Known::nobody)
    }
}

/// The outermost layer: makes the [`Visit`], turns refusals into pages or JSON, adds what every
/// answer carries.
pub(crate) async fn attend(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let visit = Visit::new(&app, &request);
    request.extensions_mut().insert(visit.clone());
    let mut response = problem::shape(&app, &visit, next.run(request).await);
    let known = visit.known();
    if let Some(token) = known.session.filter(|_| known.is_renewed) {
        cookies::keep_session(&mut response, &app, &token);
    }
    headers::add(response.headers_mut(), &app, &visit);
    response
}

fn request_id(app: &App) -> String {
    let seed = (app.seeds)();
    hex::encode(seed.get(..8).unwrap_or_default())
}

fn wants_json(uri: &Uri, headers: &HeaderMap) -> bool {
    let accept = headers
        .get(header::ACCEPT)
        .and_then(|value| value.to_str().ok())
        .unwrap_or("");
    let takes_json = accept.contains("application/json") || accept.contains("problem+json");
    let is_for_programs = ["/api/", uploads::PATH]
        .iter()
        .any(|start| uri.path().starts_with(start));
    is_for_programs || (takes_json && !accept.contains("text/html"))
}

/// A form's own page is the one that its browser names, since a form's target may have no page.
fn back(method: &Method, headers: &HeaderMap, asked: &str) -> String {
    if method == Method::GET {
        return asked.to_owned();
    }
    let says = |name| {
        headers
            .get(name)
            .and_then(|value| value.to_str().ok())
            .unwrap_or("")
    };
    let (referer, host) = (says(header::REFERER), says(header::HOST));
    let path = referer
        .split_once("://")
        .and_then(|(_, rest)| rest.strip_prefix(host))
        .filter(|path| is_ours(path));
    path.unwrap_or("/").to_owned()
}

/// Whether an address is a path on this site, and nothing that a browser takes for another site.
pub(crate) fn is_ours(address: &str) -> bool {
    address.starts_with('/')
        && !address.starts_with("//")
        && !address.contains('\\')
        && address.bytes().all(|byte| byte.is_ascii_graphic())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_paths_of_this_site_are_ours() {
        for good in ["/", "/courses?year=2022&after=%E4%B8%AD"] {
            assert!(is_ours(good), "{good}");
        }
        for bad in [
            "",
            "courses",
            "//evil.example",
            "/\\evil.example",
            "/a\r\nb",
            "https://x/",
        ] {
            assert!(!is_ours(bad), "{bad}");
        }
    }
}
