//! Styles and scripts, embedded in the binary and served under `/assets/`. Each address carries a
//! hash of its bytes, so that a browser may keep it for a year and still sees every change at once.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use axum::body::Body;
use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use include_dir::{Dir, include_dir};
use kernel::{Fault, Kind};
use sha2::{Digest as _, Sha256};

use crate::problem::PageResult;

static CSS: Dir = include_dir!("$CARGO_MANIFEST_DIR/../../assets/css");
static JS: Dir = include_dir!("$CARGO_MANIFEST_DIR/../../assets/js");
static VENDOR: Dir = include_dir!("$CARGO_MANIFEST_DIR/../../assets/vendor");

const FOREVER: &str = "public, max-age=31536000, immutable";
const ASK_AGAIN: &str = "no-cache";

struct Asset {
    bytes: &'static [u8],
    /// The same, compressed when the build was prepared; a `.gz` file beside it.
    gzip: Option<&'static [u8]>,
    media_type: &'static str,
    address: String,
    tag: String,
}

static ASSETS: LazyLock<BTreeMap<String, Asset>> = LazyLock::new(|| {
    [("css", &CSS), ("js", &JS), ("vendor", &VENDOR)]
        .into_iter()
        .flat_map(|(folder, dir)| files(dir).into_iter().map(move |file| (folder, dir, file)))
        .filter_map(|(folder, dir, file)| {
            let name = file.path().to_str()?;
            let hash = hex::encode(Sha256::digest(file.contents()));
            let hash = hash.get(..12)?;
            let key = format!("{folder}/{name}");
            let asset = Asset {
                bytes: file.contents(),
                gzip: dir
                    .get_file(format!("{name}.gz"))
                    .map(include_dir::File::contents),
                media_type: media_type(name),
                address: format!("/assets/{key}?v={hash}"),
                tag: format!("\"{hash}\""),
            };
            Some((key, asset))
        })
        .collect()
});

/// The files of a folder and of those in it, but for the tests of scripts.
fn files(dir: &'static Dir<'static>) -> Vec<&'static include_dir::File<'static>> {
    let below = dir
        .dirs()
        .filter(|dir| !dir.path().ends_with("tests"))
        .flat_map(files);
    dir.files().chain(below).collect()
}

/// The address of an asset, such as `css/xueshi.css`, with its hash.
pub fn address(name: &str) -> &'static str {
    ASSETS
        .get(name)
        .map_or("/assets/missing", |asset| &asset.address)
}

/// `GET /assets/{*name}`.
pub async fn show(
    Path(name): Path<String>,
    uri: axum::http::Uri,
    headers: HeaderMap,
) -> PageResult {
    let asset = ASSETS
        .get(&name)
        .ok_or_else(|| Fault::new(Kind::NotFound, "web.no_such_page"))?;
    // Under an address without the right hash stands what may be different tomorrow.
    let is_named = uri
        .query()
        .is_some_and(|query| asset.address.ends_with(query));
    let keep = if is_named { FOREVER } else { ASK_AGAIN };
    let head = [
        (header::CONTENT_TYPE, asset.media_type),
        (header::CACHE_CONTROL, keep),
        (header::ETAG, &asset.tag),
        (header::VARY, "accept-encoding"),
    ];
    let says = |name| {
        headers
            .get(name)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
    };
    if says(header::IF_NONE_MATCH) == asset.tag {
        return Ok((StatusCode::NOT_MODIFIED, head).into_response());
    }
    Ok(
        match asset
            .gzip
            .filter(|_| says(header::ACCEPT_ENCODING).contains("gzip"))
        {
            Some(gzip) => {
                (head, [(header::CONTENT_ENCODING, "gzip")], Body::from(gzip)).into_response()
            }
            None => (head, Body::from(asset.bytes)).into_response(),
        },
    )
}

/// `GET /favicon.ico`, which browsers ask for without being told.
pub async fn icon() -> Response {
    (
        StatusCode::PERMANENT_REDIRECT,
        [(header::LOCATION, address("css/icon.svg"))],
    )
        .into_response()
}

fn media_type(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("txt") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_names_its_content() {
        assert!(address("css/xueshi.css").starts_with("/assets/css/xueshi.css?v="));
        assert!(address("vendor/bootstrap.min.css").contains("?v="));
        assert!(address("js/player/main.js").contains("?v="));
        assert_eq!(address("js/tests/sender.test.mjs"), "/assets/missing");
        assert_eq!(address("css/none.css"), "/assets/missing");
    }
}
