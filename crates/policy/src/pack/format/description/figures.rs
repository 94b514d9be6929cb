//! The notice, and the keys of figures: categories, study years, fees, exams and what else a clause
//! gives a number for.

use super::super::Need::{Cited, Optional, Required};
use super::super::Shape::{
    Cite, Day, Digest, Flag, Hours, Map, Name, Table, Tables, Text, Texts, Whole,
};
use super::super::{Group, HOURS_OF_A_YEAR, Key, Need};
use super::clauses::WHEN;
use super::words::WORDS;
use super::{YEAR, group, key};
use crate::pack::{BegunRefund, ExamsPer, Posting};

pub(super) static NOTICE: Group = group(
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

pub(super) static SOURCE: Group = group(
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

pub(super) const fn source(name: &'static str, need: Need) -> Key {
    key(name, need, Table(&SOURCE), "出处", "where it comes from")
}

pub(super) static CATEGORY: Group = group(
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

pub(super) static STUDY_YEAR: Group = group(
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

pub(super) static SPAN: Group = group(
    None,
    &[
        key("from", Required, Day, "第一天", "first day"),
        key("to", Required, Day, "最后一天", "last day"),
    ],
);

pub(super) static SUM: Group = group(
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

pub(super) static COURSE_TIME: Group = group(
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

pub(super) static EXAMS: Group = group(
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

pub(super) static FEE: Group = group(
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

pub(super) static REFUNDS: Group = group(
    None,
    &[
        key(
            "within_days",
            Required,
            Whole(0, 366),
            "付款后多少天以内可以申请",
            "days after the payment within which it is asked",
        ),
        key(
            "untouched_percent",
            Required,
            Whole(0, 100),
            "还没有学的课程退百分之几",
            "percent that goes back where nothing was learnt",
        ),
        key(
            "begun",
            Required,
            Name(BegunRefund::NAMES),
            "已开始学的课程退多少",
            "what goes back where learning has begun",
        ),
        source("source", Cited),
    ],
);

pub(super) static CARD: Group = group(
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

/// Facts on which a conversion may depend.
const CLAIMANTS: [&str; 2] = ["skilled_worker", "three_subject_teacher"];

pub(super) static CONVERSION: Group = group(
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
        key(
            "fact",
            Optional,
            Name(&CLAIMANTS),
            "只限哪类人：须先认定的事实",
            "for whom alone: the fact that must be confirmed of her",
        ),
        source("source", Cited),
    ],
);
