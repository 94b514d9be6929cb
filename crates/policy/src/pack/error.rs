//! Why a pack is refused, and where.

use std::fmt;

/// A pack that must not decide anything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackError {
    /// The file, as a path inside the folder of packs.
    pub file: String,
    /// The place in it, such as `clauses[3] (N2022 §3.1)` or a line and column.
    pub place: String,
    /// What is wrong.
    pub problem: PackProblem,
    /// The value that is wrong, or a detail.
    pub detail: String,
}

macro_rules! pack_problems {
    ($($(#[$doc:meta])* $variant:ident = $code:literal $zh:literal $en:literal,)*) => {
        /// What can be wrong with a pack.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum PackProblem { $($(#[$doc])* $variant),* }

        impl PackProblem {
            /// Every problem.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The stable code.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),* }
            }

            const fn words(self) -> (&'static str, &'static str) {
                match self { $(Self::$variant => ($zh, $en)),* }
            }
        }
    };
}

pack_problems! {
    /// The folder or file cannot be read.
    Unreadable = "packs.unreadable" "无法读取" "cannot be read",
    /// Not the format: TOML, an unknown field, an impossible day, an unknown name.
    Malformed = "packs.malformed" "格式、日期或名称有误" "wrong format, day or name",
    /// The id is not `territory/year` or does not fit the file's name.
    BadId = "packs.bad_id" "编号与文件位置、属地或年度不符"
        "the id does not fit the file's place, territory or year",
    /// A clause without a citation.
    NoCite = "packs.no_cite" "条款没有注明出处" "a clause without a citation",
    /// A citation of no clause of the pack.
    UnknownCite = "packs.unknown_cite" "引用了本政策没有的条款" "cites a clause that the pack does not have",
    /// The same thing twice.
    Duplicate = "packs.duplicate" "重复" "stands twice",
    /// A name that the pack does not declare.
    UnknownName = "packs.unknown_name" "使用了未声明的名称" "a name that is not declared",
    /// `confirm` without a basis, or a basis without `confirm`.
    NoBasis = "packs.no_basis" "标明待确认的须写明依据" "what is to be confirmed needs its basis",
    /// Words, a quote or a rule's field is missing.
    Incomplete = "packs.incomplete" "缺少内容" "something is missing",
    /// A field that this effect does not take.
    NotForEffect = "packs.not_for_effect" "该效果不使用这一项" "a field that the effect does not take",
    /// A sentence with an unknown slot.
    BadTemplate = "packs.bad_template" "语句中有不能填的空" "a sentence with a slot that cannot be filled",
    /// A number out of bounds.
    BadNumber = "packs.bad_number" "数值超出范围" "a number out of bounds",
    /// An applicant or a year for whom no rule speaks.
    Gap = "packs.gap" "有空缺" "a gap",
    /// Two windows or rules for one day or applicant.
    Overlap = "packs.overlap" "有重叠" "an overlap",
    /// The last day is before the first.
    Backwards = "packs.backwards" "截止日期早于开始日期" "ends before it begins",
}

impl PackError {
    pub(super) fn new(problem: PackProblem, place: impl Into<String>) -> Self {
        Self {
            file: String::new(),
            place: place.into(),
            problem,
            detail: String::new(),
        }
    }

    #[must_use]
    pub(super) fn with(mut self, detail: impl fmt::Display) -> Self {
        self.detail = detail.to_string();
        self
    }

    #[must_use]
    pub(super) fn in_file(mut self, file: &str) -> Self {
        file.clone_into(&mut self.file);
        self
    }

    /// The stable code, `packs.reason`.
    pub fn code(&self) -> &'static str {
        self.problem.code()
    }
}

impl fmt::Display for PackError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (zh, en) = self.problem.words();
        write!(f, "{}", self.file)?;
        if !self.place.is_empty() {
            write!(f, ": {}", self.place)?;
        }
        write!(f, ": {zh} / {en}")?;
        if !self.detail.is_empty() {
            write!(f, ": {}", self.detail)?;
        }
        Ok(())
    }
}

impl std::error::Error for PackError {}
