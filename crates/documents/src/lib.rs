//! Frozen facts to PDF bytes: certificates (培训合格证书), cards (审验卡) and
//! summaries of lists (核对结果汇总表), set with Typst.
//!
//! The same facts give the same bytes, on any machine and at any time: the only date in a document
//! is the one in its facts. What cannot be set faithfully, such as a name with a character that no
//! face has, is refused rather than set with a hole in it.
//!
//! This crate knows nothing of contexts, databases or HTTP. Who may have a document, what its
//! facts are and where its bytes are kept is decided elsewhere.

mod facts;
mod fonts;
mod press;
mod qr;
mod summary;

use kernel::{Fault, faults};
use serde_json::Value;

pub use facts::{CardFacts, CertificateFacts, Figure};
pub use fonts::Fonts;
pub use summary::{SummaryFacts, SummaryLine};

/// Why a document was not set: a fault whose code is one of [`Code`]'s.
pub type Error = Fault;

faults! {
    /// The reasons for which a document is not set.
    pub enum Code {
        /// A fact is missing, unknown, empty, too long or malformed. Value: `reason`.
        BadFacts = Internal "documents.bad_facts",
        /// A folder of further faces cannot be used. Values: `path`, `reason`.
        BadFonts = Invalid "documents.bad_fonts",
        /// No face has a character of the facts. Values: `character`, `codepoint`.
        MissingGlyph = Invalid "documents.missing_glyph",
        /// Typst refused, or a text was too long for its place. Value: `reason`.
        NotSet = Internal "documents.not_set",
    }
}

/// The documents that can be set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Template {
    /// 培训合格证书: one page, A4 portrait. Facts: [`CertificateFacts`].
    Certificate,
    /// 审验卡: two sides of 85.6 × 54 mm, one page each. Facts: [`CardFacts`].
    Card,
    /// 核对结果汇总表: a committee's list, as many pages of A4 portrait as it takes. Facts:
    /// [`SummaryFacts`].
    BatchSummary,
}

/// Sets `facts` in `template` and returns a PDF (PDF/A-2u, PDF/UA-1).
///
/// The same facts and faces give the same bytes: date and ids of the PDF come from the facts, no
/// clock is read. Fails with a code of [`Code`]; nothing is ever set with a glyph missing.
pub fn typeset(template: Template, facts: &Value, fonts: &Fonts) -> Result<Vec<u8>, Error> {
    let sheet = match template {
        Template::Certificate => facts::read::<CertificateFacts>(facts)?.into_sheet()?,
        Template::Card => facts::read::<CardFacts>(facts)?.into_sheet()?,
        Template::BatchSummary => facts::read::<SummaryFacts>(facts)?
            .with_holes(fonts)
            .into_sheet()?,
    };
    press::print(template, &sheet, fonts)
}
