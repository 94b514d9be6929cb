//! The summary of a committee's list: short and long, and refused.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use documents::{Fonts, Template, typeset};
use serde_json::{Value, json};

fn facts(lines: usize) -> Value {
    let outcomes = [
        "met",
        "not_met",
        "reference",
        "exempt",
        "undecided",
        "error",
    ];
    let line = |at: usize| {
        json!({
            "line": at + 2,
            "name": if at % 7 == 3 { "阿拉坦其其格·巴特尔" } else { "乌日娜" },
            "id_masked": "150*************21",
            "applied": "职称评审·中级",
            "standing": outcomes[at % 6],
            "is_given": at % 4 == 1,
            "note": if at % 6 == 1 { "2021年专业科目缺7.5学时；2022年专业科目缺60学时" } else { "" },
        })
    };
    let all: Vec<Value> = (0..lines).map(line).collect();
    json!({
        "number": "bat_01GM8Z0000ABCDEFGHJKMNPQRS",
        "issuer": "呼和浩特经济技术开发区科技人才局",
        "file_name": "二〇二二年度中级职称评审申报名单.xlsx",
        "file_digest": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "uploaded_by": "周文博",
        "uploaded_at": "2022-12-15 09:12:31",
        "confirmed_by": "周文博",
        "finished_at": "2022-12-15 09:20:02",
        "cut_off": "2022-12-15",
        "issued_on": "2022-12-15",
        "rows": 20000,
        "counts": outcomes.map(|name| json!([name, 12])).to_vec(),
        "editions": [["hohhot-etdz/2022", format!("sha256:{}", "ab".repeat(32)), 20000]],
        "clauses": [
            ["N2022 §2a.1", "申报高、中级职称评审的，须提供近三年公需科目和专业科目学时", 20000],
            ["N2022 §3.1", "男满50周岁、女满45周岁的，完成三分之一学时", 321]
        ],
        "lines": all,
        "is_part": lines > 900,
    })
}

fn refusal(facts: &Value) -> String {
    match typeset(Template::BatchSummary, facts, Fonts::embedded()) {
        Ok(_) => "set".to_owned(),
        Err(refused) => refused.code().to_owned(),
    }
}

#[test]
fn a_summary_takes_as_many_pages_as_it_needs_and_is_the_same_each_time() {
    let pdf = typeset(Template::BatchSummary, &facts(60), Fonts::embedded()).unwrap();
    assert!(pdf.starts_with(b"%PDF-1.7"));
    let again = typeset(Template::BatchSummary, &facts(60), Fonts::embedded()).unwrap();
    assert!(pdf == again, "the same facts give the same bytes");
    let none = typeset(Template::BatchSummary, &facts(0), Fonts::embedded()).unwrap();
    assert!(none.len() < pdf.len());
}

#[test]
fn what_cannot_be_set_faithfully_is_refused() {
    let mut missing = facts(3);
    missing["issuer"] = "王\u{31350}".into();
    assert_eq!(refusal(&missing), "documents.missing_glyph");
    let mut hidden = facts(3);
    hidden["issuer"] = "局\u{202e}".into();
    assert_eq!(refusal(&hidden), "documents.missing_glyph");
    let mut long = facts(3);
    long["lines"][0]["note"] = "缺".repeat(401).into();
    assert_eq!(refusal(&long), "documents.bad_facts");
    let mut unknown = facts(3);
    unknown["signature"] = "x".into();
    assert_eq!(refusal(&unknown), "documents.bad_facts");
    assert_eq!(refusal(&facts(1001)), "documents.bad_facts");
    let mut nobody = facts(3);
    nobody["issuer"] = " ".into();
    assert_eq!(refusal(&nobody), "documents.bad_facts");
}

#[test]
fn a_rare_name_is_shown_with_a_mark_and_does_not_keep_the_others_from_the_paper() {
    let mut rare = facts(12);
    rare["lines"][3]["name"] = json!("𠮷野家");
    let with = typeset(Template::BatchSummary, &rare, Fonts::embedded()).unwrap();
    rare["lines"][3]["name"] = json!("〓野家");
    let marked = typeset(Template::BatchSummary, &rare, Fonts::embedded()).unwrap();
    assert!(with.starts_with(b"%PDF-"));
    assert_ne!(
        with, marked,
        "the mark is explained only where it stands for something"
    );
}
