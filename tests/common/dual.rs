//! IPv6 of random sites: which of them have it, and what is written for it. Everything follows from what was written before, so that all dice
//! fall as they always did.

/// Platforms whose files carry IPv6.
const PLATFORMS: [&str; 2] = ["linux", "cisco-ios-xe"];

/// IPv6 of a VPC with a VPN gateway, in two of three.
pub fn of_vpc(written: usize) -> &'static str {
    if written % 3 > 0 { ", ipv6: true" } else { "" }
}

/// How many uplinks of both kinds a site has: VPN connections carry no IPv6.
pub fn uplinks(hub: bool, text: &str, counts: (usize, usize)) -> (usize, usize) {
    if !hub && text.contains("ipv6: true") && text.len() % 3 > 0 { (2, 0) } else { counts }
}

/// Whether a site has IPv6. The number of its session has no wide form.
pub fn wanted(hub: bool, vpns: usize, asn: &str, text: &str) -> bool {
    !hub && vpns == 0 && text.contains("ipv6: true") && asn.parse().is_ok_and(|asn: u32| asn < 1 << 31)
}

/// Platforms of its routers, or those that it has without IPv6.
pub fn platforms(wanted: bool, others: Vec<&'static str>, text: &str) -> Vec<&'static str> {
    let own = (0..others.len()).map(|router| PLATFORMS[(router + text.len()) % 2]);
    if wanted { own.collect() } else { others }
}

/// Its prefixes.
pub fn prefixes(wanted: bool, site: usize, text: &str) -> String {
    let more = if text.len() % 2 == 0 { ", \"fd12:3456:7::/48\"" } else { "" };
    if wanted { format!("    ipv6_prefixes: [\"2001:db8:{site}00::/40\"{more}]\n") } else { String::new() }
}

/// The addresses of routers on its network, with `N` for a router.
pub fn lan<'a>(
    wanted: bool,
    site: usize,
    (lan, prefixes, learned): (&str, &'a str, &'a str),
) -> (String, &'a str, &'a str) {
    let own = if wanted { format!(", ipv6_address: \"2001:db8:{site}00:1::N\"") } else { String::new() };
    (lan.to_owned() + &own, prefixes, learned)
}

/// A prefix more, where there are some.
pub fn edited(text: &str) -> String {
    text.replacen("ipv6_prefixes: [", "ipv6_prefixes: [\"fd98:7::/48\", ", 1)
}
