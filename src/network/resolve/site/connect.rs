//! Connect peers: what each is made of, and what they need at AWS. Where the appliance's address lies, and whether its packets get to the
//! gateway, is found with the addresses of the plan.
//! <https://docs.aws.amazon.com/vpc/latest/tgw/tgw-connect.html>

use std::collections::BTreeMap;
use std::net::Ipv4Addr;

use super::SiteResolver;
use super::rules::Rules;
use crate::blueprint::{AttachTo, ConnectUplink};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Spanned};
use crate::net::{Cidr4, Name};
use crate::network::{Connect, HubId, Site, Uplink, UplinkKind, VpcId};

/// AWS has so many peers at most on one Connect attachment, and raises it for nobody.
/// <https://docs.aws.amazon.com/vpc/latest/tgw/transit-gateway-quotas.html>
const PEERS: usize = 4;
/// The length of a block inside.
const INSIDE: u8 = 29;

impl SiteResolver<'_> {
    /// A Connect peer. `None` if its VPC is none.
    pub(super) fn connect_peer(&mut self, name: &Spanned<Name>, written: &ConnectUplink) -> Option<UplinkKind> {
        if !matches!(written.mtu.value, 1500 | 8500) {
            let message = format!("the path of a Connect peer cannot have an MTU of {}", written.mtu.value);
            self.error(Code::UplinkValue, message, written.mtu.span, "write 1500, or 8500 for jumbo frames");
        }
        if let Some(Spanned { value: inside, span }) = written.inside
            && (inside.prefix() != INSIDE || !Cidr4::LINK_LOCAL.contains(inside))
        {
            let message = format!("a Connect peer cannot have {inside} inside");
            self.error(Code::ConnectBlock, message, span, "write a /29 of 169.254.0.0/16");
        }
        let AttachTo::Vpc(vpc) = &written.over.value else {
            let message = format!("`{}` does not go over a VPC", name.value);
            let finding = Diagnostic::new(Code::Connect, message);
            let finding = finding.why("the attachment of the appliance's VPC carries the tunnel");
            self.refuse(
                finding.help("write `over: vpc/NAME`, with the VPC that the appliance is in"),
                written.over.span,
            );
            return None;
        };
        let named = Spanned { value: vpc.clone(), span: written.over.span };
        let (over, _) = super::super::known::vpc_of(self.blueprint, self.known, &named, self.diagnostics)?;
        Some(UplinkKind::Connect(Box::new(Connect {
            over,
            over_span: written.over.span,
            address: written.address,
            gateway_address: written.gateway_address,
            inside: written.inside,
            path_mtu: written.mtu,
        })))
    }

    /// A site has Connect peers alone: nothing has proven yet which of two kinds AWS sends by, and after what.
    pub(super) fn connects_alone(&mut self, uplinks: &[Uplink]) -> Option<()> {
        let Some(connect) = uplinks.iter().find(|uplink| uplink.connect().is_some()) else { return Some(()) };
        let publics = self.site.uplinks.iter().filter(|(_, uplink)| super::public::written(&uplink.value).is_some());
        let others = uplinks.iter().filter(|uplink| uplink.connect().is_none()).map(|uplink| uplink.span);
        let other = others.chain(publics.map(|(name, _)| name.span)).next();
        if let Some(other) = other {
            let message =
                format!("`{}` of site `{}` stands beside another kind of uplink", connect.name, self.name.value);
            let finding = Diagnostic::new(Code::ConnectBeside, message).also(other, "the other one is here");
            let finding =
                finding.why("netgen does not order Connect peers among virtual interfaces and VPN connections yet");
            self.refuse(finding.help("write a site of its own for what is behind the appliances"), connect.span);
            return None;
        }
        if let Some(alarms) = &self.site.alarms {
            let message = format!("AWS has no metric of the Connect peers of site `{}`", self.name.value);
            let finding = Diagnostic::new(Code::ConnectBeside, message).also(connect.span, "one of them is here");
            let finding = finding.why("an alarm would go off about none of them: what watches them is the appliance");
            self.refuse(finding.help("remove `alarms`, and watch the BGP sessions on the appliance"), alarms.span);
        }
        let virtuals = self.site.routers.values().filter_map(|router| router.value.lan.value.virtual_address);
        for address in virtuals {
            let message = format!("nobody would move {} when a Connect peer is down", address.value);
            let finding = Diagnostic::new(Code::ConnectBeside, message).also(connect.span, "one of them is here");
            let finding = finding.why("a GRE interface stays up without its other end, so no priority follows it");
            self.refuse(finding.help("remove `virtual`"), address.span);
        }
        Some(())
    }
}

impl Rules<'_> {
    /// What Connect peers need at AWS, and how many AWS has.
    pub(super) fn connects(&self, site: &Site, found: &mut Diagnostics) {
        let mut by_vpc: BTreeMap<VpcId, Vec<&Uplink>> = BTreeMap::new();
        let mut addresses: BTreeMap<Ipv4Addr, &Uplink> = BTreeMap::new();
        for (uplink, connect) in site.connects() {
            let Some((hub, _)) = site.segment() else {
                let message = format!("`{}` leads to a VPN gateway, which has no Connect peers", uplink.name);
                let finding = Diagnostic::new(Code::Connect, message).at(connect.over_span, "");
                let finding = finding.also(site.end_span, "the site is joined here");
                found.push(finding.help("join the site to a transit gateway"));
                continue;
            };
            self.carrier(hub, (uplink, connect), found);
            by_vpc.entry(connect.over).or_default().push(uplink);
            let first = *addresses.entry(connect.address.value).or_insert(uplink);
            if first.router != uplink.router {
                let message = format!("two routers have {}", connect.address.value);
                let finding = Diagnostic::new(Code::Connect, message).at(connect.address.span, "");
                found.push(finding.also(first.span, "the first is here").help("give each appliance its own address"));
            }
        }
        for (vpc, peers) in by_vpc {
            let Some(fifth) = peers.get(PEERS) else { continue };
            let vpc = &self.vpcs[vpc.0].name;
            let message = format!("site `{}` has {} Connect peers over VPC `{vpc}`", site.name, peers.len());
            let finding = Diagnostic::new(Code::ConnectPeers, message).at(fifth.span, "");
            let finding = finding.why("AWS has four at most on one Connect attachment");
            found.push(finding.help("remove one, or let it go over another VPC"));
        }
    }

    /// The attachment that carries a tunnel, and the gateway's own blocks.
    fn carrier(&self, hub: HubId, (uplink, connect): (&Uplink, &Connect), found: &mut Diagnostics) {
        let (hub_of, vpc) = (&self.hubs[hub.0], &self.vpcs[connect.over.0]);
        if hub_of.cidrs.is_empty() {
            let message = format!("transit gateway `{}` has no block for its ends of Connect peers", hub_of.name);
            let finding = Diagnostic::new(Code::ConnectBlock, message).at(connect.over_span, "");
            let finding = finding.also(hub_of.span, "it is here");
            let help = "write `cidrs: [10.255.0.0/24]` there, with a block that nobody has: /24 or larger";
            found.push(finding.help(help));
        } else if let Some(pin) = connect.gateway_address
            && !hub_of.cidrs.iter().any(|block| block.value.contains_address(pin.value))
        {
            let message = format!("{} is in no block of transit gateway `{}`", pin.value, hub_of.name);
            let finding = Diagnostic::new(Code::ConnectBlock, message).at(pin.span, "");
            found.push(finding.also(hub_of.span, "it is here").help("write an address of its `cidrs`"));
        }
        if vpc.attach.is_none_or(|attach| attach.hub != hub) {
            let message = format!("VPC `{}` is not attached to transit gateway `{}`", vpc.name, hub_of.name);
            let finding = Diagnostic::new(Code::Connect, message).at(connect.over_span, "");
            let finding = finding.also(vpc.span, "the VPC is here");
            let finding = finding.why(format!("its attachment carries the tunnel of `{}`", uplink.name));
            found.push(finding.help(format!("write `attach: {{to: {}, segment: …}}` for the VPC", hub_of.name)));
        } else if vpc.scope != hub_of.scope {
            let message = format!("VPC `{}` and transit gateway `{}` are in two accounts", vpc.name, hub_of.name);
            let finding = Diagnostic::new(Code::Connect, message).at(connect.over_span, "");
            let finding = finding.why("netgen makes no Connect attachment over the attachment of another account yet");
            found.push(finding.help("put the appliance's VPC into the account of the transit gateway"));
        }
    }
}
