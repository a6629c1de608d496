//! Sites for people at a terminal: every session with both ends, what passes over it, and in which order.

use super::columns::{Columns, apart};
use super::words::{join, site_end};
use crate::network::Site;
use crate::plan::{InterfaceKind, Plan, Resilience, RoutingPlan, SitePlan};

/// A section for each site.
pub(super) fn print(plan: &Plan<'_>, out: &mut String) {
    for site in &plan.sites {
        print_site(plan, site, out);
    }
}

fn print_site(plan: &Plan<'_>, decided: &SitePlan, out: &mut String) {
    let site = plan.network.site(decided.site);
    out.push('\n');
    let end = site_end(plan.network, site.end);
    let level = Resilience::of(site).level;
    let levels = format!("{}, {}", level.name(), level.availability());
    apart(out, &format!("site {}  AS {}, at {end}", site.name, site.asn.value), &levels);
    let own = join(site.prefixes.iter().map(|prefix| prefix.value), ", ");
    let announced = join(&decided.announced, ", ");
    let mut told = Columns::default();
    told.row(["to AWS".to_owned(), own]);
    told.row(["from AWS".to_owned(), if announced.is_empty() { "nothing".to_owned() } else { announced }]);
    told.print(out, 2);
    let mut rows = sessions(site, decided);
    rows.sort();
    let mut columns = Columns::default();
    columns.row(["order", "uplink", "router", "AWS", "router", "over"]);
    for (_, row) in rows {
        columns.row(row);
    }
    columns.print(out, 2);
}

/// The sessions by rank and name.
fn sessions(site: &Site, decided: &SitePlan) -> Vec<(u8, [String; 6])> {
    let mut rows = Vec::new();
    let place = |of_site: u8| (u16::from(of_site) + 1).to_string();
    for one in &decided.interfaces {
        let uplink = &site.uplinks[one.uplink.index];
        let kind = match one.kind {
            InterfaceKind::Private => "private",
            InterfaceKind::Transit => "transit",
        };
        rows.push((
            one.rank.of_site,
            [
                place(one.rank.of_site),
                uplink.name.to_string(),
                site.router(uplink.router).name.to_string(),
                format!("{} AS {}", one.link.amazon(), one.amazon_asn),
                one.link.router().to_string(),
                format!("{kind} VLAN {} of {}, MTU {}", one.vlan, one.connection, one.mtu),
            ],
        ));
    }
    for one in &decided.vpns {
        let uplink = &site.uplinks[one.uplink.index];
        for (number, tunnel) in (1..).zip(&one.tunnels) {
            let asn = match (&one.routing, one.amazon_asn) {
                (RoutingPlan::Bgp, Some(asn)) => format!(" AS {asn}"),
                _ => " static".to_owned(),
            };
            rows.push((
                one.rank.of_site,
                [
                    place(one.rank.of_site),
                    format!("{} tunnel {number}", uplink.name),
                    site.router(uplink.router).name.to_string(),
                    format!("{}{asn}", tunnel.inside.amazon()),
                    tunnel.inside.router().to_string(),
                    format!("VPN from {}, MTU {}, MSS {}", one.customer.address, one.sizes.mtu, one.sizes.mss),
                ],
            ));
        }
    }
    rows
}
