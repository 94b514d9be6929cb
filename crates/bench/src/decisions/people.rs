//! Synthetic applicants in the proportions in which people come: mostly title reviews and cards,
//! most facts known, four to six entries of hours, every relief now and then. The same number
//! gives the same people, here and in the peers.

use std::fmt::Write as _;

/// Numbers that look random and are the same every time (`SplitMix64`).
pub struct Dice(u64);

impl Dice {
    /// Starts from a number.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % end
    }

    fn percent(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    fn pick(&mut self, items: &[&'static str]) -> &'static str {
        let at = usize::try_from(self.below(u64::try_from(items.len()).unwrap_or(1)));
        at.ok()
            .and_then(|at| items.get(at))
            .copied()
            .unwrap_or_default()
    }
}

/// Appends one applicant as a line of JSON, with its line feed.
pub fn write_line(dice: &mut Dice, number: usize, into: &mut String) {
    let _ = write!(into, "{{\"id\":\"A-{number:07}\",\"person\":{{");
    person(dice, into);
    into.push_str("},\"post\":{\"territory\":\"hohhot-etdz\"");
    post(dice, into);
    into.push_str("},\"circumstances\":[");
    if dice.percent(3) {
        into.push_str("\"epidemic_frontline\"");
    }
    into.push_str("],\"application\":{");
    application(dice, into);
    into.push_str("},\"hours\":[");
    hours(dice, into);
    into.push_str("],\"deemed\":[");
    if dice.percent(8) {
        let (year, in_region) = (2020 + dice.below(3), dice.percent(80));
        let _ = write!(
            into,
            "{{\"kind\":\"qualification_exam\",\"year\":{year},\"in_region\":{in_region}}}"
        );
    }
    into.push_str("]}\n");
}

/// Women and men of 22 to 61 years; of two in a hundred the birthday or the sex is not known.
fn person(dice: &mut Dice, into: &mut String) {
    if !dice.percent(1) {
        let sex = dice.pick(&["female", "male"]);
        let _ = write!(into, "\"sex\":\"{sex}\"");
    }
    if !dice.percent(1) {
        if into.ends_with('"') {
            into.push(',');
        }
        let (year, month, day) = (
            1961 + dice.below(40),
            1 + dice.below(12),
            1 + dice.below(28),
        );
        let _ = write!(into, "\"born\":\"{year}-{month:02}-{day:02}\"");
    }
}

fn post(dice: &mut Dice, into: &mut String) {
    let sectors = [
        "public_institution",
        "state_enterprise",
        "non_public",
        "school",
    ];
    if !dice.percent(1) {
        let sector = dice.pick(&sectors);
        let _ = write!(into, ",\"sector\":\"{sector}\"");
    }
    let grassroots = dice.percent(10);
    let _ = write!(into, ",\"grassroots\":{grassroots}");
    if dice.percent(5) {
        let (year, month) = (2015 + dice.below(7), 1 + dice.below(12));
        let _ = write!(into, ",\"from_government_on\":\"{year}-{month:02}-01\"");
    }
}

fn application(dice: &mut Dice, into: &mut String) {
    let (month, day) = (1 + dice.below(12), 1 + dice.below(28));
    match dice.below(20) {
        0..=11 => {
            let level = dice.pick(&["senior", "intermediate", "intermediate", "junior"]);
            let _ = write!(into, "\"purpose\":\"title_review\",\"level\":\"{level}\"");
        }
        12 | 13 => {
            let degree = dice.pick(&["associate", "bachelor", "bachelor", "master", "doctor"]);
            let _ = write!(
                into,
                "\"purpose\":\"title_recognition\",\"degree\":\"{degree}\""
            );
        }
        14 => into.push_str("\"purpose\":\"appointment\""),
        15 => into.push_str("\"purpose\":\"appraisal\""),
        _ => into.push_str("\"purpose\":\"card\""),
    }
    let _ = write!(into, ",\"on\":\"2022-{month:02}-{day:02}\"");
}

/// Up to three years of both categories, mostly complete, sometimes in two entries.
fn hours(dice: &mut Dice, into: &mut String) {
    let before = into.len();
    for year in 2020..=2022_u64 {
        for (category, whole) in [("public", 3_000), ("professional", 6_000)] {
            if dice.percent(20) {
                continue;
            }
            let sum = match dice.below(10) {
                0..=6 => whole,
                7 => whole / 3,
                8 => whole - 1,
                _ => dice.below(whole),
            };
            let first = if dice.percent(10) { sum / 2 } else { sum };
            for part in [first, sum - first] {
                if part == 0 {
                    continue;
                }
                if into.len() > before {
                    into.push(',');
                }
                let (hours, hundredths) = (part / 100, part % 100);
                let _ = write!(
                    into,
                    "{{\"year\":{year},\"category\":\"{category}\",\"hours\":\"{hours}"
                );
                if hundredths > 0 {
                    let _ = write!(into, ".{hundredths:02}");
                }
                into.push_str("\"}");
            }
        }
    }
}
