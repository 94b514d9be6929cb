//! A small HTTP/1.1 client: one connection kept alive, requests one after another. As little work
//! as possible, since it shares the cores with the server.

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::Outcome;

/// A connection to the server.
pub struct Client {
    stream: TcpStream,
    buffer: Vec<u8>,
    host: String,
}

/// An answer.
pub struct Answer {
    /// The status.
    pub status: u16,
    /// Header lines as they came.
    pub head: String,
    /// The body.
    pub body: Vec<u8>,
}

impl Answer {
    /// The first value of a header, by its small name.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| {
            let (key, value) = line.split_once(':')?;
            key.eq_ignore_ascii_case(name).then(|| value.trim())
        })
    }
}

impl Client {
    /// Connects to `host:port`.
    pub async fn connect(host: &str) -> Outcome<Self> {
        let stream = TcpStream::connect(host).await?;
        stream.set_nodelay(true)?;
        Ok(Self {
            stream,
            buffer: Vec::with_capacity(1 << 16),
            host: host.to_owned(),
        })
    }

    /// The bytes of a request; made once and sent often.
    pub fn request(&self, method: &str, path: &str, headers: &str, body: &str) -> Vec<u8> {
        let length = body.len();
        format!(
            "{method} {path} HTTP/1.1\r\nhost: {}\r\ncontent-length: {length}\r\n\
             {headers}\r\n{body}",
            self.host
        )
        .into_bytes()
    }

    /// Sends a request and reads the whole answer.
    pub async fn send(&mut self, request: &[u8]) -> Outcome<Answer> {
        self.stream.write_all(request).await?;
        self.buffer.clear();
        let end = loop {
            if let Some(at) = find(&self.buffer, b"\r\n\r\n") {
                break at;
            }
            self.read().await?;
        };
        let head = String::from_utf8_lossy(self.buffer.get(..end).unwrap_or_default()).into_owned();
        let status = head
            .get(9..12)
            .and_then(|text| text.parse().ok())
            .unwrap_or(0);
        let answer = Answer {
            status,
            head,
            body: Vec::new(),
        };
        let length = answer
            .header("content-length")
            .and_then(|text| text.parse().ok());
        let length: usize = length.ok_or("an answer without a length")?;
        let from = end + 4;
        while self.buffer.len() < from + length {
            self.read().await?;
        }
        let body = self
            .buffer
            .get(from..from + length)
            .unwrap_or_default()
            .to_vec();
        Ok(Answer { body, ..answer })
    }

    /// The same with as little work as possible: the status and the body.
    pub async fn send_quick(&mut self, request: &[u8]) -> Outcome<(u16, &[u8])> {
        self.stream.write_all(request).await?;
        self.buffer.clear();
        loop {
            self.read().await?;
            let Some(end) = find(&self.buffer, b"\r\n\r\n") else {
                continue;
            };
            let head = self.buffer.get(..end).unwrap_or_default();
            let length = length(head).ok_or("an answer without a length")?;
            let status = head
                .get(9..12)
                .and_then(|text| std::str::from_utf8(text).ok());
            let status = status.and_then(|text| text.parse().ok()).unwrap_or(0);
            let (from, to) = (end + 4, end + 4 + length);
            while self.buffer.len() < to {
                self.read().await?;
            }
            return Ok((status, self.buffer.get(from..to).unwrap_or_default()));
        }
    }

    async fn read(&mut self) -> Outcome<()> {
        if self.stream.read_buf(&mut self.buffer).await? == 0 {
            return Err("the server closed the connection".into());
        }
        Ok(())
    }
}

/// The content length that a head names.
fn length(head: &[u8]) -> Option<usize> {
    const NAME: &[u8] = b"content-length: ";
    let rest = head.get(find(head, NAME)? + NAME.len()..)?;
    let digits = rest.split(|byte| *byte == b'\r').next()?;
    std::str::from_utf8(digits).ok()?.parse().ok()
}

fn find(text: &[u8], part: &[u8]) -> Option<usize> {
    text.windows(part.len()).position(|window| window == part)
}
