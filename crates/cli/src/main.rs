//! xueshi
fn main() {}
