//! What the tests need from PyPI: a real S3 server (moto), in an environment of its own under
//! `data/python`. Where Python is missing the S3 test says that it is left out; nothing else needs it.

use crate::shell::{self, Outcome};

/// The server, in the version that the tests were written against.
const MOTO: &str = "moto[server]==5.2.5";

/// Puts it in place, once.
pub fn s3_server() -> Outcome {
    let folder = shell::root().join("data/python");
    let stamp = folder.join("xueshi-stamp");
    if std::fs::read_to_string(&stamp).is_ok_and(|found| found == MOTO) {
        return Ok(());
    }
    let usable = shell::find("python3").is_some()
        && shell::answer("python3", ["-c", "import venv, ensurepip"]).is_some();
    if !usable {
        shell::say(
            "Python with venv is missing; the test against a real S3 server is left out. On \
             Debian, as root:\n  apt-get install -y --no-install-recommends python3-venv",
        );
        return Ok(());
    }
    shell::say("Fetching an S3 server for the tests from PyPI (data/python; moto) …");
    let mut venv = shell::at_root("python3", ["-m", "venv"]);
    venv.arg(&folder);
    shell::run(venv)?;
    let pip = folder.join("bin/pip");
    let mut install = shell::at_root(&pip, ["install", "--quiet", MOTO]);
    install.arg("--disable-pip-version-check");
    shell::run(install)?;
    std::fs::write(&stamp, MOTO)
        .map_err(|error| shell::Failure::new(format!("{}: {error}", stamp.display())))
}
