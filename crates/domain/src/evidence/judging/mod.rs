//! What a file is, by its content: pure, and before any library reads it. The structure of each
//! kind is walked from its first byte to its last, so that nothing else can stand in or behind it.

mod jpeg;
mod pdf;
mod png;

use kernel::Outcome;
use memchr::memmem;

use super::Error;
use super::model::FileKind;

/// Most bytes behind the end of a picture: some cameras and scanners leave a few.
const PAD_BYTES: usize = 256;
/// As far from its end as an archive's directory may stand.
const ARCHIVE_END_BYTES: usize = 66_000;
/// So much of a beginning browsers look at when they guess what a file is.
const SNIFFED_BYTES: usize = 1024;

/// What a file is; refused when it is something else, or something else too.
pub(super) fn judge(bytes: &[u8]) -> Outcome<FileKind> {
    let kind = if bytes.starts_with(b"%PDF-") {
        FileKind::Pdf
    } else if bytes.starts_with(&[0xff, 0xd8, 0xff]) {
        FileKind::Jpeg
    } else if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        FileKind::Png
    } else {
        return Err(Error::WrongKind.fault().at("files"));
    };
    refuse_archive(bytes)?;
    let head = bytes.get(..SNIFFED_BYTES).unwrap_or(bytes);
    refuse_markup(head)?;
    match kind {
        FileKind::Pdf => pdf::walk(bytes)?,
        FileKind::Jpeg => jpeg::walk(bytes)?,
        FileKind::Png => png::walk(bytes)?,
    }
    Ok(kind)
}

/// An archive is found by the directory at its end, whatever stands before it.
fn refuse_archive(bytes: &[u8]) -> Outcome<()> {
    let from = bytes.len().saturating_sub(ARCHIVE_END_BYTES);
    let end = bytes.get(from..).unwrap_or_default();
    for mark in [
        &b"PK\x05\x06"[..],
        b"PK\x01\x02",
        b"Rar!\x1a\x07",
        b"7z\xbc\xaf\x27\x1c",
    ] {
        if memmem::find(end, mark).is_some() {
            return Err(polyglot());
        }
    }
    Ok(())
}

/// Markup and scripts in a part that should hold none.
fn refuse_markup(bytes: &[u8]) -> Outcome<()> {
    const MARKS: [&[u8]; 8] = [
        b"<script",
        b"<html",
        b"<!doctype",
        b"<svg",
        b"<iframe",
        b"<?php",
        b"<body",
        b"<img",
    ];
    let found = memchr::memchr_iter(b'<', bytes).any(|at| {
        MARKS.iter().any(|mark| {
            bytes
                .get(at..at + mark.len())
                .is_some_and(|here| here.eq_ignore_ascii_case(mark))
        })
    });
    if found { Err(polyglot()) } else { Ok(()) }
}

/// What stands behind the end of a picture is a little, and is no markup.
fn check_tail(tail: &[u8]) -> Outcome<()> {
    if tail.len() > PAD_BYTES {
        return Err(polyglot());
    }
    refuse_markup(tail)
}

fn polyglot() -> kernel::Fault {
    Error::Polyglot.fault().at("files")
}

fn unreadable() -> kernel::Fault {
    Error::Unreadable.fault().at("files")
}

/// Two bytes, the greater first.
fn pair(bytes: &[u8], at: usize) -> Option<usize> {
    let pair = bytes.get(at..at + 2)?.first_chunk::<2>()?;
    Some(usize::from(u16::from_be_bytes(*pair)))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
    use super::*;

    #[test]
    fn what_is_neither_is_refused_whatever_it_is_called() {
        for bytes in [
            &b"PK\x03\x04 a workbook"[..],
            b"<html><script>alert(1)</script></html>",
            b"MZ\x90\x00 a program",
            b"GIF89a",
            b" %PDF-1.4 one byte late",
            b"plain words",
        ] {
            assert_eq!(judge(bytes).unwrap_err().code(), "evidence.wrong_kind");
        }
    }
}
