//! Forged requests: a form on another site must not act with a visitor's cookie.
//!
//! Two lines of defence: the browser says where a request comes from (`Sec-Fetch-Site`, `Origin`),
//! and each form carries a token that only our own pages know. A bearer token is sent by no
//! browser on its own, so the API needs neither.

use axum::http::{HeaderMap, header};
use kernel::{Fault, Kind};
use sha2::{Digest as _, Sha256};
use subtle::ConstantTimeEq as _;

/// The hidden field of every form.
pub const FIELD: &str = "csrf";
/// The header of htmx and of `fetch`.
pub const HEADER: &str = "x-csrf-token";

/// The token of a session: told to its own pages, of no use for finding the session's.
pub fn token(session: &str) -> String {
    let mut hash = Sha256::new();
    hash.update(b"xueshi csrf 1\0");
    hash.update(session.as_bytes());
    hex::encode(hash.finalize())
}

/// Whether `given` is the token of the session.
pub fn fits(session: &str, given: Option<&str>) -> bool {
    given.is_some_and(|given| token(session).as_bytes().ct_eq(given.as_bytes()).into())
}

/// The refusal.
pub fn forged() -> Fault {
    Fault::new(Kind::Forbidden, "web.csrf")
}

/// Refuses what another site sent. Old browsers that say nothing pass; the token still holds.
pub fn check_origin(headers: &HeaderMap, public_url: &str) -> Result<(), Fault> {
    let says = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or("?"));
    if let Some(site) = says("sec-fetch-site") {
        return if matches!(site, "same-origin" | "none") {
            Ok(())
        } else {
            Err(forged())
        };
    }
    let Some(origin) = says(header::ORIGIN.as_str()) else {
        return Ok(());
    };
    let host = origin.split_once("://").map_or("", |(_, host)| host);
    let own = says(header::HOST.as_str());
    if origin == public_url || (!host.is_empty() && own == Some(host)) {
        Ok(())
    } else {
        Err(forged())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        let pair = |&(name, value)| {
            (
                header::HeaderName::from_static(name),
                header::HeaderValue::from_static(value),
            )
        };
        pairs.iter().map(pair).collect()
    }

    #[test]
    fn a_token_fits_its_session_only() {
        assert!(fits("a", Some(&token("a"))));
        assert!(!fits("a", Some(&token("b"))));
        assert!(!fits("a", Some("")));
        assert!(!fits("a", None));
    }

    #[test]
    fn another_site_is_refused() {
        let url = "https://xueshi.example";
        for good in [
            headers(&[]),
            headers(&[("sec-fetch-site", "same-origin"), ("origin", "null")]),
            headers(&[("origin", "https://xueshi.example")]),
            headers(&[
                ("origin", "http://127.0.0.1:8080"),
                ("host", "127.0.0.1:8080"),
            ]),
        ] {
            assert!(check_origin(&good, url).is_ok(), "{good:?}");
        }
        for bad in [
            headers(&[("sec-fetch-site", "cross-site")]),
            headers(&[
                ("sec-fetch-site", "same-site"),
                ("origin", "https://xueshi.example"),
            ]),
            headers(&[("origin", "null"), ("host", "xueshi.example")]),
            headers(&[
                ("origin", "https://evil.example"),
                ("host", "xueshi.example"),
            ]),
        ] {
            assert_eq!(
                check_origin(&bad, url).unwrap_err().code(),
                "web.csrf",
                "{bad:?}"
            );
        }
    }
}
