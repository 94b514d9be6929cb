//! Workbooks as people keep them, and as somebody makes them who means no good.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use std::io::{Cursor, Write as _};

use calamine::{Data, Reader as _, Xlsx};
use kernel::{Day, Hours};
use rust_xlsxwriter::{Format, Workbook};
use sheets::{
    Book, Cell, Column, Entry, Format as Kind, Limits, List, disarm, find_list, write_csv,
};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const LIMITS: Limits = Limits {
    bytes_max: 2 << 20,
    unpacked_bytes_max: 8 << 20,
    rows_max: 200,
    columns_max: 30,
    cell_chars_max: 200,
};

fn find(bytes: &[u8]) -> kernel::Outcome<List> {
    find_list(bytes, &LIMITS, "姓名", |row| {
        row.cells()
            .iter()
            .any(|cell| cell.text().is_ok_and(|text| text == "姓名"))
    })
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

#[test]
fn a_list_is_found_under_its_title_with_the_numbers_of_its_rows() {
    let mut book = Workbook::new();
    book.add_worksheet()
        .set_name("隐藏")
        .unwrap()
        .set_hidden(true)
        .write(0, 0, "姓名")
        .unwrap();
    book.add_worksheet()
        .set_active(true)
        .write(0, 0, "别的")
        .unwrap();
    let sheet = book.add_worksheet();
    sheet
        .merge_range(0, 0, 0, 3, "二〇二二年申报名单", &Format::new())
        .unwrap();
    for (at, heading) in ["姓名", "日期", "学时", "在岗"].iter().enumerate() {
        sheet
            .write(2, u16::try_from(at).unwrap(), *heading)
            .unwrap();
    }
    let date = Format::new().set_num_format("yyyy/m/d");
    sheet.write(3, 0, " 乌日娜 ").unwrap();
    sheet
        .write_number_with_format(3, 1, 44_805.5, &date)
        .unwrap();
    sheet.write(3, 2, 12.5).unwrap();
    sheet.write(3, 3, true).unwrap();
    sheet.write(6, 0, "王小明").unwrap();
    sheet.write(6, 1, "2022年9月1日").unwrap();
    sheet.write(6, 2, 0.1 + 0.2).unwrap();
    let list = find(&book.save_to_buffer().unwrap()).unwrap();
    assert_eq!(list.table.format, Kind::Xlsx);
    assert_eq!((list.headings().number, list.body().len()), (3, 2));
    let [first, second] = list.body() else {
        panic!("two rows")
    };
    assert_eq!((first.number, second.number), (4, 7));
    assert_eq!(first.cell(0).text().unwrap(), "乌日娜");
    assert_eq!(first.cell(1), &Cell::Day(day("2022-09-01")));
    assert_eq!(
        first.cell(2).hours().unwrap(),
        Some(Hours::hundredths(1250))
    );
    assert_eq!(first.cell(3).flag().unwrap(), Some(true));
    assert_eq!(second.cell(1).day().unwrap(), Some(day("2022-09-01")));
    // What no calculation of hours gives is refused rather than rounded.
    assert_eq!(
        second.cell(2).hours().unwrap_err().code(),
        "sheets.cell_no_hours"
    );
}

#[test]
fn merged_cells_hold_for_their_first_row_only() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write(0, 0, "姓名").unwrap();
    for row in 1..5 {
        sheet.write(row, 0, format!("甲{row}")).unwrap();
    }
    sheet
        .merge_range(1, 1, 3, 1, "职称评审", &Format::new())
        .unwrap();
    let list = find(&book.save_to_buffer().unwrap()).unwrap();
    let read: Vec<_> = list.body().iter().map(|row| row.cell(1).text()).collect();
    assert_eq!(read[0].as_ref().unwrap(), "职称评审");
    for refused in &read[1..3] {
        let refused = refused.as_ref().unwrap_err();
        assert_eq!(
            (refused.code(), refused.values()[0].1.as_str()),
            ("sheets.cell_merged", "B2:B4")
        );
    }
    assert_eq!(read[3].as_ref().unwrap(), "");
}

#[test]
fn a_workbook_of_1904_keeps_its_days() {
    let workbook = r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><workbookPr date1904="1"/><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
    let styles = r#"<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>"#;
    let sheet = concat!(
        r#"<row r="1"><c r="A1" t="inlineStr"><is><t>姓名</t></is></c></row>"#,
        r#"<row r="2"><c r="A2" s="1"><v>43343</v></c></row>"#
    );
    let list = find(&handmade(workbook, sheet, styles, None)).unwrap();
    assert_eq!(list.body()[0].cell(0), &Cell::Day(day("2022-09-01")));
}

const PLAIN: &str = r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>"#;

/// A workbook made by hand, so that it can hold what no program writes.
fn handmade(workbook: &str, rows: &str, styles: &str, strings: Option<&str>) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let relation = |id: &str, kind: &str, target: &str| {
        format!(
            r#"<Relationship Id="{id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="{target}"/>"#
        )
    };
    let relations = |inside: String| {
        format!(
            r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inside}</Relationships>"#
        )
    };
    let root = relations(relation("rId1", "officeDocument", "xl/workbook.xml"));
    let inner = relations(relation("rId1", "worksheet", "worksheets/sheet1.xml"));
    let sheet = format!(
        r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData></worksheet>"#
    );
    let mut put = |name: &str, text: &str| {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    };
    put("_rels/.rels", &root);
    put("xl/_rels/workbook.xml.rels", &inner);
    put("xl/workbook.xml", workbook);
    put("xl/styles.xml", styles);
    put("xl/worksheets/sheet1.xml", &sheet);
    if let Some(strings) = strings {
        put("xl/sharedStrings.xml", strings);
    }
    zip.finish().unwrap().into_inner()
}

const NO_STYLES: &str =
    r#"<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>"#;

fn with_rows(rows: &str) -> Vec<u8> {
    let head = r#"<row r="1"><c r="A1" t="inlineStr"><is><t>姓名</t></is></c></row>"#;
    handmade(PLAIN, &format!("{head}{rows}"), NO_STYLES, None)
}

#[test]
fn a_cell_far_away_takes_no_memory() {
    let far = r#"<row r="1048576"><c r="A1048576" t="inlineStr"><is><t>甲</t></is></c></row>"#;
    let list = find(&with_rows(far)).unwrap();
    assert_eq!(list.body()[0].number, 1_048_576);
    let wide = r#"<row r="2"><c r="XFD2" t="inlineStr"><is><t>甲</t></is></c></row>"#;
    let refused = find(&with_rows(wide)).unwrap_err();
    assert_eq!(
        (refused.code(), refused.values()[1].1.as_str()),
        ("sheets.too_many_columns", "2")
    );
}

#[test]
fn a_workbook_that_unpacks_beyond_the_limit_is_refused_before_it_is_read() {
    // 20 MB of blanks in 20 kB.
    let bomb = with_rows(&" ".repeat(20 << 20));
    assert!(bomb.len() < 100_000, "{}", bomb.len());
    assert_eq!(find(&bomb).unwrap_err().code(), "sheets.too_much_inside");
    // It says that it has more strings than there is memory, and has none.
    let lie = r#"<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" uniqueCount="99999999999"></sst>"#;
    let liar = handmade(PLAIN, "", NO_STYLES, Some(lie));
    assert_eq!(find(&liar).unwrap_err().code(), "sheets.too_much_inside");
}

#[test]
fn a_single_huge_cell_spoils_itself_only() {
    let huge = "字".repeat(2 << 20);
    let rows = format!(
        r#"<row r="2"><c r="A2" t="inlineStr"><is><t>{huge}</t></is></c><c r="B2"><v>1</v></c>"#
    ) + "</row>";
    let list = find(&with_rows(&rows)).unwrap();
    let refused = list.body()[0].cell(0).text().unwrap_err();
    assert_eq!(refused.code(), "sheets.cell_too_long");
    assert!(refused.to_string().len() < 300, "{refused}");
    assert_eq!(list.body()[0].cell(1).text().unwrap(), "1");
}

#[test]
fn limits_and_foreign_files_are_told_apart() {
    let rows: Vec<String> = (2..300)
        .map(|row| format!(r#"<row r="{row}"><c r="A{row}"><v>1</v></c></row>"#))
        .collect();
    let rows = rows.concat();
    let backwards = concat!(
        r#"<row r="5"><c r="A5"><v>1</v></c></row>"#,
        r#"<row r="3"><c r="A3"><v>1</v></c></row>"#
    );
    let broken = with_rows("<row r=\"2\"><c r=\"A2\"><v>");
    let good = with_rows("");
    let cut = good.get(..good.len() / 2).unwrap();
    let failing = r#"<row r="2"><c r="A2" t="e"><v>#REF!</v></c></row>"#;
    for (bytes, code) in [
        (with_rows(&rows), "sheets.too_many_rows"),
        (with_rows(backwards), "sheets.unreadable"),
        (broken, "sheets.unreadable"),
        (cut.to_vec(), "sheets.unreadable"),
        (b"PK\x03\x04 and no more".to_vec(), "sheets.unreadable"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec(),
            "sheets.old_or_locked",
        ),
        (Vec::new(), "sheets.empty"),
        (vec![b'a'; 3 << 20], "sheets.too_large"),
        (b"a,b\n".to_vec(), "sheets.no_headings"),
        (b"%PDF-1.7\n\0\0".to_vec(), "sheets.unreadable"),
    ] {
        assert_eq!(find(&bytes).unwrap_err().code(), code);
    }
    let list = find(&with_rows(failing)).unwrap();
    assert_eq!(
        list.body()[0].cell(0).text().unwrap_err().code(),
        "sheets.cell_failed"
    );
}

#[test]
fn nothing_that_is_written_runs_as_a_formula() {
    let armed = [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        " =1",
        "＝1",
        "=cmd|' /C calc'!A0",
    ];
    let mut book = Book::new("=名单", day("2022-12-15")).unwrap();
    let columns = [Column::new("=列", 20), Column::new("学时", 10)];
    let mut sheet = book.sheet("一", &columns).unwrap();
    for text in armed {
        sheet
            .row(&[Entry::text(text), Entry::Hours(Hours::hundredths(1250))])
            .unwrap();
    }
    sheet
        .row(&[Entry::text("150102199006010021"), Entry::Count(3)])
        .unwrap();
    book.keep(sheet);
    let bytes = book.finish().unwrap();
    let mut read: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let formulas = read.worksheet_formula("一").unwrap();
    assert!(
        formulas.used_cells().next().is_none(),
        "no cell is a formula"
    );
    let range = read.worksheet_range("一").unwrap();
    for (at, text) in std::iter::once("=列").chain(armed).enumerate() {
        let Data::String(kept) = &range[(at, 0)] else {
            panic!("no text: {text}")
        };
        assert_eq!(
            kept.trim_end().replace('\r', ""),
            format!("'{text}").replace('\r', "")
        );
    }
    assert_eq!(range[(1, 1)], Data::Float(12.5));
    // An identity number is text: as a number it would end in zeros.
    assert_eq!(
        range[(armed.len() + 1, 0)],
        Data::String("150102199006010021".into())
    );

    let csv = write_csv(&[armed.map(str::to_owned).to_vec()]).unwrap();
    let text = String::from_utf8(csv).unwrap();
    assert!(
        text.starts_with("\u{feff}'=1+1,'+1,'-1,'@SUM(A1),"),
        "{text}"
    );
    assert_eq!(
        (disarm("乌日娜"), disarm("a=b")),
        ("乌日娜".into(), "a=b".into())
    );
}

#[test]
fn the_same_rows_give_the_same_bytes() {
    let make = || {
        let mut book = Book::new("名单", day("2022-12-15")).unwrap();
        let mut sheet = book.sheet("一", &[Column::new("甲", 9)]).unwrap();
        sheet.row(&[Entry::text("乙")]).unwrap();
        book.keep(sheet);
        book.finish().unwrap()
    };
    assert_eq!(make(), make());
}

#[test]
fn a_workbook_with_programs_is_refused_whatever_it_is_called() {
    let with = |name: &str| {
        let good = with_rows("");
        let mut zip = ZipWriter::new_append(Cursor::new(good)).unwrap();
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(b"Sub Auto_Open()").unwrap();
        zip.finish().unwrap().into_inner()
    };
    for name in [
        "xl/vbaProject.bin",
        "XL/VBAPROJECT.BIN",
        "xl/macrosheets/sheet1.xml",
        "xl/activeX/activeX1.bin",
    ] {
        assert_eq!(
            find(&with(name)).unwrap_err().code(),
            "sheets.macros",
            "{name}"
        );
    }
    assert!(find(&with("xl/media/image1.png")).is_ok());
}
