//! Citizen ids (GB 11643): eighteen characters with a check digit, birthday and sex.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::{Day, Fault, Kind};

/// Sex as the citizen id states it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sex {
    /// Even sequence number.
    Female,
    /// Odd sequence number.
    Male,
}

impl Sex {
    /// The name in the database and in the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Female => "female",
            Self::Male => "male",
        }
    }
}

impl FromStr for Sex {
    type Err = Fault;
    fn from_str(text: &str) -> Result<Self, Fault> {
        match text {
            "female" => Ok(Self::Female),
            "male" => Ok(Self::Male),
            _ => Err(Fault::new(Kind::Invalid, "kernel.bad_sex").with("value", text)),
        }
    }
}

/// A well-formed citizen id. Its text never reaches a log: `Debug` and `Display` are masked.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct CitizenId(String);

const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS: &[u8; 11] = b"10X98765432";

impl CitizenId {
    /// Completes seventeen digits with their check digit, as synthetic people need it.
    pub fn from_seventeen(digits: &str) -> Option<Self> {
        let check = check_digit(digits)?;
        format!("{digits}{check}").parse().ok()
    }

    /// The whole number. Whoever shows it to a person must leave an audit line.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// Birthday.
    pub fn born(&self) -> Option<Day> {
        let number = |range: std::ops::Range<usize>| {
            self.0.get(range).and_then(|part| part.parse::<i16>().ok())
        };
        let month = i8::try_from(number(10..12)?).ok()?;
        let day = i8::try_from(number(12..14)?).ok()?;
        Day::new(number(6..10)?, month, day)
    }

    /// Sex.
    pub fn sex(&self) -> Sex {
        match self.0.as_bytes().get(16) {
            Some(digit) if digit % 2 == 1 => Sex::Male,
            _ => Sex::Female,
        }
    }

    /// For lists and documents: the first three and the last two characters.
    pub fn masked(&self) -> String {
        let (head, tail) = (
            self.0.get(..3).unwrap_or(""),
            self.0.get(16..).unwrap_or(""),
        );
        format!("{head}*************{tail}")
    }
}

fn check_digit(digits: &str) -> Option<char> {
    if digits.len() != 17 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let sum: u32 = digits
        .bytes()
        .zip(WEIGHTS)
        .map(|(byte, weight)| u32::from(byte - b'0') * weight)
        .sum();
    let at = usize::try_from(sum % 11).ok()?;
    CHECKS.get(at).map(|&byte| char::from(byte))
}

impl FromStr for CitizenId {
    type Err = Fault;

    /// Reads eighteen characters; a small `x` is taken for `X`.
    fn from_str(text: &str) -> Result<Self, Fault> {
        let bad_length = || Fault::new(Kind::Invalid, "kernel.citizen_id_length");
        let text = text.trim().to_ascii_uppercase();
        let (Some(digits), Some(last)) = (text.get(..17), text.get(17..)) else {
            return Err(bad_length());
        };
        let Some(check) = check_digit(digits) else {
            return Err(bad_length());
        };
        if last.len() != 1 {
            return Err(bad_length());
        }
        if !last.starts_with(check) {
            return Err(Fault::new(Kind::Invalid, "kernel.citizen_id_check"));
        }
        let id = Self(text);
        if id.born().is_none() {
            return Err(Fault::new(Kind::Invalid, "kernel.citizen_id_birthday"));
        }
        Ok(id)
    }
}

impl fmt::Display for CitizenId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.masked())
    }
}
impl fmt::Debug for CitizenId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.masked())
    }
}

/// A name for strangers: the first character, then a star for each further one.
pub fn mask_name(name: &str) -> String {
    name.chars()
        .enumerate()
        .map(|(at, letter)| {
            if at == 0 || letter == '·' {
                letter
            } else {
                '*'
            }
        })
        .collect()
}

/// The text with everything masked that reads as an identity number: 18 characters, or the 15 of
/// old. A reason that somebody typed may hold one; a message or an audit line never does.
pub fn mask_numbers(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    let mut run = String::new();
    for c in text.chars() {
        let ends_in_x = run.len() == 17 && matches!(c, 'x' | 'X');
        if c.is_ascii_digit() || ends_in_x {
            run.push(c);
            continue;
        }
        clean.push_str(&masked_run(&run));
        run.clear();
        clean.push(c);
    }
    clean.push_str(&masked_run(&run));
    clean
}

fn masked_run(run: &str) -> String {
    if !matches!(run.len(), 15 | 18) {
        return run.to_owned();
    }
    let end = run.len() - 2;
    let (head, tail) = (
        run.get(..3).unwrap_or_default(),
        run.get(end..).unwrap_or_default(),
    );
    format!("{head}{}{tail}", "*".repeat(end - 3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_made_number_reads_back() {
        let id = CitizenId::from_seventeen("15010219770305002").unwrap();
        assert_eq!(id.reveal().parse::<CitizenId>().unwrap(), id);
        assert_eq!(id.born(), Day::new(1977, 3, 5));
        assert_eq!(id.sex(), Sex::Female);
        assert!(!format!("{id:?} {id}").contains("19770305"));
    }

    #[test]
    fn a_wrong_check_digit_is_an_error_of_its_own() {
        let good = CitizenId::from_seventeen("15010219770305002").unwrap();
        let wrong = if good.reveal().ends_with('1') {
            '2'
        } else {
            '1'
        };
        let text = format!("15010219770305002{wrong}");
        assert_eq!(
            text.parse::<CitizenId>().unwrap_err().code(),
            "kernel.citizen_id_check"
        );
        assert_eq!(
            "1501".parse::<CitizenId>().unwrap_err().code(),
            "kernel.citizen_id_length"
        );
        assert!(CitizenId::from_seventeen("15010219771305002").is_none());
    }

    #[test]
    fn names_are_masked_after_the_first_character() {
        assert_eq!(mask_name("乌日娜"), "乌**");
        assert_eq!(mask_name("阿拉坦·其其格"), "阿**·***");
    }

    #[test]
    fn identity_numbers_are_masked_wherever_they_stand() {
        let text = "证号150102197703050021有误，旧号150102770305002；18位15010219770305002X。";
        let clean = mask_numbers(text);
        assert_eq!(
            clean,
            "证号150*************21有误，旧号150**********02；18位150*************2X。"
        );
        for plain in [
            "订单 2022121512345678",
            "13900000000",
            "12.5 学时",
            "2022 年度",
        ] {
            assert_eq!(mask_numbers(plain), plain);
        }
    }
}
