//! `xueshi policy draft`: begins the edition of a later year.

use std::io::Write as _;
use std::path::Path;
use std::process::ExitCode;

use policy::packs;
use policy::{PackError, PackProblem};

use super::{folder, pack};
use crate::arguments::PolicyDraft;
use crate::words::print;

/// Writes the draft and its scenarios; what is there already stays as it is.
pub fn run(arguments: &PolicyDraft) -> Result<ExitCode, PackError> {
    let folder = folder(arguments.policies.as_deref())?;
    let from = pack(&folder, &arguments.from)?;
    let draft = packs::draft(from, arguments.year)?;
    let files = [
        (arguments.into.join(&draft.name), &draft.text),
        (arguments.into.join(&draft.scenarios_name), &draft.scenarios),
    ];
    for (file, _) in &files {
        if file.exists() {
            return Err(wrong(PackProblem::Exists, file, ""));
        }
    }
    for (file, text) in &files {
        write(file, text)
            .map_err(|error| wrong(PackProblem::Unwritable, file, &error.to_string()))?;
        print(format_args!("写了 / wrote {}", file.display()));
    }
    let (confirm, pending) = (draft.to_confirm, draft.pending);
    let (id, into) = (&draft.id, arguments.into.display());
    print(format_args!(
        "{id}: 草稿，{confirm} 处待确认，{pending} 个例子待确认 / \
         a draft with {confirm} things and {pending} scenarios to confirm\n\
         接着 / next: xueshi policy check {into}; xueshi policy test {into}; \
         xueshi policy diff {} {id} --policies {into}",
        arguments.from
    ));
    Ok(ExitCode::SUCCESS)
}

fn wrong(problem: PackProblem, file: &Path, detail: &str) -> PackError {
    PackError::of_whole(problem, &file.to_string_lossy(), detail)
}

/// Writes a new file; one that came to be in the meantime is not overwritten.
fn write(file: &Path, text: &str) -> std::io::Result<()> {
    if let Some(folder) = file.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let mut file = std::fs::File::create_new(file)?;
    file.write_all(text.as_bytes())
}
