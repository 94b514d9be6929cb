//! Every key of a pack file. A key that does not stand here is refused; a test holds that the
//! structs of [`super::super::schema`] take the same files.

mod clauses;
mod figures;
mod player;
mod words;

use super::Need::{Optional, Required};
use super::Shape::{Flag, Map, Table, Tables, Text, Whole};
use super::{Group, Key, Need, Shape, YEARS};
use clauses::CLAUSE;
use figures::{
    CARD, CATEGORY, CONVERSION, COURSE_TIME, EXAMS, FEE, NOTICE, REFUNDS, STUDY_YEAR, SUM,
};
use player::PLAYER;
use words::{PHRASES, WORDS};

const fn key(
    name: &'static str,
    need: Need,
    shape: Shape,
    zh: &'static str,
    en: &'static str,
) -> Key {
    Key {
        name,
        need,
        shape,
        zh,
        en,
    }
}

const fn group(identity: Option<&'static str>, keys: &'static [Key]) -> Group {
    Group { keys, identity }
}

const YEAR: Shape = Whole(YEARS.0, YEARS.1);

/// The whole file.
pub(crate) static PACK: Group = group(
    None,
    &[
        key(
            "id",
            Required,
            Text,
            "编号：属地/年度，更正版加 .2、.3……，与文件位置一致",
            "territory/year, of a correction .2, .3 …; the same as the file's place",
        ),
        key("territory", Required, Text, "属地", "the territory"),
        key(
            "application_year",
            Required,
            YEAR,
            "申报年度",
            "the application year",
        ),
        key(
            "draft",
            Optional,
            Flag,
            "草稿：只有点名（--edition）才用它判定，可以随时修改",
            "a draft answers only when asked for by --edition, and may be changed at will",
        ),
        key(
            "notice",
            Required,
            Table(&NOTICE),
            "所依据的通知",
            "the notice that it carries out",
        ),
        key(
            "categories",
            Required,
            Tables(&CATEGORY),
            "科目类别",
            "categories",
        ),
        key(
            "study_years",
            Optional,
            Tables(&STUDY_YEAR),
            "学习年度：要求多少学时、什么时候可以学",
            "study years: hours owed, and when they can be studied",
        ),
        key(
            "sums",
            Optional,
            Tables(&SUM),
            "几年合计的学时要求",
            "hours owed over several years together",
        ),
        key(
            "course_time",
            Required,
            Table(&COURSE_TIME),
            "课程时间如何折成学时",
            "course time and hours",
        ),
        key("exams", Required, Table(&EXAMS), "考试", "exams"),
        key("fees", Required, Tables(&FEE), "收费", "fees"),
        key("refunds", Optional, Table(&REFUNDS), "退费", "refunds"),
        key(
            "player",
            Required,
            Table(&PLAYER),
            "播放与计时",
            "how playback is credited",
        ),
        key("card", Required, Table(&CARD), "审验卡", "the yearly card"),
        key(
            "conversions",
            Optional,
            Tables(&CONVERSION),
            "学时折算",
            "conversions into hours",
        ),
        key("clauses", Required, Tables(&CLAUSE), "条款", "clauses"),
        key(
            "names",
            Required,
            Map(&Table(&WORDS)),
            "名称的中英文说法",
            "names in words",
        ),
        key(
            "phrases",
            Required,
            Table(&PHRASES),
            "拼写学时用的措辞",
            "phrases for amounts",
        ),
    ],
);
