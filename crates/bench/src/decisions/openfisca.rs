//! The same rules written for OpenFisca-Core, vectorised over the same million people: outcomes
//! compared one by one, rates side by side.

use std::path::{Path, PathBuf};
use std::process::Command;

use kernel::{Category, Day, Sex, Year};
use policy::{Applicant, Edition, GivenHours, Policies};

use super::people::{Dice, write_line};
use super::{Folder, ROUNDS, peer, per_second, rate, timed};
use crate::Outcome;
use crate::report::{line, median};

const PEOPLE: usize = 1_000_000;
const PACKAGE: &str = "openfisca-core";

/// Measures, or says why it cannot.
pub fn measure(folder: &Folder) -> Outcome<()> {
    let python = match environment() {
        Ok(python) => python,
        Err(error) => {
            line(format_args!("OpenFisca-Core is left out: {error}"));
            return Ok(());
        }
    };
    let policies = Policies::embedded()?;
    let edition = policies
        .edition("hohhot-etdz/2022")
        .ok_or("the edition of 2022 is not embedded")?;
    let applicants = applicants()?;
    let (people, outcomes) = (folder.file("people.bin"), folder.file("outcomes.bin"));
    std::fs::write(&people, columns(&applicants))?;

    let (mut ours, mut theirs, mut with_inputs) = (vec![], vec![], vec![]);
    let mut told = Vec::new();
    for _ in 0..ROUNDS {
        let peer = run(&python, &people, &outcomes)?;
        theirs.push(per_second(applicants.len(), peer.alone));
        with_inputs.push(per_second(applicants.len(), peer.with_inputs));
        let (decided, seconds) = timed(|| decide(edition, &applicants))?;
        told = decided;
        ours.push(per_second(applicants.len(), seconds));
    }
    let agree = std::fs::read(&outcomes)?;
    let agreeing = agree.iter().zip(&told).filter(|(a, b)| a == b).count();
    line(format_args!(
        "{} people whose facts are all known, one thread, {ROUNDS} rounds:",
        told.len()
    ));
    let ratio = |theirs: &[f64]| {
        let ratios = ours.iter().zip(theirs).map(|(ours, theirs)| ours / theirs);
        median(ratios.collect())
    };
    line(format_args!(
        "  ours, with rows and clauses          {:>12}",
        rate(median(ours.clone()))
    ));
    for (what, theirs) in [
        ("computing alone", &theirs),
        ("with inputs set", &with_inputs),
    ] {
        let times = ratio(theirs);
        line(format_args!(
            "  OpenFisca-Core, {what:<15}      {:>12}  ours is {times:.2} ×",
            rate(median(theirs.clone())),
        ));
    }
    line(format_args!(
        "  outcomes that agree: {agreeing} of {}",
        told.len()
    ));
    Ok(())
}

/// A virtual environment with the package, made when there is none.
fn environment() -> Outcome<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/peers/openfisca");
    let python = folder.join("bin/python");
    let has_package = |python: &Path| {
        let import = Command::new(python)
            .args(["-c", "import openfisca_core"])
            .output();
        import.is_ok_and(|import| import.status.success())
    };
    if has_package(&python) {
        return Ok(python);
    }
    line("Fetching OpenFisca-Core (AGPL, a peer for this measurement only) into target/peers …");
    let made = Command::new("python3")
        .args(["-m", "venv"])
        .arg(&folder)
        .status()?;
    let fetched = Command::new(&python)
        .args([
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            PACKAGE,
        ])
        .status()?;
    if made.success() && fetched.success() && has_package(&python) {
        Ok(python)
    } else {
        Err(format!("python3 -m venv and pip install {PACKAGE} did not work").into())
    }
}

struct Peer {
    alone: f64,
    with_inputs: f64,
}

fn run(python: &Path, people: &Path, outcomes: &Path) -> Outcome<Peer> {
    let output = Command::new(python)
        .arg(peer("openfisca_rules.py"))
        .args([people, outcomes])
        .arg("1")
        .output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned().into());
    }
    let told: serde_json::Value = serde_json::from_slice(&output.stdout)?;
    let seconds = |name: &str| {
        let seconds = told.get(name).and_then(|all| all.get(0)?.as_f64());
        seconds.ok_or_else(|| format!("the peer told no {name}"))
    };
    Ok(Peer {
        alone: seconds("alone")?,
        with_inputs: seconds("with_inputs")?,
    })
}

fn decide(edition: &Edition, applicants: &[Known]) -> Outcome<Vec<u8>> {
    let mut outcomes = Vec::with_capacity(applicants.len());
    for applicant in applicants {
        outcomes.push(match policy::assess(edition, applicant)?.outcome() {
            policy::Outcome::Exempt => 0,
            policy::Outcome::Met => 1,
            policy::Outcome::Reference => 2,
            policy::Outcome::NotMet => 3,
            policy::Outcome::Undecided => 4,
        });
    }
    Ok(outcomes)
}

/// As the product has them from its database: names of categories are not each person's own.
type Known = Applicant<&'static str>;

/// The peer knows no unknown facts, so everybody's are known.
fn applicants() -> Outcome<Vec<Known>> {
    let (mut dice, mut text) = (Dice::new(3), String::new());
    let mut applicants = Vec::with_capacity(PEOPLE);
    let mut number = 0;
    while applicants.len() < PEOPLE {
        text.clear();
        write_line(&mut dice, number, &mut text);
        number += 1;
        let applicant = Applicant::from_json(text.as_bytes()).map_err(|refusal| refusal.error)?;
        let person = applicant.person;
        if person.sex.is_some() && person.born.is_some() && applicant.post.sector.is_some() {
            applicants.push(known(applicant));
        }
    }
    Ok(applicants)
}

fn known(applicant: Applicant) -> Known {
    let mut known = Known::new("", applicant.application);
    known.person = applicant.person;
    known.post.sector = applicant.post.sector;
    known.post.grassroots = applicant.post.grassroots;
    known.post.from_government_on = applicant.post.from_government_on;
    known.circumstances = applicant.circumstances;
    known.deemed = applicant.deemed;
    let hours = applicant.hours.iter().map(|given| GivenHours {
        year: given.year,
        category: if given.category == Category::Public.as_str() {
            Category::Public.as_str()
        } else {
            Category::Professional.as_str()
        },
        hours: given.hours,
    });
    known.hours = hours.collect();
    known
}

const STUDY_YEARS: [Year; 3] = [2020, 2021, 2022];

/// The columns of `openfisca_rules.py`, one after the other.
fn columns(applicants: &[Known]) -> Vec<u8> {
    let rows: Vec<Vec<i32>> = applicants.iter().map(row).collect();
    let width = rows.first().map_or(0, Vec::len);
    let mut bytes = Vec::with_capacity(rows.len() * width * 4);
    for column in 0..width {
        for row in &rows {
            let value = row.get(column).copied().unwrap_or_default();
            bytes.extend_from_slice(&value.to_le_bytes());
        }
    }
    bytes
}

fn row(applicant: &Known) -> Vec<i32> {
    let application = &applicant.application;
    let (person, post) = (&applicant.person, &applicant.post);
    let born = person.born.unwrap_or(application.on);
    let mut row = vec![
        at(policy::Purpose::ALL, Some(application.purpose)),
        at(policy::Level::ALL, application.level),
        at(policy::Degree::ALL, application.degree),
        i32::from(person.sex == Some(Sex::Male)),
        born.year().into(),
        month_day(born),
        month_day(application.on),
        at(policy::Sector::ALL, post.sector),
        post.grassroots.into(),
        post.from_government_on.map_or(0, |day| day.year().into()),
        i32::from(!applicant.circumstances.is_empty()),
    ];
    for category in ["public", "professional"] {
        row.extend(STUDY_YEARS.map(|year| {
            let given = applicant.hours.iter();
            let given = given.filter(|given| given.year == year && given.category == category);
            let sum: i64 = given.map(|given| given.hours.get()).sum();
            i32::try_from(sum).unwrap_or(i32::MAX)
        }));
    }
    row.extend(STUDY_YEARS.map(|year| {
        let exam = |deemed: &policy::Deemed| deemed.in_region && deemed.year == year;
        i32::from(applicant.deemed.iter().any(exam))
    }));
    row
}

/// The position of a name; of an absent one the first, which nobody looks at.
fn at<T: PartialEq>(all: &[T], name: Option<T>) -> i32 {
    let at = name.and_then(|name| all.iter().position(|known| *known == name));
    i32::try_from(at.unwrap_or(0)).unwrap_or(0)
}

fn month_day(day: Day) -> i32 {
    i32::from(day.month()) * 100 + i32::from(day.day())
}
