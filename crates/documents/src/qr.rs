//! The QR code of a document as SVG.

use qrcode::render::svg;
use qrcode::{EcLevel, QrCode};

use crate::{Code, Error};

/// Draws `address` as a QR code with its quiet zone, one unit a module.
///
/// Level M survives a stamp or a fold over a seventh of the code and keeps modules large enough
/// for the card.
pub(crate) fn draw(address: &str) -> Result<String, Error> {
    let code = QrCode::with_error_correction_level(address, EcLevel::M).map_err(|error| {
        Code::BadFacts
            .fault()
            .with("reason", format_args!("`verify_url`: {error}"))
    })?;
    Ok(code.render::<svg::Color>().module_dimensions(1, 1).build())
}
