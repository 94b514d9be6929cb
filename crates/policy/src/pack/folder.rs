//! The files of packs as they stand in a folder, or in the program: one folder a territory, an
//! edition with its scenarios beside it, and the digests of what is published.
//!
//! What a file says is not looked at here, but by [`super::check`] and the shelf.

use std::borrow::Cow;
use std::fs;
use std::path::{Path, PathBuf};

use include_dir::{Dir, include_dir};

use super::error::{PackError, PackProblem};

static EMBEDDED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../policies");

/// Largest file of a pack or of its scenarios, in bytes.
const FILE_BYTES_MAX: u64 = 1024 * 1024;

/// The list of digests, beside the territories' folders.
pub(super) const PINS: &str = "digests.toml";

/// All files of packs.
#[derive(Clone, Debug)]
pub struct Folder {
    /// Where it is; none for the packs in the program.
    pub(super) path: Option<PathBuf>,
    /// One for each edition, in the order of their names.
    pub(super) packs: Vec<PackFile>,
    /// `digests.toml`, where there is one.
    pub(super) pins: Option<Cow<'static, [u8]>>,
    /// Files that belong to no edition.
    pub(super) strays: Vec<String>,
}

/// The file of an edition, and its scenarios.
#[derive(Clone, Debug)]
pub struct PackFile {
    /// Path inside the folder, `territory/year.toml`.
    pub name: String,
    /// The file's bytes.
    pub bytes: Cow<'static, [u8]>,
    /// The bytes of the scenarios beside it, `territory/year.feature`, where there are any.
    pub scenarios: Option<Cow<'static, [u8]>>,
}

impl PackFile {
    /// Reads one edition, whose file is named `territory/year.toml`, and its scenarios.
    pub fn read(path: impl AsRef<Path>) -> Result<Self, PackError> {
        let path = path.as_ref();
        let names: Vec<_> = path
            .iter()
            .rev()
            .take(2)
            .map(|part| part.to_string_lossy())
            .collect();
        let name = names.into_iter().rev().collect::<Vec<_>>().join("/");
        let beside = path.with_extension("feature");
        Ok(Self {
            name,
            bytes: contents(path)?,
            scenarios: if beside.is_file() {
                Some(contents(&beside)?)
            } else {
                None
            },
        })
    }

    /// What the id in the file must be.
    pub fn id(&self) -> &str {
        self.name.strip_suffix(".toml").unwrap_or(&self.name)
    }

    /// Path of the scenarios inside the folder.
    pub fn scenarios_name(&self) -> String {
        format!("{}.feature", self.id())
    }
}

/// A file of a territory's folder, before packs and scenarios are matched.
type Found = (String, Cow<'static, [u8]>);

impl Folder {
    /// The packs that were built into the program.
    pub fn embedded() -> Self {
        let mut found = Vec::new();
        for territory in EMBEDDED.dirs() {
            for file in territory.files() {
                let name = file.path().to_string_lossy().replace('\\', "/");
                found.push((name, Cow::Borrowed(file.contents())));
            }
        }
        Self::matched(None, found, pins_of_program().map(Cow::Borrowed))
    }

    /// The packs of a folder on disk.
    pub fn read(path: impl AsRef<Path>) -> Result<Self, PackError> {
        let path = path.as_ref();
        let mut found = Vec::new();
        for territory in entries(path)?.iter().filter(|entry| entry.is_dir()) {
            for file in entries(territory)?.iter().filter(|entry| entry.is_file()) {
                let name = file.strip_prefix(path).unwrap_or(file).to_string_lossy();
                found.push((name.replace('\\', "/"), contents(file)?));
            }
        }
        let pins = path.join(PINS);
        let pins = if pins.is_file() {
            Some(contents(&pins)?)
        } else {
            None
        };
        Ok(Self::matched(Some(path.to_owned()), found, pins))
    }

    fn matched(
        path: Option<PathBuf>,
        mut found: Vec<Found>,
        pins: Option<Cow<'static, [u8]>>,
    ) -> Self {
        found.sort_by(|(one, _), (other, _)| one.cmp(other));
        let (packs, mut rest): (Vec<Found>, Vec<Found>) =
            found.into_iter().partition(|(name, _)| is_pack(name));
        let packs = packs
            .into_iter()
            .map(|(name, bytes)| {
                let mut pack = PackFile {
                    name,
                    bytes,
                    scenarios: None,
                };
                let beside = pack.scenarios_name();
                if let Some(at) = rest.iter().position(|(name, _)| *name == beside) {
                    pack.scenarios = Some(rest.remove(at).1);
                }
                pack
            })
            .collect();
        Self {
            path,
            packs,
            pins,
            strays: rest.into_iter().map(|(name, _)| name).collect(),
        }
    }

    /// The files of all editions.
    pub fn packs(&self) -> &[PackFile] {
        &self.packs
    }

    /// The files of the edition of this id.
    pub fn pack(&self, id: &str) -> Option<&PackFile> {
        self.packs.iter().find(|pack| pack.id() == id)
    }

    /// How the folder is named to people.
    pub fn shown(&self, name: &str) -> String {
        match &self.path {
            Some(path) => path.join(name).to_string_lossy().into_owned(),
            None => format!("policies/{name}"),
        }
    }
}

/// The list of digests in the program.
pub(super) fn pins_of_program() -> Option<&'static [u8]> {
    EMBEDDED.get_file(PINS).map(include_dir::File::contents)
}

fn is_pack(name: &str) -> bool {
    Path::new(name)
        .extension()
        .is_some_and(|kind| kind == "toml")
}

/// The entries of a folder in the order of their names, so that the first error is always the same.
fn entries(folder: &Path) -> Result<Vec<PathBuf>, PackError> {
    let listed = fs::read_dir(folder).and_then(|entries| {
        entries
            .map(|entry| entry.map(|entry| entry.path()))
            .collect::<Result<Vec<_>, _>>()
    });
    let mut paths = listed.map_err(|error| unreadable(folder, &error))?;
    paths.sort();
    Ok(paths)
}

fn contents(file: &Path) -> Result<Cow<'static, [u8]>, PackError> {
    let size = fs::metadata(file).map_err(|error| unreadable(file, &error))?;
    if size.len() > FILE_BYTES_MAX {
        return Err(unreadable(file, &format!("> {FILE_BYTES_MAX} bytes")));
    }
    fs::read(file)
        .map(Cow::Owned)
        .map_err(|error| unreadable(file, &error))
}

fn unreadable(path: &Path, detail: &dyn std::fmt::Display) -> PackError {
    PackError::new(PackProblem::Unreadable, "")
        .with(detail)
        .in_file(&path.to_string_lossy())
}
