//! What a command did: repeating one is harmless, and the caller may want to know.

/// The thing as it stands now, and whether this call made it so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change<T> {
    /// Done now.
    New(T),
    /// It was so already; nothing was changed.
    Already(T),
}

impl<T> Change<T> {
    /// The thing, either way.
    pub fn into_inner(self) -> T {
        match self {
            Self::New(thing) | Self::Already(thing) => thing,
        }
    }

    /// Whether this call did it.
    pub fn is_new(&self) -> bool {
        matches!(self, Self::New(_))
    }
}
