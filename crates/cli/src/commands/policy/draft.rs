//! `xueshi policy draft`: begins the edition of a later year.

use std::io::Write as _;
use std::path::Path;
use std::process::ExitCode;

use policy::packs::{self, PackFile};
use policy::{PackError, PackProblem};

use super::folder;
use crate::arguments::PolicyDraft;
use crate::commands::WRONG;
use crate::words::{print, say};

/// Writes the draft and its scenarios; what is there already stays as it is.
pub fn run(arguments: &PolicyDraft) -> Result<ExitCode, PackError> {
    let folder = folder(arguments.policies.as_deref())?;
    let from = folder.pack(&arguments.from).ok_or_else(|| {
        let known: Vec<&str> = folder.packs().iter().map(PackFile::id).collect();
        PackError::of_whole(PackProblem::Unreadable, &arguments.from, &known.join(", "))
    })?;
    let draft = packs::draft(from, arguments.year)?;
    let files = [
        (arguments.into.join(&draft.name), &draft.text),
        (arguments.into.join(&draft.scenarios_name), &draft.scenarios),
    ];
    if let Some((there, _)) = files.iter().find(|(file, _)| file.exists()) {
        say(format_args!(
            "packs.exists: {} 已经存在，没有改动它 / is there already and was left alone\n    \
             换一个文件夹（--into DIR），或先移走它 / write elsewhere (--into DIR), or move it away",
            there.display()
        ));
        return Ok(ExitCode::from(WRONG));
    }
    for (file, text) in &files {
        if let Err(error) = write(file, text) {
            say(format_args!(
                "packs.unwritable: {}: 无法写入 / cannot be written: {error}",
                file.display()
            ));
            return Ok(ExitCode::from(WRONG));
        }
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

/// Writes a new file; one that came to be in the meantime is not overwritten.
fn write(file: &Path, text: &str) -> std::io::Result<()> {
    if let Some(folder) = file.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let mut file = std::fs::File::create_new(file)?;
    file.write_all(text.as_bytes())
}
