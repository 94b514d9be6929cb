//! Says in one line what to do when the embedded faces are not in place yet.

use std::path::Path;

const FACES: [&str; 4] = [
    "NotoSerifSC-Regular.ttf",
    "NotoSerifSC-Bold.ttf",
    "NotoSansSC-Regular.ttf",
    "NotoSansSC-Bold.ttf",
];

fn main() {
    let folder = Path::new("../../assets/fonts");
    for face in FACES {
        println!("cargo::rerun-if-changed={}", folder.join(face).display());
    }
    if !FACES.iter().all(|face| folder.join(face).is_file()) {
        println!(
            "cargo::error=the fonts of the documents are not in assets/fonts: run cargo xtask setup"
        );
    }
}
