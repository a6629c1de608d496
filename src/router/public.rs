//! Lines of check lists about public virtual interfaces. In comes a router, out goes Markdown for people: what stands there before, and what is
//! seen when one is down.

use super::config::{DirectConnect, PublicPath, RouterConfig, Vpn};

/// What a public virtual interface needs.
pub(super) fn before(router: &RouterConfig, one: &DirectConnect, path: &PublicPath) -> Vec<String> {
    let name = &one.name;
    let known = path.announced.iter().map(|prefix| {
        format!("a route to exactly {prefix} is in the routing table, or `{name}` does not announce it: of its hosts, or of the NAT in front")
    });
    let mut lines: Vec<String> = known.collect();
    lines.push(format!(
        "`{name}`: a packet filter stands on it, for everybody with a public address at AWS reaches the router there: BGP with {}, {}replies, and \
         nothing else that is not meant",
        path.aws,
        carried(router, one).map(|names| format!("IKE and ESP of {names}, ")).unwrap_or_default()
    ));
    lines.push(format!(
        "`{name}`: nothing redistributes BGP into the site's own routing, and no other neighbor is given what it brings: this change tags it \
         no-export"
    ));
    lines
}

/// The VPN connections that it carries, by name.
fn carried(router: &RouterConfig, one: &DirectConnect) -> Option<String> {
    let names = router.vpns.iter().filter(|vpn| vpn.carrier.as_ref() == Some(&one.name));
    let names: Vec<String> = names.map(|vpn| format!("`{}`", vpn.name)).collect();
    (!names.is_empty()).then(|| names.join(", "))
}

/// What a VPN connection needs of the public virtual interface that carries it.
pub(super) fn carrier(vpn: &Vpn, one: &DirectConnect) -> Vec<String> {
    let loopback = (!vpn.begins_at(one))
        .then(|| format!("`{}` is there with {}, and `{}` announces it to AWS", vpn.interface, vpn.outside, one.name));
    let way = format!(
        "`{}` leads to both outside addresses of AWS: its session brings a route to each, and no host route or default route does",
        one.name
    );
    loopback.into_iter().chain([way]).collect()
}

/// What the drill does with each of them.
pub(super) fn failover(router: &RouterConfig) -> Vec<String> {
    let line = |(one, path): (&DirectConnect, &PublicPath)| {
        let announced: Vec<String> = path.announced.iter().map(ToString::to_string).collect();
        format!(
            "`{}`: drop all frames without taking the link down; hosts in {} still reach AWS's public services where the internet carries them \
             too, and {}",
            one.name,
            announced.join(", "),
            carried(router, one).map_or_else(
                || "no uplink moves".to_owned(),
                |names| format!("what {names} carried moves to the next uplink")
            )
        )
    };
    router.publics().map(line).collect()
}
