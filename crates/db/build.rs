//! A migration that is added must be compiled in: Cargo sees only the files that were there before.

fn main() {
    println!("cargo:rerun-if-changed=../../migrations");
}
