//! A file that proves something.

use std::str::FromStr;

use kernel::{EvidenceId, Fault, Instant, Kind, PersonId};

/// A file as somebody gave it. Nothing of it is believed.
#[derive(Clone, Debug)]
pub struct FileGiven {
    /// Its name; only ever shown.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// What a file is, by its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// A PDF without anything active in it.
    Pdf,
    /// A photograph.
    Jpeg,
    /// A picture.
    Png,
}

impl FileKind {
    const ALL: [Self; 3] = [Self::Pdf, Self::Jpeg, Self::Png];

    /// The name in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Jpeg => "jpg",
            Self::Png => "png",
        }
    }

    /// The type under which it is handed out.
    pub const fn mime(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
        }
    }
}

impl FromStr for FileKind {
    type Err = Fault;
    fn from_str(text: &str) -> Result<Self, Fault> {
        Self::ALL
            .into_iter()
            .find(|kind| kind.as_str() == text)
            .ok_or_else(|| Fault::new(Kind::Invalid, "evidence.bad_kind").with("value", text))
    }
}

/// What is known of a file without opening it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// Its id.
    pub id: EvidenceId,
    /// Whose it is.
    pub owner_id: PersonId,
    /// Its name, with the ending of what it is.
    pub name: String,
    /// What it is.
    pub kind: FileKind,
    /// Its size in bytes.
    pub bytes: i64,
    /// Whether there is a drawing of it.
    pub drawn: bool,
    /// When it was kept.
    pub kept_at: Instant,
    /// From when on it is erased; none while somebody may still need it.
    pub erase_after: Option<Instant>,
    /// When it was erased; what remains is this row.
    pub erased_at: Option<Instant>,
}
