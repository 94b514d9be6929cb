//! Rosters: what each row would do, everything in force at once or nothing, hostile files.

use domain::rosters::{self, Roster, RosterRow, State, Verdict, read_roster};
use domain::runner::{self, Ran};
use domain::testing::{Cast, World};
use domain::{Actor, Op, employers, identity, messages};
use kernel::{Change, CitizenId, Day, EmployerId, Fault, PageSize, RosterId};

use crate::employers::accepted;
use crate::lists::{cast_id, stranger};
use crate::way;

pub const HEADINGS: &str = "身份证号,姓名,手机号,岗位,职称专业,部门,任职日期";

pub fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// A row about somebody whom nobody knows.
pub fn newcomer(number: usize) -> String {
    let id = stranger(number);
    format!("{id},新人{number},137{number:08},技术员,计算机,研发部,2022-11-01")
}

pub fn csv(rows: &[String]) -> Vec<u8> {
    format!("{HEADINGS}\n{}\n", rows.join("\n")).into_bytes()
}

/// Uploads a list for the cast's employer.
pub async fn upload(world: &World, who: &Actor, bytes: &[u8]) -> Result<Change<RosterId>, Fault> {
    upload_for(world, who, &world.cast.employer, bytes).await
}

pub async fn upload_for(
    world: &World,
    who: &Actor,
    employer: &EmployerId,
    bytes: &[u8],
) -> Result<Change<RosterId>, Fault> {
    let read = read_roster("名册.csv", bytes, world.now().day())?;
    let mut op = world.op(who).await;
    let id = rosters::receive(&mut op, employer, read).await?;
    op.commit().await?;
    Ok(id)
}

/// Uploads a list and has it checked.
pub async fn checked(world: &World, rows: &[String]) -> RosterId {
    let admin = &world.cast.employer_admin;
    let id = upload(world, admin, &csv(rows)).await.unwrap().into_inner();
    work(world).await;
    id
}

pub async fn confirm(world: &World, id: &RosterId) -> Result<(), Fault> {
    let mut op = world.op(&world.cast.employer_admin).await;
    rosters::confirm_roster(&mut op, id).await?;
    op.commit().await
}

pub async fn get(world: &World, id: &RosterId) -> Roster {
    let mut op = world.op(&world.cast.employer_admin).await;
    rosters::get(&mut op, id).await.unwrap()
}

pub async fn rows(world: &World, id: &RosterId) -> Vec<RosterRow> {
    let mut op = world.op(&world.cast.employer_admin).await;
    let roster = rosters::get(&mut op, id).await.unwrap();
    let size = PageSize::new(200);
    let page = rosters::list_rows(&mut op, &roster, None, 0, size).await;
    page.unwrap().items
}

pub async fn person(op: &mut Op, id: &str) -> Option<kernel::PersonId> {
    let id: CitizenId = id.parse().unwrap();
    identity::find_by_citizen_id(op, &id).await.unwrap()
}

/// Works off the queue a moment later: the clock moves, as it does.
pub async fn work(world: &World) {
    world.advance(std::time::Duration::from_secs(1));
    way::run_queue(world).await;
}

/// One step of the queue; whether there was one.
pub async fn one_step(world: &World, seed: u8) -> bool {
    match runner::run_due(&world.house, world.now(), [seed; 32])
        .await
        .unwrap()
    {
        Ran::Nothing => false,
        Ran::Done { .. } => true,
        Ran::Failed { kind, code, .. } => panic!("{kind}: {code}"),
    }
}

/// A list with a row of every sort.
fn every_sort() -> Vec<String> {
    vec![
        newcomer(1),
        // Known, works nowhere.
        format!("{},雇主,,主任,护理,综合部,2022-10-08", cast_id(3)),
        // Here, with another post.
        format!("{},乌日娜,,高级工程师,计算机,研发部,2015-07-01", cast_id(1)),
        // Here, as the list says.
        format!("{},王小明,,工程师,计算机应用,,2015-07-01", cast_id(2)),
    ]
}

#[tokio::test]
async fn a_dry_run_says_what_each_row_would_do_and_changes_nothing() {
    for world in World::on_each().await {
        let (other, admin) = accepted(&world, &world.cast.instructor).await;
        let id = upload_for(&world, &admin, &other, &csv(&every_sort()))
            .await
            .unwrap();
        work(&world).await;
        let mut op = world.op(&admin).await;
        let roster = rosters::get(&mut op, &id.into_inner()).await.unwrap();
        assert_eq!(roster.state, State::Checked);
        // For another employer those who are elsewhere would move.
        let counts = [Verdict::New, Verdict::Known, Verdict::Moves, Verdict::Error];
        assert_eq!(counts.map(|verdict| roster.count(verdict)), [1, 1, 0, 2]);
        drop(op);

        let id = checked(&world, &every_sort()).await;
        let verdicts: Vec<_> = rows(&world, &id)
            .await
            .into_iter()
            .map(|row| row.verdict)
            .collect();
        assert_eq!(
            verdicts,
            [
                Verdict::New,
                Verdict::Known,
                Verdict::Changes,
                Verdict::Same
            ]
        );
        let mut op = world.system().await;
        assert!(person(&mut op, &stranger(1)).await.is_none());
        let employer = employers::get(&mut op, &world.cast.employer).await.unwrap();
        assert!(
            employers::departments(&mut op, &employer)
                .await
                .unwrap()
                .is_empty()
        );
        assert_eq!(
            employers::count_staff(&mut op, &employer.id).await.unwrap(),
            2
        );
    }
}

#[tokio::test]
async fn a_list_comes_into_force_as_a_whole() {
    for world in World::on_each().await {
        let cast = &world.cast;
        let id = checked(&world, &every_sort()).await;
        confirm(&world, &id).await.unwrap();
        work(&world).await;
        let roster = get(&world, &id).await;
        assert_eq!((roster.state, roster.acting()), (State::Done, 3));
        let mut op = world.system().await;
        let new = person(&mut op, &stranger(1)).await.unwrap();
        let worker = employers::worker(&mut op, &new).await.unwrap();
        let post = worker.employment.unwrap();
        assert_eq!(
            (post.post_title.as_str(), post.speciality.as_str()),
            ("技术员", "computer")
        );
        assert_eq!(worker.person.phone_masked.as_deref(), Some("137******01"));
        let roles = identity::roles_of(&mut op, &new).await.unwrap();
        assert_eq!(roles.len(), 1, "a learner of herself");
        let changed = employers::worker(&mut op, &Cast::id(&cast.learner))
            .await
            .unwrap();
        let changed = changed.employment.unwrap();
        assert_eq!(changed.post_title, "高级工程师");
        assert_eq!(changed.department_id, post.department_id);
        let employer = employers::get(&mut op, &cast.employer).await.unwrap();
        let departments = employers::departments(&mut op, &employer).await.unwrap();
        let named: Vec<_> = departments
            .iter()
            .map(|d| (d.name.as_str(), d.people))
            .collect();
        assert_eq!(named, [("研发部", 2), ("综合部", 1)]);
        drop(op);
        // She signs in for the first time as everybody does.
        let mut op = world.op(&Actor::anonymous()).await;
        identity::request_password_code(&mut op, "13700000001")
            .await
            .unwrap();
        op.commit().await.unwrap();
        work(&world).await;
        assert!(world.outbox.last_code("13700000001").is_some());
        let mut op = world.op(&cast.employer_admin).await;
        let told = messages::list(&mut op, None, PageSize::default())
            .await
            .unwrap();
        assert!(told.items.iter().any(|told| told.kind == "rosters-joined"));
    }
}

#[tokio::test]
async fn nobody_is_there_before_everybody_is() {
    for world in World::on_each().await {
        // Three parts of rows: several steps before it is in force.
        let list: Vec<String> = (0..450).map(newcomer).collect();
        let id = checked(&world, &list).await;
        confirm(&world, &id).await.unwrap();
        let mut steps = 0;
        loop {
            let mut op = world.system().await;
            let there = employers::count_staff(&mut op, &world.cast.employer)
                .await
                .unwrap();
            let first = person(&mut op, &stranger(0)).await;
            let last = person(&mut op, &stranger(449)).await;
            let by_phone = identity::find_named(&mut op, "13700000000", "新人0")
                .await
                .unwrap();
            let employer = employers::get(&mut op, &world.cast.employer).await.unwrap();
            let departments = employers::departments(&mut op, &employer).await.unwrap();
            let listed = identity::list_people(&mut op, "/", "新人", None, PageSize::default());
            let listed = listed.await.unwrap().items.len();
            drop(op);
            let is_done = get(&world, &id).await.state == State::Done;
            assert_eq!(there, if is_done { 452 } else { 2 }, "after {steps} steps");
            for found in [first, last, by_phone] {
                assert_eq!(found.is_some(), is_done, "after {steps} steps");
            }
            assert_eq!(
                (departments.len(), listed),
                if is_done { (1, 50) } else { (0, 0) }
            );
            if is_done {
                break;
            }
            assert!(one_step(&world, u8::try_from(steps).unwrap()).await);
            steps += 1;
        }
        assert!(steps >= 4, "three parts and the moment itself: {steps}");
    }
}

#[tokio::test]
async fn a_step_that_is_done_twice_or_was_killed_changes_nothing() {
    for world in World::on_each().await {
        let list: Vec<String> = (0..250).map(newcomer).collect();
        let id = checked(&world, &list).await;
        confirm(&world, &id).await.unwrap();
        // Killed in the middle of a step: its transaction is gone, and the step is done again.
        let first = rosters::RosterStep {
            roster_id: id.clone(),
            phase: rosters::Phase::Commit,
            from: 0,
            run: get(&world, &id).await.runs,
        };
        let mut op = world.system().await;
        rosters::step(&mut op, &first).await.unwrap();
        drop(op);
        assert!(one_step(&world, 1).await);
        let progress = get(&world, &id).await.progress;
        let mut op = world.system().await;
        rosters::step(&mut op, &first).await.unwrap();
        op.commit().await.unwrap();
        assert_eq!(
            get(&world, &id).await.progress,
            progress,
            "done twice, counted once"
        );
        work(&world).await;
        let mut op = world.system().await;
        let there = employers::count_staff(&mut op, &world.cast.employer)
            .await
            .unwrap();
        assert_eq!(there, 252);
    }
}

#[tokio::test]
async fn the_same_file_again_is_the_first_list() {
    for world in World::on_each().await {
        let admin = &world.cast.employer_admin;
        let list = csv(&[newcomer(1)]);
        let first = upload(&world, admin, &list).await.unwrap();
        assert!(first.is_new());
        let again = upload(&world, admin, &list).await.unwrap();
        assert!(!again.is_new());
        let id = first.into_inner();
        assert_eq!(again.into_inner(), id);
        let other = upload(&world, admin, &csv(&[newcomer(2)]))
            .await
            .unwrap_err();
        assert_eq!(other.code(), "rosters.busy", "one list at a time");
        work(&world).await;
        confirm(&world, &id).await.unwrap();
        confirm(&world, &id).await.unwrap();
        work(&world).await;
        confirm(&world, &id).await.unwrap();
        let again = upload(&world, admin, &list).await.unwrap();
        assert_eq!(again.into_inner(), id);
        // Given up, it may come again.
        let other = upload(&world, admin, &csv(&[newcomer(2)]))
            .await
            .unwrap()
            .into_inner();
        work(&world).await;
        let mut op = world.op(admin).await;
        rosters::discard(&mut op, &other).await.unwrap();
        op.commit().await.unwrap();
        work(&world).await;
        assert!(rows(&world, &other).await.is_empty());
        let again = upload(&world, admin, &csv(&[newcomer(2)])).await.unwrap();
        assert!(again.is_new() && again.into_inner() != other);
    }
}

#[tokio::test]
async fn one_bad_row_keeps_the_whole_list_out() {
    for world in World::on_each().await {
        let bad = [
            (
                format!("{},新人,13711111111,,计算机,,2022-11-01", stranger(2)),
                "sheets.cell_empty",
            ),
            (
                format!("{},新人,13711111112,员,计算机,,2023-01-01", stranger(3)),
                "rosters.bad_day",
            ),
            (
                format!("{},新人,13711111113,员,计算机,,下周", stranger(4)),
                "sheets.cell_no_day",
            ),
            (
                format!("{},新人,12,员,计算机,,2022-11-01", stranger(5)),
                "kernel.bad_phone",
            ),
            (
                format!("{},新人,,员,计算机,,2022-11-01", stranger(6)),
                "rosters.phone_needed",
            ),
            (
                format!("{},新人,13800000001,员,计算机,,2022-11-01", stranger(7)),
                "rosters.phone_taken",
            ),
            (
                format!("{},别人,,员,计算机,,2022-11-01", cast_id(3)),
                "rosters.name_mismatch",
            ),
            (
                "15010219850101,新人,13711111114,员,计算机,,2022-11-01".into(),
                "kernel.citizen_id_length",
            ),
            (newcomer(1), "rosters.double_row"),
            (
                format!("{},新人,13700000001,员,计算机,,2022-11-01", stranger(8)),
                "rosters.double_phone",
            ),
        ];
        let mut list = vec![newcomer(1)];
        list.extend(bad.iter().map(|(row, _)| row.clone()));
        let id = checked(&world, &list).await;
        let rows = rows(&world, &id).await;
        for (row, (text, code)) in rows.iter().skip(1).zip(&bad) {
            let codes: Vec<_> = row.faults.iter().map(|fault| fault.code.as_str()).collect();
            assert_eq!(row.verdict, Verdict::Error, "{text}");
            assert!(codes.contains(code), "{text}: {codes:?}");
            assert!(!row.faults[0].column.is_empty(), "{text}");
        }
        let refused = confirm(&world, &id).await.unwrap_err();
        assert_eq!(refused.code(), "rosters.has_faults");
        work(&world).await;
        let mut op = world.system().await;
        assert!(person(&mut op, &stranger(1)).await.is_none());
    }
}

#[tokio::test]
async fn lists_are_read_as_people_write_them() {
    let text = format!(
        "单位人员名册\n任职时间,联系电话,部门,姓名,专业,岗位,身份证号码,备注\n\
         2022年9月1日,139 0000 0099,　质检部 ,阿拉坦·其其格,护理,护师,{},\n",
        "15010219900601 002x"
    );
    let id = CitizenId::from_seventeen("15010219900601002").unwrap();
    let text = text.replace("15010219900601 002x", &id.reveal().to_lowercase());
    let (gb, _, lossy) = encoding_rs::GB18030.encode(&text);
    assert!(!lossy);
    let world = World::new().await;
    let admin = &world.cast.employer_admin;
    let id = upload(&world, admin, &gb).await.unwrap().into_inner();
    work(&world).await;
    let roster = get(&world, &id).await;
    assert_eq!(roster.ignored, ["备注"]);
    let row = rows(&world, &id).await.remove(0);
    let post = row.post.unwrap();
    assert_eq!(
        (row.name.as_str(), row.verdict),
        ("阿拉坦·其其格", Verdict::New)
    );
    assert_eq!(post.from_day, day("2022-09-01"));
    assert_eq!(
        (post.department.as_str(), post.speciality.as_str()),
        ("质检部", "nursing")
    );
}

#[tokio::test]
async fn hostile_files_are_refused_whole() {
    let today = day("2022-12-15");
    let refused = |bytes: &[u8]| read_roster("../../名册.xlsx", bytes, today).unwrap_err();
    assert_eq!(refused(b"").code(), "sheets.empty");
    assert_eq!(
        refused(b"\x89PNG\r\n\x1a\n\0\0\0").code(),
        "sheets.unreadable"
    );
    assert_eq!(refused(b"a,b\n1,2\n").code(), "sheets.no_headings");
    let headings = format!("{HEADINGS}\n");
    assert_eq!(refused(headings.as_bytes()).code(), "rosters.no_rows");
    let many: Vec<String> = (0..20_001).map(|n| newcomer(n % 900)).collect();
    assert_eq!(refused(&csv(&many)).code(), "sheets.too_many_rows");
    let huge = vec![b'x'; 11 * 1024 * 1024];
    assert_eq!(refused(&huge).code(), "sheets.too_large");
    // A name with a path in it is a name.
    let read = read_roster("../../etc/<名册>.csv", &csv(&[newcomer(1)]), today).unwrap();
    assert_eq!(read.file_name, "<名册>.csv");
}
