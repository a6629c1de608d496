//! Hostile input strings, in every field that takes free text: netgen refuses them, or no output changes its structure. The fields
//! of which the grammar is narrow (names, addresses, ids) refuse by their types, which have tests of their own.

use std::fmt::Write as _;

use crate::artifact::Artifact;
use crate::aws::Graph;
use crate::blueprint;
use crate::cloudformation::{self, Format};
use crate::diagnostic::{Diagnostics, Sources};
use crate::escape::tests::NASTY;
use crate::plan::lock::Lock;
use crate::plan::{self, Plan};
use crate::{aws, network, report, router, terraform};

/// A document with a text in each field that takes any.
fn document(text: &dyn Fn(&str) -> String) -> String {
    let site = "
sites:
  tokyo:
    asn: 65000
    prefixes: [192.168.0.0/16]
    attach: {to: hub, segment: on-prem}
    routers:
      edge-1: {platform: cisco-ios-xe, router_id: 192.168.1.2, lan: {interface: GigabitEthernet1, address: 192.168.1.2/24}}
      edge-2: {platform: juniper-srx, router_id: 192.168.1.3, lan: {interface: ge-0/0/0, address: 192.168.1.3/24}}
      edge-3: {platform: linux, router_id: 192.168.1.4, lan: {interface: eth0, address: 192.168.1.4/24}}
      edge-4: {platform: juniper-mx, router_id: 192.168.1.5, lan: {interface: ge-0/0/0, address: 192.168.1.5/24}}
    uplinks:
";
    let mut out = format!(
        "netgen: 1\nname: corp\nregion: eu-west-1\nstacks: {{git_sync: .}}\navailability_zones: [a, b]\ntags: {{Owner: {}, ",
        text("tag value")
    );
    // Writing to a String cannot fail, here and below.
    let _ = writeln!(out, "{}: web}}\nvpcs:\n  app:\n    cidr: 10.0.0.0/16", text("tag key"));
    let _ = writeln!(
        out,
        "    tiers: {{private: {{prefix: 24, route: transit}}}}\n    attach: {{to: hub, segment: cloud}}"
    );
    let _ = writeln!(out, "    security_groups:\n      web:\n        description: {}", text("group"));
    let _ = writeln!(out, "        ingress: [{{from: 10.0.0.0/8, tcp: 443, description: {}}}]", text("ingress"));
    let _ = writeln!(out, "        egress: [{{to: 10.0.0.0/8, tcp: 443, description: {}}}]", text("egress"));
    let _ = writeln!(out, "transit_gateways:\n  hub:\n    description: {}\n    asn: 64512", text("hub"));
    let _ = writeln!(out, "    segments: {{cloud: {{reaches: [on-prem]}}, on-prem: {{}}}}");
    let _ = write!(out, "direct_connect_gateways: {{main: {{asn: 64513}}}}{site}");
    for (name, router, port, vlan) in [("dx-1", 1, "TenGigabitEthernet0/0/0", 300), ("dx-4", 4, "xe-0/0/0", 301)] {
        let _ = writeln!(
            out,
            "      {name}: {{direct_connect: {{router: edge-{router}, interface: {port}, connection: dxcon-ffabc123, gateway: main, \
             vlan: {vlan}, description: {}}}}}",
            text("virtual interface")
        );
    }
    for (name, router, port, host) in [("inet-2", 2, "ge-0/0/1", 10), ("inet-3", 3, "eth1", 11)] {
        let _ = writeln!(
            out,
            "      {name}: {{vpn: {{router: edge-{router}, interface: {port}, outside_ip: 203.0.113.{host}, description: {}}}}}",
            text("tunnel")
        );
    }
    out + "    prefer: [dx-1, dx-4, inet-2, inet-3]\n"
}

const FIELDS: [&str; 9] =
    ["tag value", "tag key", "group", "ingress", "egress", "hub", "virtual interface", "tunnel", "file name"];
/// What stands in the field that is looked at, in the document to compare with.
const MARK: &str = "Mark";

/// Everything that is rendered, or why the document is refused.
#[expect(clippy::result_large_err, reason = "a test returns it once")]
fn outputs(text: &str, name: &str) -> Result<Vec<Artifact>, Diagnostics> {
    let (mut sources, mut found) = (Sources::default(), Diagnostics::default());
    let id = sources.add("corp.yaml", text);
    let meant = blueprint::load(&mut sources, id, &[], &[], &mut found)
        .filter(|_| !found.has_errors())
        .and_then(|written| network::resolve(&written, &mut found));
    let Some(meant) = meant.filter(|_| !found.has_errors()) else { return Err(found) };
    let Some((plan, _)) = plan::plan(&meant, &Lock::default(), &mut found) else { return Err(found) };
    let graph = aws::lower(&plan);
    graph.check_names(&meant, &mut found);
    let files = rendered(&plan, &graph, name, &mut found);
    files.filter(|_| !found.has_errors()).ok_or(found)
}

fn rendered(plan: &Plan<'_>, graph: &Graph, name: &str, found: &mut Diagnostics) -> Option<Vec<Artifact>> {
    let mut files = cloudformation::render(graph, plan.network, name, Format::Yaml, found);
    files.extend(cloudformation::render(graph, plan.network, name, Format::Json, found));
    files.extend(terraform::render(graph, plan.network, name));
    let requests = aws::requests(plan);
    files.extend(cloudformation::requests(&requests, plan.network, name, Format::Yaml, found));
    files.extend(terraform::requests(&requests, plan.network, name));
    files.extend(report::documents(plan, graph, name));
    let routers = router::configs(plan, name);
    files.extend(router::render(&routers, found)?.public);
    files.extend(router::handover(&routers));
    files.extend(router::by_hand(plan));
    Some(files)
}

#[expect(clippy::result_large_err, reason = "a test returns it once")]
fn with(field: &str, text: &str) -> Result<Vec<Artifact>, Diagnostics> {
    let value = |name: &str| serde_json::to_string(if name == field { text } else { "plain" }).unwrap();
    outputs(&document(&value), if field == "file name" { text } else { "corp.yaml" })
}

/// That a line differs from another one at the mark alone. Quotes, and the space before, may come and go with the text.
fn same_but_for_the_mark(plain: &str, line: &str) -> bool {
    let quotes = ['"', '\''];
    let (Some(first), Some(last)) = (plain.find(MARK), plain.rfind(MARK)) else { return plain == line };
    let (start, end) =
        (plain[..first].trim_end_matches(quotes).trim_end(), plain[last + MARK.len()..].trim_start_matches(quotes));
    line.starts_with(start) && line.ends_with(end.trim_start())
}

/// The lines with runs of spaces as one: HCL lines up what stands under each other. A digest of facts is of the text, too.
fn lines(file: &Artifact) -> Vec<String> {
    let collapse = |line: &str| line.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    let indent = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let digest = |line: String| match line.split_once("Facts of this router: ") {
        Some((start, digits)) if digits.bytes().all(|byte| byte.is_ascii_hexdigit()) => format!("{start}a digest"),
        _ => line,
    };
    file.text.split('\n').map(|line| digest(format!("{}{}", " ".repeat(indent(line)), collapse(line)))).collect()
}

fn compare(field: &str, text: &str, plain: &Artifact, file: &Artifact) {
    let at = format!("{field}: {text:?} in {}", plain.path);
    assert_eq!(plain.path, file.path, "{at}");
    let (mut before, mut after) = (lines(plain), lines(file));
    assert_eq!(before.len(), after.len(), "{at}");
    if field == "tag key" {
        // Tags stand by their names, so this one moves, and with it the last one of a list.
        for line in before.iter_mut().chain(&mut after) {
            *line = line.trim_end_matches(',').to_owned();
        }
        let (old, new) = (before.clone(), after.clone());
        before.retain(|line| !new.contains(line));
        after.retain(|line| !old.contains(line));
        assert!(
            before.iter().all(|line| line.contains(MARK)) && after.len() <= before.len(),
            "{at}: {before:?} {after:?}"
        );
        return;
    }
    for (before, after) in before.iter().zip(&after) {
        assert!(same_but_for_the_mark(before, after), "{at}:\n{before}\n{after}");
    }
    let ending = plain.path.rsplit('.').next();
    if ending == Some("tf") {
        assert!(file.text.parse::<hcl_edit::structure::Body>().is_ok(), "{at}");
    }
    if ending == Some("json") {
        assert!(serde_json::from_str::<serde_json::Value>(&file.text).is_ok(), "{at}");
    }
}

#[test]
fn free_text_changes_no_structure_of_any_output() {
    let mut accepted = 0;
    for field in FIELDS {
        let plain = with(field, MARK).unwrap_or_else(|found| panic!("{field}: {:?}", found.sorted()));
        let marked = plain.iter().filter(|file| file.text.contains(MARK)).count();
        assert!(marked > 0 || field == "tag key", "{field} is in no output");
        for text in NASTY.iter().chain(HOSTILE) {
            let Ok(files) = with(field, text) else { continue };
            accepted += 1;
            assert_eq!(plain.len(), files.len(), "{field}: {text:?}");
            for (plain, file) in plain.iter().zip(&files) {
                compare(field, text, plain, file);
            }
        }
    }
    assert!(NASTY.len() + HOSTILE.len() >= 100 && accepted > 200, "{accepted}");
}

/// What a router, a shell, a template or a reader could take for more than a text.
pub(crate) const HOSTILE: &[&str] = &[
    "x\nno router bgp 65000",
    "x\r\nreload",
    "x; shutdown",
    "x } delete protocols bgp",
    "!no interface Tunnel101",
    "x\u{1a}end",
    "include /etc/shadow",
    "$9$abcdef",
    "{{resolve:secretsmanager:x}}",
    "/* x */",
    "$(id)",
    "replace: x",
    "inactive: x",
    "<*>",
    "a ? b",
    "a | b",
    "](http://x) ![x](y)",
    "<script>x</script>",
    "]]> <x/>",
    "# netgen-unbound x",
    "x\" } output \"y\" { value = \"",
    "Fn::ImportValue: x",
    "x\u{3}",
    "a : b",
    "x # y",
    "/* x",
    "x */ y",
    "`id`",
];
