//! The chunks of a PNG.

use kernel::Outcome;

use super::{check_tail, refuse_markup, unreadable};

/// Bytes of the signature.
const SIGNATURE: usize = 8;
/// Bytes of a chunk beside its content: length, name and checksum.
const FRAME: usize = 12;

/// Walks every chunk up to the end, behind which there may be no more than a little.
pub(super) fn walk(bytes: &[u8]) -> Outcome<()> {
    let mut at = SIGNATURE;
    loop {
        let length = bytes.get(at..at + 4).and_then(<[u8]>::first_chunk::<4>);
        let length = u32::from_be_bytes(*length.ok_or_else(unreadable)?);
        let length = usize::try_from(length).map_err(|_| unreadable())?;
        let name = bytes.get(at + 4..at + 8).ok_or_else(unreadable)?;
        if !name.iter().all(u8::is_ascii_alphabetic) || (at == SIGNATURE && name != b"IHDR") {
            return Err(unreadable());
        }
        let content = bytes.get(at + 8..at + 8 + length).ok_or_else(unreadable)?;
        at = at + FRAME + length;
        if at > bytes.len() {
            return Err(unreadable());
        }
        match name {
            b"IEND" => return check_tail(bytes.get(at..).unwrap_or_default()),
            b"IDAT" => {}
            // Words about the picture.
            _ => refuse_markup(content)?,
        }
    }
}
