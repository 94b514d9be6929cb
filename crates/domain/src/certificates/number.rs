//! Numbers of certificates and cards: `C2022-7K3M-9QWX-4T0H`.
//!
//! A letter for the kind, the study year, eleven random symbols (55 bits: nobody finds a document
//! by trying numbers) and a check symbol that catches every single mistyped one. The symbols are
//! those of Crockford's base 32, which leaves out letters that are read for others.

use std::fmt;

use kernel::Year;

const SYMBOLS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Random symbols of a number.
const RANDOM: usize = 11;
/// A check symbol follows the random ones.
const LENGTH: usize = RANDOM + 1;
/// Longest text that is looked at, in bytes: a number with a blank around each symbol.
const TEXT_BYTES_MAX: usize = 60;

/// What a number belongs to; its first letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DocumentKind {
    /// Certificate of a passed course (培训合格证书).
    Certificate,
    /// Yearly card (审验卡).
    Card,
}

impl DocumentKind {
    const fn letter(self) -> char {
        match self {
            Self::Certificate => 'C',
            Self::Card => 'K',
        }
    }

    const fn code(self) -> u8 {
        match self {
            Self::Certificate => 12,
            Self::Card => 19,
        }
    }
}

/// The number of a certificate or a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct DocumentNumber {
    kind: DocumentKind,
    year: Year,
    symbols: [u8; LENGTH],
}

impl DocumentNumber {
    /// A number from random bytes.
    pub fn new(kind: DocumentKind, year: Year, random: [u8; RANDOM]) -> Self {
        let mut symbols = [0; LENGTH];
        for (symbol, byte) in symbols.iter_mut().zip(random) {
            *symbol = byte % 32;
        }
        if let Some(last) = symbols.last_mut() {
            *last = check(kind, year, random.into_iter().map(|byte| byte % 32));
        }
        Self {
            kind,
            year,
            symbols,
        }
    }

    /// Reads what people type: small letters, blanks, missing hyphens, and `O` for 0, `I` or `L`
    /// for 1. None for what we could not have issued.
    pub fn read(text: &str) -> Option<Self> {
        if text.len() > TEXT_BYTES_MAX {
            return None;
        }
        let mut letters = text
            .chars()
            .filter(|letter| !matches!(letter, '-' | ' '))
            .map(|letter| letter.to_ascii_uppercase());
        let kind = match letters.next()? {
            'C' => DocumentKind::Certificate,
            'K' => DocumentKind::Card,
            _ => return None,
        };
        let mut year: Year = 0;
        for _ in 0..4 {
            let digit = alike(letters.next()?).to_digit(10)?;
            year = year * 10 + Year::try_from(digit).ok()?;
        }
        let mut symbols = [0; LENGTH];
        for symbol in &mut symbols {
            let letter = alike(letters.next()?);
            let at = SYMBOLS
                .iter()
                .position(|known| char::from(*known) == letter)?;
            *symbol = u8::try_from(at).ok()?;
        }
        let [random @ .., last] = symbols;
        let fits = letters.next().is_none() && check(kind, year, random) == last;
        fits.then_some(Self {
            kind,
            year,
            symbols,
        })
    }

    /// What it belongs to.
    pub fn kind(self) -> DocumentKind {
        self.kind
    }

    /// The study year.
    pub fn year(self) -> Year {
        self.year
    }
}

/// Luhn's sum for 32 symbols: doubles every other one, so that no single change goes unseen.
fn check(kind: DocumentKind, year: Year, random: impl IntoIterator<Item = u8>) -> u8 {
    let (century, rest) = (year.unsigned_abs() / 100, year.unsigned_abs() % 100);
    let digits = [century / 10, century % 10, rest / 10, rest % 10];
    let head = digits
        .into_iter()
        .map(|digit| u8::try_from(digit).unwrap_or(0));
    let all = std::iter::once(kind.code()).chain(head).chain(random);
    let sum: u32 = all
        .enumerate()
        .map(|(at, symbol)| {
            let symbol = u32::from(symbol);
            if at % 2 == 0 {
                symbol
            } else {
                symbol * 2 / 32 + symbol * 2 % 32
            }
        })
        .sum();
    u8::try_from((32 - sum % 32) % 32).unwrap_or(0)
}

impl fmt::Display for DocumentNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{:04}", self.kind.letter(), self.year)?;
        for (at, symbol) in self.symbols.iter().enumerate() {
            if at % 4 == 0 {
                f.write_str("-")?;
            }
            let symbol = SYMBOLS.get(usize::from(*symbol)).copied().unwrap_or(b'0');
            write!(f, "{}", char::from(symbol))?;
        }
        Ok(())
    }
}

/// The symbol for which a letter is likely to have been read.
fn alike(letter: char) -> char {
    match letter {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
    use super::*;

    fn number() -> DocumentNumber {
        DocumentNumber::new(
            DocumentKind::Certificate,
            2022,
            [7, 51, 3, 0, 31, 18, 200, 9, 4, 1, 0],
        )
    }

    #[test]
    fn a_number_is_written_in_groups_and_reads_back() {
        let text = number().to_string();
        assert_eq!(text.len(), "C2022-7K3M-9QWX-4T0H".len());
        assert!(text.starts_with("C2022-7K30-"), "{text}");
        assert_eq!(DocumentNumber::read(&text).unwrap(), number());
    }

    #[test]
    fn what_people_type_is_read_kindly() {
        let text = number().to_string();
        for typed in [
            text.to_lowercase(),
            text.replace('-', ""),
            text.replace('-', " "),
            text.replace('0', "O"),
            text.replace('1', "l"),
        ] {
            assert_eq!(DocumentNumber::read(&typed).unwrap(), number(), "{typed}");
        }
    }

    #[test]
    fn every_single_mistyped_symbol_is_seen() {
        let text = number().to_string();
        for at in (0..text.len()).filter(|at| text.as_bytes().get(*at) != Some(&b'-')) {
            for other in SYMBOLS.iter().map(|symbol| char::from(*symbol)) {
                let mut typed = text.clone();
                typed.replace_range(at..=at, &other.to_string());
                assert_eq!(
                    DocumentNumber::read(&typed).is_some(),
                    typed == text,
                    "{typed}"
                );
            }
        }
    }

    #[test]
    fn other_things_are_no_numbers() {
        let whole = number().to_string();
        for text in [
            "",
            "C",
            "C2022",
            "X2022-7K3M-9QWX-4T0H",
            "é",
            &format!("{whole}0"),
            &whole[..whole.len() - 1],
            &"C".repeat(100_000),
        ] {
            assert_eq!(DocumentNumber::read(text), None, "{text}");
        }
    }

    #[test]
    fn a_card_is_told_from_a_certificate() {
        let card = DocumentNumber::new(DocumentKind::Card, 2022, [0; RANDOM]);
        assert!(card.to_string().starts_with("K2022-0000-0000-000"));
        let read = DocumentNumber::read(&card.to_string()).unwrap();
        assert_eq!((read.kind(), read.year()), (DocumentKind::Card, 2022));
    }
}
