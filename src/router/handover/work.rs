//! The order of the work: nothing carries traffic before it was seen to work, the worse uplink first, and each step has its way
//! back.

use super::{Routers, joined, line, title};
use crate::router::config::RouterConfig;

pub(super) fn sheet(site: &Routers<'_>, first: &RouterConfig) -> String {
    let mut out = title(first, "the order of the work");
    line(&mut out, "\n## Before\n");
    for router in site {
        line(&mut out, &format!("- [ ] {0}: every line of `{0}.checks.md`, before the change", router.router));
    }
    line(&mut out, "- [ ] the rows of [firewall.md](firewall.md) are open");
    line(&mut out, "- [ ] AWS's side is deployed, in the order of `deploy.json` or by Terraform");
    line(&mut out, "- [ ] `netgen render … --bind FILE`: no file in use has `unbound` in its name");
    line(&mut out, "\n## The change\n");
    let mut number = 0;
    let mut step = |text: &str| {
        number += 1;
        line(&mut out, &format!("{number}. {text}"));
    };
    for router in site {
        step(&format!("{}: load the configuration. {}", router.router, router.platform.commands().apply));
        step(&format!(
            "{}: close the new sessions until their uplink was looked at: {}",
            router.router,
            sessions(router)
        ));
    }
    for (router, vpn) in site.iter().flat_map(|router| router.vpns.iter().map(move |vpn| (router, vpn))) {
        step(&format!(
            "{}: both tunnels of `{}` are up, and each has new keys after a rekey; then open their sessions",
            router.router, vpn.name
        ));
    }
    for (router, one) in site.iter().flat_map(|router| router.direct_connects.iter().map(move |one| (router, one))) {
        step(&format!("{}: `{}` answers a ping to {}; then open its session", router.router, one.name, one.aws()));
    }
    step("every row of the check lists, after the change; AWS's view beside it:");
    line(&mut out, &aws(site));
    step_after(&mut out, site, number + 1);
    out
}

fn step_after(out: &mut String, site: &Routers<'_>, number: usize) {
    line(
        out,
        &format!(
            "{number}. keep the change: {}",
            joined(site.iter().map(|router| format!("{}, {}", router.router, router.platform.commands().keep)))
        ),
    );
    line(out, &format!("{}. the failover drill of [drill.md](drill.md), while people watch", number + 1));
    line(out, "\n## The way back\n");
    line(
        out,
        "At any step, the newest first. Traffic moves before a session is closed: lower its local preference and wait, then close it.\n",
    );
    for router in site {
        line(
            out,
            &format!(
                "- {}: {}",
                router.router,
                router.platform.commands().undo.replace("ROUTER", router.router.as_str())
            ),
        );
    }
}

/// The neighbors of a router at AWS.
fn sessions(router: &RouterConfig) -> String {
    let direct = router.direct_connects.iter().map(|one| one.aws().to_string());
    let tunnels = router.vpns.iter().flat_map(|vpn| vpn.tunnels.iter().map(|tunnel| tunnel.aws().to_string()));
    joined(direct.chain(tunnels))
}

/// How AWS is asked.
fn aws(site: &Routers<'_>) -> String {
    let mut out = String::new();
    if site.iter().any(|router| !router.vpns.is_empty()) {
        line(
            &mut out,
            "   - `aws ec2 describe-vpn-connections --query 'VpnConnections[].VgwTelemetry'`: both tunnels UP, and as many accepted routes as the site announces",
        );
    }
    if site.iter().any(|router| !router.direct_connects.is_empty()) {
        line(
            &mut out,
            "   - `aws directconnect describe-virtual-interfaces --query 'virtualInterfaces[].bgpPeers[].bgpStatus'`: up",
        );
    }
    out.trim_end().to_owned()
}
