//! Why an application cannot be decided: stable codes with words in both languages.

use std::fmt;

use kernel::{Fault, Kind};

/// Why there is no decision. The code is stable (`decisions.reason`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecideError {
    /// What is wrong.
    pub problem: Problem,
    /// Where: a path such as `hours[2].hours`; empty when it is the whole.
    pub place: String,
    /// The value or name that is wrong, or further detail; may be empty.
    pub detail: String,
}

macro_rules! problems {
    ($($(#[$doc:meta])* $variant:ident = $code:literal $zh:literal $en:literal,)*) => {
        /// What can be wrong with an application.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Problem { $($(#[$doc])* $variant),* }

        impl Problem {
            /// Every problem.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The stable code.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),* }
            }

            const fn zh(self) -> &'static str {
                match self { $(Self::$variant => $zh),* }
            }

            const fn en(self) -> &'static str {
                match self { $(Self::$variant => $en),* }
            }
        }
    };
}

problems! {
    /// Nothing stands in the line.
    BlankLine = "decisions.blank_line" "这一行是空的" "the line is blank",
    /// Longer than a line may be.
    LineTooLong = "decisions.line_too_long" "这一行太长" "the line is too long",
    /// Not UTF-8.
    InvalidUtf8 = "decisions.invalid_utf8" "这一行不是 UTF-8 编码" "the line is not UTF-8",
    /// Not JSON.
    MalformedJson = "decisions.malformed_json" "不是有效的 JSON" "not well-formed JSON",
    /// A field that nobody knows.
    UnknownField = "decisions.unknown_field" "有不认识的字段" "unknown field",
    /// A field twice.
    DuplicateField = "decisions.duplicate_field" "字段重复" "duplicate field",
    /// A field that must be there is absent.
    MissingField = "decisions.missing_field" "缺少必填字段" "a required field is missing",
    /// Another JSON type than the field has.
    WrongType = "decisions.wrong_type" "字段的类型不对" "wrong type",
    /// A name that is none of the field's.
    UnknownName = "decisions.unknown_name" "不认识的取值" "unknown name",
    /// Not a day of the calendar.
    BadDay = "decisions.bad_day" "不是有效的日期（年-月-日）" "not a calendar day (YYYY-MM-DD)",
    /// Not a year.
    BadYear = "decisions.bad_year" "不是有效的年份" "not a year",
    /// Not hours.
    BadHours = "decisions.bad_hours"
        "学时须写成文本，非负，至多两位小数" "hours are text, not negative, with at most two decimals",
    /// Title review without a level.
    MissingLevel = "decisions.missing_level"
        "职称评审须填写级别（level）" "title review needs a level",
    /// Recognition without a degree.
    MissingDegree = "decisions.missing_degree"
        "考核认定须填写学历学位（degree）" "title recognition needs a degree",
    /// No pack for the territory.
    UnknownTerritory = "decisions.unknown_territory"
        "没有该属地的政策" "no policy pack for this territory",
    /// No edition for the year, or the edition asked for is of another territory or year.
    NoEdition = "decisions.no_edition"
        "没有适用于该属地和申报日期的政策版本" "no edition covers this territory and application date",
    /// No edition with this id.
    UnknownEdition = "decisions.unknown_edition" "没有这个政策版本" "no such edition",
    /// A category that the edition does not have.
    UnknownCategory = "decisions.unknown_category"
        "该政策版本没有这个科目类别" "the edition has no such category",
    /// Born after the application.
    BornAfterApplication = "decisions.born_after_application"
        "出生日期晚于申报日期" "the birthday is after the application date",
    /// Transferred after the application.
    TransferAfterApplication = "decisions.transfer_after_application"
        "调入日期晚于申报日期" "the transfer is after the application date",
}

impl DecideError {
    /// A problem of the whole.
    pub fn new(problem: Problem) -> Self {
        Self {
            problem,
            place: String::new(),
            detail: String::new(),
        }
    }

    /// Names the place.
    #[must_use]
    pub fn at(mut self, place: impl Into<String>) -> Self {
        self.place = place.into();
        self
    }

    /// Adds the value or a detail.
    #[must_use]
    pub fn with(mut self, detail: impl Into<String>) -> Self {
        self.detail = detail.into();
        self
    }

    /// The stable code.
    pub fn code(&self) -> &'static str {
        self.problem.code()
    }

    /// For people, Chinese first: what is wrong, where, and with which value.
    pub fn words(&self) -> String {
        let mut place = self.place.clone();
        if !self.detail.is_empty() {
            if !place.is_empty() {
                place.push_str(" = ");
            }
            place.extend(self.detail.chars().take(DETAIL_CHARS_MAX));
        }
        let (zh, en) = (self.problem.zh(), self.problem.en());
        if place.is_empty() {
            format!("{zh}。 {en}")
        } else {
            format!("{zh}：{place}。 {en}: {place}")
        }
    }
}

/// A whole line pasted into a field must not come back whole in its error.
const DETAIL_CHARS_MAX: usize = 80;

impl fmt::Display for DecideError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.code(), self.words())
    }
}

impl std::error::Error for DecideError {}

impl From<DecideError> for Fault {
    fn from(error: DecideError) -> Self {
        Self::new(Kind::Invalid, error.code())
            .with("place", &error.place)
            .with("detail", &error.detail)
    }
}
