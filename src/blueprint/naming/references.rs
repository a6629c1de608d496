//! Where names are used: every key of a document that refers to something by its name.

use std::collections::BTreeMap;
use std::mem::take;

use super::{Named, Naming, Scope};
use crate::blueprint::acl::NetworkAcls;
use crate::blueprint::document::Blueprint;
use crate::blueprint::forms::ShortOr;
use crate::blueprint::group::{Peer, PlaceName};
use crate::blueprint::hub::{Holder, TransitGateway, Via};
use crate::blueprint::remote_access::{ClientBlock, RemoteAccess};
use crate::blueprint::site::{AttachTo, Site};
use crate::blueprint::tier::Participant;
use crate::blueprint::vpc::Vpc;
use crate::diagnostic::{Span, Spanned};
use crate::net::{ConnectionName, Name};

/// Asks about every name that is used.
pub(super) fn walk(blueprint: &mut Blueprint, naming: &mut dyn Naming) {
    let only_hub = match blueprint.transit_gateways.keys().collect::<Vec<_>>()[..] {
        [only] => Some(only.value.clone()),
        _ => None,
    };
    let mut walk = References { naming };
    walk.one_of_any(Named::Account, blueprint.defaults.account.as_mut());
    for pool in blueprint.address_pools.values_mut() {
        walk.one_of_any(Named::Pool, pool.value.0.within.as_mut());
    }
    for (name, vpc) in &mut blueprint.vpcs {
        walk.vpc(&name.value, &mut vpc.value, only_hub.as_ref());
    }
    for (name, hub) in &mut blueprint.transit_gateways {
        walk.hub(&name.value, &mut hub.value);
    }
    for peering in blueprint.peerings.values_mut() {
        walk.one_of_any(Named::Vpc, &mut peering.value.between.value);
        walk.holder(peering.value.with.as_mut().and_then(|with| with.value.account.as_mut()));
    }
    let lags: Vec<String> = blueprint.lags.keys().map(|name| name.value.shown().to_owned()).collect();
    for (name, site) in &mut blueprint.sites {
        walk.site(&name.value, &mut site.value, &lags);
    }
    for access in blueprint.remote_access.values_mut() {
        walk.remote_access(&mut access.value, &blueprint.vpcs, only_hub.as_ref());
    }
    walk.keys(Scope { named: Named::Vpc, of: None }, &mut blueprint.stacks.split);
}

/// The names that are used in one part of a document after the other.
struct References<'n> {
    naming: &'n mut dyn Naming,
}

impl References<'_> {
    fn one(&mut self, scope: Scope<'_>, name: &mut Name, place: Span, part: usize) {
        *name = self.naming.refer(scope, name, place, part);
    }

    fn all<'a>(&mut self, scope: Scope<'_>, names: impl IntoIterator<Item = &'a mut Spanned<Name>>) {
        for name in names {
            self.one(scope, &mut name.value, name.span, 0);
        }
    }

    /// The same of something that stands at the top of the document.
    fn one_of_any<'a>(&mut self, named: Named, list: impl IntoIterator<Item = &'a mut Spanned<Name>>) {
        self.all(Scope { named, of: None }, list);
    }

    fn keys<T>(&mut self, scope: Scope<'_>, map: &mut BTreeMap<Spanned<Name>, T>) {
        let old = take(map).into_iter();
        *map = old
            .map(|(mut name, thing)| {
                self.one(scope, &mut name.value, name.span, 0);
                (name, thing)
            })
            .collect();
    }

    fn vpc(&mut self, name: &Name, vpc: &mut Vpc, only_hub: Option<&Name>) {
        self.one_of_any(Named::Account, vpc.account.as_mut());
        self.one_of_any(Named::Pool, vpc.pool.as_mut());
        let mut hub = None;
        if let Some(attach) = vpc.attach.as_mut().map(|attach| &mut attach.value) {
            self.one_of_any(Named::Hub, Some(&mut attach.to));
            self.all(Scope { named: Named::Segment, of: Some(&attach.to.value) }, attach.segment.as_mut());
            hub = Some(attach.to.value.clone());
        }
        let hub = hub.as_ref().or(only_hub);
        let tiers = Scope { named: Named::Tier, of: Some(name) };
        self.all(tiers, vpc.nat.value.0.tier.as_mut());
        self.all(tiers, vpc.endpoints.tier.as_mut());
        for participant in vpc.tiers.values_mut().flat_map(|tier| &mut tier.value.share) {
            if let Participant::Account(account) = &mut participant.value {
                self.one(Scope { named: Named::Account, of: None }, account, participant.span, 1);
            }
        }
        let groups = Scope { named: Named::Group, of: Some(name) };
        for item in &mut vpc.endpoints.interface {
            if let ShortOr::Long(endpoints) = &mut item.value {
                for endpoint in endpoints.values_mut() {
                    self.all(groups, &mut endpoint.groups);
                }
            }
        }
        for group in vpc.security_groups.values_mut().map(|group| &mut group.value) {
            let from = group.ingress.iter_mut().map(|rule| &mut rule.value.from);
            let to = group.egress.iter_mut().flatten().map(|rule| &mut rule.value.to);
            from.chain(to).for_each(|peer| self.peer(groups, name, hub, peer));
        }
        if let NetworkAcls::Rules(acls) = &mut vpc.network_acls.value {
            self.keys(tiers, acls);
            for acl in acls.values_mut() {
                let from = acl.ingress.values_mut().map(|rule| &mut rule.value.from);
                let to = acl.egress.values_mut().map(|rule| &mut rule.value.to);
                from.chain(to).for_each(|peer| self.peer(tiers, name, hub, peer));
            }
        }
    }

    /// The other end of a rule in a VPC; a bare name is one of `bare`.
    fn peer(&mut self, bare: Scope<'_>, vpc: &Name, hub: Option<&Name>, peer: &mut Spanned<Peer>) {
        let place = peer.span;
        let mut whole = |named, name: &mut Name| self.one(Scope { named, of: None }, name, place, 1);
        match &mut peer.value {
            Peer::Name(name) => self.one(bare, name, place, 0),
            Peer::GroupOf(of, group) => {
                whole(Named::Vpc, of);
                self.one(Scope { named: Named::Group, of: Some(of) }, group, place, 3);
            }
            Peer::Place(PlaceName::Vpc(name)) => whole(Named::Vpc, name),
            Peer::Place(PlaceName::Pool(name)) => whole(Named::Pool, name),
            Peer::Place(PlaceName::Site(name)) => whole(Named::Site, name),
            Peer::Place(PlaceName::Tier(name)) => {
                self.one(Scope { named: Named::Tier, of: Some(vpc) }, name, place, 1);
            }
            Peer::Place(PlaceName::Segment(name)) => {
                if hub.is_some() {
                    self.one(Scope { named: Named::Segment, of: hub }, name, place, 1);
                }
            }
            Peer::Internet | Peer::Cidr(_) | Peer::PrefixList(_) | Peer::SecurityGroup(_) => {}
        }
    }

    fn remote_access(
        &mut self,
        access: &mut RemoteAccess,
        vpcs: &BTreeMap<Spanned<Name>, Spanned<Vpc>>,
        only_hub: Option<&Name>,
    ) {
        self.one_of_any(Named::Vpc, Some(&mut access.within));
        let vpc = access.within.value.clone();
        let tiers = Scope { named: Named::Tier, of: Some(&vpc) };
        self.all(tiers, Some(&mut access.tier));
        if let ClientBlock::Cut(long) = &mut access.block.value {
            self.one_of_any(Named::Pool, Some(&mut long.pool));
        }
        let attach = vpcs.get(&Spanned::unplaced(vpc.clone())).and_then(|vpc| vpc.value.attach.as_ref());
        let hub = attach.map(|attach| attach.value.to.value.clone());
        for one in &mut access.reaches.value {
            let mut peer = Spanned { value: one.value.to.clone(), span: one.span };
            // A bare name is refused, but for `vpc`.
            if !matches!(peer.value, Peer::Name(_)) {
                self.peer(tiers, &vpc, hub.as_ref().or(only_hub), &mut peer);
                one.value.to = peer.value;
            }
        }
    }

    fn holder<'a>(&mut self, holder: impl IntoIterator<Item = &'a mut Spanned<Holder>>) {
        for Spanned { value, span } in holder {
            if let Holder::Account(account) = value {
                self.one(Scope { named: Named::Account, of: None }, account, *span, 0);
            }
        }
    }

    fn hub(&mut self, name: &Name, hub: &mut TransitGateway) {
        self.holder(hub.account.as_mut());
        let segments = Scope { named: Named::Segment, of: Some(name) };
        for segment in hub.segments.values_mut().map(|segment| &mut segment.value) {
            self.all(segments, &mut segment.reaches);
            for via in segment.static_routes.iter_mut().map(|route| &mut route.value.via) {
                if let Via::Vpc(vpc) = &mut via.value {
                    self.one(Scope { named: Named::Vpc, of: None }, vpc, via.span, 1);
                }
            }
        }
        self.one_of_any(Named::Vpc, hub.internet.as_mut().map(|path| &mut path.value.through));
        if let Some(inspection) = hub.inspection.as_mut().map(|inspection| &mut inspection.value) {
            self.one_of_any(Named::Vpc, Some(&mut inspection.through));
            inspection.between.iter_mut().for_each(|pair| self.all(segments, &mut pair.value));
        }
    }

    fn site(&mut self, name: &Name, site: &mut Site, lags: &[String]) {
        let attach = &mut site.attach.value;
        let span = attach.to.span;
        for (end, place) in attach.to.value.all_mut(span) {
            match end {
                AttachTo::Hub(hub) => {
                    self.one(Scope { named: Named::Hub, of: None }, hub, place, 0);
                    self.all(Scope { named: Named::Segment, of: Some(hub) }, attach.segment.as_mut());
                }
                AttachTo::Vpc(vpc) => self.one(Scope { named: Named::Vpc, of: None }, vpc, place, 1),
            }
        }
        let routers = Scope { named: Named::Router, of: Some(name) };
        for uplink in site.uplinks.values_mut().map(|uplink| &mut uplink.value) {
            if let Some(direct) = uplink.direct_connect.as_mut().map(|direct| &mut direct.value) {
                self.all(routers, Some(&mut direct.router));
                self.one_of_any(Named::Gateway, direct.gateway.as_mut());
                let place = direct.connection.span;
                if let ConnectionName::Own(name) = &mut direct.connection.value {
                    let named = if lags.iter().any(|lag| lag == name.shown()) { Named::Lag } else { Named::Connection };
                    self.one(Scope { named, of: None }, name, place, 0);
                }
            }
            if let Some(vpn) = uplink.vpn.as_mut().map(|vpn| &mut vpn.value) {
                self.all(routers, Some(&mut vpn.router));
                self.all(Scope { named: Named::Uplink, of: Some(name) }, vpn.over.as_mut());
            }
            if let Some(connect) = uplink.connect.as_mut().map(|connect| &mut connect.value) {
                self.all(routers, Some(&mut connect.router));
                if let AttachTo::Vpc(vpc) = &mut connect.over.value {
                    self.one(Scope { named: Named::Vpc, of: None }, vpc, connect.over.span, 1);
                }
            }
        }
        for rank in site.prefer.iter_mut().flat_map(|prefer| &mut prefer.value) {
            for uplink in &mut rank.value.0 {
                self.one(Scope { named: Named::Uplink, of: Some(name) }, uplink, rank.span, 0);
            }
        }
    }
}
