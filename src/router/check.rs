//! What a platform cannot do and what its grammar does not take, found before anything is rendered. In comes a router, out go
//! findings. It never changes a value.

use std::collections::BTreeSet;

use super::config::{Anchor, DirectConnect, RouterConfig, Vpn};
use super::platform;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::net::{Cidr4, quote};
use crate::network::Network;
use crate::uplink::crypto::Hash;
use crate::uplink::preference::{Level, RANKS};

/// Checks every router of a network (NG0801 to NG0803). What is found stands where the document has the router.
pub fn check_all(network: &Network, routers: &[RouterConfig], diagnostics: &mut Diagnostics) {
    for config in routers {
        let mut own = Diagnostics::default();
        check(config, &mut own);
        let site = network.sites.iter().find(|site| site.name == config.site);
        let router = site.and_then(|site| site.routers.iter().find(|router| router.name == config.router));
        diagnostics.append(match router {
            Some(router) => own.placed(router.span),
            None => own,
        });
    }
}

/// Finds what the router's platform cannot do, and values that it does not take.
pub fn check(router: &RouterConfig, diagnostics: &mut Diagnostics) {
    let mut check = Check { router, diagnostics };
    check.capabilities();
    check.words();
    check.lags();
    check.links();
    check.first_hop();
    check.anchors();
    check.ranks();
}

pub(super) struct Check<'a> {
    pub(super) router: &'a RouterConfig,
    diagnostics: &'a mut Diagnostics,
}

impl Check<'_> {
    fn cannot(&mut self, what: &str, help: &str) {
        let RouterConfig { router, platform, .. } = self.router;
        let message = format!("router `{router}`: `{platform}` {what}");
        self.diagnostics.push(Diagnostic::new(Code::RouterCapability, message).help(help));
    }

    pub(super) fn value(&mut self, what: &str, why: &str, help: &str) {
        let message = format!("router `{}`: {what}", self.router.router);
        self.diagnostics.push(Diagnostic::new(Code::RouterValue, message).why(why).help(help));
    }

    fn capabilities(&mut self) {
        let able = self.router.platform.capabilities();
        if !able.vpn && !self.router.vpns.is_empty() {
            return self.cannot("has no VPN", "end the VPN on another router of the site");
        }
        if !able.gre && !self.router.gres.is_empty() {
            self.cannot("gets no GRE tunnels yet", "end the Connect peer on a router with `cisco-ios-xe` or `linux`");
        }
        if self.router.mss.is_some_and(|mss| mss > able.largest_clamp) {
            let what = format!("clamps TCP segments to {} bytes at most", able.largest_clamp);
            self.cannot(&what, "write `mtu: 1500` for a Connect peer of the site");
        }
        for Vpn { name, crypto, vrf, options, .. } in &self.router.vpns {
            if vrf.is_some() && !able.front_door {
                self.cannot(&format!("cannot reach AWS through a VRF (`{name}`)"), "write `next_hop` instead");
            }
            let windows = able.replay_windows;
            if !windows.is_empty() && !windows.contains(&options.replay_window) {
                let all = windows.iter().map(u32::to_string).collect::<Vec<_>>().join(", ");
                let what = format!("has no window of {} packets against replays (`{name}`)", options.replay_window);
                self.cannot(&what, &format!("write one of {all}"));
            }
            for (phase, proposal) in [(1, crypto.phase1), (2, crypto.phase2)] {
                if !able.groups.contains(&proposal.group) {
                    let what = format!("has no DH group {} (`{name}`, phase {phase})", proposal.group.number());
                    self.cannot(&what, "use group 20, 19 or 14");
                }
                if !able.encryptions.contains(&proposal.encryption) {
                    self.cannot(&format!("has no {} (`{name}`, phase {phase})", proposal.encryption), "use AES256");
                }
            }
            if crypto.phase1.encryption.is_gcm() && crypto.phase1.hash != Hash::Sha384 {
                let what = format!("`{name}`: phase 1 has {} beside {}", crypto.phase1.encryption, crypto.phase1.hash);
                self.value(
                    &what,
                    "AES-GCM needs a pseudo-random function, which AWS takes from the integrity option and some platforms tie to SHA2-384",
                    "use SHA2-384 beside it, or AES256 in phase 1",
                );
            }
        }
    }

    /// A virtual address needs a platform that makes one, and another router that talks to AWS.
    fn first_hop(&mut self) {
        let router = self.router;
        let Some(hop) = router.lan.first_hop else { return };
        if !router.platform.capabilities().first_hop {
            let what = format!("makes no virtual address ({})", hop.address);
            self.cannot(&what, "remove `virtual` for both routers, and let its owner run keepalived with `preempt_delay 120` and a script");
        } else if router.peers.is_empty() {
            let what = format!("nobody to share the virtual address {} with", hop.address);
            let why = "files are written for routers that talk BGP to AWS, and the other one does not";
            self.value(&what, why, "end an uplink with BGP on the other router, or remove `virtual`");
        }
    }

    /// Interface names are the only words that a person chooses and that reach a router unchanged.
    fn words(&mut self) {
        let router = self.router;
        let own = std::iter::once(&router.lan.interface);
        let ports = router.direct_connects.iter().map(|one| &one.interface);
        let outside = router.vpns.iter().map(|one| &one.interface);
        let carriers = router.gres.iter().map(|one| &one.interface);
        for name in own.chain(ports).chain(outside).chain(carriers) {
            let most = router.platform.capabilities().interface;
            if !platform::of(router.platform).is_interface(name) {
                let what = format!("{} is not the name of an interface of `{}`", quote(name), router.platform);
                self.value(&what, "the name is printed into commands as it is", "write it as the router shows it");
            } else if name.len() > most {
                let what = format!("the interface name {} is longer than {most} characters", quote(name));
                self.value(&what, "the platform takes no longer one", "write it as the router shows it");
            }
        }
    }

    fn links(&mut self) {
        let router = self.router;
        for one in &router.direct_connects {
            if !(1..=4094).contains(&one.vlan) {
                let what = format!("`{}` has VLAN {}", one.name, one.vlan);
                self.value(&what, "802.1Q has the tags 1 to 4094", "write the tag of the virtual interface");
            }
            if !platform::of(router.platform).stacks_vlans() && one.interface.contains('.') {
                let what = format!("`{}` is on {}, which is a part of a port", one.name, quote(&one.interface));
                let why = "the subinterface of the VLAN is added to the port itself";
                self.value(&what, why, "write the port without what follows the dot");
            }
            let added = format!("{}.{}", one.interface, one.vlan);
            let others = router.vpns.iter().filter(|vpn| !vpn.begins_at(one)).map(|vpn| &vpn.interface);
            let used = std::iter::once(&router.lan.interface).chain(others);
            if used.into_iter().any(|other| *other == added) {
                let what = format!("`{}` would take {} away from what is there", one.name, quote(&added));
                let why = "the subinterface of the VLAN is a new one, and another part of the document uses it already";
                self.value(&what, why, "correct the VLAN or the interface");
            }
            self.link_of(one);
        }
        self.tunnels();
        self.names();
    }

    /// Sizes and numbers of tunnels.
    fn tunnels(&mut self) {
        let router = self.router;
        let mut numbers = BTreeSet::new();
        for vpn in &router.vpns {
            if vpn.sizes().is_none() {
                let what = format!("`{}` has a path MTU of {}", vpn.name, vpn.path_mtu);
                self.value(
                    &what,
                    "a tunnel over it could not carry 576 bytes",
                    "write the MTU of the path, such as 1500",
                );
            }
            for tunnel in &vpn.tunnels {
                self.link(tunnel.inside);
                if !numbers.insert(tunnel.number) || tunnel.number == 0 {
                    let what = format!("two tunnels, or none, would get the number {}", tunnel.number);
                    self.value(&what, "each tunnel has an interface of its own", "give each tunnel its own number");
                }
            }
        }
        for one in router.gres.iter().filter(|one| !numbers.insert(one.number) || one.number == 0) {
            let what = format!("two tunnels, or none, would get the number {}", one.number);
            self.value(&what, "each tunnel has an interface of its own", "give each Connect peer its own /29");
        }
    }

    /// Both ends of a public one are given.
    fn link_of(&mut self, one: &DirectConnect) {
        if one.public().is_none() {
            self.link(one.link);
        }
    }

    fn link(&mut self, link: Cidr4) {
        if link.prefix() != 30 {
            let what = format!("the link {link} is no /30");
            self.value(&what, "AWS has the first address of a /30 and the router the second", "write a /30");
        }
    }

    /// Object names are made of an uplink's name and a tunnel's; `inet` with its tunnel 1 and an uplink `inet-t1` would meet.
    fn names(&mut self) {
        let router = self.router;
        let direct = router.direct_connects.iter().map(|one| &one.name);
        let all: Vec<_> = direct
            .chain(router.vpns.iter().map(|one| &one.name))
            .chain(router.gres.iter().map(|one| &one.name))
            .collect();
        if all.iter().any(|name| name.as_str() == "ibgp") {
            self.value(
                "an uplink is named `ibgp`",
                "the sessions between the routers are named so",
                "rename the uplink",
            );
        }
        for vpn in &router.vpns {
            for number in [1, 2] {
                let taken = format!("{}-t{number}", vpn.name);
                if all.iter().any(|name| name.as_str() == taken) {
                    let what = format!("an uplink `{taken}` beside tunnel {number} of `{}`", vpn.name);
                    self.value(&what, "both would give objects on the router the same names", "rename one of them");
                }
            }
        }
    }

    fn anchors(&mut self) {
        let router = self.router;
        let unnamed: Vec<Cidr4> = router.unnamed().collect();
        if !unnamed.is_empty() {
            let (name, some) = (&router.router, some(&unnamed));
            let message = format!("router `{name}`: only routes to exactly these announce them: {some}");
            let why = "neither the network of its LAN nor a network of `lan.contributors` lies inside, so each is announced while the \
                       router has a route to exactly it, and withdrawn when that is gone";
            let help = "name in `lan.contributors` what the router learns from the site: the prefix itself, or a network inside";
            self.diagnostics.push(Diagnostic::new(Code::RouterAnchor, message).why(why).help(help));
        }
        if router.greenfield || router.platform.capabilities().anchors_by_route {
            return;
        }
        let shared = router.wide().filter(|(_, anchor)| matches!(anchor, Anchor::Learned(_)));
        let shared: Vec<Cidr4> = shared.map(|(prefix, _)| prefix).collect();
        if !shared.is_empty() {
            let (name, platform, some) = (&router.router, router.platform, some(&shared));
            let message = format!("router `{name}`: on `{platform}` other routes could keep {some} announced");
            let why = "its aggregate lives as long as any longer route of BGP, and something else runs on the router";
            let help = "announce what the router has a route to: write that into `prefixes` and `lan.contributors`; \
                        or write `greenfield: true` if nothing else runs on the site's routers";
            self.diagnostics.push(Diagnostic::new(Code::SharedAnchor, message).why(why).help(help));
        }
    }

    fn ranks(&mut self) {
        let router = self.router;
        let ranked = router.direct_connects.iter().filter(|one| one.public().is_none());
        let direct = ranked.map(|one| (&one.name, one.rank));
        for (name, rank) in direct
            .chain(router.vpns.iter().map(|one| (&one.name, one.rank)))
            .chain(router.gres.iter().map(|one| (&one.name, one.rank)))
        {
            if rank.of_site >= RANKS {
                let what = format!("`{name}` is number {} of the site's uplinks", rank.of_site + 1);
                self.value(&what, "its local preference would not be above the usual 100", "rank at most six uplinks");
            }
        }
        for (name, rank) in router.clear().map(|one| (&one.name, one.rank)) {
            if Level::of(rank).is_none() {
                let what = format!("`{name}` is number {} of the Direct Connect uplinks", rank.of_kind + 1);
                self.value(
                    &what,
                    "AWS has three levels: 7224:7300, 7224:7200 and 7224:7100",
                    "make some of them equal",
                );
            }
        }
    }
}

/// Up to ten prefixes, and how many there are besides.
fn some(prefixes: &[Cidr4]) -> String {
    let words: Vec<String> = prefixes.iter().take(10).map(ToString::to_string).collect();
    let more = prefixes.len() - words.len();
    if more == 0 { words.join(", ") } else { format!("{} and {more} more", words.join(", ")) }
}
