//! Data about people: the notice, what somebody sees and does about her own data, and the bureau's
//! side of an erasure.

pub mod data;
pub mod desk;
pub mod erasure;
pub mod notice;
mod page;

use domain::privacy::Class;

pub(crate) use page::export_page;

use crate::words::Locale;

/// A class of data in words.
pub(crate) struct ClassWords {
    /// What it is.
    pub what: String,
    /// What for.
    pub why: String,
    /// On which basis, clause by clause.
    pub basis: String,
    /// How long.
    pub kept: String,
}

/// All classes in words.
pub(crate) fn class_words(locale: Locale) -> Vec<ClassWords> {
    domain::privacy::classes()
        .iter()
        .map(|class| of(locale, class))
        .collect()
}

fn of(locale: Locale, class: &Class) -> ClassWords {
    let id = &class.id;
    let days = class.kept_days.map(|days| days.to_string());
    let basis = cited(locale, &class.basis);
    ClassWords {
        what: locale.t(&format!("class-{id}")),
        why: locale.t(&format!("class-{id}-why")),
        basis: basis.join(&locale.t("privacy-basis-between")),
        kept: locale.ta(
            &format!("class-{id}-kept"),
            &[("days", days.unwrap_or_default())],
        ),
    }
}

/// Clauses of the notice and articles of the law, as people cite them.
fn cited(locale: Locale, basis: &[String]) -> Vec<String> {
    let clauses: Vec<&str> = basis
        .iter()
        .filter_map(|basis| basis.strip_prefix("N2022 "))
        .collect();
    let mut cited = Vec::new();
    if !clauses.is_empty() {
        let clauses = clauses.join(&locale.t("list-between"));
        cited.push(locale.ta("privacy-n2022", &[("clause", clauses)]));
    }
    let articles = basis.iter().filter_map(|basis| basis.strip_prefix("PIPL "));
    cited.extend(articles.map(|article| {
        let key = article.replace(['(', ')'], "-");
        locale.t(&format!("privacy-pipl-{}", key.trim_end_matches('-')))
    }));
    cited
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_class_has_its_words() {
        for locale in Locale::ALL {
            for class in class_words(locale) {
                for words in [class.what, class.why, class.basis, class.kept] {
                    let is_key = ["class-", "privacy-"].iter().any(|key| words.contains(key));
                    assert!(!words.is_empty() && !is_key, "{locale:?}: {words}");
                }
            }
        }
    }
}
