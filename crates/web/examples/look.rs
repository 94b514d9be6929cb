//! Scratch server.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "scratch")]
use domain::identity;
use domain::testing::{Cast, World};
use std::sync::Arc;

#[tokio::main]
async fn main() {
    let world = World::new().await;
    let hash = identity::hash_password(&world.house, "xueshi2022", [7; 16])
        .await
        .unwrap();
    let mut accounts = Vec::new();
    for (role, actor, n) in [
        ("learner", &world.cast.learner, 1),
        ("employer_admin", &world.cast.employer_admin, 3),
        ("bureau_officer", &world.cast.second_officer, 7),
    ] {
        let mut op = world.op(actor).await;
        identity::set_password(&mut op, &Cast::id(actor), &hash)
            .await
            .unwrap();
        op.commit().await.unwrap();
        accounts.push(web::DemoAccount {
            role: role.into(),
            name: actor.name().into(),
            login: format!("138000000{n:02}"),
            password: "xueshi2022".into(),
        });
    }
    let mut app = web::App::new(world.house.clone(), world.clock());
    let outbox = world.outbox.clone();
    app.demo = Some(Arc::new(web::Demo {
        accounts,
        cashier: Arc::new(domain::seams::Sandbox::new(vec![9; 32])),
        outbox: Arc::new(move || {
            outbox
                .messages()
                .into_iter()
                .map(|(to, text)| web::DemoText { to, text })
                .collect()
        }),
    }));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:8391")
        .await
        .unwrap();
    println!("up");
    axum::serve(listener, web::router(app)).await.unwrap();
}
