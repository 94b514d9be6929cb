//! Rebuilds the crate when a policy pack changes: `include_dir!` alone does not notice.

fn main() {
    println!("cargo:rerun-if-changed=../../policies");
}
