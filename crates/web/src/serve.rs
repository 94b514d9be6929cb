//! Serving the router on a socket until told to stop.

use kernel::{Fault, Outcome};
use tokio::net::TcpListener;

use crate::{App, router};

/// Serves until `stop` is done, then lets open requests finish.
pub async fn serve(
    listener: TcpListener,
    app: App,
    stop: impl Future<Output = ()> + Send + 'static,
) -> Outcome<()> {
    axum::serve(listener, router(app))
        .with_graceful_shutdown(stop)
        .await
        .map_err(|error| Fault::internal("server.failed", error))
}
