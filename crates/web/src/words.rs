//! Words in Chinese and English, from `locales/<language>/*.ftl`, and which of the two a visitor
//! wants: the cookie she set, else what her browser asks for, else Chinese.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::{LazyLock, PoisonError, RwLock};

use fluent_templates::fluent_bundle::FluentValue;
use fluent_templates::{Loader as _, static_loader};
use unic_langid::LanguageIdentifier;

static_loader! {
    static WORDS = {
        locales: "../../locales",
        fallback_language: "zh-CN",
        // The marks that keep mixed directions apart are of no use to two languages that run the
        // same way, and they disturb whoever copies a number out of a page.
        customise: |bundle| bundle.set_use_isolating(false),
    };
}

static CHINESE: LazyLock<LanguageIdentifier> = LazyLock::new(|| identifier("zh-CN"));
static ENGLISH: LazyLock<LanguageIdentifier> = LazyLock::new(|| identifier("en"));

/// Words of one language by their key.
type Known = RwLock<HashMap<String, String>>;

/// Words without values, as they were put together the first time: Chinese and English. A page
/// asks for hundreds.
static PLAIN: LazyLock<(Known, Known)> = LazyLock::new(Default::default);

fn identifier(tag: &str) -> LanguageIdentifier {
    tag.parse().unwrap_or_default()
}

/// A language that pages are written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Locale {
    /// 简体中文; when in doubt.
    #[default]
    Chinese,
    /// English.
    English,
}

impl Locale {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Chinese, Self::English];

    /// The tag of the language: in the cookie, in `lang=` and as the folder of its words.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Chinese => "zh-CN",
            Self::English => "en",
        }
    }

    /// Reads a tag.
    pub fn of_tag(tag: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|locale| locale.tag() == tag)
    }

    /// What the cookie says, else what `Accept-Language` prefers, else Chinese.
    pub fn negotiate(cookie: Option<&str>, accept: Option<&str>) -> Self {
        cookie
            .and_then(Self::of_tag)
            .unwrap_or_else(|| match accept {
                Some(accept) if prefers_english(accept) => Self::English,
                _ => Self::Chinese,
            })
    }

    /// The words of a key; the key itself where there are none.
    pub fn t(self, key: &str) -> String {
        self.find(key).unwrap_or_else(|| key.to_owned())
    }

    /// The words of a key with values filled in.
    pub fn ta<V: AsRef<str>>(self, key: &str, values: &[(&str, V)]) -> String {
        self.find_with(key, values)
            .unwrap_or_else(|| key.to_owned())
    }

    /// The words of a key, if there are any.
    pub fn find(self, key: &str) -> Option<String> {
        let known = match self {
            Self::Chinese => &PLAIN.0,
            Self::English => &PLAIN.1,
        };
        let seen = known.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(words) = seen.get(key) {
            return Some(words.clone());
        }
        drop(seen);
        let words = WORDS.try_lookup(self.identifier(), key)?;
        // Only what stands in a file is kept, so nobody's input makes it grow.
        let mut seen = known.write().unwrap_or_else(PoisonError::into_inner);
        seen.insert(key.to_owned(), words.clone());
        Some(words)
    }

    /// The words of a key with values filled in, if there are any.
    pub fn find_with<V: AsRef<str>>(self, key: &str, values: &[(&str, V)]) -> Option<String> {
        if values.is_empty() {
            return self.find(key);
        }
        let values: HashMap<Cow<'static, str>, FluentValue<'_>> = values
            .iter()
            .map(|(name, value)| (Cow::Owned((*name).to_owned()), fluent(value.as_ref())))
            .collect();
        WORDS.try_lookup_with_args(self.identifier(), key, &values)
    }

    fn identifier(self) -> &'static LanguageIdentifier {
        match self {
            Self::Chinese => &CHINESE,
            Self::English => &ENGLISH,
        }
    }
}

/// Small whole numbers choose plurals; everything else (hours, ids, amounts) stays as written.
fn fluent(value: &str) -> FluentValue<'_> {
    let is_plain = value.len() <= 6 && (value == "0" || !value.starts_with('0'));
    match value.parse::<u32>() {
        Ok(number) if is_plain && !value.starts_with('+') => FluentValue::from(number),
        _ => FluentValue::from(value),
    }
}

/// Whether the list of a browser ranks English above Chinese.
fn prefers_english(accept: &str) -> bool {
    let best = |language: &str| {
        let quality = |part: &str| {
            let (tag, parameters) = part.split_once(';').unwrap_or((part, ""));
            let primary = tag.trim().split('-').next().unwrap_or_default();
            let quality = parameters
                .trim()
                .strip_prefix("q=")
                .map_or(1000, thousandths);
            primary.eq_ignore_ascii_case(language).then_some(quality)
        };
        // The earlier of two alike wins, as browsers mean it.
        accept
            .split(',')
            .enumerate()
            .filter_map(|(at, part)| Some((quality(part)?, std::cmp::Reverse(at))))
            .max()
    };
    best("en").is_some_and(|(quality, _)| quality > 0) && best("en") > best("zh")
}

/// `0.75` as 750; what cannot be read ranks last.
fn thousandths(quality: &str) -> u32 {
    let (whole, part) = quality
        .trim()
        .split_once('.')
        .unwrap_or((quality.trim(), ""));
    let part: String = part.chars().chain("000".chars()).take(3).collect();
    match (whole.parse::<u32>(), part.parse::<u32>()) {
        (Ok(whole), Ok(part)) => whole.saturating_mul(1000).saturating_add(part).min(1000),
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_asks_for_no_language_gets_chinese() {
        for accept in [
            None,
            Some(""),
            Some("*"),
            Some("mn"),
            Some("zh-CN,zh;q=0.9,en;q=0.8"),
        ] {
            assert_eq!(
                Locale::negotiate(None, accept),
                Locale::Chinese,
                "{accept:?}"
            );
        }
    }

    #[test]
    fn english_only_where_it_is_preferred() {
        for accept in [
            "en",
            "en-GB,en;q=0.9",
            "de, en;q=0.5",
            "zh;q=0.3, en;q=0.75",
            "en, zh",
        ] {
            assert_eq!(
                Locale::negotiate(None, Some(accept)),
                Locale::English,
                "{accept}"
            );
        }
        for accept in ["zh, en", "en;q=0", "en;q=x, zh"] {
            assert_eq!(
                Locale::negotiate(None, Some(accept)),
                Locale::Chinese,
                "{accept}"
            );
        }
        assert_eq!(
            Locale::negotiate(Some("zh-CN"), Some("en")),
            Locale::Chinese
        );
        assert_eq!(Locale::negotiate(Some("tlh"), Some("en")), Locale::English);
    }

    #[test]
    fn long_numbers_stay_as_written() {
        for text in ["150102197703050021", "007", "12.50", "+5"] {
            assert_eq!(fluent(text), FluentValue::from(text));
        }
        assert_eq!(fluent("12"), FluentValue::from(12));
    }
}
