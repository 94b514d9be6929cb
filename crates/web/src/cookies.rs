//! The cookies: the session, the language, the larger type. Lifetimes are given as `Max-Age`, so
//! that a browser whose clock differs from ours (the demo's is shifted) still keeps them.

use std::time::Duration;

use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;
use axum_extra::extract::cookie::{Cookie, SameSite};

use crate::App;

/// The session's token; of no use to scripts.
pub const SESSION: &str = "xueshi_session";
/// Tag of the chosen language.
pub const LANGUAGE: &str = "lang";
/// Random; tells one browser from another in the evidence of watch sessions.
pub const DEVICE: &str = "device";
/// `1` for larger type.
pub const ELDER: &str = "elder";

const YEAR: Duration = Duration::from_hours(365 * 24);

/// The value of a cookie that the request carries.
pub fn read(headers: &HeaderMap, name: &str) -> Option<String> {
    headers
        .get_all(header::COOKIE)
        .into_iter()
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(key, _)| *key == name)
        .map(|(_, value)| value.to_owned())
}

/// Gives the browser its session, or lets it live on.
pub fn keep_session(response: &mut Response, app: &App, token: &str) {
    set(
        response,
        app,
        SESSION,
        token,
        app.house.settings.idle_timeout,
    );
}

/// Takes the session away.
pub fn drop_session(response: &mut Response, app: &App) {
    set(response, app, SESSION, "", Duration::ZERO);
}

/// Keeps what the visitor prefers for a year.
pub fn keep_choice(response: &mut Response, app: &App, name: &'static str, value: &'static str) {
    set(response, app, name, value, YEAR);
}

/// Tells this browser from others for a year: of no use to scripts, and no key to anything.
pub fn keep_device(response: &mut Response, app: &App, device: &str) {
    set(response, app, DEVICE, device, YEAR);
}

fn set(response: &mut Response, app: &App, name: &str, value: &str, max_age: Duration) {
    let seconds = i64::try_from(max_age.as_secs()).unwrap_or(i64::MAX);
    let mut cookie = Cookie::build((name, value)).path("/").http_only(true);
    cookie = cookie.same_site(SameSite::Lax).secure(app.is_https());
    let text = format!("{}; Max-Age={seconds}", cookie.build());
    // Names and tokens are of plain letters; a cookie that is none is not set.
    if let Ok(value) = HeaderValue::from_str(&text) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cookie_is_found_by_its_whole_name() {
        let mut headers = HeaderMap::new();
        headers.append(header::COOKIE, HeaderValue::from_static("xlang=1; lang=en"));
        headers.append(header::COOKIE, HeaderValue::from_static("elder=1"));
        assert_eq!(read(&headers, LANGUAGE).as_deref(), Some("en"));
        assert_eq!(read(&headers, ELDER).as_deref(), Some("1"));
        assert_eq!(read(&headers, SESSION), None);
    }
}
