//! The sheet of links that people get: its rows say what the routers' files and AWS say.

use std::collections::BTreeMap;

use super::aws::Kind;
use super::connect::PeerEnd;
use super::intent::{Site, Way};
use super::session::Talk;

/// Says what a row of `links.md` has wrong.
pub fn wrong(site: &Site, talks: &[Talk<'_>], files: &BTreeMap<String, String>) -> Vec<String> {
    let path = format!("routers/{}/handover/links.md", site.name);
    let Some(text) = files.get(&path) else {
        let silent = talks.is_empty();
        return if silent { Vec::new() } else { vec![format!("no {path}")] };
    };
    let rows: Vec<Vec<&str>> = text
        .lines()
        .filter_map(|line| line.strip_prefix("| ")?.strip_suffix(" |"))
        .map(|line| line.split(" | ").collect())
        .collect();
    let mut found = Vec::new();
    for talk in talks {
        let expected = row(talk);
        let own: Vec<_> = rows.iter().filter(|row| row.first().is_some_and(|name| *name == expected[0])).collect();
        if own.len() != 1 || *own[0] != expected {
            found.push(format!("{path}: {own:?}, not {expected:?}"));
        }
    }
    found
}

/// A row as it has to be.
fn row(talk: &Talk<'_>) -> Vec<String> {
    let (end, session) = (talk.end, talk.session);
    let text = |value: &dyn std::fmt::Display| value.to_string();
    let own = |address: std::net::Ipv4Addr| format!("{address}/30");
    let preference = text(&session.inward.preference.unwrap_or_default());
    match &talk.uplink.way {
        Way::Direct(direct) => {
            let community = session.outward.communities.first().map_or("", String::as_str);
            let level = match community {
                "7224:7300" => "high",
                "7224:7200" => "medium",
                _ => "low",
            };
            vec![
                talk.name.to_owned(),
                talk.uplink.router.clone(),
                format!("`{}`", talk.uplink.interface),
                text(&direct.vlan),
                own(end.aws),
                own(end.router),
                text(&session.remote),
                text(&end.customer_asn),
                text(&direct.mtu),
                direct.bfd.as_ref().map_or_else(|| "no".to_owned(), |(_, words)| words.clone()),
                preference,
                format!("{level} ({community})"),
            ]
        }
        Way::Peer(peer) => {
            let Kind::Peer(PeerEnd { outer: [aws, _], inside, .. }) = &end.kind else { return Vec::new() };
            let hosts: Vec<String> = inside.hosts().take(3).map(|host| host.to_string()).collect();
            vec![
                talk.name.to_owned(),
                talk.uplink.router.clone(),
                format!("`{}`", talk.uplink.interface),
                text(&peer.address),
                text(aws),
                format!("{} and {}, /29", hosts[1], hosts[2]),
                format!("{}/29", hosts[0]),
                text(&session.remote),
                text(&end.customer_asn),
                text(&peer.sizes().0),
                preference,
                format!("{}, {}", session.outward.prepends.len(), session.outward.med),
            ]
        }
        Way::Vpn(vpn) => vec![
            format!("{} tunnel {}", talk.name, end.tunnel),
            talk.uplink.router.clone(),
            format!("`{}`", talk.uplink.interface),
            if vpn.source == vpn.outside {
                text(&vpn.outside)
            } else {
                format!("{}, seen as {}", vpn.source, vpn.outside)
            },
            "known after deployment".to_owned(),
            own(end.aws),
            own(end.router),
            text(&session.remote),
            text(&end.customer_asn),
            text(&vpn.sizes.0),
            preference,
            format!("{}, {}", session.outward.prepends.len(), session.outward.med),
        ],
    }
}
