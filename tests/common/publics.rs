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
        _ => text.lines().filter(|line| !line.starts_with("      public: ")).flat_map(|line| [line, "\n"]).collect(),
    })
}
