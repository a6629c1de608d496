//! The name of a router's interface, its address with the network around it, and the VRF that it is in.
//!
//! In comes `GigabitEthernet1` or `192.168.1.2/24`, out goes the same with its characters checked. It never knows which
//! platform the router runs: what that calls an interface is the platform's affair.

use std::fmt;
use std::net::Ipv4Addr;
use std::str::FromStr;

use super::Cidr4;
use super::form::{Invalid, quote};

/// An interface's name: 1 to 64 letters, digits and `. _ : / -`, beginning with a letter. It stands in commands as it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct InterfaceName(String);

fn check(text: &str) -> Result<(), Invalid> {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"._:/-".contains(&byte);
    let begins = text.starts_with(|first: char| first.is_ascii_alphabetic());
    if begins && text.len() <= 64 && text.bytes().all(allowed) {
        return Ok(());
    }
    Err(Invalid::new(format!("{} is not the name of an interface", quote(text)))
        .help("write it as the router shows it, such as `GigabitEthernet1` or `ge-0/0/1`"))
}

checked_text!(
    InterfaceName,
    check,
    64,
    "^[A-Za-z][A-Za-z0-9._:/-]{0,63}$",
    "The name of an interface, as the router shows it: GigabitEthernet1, ge-0/0/1, eth0."
);

/// The name of a VRF, on Junos of a routing instance: 1 to 32 letters, digits, `_` and `-`, beginning with a letter. It stands in commands
/// as it is. The words for the table outside of all VRFs are none.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct VrfName(String);

/// What platforms call the table outside of all VRFs.
const OUTSIDE_OF_ALL: [&str; 4] = ["any", "default", "global", "master"];

fn check_vrf(text: &str) -> Result<(), Invalid> {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"_-".contains(&byte);
    let begins = text.starts_with(|first: char| first.is_ascii_alphabetic());
    if !begins || text.len() > 32 || !text.bytes().all(allowed) {
        return Err(Invalid::new(format!("{} is not the name of a VRF", quote(text)))
            .help("write it as the router shows it: up to 32 letters, digits, `_` and `-`, such as `INET`"));
    }
    if OUTSIDE_OF_ALL.iter().any(|word| text.eq_ignore_ascii_case(word)) {
        return Err(Invalid::new(format!("{} is no VRF of its own", quote(text)))
            .help("leave `vrf` out where the interface is in no VRF"));
    }
    Ok(())
}

checked_text!(
    VrfName,
    check_vrf,
    32,
    "^[A-Za-z][A-Za-z0-9_-]{0,31}$",
    "The name of a VRF (of a routing instance on Junos), as the router shows it: INET."
);

/// The address of an interface with the length of its network: `192.168.1.2/24`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct InterfaceAddress {
    /// The address.
    pub address: Ipv4Addr,
    /// The connected network.
    pub network: Cidr4,
}

impl FromStr for InterfaceAddress {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        let invalid = || Invalid::new(format!("{} is not the address of an interface", quote(text)));
        let example = "write the address and the length of its network, such as `192.168.1.2/24`";
        let parts = text.split_once('/').and_then(|(address, prefix)| {
            let prefix: u8 = super::form::plain_number(prefix)?.try_into().ok()?;
            Some((address.parse::<Ipv4Addr>().ok()?, prefix))
        });
        let Some((address, prefix)) = parts.filter(|(_, prefix)| (8..=30).contains(prefix)) else {
            return Err(invalid().help(example));
        };
        let network = Cidr4::around(address, prefix).ok_or_else(|| invalid().help(example))?;
        if address.to_bits() == network.first() || address.to_bits() == network.last() {
            return Err(invalid().help("the first and the last address of a network are no interface's"));
        }
        Ok(Self { address, network })
    }
}

impl fmt::Display for InterfaceAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.address, self.network.prefix())
    }
}

string_form!(
    InterfaceAddress,
    18,
    r"^\d{1,3}(\.\d{1,3}){3}/\d{1,2}$",
    "An interface's IPv4 address with the length of its network, such as 192.168.1.2/24."
);

/// An address of a link of two with the length of its block: `203.0.113.1/30`, `203.0.113.0/31` (RFC 3021).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LinkAddress {
    /// The address.
    pub address: Ipv4Addr,
    /// The link: a /30 or a /31.
    pub block: Cidr4,
}

impl FromStr for LinkAddress {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        let invalid = || Invalid::new(format!("{} is not an address of a link of two", quote(text)));
        let example = "write the address and the length of the link, such as `203.0.113.1/30` or `203.0.113.0/31`";
        let parts = text.split_once('/').and_then(|(address, prefix)| {
            let prefix: u8 = super::form::plain_number(prefix)?.try_into().ok()?;
            Some((address.parse::<Ipv4Addr>().ok()?, prefix))
        });
        let Some((address, prefix)) = parts.filter(|(_, prefix)| matches!(prefix, 30 | 31)) else {
            return Err(invalid().help(example));
        };
        let block = Cidr4::around(address, prefix).ok_or_else(|| invalid().help(example))?;
        if prefix == 30 && (address.to_bits() == block.first() || address.to_bits() == block.last()) {
            return Err(invalid().help("the first and the last address of a /30 are nobody's"));
        }
        Ok(Self { address, block })
    }
}

impl fmt::Display for LinkAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.address, self.block.prefix())
    }
}

string_form!(
    LinkAddress,
    18,
    r"^\d{1,3}(\.\d{1,3}){3}/3[01]$",
    "An IPv4 address of a /30 or a /31 with its length, such as 203.0.113.1/30."
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_words_of_a_command() {
        for text in ["eth0", "ge-0/0/1", "TenGigabitEthernet0/0/0.300", "xe-0/0/0:1"] {
            assert!(text.parse::<InterfaceName>().is_ok(), "{text}");
        }
        for text in ["", "0eth", "eth 0", "eth0\nexit", "eth0;", "eth0?", "é0", &"e".repeat(65)] {
            assert!(text.parse::<InterfaceName>().is_err(), "{text}");
        }
    }

    #[test]
    fn vrfs_are_words_of_a_command_and_not_the_table_outside_of_them() {
        for text in ["INET", "inet-1", "a_b", &"v".repeat(32)] {
            assert!(text.parse::<VrfName>().is_ok(), "{text}");
        }
        for text in [
            "",
            "1inet",
            "in et",
            "inet\nexit",
            "inet;",
            "inet.0",
            "default",
            "GLOBAL",
            "any",
            "master",
            &"v".repeat(33),
        ] {
            assert!(text.parse::<VrfName>().is_err(), "{text}");
        }
    }

    #[test]
    fn an_address_is_a_host_of_its_network() {
        let lan: InterfaceAddress = "192.168.1.2/24".parse().unwrap();
        assert_eq!(
            (lan.address, lan.network.to_string()),
            (Ipv4Addr::new(192, 168, 1, 2), "192.168.1.0/24".to_owned())
        );
        assert_eq!(lan.to_string(), "192.168.1.2/24");
        let link: LinkAddress = "203.0.113.0/31".parse().unwrap();
        assert_eq!(
            (link.to_string(), link.block.to_string()),
            ("203.0.113.0/31".to_owned(), "203.0.113.0/31".to_owned())
        );
        for text in ["203.0.113.1", "203.0.113.0/30", "203.0.113.3/30", "203.0.113.1/29", "203.0.113.1/32", "a/30"] {
            assert!(text.parse::<LinkAddress>().is_err(), "{text}");
        }
        for text in ["192.168.1.2", "192.168.1.0/24", "192.168.1.255/24", "192.168.1.2/31", "10.0.0.1/7", "a/24", "/"] {
            assert!(text.parse::<InterfaceAddress>().is_err(), "{text}");
        }
    }
}
