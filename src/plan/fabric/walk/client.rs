//! People who dial in: the endpoint lets through what an authorization rule names, from an interface in a subnet of each association and with
//! its address. Nobody opens a connection to them.
//! <https://docs.aws.amazon.com/vpn/latest/clientvpn-admin/cvpn-working-rules.html>

use super::super::packet::Address;
use super::step::Step;
use super::trace::{Kind, Subnet};
use crate::network::RemoteAccessId;

impl Step<'_, '_> {
    /// A packet leaves the endpoint by an association.
    pub(super) fn leaves_client(&mut self, id: RemoteAccessId, at: Subnet) {
        let walker = self.walker;
        let (access, name) = (walker.plan.network.access(id), self.access_name(id));
        let address = match self.destination {
            Address::V4(address) => Some(address),
            _ => None,
        };
        let plan = walker.plan.remote_access.iter().find(|one| one.id == id);
        let grants: Vec<_> = plan.into_iter().flat_map(|plan| plan.grants_for(address)).collect();
        let Some(grant) = grants.first() else {
            let what = format!("no authorization rule names {}", self.shown(self.destination));
            let change = format!("remote_access.{}.reaches: its network", access.name);
            return self.ends(Kind::Unauthorized, name, None, what, change);
        };
        let groups: Vec<&str> = grants.iter().filter_map(|grant| Some(grant.group.as_ref()?.as_ref())).collect();
        let whom = if groups.len() < grants.len() { "everybody".to_owned() } else { groups.join(", ") };
        let what = format!("{} -> tier {}", grant.block, walker.plan.network.vpc(at.vpc).tier(at.tier).name);
        self.hop(name, Some(at.zone), what, &format!("{} is reached by {whom}", grant.of));
        self.leaves(at);
    }

    /// Somebody wants to open a connection to people who dialed in.
    pub(super) fn towards_client(&mut self, id: RemoteAccessId) {
        let what = "nobody opens connections to people who dial in: the VPC knows the subnets alone";
        self.ends(Kind::NoRoute, self.access_name(id), None, what, "open the connection from their end".to_owned());
    }

    fn access_name(&self, id: RemoteAccessId) -> String {
        format!("remote_access/{}", self.walker.plan.network.access(id).name)
    }
}
