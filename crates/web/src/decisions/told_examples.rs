//! Twenty decisions, told in both languages: the document that people read and correct
//! (`docs/explanations`). A change of a clause's sentence, or of the words around it, is seen
//! there.

use std::fmt::Write as _;
use std::path::Path;

use domain::decisions::Supposed;
use policy::{Applicant, Policies};

use super::{StepWords, tell};
use crate::Locale;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/explanations");

const HEADS: [&str; 2] = [
    "# 二十个判定是怎么说明的\n\n由测试按 `applicants.jsonl` 和 `policies/` 生成；改了条款的话或界面的话，\
     用 `XUESHI_TEST_BLESS=1` 重跑测试即可更新，请逐句读过再提交。\n",
    "# How twenty decisions are told\n\nMade by a test from `applicants.jsonl` and `policies/`; \
     after a change of a clause's sentence or of the words around it, run the tests with \
     `XUESHI_TEST_BLESS=1`, and read every sentence before you commit.\n",
];

fn document(locale: Locale, head: &str) -> String {
    let file = Path::new(FOLDER).join("applicants.jsonl");
    let lines = std::fs::read_to_string(file).unwrap();
    let policies = Policies::embedded().unwrap();
    let mut text = head.to_owned();
    for line in lines.lines() {
        let applicant = Applicant::from_json(line.as_bytes()).unwrap();
        let edition = policies.edition_for(&applicant, None).unwrap();
        let decision = policy::decide(edition, &applicant).unwrap();
        let outcome = decision.outcome.as_str().replace('_', "-");
        let outcome = locale.t(&format!("decision-outcome-{outcome}"));
        let _ = writeln!(text, "\n## {}：{outcome}\n", applicant.id);
        let told = tell(
            locale,
            Some(edition),
            &applicant,
            &Supposed::default(),
            &decision,
        );
        for (number, step) in (1..).zip(&told.steps) {
            tell_step(&mut text, number, step);
        }
        let _ = writeln!(text, "\n**{}**", told.end);
        if !told.not_needed.is_empty() {
            let _ = writeln!(text, "\n{}\n", locale.t("decision-not-needed"));
        }
        for step in &told.not_needed {
            let _ = writeln!(text, "- {} {}", step.cite, step.says);
        }
    }
    text
}

fn tell_step(text: &mut String, number: usize, step: &StepWords) {
    let _ = writeln!(
        text,
        "{number}. **{}**（{}）{}",
        step.effect, step.cite, step.says
    );
    let used: Vec<String> = step
        .used
        .iter()
        .map(|used| format!("{}：{}", used.name, used.value))
        .collect();
    if !used.is_empty() {
        let _ = writeln!(text, "   - {}", used.join("；"));
    }
    let _ = writeln!(text, "   - {}", step.changed);
    let _ = writeln!(text, "   - → {}", step.remains);
}

#[test]
fn twenty_decisions_are_told_as_the_documents_have_them() {
    for (locale, head) in Locale::ALL.into_iter().zip(HEADS) {
        let text = document(locale, head);
        let file = Path::new(FOLDER).join(format!("{}.md", locale.tag()));
        #[expect(
            clippy::disallowed_methods,
            reason = "whoever runs the tests asks to renew it"
        )]
        if std::env::var("XUESHI_TEST_BLESS").is_ok() {
            std::fs::write(&file, &text).unwrap();
        }
        assert!(!text.contains("decision-"), "a key without words");
        assert_eq!(std::fs::read_to_string(&file).unwrap(), text);
    }
}
