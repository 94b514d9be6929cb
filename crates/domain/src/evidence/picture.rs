//! Decoding a picture within limits, drawing it anew, and what it looks like.
//!
//! Two measures tell whether two pictures are the same one: a coarse one by which candidates are
//! found (whether it gets lighter or darker, from cell to cell), and a fine one by which they are
//! held against each other (the grey of each cell), so that two certificates on the same form are
//! not taken for one.

use std::io::Cursor;

use image::codecs::png::{CompressionType, FilterType as Filter, PngEncoder};
use image::imageops::FilterType;
use image::metadata::Orientation;
use image::{
    DynamicImage, GrayImage, ImageDecoder, ImageEncoder, ImageFormat, ImageReader, Limits,
};
use kernel::{Fault, Outcome};

use super::Error;

/// Most dots: a photograph of a good telephone.
const DOTS_MAX: u64 = 40_000_000;
/// Longest side, in dots.
const SIDE_MAX: u32 = 20_000;
/// Most memory that decoding may take, in bytes.
const MEMORY_MAX: u64 = 256 * 1024 * 1024;
/// Longest side of what we draw.
const DRAWN_SIDE: u32 = 1200;
/// Cells of the coarse measure in a row and a column.
const COARSE: u32 = 8;
/// Cells of the fine measure in a row and a column.
const FINE: u32 = 64;
/// A step between two cells that is no more than noise.
const STEP_NOISE: i16 = 6;
/// Grey of one cell that may differ between two copies of a picture.
const CELL_DIFFERS_MAX: u8 = 26;
/// Grey of a cell that may differ in the mean.
const MEAN_DIFFERS_MAX: usize = 4;

/// What a picture looks like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Looks {
    /// The coarse measure, in parts of sixteen bits; parts that say nothing are left out.
    pub(super) bands: Vec<(i64, i64)>,
    /// The fine measure.
    pub(super) cells: Vec<u8>,
}

/// A picture that was read, drawn anew.
pub(super) struct Drawn {
    pub(super) png: Vec<u8>,
    pub(super) looks: Looks,
}

/// Reads a picture whose structure was judged, and draws it anew. Takes a second of a core: not for
/// a thread that others wait for.
pub(super) fn draw(bytes: &[u8], format: ImageFormat) -> Outcome<Drawn> {
    let picture = decode(bytes, format)?;
    let small = picture.thumbnail(
        DRAWN_SIDE.min(picture.width()),
        DRAWN_SIDE.min(picture.height()),
    );
    let small = on_white(&small);
    let grey = DynamicImage::ImageRgb8(small.clone()).grayscale();
    let mut png = Vec::new();
    PngEncoder::new_with_quality(&mut png, CompressionType::Fast, Filter::Adaptive)
        .write_image(
            small.as_raw(),
            small.width(),
            small.height(),
            image::ExtendedColorType::Rgb8,
        )
        .map_err(|error| Fault::internal("evidence.drawing", error))?;
    Ok(Drawn {
        png,
        looks: looks(&grey),
    })
}

fn decode(bytes: &[u8], format: ImageFormat) -> Outcome<DynamicImage> {
    let unreadable = |_| Error::Unreadable.fault().at("files");
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::default();
    limits.max_image_width = Some(SIDE_MAX);
    limits.max_image_height = Some(SIDE_MAX);
    limits.max_alloc = Some(MEMORY_MAX);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|error| sort(&error))?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > DOTS_MAX || decoder.total_bytes() > MEMORY_MAX {
        return Err(too_many());
    }
    let turned = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut picture = DynamicImage::from_decoder(decoder).map_err(unreadable)?;
    picture.apply_orientation(turned);
    Ok(picture)
}

fn sort(error: &image::ImageError) -> Fault {
    match error {
        image::ImageError::Limits(_) => too_many(),
        _ => Error::Unreadable.fault().at("files"),
    }
}

fn too_many() -> Fault {
    let most = DOTS_MAX / 1_000_000;
    Error::TooManyDots.fault().with("most", most).at("files")
}

/// What is transparent becomes white, as on paper.
fn on_white(picture: &DynamicImage) -> image::RgbImage {
    if !picture.color().has_alpha() {
        return picture.to_rgb8();
    }
    let picture = picture.to_rgba8();
    let mut flat = image::RgbImage::new(picture.width(), picture.height());
    for (to, from) in flat.pixels_mut().zip(picture.pixels()) {
        let [red, green, blue, cover] = from.0.map(u16::from);
        let mix = |colour: u16| {
            let mixed = (colour * cover + 255 * (255 - cover)) / 255;
            u8::try_from(mixed).unwrap_or(u8::MAX)
        };
        to.0 = [mix(red), mix(green), mix(blue)];
    }
    flat
}

fn looks(grey: &DynamicImage) -> Looks {
    let cells = |wide, high| {
        let resized = grey.resize_exact(wide, high, FilterType::Triangle);
        resized.into_luma8()
    };
    let fine = cells(FINE, FINE);
    let wide = cells(COARSE + 1, COARSE);
    let high = cells(COARSE, COARSE + 1);
    let mut bits = Vec::with_capacity(128);
    for y in 0..COARSE {
        bits.extend((0..COARSE).map(|x| is_darker(&wide, (x, y), (x + 1, y))));
    }
    for y in 0..COARSE {
        bits.extend((0..COARSE).map(|x| is_darker(&high, (x, y), (x, y + 1))));
    }
    let bands = (0..).zip(bits.chunks(16)).filter_map(|(number, bits)| {
        let set = bits.iter().filter(|bit| **bit).count();
        let value = bits.iter().fold(0, |sum, bit| sum * 2 + i64::from(*bit));
        // An empty stretch of paper looks like any other.
        (set >= 2).then_some((number, value))
    });
    Looks {
        bands: bands.collect(),
        cells: fine.into_raw(),
    }
}

fn is_darker(cells: &GrayImage, from: (u32, u32), to: (u32, u32)) -> bool {
    let grey = |(x, y)| i16::from(cells.get_pixel(x, y).0[0]);
    grey(from) - grey(to) > STEP_NOISE
}

/// Whether the fine measures of two pictures are those of one.
pub(super) fn is_same(one: &[u8], other: &[u8]) -> bool {
    if one.is_empty() || one.len() != other.len() {
        return false;
    }
    let differs = one.iter().zip(other).map(|(a, b)| a.abs_diff(*b));
    let (mut sum, mut most) = (0, 0);
    for one in differs {
        sum += usize::from(one);
        most = most.max(one);
    }
    most <= CELL_DIFFERS_MAX && sum <= MEAN_DIFFERS_MAX * one.len()
}

#[cfg(all(test, feature = "testing"))]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
    use super::*;
    use crate::testing::papers;

    fn looks_as(picture: &DynamicImage, format: ImageFormat) -> Looks {
        let mut bytes = Cursor::new(Vec::new());
        picture.write_to(&mut bytes, format).unwrap();
        draw(&bytes.into_inner(), format).unwrap().looks
    }

    fn share_a_band(one: &Looks, other: &Looks) -> bool {
        one.bands.iter().any(|band| other.bands.contains(band))
    }

    #[test]
    fn a_copy_that_was_resaved_or_made_smaller_is_the_same_picture() {
        for name in 1..7 {
            let paper = papers::certificate(name);
            let sized = |width, height| paper.resize_exact(width, height, FilterType::Triangle);
            let first = looks_as(&paper, ImageFormat::Png);
            for copy in [
                looks_as(&paper, ImageFormat::Jpeg),
                looks_as(&sized(210, 150), ImageFormat::Jpeg),
                looks_as(&sized(500, 357), ImageFormat::Png),
            ] {
                assert!(share_a_band(&first, &copy), "{name}: is not found");
                assert!(
                    is_same(&first.cells, &copy.cells),
                    "{name}: is not the same"
                );
            }
        }
    }

    #[test]
    fn another_name_on_the_same_form_is_another_picture() {
        let of = |name| looks_as(&papers::certificate(name), ImageFormat::Jpeg);
        let first = of(1);
        for name in 2..20 {
            assert!(!is_same(&first.cells, &of(name).cells), "{name}");
        }
    }

    #[test]
    fn a_bomb_of_a_hundred_million_dots_is_refused_before_it_is_unpacked() {
        // The head of a PNG of 10,000 × 10,000 dots; its content is never asked for.
        let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec();
        bytes.extend([0, 0, 0x27, 0x10, 0, 0, 0x27, 0x10, 8, 6, 0, 0, 0]);
        let mut sum = flate2::Crc::new();
        sum.update(bytes.get(12..29).unwrap());
        bytes.extend(sum.sum().to_be_bytes());
        bytes.extend(b"\0\0\0\x02IDAT\x78\x9c\0\0\0\0");
        let refused = draw(&bytes, ImageFormat::Png).err().unwrap();
        assert_eq!(refused.code(), "evidence.too_many_dots");
    }
}
