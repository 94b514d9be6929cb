//! Typst as a library: a world of embedded templates and two virtual files, and its PDF.
//!
//! Nothing outside is read while a document is set: no disk, no network, no clock.

use std::sync::{LazyLock, OnceLock};

use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::layout::{Frame, FrameItem};
use typst::syntax::{FileId, Source};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use crate::facts::Sheet;
use crate::{Code, Error, Fonts, Template, qr};

/// Documents after which Typst forgets a result that nobody used again. The templates stay, the
/// people go; without it memory grows with every document.
const FORGET_AFTER: usize = 10;

/// Minutes that Asia/Shanghai is ahead of UTC.
const SHANGHAI_MINUTES: i32 = 8 * 60;

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::default()));

/// The templates, parsed once: a source that stays the same stays memoised. The documents have
/// one virtual path, `main.typ`, each in a world of its own.
static CERTIFICATE: LazyLock<Source> =
    LazyLock::new(|| Source::detached(include_str!("../templates/certificate.typ")));
static CARD: LazyLock<Source> =
    LazyLock::new(|| Source::detached(include_str!("../templates/card.typ")));
static SUMMARY: LazyLock<Source> =
    LazyLock::new(|| Source::detached(include_str!("../templates/summary.typ")));
static HOUSE: OnceLock<Source> = OnceLock::new();

/// Sets a checked sheet and returns its PDF.
pub(crate) fn print(template: Template, sheet: &Sheet, fonts: &Fonts) -> Result<Vec<u8>, Error> {
    if let Some(character) = fonts.first_missing(&sheet.text) {
        return Err(missing(character));
    }
    let world = Desk {
        template: match template {
            Template::Certificate => &CERTIFICATE,
            Template::Card => &CARD,
            Template::BatchSummary => &SUMMARY,
        },
        facts: Bytes::from_string(sheet.json.clone()),
        qr: match &sheet.verify_url {
            Some(address) => Bytes::from_string(qr::draw(address)?),
            None => Bytes::new([]),
        },
        fonts,
    };
    let pdf = set(&world, template, sheet);
    comemo::evict(FORGET_AFTER);
    pdf
}

fn set(world: &Desk<'_>, template: Template, sheet: &Sheet) -> Result<Vec<u8>, Error> {
    let document: PagedDocument = typst::compile(world)
        .output
        .map_err(|errors| not_set(&errors))?;
    for page in document.pages() {
        refuse_holes(&page.frame)?;
    }
    let found = document.pages().len();
    if let Some(pages) = page_count(template).filter(|pages| *pages != found) {
        let reason = format!("{found} pages instead of {pages}: a text is too long for its place");
        return Err(Code::NotSet.fault().with("reason", reason));
    }
    typst_pdf::pdf(&document, &options(template, sheet)?).map_err(|errors| not_set(&errors))
}

fn options(template: Template, sheet: &Sheet) -> Result<PdfOptions, Error> {
    let standards = PdfStandards::new(&[PdfStandard::A_2u, PdfStandard::Ua_1])
        .map_err(|error| Code::NotSet.fault().with("reason", error.message()))?;
    Ok(PdfOptions {
        ident: Smart::Custom(format!("xueshi/{template:?}/{}", sheet.number)),
        creator: Smart::Custom(Some("xueshi".to_owned())),
        timestamp: midnight(sheet),
        standards,
        ..PdfOptions::default()
    })
}

/// Start of the day of issue, where it is issued.
fn midnight(sheet: &Sheet) -> Option<Timestamp> {
    let day = sheet.issued_on;
    let (month, date) = (day.month().try_into().ok()?, day.day().try_into().ok()?);
    let start = Datetime::from_ymd_hms(day.year().into(), month, date, 0, 0, 0)?;
    Timestamp::new_local(start, SHANGHAI_MINUTES)
}

/// Looks at the glyphs themselves: a mark may be known and still not fit the letter before it.
fn refuse_holes(frame: &Frame) -> Result<(), Error> {
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => refuse_holes(&group.frame)?,
            FrameItem::Text(run) => {
                if let Some(hole) = run.glyphs.iter().find(|glyph| glyph.id == 0) {
                    let text = run.text.get(hole.range()).unwrap_or_default();
                    return Err(missing(text.chars().last().unwrap_or_default()));
                }
            }
            _ => {}
        }
    }
    Ok(())
}

fn missing(character: char) -> Error {
    Code::MissingGlyph
        .fault()
        .with("character", character.escape_debug())
        .with("codepoint", format_args!("U+{:04X}", u32::from(character)))
}

fn not_set(errors: &[SourceDiagnostic]) -> Error {
    let reasons: Vec<&str> = errors.iter().map(|error| error.message.as_str()).collect();
    Code::NotSet.fault().with("reason", reasons.join("; "))
}

/// How many pages a document has; none where that depends on its facts.
fn page_count(template: Template) -> Option<usize> {
    match template {
        Template::Certificate => Some(1),
        Template::Card => Some(2),
        Template::BatchSummary => None,
    }
}

/// What Typst may see while it sets one document.
struct Desk<'a> {
    template: &'static Source,
    facts: Bytes,
    qr: Bytes,
    fonts: &'a Fonts,
}

impl World for Desk<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.fonts.book()
    }

    fn main(&self) -> FileId {
        self.template.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.template.id() {
            return Ok(self.template.clone());
        }
        match id.vpath().get_without_slash() {
            "house.typ" => Ok(HOUSE
                .get_or_init(|| Source::new(id, include_str!("../templates/house.typ").to_owned()))
                .clone()),
            path => Err(FileError::NotFound(path.into())),
        }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        match id.vpath().get_without_slash() {
            "facts.json" => Ok(self.facts.clone()),
            "qr.svg" => Ok(self.qr.clone()),
            path => Err(FileError::NotFound(path.into())),
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.face(index)
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}
