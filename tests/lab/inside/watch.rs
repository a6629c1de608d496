//! What passes a virtual interface, counted on the carrier's ports by nftables, apart from both ends. In comes AWS's side, out come packets:
//! encrypted ones, and those in clear.
//!
//! In clear is whatever is not known to be something else: BGP and BFD between the ends of the link, IKE and ESP between the ends of tunnels,
//! and what these hosts say of errors to each other.

use std::io::Write as _;
use std::process::{Command, Stdio};

use serde_json::Value;

use super::side::{Link, Side};
use crate::lab::shell::{Namespace, text};

/// Begins to count in the carrier's namespace. Each virtual interface has two ports there, `edge1` and `aws1`, `edge2` and `aws2`.
pub fn begin(carrier: &Namespace, side: &Side) -> Result<(), String> {
    let ends: Vec<&str> =
        side.connections.iter().filter(|one| one.is_inside).map(|one| one.customer.as_str()).collect();
    let ends = format!("{}, {}", ends.join(", "), side.block);
    let links: Vec<&str> = side.links.iter().flat_map(|link| &link.ends).map(String::as_str).collect();
    let mut rules = vec!["table netdev watch {".to_owned()];
    rules.push("  set seen { type ipv4_addr . ipv4_addr; size 64; flags dynamic; }".to_owned());
    for (n, link) in (1..).zip(&side.links) {
        let known = known(link, &ends, &links.join(", "));
        for port in [format!("edge{n}"), format!("aws{n}")] {
            rules.push(format!("  counter encrypted_{port} {{ }}\n  counter clear_{port} {{ }}\n  chain {port} {{"));
            rules.push(format!("    type filter hook ingress device \"{port}\" priority 0; policy accept;\n{known}"));
            rules
                .push(format!("    {} udp dport {{ 500, 4500 }} counter name encrypted_{port} accept", between(&ends)));
            rules.push(format!("    counter name clear_{port}\n    update @seen {{ ip saddr . ip daddr }}\n  }}"));
        }
    }
    rules.push("}\n".to_owned());
    load(carrier, &rules.join("\n"))
}

/// From and to one of these addresses.
fn between(addresses: &str) -> String {
    format!("ip saddr {{ {addresses} }} ip daddr {{ {addresses} }}")
}

/// What belongs to the link and to its ends, and is nobody's secret.
fn known(link: &Link, ends: &str, links: &str) -> String {
    let (own, all) = (between(&link.ends.join(", ")), between(&format!("{ends}, {links}")));
    format!(
        "    ether type arp accept\n    ip6 daddr ff02::/16 accept\n    {own} tcp dport 179 accept\n    {own} tcp sport 179 accept\n    \
         {own} udp dport {{ 3784, 3785 }} accept\n    ip protocol icmp {all} accept"
    )
}

fn load(place: &Namespace, rules: &str) -> Result<(), String> {
    let words = [&place.into()[1..], &["nft", "-f", "-"]].concat();
    let mut nft = Command::new("ip")
        .args(words)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| format!("nft cannot be started: {error}"))?;
    nft.stdin.take().ok_or("nft takes nothing")?.write_all(rules.as_bytes()).map_err(|error| error.to_string())?;
    let said = nft.wait_with_output().map_err(|error| error.to_string())?;
    if said.status.success() { Ok(()) } else { Err(format!("nft: {}{rules}", text(&said))) }
}

/// How many packets a counter has: `encrypted_edge1`, `clear_aws2`.
fn count(carrier: &Namespace, counter: &str) -> Result<u64, String> {
    let all = listed(carrier, &["counters"])?;
    let mut counters = all.iter().map(|one| &one["counter"]).filter(|one| one["name"] == counter);
    counters.next().and_then(|one| one["packets"].as_u64()).ok_or_else(|| format!("there is no counter {counter}"))
}

fn listed(carrier: &Namespace, what: &[&str]) -> Result<Vec<Value>, String> {
    let said = carrier.run(&[&["nft", "-j", "list"], what].concat())?;
    let said: Value = serde_json::from_str(&said).map_err(|error| format!("nft: {error}: {said}"))?;
    Ok(said["nftables"].as_array().cloned().unwrap_or_default())
}

/// How many encrypted packets passed a virtual interface so far, from the site and from AWS.
pub fn encrypted(carrier: &Namespace, link: usize) -> Result<[u64; 2], String> {
    Ok([count(carrier, &format!("encrypted_edge{link}"))?, count(carrier, &format!("encrypted_aws{link}"))?])
}

/// Nothing has passed in clear since the lab began.
pub fn nothing_in_clear(carrier: &Namespace, side: &Side) -> Result<(), String> {
    for (n, link) in (1..).zip(&side.links) {
        for (port, from) in [("edge", "the site"), ("aws", "AWS")] {
            let packets = count(carrier, &format!("clear_{port}{n}"))?;
            if packets > 0 {
                let seen = listed(carrier, &["set", "netdev", "watch", "seen"])?;
                let pairs: Vec<String> = seen.iter().map(|one| one["set"]["elem"].to_string()).collect();
                return Err(format!("{packets} packets of {from} in clear on {}: {}", link.uplink, pairs.join(" ")));
            }
        }
    }
    Ok(())
}
