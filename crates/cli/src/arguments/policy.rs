//! Arguments of the verbs that look after policy packs.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use kernel::Day;

use super::Place;

/// What can be done with policy packs.
#[derive(Subcommand)]
pub enum Policy {
    /// Say everything that is wrong with the packs of a folder, and where.
    ///
    /// Format, dates, gaps, overlaps, citations, names, numbers, the notice's digest and its quotes
    /// (where docs/notice is at hand), whether the scenarios can be read, and whether a published
    /// edition was edited (digests.toml). Exit codes: 0 nothing is wrong; 1 something is; 2 the
    /// folder cannot be read.
    Check(PolicyCheck),
    /// Run the scenarios beside the editions, and say which clause lacks one.
    ///
    /// Every clause needs a scenario that passes (@通过), one that fails (@不通过) and one at its
    /// edge (@边界), and each effect of its rules must show in one of them; a clause that people
    /// carry out and no program says so (@人工). Exit codes: 0 all hold and nothing is lacking;
    /// 1 something does not hold or is lacking; 2 the packs cannot be read.
    Test(PolicyTest),
    /// Say what changed between two editions, clause by clause.
    ///
    /// Study years and dates that only moved on with the year are told apart from what changed.
    /// Exit codes: 0 compared, whether or not they differ; 2 an edition cannot be read.
    Diff(PolicyDiff),
    /// Begin the edition of a later year, with everything to be confirmed marked.
    ///
    /// Writes DIR/territory/YEAR.toml and .feature: the same rules with years and dates moved on,
    /// as a draft, which answers only to --edition. Exit codes: 0 written; 1 a file is there
    /// already or cannot be written; 2 the edition cannot be drafted from.
    Draft(PolicyDraft),
    /// Say whose outcome a draft would change.
    ///
    /// Everybody of the draft's territory, as the database has them, is decided twice: by the draft
    /// and by the newest published edition before it moved on unchanged; for title review at each
    /// level. Study years that are not over are supposed to be studied as the unchanged rules ask.
    /// Nothing is written. Exit codes: 0 counted; 1 it is no draft or has nothing before it; 2 the
    /// packs or the configuration cannot be read; 3 the database is away.
    Effect(PolicyEffect),
}

/// Checking.
#[derive(Args)]
pub struct PolicyCheck {
    /// Folder of packs, one folder a territory; those in the program when left out.
    #[arg(value_name = "DIR")]
    pub folder: Option<PathBuf>,
}

/// Running scenarios.
#[derive(Args)]
pub struct PolicyTest {
    /// Folder of packs, one folder a territory; those in the program when left out.
    #[arg(value_name = "DIR")]
    pub folder: Option<PathBuf>,
    /// Only this edition, such as hohhot-etdz/2022.
    #[arg(long, value_name = "ID")]
    pub edition: Option<String>,
}

/// Comparing.
#[derive(Args)]
pub struct PolicyDiff {
    /// The first edition: an id such as hohhot-etdz/2022, or a file that ends in .toml.
    #[arg(value_name = "A")]
    pub from: String,
    /// The second edition.
    #[arg(value_name = "B")]
    pub to: String,
    /// Where ids are looked up: a folder of packs instead of those in the program.
    #[arg(long, value_name = "DIR")]
    pub policies: Option<PathBuf>,
    /// One JSON object, whose keys and order are stable.
    #[arg(long)]
    pub json: bool,
    /// Also list one by one what is to be confirmed.
    #[arg(long, conflicts_with = "json")]
    pub all: bool,
}

/// Drafting.
#[derive(Args)]
pub struct PolicyDraft {
    /// The edition to begin from, such as hohhot-etdz/2022.
    #[arg(long, value_name = "ID")]
    pub from: String,
    /// The application year of the draft.
    #[arg(long)]
    pub year: i16,
    /// Where the edition is looked up: a folder of packs instead of those in the program.
    #[arg(long, value_name = "DIR")]
    pub policies: Option<PathBuf>,
    /// Where the draft is written.
    #[arg(long, value_name = "DIR", default_value = "policies")]
    pub into: PathBuf,
}

/// Counting the effect of a draft.
#[derive(Args)]
pub struct PolicyEffect {
    /// The draft, such as hohhot-etdz/2023.
    #[arg(value_name = "DRAFT")]
    pub draft: String,
    /// The application day, in the draft's year; today's month and day when left out.
    #[arg(long, value_name = "YEAR-MONTH-DAY", value_parser = day)]
    pub on: Option<Day>,
    /// Policy packs from a folder instead of those in the program.
    #[arg(long, value_name = "DIR")]
    pub policies: Option<PathBuf>,
    /// One JSON object.
    #[arg(long)]
    pub json: bool,
    /// Where the people are.
    #[command(flatten)]
    pub place: Place,
}

fn day(text: &str) -> Result<Day, String> {
    text.parse()
        .map_err(|_| format!("{text} is not a day such as 2023-09-01"))
}
