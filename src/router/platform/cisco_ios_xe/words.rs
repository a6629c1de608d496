//! Words of IOS-XE for ciphers and hashes.

use crate::uplink::crypto::{Encryption, Hash, Proposal};

/// `aes-cbc-256`
pub(super) const fn cipher(encryption: Encryption) -> &'static str {
    match encryption {
        Encryption::Aes128 => "aes-cbc-128",
        Encryption::Aes256 => "aes-cbc-256",
        Encryption::Aes128Gcm16 => "aes-gcm-128",
        Encryption::Aes256Gcm16 => "aes-gcm-256",
    }
}

/// `sha384`
pub(super) const fn hash(hash: Hash) -> &'static str {
    match hash {
        Hash::Sha1 => "sha1",
        Hash::Sha256 => "sha256",
        Hash::Sha384 => "sha384",
        Hash::Sha512 => "sha512",
    }
}

/// `esp-gcm 256`, `esp-aes 256 esp-sha256-hmac`.
pub(super) fn transform(phase: Proposal) -> String {
    let integrity = match phase.hash {
        Hash::Sha1 => "esp-sha-hmac",
        Hash::Sha256 => "esp-sha256-hmac",
        Hash::Sha384 => "esp-sha384-hmac",
        Hash::Sha512 => "esp-sha512-hmac",
    };
    match phase.encryption {
        Encryption::Aes128 => format!("esp-aes {integrity}"),
        Encryption::Aes256 => format!("esp-aes 256 {integrity}"),
        Encryption::Aes128Gcm16 => "esp-gcm".to_owned(),
        Encryption::Aes256Gcm16 => "esp-gcm 256".to_owned(),
    }
}
