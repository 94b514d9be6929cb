//! The words of a list: what people write for purposes, levels, degrees and sectors. The first of
//! each is the one that templates offer; the name in the API is understood too.

use policy::{Degree, Level, Purpose, Sector};

const PURPOSES: [(Purpose, &[&str]); 5] = [
    (Purpose::TitleReview, &["职称评审", "评审", "申报评审"]),
    (
        Purpose::TitleRecognition,
        &["职称考核认定", "考核认定", "认定", "职称认定", "初定"],
    ),
    (Purpose::Appointment, &["聘任", "岗位聘任", "岗位聘用"]),
    (Purpose::Appraisal, &["年度考核", "考核"]),
    (Purpose::Card, &["年度审验卡", "审验卡", "审验"]),
];

const LEVELS: [(Level, &[&str]); 3] = [
    (Level::Senior, &["高级", "正高级", "副高级", "正高", "副高"]),
    (Level::Intermediate, &["中级"]),
    (Level::Junior, &["初级", "助理级", "员级"]),
];

const DEGREES: [(Degree, &[&str]); 4] = [
    (Degree::Associate, &["大学专科", "专科", "大专"]),
    (Degree::Bachelor, &["大学本科", "本科", "学士"]),
    (Degree::Master, &["硕士研究生", "硕士", "研究生"]),
    (Degree::Doctor, &["博士研究生", "博士"]),
];

const SECTORS: [(Sector, &[&str]); 4] = [
    (Sector::PublicInstitution, &["事业单位"]),
    (Sector::StateEnterprise, &["国有企业", "国企"]),
    (
        Sector::NonPublic,
        &["非公有制", "非公有制单位", "非公", "民营企业", "私营企业"],
    ),
    (Sector::School, &["学校"]),
];

macro_rules! words {
    ($($(#[$doc:meta])* $offer:ident, $read:ident: $type:ty = $table:ident;)*) => {$(
        $(#[$doc])*
        pub fn $offer() -> impl Iterator<Item = ($type, &'static str)> {
            $table.iter().map(|(value, words)| (*value, words.first().copied().unwrap_or_default()))
        }

        pub(super) fn $read(text: &str) -> Option<$type> {
            let written = $table.iter().find(|(_, words)| words.contains(&text));
            written.map(|(value, _)| *value).or_else(|| text.to_lowercase().parse().ok())
        }
    )*};
}

words! {
    /// Purposes with the words that templates offer.
    purposes, read_purpose: Purpose = PURPOSES;
    /// Levels with the words that templates offer.
    levels, read_level: Level = LEVELS;
    /// Degrees with the words that templates offer.
    degrees, read_degree: Degree = DEGREES;
    /// Sectors with the words that templates offer.
    sectors, read_sector: Sector = SECTORS;
}

/// The words that are understood, for a refusal.
pub(super) fn known<T>(offered: impl Iterator<Item = (T, &'static str)>) -> String {
    let words: Vec<&str> = offered.map(|(_, word)| word).collect();
    words.join("、")
}
