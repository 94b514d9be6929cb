//! What stands on a card, and whether it counts. Pure.

use kernel::{Category, Day};

use super::{CardFacts, Deemed, Error, Standing};
use crate::certificates::{DocumentNumber, verify_address};
use crate::reports::{Owed, Report, Status, YearSums};

/// What the facts are made of, beside the approved report.
pub(super) struct Approved<'a> {
    pub number: DocumentNumber,
    pub report: &'a Report,
    pub id_masked: &'a str,
    pub post_title: &'a str,
    pub issuer: &'a str,
    pub issued_on: Day,
    pub public_url: &'a str,
}

/// Freezes the facts of an approved report.
pub(super) fn facts(approved: &Approved<'_>) -> Result<CardFacts, Error> {
    let report = approved.report;
    if report.status != Status::Approved {
        return Err(Error::NotApproved);
    }
    let (verify_url, verify_words) = verify_address(approved.public_url, approved.number);
    Ok(CardFacts {
        number: approved.number.to_string(),
        name: report.person_name.clone(),
        id_masked: approved.id_masked.to_owned(),
        employer: report.employer_name.clone(),
        post_title: approved.post_title.to_owned(),
        study_year: report.study_year.to_string(),
        public_hours: report.public_hours.to_string(),
        professional_hours: report.professional_hours.to_string(),
        total_hours: (report.public_hours + report.professional_hours).to_string(),
        deemed: report.deemed.map_or("", deemed_words).to_owned(),
        issuer: approved.issuer.to_owned(),
        approved_on: report.since.day(),
        issued_on: approved.issued_on,
        verify_url,
        verify_words,
    })
}

/// What is printed of a category that stood complete without its hours, in the words of the notice.
fn deemed_words(category: Category) -> &'static str {
    match category {
        Category::Public => "公需科目视同完成",
        Category::Professional => "专业科目视同完成",
    }
}

/// A card counts as long as the year is whole.
pub(super) fn standing(sums: Option<YearSums>) -> Standing {
    match sums {
        Some(sums) if !sums.is_complete() => Standing::Suspended,
        // Where no edition asks anything for the year, nothing can be missing.
        _ => Standing::Valid,
    }
}

/// Whether what a card says of a category without hours is still so. A card is issued once, and its
/// words stay: who made hours up after her exam was taken back is told so, and whoever verifies.
pub(super) fn deemed(sums: Option<YearSums>, facts: &CardFacts) -> Deemed {
    if facts.deemed.is_empty() {
        return Deemed::Never;
    }
    let sums = sums.unwrap_or_default();
    let is_gone = |category, owed: Owed| facts.deemed == deemed_words(category) && !owed.is_deemed;
    let gone = is_gone(Category::Public, sums.public)
        || is_gone(Category::Professional, sums.professional);
    if gone {
        Deemed::TakenBack
    } else {
        Deemed::Stands
    }
}

/// Refuses to print what does not count: on paper nobody would see it.
pub(super) fn printable(standing: Standing) -> Result<(), Error> {
    match standing {
        Standing::Valid => Ok(()),
        Standing::Suspended => Err(Error::Suspended),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
    use kernel::{Hours, Id, Instant, Prefixed};

    use super::*;
    use crate::certificates::DocumentKind;

    fn id<T: Prefixed>() -> Id<T> {
        Id::from_parts(Instant::from_micros(1), 1)
    }

    fn report(status: Status) -> Report {
        Report {
            id: id(),
            person_id: id(),
            person_name: "阿拉坦其其格·巴特尔".into(),
            study_year: 2022,
            employer_id: id(),
            employer_name: "金川学校".into(),
            territory_id: id(),
            territory_path: "/150000/".into(),
            status,
            public_hours: Hours::whole(30),
            professional_hours: Hours::hundredths(6250),
            deemed: None,
            ledger_head: "2:00".into(),
            since: "2022-12-20".parse::<Day>().unwrap().start(),
        }
    }

    fn facts_of(report: &Report) -> Result<CardFacts, Error> {
        facts(&Approved {
            number: DocumentNumber::new(DocumentKind::Card, 2022, [0; 11]),
            report,
            id_masked: "150***********1234",
            post_title: "工程师",
            issuer: "科技人才局",
            issued_on: "2022-12-21".parse().unwrap(),
            public_url: "https://xueshi.example",
        })
    }

    #[test]
    fn the_approved_report_stands_on_the_card() {
        let facts = facts_of(&report(Status::Approved)).unwrap();
        assert_eq!(
            [
                facts.public_hours,
                facts.professional_hours,
                facts.total_hours
            ],
            ["30", "62.5", "92.5"]
        );
        assert_eq!(facts.approved_on.to_string(), "2022-12-20");
        assert!(facts.number.starts_with("K2022-"));
        assert_eq!(facts.deemed, "");
        let deemed = facts_of(&Report {
            deemed: Some(Category::Professional),
            ..report(Status::Approved)
        });
        assert_eq!(deemed.unwrap().deemed, "专业科目视同完成");
    }

    #[test]
    fn there_is_no_card_before_the_approval() {
        for status in [Status::WithEmployer, Status::WithBureau, Status::Returned] {
            assert_eq!(facts_of(&report(status)).unwrap_err(), Error::NotApproved);
        }
    }

    #[test]
    fn a_card_is_suspended_while_a_hundredth_is_missing() {
        let sums = |counted| YearSums {
            public: Owed {
                required: Hours::whole(30),
                counted: Hours::hundredths(counted),
                is_deemed: false,
            },
            professional: Owed::default(),
        };
        let mut facts = facts_of(&report(Status::Approved)).unwrap();
        assert_eq!(standing(Some(sums(3000))), Standing::Valid);
        assert_eq!(standing(Some(sums(2999))), Standing::Suspended);
        assert_eq!(standing(None), Standing::Valid);
        let mut whole = sums(3000);
        assert_eq!(deemed(Some(whole), &facts), Deemed::Never);
        facts.deemed = deemed_words(Category::Professional).to_owned();
        assert_eq!(deemed(Some(whole), &facts), Deemed::TakenBack);
        whole.professional.is_deemed = true;
        assert_eq!(deemed(Some(whole), &facts), Deemed::Stands);
    }
}
