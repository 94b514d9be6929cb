//! A learner who would rather not learn: her course of films, her programs, what she was credited.

use std::time::Duration;

use axum::http::StatusCode;
use domain::orders::Enrolment;
use domain::{Actor, learning};
use kernel::{Category, LessonId};
use serde_json::{Value, json};

use crate::site::{Answer, Site, Visitor};

/// Length of each film in seconds: a credit hour.
pub const FILM_S: i64 = 2_700;

/// The attacker at her course.
pub struct Attacker<'s> {
    pub site: &'s Site,
    pub learner: Actor,
    pub enrolment: Enrolment,
    pub lessons: Vec<LessonId>,
    pub program: Visitor<'s>,
}

impl<'s> Attacker<'s> {
    /// The cast's learner, enrolled on a public course of so many films.
    pub async fn new(site: &'s Site, films: usize) -> Self {
        let learner = site.world.cast.learner.clone();
        let course = site
            .world
            .course(Category::Public, &vec![FILM_S; films])
            .await;
        let enrolment = site.world.enrol(&learner, &course).await;
        let mut op = site.world.system().await;
        let states = learning::lesson_states(&mut op, &enrolment).await.unwrap();
        drop(op);
        let program = site.program(&learner).await;
        Self {
            site,
            learner,
            enrolment,
            lessons: states.into_iter().map(|state| state.lesson.id).collect(),
            program,
        }
    }

    /// Opens a session on a film; the whole answer.
    pub async fn try_open(&self, film: usize, take_over: bool) -> Answer {
        let body = json!({
            "enrolment": self.enrolment.id.as_str(), "lesson": self.lessons[film].as_str(),
            "take_over": take_over,
        });
        self.program
            .post_json("/api/v1/watch-sessions", &body.to_string())
            .await
    }

    /// Opens a session on a film, over whatever is open; its id.
    pub async fn open(&self, film: usize) -> String {
        let answer = self.try_open(film, true).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
        answer.json()["id"].as_str().unwrap().to_owned()
    }

    /// Sends a beat as it stands.
    pub async fn send(&self, session: &str, body: &str) -> Answer {
        let path = format!("/api/v1/watch-sessions/{session}/beats");
        self.program.post_json(&path, body).await
    }

    /// Claims segments in seconds; the answer, which must be a 200.
    pub async fn claim(&self, session: &str, seq: i64, segments: &Value) -> Value {
        let body = json!({ "seq": seq, "segments": segments });
        let answer = self.send(session, &body.to_string()).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
        answer.json()
    }

    /// What is credited of a film, in milliseconds, as the database has it.
    pub async fn credited_ms(&self, film: usize) -> i64 {
        let mut op = self.site.world.system().await;
        let lesson = &self.lessons[film];
        let state = learning::lesson_state(&mut op, &self.enrolment, lesson).await;
        state.unwrap().covered_ms
    }

    /// The same of all films.
    pub async fn credited_in_all_ms(&self) -> i64 {
        let mut total = 0;
        for film in 0..self.lessons.len() {
            total += self.credited_ms(film).await;
        }
        total
    }

    /// Lets the server's clock run.
    pub fn wait_ms(&self, ms: u64) {
        self.site.world.advance(Duration::from_millis(ms));
    }
}
