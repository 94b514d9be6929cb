//! What waits at the demo's desks: facts and claims in several states, with proofs.

use domain::claims::{self, Claim, ClaimFields, Ruling};
use domain::evidence;
use domain::facts::{self, Fact, FactKind, NewFact};
use domain::permission::Actor;
use domain::{House, Op};
use kernel::{Day, Fault, Hours, Outcome, PersonId};

use super::papers;
use super::seed::actor;

fn broken(why: &'static str) -> Fault {
    Fault::internal("demo.desks", why)
}

/// Who answers at the demo's desks.
pub struct Desks<'d> {
    /// Confirms for the data centre.
    pub employer_admin: &'d Actor,
    /// Decides for the bureau.
    pub officer: &'d Actor,
}

/// Facts of the data centre's staff: one waits for the employer, two for the bureau, one is
/// confirmed, one refused.
pub async fn fact_stories(op: &mut Op, desks: &Desks<'_>, staff: &[PersonId]) -> Outcome<()> {
    let stories = [
        (
            5,
            FactKind::Grassroots,
            "",
            "2022-06-01",
            "派驻沙尔沁镇农牧综合服务站",
        ),
        (
            11,
            FactKind::Degree,
            "master",
            "2016-07-01",
            "内蒙古大学硕士，证书见附件",
        ),
        (
            2,
            FactKind::EpidemicFrontline,
            "",
            "2022-10-10",
            "定点医院一线救治",
        ),
        (
            17,
            FactKind::Title,
            "intermediate",
            "2019-12-20",
            "工程师资格",
        ),
        (23, FactKind::SkilledWorker, "", "2020-03-01", "技师"),
    ];
    for (number, (at, kind, value, from, words)) in stories.into_iter().enumerate() {
        let person = staff.get(at).ok_or_else(|| broken("staff"))?;
        let fact = claim_fact(op, person, number, (kind, value, from, words)).await?;
        answer_fact(op, desks, &fact).await?;
    }
    op.actor = Actor::system();
    Ok(())
}

async fn claim_fact(
    op: &mut Op,
    person: &PersonId,
    number: usize,
    (kind, value, from, words): (FactKind, &str, &str, &str),
) -> Outcome<Fact> {
    op.actor = actor(op, person).await?;
    let kept = evidence::keep(op, person, papers::shown(number)?).await?;
    let new = NewFact {
        kind,
        value: value.into(),
        from_day: from.parse()?,
        to_day: None,
        words: words.into(),
        needed_by: (number == 0).then(|| Day::new(2022, 12, 20)).flatten(),
        evidence_id: Some(kept.id),
    };
    facts::claim(op, person, new).await
}

async fn answer_fact(op: &mut Op, desks: &Desks<'_>, fact: &Fact) -> Outcome<()> {
    match fact.kind {
        FactKind::Degree | FactKind::Title => {
            op.actor = desks.employer_admin.clone();
            facts::confirm(op, &fact.id, "已核对原件").await?;
        }
        FactKind::SkilledWorker => {
            op.actor = desks.employer_admin.clone();
            facts::refuse(op, &fact.id, "岗位不是技能岗位，请附职业资格证书").await?;
        }
        _ => {}
    }
    if fact.kind == FactKind::Title {
        op.actor = desks.officer.clone();
        facts::confirm(op, &fact.id, "").await?;
    }
    Ok(())
}

/// Claims of the data centre's staff: some wait for the employer, some for the bureau, one is
/// granted whole, one in part, one refused. Two show the same certificate.
pub async fn claim_stories(
    house: &House,
    op: &mut Op,
    desks: &Desks<'_>,
    staff: &[PersonId],
) -> Outcome<()> {
    let stories = [
        ("workshop", "云计算架构高级研修班", 24, 29),
        ("forum", "自治区数字经济论坛", 8, 35),
        ("exchange", "大数据学术交流会", 12, 41),
        ("study_visit", "数据中心节能考察", 16, 47),
        ("workshop", "信息安全高级研修班", 20, 53),
        ("forum", "工业互联网论坛", 6, 59),
    ];
    for (number, (kind, title, hours, at)) in stories.into_iter().enumerate() {
        let person = staff.get(at).ok_or_else(|| broken("staff"))?;
        op.actor = actor(op, person).await?;
        let claim = claims::draft(op, fields(kind, title, hours)?).await?;
        let file = evidence::examine(house, papers::shown(number)?).await?;
        claims::attach(op, &claim.id, file).await?;
        claims::submit(op, &claim.id).await?;
        answer_claim(op, desks, number, &claim).await?;
    }
    op.actor = Actor::system();
    Ok(())
}

async fn answer_claim(op: &mut Op, desks: &Desks<'_>, number: usize, claim: &Claim) -> Outcome<()> {
    if number == 0 {
        return Ok(());
    }
    op.actor = desks.employer_admin.clone();
    claims::confirm(op, &claim.id, "情况属实").await?;
    op.actor = desks.officer.clone();
    let ruling = match number {
        2 => Ruling::Whole,
        3 => Ruling::Part(Hours::whole(8)),
        4 => Ruling::Refuse,
        _ => return Ok(()),
    };
    let why = match number {
        3 => "证明所载的培训为 8 学时",
        4 => "证书上没有载明学时，请补充",
        _ => "与证书一致",
    };
    claims::decide(op, &claim.id, ruling, why).await?;
    Ok(())
}

fn fields(kind: &str, title: &str, hours: i64) -> Outcome<ClaimFields> {
    Ok(ClaimFields {
        kind: kind.into(),
        study_year: 2022,
        organiser: "自治区人力资源和社会保障厅".into(),
        title: title.into(),
        place: "呼和浩特".into(),
        from_day: Day::new(2022, 9, 5).ok_or_else(|| broken("day"))?,
        to_day: Day::new(2022, 9, 9).ok_or_else(|| broken("day"))?,
        certificate_number: format!("NM2022-{hours:04}"),
        quantity: Hours::whole(hours),
        speciality: "计算机".into(),
        in_region: true,
        needed_by: None,
    })
}
