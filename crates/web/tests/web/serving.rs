//! Connections, over a real socket: who is slow, who is one too many, and how serving ends.

use std::time::Duration;

use domain::testing::World;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use tokio::time::timeout;
use web::{App, Limits};

const HEALTH: &[u8] = b"GET /health HTTP/1.1\r\nhost: here\r\n\r\n";
/// Longer than anything here takes.
const LONG: Duration = Duration::from_secs(30);
/// Long enough for what would come if it came.
const SHORT: Duration = Duration::from_millis(300);

struct Serving {
    address: std::net::SocketAddr,
    stop: oneshot::Sender<()>,
    done: JoinHandle<()>,
    _world: World,
}

async fn serve(connections: usize, head: Duration) -> Serving {
    let world = World::new().await;
    let app = App::new(world.house.clone(), world.clock());
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = oneshot::channel();
    let limits = Limits {
        connections,
        head,
        stalled: head,
    };
    let done = tokio::spawn(web::serve(listener, app, limits, async {
        let _ = stopped.await;
    }));
    Serving {
        address,
        stop,
        done,
        _world: world,
    }
}

impl Serving {
    async fn connect(&self) -> TcpStream {
        TcpStream::connect(self.address).await.unwrap()
    }
}

/// Sends and reads one answer's beginning.
async fn ask(stream: &mut TcpStream, bytes: &[u8]) -> String {
    stream.write_all(bytes).await.unwrap();
    answer(stream).await
}

async fn answer(stream: &mut TcpStream) -> String {
    let mut answer = vec![0; 4096];
    let read = timeout(LONG, stream.read(&mut answer)).await.unwrap();
    String::from_utf8_lossy(&answer[..read.unwrap()]).into_owned()
}

#[tokio::test]
async fn who_never_ends_the_head_of_a_request_is_let_go() {
    let serving = serve(10, SHORT).await;
    let mut slow = serving.connect().await;
    slow.write_all(b"GET /health HTTP/1.1\r\nhost: ")
        .await
        .unwrap();
    let mut rest = Vec::new();
    timeout(LONG, slow.read_to_end(&mut rest))
        .await
        .unwrap()
        .unwrap();
    assert!(!String::from_utf8_lossy(&rest).contains(" 200 "));
    // Nobody else is any the worse for it.
    assert!(
        ask(&mut serving.connect().await, HEALTH)
            .await
            .contains(" 200 ")
    );
}

#[tokio::test]
async fn who_takes_nothing_of_what_he_asked_for_is_let_go() {
    let serving = serve(1, SHORT).await;
    let mut stalled = serving.connect().await;
    // More answers than both sockets hold: the server waits for him to read.
    let asked = HEALTH.repeat(500);
    let asking = async {
        loop {
            if stalled.write_all(&asked).await.is_err() {
                return;
            }
        }
    };
    timeout(LONG, asking).await.unwrap();
    assert!(
        ask(&mut serving.connect().await, HEALTH)
            .await
            .contains(" 200 ")
    );
}

#[tokio::test]
async fn one_too_many_waits_until_another_goes() {
    let serving = serve(2, LONG).await;
    let (mut first, mut second) = (serving.connect().await, serving.connect().await);
    assert!(ask(&mut first, HEALTH).await.contains(" 200 "));
    assert!(ask(&mut second, HEALTH).await.contains(" 200 "));
    let mut third = serving.connect().await;
    third.write_all(HEALTH).await.unwrap();
    assert!(timeout(SHORT, third.readable()).await.is_err(), "it waits");
    drop(first);
    assert!(answer(&mut third).await.contains(" 200 "));
    assert!(
        ask(&mut second, HEALTH).await.contains(" 200 "),
        "it was kept"
    );
}

#[tokio::test]
async fn a_request_that_has_begun_is_answered_before_serving_ends() {
    let serving = serve(10, LONG).await;
    let (mut begun, mut idle) = (serving.connect().await, serving.connect().await);
    assert!(ask(&mut idle, HEALTH).await.contains(" 200 "));
    let head = "POST /sign-in HTTP/1.1\r\nhost: here\r\nexpect: 100-continue\r\n\
                content-type: application/x-www-form-urlencoded\r\ncontent-length: 1\r\n\r\n";
    // The server asks for the body: the request has begun.
    let told = ask(&mut begun, head.as_bytes()).await;
    assert!(told.contains("100 Continue"), "{told}");
    serving.stop.send(()).unwrap();
    assert_eq!(
        timeout(LONG, idle.read(&mut [0; 1]))
            .await
            .unwrap()
            .unwrap(),
        0
    );
    let told = ask(&mut begun, b"x").await;
    assert!(told.starts_with("HTTP/1.1 4"), "{told}");
    timeout(LONG, serving.done).await.unwrap().unwrap();
    assert!(TcpStream::connect(serving.address).await.is_err());
}
