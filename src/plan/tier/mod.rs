//! Blocks and subnets of a VPC's tiers.
//!
//! Pins and what the lock remembers are placed first, then the largest block, ties by name; the lowest place that fits is
//! taken, so free space is filled from the front.

mod fixed;
mod ipv6;
mod measure;

use std::collections::{BTreeMap, BTreeSet};

use super::fabric::VpcTable;
use super::ledger::{Ledger, first_fit};
use super::lock::{Entry, TableLayout};
use super::pool::{locked_size, vpc_path};
use super::space::Space;
use super::types::{Headroom, Origin, SubnetPlan, TierPlan};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Spanned};
use crate::net::Cidr4;
use crate::network::{Network, Tier, Vpc, Zone};

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
    ledger: &mut Ledger<'_>,
    diagnostics: &mut Diagnostics,
) -> Tiers {
    let path = vpc_path(vpc.name.as_str());
    let attempt = |keeps_room: bool| {
        let mut found = Diagnostics::default();
        let tiers =
            Allocator::new((network.zones_of(vpc), vpc, &path), cidr, ledger, keeps_room, &mut found).allocate();
        (tiers, found)
    };
    let (mut tiers, mut found) = attempt(true);
    // Room for further zones among pinned subnets is a wish, and not space that anybody asked for.
    if found.has_errors() && vpc.tiers.iter().any(|tier| !tier.pins.is_empty()) {
        let (others, without) = attempt(false);
        if !without.has_errors() {
            (tiers, found) = (others, without);
        }
    }
    diagnostics.append(found);
    record(vpc, &path, &tiers.plans, ledger);
    tiers
}

/// The lock path of a tier.
fn tier_path(vpc: &str, tier: &Tier) -> String {
    format!("{vpc}/tier/{}", tier.name.as_str())
}

/// Whether a tier has a route table for each zone by what it was made with: those that are new have, and those of a lock that does not
/// say it had one for all, or are given zones by what they route to.
pub(super) fn has_zones(vpc: &str, tier: &Tier, ledger: &Ledger<'_>) -> bool {
    let path = tier_path(vpc, tier);
    match ledger.had(&path).and_then(|entry| entry.tables) {
        Some(layout) => layout == TableLayout::PerZone,
        None => !ledger.is_live_under(&path),
    }
}

/// Remembers how the route tables of each tier are laid out.
pub(super) fn remember(vpc: &Vpc, path: &str, tables: &[VpcTable], ledger: &mut Ledger<'_>) {
    for table in tables {
        let layout = if table.zone.is_some() { TableLayout::PerZone } else { TableLayout::Shared };
        ledger.lay_out(tier_path(path, vpc.tier(table.tier)), layout);
    }
}

fn record(vpc: &Vpc, path: &str, tiers: &[TierPlan], ledger: &mut Ledger<'_>) {
    for (tier, plan) in vpc.tiers.iter().zip(tiers) {
        let tier_path = tier_path(path, tier);
        if let Some(block) = plan.block {
            ledger.grant(tier_path.clone(), plan.origin, Entry { block: Some(block), ..Entry::default() });
        }
        for subnet in &plan.subnets {
            let slot = plan
                .block
                .map(|block| (subnet.cidr.first() - block.first()) / u32::try_from(subnet.cidr.size()).unwrap_or(1));
            let entry = Entry { slot, ipv4: Some(subnet.cidr), ipv6: subnet.ipv6, ..Entry::default() };
            ledger.grant(format!("{tier_path}/{}", subnet.zone), subnet.origin, entry);
        }
    }
}

struct Allocator<'a> {
    zones: &'a [Zone],
    vpc: &'a Vpc,
    path: &'a str,
    cidr: Cidr4,
    ledger: &'a Ledger<'a>,
    /// Whether pinned subnets keep room for further zones.
    keeps_room: bool,
    diagnostics: &'a mut Diagnostics,
    /// Free space: of the first block, then of each secondary one.
    spaces: Vec<Space>,
    /// By tier.
    blocks: Vec<Option<(Cidr4, Origin)>>,
    reserved: u64,
    freed: u64,
    /// How many more tiers find a group of /64s; of no matter without IPv6.
    ipv6_left: Option<u64>,
}

impl<'a> Allocator<'a> {
    fn new(
        (zones, vpc, path): (&'a [Zone], &'a Vpc, &'a str),
        cidr: Cidr4,
        ledger: &'a Ledger<'a>,
        keeps_room: bool,
        diagnostics: &'a mut Diagnostics,
    ) -> Self {
        let spaces =
            std::iter::once(cidr).chain(vpc.secondary.iter().map(|one| one.cidr.value)).map(Space::new).collect();
        let blocks = vec![None; vpc.tiers.len()];
        let (reserved, freed, ipv6_left) = (0, 0, None);
        Self { zones, vpc, path, cidr, ledger, keeps_room, diagnostics, spaces, blocks, reserved, freed, ipv6_left }
    }

    fn allocate(mut self) -> Tiers {
        self.take_fixed();
        self.take_scattered();
        self.blocks();
        let tiers = self.subnets();
        let tiers = if self.diagnostics.has_errors() { tiers } else { self.ipv6(tiers) };
        Tiers { headroom: self.headroom(&tiers), room: self.room(), plans: tiers }
    }

    /// Which of `spaces` a tier is cut from.
    fn space_index(tier: &Tier) -> usize {
        tier.from.map_or(0, |index| index + 1)
    }

    fn space(&mut self, tier: &Tier) -> &mut Space {
        &mut self.spaces[Self::space_index(tier)]
    }

    fn free(&self) -> u64 {
        self.spaces.iter().map(Space::free_addresses).sum()
    }

    /// The subnet that the lock remembers, whether its tier is live or freed.
    fn locked(&self, tier: &Tier, zone: Zone) -> Option<&'a Entry> {
        self.ledger.had(&format!("{}/{zone}", tier_path(self.path, tier)))
    }

    /// Blocks for the tiers that have none, largest first.
    fn blocks(&mut self) {
        let interleaved = |tier: &Tier| !tier.pins.is_empty();
        let prefix = |tier: &Tier| tier.size.prefix.saturating_sub(slot_bits(self.new_slots()));
        let prefixes: Vec<u8> = self.vpc.tiers.iter().map(prefix).collect();
        for space in 0..self.spaces.len() {
            // A tier that the lock refuses is not given a new block as well.
            let wants = |index: &usize| {
                let tier = &self.vpc.tiers[*index];
                let is_free = self.blocks[*index].is_none() && !interleaved(tier) && !self.is_locked(tier);
                is_free && Self::space_index(tier) == space
            };
            let wishes: Vec<usize> = (0..self.blocks.len()).filter(wants).collect();
            let blocks = &mut self.blocks;
            let order = |index: &usize| (prefixes[*index], *index);
            let left = first_fit(&mut self.spaces[space], wishes, order, |index, block| {
                blocks[*index] = Some((block, Origin::FirstFit));
            });
            for refused in left {
                self.full(&self.vpc.tiers[refused.wish], prefixes[refused.wish], refused.largest);
            }
        }
    }

    /// Pins without a block around them, and what the lock remembers of the other zones of their tiers, leave the free space
    /// before blocks are chosen.
    fn take_scattered(&mut self) {
        let scattered = |index: &usize| self.blocks[*index].is_none() && !self.vpc.tiers[*index].pins.is_empty();
        let mut taken: Vec<Cidr4> = Vec::new();
        for index in (0..self.blocks.len()).filter(scattered) {
            let tier = &self.vpc.tiers[index];
            taken.extend(tier.pins.values().map(|pin| pin.value));
            let zones = self.zones.iter().filter(|zone| !tier.pins.contains_key(zone));
            let locked = zones.filter_map(|zone| self.locked(tier, *zone)?.ipv4);
            taken.extend(locked.filter(|cidr| cidr.prefix() == tier.size.prefix));
        }
        for space in &mut self.spaces {
            for cidr in &taken {
                space.take_part(*cidr);
            }
        }
    }

    /// Slots of a new block: as many as the document asks for, or as the zones need.
    fn new_slots(&self) -> u32 {
        let zones = u32::try_from(self.zones.len()).unwrap_or(1);
        self.vpc.az_slots.max(zones.next_power_of_two())
    }

    fn is_locked(&self, tier: &Tier) -> bool {
        let path = tier_path(self.path, tier);
        self.ledger.was_live(&path) && self.ledger.had(&path).is_some_and(|entry| entry.block.is_some())
    }

    fn full(&mut self, tier: &Tier, prefix: u8, largest: Option<u8>) {
        let root = self.space(tier).root();
        let slots = self.new_slots();
        let free = match largest {
            Some(largest) => format!("the largest block that is free is a /{largest}"),
            None => "nothing is free".to_owned(),
        };
        let zones = u32::try_from(self.zones.len()).unwrap_or(1).max(1);
        let mut ways = match largest.and_then(|largest| largest.checked_add(slot_bits(slots))) {
            Some(fits) if fits <= 28 => vec![format!("make the tier's subnets /{fits}")],
            _ => vec!["make the subnets of tiers smaller".to_owned()],
        };
        // Fewer slots than zones would not help.
        if slots / 2 >= zones {
            ways.push(format!("keep room for fewer zones (`growth: {{az_slots: {}}}`)", slots / 2));
        }
        if root.prefix() > 16 {
            ways.push("take a larger VPC while it is new".to_owned());
        }
        let ways = ways.join(", ");
        let (vpc, size) = (&self.vpc.name, tier.size.prefix);
        let message =
            format!("VPC `{vpc}` ({root}) has no free /{prefix} for tier `{}` ({slots} × /{size})", tier.name);
        let finding = Diagnostic::new(Code::VpcFull, message)
            .at(tier.size.span, "")
            .help(free)
            .help(format!("{ways}, or add a secondary CIDR of a /{prefix} and put the tier into it (`from`)"));
        let pins = self.largest_pins(tier).into_iter();
        let finding = pins.fold(finding, |finding, pin| finding.also(pin.span, format!("{} is pinned", pin.value)));
        self.diagnostics.push(finding);
    }

    /// The largest pins in the block that a tier is cut from, no more than a reader wants to see.
    fn largest_pins(&self, tier: &Tier) -> Vec<Spanned<Cidr4>> {
        let neighbours = self.vpc.tiers.iter().filter(|other| other.from == tier.from);
        let mut pins: Vec<_> = neighbours.flat_map(|other| other.pins.values().copied()).collect();
        pins.sort_by_key(|pin| (pin.value.prefix(), pin.value));
        pins.truncate(3);
        pins
    }

    fn subnets(&mut self) -> Vec<TierPlan> {
        (0..self.vpc.tiers.len()).map(|index| self.tier_subnets(index)).collect()
    }

    /// A subnet in every zone: the pinned one, the locked one, or the lowest free slot.
    fn tier_subnets(&mut self, index: usize) -> TierPlan {
        let tier = &self.vpc.tiers[index];
        let mut subnets: BTreeMap<Zone, SubnetPlan> = BTreeMap::new();
        for zone in self.zones {
            let pinned = tier.pins.get(zone).map(|pin| (pin.value, Origin::Pinned));
            let locked = self
                .locked(tier, *zone)
                .and_then(|entry| entry.ipv4)
                .filter(|cidr| cidr.prefix() == tier.size.prefix)
                .map(|cidr| (cidr, Origin::Locked));
            // A locked subnet that now is outside its (newly pinned) block is given up with the block.
            let locked = locked.filter(|(cidr, _)| self.blocks[index].is_none_or(|(block, _)| block.contains(*cidr)));
            if let Some((cidr, origin)) = pinned.or(locked) {
                subnets.insert(*zone, SubnetPlan { zone: *zone, cidr, origin, ipv6: None });
            }
        }
        let mut kept: BTreeSet<Cidr4> = subnets.values().map(|subnet| subnet.cidr).collect();
        let path = tier_path(self.path, tier);
        kept.extend(self.ledger.had_under(&path).filter(|(at, _)| *at != path).filter_map(|(_, entry)| entry.ipv4));
        for zone in self.zones {
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
        let path = format!("vpcs.{}.tiers.{}", self.vpc.name, tier.name);
        let slots = self.zones.len().next_power_of_two();
        let (why, help) = match self.blocks[index] {
            Some((block, _)) => (
                format!("its block {block} is full, and the block beside it is not free to grow into"),
                format!(
                    "keep room for more zones (`growth: {{az_slots: {slots}}}`) before the first render, or release the tier: `--release {path}`"
                ),
            ),
            // A tier that found no block is an error already.
            None if tier.pins.is_empty() => return,
            None => (
                format!("no /{} is free in {}", tier.size.prefix, self.space(tier).root()),
                "pin a subnet for the zone, or make room: smaller subnets elsewhere, or a secondary CIDR".to_owned(),
            ),
        };
        let message = format!("tier `{}` has no subnet left for zone {zone}", tier.name);
        self.diagnostics.push(Diagnostic::new(Code::NoSlot, message).at(tier.span, "").why(why).help(help));
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
