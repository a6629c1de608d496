//! The sheet of links: VLANs, addresses, numbers and sizes.

use super::{Routers, blocks, line, outside, title, tunnel_name};
use crate::router::config::{RouterConfig, Vpn};
use crate::uplink::preference::{Level, TunnelPreference, local_preference};

pub(super) fn sheet(site: &Routers<'_>, first: &RouterConfig) -> String {
    let mut out = title(first, "links");
    line(&mut out, "\nIn every /30 AWS has the first address and the router the second.");
    if site.iter().flat_map(|router| &router.direct_connects).any(|one| one.public().is_none()) {
        direct_connects(&mut out, site);
    }
    if site.iter().any(|router| router.publics().next().is_some()) {
        publics(&mut out, site);
    }
    if site.iter().any(|router| !router.vpns.is_empty()) {
        tunnels(&mut out, site);
    }
    if site.iter().any(|router| !router.gres.is_empty()) {
        peers(&mut out, site);
    }
    lans(&mut out, site);
    prefixes(&mut out, first);
    for (router, one) in site.iter().flat_map(|router| router.direct_connects.iter().map(move |one| (router, one))) {
        if one.tunnels().is_some() {
            let name = &one.name;
            line(
                &mut out,
                &format!("| {}, on {name} alone | AWS | {} |", router.router, blocks(&router.announced(one))),
            );
            line(&mut out, &format!("| AWS, on {name} alone | {} | {} |", router.router, blocks(router.accepted(one))));
        }
    }
    clamps(&mut out, site, first);
    out
}

/// The largest TCP segment of the site.
fn clamps(out: &mut String, site: &Routers<'_>, first: &RouterConfig) {
    if let Some(mss) = first.mss {
        line(
            out,
            &format!(
                "\nTCP segments are clamped to {mss} bytes on every uplink of the site, so that no flow hangs after a failover."
            ),
        );
        for (router, one) in site.iter().flat_map(|router| router.unclamped().map(move |one| (router, one))) {
            line(
                out,
                &format!("The files do not do it on `{}` of {}: by hand, where the card can.", one.name, router.router),
            );
        }
    }
}

fn prefixes(out: &mut String, first: &RouterConfig) {
    line(out, "\n## Prefixes\n\n| from | to | prefixes |\n| --- | --- | --- |");
    line(out, &format!("| site (AS {}) | AWS | {} |", first.asn, blocks(&first.site_prefixes)));
    line(out, &format!("| AWS | site | {} |", blocks(&first.aws_prefixes)));
    over_ipv6(out, first);
}

/// What is announced over IPv6, where the site has it.
fn over_ipv6(out: &mut String, first: &RouterConfig) {
    if let Some(ipv6) = &first.ipv6 {
        let own: Vec<String> = ipv6.prefixes.iter().map(ToString::to_string).collect();
        line(out, &format!("| site (AS {}) | AWS, over IPv6 | {} |", first.asn, own.join(", ")));
        line(out, &format!("| AWS, over IPv6 | site | the /56 of each VPC: {} |", ipv6.blocks));
        line(
            out,
            "\nEach virtual interface has a second session, over IPv6, on the same VLAN. AWS assigns both of its addresses, a /125, when the \
             interface is there; its order among the others is that over IPv4.",
        );
    }
}

fn direct_connects(out: &mut String, site: &Routers<'_>) {
    line(out, "\n## Direct Connect\n");
    line(
        out,
        "| uplink | router | port | VLAN | AWS | router's | AS of AWS | AS of the site | MTU | BFD | preference out | preference back |",
    );
    line(out, &format!("|{}", " --- |".repeat(12)));
    for router in site {
        for one in router.direct_connects.iter().filter(|one| one.public().is_none()) {
            let back =
                Level::of(one.rank).map_or_else(|| "default".to_owned(), |level| format!("{} ({level})", level.word()));
            let bfd = one.bfd.map_or_else(|| "no".to_owned(), |bfd| bfd.to_string());
            line(
                out,
                &format!(
                    "| {} | {} | `{}` | {} | {}/30 | {}/30 | {} | {} | {} | {bfd} | {} | {back} |",
                    one.name,
                    router.router,
                    one.interface,
                    one.vlan,
                    one.aws(),
                    one.own(),
                    one.asn,
                    router.asn,
                    one.mtu,
                    local_preference(one.rank)
                ),
            );
        }
    }
    line(out, "\nThe key of each BGP session is a secret and stands in no sheet.");
}

fn publics(out: &mut String, site: &Routers<'_>) {
    line(out, "\n## Direct Connect to AWS's public addresses\n");
    line(
        out,
        "| interface | router | port | VLAN | AWS | router's | AS of AWS | AS of the site | BFD | announced | carried to | accepted of |",
    );
    line(out, &format!("|{}", " --- |".repeat(12)));
    for router in site {
        for (one, path) in router.publics() {
            let bfd = one.bfd.map_or_else(|| "no".to_owned(), |bfd| bfd.to_string());
            let length = one.link.prefix();
            line(
                out,
                &format!(
                    "| {} | {} | `{}` | {} | {}/{length} | {}/{length} | {} | {} | {bfd} | {} | {} ({}) | {} |",
                    one.name,
                    router.router,
                    one.interface,
                    one.vlan,
                    path.aws,
                    path.own,
                    one.asn,
                    router.asn,
                    blocks(&path.announced),
                    path.scope,
                    path.scope.community(),
                    path.accepted
                ),
            );
        }
    }
    about_publics(out, site);
}

/// What people have to know of them.
fn about_publics(out: &mut String, site: &Routers<'_>) {
    line(
        out,
        "\nIt is `verifying` until AWS has found in the registry that the prefixes are yours, then `pending`, then `available`. It leads into no \
         VPC, and its MTU is 1500. AWS drops what comes from other addresses than the announced ones, and announces its own public prefixes, \
         which may be wider or longer than in ip-ranges.json.",
    );
    if site.iter().any(|router| router.asn.is_private()) {
        line(
            out,
            "The site's AS is a private one: AWS puts its own in its place, so prepending has no effect there. Longer prefixes and the scope \
             decide instead.",
        );
    }
    line(
        out,
        "Everybody with a public address at AWS reaches the router over it: the owner's packet filter stands on it.",
    );
}

/// Connect peers: in a /29 the router has the first address and AWS the next two.
fn peers(out: &mut String, site: &Routers<'_>) {
    line(out, "\n## Connect peers\n");
    line(
        out,
        "| peer | router | interface | outside, router | outside, AWS | inside, AWS | inside, router | AS of AWS | AS of the site | MTU | preference out | prepends, MED |",
    );
    line(out, &format!("|{}", " --- |".repeat(12)));
    for row in site.iter().flat_map(|router| router.gre_rows()) {
        line(out, &row);
    }
    line(out, "\nEach has two sessions, with multihop 2 on both ends. GRE encrypts nothing.");
}

fn tunnels(out: &mut String, site: &Routers<'_>) {
    line(out, "\n## VPN\n");
    line(
        out,
        "| tunnel | router | interface | outside, router | outside, AWS | inside, AWS | inside, router | AS of AWS | AS of the site | MTU | preference out | prepends, MED |",
    );
    line(out, &format!("|{}", " --- |".repeat(12)));
    for router in site {
        for vpn in &router.vpns {
            for (tunnel, number) in vpn.tunnels.iter().zip(1_u8..) {
                let preference = TunnelPreference::of(vpn.rank, vpn.mode, number);
                let mtu = vpn.sizes().map_or_else(String::new, |sizes| sizes.mtu.to_string());
                let own = match vpn.local_address {
                    Some(local) => format!("{local}, seen as {}", vpn.outside),
                    None => vpn.outside.to_string(),
                };
                line(
                    out,
                    &format!(
                        "| {} | {} | `{}` | {own} | {} | {}/30 | {}/30 | {} | {} | {mtu} | {} | {}, {} |",
                        tunnel_name(vpn, number.into()),
                        router.router,
                        vpn.interface,
                        outside(tunnel),
                        tunnel.aws(),
                        tunnel.own(),
                        vpn.asn,
                        router.asn,
                        preference.local_preference,
                        preference.prepends,
                        preference.med
                    ),
                );
            }
        }
    }
    for vpn in site.iter().flat_map(|router| &router.vpns) {
        let (phase1, phase2) = (vpn.crypto.phase1.words(1), vpn.crypto.phase2.words(2));
        let [ike, esp] = vpn.options.hours();
        let text = format!("\n{}: IKEv2 with {phase1} for {ike}, ESP with {phase2} for {esp}, on both ends.", vpn.name);
        line(out, &text);
        if vpn.accelerated {
            line(out, &accelerated(vpn));
        }
    }
}

/// The two rules of an accelerated connection.
fn accelerated(vpn: &Vpn) -> String {
    let [ike, esp] = vpn.lifetimes();
    format!(
        "{} is accelerated: an edge location of AWS is between. ESP travels in UDP 4500 (NAT traversal is on). The router begins, and makes new \
         keys first: IKE by {ike} s, ESP by {esp} s, before AWS would.",
        vpn.name
    )
}

fn lans(out: &mut String, site: &Routers<'_>) {
    line(out, "\n## The site's network\n\n| router | interface | address | network |\n| --- | --- | --- | --- |");
    for router in site {
        let lan = &router.lan;
        line(out, &format!("| {} | `{}` | {} | {} |", router.router, lan.interface, lan.address, lan.network));
    }
}
