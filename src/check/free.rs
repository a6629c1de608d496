//! Free blocks to suggest instead of one that is in somebody's way.

use super::facts::Facts;
use crate::net::Cidr4;
use crate::plan::space::Space;
use std::cell::RefCell;
use std::collections::BTreeMap;

/// How many blocks are suggested.
const SUGGESTIONS: usize = 3;

/// Free space by the block that it is in, computed when first asked for.
pub(super) struct Free<'f> {
    facts: &'f Facts<'f>,
    spaces: RefCell<BTreeMap<Cidr4, Space>>,
}

impl<'f> Free<'f> {
    pub fn new(facts: &'f Facts<'f>) -> Self {
        Self { facts, spaces: RefCell::default() }
    }

    /// "free /17 blocks in pool `corp`: 10.1.0.0/17, 10.1.128.0/17, 10.2.0.0/17", for a block that has to go elsewhere.
    pub fn instead_of(&self, block: Cidr4) -> String {
        let (root, place, pool) = self.home(block);
        let prefix = block.prefix();
        let mut spaces = self.spaces.borrow_mut();
        let space = spaces.entry(root).or_insert_with(|| self.space(root));
        let free: Vec<_> = space.free_blocks(prefix).take(SUGGESTIONS + 1).collect();
        if free.is_empty() {
            return format!("no /{prefix} is free in {place}; use another range");
        }
        let more = if free.len() > SUGGESTIONS { " …" } else { "" };
        let list: Vec<_> = free.iter().take(SUGGESTIONS).map(ToString::to_string).collect();
        let cut = pool.map_or_else(String::new, |pool| format!("; or have one cut: `pool: {pool}, prefix: {prefix}`"));
        format!("free /{prefix} blocks in {place}: {}{more}{cut}", list.join(", "))
    }

    /// The smallest pool around a block, or else the private range that it is in.
    fn home(&self, block: Cidr4) -> (Cidr4, String, Option<&'f str>) {
        let network = self.facts.plan.network;
        let pools = self.facts.plan.pools.iter().zip(&network.pools);
        let around = pools.filter(|(plan, _)| plan.block.contains(block)).max_by_key(|(plan, _)| plan.block.prefix());
        if let Some((plan, pool)) = around {
            return (plan.block, format!("pool `{}`", pool.name), Some(pool.name.as_str()));
        }
        let private = Cidr4::PRIVATE.into_iter().find(|range| range.contains(block)).unwrap_or(Cidr4::PRIVATE_10);
        (private, private.to_string(), None)
    }

    /// What of a block belongs to nobody: no VPC, no pool, no prefix elsewhere, nothing reserved.
    fn space(&self, root: Cidr4) -> Space {
        let plan = self.facts.plan;
        let mut space = Space::new(root);
        let vpcs = self.facts.blocks.iter().map(|block| block.cidr);
        let on_premises = plan.network.on_premises.iter().map(|(_, prefix)| prefix.value);
        let pools = plan.pools.iter().map(|pool| pool.block).filter(|pool| !pool.contains(root));
        let reserved = plan.network.pools.iter().flat_map(|pool| &pool.reserve).map(|range| range.value);
        let unwise = [Cidr4::DEFAULT_VPC, Cidr4::DOCKER].into_iter().filter(|range| !range.contains(root));
        for taken in vpcs.chain(on_premises).chain(pools).chain(reserved).chain(unwise) {
            space.take_part(taken);
        }
        space
    }
}
