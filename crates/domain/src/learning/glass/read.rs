//! Laying out a lesson: what is covered is the truth, the beats say when, and why not. Pure.

use super::board::{Bad, Board, Mark};
use super::model::{Ground, KeptBeat, Lot, Miss, Seen, Stretch};
use crate::learning::Error;
use crate::learning::coverage::{Coverage, Span};

/// Every millisecond of a lesson, in order: credited and since when, seen but not credited and
/// why, or not seen. `beats` and `misses` stand in the order in which they happened.
///
/// INVARIANT: the stretches are the lesson, each millisecond once, and what is credited is what is
/// covered (`stretches_are_the_lesson`).
pub fn read(beats: &[KeptBeat], misses: &[Miss], ground: &Ground) -> Vec<Stretch> {
    let mut board = Board::new(ground.length_ms);
    let mut taken_back = misses.iter().enumerate().peekable();
    for (number, beat) in beats.iter().enumerate() {
        while let Some((at, miss)) = taken_back.next_if(|(_, miss)| miss.at <= beat.received_at) {
            take_back(&mut board, at, miss);
        }
        claim(&mut board, number, beat);
    }
    for (at, miss) in taken_back {
        take_back(&mut board, at, miss);
    }
    for &span in ground.covered.spans() {
        board.mark(span, |mark| mark.covered = true);
    }
    for &span in ground.granted.spans() {
        board.mark(span, |mark| mark.granted = true);
    }
    for &span in ground.ahead.spans() {
        board.mark(span, |mark| mark.ahead = true);
    }
    let told = Told { beats, misses };
    let mut stretches: Vec<Stretch> = Vec::new();
    for (span, mark) in board.stretches() {
        let next = told.stretch(span, mark);
        match stretches.last_mut() {
            Some(last) if is_alike(last, &next) => join(last, next),
            _ => stretches.push(next),
        }
    }
    stretches
}

/// A beat claims its segments; parts that were refused at once have their reason.
fn claim(board: &mut Board, beat: usize, kept: &KeptBeat) {
    let mut taken: Coverage = kept.segments.iter().copied().collect();
    for (refusal, refused) in kept.refused.iter().enumerate() {
        taken.remove(refused.segment);
        board.mark(refused.segment, |mark| {
            mark.bad = Some(Bad::Refusal { beat, refusal });
        });
    }
    for &span in taken.spans() {
        board.mark(span, |mark| mark.good = mark.good.or(Some(beat)));
    }
}

fn take_back(board: &mut Board, number: usize, miss: &Miss) {
    for &span in miss.spans.spans() {
        board.mark(span, |mark| {
            mark.good = None;
            mark.bad = Some(Bad::Miss(number));
        });
    }
}

struct Told<'t> {
    beats: &'t [KeptBeat],
    misses: &'t [Miss],
}

impl Told<'_> {
    fn stretch(&self, span: Span, mark: Mark) -> Stretch {
        let lot = match (mark.covered, mark.bad) {
            (true, _) if mark.granted => Lot::Granted,
            (true, _) => Lot::Earned,
            (false, _) if mark.ahead => Lot::Waiting,
            (false, Some(bad)) => Lot::Refused(self.code(bad)),
            // Claimed, not refused, and not there: nothing that we do leaves this behind.
            (false, None) if mark.good.is_some() => Lot::Refused(code(Error::Unexplained)),
            (false, None) => Lot::NotSeen,
        };
        let seen = match (&lot, mark.good, mark.bad) {
            (Lot::NotSeen, ..) => None,
            (Lot::Refused(_) | Lot::Waiting, good, bad) => {
                bad.and_then(|bad| self.of_bad(bad)).or(self.of_beat(good))
            }
            (_, Some(good), _) => self.of_beat(Some(good)),
            (_, None, bad) => bad.and_then(|bad| self.of_bad(bad)),
        };
        Stretch { span, lot, seen }
    }

    fn code(&self, bad: Bad) -> String {
        let refused = match bad {
            Bad::Miss(_) => None,
            Bad::Refusal { beat, refusal } => {
                let beat = self.beats.get(beat);
                beat.and_then(|beat| beat.refused.get(refusal))
            }
        };
        refused.map_or_else(|| code(Error::CheckMissed), |refused| refused.code.clone())
    }

    fn of_bad(&self, bad: Bad) -> Option<Seen> {
        match bad {
            Bad::Refusal { beat, .. } => self.of_beat(Some(beat)),
            Bad::Miss(number) => self.misses.get(number).map(|miss| Seen {
                session: miss.session.clone(),
                first_at: miss.at,
                last_at: miss.at,
            }),
        }
    }

    fn of_beat(&self, beat: Option<usize>) -> Option<Seen> {
        self.beats.get(beat?).map(|beat| Seen {
            session: beat.session.clone(),
            first_at: beat.received_at,
            last_at: beat.received_at,
        })
    }
}

fn code(error: Error) -> String {
    error.fault().code().to_owned()
}

/// Neighbours that are told as one: the same lot, claimed by the same session.
fn is_alike(last: &Stretch, next: &Stretch) -> bool {
    let session = |one: &Stretch| one.seen.as_ref().map(|seen| seen.session.clone());
    last.lot == next.lot && session(last) == session(next)
}

fn join(last: &mut Stretch, next: Stretch) {
    last.span.1 = next.span.1;
    if let (Some(seen), Some(more)) = (&mut last.seen, next.seen) {
        seen.first_at = seen.first_at.min(more.first_at);
        seen.last_at = seen.last_at.max(more.last_at);
    }
}

#[cfg(test)]
mod tests;
