//! What goes back for a seat: pure arithmetic by the edition's rule, in words that a page can say.

use kernel::Fen;
use policy::{BegunRefund, RefundRule};

/// Why so much goes back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// Nothing was learnt.
    Untouched,
    /// The share that is not learnt yet.
    Share,
    /// Public hours that she keeps cost as much: the ceiling made the others cheaper.
    Ceiling,
    /// It was free.
    Free,
    /// Learning has begun, and the edition gives nothing back then.
    Begun,
    /// Its hours are posted, or its exam was begun.
    Earned,
    /// The time for asking is over.
    Late,
    /// The seat pays nobody's course now, or a dispute about it waits.
    Gone,
}

impl Why {
    /// The name in words' keys.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Untouched => "untouched",
            Self::Share => "share",
            Self::Ceiling => "ceiling",
            Self::Free => "free",
            Self::Begun => "begun",
            Self::Earned => "earned",
            Self::Late => "late",
            Self::Gone => "gone",
        }
    }
}

/// What the rule gives for a seat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Offer {
    /// So much goes back.
    pub fen: Fen,
    /// Because.
    pub why: Why,
}

impl Offer {
    /// Nothing, and why.
    pub const fn nothing(why: Why) -> Self {
        Self {
            fen: Fen::ZERO,
            why,
        }
    }

    /// No more than what is left of the public hours that she keeps.
    #[must_use]
    pub fn within(self, left: Fen) -> Self {
        if self.fen <= left {
            self
        } else {
            Self {
                fen: left,
                why: Why::Ceiling,
            }
        }
    }
}

/// What is so about a seat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SeatFacts {
    /// What was paid.
    pub paid: Fen,
    /// Whole days since then.
    pub days: i64,
    /// Whether a minute was credited.
    pub has_begun: bool,
    /// Whether its hours are posted or its exam was begun.
    pub is_earned: bool,
    /// Credited milliseconds.
    pub covered_ms: i64,
    /// Of so many.
    pub length_ms: i64,
}

/// What goes back for a seat, rounded down to a fen.
pub fn offer(rule: &RefundRule, seat: &SeatFacts) -> Offer {
    if seat.is_earned {
        return Offer::nothing(Why::Earned);
    }
    if seat.paid == Fen::ZERO {
        return Offer::nothing(Why::Free);
    }
    if seat.days > rule.within_days {
        return Offer::nothing(Why::Late);
    }
    let whole = share(seat.paid, rule.untouched_percent, 100);
    if !seat.has_begun {
        return Offer {
            fen: whole,
            why: Why::Untouched,
        };
    }
    match rule.begun {
        BegunRefund::Nothing => Offer::nothing(Why::Begun),
        BegunRefund::Share => {
            let left = seat.length_ms.saturating_sub(seat.covered_ms);
            Offer {
                fen: share(seat.paid, left, seat.length_ms).min(whole),
                why: Why::Share,
            }
        }
    }
}

/// A part of a whole of some money, rounded down; never less than nothing nor more than all.
fn share(fen: Fen, part: i64, whole: i64) -> Fen {
    if whole <= 0 {
        return Fen::ZERO;
    }
    let part = i128::from(part.clamp(0, whole));
    let product = i128::from(fen.get()) * part / i128::from(whole);
    Fen::new(i64::try_from(product).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn rule(within_days: i64, untouched_percent: i64, begun: BegunRefund) -> RefundRule {
        RefundRule {
            within_days,
            untouched_percent,
            begun,
            cite: "N2022 §4".into(),
        }
    }

    fn seat(paid: i64, days: i64, covered_ms: i64) -> SeatFacts {
        SeatFacts {
            paid: Fen::new(paid),
            days,
            has_begun: covered_ms >= 60_000,
            is_earned: false,
            covered_ms,
            length_ms: 2_700_000,
        }
    }

    #[test]
    fn the_rule_holds_at_its_edges() {
        let rule = rule(30, 100, BegunRefund::Share);
        let gives = |seat: SeatFacts| {
            let offer = offer(&rule, &seat);
            (offer.fen.get(), offer.why)
        };
        assert_eq!(gives(seat(250, 0, 0)), (250, Why::Untouched));
        assert_eq!(gives(seat(250, 30, 59_999)), (250, Why::Untouched));
        assert_eq!(gives(seat(250, 31, 0)), (0, Why::Late));
        // A minute of 45: 44 of 45 parts of 250 fen, rounded down.
        assert_eq!(gives(seat(250, 30, 60_000)), (244, Why::Share));
        assert_eq!(gives(seat(250, 0, 2_700_000)), (0, Why::Share));
        assert_eq!(gives(seat(0, 0, 0)), (0, Why::Free));
        let earned = SeatFacts {
            is_earned: true,
            ..seat(250, 0, 1_000_000)
        };
        assert_eq!(gives(earned), (0, Why::Earned));
    }

    #[test]
    fn an_edition_may_give_less() {
        let half = rule(7, 50, BegunRefund::Nothing);
        assert_eq!(offer(&half, &seat(251, 7, 0)).fen, Fen::new(125));
        assert_eq!(offer(&half, &seat(251, 7, 60_000)).why, Why::Begun);
        let never_more_than_whole = rule(7, 50, BegunRefund::Share);
        let given = offer(&never_more_than_whole, &seat(250, 7, 60_000));
        assert_eq!(given.fen, Fen::new(125));
    }

    proptest! {
        #[test]
        fn never_more_than_paid_and_never_more_for_more_learning_or_later(
            paid in 0_i64..1_000_000,
            days in 0_i64..60,
            later in 0_i64..60,
            covered in 0_i64..3_000_000,
            more in 0_i64..3_000_000,
            percent in 0_i64..=100,
        ) {
            let rule = rule(30, percent, BegunRefund::Share);
            let first = offer(&rule, &seat(paid, days, covered)).fen;
            prop_assert!(first >= Fen::ZERO && first.get() <= paid);
            prop_assert!(offer(&rule, &seat(paid, days, covered + more)).fen <= first);
            prop_assert!(offer(&rule, &seat(paid, days + later, covered)).fen <= first);
        }
    }
}
