//! How large a packet fits into a tunnel. In come the path's MTU, the cipher and whether NAT is between; out go the tunnel's
//! MTU and MSS with the arithmetic that a comment shows. It never measures a path.
//! <https://docs.aws.amazon.com/vpn/latest/s2svpn/cgw-best-practice.html>

use super::crypto::{Hash, Proposal};

/// The MTU of a path without jumbo frames.
pub const ETHERNET: u16 = 1500;
/// The outer IPv4 header.
const OUTER: u16 = 20;
/// The UDP header that carries ESP through NAT.
const NAT: u16 = 8;
/// ESP's index and sequence number.
const ESP: u16 = 8;
/// Length of padding and next header, at the end of what is encrypted.
const TRAILER: u16 = 2;
/// The headers of IPv4 and TCP without options.
const TCP: u16 = 40;

/// The sizes of a tunnel, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TunnelMtu {
    /// The largest packet inside.
    pub mtu: u16,
    /// The largest TCP segment inside, over IPv4.
    pub mss: u16,
    path: u16,
    nat: bool,
    vector: u16,
    tag: u16,
    block: u16,
}

impl TunnelMtu {
    /// The sizes over a path of that MTU; `None` if less than the 576 bytes that every host must take would be left.
    #[must_use]
    pub fn new(path: u16, nat: bool, esp: &Proposal) -> Option<Self> {
        let (vector, tag, block) = if esp.encryption.is_gcm() { (8, 16, 4) } else { (16, tag(esp.hash), 16) };
        let nat_bytes = if nat { NAT } else { 0 };
        let room = path.checked_sub(OUTER + nat_bytes + ESP + vector + tag)?;
        let mtu = (room / block * block).checked_sub(TRAILER)?;
        (mtu >= 576).then_some(Self { mtu, mss: mtu - TCP, path, nat, vector, tag, block })
    }

    /// `1500 - 20 - 8 - 8 - 16, down to a multiple of 4: 1448, - 2`: where the MTU comes from.
    #[must_use]
    pub fn arithmetic(&self) -> String {
        let nat = if self.nat { " - 8 for NAT" } else { "" };
        let room = self.mtu + TRAILER;
        let (path, vector, tag, block) = (self.path, self.vector, self.tag, self.block);
        format!("{path} - {OUTER}{nat} - {ESP} - {vector} - {tag}, down to a multiple of {block}: {room}, - {TRAILER}")
    }
}

/// GRE's header without key, sequence number and checksum (RFC 2784).
const GRE: u16 = 4;

/// The sizes of a GRE tunnel, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GreMtu {
    /// The largest packet inside.
    pub mtu: u16,
    /// The largest TCP segment inside, over IPv4.
    pub mss: u16,
    path: u16,
}

impl GreMtu {
    /// The sizes over a path of that MTU.
    #[must_use]
    pub fn new(path: u16) -> Self {
        let mtu = path.saturating_sub(OUTER + GRE);
        Self { mtu, mss: mtu.saturating_sub(TCP), path }
    }

    /// `1500 - 20 - 4`: where the MTU comes from.
    #[must_use]
    pub fn arithmetic(&self) -> String {
        format!("{} - {OUTER} - {GRE}", self.path)
    }
}

/// How many bytes of the hash are sent (RFC 2404, RFC 4868).
const fn tag(hash: Hash) -> u16 {
    match hash {
        Hash::Sha1 => 12,
        Hash::Sha256 => 16,
        Hash::Sha384 => 24,
        Hash::Sha512 => 32,
    }
}

#[cfg(test)]
mod tests {
    use super::super::crypto::{Encryption, Group};
    use super::*;

    #[test]
    fn the_sizes_are_those_that_aws_publishes() {
        let table = [
            (Encryption::Aes256Gcm16, Hash::Sha384, false, (1446, 1406)),
            (Encryption::Aes256Gcm16, Hash::Sha384, true, (1438, 1398)),
            (Encryption::Aes256, Hash::Sha256, false, (1438, 1398)),
            (Encryption::Aes256, Hash::Sha256, true, (1422, 1382)),
            (Encryption::Aes256, Hash::Sha384, false, (1422, 1382)),
            (Encryption::Aes256, Hash::Sha384, true, (1422, 1382)),
            (Encryption::Aes256, Hash::Sha512, false, (1422, 1382)),
            (Encryption::Aes256, Hash::Sha512, true, (1406, 1366)),
        ];
        for (encryption, hash, nat, sizes) in table {
            let esp = Proposal { encryption, hash, group: Group::G20 };
            let got = TunnelMtu::new(1500, nat, &esp).map(|tunnel| (tunnel.mtu, tunnel.mss));
            assert_eq!(got, Some(sizes), "{encryption} {hash} {nat}");
        }
    }

    #[test]
    fn a_path_of_pppoe_and_one_that_is_too_small() {
        let esp = Proposal { encryption: Encryption::Aes128Gcm16, hash: Hash::Sha1, group: Group::G14 };
        let tunnel = TunnelMtu::new(1492, false, &esp).unwrap();
        assert_eq!((tunnel.mtu, tunnel.mss), (1438, 1398));
        assert_eq!(tunnel.arithmetic(), "1492 - 20 - 8 - 8 - 16, down to a multiple of 4: 1440, - 2");
        assert_eq!([40, 600].map(|path| TunnelMtu::new(path, true, &esp)), [None; 2]);
    }
}
