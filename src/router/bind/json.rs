//! AWS's and Terraform's answers in JSON. In comes a text, out go facts. The text is walked once: nothing is kept of it but the
//! few words that say something about a tunnel or a virtual interface, wherever they stand, so the answer of a whole account, a
//! part of it cut out by hand, and an output of Terraform with a resource in it are all read alike.
//!
//! <https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_TunnelOption.html>,
//! <https://docs.aws.amazon.com/directconnect/latest/APIReference/API_BGPPeer.html>

use std::collections::BTreeMap;
use std::fmt;
use std::net::Ipv4Addr;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::fact::{Broken, Fact, Kind, link_of, parsed};
use super::ipv6::{self, Ends6};
use super::stated::{self, Row};
use super::xml;
use crate::net::Cidr4;

/// Under which names an object describes a tunnel.
struct TunnelNames {
    inside: &'static str,
    outside: &'static str,
    key: &'static str,
    /// Before Terraform's names of other properties; `None` for AWS's names.
    prefix: Option<&'static str>,
}

const TUNNELS: [TunnelNames; 3] = [
    TunnelNames { inside: "TunnelInsideCidr", outside: "OutsideIpAddress", key: "PreSharedKey", prefix: None },
    TunnelNames {
        inside: "tunnel1_inside_cidr",
        outside: "tunnel1_address",
        key: "tunnel1_preshared_key",
        prefix: Some("tunnel1_"),
    },
    TunnelNames {
        inside: "tunnel2_inside_cidr",
        outside: "tunnel2_address",
        key: "tunnel2_preshared_key",
        prefix: Some("tunnel2_"),
    },
];

/// Under which names an object describes a virtual interface.
struct InterfaceNames {
    aws: &'static str,
    own: &'static str,
    key: &'static str,
    vlan: &'static str,
    own_asn: &'static str,
    aws_asn: &'static str,
}

const INTERFACES: [InterfaceNames; 3] = [
    InterfaceNames {
        aws: "amazonAddress",
        own: "customerAddress",
        key: "authKey",
        vlan: "vlan",
        own_asn: "asn",
        aws_asn: "amazonSideAsn",
    },
    InterfaceNames {
        aws: "amazon_address",
        own: "customer_address",
        key: "bgp_auth_key",
        vlan: "vlan",
        own_asn: "bgp_asn",
        aws_asn: "amazon_side_asn",
    },
    // Of netgen's own outputs: the second session beside the first one.
    InterfaceNames {
        aws: "ipv6_amazon_address",
        own: "ipv6_customer_address",
        key: "ipv6_bgp_auth_key",
        vlan: "vlan",
        own_asn: "bgp_asn",
        aws_asn: "amazon_side_asn",
    },
];

/// Under which name Terraform says of which type an output is: the names of a resource's attributes with the types of their
/// values, which are no values. <https://developer.hashicorp.com/terraform/cli/commands/output>
const TYPE: &str = "type";
/// Where a connection's XML stands in the object that describes it.
const CONFIGURATIONS: [&str; 2] = ["CustomerGatewayConfiguration", "customer_gateway_configuration"];
/// What is gone at AWS is listed for a while.
const STATES: [&str; 3] = ["State", "virtualInterfaceState", "bgpPeerState"];
/// The lists of AWS's answers.
const LISTS: [&str; 2] = ["VpnConnections", "virtualInterfaces"];
/// Where an item of a list of values has its value: `"Phase1DHGroupNumbers": [{"Value": 20}]`.
const ITEM: &str = "Value";

/// What was in a document besides facts.
#[derive(Clone, Copy, Default)]
pub(super) struct Seen {
    /// A list of connections or interfaces, however long.
    pub list: bool,
    /// A connection, an interface or a session that is deleted or being deleted.
    pub deleted: bool,
}

/// Reads one document.
pub(super) fn read(text: &str, file: usize, facts: &mut Vec<Fact>) -> Result<Seen, Broken> {
    let mut reader = Reader { file, facts, broken: None, seen: Seen::default(), ipv6: Vec::new() };
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let walked = Walk { reader: &mut reader, keep: false }.deserialize(&mut deserializer);
    let ended = walked.and_then(|_| deserializer.end());
    match (reader.broken, ended) {
        (Some(broken), _) => Err(broken),
        (None, Ok(())) => Ok(reader.seen),
        // The place alone: the reader's own words could quote the text.
        (None, Err(error)) => {
            let (line, column) = (error.line(), error.column());
            Err(Broken::new(format!("neither JSON nor XML, at line {line} column {column}")))
        }
    }
}

struct Reader<'a> {
    file: usize,
    facts: &'a mut Vec<Fact>,
    broken: Option<Broken>,
    seen: Seen,
    /// Sessions over IPv6 of the virtual interface that is being read.
    ipv6: Vec<Ends6>,
}

/// The words of one object that matter, by their names.
type Words = BTreeMap<String, String>;

/// Whether a name is one that matters.
fn is_known(name: &str) -> bool {
    let mut tunnels = TUNNELS.iter().flat_map(|one| [one.inside, one.outside, one.key]);
    let mut interfaces =
        INTERFACES.iter().flat_map(|one| [one.aws, one.own, one.key, one.vlan, one.own_asn, one.aws_asn]);
    tunnels.any(|one| one == name)
        || interfaces.any(|one| one == name)
        || STATES.contains(&name)
        || stated::is_property(name)
}

impl Reader<'_> {
    /// Takes what an object says. What was found inside of it begins at `start`, and sessions over IPv6 at `second`.
    fn object(&mut self, words: &Words, is_connection: bool, (start, second): (usize, usize)) -> Result<(), Broken> {
        let is_gone = |state: &String| matches!(state.as_str(), "deleted" | "deleting");
        if STATES.iter().any(|name| words.get(*name).is_some_and(is_gone)) {
            self.facts.truncate(start);
            self.ipv6.truncate(second);
            self.seen.deleted = true;
            return Ok(());
        }
        for names in &TUNNELS {
            let word = |name| words.get(name).map(String::as_str);
            if let Some(link) = parsed::<Cidr4>(word(names.inside), names.inside)? {
                let outside = parsed(word(names.outside), names.outside)?;
                let own = |row: &'static Row| {
                    let name = names.prefix.map_or(row.aws.to_owned(), |prefix| format!("{prefix}{}", row.terraform));
                    words.get(&name).map(|text| (row, row.parse(text)))
                };
                let stated = stated::OF_TUNNEL.iter().filter_map(own).collect();
                let fact = Fact { outside, stated, ..Fact::new(self.file, Kind::Tunnel, link) };
                self.facts.push(fact.with_key(word(names.key)));
            }
        }
        for names in &INTERFACES {
            self.facts.extend(interface(words, names, self.file)?);
            let word = |name| words.get(name).map(String::as_str);
            self.ipv6.extend(ipv6::ends(word(names.aws), word(names.own), word(names.key))?);
        }
        if words.contains_key("vlan") {
            self.second(start, second);
        }
        if is_connection || words.contains_key("vlan") {
            self.share(start);
        }
        self.state(words, start);
        Ok(())
    }

    /// All tunnels of a connection and all sessions of an interface have the properties of the object around them.
    fn state(&mut self, words: &Words, start: usize) {
        let Some(facts) = self.facts.get_mut(start..) else { return };
        for row in stated::OF_CONNECTION.iter().chain(&stated::OF_INTERFACE) {
            let Some(text) = words.get(row.aws).or_else(|| words.get(row.terraform)) else { continue };
            let value = row.parse(text);
            for fact in facts.iter_mut().filter(|fact| fact.kind == row.kind()) {
                fact.stated.push((row, value.clone()));
            }
        }
    }

    /// The session over IPv6 that was found in an object is that of its virtual interface.
    fn second(&mut self, start: usize, second: usize) {
        let found = self.ipv6.split_off(second.min(self.ipv6.len()));
        let facts = self.facts.get_mut(start..).unwrap_or_default();
        let mut interfaces = facts.iter_mut().filter(|fact| fact.kind == Kind::VirtualInterface);
        let Some(fact) = interfaces.next() else { return };
        let file = fact.file;
        let (link, vlan) = (fact.link, fact.vlan);
        for ends in found {
            let fact = Fact { ipv6: Some(ends), vlan, ..Fact::new(file, Kind::VirtualInterface, link) };
            self.facts.push(fact);
        }
    }

    /// The tunnels of one connection end at one customer gateway, which only the XML beside them names; the sessions of one
    /// virtual interface have its tag.
    fn share(&mut self, start: usize) {
        let Some(facts) = self.facts.get_mut(start..) else { return };
        let customer = facts.iter().find_map(|fact| fact.customer);
        let vlan = facts.iter().find_map(|fact| fact.vlan);
        for fact in facts {
            match fact.kind {
                Kind::Tunnel => fact.customer = fact.customer.or(customer),
                Kind::VirtualInterface => fact.vlan = fact.vlan.or(vlan),
            }
        }
    }

    fn text(&mut self, text: &str) -> Result<(), Broken> {
        let text = text.trim_start();
        if text.starts_with('<') && text.contains("<vpn_connection") {
            xml::read(text, self.file, self.facts)?;
        }
        Ok(())
    }
}

fn interface(words: &Words, names: &InterfaceNames, file: usize) -> Result<Option<Fact>, Broken> {
    let word = |name| words.get(name).map(String::as_str);
    // Links of other sizes are other networks'. A public virtual interface may have a /31.
    let Some((address, length)) = word(names.aws).and_then(|text| text.rsplit_once('/')) else { return Ok(None) };
    let Some(length) = [("30", 30), ("31", 31)].into_iter().find(|(text, _)| *text == length) else { return Ok(None) };
    let Some(aws) = parsed::<Ipv4Addr>(Some(address), names.aws)? else { return Ok(None) };
    let end = |text: &'_ str| text.strip_suffix(length.0).and_then(|text| text.strip_suffix('/')).map(str::to_owned);
    let own = word(names.own).map(|text| end(text).unwrap_or_else(|| "an address of another link".to_owned()));
    let fact = Fact {
        aws: Some(aws),
        own: parsed(own.as_deref(), names.own)?,
        vlan: parsed(word(names.vlan), names.vlan)?,
        aws_asn: parsed(word(names.aws_asn), names.aws_asn)?,
        own_asn: parsed(word(names.own_asn), names.own_asn)?,
        ..Fact::new(file, Kind::VirtualInterface, link_of(aws, length.1)?)
    };
    Ok(Some(fact.with_key(word(names.key))))
}

/// One value of the document; gives its word if `keep` asks for it, and the words of a list joined by commas.
struct Walk<'w, 'a> {
    reader: &'w mut Reader<'a>,
    keep: bool,
}

impl<'de> DeserializeSeed<'de> for Walk<'_, '_> {
    type Value = Option<String>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl Walk<'_, '_> {
    /// Stops the walk at what cannot be read; the reader keeps the reason.
    fn check<E: serde::de::Error>(reader: &mut Reader<'_>, done: Result<(), Broken>) -> Result<(), E> {
        done.map_err(|broken| {
            reader.broken = Some(broken);
            E::custom("")
        })
    }
}

impl<'de> Visitor<'de> for Walk<'_, '_> {
    type Value = Option<String>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Self::Value, E> {
        if self.keep {
            return Ok(Some(text.to_owned()));
        }
        let done = self.reader.text(text);
        Self::check(self.reader, done).map(|()| None)
    }

    fn visit_u64<E: serde::de::Error>(self, number: u64) -> Result<Self::Value, E> {
        Ok(self.keep.then(|| number.to_string()))
    }

    fn visit_i64<E: serde::de::Error>(self, _: i64) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_f64<E: serde::de::Error>(self, _: f64) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_bool<E: serde::de::Error>(self, flag: bool) -> Result<Self::Value, E> {
        Ok(self.keep.then(|| flag.to_string()))
    }

    fn visit_unit<E: serde::de::Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        let mut words: Vec<String> = Vec::new();
        while let Some(word) = list.next_element_seed(Walk { reader: self.reader, keep: self.keep })? {
            words.extend(word);
        }
        Ok((!words.is_empty()).then(|| words.join(",")))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let start = (self.reader.facts.len(), self.reader.ipv6.len());
        let (mut words, mut is_connection) = (Words::new(), false);
        while let Some(name) = map.next_key::<String>()? {
            is_connection |= CONFIGURATIONS.contains(&name.as_str());
            self.reader.seen.list |= LISTS.contains(&name.as_str());
            if name == TYPE {
                map.next_value::<IgnoredAny>()?;
                continue;
            }
            let keep = is_known(&name) || (self.keep && name == ITEM);
            let Some(word) = map.next_value_seed(Walk { reader: self.reader, keep })? else { continue };
            if words.contains_key(&name) {
                let twice = Err(Broken::new(format!("`{name}` twice in one object")));
                Self::check(self.reader, twice)?;
            }
            words.insert(name, word);
        }
        let item = words.remove(ITEM);
        let done = self.reader.object(&words, is_connection, start);
        Self::check(self.reader, done).map(|()| item)
    }
}
