//! The territories, employers, bases and people of the demo.

use domain::employers::{self, NewEmployer, NewEmployment, Sector};
use domain::identity::{self, NewPerson};
use domain::territory::{self, NewTerritory, Territory};
use domain::{Op, Role, catalogue};
use kernel::{BaseId, CitizenId, CreditCode, Day, EmployerId, Fault, Outcome, PersonId};

use super::names;

/// The places of the demo.
pub struct Places {
    /// The region.
    pub region: Territory,
    /// The zone.
    pub zone: Territory,
    /// Employers: data centre, state enterprise, private company, two schools, a veterinary
    /// station, and six more.
    pub employers: Vec<EmployerId>,
    /// Bases with their codes.
    pub bases: Vec<(&'static str, BaseId)>,
}

fn broken(why: &'static str) -> Fault {
    Fault::internal("demo.population", why)
}

/// Adds territories, employers and bases.
pub async fn add_places(op: &mut Op) -> Outcome<Places> {
    let region = add_territory(
        op,
        ["nei-mongol", "", "内蒙古自治区", "Inner Mongolia"],
        [
            "内蒙古自治区人力资源和社会保障厅",
            "Department of the region",
        ],
        "GB/T 2260 (150000)",
    )
    .await?;
    add_territory(
        op,
        ["hohhot", "nei-mongol", "呼和浩特市", "Hohhot"],
        ["呼和浩特市人力资源和社会保障局", "Hohhot bureau"],
        "GB/T 2260 (150100)",
    )
    .await?;
    let zone = add_territory(
        op,
        [
            "hohhot-etdz",
            "hohhot",
            "呼和浩特经济技术开发区",
            "Hohhot Economic and Technological Development Zone",
        ],
        ["呼和浩特经济技术开发区科技人才局", "Bureau of the zone"],
        "statistics list (150172)",
    )
    .await?;
    let mut employers = Vec::new();
    for (name, code, sector, grassroots) in EMPLOYERS {
        let new = NewEmployer {
            name: name.into(),
            credit_code: CreditCode::from_seventeen(code).ok_or_else(|| broken("credit code"))?,
            sector,
            grassroots,
            territory_id: zone.id.clone(),
        };
        employers.push(employers::add(op, new).await?.id);
    }
    let mut bases = Vec::new();
    for (code, name) in [
        ("cadre-college", "开发区干部教育培训基地"),
        ("tech-college", "青城职业技术继续教育基地"),
    ] {
        bases.push((
            code,
            catalogue::add_base(op, code, name, &zone.id).await?.id,
        ));
    }
    Ok(Places {
        region,
        zone,
        employers,
        bases,
    })
}

const EMPLOYERS: [(&str, &str, Sector, bool); 12] = [
    (
        "开发区大数据中心",
        "12150172MB1A00001",
        Sector::PublicInstitution,
        false,
    ),
    (
        "青城城市建设集团有限公司",
        "91150172MB1A00002",
        Sector::StateEnterprise,
        false,
    ),
    (
        "敕勒川云计算有限公司",
        "91150172MB1A00003",
        Sector::NonPublic,
        false,
    ),
    ("沙尔沁中心校", "12150172MB1A00004", Sector::School, false),
    ("金川学校", "12150172MB1A00005", Sector::School, false),
    (
        "沙尔沁镇农牧综合服务站",
        "12150172MB1A00006",
        Sector::PublicInstitution,
        true,
    ),
    (
        "开发区人民医院",
        "12150172MB1A00007",
        Sector::PublicInstitution,
        false,
    ),
    (
        "青城水务集团有限公司",
        "91150172MB1A00008",
        Sector::StateEnterprise,
        false,
    ),
    (
        "蒙原生物科技有限公司",
        "91150172MB1A00009",
        Sector::NonPublic,
        false,
    ),
    ("台阁牧中学", "12150172MB1A00010", Sector::School, false),
    (
        "如意工业园检测有限公司",
        "91150172MB1A00011",
        Sector::NonPublic,
        false,
    ),
    (
        "台阁牧镇卫生院",
        "12150172MB1A00012",
        Sector::PublicInstitution,
        true,
    ),
];

async fn add_territory(
    op: &mut Op,
    [code, parent, name_zh, name_en]: [&str; 4],
    [bureau_zh, bureau_en]: [&str; 2],
    source: &str,
) -> Outcome<Territory> {
    let new = NewTerritory {
        code: code.into(),
        parent_code: (!parent.is_empty()).then(|| parent.to_owned()),
        name_zh: name_zh.into(),
        name_en: name_en.into(),
        bureau_zh: bureau_zh.into(),
        bureau_en: bureau_en.into(),
        source: source.into(),
        source_year: 2022,
    };
    territory::add(op, new).await
}

/// A person of the demo, before she is registered.
#[derive(Clone, Debug)]
pub struct Sketch {
    /// Makes her numbers her own.
    pub number: usize,
    /// Her name.
    pub name: String,
    /// Her birthday.
    pub born: String,
    /// Whether she is a woman.
    pub female: bool,
}

impl Sketch {
    /// Somebody without a story of her own.
    pub fn of(number: usize) -> Self {
        Self {
            number,
            name: names::name(number),
            born: format!(
                "{}-{:02}-{:02}",
                1963 + number % 36,
                number % 12 + 1,
                number % 28 + 1
            ),
            female: number.is_multiple_of(2),
        }
    }

    /// The telephone of a person of the demo.
    pub fn phone(&self) -> String {
        format!("139000{:05}", self.number)
    }

    /// Her citizen id: valid, and nobody's. Area 150172 stands in statistics lists only, so no
    /// living person's number begins with it.
    pub fn citizen_id(&self) -> Outcome<CitizenId> {
        let born = self.born.replace('-', "");
        let sex = usize::from(!self.female);
        let seventeen = format!(
            "150172{born}{:02}{}",
            self.number % 100,
            (self.number / 100 % 5) * 2 + sex
        );
        CitizenId::from_seventeen(&seventeen).ok_or_else(|| broken("citizen id"))
    }
}

/// Registers a person with a valid, synthetic citizen id.
pub async fn register(op: &mut Op, zone: &Territory, sketch: &Sketch) -> Outcome<PersonId> {
    let new = NewPerson {
        name: sketch.name.clone(),
        citizen_id: sketch.citizen_id()?,
        phone: Some(sketch.phone().parse()?),
        territory_id: zone.id.clone(),
    };
    Ok(identity::register(op, new).await?.id)
}

/// Puts a person to work as a learner.
pub async fn employ(
    op: &mut Op,
    person: &PersonId,
    employer: &EmployerId,
    post_title: &str,
    speciality: &str,
) -> Outcome<()> {
    identity::grant(op, person, Role::Learner, person.as_str()).await?;
    let new = NewEmployment {
        person_id: person.clone(),
        employer_id: employer.clone(),
        post_title: post_title.into(),
        speciality: speciality.into(),
        from_day: Day::new(2014, 8, 1).ok_or_else(|| broken("day"))?,
        from_government_on: None,
    };
    employers::employ(op, new).await.map(|_| ())
}

const POSTS: [(&str, &str); 12] = [
    ("助理工程师", "computer"),
    ("工程师", "civil-engineering"),
    ("软件工程师", "computer"),
    ("一级教师", "teaching"),
    ("二级教师", "teaching"),
    ("畜牧师", "agronomy"),
    ("主治医师", "medicine"),
    ("给排水工程师", "civil-engineering"),
    ("工程师", "biotechnology"),
    ("高级教师", "teaching"),
    ("检测工程师", "chemistry"),
    ("护师", "medicine"),
];

/// Adds staff of the first employers: those people whom nobody signs in as, but whom officers and
/// employers see. Their numbers go from `first`.
pub async fn add_staff(
    op: &mut Op,
    zone: &Territory,
    employers: &[EmployerId],
    first: usize,
    many: usize,
) -> Outcome<Vec<PersonId>> {
    let mut staff = Vec::with_capacity(many);
    for number in first..first + many {
        let person = register(op, zone, &Sketch::of(number)).await?;
        let at = number % employers.len().max(1);
        let (Some(employer), Some((post, speciality))) = (employers.get(at), POSTS.get(at)) else {
            return Err(broken("employer"));
        };
        employ(op, &person, employer, post, speciality).await?;
        staff.push(person);
    }
    Ok(staff)
}
