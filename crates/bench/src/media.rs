//! `cargo xtask bench media`: a lesson's film in ranges, as a player asks for it, beside what the
//! machine gives without us: reading the file, sending memory over loopback, and sending the file
//! over it by threads that do nothing else: read, then write.

use std::io::{Read as _, Write as _};
use std::path::Path;
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::Instant;

use crate::Outcome;
use crate::client::Client;
use crate::demo::Demo;
use crate::report::{line, median};

const PORT: u16 = 18_098;
const ROUNDS: usize = 5;
const TIME: Duration = Duration::from_secs(3);
/// The film on the disk, and what one request asks for.
const FILM_BYTES: u64 = 1024 * 1024 * 1024;
const RANGE_BYTES: u64 = 64 * 1024 * 1024;
const READ_BYTES: usize = 512 * 1024;

/// Runs it.
pub async fn run() -> Outcome<()> {
    let demo = Demo::start(PORT).await?;
    let cookie = demo.sign_in("learner").await?;
    let headers = format!("cookie: {cookie}\r\naccept: text/html\r\n");
    let address = film(&demo, &headers).await?;
    let stored = enlarge(&demo)?;
    line("medians of 5 rounds, GB/s");
    line(
        "connections   film   of bare   the file bare   memory bare   reading the file   \
         server's memory",
    );
    for connections in [1, 2, 16, 64] {
        let (mut films, mut reads, mut memory) = (vec![], vec![], vec![]);
        let (mut bare, mut ratios) = (vec![], vec![]);
        for _ in 0..ROUNDS {
            reads.push(read(&stored)?);
            memory.push(loopback(connections, None).await?);
            let poured = loopback(connections, Some(&stored)).await?;
            let film = fetch(&demo.host, &address, &cookie, connections).await?;
            ratios.push(film / poured);
            bare.push(poured);
            films.push(film);
        }
        line(format_args!(
            "{connections:>11} {:>6.2} {:>9.2} {:>15.2} {:>13.2} {:>18.2}   {}",
            median(films),
            median(ratios),
            median(bare),
            median(memory),
            median(reads),
            demo.memory(),
        ));
    }
    Ok(())
}

/// The signed address of a film of hers.
async fn film(demo: &Demo, headers: &str) -> Outcome<String> {
    let mut client = Client::connect(&demo.host).await?;
    let page = async |client: &mut Client, path: &str| {
        let request = client.request("GET", path, headers, "");
        let answer = client.send(&request).await?;
        Ok::<_, Box<dyn std::error::Error + Send + Sync>>(
            String::from_utf8_lossy(&answer.body).into_owned(),
        )
    };
    let link = |text: &str, start: &str| {
        let from = text.find(start)?;
        let rest = text.get(from..)?;
        rest.get(..rest.find('"')?).map(str::to_owned)
    };
    let courses = page(&mut client, "/learn").await?;
    let course = link(&courses, "/learn/enr_").ok_or("no enrolment")?;
    let course = course
        .split("/lessons/")
        .next()
        .unwrap_or_default()
        .to_owned();
    let lessons = page(&mut client, &course).await?;
    let lesson = link(&lessons, &format!("{course}/lessons/")).ok_or("no lesson")?;
    let lesson = page(&mut client, &lesson).await?;
    let film = link(&lesson, "/media/").ok_or("no film")?;
    Ok(film.replace("&#38;", "&").replace("&amp;", "&"))
}

/// Makes every film of the demo large; the path of one.
fn enlarge(demo: &Demo) -> Outcome<std::path::PathBuf> {
    let folder = demo.folder.join("files/media");
    let mut films = Vec::new();
    for entry in std::fs::read_dir(&folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|ending| ending == "mp4") {
            films.push(path);
        }
    }
    let first = films.first().ok_or("no films")?.clone();
    let chunk = vec![7_u8; READ_BYTES];
    let mut file = std::fs::File::create(&first)?;
    for _ in 0..FILM_BYTES / u64::try_from(READ_BYTES)? {
        file.write_all(&chunk)?;
    }
    for other in films.iter().skip(1) {
        std::fs::remove_file(other)?;
        std::fs::hard_link(&first, other)?;
    }
    Ok(first)
}

/// GB/s of one thread that reads the file from the page cache.
fn read(path: &Path) -> Outcome<f64> {
    let mut buffer = vec![0; READ_BYTES];
    let (start, mut bytes) = (Instant::now(), 0_u64);
    while start.elapsed() < TIME / 3 {
        let mut file = std::fs::File::open(path)?;
        loop {
            let read = file.read(&mut buffer)?;
            bytes += u64::try_from(read)?;
            if read == 0 || start.elapsed() >= TIME / 3 {
                break;
            }
        }
    }
    Ok(rate(bytes, start))
}

/// GB/s over loopback of a file, or of bytes of memory without one: what the machine could send.
async fn loopback(connections: usize, file: Option<&Path>) -> Outcome<f64> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    let file = file.map(Path::to_owned);
    let sending = tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let Ok(stream) = stream.into_std() else {
                return;
            };
            let file = file.clone();
            // Ends when its reader has gone.
            std::thread::spawn(move || pour(stream, file.as_deref()));
        }
    });
    let (start, mut readers) = (Instant::now(), Vec::new());
    for _ in 0..connections {
        readers.push(tokio::spawn(async move {
            let mut stream = TcpStream::connect(address).await?;
            let (mut buffer, mut bytes) = (vec![0; READ_BYTES], 0_u64);
            while start.elapsed() < TIME / 3 {
                bytes += u64::try_from(stream.read(&mut buffer).await?).unwrap_or(0);
            }
            Ok::<_, std::io::Error>(bytes)
        }));
    }
    let mut bytes = 0;
    for reader in readers {
        bytes += reader.await??;
    }
    sending.abort();
    Ok(rate(bytes, start))
}

/// Sends a file again and again, or bytes of memory, until nobody reads.
fn pour(mut stream: std::net::TcpStream, file: Option<&Path>) -> std::io::Result<()> {
    stream.set_nonblocking(false)?;
    let mut chunk = vec![7_u8; READ_BYTES];
    let Some(path) = file else {
        loop {
            stream.write_all(&chunk)?;
        }
    };
    loop {
        let mut file = std::fs::File::open(path)?;
        loop {
            let read = file.read(&mut chunk)?;
            if read == 0 {
                break;
            }
            stream.write_all(chunk.get(..read).unwrap_or_default())?;
        }
    }
}

/// GB/s of ranges of the film, one after another on each connection.
async fn fetch(host: &str, film: &str, cookie: &str, connections: usize) -> Outcome<f64> {
    let (start, mut readers) = (Instant::now(), Vec::new());
    for number in 0..connections {
        let (host, film, cookie) = (host.to_owned(), film.to_owned(), cookie.to_owned());
        readers.push(tokio::spawn(async move {
            let mut stream = TcpStream::connect(&host).await?;
            let (mut buffer, mut bytes) = (vec![0; READ_BYTES], 0_u64);
            let mut from = u64::try_from(number)? * RANGE_BYTES % FILM_BYTES;
            while start.elapsed() < TIME {
                let to = from + RANGE_BYTES - 1;
                let request = format!(
                    "GET {film} HTTP/1.1\r\nhost: {host}\r\ncookie: {cookie}\r\n\
                     range: bytes={from}-{to}\r\n\r\n"
                );
                stream.write_all(request.as_bytes()).await?;
                bytes += range(&mut stream, &mut buffer).await?;
                from = (from + RANGE_BYTES) % FILM_BYTES;
            }
            Ok::<_, Box<dyn std::error::Error + Send + Sync>>(bytes)
        }));
    }
    let mut bytes = 0;
    for reader in readers {
        bytes += reader.await??;
    }
    Ok(rate(bytes, start))
}

/// Reads one answer and lets its bytes go.
async fn range(stream: &mut TcpStream, buffer: &mut [u8]) -> Outcome<u64> {
    let mut head = Vec::new();
    let behind = loop {
        let read = stream.read(buffer).await?;
        if read == 0 {
            return Err("the server closed the connection".into());
        }
        head.extend_from_slice(buffer.get(..read).unwrap_or_default());
        if let Some(end) = head.windows(4).position(|window| window == b"\r\n\r\n") {
            break head.len() - end - 4;
        }
    };
    if !head.starts_with(b"HTTP/1.1 206") {
        return Err(String::from_utf8_lossy(head.get(..200).unwrap_or(&head)).into());
    }
    let mut left = RANGE_BYTES - u64::try_from(behind)?;
    while left > 0 {
        let read = u64::try_from(stream.read(buffer).await?)?;
        if read == 0 {
            return Err("the range was cut".into());
        }
        left -= read;
    }
    Ok(RANGE_BYTES)
}

#[expect(
    clippy::as_conversions,
    clippy::cast_precision_loss,
    reason = "a rate for people to read"
)]
fn rate(bytes: u64, start: Instant) -> f64 {
    bytes as f64 / 1e9 / start.elapsed().as_secs_f64()
}
