//! Faults that are put into rendered trees, and what the reader has to say of each.

use std::collections::BTreeMap;

/// A fault: of which document, in which files.
pub struct Fault {
    pub what: &'static str,
    pub document: &'static str,
    /// What becomes what, in which file; every place of it.
    pub edits: &'static [(&'static str, &'static str, &'static str)],
    /// A part of what is said.
    pub said: &'static str,
}

impl Fault {
    /// The tree with the fault in it.
    pub fn seeded(&self, files: &BTreeMap<String, String>) -> BTreeMap<String, String> {
        let mut files = files.clone();
        for (file, old, new) in self.edits {
            let text = files.get_mut(*file).unwrap_or_else(|| panic!("{}: no {file}", self.what));
            assert!(text.contains(old), "{}: no `{old}` in {file}", self.what);
            *text = text.replace(old, new);
        }
        files
    }
}

pub const TOKYO_1: &str = "routers/tokyo/edge-1.unbound.cfg";
const TOKYO_2: [&str; 2] = ["routers/tokyo/edge-2.unbound.set", "routers/tokyo/edge-2.unbound.conf"];
const ASHBURN_1: &str = "routers/ashburn/edge-1.unbound.frr.conf";
const ASHBURN_2: &str = "routers/ashburn/edge-2.unbound.frr.conf";
const ASHBURN_VPN: &str = "routers/ashburn/edge-2.unbound.swanctl.conf";
const SEATTLE: &str = "routers/seattle/edge-2.unbound.cfg";
const BONN_1: &str = "routers/bonn/edge-1.unbound.cfg";
const CORK_2: [&str; 2] = ["routers/cork/edge-2.unbound.set", "routers/cork/edge-2.unbound.conf"];
const FORTI: &str = "routers/bonn/forti.unbound.values.md";
const PALO: &str = "routers/bonn/palo.unbound.values.md";
pub const SITE_JSON: &str = "cloudformation/site-tokyo.json";
pub const SITE_HCL: &str = "terraform/site_tokyo.tf";

const SEVERAL_HCL: &str = "terraform/direct_connect_main.tf";
const SEVERAL_TOOLS: &str = "resource \"aws_dx_gateway_association\" \"main_tools\" {
  dx_gateway_id         = aws_dx_gateway.main.id\n  associated_gateway_id = aws_vpn_gateway.tools.id
  allowed_prefixes      = [\"10.2.0.0/20\"]\n\n  depends_on = [aws_vpn_gateway_attachment.tools]
}
";

macro_rules! faults {
    ($($what:literal in $document:literal: [$($edit:expr),* $(,)?] says $said:literal;)*) => {
        pub const FAULTS: &[Fault] = &[$(Fault { what: $what, document: $document, edits: &[$($edit),*], said: $said }),*];
    };
}
pub(super) use faults;

faults! {
    "the transit gateway's ASN on Direct Connect" in "dx-vpn":
        [(TOKYO_1, "remote-as 64513", "remote-as 64512")] says "calls AWS 64512";
    "the Direct Connect gateway's ASN on VPN" in "dx-vpn":
        [(TOKYO_2[0], "peer-as 64512", "peer-as 64513"), (TOKYO_2[1], "peer-as 64512", "peer-as 64513")]
        says "calls AWS 64513";
    "another ASN of the site at AWS" in "dx-vpn":
        [(SITE_HCL, "bgp_asn     = 65000", "bgp_asn     = 65001")] says "AWS calls the site 65001";
    "another ASN of the site on its router" in "dx-vpn":
        [(TOKYO_1, "router bgp 65000", "router bgp 65009")] says "the router is 65009";
    "ends of a virtual interface swapped on the router" in "dx-vpn":
        [(TOKYO_1, "ip address 169.254.32.2 ", "ip address 169.254.32.1 ")] says "AWS expects 169.254.32.2/30";
    "ends of a virtual interface swapped at AWS" in "dx-vpn":
        [(SITE_HCL, "\"169.254.32.1/30\"", "\"169.254.32.9/30\"")] says "not both ends of a /30";
    "tunnels swapped on the router" in "dx-vpn":
        [(TOKYO_2[0], "address 169.254.16.2/30", "address 169.254.16.10/30"),
         (TOKYO_2[1], "address 169.254.16.2/30", "address 169.254.16.10/30")]
        says "no interface has 169.254.16.2";
    "an aggregate that any route keeps alive" in "dx-vpn":
        [(TOKYO_2[0], "192.168.0.0/16 policy ng-anchor", "192.168.0.0/16"),
         (TOKYO_2[1], "192.168.0.0/16 policy ng-anchor", "192.168.0.0/16")]
        says "any route keeps alive";
    "an aggregate that lives by another network" in "dx-vpn":
        [(TOKYO_2[0], "route-filter 192.168.1.0/24", "route-filter 192.168.9.0/24"),
         (TOKYO_2[1], "route-filter 192.168.1.0/24", "route-filter 192.168.9.0/24")]
        says "nothing keeps 192.168.0.0/16 announced";
    "another /30 at AWS" in "dx-vpn":
        [(SITE_JSON, "169.254.16.4/30", "169.254.16.8/30")] says "0 sessions with 169.254.16.9";
    "a /30 that AWS keeps, on both ends" in "dx-vpn":
        [(SITE_JSON, "169.254.16.4/30", "169.254.5.0/30"), (SITE_HCL, "169.254.16.4/30", "169.254.5.0/30"),
         (TOKYO_2[0], "169.254.16.6", "169.254.5.2"), (TOKYO_2[1], "169.254.16.6", "169.254.5.2"),
         (TOKYO_2[0], "169.254.16.5", "169.254.5.1"), (TOKYO_2[1], "169.254.16.5", "169.254.5.1")]
        says "is AWS's own";
    "another group in phase 1 of one end" in "dx-vpn":
        [(SITE_HCL, "tunnel2_phase1_dh_group_numbers         = [20]", "tunnel2_phase1_dh_group_numbers         = [14]")]
        says "phase 1 at AWS";
    "two groups in phase 1 of AWS" in "dx-vpn":
        [(SITE_HCL, "tunnel2_phase1_dh_group_numbers         = [20]", "tunnel2_phase1_dh_group_numbers         = [20, 14]")]
        says "phase 1 at AWS";
    "another group in phase 2 of the router" in "site-two-connections":
        [(ASHBURN_VPN, "esp_proposals = aes256gcm16-ecp384", "esp_proposals = aes256gcm16-ecp256")]
        says "phase 2 of the router";
    "another cipher on the router" in "site-two-sites":
        [(SEATTLE, "encryption aes-cbc-256", "encryption aes-cbc-128")] says "phase 1 of the router";
    "another hash on the router" in "dx-vpn":
        [(TOKYO_2[0], "authentication-algorithm sha-384", "authentication-algorithm sha-256"),
         (TOKYO_2[1], "authentication-algorithm sha-384", "authentication-algorithm sha-256")]
        says "phase 1 of the router";
    "the preferred router behind the other one" in "site-first-hop":
        [(BONN_1, "vrrp 10 priority 230", "vrrp 10 priority 90")] says "the other uplink is the better one";
    "another group on one router" in "site-first-hop":
        [(BONN_1, "vrrp 10 ", "vrrp 11 ")] says "another virtual address";
    "an uplink behind the other router's that counts" in "site-first-hop":
        [(BONN_1, " object 801\n", " object 801\n object 802\n"),
         (BONN_1, "track 800 list", "track 802 interface Tunnel1024 line-protocol\n!\ntrack 800 list")]
        says "not the uplinks before the other router's decide about it";
    "a tunnel that does not count" in "site-first-hop":
        [(CORK_2[0], "interface st0.1027 priority", "interface st0.1026 priority"),
         (CORK_2[1], "interface st0.1027 {", "interface st0.1026 {")]
        says "not the uplinks before the other router's decide about it";
    "a loss that is too small" in "site-first-hop":
        [(BONN_1, "decrement 131", "decrement 20")] says "without uplinks it keeps the address";
    "a loss of one uplink that is too large" in "site-first-hop":
        [(CORK_2[0], "priority-cost 33", "priority-cost 50"), (CORK_2[1], "priority-cost 33", "priority-cost 50")]
        says "one uplink that fails moves the address";
    "an address that is taken back at once" in "site-first-hop":
        [(BONN_1, "delay minimum 120", "delay minimum 5")] says "it is taken back before BGP is up";
    "a tunnel through the VRF of the other provider" in "site-front-door":
        [("routers/galway/edge-1.unbound.cfg", " tunnel vrf ISP-A", " tunnel vrf ISP-B")] says "through VRF";
    "keys for the VRF of the other provider" in "site-front-door":
        [("routers/galway/edge-1.unbound.cfg", " match fvrf ISP-A\n netgen-unbound", " match fvrf ISP-B\n netgen-unbound")]
        says "through VRF";
    "ciphers for the VRF of the other provider" in "site-front-door":
        [("routers/galway/edge-1.unbound.cfg", " match fvrf ISP-A\n match address", " match fvrf ISP-B\n match address")]
        says "phase 1 of the router";
    "version 1 of IKE at AWS" in "dx-vpn": [(SITE_JSON, "ikev2", "ikev1")] says "AWS takes IKE";
    "version 1 of IKE on the router" in "dx-vpn":
        [(TOKYO_2[0], "version v2-only", "version v1-only"), (TOKYO_2[1], "version v2-only", "version v1-only")]
        says "version v2-only` is missing";
    "a longer lifetime of phase 2 on the router" in "site-two-connections":
        [(ASHBURN_VPN, "life_time = 3600s", "life_time = 3960s")] says "the router has 3960";
    "a longer lifetime of phase 1 on the router" in "site-two-sites":
        [(SEATTLE, "lifetime 28800", "lifetime 86400")] says "the router has 86400";
    "both ends rekey at once" in "site-two-connections":
        [(ASHBURN_VPN, "rekey_time = 2880s", "rekey_time = 3300s")] says "both rekey at once";
    "dead peers are noticed late" in "site-two-connections":
        [("routers/ashburn/edge-2.strongswan.conf", "retransmit_tries = 3", "retransmit_tries = 5")]
        says "a dead peer is noticed after";
    "AWS may rekey first on an accelerated connection" in "vpn-options":
        [("routers/tokyo/edge-1.unbound.cfg", " lifetime 28200", " lifetime 28800")] says "AWS rekeys from";
    "keys of ESP that live as long as AWS's on an accelerated connection" in "vpn-options":
        [("routers/tokyo/edge-1.unbound.cfg", "lifetime seconds 3000", "lifetime seconds 3600")] says "AWS rekeys from";
    "AWS begins an accelerated tunnel" in "vpn-options":
        [(SITE_JSON, "\"StartupAction\": \"add\"", "\"StartupAction\": \"start\"")] says "AWS has StartupAction";
    "the window of another connection at AWS" in "vpn-options":
        [(SITE_HCL, "replay_window_size              = 512", "replay_window_size              = 1024")]
        says "AWS has ReplayWindowSize";
    "a router that gives up on AWS too early" in "vpn-options":
        [("routers/tokyo/edge-1.unbound.cfg", "dpd 40 3 periodic", "dpd 10 3 periodic")] says "a dead peer is noticed after";
    "a short lifetime that the router does not have" in "vpn-options":
        [("routers/tokyo/edge-3.unbound.set", "lifetime-seconds 900", "lifetime-seconds 3600"),
         ("routers/tokyo/edge-3.unbound.conf", "lifetime-seconds 900", "lifetime-seconds 3600")] says "the router has 3600";
    "a packet that does not fit into an accelerated tunnel" in "vpn-options":
        [("routers/tokyo/edge-1.unbound.cfg", "ip mtu 1438", "ip mtu 1446")] says "MTU";
    "a hold timer of three minutes" in "dx-vpn":
        [(TOKYO_1, "neighbor 169.254.32.1 timers 10 30", "neighbor 169.254.32.1 timers 60 180")] says "after 180 s";
    "no BFD" in "site-two-connections":
        [(ASHBURN_1, " neighbor 169.254.32.1 bfd profile ng-dx\n", "")] says "BFD is None";
    "graceful restart beside BFD" in "site-two-connections":
        [(ASHBURN_1, " neighbor 169.254.32.1 graceful-restart-disable\n", "")] says "graceful restart beside BFD";
    "a line of a filter is missing" in "site-two-connections":
        [(ASHBURN_2, "ip prefix-list NG-AWS-IN seq 68097 permit 10.1.0.0/16\n", "")] says "the router takes";
    "a filter takes longer prefixes" in "site-two-connections":
        [(ASHBURN_2, "seq 68097 permit 10.1.0.0/16", "seq 68097 permit 10.1.0.0/16 le 24")] says "NG-AWS-IN";
    "no filter at all" in "dx-vpn":
        [(TOKYO_1, "  neighbor 169.254.32.1 route-map NG-DX-1-IN in\n", "")] says "everything goes in";
    "one prefix of the site is not announced" in "site-two-connections":
        [(ASHBURN_1, "ip prefix-list NG-SITE-OUT seq 114856 permit 192.168.0.0/16\n", "")] says "the router says";
    "Direct Connect allows a wider prefix" in "dx-vpn":
        [("terraform/direct_connect_main.tf", "10.0.0.0/16", "10.0.0.0/8")] says "AWS says {10.0.0.0/8}";
    "local preferences swapped" in "dx-vpn":
        [(TOKYO_1, "set local-preference 400", "set local-preference 300")] says "meant Less, out Greater";
    "communities swapped" in "site-two-connections":
        [(ASHBURN_1, "7224:7300", "7224:7100")] says "meant Less, out Less, back Greater";
    "a community of Direct Connect on VPN" in "site-two-connections":
        [(ASHBURN_2, "set community none", "set community 7224:7300")] says "communities on VPN";
    "communities pass to VPN" in "site-two-connections":
        [(ASHBURN_2, " set community none\n", "")] says "communities on VPN";
    "IOS sends no community" in "dx-vpn":
        [(TOKYO_1, "  neighbor 169.254.32.1 send-community\n", "")] says "AWS is told";
    "a second path without prepends" in "site-two-sites":
        [(SEATTLE, " set as-path prepend 65001\n", ""), (SEATTLE, " set metric 100\n", "")] says "back Equal";
    "one tunnel of a balanced pair is better" in "site-two-connections":
        [(ASHBURN_2, "neighbor 169.254.16.5 route-map NG-INET-IN in", "neighbor 169.254.16.5 route-map NG-DX-2-IN in")]
        says "meant Equal, out Greater";
    "a session with nobody" in "dx-vpn":
        [(TOKYO_2[0], "neighbor 169.254.16.5 peer-as 64512",
            "neighbor 169.254.16.5 peer-as 64512\nset protocols bgp group ng-inet neighbor 169.254.16.9 peer-as 64512"),
         (TOKYO_2[1], "neighbor 169.254.16.5 {", "neighbor 169.254.16.9 {\npeer-as 64512;\n}\nneighbor 169.254.16.5 {")]
        says "who is nobody";
    "no session between the routers" in "dx-vpn":
        [(TOKYO_1, "neighbor 192.168.1.3 remote-as 65000", "neighbor 192.168.1.4 remote-as 65000"),
         (TOKYO_1, "neighbor 192.168.1.3 ", "neighbor 192.168.1.4 ")] says "does not talk to edge-2 once";
    "another next hop between the routers" in "site-two-connections":
        [(ASHBURN_1, "  neighbor 192.168.1.3 next-hop-self\n", "")] says "tells edge-2 something else";
    "nothing of the site keeps its prefix announced" in "dx-vpn":
        [(TOKYO_1, "  network 192.168.0.0 mask 255.255.0.0\n", "")] says "nothing keeps 192.168.0.0/16 announced";
    "a route to nowhere keeps it announced" in "dx-vpn":
        [(TOKYO_1, "router bgp 65000", "ip route 192.168.0.0 255.255.0.0 Null0 250\nrouter bgp 65000")] says "Null0";
    "a route that another interface keeps" in "dx-vpn":
        [(TOKYO_1, "track 900 interface GigabitEthernet1 line-protocol", "track 900 interface Loopback0 line-protocol")]
        says "nothing keeps 192.168.0.0/16 announced";
    "an aggregate that withdraws the routes of others" in "dx-vpn":
        [(TOKYO_1, "  network 192.168.0.0 mask 255.255.0.0\n", "  aggregate-address 192.168.0.0 255.255.0.0 summary-only\n")]
        says "withdraws what others announce";
    "a way back that takes away what may have been there" in "dx-vpn":
        [("routers/tokyo/edge-1.rollback.cfg", " ! no network 192.168.0.0", " address-family ipv4\n  no network 192.168.0.0")]
        says "may have been there before";
    "strongSwan gives up after one try" in "site-two-connections":
        [(ASHBURN_VPN, "    keyingtries = 0\n", "")] says "keyingtries";
    "an edit that closes the tunnel" in "site-two-connections":
        [(ASHBURN_VPN, "start_action = trap", "start_action = start")] says "start_action";
    "an MTU that does not fit" in "dx-vpn":
        [(TOKYO_2[0], "family inet mtu 1446", "family inet mtu 1500"), (TOKYO_2[1], "mtu 1446;", "mtu 1500;")]
        says "MTU Some(1500), not 1446";
    "Direct Connect is not clamped" in "dx-vpn": [(TOKYO_1, " ip tcp adjust-mss 1406\n", "")] says "clamped to None";
    "clamped in one direction alone" in "site-two-connections":
        [("routers/ashburn/edge-2.mss.nft", "iifname \"ng-inet-t1\"", "iifname \"ng-inet-t2\"")] says "clamped to";
    "another VLAN" in "dx-vpn": [(SITE_JSON, "\"Vlan\": 300", "\"Vlan\": 301")] says "VLAN 301";
    "a key in a router's file" in "dx-vpn":
        [(TOKYO_1, " netgen-unbound-bgp-key dx-1", " neighbor 169.254.32.1 password 0 secret")] says "the name does not say";
    "a key at AWS" in "dx-vpn":
        [(SITE_HCL, "tunnel1_ike_versions ", "tunnel1_preshared_key = \"abcdefgh\"\n  tunnel1_ike_versions ")]
        says "a key in the open";
    "a name too long for a device" in "site-two-connections":
        [("routers/ashburn/edge-2.ng-dx-2.netdev", "Name=ng-dx-2", "Name=ng-dx-2-and-more")] says "is called otherwise";
    "TTL security on Direct Connect" in "dx-vpn":
        [(TOKYO_1, " neighbor 169.254.32.1 timers 10 30", " neighbor 169.254.32.1 ttl-security hops 1\n neighbor 169.254.32.1 timers 10 30")]
        says "ttl-security";
    "BGP is not let in by the zone" in "dx-vpn":
        [(TOKYO_2[0], "host-inbound-traffic protocols bgp", "host-inbound-traffic protocols ospf"),
         (TOKYO_2[1], "protocols bgp;", "protocols ospf;")]
        says "its zone lets in";
    "one form of Junos differs" in "dx-vpn":
        [(TOKYO_2[1], "local-preference 350", "local-preference 450")] says "stands in one of the forms alone";
    "a static route to a VPN connection" in "dx-vpn":
        [("terraform/hybrid_routing_hub.tf", "# --- Direct Connect gateway main ", "resource \"aws_ec2_transit_gateway_route\" \"a\" {
  destination_cidr_block         = \"192.168.0.0/16\"
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_cloud.id
  transit_gateway_attachment_id  = aws_vpn_connection.tokyo_inet.transit_gateway_attachment_id
}

# --- Direct Connect gateway main ")]
        says "a static route beats Direct Connect";
    "uplinks in different tables" in "dx-vpn":
        [("terraform/hybrid_routing_hub.tf", "resource \"aws_ec2_transit_gateway_route_table_propagation\" \"hub_main_cloud\" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_cloud.id",
  "resource \"aws_ec2_transit_gateway_route_table_propagation\" \"hub_main_cloud\" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_on_prem.id")]
        says "in different tables";
    "a prefix of a VPC where tunnels alone are meant" in "dx-ipsec":
        [("terraform/direct_connect_main.tf", "[\"10.255.0.0/24\"]", "[\"10.0.0.0/16\", \"10.255.0.0/24\"]")]
        says "where tunnels alone are meant";
    "the site's prefix where it would pass in clear" in "dx-ipsec":
        [(TOKYO_1, "permit 10.255.255.1/32", "permit 192.168.0.0/16")] says "the router says";
    "a VPC's prefix accepted where it would pass in clear" in "dx-ipsec":
        [(TOKYO_1, "permit 10.255.0.0/24", "permit 10.0.0.0/16")] says "the router takes";
    "the list of the tunnels for the way in clear" in "dx-ipsec":
        [(TOKYO_1, "route-map NG-DX-1-VIF-IN permit 10\n match ip address prefix-list NG-DX-1-VIF-IN",
          "route-map NG-DX-1-VIF-IN permit 10\n match ip address prefix-list NG-AWS-IN")]
        says "the router takes";
    "a table that leads to the way in clear" in "dx-ipsec":
        [("terraform/hybrid_routing_hub.tf",
          "hub_cloud.id\n  transit_gateway_attachment_id  = aws_vpn_connection.tokyo_dx_1.transit_gateway_attachment_id",
          "hub_cloud.id\n  transit_gateway_attachment_id  = data.aws_ec2_transit_gateway_dx_gateway_attachment.tokyo_main.id")]
        says "in clear by the tables";
    "nothing that carries a private tunnel" in "dx-ipsec":
        [(SITE_HCL, "  transport_transit_gateway_attachment_id = data.aws_ec2_transit_gateway_dx_gateway_attachment.tokyo_main.id\n", "")]
        says "carried by Direct Connect: false";
    "a branch that another one does not hear of" in "cloudhub":
        [("routers/new-york/edge.unbound.cfg", "permit 192.168.2.0/24", "permit 192.168.4.0/24")] says "the router takes";
    "a branch on a transit gateway that another one does not hear of" in "cloudhub-transit-gateway":
        [("routers/new-york/edge.unbound.cfg", "permit 192.168.2.0/24", "permit 192.168.4.0/24")] says "the router takes";
    "a tunnel from another loopback" in "dx-ipsec":
        [(TOKYO_1, "tunnel source Loopback0", "tunnel source Loopback1")] says "sent from";
    "replies by the other tunnel are dropped" in "site-two-connections":
        [("routers/ashburn/edge-2.sysctl.conf", "ng-inet-t2.rp_filter = 2", "ng-inet-t2.rp_filter = 1")]
        says "drops replies to the other tunnel";
    "a way back that forgets a policy" in "dx-vpn":
        [("routers/tokyo/edge-1.rollback.cfg", "no route-map NG-DX-1-OUT\n", "")] says "forgets route-map NG-DX-1-OUT";
    "a way back that takes BGP away" in "dx-vpn":
        [("routers/tokyo/edge-2.rollback.set", "delete protocols bgp group ng-ibgp\n", "delete protocols bgp group theirs\n")]
        says "which is not netgen's";
    "a way back that forgets a device" in "site-two-connections":
        [("routers/ashburn/edge-1.rollback.sh", "  attempt ip link delete ng-dx-1\n", "  true\n")] says "forgets device ng-dx-1";
    "a sheet with the other end's address" in "dx-vpn":
        [("routers/tokyo/handover/links.md", "169.254.32.2/30", "169.254.32.3/30")] says "handover/links.md";
    "a VPC that does not know the site" in "dx-vpn":
        [("terraform/vpc_app.tf", "destination_cidr_block = \"192.168.0.0/16\"", "destination_cidr_block = \"192.169.0.0/16\"")]
        says "app and tokyo, meant true";
    "a way past the firewall" in "site-transit-gateway":
        [("terraform/vpc_orders.tf", "# --- Outputs ", "resource \"aws_ec2_transit_gateway_route_table_propagation\" \"orders_on_prem\" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_on_prem.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.orders.id
}

# --- Outputs ")]
        says "orders and dublin, back over";
    "one of several VPCs behind the gateway twice, and another one not" in "site-several-vpcs":
        [(SEVERAL_HCL, "= aws_vpn_gateway.data.id", "= aws_vpn_gateway.app.id")] says "which its VPC does not have";
    "one of several VPCs without a way to the sites" in "site-several-vpcs":
        [(SEVERAL_HCL, SEVERAL_TOOLS, "")] says "behind its gateway are";
    "a filter in front of one of several VPCs that lets others' blocks pass" in "site-several-vpcs":
        [(SEVERAL_HCL, "[\"10.1.0.0/16\"]", "[\"10.1.0.0/16\", \"10.2.0.0/20\"]")] says "which its VPC does not have";
    "a filter that cuts a VPC's further block off" in "site-several-vpcs":
        [(SEVERAL_HCL, "\"10.0.0.0/16\", \"10.8.0.0/20\"", "\"10.0.0.0/16\"")] says "the router takes";
    "a router that takes one of several VPCs alone" in "site-several-vpcs":
        [("routers/tokyo/edge-2.unbound.cfg", "permit 10.1.0.0/16", "permit 10.0.0.0/16")] says "the router takes";
    "no VPC learns of the site" in "site-two-connections":
        [("terraform/hybrid_routing_hub.tf", "aws_ec2_transit_gateway_route_table.hub_cloud.id", "aws_ec2_transit_gateway_route_table.hub_on_prem.id")]
        says "app and ashburn, meant true";
    "another tag in a sheet of values" in "site-other":
        [(FORTI, "tag | `300`", "tag | `301`")] says "VLAN 300";
    "another name of IANA in a sheet of values" in "site-other":
        [(PALO, "IKE group, IANA's name | `384-bit random ECP group (20)`", "IKE group, IANA's name | `256-bit random ECP group (19)`")]
        says "phase 1 of the router";
    "a wider prefix in a sheet of values" in "site-other":
        [(PALO, "announced exactly | `192.168.0.0/18`", "announced exactly | `192.168.0.0/17`")] says "the router says";
    "one key for two tunnels in a sheet of values" in "site-other":
        [(PALO, "pre-shared-key inet.t1", "pre-shared-key inet.t2")] says "has the key of inet.t2";
    "an anchor that outlives the site in a sheet of values" in "site-other":
        [(FORTI, "lives by the interface | `internal`", "lives by the interface | `dx-agg`")] says "nothing keeps";
    "a virtual address that does not move in a sheet of values" in "site-other":
        [(FORTI, "priority | `230`", "priority | `90`")] says "the other uplink is the better one";
}
