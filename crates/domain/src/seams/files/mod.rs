//! Keeping bytes by key: media, captions, issued documents. The default is a folder; the crate
//! `files` holds another for S3. A file may be of many gigabytes: nothing here holds one in memory,
//! but for `put` and `get`, which are for documents.

mod folder;
mod pieces;

use std::ops::Range;
use std::path::Path;
use std::pin::Pin;

use async_trait::async_trait;
use bytes::Bytes;
use futures::Stream;
use kernel::{Fault, Instant, Kind, Outcome};

pub use folder::Folder;

/// Bytes of a file, a piece at a time.
pub type FileStream = Pin<Box<dyn Stream<Item = Outcome<Bytes>> + Send>>;

/// What is known of a file without reading it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileHead {
    /// Its size in bytes.
    pub size: u64,
    /// A tag that changes with its bytes, without quotation marks; of plain letters.
    pub tag: String,
    /// When it was kept.
    pub kept_at: Instant,
}

/// Keeps bytes by key. A key has parts of letters, digits, `-`, `_` and `.` with `/` between.
#[async_trait]
pub trait FileStore: Send + Sync {
    /// Keeps the bytes durably; keeping the same key again is harmless.
    async fn put(&self, key: &str, bytes: Bytes) -> Outcome<()>;

    /// Takes a file of this machine over, however large: afterwards it is kept durably under the
    /// key and gone from where it was.
    async fn take(&self, key: &str, from: &Path) -> Outcome<()>;

    /// All bytes, for what is small; `house.no_file` when there are none.
    async fn get(&self, key: &str) -> Outcome<Vec<u8>>;

    /// What is known of a file; none when there is no such file.
    async fn head(&self, key: &str) -> Outcome<Option<FileHead>>;

    /// The bytes of a range that lies inside of the file, as they are asked for.
    async fn read(&self, key: &str, range: Range<u64>) -> Outcome<FileStream>;

    /// Forgets a file; forgetting it again is harmless.
    async fn delete(&self, key: &str) -> Outcome<()>;
}

/// The parts of a key, if it is one.
pub fn is_key(key: &str) -> bool {
    !key.is_empty()
        && key.split('/').all(|part| {
            !part.is_empty()
                && !part.starts_with('.')
                && part
                    .bytes()
                    .all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b))
        })
}

/// A failure of the disk; a full one is told by a code of its own.
pub(crate) fn failed(error: std::io::Error) -> Fault {
    if is_full(&error) {
        return Fault::new(Kind::Unavailable, "house.disk_full");
    }
    Fault::internal("house.file_store", error)
}

/// Whether there is no room left.
pub(crate) fn is_full(error: &std::io::Error) -> bool {
    use std::io::ErrorKind::{FileTooLarge, QuotaExceeded, StorageFull};
    matches!(error.kind(), StorageFull | QuotaExceeded | FileTooLarge)
}

/// Waits for the disk on a thread that may wait.
async fn aside<T: Send + 'static>(
    work: impl FnOnce() -> Outcome<T> + Send + 'static,
) -> Outcome<T> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|error| Fault::internal("house.file_store", error))?
}
