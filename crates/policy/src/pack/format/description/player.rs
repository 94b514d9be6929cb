//! The keys of the player: how playback is credited, and what differs for a study year.

use super::super::Need::{Cited, Optional, Required};
use super::super::Shape::{Hours, HoursOfDay, Name, Tables, Whole};
use super::super::{Group, Key, Need};
use super::figures::source;
use super::{YEAR, group, key};
use crate::pack::ForwardSeek;

/// More hours (学时) than a day has, even of half an hour each.
const HOURS_OF_A_DAY: i64 = 48;

pub(super) static PLAYER: Group = group(
    None,
    &[
        allowed_speed_percent(Required),
        gap_cap_s(Required),
        beat_every_s(Required),
        complete_percent(Required),
        presence_checks_per_hour(Required),
        presence_answer_s(Required),
        presence_tries(Required),
        forward_seek(Required),
        hours_of_day(Required),
        most_hours_a_day(),
        key(
            "years",
            Optional,
            Tables(&PLAYER_YEAR),
            "某个学习年度的不同规定",
            "what differs for a study year",
        ),
        source("source", Cited),
    ],
);

static PLAYER_YEAR: Group = group(
    Some("year"),
    &[
        key("year", Required, YEAR, "学习年度", "the study year"),
        allowed_speed_percent(Optional),
        gap_cap_s(Optional),
        beat_every_s(Optional),
        complete_percent(Optional),
        presence_checks_per_hour(Optional),
        presence_answer_s(Optional),
        presence_tries(Optional),
        forward_seek(Optional),
        hours_of_day(Optional),
        most_hours_a_day(),
        source("source", Cited),
    ],
);

const fn allowed_speed_percent(need: Need) -> Key {
    key(
        "allowed_speed_percent",
        need,
        Whole(50, 400),
        "计时的最快倍速（%）",
        "fastest credited speed, percent",
    )
}

const fn gap_cap_s(need: Need) -> Key {
    key(
        "gap_cap_s",
        need,
        Whole(1, 86_400),
        "两次心跳之间最多计多少秒",
        "most seconds between two beats",
    )
}

const fn beat_every_s(need: Need) -> Key {
    key(
        "beat_every_s",
        need,
        Whole(1, 3_600),
        "心跳间隔（秒）",
        "seconds between beats",
    )
}

const fn complete_percent(need: Need) -> Key {
    key(
        "complete_percent",
        need,
        Whole(1, 100),
        "看满百分之几即学完",
        "share of a lesson that completes it",
    )
}

const fn presence_checks_per_hour(need: Need) -> Key {
    key(
        "presence_checks_per_hour",
        need,
        Whole(0, 240),
        "每小时抽查在座几次",
        "presence checks an hour",
    )
}

const fn presence_answer_s(need: Need) -> Key {
    key(
        "presence_answer_s",
        need,
        Whole(10, 3_600),
        "在座抽查的作答时间（秒）",
        "seconds to answer a presence check",
    )
}

const fn presence_tries(need: Need) -> Key {
    key(
        "presence_tries",
        need,
        Whole(1, 6),
        "一次抽查可以答几次",
        "tries of a presence check",
    )
}

const fn forward_seek(need: Need) -> Key {
    key(
        "forward_seek",
        need,
        Name(ForwardSeek::NAMES),
        "能否向前拖动：只到看过的部分，或不限",
        "where one may jump ahead: what is covered, or anywhere",
    )
}

const fn hours_of_day(need: Need) -> Key {
    key(
        "hours_of_day",
        need,
        HoursOfDay,
        "一天中计时的时段",
        "hours of the day that are credited",
    )
}

const fn most_hours_a_day() -> Key {
    key(
        "most_hours_a_day",
        Optional,
        Hours(HOURS_OF_A_DAY),
        "一人一天至多计多少学时",
        "most hours that a day credits to a person",
    )
}
