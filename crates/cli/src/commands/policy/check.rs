//! `xueshi policy check`: everything that is wrong with a folder of packs.

use std::path::Path;
use std::process::ExitCode;

use policy::PackError;
use policy::packs::PackAudit;

use super::{folder, state, told};
use crate::arguments::PolicyCheck;
use crate::commands::WRONG;
use crate::words::print;

/// Looks at every pack and says what it found.
pub fn run(arguments: &PolicyCheck) -> Result<ExitCode, PackError> {
    let path = arguments.folder.as_deref();
    let folder = folder(path)?;
    // Notices are named from the root of the project, in which the folder of packs stands.
    let beside = path.map(|path| path.join(".."));
    let roots: Vec<&Path> = beside
        .iter()
        .map(AsRef::as_ref)
        .chain([Path::new(".")])
        .collect();
    let audit = folder.audit(&roots);
    for pack in &audit.packs {
        print(summary(pack));
        for problem in &pack.problems {
            print(told(problem));
        }
    }
    for problem in &audit.problems {
        print(told(problem));
    }
    if !audit.is_pinned {
        print("没有 digests.toml，未核对已发布版本是否被改动 / no digests.toml: nothing is pinned");
    }
    let (packs, wrong) = (audit.packs.len(), audit.wrong());
    if packs == 0 {
        print("没有找到政策：应为 属地/年度.toml / no packs: they are DIR/territory/year.toml");
        return Ok(ExitCode::from(WRONG));
    }
    print(format_args!(
        "{packs} 个版本，{wrong} 处有误 / {packs} editions, {wrong} things are wrong"
    ));
    Ok(ExitCode::from(if wrong == 0 { 0 } else { WRONG }))
}

fn summary(pack: &PackAudit) -> String {
    let Some(edition) = &pack.edition else {
        return format!("{}: 不能使用 / cannot be used", pack.name);
    };
    let notice = if pack.notice_at_hand {
        "通知已核对 / notice compared"
    } else {
        "通知原文不在手边，未核对 / notice not at hand"
    };
    format!(
        "{}: {}；条款 clauses {}；例子 scenarios {}；待确认 to confirm {}；{notice}",
        edition.id(),
        state(edition.is_draft()),
        edition.clauses().len(),
        pack.scenarios,
        pack.to_confirm,
    )
}
