//! Files of routers with what only AWS knows: every tunnel has the outside address and the key that AWS answered for its inside
//! addresses, every session on Direct Connect its key. The answer comes in any order.

use std::collections::BTreeMap;
use std::net::Ipv4Addr;

use ipnet::Ipv4Net;
use serde_json::{Value, json};

use super::aws::{self, End, Kind};
use super::common::dice::Dice;
use super::common::pipeline;
use super::dialects::cloudformation;
use super::dialects::form::Form;
use super::intent::{self, Site};
use super::lines::block;
use super::other;
use super::public;
use super::said::Said;

/// By the router's address in a tunnel, or AWS's on Direct Connect: the outside address if there is one, and the key.
pub type Facts = BTreeMap<Ipv4Addr, (Option<Ipv4Addr>, String)>;

/// Binds an answer that is made up; what is wrong then, and how many ends were bound. `change` may put a fault into the files.
pub fn wrong(
    document: &str,
    files: &BTreeMap<String, String>,
    seed: u64,
    change: impl FnOnce(&mut BTreeMap<String, String>),
) -> (Vec<String>, usize) {
    // Whoever has a second session over IPv6 is bound in `ipv6`, by an answer that has both.
    if document.contains("ipv6_prefixes:") {
        return (Vec::new(), 0);
    }
    let sites = intent::sites(document);
    let form = cloudformation::read(files).expect("templates");
    let ends = aws::ends(&form, &sites).expect("ends");
    let (facts, mut answer) = answered(&form, &sites, &ends);
    if facts.is_empty() {
        return (Vec::new(), 0);
    }
    let mut dice = Dice::new(seed);
    for at in (1..answer.len()).rev() {
        answer.swap(at, dice.roll(at + 1));
    }
    let mut bound = match pipeline::bound(document, &Value::from(answer).to_string()) {
        Ok(bound) => bound,
        Err(error) => return (vec![error], 0),
    };
    change(&mut bound);
    let mut found: Vec<String> = bound
        .iter()
        .filter(|(path, text)| {
            path.contains("unbound") || text.lines().any(|line| line.trim().starts_with("netgen-unbound"))
        })
        .map(|(path, _)| format!("{path} is not bound"))
        .collect();
    match read(&bound) {
        Ok(said) if said == facts => {}
        Ok(said) => found.push(format!("{said:?} instead of {facts:?}")),
        Err(error) => found.push(error),
    }
    (found, facts.len())
}

/// What AWS could say of all ends, and what router files have to say then.
fn answered(form: &Form, sites: &[Site], ends: &[End]) -> (Facts, Vec<Value>) {
    let (mut facts, mut answer) = (Facts::new(), Vec::new());
    let carriers = sites.iter().flat_map(|site| site.routers.keys().flat_map(|router| site.carriers(router)));
    let block = carriers.flat_map(|one| &one.blocks).next();
    for (end, n) in
        ends.iter().filter(|end| !matches!(end.kind, Kind::Tunnel { bgp: false, .. } | Kind::Peer(_))).zip(1_u8..)
    {
        let (about, fact, said) = made_up(end, n, block);
        facts.insert(about, fact);
        answer.push(said);
    }
    publics(form, &mut facts, &mut answer);
    (facts, answer)
}

/// The same of public virtual interfaces.
fn publics(form: &Form, facts: &mut Facts, answer: &mut Vec<Value>) {
    for (end, n) in public::ends(form).expect("public ends").iter().zip(101_u8..) {
        let key = format!("key_number.{n}x");
        let said =
            json!({"vlan": end.vlan, "amazonAddress": end.aws.to_string(), "amazonSideAsn": 7224, "authKey": key});
        facts.insert(end.aws.addr(), (None, key));
        answer.push(json!({"virtualInterfaces": [said]}));
    }
}

/// What AWS could say of an end.
fn made_up(end: &End, n: u8, block: Option<&Ipv4Net>) -> (Ipv4Addr, (Option<Ipv4Addr>, String), Value) {
    let key = format!("key_number.{n}x");
    let link = Ipv4Net::new(end.aws, 30).expect("a /30");
    if let Kind::Interface { vlan, .. } = end.kind {
        let said = json!({"vlan": vlan, "amazonAddress": link.to_string(), "authKey": key});
        return (end.aws, (None, key), json!({"virtualInterfaces": [said]}));
    }
    // Inside Direct Connect it is one of the gateway's own.
    let carried = matches!(end.kind, Kind::Tunnel { carried: true, .. });
    let own = block.filter(|_| carried).and_then(|block| block.hosts().nth(n.into()));
    let outside = own.unwrap_or(Ipv4Addr::new(198, 51, 100, n));
    let said = json!({"TunnelInsideCidr": link.trunc().to_string(), "OutsideIpAddress": outside.to_string(), "PreSharedKey": key});
    (end.router, (Some(outside), key), json!({"VpnConnections": [{"Options": {"TunnelOptions": [said]}}]}))
}

fn read(files: &BTreeMap<String, String>) -> Result<Facts, String> {
    let mut facts = Facts::new();
    for (path, text) in files {
        let (router, ending) = path.split_once('.').unwrap_or_default();
        let mut own = Facts::new();
        let result = match ending {
            "cfg" => ios(&Said::indented(text), &mut own),
            "set" => junos(&Said::set_lines(text)?, &mut own),
            "conf" => junos(&Said::braces(text, ";")?, &mut own),
            "frr.conf" => {
                passwords(&Said::indented(text), &mut own);
                Ok(())
            }
            "swanctl.conf" => linux(files, router, text, &mut own),
            "values.md" => other::facts(text, &mut own),
            _ => Ok(()),
        };
        result.map_err(|error| format!("{path}: {error}"))?;
        for (about, fact) in own {
            if facts.insert(about, fact.clone()).is_some_and(|other| other != fact) {
                return Err(format!("{path} says of {about} what another file does not"));
            }
        }
    }
    Ok(facts)
}

/// Keys of BGP as IOS and FRR have them.
fn passwords(said: &Said, facts: &mut Facts) {
    for statement in said.behind("router bgp ") {
        let session = statement.split_once(" | neighbor ").and_then(|(_, rest)| rest.split_once(" password "));
        if let Some((neighbor, key)) = session {
            facts.extend(neighbor.parse().map(|neighbor| (neighbor, (None, key.to_owned()))));
        }
    }
}

fn ios(said: &Said, facts: &mut Facts) -> Result<(), String> {
    passwords(said, facts);
    for words in said.behind("interface Tunnel") {
        let Some((number, profile)) = words.split_once(" | tunnel protection ipsec profile ") else { continue };
        let own = format!("interface Tunnel{number} | ");
        let ike = said.one(&format!("crypto ipsec profile {profile} | set ikev2-profile "))?;
        let keyring = said.one(&format!("crypto ikev2 profile {ike} | keyring local "))?;
        let peer = format!("crypto ikev2 keyring {keyring} | peer AWS | ");
        let outside: Ipv4Addr = said.number(&format!("{own}tunnel destination "))?;
        let same = said.number::<Ipv4Addr>(&format!("{peer}address "))? == outside;
        if !same
            || !said
                .has(&format!("crypto ikev2 profile {ike} | match identity remote address {outside} 255.255.255.255"))
        {
            return Err(format!("Tunnel{number} has several ends"));
        }
        let address = block(said.one(&format!("{own}ip address "))?)?.addr();
        let key = said.one(&format!("{peer}pre-shared-key "))?;
        facts.insert(address, (Some(outside), key.to_owned()));
    }
    Ok(())
}

fn junos(said: &Said, facts: &mut Facts) -> Result<(), String> {
    for words in said.behind("protocols bgp group ") {
        let Some((group, key)) = words.split_once(" authentication-key ") else { continue };
        let peer = said.behind(&format!("protocols bgp group {group} neighbor "));
        let peer = peer.first().and_then(|words| words.split(' ').next()?.parse().ok()).ok_or("a key for nobody")?;
        facts.insert(peer, (None, key.trim_matches('"').to_owned()));
    }
    for words in said.behind("security ipsec vpn ") {
        let Some((vpn, unit)) = words.split_once(" bind-interface st0.") else { continue };
        let gateway = said.one(&format!("security ipsec vpn {vpn} ike gateway "))?;
        let policy = said.one(&format!("security ike gateway {gateway} ike-policy "))?;
        let key = said.one(&format!("security ike policy {policy} pre-shared-key ascii-text "))?.trim_matches('"');
        let outside = said.number(&format!("security ike gateway {gateway} address "))?;
        let address: Ipv4Net = said.number(&format!("interfaces st0 unit {unit} family inet address "))?;
        facts.insert(address.addr(), (Some(outside), key.to_owned()));
    }
    Ok(())
}

fn linux(files: &BTreeMap<String, String>, router: &str, swanctl: &str, facts: &mut Facts) -> Result<(), String> {
    let text = |ending: &str| files.get(&format!("{router}.{ending}")).ok_or_else(|| format!("no {ending}"));
    let (said, secrets) = (Said::braces(swanctl, "")?, Said::braces(text("secrets.conf")?, "")?);
    for (path, device) in files.iter().filter(|(path, _)| path.starts_with(router) && path.ends_with(".netdev")) {
        let device = Said::unit(device);
        let Some(id) = device.maybe::<u32>("Xfrm InterfaceId=")? else { continue };
        let network = Said::unit(&files[&path.replace(".netdev", ".network")]);
        let address: Ipv4Net = network.number("Network Address=")?;
        let name =
            said.behind("connections ").into_iter().find_map(|words| words.strip_suffix(&format!(" if_id_in = {id}")));
        let name = name.ok_or_else(|| format!("no connection for {id}"))?;
        let outside: Ipv4Addr = said.number(&format!("connections {name} remote_addrs = "))?;
        let ends = [format!("connections {name} remote id = "), format!("secrets ike-{name} id-2 = ")];
        let same = said.number::<Ipv4Addr>(&ends[0])? == outside && secrets.number::<Ipv4Addr>(&ends[1])? == outside;
        let key = secrets.one(&format!("secrets ike-{name} secret = "))?.trim_matches('"').to_owned();
        if !same {
            return Err(format!("{name} has several ends"));
        }
        facts.insert(address.addr(), (Some(outside), key));
    }
    Ok(())
}
