//! A piece of an upload as it comes in: written to the disk, made durable every so many bytes, and
//! only then written down. What a cut leaves behind is kept; what a checksum refutes is not.

use std::time::Duration;

use axum::body::{Body, BodyDataStream};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use domain::uploads::{self, Appending, Upload};
use futures::StreamExt as _;
use kernel::{Fault, Kind, Outcome};
use sha1::Sha1;
use sha2::{Digest as _, Sha256};
use subtle::ConstantTimeEq as _;

use super::{Error, Sender};

/// How long a sender may be silent in the middle of a piece.
const SILENCE_MAX: Duration = Duration::from_mins(1);
/// Bytes that are handed to the disk at once.
const BATCH_BYTES: usize = 1024 * 1024;
/// Bytes after which what was written is made durable and acknowledged.
const ACKNOWLEDGE_BYTES: i64 = 32 * 1024 * 1024;

/// What the bytes of a piece must hash to.
pub struct Checksum {
    hash: Hash,
    expected: Vec<u8>,
}

enum Hash {
    Sha1(Sha1),
    Sha256(Sha256),
}

impl Checksum {
    /// The algorithms that we know.
    pub const NAMES: &'static str = "sha1,sha256";

    /// Reads `ALGORITHM BASE64`.
    pub fn parse(text: &str) -> Outcome<Self> {
        let (name, hash) = text.split_once(' ').unwrap_or((text, ""));
        let hasher = match name {
            "sha1" => Hash::Sha1(Sha1::new()),
            "sha256" => Hash::Sha256(Sha256::new()),
            _ => return Err(Error::UnknownAlgorithm.fault().with("known", Self::NAMES)),
        };
        let bad = || Error::BadHeader.fault().with("header", "upload-checksum");
        Ok(Self {
            hash: hasher,
            expected: STANDARD.decode(hash.trim()).map_err(|_| bad())?,
        })
    }

    fn add(&mut self, bytes: &[u8]) {
        match &mut self.hash {
            Hash::Sha1(hash) => hash.update(bytes),
            Hash::Sha256(hash) => hash.update(bytes),
        }
    }

    fn check(self) -> Outcome<()> {
        let found = match self.hash {
            Hash::Sha1(hash) => hash.finalize().to_vec(),
            Hash::Sha256(hash) => hash.finalize().to_vec(),
        };
        if bool::from(found.ct_eq(&self.expected)) {
            Ok(())
        } else {
            Err(Error::ChecksumDiffers.into())
        }
    }
}

/// Receives a piece; the upload as it stands afterwards. When that fails, what arrived before is
/// still acknowledged to whoever asks next.
pub async fn receive(
    sender: Sender,
    body: Body,
    upload: Upload,
    file: Appending,
    checksum: Option<Checksum>,
) -> Outcome<Upload> {
    let mut piece = Piece {
        file: file.begin(&upload).await?,
        upload,
        checksum,
        sender,
        waiting: Vec::new(),
    };
    let arrived = piece.take_in(body.into_data_stream()).await;
    if let Some(checksum) = piece.checksum.take() {
        // All of it or nothing: the next writer begins where this one did.
        arrived?;
        checksum.check()?;
        return piece.acknowledged().await;
    }
    let upload = piece.acknowledged().await;
    arrived?;
    upload
}

struct Piece {
    file: Appending,
    upload: Upload,
    checksum: Option<Checksum>,
    sender: Sender,
    waiting: Vec<Bytes>,
}

impl Piece {
    async fn take_in(&mut self, mut body: BodyDataStream) -> Outcome<()> {
        let mut left = self.upload.bytes - self.upload.received;
        let mut waiting = 0;
        loop {
            let next = tokio::time::timeout(SILENCE_MAX, body.next()).await;
            let Some(bytes) = next.map_err(|_| Fault::new(Kind::Invalid, "web.too_slow"))? else {
                break;
            };
            let bytes = bytes.map_err(|_| Error::Cut.fault())?;
            left -= i64::try_from(bytes.len()).unwrap_or(i64::MAX);
            if left < 0 {
                return Err(uploads::Error::PastEnd.into());
            }
            if let Some(checksum) = &mut self.checksum {
                checksum.add(&bytes);
            }
            waiting += bytes.len();
            self.waiting.push(bytes);
            if waiting >= BATCH_BYTES {
                waiting = 0;
                self.write().await?;
            }
            let is_due = self.file.end() - self.upload.received >= ACKNOWLEDGE_BYTES;
            if is_due && self.checksum.is_none() {
                self.acknowledge().await?;
            }
        }
        self.write().await
    }

    async fn write(&mut self) -> Outcome<()> {
        let pieces = std::mem::take(&mut self.waiting);
        self.file.write(pieces).await
    }

    /// Durable first, written down after.
    async fn acknowledge(&mut self) -> Outcome<()> {
        self.file.sync().await?;
        let mut op = self.sender.act().await?;
        let upload = uploads::acknowledge(&mut op, &self.upload, self.file.end()).await?;
        op.commit().await?;
        self.upload = upload;
        Ok(())
    }

    /// Whatever arrived before an end, a cut or a full disk, made durable and written down.
    async fn acknowledged(mut self) -> Outcome<Upload> {
        // After a full disk there is no room for what waits either.
        let _ = self.write().await;
        let Err(fault) = self.acknowledge().await else {
            return Ok(self.upload);
        };
        // After any other failure it may have been written down all the same.
        if matches!(fault.code(), "db.full" | "uploads.disk_full") {
            let _ = self.give_back().await;
        }
        Err(fault)
    }

    /// Gives back the room of bytes that nobody was promised: the database needs it.
    async fn give_back(&self) -> Outcome<()> {
        let mut op = self.sender.look().await?;
        let promised = uploads::get(&mut op, &self.upload.id).await?;
        drop(op);
        self.file.give_back(&promised).await
    }
}
