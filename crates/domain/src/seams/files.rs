//! Keeping bytes by key: media, captions, issued documents. The default is a folder; the crate
//! `files` holds another for S3. A file may be of many gigabytes: nothing here holds one in memory,
//! but for `put` and `get`, which are for documents.

use std::future::Future;
use std::io::{Read as _, Seek as _, SeekFrom, Write as _};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::time::UNIX_EPOCH;

use async_trait::async_trait;
use bytes::Bytes;
use futures::Stream;
use futures::stream::try_unfold;
use kernel::{Fault, Instant, Kind, Outcome};

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

/// Bytes that are read from the disk at a time: large enough that the hops between threads do not
/// count, small enough that a thousand viewers fit into memory.
const PIECE_BYTES: u64 = 256 * 1024;

/// A folder as a file store. Bytes are written beside and renamed, so that a key either has all
/// of them or none.
#[derive(Clone)]
pub struct Folder {
    root: PathBuf,
}

impl Folder {
    /// A store in this folder, which is made when it does not exist.
    pub fn new(root: PathBuf) -> Outcome<Self> {
        std::fs::create_dir_all(&root).map_err(failed)?;
        Ok(Self { root })
    }

    fn path(&self, key: &str) -> Outcome<PathBuf> {
        if is_key(key) {
            Ok(self.root.join(key))
        } else {
            Err(Fault::internal("house.bad_file_key", key))
        }
    }

    fn put_now(&self, path: &Path, bytes: &[u8]) -> Outcome<()> {
        if path.exists() {
            return Ok(());
        }
        let beside = self.beside(path)?;
        let mut file = std::fs::File::create(&beside).map_err(failed)?;
        file.write_all(bytes).map_err(failed)?;
        file.sync_all().map_err(failed)?;
        self.settle(&beside, path)
    }

    fn take_now(&self, path: &Path, from: &Path) -> Outcome<()> {
        if path.exists() {
            return forget(from);
        }
        std::fs::File::open(from)
            .and_then(|file| file.sync_all())
            .map_err(failed)?;
        let beside = self.beside(path)?;
        // On the same disk nothing is copied, and a film of 20 GB is moved in no time.
        if std::fs::rename(from, &beside).is_ok() {
            return self.settle(&beside, path);
        }
        std::fs::copy(from, &beside).map_err(failed)?;
        std::fs::File::open(&beside)
            .and_then(|file| file.sync_all())
            .map_err(failed)?;
        self.settle(&beside, path)?;
        forget(from)
    }

    /// Where a file is written before it has its name.
    fn beside(&self, path: &Path) -> Outcome<PathBuf> {
        let folder = path.parent().unwrap_or(&self.root);
        std::fs::create_dir_all(folder).map_err(failed)?;
        Ok(path.with_extension(format!("part{}", std::process::id())))
    }

    fn settle(&self, beside: &Path, path: &Path) -> Outcome<()> {
        std::fs::rename(beside, path).map_err(failed)?;
        // The name is durable only when its folder is.
        let folder = path.parent().unwrap_or(&self.root);
        std::fs::File::open(folder)
            .and_then(|folder| folder.sync_all())
            .map_err(failed)
    }
}

#[async_trait]
impl FileStore for Folder {
    async fn put(&self, key: &str, bytes: Bytes) -> Outcome<()> {
        let (store, path) = (self.clone(), self.path(key)?);
        aside(move || store.put_now(&path, &bytes)).await
    }

    async fn take(&self, key: &str, from: &Path) -> Outcome<()> {
        let (store, path, from) = (self.clone(), self.path(key)?, from.to_owned());
        aside(move || store.take_now(&path, &from)).await
    }

    async fn get(&self, key: &str) -> Outcome<Vec<u8>> {
        let path = self.path(key)?;
        aside(move || std::fs::read(path).map_err(missing)).await
    }

    async fn head(&self, key: &str) -> Outcome<Option<FileHead>> {
        let path = self.path(key)?;
        aside(move || match std::fs::metadata(path) {
            Ok(found) if found.is_file() => Ok(Some(head_of(&found)?)),
            Ok(_) => Ok(None),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(failed(error)),
        })
        .await
    }

    async fn read(&self, key: &str, range: Range<u64>) -> Outcome<FileStream> {
        let path = self.path(key)?;
        let file = aside(move || {
            let mut file = std::fs::File::open(path).map_err(missing)?;
            file.seek(SeekFrom::Start(range.start)).map_err(failed)?;
            Ok(file)
        })
        .await?;
        let left = range.end.saturating_sub(range.start);
        // One piece is read ahead while the one before it is on its way.
        let ahead = tokio::spawn(piece(file, left));
        Ok(Box::pin(try_unfold(ahead, next_piece)))
    }

    async fn delete(&self, key: &str) -> Outcome<()> {
        let path = self.path(key)?;
        aside(move || forget(&path)).await
    }
}

/// A piece, with the file and how much of the range is left behind it.
type Piece = Outcome<(Bytes, std::fs::File, u64)>;

fn piece(mut file: std::fs::File, left: u64) -> impl Future<Output = Piece> {
    aside(move || {
        let most = left.min(PIECE_BYTES);
        let mut bytes = Vec::with_capacity(usize::try_from(most).unwrap_or(0));
        let read = (&mut file)
            .take(most)
            .read_to_end(&mut bytes)
            .map_err(failed)?;
        if u64::try_from(read).unwrap_or(0) < most {
            return Err(Fault::internal("house.file_shrank", "read past its end"));
        }
        Ok((Bytes::from(bytes), file, left - most))
    })
}

async fn next_piece(
    ahead: tokio::task::JoinHandle<Piece>,
) -> Outcome<Option<(Bytes, tokio::task::JoinHandle<Piece>)>> {
    let joined = ahead
        .await
        .map_err(|error| Fault::internal("house.file_store", error));
    let (bytes, file, left) = joined??;
    if bytes.is_empty() {
        return Ok(None);
    }
    Ok(Some((bytes, tokio::spawn(piece(file, left)))))
}

/// Waits for the disk on a thread that may wait.
async fn aside<T: Send + 'static>(
    work: impl FnOnce() -> Outcome<T> + Send + 'static,
) -> Outcome<T> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|error| Fault::internal("house.file_store", error))?
}

fn head_of(found: &std::fs::Metadata) -> Outcome<FileHead> {
    let kept = found.modified().map_err(failed)?;
    let micros = kept.duration_since(UNIX_EPOCH).unwrap_or_default();
    let micros = i64::try_from(micros.as_micros()).unwrap_or(0);
    Ok(FileHead {
        size: found.len(),
        tag: format!("{:x}-{micros:x}", found.len()),
        kept_at: Instant::from_micros(micros),
    })
}

fn forget(path: &Path) -> Outcome<()> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(failed(error)),
        _ => Ok(()),
    }
}

fn missing(error: std::io::Error) -> Fault {
    Fault::internal("house.no_file", error)
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
