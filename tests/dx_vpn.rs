//! Facts of the built-in `dx-vpn`, read from what was rendered: from the templates in JSON, from the HCL, and from the files of
//! both routers, `edge-2`'s in both forms of Junos.

mod common;

use std::collections::{BTreeMap, BTreeSet};

use common::pipeline::tree;
use hcl_edit::expr::Expression;
use hcl_edit::structure::{Block, Body};
use serde_json::Value;

const DX_VPN: &str = include_str!("../blueprints/dx-vpn.yaml");
const EDGE_1: &str = "routers/tokyo/edge-1.unbound.cfg";
const EDGE_2_SET: &str = "routers/tokyo/edge-2.unbound.set";
const EDGE_2_CURLY: &str = "routers/tokyo/edge-2.unbound.conf";

struct Rendered {
    files: BTreeMap<String, String>,
    /// Resources of all templates by logical id.
    resources: BTreeMap<String, Value>,
    /// Blocks of the module by type and label.
    blocks: BTreeMap<(String, String), Block>,
}

fn rendered() -> Rendered {
    let files = tree(DX_VPN).unwrap();
    let (mut resources, mut blocks) = (BTreeMap::new(), BTreeMap::new());
    for (path, text) in &files {
        if path.starts_with("cloudformation/") && path.rsplit('.').next() == Some("json") {
            let template: Value = serde_json::from_str(text).unwrap();
            let all = template["Resources"].as_object().into_iter().flatten();
            resources.extend(all.map(|(id, one)| (id.clone(), one.clone())));
        } else if path.starts_with("terraform/") {
            let body: Body = text.parse().unwrap();
            for block in body.into_blocks().filter(|block| block.labels.len() == 2) {
                let [kind, label] = [0, 1].map(|at| block.labels[at].as_str().to_owned());
                blocks.insert((kind, label), block);
            }
        }
    }
    Rendered { files, resources, blocks }
}

impl Rendered {
    fn properties(&self, id: &str) -> &Value {
        &self.resources.get(id).unwrap_or_else(|| panic!("no {id}"))["Properties"]
    }

    /// An argument of Terraform as text, without quotes.
    fn argument(&self, kind: &str, label: &str, name: &str) -> String {
        let block =
            self.blocks.get(&(kind.to_owned(), label.to_owned())).unwrap_or_else(|| panic!("no {kind} {label}"));
        let value = &block.body.get_attribute(name).unwrap_or_else(|| panic!("{kind} {label} without {name}")).value;
        match value {
            Expression::String(text) => text.to_string(),
            other => other.to_string().trim().to_owned(),
        }
    }

    /// Lines of a file without what stands around them.
    fn lines(&self, path: &str) -> Vec<&str> {
        self.files[path].lines().map(str::trim).collect()
    }

    /// What a line says behind a beginning; every line that has it.
    fn behind(&self, path: &str, beginning: &str) -> Vec<&str> {
        self.lines(path).into_iter().filter_map(|line| line.strip_prefix(beginning)).collect()
    }

    /// The lines of IOS below a line, up to the next one that is indented less.
    fn below(&self, path: &str, line: &str) -> Vec<&str> {
        let mut lines = self.files[path].lines().skip_while(|one| *one != line);
        assert!(lines.next().is_some(), "no `{line}` in {path}");
        lines.take_while(|one| one.starts_with(' ')).map(str::trim).collect()
    }

    /// Words of `edge-2` below a path of Junos, from the `set` lines.
    fn set(&self, path: &str) -> Vec<&str> {
        self.behind(EDGE_2_SET, &format!("set {path} "))
    }
}

fn reference(value: &Value) -> &str {
    value["Ref"].as_str().or(value["Fn::GetAtt"][0].as_str()).unwrap_or_else(|| panic!("{value} is no reference"))
}

fn set<'a>(words: impl IntoIterator<Item = &'a str>) -> BTreeSet<&'a str> {
    words.into_iter().collect()
}

/// Segment `cloud` learns the site from both attachments and segment `on-prem` the VPC; neither table has a static route.
#[test]
fn both_uplinks_are_in_the_same_tables() {
    let rendered = rendered();
    let table = |id: &str| id.trim_start_matches("Hub").trim_end_matches("TransitGatewayTableId").to_owned();
    let told = |kind: &str| {
        let of_kind = rendered.resources.values().filter(|one| one["Type"] == kind).map(|one| &one["Properties"]);
        let pair = |one: &Value| {
            (
                table(reference(&one["TransitGatewayRouteTableId"])),
                reference(&one["TransitGatewayAttachmentId"]).to_owned(),
            )
        };
        of_kind.map(pair).collect::<BTreeSet<_>>()
    };
    let pairs = |list: &[(&str, &str)]| -> BTreeSet<(String, String)> {
        list.iter().map(|(one, other)| ((*one).to_owned(), (*other).to_owned())).collect()
    };
    let (app, dx, vpn) = ("AppTransitGatewayAttachment", "HubMainAttachmentId", "TokyoInetAttachmentId");
    let propagated = [("Cloud", app), ("OnPrem", app), ("Cloud", dx), ("Cloud", vpn)];
    assert_eq!(told("AWS::EC2::TransitGatewayRouteTablePropagation"), pairs(&propagated));
    let associated = [("Cloud", app), ("OnPrem", dx), ("OnPrem", vpn)];
    assert_eq!(told("AWS::EC2::TransitGatewayRouteTableAssociation"), pairs(&associated));
    assert!(rendered.resources.values().all(|one| one["Type"] != "AWS::EC2::TransitGatewayRoute"));

    let terraform = |what: &str| {
        let kind = format!("aws_ec2_transit_gateway_route_table_{what}");
        let labels = rendered.blocks.keys().filter(|(own, _)| *own == kind);
        let pair = |(_, label): &(String, String)| {
            let [table, attachment] = ["route_table_id", "attachment_id"]
                .map(|name| rendered.argument(&kind, label, &format!("transit_gateway_{name}")));
            (table, attachment)
        };
        labels.map(pair).collect::<BTreeSet<_>>()
    };
    let tables =
        ["aws_ec2_transit_gateway_route_table.hub_cloud.id", "aws_ec2_transit_gateway_route_table.hub_on_prem.id"];
    let app = "aws_ec2_transit_gateway_vpc_attachment.app.id";
    let dx = "data.aws_ec2_transit_gateway_dx_gateway_attachment.hub_main.id";
    let vpn = "aws_vpn_connection.tokyo_inet.transit_gateway_attachment_id";
    let [cloud, on_prem] = tables;
    assert_eq!(terraform("propagation"), pairs(&[(cloud, app), (on_prem, app), (cloud, dx), (cloud, vpn)]));
    assert_eq!(terraform("association"), pairs(&[(cloud, app), (on_prem, dx), (on_prem, vpn)]));
    assert!(rendered.blocks.keys().all(|(kind, _)| kind != "aws_ec2_transit_gateway_route"));
}

/// The VPN announces the routes of table `on-prem`: the one block of the one VPC. Direct Connect is allowed exactly that, and
/// both routers take exactly that.
#[test]
fn both_uplinks_announce_the_same() {
    let rendered = rendered();
    let vpc = rendered.properties("AppVpc")["CidrBlock"].as_str().unwrap();
    assert_eq!(vpc, "10.0.0.0/16");
    let association = rendered.properties("MainHubDirectConnectAssociation");
    assert_eq!(association["AllowedPrefixesToDirectConnectGateway"], serde_json::json!([vpc]));
    assert_eq!(reference(&association["AssociatedGatewayId"]), "HubTransitGatewayId");
    let allowed = rendered.argument("aws_dx_gateway_association", "main_hub", "allowed_prefixes");
    assert_eq!(allowed, "[\"10.0.0.0/16\"]");
    assert_eq!(rendered.argument("aws_vpc", "app", "cidr_block"), vpc);

    assert_eq!(rendered.behind(EDGE_1, "ip prefix-list NG-AWS-IN "), ["seq 68096 permit 10.0.0.0/16"]);
    assert_eq!(rendered.behind(EDGE_1, "ip prefix-list NG-SITE-OUT "), ["seq 114856 permit 192.168.0.0/16"]);
    assert_eq!(rendered.set("policy-options prefix-list ng-aws-in"), [vpc]);
    assert_eq!(rendered.set("policy-options prefix-list ng-site-out"), ["192.168.0.0/16"]);
    let app = rendered.resources.iter().filter(|(_, one)| one["Type"] == "AWS::EC2::Route");
    let routes: Vec<_> = app.map(|(_, one)| one["Properties"]["DestinationCidrBlock"].as_str().unwrap()).collect();
    assert_eq!(routes, ["192.168.0.0/16"], "the VPC knows the site's prefix alone");
}

#[test]
fn numbers_are_crossed() {
    let rendered = rendered();
    assert_eq!(rendered.properties("HubTransitGateway")["AmazonSideAsn"], 64512);
    assert_eq!(rendered.properties("MainDirectConnectGateway")["AmazonSideAsn"], "64513");
    assert_eq!(rendered.properties("TokyoInetCustomerGateway")["BgpAsn"], 65000);
    assert_eq!(rendered.properties("TokyoDx1TransitVirtualInterface")["BgpPeers"][0]["Asn"], "65000");
    assert_eq!(rendered.argument("aws_ec2_transit_gateway", "hub", "amazon_side_asn"), "64512");
    assert_eq!(rendered.argument("aws_dx_gateway", "main", "amazon_side_asn"), "64513");
    assert_eq!(rendered.argument("aws_customer_gateway", "tokyo_inet", "bgp_asn"), "65000");
    assert_eq!(rendered.argument("aws_dx_transit_virtual_interface", "tokyo_dx_1", "bgp_asn"), "65000");

    assert_eq!(rendered.behind(EDGE_1, "router bgp "), ["65000"]);
    let remote: Vec<_> = rendered.lines(EDGE_1).into_iter().filter(|line| line.contains(" remote-as ")).collect();
    assert_eq!(remote, ["neighbor 169.254.32.1 remote-as 64513", "neighbor 192.168.1.3 remote-as 65000"]);
    for tunnel in ["169.254.16.1", "169.254.16.5"] {
        assert_eq!(rendered.set(&format!("protocols bgp group ng-inet neighbor {tunnel}")), ["peer-as 64512"]);
    }
    assert_eq!(rendered.behind(EDGE_2_CURLY, "peer-as "), ["64512;", "64512;"]);
    // Junos takes no local-as that equals the number of the device.
    assert_eq!(rendered.behind(EDGE_2_CURLY, "autonomous-system "), ["65000;"]);
    assert_eq!(rendered.behind(EDGE_2_CURLY, "local-as "), [""; 0]);
}

/// The first ones of AWS's own: <https://docs.aws.amazon.com/vpn/latest/s2svpn/VPNTunnels.html>
const RESERVED: [&str; 7] = [
    "169.254.0.0/30",
    "169.254.1.0/30",
    "169.254.2.0/30",
    "169.254.3.0/30",
    "169.254.4.0/30",
    "169.254.5.0/30",
    "169.254.169.252/30",
];

/// In every /30 AWS has the first address and the router the second.
#[test]
fn ends_of_links() {
    let rendered = rendered();
    let tunnels = &rendered.properties("TokyoInetVpnConnection")["VpnTunnelOptionsSpecifications"];
    for (at, link) in ["169.254.16.0/30", "169.254.16.4/30"].into_iter().enumerate() {
        assert_eq!(tunnels[at]["TunnelInsideCidr"], link);
        let name = format!("tunnel{}_inside_cidr", at + 1);
        assert_eq!(rendered.argument("aws_vpn_connection", "tokyo_inet", &name), link);
        assert!(!RESERVED.contains(&link));
    }
    assert_eq!(rendered.set("interfaces st0 unit 1024 family inet address"), ["169.254.16.2/30"]);
    assert_eq!(rendered.set("interfaces st0 unit 1025 family inet address"), ["169.254.16.6/30"]);
    assert_eq!(rendered.behind(EDGE_2_CURLY, "address "), ["169.254.16.2/30;", "169.254.16.6/30;"]);
    assert_eq!(rendered.behind(EDGE_2_CURLY, "neighbor "), ["169.254.16.1 {", "169.254.16.5 {", "192.168.1.2 {"]);

    let peer = &rendered.properties("TokyoDx1TransitVirtualInterface")["BgpPeers"][0];
    assert_eq!(
        (&peer["AmazonAddress"], &peer["CustomerAddress"]),
        (&"169.254.32.1/30".into(), &"169.254.32.2/30".into())
    );
    let interface = |name: &str| rendered.argument("aws_dx_transit_virtual_interface", "tokyo_dx_1", name);
    assert_eq!([interface("amazon_address"), interface("customer_address")], ["169.254.32.1/30", "169.254.32.2/30"]);
    let below = rendered.below(EDGE_1, "interface TenGigabitEthernet0/0/0.300");
    assert!(below.contains(&"ip address 169.254.32.2 255.255.255.252"), "{below:?}");
    assert!(below.contains(&"encapsulation dot1Q 300"), "{below:?}");
}

/// AES-GCM over a path of 1500 bytes leaves 1446 and 1406; every uplink is clamped to it.
#[test]
fn sizes_of_packets() {
    let rendered = rendered();
    for unit in [1024, 1025] {
        assert_eq!(rendered.set(&format!("interfaces st0 unit {unit} family inet mtu")), ["1446"]);
    }
    assert_eq!(rendered.set("security flow tcp-mss ipsec-vpn mss"), ["1406"]);
    assert_eq!(rendered.behind(EDGE_2_CURLY, "mtu "), ["1446;", "1446;"]);
    assert_eq!(rendered.behind(EDGE_2_CURLY, "mss "), ["1406;"]);
    let below = rendered.below(EDGE_1, "interface TenGigabitEthernet0/0/0.300");
    assert!(below.contains(&"ip mtu 1500") && below.contains(&"ip tcp adjust-mss 1406"), "{below:?}");
    assert_eq!(rendered.properties("TokyoDx1TransitVirtualInterface")["Mtu"], 1500);
}

/// `prefer: [dx-1, inet]` in both directions: local preference on the way out, a community and nothing else on the way back.
#[test]
fn direct_connect_is_preferred_in_both_directions() {
    let rendered = rendered();
    let inward = ["match ip address prefix-list NG-AWS-IN", "set local-preference 400"];
    assert_eq!(rendered.below(EDGE_1, "route-map NG-DX-1-IN permit 10"), inward);
    let outward = ["match ip address prefix-list NG-SITE-OUT", "set community 7224:7300"];
    assert_eq!(rendered.below(EDGE_1, "route-map NG-DX-1-OUT permit 10"), outward);
    let bgp = rendered.below(EDGE_1, "router bgp 65000");
    for line in [
        "neighbor 169.254.32.1 route-map NG-DX-1-IN in",
        "neighbor 169.254.32.1 route-map NG-DX-1-OUT out",
        "neighbor 169.254.32.1 send-community",
        "neighbor 169.254.32.1 timers 10 30",
        "neighbor 169.254.32.1 fall-over bfd",
    ] {
        assert!(bgp.contains(&line), "{line}: {bgp:?}");
    }
    let policy = "policy-options policy-statement";
    let inward = set([
        "term listed from prefix-list ng-aws-in",
        "term listed then local-preference 350",
        "term listed then accept",
        "then reject",
    ]);
    assert_eq!(set(rendered.set(&format!("{policy} ng-inet-in"))), inward);
    assert_eq!(rendered.set("protocols bgp group ng-inet import"), ["ng-inet-in"]);
    assert_eq!(rendered.behind(EDGE_2_CURLY, "local-preference "), ["350;"], "below 400 of edge-1");
}

/// AWS moves traffic between the tunnels of a connection by MED, so both are told the same, without any attribute of ours.
#[test]
fn both_tunnels_have_equal_attributes() {
    let rendered = rendered();
    let outward = set([
        "term listed from prefix-list ng-site-out",
        "term listed then community delete ng-any",
        "term listed then accept",
        "then reject",
    ]);
    assert_eq!(set(rendered.set("policy-options policy-statement ng-inet-out")), outward);
    assert_eq!(rendered.set("policy-options community ng-any members"), ["*:*"]);
    assert_eq!(rendered.set("protocols bgp group ng-inet export"), ["ng-inet-out"]);
    let neighbors = rendered.set("protocols bgp group ng-inet neighbor");
    assert_eq!(neighbors, ["169.254.16.1 peer-as 64512", "169.254.16.5 peer-as 64512"], "no policy of their own");
    for path in [EDGE_2_SET, EDGE_2_CURLY] {
        let text = &rendered.files[path];
        assert!(!text.contains("7224:"), "AWS ignores its communities on VPN: {path}");
        assert!(!text.contains("as-path-prepend") && !text.contains("metric"), "{path}");
    }
    assert_eq!(rendered.files[EDGE_1].matches("7224:").count(), 1);
}

/// Without a session between the routers nobody compares local preferences.
#[test]
fn routers_tell_each_other_what_aws_announces() {
    let rendered = rendered();
    let bgp = rendered.below(EDGE_1, "router bgp 65000");
    for line in [
        "neighbor 192.168.1.3 remote-as 65000",
        "neighbor 192.168.1.3 activate",
        "neighbor 192.168.1.3 next-hop-self",
        "neighbor 192.168.1.3 route-map NG-IBGP in",
        "neighbor 192.168.1.3 route-map NG-IBGP out",
    ] {
        assert!(bgp.contains(&line), "{line}: {bgp:?}");
    }
    assert_eq!(rendered.below(EDGE_1, "route-map NG-IBGP permit 10"), ["match ip address prefix-list NG-AWS-IN"]);
    let group = rendered.set("protocols bgp group ng-ibgp");
    for words in ["type internal", "local-address 192.168.1.3", "import ng-ibgp-accept", "export ng-ibgp"] {
        assert!(group.contains(&words), "{words}: {group:?}");
    }
    assert!(group.iter().any(|words| words.starts_with("neighbor 192.168.1.2 ")), "{group:?}");
    let outward = set([
        "term listed from protocol bgp",
        "term listed from prefix-list ng-aws-in",
        "term listed then next-hop self",
        "term listed then accept",
        "then reject",
    ]);
    assert_eq!(set(rendered.set("policy-options policy-statement ng-ibgp")), outward);
}

/// The site's prefix lives as long as its network: a tracked route, an aggregate by its policy, and no route to nowhere that stays.
#[test]
fn a_dead_site_announces_nothing() {
    let rendered = rendered();
    let bgp = rendered.below(EDGE_1, "router bgp 65000");
    assert!(bgp.contains(&"network 192.168.0.0 mask 255.255.0.0"), "{bgp:?}");
    assert_eq!(rendered.set("routing-options aggregate"), ["route 192.168.0.0/16 policy ng-anchor"]);
    let anchor = set([
        "term lan from protocol direct",
        "term lan from route-filter 192.168.1.0/24 exact",
        "term lan then accept",
        "then reject",
    ]);
    assert_eq!(set(rendered.set("policy-options policy-statement ng-anchor")), anchor);
    assert_eq!(rendered.behind(EDGE_1, "track "), ["900 interface GigabitEthernet1 line-protocol"]);
    assert_eq!(rendered.behind(EDGE_1, "ip route "), ["192.168.0.0 255.255.0.0 Null0 250 track 900"]);
    for path in [EDGE_2_SET, EDGE_2_CURLY] {
        let text = &rendered.files[path];
        assert!(["discard", "blackhole"].iter().all(|word| !text.contains(word)), "{path}");
    }
}

/// One value for each option, the same on both ends; the router's hard lifetimes are AWS's.
#[test]
fn crypto_is_one_value_on_both_ends() {
    let rendered = rendered();
    let value = |value: Value| serde_json::json!([{ "Value": value }]);
    for at in [0, 1] {
        let tunnel = &rendered.properties("TokyoInetVpnConnection")["VpnTunnelOptionsSpecifications"][at];
        assert_eq!(tunnel["IKEVersions"], value("ikev2".into()));
        assert_eq!(tunnel["Phase1EncryptionAlgorithms"], value("AES256".into()));
        assert_eq!(tunnel["Phase1IntegrityAlgorithms"], value("SHA2-384".into()));
        assert_eq!(tunnel["Phase1DHGroupNumbers"], value(20.into()));
        assert_eq!(tunnel["Phase2EncryptionAlgorithms"], value("AES256-GCM-16".into()));
        assert_eq!(tunnel["Phase2DHGroupNumbers"], value(20.into()));
        assert!(tunnel["Phase2IntegrityAlgorithms"].is_null());
        assert_eq!((&tunnel["Phase1LifetimeSeconds"], &tunnel["Phase2LifetimeSeconds"]), (&28800.into(), &3600.into()));
        assert_eq!(tunnel["DPDTimeoutSeconds"], 30);
    }
    let ike = set(rendered.set("security ike proposal ng-inet-ike"));
    let expected = [
        "authentication-method pre-shared-keys",
        "dh-group group20",
        "authentication-algorithm sha-384",
        "encryption-algorithm aes-256-cbc",
        "lifetime-seconds 28800",
    ];
    assert_eq!(ike, set(expected));
    let esp = ["protocol esp", "encryption-algorithm aes-256-gcm", "lifetime-seconds 3600"];
    assert_eq!(set(rendered.set("security ipsec proposal ng-inet-esp")), set(esp));
    assert_eq!(rendered.set("security ipsec policy ng-inet-esp perfect-forward-secrecy keys"), ["group20"]);
    for tunnel in ["t1", "t2"] {
        let gateway = rendered.set(&format!("security ike gateway ng-inet-{tunnel}"));
        for words in ["version v2-only", "dead-peer-detection interval 10", "dead-peer-detection threshold 3"] {
            assert!(gateway.contains(&words), "{words}: {gateway:?}");
        }
    }
}

/// What AWS makes is a marker where a command would stand, and the names of the files say so.
#[test]
fn keys_are_markers() {
    let rendered = rendered();
    assert_eq!(rendered.behind(EDGE_1, "netgen-unbound-"), ["bgp-key dx-1"]);
    let markers = ["inet.t1", "inet.t2"];
    for path in [EDGE_2_SET, EDGE_2_CURLY] {
        for word in ["netgen-unbound-pre-shared-key ", "netgen-unbound-outside-address "] {
            let behind = |line: &str| line.split_once(word).map(|(_, name)| name.trim_end_matches(';').to_owned());
            let found: Vec<_> = rendered.lines(path).into_iter().filter_map(behind).collect();
            assert_eq!(found, markers, "{path}");
        }
        assert!(!rendered.files[path].contains("ascii-text"), "{path}");
    }
    let bound = ["edge-1.cfg", "edge-2.set", "edge-2.conf"].map(|name| format!("routers/tokyo/{name}"));
    assert!(bound.iter().all(|path| !rendered.files.contains_key(path)));
}

/// The script looks attachments up by the command that `deploy.json` has for programs, of the same resources.
#[test]
fn the_script_looks_up_what_the_order_of_deployment_says() {
    let files = tree(DX_VPN).unwrap();
    let words = |text: &str| text.replace(['"', '\\'], " ").split_whitespace().collect::<Vec<_>>().join(" ");
    let script = &files["cloudformation/deploy.sh"];
    let program = words(script);
    let order: Value = serde_json::from_str(&files["cloudformation/deploy.json"]).unwrap();
    let stacks = order["stacks"].as_array().unwrap().iter();
    let parameters = stacks.flat_map(|stack| stack["parameters"].as_array().into_iter().flatten());
    let mut found = 0;
    for parameter in parameters.filter(|one| one["lookup"].is_object()) {
        let lookup = &parameter["lookup"];
        let command = lookup["command"].as_str().unwrap();
        let (_, kind) = command.split_once("Name=resource-type,Values=").unwrap();
        let kind = kind.split(' ').next().unwrap();
        let general = command.replace("aws ec2", "must ec2").replace(" --region ap-northeast-1", "");
        let general = general.replace(" --output text", "").replace(&format!("Values={kind} "), "Values=$1 ");
        let general = general.replace("${RESOURCE}", "$resource").replace("${TRANSIT_GATEWAY}", "$gateway");
        assert!(program.contains(&general), "{general}");
        let [resource, gateway] = ["RESOURCE", "TRANSIT_GATEWAY"].map(|word| {
            let of = &lookup["with"][word];
            format!("{}:{}", of["stack"].as_str().unwrap(), of["output"].as_str().unwrap())
        });
        let name = parameter["name"].as_str().unwrap();
        let line = format!("\n  attachment '{name}' '{kind}' '{resource}' '{gateway}'\n");
        assert!(script.contains(&line), "{line}");
        found += 1;
    }
    assert_eq!(found, 2);
}
