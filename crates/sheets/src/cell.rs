//! One cell, and what it can be read as: text, a day in any of the ways people write it, a year,
//! yes or no, hours, an identity number.

use kernel::{Day, Fault, Hours, Outcome, Year};

use crate::Error;

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// Text, as it stands there.
    Text(String),
    /// A number in its shortest form.
    Number(String),
    /// A cell that is formatted as a day.
    Day(Day),
    /// Yes or no.
    Flag(bool),
    /// Covered by the merged area of this name, such as `C3:C5`.
    Merged(String),
    /// Longer than allowed: its beginning.
    TooLong(String, usize),
    /// A formula that failed, such as `#REF!`.
    Failed(String),
    /// Bytes that are no text: what could be made of them.
    Bytes(String),
}

/// How many characters of a bad value are repeated in its refusal.
const SHOWN_CHARS: usize = 30;

impl Cell {
    /// Whether nothing stands there.
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Empty | Self::Merged(_) => true,
            Self::Text(text) => plain(text).is_empty(),
            _ => false,
        }
    }

    /// The text without blanks around it, with full-width letters and digits made plain; empty
    /// when nothing stands there.
    pub fn text(&self) -> Outcome<String> {
        match self {
            Self::Empty => Ok(String::new()),
            Self::Text(text) | Self::Number(text) => Ok(plain(text)),
            Self::Day(day) => Ok(day.to_string()),
            Self::Flag(flag) => Ok(if *flag { "是" } else { "否" }.to_owned()),
            Self::Merged(area) => Err(Error::CellMerged.fault().with("area", area)),
            Self::TooLong(start, most) => {
                let fault = Error::CellTooLong.fault().with("most", most);
                Err(fault.with("value", shown(start)))
            }
            Self::Failed(what) => Err(bad(Error::CellFailed, what)),
            Self::Bytes(what) => Err(bad(Error::CellBytes, what)),
        }
    }

    /// The text of a cell that must be filled in.
    pub fn needed(&self) -> Outcome<String> {
        let text = self.text()?;
        if text.is_empty() {
            return Err(Error::CellEmpty.into());
        }
        Ok(text)
    }

    /// Letters and digits of a number that is no quantity, without any blanks, in capitals. A
    /// number cell keeps fifteen digits; what is longer has lost its end and is refused.
    pub fn number(&self) -> Outcome<String> {
        let text = self.needed()?;
        if let Self::Number(number) = self {
            let digits = number.bytes().filter(u8::is_ascii_digit).count();
            if digits > 15 || number.contains(['e', 'E', '.']) {
                return Err(bad(Error::CellDigitsLost, number));
            }
        }
        // "1.50102E+17", typed by a spreadsheet into a csv.
        if text.contains("E+") && text.starts_with(|first: char| first.is_ascii_digit()) {
            return Err(bad(Error::CellDigitsLost, &text));
        }
        let kept = text.chars().filter(|c| !c.is_whitespace());
        Ok(kept.collect::<String>().to_ascii_uppercase())
    }

    /// A day, if the cell is filled in: `2022-09-01`, `2022/9/1`, `2022.9.1`, `2022年9月1日`,
    /// `20220901`, each with or without a time behind it, a cell formatted as a day, or the serial
    /// number that a spreadsheet counts days by.
    pub fn day(&self) -> Outcome<Option<Day>> {
        if let Self::Day(day) = self {
            return Ok(Some(*day));
        }
        let text = self.text()?;
        if text.is_empty() {
            return Ok(None);
        }
        let day = read_day(&text).ok_or_else(|| bad(Error::CellNoDay, &text))?;
        Ok(Some(day))
    }

    /// A year, if the cell is filled in: `2021` or `2021年`, or the year of a day.
    pub fn year(&self) -> Outcome<Option<Year>> {
        let text = self.text()?;
        let text = text.trim_end_matches("年度").trim_end_matches('年');
        if text.is_empty() {
            return Ok(None);
        }
        let four: Option<Year> = text.parse().ok().filter(|year| (1900..2200).contains(year));
        let year = four.or_else(|| read_day(text).map(Day::year));
        year.map(Some).ok_or_else(|| bad(Error::CellNoYear, text))
    }

    /// Yes or no, if the cell is filled in.
    pub fn flag(&self) -> Outcome<Option<bool>> {
        let text = self.text()?.to_lowercase();
        match text.as_str() {
            "" => Ok(None),
            "是" | "有" | "yes" | "y" | "true" | "1" | "√" | "✓" | "☑" => Ok(Some(true)),
            "否" | "无" | "不是" | "no" | "n" | "false" | "0" | "×" => Ok(Some(false)),
            _ => Err(bad(Error::CellNoFlag, &text)),
        }
    }

    /// Hours, if the cell is filled in; `学时` behind them is read over.
    pub fn hours(&self) -> Outcome<Option<Hours>> {
        let text = self.text()?;
        let number = text
            .trim_end_matches("学时")
            .trim_end_matches("小时")
            .trim();
        if number.is_empty() && text.is_empty() {
            return Ok(None);
        }
        let number = match number.split_once('.') {
            // "30.00", as a column formatted to two places gives it, is read as it is.
            Some((whole, part)) if part.bytes().all(|digit| digit == b'0') => whole,
            _ => number,
        };
        let hours = number
            .parse()
            .map_err(|_: Fault| bad(Error::CellNoHours, &text))?;
        Ok(Some(hours))
    }
}

fn bad(error: Error, value: &str) -> Fault {
    error.fault().with("value", shown(value))
}

fn shown(value: &str) -> String {
    let mut shown: String = value.chars().take(SHOWN_CHARS).collect();
    if value.chars().nth(SHOWN_CHARS).is_some() {
        shown.push('…');
    }
    shown
}

/// A text as a person means it: full-width letters, digits and signs made plain, blanks of every
/// kind made one blank, none around it, and no characters that cannot be seen.
pub fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for character in text.chars() {
        let character = match character {
            '\u{ff01}'..='\u{ff5e}' => {
                char::from_u32(u32::from(character) - 0xfee0).unwrap_or(character)
            }
            '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}' | '\u{feff}' => continue,
            _ if character.is_whitespace() => ' ',
            _ if character.is_control() => continue,
            _ => character,
        };
        if character != ' ' || !(plain.is_empty() || plain.ends_with(' ')) {
            plain.push(character);
        }
    }
    plain.truncate(plain.trim_end().len());
    plain
}

/// The day that serial numbers count from, since a spreadsheet holds 1900 for a leap year.
const SERIAL_ZERO: (Year, i8, i8) = (1899, 12, 30);
/// Serial numbers that are taken for days: 1940 to 2099. Others are more likely something else.
const SERIALS: std::ops::Range<i32> = 14_611..73_051;

/// The day of a serial number.
pub(crate) fn day_of_serial(serial: i32) -> Option<Day> {
    let (year, month, day) = SERIAL_ZERO;
    let is_day = SERIALS.contains(&serial);
    Day::new(year, month, day)
        .filter(|_| is_day)
        .map(|zero| zero.plus_days(serial))
}

fn read_day(text: &str) -> Option<Day> {
    // A time behind the day: "2022-09-01 00:00:00", "2022-09-01T00:00:00".
    let has_time = text.contains(':');
    let day = if has_time {
        text.split([' ', 'T']).next()?
    } else {
        text
    };
    let day: String = day.chars().filter(|c| *c != ' ').collect();
    if day.bytes().all(|byte| byte.is_ascii_digit()) {
        return match day.len() {
            8 => of_parts(day.get(..4)?, day.get(4..6)?, day.get(6..)?),
            5 => day_of_serial(day.parse().ok()?),
            _ => None,
        };
    }
    let day = day.strip_suffix(['日', '号']).unwrap_or(&day);
    let mut parts = day.split(['-', '/', '.', '年', '月', '—', '–']);
    let (year, month, date) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || year.len() != 4 {
        return None;
    }
    of_parts(year, month, date)
}

fn of_parts(year: &str, month: &str, date: &str) -> Option<Day> {
    let is_plain = [year, month, date]
        .iter()
        .all(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
    let is_short = (1..=2).contains(&month.len()) && (1..=2).contains(&date.len());
    if !(is_plain && is_short) {
        return None;
    }
    Day::new(year.parse().ok()?, month.parse().ok()?, date.parse().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Cell {
        Cell::Text(text.to_owned())
    }

    #[test]
    fn a_day_is_read_in_every_way_in_which_people_write_it() {
        for written in [
            "2022-09-01",
            "2022/9/1",
            "2022.9.1",
            "2022年9月1日",
            "2022 年 9 月 1 日",
            "20220901",
            "２０２２年９月１日",
            " 2022-9-1 ",
            "2022-09-01 00:00:00",
            "2022-09-01T08:30:00",
            "2022/9/1 8:30",
            "44805",
            "2022年9月1号",
        ] {
            let day = text(written).day().unwrap();
            assert_eq!(day, Day::new(2022, 9, 1), "{written}");
        }
        assert_eq!(
            Cell::Number("44805".into()).day().unwrap(),
            Day::new(2022, 9, 1)
        );
        assert_eq!(
            Cell::Number("20220901".into()).day().unwrap(),
            Day::new(2022, 9, 1)
        );
        assert_eq!(text("  ").day().unwrap(), None);
    }

    #[test]
    fn what_is_no_day_is_refused_with_what_stands_there() {
        for written in [
            "2022-11-31",
            "2022年",
            "2022-9",
            "9/1/2022",
            "今天",
            "2022-9-1-1",
            "1",
            "999999",
            "2022/013/1",
            "-44805",
            "2022-+9-1",
        ] {
            let refused = text(written).day().unwrap_err();
            assert_eq!(refused.code(), "sheets.cell_no_day", "{written}");
            assert_eq!(refused.values().first().unwrap().1, written);
        }
    }

    #[test]
    fn numbers_that_are_no_quantities_keep_their_digits_or_are_refused() {
        assert_eq!(
            text("１５０１０２１９９００６０１００２ｘ　")
                .number()
                .unwrap(),
            "15010219900601002X"
        );
        assert_eq!(
            text(" 150102 19900601 002x").number().unwrap(),
            "15010219900601002X"
        );
        assert_eq!(Cell::Number("12345".into()).number().unwrap(), "12345");
        for lost in [
            Cell::Number("150102199006010000".into()),
            text("1.50102E+17"),
        ] {
            assert_eq!(lost.number().unwrap_err().code(), "sheets.cell_digits_lost");
        }
    }

    #[test]
    fn hours_years_and_flags_are_read_as_they_are_meant() {
        for (written, hours) in [
            ("30", "30"),
            ("30.00", "30"),
            ("12.5学时", "12.5"),
            ("１２．５", "12.5"),
        ] {
            assert_eq!(text(written).hours().unwrap().unwrap().to_string(), hours);
        }
        for written in ["-1", "1.234", "三十", "学时", "1e3", "30,5"] {
            assert_eq!(
                text(written).hours().unwrap_err().code(),
                "sheets.cell_no_hours"
            );
        }
        assert_eq!(text("2021年").year().unwrap(), Some(2021));
        assert_eq!(text("2021年度").year().unwrap(), Some(2021));
        assert_eq!(text("2021-05-01").year().unwrap(), Some(2021));
        assert_eq!(
            text("去年").year().unwrap_err().code(),
            "sheets.cell_no_year"
        );
        assert_eq!(
            (text("是").flag().unwrap(), text("Ｎ").flag().unwrap()),
            (Some(true), Some(false))
        );
        assert_eq!(
            text("也许").flag().unwrap_err().code(),
            "sheets.cell_no_flag"
        );
    }

    #[test]
    fn what_cannot_be_seen_is_left_out() {
        assert_eq!(plain("\u{feff} 乌日娜\u{3000}\u{200b}"), "乌日娜");
        assert_eq!(plain("a \t\r\n b"), "a b");
    }
}
