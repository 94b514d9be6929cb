//! The dry run: who the people are, and what each row would do. Nothing changes.

use kernel::{CitizenId, Outcome, PersonId, Phone};

use super::jobs::Phase;
use super::model::{Numbers, Part, Places, ReadLine, Roster, RosterRow, RowFault, State, Verdict};
use super::rules::{self, Asked, Records};
use super::store;
use crate::{Op, employers, identity};

/// Checks the next part of a list and keeps its rows.
pub(super) async fn check(op: &mut Op, roster: &mut Roster) -> Outcome<Option<Phase>> {
    let sealed = store::get_part(op, &roster.id, roster.progress).await?;
    let Part { places, lines } = store::of_json(&op.house.keys.open(&sealed)?)?;
    let (mut ids, mut phones) = (Vec::new(), Vec::new());
    for line in &lines {
        let numbers = numbers(line)?;
        ids.extend(numbers.0);
        phones.extend(numbers.1);
    }
    let records = look_up(op, &ids, &phones).await?;
    let mut rows = Vec::with_capacity(lines.len());
    for line in lines {
        roster.progress += 1;
        let row = judged(op, roster, line, &places, &records)?;
        *roster.tallies.entry(row.verdict).or_default() += 1;
        rows.push(row);
    }
    store::insert_rows(op, &roster.id, &rows).await?;
    if roster.progress >= roster.rows || rows.is_empty() {
        roster.state = State::Checked;
        return Ok(None);
    }
    Ok(Some(Phase::Check))
}

/// What our records say about these people: a handful of questions for all of them.
pub(super) async fn look_up(op: &mut Op, ids: &[CitizenId], phones: &[Phone]) -> Outcome<Records> {
    let known = identity::known(op, ids, phones).await?;
    let mut people: Vec<PersonId> = Vec::new();
    for id in ids {
        people.extend(known.person(id)?.map(|(person, _)| person.clone()));
    }
    let (posts, ended) = employers::current_posts(op, &people).await?;
    Ok(Records {
        known,
        posts,
        ended,
    })
}

fn numbers(line: &ReadLine) -> Outcome<(Option<CitizenId>, Option<Phone>)> {
    let id = line.citizen_id.as_deref().map(str::parse).transpose()?;
    let phone = line.phone.as_deref().map(str::parse).transpose()?;
    Ok((id, phone))
}

fn judged(
    op: &mut Op,
    roster: &Roster,
    line: ReadLine,
    places: &Places,
    records: &Records,
) -> Outcome<RosterRow> {
    let (id, phone) = numbers(&line)?;
    let mut row = RosterRow {
        at: roster.progress,
        line: line.line.into(),
        citizen_id_masked: id.as_ref().map(CitizenId::masked).unwrap_or_default(),
        name: line.name,
        verdict: Verdict::Error,
        post: line.post,
        faults: line.faults,
        person_id: None,
        employment_id: None,
        post_before: None,
        cipher: None,
    };
    if let (Some(id), Some(post)) = (&id, &row.post) {
        let asked = Asked {
            name: &row.name,
            citizen_id: id,
            phone: phone.as_ref(),
            post,
        };
        match rules::judge(&asked, records, &roster.employer_id)? {
            Ok(judged) => {
                row.verdict = judged.verdict;
                row.person_id = judged.person;
                match judged.verdict {
                    // The ids that they will have: nothing is there under them yet.
                    Verdict::New => {
                        row.person_id = Some(op.new_id());
                        row.employment_id = Some(op.new_id());
                    }
                    Verdict::Known => row.employment_id = Some(op.new_id()),
                    Verdict::Changes => {
                        row.employment_id = judged.post.as_ref().map(|post| post.id.clone());
                        row.post_before = judged.post;
                    }
                    Verdict::Moves | Verdict::Same | Verdict::Error => {}
                }
            }
            Err((column, fault)) => {
                let at = column.place(places);
                row.faults.push(RowFault::of(&fault, at));
            }
        }
        let numbers = store::json(&Numbers {
            citizen_id: id.reveal().to_owned(),
            phone: line.phone,
        })?;
        let keys = op.house.keys.clone();
        row.cipher = Some(keys.seal(op, &numbers)?);
    }
    Ok(row)
}
