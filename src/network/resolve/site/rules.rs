//! What sites, gateways and uplinks must not do together.

use std::collections::BTreeMap;
use std::net::Ipv4Addr;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Span};
use crate::net::Asn;
use crate::network::{AwsEnd, DxGateway, Hub, Routing, Site, Uplink, Vpc, Vpn};

/// Applies every rule.
pub(super) fn check(
    sites: &[Site],
    gateways: &[DxGateway],
    (vpcs, hubs): (&[Vpc], &[Hub]),
    diagnostics: &mut Diagnostics,
) {
    let rules = Rules { sites, gateways, vpcs, hubs };
    let mut found = Diagnostics::default();
    for site in sites {
        rules.static_vpn(site, &mut found);
        rules.one_gateway(site, &mut found);
        rules.known_asn(site, &mut found);
    }
    rules.one_end(&mut found);
    rules.connections(&mut found);
    rules.outside(&mut found);
    rules.asns(&mut found);
    diagnostics.append(found);
}

struct Rules<'a> {
    sites: &'a [Site],
    gateways: &'a [DxGateway],
    vpcs: &'a [Vpc],
    hubs: &'a [Hub],
}

impl Rules<'_> {
    /// A static route beats Direct Connect in a transit gateway, and knows no order among VPN connections.
    fn static_vpn(&self, site: &Site, found: &mut Diagnostics) {
        let is_static = |(_, vpn): &(&Uplink, &Vpn)| vpn.routing.value == Routing::Static;
        let Some((uplink, vpn)) = site.vpns().find(is_static) else { return };
        if let (Some((direct, _)), Some((hub, _))) = (site.direct_connects().next(), site.segment()) {
            let hub = &self.hubs[hub.0].name;
            let message = format!("static VPN `{}` would win over Direct Connect `{}`", uplink.name, direct.name);
            let finding = Diagnostic::new(Code::StaticVpn, message).at(vpn.routing.span, "");
            let finding = finding.also(direct.span, "Direct Connect is here");
            let finding = finding.why(format!(
                "a static route of transit gateway `{hub}` comes before what it learns from Direct Connect"
            ));
            found
                .push(finding.help("write `routing: bgp`, or join the site to a VPC, whose VPN gateway takes it last"));
        }
        if let Some((other, _)) = site.vpns().find(|(other, _)| other.name != uplink.name) {
            let message = format!("static VPN `{}` beside VPN `{}`", uplink.name, other.name);
            let finding = Diagnostic::new(Code::StaticVpn, message).at(vpn.routing.span, "");
            let finding = finding.also(other.span, "the other one is here");
            let finding =
                finding.why("static routes have no attributes, so AWS would choose between the two by itself");
            found.push(finding.help("write `routing: bgp` for both, or keep one of them"));
        }
    }

    /// AWS compares uplinks of one Direct Connect gateway alone.
    fn one_gateway(&self, site: &Site, found: &mut Diagnostics) {
        let mut direct = site.direct_connects();
        let Some((first, one)) = direct.next() else { return };
        for (other, two) in direct.filter(|(_, two)| two.gateway != one.gateway) {
            let (gateway, twin) = (&self.gateways[one.gateway.0].name, &self.gateways[two.gateway.0].name);
            let message = format!("`{}` leads to `{gateway}`, `{}` to `{twin}`", first.name, other.name);
            let finding = Diagnostic::new(Code::SeveralGateways, message).at(two.gateway_span, "");
            let finding = finding.also(one.gateway_span, "the first gateway is here");
            let finding =
                finding.why("AWS orders uplinks of one gateway; between two it goes by the age of the attachment");
            found.push(finding.help(format!("write `gateway: {gateway}` for both")));
        }
    }

    /// Routers talk to the transit gateway's number on VPN.
    fn known_asn(&self, site: &Site, found: &mut Diagnostics) {
        let Some((hub, _)) = site.segment() else { return };
        let hub = &self.hubs[hub.0];
        let speaks = site.vpns().any(|(_, vpn)| vpn.routing.value == Routing::Bgp);
        if hub.asn.is_none() && speaks {
            let message = format!("nobody says which ASN transit gateway `{}` has", hub.name);
            let finding = Diagnostic::new(Code::Site, message).at(site.end_span, "").also(hub.span, "it is here");
            let finding = finding.why("the routers of the site talk BGP to it, and refuse another number");
            let help = "write `asn` beside its `id`, as `aws ec2 describe-transit-gateways` shows it";
            found.push(finding.help(help));
        }
    }

    /// All sites of a Direct Connect gateway are joined to one place: what one of them announces is propagated to whatever is
    /// behind the gateway, and its allowed prefixes are announced to all of them.
    fn one_end(&self, found: &mut Diagnostics) {
        let mut first: BTreeMap<usize, &Site> = BTreeMap::new();
        for site in self.sites {
            for (_, direct) in site.direct_connects() {
                let known = *first.entry(direct.gateway.0).or_insert(site);
                if known.end == site.end {
                    continue;
                }
                let gateway = &self.gateways[direct.gateway.0].name;
                let message = format!(
                    "sites `{}` and `{}` share Direct Connect gateway `{gateway}`, and not what they are joined to",
                    known.name, site.name
                );
                let finding = Diagnostic::new(Code::GatewayKinds, message).at(direct.gateway_span, "");
                let finding = finding.also(known.end_span, format!("`{}` is joined here", known.name));
                let finding = finding.also(site.end_span, format!("`{}` is joined here", site.name));
                let finding = finding.why(
                    "the gateway tells whatever lies behind it of all its sites, and all its sites of whatever lies \
                     behind it",
                );
                found.push(finding.help("give one of the sites a Direct Connect gateway of its own"));
            }
        }
    }

    /// A VLAN is used once on a connection, and a hosted connection holds one virtual interface.
    fn connections(&self, found: &mut Diagnostics) {
        let mut vlans = BTreeMap::new();
        let mut connections: BTreeMap<&str, (&Uplink, bool)> = BTreeMap::new();
        for (uplink, direct) in self.sites.iter().flat_map(Site::direct_connects) {
            let (id, vlan) = (direct.connection.value.as_str(), direct.vlan);
            if let Some(first) = vlans.insert((id, vlan.value), vlan.span) {
                let message = format!("VLAN {} is used twice on connection `{id}`", vlan.value);
                let finding =
                    Diagnostic::new(Code::VlanTwice, message).at(vlan.span, "").also(first, "first used here");
                let finding = finding.why("the tag tells the virtual interfaces of a connection apart");
                found.push(finding.help("choose another tag from 1 to 4094, or name another connection"));
            }
            let Some((first, hosted)) = connections.insert(id, (uplink, direct.hosted)) else { continue };
            if hosted || direct.hosted {
                let message = format!("hosted connection `{id}` would hold two virtual interfaces");
                let finding = Diagnostic::new(Code::VlanTwice, message).at(direct.connection.span, "");
                let finding = finding.also(first.span, "the first is here");
                let finding = finding.why("a partner hosts one virtual interface on such a connection");
                found.push(finding.help("order another connection, or remove `hosted` if it is a dedicated one"));
            }
        }
    }

    /// A customer gateway is an address: two connections from one address could not be told apart.
    fn outside(&self, found: &mut Diagnostics) {
        let mut seen = BTreeMap::new();
        for (uplink, vpn) in self.sites.iter().flat_map(Site::vpns) {
            if let Some(first) = seen.insert(vpn.outside.value, vpn.outside.span) {
                let message = format!("two VPN connections come from {}", vpn.outside.value);
                let finding = Diagnostic::new(Code::UplinkValue, message).at(vpn.outside.span, "");
                let finding = finding.also(first, "the first is here");
                let finding =
                    finding.why("AWS knows a customer gateway by its address, and takes one connection from it");
                found.push(finding.help(format!("give `{}` an address of its own", uplink.name)));
            }
            let address = vpn.outside.value;
            if address.is_private() || is_nobodys(address) {
                let message = format!("AWS cannot reach {address}");
                let finding = Diagnostic::new(Code::UplinkValue, message).at(vpn.outside.span, "");
                let help = "write the public address; where NAT lies before the router, its own is `local_address`";
                found.push(finding.help(help));
            }
        }
    }

    /// The gateway that a site is joined to.
    fn end_of(&self, site: &Site) -> Option<Speaker> {
        match site.end {
            AwsEnd::Segment(hub, _) => {
                let hub = &self.hubs[hub.0];
                hub.asn.map(|asn| (asn.value, asn.span, format!("transit gateway `{}`", hub.name)))
            }
            AwsEnd::Vpc(vpc) => {
                let vpc = self.vpcs.get(vpc.0)?;
                vpc.vpn_gateway.map(|asn| (asn.value, asn.span, format!("the VPN gateway of VPC `{}`", vpc.name)))
            }
        }
    }

    /// Ends of a session, and everybody on one path, have different numbers: BGP drops routes that come back to their number.
    fn asns(&self, found: &mut Diagnostics) {
        for site in self.sites {
            let own = (site.asn.value, site.asn.span, format!("site `{}`", site.name));
            if AMAZON.contains(&site.asn.value.get()) {
                let message = format!("site `{}` has the ASN {}, which is Amazon's", site.name, site.asn.value);
                let finding = Diagnostic::new(Code::EqualAsns, message).at(site.asn.span, "");
                let finding = finding.why("AWS speaks with this number itself, and takes it from nobody");
                found.push(finding.help("write the site's own number, or a private one such as 65000"));
            }
            let end = self.end_of(site);
            if let Some(end) = &end {
                equal(&own, end, found);
            }
            for (_, direct) in site.direct_connects() {
                let gateway = &self.gateways[direct.gateway.0];
                let name = format!("Direct Connect gateway `{}`", gateway.name);
                let gateway = (gateway.asn.value, gateway.asn.span, name);
                equal(&own, &gateway, found);
                if let (Some(end), Some(_)) = (&end, site.segment()) {
                    equal(&gateway, end, found);
                }
            }
        }
        for (index, site) in self.sites.iter().enumerate() {
            let Some((hub, segment)) = site.segment() else { continue };
            let meets = |other: &&Site| match other.segment() {
                Some((same, to)) if same == hub => {
                    let of = self.hubs[hub.0].segment(segment);
                    if to == segment { of.transit } else { of.reaches.contains(&crate::network::End::Segment(to)) }
                }
                _ => false,
            };
            for other in self.sites[..index].iter().filter(meets) {
                let own = (site.asn.value, site.asn.span, format!("site `{}`", site.name));
                equal(&own, &(other.asn.value, other.asn.span, format!("site `{}`", other.name)), found);
            }
        }
    }
}

/// Addresses that no packet on the internet is sent to: of this host and network, of carriers' own networks (RFC 6598), of
/// links, of groups, and those that are reserved (RFC 1112).
fn is_nobodys(address: Ipv4Addr) -> bool {
    matches!(address.octets(), [0 | 127 | 224..=255, ..] | [100, 64..=127, ..] | [169, 254, ..])
}

/// Numbers that AWS refuses for a customer gateway in some Region.
/// <https://docs.aws.amazon.com/vpn/latest/s2svpn/cgw-options.html>
const AMAZON: [u32; 2] = [7224, 9059];

/// A number, where it is written, and whose it is.
type Speaker = (Asn, Span, String);

fn equal(one: &Speaker, other: &Speaker, found: &mut Diagnostics) {
    if one.0 != other.0 {
        return;
    }
    let message = format!("{} and {} both have the ASN {}", one.2, other.2, one.0);
    let finding = Diagnostic::new(Code::EqualAsns, message).at(one.1, "").also(other.1, format!("that of {}", other.2));
    let finding = finding.why("BGP drops routes that have been at its own number before, and AWS refuses equal ones");
    found.push(finding.help("give each of them a number of its own, such as 64512, 64513 and 65000"));
}
