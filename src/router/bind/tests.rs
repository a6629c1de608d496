//! The sample site, and what AWS and Terraform would say of it.

use std::fmt::Write as _;
use std::net::Ipv4Addr;

use proptest::prelude::*;
use serde_json::json;

use super::{Bound, File, MAX_BYTES, bind};
use crate::diagnostic::{Diagnostics, Format, Sources, report};
use crate::router::secret::Secret;
use crate::router::{RouterConfig, sample};
use crate::uplink::platform::Platform;

fn site() -> [RouterConfig; 2] {
    [sample::direct_connect(Platform::Linux), sample::vpn(Platform::JuniperSrx)]
}

/// A tunnel as AWS knows it.
#[derive(Clone, Debug)]
pub(super) struct Known {
    pub inside: String,
    pub outside: String,
    pub key: String,
}

/// The two tunnels of the sample's connection, the second one first: nobody defines an order.
pub(super) fn tunnels() -> [Known; 2] {
    [(4, 2), (0, 1)].map(|(third, n)| Known {
        inside: format!("169.254.16.{third}/30"),
        outside: format!("198.51.100.{n}"),
        key: format!("pre_shared_key_{n}"),
    })
}

pub(super) fn connection(tunnels: &[Known], state: &str) -> serde_json::Value {
    let options = |one: &Known| json!({"OutsideIpAddress": one.outside, "TunnelInsideCidr": one.inside, "PreSharedKey": one.key, "ReplayWindowSize": 1024});
    json!({"VpnConnectionId": "vpn-0a", "State": state, "Type": "ipsec.1",
           "Options": {"EnableAcceleration": false, "TunnelOptions": tunnels.iter().map(options).collect::<Vec<_>>()},
           "VgwTelemetry": [{"OutsideIpAddress": "198.51.100.1", "Status": "UP", "AcceptedRouteCount": 1}]})
}

pub(super) fn described(connections: &[serde_json::Value]) -> String {
    json!({ "VpnConnections": connections }).to_string()
}

pub(super) fn xml(tunnels: &[Known], customer: &str) -> String {
    let mut text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<vpn_connection id=\"vpn-0a\">\n".to_owned();
    for Known { inside, outside, key } in tunnels {
        let block: crate::net::Cidr4 = inside.parse().unwrap();
        let end = |name: &str, outside: &str, host, asn| {
            let inside = block.host(host).unwrap();
            format!(
                "<{name}><tunnel_outside_address><ip_address>{outside}</ip_address></tunnel_outside_address>\
                 <tunnel_inside_address><ip_address>{inside}</ip_address><network_cidr>30</network_cidr></tunnel_inside_address>\
                 <bgp><asn>{asn}</asn><hold_time>30</hold_time></bgp></{name}>"
            )
        };
        let (own, aws) = (end("customer_gateway", customer, 2, 65000), end("vpn_gateway", outside, 1, 64512));
        let _ = writeln!(
            text,
            "<ipsec_tunnel>{own}\n{aws}<ike><mode>main</mode><pre_shared_key>{key}</pre_shared_key></ike></ipsec_tunnel>"
        );
    }
    text + "</vpn_connection>\n"
}

pub(super) fn interface(key: &str, vlan: u16) -> String {
    json!({"virtualInterfaces": [{"virtualInterfaceId": "dxvif-1", "vlan": vlan, "asn": 65000, "amazonSideAsn": 64513, "authKey": key,
           "amazonAddress": "169.254.32.1/30", "customerAddress": "169.254.32.2/30", "virtualInterfaceState": "available",
           "bgpPeers": [{"asn": 65000, "authKey": key, "addressFamily": "ipv4", "amazonAddress": "169.254.32.1/30"},
                        {"asn": 65000, "authKey": "other_key", "addressFamily": "ipv6", "amazonAddress": "2001:db8::1/125"}]}]})
    .to_string()
}

pub(super) fn bound(texts: &[&str]) -> Result<Bound, String> {
    let names: Vec<String> = (1..=texts.len()).map(|n| format!("file-{n}")).collect();
    let files: Vec<File<'_>> = names.iter().zip(texts).map(|(name, text)| File { name, text }).collect();
    let mut diagnostics = Diagnostics::default();
    let bound = bind(&site(), &files, &mut diagnostics);
    let said = report(&diagnostics, &Sources::default(), Format::Text { color: false });
    assert_eq!(bound.is_none(), diagnostics.has_errors(), "{said}");
    assert!(!said.contains("pre_shared_key_") && !said.contains("bgp_key_of_dx"), "{said}");
    bound.ok_or(said)
}

pub(super) fn refusal(texts: &[&str]) -> String {
    bound(texts).err().expect("a finding")
}

/// That the VPN router is as the sample knows it.
pub(super) fn is_bound(bound: &Bound) -> bool {
    let [router] = bound.routers.as_slice() else { return false };
    let expected = sample::bound(sample::vpn(Platform::JuniperSrx));
    let ends = |router: &RouterConfig| -> Vec<(Option<Ipv4Addr>, Option<Secret>)> {
        router.vpns[0].tunnels.iter().map(|one| (one.outside, one.key.clone())).collect()
    };
    ends(router) == ends(&expected) && !router.is_unbound() && bound.left.len() == 1
}

#[test]
fn every_form_of_answer_gives_the_same() {
    let own = tunnels();
    let resource = |n: usize| {
        let key = |name: &str| format!("tunnel{}_{name}", n + 1);
        [(key("inside_cidr"), &own[n].inside), (key("address"), &own[n].outside), (key("preshared_key"), &own[n].key)]
    };
    let resource: serde_json::Map<_, _> =
        [0, 1].into_iter().flat_map(resource).map(|(name, value)| (name, json!(value))).collect();
    let other: serde_json::Value = json!({"sensitive": false, "type": "string", "value": "tunnel1_address"});
    let kind = json!(["object", {"tunnel1_inside_cidr": "string", "tunnel1_address": "string", "vlan": "number"}]);
    let with_xml = |value| json!({"inet": {"sensitive": true, "type": kind, "value": value}, "z": other});
    let keyless: Vec<Known> = own.iter().map(|one| Known { key: String::new(), ..one.clone() }).collect();
    let keys: Vec<_> = own.iter().map(|one| json!({"TunnelInsideCidr": one.inside, "PreSharedKey": one.key})).collect();
    let answers: [&[String]; 7] = [
        &[described(&[connection(&own, "available")])],
        &[connection(&own, "available").to_string()],
        &[xml(&own, "203.0.113.10")],
        &[format!("\u{feff}\n{}", with_xml(json!(xml(&own, "203.0.113.10"))))],
        &[with_xml(json!(resource)).to_string()],
        &[described(&[connection(&keyless, "available")]), json!(keys).to_string()],
        &[described(&[connection(&keyless, "available")]), xml(&own, "203.0.113.10")],
    ];
    for answer in answers {
        let texts: Vec<&str> = answer.iter().map(String::as_str).collect();
        let bound = bound(&texts).unwrap_or_else(|said| panic!("{said}"));
        assert!(is_bound(&bound), "{answer:?}");
    }
}

/// The outputs of a rendered module, as `terraform output -json` prints them.
#[test]
fn the_outputs_of_a_rendered_module_fill_all_routers() {
    let connection = json!({"sensitive": true, "type": ["object", {"customer_gateway_configuration": "string"}],
        "value": {"customer_gateway_configuration": xml(&tunnels(), "203.0.113.10")}});
    let types = json!({"amazon_address": "string", "bgp_auth_key": "string", "vlan": "number"});
    let session = json!({"sensitive": true, "type": ["object", types],
        "value": {"amazon_address": "169.254.32.1/30", "bgp_auth_key": "bgp_key_of_dx", "vlan": 300}});
    let outputs = json!({"tokyo_inet_binding": connection, "tokyo_dx_1_binding": session,
        "tokyo_inet_vpn_connection_id": {"sensitive": false, "type": "string", "value": "vpn-0a"}});
    let bound = bound(&[&outputs.to_string()]).unwrap_or_else(|said| panic!("{said}"));
    assert!(bound.left.is_empty() && bound.routers.iter().all(|router| !router.is_unbound()));
}

#[test]
fn a_key_of_a_virtual_interface_is_filled_in() {
    let bound = bound(&[&interface("bgp_key_of_dx", 300)]).unwrap_or_else(|said| panic!("{said}"));
    let key = bound.routers[0].direct_connects[0].key.clone();
    assert!(key == sample::bound(sample::direct_connect(Platform::Linux)).direct_connects[0].key && key.is_some());
    assert!(refusal(&[&interface("bgp_key_of_dx", 301)]).contains("has VLAN 301, and the network says 300"));
    assert!(refusal(&[&interface("9bgp_key_of_dx", 300)]).contains("a BGP key begins with a letter"));
}

#[test]
fn other_connections_of_the_account_are_no_matter() {
    let stranger = [0, 4].map(|third| Known {
        inside: format!("169.254.99.{third}/30"),
        outside: format!("192.0.2.{}", third + 1),
        key: "0 not a key".to_owned(),
    });
    // The same inside addresses at another customer gateway are distinguished by what the XML beside them says.
    let twin = tunnels().map(|one| Known { outside: "192.0.2.99".to_owned(), key: "another_key".to_owned(), ..one });
    let mut twin_connection = connection(&twin, "available");
    twin_connection["CustomerGatewayConfiguration"] = json!(xml(&twin, "203.0.113.99"));
    let gone = tunnels().map(|one| Known { outside: "192.0.2.98".to_owned(), ..one });
    let all = [
        connection(&stranger, "available"),
        twin_connection,
        connection(&gone, "deleted"),
        connection(&tunnels(), "available"),
    ];
    assert!(is_bound(&bound(&[&described(&all)]).unwrap_or_else(|said| panic!("{said}"))));
}

#[test]
fn what_does_not_belong_is_said() {
    let [second, first] = tunnels();
    let with = |outside: &str, key: &str| Known { outside: outside.to_owned(), key: key.to_owned(), ..first.clone() };
    let elsewhere = |inside: &str| Known { inside: inside.to_owned(), ..first.clone() };
    let good = |one: &Known| described(&[connection(&[one.clone(), second.clone()], "available")]);
    let cases: Vec<(String, &str)> = vec![
        (described(&[connection(&[elsewhere("169.254.99.0/30")], "available")]), "`file-1` is about another network"),
        (
            described(&[connection(std::slice::from_ref(&first), "available")]),
            "tunnel 2 of `inet` (169.254.16.4/30) is in none",
        ),
        (good(&with("198.51.100.2", &first.key)), "both tunnels of `inet` have the same outside address"),
        (good(&with("192.168.7.7", &first.key)), "it is inside 192.168.0.0/16, which is the site's own"),
        (good(&with("10.0.7.7", &first.key)), "it is inside 10.0.0.0/16, which the tunnel itself leads to"),
        (good(&with("127.0.0.1", &first.key)), "no host has such an address"),
        (good(&with("", &first.key)), "tunnel 1 of `inet` (169.254.16.0/30) has no outside address"),
        (good(&with("pre_shared_key_9", &first.key)), "`OutsideIpAddress` is not what AWS writes there"),
        (good(&with("198.51.100.1", "")), "has no key in the files"),
        (good(&with("198.51.100.1", "short")), "its key fits no router: a pre-shared key has 8 to 64 characters"),
        (
            described(&[connection(&[first.clone(), with("192.0.2.1", &first.key), second.clone()], "available")]),
            "has two outside addresses in the files, 192.0.2.1 and 198.51.100.1",
        ),
        (
            described(&[connection(&[first.clone(), with("198.51.100.1", "pre_shared_key_9"), second.clone()], "x")]),
            "has two different keys",
        ),
        (xml(&tunnels(), "203.0.113.11"), "ends at 203.0.113.11, and the router's outside address is 203.0.113.10"),
        (
            xml(&tunnels(), "203.0.113.10").replace("64512", "64513"),
            "AWS's number is 64513, and the network says 64512",
        ),
        (
            xml(&tunnels(), "203.0.113.10").replace(">169.254.16.1<", ">169.254.16.9<").replace("16.2<", "16.1<"),
            "whose inside addresses are not the two of one /30",
        ),
        (swapped(), "AWS's inside address is 169.254.16.2, and the network says 169.254.16.1"),
    ];
    for (text, expected) in cases {
        let said = refusal(&[&text]);
        assert!(said.contains("error[NG0804]") && said.contains(expected), "{expected}:\n{said}");
    }
}

fn swapped() -> String {
    xml(&tunnels(), "203.0.113.10").replace("16.1<", "16.x<").replace("16.2<", "16.1<").replace("16.x<", "16.2<")
}

#[test]
fn what_is_no_answer_is_said() {
    let good = xml(&tunnels(), "203.0.113.10");
    let key = "<pre_shared_key>";
    let cases: Vec<(String, &str)> = vec![
        (String::new(), "the file is empty"),
        ("pre_shared_key_1".to_owned(), "neither JSON nor XML, at line 1 column 1"),
        ("{}".to_owned(), "no tunnel and no virtual interface in it"),
        (described(&[connection(&tunnels(), "available")]) + "x", "neither JSON nor XML"),
        ("{\"PreSharedKey\": \"pre_shared_key_1\", \"PreSharedKey\": \"x\"}".to_owned(), "`PreSharedKey` twice"),
        ("[".repeat(MAX_BYTES), "neither JSON nor XML"),
        ("<a>".repeat(MAX_BYTES / 3), "more than 20000 elements and texts"),
        (" ".repeat(MAX_BYTES + 1), "more than 4194304 bytes"),
        (good.replace("</vpn_connection>", ""), "not well-formed XML at line"),
        (good.replace("<vpn_connection", "<!DOCTYPE a [<!ENTITY k \"x\">]><vpn_connection"), "a document type"),
        (good.replace(key, "<pre_shared_key>x</pre_shared_key><pre_shared_key>"), "twice in one `ipsec_tunnel`"),
        (good.replace("_key_1", "_<!-- -->key_1"), "`ike/pre_shared_key` holds more than a text"),
        (good.replace("pre_shared_key_1", "&pre_shared_key_1;"), "not well-formed XML"),
        (good.replace("<asn>64512", "<asn>pre_shared_key_1"), "`vpn_gateway/bgp/asn` is not what AWS writes there"),
    ];
    for (text, expected) in cases {
        let said = refusal(&[&text]);
        assert!(said.contains("error[NG0804]: `file-1`: ") && said.contains(expected), "{expected}:\n{said}");
    }
}

/// A file about another network is refused even beside one that fits.
#[test]
fn a_stray_file_is_not_overlooked() {
    let stray = json!([{"TunnelInsideCidr": "169.254.99.0/30", "PreSharedKey": "abcdefgh"}]).to_string();
    let said = refusal(&[&xml(&tunnels(), "203.0.113.10"), &stray]);
    assert!(said.contains("`file-2` is about another network") && !said.contains("file-1"), "{said}");
}

proptest! {
    /// Wherever the connection stands among others, and however its tunnels are ordered, each tunnel gets its own.
    #[test]
    fn the_order_of_an_answer_says_nothing(before in 0_usize..6, after in 0_usize..6, swap in any::<bool>()) {
        let others = (0..before + after).map(|n| {
            let one = |host: usize| Known {
                inside: format!("169.254.{}.{host}/30", 100 + n),
                outside: format!("192.0.2.{}", 2 * n + usize::from(host > 0) + 1),
                key: format!("other_key_{n}"),
            };
            connection(&[one(0), one(4)], "available")
        });
        let mut own = tunnels();
        if swap {
            own.reverse();
        }
        let mut all: Vec<_> = others.collect();
        all.insert(before, connection(&own, "available"));
        let bound = bound(&[&described(&all)]);
        prop_assert!(bound.is_ok_and(|bound| is_bound(&bound)));
    }

    /// A damaged answer is refused or gives what it gave; it never makes netgen panic, and no message shows a key.
    #[test]
    fn a_damaged_answer_is_harmless(
        form in 0_usize..3,
        cuts in proptest::collection::vec((any::<prop::sample::Index>(), "[ -~]{0,3}", 0_usize..4), 1..5),
    ) {
        let forms = [xml(&tunnels(), "203.0.113.10"), described(&[connection(&tunnels(), "available")]), interface("bgp_key_of_dx", 300)];
        let mut text: Vec<char> = forms[form].chars().collect();
        for (at, new, gone) in cuts {
            let start = at.index(text.len());
            let end = (start + gone).min(text.len());
            text.splice(start..end, new.chars());
        }
        let text: String = text.into_iter().collect();
        // `bound` looks for keys in what is said.
        if let Ok(bound) = bound(&[&text]) {
            prop_assert!(bound.routers.iter().all(|router| !router.is_unbound()));
        }
    }

    #[test]
    fn any_text_is_harmless(text in "\\PC{0,200}", open in prop::sample::select(&["", "<", "{", "[", "<vpn_connection>", "<?xml "][..])) {
        let text = format!("{open}{text}");
        prop_assert!(bound(&[&text]).is_err());
    }
}
