//! `cargo xtask demo`: from a fresh checkout to a running xueshi with people to sign in as.
//! It builds and steps aside; what the demo shows, and its clock, are the binary's business.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::setup;
use crate::shell::{self, Failure, Outcome};

/// What the command line asked for.
#[derive(Debug, PartialEq, Eq)]
struct Wish {
    release: bool,
    data: PathBuf,
    listen: String,
}

/// Sets up, builds, and becomes the server.
pub fn run(words: &[String]) -> Outcome {
    let wish = parse(words, &shell::root())?;
    setup::for_demo()?;
    let binary = build(wish.release)?;
    let mut server = Command::new(binary);
    server
        .arg("demo")
        .arg("--data")
        .arg(&wish.data)
        .arg("--listen")
        .arg(&wish.listen);
    shell::say(&format!(
        "Starting on http://{} with {} …",
        wish.listen,
        wish.data.display()
    ));
    become_it(server)
}

/// Builds the binary and says where it is.
pub fn build(release: bool) -> Result<PathBuf, Failure> {
    let profile = if release { "release" } else { "debug" };
    let binary = shell::built(profile, "xueshi")?;
    let took = match (binary.is_file(), release) {
        (true, _) => "what changed since the last time",
        (false, false) => "the first time; about 6 minutes on 2 cores, seconds from then on",
        (false, true) => "the first time; about 12 minutes on 2 cores",
    };
    shell::say(&format!("Building xueshi ({profile}): {took}."));
    let mut cargo = shell::cargo(["build", "--package", "cli", "--bin", "xueshi"]);
    if release {
        cargo.arg("--release");
    }
    shell::run(cargo)?;
    Ok(binary)
}

fn parse(words: &[String], root: &Path) -> Result<Wish, Failure> {
    let mut wish = Wish {
        release: false,
        data: root.join("data").join("demo"),
        listen: "127.0.0.1:8080".to_owned(),
    };
    let mut words = words.iter();
    while let Some(word) = words.next() {
        let mut value = || {
            let missing = || Failure::usage(format!("`{word}` wants a value after it"));
            words.next().cloned().ok_or_else(missing)
        };
        match word.as_str() {
            "--release" => wish.release = true,
            "--data" => wish.data = PathBuf::from(value()?),
            "--listen" => wish.listen = value()?,
            other => return Err(Failure::usage(format!("`demo` takes no `{other}`"))),
        }
    }
    Ok(wish)
}

/// Replaces this process, so that Ctrl-C and SIGTERM reach the server and nothing stands between.
#[cfg(unix)]
fn become_it(mut server: Command) -> Outcome {
    use std::os::unix::process::CommandExt;
    let error = server.exec();
    Err(Failure::new(format!(
        "cannot start {}: {error}",
        server.get_program().display()
    )))
}

#[cfg(not(unix))]
fn become_it(server: Command) -> Outcome {
    shell::run(server)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(line: &str) -> Vec<String> {
        line.split_whitespace().map(str::to_owned).collect()
    }

    #[test]
    fn without_a_wish_it_is_the_readme_s_demo() {
        let wish = parse(&[], Path::new("/repo")).unwrap();
        assert_eq!(wish.data, Path::new("/repo/data/demo"));
        assert_eq!(wish.listen, "127.0.0.1:8080");
        assert!(!wish.release);
    }

    #[test]
    fn a_misspelt_flag_is_refused() {
        let failure = parse(&words("--relase"), Path::new("/repo")).unwrap_err();
        assert_eq!(failure.status, 2);
    }

    #[test]
    fn a_flag_without_its_value_is_refused() {
        let failure = parse(&words("--release --data"), Path::new("/repo")).unwrap_err();
        assert!(failure.words.contains("--data"));
    }
}
