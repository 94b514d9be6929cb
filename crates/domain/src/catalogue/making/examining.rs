//! Files that were sent are looked into one at a time, outside of any transaction: a film of many
//! gigabytes takes minutes. Each step is kept, and doing it again is harmless.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use kernel::{Fault, Instant, Kind, Outcome};
use sha2::{Digest as _, Sha256};

use super::model::{FilePurpose, FileState, Found, LessonFile};
use super::{captions, probe, store};
use crate::catalogue::{Error, MediaKind};
use crate::{Actor, Event, House, Op, uploads};

/// How long a worker may take before another may try.
const LEASE: Duration = Duration::from_mins(30);
/// How long a file waits that cannot be looked into yet.
const AGAIN: Duration = Duration::from_secs(30);
/// How often a file is tried before it is given up.
const TRIES_MAX: i64 = 50;

/// Looks into the file that waits longest; whether there was one. `clock` and `seed` are the
/// edge's.
pub async fn examine_next(
    house: &Arc<House>,
    clock: &(dyn Fn() -> Instant + Send + Sync),
    seed: &(dyn Fn() -> [u8; 32] + Send + Sync),
) -> Outcome<bool> {
    let begin = async || {
        let tx = house.db.begin().await?;
        let (actor, name) = (Actor::system(), "examiner".to_owned());
        Ok::<_, Fault>(Op::new(Arc::clone(house), tx, clock(), actor, name, seed()))
    };
    let mut op = begin().await?;
    let claimed = store::claim_file(&mut op, LEASE).await?;
    op.commit().await?;
    let Some(mut file) = claimed else {
        return Ok(false);
    };
    if file.state == FileState::Waiting {
        let judged = look_into(house, &file).await;
        let mut op = begin().await?;
        let goes_on = record(&mut op, &mut file, judged).await?;
        op.commit().await?;
        if !goes_on {
            return Ok(true);
        }
    }
    let stored = keep(house, &file).await;
    let mut op = begin().await?;
    match stored {
        Ok(()) => ready(&mut op, &mut file).await?,
        Err(fault) => later(&mut op, &file, &fault).await?,
    }
    op.commit().await?;
    Ok(true)
}

/// What a file is, and the key under which it will be kept.
async fn look_into(house: &House, file: &LessonFile) -> Outcome<(Found, String)> {
    let Some(upload) = &file.upload_id else {
        return Err(Fault::internal(
            "catalogue.file_gone",
            "it came by no upload",
        ));
    };
    let path = uploads::path(&house.staging, upload);
    let (found, ending) = match file.purpose {
        FilePurpose::Media => {
            let settings = &house.settings;
            let found = probe::look(&settings.ffprobe, &settings.pdfinfo, &path, &file.name);
            let found = found.await?;
            let ending = ending(&found.mime);
            (found, ending)
        }
        FilePurpose::Captions => (read_captions(&path).await?, "vtt"),
    };
    let hash = hash(&path).await?;
    Ok((found, format!("media/{hash}.{ending}")))
}

fn ending(mime: &str) -> &'static str {
    match mime {
        "video/mp4" => "mp4",
        "video/webm" | "audio/webm" => "webm",
        "audio/mpeg" => "mp3",
        "audio/mp4" => "m4a",
        "audio/ogg" => "ogg",
        _ => "pdf",
    }
}

async fn read_captions(path: &Path) -> Outcome<Found> {
    let failed = |error| Fault::internal("catalogue.file_gone", error);
    let size = tokio::fs::metadata(path).await.map_err(failed)?.len();
    if size > captions::BYTES_MAX {
        return Err(Error::CaptionsInvalid.fault().with("line", 1));
    }
    let cues = captions::check(&tokio::fs::read(path).await.map_err(failed)?)?;
    Ok(Found {
        kind: MediaKind::Document,
        mime: "text/vtt".into(),
        length_ms: None,
        pages: None,
        codecs: cues.to_string(),
    })
}

/// SHA-256 of a file of any size, in hexadecimal.
async fn hash(path: &Path) -> Outcome<String> {
    let path = path.to_owned();
    let hashing = tokio::task::spawn_blocking(move || {
        let mut hash = Sha256::new();
        let mut file = std::fs::File::open(path)?;
        std::io::copy(&mut file, &mut HashWriter(&mut hash))?;
        Ok::<_, std::io::Error>(hex::encode(hash.finalize()))
    });
    hashing
        .await
        .map_err(|error| Fault::internal("catalogue.file_gone", error))?
        .map_err(|error| Fault::internal("catalogue.file_gone", error))
}

struct HashWriter<'h>(&'h mut Sha256);

impl std::io::Write for HashWriter<'_> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Writes down what was found; whether it goes on into the file store.
async fn record(
    op: &mut Op,
    file: &mut LessonFile,
    judged: Outcome<(Found, String)>,
) -> Outcome<bool> {
    match judged {
        Ok((found, key)) => {
            (file.found, file.file_key) = (Some(found), Some(key));
            (file.state, file.why) = (FileState::Storing, None);
            store::save_file(op, file).await?;
            Ok(true)
        }
        Err(fault) if is_about_the_file(&fault) || file.tries >= TRIES_MAX => {
            file.state = FileState::Refused;
            file.why = Some(why(&fault));
            store::save_file(op, file).await?;
            op.audit(Event {
                action: "catalogue.file_refused",
                about: None,
                subject: file.id.as_str(),
                details: fault.code(),
            })
            .await?;
            if let Some(upload) = &file.upload_id {
                uploads::discard(op, upload).await?;
            }
            Ok(false)
        }
        Err(fault) => {
            later(op, file, &fault).await?;
            Ok(false)
        }
    }
}

/// Whether a refusal says something of the file, and not of this machine.
fn is_about_the_file(fault: &Fault) -> bool {
    fault.kind() == Kind::Invalid
}

async fn later(op: &mut Op, file: &LessonFile, fault: &Fault) -> Outcome<()> {
    tracing::warn!(id = %file.id, ?fault, "a file waits");
    store::let_file_wait(op, &file.id, &why(fault), op.now.plus(AGAIN)).await
}

fn why(fault: &Fault) -> (String, Vec<(String, String)>) {
    let values = fault
        .values()
        .iter()
        .map(|(name, value)| ((*name).to_owned(), value.clone()));
    (fault.code().to_owned(), values.collect())
}

/// Moves the bytes into the file store.
async fn keep(house: &House, file: &LessonFile) -> Outcome<()> {
    let (Some(upload), Some(key)) = (&file.upload_id, &file.file_key) else {
        return Err(Fault::internal("catalogue.file_gone", "it has no key"));
    };
    let path = uploads::path(&house.staging, upload);
    house.files.take(key, &path).await
}

async fn ready(op: &mut Op, file: &mut LessonFile) -> Outcome<()> {
    file.state = FileState::Ready;
    store::save_file(op, file).await?;
    op.audit(Event {
        action: "catalogue.file_ready",
        about: None,
        subject: file.id.as_str(),
        details: file.file_key.as_deref().unwrap_or_default(),
    })
    .await
}
