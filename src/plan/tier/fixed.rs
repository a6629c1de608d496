//! What is fixed before anything is chosen: reserved ranges, pins, and what the lock remembers.

use std::collections::BTreeSet;

use super::{Allocator, locked_size, slot_bits, tier_path};
use crate::diagnostic::{Code, Diagnostic};
use crate::net::Cidr4;
use crate::network::Tier;
use crate::plan::types::Origin;

impl Allocator<'_> {
    /// Reserved ranges, pins and what the lock remembers leave the free space before anything is chosen.
    pub(super) fn take_fixed(&mut self) {
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
        for (path, entry) in self.ledger.had_under(&format!("{}/tier", self.path)) {
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

    /// Pinned subnets must be in the VPC, apart from each other and from what is reserved.
    pub(super) fn pins(&mut self) {
        let mut taken: Vec<(Cidr4, crate::diagnostic::Span, String)> = Vec::new();
        for tier in &self.vpc.tiers {
            for (zone, pin) in &tier.pins {
                let root = self.space(tier).root();
                let what = format!("subnet {} of tier `{}` in zone {zone}", pin.value, tier.name);
                if !root.contains(pin.value) {
                    self.diagnostics.push(
                        Diagnostic::new(Code::PinOutside, format!("{what} is outside {root}"))
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
    pub(super) fn fixed_block(&mut self, tier: &Tier) -> Option<(Cidr4, Origin)> {
        let path = tier_path(self.path, tier);
        let root = self.space(tier).root();
        let locked = self.ledger.had(&path).and_then(|entry| entry.block);
        let subnets: Vec<Cidr4> =
            self.ledger.had_under(&path).filter(|(at, _)| *at != path).filter_map(|(_, entry)| entry.ipv4).collect();
        let live = locked.is_some() && self.ledger.was_live(&path);
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
        if !self.keeps_room && !pins.is_empty() {
            return None;
        }
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
            Some(block)
                if pins.iter().all(|pin| block.contains(*pin)) && (pins.is_empty() || self.is_own(tier, block)) =>
            {
                Some((block, if pins.is_empty() { Origin::Locked } else { Origin::Pinned }))
            }
            _ if pins.is_empty() => None,
            _ => self.cover(tier, &pins).map(|block| (block, Origin::Pinned)),
        }
    }

    /// The smallest aligned block that covers a tier's pins, with room for its slots if that is free of others.
    pub(super) fn cover(&mut self, tier: &Tier, pins: &[Cidr4]) -> Option<Cidr4> {
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

    /// Whether nothing but this tier's own pins is in a block.
    pub(super) fn is_own(&self, tier: &Tier, block: Cidr4) -> bool {
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
            .ledger
            .had_under(&format!("{}/tier", self.path))
            .filter(|(path, _)| *path != own && !path.starts_with(&format!("{own}/")))
            .filter_map(|(_, entry)| entry.block)
            .any(|other| other.overlaps(block));
        !foreign_pin && !reserved && !locked
    }
}
