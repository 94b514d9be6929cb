//! Decides a stream on several threads: each takes the next chunk, decides its lines, waits for its
//! turn and writes. Nothing queues up, so memory is a chunk and its answers for each thread.

use std::io::{self, Read, Write};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use super::append_line;
use super::chunks::{Chunk, Chunks};
use crate::pack::Policies;

/// Decides all lines of a stream, in the order of the input. So that
/// lines correspond, a blank one gets an error object, but for the last, which many editors leave
/// behind. Answers whether any line got an error object. An error is one of reading or writing;
/// nothing in the input causes it, and what came before it is answered.
pub fn decide_stream(
    policies: &Policies,
    edition: Option<&str>,
    reader: impl Read + Send,
    writer: impl Write + Send,
) -> io::Result<bool> {
    decide_stream_on(1, policies, edition, reader, writer)
}

/// The same, with the same answers, on so many threads.
pub fn decide_stream_on(
    threads: usize,
    policies: &Policies,
    edition: Option<&str>,
    reader: impl Read + Send,
    writer: impl Write + Send,
) -> io::Result<bool> {
    let stream = Stream {
        policies,
        edition,
        input: Mutex::new(Input {
            chunks: Chunks::new(reader),
            taken: 0,
            over: false,
        }),
        output: Mutex::new(Output {
            writer,
            written: 0,
            any_errors: false,
            broken: false,
            failed: None,
        }),
        turn: Condvar::new(),
    };
    std::thread::scope(|scope| {
        for _ in 1..threads {
            scope.spawn(|| stream.work());
        }
        stream.work();
    });
    let mut output = stream
        .output
        .into_inner()
        .unwrap_or_else(PoisonError::into_inner);
    match output.failed {
        Some(error) => Err(error),
        None => output.writer.flush().map(|()| output.any_errors),
    }
}

struct Stream<'p, R, W> {
    policies: &'p Policies,
    edition: Option<&'p str>,
    input: Mutex<Input<R>>,
    output: Mutex<Output<W>>,
    /// Told when a chunk has been written.
    turn: Condvar,
}

struct Input<R> {
    chunks: Chunks<R>,
    /// Chunks taken so far.
    taken: u64,
    /// At the end, or given up.
    over: bool,
}

struct Output<W> {
    writer: W,
    /// Chunks written so far: whose turn it is.
    written: u64,
    any_errors: bool,
    /// Nobody reads us any more.
    broken: bool,
    /// The first error of reading or writing.
    failed: Option<io::Error>,
}

impl<R: Read, W: Write> Stream<'_, R, W> {
    /// Takes chunks until there are no more.
    fn work(&self) {
        let (mut chunk, mut answers) = (Chunk::default(), String::new());
        while let Some(turn) = self.take(&mut chunk) {
            answers.clear();
            let any_errors = self.decide(&chunk, &mut answers);
            if !self.write(turn, &answers, any_errors) {
                lock(&self.input).over = true;
            }
        }
    }

    /// Fills the chunk and answers which one it is.
    fn take(&self, chunk: &mut Chunk) -> Option<u64> {
        let mut input = lock(&self.input);
        if input.over {
            return None;
        }
        match input.chunks.next(chunk) {
            Ok(true) => {
                input.taken += 1;
                Some(input.taken - 1)
            }
            Ok(false) => {
                input.over = true;
                None
            }
            Err(error) => {
                input.over = true;
                // Chunks that are still being decided come before it, and are written.
                lock(&self.output).failed.get_or_insert(error);
                None
            }
        }
    }

    fn decide(&self, chunk: &Chunk, answers: &mut String) -> bool {
        let mut any_errors = false;
        for (number, line) in chunk.lines() {
            any_errors |= !append_line(self.policies, number, line, self.edition, answers);
            answers.push('\n');
        }
        any_errors
    }

    /// Writes when it is this chunk's turn; false when nothing can be written any more.
    fn write(&self, turn: u64, answers: &str, any_errors: bool) -> bool {
        let mut output = lock(&self.output);
        while output.written != turn && !output.broken {
            output = self
                .turn
                .wait(output)
                .unwrap_or_else(PoisonError::into_inner);
        }
        if output.broken {
            return false;
        }
        let written = output
            .writer
            .write_all(answers.as_bytes())
            .and_then(|()| output.writer.flush());
        output.any_errors |= any_errors;
        output.written += 1;
        if let Err(error) = written {
            output.broken = true;
            output.failed.get_or_insert(error);
        }
        self.turn.notify_all();
        !output.broken
    }
}

/// A thread that panicked has left nothing half done that another would use.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
