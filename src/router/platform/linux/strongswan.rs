//! strongSwan's files of a Linux router: connections, the daemon's own settings, and keys once all are there. In comes a router with its VPN
//! connections, out go files in the words of `swanctl.conf`.
//! <https://docs.strongswan.org/docs/latest/swanctl/swanctlConf.html>

use std::collections::BTreeSet;
use std::net::Ipv4Addr;

use serde::Serialize;

use super::{also, heading, heading_of};
use crate::router::config::{RouterConfig, Tunnel, Vpn};
use crate::router::head::{Touches, head};
use crate::router::names::object;
use crate::router::render::{Fault, File, Template, render};
use crate::uplink::crypto::{Encryption, Group, Hash, Proposal};
use crate::uplink::options::TunnelOptions;

#[derive(Serialize)]
struct Strongswan {
    head: Vec<String>,
    connections: Vec<Connection>,
    limits: Vec<String>,
}

/// A tunnel as strongSwan sees it.
#[derive(Serialize)]
struct Connection {
    name: String,
    comment: String,
    local: Ipv4Addr,
    identity: Ipv4Addr,
    remote: Vec<Ipv4Addr>,
    unbound: Vec<String>,
    ike: String,
    esp: String,
    dpd: u32,
    ike_times: Times,
    esp_times: Times,
    replay_window: u32,
    /// ESP travels in UDP whether or not NAT is seen: a list of none or one.
    encapsulated: Vec<&'static str>,
    id: u16,
    key: Vec<String>,
}

/// When an association is rekeyed, in seconds: earlier than AWS would, at a moment that varies.
#[derive(Serialize)]
struct Times {
    rekey: u32,
    over: u32,
    hard: u32,
    random: u32,
}

impl Times {
    /// One part in `over` of the hard lifetime is left, or up to one part in `random` more; more than that where AWS would come first.
    fn of(hard: u32, options: &TunnelOptions, over: u32, random: u32) -> Self {
        let rekey = (hard - hard / over).min(options.before_aws(hard));
        Self { rekey, over: hard - rekey, hard, random: hard / random }
    }
}

/// The connections, the daemon's own settings, and the keys once all are there.
pub(super) fn strongswan(router: &RouterConfig) -> Result<Vec<File>, Fault> {
    let unbound = router.vpns.iter().any(Vpn::is_unbound);
    let undo = format!("{}.rollback.sh", router.router);
    let connections =
        router.vpns.iter().flat_map(|vpn| vpn.tunnels.iter().zip(1..).map(|(tunnel, n)| connection(vpn, tunnel, n)));
    let what = "strongSwan's connections";
    let limits: BTreeSet<String> = router.vpns.iter().map(|vpn| vpn.options.hours().join(" and ")).collect();
    let limits = vec![limits.into_iter().collect::<Vec<_>>().join("; ")];
    let head = head(router, what, unbound, &undo, &Touches::own());
    let mut view = Strongswan { head, connections: connections.collect(), limits };
    let text = render(Template::LinuxSwanctl, &view)?;
    let mut files = vec![File { ending: "swanctl.conf".to_owned(), text, unbound, secret: false }];
    view.head = heading_of(router, "strongSwan's daemon", &also("charon for all its connections"));
    files.push(File::plain("strongswan.conf", render(Template::LinuxStrongswan, &view)?));
    if !unbound {
        view.head = heading(router, "keys, mode 0600, in no repository");
        let text = render(Template::LinuxSecrets, &view)?;
        files.push(File { ending: "secrets.conf".to_owned(), text, unbound: false, secret: true });
    }
    Ok(files)
}

fn connection(vpn: &Vpn, tunnel: &Tunnel, number: u8) -> Connection {
    let missing = tunnel.outside.is_none() || tunnel.key.is_none();
    Connection {
        name: connection_name(vpn, number),
        comment: format!("Tunnel {number} of 2 of {}: {}", vpn.name, inside(vpn, tunnel)),
        local: vpn.source(),
        identity: vpn.outside,
        remote: tunnel.outside.into_iter().collect(),
        unbound: if missing { vec![format!("{}.t{number}", vpn.name)] } else { Vec::new() },
        ike: ike(vpn.crypto.phase1),
        esp: esp(vpn.crypto.phase2),
        dpd: vpn.options.dpd_silence(),
        ike_times: Times::of(vpn.options.phase1_lifetime, &vpn.options, 10, 20),
        esp_times: Times::of(vpn.options.phase2_lifetime, &vpn.options, 5, 15),
        replay_window: vpn.options.replay_window,
        encapsulated: if vpn.accelerated { vec!["yes"] } else { Vec::new() },
        id: tunnel.number,
        key: tunnel.key.iter().map(|key| key.reveal().to_owned()).collect(),
    }
}

/// `inside 169.254.16.0/30, AWS .1, this router .2`
pub(super) fn inside(vpn: &Vpn, tunnel: &Tunnel) -> String {
    let [aws, own] = [tunnel.aws(), tunnel.own()].map(|address| address.octets()[3]);
    let phase2 = vpn.crypto.phase2.words(2);
    format!("inside {}, AWS .{aws}, this router .{own}, ESP {phase2}", tunnel.inside)
}

pub(super) fn connection_name(vpn: &Vpn, number: u8) -> String {
    object(&[vpn.name.as_str(), &format!("t{number}")])
}

/// `aes256-sha384-ecp384`. With AES-GCM the pseudo-random function has to be named, or strongSwan refuses the proposal.
fn ike(phase: Proposal) -> String {
    let prf = if phase.encryption.is_gcm() { "prf" } else { "" };
    format!("{}-{prf}{}-{}", cipher(phase.encryption), hash(phase.hash), group(phase.group))
}

/// `aes256gcm16-ecp384`. AES-GCM beside a hash would be taken without a word, so none is written.
fn esp(phase: Proposal) -> String {
    let integrity = if phase.encryption.is_gcm() { String::new() } else { format!("{}-", hash(phase.hash)) };
    format!("{}-{integrity}{}", cipher(phase.encryption), group(phase.group))
}

const fn cipher(encryption: Encryption) -> &'static str {
    match encryption {
        Encryption::Aes128 => "aes128",
        Encryption::Aes256 => "aes256",
        Encryption::Aes128Gcm16 => "aes128gcm16",
        Encryption::Aes256Gcm16 => "aes256gcm16",
    }
}

const fn hash(hash: Hash) -> &'static str {
    match hash {
        Hash::Sha1 => "sha1",
        Hash::Sha256 => "sha256",
        Hash::Sha384 => "sha384",
        Hash::Sha512 => "sha512",
    }
}

const fn group(group: Group) -> &'static str {
    match group {
        Group::G14 => "modp2048",
        Group::G15 => "modp3072",
        Group::G16 => "modp4096",
        Group::G17 => "modp6144",
        Group::G18 => "modp8192",
        Group::G19 => "ecp256",
        Group::G20 => "ecp384",
        Group::G21 => "ecp521",
    }
}
