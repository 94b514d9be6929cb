//! What stands on a certificate. Pure.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use kernel::{Category, Day};
use ledger::Line;
use serde::Deserialize;

use super::{CertificateFacts, DocumentNumber, Error, Standing, verify_address};

/// What the facts are made of.
pub(super) struct Passed<'p> {
    pub number: DocumentNumber,
    pub name: &'p str,
    pub id_masked: &'p str,
    pub course: &'p str,
    /// Code of the speciality.
    pub speciality: &'p str,
    pub score: i64,
    pub issuer: &'p str,
    pub base: &'p str,
    pub issued_on: Day,
    pub public_url: &'p str,
    /// The ledger's line of the enrolment: what was earned, for which year, by which clause.
    pub line: &'p Line,
}

/// Freezes the facts. What the ledger says counts, not what the course promises.
pub(super) fn facts(passed: &Passed<'_>) -> CertificateFacts {
    let entry = &passed.line.entry;
    let (verify_url, verify_words) = verify_address(passed.public_url, passed.number);
    let speciality = match entry.category {
        Category::Public => "",
        Category::Professional => speciality_zh(passed.speciality),
    };
    CertificateFacts {
        number: passed.number.to_string(),
        name: passed.name.to_owned(),
        id_masked: passed.id_masked.to_owned(),
        course: passed.course.to_owned(),
        category: entry.category.to_string(),
        category_zh: category_zh(entry.category).to_owned(),
        study_year: entry.study_year.to_string(),
        hours: entry.hours.to_string(),
        speciality: speciality.to_owned(),
        score: passed.score.to_string(),
        issuer: passed.issuer.to_owned(),
        base: passed.base.to_owned(),
        issued_on: passed.issued_on,
        verify_url,
        verify_words,
        clause: entry.clause.clone(),
    }
}

/// A document is official and Chinese, whatever language its reader uses elsewhere.
fn category_zh(category: Category) -> &'static str {
    match category {
        Category::Public => "公需科目",
        Category::Professional => "专业科目",
    }
}

/// The speciality in Chinese; one that we have no words for stands as it is.
fn speciality_zh(code: &str) -> &str {
    SPECIALITIES.get(code).map_or(code, String::as_str)
}

static SPECIALITIES: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
    #[derive(Default, Deserialize)]
    struct List {
        specialities: Vec<Speciality>,
    }
    #[derive(Deserialize)]
    struct Speciality {
        code: String,
        zh: String,
    }
    let text = include_str!("../../../../content/specialities.toml");
    let list: List = toml::from_str(text).unwrap_or_default();
    list.specialities
        .into_iter()
        .map(|speciality| (speciality.code, speciality.zh))
        .collect()
});

/// Whether the certificate of this ledger line stands.
pub(super) fn standing(line: Option<&Line>) -> Standing {
    match line {
        Some(line) if !line.revoked => Standing::Valid,
        // Without a line there is nothing that the certificate could rest on.
        _ => Standing::Revoked,
    }
}

/// Refuses to print what does not stand: on paper nobody would see it.
pub(super) fn printable(standing: Standing) -> Result<(), Error> {
    match standing {
        Standing::Valid => Ok(()),
        Standing::Revoked => Err(Error::Revoked),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
    use kernel::{EntryId, Hours, Instant, PersonId};
    use ledger::Entry;

    use super::*;
    use crate::certificates::DocumentKind;

    fn line(category: Category, revoked: bool) -> Line {
        let entry = Entry {
            id: EntryId::from_parts(Instant::from_micros(1), 1),
            person: PersonId::from_parts(Instant::from_micros(1), 1),
            seq: 1,
            study_year: 2022,
            category,
            hours: Hours::hundredths(1250),
            source: "enrolment:enr_1".into(),
            reverses: None,
            clause: "N2022 §2.2".into(),
            title: "金属材料检测".into(),
            recorded_by: None,
            at: Instant::from_micros(1),
            previous_hash: Vec::new(),
            hash: Vec::new(),
        };
        Line { entry, revoked }
    }

    fn facts_of(line: &Line) -> CertificateFacts {
        facts(&Passed {
            number: DocumentNumber::new(DocumentKind::Certificate, 2022, [0; 11]),
            name: "乌日娜",
            id_masked: "150***********1234",
            course: "金属材料检测",
            speciality: "civil-engineering",
            score: 86,
            issuer: "科技人才局",
            base: "培训基地",
            issued_on: "2022-12-15".parse().unwrap(),
            public_url: "https://xueshi.example",
            line,
        })
    }

    #[test]
    fn the_ledger_says_how_many_hours_and_for_what() {
        let facts = facts_of(&line(Category::Professional, false));
        assert_eq!(
            (facts.hours.as_str(), facts.study_year.as_str()),
            ("12.5", "2022")
        );
        assert_eq!(
            (facts.category_zh.as_str(), facts.speciality.as_str()),
            ("专业科目", "建筑工程")
        );
        assert_eq!(
            facts.verify_url,
            format!("https://xueshi.example/verify/{}", facts.number)
        );
        assert_eq!(
            facts.verify_words,
            format!("xueshi.example/verify/{}", facts.number)
        );
    }

    #[test]
    fn a_public_course_has_no_speciality() {
        assert_eq!(facts_of(&line(Category::Public, false)).speciality, "");
    }

    #[test]
    fn an_unknown_speciality_stands_as_it_is() {
        assert_eq!(speciality_zh("agronomy"), "农艺");
        assert_eq!(speciality_zh("测绘"), "测绘");
    }

    #[test]
    fn a_certificate_stands_as_long_as_its_hours() {
        assert_eq!(
            standing(Some(&line(Category::Public, false))),
            Standing::Valid
        );
        assert_eq!(
            standing(Some(&line(Category::Public, true))),
            Standing::Revoked
        );
        assert_eq!(standing(None), Standing::Revoked);
    }
}
