//! Ways between a site and AWS: what of the document has each, and what it states against it.

use super::{Alternative, Choice, Way, alternative};
use crate::check::Demands;
use crate::network::{AwsEnd, Network, Site, Uplink};
use crate::plan::{Plan, SitePlan};
use crate::uplink::bandwidth::TunnelBandwidth;

/// Prefixes that VPN connections bring to a VPN gateway and to a transit gateway; AWS raises both for nobody.
/// <https://docs.aws.amazon.com/vpn/latest/s2svpn/vpn-limits.html>
const TO_VPN_GATEWAY: usize = 100;
const TO_TRANSIT_GATEWAY: usize = 1000;
/// Prefixes that a virtual interface brings at most, on request.
/// <https://docs.aws.amazon.com/directconnect/latest/UserGuide/limits.html>
const TO_INTERFACE: usize = 1000;

pub(super) fn choice(plan: &Plan<'_>, demands: &Demands, decided: &SitePlan) -> Choice {
    let (network, site) = (plan.network, plan.network.site(decided.site));
    let demanded = demands.on(network, site).map(|(_, whose)| whose);
    let facts = Facts { network, site, decided, demanded };
    let options = Way::OF_SITES.into_iter().map(|way| facts.option(way)).collect();
    Choice { of: format!("site {}", facts.site.name), needs: facts.needs(), options }
}

struct Facts<'p> {
    network: &'p Network,
    site: &'p Site,
    decided: &'p SitePlan,
    /// Whose demand it is that every uplink is encrypted.
    demanded: Option<String>,
}

impl Facts<'_> {
    fn option(&self, way: Way) -> Alternative {
        alternative(way, self.chosen(way), self.against(way))
    }

    fn chosen(&self, way: Way) -> Vec<String> {
        let over_public = |uplink: &&Uplink| {
            let outside = uplink.vpn().map(|vpn| vpn.outside.value);
            let mut prefixes = self.site.publics.iter().flat_map(|one| &one.prefixes);
            let is_said = uplink.vpn().is_some_and(|vpn| vpn.public().is_some());
            is_said || outside.is_some_and(|address| prefixes.any(|prefix| prefix.value.contains_address(address)))
        };
        let vpn = |uplink: &&Uplink| uplink.vpn().is_some_and(|vpn| vpn.transit().is_none());
        let is_fast = |uplink: &&Uplink| uplink.vpn().is_some_and(|vpn| vpn.accelerated.is_some());
        let has = |uplink: &&Uplink| match way {
            Way::Vpn => vpn(uplink) && !is_fast(uplink) && !over_public(uplink),
            Way::AcceleratedVpn => is_fast(uplink),
            Way::DirectConnect => uplink.interface().is_some() && uplink.vpn().is_none(),
            Way::VpnInside => uplink.vpn().is_some_and(|vpn| vpn.transit().is_some()),
            Way::VpnOverPublic => vpn(uplink) && over_public(uplink),
            Way::CloudHub => !self.decided.of_sites.is_empty() && self.site.speaks_by_vpn(),
            Way::Peering | Way::TransitGateway | Way::PrivateLink => false,
        };
        self.site.uplinks.iter().filter(has).map(|uplink| uplink.name.to_string()).collect()
    }

    fn against(&self, way: Way) -> Vec<String> {
        let all = [self.encryption(way), self.end(way), self.speed(way), self.availability(way), self.prefixes(way)];
        all.into_iter().flatten().chain(self.cloud_hub(way)).collect()
    }

    fn encryption(&self, way: Way) -> Option<String> {
        let clear = way == Way::DirectConnect && self.demanded.is_some();
        clear.then(|| "`encrypt: required`: packets pass in clear".to_owned())
    }

    /// What ends on the gateway that the site is joined to.
    fn end(&self, way: Way) -> Option<String> {
        let own_hub = matches!(way, Way::AcceleratedVpn | Way::VpnInside);
        match &self.site.end {
            AwsEnd::Segment(..) => (way == Way::CloudHub).then(|| {
                "`attach`: the segment decides whether sites reach each other, no VPN gateway is there".to_owned()
            }),
            AwsEnd::Vpcs(_) if own_hub => Some("`attach`: AWS has it on transit gateways alone".to_owned()),
            AwsEnd::Vpcs(vpcs) if vpcs.len() > 1 && way != Way::DirectConnect => {
                Some(format!("`attach`: {} VPCs, and a VPN connection ends on one VPN gateway", vpcs.len()))
            }
            AwsEnd::Vpcs(_) => None,
        }
    }

    /// Tunnels that carry less than a port whose speed is stated.
    fn speed(&self, way: Way) -> Option<String> {
        let carries = match (way, self.site.segment()) {
            (Way::DirectConnect, _) => return None,
            // A VPN gateway sends everything through one tunnel, and has no large ones.
            (_, None) => TunnelBandwidth::Standard.megabits(),
            (_, Some(_)) => 2 * TunnelBandwidth::Large.megabits(),
        };
        let stated = self.site.interfaces().filter_map(|(uplink, direct)| Some((direct.speed?.value, &uplink.name)));
        let (speed, name) = stated.max()?;
        (speed.megabits() > carries)
            .then(|| format!("`speed: {speed}` of {name}: a connection carries {carries} Mbps at most"))
    }

    /// A level that is required and that AWS does not publish for the way.
    fn availability(&self, way: Way) -> Option<String> {
        let required = self.network.require.availability.as_ref()?.value;
        let best = way.facts().levels.last()?;
        let published = best.level().published?;
        (best.share() < required.share() - 1e-9).then(|| {
            let (whole, rest) = (published / 100, published % 100);
            format!("`require.availability: {required}`: AWS publishes {whole}.{rest:02} % at most")
        })
    }

    fn prefixes(&self, way: Way) -> Option<String> {
        let most = match (way, self.site.segment()) {
            (Way::DirectConnect, _) => TO_INTERFACE,
            (_, Some(_)) => TO_TRANSIT_GATEWAY,
            (_, None) => TO_VPN_GATEWAY,
        };
        let count = self.site.prefixes.len();
        (count > most).then(|| format!("`prefixes`: {count} of them, and AWS takes {most}"))
    }

    /// A VPN gateway hands on what VPN connections bring to it, between sites that have nothing else.
    fn cloud_hub(&self, way: Way) -> Option<String> {
        let vpc = self.site.only_vpc().filter(|_| way == Way::CloudHub)?;
        let others = self.network.sites.iter().filter(|site| site.vpcs().contains(&vpc)).count();
        let between = self.network.vpc(vpc).between_sites.is_some_and(|between| between.value);
        if others < 2 {
            Some("`attach`: no other site is joined to the VPC".to_owned())
        } else if !self.site.meets_at_vpn_gateway() {
            Some("`uplinks`: only sites with VPN connections and BGP alone are joined".to_owned())
        } else {
            (!between).then(|| "`vpn_gateway.between_sites`: not said, or refused".to_owned())
        }
    }

    fn needs(&self) -> Vec<String> {
        let (network, site) = (self.network, self.site);
        let end = match &site.end {
            AwsEnd::Segment(hub, segment) => {
                let hub = &network.hubs[hub.0];
                format!("joined to segment {} of {}", hub.segment(*segment).name, hub.name)
            }
            AwsEnd::Vpcs(vpcs) => {
                let names: Vec<&str> = vpcs.iter().map(|vpc| network.vpc(*vpc).name.as_str()).collect();
                format!("joined to VPC {}", names.join(", "))
            }
        };
        let encrypted = self.demanded.as_ref().map(|whose| format!("`encrypt: required` of {whose}"));
        let routers =
            (site.routers.len() > 1).then(|| format!("{} routers, each with an uplink of its own", site.routers.len()));
        let speeds = site.interfaces().filter_map(|(uplink, direct)| Some((direct.speed?.value, &uplink.name)));
        let speeds = speeds.map(|(speed, name)| format!("`speed: {speed}` of {name}"));
        let required =
            network.require.availability.as_ref().map(|one| format!("`require.availability: {}`", one.value));
        let internet = self.decided.announced.iter().any(|prefix| prefix.prefix() == 0);
        let internet = internet.then(|| "its segment reaches the internet: AWS announces 0.0.0.0/0".to_owned());
        let prefixes = |count: usize| format!("{count} {}", if count == 1 { "prefix" } else { "prefixes" });
        let told =
            format!("{} to AWS, {} from there", prefixes(site.prefixes.len()), prefixes(self.decided.announced.len()));
        [Some(end), encrypted, routers]
            .into_iter()
            .flatten()
            .chain(speeds)
            .chain(required)
            .chain(internet)
            .chain([told])
            .collect()
    }
}
