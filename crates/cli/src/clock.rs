//! The clocks: real, and the demo's, which is shifted and runs at real speed. The only place that
//! reads the time.

use std::sync::Arc;
use std::time::UNIX_EPOCH;

use kernel::Instant;
use web::Clock;

/// Microseconds since 1970 by the machine's clock.
#[expect(clippy::disallowed_methods, reason = "the one place where time enters")]
fn micros() -> i64 {
    std::time::SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .ok()
        .and_then(|passed| i64::try_from(passed.as_micros()).ok())
        .unwrap_or(0)
}

/// The machine's clock.
pub fn real() -> Clock {
    Arc::new(|| Instant::from_micros(micros()))
}

/// The machine's clock, moved by so many microseconds.
pub fn shifted(by_micros: i64) -> Clock {
    Arc::new(move || Instant::from_micros(micros() + by_micros))
}

/// How far the machine's clock must be moved so that it is `start` now.
pub fn shift_to(start: Instant) -> i64 {
    start.micros() - micros()
}

/// Random bytes of the operating system.
#[expect(
    clippy::disallowed_methods,
    reason = "the edge is where randomness enters"
)]
pub fn random<const N: usize>() -> [u8; N] {
    std::array::from_fn(|_| rand::random())
}
