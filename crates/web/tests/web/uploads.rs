//! Resumable uploads, held against the specification of tus 1.0.0: each MUST of the core, of
//! creation, termination, checksum and expiration that a server can break.

use std::os::unix::fs::symlink;
use std::time::Duration;

use axum::body::Body;
use axum::http::StatusCode;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::uploads;
use futures::stream;
use sha1::{Digest as _, Sha1};

use crate::site::{Answer, Site, Visitor};

const OCTETS: Option<&str> = Some("application/offset+octet-stream");

/// A program of the base.
async fn sender(site: &Site) -> Visitor<'_> {
    site.program(&site.world.cast.base_admin).await
}

async fn tus(site: &Site) -> Visitor<'_> {
    sender(site).await.with("tus-resumable", "1.0.0")
}

async fn created(site: &Site, bytes: usize) -> String {
    let answer = tus(site)
        .await
        .with("upload-length", &bytes.to_string())
        .with("upload-metadata", "filename d29ybGQubXA0,is_confidential")
        .send("POST", "/uploads", None, "")
        .await;
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text);
    assert_eq!(answer.header("tus-resumable"), "1.0.0");
    assert!(answer.location().starts_with("/uploads/upl_"));
    answer.location().to_owned()
}

async fn patch(site: &Site, at: &str, offset: usize, bytes: impl Into<Body>) -> Answer {
    tus(site)
        .await
        .with("upload-offset", &offset.to_string())
        .send("PATCH", at, OCTETS, bytes)
        .await
}

async fn head(site: &Site, at: &str) -> Answer {
    tus(site).await.send("HEAD", at, None, "").await
}

/// An answer to HEAD has no words: its code is empty.
fn assert_refused(answer: &Answer, status: u16, code: &str) {
    assert_eq!(answer.status.as_u16(), status, "{}", answer.text);
    assert!(answer.text.contains(code), "{code}: {}", answer.text);
    // "The Tus-Resumable header MUST be included in every request and response except for OPTIONS".
    assert_eq!(answer.header("tus-resumable"), "1.0.0");
}

#[tokio::test]
async fn options_tells_versions_and_extensions_to_anyone() {
    let site = Site::new().await;
    let answer = site.stranger().send("OPTIONS", "/uploads", None, "").await;
    assert_eq!(answer.status, StatusCode::NO_CONTENT);
    assert_eq!(answer.header("tus-version"), "1.0.0");
    let extensions = "creation,termination,checksum,expiration";
    assert_eq!(answer.header("tus-extension"), extensions);
    assert_eq!(answer.header("tus-max-size"), "21474836480");
    assert!(
        answer
            .header("tus-checksum-algorithm")
            .split(',')
            .any(|name| name == "sha1")
    );
}

#[tokio::test]
async fn an_upload_is_created_asked_for_and_sent_in_pieces() {
    let site = Site::new().await;
    let at = created(&site, 11).await;
    let first = head(&site, &at).await;
    assert_eq!(first.status, StatusCode::OK);
    assert_eq!(first.header("upload-offset"), "0");
    assert_eq!(first.header("upload-length"), "11");
    assert_eq!(first.header("cache-control"), "no-store");
    let told = "filename d29ybGQubXA0,is_confidential";
    assert_eq!(
        first.header("upload-metadata"),
        told,
        "as the client told it"
    );
    assert!(first.header("upload-expires").ends_with(" GMT"));
    let piece = patch(&site, &at, 0, "hello").await;
    assert_eq!(piece.status, StatusCode::NO_CONTENT, "{}", piece.text);
    assert_eq!(piece.header("upload-offset"), "5");
    assert!(piece.header("upload-expires").ends_with(" GMT"));
    assert_eq!(head(&site, &at).await.header("upload-offset"), "5");
    let piece = patch(&site, &at, 5, " world").await;
    assert_eq!(piece.header("upload-offset"), "11");
    let id = at.strip_prefix("/uploads/").unwrap().parse().unwrap();
    let path = uploads::path(&site.world.house.staging, &id);
    assert_eq!(std::fs::read(path).unwrap(), b"hello world");
}

#[tokio::test]
async fn another_version_is_refused_and_nothing_is_done() {
    let site = Site::new().await;
    let at = created(&site, 5).await;
    for version in [None, Some("0.2.2"), Some("1.0.1")] {
        for (method, path) in [
            ("POST", "/uploads"),
            ("PATCH", &at),
            ("DELETE", &at),
            ("HEAD", &at),
        ] {
            let mut visitor = sender(&site)
                .await
                .with("upload-length", "5")
                .with("upload-offset", "0");
            if let Some(version) = version {
                visitor = visitor.with("tus-resumable", version);
            }
            let answer = visitor.send(method, path, OCTETS, "hello").await;
            let code = if method == "HEAD" { "" } else { "tus.version" };
            assert_refused(&answer, 412, code);
            assert_eq!(answer.header("tus-version"), "1.0.0");
        }
    }
    assert_eq!(head(&site, &at).await.header("upload-offset"), "0");
}

#[tokio::test]
async fn a_piece_must_fit_its_offset_its_type_and_the_size() {
    let site = Site::new().await;
    let at = created(&site, 5).await;
    assert_refused(
        &patch(&site, &at, 1, "ello").await,
        409,
        "uploads.wrong_offset",
    );
    let answer = tus(&site).await.with("upload-offset", "0");
    let answer = answer.send("PATCH", &at, Some("text/plain"), "hello").await;
    assert_refused(&answer, 415, "tus.not_octets");
    for offset in ["", "-1", "a", "0x0", "1.0"] {
        let answer = tus(&site).await.with("upload-offset", offset);
        let answer = answer.send("PATCH", &at, OCTETS, "hello").await;
        assert_refused(&answer, 400, "tus.bad_header");
    }
    let answer = tus(&site).await.send("PATCH", &at, OCTETS, "hello").await;
    assert_refused(&answer, 400, "tus.bad_header");
    assert_refused(
        &patch(&site, &at, 0, "hello!").await,
        413,
        "uploads.past_end",
    );
    assert_eq!(head(&site, &at).await.header("upload-offset"), "0");
    assert_eq!(
        patch(&site, &at, 0, "hello").await.header("upload-offset"),
        "5"
    );
    // The last answer was lost, and the piece is sent again.
    assert_refused(
        &patch(&site, &at, 0, "hello").await,
        409,
        "uploads.wrong_offset",
    );
    let nothing = patch(&site, &at, 5, "").await;
    assert_eq!(nothing.header("upload-offset"), "5");
}

#[tokio::test]
async fn creation_wants_a_size_within_the_limit() {
    let site = Site::new().await;
    for (header, value, status, code) in [
        ("upload-length", "-1", 400, "tus.bad_header"),
        ("upload-length", "many", 400, "tus.bad_header"),
        ("upload-lengthy", "1", 400, "tus.bad_header"),
        ("upload-defer-length", "1", 400, "tus.length_later"),
        ("upload-length", "21474836481", 413, "uploads.too_large"),
        (
            "upload-length",
            "99999999999999999999999",
            413,
            "uploads.too_large",
        ),
    ] {
        let answer = tus(&site).await.with(header, value);
        let answer = answer.send("POST", "/uploads", None, "").await;
        assert_refused(&answer, status, code);
    }
    let answer = tus(&site)
        .await
        .with("upload-length", "1")
        .with("upload-metadata", "a YQ==,a Yg==")
        .send("POST", "/uploads", None, "")
        .await;
    assert_refused(&answer, 400, "uploads.bad_metadata");
    // As large as we take it, without its bytes being there.
    let at = created(&site, 21_474_836_480).await;
    assert_eq!(
        head(&site, &at).await.header("upload-length"),
        "21474836480"
    );
    // And no more than so many at once.
    for _ in 1..site.world.house.settings.uploads_max {
        created(&site, 1).await;
    }
    let answer = tus(&site).await.with("upload-length", "1");
    let answer = answer.send("POST", "/uploads", None, "").await;
    assert_refused(&answer, 429, "uploads.too_many");
}

#[tokio::test]
async fn what_was_ended_is_gone() {
    let site = Site::new().await;
    let at = created(&site, 5).await;
    patch(&site, &at, 0, "hel").await;
    let ended = tus(&site).await.send("DELETE", &at, None, "").await;
    assert_eq!(ended.status, StatusCode::NO_CONTENT);
    assert_eq!(ended.header("tus-resumable"), "1.0.0");
    assert_refused(&head(&site, &at).await, 410, "");
    assert_refused(&patch(&site, &at, 3, "lo").await, 410, "uploads.gone");
    let again = tus(&site).await.send("DELETE", &at, None, "").await;
    assert_refused(&again, 410, "uploads.gone");
    assert_refused(&head(&site, "/uploads/upl_0").await, 404, "");
    assert_refused(
        &patch(&site, "/uploads/upl_0", 0, "x").await,
        404,
        "uploads.unknown_upload",
    );
}

#[tokio::test]
async fn what_nobody_sends_on_expires_and_sending_on_renews_it() {
    let site = Site::new().await;
    let (kept, left) = (created(&site, 5).await, created(&site, 5).await);
    site.world.advance(Duration::from_hours(24 * 6));
    patch(&site, &kept, 0, "hel").await;
    site.world.advance(Duration::from_hours(24 * 2));
    assert_refused(&head(&site, &left).await, 410, "");
    let mut op = site.world.system().await;
    assert_eq!(uploads::end_expired(&mut op).await.unwrap(), 1);
    op.commit().await.unwrap();
    assert_eq!(head(&site, &kept).await.header("upload-offset"), "3");
    assert_eq!(
        patch(&site, &kept, 3, "lo").await.header("upload-offset"),
        "5"
    );
}

#[tokio::test]
async fn a_checksum_is_held_against_the_piece() {
    let site = Site::new().await;
    let at = created(&site, 11).await;
    let with = async |algorithm: &str, of: &str, offset: &str, bytes: &'static str| {
        let hash = STANDARD.encode(Sha1::digest(of));
        let visitor = tus(&site).await.with("upload-offset", offset);
        let visitor = visitor.with("upload-checksum", &format!("{algorithm} {hash}"));
        visitor.send("PATCH", &at, OCTETS, bytes).await
    };
    assert_refused(
        &with("sha1", "hello", "0", "jello").await,
        460,
        "tus.checksum_differs",
    );
    assert_eq!(
        head(&site, &at).await.header("upload-offset"),
        "0",
        "it was discarded"
    );
    assert_refused(
        &with("md5", "hello", "0", "hello").await,
        400,
        "tus.unknown_algorithm",
    );
    assert_refused(
        &with("sha1 !", "hello", "0", "hello").await,
        400,
        "tus.bad_header",
    );
    assert_eq!(
        with("sha1", "hello", "0", "hello")
            .await
            .header("upload-offset"),
        "5"
    );
    assert_eq!(
        with("sha1", " world", "5", " world")
            .await
            .header("upload-offset"),
        "11"
    );
    let id = at.strip_prefix("/uploads/").unwrap().parse().unwrap();
    let path = uploads::path(&site.world.house.staging, &id);
    assert_eq!(std::fs::read(path).unwrap(), b"hello world");
}

#[tokio::test]
async fn a_method_may_stand_in_a_header() {
    let site = Site::new().await;
    let at = created(&site, 5).await;
    let over = async |method: &str, kind: Option<&str>, body: &'static str| {
        let visitor = tus(&site).await.with("upload-offset", "0");
        let visitor = visitor.with("x-http-method-override", method);
        visitor.send("POST", &at, kind, body).await
    };
    assert_eq!(
        over("PATCH", OCTETS, "hello").await.header("upload-offset"),
        "5"
    );
    assert_eq!(over("HEAD", None, "").await.header("upload-offset"), "5");
    assert_eq!(
        over("DELETE", None, "").await.status,
        StatusCode::NO_CONTENT
    );
    assert_refused(&over("GET", None, "").await, 405, "web.method_not_allowed");
    assert_refused(&head(&site, &at).await, 410, "");
}

#[tokio::test]
async fn of_two_writers_one_is_told_to_wait() {
    let site = Site::new().await;
    let at = created(&site, 5).await;
    let id = at.strip_prefix("/uploads/").unwrap().parse().unwrap();
    let lock = uploads::Appending::lock(&site.world.house.staging, &id)
        .await
        .unwrap();
    assert_refused(
        &patch(&site, &at, 0, "hello").await,
        423,
        "uploads.being_written",
    );
    drop(lock);
    assert_eq!(
        patch(&site, &at, 0, "hello").await.header("upload-offset"),
        "5"
    );
}

#[tokio::test]
async fn a_line_that_is_cut_loses_nothing_that_arrived() {
    let site = Site::new().await;
    let at = created(&site, 11).await;
    let cut = || std::io::Error::other("the line was cut");
    let pieces = stream::iter([Ok("hel"), Ok("lo"), Err(cut())]);
    let answer = patch(&site, &at, 0, Body::from_stream(pieces)).await;
    assert_refused(&answer, 400, "tus.cut");
    assert_eq!(head(&site, &at).await.header("upload-offset"), "5");
    assert_eq!(
        patch(&site, &at, 5, " world").await.header("upload-offset"),
        "11"
    );
    let id = at.strip_prefix("/uploads/").unwrap().parse().unwrap();
    let path = uploads::path(&site.world.house.staging, &id);
    assert_eq!(std::fs::read(path).unwrap(), b"hello world");
}

#[tokio::test]
async fn a_full_disk_is_told_and_the_upload_goes_on_when_there_is_room() {
    let site = Site::new().await;
    let at = created(&site, 5).await;
    let id = at.strip_prefix("/uploads/").unwrap().parse().unwrap();
    let path = uploads::path(&site.world.house.staging, &id);
    // A device without room stands where the file was.
    std::fs::remove_file(&path).unwrap();
    symlink("/dev/full", &path).unwrap();
    assert_refused(
        &patch(&site, &at, 0, "hello").await,
        507,
        "uploads.disk_full",
    );
    assert_eq!(
        head(&site, &at).await.header("upload-offset"),
        "0",
        "nothing was acknowledged"
    );
    std::fs::remove_file(&path).unwrap();
    std::fs::write(&path, "").unwrap();
    assert_eq!(
        patch(&site, &at, 0, "hello").await.header("upload-offset"),
        "5"
    );
}

#[tokio::test]
async fn another_bases_uploads_and_forged_ones_are_refused() {
    let site = Site::new().await;
    let at = created(&site, 5).await;
    let learner = site.program(&site.world.cast.learner).await;
    let answer = learner
        .with("tus-resumable", "1.0.0")
        .send("HEAD", &at, None, "")
        .await;
    assert_refused(&answer, 403, "");
    // A browser must say the token that only our own pages know.
    let browser = site.signed_in(&site.world.cast.base_admin).await;
    let token = browser.csrf.clone();
    let browser = browser
        .with("tus-resumable", "1.0.0")
        .with("upload-length", "5");
    let answer = browser.send("POST", "/uploads", None, "").await;
    assert_refused(&answer, 403, "web.csrf");
    let browser = browser.with("x-csrf-token", &token);
    let answer = browser.send("POST", "/uploads", None, "").await;
    assert_eq!(answer.status, StatusCode::CREATED);
}
