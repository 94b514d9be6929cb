//! An order as a workbook: who, which course, at which price, and where it stands.

use axum::response::Response;
use domain::orders;
use kernel::{Fault, GroupOrderId};
use sheets::{Book, Column, Entry};

use super::order::seat_state;
use crate::employers::yearly::file;
use crate::problem::PageResult;
use crate::request::{Look, Path};
use crate::staff::OfficeWords as _;

/// `GET /employer/orders/{group}/receipt`.
pub async fn download(Look { mut op, p }: Look, Path(id): Path<GroupOrderId>) -> PageResult {
    let group = orders::get_group(&mut op, &id).await?;
    let seats = orders::seats_of_group(&mut op, &group).await?;
    let today = op.now.day();
    drop(op);
    let mut book = Book::new(&group.number, today)?;
    let columns: Vec<Column> = [
        ("order-number", 26),
        ("staff-person", 12),
        ("group-course", 40),
        ("courses-category", 12),
        ("courses-year", 8),
        ("order-amount", 12),
        ("order-state", 14),
    ]
    .map(|(key, width)| Column::new(p.t(key), width))
    .to_vec();
    let mut sheet = book.sheet(&p.t("group-orders"), &columns)?;
    for seat in &seats {
        let title = crate::catalogue::title_of(&p, &seat.title, &seat.title_en);
        sheet.row(&[
            Entry::text(&seat.number),
            Entry::text(&seat.name),
            Entry::text(title),
            Entry::text(p.category_named(seat.category)),
            Entry::Count(group.study_year.into()),
            Entry::text(p.money(seat.fen)),
            Entry::text(seat_state(&p, seat).0),
        ])?;
    }
    book.keep(sheet);
    let bytes = tokio::task::spawn_blocking(move || book.finish())
        .await
        .map_err(|error| Fault::internal("web.workbook", error))??;
    let answer: Response = file(bytes, &format!("{}.xlsx", group.number));
    Ok(answer)
}
