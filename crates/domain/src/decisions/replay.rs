//! Replaying a kept decision: the facts that were kept, put once more to the edition with the
//! digest that was kept, must give the bytes that were shown.

use db::Tx;
use kernel::{DecisionId, Outcome};
use policy::Policies;

use super::model::Shown;
use super::{Error, store};

/// What a replay finds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Replay {
    /// The same bytes as were shown.
    Same,
    /// Other bytes, or a refusal: these.
    Differs(String),
    /// No edition with the digest that decided is at hand.
    EditionAway,
}

impl Shown {
    /// Decides again by what was kept, and compares.
    pub fn replay(&self, policies: &Policies) -> Replay {
        // The digest is what counts: a file that was edited under the same id is another edition.
        let edition = policies.editions().iter().find(|edition| {
            edition.digest() == self.edition_digest && edition.id() == self.edition_id
        });
        let Some(edition) = edition else {
            return Replay::EditionAway;
        };
        let again = match policy::decide(edition, &self.applicant) {
            Ok(decision) => decision.to_json(),
            Err(refused) => refused.to_string(),
        };
        if again == self.text {
            Replay::Same
        } else {
            Replay::Differs(again)
        }
    }
}

/// The bytes of a kept decision, after they were computed once more and found the same.
/// For the machine's owner, who asks on the command line: permission is not asked here.
///
/// `decisions.unknown_decision`, `decisions.edition_away`, `decisions.replay_differs`.
pub async fn replay(tx: &mut Tx, policies: &Policies, id: &DecisionId) -> Outcome<String> {
    let shown = store::get(tx, id).await?;
    match shown.replay(policies) {
        Replay::Same => Ok(shown.text),
        Replay::Differs(again) => Err(Error::ReplayDiffers
            .fault()
            .with("shown", shown.text)
            .with("again", again)),
        Replay::EditionAway => Err(Error::EditionAway
            .fault()
            .with("edition", shown.edition_id)
            .with("digest", shown.edition_digest)),
    }
}
