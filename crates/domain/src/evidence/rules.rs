//! Names and sizes. Pure.

use kernel::{EvidenceId, Outcome, limits};

use super::Error;
use super::model::FileKind;

/// Largest file, in bytes.
pub const BYTES_MAX: usize = 10 * 1024 * 1024;

/// Refuses what is empty or larger than we take.
pub(super) fn check_size(bytes: &[u8]) -> Outcome<()> {
    if bytes.is_empty() {
        return Err(Error::Empty.into());
    }
    if bytes.len() > BYTES_MAX {
        let most = BYTES_MAX / (1024 * 1024);
        return Err(Error::TooLarge.fault().with("most", most).at("files"));
    }
    Ok(())
}

/// The name under which a file is shown and handed out: its last part, without what no name holds,
/// and with the ending of what it is.
pub(super) fn shown_name(given: &str, kind: FileKind) -> String {
    let last = given.rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = match last.rsplit_once('.') {
        Some((stem, ending)) if ending.len() <= 5 => stem,
        _ => last,
    };
    let ending = kind.as_str();
    let room = limits::FILE_NAME_CHARS_MAX - ending.len() - 1;
    let stem: String = stem.chars().filter(|c| is_shown(*c)).take(room).collect();
    let stem = stem.trim().trim_matches('.');
    let stem = if stem.is_empty() { "material" } else { stem };
    format!("{stem}.{ending}")
}

/// Control characters, those that turn the direction of writing, and those that mean something to a
/// shell, a path or a header stand in no name.
fn is_shown(c: char) -> bool {
    let turns = [
        '\u{200b}'..='\u{200f}',
        '\u{202a}'..='\u{202e}',
        '\u{2060}'..='\u{206f}',
    ];
    let turns = turns.iter().any(|range| range.contains(&c)) || c == '\u{feff}';
    !c.is_control() && !turns && !"\"'<>|:*?;%&$`\\/".contains(c)
}

/// The key of the original in the file store.
pub(super) fn key(id: &EvidenceId) -> String {
    format!("evidence/{id}")
}

/// The key of our drawing.
pub(super) fn drawing_key(id: &EvidenceId) -> String {
    format!("evidence/{id}.drawing")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
    use super::*;

    #[test]
    fn a_name_is_only_its_last_part_and_ends_as_what_it_is() {
        for (given, shown) in [
            ("结业证书.JPG", "结业证书.png"),
            ("../../etc/passwd", "passwd.png"),
            ("C:\\fakepath\\证书.png", "证书.png"),
            ("a\r\nSet-Cookie: x.png", "aSet-Cookie x.png"),
            ("gnp.\u{202e}exe.png", "gnp.exe.png"),
            ("\"><script>.html", "script.png"),
            ("...", "material.png"),
            ("", "material.png"),
        ] {
            assert_eq!(shown_name(given, FileKind::Png), shown, "{given:?}");
        }
        let long = "长".repeat(500);
        let shown = shown_name(&long, FileKind::Pdf);
        assert_eq!(shown.chars().count(), limits::FILE_NAME_CHARS_MAX);
        assert_eq!(shown.rsplit_once('.').unwrap().1, "pdf");
    }

    #[test]
    fn what_is_empty_or_too_large_is_refused() {
        assert_eq!(check_size(&[]).unwrap_err().code(), "evidence.empty");
        let large = vec![0; BYTES_MAX + 1];
        assert_eq!(check_size(&large).unwrap_err().code(), "evidence.too_large");
        assert!(check_size(&large[..BYTES_MAX]).is_ok());
    }
}
