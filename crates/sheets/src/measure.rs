//! What a workbook would unpack to, measured before anything reads it.
//!
//! A few kilobytes can unpack to gigabytes, and what a file says about its own sizes may be a lie:
//! so everything in it is unpacked once, into nothing, and counted.

use std::io::{Cursor, Read as _};

use kernel::{Fault, Outcome};
use zip::ZipArchive;

use crate::{Error, Limits};

/// Most files in a workbook.
const ENTRIES_MAX: usize = 1000;
/// Bytes unpacked at a time.
const PIECE: usize = 64 * 1024;
/// The attribute by which a workbook announces how many strings it has. The reader makes room for
/// as many at once, and a lie here would take all memory that there is.
const ANNOUNCED: &[u8] = b"uniqueCount";
/// Most digits of that announcement: ten million strings are more than the limits let in.
const ANNOUNCED_DIGITS_MAX: usize = 7;

/// Refuses a workbook that unpacks to more than the limits allow.
pub(crate) fn measure(bytes: &[u8], limits: &Limits) -> Outcome<()> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(unreadable)?;
    if archive.len() > ENTRIES_MAX {
        return Err(too_much(limits));
    }
    let mut unpacked = 0_u64;
    for at in 0..archive.len() {
        let mut entry = archive.by_index(at).map_err(unreadable)?;
        if is_macro(&entry.name().map_err(unreadable)?) {
            return Err(Error::Macros.into());
        }
        let mut piece = vec![0; PIECE];
        let mut kept = 0;
        loop {
            let space = piece.get_mut(kept..).unwrap_or_default();
            let read = entry.read(space).map_err(unreadable)?;
            unpacked = unpacked.saturating_add(u64::try_from(read).unwrap_or(u64::MAX));
            if unpacked > limits.unpacked_bytes_max {
                return Err(too_much(limits));
            }
            let filled = piece.get(..kept + read).unwrap_or_default();
            if announces_too_many(filled) {
                return Err(too_much(limits));
            }
            if read == 0 {
                break;
            }
            // The end stays, so that nothing hides across the border of two pieces.
            let tail = filled
                .len()
                .min(ANNOUNCED.len() + 2 * ANNOUNCED_DIGITS_MAX + 8);
            let from = filled.len() - tail;
            piece.copy_within(from..from + tail, 0);
            kept = tail;
        }
    }
    Ok(())
}

/// Whether an entry of a workbook holds a program: whatever the file is called, it is none of ours.
fn is_macro(name: &str) -> bool {
    let name = name.to_ascii_lowercase().replace('\\', "/");
    let file = name.rsplit('/').next().unwrap_or_default();
    file.starts_with("vbaproject")
        || file.starts_with("vbadata")
        || name.contains("macrosheets/")
        || name.contains("activex/")
}

/// Whether an announcement of more strings than allowed stands in the bytes.
fn announces_too_many(bytes: &[u8]) -> bool {
    let starts = bytes
        .windows(ANNOUNCED.len())
        .enumerate()
        .filter(|(_, window)| *window == ANNOUNCED);
    starts.into_iter().any(|(at, _)| {
        let rest = bytes.get(at + ANNOUNCED.len()..).unwrap_or_default();
        let is_between = |byte: &&u8| {
            matches!(
                byte,
                b' ' | b'\t' | b'\r' | b'\n' | b'=' | b'"' | b'\'' | b'+'
            )
        };
        let skipped = rest.iter().take_while(is_between).count();
        let digits = rest
            .iter()
            .skip(skipped)
            .take_while(|byte| byte.is_ascii_digit());
        // Blanks without end before the number are no way in either.
        skipped > 8 || digits.count() > ANNOUNCED_DIGITS_MAX
    })
}

fn too_much(limits: &Limits) -> Fault {
    let most = limits.unpacked_bytes_max / (1024 * 1024);
    Error::TooMuchInside.fault().with("most", most)
}

fn unreadable(error: impl std::fmt::Display) -> Fault {
    Error::Unreadable.fault().with("why", error)
}

#[cfg(test)]
mod tests {
    use super::announces_too_many;

    #[test]
    fn an_announcement_of_too_many_strings_is_seen() {
        for good in [
            "",
            "uniqueCount=\"20000\"",
            "uniqueCount='1'",
            "count=\"99999999999\"",
            "uniqueCount",
        ] {
            assert!(!announces_too_many(good.as_bytes()), "{good}");
        }
        for bad in [
            "uniqueCount=\"99999999999999\"",
            "uniqueCount = '12345678'",
            "uniqueCount=          \"1\"",
        ] {
            assert!(announces_too_many(bad.as_bytes()), "{bad}");
        }
    }
}
