//! What a sender tells about a file, read by the rules of tus 1.0 (`Upload-Metadata`): pairs with
//! commas between, a key and a value in base64 with a blank between.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use kernel::{Outcome, limits};

use super::Error;

/// Longest metadata, in bytes.
const METADATA_BYTES_MAX: usize = 4096;

/// The pairs of a header, in order. `uploads.bad_metadata` when it is not what tus says.
pub fn metadata(text: &str) -> Outcome<Vec<(String, String)>> {
    let bad = || Error::BadMetadata.fault();
    if text.len() > METADATA_BYTES_MAX {
        return Err(bad());
    }
    let mut pairs: Vec<(String, String)> = Vec::new();
    for pair in text.split(',').filter(|_| !text.is_empty()) {
        let (key, value) = pair.trim().split_once(' ').unwrap_or((pair.trim(), ""));
        let fits = !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_graphic());
        if !fits || pairs.iter().any(|(known, _)| known == key) {
            return Err(bad());
        }
        let value = STANDARD.decode(value).map_err(|_| bad())?;
        let value = String::from_utf8(value).map_err(|_| bad())?;
        pairs.push((key.to_owned(), value));
    }
    Ok(pairs)
}

/// The file's name: its last part, without what no name holds.
pub(super) fn name(pairs: &[(String, String)]) -> String {
    let told = pairs
        .iter()
        .find(|(key, _)| key == "filename" || key == "name");
    let told = told.map_or("", |(_, value)| value.as_str());
    let last = told.rsplit(['/', '\\']).next().unwrap_or_default();
    last.chars()
        .filter(|letter| !letter.is_control())
        .take(limits::FILE_NAME_CHARS_MAX)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_are_read_and_what_is_none_is_refused() {
        let pairs = metadata("filename d29ybGQubXA0,is_secret, purpose bWVkaWE=").unwrap();
        let pair = |key: &str, value: &str| (key.to_owned(), value.to_owned());
        assert_eq!(
            pairs,
            [
                pair("filename", "world.mp4"),
                pair("is_secret", ""),
                pair("purpose", "media")
            ]
        );
        assert_eq!(metadata("").unwrap(), []);
        for bad in ["a YQ==,a Yg==", ",", "a !", "ä YQ==", "a YQ== b"] {
            assert_eq!(
                metadata(bad).unwrap_err().code(),
                "uploads.bad_metadata",
                "{bad}"
            );
        }
    }

    #[test]
    fn a_name_leads_to_no_other_folder() {
        let name = |text: &str| name(&[("filename".to_owned(), text.to_owned())]);
        assert_eq!(name("../../etc/passwd"), "passwd");
        assert_eq!(name("C:\\films\\课.mp4"), "课.mp4");
        assert_eq!(name("a\r\nb"), "ab");
    }
}
