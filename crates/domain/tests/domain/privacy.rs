//! Data about people: what they agreed to, who looked, everything in one file, and erasure.

use std::io::{Cursor, Read as _};
use std::time::Duration;

use crate::way;
use domain::identity;
use domain::messages;
use domain::privacy::{self, ErasureState, ExportState, Obstacle};
use domain::queues::{self, Desk, Matter};
use domain::testing::{Cast, World};
use domain::{Actor, Op, cards, hours};
use kernel::{Category, CitizenId, Fault, Outcome, PageSize};

fn code<T>(outcome: &Outcome<T>) -> &'static str {
    outcome.as_ref().err().map_or("", Fault::code)
}

async fn zone(op: &mut Op, world: &World) -> domain::territory::Territory {
    domain::territory::get(op, &world.cast.zone).await.unwrap()
}

async fn number_of(world: &World, who: &Actor) -> CitizenId {
    let mut op = world.op(who).await;
    identity::reveal_citizen_id(&mut op, &Cast::id(who), "")
        .await
        .unwrap()
}

#[tokio::test]
async fn a_search_for_people_leaves_a_line_with_its_words() {
    for world in World::on_each().await {
        world.advance(Duration::from_secs(1));
        let mut op = world.op(&world.cast.officer).await;
        let zone = zone(&mut op, &world).await;
        let size = PageSize::default();
        let words = "小明 150102199006010120";
        let found = identity::search_people(&mut op, &zone, "小明", None, size)
            .await
            .unwrap();
        assert_eq!(found.items.len(), 1);
        identity::search_people(&mut op, &zone, words, None, size)
            .await
            .unwrap();
        op.commit().await.unwrap();
        let mut op = world.system().await;
        let lines = domain::audit::list_recent(&mut op, 2).await.unwrap();
        let details: Vec<&str> = lines.iter().map(|line| line.details.as_str()).collect();
        assert!(details.contains(&"小明"), "{details:?}");
        assert!(
            details.contains(&"小明 150*************20"),
            "a number that was typed as a name is not kept: {details:?}"
        );
        assert!(
            lines
                .iter()
                .all(|line| line.action == "identity.people_searched"
                    && line.actor.as_deref() == Some("官员甲"))
        );
        drop(op);
        for stranger in [&world.cast.inspector, &world.cast.foreign_officer] {
            let mut op = world.op(stranger).await;
            let refused = identity::search_people(&mut op, &zone, "", None, size).await;
            assert_eq!(code(&refused), "permission.denied");
        }
    }
}

#[tokio::test]
async fn a_search_by_number_needs_a_reason_and_its_owner_sees_it() {
    for world in World::on_each().await {
        let number = number_of(&world, &world.cast.learner).await;
        let foreign = number_of(&world, &world.cast.foreign_officer).await;
        let id = Cast::id(&world.cast.learner);
        let mut op = world.op(&world.cast.officer).await;
        let zone = zone(&mut op, &world).await;
        let silent = identity::find_by_number(&mut op, &zone, &number, " ")
            .await
            .unwrap();
        assert_eq!(code(&silent), "identity.no_reason");
        let found = identity::find_by_number(&mut op, &zone, &number, "来电核对")
            .await
            .unwrap();
        assert_eq!(found.unwrap().id, id);
        // Somebody of another territory is as unknown as nobody at all.
        let nobody = CitizenId::from_seventeen("15010219900601771").unwrap();
        for number in [foreign, nobody] {
            let none = identity::find_by_number(&mut op, &zone, &number, "来电核对")
                .await
                .unwrap();
            assert_eq!(code(&none), "identity.nobody_found");
        }
        op.commit().await.unwrap();
        let mut op = world.op(&world.cast.learner).await;
        let read = privacy::readings(&mut op, &id, None, PageSize::default())
            .await
            .unwrap();
        let line = read.items.first().unwrap();
        assert_eq!(
            (
                line.action.as_str(),
                line.actor.as_deref(),
                line.details.as_str()
            ),
            ("identity.searched_by_number", Some("官员甲"), "来电核对")
        );
        drop(op);
        let mut op = world.op(&world.cast.other_learner).await;
        let refused = privacy::readings(&mut op, &id, None, PageSize::default()).await;
        assert_eq!(code(&refused), "permission.not_yours");
    }
}

#[tokio::test]
async fn agreeing_is_noted_once_with_its_version() {
    for world in World::on_each().await {
        let id = Cast::id(&world.cast.learner);
        let mut op = world.op(&world.cast.learner).await;
        for _ in 0..2 {
            identity::agree(&mut op, privacy::notice_version())
                .await
                .unwrap();
        }
        let given = identity::consents(&mut op, &id).await.unwrap();
        assert_eq!(given.len(), 1);
        assert_eq!(given[0].version, privacy::notice_version());
        assert_eq!(given[0].given_at, world.now());
    }
}

/// The files of a zip, by name.
fn unpacked(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|at| {
            let mut file = archive.by_index(at).unwrap();
            let mut content = Vec::new();
            file.read_to_end(&mut content).unwrap();
            (file.name().unwrap().into_owned(), content)
        })
        .collect()
}

#[tokio::test]
async fn everything_about_her_comes_in_one_file_for_seven_days() {
    for world in World::on_each().await {
        let cast = &world.cast;
        way::passed(&world, &cast.learner).await;
        way::whole_year(&world, &cast.learner).await;
        let report = way::draw(&world, &cast.learner).await.unwrap();
        way::confirm_and_approve(&world, &report).await;
        way::run_queue(&world).await;
        let number = number_of(&world, &cast.learner).await;
        let mut op = world.op(&cast.learner).await;
        let asked = privacy::ask_export(&mut op, "zh-CN").await.unwrap();
        let again = privacy::ask_export(&mut op, "zh-CN").await;
        assert_eq!(code(&again), "privacy.export_running");
        op.commit().await.unwrap();
        let mut op = world.op(&cast.learner).await;
        let early = privacy::download(&mut op, &asked.id).await;
        assert_eq!(code(&early), "privacy.no_export");
        drop(op);
        let done = way::run_queue(&world).await;
        assert_eq!(i64::try_from(done.len()).unwrap(), asked.parts + 1);
        for stranger in [&cast.other_learner, &cast.officer, &cast.operator] {
            let mut op = world.op(stranger).await;
            let refused = privacy::download(&mut op, &asked.id).await;
            assert_eq!(code(&refused), "privacy.no_export");
        }
        let mut op = world.op(&cast.learner).await;
        let bytes = privacy::download(&mut op, &asked.id).await.unwrap();
        let export = privacy::exports(&mut op).await.unwrap().remove(0);
        assert_eq!((export.state, export.downloads), (ExportState::Ready, 1));
        assert_eq!(export.bytes, i64::try_from(bytes.len()).ok());
        op.commit().await.unwrap();
        let files = unpacked(&bytes);
        let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names[..2], ["index.html", "data.json"]);
        assert_eq!(names.len(), 4, "a certificate and a card: {names:?}");
        let data: serde_json::Value = serde_json::from_slice(&files[1].1).unwrap();
        assert_eq!(data["person"][0]["citizen_id"], number.reveal());
        assert_eq!(data["ledger"].as_array().unwrap().len(), 3);
        assert_eq!(data["ledger"][0]["category"], "professional");
        for part in ["enrolments", "lessons", "exams", "certificates", "cards"] {
            assert!(!data[part].as_array().unwrap().is_empty(), "{part}");
        }
        // What lies in the store can be read by nobody who holds the store alone.
        let key = format!("exports/{}", asked.id);
        let kept = world.house.files.get(&key).await.unwrap();
        let needle = number.reveal().as_bytes();
        assert!(!kept.windows(needle.len()).any(|part| part == needle));
        assert!(!kept.starts_with(b"PK"));
        // Asked once more at once it is too soon; after seven days it is gone.
        let mut op = world.op(&cast.learner).await;
        let soon = privacy::ask_export(&mut op, "zh-CN").await;
        assert_eq!(code(&soon), "privacy.export_too_soon");
        drop(op);
        world.advance(Duration::from_hours(7 * 24));
        let mut op = world.system().await;
        assert!(privacy::erase_due(&mut op).await.unwrap() > 0);
        op.commit().await.unwrap();
        way::run_queue(&world).await;
        assert!(world.house.files.head(&key).await.unwrap().is_none());
        let mut op = world.op(&cast.learner).await;
        let late = privacy::download(&mut op, &asked.id).await;
        assert_eq!(code(&late), "privacy.no_export");
    }
}

#[tokio::test]
async fn what_is_over_is_erased_by_its_age() {
    for world in World::on_each().await {
        let learner = Cast::id(&world.cast.learner);
        let mut op = world.system().await;
        let tell = messages::Tell {
            to: &learner,
            kind: "cards-issued",
            details: &[("year", "2022".into())],
            link: "/card/2022",
        };
        messages::tell(&mut op, tell).await.unwrap();
        messages::tell(&mut op, tell).await.unwrap();
        identity::request_password_code(&mut op, "13800000001")
            .await
            .unwrap();
        op.commit().await.unwrap();
        let mut op = world.op(&world.cast.learner).await;
        let page = messages::list(&mut op, None, PageSize::new(1))
            .await
            .unwrap();
        messages::read(&mut op, &page.items).await.unwrap();
        op.commit().await.unwrap();
        let due = async || {
            let mut op = world.system().await;
            let erased = privacy::erase_due(&mut op).await.unwrap();
            op.commit().await.unwrap();
            erased
        };
        assert_eq!(due().await, 0);
        world.advance(Duration::from_hours(48));
        assert_eq!(due().await, 1, "the code");
        world.advance(Duration::from_hours(365 * 24));
        assert_eq!(due().await, 1, "the message that she read");
        let mut op = world.op(&world.cast.learner).await;
        let left = messages::list(&mut op, None, PageSize::default())
            .await
            .unwrap();
        assert_eq!(left.items.len(), 1, "one that nobody read stays");
    }
}

async fn ask(world: &World, who: &Actor) -> Outcome<privacy::Erasure> {
    let mut op = world.op(who).await;
    let asked = privacy::ask_erasure(&mut op, "不再从事专业技术工作", true).await?;
    op.commit().await?;
    Ok(asked)
}

async fn agree(
    world: &World,
    who: &Actor,
    erasure: &privacy::Erasure,
) -> Outcome<privacy::Erasure> {
    let mut op = world.op(who).await;
    let agreed = privacy::agree(&mut op, &erasure.id).await?;
    op.commit().await?;
    Ok(agreed)
}

#[tokio::test]
async fn nobody_is_erased_while_something_is_open() {
    for world in World::on_each().await {
        let cast = &world.cast;
        let entry = way::whole_year(&world, &cast.learner).await;
        let report = way::draw(&world, &cast.learner).await.unwrap();
        let refused = ask(&world, &cast.learner).await;
        assert_eq!(code(&refused), "privacy.still_open");
        let id = Cast::id(&cast.learner);
        let mut op = world.op(&cast.learner).await;
        let open = privacy::obstacles(&mut op, &id).await.unwrap();
        assert_eq!(open, [Obstacle::Report]);
        let hasty = privacy::ask_erasure(&mut op, "", false).await;
        assert_eq!(code(&hasty), "privacy.not_understood");
        drop(op);
        way::confirm_and_approve(&world, &report).await;
        let erasure = ask(&world, &cast.learner).await.unwrap();
        let twice = ask(&world, &cast.learner).await;
        assert_eq!(code(&twice), "privacy.asked_already");
        // What comes up meanwhile stops it too.
        let mut op = world.op(&cast.officer).await;
        let proposed = hours::propose_revocation(&mut op, &entry, "重复")
            .await
            .unwrap();
        op.commit().await.unwrap();
        let stopped = agree(&world, &cast.officer, &erasure).await;
        assert_eq!(code(&stopped), "privacy.still_open");
        let mut op = world.op(&cast.second_officer).await;
        hours::decide_revocation(&mut op, &proposed.id, false)
            .await
            .unwrap();
        op.commit().await.unwrap();
        assert!(agree(&world, &cast.officer, &erasure).await.is_ok());
        // An officer hands her office over first.
        let officer = ask(&world, &cast.officer).await;
        assert_eq!(code(&officer), "privacy.still_open");
    }
}

#[tokio::test]
async fn two_officers_erase_and_the_ledger_stays_valid() {
    for world in World::on_each().await {
        let cast = &world.cast;
        way::passed(&world, &cast.learner).await;
        way::whole_year(&world, &cast.learner).await;
        let report = way::draw(&world, &cast.learner).await.unwrap();
        way::confirm_and_approve(&world, &report).await;
        way::run_queue(&world).await;
        let id = Cast::id(&cast.learner);
        let number = number_of(&world, &cast.learner).await;
        let mut op = world.op(&cast.learner).await;
        let papers = domain::certificates::list(&mut op, &id).await.unwrap();
        let cards = cards::list(&mut op, &id).await.unwrap();
        drop(op);
        let erasure = ask(&world, &cast.learner).await.unwrap();
        let mut op = world.system().await;
        let desk = Desk::Bureau(cast.zone.clone());
        let waiting = queues::count(&mut op, &desk).await.unwrap();
        assert!(waiting.contains(&(Matter::Erasure, 1)), "{waiting:?}");
        drop(op);
        let foreign = agree(&world, &cast.foreign_officer, &erasure).await;
        assert_eq!(code(&foreign), "permission.not_yours");
        let first = agree(&world, &cast.officer, &erasure).await.unwrap();
        assert_eq!(first.state, ErasureState::Agreed);
        let alone = agree(&world, &cast.officer, &erasure).await;
        assert_eq!(code(&alone), "privacy.same_officer");
        let second = agree(&world, &cast.second_officer, &erasure).await.unwrap();
        assert_eq!(second.state, ErasureState::Erased);
        way::run_queue(&world).await;

        let mut op = world.system().await;
        let person = identity::get_person(&mut op, &id).await.unwrap();
        assert!(person.is_erased && person.phone_masked.is_none());
        assert_eq!(
            (person.name.as_str(), person.citizen_id_masked.as_str()),
            ("（已注销）", "")
        );
        assert!(
            identity::find_by_citizen_id(&mut op, &number)
                .await
                .unwrap()
                .is_none()
        );
        let login = identity::find_credentials(&mut op, "13800000001")
            .await
            .unwrap();
        assert!(login.is_none());
        assert!(identity::roles_of(&mut op, &id).await.unwrap().is_empty());
        assert!(ledger::verify(&mut op.tx).await.unwrap().breaks.is_empty());
        let totals = ledger::totals(&mut op.tx, &id).await.unwrap();
        assert_eq!(totals.len(), 2, "the hours stay");
        for number in [&papers[0].number, &cards[0].number] {
            let found = cards::verify(&mut op, number).await.unwrap();
            assert_eq!(found.verdict.as_str(), "erased");
            assert_eq!(
                (found.name_masked.as_str(), found.id_masked.as_str()),
                ("", "")
            );
        }
        let kept = world.house.files.head(&papers[0].file_key).await.unwrap();
        assert!(kept.is_none());
        let waiting = queues::count(&mut op, &desk).await.unwrap();
        drop(op);
        let again = agree(&world, &cast.second_officer, &erasure).await;
        assert_eq!(code(&again), "privacy.not_waiting");
        assert_eq!(waiting, []);
        registers_again(&world, &id, number).await;
    }
}

/// The same number may be registered again: for another person of ours.
async fn registers_again(world: &World, before: &kernel::PersonId, number: CitizenId) {
    let mut op = world.system().await;
    let new = identity::NewPerson {
        name: "乌日娜".into(),
        citizen_id: number,
        phone: Some("13800000001".parse().unwrap()),
        territory_id: world.cast.zone.clone(),
    };
    let again = identity::register(&mut op, new).await.unwrap();
    assert_ne!(again.id, *before);
}

#[tokio::test]
async fn nothing_in_the_database_names_whom_it_erased() {
    for world in World::on_each().await {
        let cast = &world.cast;
        way::passed(&world, &cast.learner).await;
        way::run_queue(&world).await;
        let number = number_of(&world, &cast.learner).await;
        let erasure = ask(&world, &cast.learner).await.unwrap();
        agree(&world, &cast.officer, &erasure).await.unwrap();
        agree(&world, &cast.second_officer, &erasure).await.unwrap();
        way::run_queue(&world).await;
        let masked = number.masked();
        let mut tx = world.house.db.read().await.unwrap();
        for sql in [
            "SELECT name AS text FROM identity_people",
            "SELECT citizen_id_masked AS text FROM identity_people",
            "SELECT facts AS text FROM certificates_certificates",
            "SELECT facts AS text FROM cards_cards",
            "SELECT title AS text FROM queues_items",
            "SELECT details AS text FROM audit_lines",
            "SELECT details AS text FROM messages_messages",
            "SELECT words AS text FROM privacy_erasures",
            "SELECT applicant AS text FROM decisions_decisions",
        ] {
            let found: Vec<String> = tx.query(sql).all(|row| row.get("text")).await.unwrap();
            for text in found {
                assert!(!text.contains("乌日娜"), "{sql}: {text}");
                assert!(!text.contains(number.reveal()), "{sql}");
                assert!(text.is_empty() || !text.contains(&masked), "{sql}");
            }
        }
    }
}

#[tokio::test]
async fn a_request_can_be_taken_back_or_refused_with_a_reason() {
    for world in World::on_each().await {
        let cast = &world.cast;
        way::recognise(&world, &cast.learner, Category::Public, 1).await;
        let first = ask(&world, &cast.learner).await.unwrap();
        let mut op = world.op(&cast.learner).await;
        privacy::withdraw(&mut op).await.unwrap();
        let gone = privacy::withdraw(&mut op).await;
        assert_eq!(code(&gone), "privacy.not_waiting");
        op.commit().await.unwrap();
        assert_eq!(
            code(&agree(&world, &cast.officer, &first).await),
            "privacy.not_waiting"
        );
        world.advance(Duration::from_secs(1));
        let second = ask(&world, &cast.learner).await.unwrap();
        let mut op = world.op(&cast.officer).await;
        let silent = privacy::refuse(&mut op, &second.id, " ").await;
        assert_eq!(code(&silent), "privacy.no_reason");
        privacy::refuse(&mut op, &second.id, "申报材料还在公示")
            .await
            .unwrap();
        op.commit().await.unwrap();
        let mut op = world.op(&cast.learner).await;
        let last = privacy::erasure_of(&mut op).await.unwrap().unwrap();
        assert_eq!(
            (last.state, last.reason.as_str()),
            (ErasureState::Refused, "申报材料还在公示")
        );
        let told = messages::list(&mut op, None, PageSize::default())
            .await
            .unwrap();
        assert!(
            told.items
                .iter()
                .any(|one| one.kind == "privacy-erasure-refused")
        );
    }
}
