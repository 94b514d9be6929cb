//! Running a server and a worker until somebody says stop.

use std::sync::Arc;
use std::time::Duration;

use domain::House;
use domain::catalogue::making::examine_next;
use domain::runner::{
    ALL_BUT_MAIL, MAIL, Ran, close_overdue, end_uploads, erase_by_age, erase_evidence,
    erase_expired, escalate, look_at_yesterday, run_due_among,
};
use kernel::{Fault, Kind, Outcome};
use tokio::net::TcpListener;
use tokio::sync::watch;
use web::{App, Clock, Limits};

use crate::clock;

/// How often an idle worker looks at the queue.
const LOOK_EVERY: Duration = Duration::from_millis(250);
/// How often mail is looked for when there was none.
const LOOK_FOR_MAIL_EVERY: Duration = Duration::from_secs(2);
/// How long open requests may take after a stop.
const GRACE: Duration = Duration::from_secs(5);

/// Binds the address, before anything is promised.
pub async fn bind(listen: &str) -> Outcome<TcpListener> {
    TcpListener::bind(listen).await.map_err(|error| {
        Fault::new(Kind::Unavailable, "server.cannot_listen")
            .with("address", listen)
            .with("why", error)
    })
}

/// Allows as many open files as the system lets us have: each connection is one, and each film.
fn allow_files() {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let files = getrlimit(Resource::Nofile);
    let all = Rlimit {
        current: files.maximum,
        ..files
    };
    if let Err(error) = setrlimit(Resource::Nofile, all) {
        tracing::warn!(%error, ?files, "the limit of open files stays as it is");
    }
}

/// Serves until SIGTERM or Ctrl-C, then lets open requests finish.
pub async fn serve(listener: TcpListener, app: App, stop: watch::Receiver<bool>) {
    allow_files();
    let stopping = stopped(stop.clone());
    let serving = web::serve(listener, app, Limits::default(), stopping);
    let late = async {
        stopped(stop).await;
        tokio::time::sleep(GRACE).await;
    };
    tokio::select! {
        () = serving => {}
        () = late => {}
    }
}

/// How often attempts over their time are looked for.
const CLOSE_EVERY: Duration = Duration::from_secs(5);

/// How often lists whose time is over are looked for.
const ERASE_EVERY: Duration = Duration::from_mins(10);

/// After a part of a list the queue rests so many times as long as it took: of four seconds, three
/// belong to those who learn.
const LIST_RESTS: u32 = 3;
/// And never longer: a slow disk must not keep certificates and codes waiting.
const LIST_RESTS_MAX: Duration = Duration::from_millis(200);

/// Runs the queue, closes attempts over their time, has old lists erased and days looked at for
/// signals, until told to stop.
pub async fn work(house: Arc<House>, clock: Clock, mut stop: watch::Receiver<bool>) {
    let (mut close_next, mut erase_next) = (clock(), clock());
    // The first look after a start: a day that was asked for before is not asked for again.
    let mut looked_on = clock().day().plus_days(-1);
    while !*stop.borrow() {
        if clock() >= close_next {
            close_next = clock().plus(CLOSE_EVERY);
            if let Err(fault) = close_overdue(&house, clock(), clock::random()).await {
                tracing::warn!(?fault, "attempts over their time could not be closed");
            }
        }
        if clock() >= erase_next {
            erase_next = clock().plus(ERASE_EVERY);
            if let Err(fault) = erase_expired(&house, clock(), clock::random()).await {
                tracing::warn!(?fault, "lists whose time is over could not be erased");
            }
            if let Err(fault) = end_uploads(&house, clock(), clock::random()).await {
                tracing::warn!(?fault, "uploads that nobody sends on could not be ended");
            }
            if let Err(fault) = erase_by_age(&house, clock(), clock::random()).await {
                tracing::warn!(?fault, "what is due by its age could not be erased");
            }
            if let Err(fault) = erase_evidence(&house, clock(), clock::random()).await {
                tracing::warn!(?fault, "evidence whose time is over could not be erased");
            }
            if let Err(fault) = escalate(&house, clock(), clock::random()).await {
                tracing::warn!(?fault, "what waited too long could not be moved on");
            }
        }
        if clock().day() != looked_on {
            match look_at_yesterday(&house, clock(), clock::random()).await {
                Ok(()) => looked_on = clock().day(),
                Err(fault) => tracing::warn!(?fault, "signals could not be asked for"),
            }
        }
        let began = tokio::time::Instant::now();
        match run_due_among(&house, ALL_BUT_MAIL, clock(), clock::random()).await {
            Ok(ran) if ran.is_part_of_list() => {
                let rest = (began.elapsed() * LIST_RESTS).min(LIST_RESTS_MAX);
                let _ = tokio::time::timeout(rest, stop.changed()).await;
            }
            Ok(Ran::Done { .. } | Ran::Failed { .. }) => {}
            Ok(Ran::Nothing) => pause(&mut stop).await,
            Err(fault) => {
                tracing::warn!(?fault, "the queue cannot be read");
                pause(&mut stop).await;
            }
        }
    }
}

/// Sends mail, until told to stop. Beside the queue: a server that does not answer keeps nobody's
/// certificate waiting.
pub async fn send_mail(house: Arc<House>, clock: Clock, mut stop: watch::Receiver<bool>) {
    while !*stop.borrow() {
        match run_due_among(&house, MAIL, clock(), clock::random()).await {
            Ok(Ran::Done { .. } | Ran::Failed { .. }) => {}
            Ok(Ran::Nothing) => rest(&mut stop).await,
            Err(fault) => {
                tracing::warn!(?fault, "mail cannot be read");
                rest(&mut stop).await;
            }
        }
    }
}

/// Mail waits a moment longer than a certificate.
async fn rest(stop: &mut watch::Receiver<bool>) {
    let _ = tokio::time::timeout(LOOK_FOR_MAIL_EVERY, stop.changed()).await;
}

/// Looks into files that were sent, until told to stop. Beside the queue: a film takes minutes, and
/// nobody's certificate waits for it.
pub async fn examine(house: Arc<House>, clock: Clock, mut stop: watch::Receiver<bool>) {
    while !*stop.borrow() {
        match examine_next(&house, &*clock, &clock::random).await {
            Ok(true) => {}
            Ok(false) => pause(&mut stop).await,
            Err(fault) => {
                tracing::warn!(?fault, "files cannot be looked into");
                pause(&mut stop).await;
            }
        }
    }
}

async fn pause(stop: &mut watch::Receiver<bool>) {
    let _ = tokio::time::timeout(LOOK_EVERY, stop.changed()).await;
}

async fn stopped(mut stop: watch::Receiver<bool>) {
    let _ = stop.wait_for(|stop| *stop).await;
}

/// Becomes true at SIGTERM or Ctrl-C.
pub fn stop_signal() -> watch::Receiver<bool> {
    let (sender, receiver) = watch::channel(false);
    tokio::spawn(async move {
        wait_for_signal().await;
        let _ = sender.send(true);
        // Kept, so that waiting ends by the value and not by the sender's going.
        std::future::pending::<()>().await;
    });
    receiver
}

#[cfg(unix)]
async fn wait_for_signal() {
    use tokio::signal::unix::{SignalKind, signal};
    let Ok(mut terminate) = signal(SignalKind::terminate()) else {
        return;
    };
    tokio::select! {
        _ = terminate.recv() => {}
        _ = tokio::signal::ctrl_c() => {}
    }
}

#[cfg(not(unix))]
async fn wait_for_signal() {
    let _ = tokio::signal::ctrl_c().await;
}
