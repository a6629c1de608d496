//! The order of the work: nothing carries traffic before it was seen to work, the worse uplink first, and each step has its way
//! back.

use super::{Routers, joined, line, title};
use crate::net::Name;
use crate::router::config::{DirectConnect, RouterConfig};
use crate::router::platform;
use crate::router::switch::Turn;

pub(super) fn sheet(site: &Routers<'_>, first: &RouterConfig) -> String {
    let mut out = title(first, "the order of the work");
    line(
        &mut out,
        "\nFor the first installation. A router that has objects of netgen already takes an update: `netgen render --since OLD` writes it, \
         with a sheet of its own.",
    );
    line(&mut out, "\n## Before\n");
    for router in site {
        line(&mut out, &format!("- [ ] {0}: every line of `{0}.checks.md`, before the change", router.router));
    }
    for (router, one) in site.iter().flat_map(|router| router.unclamped().map(move |one| (router, one))) {
        line(
            &mut out,
            &format!("- [ ] {}: TCP segments on `{}` are clamped by hand, where the card can", router.router, one.name),
        );
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
        load(router, &mut step);
    }
    open_all(site, &mut step);
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
            joined(site.iter().map(|router| format!(
                "{}, {}",
                router.router,
                platform::of(router.platform).commands().keep
            )))
        ),
    );
    line(out, &format!("{}. the failover drill of [drill.md](drill.md), while people watch", number + 1));
    line(out, "\n## The way back\n");
    line(
        out,
        "At any step, the newest first. Traffic moves before a session is closed: lower its local preference and wait, then close it with the lines of its router's first step.\n",
    );
    for router in site {
        line(
            out,
            &format!(
                "- {}: {}",
                router.router,
                platform::of(router.platform).commands().undo.replace("ROUTER", router.router.as_str())
            ),
        );
    }
}

/// A router's configuration with its sessions closed, kept as soon as it was seen to be harmless: the time that a platform gives
/// is too short for all that follows.
fn load(router: &RouterConfig, step: &mut impl FnMut(&str)) {
    let (name, commands) = (&router.router, platform::of(router.platform).commands());
    let uplinks: Vec<&Name> = names(router).collect();
    let lines = (commands.switch)(router, &uplinks, Turn::Close);
    step(&format!(
        "{name}: load the configuration with its sessions to AWS closed: {}. The lines:\n{}",
        (commands.apply)(router),
        fenced(&lines)
    ));
    let seen = format!("{name}: what ran before still runs, and no session to AWS is up (`{}`)", commands.bgp);
    step(&format!("{seen}{}", confirmed(commands.confirm)));
}

/// The sessions of all uplinks: those of virtual interfaces that carry tunnels before the tunnels, the worse uplinks before the better. Public
/// ones come before tunnels as well.
fn open_all(site: &Routers<'_>, step: &mut impl FnMut(&str)) {
    let answers = |one: &DirectConnect| format!("`{}` answers a ping to {}", one.name, one.aws());
    for (router, one) in direct_connects(site).filter(|(_, one)| one.tunnels().is_some()) {
        open(router, &one.name, &answers(one), step);
    }
    for (router, one) in direct_connects(site).filter(|(_, one)| one.public().is_some()) {
        open(router, &one.name, &answers(one), step);
    }
    for (router, vpn) in site.iter().flat_map(|router| router.vpns.iter().map(move |vpn| (router, vpn))) {
        let seen = format!("both tunnels of `{}` are up, and each has new keys after a rekey", vpn.name);
        open(router, &vpn.name, &seen, step);
    }
    for (router, one) in site.iter().flat_map(|router| router.gres.iter().map(move |one| (router, one))) {
        let [first, second] = one.aws();
        open(router, &one.name, &format!("`{}` answers pings to {first} and {second}", one.name), step);
    }
    for (router, one) in direct_connects(site).filter(|(_, one)| one.tunnels().is_none() && one.public().is_none()) {
        open(router, &one.name, &answers(one), step);
    }
}

/// The sessions of an uplink, opened in a change of their own.
fn open(router: &RouterConfig, uplink: &Name, seen: &str, step: &mut impl FnMut(&str)) {
    let commands = platform::of(router.platform).commands();
    let lines = (commands.switch)(router, &[uplink], Turn::Open);
    step(&format!(
        "{}: {seen}; then open its sessions: {}. The lines:\n{}\n   They are established, and the flows that ran before still run{}",
        router.router,
        commands.open,
        fenced(&lines),
        confirmed(commands.confirm)
    ));
}

/// How a step is kept, where a clock runs.
fn confirmed(command: &str) -> String {
    if command.is_empty() { String::new() } else { format!("; then, within the ten minutes, {command}") }
}

/// Lines as code, within an item of a list.
fn fenced(lines: &[String]) -> String {
    format!("\n   ```text\n   {}\n   ```", lines.join("\n   "))
}

/// All virtual interfaces, with their routers.
fn direct_connects<'a>(site: &'a Routers<'a>) -> impl Iterator<Item = (&'a RouterConfig, &'a DirectConnect)> {
    site.iter().flat_map(|router| router.direct_connects.iter().map(move |one| (*router, one)))
}

/// The names of a router's uplinks.
fn names(router: &RouterConfig) -> impl Iterator<Item = &Name> {
    let vpns = router.vpns.iter().map(|vpn| &vpn.name);
    router.direct_connects.iter().map(|one| &one.name).chain(vpns).chain(router.gres.iter().map(|one| &one.name))
}

/// How AWS is asked.
fn aws(site: &Routers<'_>) -> String {
    let mut out = String::new();
    if site.iter().any(|router| !router.vpns.is_empty()) {
        line(
            &mut out,
            "   - `aws ec2 describe-vpn-connections --region REGION --query 'VpnConnections[].[VpnConnectionId,VgwTelemetry]'`: both tunnels UP, and as many accepted routes as the site announces",
        );
    }
    if site.iter().any(|router| !router.direct_connects.is_empty()) {
        line(
            &mut out,
            "   - `aws directconnect describe-virtual-interfaces --region REGION --query 'virtualInterfaces[].[virtualInterfaceName,bgpPeers[].bgpStatus]'`: up",
        );
    }
    if site.iter().any(|router| !router.gres.is_empty()) {
        line(
            &mut out,
            "   - `aws ec2 describe-transit-gateway-connect-peers --region REGION --query 'TransitGatewayConnectPeers[].ConnectPeerConfiguration.BgpConfigurations[].BgpStatus'`: up, twice for each peer",
        );
    }
    out.trim_end().to_owned()
}
