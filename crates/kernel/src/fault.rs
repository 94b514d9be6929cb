//! What a caller is told when something was not done: a kind, a stable code, and values for the
//! words. The words themselves stand in `locales/*/faults.ftl`, keyed by the code.

use std::error::Error as StdError;
use std::fmt;

/// What sort of "no" it is. Mapped to HTTP in one place, `web/src/problem.rs`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// The input is not well formed or not allowed in itself.
    Invalid,
    /// Nobody is signed in.
    Unauthenticated,
    /// Signed in, but may not.
    Forbidden,
    /// No such thing, or none that the caller may know of.
    NotFound,
    /// The state of things does not allow it (any more).
    Conflict,
    /// Too often; later.
    TooMany,
    /// Something that we need is away; try again.
    Unavailable,
    /// Our fault.
    Internal,
}

/// A refusal or failure, ready to be shown: `code` is stable, `context.reason`.
pub struct Fault(Box<Inner>);

/// What a service answers.
pub type Outcome<T> = Result<T, Fault>;

struct Inner {
    kind: Kind,
    code: &'static str,
    field: Option<&'static str>,
    values: Vec<(&'static str, String)>,
    source: Option<Box<dyn StdError + Send + Sync>>,
}

impl Fault {
    /// A fault without values.
    pub fn new(kind: Kind, code: &'static str) -> Self {
        Self(Box::new(Inner {
            kind,
            code,
            field: None,
            values: Vec::new(),
            source: None,
        }))
    }

    /// A failure of ours, with the error behind it, which is logged and never shown.
    pub fn internal(
        code: &'static str,
        source: impl Into<Box<dyn StdError + Send + Sync>>,
    ) -> Self {
        let mut fault = Self::new(Kind::Internal, code);
        fault.0.source = Some(source.into());
        fault
    }

    /// Adds a value for the words.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl fmt::Display) -> Self {
        self.0.values.push((name, value.to_string()));
        self
    }

    /// Names the form field that the person must mend.
    #[must_use]
    pub fn at(mut self, field: &'static str) -> Self {
        self.0.field = Some(field);
        self
    }

    /// The kind.
    pub fn kind(&self) -> Kind {
        self.0.kind
    }

    /// The stable code, `context.reason`.
    pub fn code(&self) -> &'static str {
        self.0.code
    }

    /// The form field to mend, if one is to blame.
    pub fn field(&self) -> Option<&'static str> {
        self.0.field
    }

    /// Values for the words.
    pub fn values(&self) -> &[(&'static str, String)] {
        &self.0.values
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.code)?;
        for (name, value) in &self.0.values {
            write!(f, " {name}={value}")?;
        }
        Ok(())
    }
}

impl fmt::Debug for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")?;
        let mut source = self.source();
        while let Some(error) = source {
            write!(f, ": {error}")?;
            source = error.source();
        }
        Ok(())
    }
}

impl StdError for Fault {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        let source: &(dyn StdError + 'static) = self.0.source.as_deref()?;
        Some(source)
    }
}

/// Declares a context's error enum: outcomes that a caller can act on, each with its kind and
/// stable code. Makes `From<Error> for Fault` and a `CODES` table for `docs/errors.md`.
#[macro_export]
macro_rules! faults {
    ($(#[$doc:meta])* $vis:vis enum $name:ident {
        $($(#[$vdoc:meta])* $variant:ident = $kind:ident $code:literal),* $(,)?
    }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        $vis enum $name { $($(#[$vdoc])* $variant),* }

        impl $name {
            /// Every code of this context with its kind.
            pub const CODES: &'static [($crate::Kind, &'static str)] =
                &[$(($crate::Kind::$kind, $code)),*];

            /// As a fault to which values may be added.
            pub fn fault(self) -> $crate::Fault {
                match self { $(Self::$variant => $crate::Fault::new($crate::Kind::$kind, $code)),* }
            }
        }

        impl From<$name> for $crate::Fault {
            fn from(error: $name) -> Self { error.fault() }
        }
    };
}
