//! Every name of a document that others can refer to: where it is given, and where it is used. In comes a blueprint, out go calls
//! for each of them, and the blueprint with the names that these answer. Knows which key names what, and looks nothing up.

mod references;

use std::collections::{BTreeMap, BTreeSet};
use std::mem::take;

use super::document::Blueprint;
use crate::diagnostic::{Span, Spanned};
use crate::net::Name;

/// What has a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Named {
    /// An account.
    Account,
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
    /// A Direct Connect connection.
    Connection,
    /// A link aggregation group.
    Lag,
    /// A site.
    Site,
    /// A router of a site.
    Router,
    /// An uplink of a site.
    Uplink,
    /// A peering connection.
    Peering,
    /// A Client VPN endpoint.
    RemoteAccess,
}

impl Named {
    /// All of them.
    pub const ALL: &[Self] = &[
        Self::Account,
        Self::Pool,
        Self::Vpc,
        Self::Tier,
        Self::Group,
        Self::Hub,
        Self::Segment,
        Self::Gateway,
        Self::Connection,
        Self::Lag,
        Self::Site,
        Self::Router,
        Self::Uplink,
        Self::Peering,
        Self::RemoteAccess,
    ];

    /// Its places in the document and in the lock; a `*` is a name, the same one in both, in the same order.
    #[must_use]
    pub const fn paths(self) -> (&'static str, &'static str) {
        match self {
            Self::Account => ("accounts.*", "account/*"),
            Self::Pool => ("address_pools.*", "pool/*"),
            Self::Vpc => ("vpcs.*", "vpc/*"),
            Self::Tier => ("vpcs.*.tiers.*", "vpc/*/tier/*"),
            Self::Group => ("vpcs.*.security_groups.*", "vpc/*/group/*"),
            Self::Hub => ("transit_gateways.*", "hub/*"),
            Self::Segment => ("transit_gateways.*.segments.*", "hub/*/segment/*"),
            Self::Gateway => ("direct_connect_gateways.*", "direct-connect/*"),
            Self::Connection => ("connections.*", "connection/*"),
            Self::Lag => ("lags.*", "lag/*"),
            Self::Site => ("sites.*", "site/*"),
            Self::Router => ("sites.*.routers.*", "site/*/router/*"),
            Self::Uplink => ("sites.*.uplinks.*", "site/*/uplink/*"),
            Self::Peering => ("peerings.*", "peering/*"),
            Self::RemoteAccess => ("remote_access.*", "remote-access/*"),
        }
    }

    /// Whether the lock has an entry for each of them, or for something in it.
    #[must_use]
    pub const fn is_locked(self) -> bool {
        matches!(self, Self::Pool | Self::Vpc | Self::Tier | Self::Site | Self::Uplink | Self::RemoteAccess)
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
    references::walk(blueprint, naming);
}

fn definitions(blueprint: &mut Blueprint, naming: &mut dyn Naming) {
    let whole = |named| Scope { named, of: None };
    define(whole(Named::Account), &mut blueprint.accounts, naming);
    define(whole(Named::Pool), &mut blueprint.address_pools, naming);
    define(whole(Named::Vpc), &mut blueprint.vpcs, naming);
    define(whole(Named::Hub), &mut blueprint.transit_gateways, naming);
    define(whole(Named::Gateway), &mut blueprint.direct_connect_gateways, naming);
    define(whole(Named::Connection), &mut blueprint.connections, naming);
    define(whole(Named::Lag), &mut blueprint.lags, naming);
    define(whole(Named::Site), &mut blueprint.sites, naming);
    define(whole(Named::Peering), &mut blueprint.peerings, naming);
    define(whole(Named::RemoteAccess), &mut blueprint.remote_access, naming);
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
