//! Payment houses that come with the product: the transfer to the bureau's account, and the
//! sandbox cashier that only the demo offers.

use hmac::{Hmac, Mac};
use kernel::{Fault, Fen, Kind, Outcome};
use serde::{Deserialize, Serialize};
use sha2::Sha256;

use super::{PaymentGateway, PaymentNotice, PaymentStep};

/// Transfer to the bureau's account; an officer confirms it, no notice ever comes in.
pub struct Transfer {
    /// Account: name, number, bank.
    pub account: [String; 3],
}

impl PaymentGateway for Transfer {
    fn name(&self) -> &'static str {
        "transfer"
    }

    fn start(&self, _order_number: &str, _fen: Fen) -> PaymentStep {
        let [account_name, account_number, bank] = self.account.clone();
        PaymentStep::Transfer {
            account_name,
            account_number,
            bank,
        }
    }

    fn read_notice(&self, _body: &[u8], _signature: &str) -> Outcome<PaymentNotice> {
        Err(bad_signature())
    }
}

/// A cashier that takes no money and sends signed notices as a real house would. Demo only.
pub struct Sandbox {
    secret: Vec<u8>,
}

/// What the sandbox's notices say, as JSON.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SandboxNotice {
    reference: String,
    order_number: String,
    fen: i64,
}

impl Sandbox {
    /// A cashier that signs with this secret.
    pub fn new(secret: Vec<u8>) -> Self {
        Self { secret }
    }

    /// A notice as the cashier sends it: body and signature.
    pub fn notice(
        &self,
        reference: &str,
        order_number: &str,
        fen: Fen,
    ) -> Outcome<(String, String)> {
        let notice = SandboxNotice {
            reference: reference.to_owned(),
            order_number: order_number.to_owned(),
            fen: fen.get(),
        };
        let body = serde_json::to_string(&notice)
            .map_err(|error| Fault::internal("house.sandbox", error))?;
        let signature = hex::encode(self.mac(body.as_bytes())?.finalize().into_bytes());
        Ok((body, signature))
    }

    fn mac(&self, body: &[u8]) -> Outcome<Hmac<Sha256>> {
        let mut mac = <Hmac<Sha256> as hmac::KeyInit>::new_from_slice(&self.secret)
            .map_err(|_| Fault::internal("house.sandbox", "key length"))?;
        mac.update(body);
        Ok(mac)
    }
}

impl PaymentGateway for Sandbox {
    fn name(&self) -> &'static str {
        "sandbox"
    }

    fn start(&self, order_number: &str, _fen: Fen) -> PaymentStep {
        PaymentStep::Visit {
            address: format!("/demo/cashier/{order_number}"),
        }
    }

    fn read_notice(&self, body: &[u8], signature: &str) -> Outcome<PaymentNotice> {
        let signature = hex::decode(signature).map_err(|_| bad_signature())?;
        self.mac(body)?
            .verify_slice(&signature)
            .map_err(|_| bad_signature())?;
        let notice: SandboxNotice = serde_json::from_slice(body)
            .map_err(|_| Fault::new(Kind::Invalid, "orders.bad_notice"))?;
        Ok(PaymentNotice {
            gateway: "sandbox",
            reference: notice.reference,
            order_number: notice.order_number,
            fen: Fen::new(notice.fen),
        })
    }
}

fn bad_signature() -> Fault {
    Fault::new(Kind::Forbidden, "orders.bad_signature")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_notice_with_a_forged_signature_or_body_is_refused() {
        let cashier = Sandbox::new(vec![7; 32]);
        let (body, signature) = cashier
            .notice("r1", "2022121512345678", Fen::new(5))
            .unwrap();
        assert_eq!(
            cashier
                .read_notice(body.as_bytes(), &signature)
                .unwrap()
                .fen,
            Fen::new(5)
        );
        let forged = body.replace(":5", ":0");
        let refused = cashier
            .read_notice(forged.as_bytes(), &signature)
            .unwrap_err();
        assert_eq!(refused.code(), "orders.bad_signature");
        assert!(cashier.read_notice(body.as_bytes(), "00").is_err());
    }
}
