//! Reads a file of scenarios: each scenario once, an outline once for each row of its examples.

use std::fmt;

use gherkin::{GherkinEnv, StepType};

use super::trouble::Trouble;

/// The scenarios of a file.
pub(super) struct Feature {
    pub cases: Vec<Case>,
}

/// A scenario, or a row of an outline.
pub(super) struct Case {
    pub line: usize,
    /// The line of the row, in an outline.
    pub row_line: Option<usize>,
    pub name: String,
    /// Without the `@`.
    pub tags: Vec<String>,
    pub steps: Vec<Line>,
}

/// A step as written.
#[derive(Clone)]
pub(super) struct Line {
    pub at: usize,
    pub kind: StepKind,
    pub keyword: String,
    pub text: String,
}

/// What a step is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum StepKind {
    Given,
    When,
    Then,
}

impl StepKind {
    /// The Chinese keyword.
    pub(super) fn keyword(self) -> &'static str {
        match self {
            Self::Given => "假如",
            Self::When => "当",
            Self::Then => "那么",
        }
    }
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.keyword, self.text)
    }
}

/// The line and what is wrong with it.
type Unreadable = (usize, Trouble);

impl Feature {
    /// Reads a file.
    pub(super) fn read(bytes: &[u8]) -> Result<Self, Unreadable> {
        let text = std::str::from_utf8(bytes).map_err(|error| {
            let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
            let line = before.split(|byte| *byte == b'\n').count();
            (line, Trouble::unclear("不是 UTF-8 编码", "not UTF-8"))
        })?;
        let feature = parse(text)?;
        no_prose(&feature, text)?;
        let background = |own: Option<&gherkin::Background>| -> Vec<Line> {
            own.map_or(Vec::new(), |background| lines(&background.steps))
        };
        let before = background(feature.background.as_ref());
        let mut cases = Vec::new();
        for scenario in &feature.scenarios {
            add(scenario, &before, &[], text, &mut cases);
        }
        for rule in &feature.rules {
            let mut before = before.clone();
            before.extend(background(rule.background.as_ref()));
            for scenario in &rule.scenarios {
                add(scenario, &before, &rule.tags, text, &mut cases);
            }
        }
        if cases.is_empty() {
            return Err((
                1,
                Trouble::unclear("文件里没有场景", "there is no scenario in the file"),
            ));
        }
        Ok(Self { cases })
    }
}

fn parse(text: &str) -> Result<gherkin::Feature, Unreadable> {
    let unsupported =
        |error: &dyn fmt::Display| (1, Trouble::unclear("语言不支持", error.to_string()));
    let language = GherkinEnv::new("zh-CN").map_err(|error| unsupported(&error))?;
    gherkin::Feature::parse(text, language).map_err(|error| {
        // The error keeps its place to itself and only tells it: `Error at 3:1: …`.
        let told = error.to_string();
        let place = told
            .strip_prefix("Error at ")
            .and_then(|rest| rest.split_once(':'));
        let line = place.and_then(|(line, _)| line.parse().ok()).unwrap_or(1);
        let written = text.lines().nth(line - 1).unwrap_or("").trim();
        let zh =
            format!("读不懂：{written}（每行以 场景:、假如、当、那么、并且、@标签 或 | 开头）");
        let en = format!("cannot be read: {written}");
        (line, Trouble::unclear(zh, en))
    })
}

/// Gherkin takes a line that is no step for a description, and says nothing: a misspelt keyword
/// would leave a fact out. What is not a step is a comment here.
fn no_prose(feature: &gherkin::Feature, text: &str) -> Result<(), Unreadable> {
    let mut told = vec![(feature.position.line, &feature.description)];
    let background = |own: &Option<gherkin::Background>| -> Option<usize> {
        let own = own.as_ref()?;
        own.description.as_ref().map(|_| own.position.line)
    };
    let mut backgrounds = vec![background(&feature.background)];
    let mut scenarios: Vec<&gherkin::Scenario> = feature.scenarios.iter().collect();
    for rule in &feature.rules {
        told.push((rule.position.line, &rule.description));
        backgrounds.push(background(&rule.background));
        scenarios.extend(&rule.scenarios);
    }
    for scenario in scenarios {
        told.push((scenario.position.line, &scenario.description));
        let examples = scenario.examples.iter();
        told.extend(examples.map(|examples| (examples.position.line, &examples.description)));
    }
    let heads = told.iter().filter(|(_, description)| description.is_some());
    let heads = heads.map(|(line, _)| *line);
    let Some(head) = heads.chain(backgrounds.into_iter().flatten()).min() else {
        return Ok(());
    };
    let is_prose = |line: &str| !line.is_empty() && !line.starts_with('#');
    let mut after = text.lines().enumerate().skip(head);
    let (at, written) = after
        .find(|(_, line)| is_prose(line.trim()))
        .unwrap_or((head, ""));
    let written = written.trim();
    Err((
        at + 1,
        Trouble::unclear(
            format!("不是步骤：{written}（步骤以 假如、当、那么、并且 开头，说明写成 # 注释）"),
            format!("neither a step nor a comment: {written}"),
        ),
    ))
}

fn lines(steps: &[gherkin::Step]) -> Vec<Line> {
    let line = |step: &gherkin::Step| Line {
        at: step.position.line,
        kind: match step.ty {
            StepType::Given => StepKind::Given,
            StepType::When => StepKind::When,
            StepType::Then => StepKind::Then,
        },
        keyword: step.keyword.trim().to_owned(),
        text: step.value.clone(),
    };
    steps.iter().map(line).collect()
}

fn add(
    scenario: &gherkin::Scenario,
    before: &[Line],
    tags: &[String],
    text: &str,
    cases: &mut Vec<Case>,
) {
    let mut steps = before.to_vec();
    steps.extend(lines(&scenario.steps));
    let case = |row_line: Option<usize>, steps: Vec<Line>, own: &[String]| Case {
        line: scenario.position.line,
        row_line,
        name: scenario.name.clone(),
        tags: [tags, &scenario.tags, own].concat(),
        steps,
    };
    let mut rows = 0;
    for examples in &scenario.examples {
        let Some(table) = &examples.table else {
            continue;
        };
        let Some((head, body)) = table.rows.split_first() else {
            continue;
        };
        let places = row_lines(text, table.position.line);
        for (at, row) in body.iter().enumerate() {
            let filled = |step: &Line| {
                let named = head.iter().zip(row);
                let text = named.fold(step.text.clone(), |text, (name, value)| {
                    text.replace(&format!("<{name}>"), value)
                });
                Line {
                    text,
                    ..step.clone()
                }
            };
            let steps = steps.iter().map(filled).collect();
            let line = places.get(at + 1).copied();
            cases.push(case(line, steps, &examples.tags));
            rows += 1;
        }
    }
    if rows == 0 {
        cases.push(case(None, steps, &[]));
    }
}

/// The lines of a table's rows: comments and blank lines may stand between them.
fn row_lines(text: &str, first: usize) -> Vec<usize> {
    text.lines()
        .enumerate()
        .skip(first - 1)
        .map(|(at, line)| (at + 1, line.trim_start()))
        .take_while(|(_, line)| line.is_empty() || line.starts_with(['|', '#']))
        .filter(|(_, line)| line.starts_with('|'))
        .map(|(at, _)| at)
        .collect()
}
