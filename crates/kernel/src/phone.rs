//! Mobile telephone numbers of mainland China.

use std::fmt;
use std::str::FromStr;

use crate::{Fault, Kind};

/// Eleven digits that begin with 1. Masked wherever it is written.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Phone(String);

impl Phone {
    /// The whole number, for who must send something to it.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// The first three and the last two digits.
    pub fn masked(&self) -> String {
        let (head, tail) = (self.0.get(..3).unwrap_or(""), self.0.get(9..).unwrap_or(""));
        format!("{head}******{tail}")
    }
}

impl FromStr for Phone {
    type Err = Fault;
    fn from_str(text: &str) -> Result<Self, Fault> {
        let digits: String = text.chars().filter(|c| !matches!(c, ' ' | '-')).collect();
        let fits = digits.len() == 11
            && digits.starts_with('1')
            && digits.bytes().all(|byte| byte.is_ascii_digit());
        if fits {
            Ok(Self(digits))
        } else {
            Err(Fault::new(Kind::Invalid, "kernel.bad_phone"))
        }
    }
}

impl fmt::Display for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.masked())
    }
}
impl fmt::Debug for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.masked())
    }
}
