//! Stacks that would need each other.

use std::fmt::Write as _;

use super::Links;
use crate::aws::Graph;
use crate::diagnostic::{Diagnostics, Sources};
use crate::plan::lock::Lock;
use crate::{aws, blueprint, network, plan};

fn linked(text: &str) -> (Graph, Links) {
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let id = sources.add("test.yaml", text);
    let blueprint = blueprint::load(&mut sources, id, &[], &[], &mut diagnostics);
    let network = blueprint.and_then(|blueprint| network::resolve(&blueprint, &mut diagnostics));
    let network = network.unwrap_or_else(|| panic!("{diagnostics:?}"));
    let planned = plan::plan(&network, &Lock::default(), &mut diagnostics);
    let graph = aws::lower(&planned.unwrap_or_else(|| panic!("{diagnostics:?}")).0);
    let links = Links::of(&graph, &network);
    (graph, links)
}

/// Every VPC has a group that names a group of every other one, in both directions, and some have their groups in a stack of its own.
#[test]
fn vpcs_whose_groups_name_each_other_do_not_wait_for_each_other() {
    const VPCS: [&str; 4] = ["a", "b", "c", "d"];
    for split in ["", "stacks: {split: {a: [security], c: [security, endpoints]}}\n"] {
        let mut text = "netgen: 1\nname: corp\nregion: eu-west-1\navailability_zones: [a, b]\n\
                        transit_gateways: {hub: {segments: {one: {}}}}\npeerings: {ab: {between: [a, b]}, cd: {between: [c, d]}}\n"
            .to_owned();
        text = text + split + "vpcs:\n";
        for (number, own) in VPCS.iter().enumerate() {
            let rules = |word: &str| {
                let others = VPCS.iter().filter(|other| *other != own);
                others.map(|other| format!("{{{word}: vpc/{other}/group/g, tcp: 443}}")).collect::<Vec<_>>().join(", ")
            };
            let _ = writeln!(
                text,
                "  {own}: {{cidr: 10.{number}.0.0/16, attach: {{to: hub, segment: one}}, tiers: {{t: {{prefix: 24, route: transit}}}}, \
                 security_groups: {{g: {{ingress: [{}], egress: [{}]}}}}}}",
                rules("from"),
                rules("to")
            );
        }
        let (graph, links) = linked(&text);
        let order = links.order().unwrap_or_else(|circle| panic!("{circle:?} wait for each other"));
        assert_eq!(order.len(), graph.units().len());
        let names = |units: &mut dyn Iterator<Item = crate::aws::UnitId>| -> Vec<String> {
            units.map(|unit| graph.unit_of(unit).name.clone()).collect()
        };
        for unit in graph.unit_ids() {
            let name = graph.unit_of(unit).name.as_str();
            let after = names(&mut links.stack(unit).after.iter().copied());
            if VPCS.contains(&name) {
                assert_eq!(after, ["hub"], "{name}");
            }
        }
        let rules = names(&mut graph.unit_ids().filter(|unit| graph.unit_of(*unit).name.starts_with("group-rules-")));
        assert_eq!(rules.len(), 6, "{rules:?}");
        assert!(rules.contains(&"group-rules-a-b".to_owned()), "{rules:?}");
    }
}
