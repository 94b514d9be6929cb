//! What people of the demo did before it begins, through the product's own services and under its
//! own rules: ordering, paying, watching at real speed, sitting exams. Only the clock of the
//! operation is moved.

use std::time::Duration;

use domain::catalogue::{self, Lesson};
use domain::learning::{self, Beat, CheckOutcome, OpenCheck};
use domain::orders::{self, Enrolment};
use domain::permission::Actor;
use domain::seams::PaymentNotice;
use domain::{Op, exams, hours, identity};
use kernel::{Fault, Fen, Outcome, PersonId};

use super::content::Taught;

/// A learner at her past studies. Her clock moves with what she does.
pub struct Past<'o> {
    /// The operation in which everything is written.
    pub op: &'o mut Op,
    learner: Actor,
    payments: usize,
    /// How long she reads a presence check before she answers it.
    pub reads: Duration,
}

fn broken(why: &'static str) -> Fault {
    Fault::internal("demo.history", why)
}

impl<'o> Past<'o> {
    /// Begins so many days before the operation's time.
    pub async fn begin(op: &'o mut Op, person: &PersonId, days: u64) -> Outcome<Self> {
        let name = identity::get_person(op, person).await?.name;
        let grants = identity::roles_of(op, person).await?;
        op.now = op.now.minus(Duration::from_secs(days * 86_400));
        let learner = Actor::person_with(person.clone(), name, grants);
        Ok(Self {
            op,
            learner,
            payments: 0,
            reads: Duration::from_secs(8),
        })
    }

    /// Orders and pays courses of 2022.
    pub async fn buy(&mut self, courses: &[&Taught]) -> Outcome<Vec<Enrolment>> {
        let ids: Vec<_> = courses
            .iter()
            .map(|taught| taught.course.id.clone())
            .collect();
        self.op.actor = self.learner.clone();
        let order = orders::place(self.op, &ids, 2022).await?;
        self.op.actor = Actor::system();
        self.payments += 1;
        if order.fen > Fen::ZERO {
            let notice = PaymentNotice {
                gateway: "sandbox",
                reference: format!("seed-{}-{}", order.number, self.payments),
                order_number: order.number.clone(),
                fen: order.fen,
            };
            orders::receive_payment(self.op, &notice).await?;
        }
        let mut enrolments = Vec::with_capacity(ids.len());
        for id in ids {
            let found = orders::find_enrolment(self.op, &order.person_id, &id).await?;
            enrolments.push(found.ok_or_else(|| broken("not activated"))?);
        }
        Ok(enrolments)
    }

    /// Watches every lesson to its end at real speed, but leaves `missing_ms` of the last one.
    pub async fn watch(&mut self, enrolment: &Enrolment, missing_ms: i64) -> Outcome<()> {
        let states = learning::lesson_states(self.op, enrolment).await?;
        let last = states.len();
        self.op.actor = self.learner.clone();
        for (number, state) in (1..).zip(states) {
            let lesson = state.lesson;
            let missing = if number == last { missing_ms } else { 0 };
            let opened =
                learning::open_session(self.op, &enrolment.id, &lesson.id, true, "").await?;
            let end = lesson.length_ms - missing;
            let (mut at, mut seq) = (0, 0);
            while at < end {
                // Under the gap cap, so that every second is credited.
                let to = (at + 590_000).min(end);
                let passed = u64::try_from(to - at).map_err(|_| broken("time"))?;
                self.op.now = self.op.now.plus(Duration::from_millis(passed));
                seq += 1;
                let beat = Beat {
                    seq,
                    segments: vec![(at, to)],
                };
                let answer = hours::receive_beat(self.op, &opened.id, &beat).await?;
                if !answer.refused.is_empty() {
                    return Err(broken("a beat was refused"));
                }
                if let Some(check) = answer.check {
                    self.answer(&lesson, &check).await?;
                }
                at = to;
            }
            learning::end_session(self.op, &opened.id).await?;
        }
        self.op.actor = Actor::system();
        Ok(())
    }

    /// Answers a presence check rightly, when she has read it.
    async fn answer(&mut self, lesson: &Lesson, check: &OpenCheck) -> Outcome<()> {
        let known = catalogue::questions_with_keys(self.op, &lesson.id).await?;
        let asked = known
            .iter()
            .find(|(question, _)| question.text == check.question);
        let (question, key) = asked.ok_or_else(|| broken("a check without a question"))?;
        let right = question.options.get(key.reveal());
        let place = check
            .options
            .iter()
            .position(|option| Some(option) == right);
        self.op.now = self.op.now.plus(self.reads);
        let answer = hours::answer_check(self.op, &check.id, place).await?;
        if answer.outcome == Some(CheckOutcome::Passed) {
            Ok(())
        } else {
            Err(broken("a check was not passed"))
        }
    }

    /// Sits the exam of a course and answers everything right.
    pub async fn pass(&mut self, enrolment: &Enrolment, taught: &Taught) -> Outcome<()> {
        self.op.actor = self.learner.clone();
        let attempt = hours::start_attempt(self.op, &enrolment.id)
            .await?
            .into_inner();
        let paper = exams::paper(self.op, &attempt.id).await?;
        for question in paper.questions {
            let right = taught
                .answers
                .iter()
                .find(|(stem, _)| *stem == question.stem);
            let (_, texts) = right.ok_or_else(|| broken("a question without an answer"))?;
            let choice = (0..).zip(&question.options);
            let choice: Vec<usize> = choice
                .filter(|(_, text)| texts.contains(text))
                .map(|(at, _)| at)
                .collect();
            self.op.now = self.op.now.plus(Duration::from_secs(20));
            exams::save_answer(self.op, &attempt.id, question.position, choice, 0).await?;
        }
        let marked = hours::submit_attempt(self.op, &attempt.id).await?;
        self.op.actor = Actor::system();
        if marked.passed == Some(true) {
            Ok(())
        } else {
            Err(broken("an exam was not passed"))
        }
    }

    /// Buys, watches and passes.
    pub async fn complete(&mut self, taught: &Taught) -> Outcome<Enrolment> {
        let enrolments = self.buy(&[taught]).await?;
        let [enrolment] = enrolments.as_slice() else {
            return Err(broken("one enrolment"));
        };
        self.watch(enrolment, 0).await?;
        self.pass(enrolment, taught).await?;
        Ok(enrolment.clone())
    }
}
