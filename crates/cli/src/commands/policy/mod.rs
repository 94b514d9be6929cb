//! `xueshi policy`: the verbs that look after the rules, one file each. What they find out is the
//! policy crate's; here it is said, Chinese first.

mod check;
mod diff;
mod draft;
mod effect;
mod test;

use std::path::Path;
use std::process::ExitCode;

use policy::packs::{Folder, PackFile};
use policy::{PackError, PackProblem};

use super::{UNUSABLE, WRONG};
use crate::arguments::Policy;
use crate::words::say;

/// Runs a verb.
pub fn run(verb: &Policy) -> ExitCode {
    let done = match verb {
        Policy::Check(arguments) => check::run(arguments),
        Policy::Test(arguments) => test::run(arguments),
        Policy::Diff(arguments) => diff::run(arguments),
        Policy::Draft(arguments) => draft::run(arguments),
        Policy::Effect(arguments) => Ok(super::configured(&arguments.place, |configuration| {
            effect::run(configuration, arguments)
        })),
    };
    done.unwrap_or_else(|error| {
        say(told(&error));
        ExitCode::from(match error.problem {
            PackProblem::Exists | PackProblem::Unwritable => WRONG,
            _ => UNUSABLE,
        })
    })
}

/// The packs of a folder, or those in the program.
fn folder(path: Option<&Path>) -> Result<Folder, PackError> {
    path.map_or_else(|| Ok(Folder::embedded()), Folder::read)
}

/// The files of an edition; where there is none, the ids that there are.
fn pack<'f>(folder: &'f Folder, id: &str) -> Result<&'f PackFile, PackError> {
    folder.pack(id).ok_or_else(|| unknown(folder, id))
}

fn unknown(folder: &Folder, id: &str) -> PackError {
    let known: Vec<&str> = folder.packs().iter().map(PackFile::id).collect();
    let known = format!("({})", known.join(", "));
    PackError::of_whole(PackProblem::UnknownEdition, id, &known)
}

/// What is wrong, and what to do.
fn told(error: &PackError) -> String {
    let (zh, en) = error.problem.next();
    format!("{error}\n    {}: {zh} / {en}", error.code())
}

/// Whether an edition is out or still being written.
fn state(is_draft: bool) -> &'static str {
    if is_draft {
        "草稿 / draft"
    } else {
        "已发布 / published"
    }
}
