//! The faces documents are set in: four embedded ones, and those of an operator's folder.
//!
//! Never the system's fonts: the same facts would look different on another machine.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use typst::foundations::Bytes;
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;

use crate::{Code, Error};

/// Most files of a folder; more is a mistaken path.
const FILES_MAX: usize = 64;

/// Largest file of a folder, in bytes.
const FILE_SIZE_MAX: u64 = 128 * 1024 * 1024;

macro_rules! face {
    ($name:literal) => {
        include_bytes!(concat!("../../../assets/fonts/", $name)).as_slice()
    };
}

/// Noto (OFL 1.1): regular and bold, serif and sans, 30,928 characters each.
static FACES: [&[u8]; 4] = [
    face!("NotoSerifSC-Regular.ttf"),
    face!("NotoSerifSC-Bold.ttf"),
    face!("NotoSansSC-Regular.ttf"),
    face!("NotoSansSC-Bold.ttf"),
];

static EMBEDDED: LazyLock<Fonts> = LazyLock::new(|| {
    Fonts::from_faces(FACES.iter().flat_map(|face| Font::iter(Bytes::new(*face))))
});

/// Faces to set documents in. Loading takes a moment: keep it for the life of the process.
pub struct Fonts {
    book: LazyHash<FontBook>,
    faces: Vec<Font>,
}

impl Fonts {
    /// The embedded faces alone.
    pub fn embedded() -> &'static Self {
        &EMBEDDED
    }

    /// The embedded faces, and for characters that they lack those of a folder: its `.ttf`, `.otf`
    /// and `.ttc` files, in the order of their names.
    ///
    /// Fails with `documents.bad_fonts` when the folder or one of its files cannot be read, when
    /// it holds no face, or when there are too many or too large files.
    pub fn with_folder(dir: &Path) -> Result<Self, Error> {
        let mut faces = EMBEDDED.faces.clone();
        let files = list_files(dir)?;
        if files.is_empty() {
            return Err(bad(dir, "holds no .ttf, .otf or .ttc file"));
        }
        if files.len() > FILES_MAX {
            return Err(bad(
                dir,
                format_args!("holds more than {FILES_MAX} files of faces"),
            ));
        }
        for file in files {
            faces.extend(read_faces(&file)?);
        }
        Ok(Self::from_faces(faces))
    }

    pub(crate) fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    pub(crate) fn face(&self, index: usize) -> Option<Font> {
        self.faces.get(index).cloned()
    }

    /// The first character of `text` that cannot be printed.
    ///
    /// Selectors, joiners and controls have no glyph of their own and count as missing, for a name
    /// that needs one would be set as another name. So do private characters: a face may have
    /// them, but nobody who reads the file can know what they mean.
    pub(crate) fn first_missing(&self, text: &str) -> Option<char> {
        text.chars().find(|&character| {
            is_private(character)
                || !self
                    .faces
                    .iter()
                    .any(|face| face.info().coverage.contains(character.into()))
        })
    }

    fn from_faces(faces: impl IntoIterator<Item = Font>) -> Self {
        let faces: Vec<Font> = faces.into_iter().collect();
        Self {
            book: LazyHash::new(FontBook::from_fonts(&faces)),
            faces,
        }
    }
}

fn is_private(character: char) -> bool {
    matches!(character,
        '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{ffffd}' | '\u{100000}'..='\u{10fffd}')
}

fn list_files(dir: &Path) -> Result<Vec<PathBuf>, Error> {
    let mut files = Vec::new();
    for entry in fs::read_dir(dir).map_err(|error| bad(dir, error))? {
        let path = entry.map_err(|error| bad(dir, error))?.path();
        let is_face = path.extension().is_some_and(|extension| {
            ["ttf", "otf", "ttc"]
                .iter()
                .any(|known| extension.eq_ignore_ascii_case(known))
        });
        if is_face {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

fn read_faces(file: &Path) -> Result<Vec<Font>, Error> {
    let size = fs::metadata(file).map_err(|error| bad(file, error))?.len();
    if size > FILE_SIZE_MAX {
        return Err(bad(
            file,
            format_args!("is larger than {FILE_SIZE_MAX} bytes"),
        ));
    }
    let data = fs::read(file).map_err(|error| bad(file, error))?;
    let faces: Vec<Font> = Font::iter(Bytes::new(data)).collect();
    if faces.is_empty() {
        return Err(bad(file, "is no face that can be read"));
    }
    Ok(faces)
}

fn bad(path: &Path, reason: impl std::fmt::Display) -> Error {
    Code::BadFonts
        .fault()
        .with("path", path.display())
        .with("reason", reason)
}
