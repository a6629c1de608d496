//! Junos: `juniper-srx` with tunnels and zones, `juniper-mx` for Direct Connect alone. In comes a router, out go its
//! configuration and the way back, each as `set` lines and in braces, from one tree of statements.

mod policy;
mod printer;
mod srx;
mod tree;

use super::{Capabilities, Clamped, Description};
use crate::router::checks::{Commands, For};
use crate::router::config::{Anchor, DirectConnect, RouterConfig};
use crate::router::crypto::{Encryption, Group};
use crate::router::head::{Touches, head, uplinks};
use crate::router::names::object;
use crate::router::platform::Platform;
use crate::router::render::{Fault, File};
use crate::router::text::harmless;
use tree::{Statement, block, leaf, quoted, remark, word};

pub(in crate::router) const SRX: Description = Description {
    capabilities: Capabilities {
        floor: "Junos 20 on an SRX whose CPU can do BFD at 300 ms; not proven on a device",
        vpn: true,
        groups: &[Group::G14, Group::G15, Group::G16, Group::G19, Group::G20, Group::G21],
        encryptions: &[Encryption::Aes128, Encryption::Aes256, Encryption::Aes128Gcm16, Encryption::Aes256Gcm16],
        interface: 32,
        description: 200,
        asymmetric: true,
        stateful: true,
        clamp: Clamped::Tunnels,
    },
    files,
    commands: COMMANDS,
};

pub(in crate::router) const MX: Description = Description {
    capabilities: Capabilities {
        floor: "Junos 18; not proven on a device",
        vpn: false,
        groups: &[],
        encryptions: &[],
        stateful: false,
        ..SRX.capabilities
    },
    files,
    commands: COMMANDS,
};

const COMMANDS: Commands = Commands {
    ike: "show security ike security-associations detail",
    esp: "show security ipsec security-associations",
    rekey: "clear security ipsec security-associations index INDEX",
    rekeyed: "INDEX is what the list above shows for CHILD; a new SPI, and what is sent until then is lost",
    bfd: "show bfd session",
    bgp: "show bgp summary",
    advertised: "show route advertising-protocol bgp NEIGHBOR",
    best: "show route PREFIX detail",
    ping: "ping NEIGHBOR size SIZE do-not-fragment",
    ping_headers: 28,
    apply: |_| {
        "`configure`, `load set FILE`, the lines below, `show | compare`, `commit check`, `commit confirmed 10`"
            .to_owned()
    },
    switch: policy::switch,
    open: "the lines, `show | compare`, `commit confirmed 10`",
    confirm: "`commit`",
    keep: "`show system commit`: no commit waits to be confirmed",
    undo: "nothing while the ten minutes run; later `load set ROUTER.rollback.set`, `show | compare`, `commit`",
    before: &[
        (For::Each, "`show version`; `request system configuration rescue save`"),
        (For::Each, "`show configuration routing-options autonomous-system`: absent, or the site's number"),
        (
            For::Each,
            "`show configuration interfaces`: the units of this file are free, and no port of a VLAN has a unit 0 without a tag",
        ),
        (For::Vpn, "`show configuration security flow tcp-mss`: the value is noted, for the way back"),
    ],
};

/// The zone of both tunnels of every connection: AWS may answer on the other one.
const ZONE: &str = "ng-aws";

fn files(router: &RouterConfig) -> Result<Vec<File>, Fault> {
    let unbound = router.is_unbound();
    let secret = router.direct_connects.iter().any(|one| one.key.is_some())
        || router.vpns.iter().flat_map(|vpn| &vpn.tunnels).any(|tunnel| tunnel.key.is_some());
    let (tree, back) = (statements(router), printer::removal(router));
    let undo = format!("{}.rollback.set", router.router);
    let mut files = Vec::new();
    for ending in ["set", "conf"] {
        let heading = head(router, &uplinks(router), unbound, &undo, &touches(router));
        let text = match ending {
            "set" => printer::set(&heading, &tree)?,
            _ => printer::curly(&heading, &tree)?,
        };
        files.push(File { ending: ending.to_owned(), text, unbound, secret });
    }
    files.push(File::plain("rollback.set", back?));
    Ok(files)
}

/// Units and settings of the device have no names of their own.
fn touches(router: &RouterConfig) -> Touches {
    let mut also = Vec::new();
    for one in &router.direct_connects {
        let mtu = if one.mtu > 1500 { " and mtu" } else { "" };
        also.push(format!("vlan-tagging{mtu} of {}, its unit {}", one.interface, one.vlan));
    }
    let tunnels = router.vpns.iter().flat_map(|vpn| &vpn.tunnels);
    also.extend(tunnels.map(|tunnel| format!("st0 unit {}", tunnel.number)));
    if !router.vpns.is_empty() && router.mss.is_some() {
        also.push("security flow tcp-mss ipsec-vpn".to_owned());
    }
    if router.greenfield {
        also.push("routing-options router-id and autonomous-system".to_owned());
    }
    if router.site_prefixes.iter().any(|prefix| matches!(router.anchor(*prefix), Some(Anchor::Aggregate(_)))) {
        also.push("routing-options aggregate".to_owned());
    }
    Touches { also, ..Touches::own() }
}

fn statements(router: &RouterConfig) -> Vec<Statement> {
    let mut all = vec![interfaces(router)];
    if router.platform == Platform::JuniperSrx {
        all.push(srx::security(router));
    }
    all.push(policy::options(router));
    all.push(policy::routing_options(router));
    all.push(policy::protocols(router));
    all.retain(|statement| !statement.is_empty());
    all
}

fn interfaces(router: &RouterConfig) -> Statement {
    let mut all = Vec::new();
    for one in &router.direct_connects {
        all.push(port(router, one));
    }
    let units = router.vpns.iter().flat_map(srx::units).collect::<Vec<_>>();
    if !units.is_empty() {
        all.push(block("st0", units));
    }
    block("interfaces", all)
}

fn port(router: &RouterConfig, one: &DirectConnect) -> Statement {
    let limit = router.platform.capabilities().description;
    let mut family = Vec::new();
    if one.mtu > 1500 {
        family.push(leaf("mtu", one.mtu));
    }
    family.push(leaf("address", format!("{}/30", one.own())));
    let mut unit = vec![quoted("description", harmless(&format!("ng {} {}", one.name, one.description), limit))];
    unit.push(leaf("vlan-id", one.vlan));
    unit.push(block("family inet", family));
    let mut all = vec![remark(format!(
        "{}: Direct Connect, VLAN {}, AWS {}, this router {}",
        one.name,
        one.vlan,
        one.aws(),
        one.own()
    ))];
    if let Some(mss) = router.mss {
        all.push(remark(format!("the site's lowest MSS is {mss}: clamp it here where the card can, by hand")));
    }
    if one.mtu > 1500 {
        all.push(remark("the port's MTU concerns everything on it: note the old value"));
        all.push(leaf("mtu", 9216));
    }
    all.push(word("vlan-tagging"));
    all.push(block(format!("unit {}", one.vlan), unit));
    block(one.interface.clone(), all)
}

/// The interface with its unit.
fn with_unit(interface: &str) -> String {
    if interface.contains('.') { interface.to_owned() } else { format!("{interface}.0") }
}

/// `ng-inet-t1`
fn tunnel_name(vpn: &crate::net::Name, number: u8) -> String {
    object(&[vpn.as_str(), &format!("t{number}")])
}
