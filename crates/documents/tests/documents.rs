//! Both documents, set and refused.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use std::fs;
use std::path::Path;
use std::thread;

use documents::{CardFacts, CertificateFacts, Error, Fonts, Template, typeset};
use serde_json::{Value, json};

const BOTH: [Template; 2] = [Template::Certificate, Template::Card];

fn facts(template: Template) -> Value {
    match template {
        Template::Certificate => json!({
            "number": "ZS-2022-4F7K-Q2",
            "name": "乌日娜",
            "id_masked": "150***********1234",
            "course": "金属材料力学性能检测与结果评定",
            "category": "professional",
            "category_zh": "专业科目",
            "study_year": 2022,
            "hours": "12.5",
            "speciality": "建筑工程",
            "score": "86",
            "issuer": "呼和浩特经济技术开发区科技人才局",
            "base": "内蒙古建设职业培训基地",
            "issued_on": "2022-12-15",
            "verify_url": "https://xueshi.example/verify/ZS-2022-4F7K-Q2",
            "verify_words": "xueshi.example/verify/ZS-2022-4F7K-Q2",
            "clause": "N2022 §2.2",
        }),
        Template::BatchSummary => unreachable!("it has tests of its own"),
        Template::Card => json!({
            "number": "SY-2022-8M3D-W7",
            "name": "乌日娜",
            "id_masked": "150***********1234",
            "employer": "呼和浩特市金川学校",
            "post_title": "工程师",
            "study_year": "2022",
            "public_hours": "30",
            "deemed": "",
            "professional_hours": "62.5",
            "total_hours": "92.5",
            "issuer": "呼和浩特经济技术开发区科技人才局",
            "approved_on": "2022-12-20",
            "issued_on": "2022-12-21",
            "verify_url": "https://xueshi.example/verify/SY-2022-8M3D-W7",
            "verify_words": "xueshi.example/verify/SY-2022-8M3D-W7",
        }),
    }
}

fn facts_with(template: Template, field: &str, value: impl Into<Value>) -> Value {
    let mut facts = facts(template);
    facts[field] = value.into();
    facts
}

fn set(template: Template, facts: &Value) -> Result<Vec<u8>, Error> {
    typeset(template, facts, Fonts::embedded())
}

fn refusal(template: Template, facts: &Value) -> Error {
    set(template, facts).map(|pdf| pdf.len()).unwrap_err()
}

fn value<'a>(error: &'a Error, name: &str) -> &'a str {
    let found = error.values().iter().find(|(known, _)| *known == name);
    found.unwrap().1.as_str()
}

fn holds(pdf: &[u8], words: &str) -> bool {
    pdf.windows(words.len())
        .any(|window| window == words.as_bytes())
}

#[test]
fn ordinary_dotted_and_rare_names_are_set() {
    for template in BOTH {
        for name in [
            "乌日娜",
            "阿拉坦其其格·巴特尔",
            "㛃䶮·喆",
            "王𰻝",
            "Éric O’Brien",
        ] {
            let pdf = set(template, &facts_with(template, "name", name)).unwrap();
            assert!(pdf.starts_with(b"%PDF-1.7"), "{template:?} {name}");
        }
    }
}

#[test]
fn a_name_with_a_character_that_no_face_has_is_refused() {
    let cases = [
        ("王\u{31350}", "\u{31350}", "U+31350"),
        ("ᠪᠠᠭᠠᠲᠤᠷ", "ᠪ", "U+182A"),
        ("葛\u{e0100}", "\\u{e0100}", "U+E0100"),
        ("王\u{e863}", "\\u{e863}", "U+E863"),
        ("乌日\n娜", "\\n", "U+000A"),
        ("乌日\u{202e}娜", "\\u{202e}", "U+202E"),
    ];
    for template in BOTH {
        for (name, character, codepoint) in cases {
            let error = refusal(template, &facts_with(template, "name", name));
            assert_eq!(error.code(), "documents.missing_glyph", "{name:?}");
            assert_eq!(value(&error, "character"), character);
            assert_eq!(value(&error, "codepoint"), codepoint);
        }
    }
}

#[test]
fn a_mark_that_does_not_fit_its_letter_is_set_whole_or_refused() {
    let name = "ÅA\u{30a}喆\u{30a}\u{327}";
    match set(Template::Card, &facts_with(Template::Card, "name", name)) {
        Ok(pdf) => assert!(pdf.starts_with(b"%PDF")),
        Err(error) => assert_eq!(error.code(), "documents.missing_glyph"),
    }
}

#[test]
fn the_same_facts_give_the_same_bytes() {
    let first = BOTH.map(|template| set(template, &facts(template)).unwrap());
    for at in 0..12 {
        let name = format!("学员{at}");
        for template in BOTH {
            set(template, &facts_with(template, "name", name.as_str())).unwrap();
        }
    }
    let threads: Vec<_> = (0..2)
        .map(|_| thread::spawn(|| BOTH.map(|template| set(template, &facts(template)).unwrap())))
        .collect();
    for thread in threads {
        assert!(thread.join().unwrap() == first);
    }
}

#[test]
fn one_other_fact_gives_other_bytes() {
    let before = set(Template::Card, &facts(Template::Card)).unwrap();
    let other = facts_with(
        Template::Card,
        "verify_url",
        "https://xueshi.example/verify/x",
    );
    assert!(set(Template::Card, &other).unwrap() != before);
}

#[test]
fn the_pdf_is_archival_accessible_and_dated_by_its_facts() {
    for (template, date) in BOTH.into_iter().zip(["2022-12-15", "2022-12-21"]) {
        let pdf = set(template, &facts(template)).unwrap();
        for words in [
            "<pdfaid:part>2</pdfaid:part>",
            "<pdfaid:conformance>U</pdfaid:conformance>",
            "<pdfuaid:part>1</pdfuaid:part>",
            "呼和浩特经济技术开发区科技人才局",
            &format!("<xmp:CreateDate>{date}T00:00:00+08:00</xmp:CreateDate>"),
        ] {
            assert!(holds(&pdf, words), "{template:?} lacks {words}");
        }
    }
}

#[test]
fn the_longest_facts_still_fit() {
    let fill = |max: usize| "呼和浩特·".chars().cycle().take(max).collect::<String>();
    let mut certificate = facts(Template::Certificate);
    let mut card = facts(Template::Card);
    for (field, max) in [
        ("name", 50),
        ("issuer", 50),
        ("id_masked", 30),
        ("number", 40),
    ] {
        certificate[field] = fill(max).into();
        card[field] = fill(max).into();
    }
    for (field, max) in [
        ("course", 100),
        ("speciality", 100),
        ("base", 100),
        ("clause", 40),
    ] {
        certificate[field] = fill(max).into();
    }
    for (field, max) in [("employer", 100), ("post_title", 40), ("verify_words", 80)] {
        card[field] = fill(max).into();
    }
    certificate["verify_words"] = fill(80).into();
    set(Template::Certificate, &certificate).unwrap();
    set(Template::Card, &card).unwrap();
}

#[test]
fn what_may_be_empty_is_left_out() {
    let mut facts = facts(Template::Certificate);
    facts["speciality"] = "".into();
    facts["score"] = "".into();
    set(Template::Certificate, &facts).unwrap();
}

#[test]
fn bad_facts_are_named() {
    let certificate = Template::Certificate;
    let mut lacking = facts(certificate);
    lacking.as_object_mut().unwrap().remove("course");
    let cases = [
        (lacking, "missing field `course`"),
        (
            facts_with(certificate, "colour", "red"),
            "unknown field `colour`",
        ),
        (facts_with(certificate, "name", " "), "`name` is empty"),
        (
            facts_with(certificate, "speciality", " "),
            "`speciality` is empty",
        ),
        (
            facts_with(certificate, "name", "娜".repeat(51)),
            "`name` is longer than 50",
        ),
        (
            facts_with(certificate, "hours", 12.5),
            "expected a text or a whole number, found 12.5",
        ),
        (
            facts_with(certificate, "issued_on", "2022-11-31"),
            "2022-11-31",
        ),
        (
            facts_with(certificate, "issuer", json!(["局"])),
            "invalid type",
        ),
        (json!("facts"), "invalid type"),
    ];
    for (facts, reason) in cases {
        let error = refusal(certificate, &facts);
        assert_eq!(error.code(), "documents.bad_facts");
        let found = value(&error, "reason");
        assert!(found.contains(reason), "{found}");
    }
}

#[test]
fn facts_survive_the_way_through_json() {
    let certificate: CertificateFacts =
        serde_json::from_value(facts(Template::Certificate)).unwrap();
    let value = serde_json::to_value(&certificate).unwrap();
    assert_eq!(value["study_year"], "2022");
    assert_eq!(
        serde_json::from_value::<CertificateFacts>(value).unwrap(),
        certificate
    );

    let value = facts(Template::Card);
    let card: CardFacts = serde_json::from_value(value.clone()).unwrap();
    assert_eq!(serde_json::to_value(card).unwrap(), value);
    // Facts of cards that were issued before this was printed.
    let mut old = value;
    old.as_object_mut().unwrap().remove("deemed");
    assert_eq!(serde_json::from_value::<CardFacts>(old).unwrap().deemed, "");
}

#[test]
fn facts_are_data_and_never_markup() {
    let name = "#panic(\"x\") *娜* $x$ <a> @b \\ // 学";
    set(Template::Card, &facts_with(Template::Card, "name", name)).unwrap();
}

#[test]
fn a_folder_adds_faces_or_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let refused = |path: &Path| Fonts::with_folder(path).map(|_| ()).unwrap_err();
    for path in [folder.path(), &folder.path().join("missing")] {
        assert_eq!(refused(path).code(), "documents.bad_fonts");
    }

    let face = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../assets/fonts/NotoSansSC-Bold.ttf"
    );
    fs::copy(face, folder.path().join("Further.TTF")).unwrap();
    let fonts = Fonts::with_folder(folder.path()).unwrap();
    typeset(Template::Card, &facts(Template::Card), &fonts).unwrap();

    fs::write(folder.path().join("broken.otf"), "no face").unwrap();
    let error = refused(folder.path());
    assert!(value(&error, "path").ends_with("broken.otf"));
}
