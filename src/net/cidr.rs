//! IPv4 blocks in CIDR notation (RFC 4632).
//!
//! In comes `10.0.0.0/16`, out goes a block whose host bits are zero, with the arithmetic of aligned blocks. It never
//! rounds what it is given: a block with host bits is an error that names the block that was meant.

use std::fmt;
use std::net::Ipv4Addr;
use std::str::FromStr;

use ipnet::Ipv4Net;

use super::form::{Invalid, plain_number, quote};

/// An IPv4 block without host bits. Ordered by address, a wider block before a narrower one at the same address.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cidr4(Ipv4Net);

impl Cidr4 {
    /// Every IPv4 address, the destination of a default route.
    pub const ANY: Self = Self::known(0, 0, 0, 0, 0);
    /// The largest private block (RFC 1918).
    pub const PRIVATE_10: Self = Self::known(10, 0, 0, 0, 8);
    /// The middle private block (RFC 1918).
    pub const PRIVATE_172: Self = Self::known(172, 16, 0, 0, 12);
    /// The smallest private block (RFC 1918).
    pub const PRIVATE_192: Self = Self::known(192, 168, 0, 0, 16);
    /// The three private blocks (RFC 1918).
    pub const PRIVATE: [Self; 3] = [Self::PRIVATE_10, Self::PRIVATE_172, Self::PRIVATE_192];
    /// Shared address space of carriers (RFC 6598); VPCs may use it.
    pub const SHARED: Self = Self::known(100, 64, 0, 0, 10);
    /// "This network" (RFC 1122, section 3.2.1.3).
    pub const THIS_NETWORK: Self = Self::known(0, 0, 0, 0, 8);
    /// Loopback (RFC 1122, section 3.2.1.3).
    pub const LOOPBACK: Self = Self::known(127, 0, 0, 0, 8);
    /// Link-local (RFC 3927): tunnel and virtual interface addresses come from here, a VPC never does.
    pub const LINK_LOCAL: Self = Self::known(169, 254, 0, 0, 16);
    /// Benchmarking (RFC 2544).
    pub const BENCHMARK: Self = Self::known(198, 18, 0, 0, 15);
    /// The half of the benchmarking block that AWS keeps for itself beside RFC 1918 VPCs.
    pub const AWS_INTERNAL: Self = Self::known(198, 19, 0, 0, 16);
    /// The block of every default VPC.
    pub const DEFAULT_VPC: Self = Self::known(172, 31, 0, 0, 16);
    /// Docker's default bridge; some AWS services (Cloud9 among them) use it inside the instance.
    pub const DOCKER: Self = Self::known(172, 17, 0, 0, 16);
    /// Documentation, first block (RFC 5737).
    pub const DOCUMENTATION_1: Self = Self::known(192, 0, 2, 0, 24);
    /// Documentation, second block (RFC 5737).
    pub const DOCUMENTATION_2: Self = Self::known(198, 51, 100, 0, 24);
    /// Documentation, third block (RFC 5737).
    pub const DOCUMENTATION_3: Self = Self::known(203, 0, 113, 0, 24);
    /// Multicast (RFC 5771).
    pub const MULTICAST: Self = Self::known(224, 0, 0, 0, 4);
    /// Reserved for future use, with the limited broadcast address (RFC 1112, RFC 919).
    pub const FUTURE: Self = Self::known(240, 0, 0, 0, 4);

    /// For literals: evaluated while compiling, where a wrong one does not compile.
    const fn known(a: u8, b: u8, c: u8, d: u8, prefix: u8) -> Self {
        match Self::new(Ipv4Addr::new(a, b, c, d), prefix) {
            Some(block) => block,
            None => panic!("a well-known block has host bits"),
        }
    }

    /// The block of that address and prefix length; `None` if host bits are set or the length is above 32.
    #[must_use]
    pub const fn new(address: Ipv4Addr, prefix: u8) -> Option<Self> {
        if prefix > 32 || address.to_bits() & !mask(prefix) != 0 {
            return None;
        }
        Some(Self(Ipv4Net::new_assert(address, prefix)))
    }

    /// The block of that length around the address; `None` only for a length above 32.
    #[must_use]
    pub const fn around(address: Ipv4Addr, prefix: u8) -> Option<Self> {
        if prefix > 32 {
            return None;
        }
        Self::new(Ipv4Addr::from_bits(address.to_bits() & mask(prefix)), prefix)
    }

    /// The first address.
    #[must_use]
    pub const fn address(self) -> Ipv4Addr {
        self.0.addr()
    }

    /// The prefix length, 0 to 32.
    #[must_use]
    pub const fn prefix(self) -> u8 {
        self.0.prefix_len()
    }

    /// The netmask, such as `255.255.0.0`.
    #[must_use]
    pub const fn netmask(self) -> Ipv4Addr {
        Ipv4Addr::from_bits(mask(self.prefix()))
    }

    /// The first address as a number.
    #[must_use]
    pub const fn first(self) -> u32 {
        self.address().to_bits()
    }

    /// The last address as a number.
    #[must_use]
    pub const fn last(self) -> u32 {
        self.first() | !mask(self.prefix())
    }

    /// How many addresses there are.
    #[must_use]
    pub const fn size(self) -> u64 {
        1 << (32 - self.prefix())
    }

    /// Addresses of every subnet that AWS keeps: the first four and the last one.
    /// <https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html>
    pub const AWS_RESERVED: u64 = 5;

    /// How many addresses a subnet of this block offers.
    #[must_use]
    pub const fn usable(self) -> u64 {
        self.size().saturating_sub(Self::AWS_RESERVED)
    }

    /// The address that many places after the first; `None` behind the end.
    #[must_use]
    pub fn host(self, offset: u32) -> Option<Ipv4Addr> {
        let address = self.first().checked_add(offset)?;
        (address <= self.last()).then(|| Ipv4Addr::from_bits(address))
    }

    /// Whether the other block is inside or is equal.
    #[must_use]
    pub const fn contains(self, other: Self) -> bool {
        self.prefix() <= other.prefix() && self.first() == other.first() & mask(self.prefix())
    }

    /// Whether the address is inside.
    #[must_use]
    pub const fn contains_address(self, address: Ipv4Addr) -> bool {
        self.first() == address.to_bits() & mask(self.prefix())
    }

    /// Whether any address is in both. For aligned blocks this means that one contains the other.
    #[must_use]
    pub const fn overlaps(self, other: Self) -> bool {
        self.contains(other) || other.contains(self)
    }

    /// The `index`-th of the blocks of length `prefix` inside, from 0; `None` if there is no such block.
    #[must_use]
    pub fn nth(self, prefix: u8, index: u32) -> Option<Self> {
        if prefix > 32 || u64::from(index) >= 1 << prefix.checked_sub(self.prefix())? {
            return None;
        }
        // In 64 bits: with a length of 0 the only index is 0, but the shift is 32.
        let offset = u32::try_from(u64::from(index) << (32 - prefix)).ok()?;
        Self::new(Ipv4Addr::from_bits(self.first() + offset), prefix)
    }

    /// The block of twice the size around this one; `None` for `0.0.0.0/0`.
    #[must_use]
    pub fn parent(self) -> Option<Self> {
        Self::around(self.address(), self.prefix().checked_sub(1)?)
    }

    /// The other half of the parent; `None` for `0.0.0.0/0`.
    #[must_use]
    pub fn buddy(self) -> Option<Self> {
        let bit = 1 << (32 - u32::from(self.prefix())).min(31);
        if self.prefix() == 0 { None } else { Self::new(Ipv4Addr::from_bits(self.first() ^ bit), self.prefix()) }
    }
}

/// Blocks that mean something to everyone, with the words for it. For warnings and refusals; the more special first.
pub const WELL_KNOWN: &[(Cidr4, &str)] = &[
    (Cidr4::DEFAULT_VPC, "the block of default VPCs"),
    (Cidr4::DOCKER, "Docker's default bridge"),
    (Cidr4::AWS_INTERNAL, "kept by AWS"),
    (Cidr4::THIS_NETWORK, "this network (RFC 1122)"),
    (Cidr4::LOOPBACK, "loopback (RFC 1122)"),
    (Cidr4::LINK_LOCAL, "link-local (RFC 3927)"),
    (Cidr4::BENCHMARK, "benchmarking (RFC 2544)"),
    (Cidr4::DOCUMENTATION_1, "documentation (RFC 5737)"),
    (Cidr4::DOCUMENTATION_2, "documentation (RFC 5737)"),
    (Cidr4::DOCUMENTATION_3, "documentation (RFC 5737)"),
    (Cidr4::MULTICAST, "multicast (RFC 5771)"),
    (Cidr4::FUTURE, "reserved for future use (RFC 1112)"),
    (Cidr4::SHARED, "shared address space (RFC 6598)"),
    (Cidr4::PRIVATE_10, "private (RFC 1918)"),
    (Cidr4::PRIVATE_172, "private (RFC 1918)"),
    (Cidr4::PRIVATE_192, "private (RFC 1918)"),
];

const fn mask(prefix: u8) -> u32 {
    if prefix == 0 { 0 } else { u32::MAX << (32 - prefix) }
}

impl FromStr for Cidr4 {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        let Some((address, prefix)) = text.split_once('/') else { return Err(without_prefix(text)) };
        let lenient = |address: Ipv4Addr, prefix: u8| Self::around(address, prefix);
        let Ok(parsed) = address.parse::<Ipv4Addr>() else {
            let meant =
                unpadded(address).zip(prefix.parse().ok()).and_then(|(address, prefix)| lenient(address, prefix));
            return Err(not_a_block(text).did_you_mean(meant));
        };
        match plain_number(prefix).and_then(|prefix| u8::try_from(prefix).ok()).filter(|prefix| *prefix <= 32) {
            None => {
                let wrong = Invalid::new(format!("{} has no prefix length from 0 to 32", quote(text)));
                Err(wrong.did_you_mean(prefix.parse().ok().and_then(|prefix| lenient(parsed, prefix))))
            }
            Some(prefix) => Self::new(parsed, prefix).ok_or_else(|| {
                Invalid::new(format!("{} has bits set behind its prefix length", quote(text)))
                    .did_you_mean(lenient(parsed, prefix))
            }),
        }
    }
}

fn without_prefix(text: &str) -> Invalid {
    match text.parse::<Ipv4Addr>() {
        Ok(address) => Invalid::new(format!("{} has no prefix length", quote(text)))
            .help(format!("write `{address}/32` for this one address")),
        Err(_) => not_a_block(text),
    }
}

fn not_a_block(text: &str) -> Invalid {
    let wrong = Invalid::new(format!("{} is not an IPv4 block", quote(text)));
    if text.contains(':') {
        wrong.help("this place takes IPv4 only")
    } else {
        wrong.help("write an address and a prefix length, such as `10.0.0.0/16`")
    }
}

/// The address that is meant by one with leading zeros, which some readers take for octal.
fn unpadded(address: &str) -> Option<Ipv4Addr> {
    let octets = address.split('.').map(|octet| octet.parse().ok()).collect::<Option<Vec<u8>>>()?;
    <[u8; 4]>::try_from(octets).ok().map(Ipv4Addr::from)
}

impl fmt::Display for Cidr4 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Padding needs the whole text; nearly everybody wants none.
        if f.width().is_none() { write!(f, "{}", self.0) } else { f.pad(&self.0.to_string()) }
    }
}

impl fmt::Debug for Cidr4 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

string_form!(
    Cidr4,
    18,
    r"^((25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)\.){3}(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)/(3[0-2]|[12]?\d)$",
    "An IPv4 block in CIDR notation whose host bits are zero, such as 10.0.0.0/16."
);

#[cfg(test)]
#[path = "cidr_tests.rs"]
mod tests;
