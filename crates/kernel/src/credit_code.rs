//! Unified social credit codes (GB 32100): eighteen characters with a check character.

use std::fmt;
use std::str::FromStr;

use crate::{Fault, Kind};

const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
const WEIGHTS: [usize; 17] = [
    1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28,
];

/// A social credit code of the right shape. Whether the check character fits is a separate
/// question: real companies fail it, so a bureau may override the warning.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct CreditCode(String);

impl CreditCode {
    /// Completes seventeen characters with their check character.
    pub fn from_seventeen(text: &str) -> Option<Self> {
        let check = check_character(text)?;
        format!("{text}{check}").parse().ok()
    }

    /// The code as written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether the check character fits the other seventeen.
    pub fn checks(&self) -> bool {
        let (head, last) = (self.0.get(..17), self.0.get(17..));
        match (head.and_then(check_character), last) {
            (Some(check), Some(last)) => last.starts_with(check),
            _ => false,
        }
    }
}

fn check_character(text: &str) -> Option<char> {
    if text.len() != 17 {
        return None;
    }
    let mut sum = 0;
    for (byte, weight) in text.bytes().zip(WEIGHTS) {
        sum += ALPHABET.iter().position(|&letter| letter == byte)? * weight;
    }
    ALPHABET
        .get((31 - sum % 31) % 31)
        .map(|&byte| char::from(byte))
}

impl FromStr for CreditCode {
    type Err = Fault;
    fn from_str(text: &str) -> Result<Self, Fault> {
        let text = text.trim().to_ascii_uppercase();
        if text.len() == 18 && text.bytes().all(|byte| ALPHABET.contains(&byte)) {
            Ok(Self(text))
        } else {
            Err(Fault::new(Kind::Invalid, "kernel.credit_code_shape"))
        }
    }
}

impl fmt::Display for CreditCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_completed_code_checks_and_a_changed_one_does_not() {
        let code = CreditCode::from_seventeen("12150100MB1234567").unwrap();
        assert!(code.checks());
        let changed: CreditCode = format!("2{}", code.as_str().get(1..).unwrap())
            .parse()
            .unwrap();
        assert!(!changed.checks());
        assert!("I2150100MB12345678".parse::<CreditCode>().is_err());
    }
}
