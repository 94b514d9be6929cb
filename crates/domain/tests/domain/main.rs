//! What the contexts do, each in a module of its name: one binary, so that it is linked once.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stderr,
    reason = "a test fails by panicking, and says what it left out"
)]

mod batches;
mod batches_life;
mod cards;
mod certificates;
mod checks;
mod claims;
mod conservation;
mod covers;
mod decisions;
mod disputes;
mod earlier;
mod editions;
mod effects;
mod employers;
mod employers_people;
mod employers_registering;
mod employers_standing;
mod evidence;
mod exam_room;
mod exams;
mod facts;
mod group_orders;
mod hours;
mod identity;
mod joinings;
mod learning;
mod learning_groups;
mod learning_interleavings;
mod lists;
mod looking;
mod making;
mod merges;
mod messages;
mod messages_out;
mod messages_told;
mod offices;
mod orders;
mod permissions;
mod privacy;
mod queues;
mod records;
mod registers;
mod reports;
mod rosters;
mod rosters_life;
mod signals;
mod studio;
mod totals;
mod watching;
mod way;
