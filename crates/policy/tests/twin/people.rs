//! Random applicants as JSON, crowded where the notice changes its mind: birthdays on the day and a
//! day beside it, leap days, years of transfer, exactly the hours and a hundredth less.

use serde_json::{Value, json};

/// Small numbers that look random and are the same every time (`SplitMix64`).
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number from 0 up to, not including, `end`.
    pub fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % end
    }

    fn percent(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    fn pick<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        let at = self.below(u64::try_from(items.len()).unwrap());
        &items[usize::try_from(at).unwrap()]
    }
}

/// One applicant.
pub fn applicant(dice: &mut Dice) -> Value {
    let on = day_of_2022(dice);
    let mut applicant = json!({
        "id": format!("试-{}", dice.below(1_000_000)),
        "application": application(dice, on),
    });
    if dice.percent(97) {
        applicant["person"] = person(dice, on);
    }
    if dice.percent(97) {
        applicant["post"] = post(dice, on);
    }
    if dice.percent(10) {
        let times = usize::try_from(1 + dice.below(3)).unwrap();
        applicant["circumstances"] = json!(vec!["epidemic_frontline"; times]);
    }
    if dice.percent(90) {
        applicant["hours"] = hours(dice);
    }
    if dice.percent(35) {
        let many = 1 + dice.below(4);
        applicant["deemed"] = (0..many).map(|_| exam(dice)).collect();
    }
    applicant
}

fn application(dice: &mut Dice, (month, day): (u64, u64)) -> Value {
    let purposes = [
        "title_review",
        "title_review",
        "title_review",
        "title_review",
        "title_recognition",
        "title_recognition",
        "appointment",
        "appraisal",
        "card",
    ];
    let purpose = *dice.pick(&purposes);
    let mut application = json!({
        "purpose": purpose,
        "on": format!("2022-{month:02}-{day:02}"),
    });
    if purpose == "title_review" || dice.percent(20) {
        application["level"] = json!(dice.pick(&["senior", "intermediate", "junior"]));
    }
    if purpose == "title_recognition" || dice.percent(20) {
        let degrees = ["associate", "bachelor", "master", "doctor"];
        application["degree"] = json!(dice.pick(&degrees));
    }
    application
}

fn person(dice: &mut Dice, (month, day): (u64, u64)) -> Value {
    let mut person = json!({});
    match dice.below(10) {
        0 => {}
        1 => person["sex"] = Value::Null,
        _ => person["sex"] = json!(dice.pick(&["male", "female"])),
    }
    let edge = *dice.pick(&[45, 50, 55]);
    let year = 2022 - edge;
    let (year, month, day) = match dice.below(8) {
        0 => return person,
        1 => {
            person["born"] = Value::Null;
            return person;
        }
        // On the birthday, a day after it, a day before it.
        2 => (year, month, day),
        3 => before(year, month, day),
        4 => after(year, month, day),
        // Leap days of 1968 to 1976: 46 to 54 years old.
        5 => (1968 + 4 * dice.below(3), 2, 29),
        6 => (
            2022 - 43 - dice.below(15),
            1 + dice.below(12),
            1 + dice.below(28),
        ),
        _ => (
            1925 + dice.below(96),
            1 + dice.below(12),
            1 + dice.below(28),
        ),
    };
    person["born"] = json!(format!("{year}-{month:02}-{day:02}"));
    person
}

fn post(dice: &mut Dice, (month, day): (u64, u64)) -> Value {
    let mut post = json!({});
    if dice.percent(20) {
        post["territory"] = json!("hohhot-etdz");
    }
    let sectors = [
        "public_institution",
        "state_enterprise",
        "non_public",
        "school",
    ];
    if dice.percent(80) {
        post["sector"] = json!(dice.pick(&sectors));
    }
    if dice.percent(40) {
        post["grassroots"] = json!(dice.percent(50));
    }
    if dice.percent(35) {
        post["from_government_on"] = json!(match dice.below(6) {
            0 => format!("2022-{month:02}-{day:02}"),
            1 => "2022-01-01".to_owned(),
            2 => "2021-12-31".to_owned(),
            _ => {
                let year = 2012 + dice.below(10);
                format!("{year}-{:02}-{:02}", 1 + dice.below(12), 1 + dice.below(28))
            }
        });
    }
    post
}

/// Often whole years done exactly, sometimes a hundredth less, sometimes in many small entries.
fn hours(dice: &mut Dice) -> Value {
    let mut entries = Vec::new();
    let third = dice.percent(30);
    let diligence = *dice.pick(&[30, 60, 90, 99]);
    for year in 2019..=2023 {
        for (category, whole) in [("public", 3_000_u64), ("professional", 6_000)] {
            if !dice.percent(diligence) {
                continue;
            }
            let owed = if third { whole / 3 } else { whole };
            let sum = match dice.below(12) {
                0 => owed - 1,
                1 => owed + 1,
                2 => dice.below(2 * owed),
                3 => dice.below(10_000_000),
                _ => owed,
            };
            split(dice, year, category, sum, &mut entries);
        }
    }
    // Their order must not matter.
    for at in (1..entries.len()).rev() {
        let other = usize::try_from(dice.below(u64::try_from(at).unwrap() + 1)).unwrap();
        entries.swap(at, other);
    }
    entries.into()
}

fn split(dice: &mut Dice, year: u64, category: &str, sum: u64, entries: &mut Vec<Value>) {
    let mut left = sum;
    let pieces = *dice.pick(&[1, 1, 1, 2, 3, 12]);
    for piece in 0..pieces {
        let last = piece + 1 == pieces;
        let part = if last { left } else { dice.below(left + 1) };
        left -= part;
        let hours = match (part % 100, dice.below(3)) {
            (0, 0 | 1) => format!("{}", part / 100),
            (cents, 0) if cents % 10 == 0 => format!("{}.{}", part / 100, cents / 10),
            (cents, _) => format!("{}.{cents:02}", part / 100),
        };
        entries.push(json!({ "year": year, "category": category, "hours": hours }));
    }
}

fn exam(dice: &mut Dice) -> Value {
    let year = 2019 + dice.below(5);
    json!({ "kind": "qualification_exam", "year": year, "in_region": dice.percent(65) })
}

fn day_of_2022(dice: &mut Dice) -> (u64, u64) {
    match dice.below(10) {
        0 => (1, 1),
        1 => (12, 31),
        2 => (2, 27),
        3 => (2, 28),
        4 => (3, 1),
        _ => (1 + dice.below(12), 1 + dice.below(28)),
    }
}

fn before(year: u64, month: u64, day: u64) -> (u64, u64, u64) {
    match (month, day) {
        (1, 1) => (year - 1, 12, 31),
        (month, 1) => (year, month - 1, 28),
        (month, day) => (year, month, day - 1),
    }
}

fn after(year: u64, month: u64, day: u64) -> (u64, u64, u64) {
    match (month, day) {
        (12, 31) => (year + 1, 1, 1),
        (12, day) => (year, 12, day + 1),
        (month, day) if day >= 28 => (year, month + 1, 1),
        (month, day) => (year, month, day + 1),
    }
}
