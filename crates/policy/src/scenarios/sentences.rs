//! The sentences that a scenario may use, and what each means. They are data: the reference page
//! lists them, a test reads every example, and a step that is none of them is told which is near.

use std::fmt::Write as _;

use kernel::Sex;

use super::feature::StepKind::{self, Given, Then, When};
use super::filled::Filled;
use super::pattern::{self, Piece};
use super::trouble::{Step, Trouble};
use super::world::World;
use crate::decision::{EffectKind, Outcome};
use crate::facts::{Degree, Level, Purpose, Sector};
use crate::pack::Edition;

/// One sentence: when it may stand, its words, an example that an edition of 2022 can read, and its
/// meaning.
pub(super) struct Sentence {
    pub kind: StepKind,
    pub pattern: &'static str,
    pub en: &'static str,
    act: fn(&mut World<'_>, &Filled<'_>) -> Step,
}

pub(super) const OUTCOMES: &[(&str, Outcome)] = &[
    ("免学时", Outcome::Exempt),
    ("达标", Outcome::Met),
    ("供参考", Outcome::Reference),
    ("不达标", Outcome::NotMet),
    ("无法判定", Outcome::Undecided),
];
pub(super) const EFFECTS: &[(&str, EffectKind)] = &[
    ("确定年度", EffectKind::Window),
    ("要求学时", EffectKind::Require),
    ("减少学时", EffectKind::Reduce),
    ("视同完成", EffectKind::Deem),
    ("转人工核实", EffectKind::Refer),
    ("免除学时", EffectKind::Waive),
    ("作为参考", EffectKind::Reference),
];
pub(super) const SECTORS: &[(&str, Sector)] = &[
    ("事业单位", Sector::PublicInstitution),
    ("国有企业", Sector::StateEnterprise),
    ("非公有制单位", Sector::NonPublic),
    ("学校", Sector::School),
];
pub(super) const LEVELS: &[(&str, Level)] = &[
    ("高级", Level::Senior),
    ("中级", Level::Intermediate),
    ("初级", Level::Junior),
];
pub(super) const DEGREES: &[(&str, Degree)] = &[
    ("大学专科", Degree::Associate),
    ("大学本科", Degree::Bachelor),
    ("硕士研究生", Degree::Master),
    ("博士研究生", Degree::Doctor),
];
pub(super) const PURPOSES: &[(&str, Purpose)] = &[
    ("聘任", Purpose::Appointment),
    ("考核", Purpose::Appraisal),
    ("审验卡", Purpose::Card),
];
pub(super) const SEXES: &[(&str, Sex)] = &[("女性", Sex::Female), ("男性", Sex::Male)];
pub(super) const PLACES: &[(&str, bool)] = &[("区内", true), ("区外", false)];
pub(super) const FACTS: &[(&str, &str)] = &[
    ("性别", "person.sex"),
    ("出生日期", "person.born"),
    ("单位性质", "post.sector"),
];

const fn say(
    kind: StepKind,
    pattern: &'static str,
    en: &'static str,
    act: fn(&mut World<'_>, &Filled<'_>) -> Step,
) -> Sentence {
    Sentence {
        kind,
        pattern,
        en,
        act,
    }
}

/// Every sentence, in the order of the reference page.
pub(super) const SENTENCES: &[Sentence] = &[
    say(
        Given,
        "申请人是{性别}，{日期}出生",
        "sex and birthday",
        |w, f| {
            w.sex(f.word(0, SEXES)?);
            w.born(f.day(1)?)
        },
    ),
    say(
        Given,
        "申请人是{性别}",
        "sex, birthday unknown",
        |w, f| {
            w.sex(f.word(0, SEXES)?);
            Ok(())
        },
    ),
    say(
        Given,
        "申请人{日期}出生",
        "birthday, sex unknown",
        |w, f| w.born(f.day(0)?),
    ),
    say(
        Given,
        "在{单位}工作",
        "sector of the employer",
        |w, f| w.sector(f.word(0, SECTORS)?),
    ),
    say(
        Given,
        "在基层一线工作",
        "on the grassroots front line",
        |w, _| w.grassroots(),
    ),
    say(
        Given,
        "单位不在本政策的属地",
        "works in another territory",
        |w, _| w.elsewhere(),
    ),
    say(
        Given,
        "曾在定点医院参与救治",
        "epidemic front line",
        |w, _| w.frontline(),
    ),
    say(
        Given,
        "{日期}从党政机关转任",
        "transferred from a party or state organ",
        |w, f| w.transferred(f.day(0)?),
    ),
    say(
        Given,
        "{年}年度有{科目}{学时}学时",
        "hours of a study year",
        |w, f| w.hours(f.year(0)?, f.year(0)?, f.category(1)?, f.hours(2)?),
    ),
    say(
        Given,
        "{年}年度至{年}年度每年有{科目}{学时}学时",
        "hours of each of some years",
        |w, f| w.hours(f.year(0)?, f.year(1)?, f.category(2)?, f.hours(3)?),
    ),
    say(
        Given,
        "{年}年度至{年}年度每年有{科目}{学时}学时、{科目}{学时}学时",
        "hours of two categories in each of some years",
        |w, f| {
            w.hours(f.year(0)?, f.year(1)?, f.category(2)?, f.hours(3)?)?;
            w.hours(f.year(0)?, f.year(1)?, f.category(4)?, f.hours(5)?)
        },
    ),
    say(
        Given,
        "{年}年在{地点}职业资格考试合格",
        "passed a qualification exam",
        |w, f| w.qualified(f.year(0)?, f.word(1, PLACES)?),
    ),
    say(
        Given,
        "该年度{科目}已缴{元}元",
        "already paid for that category and year",
        |w, f| w.paid(f.category(0)?, f.fen(1)?),
    ),
    say(
        When,
        "{日期}申报{级别}职称评审",
        "applies for a title review",
        |w, f| {
            w.apply(
                f.day(0)?,
                Purpose::TitleReview,
                Some(f.word(1, LEVELS)?),
                None,
            )
        },
    ),
    say(
        When,
        "{日期}以{学历}申请考核认定",
        "applies for recognition",
        |w, f| {
            w.apply(
                f.day(0)?,
                Purpose::TitleRecognition,
                None,
                Some(f.word(1, DEGREES)?),
            )
        },
    ),
    say(
        When,
        "{日期}用于{用途}",
        "appointment, appraisal or card",
        |w, f| w.apply(f.day(0)?, f.word(1, PURPOSES)?, None, None),
    ),
    say(
        When,
        "购买{科目}{学时}学时",
        "buys hours of a category",
        |w, f| w.buy(f.category(0)?, f.hours(1)?),
    ),
    say(
        When,
        "学完{科目}课程",
        "completes the lessons of a course",
        |w, f| w.study(f.category(0)?, None),
    ),
    say(
        When,
        "学完{科目}课程，考试得{分}分",
        "completes a course and sits its exam",
        |w, f| w.study(f.category(0)?, Some(f.whole(1)?)),
    ),
    say(
        When,
        "凭{折算}证明申报折算，数量为{数量}",
        "claims a conversion",
        |w, f| w.convert(f.get(0), f.hours(1)?),
    ),
    say(Then, "结论是{结论}", "the outcome", |w, f| {
        w.is_outcome(f.word(0, OUTCOMES)?)
    }),
    say(
        Then,
        "不适用本政策",
        "the edition does not decide it",
        |w, _| w.is_not_covered(),
    ),
    say(
        Then,
        "依据{条款}{效果}",
        "a clause had this effect",
        |w, f| w.has_reason(f.get(0), f.word(1, EFFECTS)?, false),
    ),
    say(
        Then,
        "依据{条款}{效果}，但不再起作用",
        "a clause a stronger one made needless",
        |w, f| w.has_reason(f.get(0), f.word(1, EFFECTS)?, true),
    ),
    say(
        Then,
        "没有依据{条款}",
        "a clause had no effect",
        |w, f| w.has_no_reason(f.get(0)),
    ),
    say(Then, "须补充{事实}", "the missing fact", |w, f| {
        w.misses(&[f.word(0, FACTS)?])
    }),
    say(
        Then,
        "须补充{事实}和{事实}",
        "the missing facts",
        |w, f| w.misses(&[f.word(0, FACTS)?, f.word(1, FACTS)?]),
    ),
    say(
        Then,
        "{年}年度{科目}应完成{学时}学时",
        "hours owed",
        |w, f| w.owes(f.year(0)?, f.year(0)?, f.category(1)?, f.hours(2)?),
    ),
    say(
        Then,
        "{年}年度{科目}还差{学时}学时",
        "hours short",
        |w, f| w.lacks(f.year(0)?, f.year(0)?, f.category(1)?, f.hours(2)?),
    ),
    say(
        Then,
        "{年}年度至{年}年度合计{科目}应完成{学时}学时",
        "hours owed together",
        |w, f| w.owes(f.year(0)?, f.year(1)?, f.category(2)?, f.hours(3)?),
    ),
    say(
        Then,
        "{年}年度至{年}年度合计{科目}还差{学时}学时",
        "hours short together",
        |w, f| w.lacks(f.year(0)?, f.year(1)?, f.category(2)?, f.hours(3)?),
    ),
    say(
        Then,
        "不要求{年}年度{科目}",
        "no hours are owed",
        |w, f| w.owes_nothing(f.year(0)?, f.category(1)?),
    ),
    say(
        Then,
        "补学费用为{元}元",
        "price of the plan",
        |w, f| w.plan_costs(f.fen(0)?),
    ),
    say(
        Then,
        "费用为{元}元",
        "price of what is bought",
        |w, f| w.costs(f.fen(0)?),
    ),
    say(
        Then,
        "记入学时",
        "the course posts its hours",
        |w, _| w.is_posted(true),
    ),
    say(
        Then,
        "不记入学时",
        "the course posts nothing",
        |w, _| w.is_posted(false),
    ),
    say(
        Then,
        "折算为{科目}{学时}学时",
        "hours converted",
        |w, f| w.becomes(f.category(0)?, f.hours(1)?),
    ),
    say(Then, "不能折算", "no such conversion", |w, _| {
        w.becomes_nothing()
    }),
];

/// Carries out a step: the sentence of its kind that it is.
pub(super) fn act(world: &mut World<'_>, kind: StepKind, text: &str) -> Step {
    let edition = world.edition();
    let filled =
        |sentence: &Sentence| pattern::fill(&pattern::pieces(sentence.pattern), text, edition);
    for sentence in SENTENCES.iter().filter(|sentence| sentence.kind == kind) {
        if let Some(values) = filled(sentence) {
            return (sentence.act)(world, &Filled::new(values, edition));
        }
    }
    if let Some(other) = SENTENCES.iter().find(|sentence| filled(sentence).is_some()) {
        let (wanted, written) = (other.kind.keyword(), kind.keyword());
        return Err(Trouble::unclear(
            format!("这句话要写在“{wanted}”之下，不能写在“{written}”之下"),
            format!("this sentence belongs under {wanted}, not under {written}"),
        ));
    }
    Err(unknown(kind, text, edition))
}

/// What is wrong with a sentence that is none: a blank that holds something else, or all of it.
fn unknown(kind: StepKind, text: &str, edition: &Edition) -> Trouble {
    let of_kind = || SENTENCES.iter().filter(|sentence| sentence.kind == kind);
    for sentence in of_kind() {
        let pieces = pattern::pieces(sentence.pattern);
        let wrong = pattern::misfilled(&pieces, text, edition).unwrap_or_default();
        if let Some((blank, value, choices)) = wrong.into_iter().next() {
            let choices = choices.join("、");
            let may = if choices.is_empty() {
                String::new()
            } else {
                format!("（可填：{choices}）")
            };
            return Trouble::unclear(
                format!(
                    "“{value}”不能填在 {{{blank}}} 处{may}；句子是：{}",
                    sentence.pattern
                ),
                format!(
                    "“{value}” does not fit {{{blank}}}; the sentence is: {}",
                    sentence.en
                ),
            );
        }
    }
    let begins_alike = |sentence: &&Sentence| match pattern::pieces(sentence.pattern).first() {
        Some(Piece::Literal(literal)) => text.starts_with(literal),
        _ => false,
    };
    let near: Vec<&str> = of_kind()
        .filter(begins_alike)
        .map(|near| near.pattern)
        .collect();
    let near = if near.is_empty() {
        "可用的句子见 docs/policy-packs.md".to_owned()
    } else {
        format!("相近的句子：{}", near.join("；"))
    };
    Trouble::unclear(
        format!("不认识这句话；{near}"),
        "unknown sentence; docs/policy-packs.md lists them",
    )
}

/// The sentences as a table in Markdown, for `docs/policy-packs.md`.
pub fn sentences_in_words() -> String {
    let mut text = "| 关键词 | 句子 | meaning |\n| --- | --- | --- |\n".to_owned();
    for sentence in SENTENCES {
        let keyword = sentence.kind.keyword();
        let _ = writeln!(
            text,
            "| {keyword} | {} | {} |",
            sentence.pattern, sentence.en
        );
    }
    text.push_str("\n| 空 | 可填 |\n| --- | --- |\n");
    let any = [
        ("日期", "年-月-日，如 2022-09-01"),
        ("年", "四位数字"),
        ("科目", "本政策的科目名称（names 中的中文）"),
        ("学时", "至多两位小数"),
        ("元", "至多两位小数"),
        ("分", "整数"),
        ("数量", "至多两位小数"),
        ("条款", "条款号，如 N2022 §3.1"),
        ("折算", "折算种类的中文名称"),
    ];
    for (blank, what) in any {
        let _ = writeln!(text, "| {{{blank}}} | {what} |");
    }
    for blank in [
        "性别", "单位", "级别", "学历", "用途", "地点", "效果", "结论", "事实",
    ] {
        let choices = pattern::words_of(blank).join("、");
        let _ = writeln!(text, "| {{{blank}}} | {choices} |");
    }
    text
}
