//! IPv6 blocks (RFC 4291, written as in RFC 5952), and blocks of either family.
//!
//! In comes `fd00:1::/32`, out goes a block whose host bits are zero. It never plans: AWS hands out IPv6 blocks itself.

use std::fmt;
use std::net::Ipv6Addr;
use std::str::FromStr;

use ipnet::Ipv6Net;

use super::cidr::Cidr4;
use super::form::{Invalid, plain_number, quote};

/// An IPv6 block without host bits. Ordered by address, a wider block before a narrower one.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cidr6(Ipv6Net);

impl Cidr6 {
    /// Every IPv6 address, the destination of a default route.
    pub const ANY: Self = Self(Ipv6Net::new_assert(Ipv6Addr::UNSPECIFIED, 0));
    /// Unique local addresses with the locally assigned bit (RFC 4193): tunnels take their inside /126 from here.
    pub const UNIQUE_LOCAL: Self = Self(Ipv6Net::new_assert(Ipv6Addr::new(0xfd00, 0, 0, 0, 0, 0, 0, 0), 8));

    /// The block of that address and prefix length; `None` if host bits are set or the length is above 128.
    #[must_use]
    pub fn new(address: Ipv6Addr, prefix: u8) -> Option<Self> {
        Self::around(address, prefix).filter(|block| block.address() == address)
    }

    /// The block of that length around the address; `None` only for a length above 128.
    #[must_use]
    pub fn around(address: Ipv6Addr, prefix: u8) -> Option<Self> {
        Ipv6Net::new(address, prefix).ok().map(|net| Self(net.trunc()))
    }

    /// The first address.
    #[must_use]
    pub const fn address(self) -> Ipv6Addr {
        self.0.addr()
    }

    /// The prefix length, 0 to 128.
    #[must_use]
    pub const fn prefix(self) -> u8 {
        self.0.prefix_len()
    }

    /// Whether the other block is inside or is equal.
    #[must_use]
    pub fn contains(self, other: Self) -> bool {
        self.0.contains(&other.0)
    }

    /// Whether an address is inside.
    #[must_use]
    pub fn contains_address(self, address: Ipv6Addr) -> bool {
        self.0.contains(&address)
    }

    /// Address number `index` of the block, counted from its first one; `None` beyond its end.
    #[must_use]
    pub fn host(self, index: u64) -> Option<Ipv6Addr> {
        let address = Ipv6Addr::from_bits(self.address().to_bits().checked_add(u128::from(index))?);
        self.contains_address(address).then_some(address)
    }

    /// Whether any address is in both.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.contains(other) || other.contains(self)
    }
}

impl FromStr for Cidr6 {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        let wrong = || Invalid::new(format!("{} is not an IPv6 block", quote(text)));
        let Some((address, prefix)) = text.split_once('/') else {
            return Err(match text.parse::<Ipv6Addr>() {
                Ok(address) => Invalid::new(format!("{} has no prefix length", quote(text)))
                    .help(format!("write `{address}/128` for this one address")),
                Err(_) => wrong().help("write an address and a prefix length, such as `fd00:1::/48`"),
            });
        };
        let Ok(parsed) = address.parse::<Ipv6Addr>() else {
            return Err(wrong().help("write an address and a prefix length, such as `fd00:1::/48`"));
        };
        match plain_number(prefix).and_then(|prefix| u8::try_from(prefix).ok()).filter(|prefix| *prefix <= 128) {
            None => Err(Invalid::new(format!("{} has no prefix length from 0 to 128", quote(text)))
                .did_you_mean(prefix.parse().ok().and_then(|prefix| Self::around(parsed, prefix)))),
            Some(prefix) => Self::new(parsed, prefix).ok_or_else(|| {
                Invalid::new(format!("{} has bits set behind its prefix length", quote(text)))
                    .did_you_mean(Self::around(parsed, prefix))
            }),
        }
    }
}

impl fmt::Display for Cidr6 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0.to_string())
    }
}

impl fmt::Debug for Cidr6 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

string_form!(
    Cidr6,
    43,
    r"^[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*/(12[0-8]|1[01]\d|[1-9]?\d)$",
    "An IPv6 block in CIDR notation whose host bits are zero, such as fd00:1::/48. Quote it in YAML."
);

/// A block of either family; IPv4 sorts first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cidr {
    /// An IPv4 block.
    V4(Cidr4),
    /// An IPv6 block.
    V6(Cidr6),
}

impl Cidr {
    /// The IPv4 block, if it is one.
    #[must_use]
    pub const fn v4(self) -> Option<Cidr4> {
        match self {
            Self::V4(block) => Some(block),
            Self::V6(_) => None,
        }
    }

    /// The IPv6 block, if it is one.
    #[must_use]
    pub const fn v6(self) -> Option<Cidr6> {
        match self {
            Self::V4(_) => None,
            Self::V6(block) => Some(block),
        }
    }

    /// Whether the other block is of the same family and is inside or is equal.
    #[must_use]
    pub fn contains(self, other: Self) -> bool {
        match (self, other) {
            (Self::V4(one), Self::V4(other)) => one.contains(other),
            (Self::V6(one), Self::V6(other)) => one.contains(other),
            _ => false,
        }
    }

    /// Whether any address is in both.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.contains(other) || other.contains(self)
    }
}

impl From<Cidr4> for Cidr {
    fn from(block: Cidr4) -> Self {
        Self::V4(block)
    }
}

impl From<Cidr6> for Cidr {
    fn from(block: Cidr6) -> Self {
        Self::V6(block)
    }
}

impl FromStr for Cidr {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        if text.contains(':') { text.parse().map(Self::V6) } else { text.parse().map(Self::V4) }
    }
}

impl fmt::Display for Cidr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::V4(block) => fmt::Display::fmt(block, f),
            Self::V6(block) => fmt::Display::fmt(block, f),
        }
    }
}

impl fmt::Debug for Cidr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

string_form!(
    Cidr,
    43,
    r"^(\d{1,3}(\.\d{1,3}){3}/\d{1,2}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*/\d{1,3})$",
    "An IPv4 or IPv6 block in CIDR notation whose host bits are zero, such as 10.0.0.0/16 or \"fd00:1::/48\"."
);

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn strict_about_host_bits_prefixes_and_families() {
        let error = |text: &str| text.parse::<Cidr>().unwrap_err().to_string();
        assert!(error("2001:db8::1/32").ends_with("did you mean `2001:db8::/32`?"));
        assert!(error("2001:db8::/032").ends_with("did you mean `2001:db8::/32`?"));
        assert!(error("::1").ends_with("write `::1/128` for this one address"));
        assert!(error("::/129").starts_with("`::/129` has no prefix length from 0 to 128"));
        assert!(error("10.0.0.1").ends_with("write `10.0.0.1/32` for this one address"));
        assert!(error("fe80::%eth0/64").starts_with("`fe80::%eth0/64` is not an IPv6 block"));
    }

    #[test]
    fn families_never_contain_each_other() {
        let any: [Cidr; 2] = [Cidr4::ANY.into(), Cidr6::ANY.into()];
        assert!(!any[0].contains(any[1]) && !any[1].contains(any[0]) && !any[0].overlaps(any[1]));
        assert!(any[0] < any[1] && any[1].contains(Cidr6::UNIQUE_LOCAL.into()));
        assert_eq!(any.map(|block| block.to_string()), ["0.0.0.0/0", "::/0"]);
        assert_eq!((any[0].v6(), any[1].v4()), (None, None));
    }

    proptest! {
        #[test]
        fn blocks_read_back_as_printed(address: u128, prefix in 0u8..=128) {
            let block = Cidr6::around(Ipv6Addr::from_bits(address), prefix).unwrap();
            prop_assert_eq!(block.to_string().parse::<Cidr>().unwrap(), Cidr::V6(block));
        }

        #[test]
        fn no_text_panics(text in "[0-9a-f:./]{0,40}") {
            let _ = text.parse::<Cidr>();
        }
    }
}
