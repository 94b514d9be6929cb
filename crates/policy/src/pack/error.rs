//! Why a pack is refused, and where.

use std::fmt::{self, Write as _};

/// A pack that must not decide anything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackError {
    /// The file, as a path inside the folder of packs.
    pub file: String,
    /// The line in it, from 1, where there is one.
    pub line: Option<usize>,
    /// The place in it, such as `clauses[3] (N2022 §3.1).rules[0]`; empty for the whole file.
    pub place: String,
    /// What is wrong.
    pub problem: PackProblem,
    /// The value that is wrong, or a detail.
    pub detail: String,
}

/// Words in Chinese and in English.
type Both = (&'static str, &'static str);

macro_rules! pack_problems {
    ($($(#[$doc:meta])* $variant:ident = $code:literal $zh:literal $en:literal,
        $zh_next:literal $en_next:literal;)*) => {
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

            /// What is wrong, in Chinese and in English.
            pub const fn words(self) -> Both {
                match self { $(Self::$variant => ($zh, $en)),* }
            }

            /// What to do about it, in Chinese and in English.
            pub const fn next(self) -> Both {
                match self { $(Self::$variant => ($zh_next, $en_next)),* }
            }
        }
    };
}

pack_problems! {
    /// The folder or file cannot be read.
    Unreadable = "packs.unreadable" "无法读取" "cannot be read",
        "检查路径、权限和文件大小" "check the path, the permissions and the file's size";
    /// Not TOML, or not UTF-8.
    Malformed = "packs.malformed" "不是有效的 TOML" "not well-formed TOML",
        "改正这一行的写法：引号、等号、括号" "mend the line: quotes, equals signs, brackets";
    /// A key that the format does not have.
    UnknownKey = "packs.unknown_key" "不认识的项" "unknown key",
        "改正拼写；可用的项见括号，说明见 docs/policy-packs.md"
        "mend the spelling; the keys are in parentheses, explained in docs/policy-packs.md";
    /// Another type than the key has.
    WrongType = "packs.wrong_type" "类型不对" "wrong type",
        "按括号中的形式写" "write it as said in parentheses";
    /// A day that the calendar does not have.
    BadDay = "packs.bad_day" "日历上没有这一天" "not a day of the calendar",
        "核对通知，写成 \"年-月-日\"" "look at the notice again; write YYYY-MM-DD";
    /// The id is not `territory/year` or does not fit the file's place.
    BadId = "packs.bad_id" "编号与文件位置、属地或年度不符"
        "the id does not fit the file's place, territory or year",
        "编号写成 属地/年度（更正版加 .2、.3……），文件放在 属地/年度.toml"
        "write territory/year (of a correction .2, .3 …) and keep it as territory/year.toml";
    /// A clause or figure without a citation.
    NoCite = "packs.no_cite" "没有注明出处" "without a citation",
        "写上 cite，如 \"N2022 §3.1\"" "add its cite, such as \"N2022 §3.1\"";
    /// A citation of no clause of the pack.
    UnknownCite = "packs.unknown_cite" "引用了本政策没有的条款" "cites a clause that the pack does not have",
        "改正条款号，或补上这一条 [[clauses]]" "mend the citation, or add the clause to [[clauses]]";
    /// The same thing twice.
    Duplicate = "packs.duplicate" "重复" "stands twice",
        "只留一处" "keep one of them";
    /// A name that is not declared.
    UnknownName = "packs.unknown_name" "不认识的名称" "unknown name",
        "用括号中的名称，或已声明的科目" "use a name in parentheses, or a declared category";
    /// `confirm` without a basis, or a basis without `confirm`.
    NoBasis = "packs.no_basis" "标明待确认的须写明依据" "what is to be confirmed needs its basis",
        "confirm = true 与 basis 同时写，或都不写" "write confirm = true and basis together, or neither";
    /// Words, a quote or a rule's field is missing.
    Incomplete = "packs.incomplete" "缺少内容" "something is missing",
        "补上所缺的项" "add what is missing";
    /// A field that this effect does not take.
    NotForEffect = "packs.not_for_effect" "该效果不使用这一项" "a field that the effect does not take",
        "删去这一项，或换一个效果" "take it out, or choose another effect";
    /// A sentence with an unknown slot.
    BadTemplate = "packs.bad_template" "语句中有不能填的空" "a sentence with a slot that cannot be filled",
        "只用该效果能填的空，花括号成对" "use slots that this effect fills, braces in pairs";
    /// A number out of bounds.
    BadNumber = "packs.bad_number" "数值不可能" "an impossible number",
        "按括号中的范围和形式写" "keep to the bounds and the form";
    /// An applicant or a year for whom no rule speaks.
    Gap = "packs.gap" "有空缺" "a gap",
        "补上所缺的年度、科目或年限规则" "add the missing year, category or window rule";
    /// Two windows or rules for one day or applicant.
    Overlap = "packs.overlap" "有重叠" "an overlap",
        "每一天、每一种申报只留一条规定" "leave one rule for each day and each application";
    /// The last day is before the first.
    Backwards = "packs.backwards" "截止日期早于开始日期" "ends before it begins",
        "对调或改正两个日期" "swap or mend the two days";
    /// No scenarios beside the edition.
    NoScenarios = "packs.no_scenarios" "旁边没有例子文件" "no scenarios beside the edition",
        "写一个同名的 .feature 文件，写法见 docs/policy-packs.md"
        "write a .feature file of the same name; see docs/policy-packs.md";
    /// A scenario that cannot be read.
    BadScenario = "packs.bad_scenario" "例子读不懂" "a scenario that cannot be read",
        "按 docs/policy-packs.md 所列的句子写" "use the sentences of docs/policy-packs.md";
    /// A published edition was edited.
    Edited = "packs.edited" "已发布的版本被改动" "a published edition was edited",
        "恢复原文；更正时另出修订版（如 .2），草稿（draft = true）可以随时改"
        "restore it; correct it by a new revision (such as .2); drafts (draft = true) are free";
    /// A published edition that is not pinned.
    Unpinned = "packs.unpinned" "已发布的版本没有登记摘要" "a published edition that is not pinned",
        "核对后把这一行加入 digests.toml" "when it is right, add this line to digests.toml";
    /// A pinned edition that is not there.
    Withdrawn = "packs.withdrawn" "登记过的版本不在了" "a pinned edition is gone",
        "恢复该文件：以往的判定要靠它重现" "restore the file: past decisions are replayed with it";
    /// The text of the notice is not the one that was read.
    NoticeChanged = "packs.notice_changed" "通知原文与登记的摘要不符"
        "the notice's text does not fit its digest",
        "恢复通知原文；确为新文本的，逐条核对后更新 notice.digest"
        "restore the notice; if it is a new text, compare every clause and renew notice.digest";
    /// A quote that does not stand in the notice.
    Misquoted = "packs.misquoted" "通知里没有这句原文" "a quote that does not stand in the notice",
        "照录通知原文" "quote the notice to the letter";
    /// A file that is neither a pack nor the scenarios of one.
    Stray = "packs.stray" "既不是政策也不是例子的文件" "neither a pack nor the scenarios of one",
        "改名为 年度.toml 或 年度.feature，或移走" "name it year.toml or year.feature, or move it away";
    /// No edition of that id.
    UnknownEdition = "packs.unknown_edition" "没有这个版本" "there is no such edition",
        "用括号中的编号，或用 --policies 指明文件夹"
        "use an id in parentheses, or name the folder by --policies";
    /// A draft would overwrite something.
    Exists = "packs.exists" "已经存在，没有改动它" "is there already and was left alone",
        "换一个文件夹（--into DIR），或先移走它" "write elsewhere (--into DIR), or move it away";
    /// A draft cannot be written.
    Unwritable = "packs.unwritable" "无法写入" "cannot be written",
        "检查路径、权限和磁盘空间" "check the path, the permissions and the space";
}

/// Every refusal with what to do, as a table in Markdown, for `docs/policy-packs.md`.
pub fn refusals_in_words() -> String {
    let mut text = "| 代码 code | 什么 | 怎么办 |\n| --- | --- | --- |\n".to_owned();
    for problem in PackProblem::ALL {
        let ((zh, en), (zh_next, en_next)) = (problem.words(), problem.next());
        let code = problem.code();
        let _ = writeln!(text, "| `{code}` | {zh}<br>{en} | {zh_next}<br>{en_next} |");
    }
    text
}

impl PackError {
    pub(super) fn new(problem: PackProblem, place: impl Into<String>) -> Self {
        Self {
            file: String::new(),
            line: None,
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

    #[must_use]
    pub(super) fn on_line(mut self, line: usize) -> Self {
        self.line = Some(line);
        self
    }

    /// A problem of a file as a whole, for who looks for one.
    pub fn of_whole(problem: PackProblem, file: &str, detail: &str) -> Self {
        Self::new(problem, "").with(detail).in_file(file)
    }

    /// The stable code, `packs.reason`.
    pub fn code(&self) -> &'static str {
        self.problem.code()
    }
}

/// `file:line: place: what is wrong: detail`.
impl fmt::Display for PackError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (zh, en) = self.problem.words();
        write!(f, "{}", self.file)?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
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
