//! Clauses beside what rests on them: the notice's own words, how they are applied here, and
//! whether somebody in authority must still confirm that.

use domain::House;
use policy::Edition;

/// A clause as a page shows it.
#[derive(Clone, Debug)]
pub struct ClauseWords {
    /// Citation, such as `N2022 §3.1`.
    pub cite: String,
    /// For the address within the page.
    pub slug: String,
    /// The notice's words; Chinese, whatever the language of the page.
    pub quote: String,
    /// How they are applied; Chinese.
    pub applied: String,
    /// Whether the application is an interpretation that must be confirmed.
    pub confirm: bool,
    /// What the interpretation rests on; Chinese, empty when there is none.
    pub basis: String,
}

/// The clauses of these citations as an edition has them, each once, in the order of the notice.
/// What the edition does not have is left out: an old line may cite an older notice.
pub fn list<'c>(
    house: &House,
    edition_id: &str,
    cites: impl Iterator<Item = &'c str>,
) -> Vec<ClauseWords> {
    let Some(edition) = house.policies.edition(edition_id) else {
        return Vec::new();
    };
    let wanted: Vec<&str> = cites.collect();
    let clauses = edition.clauses().iter();
    let used = clauses.filter(|clause| wanted.contains(&&*clause.cite));
    used.map(words).collect()
}

/// One clause of an edition.
pub fn find(edition: &Edition, cite: &str) -> Option<ClauseWords> {
    edition.clause(cite).map(words)
}

fn words(clause: &policy::Clause) -> ClauseWords {
    ClauseWords {
        cite: clause.cite.to_string(),
        slug: slug(&clause.cite),
        quote: clause.quote.clone(),
        applied: clause.applied.clone(),
        confirm: clause.confirm,
        basis: clause.basis.clone(),
    }
}

/// `N2022 §3.1` as `clause-n2022-3-1`.
pub fn slug(cite: &str) -> String {
    let parts = cite.split(|letter: char| !letter.is_ascii_alphanumeric());
    let parts: Vec<_> = parts.filter(|part| !part.is_empty()).collect();
    format!("clause-{}", parts.join("-").to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_citation_becomes_an_address_within_the_page() {
        assert_eq!(slug("N2022 §3.1"), "clause-n2022-3-1");
        assert_eq!(slug("N2022 §2a.1"), "clause-n2022-2a-1");
    }
}
