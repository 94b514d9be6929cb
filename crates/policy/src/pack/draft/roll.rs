//! An edition moved on by some years, and nothing else changed: what "the same rules, next year"
//! means. Drafts begin with it, and a comparison of two years leaves out what it explains.
//!
//! The application year moves, and with it the study years and the days of their windows. What was
//! owed for a study year stays with that year; a year that was not spoken of yet asks for what the
//! application year did.

use kernel::{Day, Year};
use toml_edit::{ArrayOfTables, DocumentMut, Item, Table, TableLike, Value, value};

/// Moves an edition on by so many years.
pub(in crate::pack) fn roll(pack: &mut DocumentMut, years: Year) {
    let Some(from) = pack.get("application_year").and_then(year_of) else {
        return;
    };
    set(pack.as_table_mut(), "application_year", year(from + years));
    let Some(study_years) = pack.get_mut("study_years") else {
        return;
    };
    let Some(study_years) = tables_of(study_years) else {
        return;
    };
    let before: Vec<Table> = study_years.iter().cloned().collect();
    let of = |wanted: Year| {
        let mut known = before.iter();
        known.find(|table| table.get("year").and_then(year_of) == Some(wanted))
    };
    for table in study_years.iter_mut() {
        let Some(old) = table.get("year").and_then(year_of) else {
            continue;
        };
        let new = old + years;
        set(table, "year", year(new));
        if let Some(owed) = of(new).or_else(|| of(from)) {
            for key in ["required", "source"] {
                take_over(table, owed, key);
            }
        }
        move_days(table, years);
    }
    let spoken_of: Vec<Year> = study_years.iter().filter_map(own_year).collect();
    keep_player_years(pack, &spoken_of);
}

fn own_year(table: &Table) -> Option<Year> {
    table.get("year").and_then(year_of)
}

/// How playback of a study year is credited stays with that year, and goes with it.
fn keep_player_years(pack: &mut DocumentMut, spoken_of: &[Year]) {
    let player = pack.get_mut("player").and_then(Item::as_table_like_mut);
    let Some(years) = player.and_then(|player| player.get_mut("years")) else {
        return;
    };
    if let Some(years) = tables_of(years) {
        years.retain(|table| own_year(table).is_some_and(|year| spoken_of.contains(&year)));
    }
}

/// The tables of a list, however it is written.
fn tables_of(item: &mut Item) -> Option<&mut ArrayOfTables> {
    if !item.is_array_of_tables() {
        let written = std::mem::take(item);
        *item = match written.into_array_of_tables() {
            Ok(tables) => Item::ArrayOfTables(tables),
            Err(other) => other,
        };
    }
    item.as_array_of_tables_mut()
}

/// A key becomes what another table has, at its own place in the file.
fn take_over(table: &mut Table, from: &Table, key: &str) {
    match (table.get_mut(key), from.get(key)) {
        (Some(Item::Table(own)), Some(other)) => {
            let Some(other) = other.as_table_like() else {
                return;
            };
            own.clear();
            for (key, item) in other.iter() {
                own.insert(key, item.clone());
            }
        }
        (Some(own), Some(other)) => *own = other.clone(),
        (Some(_), None) => {
            table.remove(key);
        }
        (None, Some(other)) => {
            table.insert(key, other.clone());
        }
        (None, None) => {}
    }
}

fn move_days(study_year: &mut Table, years: Year) {
    let Some(windows) = study_year.get_mut("windows") else {
        return;
    };
    let move_window = |window: &mut dyn TableLike| {
        for end in ["from", "to"] {
            let day = window.get(end).and_then(Item::as_str);
            let moved = day
                .and_then(|day| day.parse().ok())
                .map(|day| moved(day, years));
            if let Some(moved) = moved {
                set(window, end, moved.to_string().into());
            }
        }
    };
    if let Some(windows) = windows.as_array_mut() {
        for window in windows.iter_mut().filter_map(Value::as_inline_table_mut) {
            move_window(window);
        }
    } else if let Some(windows) = windows.as_array_of_tables_mut() {
        for window in windows.iter_mut() {
            move_window(window);
        }
    }
}

/// The same day so many years later; 29 February becomes the 28th where there is none.
pub(super) fn moved(day: Day, years: Year) -> Day {
    let year = day.year().saturating_add(years);
    let same = Day::new(year, day.month(), day.day());
    same.or_else(|| Day::new(year, 2, 28)).unwrap_or(day)
}

/// Sets a value and keeps the blanks and comments around it.
pub(super) fn set(table: &mut dyn TableLike, key: &str, new: Value) {
    match table.get_mut(key).and_then(Item::as_value_mut) {
        Some(old) => {
            let decor = old.decor().clone();
            *old = new;
            *old.decor_mut() = decor;
        }
        None => {
            table.insert(key, value(new));
        }
    }
}

pub(super) fn year_of(item: &Item) -> Option<Year> {
    item.as_integer().and_then(|year| Year::try_from(year).ok())
}

fn year(year: Year) -> Value {
    i64::from(year).into()
}
