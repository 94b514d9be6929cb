//! Papers that prove something: pictures and documents as people would upload them.

use std::io::Cursor;

use image::{DynamicImage, ImageFormat, Rgb, RgbImage};

use crate::evidence::FileGiven;

/// A certificate on a form that all share, with strokes for a name that `name` chooses.
pub fn certificate(name: u32) -> DynamicImage {
    let mut paper = RgbImage::from_pixel(420, 300, Rgb([252, 250, 244]));
    let mut fill = |x: u32, y: u32, width: u32, height: u32, ink: [u8; 3]| {
        for (right, down) in (0..width).flat_map(|x| (0..height).map(move |y| (x, y))) {
            paper.put_pixel(x + right, y + down, Rgb(ink));
        }
    };
    for (x, y, width, height) in [(10, 10, 400, 3), (10, 287, 400, 3), (10, 10, 3, 280)] {
        fill(x, y, width, height, [150, 40, 40]);
    }
    fill(120, 40, 180, 30, [60, 60, 60]);
    fill(300, 215, 60, 60, [200, 30, 30]);
    for line in 0..4 {
        fill(60, 150 + line * 20, 210, 5, [90, 90, 90]);
    }
    for stroke in 0..15_u32 {
        let chosen = name
            .wrapping_mul(2_654_435_761)
            .wrapping_add(stroke * 40_503)
            >> 7;
        let (x, y) = (
            60 + (stroke / 5) * 22 + chosen % 15,
            110 + (chosen / 31) % 17,
        );
        let (width, height) = if chosen.is_multiple_of(2) {
            (13, 3)
        } else {
            (3, 13)
        };
        fill(x, y, width, height, [20, 20, 20]);
    }
    DynamicImage::ImageRgb8(paper)
}

/// A picture as the bytes of a file.
pub fn encoded(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// A certificate as a file that somebody uploads.
pub fn paper(name: u32) -> FileGiven {
    FileGiven {
        name: format!("证书{name}.png"),
        bytes: encoded(&certificate(name), ImageFormat::Png),
    }
}

/// A PDF of one page whose catalogue has these further entries.
pub fn document(entries: &str) -> Vec<u8> {
    document_of(entries, &[])
}

/// A PDF of one page with further objects (`6 0 obj … endobj`).
pub fn document_of(entries: &str, objects: &[&[u8]]) -> Vec<u8> {
    let content = "0 0 1 rg 20 20 160 60 re f";
    let fixed = [
        format!("1 0 obj\n<< /Type /Catalog /Pages 2 0 R {entries} >>\nendobj\n"),
        "2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n".to_owned(),
        "3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] /Contents 4 0 R >>\nendobj\n"
            .to_owned(),
        format!("4 0 obj\n<< /Length {} >>\nstream\n{content}\nendstream\nendobj\n", content.len()),
    ];
    let mut bytes = b"%PDF-1.4\n".to_vec();
    let mut places = Vec::new();
    for object in fixed
        .iter()
        .map(String::as_bytes)
        .chain(objects.iter().copied())
    {
        places.push(bytes.len());
        bytes.extend_from_slice(object);
    }
    let table = bytes.len();
    bytes.extend(format!("xref\n0 {}\n0000000000 65535 f \n", places.len() + 1).into_bytes());
    for place in &places {
        bytes.extend(format!("{place:010} 00000 n \n").into_bytes());
    }
    let trailer = format!("trailer\n<< /Size {} /Root 1 0 R >>\n", places.len() + 1);
    bytes.extend(format!("{trailer}startxref\n{table}\n%%EOF\n").into_bytes());
    bytes
}
