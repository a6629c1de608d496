//! Mistakes in files that are bound, and what the reader has to say of each.

/// Faults of bound files, with a part of what is said of each. Each is of the document `site-ipv6`.
pub const FAULTS: &[(&str, &str, &str, &str, &str)] = &[
    (
        "another number of AWS over IPv6",
        "routers/tokyo/edge-1.frr.conf",
        "neighbor 2600:1f00:1::1 remote-as 64513",
        "neighbor 2600:1f00:1::1 remote-as 64512",
        "is not told `remote-as 64513`",
    ),
    (
        "ends over IPv6 exchanged",
        "routers/tokyo/edge-1.ng-dx-1.network",
        "Address=2600:1f00:1::2/125",
        "Address=2600:1f00:1::1/125",
        "no interface has 2600:1f00:1::2",
    ),
    (
        "the key of IPv4 over IPv6",
        "routers/tokyo/edge-2.cfg",
        "password key_of_six.2",
        "password key_of_four.2",
        "is not told `password key_of_six.2`",
    ),
    (
        "blocks of any length",
        "routers/tokyo/edge-1.frr.conf",
        "2000::/3 ge 56 le 56",
        "2000::/3 ge 48 le 64",
        "the router takes 2600:1f18:1:2a01::/64",
    ),
    (
        "the site's own prefix is taken",
        "routers/tokyo/edge-2.cfg",
        "deny 2001:db8:100::/48 le 128",
        "deny 2001:db8:101::/48 le 128",
        "the router takes 2001:db8:100::/56",
    ),
    (
        "a prefix that is not announced",
        "routers/tokyo/edge-2.cfg",
        "  network 2001:db8:100::/48\n",
        "",
        "2001:db8:100::/48 is not announced",
    ),
    (
        "another preference over IPv6",
        "routers/tokyo/edge-1.frr.conf",
        "route-map NG-DX-1-OUT6 permit 10\n match ipv6 address prefix-list NG-SITE-OUT6\n set community 7224:7300",
        "route-map NG-DX-1-OUT6 permit 10\n match ipv6 address prefix-list NG-SITE-OUT6\n set community 7224:7100",
        "out is",
    ),
    (
        "IPv4 asked of a session over IPv6",
        "routers/tokyo/edge-1.frr.conf",
        "  no neighbor 2600:1f00:1::1 activate\n",
        "",
        "is asked about IPv4",
    ),
    (
        "routers that do not talk over IPv6",
        "routers/tokyo/edge-2.cfg",
        " neighbor 2001:db8:100:1::2 remote-as 65001\n",
        "",
        "no session with 2001:db8:100:1::2",
    ),
    (
        "no forwarding of IPv6",
        "routers/tokyo/edge-1.sysctl.conf",
        "net.ipv6.conf.all.forwarding = 1",
        "net.ipv6.conf.all.forwarding = 0",
        "it forwards no IPv6",
    ),
];
