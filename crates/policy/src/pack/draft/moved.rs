//! An edition moved on to a later year unchanged, to compare a draft with: what differs from it is
//! what the draft changes.

use kernel::Year;
use toml_edit::{DocumentMut, value};

use super::roll::roll;
use crate::pack::edition::Edition;
use crate::pack::error::{PackError, PackProblem};
use crate::pack::shelf::{self, Policies};

impl Policies {
    /// The newest published edition of the draft's territory before the draft's year.
    pub fn published_before(&self, draft: &Edition) -> Option<&Edition> {
        let mut earlier = self.editions().iter().rev();
        earlier.find(|edition| {
            edition.territory() == draft.territory()
                && edition.year() < draft.year()
                && !edition.is_draft()
        })
    }
}

impl Edition {
    /// This edition as it would be in a later year if nothing but the years changed. It is as
    /// little published as a draft.
    pub fn moved_on(&self, year: Year) -> Result<Self, PackError> {
        let text = String::from_utf8_lossy(&self.text);
        let mut pack: DocumentMut = text.parse().map_err(|error| {
            PackError::new(PackProblem::Malformed, "").with(format!("{}: {error}", self.id))
        })?;
        roll(&mut pack, year - self.year);
        let id = format!("{}/{year}", self.territory);
        pack.insert("id", value(&id));
        pack.insert("draft", value(true));
        shelf::edition(&format!("{id}.toml"), pack.to_string().as_bytes()).map_err(shelf::first)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
    use kernel::{Category, Hours};

    use super::*;

    #[test]
    fn the_rules_of_2022_moved_on_ask_the_same_of_2023() {
        let policies = Policies::embedded().unwrap();
        let draft = policies.edition("hohhot-etdz/2023").unwrap();
        let base = policies.published_before(draft).unwrap();
        assert_eq!(base.id(), "hohhot-etdz/2022");
        let moved = base.moved_on(2023).unwrap();
        assert_eq!((moved.id(), moved.year()), ("hohhot-etdz/2023", 2023));
        assert!(moved.is_draft());
        let owed = |year| moved.required(year, Category::Professional);
        assert_eq!(owed(2023), Some(Hours::whole(60)));
        assert_eq!(owed(2020), None);
    }
}
