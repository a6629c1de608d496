//! Routers of sites: what each announces, accepts and runs, without keys.

use serde::{Deserialize, Serialize};

use crate::net::Cidr4;
use crate::router::RouterConfig;
use crate::router::config::{Carries, DirectConnect, FirstHop, Gre, Ipv6, Lan, PublicPath, RouterLag, Tunnel, Vpn};
use crate::router::update::{Files, loaded};
use crate::uplink::crypto::Proposal;
use crate::uplink::preference::{Level, TunnelPreference, local_preference};

/// A router.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RouterRecord {
    /// `tokyo/edge-1`
    pub name: String,
    /// `cisco-ios-xe`
    pub platform: String,
    /// What it announces on every uplink.
    pub announces: Vec<String>,
    /// What it accepts of AWS.
    pub accepts: Vec<String>,
    /// Settings that all of its sessions share.
    pub settings: Vec<String>,
    /// Its sessions with AWS, in the order of preference.
    pub sessions: Vec<SessionRecord>,
    /// What it loads: the text of each file by its ending, unbound and without comments.
    #[serde(default, skip_serializing_if = "Files::is_empty")]
    pub files: Files,
}

/// A BGP session with AWS, and what carries it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SessionRecord {
    /// `inet tunnel 1`, `dx-1`
    pub name: String,
    /// AWS's address in it; empty in a record of an earlier netgen.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub neighbor: String,
    /// Its properties: `rank 1`.
    pub facts: Vec<String>,
}

impl RouterRecord {
    pub(super) fn of(router: &RouterConfig, files: &Files) -> Self {
        // Taken apart by name, so that a new field does not compile until somebody has thought of it.
        let RouterConfig {
            document: _,
            site,
            router,
            platform,
            asn,
            router_id,
            lan: Lan { interface, address, network, contributors, first_hop },
            site_prefixes,
            aws_prefixes,
            lags,
            direct_connects,
            vpns,
            gres,
            peers,
            mss,
            greenfield,
            multipath,
            ipv6,
        } = router;
        let mut settings =
            vec![format!("ASN {asn}"), format!("LAN {network} on {interface}"), format!("address {address}")];
        settings.push(format!("multipath {multipath}"));
        settings.extend(first_hop.map(virtual_address));
        settings.extend(mss.map(|mss| format!("MSS {mss}")));
        settings.extend(greenfield.then(|| format!("router id {router_id}")));
        settings.extend(contributors.iter().map(|prefix| format!("alive with {prefix}")));
        settings.extend(peers.iter().map(|peer| format!("peer {} at {}", peer.router, peer.address)));
        let (mut announces, mut accepts) = (texts(site_prefixes), texts(aws_prefixes));
        over_ipv6(ipv6.as_ref(), &mut settings, [&mut announces, &mut accepts]);
        settings.extend(lags.iter().map(lag));
        Self {
            name: format!("{site}/{router}"),
            platform: platform.name().to_owned(),
            announces,
            accepts,
            settings,
            sessions: sessions(direct_connects, vpns, gres),
            files: loaded(*platform, files),
        }
    }
}

fn sessions(direct_connects: &[DirectConnect], vpns: &[Vpn], gres: &[Gre]) -> Vec<SessionRecord> {
    let sessions = direct_connects.iter().map(direct_connect).chain(vpns.iter().flat_map(vpn));
    sessions.chain(gres.iter().flat_map(gre)).collect()
}

fn texts(list: &[Cidr4]) -> Vec<String> {
    list.iter().map(ToString::to_string).collect()
}

fn over_ipv6(ipv6: Option<&Ipv6>, settings: &mut Vec<String>, [announces, accepts]: [&mut Vec<String>; 2]) {
    let Some(Ipv6 { prefixes, blocks, peers }) = ipv6 else { return };
    settings.extend(peers.iter().map(|peer| format!("peer {} at {}", peer.router, peer.address)));
    announces.extend(prefixes.iter().map(ToString::to_string));
    accepts.push(format!("IPv6 blocks of VPCs: {blocks}"));
}

fn lag(lag: &RouterLag) -> String {
    let RouterLag { interface, members, minimum } = lag;
    let minimum = minimum.map(|minimum| format!(", at least {minimum}")).unwrap_or_default();
    format!("LAG {interface} of {}{minimum}", members.join(", "))
}

fn virtual_address(hop: FirstHop) -> String {
    let FirstHop { address, group, priority, until } = hop;
    let follows = if until.is_some() { ", follows uplinks" } else { "" };
    format!("virtual address {address}, group {group}, priority {priority}{follows}")
}

fn direct_connect(one: &DirectConnect) -> SessionRecord {
    let DirectConnect {
        name,
        description: _,
        rank,
        connection,
        interface,
        vlan,
        link,
        asn,
        key: _,
        mtu,
        bfd,
        carries,
        ipv6: _,
    } = one;
    let ranked = one.public().is_none();
    let preference = ranked.then(|| format!("local preference {}", local_preference(*rank)));
    let mut facts: Vec<String> = preference.into_iter().collect();
    facts.extend([
        format!("connection {}", connection.as_str()),
        format!("VLAN {vlan} on {interface}"),
        format!("link {link}"),
        format!("neighbor ASN {asn}"),
        format!("MTU {mtu}"),
    ]);
    facts.extend(Level::of(*rank).filter(|_| ranked).map(|level| format!("community {level}")));
    facts.extend(bfd.map(|bfd| format!("BFD {bfd}")));
    let joined = |prefixes: &[Cidr4]| prefixes.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    match carries {
        Carries::Site => {}
        Carries::Tunnels(path) => {
            facts.push(format!("tunnels alone, from {} to {}", path.source, joined(&path.blocks)));
        }
        Carries::Public(PublicPath { aws, own, announced, scope, accepted, refused }) => {
            facts.push(format!("AWS {aws}, router {own}"));
            facts.push(format!("announces {} with {}", joined(announced), scope.community()));
            facts.push(format!("accepts AWS's public prefixes of {accepted}, and not {}", joined(refused)));
        }
    }
    SessionRecord { name: name.to_string(), neighbor: one.aws().to_string(), facts }
}

fn vpn(one: &Vpn) -> impl Iterator<Item = SessionRecord> {
    let Vpn {
        name,
        description: _,
        rank,
        interface,
        carrier,
        outside,
        local_address,
        next_hop,
        vrf,
        path_mtu,
        asn,
        crypto,
        options,
        accelerated,
        mode,
        tunnels,
    } = one;
    (1..).zip(tunnels).map(move |(number, tunnel)| {
        let Tunnel { number: _, inside, outside: _, key: _ } = tunnel;
        let preference = TunnelPreference::of(*rank, *mode, number);
        let mut facts = vec![
            format!("local preference {}", preference.local_preference),
            format!("prepends {}, MED {}", preference.prepends, preference.med),
            format!("outside {outside} on {interface}"),
            format!("inside {inside}"),
            format!("neighbor ASN {asn}"),
            format!("phase 1 {}, {} s", proposal(crypto.phase1), options.phase1_lifetime),
            format!("phase 2 {}, {} s", proposal(crypto.phase2), options.phase2_lifetime),
            format!("dead peer after {} s", options.dpd_timeout),
            format!("path MTU {path_mtu}"),
        ];
        facts.extend(local_address.map(|address| format!("local address {address}")));
        facts.extend(next_hop.map(|address| format!("next hop {address}")));
        facts.extend(carrier.as_ref().map(|carrier| format!("inside {carrier}")));
        facts.extend(vrf.as_ref().map(|vrf| format!("VRF {vrf}")));
        facts.extend(accelerated.then(|| "accelerated".to_owned()));
        SessionRecord { name: format!("{name} tunnel {number}"), neighbor: tunnel.aws().to_string(), facts }
    })
}

fn gre(one: &Gre) -> impl Iterator<Item = SessionRecord> {
    let Gre { name, description: _, rank: _, interface, source, remote, inside, asn, path_mtu, number: _ } = one;
    let preference = one.preference();
    let facts = vec![
        format!("local preference {}", preference.local_preference),
        format!("prepends {}, MED {}", preference.prepends, preference.med),
        format!("GRE from {source} on {interface} to {remote}"),
        format!("inside {inside}"),
        format!("neighbor ASN {asn}"),
        format!("path MTU {path_mtu}"),
    ];
    (1..).zip(one.aws()).map(move |(number, aws)| SessionRecord {
        name: format!("{name} session {number}"),
        neighbor: aws.to_string(),
        facts: facts.clone(),
    })
}

fn proposal(one: Proposal) -> String {
    format!("{} {} group {}", one.encryption, one.hash, one.group.number())
}
