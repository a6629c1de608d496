//! Random documents that combine features, each from a seed.

use std::fmt::Write as _;

use crate::common::dice::Dice;

/// A feature that a document may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Feature {
    Hub,
    Peering,
    Site,
    Ipv6,
    Acl,
}

impl Feature {
    pub const ALL: [Self; 5] = [Self::Hub, Self::Peering, Self::Site, Self::Ipv6, Self::Acl];
}

/// The choices behind a document.
pub struct Features {
    seed: u64,
    chosen: Vec<Feature>,
}

impl Features {
    pub fn of(seed: u64) -> Self {
        let mut dice = Dice::new(seed.wrapping_mul(0x9e37_79b9).wrapping_add(5));
        let chosen = Feature::ALL.into_iter().filter(|_| !dice.one_in(3)).collect();
        Self { seed, chosen }
    }

    fn has(&self, feature: Feature) -> bool {
        self.chosen.contains(&feature)
    }

    /// The pairs of features that occur together.
    pub fn pairs(&self) -> Vec<(Feature, Feature)> {
        let all = &self.chosen;
        all.iter()
            .flat_map(|one| all.iter().filter(move |other| one < *other).map(move |other| (*one, *other)))
            .collect()
    }

    pub fn document(&self) -> String {
        let dice = &mut Dice::new(self.seed.wrapping_add(99));
        let zones = dice.pick(&["[a]", "[a, b]", "[a, b, c]"]);
        let mut text = format!(
            "netgen: 1\nname: lab\nregion: us-east-1\navailability_zones: {zones}\nquotas: {{vpcs: 30, elastic_ips: 60}}\n"
        );
        // A pool that is exactly one VPC, one that holds all others, and addresses outside every pool.
        text += "address_pools: {all: 10.0.0.0/12, tight: 10.32.0.0/16, core: 10.240.0.0/16}\n";
        let segments = ["alpha", "beta", "gamma"];
        if self.has(Feature::Hub) {
            self.hub(dice, &mut text);
        }
        let count = 2 + dice.roll(4);
        if self.has(Feature::Peering) {
            let second = if count > 2 && dice.one_in(2) { ", p1: {between: [v1, v2]}" } else { "" };
            // A VPC of others, without a throw of the dice: what all other documents have stays.
            let third = if self.seed.is_multiple_of(3) {
                ", p2: {between: [v0], with: {id: vpc-0123456789abcdef0, cidr: [10.90.0.0/16, 10.91.4.0/22]}}"
            } else {
                ""
            };
            let _ = writeln!(text, "peerings: {{p0: {{between: [v0, v1]}}{second}{third}}}");
        }
        if self.has(Feature::Site) {
            self.site(dice, &mut text);
        }
        text += "vpcs:\n";
        if self.has(Feature::Hub) {
            text += "  exit: {pool: core, prefix: 24, role: [egress, inspection], attach: {to: hub}}\n";
        }
        for number in 0..count {
            let segment = segments[if number < 3 { number } else { dice.roll(3) }];
            self.vpc(dice, number, segment, &mut text);
        }
        text
    }

    /// Three segments; every pair with the internet is inspected, for one VPC has both roles.
    fn hub(&self, dice: &mut Dice, text: &mut String) {
        let (mut reaches, mut between) = ([String::new(), String::new(), String::new()], Vec::new());
        let names = ["alpha", "beta", "gamma"];
        for (index, own) in reaches.iter_mut().enumerate() {
            for other in index + 1..3 {
                if !dice.one_in(3) {
                    let _ = write!(own, "{}, ", names[other]);
                    if dice.one_in(4) {
                        between.push(format!("[{}, {}]", names[index], names[other]));
                    }
                }
            }
            if index == 0 || dice.one_in(2) {
                own.push_str("internet");
                between.push(format!("[{}, internet]", names[index]));
            }
        }
        let ipv6 = self.has(Feature::Ipv6) && !dice.one_in(3);
        let on_prem = match (self.has(Feature::Site), dice.one_in(3)) {
            (false, _) => "",
            (true, false) => ", on-prem: {reaches: [alpha]}",
            (true, true) => {
                between.push("[on-prem, internet]".to_owned());
                ", on-prem: {reaches: [alpha, internet]}"
            }
        };
        let _ = writeln!(
            text,
            "transit_gateways: {{hub: {{asn: 64512, ipv6: {ipv6}, segments: {{alpha: {{reaches: [{}]}}, beta: {{reaches: [{}]}}, gamma: {{reaches: [{}]}}{on_prem}}}, \
             internet: {{through: exit}}, inspection: {{through: exit, between: [{}]}}}}}}",
            reaches[0].trim_end_matches(", "),
            reaches[1].trim_end_matches(", "),
            reaches[2].trim_end_matches(", "),
            between.join(", ")
        );
    }

    /// A site at the transit gateway or at a VPN gateway, or one at each; over a VPN connection, Direct Connect or both.
    fn site(&self, dice: &mut Dice, text: &mut String) {
        let by_hub = self.has(Feature::Hub) && dice.one_in(2);
        let to = if by_hub { "hub, segment: on-prem" } else { "vpc/v0" };
        let vpn = "vpn: {router: gw, interface: eth1, outside_ip: 203.0.113.10, next_hop: 203.0.113.9";
        let direct =
            "dx: {direct_connect: {router: gw, interface: eth3, connection: dxcon-ffabc123, gateway: main, vlan: 300}}";
        let uplinks = match dice.roll(4) {
            0 => format!("uplinks: {{{direct}}}"),
            1 => format!("uplinks: {{{direct}, inet: {{{vpn}}}}}}}, prefer: [dx, inet]"),
            2 if !by_hub => format!("uplinks: {{inet: {{{vpn}, routing: static}}}}}}"),
            _ => format!("uplinks: {{inet: {{{vpn}}}}}}}"),
        };
        // Direct Connect alone may lead to two VPCs. Without a throw of the dice, as above.
        let several = !by_hub && !uplinks.contains("vpn") && !self.seed.is_multiple_of(3);
        let to = if several { "[vpc/v0, vpc/v1]" } else { to };
        if uplinks.contains("main") {
            *text += "direct_connect_gateways: {main: {asn: 64513}}\n";
        }
        let _ = writeln!(
            text,
            "sites:\n  tokyo: {{asn: 65001, prefixes: [192.168.0.0/18], attach: {{to: {to}}}, routers: {{gw: {{platform: linux, router_id: 192.168.1.1, \
             lan: {{interface: eth0, address: 192.168.1.1/24}}}}}}, {uplinks}}}"
        );
        if by_hub && dice.one_in(2) {
            *text += "  osaka: {asn: 65002, prefixes: [192.168.64.0/18], attach: {to: vpc/v0}, routers: {gw: {platform: linux, router_id: 192.168.65.1, \
                      lan: {interface: eth0, address: 192.168.65.1/24}}}, uplinks: {inet: {vpn: {router: gw, interface: eth1, outside_ip: 203.0.113.20}}}}\n";
        }
    }

    fn vpc(&self, dice: &mut Dice, number: usize, segment: &str, text: &mut String) {
        let block = match (number, dice.roll(3)) {
            (0, _) => "pool: tight, prefix: 16".to_owned(),
            (_, 0) => format!("cidr: 172.{}.0.0/16", 16 + number),
            _ => "pool: all, prefix: 16".to_owned(),
        };
        let attach =
            if self.has(Feature::Hub) { format!("attach: {{to: hub, segment: {segment}}}, ") } else { String::new() };
        let gateway = if self.has(Feature::Site) && number == 0 { "vpn_gateway: {asn: 64600}, " } else { "" };
        // The site is joined to the VPC unless it is joined to the segment.
        let gateway = if text.contains("to: vpc/v0") { gateway } else { "" };
        let ipv6 = if self.has(Feature::Ipv6) && !(number == 1 && dice.one_in(2)) { "ipv6: true, " } else { "" };
        let acls = match (self.has(Feature::Acl), dice.roll(2)) {
            (false, _) => String::new(),
            (true, 0) => {
                "network_acls: tiered, security_groups: {web: {ingress: [{from: internet, tcp: 443}]}}, ".to_owned()
            }
            (true, _) => {
                "network_acls: {app: {ingress: {100: {from: internet, tcp: \"1024-65535\"}}, egress: {100: {to: internet, tcp: 443}}}}, ".to_owned()
            }
        };
        let nat = dice.pick(&["", "nat: single, ", "nat: regional, "]);
        let tiers = match (self.has(Feature::Hub), dice.roll(4)) {
            (true, 0) => "app: {prefix: 24, route: transit}, data: {prefix: 24, route: local, hub: true}",
            (true, 1) => "app: {prefix: 24, route: transit}, web: {prefix: 26, route: internet, hub: true}",
            // Nothing but a deny keeps these two apart under `tiered`.
            (_, 3) => {
                "front: {prefix: 26, route: internet}, edge: {prefix: 26, route: internet}, data: {prefix: 24, route: local}"
            }
            _ => {
                "front: {prefix: 26, route: internet}, app: {prefix: 24, route: nat}, data: {prefix: 24, route: local}"
            }
        };
        let acls = if tiers.contains("app:") { acls } else { acls.replace("app:", "edge:") };
        let nat = if tiers.contains("route: nat") { nat } else { "" };
        let _ = writeln!(text, "  v{number}: {{{block}, {attach}{gateway}{ipv6}{acls}{nat}tiers: {{{tiers}}}}}");
    }
}
