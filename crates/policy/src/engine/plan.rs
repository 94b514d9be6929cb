//! How to close the gap: every short row, priced by the edition's fees.

use kernel::{Day, Fen, Hours};
use smallvec::SmallVec;

use super::assess::Row;
use super::track::Owed;
use crate::pack::Edition;

/// Hours to study for one short row.
#[derive(Clone, Copy, Debug)]
pub(super) struct Item<'a> {
    pub owed: &'a Owed,
    pub hours: Hours,
    pub fen: Fen,
    /// First and last day on which they can be studied.
    pub window: Option<(Day, Day)>,
    /// Who could open the year, when there is no window.
    pub opens_by: Option<&'a str>,
}

/// The items of the plan, in the order of the rows; none when nothing is short.
pub(super) fn items<'a>(
    edition: &'a Edition,
    on: Day,
    rows: &[Row<'a>],
) -> SmallVec<[Item<'a>; 6]> {
    let mut items: SmallVec<[Item<'a>; 6]> = SmallVec::new();
    for row in rows.iter().filter(|row| row.short() > Hours::ZERO) {
        let owed = row.owed;
        let mut hours = row.short();
        if owed.is_total {
            // What is studied for a category counts in the sum too: pay for each hour once.
            let planned = items.iter().filter(|item| item.owed.span == owed.span);
            let planned: Hours = planned.map(|item| item.hours).sum();
            hours = planned.short_of(hours);
            if hours == Hours::ZERO {
                continue;
            }
        }
        let study_year = edition.study_year(owed.span.to);
        let window = study_year.and_then(|known| window(&known.windows, on));
        let opens_by = match window {
            Some(_) => None,
            None => study_year.and_then(|known| known.opens_by.as_deref()),
        };
        let category = edition.categories.get(owed.category);
        items.push(Item {
            owed,
            hours,
            fen: category.map_or(Fen::ZERO, |category| category.fee(hours, Fen::ZERO)),
            window,
            opens_by,
        });
    }
    items
}

/// The window that is open on the day, else the next one, else the last one that was.
fn window(windows: &[(Day, Day)], on: Day) -> Option<(Day, Day)> {
    let next = windows.iter().find(|(_, to)| *to >= on);
    next.or(windows.last()).copied()
}
