//! Keyset paging: a page of things and the key after which the next page begins.

use serde::Serialize;

/// One page of a list.
#[derive(Clone, Debug, Serialize)]
pub struct Page<T> {
    /// The things, in the list's order.
    pub items: Vec<T>,
    /// Key to ask for the next page with; none on the last page.
    pub next: Option<String>,
}

/// How many things a page holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PageSize(i64);

impl PageSize {
    /// Between one and [`crate::limits::PAGE_ITEMS_MAX`].
    pub fn new(size: i64) -> Self {
        Self(size.clamp(1, crate::limits::PAGE_ITEMS_MAX))
    }

    /// How many rows to ask the database for: one more, to see whether there is a next page.
    pub fn rows(self) -> i64 {
        self.0 + 1
    }

    /// Makes a page of rows that were asked for with [`PageSize::rows`].
    pub fn page<T>(self, mut rows: Vec<T>, key: impl Fn(&T) -> String) -> Page<T> {
        let size = usize::try_from(self.0).unwrap_or(usize::MAX);
        let more = rows.len() > size;
        rows.truncate(size);
        let next = if more { rows.last().map(key) } else { None };
        Page { items: rows, next }
    }
}

impl Default for PageSize {
    fn default() -> Self {
        Self::new(50)
    }
}
