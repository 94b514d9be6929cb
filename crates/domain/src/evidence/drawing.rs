//! Examining a file: judged by content, read once within limits, drawn by us. Outside of any
//! transaction, as it takes a while; the first page of a PDF is drawn by pdftoppm, in a process of
//! its own with a limit of time.

use std::process::Stdio;
use std::time::Duration;

use image::ImageFormat;
use kernel::{Fault, Outcome};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::process::Command;
use tokio::sync::Semaphore;

use super::model::{FileGiven, FileKind};
use super::picture::{self, Drawn};
use super::{Error, judging, rules};
use crate::House;

/// How long a first page may take.
const TIME_MAX: Duration = Duration::from_secs(20);
/// Largest drawing that is taken from the program, in bytes.
const PAGE_BYTES_MAX: u64 = 32 * 1024 * 1024;
/// Longest side of a page, in dots.
const PAGE_SIDE: &str = "1200";

/// So many pictures are read at once: each takes hundreds of megabytes at worst.
static DRAWING: Semaphore = Semaphore::const_new(2);

/// A file that may be kept.
pub struct Examined {
    pub(super) name: String,
    pub(super) kind: FileKind,
    pub(super) bytes: Vec<u8>,
    pub(super) drawn: Option<Drawn>,
}

/// Judges a file and draws it; refused when it is not what we take. A PDF has no drawing where the
/// program is not installed; one that the program cannot draw is refused, as nobody could read it.
pub async fn examine(house: &House, given: FileGiven) -> Outcome<Examined> {
    rules::check_size(&given.bytes)?;
    let _turn = DRAWING.acquire().await.map_err(broken)?;
    let FileGiven { name, bytes } = given;
    let (bytes, kind, drawn) = aside(move || {
        let kind = judging::judge(&bytes)?;
        let drawn = match kind {
            FileKind::Pdf => None,
            FileKind::Jpeg => Some(picture::draw(&bytes, ImageFormat::Jpeg)?),
            FileKind::Png => Some(picture::draw(&bytes, ImageFormat::Png)?),
        };
        Ok((bytes, kind, drawn))
    })
    .await?;
    let drawn = match kind {
        FileKind::Pdf => first_page(&house.settings.pdftoppm, &bytes).await?,
        _ => drawn,
    };
    Ok(Examined {
        name: rules::shown_name(&name, kind),
        kind,
        bytes,
        drawn,
    })
}

/// The first page of a PDF as the program draws it, drawn anew by us.
async fn first_page(pdftoppm: &str, bytes: &[u8]) -> Outcome<Option<Drawn>> {
    let mut program = Command::new(pdftoppm);
    program.args(["-png", "-f", "1", "-l", "1", "-singlefile"]);
    program.args(["-scale-to", PAGE_SIDE, "-"]);
    program
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .kill_on_drop(true);
    let mut child = match program.spawn() {
        Ok(child) => child,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            tracing::warn!(program = %pdftoppm, "not installed: PDFs have no preview");
            return Ok(None);
        }
        Err(error) => return Err(Fault::internal("house.program", error)),
    };
    let (stdin, stdout) = (child.stdin.take(), child.stdout.take());
    let said = tokio::time::timeout(TIME_MAX, async {
        let give = async {
            if let Some(mut stdin) = stdin {
                // A program that has seen enough closes its end.
                let _ = stdin.write_all(bytes).await;
            }
        };
        let take = async {
            let mut page = Vec::new();
            if let Some(stdout) = stdout {
                stdout.take(PAGE_BYTES_MAX).read_to_end(&mut page).await?;
            }
            Ok::<_, std::io::Error>(page)
        };
        let ((), page) = tokio::join!(give, take);
        Ok::<_, std::io::Error>((child.wait().await?, page?))
    });
    let unreadable = || Error::Unreadable.fault().at("files");
    let Ok(Ok((status, page))) = said.await else {
        return Err(unreadable());
    };
    if !status.success() || page.is_empty() {
        return Err(unreadable());
    }
    aside(move || picture::draw(&page, ImageFormat::Png).map(Some)).await
}

/// Works on a thread that others do not wait for.
async fn aside<T: Send + 'static>(
    work: impl FnOnce() -> Outcome<T> + Send + 'static,
) -> Outcome<T> {
    tokio::task::spawn_blocking(work).await.map_err(broken)?
}

fn broken(error: impl std::fmt::Display) -> Fault {
    Fault::internal("evidence.drawing", error.to_string())
}
