//! The facts of a router as bytes, for a digest: what it has to do, whatever the wording of its files. A configuration goes in,
//! bytes are added to a buffer. The document's file name and the keys say nothing of the network and are left out.
//!
//! Every struct is taken apart by name, so a new field does not compile until it is part of the digest.

use super::config::{
    Carries, DirectConnect, FirstHop, Gre, Ipv6, Lan, Peer, Peer6, PublicPath, RouterConfig, RouterLag, Session6,
    Tunnel, Vpn,
};
use crate::digest::Facts;
use crate::plan::TunnelPath;
use crate::uplink::crypto::{Crypto, Proposal};
use crate::uplink::options::TunnelOptions;
use crate::uplink::preference::{Rank, Tunnels};

/// Adds the facts of a router to `facts`.
pub fn canonical(router: &RouterConfig, facts: &mut Facts) {
    let RouterConfig {
        document: _,
        site,
        router,
        platform,
        asn,
        router_id,
        lan,
        site_prefixes,
        aws_prefixes,
        lags,
        direct_connects,
        vpns,
        gres,
        peers,
        mss,
        greenfield,
        multipath,
        ipv6,
    } = router;
    facts.text(site.as_str());
    facts.text(router.as_str());
    facts.text(platform.name());
    facts.shown(asn);
    facts.shown(router_id);
    network(lan, facts);
    facts.list(site_prefixes, |facts, prefix| facts.shown(prefix));
    facts.list(aws_prefixes, |facts, prefix| facts.shown(prefix));
    facts.list(direct_connects, direct_connect);
    facts.list(vpns, vpn);
    facts.list(peers, |facts, Peer { router, address }| {
        facts.text(router.as_str());
        facts.shown(address);
    });
    facts.optional(*mss);
    facts.flag(*greenfield);
    facts.flag(*multipath);
    uplinks_besides(gres, lags, facts);
    over_ipv6(ipv6.as_ref(), facts);
}

fn uplinks_besides(gres: &[Gre], lags: &[RouterLag], facts: &mut Facts) {
    // A router without any has the digest that it always had.
    if !gres.is_empty() {
        facts.list(gres, gre);
    }
    for one in lags {
        lag(facts, one);
    }
}

/// A router without LAGs has the digest that it always had.
fn lag(facts: &mut Facts, RouterLag { interface, members, minimum }: &RouterLag) {
    facts.text(interface);
    facts.list(members, |facts, member| facts.text(member));
    facts.optional(*minimum);
}

fn over_ipv6(ipv6: Option<&Ipv6>, facts: &mut Facts) {
    // A router without it has the digest that it always had.
    if let Some(Ipv6 { prefixes, blocks, peers }) = ipv6 {
        facts.text("ipv6");
        facts.list(prefixes, |facts, prefix| facts.shown(prefix));
        facts.shown(blocks);
        facts.list(peers, |facts, Peer6 { router, address }| {
            facts.text(router.as_str());
            facts.shown(address);
        });
    }
}

fn gre(facts: &mut Facts, uplink: &Gre) {
    let Gre { name, description, rank, interface, source, remote, inside, asn, path_mtu, number } = uplink;
    facts.text(name.as_str());
    facts.text(description);
    place(*rank, facts);
    facts.text(interface);
    facts.shown(source);
    facts.shown(remote);
    facts.shown(inside);
    facts.shown(asn);
    facts.shown(path_mtu);
    facts.shown(number);
}

fn network(lan: &Lan, facts: &mut Facts) {
    let Lan { interface, address, network, contributors, first_hop } = lan;
    facts.text(interface);
    facts.shown(address);
    facts.shown(network);
    facts.list(contributors, |facts, prefix| facts.shown(prefix));
    // A network without one has the digest that it always had.
    if let Some(FirstHop { address, group, priority, until }) = first_hop {
        facts.shown(address);
        facts.shown(group);
        facts.shown(priority);
        facts.flag(until.is_some());
        if let Some(rank) = until {
            place(*rank, facts);
        }
    }
}

fn direct_connect(facts: &mut Facts, uplink: &DirectConnect) {
    // The connection is a property of the virtual interface, whose facts have it.
    let DirectConnect {
        name,
        description,
        rank,
        connection: _,
        interface,
        vlan,
        link,
        asn,
        key: _,
        mtu,
        bfd,
        carries,
        ipv6,
    } = uplink;
    facts.text(name.as_str());
    facts.text(description);
    place(*rank, facts);
    facts.text(interface);
    facts.shown(vlan);
    facts.shown(link);
    facts.shown(asn);
    facts.shown(mtu);
    facts.optional(*bfd);
    session(ipv6.as_ref(), facts);
    // One that carries the site has the digest that it always had.
    carried(carries, facts);
}

/// A session over IPv6; what is not bound has the digest that it always had.
fn session(ipv6: Option<&Session6>, facts: &mut Facts) {
    if let Some(Session6 { aws, own, length, key: _ }) = ipv6 {
        facts.shown(aws);
        facts.shown(own);
        facts.shown(length);
    }
}

fn carried(carries: &Carries, facts: &mut Facts) {
    match carries {
        Carries::Site => {}
        Carries::Tunnels(TunnelPath { source, blocks }) => {
            facts.shown(source);
            facts.list(blocks, |facts, block| facts.shown(block));
        }
        Carries::Public(PublicPath { aws, own, announced, scope, accepted, refused }) => {
            facts.text("public");
            facts.shown(aws);
            facts.shown(own);
            facts.list(announced, |facts, prefix| facts.shown(prefix));
            facts.text(scope.word());
            facts.text(accepted.word());
            facts.list(refused, |facts, prefix| facts.shown(prefix));
        }
    }
}

fn protection(crypto: Crypto, facts: &mut Facts) {
    let Crypto { phase1, phase2 } = crypto;
    proposal(phase1, facts);
    proposal(phase2, facts);
}

fn vpn(facts: &mut Facts, uplink: &Vpn) {
    let Vpn {
        name,
        description,
        rank,
        interface,
        carrier,
        outside,
        local_address,
        next_hop,
        vrf,
        path_mtu,
        asn,
        crypto,
        options,
        accelerated,
        mode,
        tunnels,
    } = uplink;
    facts.text(name.as_str());
    facts.text(description);
    place(*rank, facts);
    facts.text(interface);
    if let Some(carrier) = carrier {
        facts.text(carrier.as_str());
    }
    facts.shown(outside);
    facts.optional(*local_address);
    facts.optional(*next_hop);
    facts.optional(vrf.as_ref());
    facts.shown(path_mtu);
    facts.shown(asn);
    protection(*crypto, facts);
    timers(options, *accelerated, facts);
    facts.byte(if *mode == Tunnels::Balanced { b'b' } else { b'p' });
    facts.list(tunnels, |facts, Tunnel { number, inside, outside, key: _ }| {
        facts.shown(number);
        facts.shown(inside);
        facts.optional(*outside);
    });
}

fn timers(options: &TunnelOptions, accelerated: bool, facts: &mut Facts) {
    let TunnelOptions {
        ike_version,
        phase1_lifetime,
        phase2_lifetime,
        rekey_margin,
        rekey_fuzz,
        replay_window,
        dpd_timeout,
        dpd_action,
        startup_action,
    } = options;
    for text in [ike_version, dpd_action, startup_action] {
        facts.text(text);
    }
    for number in [phase1_lifetime, phase2_lifetime, rekey_margin, rekey_fuzz, replay_window, dpd_timeout] {
        facts.shown(number);
    }
    // One that is not has the digest that it always had.
    if accelerated {
        facts.text("accelerated");
    }
}

fn proposal(proposal: Proposal, facts: &mut Facts) {
    let Proposal { encryption, hash, group } = proposal;
    facts.shown(encryption);
    facts.shown(hash);
    facts.shown(group.number());
}

fn place(rank: Rank, facts: &mut Facts) {
    let Rank { of_site, of_kind } = rank;
    facts.bytes(&[of_site, of_kind]);
}
