//! The store itself.

use std::ops::Range;
use std::time::Duration;

use async_trait::async_trait;
use bytes::{Bytes, BytesMut};
use domain::seams::{FileHead, FileStore, FileStream, is_key};
use futures::StreamExt as _;
use kernel::{Fault, Instant, Kind, Outcome};
use object_store::aws::{AmazonS3, AmazonS3Builder};
use object_store::path::Path;
use object_store::{
    Error, GetOptions, GetRange, MultipartUpload, ObjectStore as _, ObjectStoreExt as _,
    RetryConfig,
};
use tokio::io::AsyncReadExt as _;

use crate::{Address, Keys};

/// A part of a large file. S3 takes 10,000 of them: 160 GB.
const PART_BYTES: usize = 16 * 1024 * 1024;

/// A bucket as a file store.
pub struct S3 {
    store: AmazonS3,
    folder: String,
}

impl S3 {
    /// A store in this bucket; nothing is asked of the server yet.
    pub fn new(address: &Address, region: &str, keys: &Keys) -> Outcome<Self> {
        let store = AmazonS3Builder::new()
            .with_endpoint(&address.endpoint)
            .with_bucket_name(&address.bucket)
            .with_region(region)
            .with_access_key_id(&keys.id)
            .with_secret_access_key(&keys.secret)
            .with_allow_http(address.endpoint.starts_with("http://"))
            // A viewer waits for it: better a word soon than a film in three minutes.
            .with_retry(RetryConfig {
                max_retries: 3,
                retry_timeout: Duration::from_secs(15),
                ..RetryConfig::default()
            })
            .build()
            .map_err(|error| Fault::internal("house.file_store", error))?;
        Ok(Self {
            store,
            folder: address.folder.clone(),
        })
    }

    fn path(&self, key: &str) -> Outcome<Path> {
        if !is_key(key) {
            return Err(Fault::internal("house.bad_file_key", key));
        }
        Path::parse(format!("{}{key}", self.folder))
            .map_err(|error| Fault::internal("house.bad_file_key", error))
    }

    async fn send(&self, path: &Path, from: &std::path::Path) -> Outcome<()> {
        let mut file = tokio::fs::File::open(from).await.map_err(disk)?;
        let mut part = next_part(&mut file).await?;
        if part.len() < PART_BYTES {
            let sent = self.store.put(path, part.into()).await;
            return sent.map(drop).map_err(failed);
        }
        let mut parts = self.store.put_multipart(path).await.map_err(failed)?;
        let sent = send_parts(parts.as_mut(), &mut part, &mut file).await;
        if sent.is_err() {
            // What was sent would be paid for and never be seen.
            let _ = parts.abort().await;
        }
        sent
    }
}

/// One part after the other: memory holds one, whatever the size of the file.
async fn send_parts(
    parts: &mut dyn MultipartUpload,
    part: &mut Bytes,
    file: &mut tokio::fs::File,
) -> Outcome<()> {
    while !part.is_empty() {
        let sent = std::mem::take(part);
        parts.put_part(sent.into()).await.map_err(failed)?;
        *part = next_part(file).await?;
    }
    parts.complete().await.map(drop).map_err(failed)
}

async fn next_part(file: &mut tokio::fs::File) -> Outcome<Bytes> {
    let mut part = BytesMut::with_capacity(PART_BYTES);
    let most = u64::try_from(PART_BYTES).unwrap_or(0);
    let mut limited = file.take(most);
    while limited.read_buf(&mut part).await.map_err(disk)? > 0 {}
    Ok(part.freeze())
}

#[async_trait]
impl FileStore for S3 {
    async fn put(&self, key: &str, bytes: Bytes) -> Outcome<()> {
        let path = self.path(key)?;
        let kept = self.store.put(&path, bytes.into()).await;
        kept.map(drop).map_err(failed)
    }

    async fn take(&self, key: &str, from: &std::path::Path) -> Outcome<()> {
        let path = self.path(key)?;
        if self.head(key).await?.is_none() {
            self.send(&path, from).await?;
        }
        match tokio::fs::remove_file(from).await {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(disk(error)),
            _ => Ok(()),
        }
    }

    async fn get(&self, key: &str) -> Outcome<Vec<u8>> {
        let found = self.store.get(&self.path(key)?).await.map_err(failed)?;
        Ok(found.bytes().await.map_err(failed)?.to_vec())
    }

    async fn head(&self, key: &str) -> Outcome<Option<FileHead>> {
        let found = match self.store.head(&self.path(key)?).await {
            Ok(found) => found,
            Err(Error::NotFound { .. }) => return Ok(None),
            Err(error) => return Err(failed(error)),
        };
        let tag = found.e_tag.unwrap_or_default();
        Ok(Some(FileHead {
            size: found.size,
            tag: tag
                .chars()
                .filter(|c| c.is_ascii_alphanumeric() || *c == '-')
                .collect(),
            kept_at: Instant::from_micros(found.last_modified.timestamp_micros()),
        }))
    }

    async fn read(&self, key: &str, range: Range<u64>) -> Outcome<FileStream> {
        if range.is_empty() {
            return Ok(Box::pin(futures::stream::empty()));
        }
        let options = GetOptions {
            range: Some(GetRange::Bounded(range)),
            ..GetOptions::default()
        };
        let found = self.store.get_opts(&self.path(key)?, options).await;
        let pieces = found.map_err(failed)?.into_stream();
        Ok(Box::pin(pieces.map(|piece| piece.map_err(failed))))
    }

    async fn delete(&self, key: &str) -> Outcome<()> {
        match self.store.delete(&self.path(key)?).await {
            Ok(()) | Err(Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(failed(error)),
        }
    }
}

fn failed(error: Error) -> Fault {
    if matches!(error, Error::NotFound { .. }) {
        return Fault::internal("house.no_file", error);
    }
    // The chain names the server's own words, which an operator needs.
    Fault::new(Kind::Unavailable, "house.file_store_away").with("why", error)
}

fn disk(error: std::io::Error) -> Fault {
    Fault::internal("house.file_store", error)
}
