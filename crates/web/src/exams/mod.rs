//! The exam room: rules and start, one question a page, check your answers, the result. The clock,
//! the answers and the marks are the server's; these pages show them.

pub mod entry;
pub mod question;
pub mod result;
pub mod review;

use std::borrow::Borrow;

use domain::exams::{self, Attempt, PaperQuestion};
use domain::{Op, hours};
use kernel::{AttemptId, Instant, Outcome};

use crate::App;
use crate::page::PageFrame;
use crate::visit::Visit;

/// The attempt as it stands now: one whose time is over is closed (and rewarded) before anybody
/// looks at it. The operation goes on, on what is true afterwards.
pub(crate) async fn settled(
    app: &App,
    visit: &Visit,
    mut op: Op,
    id: &AttemptId,
) -> Outcome<(Op, Attempt)> {
    let attempt = exams::get_attempt(&mut op, id).await?;
    if attempt.closed_at.is_some() || !attempt.is_over(op.now) {
        return Ok((op, attempt));
    }
    let actor = op.actor.clone();
    drop(op);
    let mut act = app.act(visit, actor.clone()).await?;
    let attempt = hours::settle_attempt(&mut act, id).await?;
    act.commit().await?;
    Ok((app.look(visit, actor).await?, attempt))
}

/// `09:03:11`, in Asia/Shanghai.
pub(crate) fn clock(at: impl Borrow<Instant>) -> String {
    let (hour, minute, second) = at.borrow().clock();
    format!("{hour:02}:{minute:02}:{second:02}")
}

/// The server's word that it holds an answer.
pub(crate) fn receipt_words(p: &PageFrame, at: Instant) -> String {
    p.ta("exam-receipt", &[("time", clock(at))])
}

fn question_address(attempt: &AttemptId, position: i64) -> String {
    format!("/attempts/{attempt}/questions/{position}")
}

fn result_address(attempt: &AttemptId) -> String {
    format!("/attempts/{attempt}/result")
}

/// `A`, `B`, …: how an option is called, by its place from 0.
fn letter(option: impl Borrow<usize>) -> char {
    u8::try_from(*option.borrow())
        .ok()
        .and_then(|at| at.checked_add(b'A'))
        .map_or('?', char::from)
}

/// Whether the server holds an answer; one that was taken back is none.
fn is_answered(question: &PaperQuestion) -> bool {
    let answer = question.answer.as_ref();
    answer.is_some_and(|answer| !answer.choice.is_empty())
}

/// The chosen options with their letters, as they are shown.
fn chosen(question: &PaperQuestion) -> Vec<(char, &str)> {
    let choice = question.answer.iter().flat_map(|answer| &answer.choice);
    let of = |at: &usize| Some((letter(at), question.options.get(*at)?.as_str()));
    choice.filter_map(of).collect()
}
