//! What IANA calls the transforms of IKEv2 and ESP, so that they are found in the menus of any device. In comes a value in AWS's words, out
//! goes IANA's name with its number. <https://www.iana.org/assignments/ikev2-parameters/ikev2-parameters.xhtml>

use crate::uplink::crypto::{Encryption, Group, Hash};

/// Transform type 1.
pub(super) const fn encryption(encryption: Encryption) -> &'static str {
    match encryption {
        Encryption::Aes128 => "ENCR_AES_CBC (12), key length 128",
        Encryption::Aes256 => "ENCR_AES_CBC (12), key length 256",
        Encryption::Aes128Gcm16 => "ENCR_AES_GCM_16 (20), key length 128",
        Encryption::Aes256Gcm16 => "ENCR_AES_GCM_16 (20), key length 256",
    }
}

/// Transform type 3; none beside a cipher that authenticates by itself.
pub(super) const fn integrity(encryption: Encryption, hash: Hash) -> &'static str {
    match hash {
        _ if encryption.is_gcm() => "NONE (0)",
        Hash::Sha1 => "AUTH_HMAC_SHA1_96 (2)",
        Hash::Sha256 => "AUTH_HMAC_SHA2_256_128 (12)",
        Hash::Sha384 => "AUTH_HMAC_SHA2_384_192 (13)",
        Hash::Sha512 => "AUTH_HMAC_SHA2_512_256 (14)",
    }
}

/// Transform type 2.
pub(super) const fn random(hash: Hash) -> &'static str {
    match hash {
        Hash::Sha1 => "PRF_HMAC_SHA1 (2)",
        Hash::Sha256 => "PRF_HMAC_SHA2_256 (5)",
        Hash::Sha384 => "PRF_HMAC_SHA2_384 (6)",
        Hash::Sha512 => "PRF_HMAC_SHA2_512 (7)",
    }
}

/// Transform type 4.
pub(super) const fn group(group: Group) -> &'static str {
    match group {
        Group::G14 => "2048-bit MODP Group (14)",
        Group::G15 => "3072-bit MODP Group (15)",
        Group::G16 => "4096-bit MODP Group (16)",
        Group::G17 => "6144-bit MODP Group (17)",
        Group::G18 => "8192-bit MODP Group (18)",
        Group::G19 => "256-bit random ECP group (19)",
        Group::G20 => "384-bit random ECP group (20)",
        Group::G21 => "521-bit random ECP group (21)",
    }
}
