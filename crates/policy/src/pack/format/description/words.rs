//! Words in both languages.

use super::super::Group;
use super::super::Need::Required;
use super::super::Shape::{Table, Text};
use super::{group, key};

pub(super) static WORDS: Group = group(
    None,
    &[
        key("zh", Required, Text, "中文", "Chinese"),
        key("en", Required, Text, "英文", "English"),
    ],
);

pub(super) static PHRASES: Group = group(
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
