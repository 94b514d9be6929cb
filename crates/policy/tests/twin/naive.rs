//! The decisions page and section 4 of the domain page once more, as plainly as they can be said.
//!
//! It shares no line with the engine: it reads JSON, counts days by itself and carries the numbers
//! of the notice of 2022. What is unknown is tried out, one completion after the other. Slow,
//! obvious, and right only if the engine agrees. Errors are not its matter: applicants are valid.

use serde_json::{Map, Value, json};

/// Year, month, day; later days are greater.
pub type Date = (i64, i64, i64);

/// What the notice makes of one completed applicant.
struct Verdict {
    rows: Vec<Row>,
    reasons: Vec<Value>,
}

struct Row {
    year: i64,
    category: &'static str,
    required: i64,
    counted: i64,
    short: i64,
    deemed: bool,
}

/// The facts with every unknown one filled in, for better or worse.
struct Facts {
    purpose: String,
    level: String,
    degree: String,
    on: Date,
    male: bool,
    born: Date,
    sector: &'static str,
    grassroots: bool,
    transferred: Option<Date>,
    epidemic_frontline: bool,
    hours: Vec<(i64, String, i64)>,
    exams: Vec<(i64, bool)>,
    /// Whether sex and birthday were given: a reason names only what was given.
    known: (bool, bool),
}

/// What the pages say of one applicant, without sentences and edition.
pub fn decide(applicant: &Value) -> Value {
    let mut facts = read(applicant);
    let mut completions: Vec<Completion> = Vec::new();
    let mut strictest = None;
    for male in sexes(applicant) {
        for born in birthdays(applicant) {
            for sector in sectors(applicant) {
                facts.male = male;
                facts.born = born;
                facts.sector = sector;
                completions.push((male, born, sector, outcome(&facts)));
                let strict = strictness(&facts);
                if strictest.as_ref().is_none_or(|(most, _)| strict > *most) {
                    strictest = Some((strict, verdict(&facts)));
                }
            }
        }
    }
    let strictest = strictest.unwrap().1;

    let outcomes: Vec<&str> = completions.iter().map(|completion| completion.3).collect();
    let first = outcomes[0];
    let outcome = if outcomes.iter().all(|outcome| *outcome == first) {
        first
    } else if outcomes.iter().all(|outcome| good(outcome)) {
        "met"
    } else {
        "undecided"
    };

    let mut missing = Vec::new();
    if outcome == "undecided" {
        // A fact matters when two completions that differ in nothing else end differently.
        let differ = |alike: &dyn Fn(&Completion, &Completion) -> bool| {
            completions.iter().any(|one| {
                completions
                    .iter()
                    .any(|other| alike(one, other) && class(one.3) != class(other.3))
            })
        };
        if differ(&|one, other| one.1 == other.1 && one.2 == other.2) {
            missing.push("person.sex");
        }
        if differ(&|one, other| one.0 == other.0 && one.2 == other.2) {
            missing.push("person.born");
        }
        if differ(&|one, other| one.0 == other.0 && one.1 == other.1) {
            missing.push("post.sector");
        }
    }

    let mut answer = Map::new();
    answer.insert("id".into(), applicant["id"].clone());
    answer.insert("outcome".into(), outcome.into());
    answer.insert("requirements".into(), rows(&strictest.rows));
    answer.insert("reasons".into(), strictest.reasons.into());
    answer.insert("missing".into(), json!(missing));
    if outcome != "undecided" && strictest.rows.iter().any(|row| row.short > 0) {
        answer.insert("plan".into(), plan(&strictest.rows));
    }
    Value::Object(answer)
}

/// Sex (male), birthday, sector, and the outcome with them.
type Completion = (bool, Date, &'static str, &'static str);

/// The strictest completion has the worst outcome, then the most hours owed, then fewest reliefs.
fn strictness(facts: &Facts) -> (i64, i64, i64) {
    let outcome = outcome(facts);
    let badness = ["exempt", "met", "reference", "not_met"]
        .iter()
        .position(|name| *name == outcome);
    let owed: i64 = rows_owed(facts).iter().map(|row| row.required).sum();
    let reliefs = usize::from(owes_a_third(facts)) + waivers(facts).len() + references(facts).len();
    let number = |count: usize| i64::try_from(count).unwrap();
    (number(badness.unwrap()), owed, -number(reliefs))
}

fn good(outcome: &str) -> bool {
    outcome == "met" || outcome == "exempt"
}

/// Met and exempt are one: who has either has no gap.
fn class(outcome: &str) -> &str {
    if good(outcome) { "met" } else { outcome }
}

fn sexes(applicant: &Value) -> Vec<bool> {
    match applicant["person"]["sex"].as_str() {
        Some(sex) => vec![sex == "male"],
        None => vec![true, false],
    }
}

/// The birthday, or one for each age around those of the notice and far from them.
fn birthdays(applicant: &Value) -> Vec<Date> {
    match applicant["person"]["born"].as_str() {
        Some(born) => vec![date(born)],
        None => (1960..=1985)
            .chain([1922, 1950, 2000, 2022])
            .map(|year| (year, 1, 1))
            .collect(),
    }
}

const SECTORS: [&str; 4] = [
    "public_institution",
    "state_enterprise",
    "non_public",
    "school",
];

fn sectors(applicant: &Value) -> Vec<&'static str> {
    let given = applicant["post"]["sector"].as_str();
    let possible = |sector: &&str| given.is_none_or(|given| given == *sector);
    SECTORS.into_iter().filter(possible).collect()
}

/// What is known; sex, birthday and sector are set by each completion.
fn read(applicant: &Value) -> Facts {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let list = |name: &str| applicant[name].as_array().cloned().unwrap_or_default();
    let application = &applicant["application"];
    Facts {
        purpose: text(&application["purpose"]),
        level: text(&application["level"]),
        degree: text(&application["degree"]),
        on: date(&text(&application["on"])),
        male: true,
        born: (0, 0, 0),
        sector: "",
        grassroots: applicant["post"]["grassroots"] == true,
        transferred: applicant["post"]["from_government_on"].as_str().map(date),
        epidemic_frontline: list("circumstances").contains(&json!("epidemic_frontline")),
        hours: list("hours").iter().map(given).collect(),
        exams: list("deemed")
            .iter()
            .map(|exam| (exam["year"].as_i64().unwrap(), exam["in_region"] == true))
            .collect(),
        known: (
            applicant["person"]["sex"].is_string(),
            applicant["person"]["born"].is_string(),
        ),
    }
}

/// Year, category and hundredths of an hour of one entry.
fn given(entry: &Value) -> (i64, String, i64) {
    let category = entry["category"].as_str().unwrap().to_owned();
    let hours = hundredths(entry["hours"].as_str().unwrap());
    (entry["year"].as_i64().unwrap(), category, hours)
}

fn outcome(facts: &Facts) -> &'static str {
    if !waivers(facts).is_empty() {
        return "exempt";
    }
    if rows_owed(facts).iter().all(|row| row.short == 0) {
        return "met";
    }
    if references(facts).is_empty() {
        "not_met"
    } else {
        "reference"
    }
}

fn verdict(facts: &Facts) -> Verdict {
    let outcome = outcome(facts);
    let exempt = outcome == "exempt";
    let owed = rows_owed(facts);
    let mut reasons = Vec::new();
    let mut say = |effect: &str, moot: bool, clause: &str, about: Value| {
        let effect = if moot {
            format!("{effect}_moot")
        } else {
            effect.to_owned()
        };
        let clause = format!("N2022 {clause}");
        reasons.push(json!({ "clause": clause, "effect": effect, "facts": about }));
    };

    if let Some((clause, mut about, years)) = window(facts) {
        about["from"] = json!(facts.on.0 - years + 1);
        about["to"] = json!(facts.on.0);
        say("window", exempt, clause, about);
        if let Some(since) = years_since_transfer(facts)
            && since > 0
            && since < years
        {
            let (from, to) = (facts.on.0 - since + 1, facts.on.0);
            let about = json!({ "transferred": to - since, "from": from, "to": to });
            say("window", exempt, "§3.7", about);
        }
        say("require", exempt, "§2", json!({}));
    }
    if owes_a_third(facts) {
        say("reduce", exempt, "§3.1", age_facts(facts));
    }
    let professional_years: Vec<i64> = owed
        .iter()
        .filter(|row| row.category == "professional")
        .map(|row| row.year)
        .collect();
    for year in &professional_years {
        if facts.exams.contains(&(*year, true)) {
            say("deem", exempt, "§3.6", json!({ "year": year }));
        }
    }
    for year in &professional_years {
        if facts.exams.contains(&(*year, false)) {
            let about = json!({ "year": year, "in_region": false });
            say("refer", exempt, "§3.6", about);
        }
    }
    for (clause, about) in waivers(facts) {
        say("waive", false, clause, about);
    }
    for (clause, about) in references(facts) {
        say("reference", good(outcome), clause, about);
    }
    Verdict {
        rows: if exempt { Vec::new() } else { owed },
        reasons,
    }
}

/// §2a, §2a.1, §2a.2, §5: the clause, what it looks at, and how many years up to this one.
fn window(facts: &Facts) -> Option<(&'static str, Value, i64)> {
    match facts.purpose.as_str() {
        "title_review" => {
            let years = if facts.level == "junior" { 1 } else { 3 };
            Some(("§2a.1", json!({ "level": facts.level }), years))
        }
        "title_recognition" => match facts.degree.as_str() {
            "doctor" => None,
            "master" => Some(("§2a.2", json!({ "degree": "master" }), 2)),
            degree => Some(("§2a.2", json!({ "degree": degree }), 1)),
        },
        "card" => Some(("§5", json!({ "purpose": "card" }), 1)),
        purpose => Some(("§2a", json!({ "purpose": purpose }), 1)),
    }
}

/// What is owed, oldest year first, public before professional, as counted and deemed.
fn rows_owed(facts: &Facts) -> Vec<Row> {
    let Some((_, _, mut years)) = window(facts) else {
        return Vec::new();
    };
    if let Some(since) = years_since_transfer(facts)
        && since > 0
    {
        years = years.min(since);
    }
    let mut rows = Vec::new();
    for year in facts.on.0 - years + 1..=facts.on.0 {
        for (category, whole) in [
            ("public", 3_000),
            ("professional", if year == 2020 { 0 } else { 6_000 }),
        ] {
            let mut required = whole;
            if owes_a_third(facts) {
                required = whole / 3;
                if whole % 3 != 0 {
                    required += 1;
                }
            }
            if required == 0 {
                continue;
            }
            let deemed = category == "professional" && facts.exams.contains(&(year, true));
            let mut counted = 0;
            for (given_year, given_category, hours) in &facts.hours {
                if *given_year == year && given_category == category {
                    counted += hours;
                }
            }
            if deemed {
                counted = required;
            }
            rows.push(Row {
                year,
                category,
                required,
                counted,
                short: (required - counted).max(0),
                deemed,
            });
        }
    }
    rows
}

/// §3.7 holds for title reviews: years from the year after the transfer to this one.
fn years_since_transfer(facts: &Facts) -> Option<i64> {
    let (year, _, _) = facts.transferred?;
    (facts.purpose == "title_review").then_some(facts.on.0 - year)
}

/// §3.1, a third: men from 50, women from 45, in title reviews.
fn owes_a_third(facts: &Facts) -> bool {
    let from = if facts.male { 50 } else { 45 };
    facts.purpose == "title_review" && age(facts) >= from
}

/// Every clause that asks for no hours at all, in the notice's order.
fn waivers(facts: &Facts) -> Vec<(&'static str, Value)> {
    let review = facts.purpose == "title_review";
    let recognition = facts.purpose == "title_recognition";
    let mut waivers = Vec::new();
    if recognition && facts.degree == "doctor" {
        waivers.push(("§2a.2", json!({ "degree": "doctor" })));
    }
    if review && age(facts) >= if facts.male { 55 } else { 50 } {
        waivers.push(("§3.1", age_facts(facts)));
    }
    if (review || recognition) && facts.epidemic_frontline {
        let about = json!({ "circumstance": "epidemic_frontline" });
        waivers.push(("§3.4", about));
    }
    if years_since_transfer(facts) == Some(0) {
        waivers.push(("§3.7", json!({ "transferred": facts.on.0 })));
    }
    waivers
}

/// §3.2 and §3.3: title reviews in which the committee weighs the hours.
fn references(facts: &Facts) -> Vec<(&'static str, Value)> {
    let mut references = Vec::new();
    if facts.purpose == "title_review" && facts.sector == "non_public" {
        references.push(("§3.2", json!({ "sector": "non_public" })));
    }
    if facts.purpose == "title_review" && facts.grassroots {
        references.push(("§3.3", json!({ "grassroots": true })));
    }
    references
}

/// Whole years on the day of application; who was born on 29 February turns a year older on the
/// 28th where there is no 29th.
fn age(facts: &Facts) -> i64 {
    let (year, month, day) = facts.on;
    let (born_year, born_month, mut born_day) = facts.born;
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    if born_month == 2 && born_day == 29 && !leap {
        born_day = 28;
    }
    let had_it = month > born_month || (month == born_month && day >= born_day);
    year - born_year - i64::from(!had_it)
}

fn age_facts(facts: &Facts) -> Value {
    let (sex_known, born_known) = facts.known;
    let mut about = Map::new();
    if born_known {
        about.insert("age".into(), age(facts).into());
    }
    if sex_known {
        let sex = if facts.male { "male" } else { "female" };
        about.insert("sex".into(), sex.into());
    }
    Value::Object(about)
}

fn rows(rows: &[Row]) -> Value {
    rows.iter()
        .map(|row| {
            json!({
                "year": row.year,
                "category": row.category,
                "required": written(row.required),
                "counted": written(row.counted),
                "short": written(row.short),
                "deemed": row.deemed,
            })
        })
        .collect()
}

/// §4: 2.50 yuan an hour in both categories, a begun fen is a whole one.
fn plan(rows: &[Row]) -> Value {
    let mut items = Vec::new();
    let mut sum = 0;
    for row in rows.iter().filter(|row| row.short > 0) {
        let fen = (row.short * 250 + 99) / 100;
        sum += fen;
        items.push(json!({
            "year": row.year,
            "category": row.category,
            "hours": written(row.short),
            "fen": fen,
            "window": { "from": "2022-01-01", "to": "2022-12-31" },
        }));
    }
    json!({ "fen": sum, "items": items })
}

fn date(text: &str) -> Date {
    let mut parts = text.split('-').map(|part| part.parse::<i64>().unwrap());
    let mut next = || parts.next().unwrap();
    (next(), next(), next())
}

fn hundredths(text: &str) -> i64 {
    let (whole, rest) = text.split_once('.').unwrap_or((text, ""));
    whole.parse::<i64>().unwrap() * 100 + format!("{rest:0<2}").parse::<i64>().unwrap()
}

/// Hours without trailing zeros.
fn written(hundredths: i64) -> String {
    let text = format!("{}.{:02}", hundredths / 100, hundredths % 100);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
