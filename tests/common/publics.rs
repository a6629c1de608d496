//! Public virtual interfaces in random documents with sites, and edits of them.

use std::fmt::Write as _;

use super::dice::Dice;
use super::sites::port;

/// A public virtual interface now and then, by dice of its own.
pub fn add(platforms: &[&str], site: usize, asn: &str, text: &mut String) {
    let dice = &mut Dice::new(text.len() as u64 ^ 0x9b11c);
    // Terraform takes no larger number there.
    if asn.len() > 5 || dice.one_in(2) {
        return;
    }
    let router = dice.roll(platforms.len());
    let vlan = 3000 + dice.roll(900);
    let port = port(platforms[router], 3);
    let prefixes = dice.pick(&["45.12.0.0/22", "45.12.0.0/24, 45.12.9.0/24", "45.12.0.0/24"]);
    let prefixes = prefixes.replace("45.12.", &format!("45.{}.", 12 + site));
    let link = dice.pick(&[("1/30", "2/30"), ("6/30", "5/30"), ("8/31", "9/31"), ("11/31", "10/31")]);
    let [scope, accept] =
        [["region", "continent", "global"], ["region", "continent", "all"]].map(|all| dice.pick(&all));
    let more =
        dice.pick(&["", "bfd: false, ", "bfd: {interval: 1000, multiplier: 3}, ", "key: {secret: corp/public}, "]);
    let _ = writeln!(
        text,
        "      public: {{direct_connect: {{router: edge-{router}, interface: {port}, connection: dxcon-ffabc98{site}, vlan: {vlan}, {more}public: \
         {{prefixes: [{prefixes}], amazon_address: 45.99.{site}.{}, customer_address: 45.99.{site}.{}, scope: {scope}, accept: {accept}}}}}}}",
        link.0, link.1
    );
    if dice.one_in(2) {
        carry(router, platforms[router], site, text);
    }
}

/// Tunnels of the last site's first VPN connection on a router over its public virtual interface: from the address of that, or from a loopback.
fn carry(router: usize, platform: &str, site: usize, text: &mut String) {
    let start = text.rfind("    uplinks:\n").unwrap_or_default();
    let ends_there =
        |line: &&str| line.contains(&format!("{{vpn: {{router: edge-{router}, ")) && !line.contains("accelerate");
    let Some(line) = text[start..].lines().find(ends_there).map(str::to_owned) else { return };
    let gone = ["interface: ", "outside_ip: ", "local_address: ", "next_hop: ", "vrf: "];
    let parts: Vec<&str> = line.split(", ").filter(|part| !gone.iter().any(|word| part.starts_with(word))).collect();
    let loopback = match platform {
        "linux" => "lo",
        "cisco-ios-xe" => "Loopback10",
        _ => "lo0",
    };
    let from = format!("over: public, interface: {loopback}, outside_ip: 45.{}.0.7", 12 + site);
    let own = if line.len() % 2 == 0 { "over: public" } else { &from };
    let carried =
        parts.join(", ").replacen(&format!("router: edge-{router}"), &format!("router: edge-{router}, {own}"), 1);
    // What stood last closes the connection.
    let closed = if carried.ends_with('}') { carried } else { carried + "}}" };
    text.replace_range(start.., &text[start..].replacen(&line, &closed, 1));
}

/// The document with another scope, with other routes accepted, or without them; nothing now and then, and where there are none.
pub fn edited(text: &str) -> Option<String> {
    let dice = &mut Dice::new(text.len() as u64);
    if !text.contains("public: {") || !dice.one_in(3) {
        return None;
    }
    let swap = |from: &str, to: &str| text.replacen(from, to, 1);
    Some(match dice.roll(4) {
        0 => swap("accept: all", "accept: region"),
        1 => swap("accept: continent", "accept: all"),
        2 => swap("scope: region", "scope: global"),
        _ if text.contains("over: public, interface") => swap("over: public, ", ""),
        _ if text.contains("over: public") => return None,
        _ => text.lines().filter(|line| !line.starts_with("      public: ")).flat_map(|line| [line, "\n"]).collect(),
    })
}
