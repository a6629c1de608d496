//! Every name of a document that others can refer to: where it is given, and where it is used. In comes a blueprint, out go calls
//! for each of them, and the blueprint with the names that these answer. Knows which key names what, and looks nothing up.

use std::collections::{BTreeMap, BTreeSet};
use std::mem::take;

use super::acl::NetworkAcls;
use super::document::Blueprint;
use super::group::{Peer, PlaceName};
use super::hub::{TransitGateway, Via};
use super::site::{AttachTo, Site};
use super::vpc::Vpc;
use crate::diagnostic::{Span, Spanned};
use crate::net::Name;

/// What has a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Named {
    /// An address pool.
    Pool,
    /// A VPC.
    Vpc,
    /// A tier of a VPC.
    Tier,
    /// A security group of a VPC.
    Group,
    /// A transit gateway.
    Hub,
    /// A segment of a transit gateway.
    Segment,
    /// A Direct Connect gateway.
    Gateway,
    /// A site.
    Site,
    /// A router of a site.
    Router,
    /// An uplink of a site.
    Uplink,
    /// A peering connection.
    Peering,
}

impl Named {
    /// All of them.
    pub const ALL: &[Self] = &[
        Self::Pool,
        Self::Vpc,
        Self::Tier,
        Self::Group,
        Self::Hub,
        Self::Segment,
        Self::Gateway,
        Self::Site,
        Self::Router,
        Self::Uplink,
        Self::Peering,
    ];

    /// Its places in the document and in the lock; a `*` is a name, the same one in both, in the same order.
    #[must_use]
    pub const fn paths(self) -> (&'static str, &'static str) {
        match self {
            Self::Pool => ("address_pools.*", "pool/*"),
            Self::Vpc => ("vpcs.*", "vpc/*"),
            Self::Tier => ("vpcs.*.tiers.*", "vpc/*/tier/*"),
            Self::Group => ("vpcs.*.security_groups.*", "vpc/*/group/*"),
            Self::Hub => ("transit_gateways.*", "hub/*"),
            Self::Segment => ("transit_gateways.*.segments.*", "hub/*/segment/*"),
            Self::Gateway => ("direct_connect_gateways.*", "direct-connect/*"),
            Self::Site => ("sites.*", "site/*"),
            Self::Router => ("sites.*.routers.*", "site/*/router/*"),
            Self::Uplink => ("sites.*.uplinks.*", "site/*/uplink/*"),
            Self::Peering => ("peerings.*", "peering/*"),
        }
    }

    /// Whether the lock has an entry for each of them, or for something in it.
    #[must_use]
    pub const fn is_locked(self) -> bool {
        matches!(self, Self::Pool | Self::Vpc | Self::Tier | Self::Site | Self::Uplink)
    }

    /// The one whose place in the document is of this form, with the names in it: one fewer where it stands in `defaults.vpc`, and is
    /// thus in every VPC that does not say otherwise.
    #[must_use]
    pub fn of_document(keys: &[String]) -> Option<(Self, Vec<&str>)> {
        if let [defaults, vpc, what, name] = keys
            && (defaults.as_str(), vpc.as_str()) == DEFAULTS
        {
            let named =
                [Self::Tier, Self::Group].into_iter().find(|named| named.paths().0.split('.').nth(2) == Some(what));
            return named.map(|named| (named, vec![name.as_str()]));
        }
        Self::ALL.iter().find_map(|named| {
            let pattern: Vec<&str> = named.paths().0.split('.').collect();
            let fits = |(word, key): (&&str, &String)| *word == "*" || *word == key;
            let is_it = pattern.len() == keys.len() && pattern.iter().zip(keys).all(fits);
            let names = || pattern.iter().zip(keys).filter(|(word, _)| **word == "*").map(|(_, key)| key.as_str());
            is_it.then(|| (*named, names().collect()))
        })
    }
}

/// Where a document has what every VPC has that does not say otherwise.
const DEFAULTS: (&str, &str) = ("defaults", "vpc");

/// The places of names that stand in `defaults.vpc`: every VPC that takes them from there has them at these.
#[must_use]
pub fn shared(blueprint: &Blueprint) -> BTreeSet<Span> {
    let vpc = blueprint.defaults.vpc.iter();
    vpc.flat_map(|vpc| vpc.tiers.keys().chain(vpc.security_groups.keys())).map(|name| name.span).collect()
}

/// All things of one kind in one place: the tiers of a VPC.
#[derive(Clone, Copy, Debug)]
pub struct Scope<'a> {
    /// What they are.
    pub named: Named,
    /// Whose they are, if they are somebody's.
    pub of: Option<&'a Name>,
}

impl Scope<'_> {
    /// Before the word of one of them in the lock: `vpc/orders/tier`. Made of words alone.
    #[must_use]
    pub fn identity(&self) -> String {
        let (_, pattern) = self.named.paths();
        filled(pattern, "/*", self.of.map(Name::as_str))
    }

    /// The same where every VPC has them: `defaults.vpc.tiers`.
    #[must_use]
    pub fn shared(&self) -> String {
        let what = self.named.paths().0.split('.').nth(2).unwrap_or_default();
        format!("{}.{}.{what}", DEFAULTS.0, DEFAULTS.1)
    }

    /// Before the name of one of them in the document: `vpcs.order.tiers`.
    #[must_use]
    pub fn document(&self) -> String {
        let (pattern, _) = self.named.paths();
        filled(pattern, ".*", self.of.map(Name::shown))
    }
}

/// A pattern without its last name, and with the one before it.
fn filled(pattern: &str, last: &str, of: Option<&str>) -> String {
    let rest = pattern.strip_suffix(last).unwrap_or(pattern);
    of.map_or_else(|| rest.to_owned(), |of| rest.replacen('*', of, 1))
}

/// Who is asked about each name.
pub trait Naming {
    /// The names that a scope gives, in their order. As many come back.
    fn define(&mut self, scope: Scope<'_>, names: &[&Spanned<Name>]) -> Vec<Name>;

    /// A name that stands for something of a scope: the part of the text at that place between slashes, counted from 0.
    fn refer(&mut self, scope: Scope<'_>, name: &Name, place: Span, part: usize) -> Name;
}

/// Asks about every name of a document: first where they are given, what is around before what is in it; then where they are
/// used.
pub fn rename(blueprint: &mut Blueprint, naming: &mut dyn Naming) {
    definitions(blueprint, naming);
    let only_hub = match blueprint.transit_gateways.keys().collect::<Vec<_>>()[..] {
        [only] => Some(only.value.clone()),
        _ => None,
    };
    let mut walk = References { naming };
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
    }
    for (name, site) in &mut blueprint.sites {
        walk.site(&name.value, &mut site.value);
    }
    walk.keys(Scope { named: Named::Vpc, of: None }, &mut blueprint.stacks.split);
}

fn definitions(blueprint: &mut Blueprint, naming: &mut dyn Naming) {
    let whole = |named| Scope { named, of: None };
    define(whole(Named::Pool), &mut blueprint.address_pools, naming);
    define(whole(Named::Vpc), &mut blueprint.vpcs, naming);
    define(whole(Named::Hub), &mut blueprint.transit_gateways, naming);
    define(whole(Named::Gateway), &mut blueprint.direct_connect_gateways, naming);
    define(whole(Named::Site), &mut blueprint.sites, naming);
    define(whole(Named::Peering), &mut blueprint.peerings, naming);
    for (name, vpc) in &mut blueprint.vpcs {
        let of = Some(&name.value);
        define(Scope { named: Named::Tier, of }, &mut vpc.value.tiers, naming);
        define(Scope { named: Named::Group, of }, &mut vpc.value.security_groups, naming);
    }
    for (name, hub) in &mut blueprint.transit_gateways {
        define(Scope { named: Named::Segment, of: Some(&name.value) }, &mut hub.value.segments, naming);
    }
    for (name, site) in &mut blueprint.sites {
        let of = Some(&name.value);
        define(Scope { named: Named::Router, of }, &mut site.value.routers, naming);
        define(Scope { named: Named::Uplink, of }, &mut site.value.uplinks, naming);
    }
}

fn define<T>(scope: Scope<'_>, map: &mut BTreeMap<Spanned<Name>, T>, naming: &mut dyn Naming) {
    let names = naming.define(scope, &map.keys().collect::<Vec<_>>());
    let renamed = take(map).into_iter().zip(names);
    *map = renamed.map(|((name, thing), value)| (Spanned { value, span: name.span }, thing)).collect();
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
        let groups = Scope { named: Named::Group, of: Some(name) };
        for item in &mut vpc.endpoints.interface {
            if let super::forms::ShortOr::Long(endpoints) = &mut item.value {
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

    fn hub(&mut self, name: &Name, hub: &mut TransitGateway) {
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

    fn site(&mut self, name: &Name, site: &mut Site) {
        let attach = &mut site.attach.value;
        match &mut attach.to.value {
            AttachTo::Hub(hub) => {
                self.one(Scope { named: Named::Hub, of: None }, hub, attach.to.span, 0);
                self.all(Scope { named: Named::Segment, of: Some(hub) }, attach.segment.as_mut());
            }
            AttachTo::Vpc(vpc) => self.one(Scope { named: Named::Vpc, of: None }, vpc, attach.to.span, 1),
        }
        let routers = Scope { named: Named::Router, of: Some(name) };
        for uplink in site.uplinks.values_mut().map(|uplink| &mut uplink.value) {
            if let Some(direct) = uplink.direct_connect.as_mut().map(|direct| &mut direct.value) {
                self.all(routers, Some(&mut direct.router));
                self.one_of_any(Named::Gateway, Some(&mut direct.gateway));
            }
            self.all(routers, uplink.vpn.as_mut().map(|vpn| &mut vpn.value.router));
        }
        for rank in site.prefer.iter_mut().flat_map(|prefer| &mut prefer.value) {
            for uplink in &mut rank.value.0 {
                self.one(Scope { named: Named::Uplink, of: Some(name) }, uplink, rank.span, 0);
            }
        }
    }
}
