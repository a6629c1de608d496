//! Multipath, host routes, front-door VRFs and the timing of BFD in the files and sheets of every platform.

use std::net::Ipv4Addr;

use super::sample;
use super::tests::{configuration, rendered};
use super::{Rendered, RouterConfig, check, handover};
use crate::diagnostic::Diagnostics;
use crate::uplink::bfd::Bfd;
use crate::uplink::platform::Platform;

/// `maximum-paths` or its like is configured where the router has equal paths and multipath is on, since it concerns every other prefix.
#[test]
fn equal_paths_are_all_used_where_multipath_is_on() {
    for platform in Platform::ALL.iter().filter(|one| one.capabilities().vpn) {
        let words: &[&str] = match platform {
            Platform::Linux => &[],
            Platform::CiscoIosXe => &["\n  maximum-paths 2\n"],
            Platform::Other => &["\n| equal paths | `2 at once` |\n"],
            Platform::JuniperSrx | Platform::JuniperMx => &[
                "\nset protocols bgp group ng-inet multipath\n",
                "\nset routing-options forwarding-table export ng-balance\n",
                "\nset policy-options policy-statement ng-balance then load-balance per-packet\n",
            ],
        };
        for multipath in [true, false] {
            let router =
                RouterConfig { multipath: multipath || platform.capabilities().multipath, ..sample::vpn(*platform) };
            let sheet =
                rendered(router.clone()).public.into_iter().find(|file| file.path.ends_with("checks.md")).unwrap();
            let all = sheet.text.contains("2 equal paths at once");
            assert_eq!(all, router.multipath, "{platform}: {}", sheet.text);
            assert_ne!(all, sheet.text.contains("one of 2 equal paths"), "{platform}");
            let [text, _] = configuration(router);
            assert!(words.iter().all(|word| text.contains(word) == multipath), "{platform}: {text}");
        }
    }
}

/// Without equal paths nothing is stated, whatever multipath is.
#[test]
fn a_router_with_one_path_states_no_maximum() {
    for platform in Platform::ALL {
        let router = RouterConfig { multipath: true, ..sample::direct_connect(*platform) };
        assert_eq!(router.asked_paths(), None);
        let [text, _] = configuration(router);
        assert!(
            !text.contains("maximum-paths") && !text.contains("multipath") && !text.contains("ng-balance"),
            "{text}"
        );
    }
}

#[test]
fn the_timing_of_bfd_reaches_files_and_sheets() {
    for platform in Platform::ALL {
        let mut router = sample::direct_connect(*platform);
        router.direct_connects[0].bfd = Bfd::new(1000, 4);
        let words: &[&str] = match platform {
            Platform::Linux => &[
                " bfd profile ng-dx-1000x4\n",
                " profile ng-dx-1000x4\n  detect-multiplier 4\n  receive-interval 1000\n  transmit-interval 1000\n",
            ],
            Platform::CiscoIosXe => &["\n bfd interval 1000 min_rx 1000 multiplier 4\n"],
            Platform::Other => &["\n| BFD interval in milliseconds | `1000` |\n| BFD multiplier | `4` |\n"],
            Platform::JuniperSrx | Platform::JuniperMx => {
                &["bfd-liveness-detection minimum-interval 1000\n", "bfd-liveness-detection multiplier 4\n"]
            }
        };
        let sheets: String =
            handover(&[router.clone(), sample::vpn(Platform::Linux)]).into_iter().map(|file| file.text).collect();
        assert!(sheets.contains("1000 ms x 4") && sheets.contains("| 4 s |"), "{platform}: {sheets}");
        let [text, _] = configuration(router);
        assert!(words.iter().all(|word| text.contains(word)) && !text.contains("interval 300"), "{platform}: {text}");
    }
}

/// The files of a router that has host routes, bound or not, without handover.
fn with_next_hop(platform: Platform, is_bound: bool) -> String {
    let mut router = sample::vpn(platform);
    router.vpns[0].next_hop = Some(Ipv4Addr::new(203, 0, 113, 1));
    let router = if is_bound { sample::bound(router) } else { router };
    let Rendered { public, secret } = rendered(router);
    public.into_iter().chain(secret).map(|file| file.text).collect()
}

/// A marker stands for a host route until the outside address is known, then a route by the provider's router, and the rollback names it.
#[test]
fn host_routes_lead_past_the_tunnels() {
    for platform in Platform::ALL.iter().filter(|one| one.capabilities().vpn) {
        let unbound = with_next_hop(*platform, false);
        let routes: &[&str] = match platform {
            Platform::Linux => {
                &["\nip route 198.51.100.2/32 203.0.113.1 eth1\n", "\nno ip route 198.51.100.2/32 203.0.113.1 eth1\n"]
            }
            Platform::CiscoIosXe => &[
                "\nip route 198.51.100.2 255.255.255.255 GigabitEthernet2 203.0.113.1\n",
                "\nno ip route 198.51.100.2 255.255.255.255 GigabitEthernet2 203.0.113.1\n",
            ],
            Platform::Other => {
                &["\n| to | `198.51.100.2/32` |\n| interface | `wan1` |\n| next hop | `203.0.113.1` |\n"]
            }
            Platform::JuniperSrx | Platform::JuniperMx => &[
                "\nset routing-options static route 198.51.100.2/32 next-hop 203.0.113.1\n",
                "\ndelete routing-options static route 198.51.100.2/32\n",
            ],
        };
        assert!(
            unbound.contains("netgen-unbound-host-route inet.t2") && !unbound.contains("198.51.100.2"),
            "{unbound}"
        );
        let text = with_next_hop(*platform, true);
        assert!(
            routes.iter().all(|route| text.contains(route)) && !text.contains("netgen-unbound"),
            "{platform}: {text}"
        );
    }
}

/// AWS is looked for in the VRF of the interface. On Junos the interface says it, and Linux has none.
#[test]
fn a_front_door_is_where_the_tunnels_packets_leave() {
    for platform in Platform::ALL.iter().filter(|one| one.capabilities().vpn) {
        let mut router = sample::vpn(*platform);
        router.vpns[0].next_hop = None;
        router.vpns[0].vrf = Some("INET".parse().unwrap());
        let mut found = Diagnostics::default();
        check(&router, &mut found);
        if !platform.capabilities().front_door {
            let messages: Vec<_> = found.sorted().iter().map(|one| one.message.clone()).collect();
            assert_eq!(messages, ["router `edge-2`: `linux` cannot reach AWS through a VRF (`inet`)"]);
            continue;
        }
        assert!(found.sorted().is_empty(), "{platform}: {found:?}");
        let words: &[&str] = match platform {
            Platform::CiscoIosXe => &[
                "\ncrypto ikev2 policy NG-IKE-INET-203-0-113-10\n match fvrf INET\n match address local 203.0.113.10\n",
                "\ncrypto ikev2 profile NG-INET-T2\n match fvrf INET\n match identity remote address 198.51.100.2 ",
                "\n tunnel source GigabitEthernet2\n tunnel mode ipsec ipv4\n tunnel vrf INET\n",
            ],
            Platform::Other => &["\n| VRF outside | `INET` |\n"],
            _ => &["\n# AWS is reached by routing instance INET of ge-0/0/1.0, the tunnels are outside of it\n"],
        };
        let Rendered { public, secret } = rendered(sample::bound(router));
        let text: String = secret.iter().map(|file| file.text.as_str()).collect();
        assert!(words.iter().all(|word| text.contains(word)), "{platform}: {text}");
        let all: String = public.iter().map(|file| file.text.as_str()).collect();
        assert!(
            !text.contains("ip route 198.51.100.2") && !text.contains("route 198.51.100.2/32"),
            "{platform}: {text}"
        );
        assert!(all.contains("in VRF `INET`, whose default route leads to the provider"), "{platform}: {all}");
        let undone =
            *platform != Platform::CiscoIosXe || all.contains("\nno crypto ikev2 policy NG-IKE-INET-203-0-113-10\n");
        let rekeyed = *platform != Platform::CiscoIosXe || all.contains("`clear crypto sa peer vrf INET 198.51.100.1`");
        assert!(undone && rekeyed, "{platform}: {all}");
    }
}
