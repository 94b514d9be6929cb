//! Registration of employers (用人单位登记): somebody applies, the bureau of the territory accepts or
//! returns. Whoever applied is the first admin.

use db::Row;
use kernel::{
    Change, CreditCode, EmployerId, EvidenceId, Fault, Instant, Outcome, Page, PageSize, PersonId,
    RegistrationId, TerritoryId, limits,
};

use super::model::{Employer, NewEmployer, Sector};
use super::{Error, rules, service, standings, store};
use crate::evidence::Evidence;
use crate::messages::{self, Tell};
use crate::permission::{Action, Role};
use crate::queues::{self, Desk, Matter, NewItem};
use crate::{Event, Op, Resource, evidence, identity, territory};

/// Working days in which the bureau promises to answer.
const WORKING_DAYS: u16 = 10;

/// Where a registration, or a change of the territory, stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The bureau has it.
    Waiting,
    /// The bureau accepted it.
    Accepted,
    /// The bureau returned it with words.
    Returned,
    /// Whoever asked took it back.
    Withdrawn,
}

impl Verdict {
    const ALL: [Self; 4] = [
        Self::Waiting,
        Self::Accepted,
        Self::Returned,
        Self::Withdrawn,
    ];

    /// The name in the database and in keys of words.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Accepted => "accepted",
            Self::Returned => "returned",
            Self::Withdrawn => "withdrawn",
        }
    }
}

impl std::str::FromStr for Verdict {
    type Err = Fault;
    fn from_str(text: &str) -> Result<Self, Fault> {
        let found = Self::ALL.into_iter().find(|known| known.as_str() == text);
        found.ok_or_else(|| Fault::internal("employers.broken", text.to_owned()))
    }
}

/// An employer that asks to be accepted.
#[derive(Clone, Debug)]
pub struct Registration {
    /// Its id.
    pub id: RegistrationId,
    /// The credit code.
    pub credit_code: CreditCode,
    /// The name.
    pub name: String,
    /// The sector.
    pub sector: Sector,
    /// Whether it is at the grassroots front line.
    pub grassroots: bool,
    /// Where it lies.
    pub territory_id: TerritoryId,
    /// Path of that territory.
    pub territory_path: String,
    /// Why the code is right although its check character does not fit; empty when it fits.
    pub code_reason: String,
    /// A scan of the certificate with the code.
    pub evidence_id: Option<EvidenceId>,
    /// Who applied.
    pub applied_by: PersonId,
    /// Her name.
    pub applied_by_name: String,
    /// When.
    pub applied_at: Instant,
    /// Where it stands.
    pub state: Verdict,
    /// Who decided it.
    pub decided_by: Option<PersonId>,
    /// When.
    pub decided_at: Option<Instant>,
    /// What the bureau said.
    pub note: String,
    /// The employer, once accepted.
    pub employer_id: Option<EmployerId>,
}

impl Resource for Registration {
    fn kind(&self) -> &'static str {
        "registration"
    }
    fn owner(&self) -> Option<&PersonId> {
        Some(&self.applied_by)
    }
    fn territory(&self) -> Option<&str> {
        Some(&self.territory_path)
    }
}

/// What somebody fills in.
#[derive(Clone, Debug, Default)]
pub struct NewRegistration {
    /// The credit code, as it was typed.
    pub credit_code: String,
    /// Why it is right although its check character does not fit.
    pub code_reason: String,
    /// The name.
    pub name: String,
    /// The sector.
    pub sector: Option<Sector>,
    /// Whether it is at the grassroots front line.
    pub grassroots: bool,
    /// Where it lies.
    pub territory_id: Option<TerritoryId>,
    /// A scan of the certificate with the code.
    pub evidence_id: Option<EvidenceId>,
}

/// Applies for an employer. The same person's application that waits is answered as it is.
pub async fn apply(op: &mut Op, new: NewRegistration) -> Outcome<Change<Registration>> {
    let me = op.actor.signed_in()?.clone();
    let at = |field| move |fault: Fault| fault.at(field);
    let code: CreditCode = new.credit_code.parse().map_err(at("credit_code"))?;
    let name = rules::name(&new.name)?;
    let no_sector = || Error::NoSector.fault().at("sector");
    let sector = new.sector.ok_or_else(no_sector)?;
    let no_territory = || Error::NoTerritory.fault().at("territory");
    let territory_id = new.territory_id.ok_or_else(no_territory)?;
    let territory = territory::get(op, &territory_id).await?;
    let code_reason = if code.checks() {
        String::new()
    } else {
        let doubtful = |_| Error::CodeDoubtful.fault().at("code_reason");
        let reason = rules::reason(&new.code_reason, "code_reason").map_err(doubtful)?;
        if new.evidence_id.is_none() {
            return Err(Error::CodeNeedsScan.fault().at("file"));
        }
        reason
    };
    op.tx.lock(&format!("employers:code:{code}")).await?;
    if let Some(mine) = refuse_taken(op, &code, &me).await? {
        return Ok(Change::Already(mine));
    }
    if count_waiting(op, &me).await? >= limits::REGISTRATIONS_WAITING_MAX {
        let most = limits::REGISTRATIONS_WAITING_MAX;
        return Err(Error::TooManyWaiting.fault().with("most", most));
    }
    let registration = Registration {
        id: op.new_id(),
        credit_code: code,
        name,
        sector,
        grassroots: new.grassroots,
        territory_id,
        territory_path: territory.path,
        code_reason,
        evidence_id: new.evidence_id,
        applied_by_name: op.actor.name().to_owned(),
        applied_by: me.clone(),
        applied_at: op.now,
        state: Verdict::Waiting,
        decided_by: None,
        decided_at: None,
        note: String::new(),
        employer_id: None,
    };
    insert(op, &registration).await?;
    let item = NewItem {
        desk: Desk::Bureau(registration.territory_id.clone()),
        kind: Matter::Employer,
        subject: registration.id.as_str(),
        person: Some(&me),
        title: &registration.name,
        working_days: WORKING_DAYS,
        needed_by: None,
        escalates_to: None,
    };
    queues::put(op, item).await?;
    record(op, "employers.applied", &registration, "").await?;
    tell(op, "employers-applied", &registration, &mine_address()).await?;
    Ok(Change::New(registration))
}

/// Refuses a code that an employer has, or for which somebody else's application waits.
async fn refuse_taken(
    op: &mut Op,
    code: &CreditCode,
    me: &PersonId,
) -> Outcome<Option<Registration>> {
    if store::find_by_code(op, code.as_str()).await?.is_some() {
        return Err(Error::CodeRegistered.fault().at("credit_code"));
    }
    match find_waiting(op, code).await? {
        Some(mine) if mine.applied_by == *me => Ok(Some(mine)),
        Some(_) => Err(Error::CodeWaiting.fault().at("credit_code")),
        None => Ok(None),
    }
}

/// A registration, for who applied and for the bureau.
pub async fn registration(op: &mut Op, id: &RegistrationId) -> Outcome<Registration> {
    let registration = load(op, id).await?;
    op.allow(Action::SeeRegistration, &registration)?;
    Ok(registration)
}

/// The scan that came with an application, as it was given. Looking leaves a trace.
pub async fn scan(op: &mut Op, id: &RegistrationId) -> Outcome<(Evidence, Vec<u8>)> {
    let registration = registration(op, id).await?;
    let scan = registration.evidence_id.ok_or(Error::UnknownRegistration)?;
    let bytes = evidence::open(op, &scan).await?;
    Ok((evidence::get(op, &scan).await?, bytes))
}

/// What whoever is signed in applied for, the newest first.
pub async fn list_registrations(
    op: &mut Op,
    after: Option<&str>,
    size: PageSize,
) -> Outcome<Page<Registration>> {
    let me = op.actor.signed_in()?.clone();
    let rows = op
        .tx
        .query(
            "SELECT * FROM employers_registrations WHERE applied_by = $1 \
             AND ($2 = '' OR id < $2) ORDER BY id DESC LIMIT $3",
        )
        .bind(&me)
        .bind(after.unwrap_or_default())
        .bind(size.rows())
        .all(row)
        .await?;
    Ok(size.page(rows, |registration| registration.id.to_string()))
}

/// The bureau accepts: the employer is there, and whoever applied is its admin. A code whose check
/// character does not fit needs the officer's words.
pub async fn accept(op: &mut Op, id: &RegistrationId, note: &str) -> Outcome<Change<Employer>> {
    let mut registration = locked(op, id).await?;
    let officer = decider(op, &registration)?;
    if let (Verdict::Accepted, Some(employer)) = (registration.state, &registration.employer_id) {
        return Ok(Change::Already(service::get(op, employer).await?));
    }
    must_wait(&registration)?;
    let note = rules::note(note, "note")?;
    let is_overridden = !registration.credit_code.checks();
    if is_overridden && note.is_empty() {
        return Err(Error::OverrideNeedsWords.fault().at("note"));
    }
    let code = registration.credit_code.as_str();
    op.tx.lock(&format!("employers:code:{code}")).await?;
    if store::find_by_code(op, code).await?.is_some() {
        return Err(Error::CodeRegistered.into());
    }
    let new = NewEmployer {
        name: registration.name.clone(),
        credit_code: registration.credit_code.clone(),
        sector: registration.sector,
        grassroots: registration.grassroots,
        territory_id: registration.territory_id.clone(),
    };
    let code_note = if is_overridden { note.as_str() } else { "" };
    let employer: EmployerId = op.new_id();
    store::insert_employer(op, &employer, &new, code_note).await?;
    let from_day = op.now.day();
    let standing = standings::Standing {
        from_day,
        sector: new.sector,
        grassroots: new.grassroots,
        territory_id: new.territory_id,
        decided_by: Some(officer.clone()),
        decided_at: op.now,
        note: note.clone(),
    };
    standings::insert(op, &employer, &standing).await?;
    let (applicant, scope) = (registration.applied_by.clone(), employer.as_str());
    identity::grant(op, &applicant, Role::EmployerAdmin, scope).await?;
    registration.employer_id = Some(employer.clone());
    settle(
        op,
        &mut registration,
        Verdict::Accepted,
        Some(officer),
        note,
    )
    .await?;
    tell(op, "employers-accepted", &registration, "/employer").await?;
    Ok(Change::New(service::get(op, &employer).await?))
}

/// The bureau returns it with words; whoever applied may apply anew.
pub async fn return_registration(op: &mut Op, id: &RegistrationId, why: &str) -> Outcome<()> {
    let mut registration = locked(op, id).await?;
    let officer = decider(op, &registration)?;
    must_wait(&registration)?;
    let why = rules::reason(why, "note")?;
    settle(op, &mut registration, Verdict::Returned, Some(officer), why).await?;
    tell(op, "employers-returned", &registration, &mine_address()).await
}

/// Whoever applied takes it back.
pub async fn withdraw_registration(op: &mut Op, id: &RegistrationId) -> Outcome<()> {
    let mut registration = locked(op, id).await?;
    op.allow(Action::WithdrawRegistration, &registration)?;
    must_wait(&registration)?;
    let nothing = String::new();
    settle(op, &mut registration, Verdict::Withdrawn, None, nothing).await
}

/// The officer who may decide, who is not the one who applied.
fn decider(op: &Op, registration: &Registration) -> Outcome<PersonId> {
    op.allow(Action::DecideRegistration, registration)?;
    let officer = op.actor.signed_in()?.clone();
    if op.actor.is_me(&registration.applied_by) {
        return Err(Error::OwnRegistration.into());
    }
    Ok(officer)
}

fn must_wait(registration: &Registration) -> Outcome<()> {
    if registration.state == Verdict::Waiting {
        Ok(())
    } else {
        Err(Error::DecidedAlready.into())
    }
}

async fn locked(op: &mut Op, id: &RegistrationId) -> Outcome<Registration> {
    op.tx.lock(&format!("employers:registration:{id}")).await?;
    load(op, id).await
}

async fn load(op: &mut Op, id: &RegistrationId) -> Outcome<Registration> {
    let found = op
        .tx
        .query("SELECT * FROM employers_registrations WHERE id = $1")
        .bind(id)
        .optional(row)
        .await?;
    let mut registration = found.ok_or(Error::UnknownRegistration)?;
    let territory = territory::get(op, &registration.territory_id).await?;
    registration.territory_path = territory.path;
    registration.applied_by_name = identity::name_of(op, &registration.applied_by).await?;
    Ok(registration)
}

async fn settle(
    op: &mut Op,
    registration: &mut Registration,
    state: Verdict,
    by: Option<PersonId>,
    note: String,
) -> Outcome<()> {
    registration.state = state;
    registration.decided_at = Some(op.now);
    registration.decided_by = by;
    registration.note = note;
    op.tx
        .query(
            "UPDATE employers_registrations SET state = $2, decided_by = $3, decided_at = $4, \
             note = $5, employer_id = $6 WHERE id = $1",
        )
        .bind(&registration.id)
        .bind(state.as_str())
        .bind(registration.decided_by.clone())
        .bind(registration.decided_at)
        .bind(&registration.note)
        .bind(registration.employer_id.clone())
        .execute()
        .await?;
    queues::settle(op, Matter::Employer, registration.id.as_str()).await?;
    if let Some(scan) = registration.evidence_id.clone() {
        evidence::settle(op, &scan).await?;
    }
    let action = match state {
        Verdict::Accepted => "employers.accepted",
        Verdict::Returned => "employers.returned",
        Verdict::Waiting | Verdict::Withdrawn => "employers.withdrawn",
    };
    record(op, action, registration, &registration.note).await
}

async fn insert(op: &mut Op, new: &Registration) -> Outcome<()> {
    op.tx
        .query(
            "INSERT INTO employers_registrations (id, credit_code, name, sector, grassroots, \
             territory_id, code_reason, evidence_id, applied_by, applied_at, state, note) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, '')",
        )
        .bind(&new.id)
        .bind(new.credit_code.as_str())
        .bind(&new.name)
        .bind(new.sector.as_str())
        .bind(new.grassroots)
        .bind(&new.territory_id)
        .bind(&new.code_reason)
        .bind(new.evidence_id.clone())
        .bind(&new.applied_by)
        .bind(new.applied_at)
        .bind(new.state.as_str())
        .execute()
        .await?;
    Ok(())
}

async fn find_waiting(op: &mut Op, code: &CreditCode) -> Outcome<Option<Registration>> {
    op.tx
        .query("SELECT * FROM employers_registrations WHERE credit_code = $1 AND state = 'waiting'")
        .bind(code.as_str())
        .optional(row)
        .await
}

async fn count_waiting(op: &mut Op, person: &PersonId) -> Outcome<i64> {
    op.tx
        .query(
            "SELECT count(*) AS n FROM employers_registrations \
             WHERE applied_by = $1 AND state = 'waiting'",
        )
        .bind(person)
        .one(|row| row.get("n"))
        .await
}

/// A registration without the path of its territory and the applicant's name.
fn row(row: Row<'_>) -> Outcome<Registration> {
    Ok(Registration {
        id: row.get("id")?,
        credit_code: row.parse("credit_code")?,
        name: row.get("name")?,
        sector: row.parse("sector")?,
        grassroots: row.get("grassroots")?,
        territory_id: row.get("territory_id")?,
        territory_path: String::new(),
        code_reason: row.get("code_reason")?,
        evidence_id: row.get("evidence_id")?,
        applied_by: row.get("applied_by")?,
        applied_by_name: String::new(),
        applied_at: row.get("applied_at")?,
        state: row.parse("state")?,
        decided_by: row.get("decided_by")?,
        decided_at: row.get("decided_at")?,
        note: row.get("note")?,
        employer_id: row.get("employer_id")?,
    })
}

/// Where whoever applied looks at her applications.
fn mine_address() -> String {
    "/employers/register".to_owned()
}

async fn record(
    op: &mut Op,
    action: &'static str,
    about: &Registration,
    details: &str,
) -> Outcome<()> {
    op.audit(Event {
        action,
        about: Some(&about.applied_by),
        subject: about.id.as_str(),
        details,
    })
    .await
}

async fn tell(op: &mut Op, kind: &'static str, about: &Registration, link: &str) -> Outcome<()> {
    let details = [
        ("employer", about.name.clone()),
        ("why", about.note.clone()),
    ];
    messages::tell(
        op,
        Tell {
            to: &about.applied_by,
            kind,
            details: &details,
            link,
        },
    )
    .await
}
