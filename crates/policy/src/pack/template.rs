//! Sentence templates of a pack: text with slots such as `{age}`.
//!
//! A slot that the effect does not know, and a brace that does not close, are refused when the pack
//! is loaded, so that a sentence can always be built.

use crate::names::names;

names! {
    /// What a sentence can name.
    pub(crate) enum Slot {
        /// What is applied for.
        Purpose = "purpose",
        /// Level of the title.
        Level = "level",
        /// Degree.
        Degree = "degree",
        /// First year.
        From = "from",
        /// Last year.
        To = "to",
        /// Number of years.
        Count = "count",
        /// Year of transfer.
        Transferred = "transferred",
        /// Hours owed, period by period.
        Amounts = "amounts",
        /// Share of the hours owed.
        Share = "share",
        /// Age on the application date.
        Age = "age",
        /// Sex.
        Sex = "sex",
        /// Sector of the employer.
        Sector = "sector",
        /// Special circumstance.
        Circumstance = "circumstance",
        /// What stands for hours.
        Kind = "kind",
        /// A study year.
        Year = "year",
        /// A category.
        Category = "category",
        /// Hours of one category (in phrases).
        Hours = "hours",
    }
}

/// A sentence with slots.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Template(Vec<Piece>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Text(String),
    Slot(Slot),
}

impl Template {
    /// Reads a template; the error is the slot that is not allowed, or what follows a lone brace.
    pub(crate) fn parse(text: &str, allowed: &[Slot]) -> Result<Self, String> {
        let mut pieces = Vec::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            let Some((name, after)) = after.split_once('}') else {
                return Err(format!("{{{after}"));
            };
            let slot = name.parse().ok().filter(|slot| allowed.contains(slot));
            let slot = slot.ok_or_else(|| format!("{{{name}}}"))?;
            pieces.push(Piece::Text(before.to_owned()));
            pieces.push(Piece::Slot(slot));
            rest = after;
        }
        pieces.push(Piece::Text(rest.to_owned()));
        pieces.retain(|piece| *piece != Piece::Text(String::new()));
        match pieces
            .iter()
            .find(|piece| matches!(piece, Piece::Text(text) if text.contains('}')))
        {
            Some(_) => Err("}".to_owned()),
            None => Ok(Self(pieces)),
        }
    }

    /// The same sentence with its fixed text rewritten.
    pub(crate) fn map_text(&self, rewrite: impl Fn(&str) -> String) -> Self {
        let pieces = self.0.iter().map(|piece| match piece {
            Piece::Text(text) => Piece::Text(rewrite(text)),
            Piece::Slot(slot) => Piece::Slot(*slot),
        });
        Self(pieces.collect())
    }

    /// Writes the sentence; `fill` appends the value of a slot.
    pub(crate) fn write(&self, into: &mut String, mut fill: impl FnMut(Slot, &mut String)) {
        for piece in &self.0 {
            match piece {
                Piece::Text(text) => into.push_str(text),
                Piece::Slot(slot) => fill(*slot, into),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_is_filled_and_a_bad_one_refused() {
        let template = Template::parse("满{age}周岁（{sex}）", &[Slot::Age, Slot::Sex]).unwrap();
        let mut text = String::new();
        template.write(&mut text, |slot, into| into.push_str(slot.as_str()));
        assert_eq!(text, "满age周岁（sex）");
        for bad in ["{age", "{born}", "{year}", "age}"] {
            assert!(Template::parse(bad, &[Slot::Age]).is_err(), "{bad}");
        }
    }
}
