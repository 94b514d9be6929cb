//! Serving the router on a socket until told to stop.

use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio_io_timeout::TimeoutStream;

use crate::{App, router};

/// What connections may ask of the server.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Connections that are open at a time; more wait in the system's queue until one ends. Each
    /// may hold some tens of kilobytes.
    pub connections: usize,
    /// How long a connection may take for the head of its next request, or stay open without one.
    pub head: Duration,
    /// How long what is answered may wait for a reader who takes none of it.
    pub stalled: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connections: 16_384,
            // Longer than four beats, so that a player keeps its connection.
            head: Duration::from_secs(75),
            stalled: Duration::from_secs(75),
        }
    }
}

/// What a connection gathers before it writes. A piece of a film alone is more, and goes to the
/// socket while the processor still has it near.
const GATHERED_BYTES: usize = 128 * 1024;
/// When no connection can be accepted (no more files may be open, say), the next try is made so
/// much later.
const ACCEPT_PAUSE: Duration = Duration::from_millis(200);

/// Serves until `stop` is done, then lets open requests finish.
pub async fn serve(
    listener: TcpListener,
    app: App,
    limits: Limits,
    stop: impl Future<Output = ()> + Send + 'static,
) {
    let service = TowerToHyperService::new(router(app));
    let room = Arc::new(Semaphore::new(limits.connections));
    let open = GracefulShutdown::new();
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new())
        .header_read_timeout(limits.head)
        .max_buf_size(GATHERED_BYTES);
    let mut stop = pin!(stop);
    loop {
        let accepted = async {
            let room = Arc::clone(&room).acquire_owned().await;
            (accept(&listener).await, room)
        };
        let (stream, room) = tokio::select! {
            accepted = accepted => accepted,
            () = &mut stop => break,
        };
        let mut stream = TimeoutStream::new(stream);
        stream.set_write_timeout(Some(limits.stalled));
        let stream = TokioIo::new(Box::pin(stream));
        let connection = http.serve_connection(stream, service.clone());
        let connection = open.watch(connection);
        tokio::spawn(async move {
            // What goes wrong here is a browser that went away.
            if let Err(error) = connection.await {
                tracing::trace!(%error, "a connection ended early");
            }
            drop(room);
        });
    }
    drop(listener);
    open.shutdown().await;
}

/// The next connection.
async fn accept(listener: &TcpListener) -> TcpStream {
    loop {
        match listener.accept().await {
            Ok((stream, _)) => {
                // An answer is written at once and need not wait for more.
                if let Err(error) = stream.set_nodelay(true) {
                    tracing::trace!(%error, "a connection was gone at once");
                }
                return stream;
            }
            // It went away before it was accepted: the next may be there already.
            Err(error) if has_gone(&error) => {}
            Err(error) => {
                tracing::warn!(%error, "a connection could not be accepted");
                tokio::time::sleep(ACCEPT_PAUSE).await;
            }
        }
    }
}

fn has_gone(error: &std::io::Error) -> bool {
    use std::io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    matches!(
        error.kind(),
        ConnectionAborted | ConnectionRefused | ConnectionReset
    )
}
