//! What somebody was told.

use domain::messages::{self, Tell};
use domain::testing::{Cast, World};
use kernel::PageSize;

#[tokio::test]
async fn she_reads_what_she_was_told_and_nobody_else_does() {
    for world in World::on_each().await {
        let learner = Cast::id(&world.cast.learner);
        let mut op = world.system().await;
        for title in ["论坛", "高研班", "考察"] {
            let tell = Tell {
                to: &learner,
                kind: "claims-decided",
                details: &[("title", title.to_owned())],
                link: "/claims",
            };
            messages::tell(&mut op, tell).await.unwrap();
        }
        op.commit().await.unwrap();
        let mut op = world.op(&world.cast.learner).await;
        assert_eq!(messages::unread(&mut op).await.unwrap(), 3);
        let first = messages::list(&mut op, None, PageSize::new(2))
            .await
            .unwrap();
        let titles = |page: &[messages::Message]| -> Vec<String> {
            page.iter()
                .filter_map(|one| one.details.get("title").cloned())
                .collect()
        };
        assert_eq!(titles(&first.items), ["考察", "高研班"]);
        let rest = messages::list(&mut op, first.next.as_deref(), PageSize::new(2)).await;
        let rest = rest.unwrap();
        assert_eq!(titles(&rest.items), ["论坛"]);
        assert!(rest.next.is_none());
        // What was not shown is not read: the page with the older one, and then the newer ones.
        assert_eq!(messages::read(&mut op, &rest.items).await.unwrap(), 1);
        assert_eq!(messages::unread(&mut op).await.unwrap(), 2);
        let newest = &first.items[..1];
        assert_eq!(messages::read(&mut op, newest).await.unwrap(), 1);
        assert_eq!(messages::read(&mut op, newest).await.unwrap(), 0);
        op.commit().await.unwrap();
        let mut op = world.op(&world.cast.officer).await;
        assert_eq!(messages::unread(&mut op).await.unwrap(), 0);
        assert_eq!(messages::read(&mut op, &first.items).await.unwrap(), 0);
        op.commit().await.unwrap();
        let mut op = world.op(&world.cast.learner).await;
        assert_eq!(messages::unread(&mut op).await.unwrap(), 1);
    }
}
