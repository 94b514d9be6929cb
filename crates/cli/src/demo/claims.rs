//! Claims of the many, in every state that a claim can have.

use std::sync::Arc;
use std::time::Duration;

use domain::claims::{self, Claim, ClaimFields, Ruling};
use domain::permission::Actor;
use domain::{Op, evidence, hours};
use kernel::{ClaimId, Day, Fault, Hours, Outcome, PersonId};

use super::papers;
use super::seed::actor;

/// Claims of the many; those of the stories make three hundred of them.
const CLAIMS: usize = 294;

/// Who answers.
pub struct Offices<'c> {
    /// An admin of each employer.
    pub admins: &'c [Actor],
    /// Two officers of the bureau.
    pub officers: &'c [Actor; 2],
}

/// Who claims.
pub struct Claimants<'c> {
    /// The number of the first; it tells where each works.
    pub first: usize,
    /// The people.
    pub people: &'c [PersonId],
}

/// What becomes of a claim; the way leads from one to the next.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Story {
    Draft,
    Withdrawn,
    WithEmployer,
    Returned,
    SentOn,
    WithBureau,
    Granted,
    Cut,
    Refused,
    Appealed,
    AppealGranted,
    AppealRefused,
    RevocationProposed,
    Revoked,
}

/// The stories, each as often as it stands here in twenty-one.
const STORIES: [Story; 21] = [
    Story::WithEmployer,
    Story::WithBureau,
    Story::Granted,
    Story::Draft,
    Story::Granted,
    Story::Returned,
    Story::WithBureau,
    Story::Granted,
    Story::Cut,
    Story::Refused,
    Story::WithEmployer,
    Story::SentOn,
    Story::Granted,
    Story::Appealed,
    Story::Withdrawn,
    Story::AppealGranted,
    Story::Granted,
    Story::RevocationProposed,
    Story::WithBureau,
    Story::AppealRefused,
    Story::Revoked,
];

const TITLES: [(&str, &str, i64); 12] = [
    ("workshop", "数字化转型高级研修班", 24),
    ("forum", "自治区绿色能源论坛", 8),
    ("exchange", "草原生态修复学术交流会", 12),
    ("study_visit", "先进制造企业考察", 16),
    ("workshop", "设备运维技术高级研修班", 20),
    ("workshop", "工程质量管理高级研修班", 32),
    ("forum", "乳业技术创新论坛", 6),
    ("exchange", "基层卫生服务学术交流会", 10),
    ("qualification_exam", "注册土木工程师资格考试", 0),
    ("workshop", "检验检测能力建设研修班", 18),
    ("study_visit", "智慧水务示范项目考察", 12),
    ("qualification_exam", "信息系统项目管理师考试", 0),
];
const ORGANISERS: [&str; 4] = [
    "自治区人力资源和社会保障厅",
    "呼和浩特市科学技术协会",
    "内蒙古自治区工程师学会",
    "青城职业技术继续教育基地",
];

fn broken(why: &'static str) -> Fault {
    Fault::internal("demo.claims", why)
}

/// Tells all of them, the oldest first.
pub async fn tell(op: &mut Op, offices: &Offices<'_>, claimants: &Claimants<'_>) -> Outcome<()> {
    let now = op.now;
    for number in 0..CLAIMS {
        let at = number * 5 % claimants.people.len().max(1);
        let person = claimants.people.get(at).ok_or_else(|| broken("person"))?;
        let employer = (claimants.first + at) % offices.admins.len().max(1);
        let admin = offices.admins.get(employer);
        let admin = admin.ok_or_else(|| broken("admin"))?;
        let story = STORIES.get(number % STORIES.len());
        let story = story.copied().ok_or_else(|| broken("story"))?;
        // From eight weeks ago until yesterday; what waits at an employer is fresh.
        let days = match story {
            Story::WithEmployer | Story::Draft => number % 3 + 1,
            Story::WithBureau | Story::SentOn | Story::Appealed => number % 9 + 1,
            _ => 56 - number * 54 / CLAIMS,
        };
        op.now = now.minus(Duration::from_hours(24 * u64::try_from(days).unwrap_or(1)));
        let mut telling = Telling {
            op,
            admin,
            officers: offices.officers,
            claimant: person,
        };
        telling.tell(number, story).await?;
    }
    op.now = now;
    op.actor = Actor::system();
    Ok(())
}

/// One claim that is being told.
struct Telling<'t> {
    op: &'t mut Op,
    admin: &'t Actor,
    officers: &'t [Actor; 2],
    claimant: &'t PersonId,
}

impl Telling<'_> {
    async fn tell(&mut self, number: usize, story: Story) -> Outcome<()> {
        let claimant = actor(self.op, self.claimant).await?;
        self.op.actor = claimant.clone();
        let claim = claims::draft(self.op, fields(number)?).await?;
        let id = claim.id.clone();
        let house = Arc::clone(&self.op.house);
        let scan = papers::scan(u32::try_from(number).map_err(|_| broken("number"))?)?;
        let file = evidence::examine(&house, scan).await?;
        claims::attach(self.op, &id, file).await?;
        if story == Story::Draft {
            return Ok(());
        }
        claims::submit(self.op, &id).await?;
        if story == Story::Withdrawn {
            return claims::withdraw(self.op, &id).await.map(drop);
        }
        if story == Story::WithEmployer {
            return Ok(());
        }
        self.op.actor = self.admin.clone();
        if matches!(story, Story::Returned | Story::SentOn) {
            let why = "单位没有派您参加，请补充派遣文件";
            claims::return_by_employer(self.op, &id, why).await?;
            if story == Story::SentOn {
                self.op.actor = claimant;
                claims::submit(self.op, &id).await?;
            }
            return Ok(());
        }
        claims::confirm(self.op, &id, "情况属实").await?;
        if story == Story::WithBureau {
            return Ok(());
        }
        self.decide(&id, claim, story, &claimant).await
    }

    async fn decide(
        &mut self,
        id: &ClaimId,
        claim: Claim,
        story: Story,
        claimant: &Actor,
    ) -> Outcome<()> {
        let [officer, second] = self.officers.clone();
        self.op.actor = officer.clone();
        let is_exam = claim.fields.quantity == Hours::ZERO && claim.fields.in_region;
        let (ruling, why) = match story {
            Story::Cut if !is_exam => (Ruling::Part(Hours::whole(4)), "证书所载为 4 学时"),
            Story::Cut | Story::Granted | Story::RevocationProposed | Story::Revoked => {
                (Ruling::Whole, "与证书一致")
            }
            _ => (Ruling::Refuse, "证书上没有载明学时，请补充"),
        };
        claims::decide(self.op, id, ruling, why).await?;
        match story {
            Story::Appealed | Story::AppealGranted | Story::AppealRefused => {
                self.op.actor = claimant.clone();
                claims::appeal(self.op, id, "证书背面载明了学时，请复核").await?;
                if story == Story::Appealed {
                    return Ok(());
                }
                self.op.actor = second;
                let (ruling, why) = match story {
                    Story::AppealGranted => (Ruling::Whole, "复核证书背面，学时属实"),
                    _ => (Ruling::Refuse, "背面所载为课时安排，不是学时"),
                };
                claims::decide(self.op, id, ruling, why).await.map(drop)
            }
            Story::RevocationProposed | Story::Revoked => {
                let why = "主办单位来函：该证书登记有误";
                if is_exam {
                    claims::propose_undeeming(self.op, id, why).await?;
                    if story == Story::Revoked {
                        self.op.actor = second;
                        claims::undeem(self.op, id, true, "已核实来函").await?;
                    }
                    return Ok(());
                }
                self.revoke(id, why, story == Story::Revoked, &second).await
            }
            _ => Ok(()),
        }
    }

    async fn revoke(
        &mut self,
        id: &ClaimId,
        why: &str,
        confirm: bool,
        second: &Actor,
    ) -> Outcome<()> {
        let source = claims::source(id);
        let entry = ledger::find_by_source(&mut self.op.tx, &source).await?;
        let entry = entry.ok_or_else(|| broken("entry"))?.entry.id;
        let proposed = hours::propose_revocation(self.op, &entry, why).await?;
        if confirm {
            self.op.actor = second.clone();
            hours::decide_revocation(self.op, &proposed.id, true).await?;
        }
        Ok(())
    }
}

fn fields(number: usize) -> Outcome<ClaimFields> {
    let (kind, title, most) = TITLES
        .get(number % TITLES.len())
        .ok_or_else(|| broken("title"))?;
    let organiser = ORGANISERS.get(number % ORGANISERS.len());
    let day = i8::try_from(number % 25 + 1).map_err(|_| broken("day"))?;
    let from_day = Day::new(2022, 9, day).ok_or_else(|| broken("day"))?;
    Ok(ClaimFields {
        kind: (*kind).into(),
        study_year: 2022,
        organiser: (*organiser.ok_or_else(|| broken("organiser"))?).into(),
        title: (*title).into(),
        place: "呼和浩特".into(),
        from_day,
        to_day: from_day.plus_days(2),
        certificate_number: format!("NM2022-{:04}", 1_000 + number),
        quantity: Hours::whole(*most),
        speciality: "计算机".into(),
        in_region: number % 24 != 8,
        needed_by: number
            .is_multiple_of(11)
            .then(|| Day::new(2022, 12, 28))
            .flatten(),
    })
}
