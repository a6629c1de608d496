//! The quotas of Client VPN: endpoints, and the rules and routes of each.
//! <https://docs.aws.amazon.com/vpn/latest/clientvpn-admin/limits.html>

use super::usage::{Counter, GROUP_RULES, Quota};
use crate::plan::Plan;

const ENDPOINTS: Quota = ("client_vpn_endpoints", "Client VPN endpoints per Region", None);
const RULES: Quota = ("client_vpn_rules", "authorization rules per Client VPN endpoint", None);
const ROUTES: Quota = ("client_vpn_routes", "routes per association of a Client VPN endpoint", None);

impl Counter<'_> {
    pub(super) fn remote_access(&mut self, plan: &Plan<'_>) {
        let (quotas, network, (region, span)) = (self.quotas, plan.network, self.place());
        let id = self.id;
        let here = || plan.remote_access.iter().filter(|one| network.vpc(network.access(one.id).vpc).scope == id);
        if here().next().is_none() {
            return;
        }
        self.add(ENDPOINTS, quotas.client_vpn_endpoints, here().count(), &region, "Client VPN endpoints", span);
        for one in here() {
            let access = network.access(one.id);
            let (scope, span) = (format!("remote access `{}`", access.name), access.reaches_span);
            self.add(RULES, quotas.client_vpn_rules, one.grants.len(), &scope, "authorization rules", span);
            // AWS adds the route of the VPC.
            self.add(
                ROUTES,
                quotas.client_vpn_routes,
                one.routes.len() + 1,
                &scope,
                "routes in each association",
                span,
            );
            let rules = one.outermost().len();
            let what = "egress rules for IPv4 of its group";
            self.add(GROUP_RULES, quotas.rules_per_security_group, rules, &scope, what, span);
        }
    }
}
