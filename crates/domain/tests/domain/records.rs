//! Records for title systems, and whose ledger changed after a list was decided.

use std::time::Duration;

use crate::lists::{audit_of, cast_id, csv, decide, rows, run, stranger, upload};
use crate::way;
use domain::batches;
use domain::records;
use domain::reports::Status;
use domain::testing::{Cast, World};
use domain::{Actor, Role};
use kernel::{Category, CitizenId, Day, Fault, Hours, Outcome, PageSize};

fn code<T>(outcome: &Outcome<T>) -> &'static str {
    outcome.as_ref().err().map_or("", Fault::code)
}

fn numbers(texts: &[String]) -> Vec<CitizenId> {
    texts.iter().map(|text| text.parse().unwrap()).collect()
}

async fn records_of(
    world: &World,
    clerk: &Actor,
    asked: &[CitizenId],
    day: Day,
) -> Outcome<Vec<records::Record>> {
    let mut op = world.op(clerk).await;
    let found = records::find(&mut op, asked, "2022 职称评审").await?;
    op.commit().await?;
    let people: Vec<_> = found.into_iter().flatten().collect();
    let mut op = world.op(clerk).await;
    records::read(&mut op, &people, day).await
}

#[tokio::test]
async fn a_record_is_as_of_its_day_with_sources_and_the_state_of_the_report() {
    for world in World::on_each().await {
        let cast = &world.cast;
        let first_day = world.now().day();
        way::whole_year(&world, &cast.learner).await;
        let report = way::draw(&world, &cast.learner).await.unwrap();
        world.advance(Duration::from_hours(24));
        way::passed(&world, &cast.learner).await;
        way::confirm_and_approve(&world, &report).await;
        let extra = way::recognise(&world, &cast.learner, Category::Professional, 5).await;
        way::revoke(&world, &extra).await;
        let asked = numbers(&[cast_id(1)]);
        let today = world.now().day();
        let now = records_of(&world, &cast.clerk, &asked, today)
            .await
            .unwrap();
        let year = &now[0].years[0];
        assert_eq!((now[0].name.as_str(), year.study_year), ("乌日娜", 2022));
        assert_eq!(year.public, Hours::whole(30));
        assert!(
            year.professional > Hours::whole(60),
            "what was revoked does not count"
        );
        assert!(year.professional < Hours::whole(65));
        assert_eq!(year.total(), year.public + year.professional);
        let kinds: Vec<&str> = year.sources.iter().map(|one| one.kind.as_str()).collect();
        assert_eq!(kinds, ["enrolment", "recognition"]);
        assert_eq!(
            (year.report, year.is_approved()),
            (Some(Status::Approved), true)
        );
        assert_eq!(year.bureau[0], "hohhot-etdz人社局");
        // A day earlier: nothing of the course, and the report waited for the employer.
        let before = records_of(&world, &cast.clerk, &asked, first_day)
            .await
            .unwrap();
        let year = &before[0].years[0];
        assert_eq!(
            (year.public, year.professional),
            (Hours::whole(30), Hours::whole(60))
        );
        assert_eq!(year.report, Some(Status::WithEmployer));
        let never = records_of(&world, &cast.clerk, &asked, first_day.plus_days(-1)).await;
        assert!(never.unwrap()[0].years.is_empty());
        let ahead = records_of(&world, &cast.clerk, &asked, today.plus_days(1)).await;
        assert_eq!(code(&ahead), "records.day_ahead");
        // She sees each reading, with what it was for.
        assert_eq!(audit_of(&world, &cast.learner, "records.read").await, 4);
    }
}

#[tokio::test]
async fn nobody_reads_records_beyond_her_territory() {
    for world in World::on_each().await {
        let cast = &world.cast;
        way::recognise(&world, &cast.learner, Category::Public, 12).await;
        let mut op = world.system().await;
        let person = domain::identity::register(
            &mut op,
            domain::identity::NewPerson {
                name: "外地评委".into(),
                citizen_id: CitizenId::from_seventeen("15010219900601661").unwrap(),
                phone: None,
                territory_id: cast.zone.clone(),
            },
        )
        .await
        .unwrap();
        let scope = "/nei-mongol/baotou/";
        domain::identity::grant(&mut op, &person.id, Role::CommitteeClerk, scope)
            .await
            .unwrap();
        let grants = domain::identity::roles_of(&mut op, &person.id)
            .await
            .unwrap();
        op.commit().await.unwrap();
        let foreign = Actor::person_with(person.id, person.name, grants);
        // The foreign officer of the cast lies in Baotou; the learner does not.
        let foreign_number = {
            let id = Cast::id(&cast.foreign_officer);
            let mut op = world.op(&cast.foreign_officer).await;
            domain::identity::reveal_citizen_id(&mut op, &id, "")
                .await
                .unwrap()
        };
        let mut asked = numbers(&[cast_id(1), stranger(7)]);
        asked.push(foreign_number);
        for (clerk, expected) in [
            (&foreign, [false, false, true]),
            (&cast.clerk, [true, false, false]),
            (&cast.learner, [false; 3]),
            (&cast.officer, [false; 3]),
            (&cast.employer_admin, [false; 3]),
            (&cast.operator, [false; 3]),
        ] {
            let mut op = world.op(clerk).await;
            let found = records::find(&mut op, &asked, "").await.unwrap();
            op.commit().await.unwrap();
            let found: Vec<bool> = found.iter().map(Option::is_some).collect();
            assert_eq!(found, expected);
        }
        // Who has somebody's id and not the right reads nothing either.
        let mut op = world.op(&foreign).await;
        let today = op.now.day();
        let read = records::read(&mut op, &[Cast::id(&cast.learner)], today).await;
        assert!(read.unwrap().is_empty());
        drop(op);
        assert_eq!(audit_of(&world, &cast.learner, "records.read").await, 1);
        let mut op = world.op(&cast.clerk).await;
        assert_eq!(
            code(&records::find(&mut op, &[], "").await),
            "records.nobody"
        );
        let many: Vec<CitizenId> = (0..1001).map(|n| stranger(n).parse().unwrap()).collect();
        assert_eq!(
            code(&records::find(&mut op, &many, "").await),
            "records.too_many"
        );
    }
}

#[test]
fn numbers_are_read_out_of_any_list_that_has_such_a_column() {
    let list = format!(
        "某评委会名单,,\n姓名,身份证号码*,备注\n乌日娜,{},\n王小明,{},x\n重复,{},\n空,,\n错,123,\n",
        cast_id(1),
        cast_id(2).to_lowercase(),
        cast_id(1)
    );
    let read = records::read_numbers(list.as_bytes()).unwrap();
    assert_eq!(read.numbers, numbers(&[cast_id(1), cast_id(2)]));
    assert_eq!(read.unreadable, [7]);
    let none = records::read_numbers("姓名,身份证号\n甲,\n".as_bytes());
    assert_eq!(code(&none), "records.nobody");
    for bad in [&b"a,b\n1,2\n"[..], b"PK\x03\x04", b"\xff\xfe\x00"] {
        assert!(records::read_numbers(bad).is_err());
    }
    let many: Vec<String> = (0..1001).map(stranger).collect();
    let many = records::read_numbers(format!("身份证号\n{}", many.join("\n")).as_bytes());
    assert_eq!(code(&many), "records.too_many");
}

/// The places whose ledgers changed, by the flags of all rows and by the list of those alone.
pub async fn changed(world: &World, id: &kernel::BatchId) -> Vec<i64> {
    let rows = rows(world, &world.cast.clerk, id).await;
    let mut op = world.op(&world.cast.clerk).await;
    let batch = batches::get(&mut op, id).await.unwrap();
    let flagged = batches::changed(&mut op, &batch, &rows).await.unwrap();
    let listed = batches::list_changed(&mut op, &batch, 0, PageSize::new(50))
        .await
        .unwrap();
    let listed: Vec<i64> = listed.items.iter().map(|row| row.at).collect();
    assert_eq!(flagged.into_iter().collect::<Vec<_>>(), listed);
    listed
}

#[tokio::test]
async fn a_list_flags_whoever_changed_after_the_cut_off() {
    for world in World::on_each().await {
        let cast = &world.cast;
        let old = way::recognise(&world, &cast.learner, Category::Public, 12).await;
        // Revoked before anything was decided: that is no change.
        let gone = way::recognise(&world, &cast.learner, Category::Public, 3).await;
        way::revoke(&world, &gone).await;
        way::recognise(&world, &cast.other_learner, Category::Public, 8).await;
        let list = csv(&[
            format!("{},乌日娜,职称评审,初级,,2022-12-15", cast_id(1)),
            format!("{},王小明,职称评审,初级,,2022-12-15", cast_id(2)),
            format!("{},外人,职称评审,初级,,2022-12-15,学校", stranger(1)),
        ]);
        let cut_off = world.now().day();
        let id = upload(&world, &cast.clerk, &list, Some(cut_off))
            .await
            .unwrap();
        run(&world, usize::MAX).await;
        decide(&world, &cast.clerk, &id).await;
        assert!(changed(&world, &id).await.is_empty());
        // Later on the same day: within the cut-off, and not what was read.
        way::recognise(&world, &cast.other_learner, Category::Professional, 6).await;
        assert_eq!(changed(&world, &id).await, [2]);
        // After it: a revocation of what counted.
        world.advance(Duration::from_hours(30));
        way::revoke(&world, &old).await;
        assert_eq!(changed(&world, &id).await, [1, 2]);
        let mut op = world.op(&cast.clerk).await;
        let batch = batches::get(&mut op, &id).await.unwrap();
        let first = batches::list_changed(&mut op, &batch, 0, PageSize::new(1))
            .await
            .unwrap();
        assert_eq!((first.items.len(), first.next.as_deref()), (1, Some("1")));
        let second = batches::list_changed(&mut op, &batch, 1, PageSize::new(1))
            .await
            .unwrap();
        assert_eq!(second.items[0].at, 2);
        drop(op);
        let mut op = world.op(&cast.officer).await;
        let refused = batches::list_changed(&mut op, &batch, 0, PageSize::new(1)).await;
        assert_eq!(code(&refused), "permission.not_yours");
    }
}

#[tokio::test]
async fn the_people_of_a_decided_list_are_read_with_a_line_each() {
    for world in World::on_each().await {
        let cast = &world.cast;
        let list = csv(&[
            format!("{},乌日娜,职称评审,初级,,2022-12-15", cast_id(1)),
            format!("{},外人,职称评审,初级,,2022-12-15,学校", stranger(1)),
        ]);
        let id = upload(&world, &cast.clerk, &list, None).await.unwrap();
        run(&world, usize::MAX).await;
        let mut op = world.op(&cast.clerk).await;
        let people = records::of_batch(&mut op, &id).await.unwrap();
        op.commit().await.unwrap();
        assert_eq!(people, [Cast::id(&cast.learner)]);
        assert_eq!(audit_of(&world, &cast.learner, "records.read").await, 1);
        let mut op = world.op(&cast.officer).await;
        let refused = records::of_batch(&mut op, &id).await;
        assert_eq!(code(&refused), "permission.not_yours");
    }
}
