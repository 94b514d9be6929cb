//! Packages from npm, pinned by lock files: what the binary embeds (`assets`) and what drives the
//! browser in tests (`tests/browser`). Install scripts are never run.

use std::path::{Path, PathBuf};

use crate::shell::{self, Failure, Outcome};

/// Fonts, styles and scripts that the binary embeds, copied to where the build looks for them.
pub fn assets() -> Outcome {
    let folder = shell::root().join("assets");
    let placed = ["vendor", "fonts"]
        .iter()
        .all(|name| holds_something(&folder.join(name)));
    let sources = ["package.json", "package-lock.json", "place.mjs"];
    let stamp = Stamp::of(&folder, &sources)?;
    if placed && stamp.is_fresh() {
        return Ok(());
    }
    shell::say("Fetching fonts, styles and scripts from npm (assets; some 60 MB, once) …");
    install(&folder)?;
    let mut place = shell::at_root("node", ["place.mjs"]);
    place.current_dir(&folder);
    shell::run(place)?;
    stamp.press()
}

/// What the browser tests need. The answer says whether there are any.
pub fn browser_tests() -> Result<bool, Failure> {
    let folder = shell::root().join("tests/browser");
    if !folder.join("package.json").is_file() {
        return Ok(false);
    }
    let stamp = Stamp::of(&folder, &["package.json", "package-lock.json"])?;
    if !stamp.is_fresh() {
        shell::say("Fetching what drives the browser from npm (tests/browser) …");
        install(&folder)?;
        stamp.press()?;
    }
    Ok(true)
}

fn install(folder: &Path) -> Outcome {
    if shell::find("npm").is_none() || shell::find("node").is_none() {
        return Err(Failure::new(
            "Node.js with npm is missing (20 or newer). On Debian 12 or newer, as root:\n  \
             apt-get install -y nodejs npm\nelsewhere: https://nodejs.org",
        ));
    }
    let mut npm = shell::at_root("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
    npm.arg("--loglevel=error").current_dir(folder);
    shell::run(npm)
}

fn holds_something(folder: &Path) -> bool {
    folder
        .read_dir()
        .is_ok_and(|mut entries| entries.next().is_some())
}

/// Remembers, inside `node_modules`, which sources the packages there were installed from. It goes
/// with the folder when somebody deletes it.
struct Stamp {
    file: PathBuf,
    value: String,
}

impl Stamp {
    fn of(folder: &Path, sources: &[&str]) -> Result<Self, Failure> {
        let mut hash = Fnv::new();
        for name in sources {
            let source = folder.join(name);
            let bytes = std::fs::read(&source)
                .map_err(|error| Failure::new(format!("{}: {error}", source.display())))?;
            hash.add(&bytes);
        }
        let value = format!("{:016x}", hash.0);
        Ok(Self {
            file: folder.join("node_modules/.xueshi-stamp"),
            value,
        })
    }

    fn is_fresh(&self) -> bool {
        std::fs::read_to_string(&self.file).is_ok_and(|found| found == self.value)
    }

    fn press(&self) -> Outcome {
        std::fs::write(&self.file, &self.value)
            .map_err(|error| Failure::new(format!("{}: {error}", self.file.display())))
    }
}

/// FNV-1a, 64 bits: enough to notice a change, and no dependency. It guards nothing.
struct Fnv(u64);

impl Fnv {
    fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    fn add(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_fnv_1a() {
        let mut hash = Fnv::new();
        hash.add(b"foobar");
        assert_eq!(hash.0, 0x8594_4171_f739_67e8);
    }
}
