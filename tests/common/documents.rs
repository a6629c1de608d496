//! Random documents, and random edits of them.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use proptest::prelude::*;

/// Names that documents are made of.
const VPCS: &[&str] = &["shop", "data", "web", "batch"];
const TIERS: &[&str] = &["public", "private", "database", "cache", "edge"];
const ZONES: &[&str] = &["a", "b", "c", "d"];

#[derive(Clone, Debug)]
pub struct Document {
    pub zones: Vec<&'static str>,
    pub vpcs: BTreeMap<&'static str, Vpc>,
}

#[derive(Clone, Debug)]
pub struct Vpc {
    pub prefix: u8,
    pub ipv6: bool,
    pub nat: &'static str,
    pub tiered: bool,
    pub tiers: BTreeMap<&'static str, Tier>,
}

#[derive(Clone, Copy, Debug)]
pub struct Tier {
    pub prefix: u8,
    pub route: &'static str,
}

#[derive(Clone, Debug)]
pub enum Edit {
    AddZone(&'static str),
    RemoveZone(usize),
    AddVpc(&'static str, Vpc),
    RemoveVpc(usize),
    AddTier(usize, &'static str, Tier),
    RemoveTier(usize, usize),
}

pub fn tier() -> impl Strategy<Value = Tier> {
    (22_u8..=27, prop::sample::select(vec!["internet", "nat", "local"]))
        .prop_map(|(prefix, route)| Tier { prefix, route })
}

pub fn vpc() -> impl Strategy<Value = Vpc> {
    let tiers = prop::collection::btree_map(prop::sample::select(TIERS), tier(), 0..4);
    (16_u8..=18, any::<bool>(), prop::sample::select(vec!["per-az", "single"]), any::<bool>(), tiers).prop_map(
        |(prefix, ipv6, nat, tiered, mut tiers)| {
            // NAT gateways stand in a tier that faces the internet.
            tiers.insert("front", Tier { prefix: 26, route: "internet" });
            Vpc { prefix, ipv6, nat, tiered, tiers }
        },
    )
}

pub fn document() -> impl Strategy<Value = Document> {
    let zones = prop::sample::subsequence(ZONES, 1..=4);
    (zones, prop::collection::btree_map(prop::sample::select(VPCS), vpc(), 1..4))
        .prop_map(|(zones, vpcs)| Document { zones, vpcs })
}

pub fn edit() -> impl Strategy<Value = Edit> {
    prop_oneof![
        prop::sample::select(ZONES).prop_map(Edit::AddZone),
        any::<usize>().prop_map(Edit::RemoveZone),
        (prop::sample::select(VPCS), vpc()).prop_map(|(name, vpc)| Edit::AddVpc(name, vpc)),
        any::<usize>().prop_map(Edit::RemoveVpc),
        (any::<usize>(), prop::sample::select(TIERS), tier())
            .prop_map(|(vpc, name, tier)| Edit::AddTier(vpc, name, tier)),
        (any::<usize>(), any::<usize>()).prop_map(|(vpc, tier)| Edit::RemoveTier(vpc, tier)),
    ]
}

impl Document {
    /// Applies an edit. What exists keeps its size: another size is another wish, which the lock refuses.
    pub fn apply(&mut self, edit: &Edit, sizes: &mut BTreeMap<String, (u8, &'static str)>) {
        match edit {
            Edit::AddZone(zone) => {
                if !self.zones.contains(zone) {
                    self.zones.push(zone);
                }
            }
            Edit::RemoveZone(index) => {
                if self.zones.len() > 1 {
                    self.zones.remove(index % self.zones.len());
                }
            }
            Edit::AddVpc(name, vpc) => {
                self.vpcs.entry(name).or_insert_with(|| vpc.clone());
            }
            Edit::RemoveVpc(index) => {
                if self.vpcs.len() > 1 {
                    let name = *self.vpcs.keys().nth(index % self.vpcs.len()).unwrap();
                    self.vpcs.remove(name);
                }
            }
            Edit::AddTier(index, name, tier) => {
                let at = index % self.vpcs.len();
                self.vpcs.values_mut().nth(at).unwrap().tiers.entry(name).or_insert(*tier);
            }
            Edit::RemoveTier(index, tier) => {
                let at = index % self.vpcs.len();
                let tiers = &mut self.vpcs.values_mut().nth(at).unwrap().tiers;
                let name = *tiers.keys().nth(tier % tiers.len()).unwrap();
                if name != "front" {
                    tiers.remove(name);
                }
            }
        }
        self.remember(sizes);
    }

    /// Gives everything the size that it had when it was first seen.
    pub fn remember(&mut self, sizes: &mut BTreeMap<String, (u8, &'static str)>) {
        for (name, vpc) in &mut self.vpcs {
            vpc.prefix = sizes.entry((*name).to_owned()).or_insert((vpc.prefix, "")).0;
            for (tier, one) in &mut vpc.tiers {
                one.prefix = sizes.entry(format!("{name}/{tier}")).or_insert((one.prefix, "")).0;
            }
        }
    }

    /// The document as text, its keys in the order that `order` gives for each map.
    pub fn yaml(&self, order: u64) -> String {
        let mut shuffle = Shuffle(order);
        let mut vpcs = Vec::new();
        for (name, vpc) in &self.vpcs {
            let tiers = vpc.tiers.iter().map(|(name, tier)| {
                let parts = vec![format!("prefix: {}", tier.prefix), format!("route: {}", tier.route)];
                format!("{name}: {{{}}}", shuffle.apply(parts).join(", "))
            });
            let tiers: Vec<String> = tiers.collect();
            let groups = vec![
                "alb: {ingress: [{from: internet, tcp: 443}]}".to_owned(),
                "app: {ingress: [{from: alb, tcp: 8080}]}".to_owned(),
                "db: {ingress: [{from: app, tcp: [3306, 5432]}], egress: []}".to_owned(),
            ];
            let parts = vec![
                "pool: corp".to_owned(),
                format!("prefix: {}", vpc.prefix),
                format!("ipv6: {}", vpc.ipv6),
                format!("nat: {}", vpc.nat),
                format!("network_acls: {}", if vpc.tiered { "tiered" } else { "open" }),
                format!("tiers: {{{}}}", shuffle.apply(tiers).join(", ")),
                format!("security_groups: {{{}}}", shuffle.apply(groups).join(", ")),
                "endpoints: {gateway: [s3]}".to_owned(),
            ];
            vpcs.push(format!("{name}: {{{}}}", shuffle.apply(parts).join(", ")));
        }
        let zones: Vec<String> = self.zones.iter().map(|zone| (*zone).to_owned()).collect();
        let parts = vec![
            "netgen: 1".to_owned(),
            "name: corp".to_owned(),
            "region: eu-west-1".to_owned(),
            format!("availability_zones: [{}]", shuffle.apply(zones).join(", ")),
            "tags: {Owner: platform, Environment: test}".to_owned(),
            "address_pools: {corp: 10.0.0.0/8}".to_owned(),
            format!("vpcs: {{{}}}", shuffle.apply(vpcs).join(", ")),
        ];
        shuffle.apply(parts).iter().fold(String::new(), |mut text, part| {
            let _ = writeln!(text, "{part}");
            text
        })
    }
}

/// A permutation from a seed; 0 leaves the order alone.
struct Shuffle(u64);

impl Shuffle {
    fn apply(&mut self, mut list: Vec<String>) -> Vec<String> {
        if self.0 == 0 {
            return list;
        }
        for at in (1..list.len()).rev() {
            self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            list.swap(at, usize::try_from(self.0 >> 33).unwrap() % (at + 1));
        }
        list
    }
}

/// Spokes of a transit gateway, by name: each in segment `one`, `two` or `shared`, with a size.
pub type Spokes = BTreeMap<&'static str, (&'static str, u8)>;

/// A spoke to add, or the place of one to remove.
#[derive(Clone, Debug)]
pub enum SpokeEdit {
    Add(&'static str, &'static str, u8),
    Remove(usize),
}

pub fn spoke_edit() -> impl Strategy<Value = SpokeEdit> {
    let names = prop::sample::select(vec!["a", "core", "m", "orders", "r", "web", "zz"]);
    let segments = prop::sample::select(vec!["one", "two", "shared"]);
    prop_oneof![
        3 => (names, segments, 18_u8..=22).prop_map(|(name, segment, prefix)| SpokeEdit::Add(name, segment, prefix)),
        1 => any::<usize>().prop_map(SpokeEdit::Remove),
    ]
}

/// A hub with a firewall, an egress VPC and these spokes. With `mixed`, all of them are cut from one pool.
pub fn hub_yaml(spokes: &Spokes, mixed: bool) -> String {
    let mut text = "netgen: 1\nname: corp\nregion: eu-west-1\navailability_zones: [a, b]\n\
                    address_pools: {one: 10.0.0.0/12, two: 10.16.0.0/12, shared: 10.32.0.0/12}\ntransit_gateways:\n  hub:\n    \
                    segments: {one: {reaches: [shared, internet]}, two: {reaches: [internet]}, shared: {}}\n    \
                    internet: {through: egress}\n    inspection: {through: inspection, between: [[one, shared], [two, internet]]}\n\
                    vpcs:\n  egress: {pool: shared, prefix: 24, role: egress, attach: {to: hub}}\n  \
                    inspection: {pool: shared, prefix: 24, role: inspection, attach: {to: hub}}\n"
        .to_owned();
    for (name, (segment, prefix)) in spokes {
        let pool = if mixed { "one" } else { segment };
        let _ = writeln!(
            text,
            "  {name}: {{pool: {pool}, prefix: {prefix}, attach: {{to: hub, segment: {segment}}}, network_acls: tiered, \
             resolver: {{inbound: true}}, tiers: {{app: {{prefix: 26, route: transit}}, db: {{prefix: 27, route: local}}}}}}"
        );
    }
    text
}
