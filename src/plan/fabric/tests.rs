//! Tables refuse twins and find the longest prefix.

use std::net::Ipv4Addr;

use super::super::hub::Block;
use super::{Destination, Ipv6Block, Route, Source, Table, Target};
use crate::network::VpcId;

fn to(prefix: &str, target: Target) -> Route<Target> {
    let destination = Destination::V4(Block::prefix(prefix.parse().unwrap()));
    Route { destination, target, source: Source::Static, why: "" }
}

#[test]
fn a_second_route_for_a_destination_is_refused_whoever_owns_the_block() {
    let mut table = Table::default();
    let first = Route { destination: Destination::DEFAULT_V4, ..to("10.0.0.0/8", Target::InternetGateway) };
    assert_eq!(table.insert(first.clone()), Ok(()));
    let twin = table.insert(to("0.0.0.0/0", Target::TransitGateway)).unwrap_err();
    assert_eq!((twin.kept, twin.refused.target), (first, Target::TransitGateway));
    assert_eq!(table.insert(to("0.0.0.0/1", Target::TransitGateway)), Ok(()));
    assert_eq!(table.iter().count(), 2);
}

#[test]
fn the_longest_prefix_decides() {
    let mut table = Table::default();
    for route in [
        to("10.0.0.0/8", Target::TransitGateway),
        to("10.1.0.0/16", Target::Local),
        to("10.1.2.3/32", Target::InternetGateway),
    ] {
        table.insert(route).unwrap();
    }
    let target = |address: [u8; 4]| table.lookup(Ipv4Addr::from(address)).map(|route| route.target);
    assert_eq!(target([10, 1, 2, 3]), Some(Target::InternetGateway));
    assert_eq!(target([10, 1, 2, 4]), Some(Target::Local));
    assert_eq!(target([10, 2, 0, 0]), Some(Target::TransitGateway));
    assert_eq!(target([11, 0, 0, 0]), None);
    table.insert(to("0.0.0.0/0", Target::EgressOnlyGateway)).unwrap();
    assert_eq!(table.lookup(Ipv4Addr::new(11, 0, 0, 0)).map(|route| route.target), Some(Target::EgressOnlyGateway));
}

#[test]
fn a_vpcs_ipv6_block_is_longer_than_the_default_route() {
    let mut table = Table::default();
    let own = Destination::V6(Ipv6Block::Vpc(VpcId(0)));
    let route = to("10.0.0.0/8", Target::Local);
    table.insert(Route { destination: own, ..route.clone() }).unwrap();
    let default = Route { destination: Destination::DEFAULT_V6, target: Target::EgressOnlyGateway, ..route };
    table.insert(default).unwrap();
    let target = |id| table.lookup_v6(Ipv6Block::Vpc(VpcId(id))).map(|route| route.target);
    assert_eq!((target(0), target(1)), (Some(Target::Local), Some(Target::EgressOnlyGateway)));
}
