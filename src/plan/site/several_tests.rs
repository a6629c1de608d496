//! One site and several VPCs behind one Direct Connect gateway.

use super::super::lock::Lock;
use super::tests::{cidrs, planned};
use super::*;
use crate::network::VpcId;

const SEVERAL: &str = include_str!("../../../tests/blueprints/site-several-vpcs.yaml");

#[test]
fn each_vpn_gateway_lets_its_own_blocks_pass_and_the_site_is_told_of_all() {
    let facts = planned(SEVERAL, &Lock::default(), |plan, _| {
        let [gateway] = plan.direct_connect_gateways.as_slice() else { panic!("one gateway") };
        let allowed: Vec<_> = gateway.associations.iter().map(|one| (one.target, one.allowed.clone())).collect();
        let meant = [["10.0.0.0/16", "10.8.0.0/20"].as_slice(), &["10.1.0.0/16"], &["10.2.0.0/20"]];
        let meant = meant.iter().enumerate().map(|(index, own)| (AwsGateway::VpnGateway(VpcId(index)), cidrs(own)));
        assert_eq!(allowed, meant.collect::<Vec<_>>());
        for site in &plan.sites {
            // The block of `tools` that is not to be routed is announced to nobody.
            assert_eq!(site.announced, cidrs(&["10.0.0.0/16", "10.1.0.0/16", "10.2.0.0/20", "10.8.0.0/20"]));
            assert_eq!((site.targets.len(), site.only_target()), (3, None));
            assert!(site.interfaces.iter().all(|one| one.kind == InterfaceKind::Private));
        }
        let names: Vec<_> = gateway.associations.iter().map(|one| one.sites.len()).collect();
        assert_eq!(names, [2, 2, 2], "both sites are in front of each");
        let asns: Vec<u32> = plan.vpcs.iter().filter_map(|vpc| Some(vpc.vpn_gateway.as_ref()?.asn.get())).collect();
        assert_eq!(asns, [64514, 64512, 64512]);
    });
    assert_eq!(facts, Ok(()));
}

/// The order of a list says nothing, so neither lock nor plan knows it.
#[test]
fn the_order_of_the_vpcs_says_nothing() {
    let plan = |text: &str| {
        planned(text, &Lock::default(), |plan, lock| (format!("{:?}", plan.direct_connect_gateways), lock.clone()))
    };
    let other = SEVERAL.replace("[vpc/app, vpc/data, vpc/tools]", "[vpc/tools, vpc/data, vpc/app]");
    assert_ne!(SEVERAL, other);
    assert_eq!(plan(SEVERAL), plan(&other));
}
