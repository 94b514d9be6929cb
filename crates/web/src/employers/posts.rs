//! Posts of an employer's people: another department, the end of a time, coming back; and who left.

use askama::Template;
use domain::employers::{self, Employer, Employment, EndedWhy};
use domain::identity;
use kernel::{Day, EmploymentId, Fault, Kind, Outcome, PageSize, PersonId};
use serde::Deserialize;

use super::own_employer;
use super::person;
use super::words::EmployerWords as _;
use crate::page::{self, PageFrame, see_other, show_again};
use crate::problem::PageResult;
use crate::request::{Act, Look, Path, Query};

#[derive(Template)]
#[template(path = "employers/former.html")]
struct FormerPage {
    p: PageFrame,
    employer: Employer,
    rows: Vec<(String, Employment)>,
    next: Option<String>,
}

/// Where the list goes on.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    after: String,
}

/// What one of the forms about a post sends.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct PostForm {
    /// Which of the forms: `change`, `end`, `back`.
    pub decision: String,
    /// The post.
    pub post_title: String,
    /// The speciality.
    pub speciality: String,
    /// The department; empty for none.
    pub department: String,
    /// The last day.
    pub last_day: String,
    /// Why it ends.
    pub ended: String,
    /// The first day of coming back.
    pub from_day: String,
}

/// `GET /employer/former`.
pub async fn former(Look { mut op, p }: Look, Query(asked): Query<Asked>) -> PageResult {
    let id = own_employer(&op)?;
    let employer = employers::get(&mut op, &id).await?;
    let after = Some(asked.after.as_str()).filter(|after| !after.is_empty());
    let size = PageSize::default();
    let left = employers::former_staff(&mut op, &employer, after, size).await?;
    let people: Vec<PersonId> = left
        .items
        .iter()
        .map(|time| time.person_id.clone())
        .collect();
    let names = identity::names(&mut op, &people).await?;
    let rows = left.items.into_iter().map(|time| {
        let name = names.get(&time.person_id).cloned().unwrap_or_default();
        (name, time)
    });
    page::show(&FormerPage {
        p,
        employer,
        rows: rows.collect(),
        next: left.next,
    })
}

/// `POST /employer/posts/{id}`: changes a post, ends it, or takes somebody back.
pub async fn change(Path(id): Path<EmploymentId>, act: Act<PostForm>) -> PageResult {
    let Act {
        mut op, p, form, ..
    } = act;
    let post = employers::get_employment(&mut op, &id).await?;
    match form.apply(&mut op, &id).await {
        Ok(()) => {
            op.commit().await?;
            let (person, done) = (&post.person_id, &form.decision);
            see_other(&format!("/employer/staff/{person}?done={done}"))
        }
        Err(fault) => {
            let errors = p.mend(fault)?;
            let page = person::load(&mut op, p, &post.person_id, None).await?;
            show_again(&errors.clone(), &page.with(errors, form))
        }
    }
}

impl PostForm {
    async fn apply(&self, op: &mut domain::Op, id: &EmploymentId) -> Outcome<()> {
        match self.decision.as_str() {
            "change" => {
                let department = match self.department.as_str() {
                    "" => None,
                    chosen => Some(chosen.parse()?),
                };
                let (title, field) = (&self.post_title, &self.speciality);
                employers::change_post(op, id, title, field, department.as_ref()).await
            }
            "end" => {
                let why: EndedWhy = self.ended.parse().map_err(at("ended"))?;
                let last = day(&self.last_day, "last_day")?;
                employers::end(op, id, last, why).await.map(drop)
            }
            "back" => {
                let from = day(&self.from_day, "from_day")?;
                employers::take_back(op, id, from).await.map(drop)
            }
            other => Err(Fault::new(Kind::Invalid, "web.malformed").with("why", other)),
        }
    }
}

fn day(text: &str, field: &'static str) -> Outcome<Day> {
    text.trim().parse().map_err(at(field))
}

fn at(field: &'static str) -> impl Fn(Fault) -> Fault {
    move |fault| fault.at(field)
}
