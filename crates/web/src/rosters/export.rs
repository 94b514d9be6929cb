//! The staff as a workbook: numbers are masked, and each time a line is left.

use domain::Op;
use domain::rosters::{self, StaffLine};
use kernel::{EmployerId, Outcome};
use sheets::{Book, Column, Entry};

use super::{XLSX, file};
use crate::employers::own_employer;
use crate::page::PageFrame;
use crate::problem::PageResult;
use crate::request::{Act, Path};
use crate::staff::OfficeWords as _;

/// `POST /employer/export`: by POST, since it leaves a line.
pub async fn own(act: Act) -> PageResult {
    let Act { mut op, p, .. } = act;
    let id = own_employer(&op)?;
    let bytes = workbook(&mut op, &p, &id).await?;
    op.commit().await?;
    Ok(file(bytes, XLSX, "staff.xlsx", "在职人员.xlsx"))
}

/// `POST /bureau/employers/{id}/export`.
pub async fn of_employer(Path(id): Path<EmployerId>, act: Act) -> PageResult {
    let Act { mut op, p, .. } = act;
    let bytes = workbook(&mut op, &p, &id).await?;
    op.commit().await?;
    Ok(file(bytes, XLSX, "staff.xlsx", "在职人员.xlsx"))
}

async fn workbook(op: &mut Op, p: &PageFrame, id: &EmployerId) -> Outcome<Vec<u8>> {
    let lines = rosters::export(op, id).await?;
    let mut book = Book::new(&p.t("rosters-export-title"), op.now.day())?;
    let widths = [14, 24, 18, 22, 18, 22, 16];
    let keys = [
        "staff-person",
        "staff-citizen-id",
        "staff-phone",
        "staff-post",
        "employers-speciality",
        "employers-department",
        "employers-first-day",
    ];
    let columns: Vec<Column> = keys
        .iter()
        .zip(widths)
        .map(|(key, width)| Column::new(p.t(key), width))
        .collect();
    let mut sheet = book.sheet(&p.t("rosters-export-title"), &columns)?;
    for line in lines {
        sheet.row(&entries(p, line))?;
    }
    book.keep(sheet);
    book.finish()
}

fn entries(p: &PageFrame, line: StaffLine) -> [Entry; 7] {
    [
        Entry::text(line.name),
        Entry::text(line.citizen_id_masked),
        Entry::text(line.phone_masked),
        Entry::text(line.post_title),
        Entry::text(p.field_named(&line.speciality)),
        Entry::text(line.department),
        Entry::text(line.from_day.to_string()),
    ]
}
