//! The segments of a JPEG.

use kernel::Outcome;

use super::{check_tail, pair, refuse_markup, unreadable};

/// Start of a scan, behind which the coded picture stands.
const SCAN: u8 = 0xda;
/// The end.
const END: u8 = 0xd9;

/// Walks every segment up to the end, behind which there may be no more than a little.
pub(super) fn walk(bytes: &[u8]) -> Outcome<()> {
    let mut at = 2;
    loop {
        if bytes.get(at) != Some(&0xff) {
            return Err(unreadable());
        }
        let marker = *bytes.get(at + 1).ok_or_else(unreadable)?;
        match marker {
            END => return check_tail(bytes.get(at + 2..).unwrap_or_default()),
            // A filling byte.
            0xff => at += 1,
            // Markers that stand alone.
            0x01 | 0xd0..=0xd7 => at += 2,
            0x00 | 0xd8 => return Err(unreadable()),
            _ => {
                let length = pair(bytes, at + 2).filter(|length| *length >= 2);
                let end = at + 2 + length.ok_or_else(unreadable)?;
                let content = bytes.get(at + 4..end).ok_or_else(unreadable)?;
                // What a camera tells about the picture, and words.
                if matches!(marker, 0xe0..=0xef | 0xfe) {
                    refuse_markup(content)?;
                }
                at = if marker == SCAN {
                    coded_end(bytes, end)?
                } else {
                    end
                };
            }
        }
    }
}

/// Where the coded picture ends: at the first marker that is none of its own.
fn coded_end(bytes: &[u8], from: usize) -> Outcome<usize> {
    let rest = bytes.get(from..).unwrap_or_default();
    memchr::memchr_iter(0xff, rest)
        .find(|at| !matches!(rest.get(at + 1), None | Some(0x00 | 0xff | 0xd0..=0xd7)))
        .map(|at| from + at)
        .ok_or_else(unreadable)
}
