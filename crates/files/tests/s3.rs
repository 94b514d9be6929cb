//! The file store's contract, on a folder and on a real S3 server (moto, which the set-up step puts
//! into `data/python`). Where the server is not installed, that half says so and is left out.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stderr,
    reason = "a test fails by panicking, and says what it left out"
)]

use std::io::{BufRead as _, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use domain::seams::{FileStore, Folder};
use files::{Address, Keys, S3};
use futures::TryStreamExt as _;

/// A server of its own, which ends with the test.
struct Server {
    child: Child,
    address: String,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Server {
    /// Starts one on a free port; none when it is not installed.
    fn start() -> Option<Self> {
        let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..");
        let python = root.join("data/python/bin/python");
        if !python.is_file() {
            return None;
        }
        let script = "from moto.server import ThreadedMotoServer as S\n\
                      import sys\n\
                      s = S(ip_address='127.0.0.1', port=0, verbose=False)\n\
                      s.start()\n\
                      print(s.get_host_and_port()[1], flush=True)\n\
                      sys.stdin.read()\n";
        let mut child = Command::new(python)
            .args(["-c", script])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        let address = format!("http://127.0.0.1:{}", line.trim());
        Some(Self { child, address })
    }

    fn store(&self) -> S3 {
        let address = Address::parse(&format!("s3:{}/films/xueshi", self.address)).unwrap();
        let keys = Keys::parse("test\ntest").unwrap();
        S3::new(&address, "us-east-1", &keys).unwrap()
    }

    /// Asks for an address with curl's plainest words: making a bucket wants no signature of moto.
    fn make_bucket(&self) {
        use std::io::{Read as _, Write as _};
        let host = self.address.strip_prefix("http://").unwrap();
        let mut stream = std::net::TcpStream::connect(host).unwrap();
        write!(
            stream,
            "PUT /films HTTP/1.1\r\nHost: {host}\r\nContent-Length: 0\r\nConnection: close\r\n\
             Authorization: AWS4-HMAC-SHA256 Credential=test/20220101/us-east-1/s3/aws4_request, \
             SignedHeaders=host, Signature=0\r\n\r\n"
        )
        .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    }
}

async fn read(store: &dyn FileStore, key: &str, from: u64, to: u64) -> Vec<u8> {
    let pieces: Vec<_> = store
        .read(key, from..to)
        .await
        .unwrap()
        .try_collect()
        .await
        .unwrap();
    pieces.concat()
}

/// What every file store does.
async fn keeps_its_contract(store: &dyn FileStore) {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(store.head("media/none.mp4").await.unwrap(), None);
    let code = store.get("media/none.mp4").await.unwrap_err().code();
    assert_eq!(code, "house.no_file");
    let code = store.put("../x", "y".into()).await.unwrap_err().code();
    assert_eq!(code, "house.bad_file_key");

    store.put("cards/a.pdf", "abc".into()).await.unwrap();
    store.put("cards/a.pdf", "abc".into()).await.unwrap();
    assert_eq!(store.get("cards/a.pdf").await.unwrap(), b"abc");
    let head = store.head("cards/a.pdf").await.unwrap().unwrap();
    assert_eq!(head.size, 3);
    assert!(!head.tag.is_empty() && !head.tag.contains('"'), "{head:?}");

    // Larger than two parts, so that it goes in parts; the bytes tell their place.
    let film: Vec<u8> = (0..9_000_000_u32).flat_map(u32::to_le_bytes).collect();
    let from = folder.path().join("film");
    std::fs::write(&from, &film).unwrap();
    store.take("media/film.mp4", &from).await.unwrap();
    assert!(!from.exists(), "it was taken");
    let head = store.head("media/film.mp4").await.unwrap().unwrap();
    assert_eq!(head.size, 36_000_000);
    let whole = read(store, "media/film.mp4", 0, head.size).await;
    assert!(whole == film, "the bytes are the same");
    let part = read(store, "media/film.mp4", 20_000_001, 20_600_002).await;
    assert!(part == film[20_000_001..20_600_002]);
    assert!(read(store, "media/film.mp4", 5, 5).await.is_empty());
    std::fs::write(&from, &film).unwrap();
    store.take("media/film.mp4", &from).await.unwrap();
    assert!(
        !from.exists(),
        "taking the same again leaves nothing behind"
    );

    store.delete("media/film.mp4").await.unwrap();
    store.delete("media/film.mp4").await.unwrap();
    assert_eq!(store.head("media/film.mp4").await.unwrap(), None);
}

#[tokio::test]
async fn a_folder_keeps_the_contract() {
    let folder = tempfile::tempdir().unwrap();
    keeps_its_contract(&Folder::new(folder.path().join("files")).unwrap()).await;
}

#[tokio::test]
async fn a_real_s3_server_keeps_the_contract() {
    let Some(server) = Server::start() else {
        eprintln!("left out: no S3 server; `cargo xtask setup` installs moto");
        return;
    };
    server.make_bucket();
    keeps_its_contract(&server.store()).await;
}

#[tokio::test]
async fn a_server_that_is_away_is_told_as_such() {
    let address = Address::parse("s3:http://127.0.0.1:9/films").unwrap();
    let store = S3::new(&address, "us-east-1", &Keys::parse("a\nb").unwrap()).unwrap();
    let refused = store.head("media/a.mp4").await.unwrap_err();
    assert_eq!(refused.code(), "house.file_store_away");
}
