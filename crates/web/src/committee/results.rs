//! The results of a list to take away: the workbook, with masked or whole identity numbers, and the
//! summary to print. Both are made when they are asked for; nothing of them is kept.

use std::collections::BTreeMap;

use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse as _, Response};
use domain::Op;
use domain::batches::{self, Batch, State};
use kernel::{BatchId, Fault, Outcome};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use sha2::{Digest as _, Sha256};
use tokio::sync::Semaphore;

use super::template::XLSX;
use super::workbook;
use crate::document::Pdf;
use crate::page::PageFrame;
use crate::problem::PageResult;
use crate::request::{Act, Look, Path};

/// Workbooks and summaries that are made at once: a long one takes a second of a core.
static MAKING: Semaphore = Semaphore::const_new(2);

/// `GET /committee/batches/{id}/workbook`: identity numbers are masked.
pub async fn masked(Path(id): Path<BatchId>, Look { mut op, p }: Look) -> PageResult {
    let batch = finished(&mut op, &id).await?;
    answer(op, p, batch, &BTreeMap::new()).await
}

/// `POST /committee/batches/{id}/workbook`: with whole identity numbers. Each person whom we know
/// sees that hers was taken out.
pub async fn whole(Path(id): Path<BatchId>, act: Act) -> PageResult {
    let Act { mut op, p, .. } = act;
    let batch = finished(&mut op, &id).await?;
    let numbers = batches::reveal_citizen_ids(&mut op, &batch).await?;
    let (house, actor) = (op.house.clone(), op.actor.clone());
    let (now, request_id) = (op.now, op.request_id.clone());
    let seed = op.random_bytes();
    // The lines are kept before anything is handed over, and nobody waits for the writer meanwhile.
    op.commit().await?;
    let tx = house.db.read().await?;
    let looking = Op::new(house, tx, now, actor, request_id, seed);
    answer(looking, p, batch, &numbers).await
}

/// `GET /committee/batches/{id}/summary`.
pub async fn summary(
    Path(id): Path<BatchId>,
    Look { mut op, .. }: Look,
    headers: HeaderMap,
) -> PageResult {
    let batch = batches::get(&mut op, &id).await?;
    let facts = batches::summary(&mut op, &batch).await?;
    let house = op.house.clone();
    drop(op);
    let turn = MAKING.acquire().await;
    let bytes = batches::print_summary(house, facts).await?;
    drop(turn);
    let sha256 = hex::encode(Sha256::digest(&bytes));
    let pdf = Pdf {
        bytes,
        sha256: &sha256,
        number: id.as_str(),
        title: "核对结果汇总表",
    };
    Ok(pdf.answer(&headers))
}

async fn finished(op: &mut Op, id: &BatchId) -> Outcome<Batch> {
    let batch = batches::get(op, id).await?;
    match batch.state {
        State::Done => Ok(batch),
        State::Erased => Err(batches::Error::Erased.into()),
        _ => Err(batches::Error::NotDone.into()),
    }
}

async fn answer(
    mut op: Op,
    p: PageFrame,
    batch: Batch,
    numbers: &BTreeMap<i64, String>,
) -> PageResult {
    let turn = MAKING.acquire().await;
    let book = workbook::fill(&mut op, p.locale, &batch, numbers).await?;
    drop(op);
    let bytes = tokio::task::spawn_blocking(move || book.finish())
        .await
        .map_err(|error| Fault::internal("web.workbook", error))??;
    drop(turn);
    Ok(file(bytes, &batch, &p.t("committee-workbook-name")))
}

fn file(bytes: Vec<u8>, batch: &Batch, title: &str) -> Response {
    let of_list = batch
        .file_name
        .rsplit_once('.')
        .map_or(batch.file_name.as_str(), |(name, _)| name);
    let name = format!("{title}-{of_list}.xlsx");
    let name = utf8_percent_encode(&name, NON_ALPHANUMERIC);
    let named = format!(
        "attachment; filename=\"{}.xlsx\"; filename*=UTF-8''{name}",
        batch.id
    );
    let head = [
        (header::CONTENT_TYPE, XLSX.to_owned()),
        (header::CONTENT_DISPOSITION, named),
    ];
    (head, bytes).into_response()
}
