//! Blocks and subnets of a VPC's tiers.
//!
//! Pins and what the lock remembers are placed first, then the largest block, ties by name; the lowest place that fits is
//! taken, so free space is filled from the front.

use std::collections::{BTreeMap, BTreeSet};

use super::lock::{Entry, Lock, State};
use super::pools::{locked_size, vpc_path};
use super::space::Space;
use super::types::{Headroom, Ipv6Group, Origin, SubnetPlan, TierPlan};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::net::Cidr4;
use crate::network::{Network, Tier, Vpc, Zone};

/// /64s in the /56 that Amazon gives a VPC.
const IPV6_SUBNETS: u32 = 256;

/// The addresses of a VPC's tiers and how full the VPC is.
pub(super) struct Tiers {
    pub plans: Vec<TierPlan>,
    pub headroom: Headroom,
    pub room: Vec<u64>,
}

/// Chooses all addresses of a VPC and writes them into the new lock.
pub(super) fn allocate(
    network: &Network,
    vpc: &Vpc,
    cidr: Cidr4,
    old: &Lock,
    new: &mut Lock,
    diagnostics: &mut Diagnostics,
) -> Tiers {
    let before = (diagnostics.counts(), network.zones.len());
    let path = vpc_path(vpc.name.as_str());
    let mut allocator = Allocator::new(network, vpc, cidr, old, &path, diagnostics);
    allocator.take_fixed();
    allocator.blocks();
    let tiers = allocator.subnets();
    let tiers = if allocator.diagnostics.counts().0 == before.0.0 { allocator.ipv6(tiers) } else { tiers };
    let headroom = allocator.headroom(&tiers);
    let room = allocator.room();
    record(vpc, &path, &tiers, new);
    Tiers { plans: tiers, headroom, room }
}

/// The lock path of a tier.
fn tier_path(vpc: &str, tier: &Tier) -> String {
    format!("{vpc}/tier/{}", tier.name)
}

fn record(vpc: &Vpc, path: &str, tiers: &[TierPlan], new: &mut Lock) {
    for (tier, plan) in vpc.tiers.iter().zip(tiers) {
        let tier_path = tier_path(path, tier);
        let state = if plan.origin == Origin::Pinned { State::Pinned } else { State::Live };
        if let Some(block) = plan.block {
            new.insert(tier_path.clone(), Entry { block: Some(block), state, ..Entry::default() });
        }
        for subnet in &plan.subnets {
            let slot = plan
                .block
                .map(|block| (subnet.cidr.first() - block.first()) / u32::try_from(subnet.cidr.size()).unwrap_or(1));
            let state = if subnet.origin == Origin::Pinned { State::Pinned } else { State::Live };
            let entry = Entry { slot, ipv4: Some(subnet.cidr), ipv6: subnet.ipv6, state, ..Entry::default() };
            new.insert(format!("{tier_path}/{}", subnet.zone), entry);
        }
    }
}

struct Allocator<'a> {
    network: &'a Network,
    vpc: &'a Vpc,
    path: &'a str,
    cidr: Cidr4,
    old: &'a Lock,
    diagnostics: &'a mut Diagnostics,
    /// Free space: of the first block, then of each secondary one.
    spaces: Vec<Space>,
    /// By tier.
    blocks: Vec<Option<(Cidr4, Origin)>>,
    reserved: u64,
    freed: u64,
}

impl<'a> Allocator<'a> {
    fn new(
        network: &'a Network,
        vpc: &'a Vpc,
        cidr: Cidr4,
        old: &'a Lock,
        path: &'a str,
        diagnostics: &'a mut Diagnostics,
    ) -> Self {
        let spaces =
            std::iter::once(cidr).chain(vpc.secondary.iter().map(|one| one.cidr.value)).map(Space::new).collect();
        let blocks = vec![None; vpc.tiers.len()];
        Self { network, vpc, path, cidr, old, diagnostics, spaces, blocks, reserved: 0, freed: 0 }
    }

    fn space(&mut self, tier: &Tier) -> &mut Space {
        &mut self.spaces[tier.from.map_or(0, |index| index + 1)]
    }

    fn free(&self) -> u64 {
        self.spaces.iter().map(Space::free_addresses).sum()
    }

    /// The subnet that the lock remembers, whether its tier is live or freed.
    fn locked(&self, tier: &Tier, zone: Zone) -> Option<&'a Entry> {
        self.old.get(&format!("{}/{zone}", tier_path(self.path, tier)))
    }

    /// Reserved ranges, pins and what the lock remembers leave the free space before anything is chosen.
    fn take_fixed(&mut self) {
        let before = self.free();
        for range in &self.vpc.reserve {
            for space in &mut self.spaces {
                space.take_part(range.value);
            }
        }
        self.reserved = before - self.free();
        self.pins();
        for (index, tier) in self.vpc.tiers.iter().enumerate() {
            self.blocks[index] = self.fixed_block(tier);
        }
        for index in 0..self.blocks.len() {
            if let Some((block, _)) = self.blocks[index] {
                self.space(&self.vpc.tiers[index]).take_part(block);
            }
        }
        let before = self.free();
        let tiers: BTreeSet<String> = self.vpc.tiers.iter().map(|tier| tier_path(self.path, tier)).collect();
        for (path, entry) in self.old.under(&format!("{}/tier", self.path)) {
            let live = tiers
                .iter()
                .any(|tier| path == tier || path.strip_prefix(tier.as_str()).is_some_and(|rest| rest.starts_with('/')));
            if !live && let Some(block) = entry.block.or(entry.ipv4) {
                for space in &mut self.spaces {
                    space.take_part(block);
                }
            }
        }
        self.freed = before - self.free();
    }

    /// Pinned subnets must lie in the VPC, apart from each other and from what is reserved.
    fn pins(&mut self) {
        let mut taken: Vec<(Cidr4, crate::diagnostic::Span, String)> = Vec::new();
        for tier in &self.vpc.tiers {
            for (zone, pin) in &tier.pins {
                let root = self.space(tier).root();
                let what = format!("subnet {} of tier `{}` in zone {zone}", pin.value, tier.name);
                if !root.contains(pin.value) {
                    self.diagnostics.push(
                        Diagnostic::new(Code::PinOutside, format!("{what} lies outside {root}"))
                            .at(pin.span, "")
                            .help(format!("pin a block of {root}, or remove the pin and have one chosen")),
                    );
                    continue;
                }
                if let Some((other, span, name)) = taken.iter().find(|(other, ..)| other.overlaps(pin.value)) {
                    self.diagnostics.push(
                        Diagnostic::new(Code::PinsOverlap, format!("{what} overlaps {other} of {name}"))
                            .at(pin.span, "")
                            .also(*span, format!("{name} is here"))
                            .help("pin another block, or remove one of the pins"),
                    );
                    continue;
                }
                if let Some(range) = self.vpc.reserve.iter().find(|range| range.value.overlaps(pin.value)) {
                    self.diagnostics.push(
                        Diagnostic::new(
                            Code::PinReserved,
                            format!("{what} overlaps the reserved range {}", range.value),
                        )
                        .at(pin.span, "")
                        .also(range.span, "reserved here")
                        .help("pin another block, or shrink the reserved range"),
                    );
                    continue;
                }
                taken.push((pin.value, pin.span, format!("`{}` in zone {zone}", tier.name)));
            }
        }
    }

    /// The block of a tier that has pins or stands in the lock.
    fn fixed_block(&mut self, tier: &Tier) -> Option<(Cidr4, Origin)> {
        let path = tier_path(self.path, tier);
        let root = self.space(tier).root();
        let locked = self.old.get(&path).and_then(|entry| entry.block);
        let subnets: Vec<Cidr4> =
            self.old.under(&path).filter(|(at, _)| *at != path).filter_map(|(_, entry)| entry.ipv4).collect();
        let live = self.old.get(&path).is_some_and(|entry| entry.state != State::Freed);
        // A freed block of another size, or outside the VPC by now, is of no use to its former owner.
        let locked = locked.filter(|block| {
            live || (root.contains(*block) && subnets.iter().all(|one| one.prefix() == tier.size.prefix))
        });
        if let Some(other) = subnets.iter().find(|subnet| subnet.prefix() != tier.size.prefix) {
            if live && tier.pins.is_empty() {
                let (what, at) =
                    (format!("tier `{}`", tier.name), format!("vpcs.{}.tiers.{}", self.vpc.name, tier.name));
                self.diagnostics.push(locked_size(&what, &at, *other, tier.size.prefix, tier.size.span));
            }
            if tier.pins.is_empty() {
                return None;
            }
        }
        let pins: Vec<Cidr4> = tier.pins.values().map(|pin| pin.value).collect();
        match locked {
            Some(block) if !root.contains(block) && pins.is_empty() => {
                self.diagnostics.push(
                    Diagnostic::new(
                        Code::LockDisagrees,
                        format!("tier `{}` is locked at {block}, outside {root}", tier.name),
                    )
                    .at(tier.span, "")
                    .why("addresses that were given never move by themselves: AWS would have to replace what uses them")
                    .help(format!(
                        "restore the VPC's block, or give the addresses up: `--release vpcs.{}`",
                        self.vpc.name
                    )),
                );
                None
            }
            Some(block) if pins.iter().all(|pin| block.contains(*pin)) => {
                Some((block, if pins.is_empty() { Origin::Locked } else { Origin::Pinned }))
            }
            _ if pins.is_empty() => None,
            _ => self.cover(tier, &pins).map(|block| (block, Origin::Pinned)),
        }
    }

    /// The smallest aligned block that covers a tier's pins, with room for its slots if that is free of others.
    fn cover(&mut self, tier: &Tier, pins: &[Cidr4]) -> Option<Cidr4> {
        let root = self.space(tier).root();
        let first = *pins.iter().min()?;
        let mut block = first;
        while !pins.iter().all(|pin| block.contains(*pin)) {
            block = block.parent()?;
        }
        if !self.is_own(tier, block) {
            return None;
        }
        let wanted = tier.size.prefix.saturating_sub(slot_bits(self.vpc.az_slots));
        while block.prefix() > wanted {
            match block.parent() {
                Some(parent) if root.contains(parent) && self.is_own(tier, parent) => block = parent,
                _ => break,
            }
        }
        Some(block)
    }

    /// Whether nothing but this tier's own pins lies in a block.
    fn is_own(&self, tier: &Tier, block: Cidr4) -> bool {
        let foreign_pin = self
            .vpc
            .tiers
            .iter()
            .filter(|other| other.name != tier.name)
            .flat_map(|other| other.pins.values())
            .any(|pin| pin.value.overlaps(block));
        let reserved = self.vpc.reserve.iter().any(|range| range.value.overlaps(block));
        let own = tier_path(self.path, tier);
        let locked = self
            .old
            .under(&format!("{}/tier", self.path))
            .filter(|(path, _)| *path != own && !path.starts_with(&format!("{own}/")))
            .filter_map(|(_, entry)| entry.block)
            .any(|other| other.overlaps(block));
        !foreign_pin && !reserved && !locked
    }

    /// Blocks for the tiers that have none, largest first.
    fn blocks(&mut self) {
        let interleaved = |tier: &Tier| !tier.pins.is_empty();
        let mut order: Vec<usize> = (0..self.blocks.len())
            .filter(|index| self.blocks[*index].is_none() && !interleaved(&self.vpc.tiers[*index]))
            .collect();
        // A tier that the lock refuses is not given a new block as well.
        order.retain(|index| !self.is_locked(&self.vpc.tiers[*index]));
        let prefix = |tier: &Tier| tier.size.prefix.saturating_sub(slot_bits(self.new_slots()));
        let prefixes: Vec<u8> = self.vpc.tiers.iter().map(prefix).collect();
        order.sort_by_key(|index| (prefixes[*index], *index));
        for index in order {
            let tier = &self.vpc.tiers[index];
            match self.space(tier).allocate(prefixes[index]) {
                Some(block) => self.blocks[index] = Some((block, Origin::FirstFit)),
                None => self.full(tier, prefixes[index]),
            }
        }
        let pins: Vec<Cidr4> = self
            .vpc
            .tiers
            .iter()
            .zip(&self.blocks)
            .filter(|(tier, block)| block.is_none() && interleaved(tier))
            .flat_map(|(tier, _)| tier.pins.values().map(|pin| pin.value))
            .collect();
        for space in &mut self.spaces {
            for pin in &pins {
                space.take_part(*pin);
            }
        }
    }

    /// Slots of a new block: as many as the document asks for, or as the zones need.
    fn new_slots(&self) -> u32 {
        let zones = u32::try_from(self.network.zones.len()).unwrap_or(1);
        self.vpc.az_slots.max(zones.next_power_of_two())
    }

    fn is_locked(&self, tier: &Tier) -> bool {
        let path = tier_path(self.path, tier);
        self.old.get(&path).is_some_and(|entry| entry.state != State::Freed && entry.block.is_some())
    }

    fn full(&mut self, tier: &Tier, prefix: u8) {
        let root = self.space(tier).root();
        let space = self.space(tier);
        let largest = (prefix..=28).find(|prefix| space.room(*prefix) > 0);
        let slots = self.new_slots();
        let free = match largest {
            Some(largest) => format!("the largest block that is free is a /{largest}"),
            None => "nothing is free".to_owned(),
        };
        let mut ways = vec!["make the tier's subnets smaller".to_owned()];
        // Fewer slots than zones would not help.
        if usize::try_from(slots / 2).is_ok_and(|fewer| fewer >= self.network.zones.len().max(1)) {
            ways.push(format!("keep room for fewer zones (`growth: {{az_slots: {}}}`)", slots / 2));
        }
        if root.prefix() > 16 {
            ways.push("take a larger VPC while it is new".to_owned());
        }
        let ways = ways.join(", ");
        let (vpc, size) = (&self.vpc.name, tier.size.prefix);
        let message =
            format!("VPC `{vpc}` ({root}) has no free /{prefix} for tier `{}` ({slots} × /{size})", tier.name);
        self.diagnostics.push(
            Diagnostic::new(Code::VpcFull, message)
                .at(tier.size.span, "")
                .help(free)
                .help(format!("{ways}, or add a secondary CIDR and put a tier into it (`from`)")),
        );
    }

    fn subnets(&mut self) -> Vec<TierPlan> {
        (0..self.vpc.tiers.len()).map(|index| self.tier_subnets(index)).collect()
    }

    /// A subnet in every zone: the pinned one, the locked one, or the lowest free slot.
    fn tier_subnets(&mut self, index: usize) -> TierPlan {
        let tier = &self.vpc.tiers[index];
        let mut subnets: BTreeMap<Zone, SubnetPlan> = BTreeMap::new();
        for zone in &self.network.zones {
            let pinned = tier.pins.get(zone).map(|pin| (pin.value, Origin::Pinned));
            let locked = self
                .locked(tier, *zone)
                .and_then(|entry| entry.ipv4)
                .filter(|cidr| cidr.prefix() == tier.size.prefix)
                .map(|cidr| (cidr, Origin::Locked));
            // A locked subnet that now lies outside its (newly pinned) block is given up with the block.
            let locked = locked.filter(|(cidr, _)| self.blocks[index].is_none_or(|(block, _)| block.contains(*cidr)));
            if let Some((cidr, origin)) = pinned.or(locked) {
                subnets.insert(*zone, SubnetPlan { zone: *zone, cidr, origin, ipv6: None });
            }
        }
        let mut kept: BTreeSet<Cidr4> = subnets.values().map(|subnet| subnet.cidr).collect();
        let path = tier_path(self.path, tier);
        kept.extend(self.old.under(&path).filter(|(at, _)| *at != path).filter_map(|(_, entry)| entry.ipv4));
        for zone in &self.network.zones {
            if subnets.contains_key(zone) {
                continue;
            }
            let Some(cidr) = self.free_slot(index, &kept) else {
                self.no_slot(index, *zone);
                break;
            };
            kept.insert(cidr);
            subnets.insert(*zone, SubnetPlan { zone: *zone, cidr, origin: Origin::FirstFit, ipv6: None });
        }
        let (block, origin) = match self.blocks[index] {
            Some((block, origin)) => (Some(block), origin),
            None => (None, Origin::Pinned),
        };
        let free = block.map_or_else(Vec::new, |block| {
            slots(block, tier.size.prefix).filter(|slot| !kept.contains(slot)).collect()
        });
        TierPlan { block, origin, subnets: subnets.into_values().collect(), free, ipv6: Vec::new() }
    }

    /// The lowest slot that nobody has or had. A full block grows into its buddy if that is free.
    fn free_slot(&mut self, index: usize, kept: &BTreeSet<Cidr4>) -> Option<Cidr4> {
        let tier = &self.vpc.tiers[index];
        let Some((block, origin)) = self.blocks[index] else {
            return if tier.pins.is_empty() { None } else { self.space(tier).allocate(tier.size.prefix) };
        };
        if let Some(slot) = slots(block, tier.size.prefix).find(|slot| kept.iter().all(|other| !other.overlaps(*slot)))
        {
            return Some(slot);
        }
        let buddy = block.buddy()?;
        self.space(tier).take(buddy).ok()?;
        self.blocks[index] = Some((block.parent()?, origin));
        self.free_slot(index, kept)
    }

    fn no_slot(&mut self, index: usize, zone: Zone) {
        let tier = &self.vpc.tiers[index];
        let Some((block, _)) = self.blocks[index] else { return };
        self.diagnostics.push(
            Diagnostic::new(Code::NoSlot, format!("tier `{}` has no subnet left for zone {zone}", tier.name))
                .at(tier.span, "")
                .why(format!("its block {block} is full, and the block beside it is not free to grow into"))
                .help(format!("keep room for more zones (`growth: {{az_slots: {}}}`) before the first render, or release the tier: `--release vpcs.{}.tiers.{}`", (self.network.zones.len()).next_power_of_two(), self.vpc.name, tier.name)),
        );
    }

    /// An aligned group of /64s for every tier, so that one prefix stands for the tier.
    fn ipv6(&mut self, mut tiers: Vec<TierPlan>) -> Vec<TierPlan> {
        if !self.vpc.ipv6 {
            return tiers;
        }
        let size = self.old.get(self.path).and_then(|entry| entry.slots).unwrap_or(self.vpc.az_slots).max(1);
        let mut taken: BTreeSet<u32> = self
            .old
            .under(&format!("{}/tier", self.path))
            .filter_map(|(_, entry)| entry.ipv6)
            .map(|index| index / size)
            .collect();
        // In the order of the blocks, so that both families read alike.
        let mut order: Vec<usize> = (0..tiers.len()).collect();
        order.sort_by_key(|index| (tiers[*index].block.map(Cidr4::prefix), *index));
        for index in order {
            let (tier, plan) = (&self.vpc.tiers[index], &mut tiers[index]);
            let path = tier_path(self.path, tier);
            let mut own: Vec<u32> =
                self.old.under(&path).filter_map(|(_, entry)| entry.ipv6).map(|index| index / size).collect();
            own.sort_unstable();
            own.dedup();
            let mut used: BTreeSet<u32> = self.old.under(&path).filter_map(|(_, entry)| entry.ipv6).collect();
            for subnet in &mut plan.subnets {
                subnet.ipv6 = self.old.get(&format!("{path}/{}", subnet.zone)).and_then(|entry| entry.ipv6);
            }
            for subnet in plan.subnets.iter_mut().filter(|subnet| subnet.ipv6.is_none()) {
                let free =
                    own.iter().flat_map(|group| group * size..(group + 1) * size).find(|index| !used.contains(index));
                let index = free.or_else(|| {
                    let group = (0..IPV6_SUBNETS / size).find(|group| !taken.contains(group))?;
                    taken.insert(group);
                    own.push(group);
                    Some(group * size)
                });
                let Some(index) = index else { continue };
                used.insert(index);
                subnet.ipv6 = Some(index);
            }
            if plan.subnets.iter().any(|subnet| subnet.ipv6.is_none()) {
                self.diagnostics.push(
                    Diagnostic::new(Code::Ipv6Full, format!("no /64 is left for tier `{}`", tier.name))
                        .at(tier.span, "")
                        .why("Amazon gives a VPC a /56, that is 256 subnets; each tier takes an aligned group of them")
                        .help("use fewer tiers in this VPC, or release those that are gone"),
                );
            }
            let groups: BTreeSet<u32> =
                plan.subnets.iter().filter_map(|subnet| subnet.ipv6).map(|index| index / size).collect();
            plan.ipv6 = groups.into_iter().map(|index| Ipv6Group { index, size }).collect();
        }
        tiers
    }

    fn headroom(&self, tiers: &[TierPlan]) -> Headroom {
        let total = std::iter::once(self.cidr)
            .chain(self.vpc.secondary.iter().map(|one| one.cidr.value))
            .map(Cidr4::size)
            .sum();
        let used = tiers.iter().flat_map(|tier| &tier.subnets).map(|subnet| subnet.cidr.size()).sum();
        let blocks: u64 = tiers
            .iter()
            .map(|tier| {
                tier.block.map_or_else(|| tier.subnets.iter().map(|subnet| subnet.cidr.size()).sum(), Cidr4::size)
            })
            .sum();
        Headroom {
            total,
            used,
            growth: blocks.saturating_sub(used),
            reserved: self.reserved,
            freed: self.freed,
            free: self.free(),
        }
    }

    fn room(&self) -> Vec<u64> {
        self.vpc
            .tiers
            .iter()
            .zip(&self.blocks)
            .map(|(tier, block)| {
                let prefix = block.map_or(tier.size.prefix, |(block, _)| block.prefix());
                self.spaces[tier.from.map_or(0, |index| index + 1)].room(prefix)
            })
            .collect()
    }
}

/// The subnets of a block, in order.
fn slots(block: Cidr4, prefix: u8) -> impl Iterator<Item = Cidr4> {
    (0..1_u32 << prefix.saturating_sub(block.prefix()).min(16)).filter_map(move |index| block.nth(prefix, index))
}

/// How many bits number that many slots.
fn slot_bits(slots: u32) -> u8 {
    u8::try_from(slots.max(1).trailing_zeros()).unwrap_or(0)
}
