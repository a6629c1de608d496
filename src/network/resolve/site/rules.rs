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
        rules.internet(site, &mut found);
        rules.static_vpn(site, &mut found);
        rules.one_gateway(site, &mut found);
        rules.known_asn(site, &mut found);
        rules.connects(site, &mut found);
        Rules::of_transit_gateways(site, &mut found);
        rules.ipv6(site, &mut found);
        Rules::several_vpcs(site, &mut found);
    }
    rules.one_end(&mut found);
    rules.one_gateway_before(&mut found);
    rules.transports(&mut found);
    rules.connections(&mut found);
    rules.publics(&mut found);
    rules.outside(&mut found);
    rules.asns(&mut found);
    rules.between_interfaces(&mut found);
    rules.site_links(&mut found);
    rules.at_vpn_gateways(&mut found);
    rules.concentrators(&mut found);
    diagnostics.append(found);
}

pub(super) struct Rules<'a> {
    pub(super) sites: &'a [Site],
    pub(super) gateways: &'a [DxGateway],
    pub(super) vpcs: &'a [Vpc],
    pub(super) hubs: &'a [Hub],
}

impl Rules<'_> {
    /// A site announces its own networks. A default route by a site is another design, and so are the two halves of it.
    fn internet(&self, site: &Site, found: &mut Diagnostics) {
        for prefix in site.prefixes.iter().filter(|prefix| prefix.value.prefix() < WIDEST) {
            let message = format!("site `{}` announces {}, a route for the internet", site.name, prefix.value);
            let finding = Diagnostic::new(Code::InternetAtSite, message).at(prefix.span, "");
            let finding = finding.why(
                "a site's prefixes are networks that lie there: netgen has no default route by a site, whose path back would \
                 have to pass the site's NAT and firewall",
            );
            let internet = match &site.end {
                AwsEnd::Segment(hub, _) => format!(
                    "for the internet, write `internet: {{through: egress}}` for transit gateway `{}`, with a VPC of `role: egress`, \
                     and `reaches: [internet]` for its segments",
                    self.hubs[hub.0].name
                ),
                AwsEnd::Vpcs(_) => "for the internet, write `route: nat` for tiers of the VPC".to_owned(),
            };
            let finding = finding.help("write the networks of the site alone, such as `prefixes: [192.168.0.0/16]`");
            let finding = finding.help(internet);
            found.push(finding.help(
                "for single services on the internet that have to be reached from the site's addresses, write their prefixes \
                 beside the site's own",
            ));
        }
    }

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
        let speaks = site.speaks_by_vpn() || site.connects().next().is_some();
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
            for (uplink, direct) in site.interfaces() {
                let known = *first.entry(direct.gateway.0).or_insert(site);
                // Where tunnels alone pass, AWS announces the transit gateway's block and nothing behind it.
                let hub = |site: &Site| site.segment().map(|(hub, _)| hub);
                if known.end == site.end || uplink.vpn().is_some() && hub(known) == hub(site) {
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
        let mut connections: BTreeMap<&str, (Span, bool)> = BTreeMap::new();
        let own = self.sites.iter().flat_map(Site::interfaces);
        let own = own.map(|(uplink, direct)| (uplink.span, &direct.connection, direct.vlan, direct.hosted));
        let publics = self.sites.iter().flat_map(|site| &site.publics);
        let all = own.chain(publics.map(|one| (one.span, &one.connection, one.vlan, one.hosted)));
        for (span, connection, vlan, is_hosted) in all {
            let id = connection.value.as_str();
            if let Some(first) = vlans.insert((id, vlan.value), vlan.span) {
                let message = format!("VLAN {} is used twice on connection `{id}`", vlan.value);
                let finding =
                    Diagnostic::new(Code::VlanTwice, message).at(vlan.span, "").also(first, "first used here");
                let finding = finding.why("the tag distinguishes the virtual interfaces of a connection");
                found.push(finding.help("choose another tag from 1 to 4094, or name another connection"));
            }
            let Some((first, hosted)) = connections.insert(id, (span, is_hosted)) else { continue };
            if hosted || is_hosted {
                let message = format!("hosted connection `{id}` would hold two virtual interfaces");
                let finding = Diagnostic::new(Code::VlanTwice, message).at(connection.span, "");
                let finding = finding.also(first, "the first is here");
                let finding = finding.why("a partner hosts one virtual interface on such a connection");
                found.push(finding.help("order another connection, or remove `hosted` if it is a dedicated one"));
            }
        }
    }

    /// A customer gateway is an address and an ASN. It may have connections to several gateways, and several to one transit
    /// gateway, which shares traffic among them; a second one to the same VPN gateway is refused.
    fn outside(&self, found: &mut Diagnostics) {
        let mut seen = BTreeMap::new();
        let mut sites: BTreeMap<Ipv4Addr, (&Site, Span)> = BTreeMap::new();
        let vpns = self.sites.iter().flat_map(|site| site.vpns().map(move |(uplink, vpn)| (site, uplink, vpn)));
        for (site, uplink, vpn) in vpns {
            let outside = vpn.outside;
            if let Some(vpc) = site.only_vpc()
                && let Some(first) = seen.insert((outside.value, site.asn.value, vpc), outside.span)
            {
                let message = format!("two VPN connections come from {} to one VPN gateway", outside.value);
                let finding = Diagnostic::new(Code::UplinkValue, message).at(outside.span, "");
                let finding = finding.also(first, "the first is here");
                let finding = finding.why(
                    "both have one customer gateway, and a VPN gateway uses one tunnel of all: a second connection brings \
                     nothing, and AWS refuses it",
                );
                let help =
                    format!("give `{}` an address of its own, or join the site to a transit gateway", uplink.name);
                found.push(finding.help(help));
            }
            let (first, span) = *sites.entry(outside.value).or_insert((site, outside.span));
            if first.name != site.name {
                let message = format!("sites `{}` and `{}` both have {}", first.name, site.name, outside.value);
                let finding = Diagnostic::new(Code::SharedOutside, message).at(outside.span, "");
                let finding = finding.also(span, format!("that of `{}`", first.name));
                let finding = finding.why(
                    "one router with the files of both sites would have one half overwritten by the other: prefix lists, \
                     route maps and filters have equal names in both",
                );
                found.push(finding.help(
                    "load the files of each site into a router or routing instance of its own, or write one site with all uplinks",
                ));
            }
            is_reached(vpn, found);
        }
    }

    /// The gateways that a site is joined to.
    fn ends_of(&self, site: &Site) -> Vec<Speaker> {
        match &site.end {
            AwsEnd::Segment(hub, _) => {
                let hub = &self.hubs[hub.0];
                let speaker = hub.asn.map(|asn| (asn.value, asn.span, format!("transit gateway `{}`", hub.name)));
                speaker.into_iter().collect()
            }
            AwsEnd::Vpcs(vpcs) => {
                let vpcs = vpcs.iter().filter_map(|vpc| self.vpcs.get(vpc.0));
                let speaker = |vpc: &Vpc| {
                    vpc.vpn_gateway.map(|asn| (asn.value, asn.span, format!("the VPN gateway of VPC `{}`", vpc.name)))
                };
                vpcs.filter_map(speaker).collect()
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
            let ends = self.ends_of(site);
            for end in &ends {
                equal(&own, end, found);
            }
            for (_, direct) in site.interfaces() {
                let gateway = &self.gateways[direct.gateway.0];
                let name = format!("Direct Connect gateway `{}`", gateway.name);
                let gateway = (gateway.asn.value, gateway.asn.span, name);
                equal(&own, &gateway, found);
                for end in ends.iter().filter(|_| site.segment().is_some()) {
                    equal(&gateway, end, found);
                }
            }
        }
        for (first, site) in self.first_meetings(|site| Some(site.asn.value)) {
            equal(&speaker(site), &speaker(first), found);
        }
    }
}

/// The widest prefix of a site: 10.0.0.0/8 is the largest block that one organization has for itself.
const WIDEST: u8 = 8;

/// AWS reaches the address of a connection over the internet.
fn is_reached(vpn: &Vpn, found: &mut Diagnostics) {
    let address = vpn.outside.value;
    if vpn.transit().is_none() && (address.is_private() || is_nobodys(address)) {
        let finding = Diagnostic::new(Code::UplinkValue, format!("AWS cannot reach {address}"));
        let help = "write the public address; where the router is behind NAT, its own is `local_address`";
        found.push(finding.at(vpn.outside.span, "").help(help));
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
pub(super) type Speaker = (Asn, Span, String);

/// A site as one end of a path.
pub(super) fn speaker(site: &Site) -> Speaker {
    (site.asn.value, site.asn.span, format!("site `{}`", site.name))
}

pub(super) fn equal(one: &Speaker, other: &Speaker, found: &mut Diagnostics) {
    if one.0 != other.0 {
        return;
    }
    let message = format!("{} and {} both have the ASN {}", one.2, other.2, one.0);
    let finding = Diagnostic::new(Code::EqualAsns, message).at(one.1, "").also(other.1, format!("that of {}", other.2));
    let finding = finding.why("BGP drops routes that have been at its own number before, and AWS refuses equal ones");
    found.push(finding.help("give each of them a number of its own, such as 64512, 64513 and 65000"));
}
