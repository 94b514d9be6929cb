//! Days, times, hours and money as people write them.

use kernel::{Day, Fen, Hours, Instant};

use crate::words::Locale;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl Locale {
    /// `2022年12月31日`, `31 December 2022`.
    pub fn day(self, day: Day) -> String {
        match self {
            Self::Chinese => format!("{}年{}月{}日", day.year(), day.month(), day.day()),
            Self::English => {
                let at = usize::from(day.month().unsigned_abs()).saturating_sub(1);
                let month = MONTHS.get(at).copied().unwrap_or_default();
                format!("{} {month} {}", day.day(), day.year())
            }
        }
    }

    /// A day with hour and minute, in Asia/Shanghai.
    pub fn moment(self, at: Instant) -> String {
        let (hour, minute, _) = at.clock();
        let between = match self {
            Self::Chinese => " ",
            Self::English => ", ",
        };
        format!("{}{between}{hour:02}:{minute:02}", self.day(at.day()))
    }

    /// `12.5 学时`, `12.5 hours`.
    pub fn hours(self, hours: Hours) -> String {
        match self {
            Self::Chinese => format!("{hours} 学时"),
            Self::English if hours == Hours::whole(1) => format!("{hours} hour"),
            Self::English => format!("{hours} hours"),
        }
    }

    /// `¥18.75`.
    pub fn money(self, fen: Fen) -> String {
        fen.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_read_as_people_write_them() {
        let day = Day::new(2022, 12, 31).unwrap();
        assert_eq!(Locale::Chinese.day(day), "2022年12月31日");
        assert_eq!(Locale::English.day(day), "31 December 2022");
        assert_eq!(Locale::Chinese.moment(day.start()), "2022年12月31日 00:00");
        assert_eq!(
            Locale::English.moment(day.start()),
            "31 December 2022, 00:00"
        );
        assert_eq!(Locale::Chinese.hours(Hours::hundredths(1250)), "12.5 学时");
        assert_eq!(Locale::English.hours(Hours::whole(1)), "1 hour");
    }
}
