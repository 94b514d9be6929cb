//! Every key of a pack file. A key that does not stand here is refused; a test holds that the
//! structs of [`super::super::schema`] take the same files.

use super::Need::{Cited, Optional, Required};
use super::Shape::{
    Cite, Day, Digest, Flag, Hours, Map, Name, Names, Share, Table, Tables, Text, Texts, Whole,
};
use super::{Group, HOURS_OF_A_YEAR, Key, Need, Shape, YEARS};
use crate::facts::{Circumstance, DeemedKind, Degree, Level, Purpose, Sector};
use crate::pack::schema::RawEffect;
use crate::pack::{ExamsPer, Posting};

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

static NOTICE: Group = group(
    None,
    &[
        key("title", Required, Text, "标题", "title as published"),
        key("number", Optional, Text, "文号", "number of the document"),
        key("date", Optional, Day, "发布日期", "day of publication"),
        key(
            "file",
            Required,
            Text,
            "通知原文存放处",
            "where its text is kept",
        ),
        key(
            "digest",
            Required,
            Digest,
            "通知原文的摘要",
            "hash of that text",
        ),
        key(
            "confirm",
            Optional,
            Flag,
            "待主管部门确认",
            "somebody in authority must confirm it",
        ),
        key(
            "basis",
            Optional,
            Text,
            "依据，或须核对什么",
            "what it rests on, or what to check",
        ),
    ],
);

static SOURCE: Group = group(
    None,
    &[
        key("cite", Cited, Cite, "出自哪一条", "the clause"),
        key(
            "confirm",
            Optional,
            Flag,
            "待主管部门确认",
            "somebody in authority must confirm it",
        ),
        key(
            "basis",
            Optional,
            Text,
            "依据，或须核对什么",
            "what it rests on, or what to check",
        ),
    ],
);

const fn source(name: &'static str, need: Need) -> Key {
    key(name, need, Table(&SOURCE), "出处", "where it comes from")
}

static CATEGORY: Group = group(
    Some("name"),
    &[
        key(
            "name",
            Required,
            Text,
            "名称，如 public、professional",
            "name, such as public",
        ),
        key(
            "posts_on",
            Required,
            Name(Posting::NAMES),
            "由什么事件记入学时：学完或考试合格",
            "what posts the hours: completion or a passed exam",
        ),
        source("source", Cited),
    ],
);

static STUDY_YEAR: Group = group(
    Some("year"),
    &[
        key("year", Required, YEAR, "学习年度", "the study year"),
        key(
            "required",
            Optional,
            Map(&Hours(HOURS_OF_A_YEAR)),
            "各科目要求的学时",
            "hours owed by category",
        ),
        key(
            "windows",
            Optional,
            Tables(&SPAN),
            "可以学习的起止日期",
            "when it can be studied",
        ),
        key(
            "opens_by",
            Optional,
            Text,
            "未开放时由谁开放",
            "who can open it where there is no window",
        ),
        source("source", Cited),
        source("windows_source", Optional),
    ],
);

static SPAN: Group = group(
    None,
    &[
        key("from", Required, Day, "第一天", "first day"),
        key("to", Required, Day, "最后一天", "last day"),
    ],
);

static SUM: Group = group(
    None,
    &[
        key("when", Optional, Table(&WHEN), "适用条件", "when it holds"),
        key(
            "required",
            Required,
            Map(&Hours(99_999)),
            "各科目（或 total）要求的学时",
            "hours owed by category, or in total",
        ),
        source("source", Cited),
    ],
);

static COURSE_TIME: Group = group(
    None,
    &[
        key(
            "minutes_per_hour",
            Required,
            Whole(1, 120),
            "一学时的分钟数",
            "minutes of an hour",
        ),
        source("source", Cited),
    ],
);

static EXAMS: Group = group(
    None,
    &[
        key(
            "pass_mark",
            Required,
            Whole(1, 100),
            "合格分（满分 100）",
            "least score of 100 that passes",
        ),
        key(
            "per",
            Required,
            Name(ExamsPer::NAMES),
            "按课程还是按年度考试",
            "an exam a course, or a year",
        ),
        source("source", Cited),
    ],
);

static FEE: Group = group(
    Some("category"),
    &[
        key("category", Required, Text, "科目", "category"),
        key(
            "fen_per_hour",
            Required,
            Whole(0, 1_000_000),
            "每学时多少分",
            "fen an hour",
        ),
        key(
            "ceiling_fen_per_study_year",
            Optional,
            Whole(0, 1_000_000_000),
            "一个年度至多多少分",
            "most fen in a study year",
        ),
        source("source", Cited),
    ],
);

static PLAYER: Group = group(
    None,
    &[
        key(
            "allowed_speed_percent",
            Required,
            Whole(50, 400),
            "计时的最快倍速（%）",
            "fastest credited speed, percent",
        ),
        key(
            "gap_cap_s",
            Required,
            Whole(1, 86_400),
            "两次心跳之间最多计多少秒",
            "most seconds between two beats",
        ),
        key(
            "beat_every_s",
            Required,
            Whole(1, 3_600),
            "心跳间隔（秒）",
            "seconds between beats",
        ),
        key(
            "complete_percent",
            Required,
            Whole(1, 100),
            "看满百分之几即学完",
            "share of a lesson that completes it",
        ),
        key(
            "presence_checks_per_hour",
            Required,
            Whole(0, 60),
            "每小时抽查在座几次",
            "presence checks an hour",
        ),
        source("source", Cited),
    ],
);

static CARD: Group = group(
    None,
    &[
        key(
            "exams_of",
            Required,
            Texts,
            "哪些科目须考试合格",
            "categories whose exams must be passed",
        ),
        key(
            "needs_approved_report",
            Required,
            Flag,
            "须先审核通过培训情况报告",
            "needs an approved report",
        ),
        source("source", Cited),
    ],
);

static CONVERSION: Group = group(
    Some("kind"),
    &[
        key("kind", Required, Text, "折算种类", "kind"),
        key(
            "category",
            Required,
            Text,
            "计入的科目",
            "category that it counts for",
        ),
        key("unit", Required, Table(&WORDS), "单位", "unit"),
        key(
            "hours_per_unit",
            Required,
            Hours(HOURS_OF_A_YEAR),
            "每单位折多少学时",
            "hours for one unit",
        ),
        key(
            "cap_per_year",
            Optional,
            Hours(HOURS_OF_A_YEAR),
            "一个年度至多折多少学时",
            "most hours in a study year",
        ),
        key(
            "evidence",
            Required,
            Table(&WORDS),
            "凭什么证明",
            "what must be shown",
        ),
        source("source", Cited),
    ],
);

static CLAUSE: Group = group(
    Some("cite"),
    &[
        key("cite", Cited, Cite, "条款号", "citation"),
        key(
            "quote",
            Required,
            Text,
            "原文（照录）",
            "its words as published",
        ),
        key("applied", Required, Text, "如何执行", "how it is applied"),
        key(
            "confirm",
            Optional,
            Flag,
            "待主管部门确认",
            "somebody in authority must confirm it",
        ),
        key(
            "basis",
            Optional,
            Text,
            "依据，或须核对什么",
            "what it rests on, or what to check",
        ),
        key(
            "rules",
            Optional,
            Tables(&RULE),
            "参与判定的规则",
            "rules for decisions",
        ),
    ],
);

static RULE: Group = group(
    Some("effect"),
    &[
        key("effect", Required, Name(RawEffect::NAMES), "效果", "effect"),
        key(
            "when",
            Optional,
            Table(&WHEN),
            "条件（写了的都要满足）",
            "condition: all that is written",
        ),
        key(
            "years",
            Optional,
            Whole(1, 20),
            "看近几年（window）",
            "how many years count (window)",
        ),
        key(
            "share",
            Optional,
            Share,
            "只要求几分之几（reduce）",
            "share that is owed (reduce)",
        ),
        key(
            "kind",
            Optional,
            Name(DeemedKind::NAMES),
            "什么可以视同（deem、refer）",
            "what stands for hours (deem, refer)",
        ),
        key(
            "in_region",
            Optional,
            Flag,
            "是否在自治区内（deem、refer）",
            "inside the region (deem, refer)",
        ),
        key(
            "category",
            Optional,
            Text,
            "视同哪个科目（deem、refer）",
            "for which category (deem, refer)",
        ),
        key(
            "zh",
            Required,
            Text,
            "窗口可以照念的中文",
            "the sentence in Chinese",
        ),
        key(
            "en",
            Required,
            Text,
            "同一句的英文",
            "the sentence in English",
        ),
    ],
);

static WHEN: Group = group(
    None,
    &[
        key(
            "purposes",
            Optional,
            Names(Purpose::NAMES),
            "用途",
            "purposes",
        ),
        key(
            "levels",
            Optional,
            Names(Level::NAMES),
            "职称级别",
            "levels",
        ),
        key(
            "degrees",
            Optional,
            Names(Degree::NAMES),
            "学历学位",
            "degrees",
        ),
        key("age", Optional, Table(&AGE), "年满", "age reached"),
        key(
            "sectors",
            Optional,
            Names(Sector::NAMES),
            "单位性质",
            "sectors",
        ),
        key(
            "grassroots",
            Optional,
            Flag,
            "基层一线",
            "grassroots front line",
        ),
        key(
            "circumstance",
            Optional,
            Name(Circumstance::NAMES),
            "特殊情形",
            "circumstance",
        ),
        key(
            "transferred_in_application_year",
            Optional,
            Flag,
            "申报当年由党政机关转任",
            "transferred from a party or state organ in the application year",
        ),
    ],
);

static AGE: Group = group(
    None,
    &[
        key("male", Optional, Whole(1, 150), "男", "men"),
        key("female", Optional, Whole(1, 150), "女", "women"),
    ],
);

static WORDS: Group = group(
    None,
    &[
        key("zh", Required, Text, "中文", "Chinese"),
        key("en", Required, Text, "英文", "English"),
    ],
);

static PHRASES: Group = group(
    None,
    &[
        key(
            "unknown",
            Required,
            Table(&WORDS),
            "未提供的事实",
            "a fact that was not given",
        ),
        key("year", Required, Table(&WORDS), "一个年度", "one year"),
        key(
            "span",
            Required,
            Table(&WORDS),
            "几年合计",
            "several years together",
        ),
        key(
            "amount",
            Required,
            Table(&WORDS),
            "一个科目的学时",
            "hours of a category",
        ),
        key(
            "between_amounts",
            Required,
            Table(&WORDS),
            "科目之间",
            "between categories",
        ),
        key(
            "between_periods",
            Required,
            Table(&WORDS),
            "年度之间",
            "between years",
        ),
    ],
);
