#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use kernel::{Instant, WatchSessionId};
use proptest::prelude::*;

use super::*;
use crate::learning::model::Refused;

const LENGTH: i64 = 200;

fn session(number: u128) -> WatchSessionId {
    WatchSessionId::from_parts(Instant::from_micros(0), number)
}

fn at(second: i64) -> Instant {
    Instant::from_micros(second * 1_000_000)
}

fn beat(second: i64, segments: &[Span], refused: &[(Span, &str)]) -> KeptBeat {
    let refusal = |(segment, code): &(Span, &str)| Refused {
        segment: *segment,
        code: (*code).to_owned(),
    };
    KeptBeat {
        session: session(1),
        seq: second,
        received_at: at(second),
        segments: segments.to_vec(),
        credited_ms: 0,
        refused: refused.iter().map(refusal).collect(),
    }
}

fn ground(covered: &[Span]) -> Ground {
    Ground {
        length_ms: LENGTH,
        covered: covered.iter().copied().collect(),
        ..Ground::default()
    }
}

fn told(stretches: &[Stretch]) -> Vec<(i64, i64, String)> {
    let tell = |one: &Stretch| (one.span.0, one.span.1, format!("{:?}", one.lot));
    stretches.iter().map(tell).collect()
}

fn refused(code: &str) -> String {
    format!("{:?}", Lot::Refused(code.to_owned()))
}

#[test]
fn a_lesson_that_nobody_opened_is_not_seen() {
    assert_eq!(
        told(&read(&[], &[], &ground(&[]))),
        [(0, LENGTH, "NotSeen".to_owned())]
    );
    assert_eq!(read(&[], &[], &Ground::default()), []);
}

#[test]
fn each_stretch_says_why_and_the_latest_reason_is_told() {
    let beats = [
        beat(10, &[(0, 50)], &[((20, 50), "learning.faster_than_clock")]),
        beat(20, &[(40, 60)], &[((40, 60), "learning.taken_over")]),
    ];
    let stretches = read(&beats, &[], &ground(&[(0, 20)]));
    assert_eq!(
        told(&stretches),
        [
            (0, 20, "Earned".to_owned()),
            (20, 40, refused("learning.faster_than_clock")),
            (40, 60, refused("learning.taken_over")),
            (60, LENGTH, "NotSeen".to_owned()),
        ]
    );
    assert_eq!(stretches[2].seen.as_ref().unwrap().first_at, at(20));
}

#[test]
fn what_a_missed_check_took_back_says_so_until_it_is_seen_again() {
    let beats = [beat(10, &[(0, 50)], &[]), beat(40, &[(10, 20)], &[])];
    let misses = [Miss {
        session: session(1),
        at: at(30),
        spans: [(10, 50)].into_iter().collect(),
    }];
    let stretches = read(&beats, &misses, &ground(&[(0, 20)]));
    assert_eq!(
        told(&stretches),
        [
            (0, 20, "Earned".to_owned()),
            (20, 50, refused("learning.check_missed")),
            (50, LENGTH, "NotSeen".to_owned()),
        ]
    );
    let seen = stretches[0].seen.as_ref().unwrap();
    assert_eq!((seen.first_at, seen.last_at), (at(10), at(40)));
}

#[test]
fn what_waits_and_what_an_officer_credited_are_told_apart() {
    let beats = [beat(
        10,
        &[(0, 100)],
        &[((10, 100), "learning.faster_than_clock")],
    )];
    let mut ground = ground(&[(0, 10), (60, 70)]);
    ground.granted.add((60, 70));
    ground.ahead.add((10, 60));
    assert_eq!(
        told(&read(&beats, &[], &ground)),
        [
            (0, 10, "Earned".to_owned()),
            (10, 60, "Waiting".to_owned()),
            (60, 70, "Granted".to_owned()),
            (70, 100, refused("learning.faster_than_clock")),
            (100, LENGTH, "NotSeen".to_owned()),
        ]
    );
}

fn span() -> impl Strategy<Value = Span> {
    // Also spans that lie outside of the lesson, or are empty.
    (-10_i64..LENGTH + 10, 0_i64..60).prop_map(|(from, length)| (from, from + length))
}

fn spans(most: usize) -> impl Strategy<Value = Vec<Span>> {
    prop::collection::vec(span(), 0..most)
}

fn beats() -> impl Strategy<Value = Vec<KeptBeat>> {
    let one = (0_u128..3, spans(4), spans(3));
    prop::collection::vec(one, 0..30).prop_map(|all| {
        let all = (0..).zip(all);
        all.map(|(second, (number, segments, refused))| {
            let refused: Vec<(Span, &str)> = refused
                .into_iter()
                .map(|span| {
                    (
                        span,
                        ["learning.faster_than_clock", "learning.taken_over"]
                            [usize::from(span.0 % 2 == 0)],
                    )
                })
                .collect();
            KeptBeat {
                session: session(number),
                ..beat(second, &segments, &refused)
            }
        })
        .collect()
    })
}

proptest! {
    #[test]
    fn stretches_are_the_lesson(
        beats in beats(),
        missed in prop::collection::vec((0_i64..30, spans(3)), 0..4),
        covered in spans(6),
        granted in spans(3),
        ahead in spans(3),
    ) {
        let clip = |spans: Vec<Span>| -> Coverage {
            spans.into_iter().map(|(from, to)| (from.max(0), to.min(LENGTH))).collect()
        };
        let mut misses: Vec<Miss> = missed
            .into_iter()
            .map(|(second, spans)| Miss {
                session: session(1),
                at: at(second),
                spans: spans.into_iter().collect(),
            })
            .collect();
        misses.sort_by_key(|miss| miss.at);
        let ground = Ground {
            length_ms: LENGTH,
            covered: clip(covered),
            granted: clip(granted),
            ahead: clip(ahead),
        };
        let stretches = read(&beats, &misses, &ground);
        let mut end = 0;
        for stretch in &stretches {
            prop_assert_eq!(stretch.span.0, end);
            prop_assert!(stretch.span.1 > stretch.span.0);
            prop_assert!(stretch.lot != Lot::NotSeen || stretch.seen.is_none());
            end = stretch.span.1;
        }
        prop_assert_eq!(end, LENGTH);
        let credited: Coverage = stretches
            .iter()
            .filter(|one| one.lot.is_credited())
            .map(|one| one.span)
            .collect();
        prop_assert_eq!(credited, ground.covered);
        // What nobody claimed is not seen, and the other way round.
        for stretch in stretches.iter().filter(|one| one.lot == Lot::NotSeen) {
            prop_assert!(beats.iter().all(|beat| !beat.touches(stretch.span)));
        }
    }
}
