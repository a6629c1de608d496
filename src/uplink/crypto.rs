//! What protects a tunnel. In come the values that AWS knows, out go typed ones. Which word a platform has for a value stands
//! with the platform; what a value costs in bytes stands in [`mtu`](super::mtu).
//!
//! Left out on purpose: certificates, version 1 of IKE and the groups 2, 5 and 22 to 24, which are too weak for a new tunnel.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

use crate::net::Invalid;

/// How packets are encrypted. <https://docs.aws.amazon.com/vpn/latest/s2svpn/VPNTunnels.html>
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize, JsonSchema)]
pub enum Encryption {
    /// AES-CBC with 128 bits.
    #[serde(rename = "AES128")]
    Aes128,
    /// AES-CBC with 256 bits.
    #[serde(rename = "AES256")]
    Aes256,
    /// AES-GCM with 128 bits and a tag of 16 bytes.
    #[serde(rename = "AES128-GCM-16")]
    Aes128Gcm16,
    /// AES-GCM with 256 bits and a tag of 16 bytes.
    #[serde(rename = "AES256-GCM-16")]
    Aes256Gcm16,
}

impl Encryption {
    /// Whether it authenticates by itself.
    #[must_use]
    pub const fn is_gcm(self) -> bool {
        matches!(self, Self::Aes128Gcm16 | Self::Aes256Gcm16)
    }
}

impl fmt::Display for Encryption {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Aes128 => "AES128",
            Self::Aes256 => "AES256",
            Self::Aes128Gcm16 => "AES128-GCM-16",
            Self::Aes256Gcm16 => "AES256-GCM-16",
        })
    }
}

/// A hash function: integrity beside AES-CBC, and the pseudo-random function of phase 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize, JsonSchema)]
pub enum Hash {
    /// SHA-1, only for peers that have nothing else.
    #[serde(rename = "SHA1")]
    Sha1,
    /// SHA-256.
    #[serde(rename = "SHA2-256")]
    Sha256,
    /// SHA-384.
    #[serde(rename = "SHA2-384")]
    Sha384,
    /// SHA-512.
    #[serde(rename = "SHA2-512")]
    Sha512,
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Sha1 => "SHA1",
            Self::Sha256 => "SHA2-256",
            Self::Sha384 => "SHA2-384",
            Self::Sha512 => "SHA2-512",
        })
    }
}

/// A Diffie-Hellman group (RFC 3526, RFC 5903).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(try_from = "u32", into = "u32")]
pub enum Group {
    /// 2048 bits.
    G14,
    /// 3072 bits.
    G15,
    /// 4096 bits.
    G16,
    /// 6144 bits.
    G17,
    /// 8192 bits.
    G18,
    /// NIST P-256.
    G19,
    /// NIST P-384.
    G20,
    /// NIST P-521.
    G21,
}

impl Group {
    /// Its number at IANA, which AWS and most platforms use.
    #[must_use]
    pub const fn number(self) -> u8 {
        match self {
            Self::G14 => 14,
            Self::G15 => 15,
            Self::G16 => 16,
            Self::G17 => 17,
            Self::G18 => 18,
            Self::G19 => 19,
            Self::G20 => 20,
            Self::G21 => 21,
        }
    }
}

impl Group {
    const ALL: [Self; 8] = [Self::G14, Self::G15, Self::G16, Self::G17, Self::G18, Self::G19, Self::G20, Self::G21];
}

impl TryFrom<u32> for Group {
    type Error = Invalid;

    fn try_from(number: u32) -> Result<Self, Invalid> {
        let found = Self::ALL.into_iter().find(|group| u32::from(group.number()) == number);
        found.ok_or_else(|| {
            Invalid::new(format!("netgen has no Diffie-Hellman group `{number}`"))
                .help("write 14 to 21; 19 and 20 are the usual ones, and older groups are too weak")
        })
    }
}

impl From<Group> for u32 {
    fn from(group: Group) -> Self {
        Self::from(group.number())
    }
}

impl JsonSchema for Group {
    fn schema_name() -> Cow<'static, str> {
        "DhGroup".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "integer", "minimum": 14, "maximum": 21, "description": "A Diffie-Hellman group." })
    }
}

/// One value for each option: AWS takes the lowest that it is allowed, so a list would choose the weakest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Proposal {
    /// The cipher.
    pub encryption: Encryption,
    /// Integrity, and in phase 1 the pseudo-random function. Phase 2 with AES-GCM does not use it.
    pub hash: Hash,
    /// The group of the key exchange. In phase 2 it first matters when the tunnel is rekeyed.
    pub group: Group,
}

/// Both phases of a tunnel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Crypto {
    /// IKE.
    pub phase1: Proposal,
    /// ESP.
    pub phase2: Proposal,
}

impl Default for Crypto {
    /// AES256 with SHA2-384 in phase 1, AES256-GCM-16 in phase 2, group 20 in both. No GCM in phase 1: AWS has no option for
    /// the pseudo-random function that it would need.
    fn default() -> Self {
        Self {
            phase1: Proposal { encryption: Encryption::Aes256, hash: Hash::Sha384, group: Group::G20 },
            phase2: Proposal { encryption: Encryption::Aes256Gcm16, hash: Hash::Sha384, group: Group::G20 },
        }
    }
}

impl Proposal {
    /// `AES256 + SHA2-384 + DH 20`; the hash is left out where phase 2 does not use it.
    #[must_use]
    pub fn words(&self, phase: u8) -> String {
        let group = self.group.number();
        if phase == 2 && self.encryption.is_gcm() {
            format!("{} + DH {group}", self.encryption)
        } else {
            format!("{} + {} + DH {group}", self.encryption, self.hash)
        }
    }
}
