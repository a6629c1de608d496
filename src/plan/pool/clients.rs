//! Blocks of people who dial in: pinned, held from earlier, or cut from a pool once every VPC has its block. None of them ever moves.

use std::collections::{BTreeMap, BTreeSet};

use super::super::ledger::{Claim, Held, Ledger, first_fit};
use super::super::lock::Entry;
use super::super::types::Origin;
use super::{Allocator, Wish, locked_size};
use crate::diagnostic::{Code, Diagnostic};
use crate::net::Cidr4;
use crate::network::{ClientBlock, Network, PoolId, RemoteAccess};

/// The first word of their lock paths.
pub(super) const PATH: &str = "remote-access";

/// A block with its reason, if there is one.
type Given = Option<(Cidr4, Origin)>;

fn path(access: &RemoteAccess) -> String {
    format!("{PATH}/{}", access.name.as_str())
}

/// The lock paths of what the document has.
pub(super) fn live(network: &Network) -> BTreeSet<String> {
    network.remote_access.iter().map(path).collect()
}

/// Blocks that no pool may be cut from: pinned ones, and those of the lock.
pub(super) fn held(network: &Network, ledger: &Ledger<'_>) -> Vec<Cidr4> {
    let pinned = network.remote_access.iter().filter_map(|access| match access.block {
        ClientBlock::Pinned(cidr) => Some(cidr),
        ClientBlock::Cut { .. } => None,
    });
    pinned.chain(ledger.blocks_beside(PATH, &BTreeSet::new())).collect()
}

/// Grants them.
pub(super) fn grant(network: &Network, blocks: &[Given], ledger: &mut Ledger<'_>) {
    for (access, given) in network.remote_access.iter().zip(blocks) {
        let Some((cidr, origin)) = given else { continue };
        ledger.grant(path(access), *origin, Entry { ipv4: Some(*cidr), ..Entry::default() });
    }
}

impl Allocator<'_> {
    /// Those that the document pins, which are taken before anything is given out.
    pub(super) fn pinned_clients(&mut self) -> Vec<Given> {
        let network = self.network;
        let pinned = network.remote_access.iter().map(|access| match access.block {
            ClientBlock::Pinned(cidr) => {
                self.take_everywhere(cidr);
                Some((cidr, Origin::Pinned))
            }
            ClientBlock::Cut { .. } => None,
        });
        pinned.collect()
    }

    /// Takes what each held at the last run, or before it left, so that no VPC is given it.
    pub(super) fn take_locked_clients(&mut self) {
        for access in &self.network.remote_access {
            if matches!(access.block, ClientBlock::Pinned(_)) {
                continue;
            }
            if let Some(block) = self.ledger.had(&path(access)).and_then(|entry| entry.ipv4) {
                self.take_everywhere(block);
            }
        }
    }

    /// The blocks of all, once every VPC has its own.
    pub(super) fn clients(&mut self, pinned: Vec<Given>) -> Vec<Given> {
        let network = self.network;
        let mut blocks = pinned;
        let mut wishes: BTreeMap<PoolId, Vec<Wish>> = BTreeMap::new();
        for (index, access) in network.remote_access.iter().enumerate() {
            let ClientBlock::Cut { pool, prefix, derived } = access.block else { continue };
            match self.claim_clients(access, pool, (prefix, derived)) {
                Ok(Some(block)) => blocks[index] = Some((block, Origin::Locked)),
                Ok(None) => {
                    wishes.entry(pool).or_default().push(Wish { index, prefix, span: access.block_span });
                }
                Err(finding) => self.diagnostics.push(*finding),
            }
        }
        for (pool, wishes) in wishes {
            let name = |wish: &Wish| (wish.prefix, network.remote_access[wish.index].name.as_str());
            let left = first_fit(&mut self.spaces[pool.0], wishes, name, |wish, block| {
                blocks[wish.index] = Some((block, Origin::FirstFit));
            });
            for refused in left {
                let what = format!("remote access `{}`", network.remote_access[refused.wish.index].name);
                let finding = self.full(pool, &what, &refused);
                self.diagnostics.push(finding);
            }
        }
        blocks
    }

    /// The block that it holds; `None` if it holds none. The error is a block that is not what the document wants. A size that follows
    /// from the number of users is one that is at least so large.
    fn claim_clients(
        &self,
        access: &RemoteAccess,
        pool: PoolId,
        (prefix, derived): (u8, bool),
    ) -> Result<Option<Cidr4>, Box<Diagnostic>> {
        let path = path(access);
        let had = self.ledger.had(&path).and_then(|entry| entry.ipv4).map(Cidr4::prefix);
        let wanted = had.filter(|had| derived && *had <= prefix).unwrap_or(prefix);
        let within = self.pools[pool.0].block;
        match self.ledger.held(Claim { path: &path, prefix: wanted, within }) {
            Held::Nothing => Ok(None),
            Held::Fits(block) => Ok(Some(block)),
            Held::OtherSize(block) => {
                let (what, path) =
                    (format!("remote access `{}`", access.name), format!("remote_access.{}", access.name));
                Err(Box::new(locked_size(&what, &path, block, prefix, access.block_span)))
            }
            Held::Elsewhere(block) => {
                let (name, pool) = (&access.name, &self.network.pools[pool.0].name);
                let message = format!("remote access `{name}` is locked at {block}, outside pool `{pool}` ({within})");
                let finding = Diagnostic::new(Code::LockDisagrees, message).at(access.block_span, "");
                let finding = finding.why("the block never moves by itself: AWS would have to replace the endpoint");
                let help = format!(
                    "name the pool that it came from, or give its addresses up: `--release remote_access.{name}`"
                );
                Err(Box::new(finding.help(help)))
            }
        }
    }
}
