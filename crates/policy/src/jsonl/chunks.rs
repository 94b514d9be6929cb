//! Reads a stream in chunks of whole lines, without waiting for more than one line and without
//! ever holding a line that is too long.

use std::io::{self, ErrorKind, Read};

use super::{LINE_BYTES_MAX, is_blank};

/// Most bytes asked for at once.
const READ_BYTES: usize = 256 * 1024;

/// Some programs put one before the first line.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// Whole lines, one after another; the memory is used again for the next ones.
#[derive(Debug, Default)]
pub(super) struct Chunk {
    /// As long as it ever was; only what is filled counts.
    buffer: Vec<u8>,
    start: usize,
    end: usize,
    first_line: u64,
}

impl Chunk {
    /// The lines without their line feeds, each with its number from 1. Of a line that is too
    /// long there is one byte more than may be.
    pub(super) fn lines(&self) -> impl Iterator<Item = (u64, &[u8])> {
        let bytes = self.buffer.get(self.start..self.end).unwrap_or_default();
        let bytes = bytes.strip_suffix(b"\n").unwrap_or(bytes);
        let mut rest = Some(bytes);
        let lines = std::iter::from_fn(move || {
            let line = rest?;
            let (line, after) = match memchr::memchr(b'\n', line) {
                Some(at) => (line.get(..at)?, line.get(at + 1..)),
                None => (line, None),
            };
            rest = after;
            Some(line)
        });
        (self.first_line..).zip(lines)
    }

    fn filled(&self, from: usize) -> &[u8] {
        self.buffer.get(from..self.end).unwrap_or_default()
    }

    /// Reads once; the number of bytes, none at the end.
    fn read(&mut self, reader: &mut impl Read) -> io::Result<usize> {
        let end = self.end.saturating_add(READ_BYTES);
        if self.buffer.len() < end {
            self.buffer.resize(end, 0);
        }
        let room = self.buffer.get_mut(self.end..end).unwrap_or_default();
        loop {
            match reader.read(room) {
                Ok(read) => {
                    self.end += read;
                    return Ok(read);
                }
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
    }

    /// Where its last line begins, when that is blank.
    fn last_blank(&self) -> Option<usize> {
        let lines = self.filled(self.start);
        let lines = lines.strip_suffix(b"\n").unwrap_or(lines);
        let at = memchr::memrchr(b'\n', lines).map_or(0, |at| at + 1);
        let last = lines.get(at..).unwrap_or_default();
        (last.len() <= LINE_BYTES_MAX && is_blank(last)).then_some(self.start + at)
    }

    /// Takes out what stands from `from` up to `to`.
    fn cut(&mut self, from: usize, to: usize) {
        self.buffer.copy_within(to..self.end, from);
        self.end -= to - from;
    }
}

/// A stream, read chunk by chunk.
#[derive(Debug)]
pub(super) struct Chunks<R> {
    reader: R,
    /// Begun by the last chunk, ended by the next.
    carry: Vec<u8>,
    /// What is carried is a whole line, a blank one, which may turn out to be the last.
    carries_blank: bool,
    lines_before: u64,
    ended: bool,
}

impl<R: Read> Chunks<R> {
    pub(super) fn new(reader: R) -> Self {
        Self {
            reader,
            carry: Vec::new(),
            carries_blank: false,
            lines_before: 0,
            ended: false,
        }
    }

    /// Fills a chunk with the lines that come at once, at least one; false at the end. A blank line
    /// at the end of all is left out, and waited for what comes after any other.
    pub(super) fn next(&mut self, chunk: &mut Chunk) -> io::Result<bool> {
        (chunk.start, chunk.end) = (0, 0);
        chunk.first_line = self.lines_before + 1;
        self.take_carry(chunk);
        if self.carries_blank {
            self.carries_blank = false;
            self.look_ahead(chunk)?;
        } else {
            self.fill(chunk)?;
            if self.lines_before == 0 && chunk.filled(0).starts_with(BYTE_ORDER_MARK) {
                chunk.start = BYTE_ORDER_MARK.len();
            }
            match chunk.last_blank() {
                // More has been read already: it is not the last.
                Some(_) if self.ended || !self.carry.is_empty() => {}
                Some(at) if at == chunk.start => self.look_ahead(chunk)?,
                Some(at) => {
                    self.carry.extend_from_slice(chunk.filled(at));
                    self.carries_blank = true;
                    chunk.end = at;
                }
                None => {}
            }
        }
        if self.ended && chunk.last_blank() == Some(chunk.start) {
            return Ok(false);
        }
        let feeds = memchr::memchr_iter(b'\n', chunk.filled(0)).count();
        self.lines_before += u64::try_from(feeds).unwrap_or(u64::MAX);
        Ok(chunk.end > 0)
    }

    /// Reads until there is the end of a line.
    fn fill(&mut self, chunk: &mut Chunk) -> io::Result<()> {
        let mut too_long = false;
        while !self.ended {
            let before = chunk.end;
            if chunk.read(&mut self.reader)? == 0 {
                self.ended = true;
                break;
            }
            if too_long {
                // Of a line that is too long only the head is kept, and its end is waited for.
                let ends = memchr::memchr(b'\n', chunk.filled(before));
                chunk.cut(before, ends.map_or(chunk.end, |at| before + at));
            }
            if let Some(at) = memchr::memrchr(b'\n', chunk.filled(before)) {
                let end = before + at + 1;
                self.carry.extend_from_slice(chunk.filled(end));
                chunk.end = end;
                break;
            }
            if chunk.end > LINE_BYTES_MAX {
                too_long = true;
                chunk.end = LINE_BYTES_MAX + 1;
            }
        }
        Ok(())
    }

    /// Reads once more, for the next chunk, to learn whether there is anything.
    fn look_ahead(&mut self, chunk: &mut Chunk) -> io::Result<()> {
        let end = chunk.end;
        if chunk.read(&mut self.reader)? == 0 {
            self.ended = true;
        }
        self.carry.extend_from_slice(chunk.filled(end));
        chunk.end = end;
        Ok(())
    }

    fn take_carry(&mut self, chunk: &mut Chunk) {
        let length = self.carry.len();
        if chunk.buffer.len() < length {
            chunk.buffer.resize(length, 0);
        }
        if let Some(head) = chunk.buffer.get_mut(..length) {
            head.copy_from_slice(&self.carry);
        }
        chunk.end = length;
        self.carry.clear();
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;

    /// Gives what it has in pieces of so many bytes.
    struct Pieces<'a>(&'a [u8], usize);

    impl Read for Pieces<'_> {
        fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
            let Pieces(rest, piece) = self;
            let length = rest.len().min(*piece).min(into.len());
            into.get_mut(..length)
                .unwrap()
                .copy_from_slice(rest.get(..length).unwrap());
            *rest = rest.get(length..).unwrap();
            Ok(length)
        }
    }

    fn read(input: &[u8], piece: usize) -> Vec<(u64, Vec<u8>)> {
        let mut chunks = Chunks::new(Pieces(input, piece));
        let mut chunk = Chunk::default();
        let mut lines = Vec::new();
        while chunks.next(&mut chunk).unwrap() {
            assert!(chunk.buffer.len() <= LINE_BYTES_MAX + 2 * READ_BYTES + 1);
            lines.extend(chunk.lines().map(|(number, line)| (number, line.to_vec())));
        }
        lines
    }

    #[test]
    fn lines_are_the_same_whatever_pieces_they_come_in() {
        let input = b"\xef\xbb\xbfone\n\ntwo\r\n\xef\xbb\xbfthree\nlast";
        let expected: Vec<(u64, Vec<u8>)> = [
            (1, &b"one"[..]),
            (2, b""),
            (3, b"two\r"),
            (4, b"\xef\xbb\xbfthree"),
            (5, b"last"),
        ]
        .map(|(number, line)| (number, line.to_vec()))
        .to_vec();
        for piece in 1..=input.len() {
            assert_eq!(read(input, piece), expected, "{piece}");
        }
        assert_eq!(read(b"", 1), []);
        assert_eq!(read(b"one\n", 1).len(), 1);
        for piece in 1..4 {
            assert_eq!(read(b"\n", piece), []);
            assert_eq!(read(b"one\n\r\n", piece).len(), 1);
            assert_eq!(read(b"one\n\n\n", piece).len(), 2);
            assert_eq!(read(b"\n\n \nlast\n \t", piece).len(), 4);
        }
    }

    #[test]
    fn a_line_that_is_too_long_keeps_its_head_only_and_the_next_comes_after_it() {
        for length in [LINE_BYTES_MAX, LINE_BYTES_MAX + 1, 10 * LINE_BYTES_MAX] {
            let input = [&vec![b'x'; length][..], b"\nnext\n", &vec![b'y'; length]].concat();
            for piece in [100_000, READ_BYTES, READ_BYTES + 1] {
                let lines = read(&input, piece);
                let lengths: Vec<_> = lines.iter().map(|(_, line)| line.len()).collect();
                let kept = length.min(LINE_BYTES_MAX + 1);
                assert_eq!(lengths, [kept, 4, kept], "{length} {piece}");
                assert_eq!(lines.last().unwrap().0, 3);
            }
        }
    }
}
