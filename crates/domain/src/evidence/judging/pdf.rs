//! The objects of a PDF, as far as it must be known that they do nothing: names are looked at in
//! every object, also in those that are packed into streams. What cannot be looked into is refused.

use std::borrow::Cow;
use std::io::Read as _;

use flate2::read::ZlibDecoder;
use kernel::Outcome;
use memchr::memmem;

use super::{PAD_BYTES, polyglot, refuse_markup, unreadable};
use crate::evidence::Error;

/// Most that packed objects may unpack to, in bytes.
const UNPACKED_BYTES_MAX: u64 = 32 * 1024 * 1024;

/// Names of what acts, starts programs, holds further files or talks to others.
const ACTIVE: [&[u8]; 15] = [
    b"JavaScript",
    b"JS",
    b"Launch",
    b"EmbeddedFile",
    b"EmbeddedFiles",
    b"Filespec",
    b"RichMedia",
    b"Movie",
    b"Sound",
    b"3D",
    b"SubmitForm",
    b"ImportData",
    b"GoToR",
    b"GoToE",
    b"XFA",
];

/// Refuses a PDF in which something acts, that is locked, or behind which something else stands.
pub(super) fn walk(bytes: &[u8]) -> Outcome<()> {
    let end = memmem::rfind(bytes, b"%%EOF").ok_or_else(unreadable)?;
    let tail = bytes.get(end + 5..).unwrap_or_default();
    let blank = |byte: &u8| byte.is_ascii_whitespace() || *byte == 0;
    if tail.len() > PAD_BYTES || !tail.iter().all(blank) {
        return Err(polyglot());
    }
    if memmem::find(bytes.get(5..).unwrap_or_default(), b"%PDF-").is_some() {
        return Err(polyglot());
    }
    let (mut rest, mut left) = (bytes, UNPACKED_BYTES_MAX);
    let mut open = Vec::new();
    while let Some((before, body, after)) = next_stream(rest)? {
        open.extend_from_slice(before);
        if is_object(body) {
            // An object inside of another's content: only what hides writes that.
            return Err(unreadable());
        }
        if let Some(packed) = packed_objects(before)? {
            open.extend_from_slice(&unpack(packed, body, &mut left)?);
        }
        open.push(b'\n');
        rest = after;
    }
    open.extend_from_slice(rest);
    refuse_markup(&open)?;
    refuse_active(&open)
}

/// What stands before the next stream, what in it, and what behind it.
#[expect(clippy::type_complexity, reason = "three stretches of the same bytes")]
fn next_stream(bytes: &[u8]) -> Outcome<Option<(&[u8], &[u8], &[u8])>> {
    let found = memmem::find_iter(bytes, b"stream").find(|at| {
        let before = bytes.get(..*at).unwrap_or_default().trim_ascii_end();
        let behind = bytes.get(at + 6..).unwrap_or_default();
        before.ends_with(b">>") && (behind.starts_with(b"\r\n") || behind.starts_with(b"\n"))
    });
    let Some(at) = found else {
        return Ok(None);
    };
    let (before, behind) = bytes.split_at(at);
    let body = behind.get(6..).unwrap_or_default();
    let end = memmem::find(body, b"endstream").ok_or_else(unreadable)?;
    let (body, after) = body.split_at(end);
    Ok(Some((before, body, after.get(9..).unwrap_or_default())))
}

/// Whether somewhere in it an object begins (`12 0 obj`).
fn is_object(body: &[u8]) -> bool {
    memmem::find_iter(body, b" obj").any(|at| {
        let before = body.get(..at).unwrap_or_default();
        before.last().is_some_and(u8::is_ascii_digit)
    })
}

/// How the objects of a stream are packed, when it holds objects.
#[derive(Clone, Copy)]
enum Packed {
    Plain,
    Flate,
}

fn packed_objects(before: &[u8]) -> Outcome<Option<Packed>> {
    let from = memmem::rfind(before, b"obj").map_or(0, |at| at + 3);
    let dictionary = before.get(from..).unwrap_or_default();
    let names: Vec<Cow<'_, [u8]>> = names(dictionary).map(|(_, name)| name).collect();
    let has = |name: &[u8]| names.iter().any(|known| known.as_ref() == name);
    if !has(b"ObjStm") {
        return Ok(None);
    }
    let filters = names.iter().filter(|name| name.ends_with(b"Decode"));
    match filters.count() {
        0 if !has(b"Filter") => Ok(Some(Packed::Plain)),
        1 if has(b"FlateDecode") && !has(b"Predictor") => Ok(Some(Packed::Flate)),
        _ => Err(unreadable()),
    }
}

fn unpack<'b>(packed: Packed, body: &'b [u8], left: &mut u64) -> Outcome<Cow<'b, [u8]>> {
    let Packed::Flate = packed else {
        return Ok(Cow::Borrowed(body));
    };
    let body = body
        .strip_prefix(b"\r\n")
        .or_else(|| body.strip_prefix(b"\n"));
    let mut unpacked = Vec::new();
    // A byte more than is left: whoever fills it has too much.
    ZlibDecoder::new(body.unwrap_or_default())
        .take(*left + 1)
        .read_to_end(&mut unpacked)
        .map_err(|_| unreadable())?;
    let length = u64::try_from(unpacked.len()).unwrap_or(u64::MAX);
    *left = left.checked_sub(length).ok_or_else(unreadable)?;
    Ok(Cow::Owned(unpacked))
}

fn refuse_active(open: &[u8]) -> Outcome<()> {
    let mut opens_address = false;
    let mut links = false;
    for (at, name) in names(open) {
        let name = name.as_ref();
        if name == b"Encrypt" {
            return Err(Error::LockedPdf.fault().at("files"));
        }
        if ACTIVE.contains(&name) {
            return Err(active(name));
        }
        links |= name == b"URI";
        // A place in the document, in brackets, is what an honest writer wants to be opened at.
        opens_address |= name == b"OpenAction" && !goes_to_a_place(open, at);
    }
    if opens_address && links {
        return Err(active(b"OpenAction"));
    }
    Ok(())
}

/// Whether what stands behind a name is a place in the document, or an action that goes to one.
fn goes_to_a_place(open: &[u8], at: usize) -> bool {
    let value = open.get(at + b"OpenAction".len()..).unwrap_or_default();
    let value = value.trim_ascii_start();
    let near = value.get(..200).unwrap_or(value);
    value.starts_with(b"[") || (value.starts_with(b"<<") && memmem::find(near, b"/GoTo").is_some())
}

fn active(name: &[u8]) -> kernel::Fault {
    let name = String::from_utf8_lossy(name).into_owned();
    Error::ActivePdf.fault().with("name", name).at("files")
}

/// Every name (`/Like#20this`) with where it begins, behind its slash.
fn names(bytes: &[u8]) -> impl Iterator<Item = (usize, Cow<'_, [u8]>)> {
    memchr::memchr_iter(b'/', bytes).map(|slash| {
        let rest = bytes.get(slash + 1..).unwrap_or_default();
        let ends = |byte: &u8| byte.is_ascii_whitespace() || b"/<>[](){}%\0".contains(byte);
        let end = rest.iter().position(ends).unwrap_or(rest.len());
        (slash + 1, plain(rest.get(..end).unwrap_or_default()))
    })
}

/// A name without its escapes: `J#53` is `JS`.
fn plain(name: &[u8]) -> Cow<'_, [u8]> {
    if !name.contains(&b'#') {
        return Cow::Borrowed(name);
    }
    let (mut plain, mut rest) = (Vec::with_capacity(name.len()), name);
    while let Some((&byte, behind)) = rest.split_first() {
        let escaped = behind.get(..2).and_then(|digits| hex::decode(digits).ok());
        if let (b'#', Some(decoded)) = (byte, escaped) {
            plain.extend(decoded);
            rest = behind.get(2..).unwrap_or_default();
        } else {
            plain.push(byte);
            rest = behind;
        }
    }
    Cow::Owned(plain)
}
