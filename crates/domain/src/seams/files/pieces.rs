//! A range of a file, a piece at a time, out of buffers that are used again and again. What the
//! system has in memory is taken at once, without another thread; only what must come from the disk
//! is waited for aside.

use std::fs::File;
use std::io::{Error, ErrorKind};
use std::ops::Range;
use std::os::unix::fs::FileExt as _;
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use futures::Stream;
use futures::stream::try_unfold;
use kernel::{Fault, Outcome};

use super::{aside, failed};

/// A piece. It is copied to the socket before the next is read, while the processor still has it
/// near; much smaller ones cost a call each, and with larger ones a thousand viewers would not fit
/// into memory.
const PIECE_BYTES: usize = 256 * 1024;
/// Buffers that are kept for the next piece: for as many as are on their way at a time when a
/// network is quick. More may be on their way when networks are slow, and are let go then.
const KEPT_BUFFERS: usize = 64;

/// Buffers of pieces that nobody reads any more.
#[derive(Default)]
pub(super) struct Buffers(Mutex<Vec<Vec<u8>>>);

impl Buffers {
    fn take(&self) -> Vec<u8> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner).pop();
        kept.unwrap_or_else(|| vec![0; PIECE_BYTES])
    }

    fn give_back(&self, buffer: Vec<u8>) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() < KEPT_BUFFERS {
            kept.push(buffer);
        }
    }
}

/// A piece on its way; its buffer goes back when it has gone.
struct Piece {
    buffer: Vec<u8>,
    length: usize,
    home: Arc<Buffers>,
}

impl AsRef<[u8]> for Piece {
    fn as_ref(&self) -> &[u8] {
        self.buffer.get(..self.length).unwrap_or_default()
    }
}

impl Drop for Piece {
    fn drop(&mut self) {
        self.home.give_back(std::mem::take(&mut self.buffer));
    }
}

/// What is left of a range.
struct Rest {
    file: Arc<File>,
    range: Range<u64>,
    buffers: Arc<Buffers>,
}

/// The pieces of a range that lies inside of the file.
pub(super) fn pieces(
    file: File,
    range: Range<u64>,
    buffers: &Arc<Buffers>,
) -> impl Stream<Item = Outcome<Bytes>> + Send + use<> {
    let rest = Rest {
        file: Arc::new(file),
        range,
        buffers: Arc::clone(buffers),
    };
    try_unfold(rest, next)
}

async fn next(mut rest: Rest) -> Outcome<Option<(Bytes, Rest)>> {
    let Range { start, end } = rest.range;
    let left = usize::try_from(end.saturating_sub(start)).unwrap_or(PIECE_BYTES);
    if left == 0 {
        return Ok(None);
    }
    let mut piece = Piece {
        buffer: rest.buffers.take(),
        length: left.min(PIECE_BYTES),
        home: Arc::clone(&rest.buffers),
    };
    let read = read_at_once(&rest.file, piece.room(), start);
    if read < piece.length {
        let file = Arc::clone(&rest.file);
        piece = aside(move || piece.fill(&file, start, read)).await?;
    }
    rest.range.start += u64::try_from(piece.length).unwrap_or(0);
    Ok(Some((Bytes::from_owner(piece), rest)))
}

impl Piece {
    fn room(&mut self) -> &mut [u8] {
        self.buffer.get_mut(..self.length).unwrap_or_default()
    }

    /// Reads what is missing behind so many bytes, which may wait for the disk.
    fn fill(mut self, file: &File, start: u64, read: usize) -> Outcome<Self> {
        let at = start + u64::try_from(read).unwrap_or(0);
        let room = self.room().get_mut(read..).unwrap_or_default();
        file.read_exact_at(room, at).map_err(shrank)?;
        Ok(self)
    }
}

/// What of a file the system has in memory: so many bytes, without waiting.
#[cfg(target_os = "linux")]
fn read_at_once(file: &File, room: &mut [u8], at: u64) -> usize {
    let mut room = [std::io::IoSliceMut::new(room)];
    // A file system that cannot say refuses; then all of it is read aside.
    rustix::io::preadv2(file, &mut room, at, rustix::io::ReadWriteFlags::NOWAIT).unwrap_or(0)
}

#[cfg(not(target_os = "linux"))]
fn read_at_once(_file: &File, _room: &mut [u8], _at: u64) -> usize {
    0
}

fn shrank(error: Error) -> Fault {
    if error.kind() == ErrorKind::UnexpectedEof {
        return Fault::internal("house.file_shrank", "read past its end");
    }
    failed(error)
}

#[cfg(test)]
mod tests {
    use futures::TryStreamExt as _;

    use super::*;

    async fn read(file: &File, range: Range<u64>, buffers: &Arc<Buffers>) -> Outcome<Vec<u8>> {
        let pieces = pieces(file.try_clone().unwrap(), range, buffers);
        let pieces: Vec<Bytes> = pieces.try_collect().await?;
        Ok(pieces.concat())
    }

    #[tokio::test]
    async fn what_is_in_memory_and_what_is_not_are_the_same_bytes() {
        let path = tempfile::NamedTempFile::new().unwrap();
        let bytes: Vec<u8> = (0..3_000_000_u32).flat_map(u32::to_le_bytes).collect();
        std::fs::write(path.path(), &bytes).unwrap();
        let file = File::open(path.path()).unwrap();
        file.sync_all().unwrap();
        let buffers = Arc::default();
        for range in [0..12_000_000_usize, 262_143..524_289, 5..6, 7..7] {
            let asked = u64::try_from(range.start).unwrap()..u64::try_from(range.end).unwrap();
            let forget = rustix::fs::Advice::DontNeed;
            rustix::fs::fadvise(&file, 0, None, forget).unwrap();
            assert!(read(&file, asked.clone(), &buffers).await.unwrap() == bytes[range.clone()]);
            // Now it is in memory, and the buffers were used before.
            assert!(read(&file, asked, &buffers).await.unwrap() == bytes[range]);
        }
    }

    #[tokio::test]
    async fn a_file_that_shrank_is_told_as_such() {
        let path = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(path.path(), [7; 1_000]).unwrap();
        let file = File::open(path.path()).unwrap();
        let fault = read(&file, 0..1_001, &Arc::default()).await.unwrap_err();
        assert_eq!(fault.code(), "house.file_shrank");
    }
}
