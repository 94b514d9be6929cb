//! Rebuilds the crate when a policy pack changes: `include_dir!` alone does not notice.

#[expect(clippy::print_stdout, reason = "this is how a build script speaks to cargo")]
fn main() {
    println!("cargo:rerun-if-changed=../../policies");
}
