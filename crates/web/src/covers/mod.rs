//! Standing in for a colleague (代办): who stands in for whom, arranging and ending it.

pub mod list;
