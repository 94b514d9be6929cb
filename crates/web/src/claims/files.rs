//! The files of a claim: adding and removing them, our drawings, and the originals, which are
//! handed out to be saved and never shown in a page.

use axum::extract::State;
use axum::response::Response;
use domain::claims;
use domain::evidence::{self, FileGiven};
use kernel::{ClaimId, EvidenceId, Fault, Kind, Outcome};
use serde::Deserialize;

use super::case::{CasePage, load};
use crate::App;
use crate::evidence::{drawing, original};
use crate::page::{see_other, show_again};
use crate::problem::PageResult;
use crate::request::{Act, Look, Path};
use crate::upload::Upload;
use crate::visit::Visit;

/// Which file is to go.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct FileForm {
    file: String,
}

/// `POST /claims/{id}/files`.
pub async fn attach(Path(id): Path<ClaimId>, mut upload: Upload) -> PageResult {
    match add(&id, &mut upload).await {
        Ok(()) => see_other(&format!("/claims/{id}?done=attached#files")),
        Err(fault) => {
            let fault = match fault.field() {
                Some("files") | None => fault.at("file"),
                Some(_) => fault,
            };
            let errors = upload.p.mend(fault)?;
            let mut op = upload.look().await?;
            let page = CasePage {
                errors: errors.clone(),
                ..load(&mut op, upload.p.clone(), &id).await?
            };
            show_again(&errors, &page)
        }
    }
}

async fn add(id: &ClaimId, upload: &mut Upload) -> Outcome<()> {
    // Hers, and open, before anything of the file is looked at.
    let mut op = upload.look().await?;
    claims::get(&mut op, id).await?;
    let house = op.house.clone();
    drop(op);
    let nothing = || Fault::new(Kind::Invalid, "evidence.empty");
    let file = upload.file.take().ok_or_else(nothing)?;
    let given = FileGiven {
        name: file.name,
        bytes: file.bytes.to_vec(),
    };
    // Before the transaction begins: examining a file takes a while.
    let examined = evidence::examine(&house, given).await?;
    let mut op = upload.act().await?;
    claims::attach(&mut op, id, examined).await?;
    op.commit().await
}

/// `POST /claims/{id}/files/remove`.
pub async fn detach(Path(id): Path<ClaimId>, act: Act<FileForm>) -> PageResult {
    let Act { mut op, form, .. } = act;
    let file: EvidenceId = form.file.parse()?;
    claims::detach(&mut op, &id, &file).await?;
    op.commit().await?;
    see_other(&format!("/claims/{id}?done=removed#files"))
}

/// `GET /claims/{id}/files/{evidence}`: the original. Opening another's leaves a trace, so that
/// this operation writes.
pub async fn download(
    Path((id, file)): Path<(ClaimId, EvidenceId)>,
    look: Look,
    State(app): State<App>,
    visit: Visit,
) -> PageResult {
    let Look { op, p } = look;
    drop(op);
    let mut op = app.act(&visit, p.actor.clone()).await?;
    let (kept, bytes) = claims::open_file(&mut op, &id, &file).await?;
    op.commit().await?;
    Ok(original(&kept, bytes))
}

/// `GET /claims/{id}/files/{evidence}/drawing`: what we drew of it.
pub async fn preview(
    Path((id, file)): Path<(ClaimId, EvidenceId)>,
    look: Look,
    State(app): State<App>,
    visit: Visit,
) -> PageResult {
    let Look { op, p } = look;
    drop(op);
    let mut op = app.act(&visit, p.actor.clone()).await?;
    let png = claims::preview_file(&mut op, &id, &file).await?;
    op.commit().await?;
    Ok::<Response, _>(drawing(png))
}

/// `GET /bureau/claims/{id}/alike/{evidence}`: what we drew of another's file that is the same.
pub async fn alike(
    Path((id, other)): Path<(ClaimId, EvidenceId)>,
    look: Look,
    State(app): State<App>,
    visit: Visit,
) -> PageResult {
    let Look { op, p } = look;
    drop(op);
    let mut op = app.act(&visit, p.actor.clone()).await?;
    let png = claims::alike_preview(&mut op, &id, &other).await?;
    op.commit().await?;
    Ok(drawing(png))
}
