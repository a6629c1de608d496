//! Faults of public virtual interfaces, and of the tunnels that they carry, that are put into rendered trees, and what the reader has to
//! say of each.

use super::faults::{Fault, SITE_HCL, SITE_JSON, TOKYO_1, faults};

const PUBLIC_2: &str = "routers/tokyo/edge-2.unbound.frr.conf";
const PUBLIC_3: [&str; 2] = ["routers/tokyo/edge-3.unbound.set", "routers/tokyo/edge-3.unbound.conf"];

faults! {
    "the site's prefix to AWS's public addresses" in "site-public":
        [(TOKYO_1, "NG-PUBLIC-1-OUT seq 30081137 permit 203.0.113.0/24", "NG-PUBLIC-1-OUT seq 30081137 permit 192.168.0.0/16")]
        says "AWS is told";
    "a public prefix in every Region" in "site-public":
        [(TOKYO_1, "set community 7224:9100", "set community 7224:9300")] says "AWS is told";
    "AWS's routes of all Regions" in "site-public":
        [(TOKYO_1, " match community NG-PUBLIC-1-IN\n", "")] says "takes what is tagged {}";
    "AWS's routes of a continent alone" in "site-public":
        [(PUBLIC_2, "permit 7224:8100", "permit 7224:8300")] says "takes what is tagged";
    "AWS's public routes for other neighbors" in "site-public":
        [(PUBLIC_2, "set community no-export", "set community 7224:1")] says "what it takes is tagged";
    "AWS's public routes between the routers of a site" in "site-public":
        [(PUBLIC_2, "ip prefix-list NG-AWS-IN seq 68096 permit 10.0.0.0/16",
          "ip prefix-list NG-AWS-IN seq 5 deny 10.9.0.0/16 le 32\nip prefix-list NG-AWS-IN seq 68096 permit 0.0.0.0/0 ge 8 le 32")]
        says "gives or takes everything";
    "private routes over a public virtual interface" in "site-public":
        [(PUBLIC_3[0], "set policy-options policy-statement ng-public-3-in term refused from route-filter 192.168.0.0/16 orlonger\n", ""),
         (PUBLIC_3[1], "                route-filter 192.168.0.0/16 orlonger;\n", "")]
        says "the router takes 192.168.0.0/16 from AWS";
    "a small limit of prefixes" in "site-public":
        [(PUBLIC_3[0], "maximum 50000", "maximum 100"), (PUBLIC_3[1], "maximum 50000", "maximum 100")] says "cut at Some(100)";
    "a public virtual interface in the zone of VPCs" in "site-public":
        [(PUBLIC_3[0], "security-zone ng-public-3-zone ", "security-zone ng-aws "),
         (PUBLIC_3[1], "security-zone ng-public-3-zone ", "security-zone ng-aws ")]
        says "it shares zone";
    "another AS of AWS's" in "site-public": [(PUBLIC_2, "remote-as 7224", "remote-as 7225")] says "calls AWS 7225";
    "ends of a public link swapped at AWS" in "site-public":
        [(SITE_HCL, "\"198.51.100.133/31\"", "\"198.51.100.135/31\"")] says "AWS's link is";
    "a prefix that AWS does not take" in "site-public":
        [(SITE_JSON, "\"203.0.112.0/24\",", "")] says "AWS takes";
    "a prefix that nothing announces" in "site-public":
        [(TOKYO_1, "  network 203.0.113.0 mask 255.255.255.0\n", "")] says "nothing announces 203.0.113.0/24";
    "a way back that forgets a list of communities" in "site-public":
        [("routers/tokyo/edge-1.rollback.cfg", "no ip community-list standard NG-PUBLIC-1-IN\n", "")]
        says "forgets ip community-list standard NG-PUBLIC-1-IN";
    "no IKE on the public interface that carries tunnels" in "site-public-ipsec":
        [("routers/osaka/edge-1.unbound.set", "public-3-zone interfaces ge-0/0/1.402 host-inbound-traffic system-services ike\n", "public-3-zone interfaces ge-0/0/1.402 host-inbound-traffic system-services ping\n"),
         ("routers/osaka/edge-1.unbound.conf", "system-services ike;", "system-services ping;")]
        says "its zone lets in";
    "IKE on a public interface that carries none" in "site-public":
        [(PUBLIC_3[0], "ge-0/0/1.402 host-inbound-traffic protocols bfd\n", "ge-0/0/1.402 host-inbound-traffic protocols bfd\nset security zones security-zone ng-public-3-zone interfaces ge-0/0/1.402 host-inbound-traffic system-services ike\n"),
         (PUBLIC_3[1], "protocols [ bgp bfd ];", "system-services ike;\n                        protocols [ bgp bfd ];")]
        says "its zone lets in";
    "tunnels from another interface than the public one" in "site-public-ipsec":
        [(TOKYO_1, "tunnel source TenGigabitEthernet0/0/0.400", "tunnel source TenGigabitEthernet0/0/0")] says "sent from";
    "tunnels from the link and not from the loopback" in "site-public-ipsec":
        [("routers/tokyo/edge-2.unbound.swanctl.conf", "local_addrs = 203.0.112.1", "local_addrs = 198.51.100.134")] says "sent from";
    "AWS sends tunnels to another address" in "site-public-ipsec":
        [(SITE_HCL, "\"198.51.100.130\"", "\"198.51.100.131\"")] says "AWS sends to 198.51.100.131";
    "private addresses for a tunnel with public ones" in "site-public-ipsec":
        [(SITE_HCL, "  static_routes_only  ", "  transport_transit_gateway_attachment_id = \"tgw-attach-1\"\n  static_routes_only  ")] says "addresses over something else";
}
