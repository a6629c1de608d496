//! Sites: from uplinks in an order of preference to both ends of every session.
//!
//! In come sites, the tables of the transit gateways and what the lock remembers; out go link addresses, what AWS announces on
//! each uplink, and the options of every tunnel and virtual interface.

mod types;

pub use types::{
    AlarmsPlan, Association, AwsGateway, CustomerGatewayPlan, DxGatewayPlan, HybridAttachment, HybridRouting,
    InterfaceKind, InterfacePlan, KeySource, Link, RoutingPlan, SitePlan, TunnelOptions, TunnelPlan, VpnGatewayPlan,
    VpnPlan,
};
