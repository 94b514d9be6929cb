//! The table of all routes: one line each, with whom it admits. The router is built from it, and a
//! test walks it, so that no route is without its anonymous and its wrong-role case.
//!
//! `Who` is the outer door only. What may be done to which thing is asked by the service.

mod claims;
mod desks;
mod employers;
mod orders;
mod people;
mod rosters;

use axum::Extension;
use axum::handler::Handler;
use axum::http::Method;
use axum::routing::{MethodFilter, MethodRouter, on};
use domain::permission::Error;
use domain::{Actor, Role};
use kernel::Outcome;

use crate::{App, api, assets, demo, exams, help, home, learning, media, settings};

/// Whom a route admits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// Anyone.
    Public,
    /// Whoever is signed in.
    SignedIn,
    /// Whoever holds one of these roles, for anything.
    Roles(&'static [Role]),
}

/// A line of the table.
pub struct Route {
    /// The method.
    pub method: Method,
    /// The path, with `{id}` where an id stands.
    pub path: &'static str,
    /// Whom it admits.
    pub who: Who,
    handler: MethodRouter<App>,
}

use Who::{Public, SignedIn};

/// All routes.
pub fn table() -> Vec<Route> {
    let groups = [
        open(),
        people::account(),
        programs(),
        catalogue(),
        orders::table(),
        learning(),
        exams(),
        watching(),
        records(),
        decisions(),
        desks::facts(),
        desks::inbox(),
        desks::covers(),
        committee(),
        offices(),
        bureau(),
        uploads(),
        making(),
        people::messages(),
        employers::table(),
        employers::orders(),
        people::privacy(),
        people::merges(),
        people::records(),
        claims::table(),
        claims::earlier(),
        rosters::table(),
    ];
    groups.into_iter().flatten().collect()
}

fn open() -> Vec<Route> {
    vec![
        get("/", Public, home::show),
        get("/help", Public, help::show),
        get("/help/api", Public, help::api::show),
        get("/health", Public, help::health),
        get("/assets/{*name}", Public, assets::show),
        get("/favicon.ico", Public, assets::icon),
        get("/demo/outbox", Public, demo::outbox),
        post("/settings/language", Public, settings::set_language),
        post("/settings/elder", Public, settings::set_elder),
    ]
}

const LEARNERS: Who = Who::Roles(&[Role::Learner]);

fn catalogue() -> Vec<Route> {
    use crate::catalogue::{course, learn, list};
    vec![
        get("/courses", Public, list::show),
        get("/courses/{id}", Public, course::show),
        get("/courses/{id}/learn", LEARNERS, learn::show),
    ]
}

fn programs() -> Vec<Route> {
    vec![
        get(api::document::ADDRESS, Public, api::document::show),
        get("/api/v1/me", SignedIn, api::me),
    ]
}

const LEARNER: Who = Who::Roles(&[Role::Learner]);

fn learning() -> Vec<Route> {
    vec![
        get("/learn", LEARNER, learning::courses::show),
        get("/learn/{enrolment}", LEARNER, learning::course::show),
        get(
            "/learn/{enrolment}/lessons/{lesson}",
            LEARNER,
            learning::lesson::show,
        ),
        get(
            "/learn/{enrolment}/lessons/{lesson}/record",
            LEARNER,
            learning::record::show,
        ),
        get(
            "/learn/{enrolment}/lessons/{lesson}/dispute",
            LEARNER,
            learning::dispute::ask,
        ),
        post(
            "/learn/{enrolment}/lessons/{lesson}/dispute",
            LEARNER,
            learning::dispute::submit,
        ),
        post(
            "/learn/disputes/{id}/withdraw",
            LEARNER,
            learning::dispute::withdraw,
        ),
        get("/media/{enrolment}/{lesson}", SignedIn, media::film),
        get(
            "/media/{enrolment}/{lesson}/captions",
            SignedIn,
            media::captions,
        ),
    ]
}

fn exams() -> Vec<Route> {
    vec![
        get("/learn/{enrolment}/exam", LEARNER, exams::entry::show),
        post("/learn/{enrolment}/exam", LEARNER, exams::entry::start),
        get(
            "/attempts/{attempt}/questions/{position}",
            LEARNER,
            exams::question::show,
        ),
        post(
            "/attempts/{attempt}/questions/{position}",
            LEARNER,
            exams::question::save,
        ),
        get("/attempts/{attempt}/review", LEARNER, exams::review::show),
        post("/attempts/{attempt}/submit", LEARNER, exams::review::submit),
        get("/attempts/{attempt}/result", LEARNER, exams::result::show),
    ]
}

fn watching() -> Vec<Route> {
    vec![
        get("/api/v1/me/enrolments", SignedIn, api::enrolments::list),
        post("/api/v1/watch-sessions", SignedIn, api::watching::open),
        post(
            "/api/v1/watch-sessions/{id}/beats",
            SignedIn,
            api::watching::beat,
        ),
        post(
            "/api/v1/watch-sessions/{id}/end",
            SignedIn,
            api::watching::end,
        ),
        post(
            "/api/v1/presence-checks/{id}",
            SignedIn,
            api::checks::answer,
        ),
        post(
            "/api/v1/enrolments/{enrolment}/attempts",
            SignedIn,
            api::attempts::start,
        ),
        get("/api/v1/attempts/{attempt}", SignedIn, api::attempts::paper),
        post(
            "/api/v1/attempts/{attempt}/answers/{position}",
            SignedIn,
            api::attempts::answer,
        ),
        post(
            "/api/v1/attempts/{attempt}/submit",
            SignedIn,
            api::attempts::submit,
        ),
        get(
            "/api/v1/attempts/{attempt}/result",
            SignedIn,
            api::attempts::result,
        ),
    ]
}

/// What stands on record of a learner: hours, certificates, report, card; and the public look-up.
fn records() -> Vec<Route> {
    use crate::cards::{self, verify};
    use crate::{certificates, hours, reports};
    const PRINTERS: Who = Who::Roles(&[Role::Learner, Role::BureauOfficer]);
    vec![
        get("/hours", LEARNER, hours::list),
        get("/hours/{year}", LEARNER, hours::show),
        get("/certificates", LEARNER, certificates::list),
        get("/certificates/{id}/pdf", PRINTERS, certificates::pdf),
        get("/report", LEARNER, reports::this_year),
        get("/report/{year}", LEARNER, reports::show),
        get("/report/{year}/check", LEARNER, reports::check),
        post("/report/{year}", LEARNER, reports::draw),
        get("/card", LEARNER, cards::this_year),
        get("/card/{year}", LEARNER, cards::show),
        get("/card/{year}/pdf", LEARNER, cards::pdf),
        get("/verify", Public, verify::form),
        get("/verify/{number}", Public, verify::show),
    ]
}

fn decisions() -> Vec<Route> {
    use crate::decisions::{api, keep, list, show, what_if};
    const READERS: Who = Who::Roles(&[Role::Learner, Role::BureauOfficer, Role::CommitteeClerk]);
    vec![
        get("/decisions", LEARNER, what_if),
        post("/decisions", LEARNER, keep),
        get("/decisions/history", LEARNER, list),
        get("/decisions/{id}", READERS, show),
        post("/api/v1/decisions", SignedIn, api::decide),
    ]
}

/// The committee: lists of applicants, and one applicant from given facts.
fn committee() -> Vec<Route> {
    use crate::committee::{batch, check, lists, results, template};
    const CLERK: Who = Who::Roles(&[Role::CommitteeClerk]);
    vec![
        get("/committee", CLERK, lists::show),
        get("/committee/template", CLERK, template::download),
        post("/committee/batches", CLERK, lists::upload),
        get("/committee/batches/{id}", CLERK, batch::show),
        post("/committee/batches/{id}/confirm", CLERK, batch::confirm),
        post("/committee/batches/{id}/cancel", CLERK, batch::cancel),
        post("/committee/batches/{id}/restart", CLERK, batch::restart),
        post("/committee/batches/{id}/erase", CLERK, batch::erase),
        get("/committee/batches/{id}/workbook", CLERK, results::masked),
        post("/committee/batches/{id}/workbook", CLERK, results::whole),
        get("/committee/batches/{id}/summary", CLERK, results::summary),
        get("/committee/check", CLERK, check::show),
        post("/committee/check", CLERK, check::check),
    ]
}

/// Pages of the offices that watch over others.
fn offices() -> Vec<Route> {
    use crate::{base, employers, inspections, operator, region};
    const EMPLOYER: Who = Who::Roles(&[Role::EmployerAdmin]);
    const BASE: Who = Who::Roles(&[Role::BaseAdmin, Role::Instructor]);
    const INSPECTOR: Who = Who::Roles(&[Role::Inspector]);
    const REGION: Who = Who::Roles(&[Role::RegionAdmin]);
    vec![
        get("/employer", EMPLOYER, employers::home::show),
        get("/employer/staff/{id}", EMPLOYER, employers::person::show),
        get("/employer/reports/{id}", EMPLOYER, employers::report::show),
        post(
            "/employer/reports/{id}",
            EMPLOYER,
            employers::report::decide,
        ),
        get("/base", BASE, base::show),
        get("/base/courses/{id}", BASE, base::course),
        get("/inspection", INSPECTOR, inspections::show),
        get("/inspection/signals", INSPECTOR, inspections::signals::list),
        post("/inspection/signals", INSPECTOR, inspections::signals::ask),
        get(
            "/inspection/signals/{id}",
            INSPECTOR,
            inspections::signals::show,
        ),
        post(
            "/inspection/signals/{id}",
            INSPECTOR,
            inspections::signals::settle,
        ),
        get("/inspection/bases/{id}", INSPECTOR, base::inspect),
        get("/inspection/courses/{id}", INSPECTOR, base::inspect_course),
        get("/region", REGION, region::show),
        get(
            "/region/editions/{territory}/{year}",
            REGION,
            region::edition,
        ),
        post(
            "/region/editions/{territory}/{year}/effects",
            REGION,
            region::effect::start,
        ),
        get("/region/effects/{id}", REGION, region::effect::show),
        get("/operator", Who::Roles(&[Role::Operator]), operator::show),
    ]
}

/// The bureau's desk; payments stand with the orders.
fn bureau() -> Vec<Route> {
    use crate::bureau::{desk, disputes, people, person, recognition, report, revocation};
    const DESK: Who = Who::Roles(&[Role::BureauOfficer, Role::Cashier]);
    const OFFICER: Who = Who::Roles(&[Role::BureauOfficer]);
    vec![
        get("/bureau", DESK, desk::show),
        get("/bureau/reports/{id}", OFFICER, report::show),
        post("/bureau/reports/{id}", OFFICER, report::decide),
        get("/bureau/disputes", OFFICER, disputes::list),
        get("/bureau/disputes/{id}", OFFICER, disputes::show),
        post("/bureau/disputes/{id}", OFFICER, disputes::decide),
        get("/bureau/people", OFFICER, people::show),
        get("/bureau/people/{id}", OFFICER, person::show),
        post("/bureau/people/{id}/citizen-id", OFFICER, person::reveal),
        get(
            "/bureau/people/{id}/recognition",
            OFFICER,
            recognition::show,
        ),
        post(
            "/bureau/people/{id}/recognition",
            OFFICER,
            recognition::submit,
        ),
        get("/bureau/entries/{id}/revocation", OFFICER, revocation::ask),
        post(
            "/bureau/entries/{id}/revocation",
            OFFICER,
            revocation::propose,
        ),
        get("/bureau/revocations/{id}", OFFICER, revocation::show),
        post("/bureau/revocations/{id}", OFFICER, revocation::decide),
    ]
}

/// Files on their way, by tus.
fn uploads() -> Vec<Route> {
    use crate::uploads::{append, by_another_name, create, end, offset, options};
    const SENDERS: Who = Who::Roles(&[Role::BaseAdmin, Role::Instructor]);
    vec![
        of(Method::OPTIONS, "/uploads", Public, options),
        post("/uploads", SENDERS, create),
        of(Method::HEAD, "/uploads/{id}", SENDERS, offset),
        of(Method::PATCH, "/uploads/{id}", SENDERS, append),
        of(Method::DELETE, "/uploads/{id}", SENDERS, end),
        post("/uploads/{id}", SENDERS, by_another_name),
    ]
}

/// Courses in the making, for their base and its bureau.
fn making() -> Vec<Route> {
    use crate::making::{draft, lesson, list, preview, review, text};
    const MAKERS: Who = Who::Roles(&[Role::BaseAdmin, Role::Instructor]);
    const ADMIN: Who = Who::Roles(&[Role::BaseAdmin]);
    const OFFICER: Who = Who::Roles(&[Role::BureauOfficer]);
    const READERS: Who = Who::Roles(&[Role::BaseAdmin, Role::Instructor, Role::BureauOfficer]);
    const LESSON: &str = "/base/drafts/{id}/lessons/{draft_lesson}";
    vec![
        get("/base/drafts", MAKERS, list::show),
        get("/base/drafts/new", MAKERS, text::ask),
        post("/base/drafts", MAKERS, text::begin),
        get("/base/drafts/{id}", MAKERS, draft::show),
        post("/base/drafts/{id}", MAKERS, draft::step),
        get("/base/drafts/{id}/text", MAKERS, text::show),
        post("/base/drafts/{id}/text", MAKERS, text::save),
        post("/base/drafts/{id}/lessons", MAKERS, draft::add_lesson),
        get(LESSON, MAKERS, lesson::show),
        post(LESSON, MAKERS, lesson::save),
        post(
            "/base/drafts/{id}/lessons/{draft_lesson}/move",
            MAKERS,
            lesson::shift,
        ),
        post(
            "/base/drafts/{id}/lessons/{draft_lesson}/file",
            MAKERS,
            lesson::attach,
        ),
        post(
            "/base/drafts/{id}/lessons/{draft_lesson}/questions",
            MAKERS,
            lesson::add_question,
        ),
        post(
            "/base/drafts/{id}/lessons/{draft_lesson}/questions/remove",
            MAKERS,
            lesson::remove_question,
        ),
        post("/base/courses/{id}/version", MAKERS, list::begin_version),
        post("/base/courses/{id}/withdraw", ADMIN, list::withdraw),
        get(
            "/drafts/{id}/lessons/{draft_lesson}/file",
            READERS,
            preview::file,
        ),
        get(
            "/drafts/{id}/lessons/{draft_lesson}/captions",
            READERS,
            preview::captions,
        ),
        get("/bureau/drafts", OFFICER, review::list),
        get("/bureau/drafts/{id}", OFFICER, review::show),
        post("/bureau/drafts/{id}", OFFICER, review::decide),
    ]
}

fn get<H, T>(path: &'static str, who: Who, handler: H) -> Route
where
    H: Handler<T, App>,
    T: 'static,
{
    of(Method::GET, path, who, handler)
}

fn post<H, T>(path: &'static str, who: Who, handler: H) -> Route
where
    H: Handler<T, App>,
    T: 'static,
{
    of(Method::POST, path, who, handler)
}

fn of<H, T>(method: Method, path: &'static str, who: Who, handler: H) -> Route
where
    H: Handler<T, App>,
    T: 'static,
{
    // Every method of the table has a filter; a test knocks at each door.
    let filter = MethodFilter::try_from(method.clone()).unwrap_or(MethodFilter::TRACE);
    Route {
        method,
        path,
        who,
        handler: on(filter, handler),
    }
}

impl Route {
    /// The handler, which is told whom it admits.
    pub(crate) fn into_handler(self) -> MethodRouter<App> {
        self.handler.route_layer(Extension(self.who))
    }
}

impl Who {
    /// Refuses whom the route does not admit.
    pub fn admit(self, actor: &Actor) -> Outcome<()> {
        match self {
            Self::Public => Ok(()),
            Self::SignedIn => actor.signed_in().map(|_| ()),
            Self::Roles(roles) => {
                actor.signed_in()?;
                let holds_one = roles.iter().any(|role| actor.holds(*role));
                if holds_one {
                    Ok(())
                } else {
                    Err(Error::Denied.into())
                }
            }
        }
    }
}
