//! What a file says of the session of a virtual interface over IPv6. In come words of a file, out go both addresses and the key, which belong
//! to the interface around them; then a session that a router takes, or findings. AWS assigns the addresses, so nothing of the network says
//! which they are: what is wrong with them is said by their form alone.
//!
//! <https://docs.aws.amazon.com/directconnect/latest/APIReference/API_BGPPeer.html>

use std::net::Ipv6Addr;

use super::ANSWERS;
use super::fact::{Broken, Fact};
use super::matching::Matching;
use crate::net::Cidr6;
use crate::router::config::{DirectConnect, RouterConfig, Session6};
use crate::router::secret::Secret;

/// The length of the network that AWS assigns to a session.
const LENGTH: u8 = 125;

/// The key of a virtual interface's session, and its session over IPv6 if it has one.
pub(super) type Keyed = (Secret, Option<Session6>);

/// Both ends of a session, and its key or why no router gets it.
#[derive(Clone)]
pub(super) struct Ends6 {
    pub aws: Ipv6Addr,
    pub own: Option<Ipv6Addr>,
    pub key: Option<Result<Secret, &'static str>>,
}

/// What an object says of a session over IPv6: AWS's address with its length, the router's, and the key; `None` if its session is of IPv4.
pub(super) fn ends(aws: Option<&str>, own: Option<&str>, key: Option<&str>) -> Result<Option<Ends6>, Broken> {
    let Some(aws) = aws.and_then(address) else { return Ok(None) };
    let own = own.map(|text| address(text).filter(|own| *own != aws && link(*own) == link(aws)));
    if own == Some(None) {
        return Err(Broken::new("a session over IPv6 whose ends are not two addresses of one /125"));
    }
    let key = key.filter(|text| !text.is_empty()).map(Secret::bgp);
    Ok(Some(Ends6 { aws, own: own.flatten(), key }))
}

/// The address of `2001:db8::1/125`; of no other length, and no address that is no host's.
fn address(text: &str) -> Option<Ipv6Addr> {
    let (address, length) = text.rsplit_once('/')?;
    let address: Ipv6Addr = address.parse().ok()?;
    let special =
        address.is_unspecified() || address.is_loopback() || address.is_multicast() || address.is_unicast_link_local();
    (length.parse() == Ok(LENGTH) && !special).then_some(address)
}

fn link(address: Ipv6Addr) -> Option<Cidr6> {
    Cidr6::around(address, LENGTH)
}

/// The one session that facts of an interface have, or what is wrong with them.
pub(super) fn session(facts: &[&Fact]) -> Result<Session6, &'static str> {
    let mut all = facts.iter().filter_map(|fact| fact.ipv6.as_ref());
    let Some(first) = all.next() else { return Err("has no session over IPv6 in the files") };
    let others: Vec<&Ends6> = all.collect();
    if others.iter().any(|other| other.aws != first.aws) {
        return Err("has two sessions over IPv6 in the files");
    }
    let each = || std::iter::once(first).chain(others.iter().copied());
    let Some(own) = each().find_map(|one| one.own) else {
        return Err("has no IPv6 address of the router in the files");
    };
    if each().filter_map(|one| one.own).any(|other| other != own) {
        return Err("has two IPv6 addresses of the router in the files");
    }
    let mut keys = each().filter_map(|one| one.key.as_ref());
    let Some(key) = keys.next() else { return Err("has no key of its session over IPv6 in the files") };
    if keys.any(|other| other != key) {
        return Err("has two different keys of its session over IPv6 in the files");
    }
    match key {
        Ok(key) => Ok(Session6 { aws: first.aws, own, length: LENGTH, key: key.clone() }),
        Err(_) => Err("has a key of its session over IPv6 that fits no router"),
    }
}

impl Matching<'_> {
    /// The session over IPv6, if the router has one there; a finding if the files do not say which.
    pub(super) fn second(
        &mut self,
        router: &RouterConfig,
        one: &DirectConnect,
        what: &str,
        facts: &[&Fact],
    ) -> Result<Option<Session6>, ()> {
        if !one.is_dual(router) {
            return Ok(None);
        }
        session(facts).map(Some).map_err(|why| {
            let help = "AWS assigns its addresses when the virtual interface is there: ask again then";
            self.error(router, &format!("{what} {why}"), &[help, ANSWERS]);
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ends_are_of_one_link() {
        let key = Some("bgp_key_of_dx");
        let read = |aws, own| ends(Some(aws), Some(own), key);
        let found = read("2600:1f00::1/125", "2600:1f00::2/125").ok().flatten().unwrap();
        assert_eq!(
            (found.aws.to_string(), found.own.map(|own| own.to_string())),
            ("2600:1f00::1".into(), Some("2600:1f00::2".into()))
        );
        for (aws, own) in [
            ("2600:1f00::1/125", "2600:1f00::9/125"),
            ("2600:1f00::1/125", "2600:1f00::1/125"),
            ("2600:1f00::1/125", "2600:1f00::2/64"),
            ("2600:1f00::1/125", "169.254.32.2/30"),
        ] {
            assert!(read(aws, own).is_err(), "{aws} {own}");
        }
        for aws in ["169.254.32.1/30", "fe80::1/125", "::1/125", "2600:1f00::1/64", "2600:1f00::1"] {
            assert!(read(aws, "2600:1f00::2/125").ok().unwrap().is_none(), "{aws}");
        }
    }
}
