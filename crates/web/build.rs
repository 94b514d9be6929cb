//! Fails with one clear line when what the binary embeds has not been put in place yet, and has the
//! crate built anew when a word, a style or a script changes: the macros that embed them are not
//! told about new files.

use std::path::Path;

/// Folders from here whose every file is embedded.
const EMBEDDED: [&str; 4] = [
    "../../locales",
    "../../assets/css",
    "../../assets/js",
    "../../assets/vendor",
];

fn main() {
    for folder in EMBEDDED {
        println!("cargo::rerun-if-changed={folder}");
    }
    if !Path::new("../../assets/vendor/bootstrap.min.css").is_file() {
        println!(
            "cargo::error=assets/vendor is missing (styles and scripts from npm): \
             run `cargo xtask setup` first"
        );
    }
}
