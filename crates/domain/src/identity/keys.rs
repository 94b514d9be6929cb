//! Keys for identity numbers and telephones (sealing them, and finding them without opening), and
//! for what we sign.

use aes_gcm::aead::{Aead, KeyInit};
use aes_gcm::{Aes256Gcm, Nonce};
use hmac::{Hmac, Mac};
use kernel::{Fault, Outcome};
use sha2::Sha256;

use crate::Op;

/// Keys derived from the one secret of the configuration.
#[derive(Clone)]
pub struct Keys {
    cipher: Aes256Gcm,
    finder: [u8; 32],
    signer: [u8; 32],
}

/// Bytes of an AES-GCM nonce, which stand before the sealed text.
const NONCE: usize = 12;

impl Keys {
    /// Derives the keys; the secret has at least 32 bytes (the configuration checks it).
    pub fn derive(secret: &[u8]) -> Outcome<Self> {
        let cipher = Aes256Gcm::new_from_slice(&keyed(secret, b"seal")?)
            .map_err(|_| Fault::internal("house.keys", "key length"))?;
        Ok(Self {
            cipher,
            finder: keyed(secret, b"find")?,
            signer: keyed(secret, b"sign")?,
        })
    }

    /// Seals a text; the same text never gives the same bytes.
    pub fn seal(&self, op: &mut Op, text: &str) -> Outcome<Vec<u8>> {
        self.seal_bytes(op, text.as_bytes())
    }

    /// Seals bytes; the same ones never give the same again.
    pub fn seal_bytes(&self, op: &mut Op, bytes: &[u8]) -> Outcome<Vec<u8>> {
        let nonce: [u8; NONCE] = op.random_bytes();
        let sealed = self
            .cipher
            .encrypt(&Nonce::from(nonce), bytes)
            .map_err(|_| Fault::internal("house.keys", "seal"))?;
        Ok([nonce.as_slice(), &sealed].concat())
    }

    /// Opens what was sealed.
    pub fn open(&self, sealed: &[u8]) -> Outcome<String> {
        String::from_utf8(self.open_bytes(sealed)?).map_err(|_| not_opened())
    }

    /// Opens bytes that were sealed.
    pub fn open_bytes(&self, sealed: &[u8]) -> Outcome<Vec<u8>> {
        let (nonce, sealed) = sealed.split_first_chunk::<NONCE>().ok_or_else(not_opened)?;
        self.cipher
            .decrypt(&Nonce::from(*nonce), sealed)
            .map_err(|_| not_opened())
    }

    /// The hash under which a number is found; `kind` keeps ids and telephones apart.
    pub fn find_hash(&self, kind: &str, text: &str) -> Outcome<Vec<u8>> {
        Ok(keyed(&self.finder, format!("{kind}:{text}").as_bytes())?.to_vec())
    }

    /// A signature of a text that we gave out and will be shown again; `kind` keeps purposes apart.
    pub fn sign(&self, kind: &str, text: &str) -> Outcome<[u8; 32]> {
        keyed(&self.signer, format!("{kind}:{text}").as_bytes())
    }
}

fn not_opened() -> Fault {
    Fault::internal("house.keys", "cannot be opened: is the secret another one?")
}

fn keyed(key: &[u8], message: &[u8]) -> Outcome<[u8; 32]> {
    let mut mac = <Hmac<Sha256> as hmac::KeyInit>::new_from_slice(key)
        .map_err(|_| Fault::internal("house.keys", "key length"))?;
    mac.update(message);
    Ok(mac.finalize().into_bytes().into())
}
