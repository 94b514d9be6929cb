//! How to close the gap: every short row, priced by the edition's fees.

use kernel::{Day, Fen, Hours};

use super::assess::Row;
use crate::decision::{Plan, PlanItem, PlanWindow};
use crate::pack::Edition;

/// The plan, or none when nothing is short.
pub(super) fn plan(edition: &Edition, on: Day, rows: &[Row<'_>]) -> Option<Plan> {
    let mut items: Vec<PlanItem> = Vec::new();
    for row in rows.iter().filter(|row| row.short() > Hours::ZERO) {
        let (year, years) = row.period();
        let mut hours = row.short();
        if row.category.is_total() {
            // What is studied for a category counts in the sum too: pay for each hour once.
            let planned = items.iter().filter(|item| item.years == years);
            let planned: Hours = planned.map(|item| item.hours).sum();
            hours = planned.short_of(hours);
            if hours == Hours::ZERO {
                continue;
            }
        }
        let study_year = edition.study_year(row.to);
        let window = study_year.and_then(|known| window(&known.windows, on));
        let opens_by = match window {
            Some(_) => None,
            None => study_year.and_then(|known| known.opens_by.clone()),
        };
        items.push(PlanItem {
            year,
            years,
            category: row.category.name.clone(),
            hours,
            fen: row.category.fee(hours, Fen::ZERO),
            window,
            opens_by,
        });
    }
    if items.is_empty() {
        return None;
    }
    Some(Plan {
        fen: items.iter().map(|item| item.fen).sum(),
        items,
    })
}

/// The window that is open on the day, else the next one, else the last one that was.
fn window(windows: &[(Day, Day)], on: Day) -> Option<PlanWindow> {
    let next = windows.iter().find(|(_, to)| *to >= on);
    next.or(windows.last())
        .map(|&(from, to)| PlanWindow { from, to })
}
