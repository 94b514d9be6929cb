use std::collections::BTreeSet;
use std::sync::LazyLock;
use std::time::Duration;

use proptest::prelude::*;

use super::*;

const SPEED: i64 = 100;
const CAP_S: i64 = 600;

fn rules(speed: i64, cap_s: i64) -> PlayerRules {
    static RULES: LazyLock<PlayerRules> = LazyLock::new(|| {
        let policies = policy::Policies::embedded().unwrap();
        policies
            .for_territory("hohhot-etdz", 2022)
            .unwrap()
            .player(2022)
    });
    PlayerRules {
        allowed_speed_percent: speed,
        gap_cap_s: cap_s,
        ..*RULES
    }
}

fn at(ms: i64) -> Instant {
    Instant::from_micros(1_670_000_000_000_000 + ms * 1000)
}

fn open(ms: i64) -> Meter {
    opened(Meter::default(), ms)
}

/// What opening a session leaves of a meter, as the store does it (`give_row`).
fn opened(meter: Meter, ms: i64) -> Meter {
    Meter {
        ahead: Coverage::default(),
        mark_at: at(ms),
        left_ms: 0,
        ..meter
    }
}

/// A beat: so long after the one before, with these segments.
type Step = (i64, Vec<Span>);

fn steps(longest_ms: i64) -> impl Strategy<Value = Vec<Step>> {
    let segment = (0_i64..900, 1_i64..300).prop_map(|(from, length)| (from, from + length));
    let segments = prop::collection::vec(segment, 0..4);
    prop::collection::vec((0..longest_ms, segments), 1..40)
}

/// What happens to a learner: a beat after a while (which may be negative: clocks jump), a beat
/// sent twice, another device that takes over.
#[derive(Clone, Debug)]
enum Happening {
    Beat(i64, Vec<Span>),
    TakeOver(i64),
}

fn happenings() -> impl Strategy<Value = Vec<Happening>> {
    let segment = (0_i64..900, 1_i64..400).prop_map(|(from, length)| (from, from + length));
    let beat = (-500_i64..1_500, prop::collection::vec(segment, 0..4))
        .prop_map(|(after, segments)| Happening::Beat(after, segments));
    let other = (-500_i64..1_500).prop_map(Happening::TakeOver);
    prop::collection::vec(prop_oneof![6 => beat, 1 => other], 1..60)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    /// By any instant: no more than speed times the clock's forward time in sessions that do not
    /// overlap, no more of a silence than the cap; each millisecond once; nothing is lost.
    #[test]
    fn credit_never_outruns_the_clock(
        happenings in happenings(), speed in 50_i64..300, cap_s in 1_i64..3,
    ) {
        let rules = rules(speed, cap_s);
        let (mut meter, mut clock, mut latest) = (open(0), 0_i64, 0_i64);
        let (mut allowed, mut total) = (0_i64, 0_i64);
        let mut naive = BTreeSet::new();
        for happening in happenings {
            match happening {
                Happening::Beat(after, segments) => {
                    clock += after;
                    let silence = (clock - latest).max(0);
                    latest = latest.max(clock);
                    allowed += (silence * speed / 100).min(cap_s * 10 * speed);
                    let before = meter.covered.clone();
                    let taken = meter.take(&segments, at(clock), &rules, None);
                    total += taken.credited_ms;
                    prop_assert!(total <= allowed);
                    prop_assert_eq!(meter.covered.total(), total);
                    for &(from, to) in before.spans() {
                        prop_assert!(meter.covered.missing((from, to)).is_empty());
                    }
                    naive.extend(segments.iter().flat_map(|&(from, to)| from..to));
                    for &(from, to) in meter.covered.spans() {
                        prop_assert!((from..to).all(|ms| naive.contains(&ms)));
                    }
                }
                Happening::TakeOver(after) => {
                    clock += after;
                    latest = clock;
                    meter = opened(meter, clock);
                }
            }
        }
    }

    /// The same beats, received at the same instants in another order: the total at the end is the
    /// same, as long as all of it happens within one lease.
    #[test]
    fn any_order_gives_the_same_total(
        steps in steps(60), seed in any::<u64>(),
    ) {
        let rules = rules(SPEED, CAP_S);
        let total = |order: &[Vec<Span>]| {
            let (mut meter, mut clock) = (open(0), 0);
            for ((after, _), segments) in steps.iter().zip(order) {
                clock += after;
                meter.take(segments, at(clock), &rules, None);
            }
            (clock, meter.covered.total())
        };
        let sent: Vec<_> = steps.iter().map(|(_, segments)| segments.clone()).collect();
        let (clock, first) = total(&sent);
        prop_assert!(clock <= CAP_S * 1000);
        let mut shuffled = sent.clone();
        shuffled.sort_by_key(|segments| hash(segments, seed));
        prop_assert_eq!(total(&shuffled).1, first);
        // And it is what a set and a clock say, and nothing else.
        let union: BTreeSet<i64> = sent.iter().flatten().flat_map(|&(a, b)| a..b).collect();
        let union = i64::try_from(union.len()).unwrap();
        prop_assert_eq!(first, union.min(clock));
    }

    /// Beats that come at one instant, after whatever silence: their order does not matter.
    #[test]
    fn at_one_instant_the_order_does_not_matter(
        before in steps(2_000), late in steps(1), silence in 0_i64..5_000, seed in any::<u64>(),
    ) {
        let rules = rules(SPEED, 1);
        let (mut meter, mut clock) = (open(0), 0);
        for (after, segments) in &before {
            clock += after;
            meter.take(segments, at(clock), &rules, None);
        }
        let mut shuffled = late.clone();
        shuffled.sort_by_key(|(_, segments)| hash(segments, seed));
        let total = |steps: &[Step]| {
            let mut meter = meter.clone();
            for (_, segments) in steps {
                meter.take(segments, at(clock + silence), &rules, None);
            }
            meter.covered.total()
        };
        prop_assert_eq!(total(&late), total(&shuffled));
    }

    /// A beat that is received again, whenever, adds nothing that was not claimed.
    #[test]
    fn the_same_second_is_counted_once(steps in steps(100), again in 0_usize..40) {
        let rules = rules(SPEED, CAP_S);
        let (mut meter, mut clock) = (open(0), 0);
        for (after, segments) in &steps {
            clock += after;
            meter.take(segments, at(clock), &rules, None);
        }
        let repeated = &steps[again % steps.len()].1;
        let known: Coverage = steps.iter().flat_map(|(_, segments)| segments.clone()).collect();
        for tick in 1..200 {
            meter.take(repeated, at(clock + tick * 1000), &rules, None);
        }
        prop_assert!(meter.covered.total() <= known.total());
    }
}

fn hash(segments: &[Span], seed: u64) -> u64 {
    let mix = |hash: u64, ms: i64| {
        (hash ^ u64::try_from(ms).unwrap())
            .wrapping_mul(0x0100_0000_01b3)
            .rotate_left(23)
    };
    segments
        .iter()
        .fold(seed, |hash, &(from, to)| mix(mix(hash, from), to))
}

#[test]
fn a_silence_earns_the_gap_cap_only() {
    let rules = rules(SPEED, CAP_S);
    let mut meter = open(0);
    let taken = meter.take(&[(0, 2_700_000)], at(3_600_000), &rules, None);
    assert_eq!(taken.credited_ms, 600_000);
}

#[test]
fn leases_never_add_up() {
    let rules = rules(SPEED, CAP_S);
    let mut meter = open(0);
    for hour in 1..5 {
        assert_eq!(
            meter
                .take(&[], at(hour * 600_000), &rules, None)
                .credited_ms,
            0
        );
    }
    let taken = meter.take(&[(0, 2_700_000)], at(3_000_000), &rules, None);
    assert_eq!(taken.credited_ms, 600_000);
    meter = opened(opened(meter, 3_600_000), 4_200_000);
    let taken = meter.take(&[(600_000, 2_700_000)], at(4_205_000), &rules, None);
    assert_eq!(
        taken.credited_ms, 5_000,
        "a session earns from when it was opened"
    );
}

#[test]
fn what_is_covered_is_not_counted_again_and_costs_nothing() {
    let rules = rules(SPEED, CAP_S);
    let mut meter = open(0);
    assert_eq!(
        meter
            .take(&[(0, 10_000)], at(15_000), &rules, None)
            .credited_ms,
        10_000
    );
    assert_eq!(meter.left_ms, 5_000);
    assert_eq!(
        meter
            .take(&[(0, 12_000)], at(15_000), &rules, None)
            .credited_ms,
        2_000
    );
    assert_eq!(meter.left_ms, 3_000);
}

#[test]
fn what_is_claimed_before_its_time_waits_for_the_clock() {
    let rules = rules(SPEED, CAP_S);
    let mut meter = open(0);
    let greedy = meter.take(&[(0, 60_000)], at(15_000), &rules, None);
    assert_eq!((greedy.credited_ms, greedy.refused.len()), (15_000, 1));
    assert_eq!(greedy.refused[0].segment, (15_000, 60_000));
    assert_eq!(greedy.refused[0].code, "learning.faster_than_clock");
    assert_eq!(meter.take(&[], at(20_000), &rules, None).credited_ms, 5_000);
    assert_eq!(meter.covered.spans(), [(0, 20_000)]);
    assert_eq!(meter.ahead.spans(), [(20_000, 60_000)]);
}

#[test]
fn a_clock_that_went_back_gives_nothing_twice() {
    let rules = rules(SPEED, CAP_S);
    let mut meter = open(0);
    meter.take(&[(0, 10_000)], at(10_000), &rules, None);
    assert_eq!(
        meter
            .take(&[(10_000, 20_000)], at(5_000), &rules, None)
            .credited_ms,
        0
    );
    assert_eq!(
        meter
            .take(&[(10_000, 20_000)], at(10_000), &rules, None)
            .credited_ms,
        0
    );
    assert_eq!(
        meter
            .take(&[(10_000, 20_000)], at(12_000), &rules, None)
            .credited_ms,
        2_000
    );
}

#[test]
fn a_lesson_is_kept_in_so_many_pieces_and_no_more() {
    let rules = rules(SPEED, CAP_S);
    let mut meter = open(0);
    let most = i64::try_from(limits::COVERAGE_SPANS_MAX).unwrap();
    for piece in 0..most {
        meter.take(&[(piece * 10, piece * 10 + 1)], at(60_000), &rules, None);
    }
    let taken = meter.take(&[(most * 10, most * 10 + 1)], at(60_000), &rules, None);
    assert_eq!(taken.refused[0].code, "learning.too_scattered");
    assert_eq!(
        meter.take(&[(0, 10_000)], at(60_000), &rules, None).refused,
        []
    );
    assert_eq!(meter.covered.spans(), [(0, 10_000)]);
}

#[test]
fn a_day_of_a_clock_is_no_overflow() {
    let rules = rules(i64::MAX, i64::MAX);
    let mut meter = open(0);
    let late = at(0).plus(Duration::from_secs(u64::from(u32::MAX)));
    assert_eq!(meter.take(&[(0, 5)], late, &rules, None).credited_ms, 5);
}

#[test]
fn a_day_credits_its_cap_and_what_is_beyond_is_refused_for_good() {
    let rules = rules(SPEED, CAP_S);
    let mut meter = open(0);
    let taken = meter.take(&[(0, 60_000)], at(60_000), &rules, Some(20_000));
    assert_eq!(taken.credited_ms, 20_000);
    assert_eq!(taken.refused[0].segment, (20_000, 60_000));
    assert_eq!(taken.refused[0].code, "learning.day_full");
    assert!(meter.ahead.is_empty());
}

#[test]
fn what_an_officer_credited_meanwhile_is_not_credited_again() {
    let rules = rules(SPEED, CAP_S);
    let mut meter = open(0);
    let early = meter.take(&[(11_000, 41_000)], at(8), &rules, None);
    assert_eq!(early.credited_ms, 8);
    meter.covered.add((15_000, 41_000));
    let before = meter.covered.total();
    let later = meter.take(&[(41_000, 41_500)], at(60_000), &rules, None);
    assert_eq!(later.credited_ms, 500 + 15_000 - 11_008);
    assert_eq!(meter.covered.total(), before + later.credited_ms);
    assert_eq!(meter.unproven.total(), 8 + later.credited_ms);
    assert!(meter.ahead.is_empty());
}
