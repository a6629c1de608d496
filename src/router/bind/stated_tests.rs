//! Answers that contradict the network in a property, and answers in other forms than JSON.

use serde_json::{Value, json};

use super::tests::{bound, connection, described, interface, is_bound, refusal, tunnels, xml};

/// The connection of the sample as `describe-vpn-connections` shows it, with all options that the network writes.
fn whole() -> Value {
    let mut all = connection(&tunnels(), "available");
    let items = |values: &[Value]| Value::from(values.iter().map(|one| json!({ "Value": one })).collect::<Vec<_>>());
    let of_tunnel = [
        ("IkeVersions", items(&[json!("ikev2")])),
        ("Phase1EncryptionAlgorithms", items(&[json!("AES256")])),
        ("Phase2EncryptionAlgorithms", items(&[json!("AES256-GCM-16")])),
        ("Phase1IntegrityAlgorithms", items(&[json!("SHA2-384")])),
        ("Phase1DHGroupNumbers", items(&[json!(20)])),
        ("Phase2DHGroupNumbers", items(&[json!(20)])),
        ("Phase1LifetimeSeconds", json!(28800)),
        ("Phase2LifetimeSeconds", json!(3600)),
        ("RekeyMarginTimeSeconds", json!(270)),
        ("RekeyFuzzPercentage", json!(100)),
        ("ReplayWindowSize", json!(1024)),
        ("DpdTimeoutSeconds", json!(30)),
        ("DpdTimeoutAction", json!("restart")),
        ("StartupAction", json!("start")),
    ];
    for tunnel in all["Options"]["TunnelOptions"].as_array_mut().unwrap() {
        for (name, value) in &of_tunnel {
            tunnel[name] = value.clone();
        }
    }
    for (name, value) in [
        ("StaticRoutesOnly", json!(false)),
        ("TunnelInsideIpVersion", json!("ipv4")),
        ("OutsideIpAddressType", json!("PublicIpv4")),
        ("LocalIpv4NetworkCidr", json!("0.0.0.0/0")),
        ("RemoteIpv4NetworkCidr", json!("0.0.0.0/0")),
    ] {
        all["Options"][name] = value;
    }
    all["Tags"] = json!([{"Key": "Name", "Value": "corp-tokyo-inet"}, {"Key": "Value", "Value": "x"}]);
    all
}

fn refuses(text: &str, expected: &str) {
    let said = refusal(&[text]);
    assert!(said.contains("error[NG0804]") && said.contains(expected), "{expected}:\n{said}");
}

#[test]
fn an_answer_with_all_options_of_the_network_binds() {
    assert!(is_bound(&bound(&[&described(&[whole()])]).unwrap_or_else(|said| panic!("{said}"))));
}

#[test]
fn an_option_of_a_connection_that_contradicts_the_network_is_refused() {
    let cases = [
        ("StaticRoutesOnly", json!(true), "static routes only is true, and the network says false"),
        ("TunnelInsideIpVersion", json!("ipv6"), "the inside IP version is ipv6, and the network says ipv4"),
        ("OutsideIpAddressType", json!("PrivateIpv4"), "is PrivateIpv4, and the network says PublicIpv4"),
        ("LocalIpv4NetworkCidr", json!("192.168.0.0/16"), "the site's traffic selector is 192.168.0.0/16"),
        ("RemoteIpv4NetworkCidr", json!("10.0.0.0/16"), "AWS's traffic selector is 10.0.0.0/16"),
    ];
    for (name, value, expected) in cases {
        let mut answer = whole();
        answer["Options"][name] = value;
        refuses(&described(&[answer]), expected);
    }
}

#[test]
fn an_option_of_either_tunnel_that_contradicts_the_network_is_refused() {
    let weak = json!([{"Value": "AES256"}, {"Value": "AES128"}]);
    let cases = [
        ("IkeVersions", json!([{"Value": "ikev1"}, {"Value": "ikev2"}]), "the IKE version is ikev1, ikev2"),
        ("Phase1EncryptionAlgorithms", weak, "the cipher of phase 1 is AES128, AES256, and the network says AES256"),
        ("Phase2EncryptionAlgorithms", json!([{"Value": "AES256"}]), "the cipher of phase 2 is AES256"),
        ("Phase1IntegrityAlgorithms", json!([{"Value": "SHA1"}]), "the integrity of phase 1 is SHA1"),
        ("Phase1DHGroupNumbers", json!([{"Value": 2}]), "the DH group of phase 1 is 2, and the network says 20"),
        ("Phase2DHGroupNumbers", json!([{"Value": 14}]), "the DH group of phase 2 is 14, and the network says 20"),
        ("Phase1LifetimeSeconds", json!(3600), "the lifetime of phase 1 is 3600, and the network says 28800"),
        ("ReplayWindowSize", json!(64), "the replay window is 64"),
        ("DpdTimeoutSeconds", json!(40), "the DPD timeout is 40, and the network says 30"),
        ("DpdTimeoutAction", json!("clear"), "the DPD action is clear, and the network says restart"),
        ("StartupAction", json!("add"), "the startup action is add, and the network says start"),
        ("DpdTimeoutAction", json!("pre_shared_key_9"), "the DPD action is a value that netgen does not know"),
    ];
    for (name, value, expected) in cases {
        for tunnel in [0, 1] {
            let mut answer = whole();
            answer["Options"]["TunnelOptions"][tunnel][name] = value.clone();
            refuses(&described(&[answer]), expected);
        }
    }
}

/// Terraform has the same properties under other names, and the XML says that a connection has no BGP.
#[test]
fn terraform_and_xml_that_contradict_the_network_are_refused() {
    let [second, first] = tunnels();
    let resource = json!({
        "tunnel1_inside_cidr": first.inside, "tunnel1_address": first.outside, "tunnel1_preshared_key": first.key,
        "tunnel2_inside_cidr": second.inside, "tunnel2_address": second.outside, "tunnel2_preshared_key": second.key,
        "static_routes_only": false, "tunnel1_phase1_dh_group_numbers": [20], "tunnel2_phase1_dh_group_numbers": [20],
        "tunnel1_phase2_encryption_algorithms": ["AES256-GCM-16"], "tunnel2_dpd_timeout_seconds": 30,
    });
    assert!(is_bound(&bound(&[&resource.to_string()]).unwrap_or_else(|said| panic!("{said}"))));
    let cases = [
        ("static_routes_only", json!(true), "static routes only is true"),
        (
            "tunnel2_phase1_dh_group_numbers",
            json!([14, 20]),
            "tunnel 2 of `inet` (169.254.16.4/30): the DH group of phase 1 is 14, 20",
        ),
        (
            "tunnel1_phase2_encryption_algorithms",
            json!(["AES128"]),
            "tunnel 1 of `inet` (169.254.16.0/30): the cipher of phase 2 is AES128",
        ),
    ];
    for (name, value, expected) in cases {
        let mut other = resource.clone();
        other[name] = value;
        refuses(&other.to_string(), expected);
    }
    let attributes = "<vpn_connection_attributes>NoBGPVPNConnection</vpn_connection_attributes><ipsec_tunnel>";
    refuses(&xml(&tunnels(), "203.0.113.10").replacen("<ipsec_tunnel>", attributes, 1), "static routes only is true");
}

#[test]
fn a_virtual_interface_that_contradicts_the_network_is_refused() {
    let good: Value = serde_json::from_str(&interface("bgp_key_of_dx", 300)).unwrap();
    let cases = [
        ("mtu", json!(8500), "the MTU is 8500, and the network says 1500"),
        ("connectionId", json!("dxcon-ffabc124"), "is on dxcon-ffabc124, and the network says dxcon-ffabc123"),
        ("connectionId", json!("dxlag-ffabc123"), "is on dxlag-ffabc123, and the network says dxcon-ffabc123"),
        (
            "customerAddress",
            json!("169.254.32.1/30"),
            "the router's address is 169.254.32.1, and the network says 169.254.32.2",
        ),
        ("asn", json!(65001), "the site's number is 65001, and the network says 65000"),
    ];
    for (name, value, expected) in cases {
        let mut answer = good.clone();
        answer["virtualInterfaces"][0][name] = value;
        refuses(&answer.to_string(), expected);
    }
    // Another network's interface on another connection, with the same link and tag, is no matter.
    let mut both = good.clone();
    let mut twin = good["virtualInterfaces"][0].clone();
    twin["connectionId"] = json!("dxcon-ffabc999");
    twin["authKey"] = json!("another_key");
    twin["bgpPeers"] = json!([]);
    both["virtualInterfaces"][0]["connectionId"] = json!("dxcon-ffabc123");
    both["virtualInterfaces"][0]["mtu"] = json!(1500);
    both["virtualInterfaces"].as_array_mut().unwrap().push(twin);
    assert_eq!(bound(&[&both.to_string()]).unwrap_or_else(|said| panic!("{said}")).routers.len(), 1);
}

#[test]
fn an_answer_in_another_form_or_without_connections_says_so() {
    let yaml = "VpnConnections:\n- CustomerGatewayId: cgw-0a\n  Options:\n    TunnelOptions: []\n";
    let text = "VPNCONNECTIONS\tcgw-0a\tavailable\tipsec.1\tvpn-0a\n";
    let table = "------------------------------\n|   DescribeVpnConnections   |\n------------------------------\n";
    let cases = [
        (yaml.to_owned(), "an answer of the AWS CLI as YAML, not as JSON", "`--output json`"),
        (format!("- {yaml}"), "as YAML", "`--output json`"),
        ("virtualInterfaces:\n- amazonAddress: 169.254.32.1/30\n".to_owned(), "as YAML", "`--output json`"),
        (text.to_owned(), "an answer of the AWS CLI as text, not as JSON", "`--output json`"),
        (table.to_owned(), "an answer of the AWS CLI as a table, not as JSON", "`--output json`"),
        (" \n".to_owned(), "the file is empty", "read its error"),
        (described(&[]), "an empty answer: no VPN connection and no virtual interface", "`--region`"),
        (json!({"virtualInterfaces": []}).to_string(), "an empty answer", "`--region`"),
        (described(&[connection(&tunnels(), "deleted")]), "deleted or being deleted", "deploy the network"),
        (
            interface("bgp_key_of_dx", 300).replace("\"available\"", "\"deleting\""),
            "all connections and virtual interfaces in it are deleted or being deleted",
            "deploy the network",
        ),
    ];
    for (text, expected, help) in cases {
        let said = refusal(&[&text]);
        assert!(said.contains(expected) && said.contains(help), "{expected}:\n{said}");
    }
}
