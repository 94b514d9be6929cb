//! A folder as a file store: the default.

use std::io::Write as _;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::UNIX_EPOCH;

use async_trait::async_trait;
use bytes::Bytes;
use kernel::{Fault, Instant, Outcome};

use super::pieces::{Buffers, pieces};
use super::{FileHead, FileStore, FileStream, aside, failed, is_key};

/// A folder as a file store. Bytes are written beside and renamed, so that a key either has all
/// of them or none.
#[derive(Clone)]
pub struct Folder {
    root: PathBuf,
    buffers: Arc<Buffers>,
}

impl Folder {
    /// A store in this folder, which is made when it does not exist.
    pub fn new(root: PathBuf) -> Outcome<Self> {
        std::fs::create_dir_all(&root).map_err(failed)?;
        Ok(Self {
            root,
            buffers: Arc::default(),
        })
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
        let file = aside(move || std::fs::File::open(path).map_err(missing)).await?;
        Ok(Box::pin(pieces(file, range, &self.buffers)))
    }

    async fn delete(&self, key: &str) -> Outcome<()> {
        let path = self.path(key)?;
        aside(move || forget(&path)).await
    }
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
