//! The bytes of uploads while they are on their way: a file each in the staging folder, appended to
//! by one writer at a time. The lock is the operating system's, on the file itself: it ends with
//! the process, however that ends.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use bytes::Bytes;
use kernel::{Fault, Outcome, UploadId};

use super::{Error, Upload};
use crate::seams::{disk_failed, is_full};

/// Where the bytes of an upload stand.
pub fn path(staging: &Path, id: &UploadId) -> PathBuf {
    staging.join(id.as_str())
}

/// Makes the empty file of an upload.
pub(super) async fn make(staging: &Path, id: &UploadId) -> Outcome<()> {
    let (folder, path) = (staging.to_owned(), path(staging, id));
    aside(move || {
        std::fs::create_dir_all(&folder).map_err(failed)?;
        File::create(path)
            .and_then(|file| file.sync_all())
            .map_err(failed)?;
        File::open(folder)
            .and_then(|folder| folder.sync_all())
            .map_err(failed)
    })
    .await
}

/// Forgets the bytes of an upload; again is harmless.
pub async fn remove(staging: &Path, id: &UploadId) -> Outcome<()> {
    let path = path(staging, id);
    aside(move || match std::fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(failed(error)),
        _ => Ok(()),
    })
    .await
}

/// A file that is appended to, under its lock.
pub struct Appending {
    file: Arc<File>,
    /// Bytes that were written, durable or not.
    end: i64,
}

impl Appending {
    /// Takes the lock of an upload's file; `uploads.being_written` while another holds it.
    pub async fn lock(staging: &Path, id: &UploadId) -> Outcome<Self> {
        let path = path(staging, id);
        aside(move || {
            let file = OpenOptions::new().write(true).open(path).map_err(failed)?;
            match file.try_lock() {
                Ok(()) => Ok(Self {
                    file: Arc::new(file),
                    end: 0,
                }),
                Err(TryLockError::WouldBlock) => Err(Error::BeingWritten.into()),
                Err(TryLockError::Error(error)) => Err(failed(error)),
            }
        })
        .await
    }

    /// Goes on behind the last byte that was acknowledged: what stands behind it was not.
    pub async fn begin(mut self, upload: &Upload) -> Outcome<Self> {
        let (received, file) = (upload.received, Arc::clone(&self.file));
        aside(move || {
            let at = u64::try_from(received).unwrap_or(0);
            let found = file.metadata().map_err(failed)?.len();
            if found < at {
                let words = format!("{found} < {at}");
                return Err(Fault::internal("uploads.bytes_lost", words));
            }
            if found > at {
                file.set_len(at).map_err(failed)?;
            }
            (&*file).seek(SeekFrom::Start(at)).map_err(failed)?;
            Ok(())
        })
        .await?;
        self.end = received;
        Ok(self)
    }

    /// Bytes from the start of the file to the last that was written.
    pub fn end(&self) -> i64 {
        self.end
    }

    /// Appends pieces; `uploads.disk_full` when there is no room. Afterwards [`Appending::end`]
    /// tells how far it came, which may be into a piece.
    pub async fn write(&mut self, pieces: Vec<Bytes>) -> Outcome<()> {
        let file = Arc::clone(&self.file);
        let (written, outcome) = aside(move || Ok(write_all(&file, &pieces))).await?;
        self.end = self.end.saturating_add(written);
        outcome
    }

    /// Gives back the room of what stands behind the last byte that was acknowledged.
    pub async fn give_back(&self, upload: &Upload) -> Outcome<()> {
        let (received, file) = (upload.received, Arc::clone(&self.file));
        aside(move || {
            let end = u64::try_from(received).unwrap_or(0);
            file.set_len(end).map_err(failed)
        })
        .await
    }

    /// Makes what was written durable.
    pub async fn sync(&self) -> Outcome<()> {
        let file = Arc::clone(&self.file);
        aside(move || file.sync_data().map_err(failed)).await
    }
}

/// How many bytes were written, and what stopped it.
fn write_all(mut file: &File, pieces: &[Bytes]) -> (i64, Outcome<()>) {
    let mut done = 0;
    for piece in pieces {
        let mut left = piece.as_ref();
        while !left.is_empty() {
            match file.write(left) {
                Ok(0) => return (done, Err(Error::DiskFull.into())),
                Ok(written) => {
                    done += i64::try_from(written).unwrap_or(0);
                    left = left.get(written..).unwrap_or_default();
                }
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
                Err(error) => return (done, Err(failed(error))),
            }
        }
    }
    (done, Ok(()))
}

fn failed(error: std::io::Error) -> Fault {
    if is_full(&error) {
        return Error::DiskFull.into();
    }
    if error.kind() == std::io::ErrorKind::NotFound {
        return Error::Gone.into();
    }
    disk_failed(error)
}

async fn aside<T: Send + 'static>(
    work: impl FnOnce() -> Outcome<T> + Send + 'static,
) -> Outcome<T> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|error| Fault::internal("uploads.task", error))?
}
