//! Enums whose values are names in applicants and packs (`title_review`), declared in one place.
//!
//! Reading is strict: a name is a JSON string and nothing else, and an unknown one is an error.

use std::fmt;
use std::marker::PhantomData;
use std::str::FromStr;

use serde::Deserializer;
use serde::de::{Error, Visitor};

/// Reads a string as a `T`.
pub(crate) fn read<'de, D: Deserializer<'de>, T: FromStr>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_str(NameVisitor(PhantomData))
}

struct NameVisitor<T>(PhantomData<T>);

impl<T: FromStr> Visitor<'_> for NameVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        text.parse()
            .map_err(|_| E::custom(format_args!("unknown name `{text}`")))
    }
}

/// Declares an enum of names: `as_str`, `at`, `ALL`, `NAMES`, `FromStr`, serde.
macro_rules! names {
    ($($(#[$doc:meta])* $vis:vis enum $name:ident {
        $($(#[$vdoc:meta])* $variant:ident = $text:literal),* $(,)?
    })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        $vis enum $name { $($(#[$vdoc])* $variant),* }

        #[allow(dead_code, reason = "every enum of names offers the same things")]
        impl $name {
            /// Every value, in the order that pages and reports show them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];
            /// The name of every value, in the same order.
            pub const NAMES: &'static [&'static str] = &[$($text),*];

            /// The position in [`Self::ALL`].
            pub(crate) const fn at(self) -> usize {
                let mut at = 0;
                $(
                    if matches!(self, Self::$variant) {
                        return at;
                    }
                    at += 1;
                )*
                at
            }

            /// The name in applicants, packs and the API.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text),* }
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::names::UnknownName;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Self::ALL
                    .iter()
                    .copied()
                    .find(|value| value.as_str() == text)
                    .ok_or($crate::names::UnknownName)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::names::read(deserializer)
            }
        }
    )*};
}
pub(crate) use names;

/// The text is none of the names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown name")]
pub struct UnknownName;
