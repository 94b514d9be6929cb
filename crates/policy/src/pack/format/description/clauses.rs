//! Clauses, their rules, and when a rule holds.

use super::super::Group;
use super::super::Need::{Cited, Optional, Required};
use super::super::Shape::{Cite, Flag, Name, Names, Share, Table, Tables, Text, Whole};
use super::{group, key};
use crate::facts::{Circumstance, DeemedKind, Degree, Level, Purpose, Sector};
use crate::pack::schema::RawEffect;

pub(super) static CLAUSE: Group = group(
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

pub(super) static RULE: Group = group(
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

pub(super) static WHEN: Group = group(
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

pub(super) static AGE: Group = group(
    None,
    &[
        key("male", Optional, Whole(1, 150), "男", "men"),
        key("female", Optional, Whole(1, 150), "女", "women"),
    ],
);
