//! What VPCs share besides routes: names of central endpoints and forwarding rules.

use std::collections::BTreeSet;
use std::net::Ipv4Addr;

use super::fabric::clients;
use super::hub::Reach;
use super::ledger::Ledger;
use super::lock::Entry;
use super::types::{Plan, Sharing, SubnetPlan};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::net::Cidr4;
use crate::network::{Network, OwnerId, Relation, Vpc, VpcId, Zone};

impl Plan<'_> {
    /// The other accounts whose VPCs follow the names of a VPC.
    #[must_use]
    pub fn users_of_profile(&self, owner: VpcId) -> BTreeSet<OwnerId> {
        let followers = self.vpcs.iter().filter(|vpc| vpc.sharing.follows == Some(owner)).map(|vpc| vpc.id);
        self.network.others(self.network.vpc(owner).scope, followers)
    }
}

/// The VPCs that have names for others.
pub(super) fn owners(network: &Network) -> Vec<VpcId> {
    (0..network.vpcs.len()).map(VpcId).filter(|id| has_profile(network.vpc(*id))).collect()
}

/// What a VPC shares, and which of the `owners` it follows. `subnets` are those of the tier that holds endpoints.
pub(super) fn plan(
    reach: &Reach<'_>,
    (id, owners): (VpcId, &[VpcId]),
    subnets: &[SubnetPlan],
    path: &str,
    ledger: &mut Ledger<'_>,
    diagnostics: &mut Diagnostics,
) -> Sharing {
    let vpc = reach.network().vpc(id);
    let shares = has_profile(vpc) || vpc.resolver.inbound;
    let clients = if shares { clients(reach, id) } else { Vec::new() };
    let mut addresses = |direction: &str, wanted: bool, from_end: u32| {
        let subnets = if wanted { subnets } else { &[] };
        let path = format!("{path}/resolver/{direction}");
        subnets.iter().filter_map(|subnet| address(subnet, &path, from_end, ledger)).collect()
    };
    // From the end of the subnet: AWS gives out addresses at random, and people count from the front.
    let inbound = addresses("inbound", vpc.resolver.inbound, 1);
    let outbound = addresses("outbound", !vpc.resolver.forward.is_empty(), 2);
    Sharing { profile: has_profile(vpc), follows: follows(reach, id, owners, diagnostics), clients, inbound, outbound }
}

/// Whether a VPC has names for others.
fn has_profile(vpc: &Vpc) -> bool {
    vpc.endpoints.central || (vpc.attach.is_some() && !vpc.resolver.forward.is_empty())
}

/// The one VPC whose names this one uses.
fn follows(reach: &Reach<'_>, id: VpcId, owners: &[VpcId], diagnostics: &mut Diagnostics) -> Option<VpcId> {
    let network = reach.network();
    let reached = |other: &VpcId| *other != id && network.relation(id, *other) != Relation::None;
    // Who has names of its own uses these; two owners that followed each other would wait for each other.
    let follower = !has_profile(network.vpc(id));
    let owners: Vec<VpcId> = owners.iter().copied().filter(|other| follower && reached(other)).collect();
    if let [first, second, ..] = owners.as_slice() {
        let (first, second) = (network.vpc(*first), network.vpc(*second));
        let message = format!(
            "VPC `{}` reaches two VPCs with names to share, `{}` and `{}`",
            network.vpc(id).name,
            first.name,
            second.name
        );
        diagnostics.push(
            Diagnostic::new(Code::Central, message)
                .at(network.vpc(id).span, "")
                .also(first.span, "")
                .also(second.span, "")
                .why("a VPC takes one Route 53 profile")
                .help("keep `central: true` and `resolver.outbound` in one VPC that all reach"),
        );
    }
    owners.first().copied()
}

/// An address of a resolver endpoint: what the lock remembers, or the `from_end`-th usable one from the subnet's end.
fn address(subnet: &SubnetPlan, path: &str, from_end: u32, ledger: &mut Ledger<'_>) -> Option<(Zone, Ipv4Addr)> {
    let path = format!("{path}/{}", subnet.zone);
    let locked = ledger.had(&path).and_then(|entry| entry.ipv4).filter(|own| subnet.cidr.contains(*own));
    let address = match locked {
        Some(own) => own.address(),
        None => Ipv4Addr::from_bits(subnet.cidr.last().checked_sub(from_end)?),
    };
    ledger.choose(path, Entry { ipv4: Cidr4::new(address, 32), ..Entry::default() });
    Some((subnet.zone, address))
}
