//! Sites of several VPCs in random documents, and edits of them.

use super::dice::Dice;

/// Further VPCs beside the one that every document without a transit gateway has.
const VPCS: &str = ", vpc-1: {cidr: 10.16.0.0/18, secondary_cidrs: [{cidr: 10.20.0.0/20}, {cidr: 100.64.0.0/22, routable: false}], tiers: {app: \
                        {prefix: 24, route: local, hub: true}}}, vpc-2: {cidr: 172.30.0.0/22, tiers: {app: {prefix: 26, route: local, hub: true}, db: \
                        {prefix: 26, route: local}}}";

const ENDS: [&str; 3] =
    ["{to: [vpc/vpc-0, vpc/vpc-1]}", "{to: [vpc/vpc-2, vpc/vpc-0]}", "{to: [vpc/vpc-1, vpc/vpc-2, vpc/vpc-0]}"];

/// What all sites of a document are joined to, where that is several VPCs: every second time, by dice of its own.
pub fn ends(seed: u64) -> Option<&'static str> {
    let dice = &mut Dice::new(seed.wrapping_add(0x7a11));
    dice.one_in(2).then(|| dice.pick(&ENDS))
}

/// The further VPCs, behind the one that stands at the end of a document.
pub fn add(ends: Option<&str>, text: &mut String) {
    if ends.is_some() {
        let with_ipv6 = text.contains("ipv6: true");
        text.truncate(text.trim_end().len() - 1);
        *text += &if with_ipv6 { VPCS.replace("tiers: ", "ipv6: true, tiers: ") } else { VPCS.to_owned() };
        *text += "}\n";
    }
}

/// How many uplinks of each kind a site has: a VPN connection leads to one VPC.
pub fn uplinks(ends: Option<&str>, (directs, vpns): (usize, usize)) -> (usize, usize) {
    if ends.is_some() { (directs.max(1), 0) } else { (directs, vpns) }
}

/// The document with a VPC more or less behind its Direct Connect gateway, now and then.
pub fn edited(text: &str, seed: u64) -> String {
    let dice = &mut Dice::new(seed.wrapping_add(0xe9d5));
    let Some(own) = ENDS.into_iter().find(|ends| text.contains(ends)).filter(|_| dice.one_in(3)) else {
        return text.to_owned();
    };
    text.replace(own, dice.pick(&ENDS))
}
