//! Programs that come with the system: PostgreSQL, Chromium, Chinese letters. On Debian, and as
//! root (a container, a CI machine), they are installed; everywhere else one line says how.

use std::path::{Path, PathBuf};

use crate::shell::{self, Failure, Outcome};

/// Installs what the tests need and the system lacks.
pub fn packages(wants_browser: bool, wants_postgres: bool) -> Outcome {
    let wanted = [
        (
            "postgresql",
            "the PostgreSQL server",
            wants_postgres && postgres_programs().is_none(),
        ),
        (
            "chromium",
            "a browser",
            wants_browser && super::chromium().is_none(),
        ),
        (
            "ffmpeg",
            "ffprobe, which tells what a film is",
            shell::find("ffprobe").is_none(),
        ),
        (
            "poppler-utils",
            "pdfinfo and pdftoppm, which tell what a document is",
            shell::find("pdfinfo").is_none(),
        ),
        (
            "fonts-noto-cjk",
            "Chinese letters for the browser",
            wants_browser && !reads_chinese(),
        ),
    ];
    let missing: Vec<_> = wanted
        .into_iter()
        .filter(|(_, _, missing)| *missing)
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    let packages: Vec<_> = missing.iter().map(|(package, _, _)| *package).collect();
    let what: Vec<_> = missing.iter().map(|(_, what, _)| *what).collect();
    let what = what.join(", ");
    let may_install = is_root() && shell::find("apt-get").is_some();
    if !may_install {
        return Err(Failure::new(format!(
            "missing for the tests: {what}. On Debian, as root:\n  \
             apt-get update && apt-get install -y --no-install-recommends {}",
            packages.join(" ")
        )));
    }
    shell::say(&format!("Installing {what} (apt-get; a few minutes) …"));
    apt(&["update"])?;
    apt(&[
        &["install", "-y", "--no-install-recommends"],
        packages.as_slice(),
    ]
    .concat())
}

/// The folder of `initdb`, `pg_ctl` and `postgres`: from PATH, else Debian's newest.
pub fn postgres_programs() -> Option<PathBuf> {
    let in_path = || {
        Some(
            shell::find("initdb")?
                .canonicalize()
                .ok()?
                .parent()?
                .to_path_buf(),
        )
    };
    in_path()
        .filter(|folder| is_whole(folder))
        .or_else(debian_s_newest)
}

fn debian_s_newest() -> Option<PathBuf> {
    let versions = Path::new("/usr/lib/postgresql").read_dir().ok()?.flatten();
    let version = |folder: &Path| folder.file_name()?.to_str()?.parse::<u32>().ok();
    let newest = versions
        .map(|entry| entry.path())
        .filter(|folder| is_whole(&folder.join("bin")))
        .max_by_key(|folder| version(folder))?;
    Some(newest.join("bin"))
}

fn is_whole(folder: &Path) -> bool {
    ["initdb", "pg_ctl", "postgres"]
        .iter()
        .all(|program| folder.join(program).is_file())
}

/// Whether this process runs as root.
pub fn is_root() -> bool {
    shell::answer("id", ["-u"]).as_deref() == Some("0")
}

/// Whether a browser here could draw Chinese; without such a font its pictures are rows of boxes.
fn reads_chinese() -> bool {
    let known = shell::answer("fc-list", [":lang=zh", "family"]);
    known.is_some_and(|families| !families.is_empty())
        || Path::new("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc").is_file()
}

fn apt(words: &[&str]) -> Outcome {
    let mut apt = shell::at_root("apt-get", ["-qq"]);
    apt.args(words).env("DEBIAN_FRONTEND", "noninteractive");
    shell::run(apt)
}
