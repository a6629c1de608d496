//! NG0801 to NG0803: what a router's platform cannot do or does not take, found where the router is written.

use super::facts::Facts;
use crate::diagnostic::Diagnostics;
use crate::router;

pub(super) fn check(facts: &Facts<'_>, diagnostics: &mut Diagnostics) {
    for config in router::configs(facts.plan, "") {
        let mut own = Diagnostics::default();
        router::check(&config, &mut own);
        let site = facts.plan.network.sites.iter().find(|site| site.name == config.site);
        let router = site.and_then(|site| site.routers.iter().find(|router| router.name == config.router));
        diagnostics.append(match router {
            Some(router) => own.placed(router.span),
            None => own,
        });
    }
}
