//! A site behind appliances in a VPC, for random documents: Connect peers, by dice of its own.

use std::fmt::Write as _;

use super::dice::Dice;
use super::sites::port;

/// Whether a document has them.
pub fn are_there(seed: u64) -> bool {
    Dice::new(seed.wrapping_add(0x6e)).one_in(4)
}

/// The VPC of the appliances, beside the others.
pub fn vpc(is_there: bool) -> &'static str {
    if is_there { VPC } else { "" }
}

const VPC: &str =
    "  heads: {cidr: 172.28.0.0/20, attach: {to: hub, segment: cloud}, tiers: {app: {prefix: 26, route: transit}}}\n";

/// Adds the site. Its appliances are in two zones.
pub fn add(seed: u64, is_there: bool, text: &mut String) {
    if is_there {
        site(seed, text);
    }
}

fn site(seed: u64, text: &mut String) {
    let dice = &mut Dice::new(seed.wrapping_mul(0x2545_f491).wrapping_add(5));
    let routers = 1 + dice.roll(2);
    let platforms: Vec<&str> = (0..routers).map(|_| dice.pick(&["linux", "cisco-ios-xe"])).collect();
    let asn = dice.pick(&["65020", "4200000020"]);
    let _ = writeln!(text, "  wan:\n    asn: {asn}\n    prefixes: [198.18.64.0/18]");
    *text += "    attach: {to: hub, segment: on-prem}\n    routers:\n";
    for (index, platform) in platforms.iter().enumerate() {
        let (host, lan) = (2 + index, port(platform, 0));
        let _ = writeln!(
            text,
            "      head-{index}: {{platform: {platform}, router_id: 198.18.64.{host}, lan: {{interface: {lan}, address: 198.18.64.{host}/24}}}}"
        );
    }
    *text += "    uplinks:\n";
    let peers = routers + dice.roll(2);
    for peer in 0..peers {
        let router = peer % routers;
        let address = [10, 70][router];
        let mut parts = vec![
            format!("router: head-{router}, over: vpc/heads, interface: {}", port(platforms[router], 5)),
            format!("address: 172.28.0.{address}"),
        ];
        for (odds, part) in [(3, "mtu: 8500".to_owned()), (4, format!("inside: 169.254.120.{}/29", 8 * peer))] {
            if dice.one_in(odds) {
                parts.push(part);
            }
        }
        let _ = writeln!(text, "      gre-{peer}: {{connect: {{{}}}}}", parts.join(", "));
    }
    let names: Vec<String> = (0..peers).map(|peer| format!("gre-{peer}")).collect();
    if peers > 1 {
        let list = if dice.one_in(4) { format!("[{}]", names.join(", ")) } else { names.join(", ") };
        let _ = writeln!(text, "    prefer: [{list}]");
    }
}
