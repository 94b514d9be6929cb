//! Papers that people of the demo show: pictures of our own documents, and drawn scans in which no
//! letter can be read. Each number is another picture, and always the same.

use std::io::Cursor;

use domain::evidence::FileGiven;
use image::{ImageFormat, Rgb, RgbImage};
use kernel::{Fault, Outcome};

const PICTURES: [(&str, &[u8]); 2] = [
    (
        "证书.png",
        include_bytes!("../../../../docs/pictures/certificate.png"),
    ),
    (
        "证明.png",
        include_bytes!("../../../../docs/pictures/card.png"),
    ),
];

const WIDTH: u32 = 240;
const HEIGHT: u32 = 170;
const PAPER: Rgb<u8> = Rgb([250, 248, 240]);
const INK: Rgb<u8> = Rgb([70, 70, 74]);
const SEAL: Rgb<u8> = Rgb([196, 44, 40]);

fn broken(why: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Fault {
    Fault::internal("demo.papers", why)
}

/// A picture of one of our own documents; there are two.
pub fn shown(number: usize) -> Outcome<FileGiven> {
    let found = PICTURES.get(number % PICTURES.len());
    let (name, bytes) = found.ok_or_else(|| broken("picture"))?;
    Ok(FileGiven {
        name: (*name).into(),
        bytes: bytes.to_vec(),
    })
}

/// A scan of a certificate: a frame, a heading, lines of writing, a round seal.
pub fn scan(number: u32) -> Outcome<FileGiven> {
    let mut picture = RgbImage::from_pixel(WIDTH, HEIGHT, PAPER);
    let mut draw = Draw {
        picture: &mut picture,
        state: number.wrapping_mul(2_654_435_761).wrapping_add(97),
    };
    draw.frame();
    draw.writing();
    draw.seal();
    let mut bytes = Cursor::new(Vec::new());
    picture
        .write_to(&mut bytes, ImageFormat::Png)
        .map_err(broken)?;
    Ok(FileGiven {
        name: format!("结业证书{number:03}.png"),
        bytes: bytes.into_inner(),
    })
}

struct Draw<'p> {
    picture: &'p mut RgbImage,
    state: u32,
}

impl Draw<'_> {
    /// The next number below `most`.
    fn below(&mut self, most: u32) -> u32 {
        self.state = self
            .state
            .wrapping_mul(1_664_525)
            .wrapping_add(1_013_904_223);
        (self.state >> 16) % most.max(1)
    }

    fn block(&mut self, (left, top): (u32, u32), (wide, high): (u32, u32), colour: Rgb<u8>) {
        for y in top..(top + high).min(HEIGHT) {
            for x in left..(left + wide).min(WIDTH) {
                self.picture.put_pixel(x, y, colour);
            }
        }
    }

    fn frame(&mut self) {
        let margin = 6;
        for (at, size) in [
            ((margin, margin), (WIDTH - 2 * margin, 2)),
            ((margin, HEIGHT - margin - 2), (WIDTH - 2 * margin, 2)),
            ((margin, margin), (2, HEIGHT - 2 * margin)),
            ((WIDTH - margin - 2, margin), (2, HEIGHT - 2 * margin)),
        ] {
            self.block(at, size, SEAL);
        }
    }

    fn writing(&mut self) {
        let wide = 60 + self.below(80);
        self.block(((WIDTH - wide) / 2, 22), (wide, 12), INK);
        let lines = 4 + self.below(4);
        for line in 0..lines {
            let mut x = 24 + self.below(24);
            let end = WIDTH - 24 - self.below(70);
            while x < end {
                let word = 8 + self.below(34);
                self.block((x, 50 + line * 13), (word.min(end - x), 6), INK);
                x += word + 6;
            }
        }
    }

    fn seal(&mut self) {
        let (x, y) = (150 + self.below(50), 115 + self.below(25));
        let outer = 18 + self.below(6);
        for (dx, dy) in (0..2 * outer).flat_map(|dy| (0..2 * outer).map(move |dx| (dx, dy))) {
            let far = dx.abs_diff(outer).pow(2) + dy.abs_diff(outer).pow(2);
            let is_ring = far <= outer.pow(2) && far >= (outer - 3).pow(2);
            if is_ring || far <= 9 {
                let (px, py) = (x + dx - outer, y + dy - outer);
                if px < WIDTH && py < HEIGHT {
                    self.picture.put_pixel(px, py, SEAL);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
    use super::*;

    #[test]
    fn each_scan_is_its_own_and_always_the_same() {
        let mut seen = std::collections::BTreeSet::new();
        for number in 0..300 {
            assert!(seen.insert(scan(number).unwrap().bytes), "{number}");
        }
        assert_eq!(scan(7).unwrap().bytes, scan(7).unwrap().bytes);
    }
}
