//! People of every role, in the zone.

use kernel::{BaseId, CitizenId, CreditCode, Day, EmployerId, Outcome, PersonId, TerritoryId};

use crate::employers::{self, NewEmployer, NewEmployment, Sector};
use crate::identity::{self, NewPerson};
use crate::permission::{Actor, Role};
use crate::territory::{self, NewTerritory};
use crate::{Op, catalogue};

/// Who is there.
#[derive(Clone)]
pub struct Cast {
    /// The zone.
    pub zone: TerritoryId,
    /// Its path.
    pub zone_path: String,
    /// An employer of the zone, a public institution.
    pub employer: EmployerId,
    /// A base of the zone.
    pub base: BaseId,
    /// A learner at the employer: 乌日娜, born 1990-06-01.
    pub learner: Actor,
    /// Another learner at the employer.
    pub other_learner: Actor,
    /// Confirms reports of the employer.
    pub employer_admin: Actor,
    /// Runs the base.
    pub base_admin: Actor,
    /// Teaches at the base.
    pub instructor: Actor,
    /// An officer of the zone.
    pub officer: Actor,
    /// Another officer of the zone, with the cashier's right.
    pub second_officer: Actor,
    /// An inspector of the zone.
    pub inspector: Actor,
    /// A clerk of a committee.
    pub clerk: Actor,
    /// Publishes for the region.
    pub region_admin: Actor,
    /// Runs the machine.
    pub operator: Actor,
    /// An officer of another territory, who may see nothing of the zone.
    pub foreign_officer: Actor,
}

impl Cast {
    pub(super) fn empty() -> Self {
        let nobody = Actor::anonymous();
        let born = kernel::Instant::from_micros(0);
        Self {
            zone: TerritoryId::from_parts(born, 0),
            zone_path: String::new(),
            employer: EmployerId::from_parts(born, 0),
            base: BaseId::from_parts(born, 0),
            learner: nobody.clone(),
            other_learner: nobody.clone(),
            employer_admin: nobody.clone(),
            base_admin: nobody.clone(),
            instructor: nobody.clone(),
            officer: nobody.clone(),
            second_officer: nobody.clone(),
            inspector: nobody.clone(),
            clerk: nobody.clone(),
            region_admin: nobody.clone(),
            operator: nobody.clone(),
            foreign_officer: nobody,
        }
    }

    /// The id of somebody who is signed in.
    pub fn id(actor: &Actor) -> PersonId {
        actor.person().unwrap().clone()
    }
}

async fn add_territory(
    op: &mut Op,
    code: &str,
    parent: Option<&str>,
) -> Outcome<territory::Territory> {
    let new = NewTerritory {
        code: code.into(),
        parent_code: parent.map(str::to_owned),
        name_zh: code.into(),
        name_en: code.into(),
        bureau_zh: format!("{code}人社局"),
        bureau_en: format!("{code} bureau"),
        source: "test".into(),
        source_year: 2022,
    };
    territory::add(op, new).await
}

pub(super) async fn populate(op: &mut Op) -> Outcome<Cast> {
    let region = add_territory(op, "nei-mongol", None).await?;
    let city = add_territory(op, "hohhot", Some("nei-mongol")).await?;
    let zone = add_territory(op, "hohhot-etdz", Some("hohhot")).await?;
    let elsewhere = add_territory(op, "baotou", Some("nei-mongol")).await?;
    let employer = employers::add(
        op,
        NewEmployer {
            name: "经开区数据中心".into(),
            credit_code: CreditCode::from_seventeen("12150100MB1234567").unwrap(),
            sector: Sector::PublicInstitution,
            grassroots: false,
            territory_id: zone.id.clone(),
        },
    )
    .await?;
    let base = catalogue::add_base(op, "tech-college", "职业技术学院", &zone.id).await?;
    let (zone_path, employer_scope) = (zone.path.clone(), employer.id.as_str().to_owned());
    let base_scope = base.id.as_str().to_owned();
    let mut number = 0;
    let mut next = |name: &str, home: &TerritoryId| {
        number += 1;
        new_person(number, name, home)
    };
    let learners = [next("乌日娜", &zone.id), next("王小明", &zone.id)];
    let mut cast = Cast {
        zone: zone.id.clone(),
        zone_path: zone_path.clone(),
        ..Cast::empty()
    };
    cast.employer = employer.id.clone();
    cast.base = base.id.clone();
    let [learner, other] = learners;
    cast.learner = person(op, learner, &[(Role::Learner, "self")]).await?;
    cast.other_learner = person(op, other, &[(Role::Learner, "self")]).await?;
    for actor in [&cast.learner, &cast.other_learner] {
        work(op, &Cast::id(actor), &employer.id).await?;
    }
    let zone_scope = zone_path.as_str();
    let mut staff = |name| next(name, &zone.id);
    cast.employer_admin =
        person(op, staff("雇主"), &[(Role::EmployerAdmin, &employer_scope)]).await?;
    cast.base_admin = person(op, staff("基地"), &[(Role::BaseAdmin, &base_scope)]).await?;
    cast.instructor = person(op, staff("教师"), &[(Role::Instructor, &base_scope)]).await?;
    cast.officer = person(op, staff("官员甲"), &[(Role::BureauOfficer, zone_scope)]).await?;
    cast.second_officer = person(
        op,
        staff("官员乙"),
        &[
            (Role::BureauOfficer, zone_scope),
            (Role::Cashier, zone_scope),
        ],
    )
    .await?;
    cast.inspector = person(op, staff("巡查"), &[(Role::Inspector, zone_scope)]).await?;
    cast.clerk = person(op, staff("评委"), &[(Role::CommitteeClerk, &city.path)]).await?;
    cast.region_admin = person(op, staff("区厅"), &[(Role::RegionAdmin, &region.path)]).await?;
    cast.operator = person(op, staff("运维"), &[(Role::Operator, "*")]).await?;
    let foreign = next("外地官员", &elsewhere.id);
    cast.foreign_officer = person(op, foreign, &[(Role::BureauOfficer, &elsewhere.path)]).await?;
    Ok(cast)
}

fn new_person(number: u32, name: &str, home: &TerritoryId) -> NewPerson {
    NewPerson {
        name: name.into(),
        citizen_id: CitizenId::from_seventeen(&format!("15010219900601{number:02}2")).unwrap(),
        phone: Some(format!("138000000{number:02}").parse().unwrap()),
        territory_id: home.clone(),
    }
}

async fn person(op: &mut Op, new: NewPerson, roles: &[(Role, &str)]) -> Outcome<Actor> {
    let person = identity::register(op, new).await?;
    for &(role, scope) in roles {
        let scope = if role == Role::Learner {
            person.id.as_str()
        } else {
            scope
        };
        identity::grant(op, &person.id, role, scope).await?;
    }
    let grants = identity::roles_of(op, &person.id).await?;
    Ok(Actor::person_with(person.id, person.name, grants))
}

async fn work(op: &mut Op, person: &PersonId, employer: &EmployerId) -> Outcome<()> {
    let new = NewEmployment {
        person_id: person.clone(),
        employer_id: employer.clone(),
        post_title: "工程师".into(),
        speciality: "computer".into(),
        from_day: Day::new(2015, 7, 1).unwrap(),
        from_government_on: None,
    };
    employers::employ(op, new).await.map(|_| ())
}
