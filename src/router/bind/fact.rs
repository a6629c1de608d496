//! What a file says of one tunnel or of one virtual interface. In come words of a file, out go values; a word that is not what
//! it has to be is named by its key, never quoted, because a key may stand in its place.

use std::net::Ipv4Addr;

use super::ipv6::Ends6;
use super::stated::{Property, Row};
use crate::net::{Asn, Cidr4};
use crate::router::secret::Secret;

/// Why a file cannot be read, and what would help. Holds no text of the file.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Broken {
    pub what: String,
    pub help: Option<&'static str>,
}

impl Broken {
    pub fn new(what: impl Into<String>) -> Self {
        Self { what: what.into(), help: None }
    }

    pub fn help(self, help: &'static str) -> Self {
        Self { help: Some(help), ..self }
    }
}

/// What has a /30.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// A tunnel of a VPN connection.
    Tunnel,
    /// A Direct Connect virtual interface.
    VirtualInterface,
}

/// What a file says of a tunnel or of a virtual interface. What it does not say is `None`.
#[derive(Clone)]
pub(super) struct Fact {
    /// The file's position.
    pub file: usize,
    pub kind: Kind,
    /// The /30: the inside of a tunnel, or the link.
    pub link: Cidr4,
    /// AWS's address in the /30.
    pub aws: Option<Ipv4Addr>,
    /// The router's address in the /30.
    pub own: Option<Ipv4Addr>,
    /// AWS's outside address.
    pub outside: Option<Ipv4Addr>,
    /// The customer gateway's address.
    pub customer: Option<Ipv4Addr>,
    /// AWS's number.
    pub aws_asn: Option<Asn>,
    /// The site's number.
    pub own_asn: Option<Asn>,
    /// The 802.1Q tag.
    pub vlan: Option<u16>,
    /// The key, or why no router gets it.
    pub key: Option<Result<Secret, &'static str>>,
    /// Its session over IPv6.
    pub ipv6: Option<Ends6>,
    /// Other properties; `None` for a value that netgen does not know.
    pub stated: Vec<(&'static Row, Option<String>)>,
}

impl Fact {
    pub const fn new(file: usize, kind: Kind, link: Cidr4) -> Self {
        Self {
            file,
            kind,
            link,
            aws: None,
            own: None,
            outside: None,
            customer: None,
            aws_asn: None,
            own_asn: None,
            vlan: None,
            key: None,
            ipv6: None,
            stated: Vec::new(),
        }
    }

    /// The connection of a virtual interface: `None` where the file has none, `Some(None)` for an id of an unknown form.
    #[expect(clippy::option_option, reason = "absent, unreadable and read are three answers")]
    pub fn connection(&self) -> Option<Option<&str>> {
        let stated = self.stated.iter().find(|(row, _)| row.property == Property::Connection);
        stated.map(|(_, value)| value.as_deref())
    }

    /// Takes the key, in the form that its kind has. AWS writes an empty one where it keeps the key elsewhere.
    pub fn with_key(mut self, text: Option<&str>) -> Self {
        self.key = text.filter(|text| !text.is_empty()).map(|text| match self.kind {
            Kind::Tunnel => Secret::pre_shared(text),
            Kind::VirtualInterface => Secret::bgp(text),
        });
        self
    }
}

/// The value of a word, if there is one; `name` is what it stands under.
pub(super) fn parsed<T: std::str::FromStr>(text: Option<&str>, name: &str) -> Result<Option<T>, Broken> {
    let parse = |text: &str| text.parse().map_err(|_| Broken::new(format!("`{name}` is not what AWS writes there")));
    text.filter(|text| !text.is_empty()).map(parse).transpose()
}

/// The /30 around an address.
pub(super) fn link_around(address: Ipv4Addr) -> Result<Cidr4, Broken> {
    link_of(address, 30)
}

/// The link of a length around an address.
pub(super) fn link_of(address: Ipv4Addr, length: u8) -> Result<Cidr4, Broken> {
    Cidr4::around(address, length).ok_or_else(|| Broken::new("an address without a link"))
}
