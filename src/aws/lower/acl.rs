//! Network ACLs.

use super::tier::Tiers;
use super::{Core, VpcBuilder};
use crate::aws::graph::{Place, Ref};
use crate::aws::kind::{AclMatch, NetworkAcl, NetworkAclAssociation, NetworkAclEntry};
use crate::blueprint::StackPart;
use crate::plan::{AclAddress, AclEntryPlan};

impl VpcBuilder<'_> {
    /// An ACL for each tier that has rules, for all its subnets.
    pub(super) fn acls(&mut self, core: &Core, tiers: &Tiers) {
        for plan in &self.plan.acls {
            let unit = self.part(StackPart::Security);
            let tier = self.plan.vpc.tier(plan.tier).name.as_str();
            let place = self.graph.group(unit, format!("Network ACL of tier {tier}"));
            let tags = self.named(&[tier]);
            let acl = self.graph.add(place, &[self.name, tier], NetworkAcl { vpc: core.vpc, tags });
            let mut entries = Vec::new();
            for entry in &plan.ingress {
                entries.extend(self.acl_entry(place, core, (tier, acl), entry, false));
            }
            for entry in &plan.egress {
                entries.extend(self.acl_entry(place, core, (tier, acl), entry, true));
            }
            let mut first = None;
            for (zone, subnet) in &tiers.subnets[plan.tier.0] {
                let path = [self.name, tier, &zone.to_string()];
                let entries = std::mem::take(&mut entries);
                let association = NetworkAclAssociation { subnet: *subnet, acl, entries, first };
                let association = self.graph.add(place, &path, association);
                first.get_or_insert(association);
            }
        }
    }

    fn acl_entry(
        &mut self,
        place: Place,
        core: &Core,
        (tier, acl): (&str, Ref<NetworkAcl>),
        entry: &AclEntryPlan,
        egress: bool,
    ) -> Option<Ref<NetworkAclEntry>> {
        let address = match entry.source {
            AclAddress::V4(cidr) => Some(AclMatch::V4(cidr)),
            AclAddress::V6(cidr) => Some(AclMatch::V6(cidr)),
            AclAddress::OwnV6(group) => core.ipv6.map(|block| AclMatch::Own { vpc: core.vpc, block, group }),
        };
        // Runs of the VPC's own /56 are planned only where it has one.
        let address = address?;
        let direction = if egress { "egress" } else { "ingress" };
        let path = [self.name, tier, direction, &entry.number.to_string()];
        let (number, protocol, action) = (entry.number, entry.protocol, entry.action);
        let resource = NetworkAclEntry { acl, number, egress, address, protocol, action };
        let node = self.graph.add(place, &path, resource);
        self.graph.remark(node, &entry.why);
        Some(node)
    }
}
