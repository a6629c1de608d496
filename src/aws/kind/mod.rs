//! The registry of resource kinds: one line and one file a kind; a test compares the two. A kind takes typed values and
//! references in and gives the facts that both dialects print. It never prints and never looks at another resource.

use super::body::Body;
use super::change::Change;
use super::graph::Attr;

/// A kind of AWS resource, stated once for both dialects.
pub trait Kind: Sized + 'static {
    /// The CloudFormation type. `None`: CloudFormation says it on another resource, or cannot.
    const CLOUDFORMATION: Option<&str>;
    /// The Terraform type. `None`: Terraform says it on another resource.
    const TERRAFORM: Option<&str>;
    /// Ends the logical id: `ShopPrivateA` + `Subnet`.
    const NOUN: &str;
    /// Terraform only reads it: AWS makes it by itself.
    const IS_DATA: bool = false;
    /// CloudFormation makes it only for a deployer who says `CAPABILITY_IAM`.
    /// <https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateStack.html>
    const NEEDS_CAPABILITY_IAM: bool = false;
    /// What "the id" of this kind is; `!Ref` gives something else for an elastic IP.
    const ID: Attr<Self>;
    /// What a change does to one that is live.
    const CHANGE: Change;
    /// For a kind that CloudFormation lacks: what its reader has to do by hand. A comment in the template.
    const BY_HAND: &str = "";

    /// The facts, in the order in which they are printed.
    fn describe<'a>(&'a self, body: &mut Body<'a>);
}

/// A kind's place in the graph. The registry writes this.
pub trait Stored: Kind {
    /// The row of the registry.
    const OF: KindOf;
    /// The arena of this kind.
    fn arena(arenas: &Arenas) -> &Vec<Self>;
    /// The same, to add to.
    fn arena_mut(arenas: &mut Arenas) -> &mut Vec<Self>;
}

macro_rules! kinds {
    ($($kind:ident $arena:ident;)*) => {
        $(mod $arena; pub use $arena::$kind;)*

        /// A kind, without its type.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum KindOf { $(#[doc = concat!("[`", stringify!($kind), "`]")] $kind,)* }

        /// The resources of a graph, by kind.
        #[derive(Debug, Default)]
        pub struct Arenas { $($arena: Vec<$kind>,)* }

        impl KindOf {
            /// Every kind.
            pub const ALL: &[Self] = &[$(Self::$kind,)*];

            /// The CloudFormation type.
            #[must_use]
            pub fn cloudformation(self) -> Option<&'static str> {
                match self { $(Self::$kind => $kind::CLOUDFORMATION,)* }
            }

            /// The Terraform type.
            #[must_use]
            pub fn terraform(self) -> Option<&'static str> {
                match self { $(Self::$kind => $kind::TERRAFORM,)* }
            }

            /// What ends a logical id.
            #[must_use]
            pub fn noun(self) -> &'static str {
                match self { $(Self::$kind => $kind::NOUN,)* }
            }

            /// Whether Terraform only reads it.
            #[must_use]
            pub fn is_data(self) -> bool {
                match self { $(Self::$kind => $kind::IS_DATA,)* }
            }

            /// Whether CloudFormation asks for `CAPABILITY_IAM`.
            #[must_use]
            pub fn needs_capability_iam(self) -> bool {
                match self { $(Self::$kind => $kind::NEEDS_CAPABILITY_IAM,)* }
            }

            /// What CloudFormation's reader has to do by hand.
            #[must_use]
            pub fn by_hand(self) -> &'static str {
                match self { $(Self::$kind => $kind::BY_HAND,)* }
            }

            /// What a change does to one that is live.
            #[must_use]
            pub fn change(self) -> &'static Change {
                match self { $(Self::$kind => &$kind::CHANGE,)* }
            }

            /// The name of the kind's file.
            #[must_use]
            pub fn module(self) -> &'static str {
                match self { $(Self::$kind => stringify!($arena),)* }
            }
        }

        impl Arenas {
            /// The facts of a resource.
            pub fn describe<'a>(&'a self, kind: KindOf, index: u32, body: &mut Body<'a>) {
                match kind { $(KindOf::$kind => self.$arena[index as usize].describe(body),)* }
            }
        }

        $(impl Stored for $kind {
            const OF: KindOf = KindOf::$kind;
            fn arena(arenas: &Arenas) -> &Vec<Self> { &arenas.$arena }
            fn arena_mut(arenas: &mut Arenas) -> &mut Vec<Self> { &mut arenas.$arena }
        })*
    };
}

kinds! {
    Vpc vpc;
    VpcCidr vpc_cidr;
    VpcIpv6Cidr vpc_ipv6_cidr;
    InternetGateway internet_gateway;
    GatewayAttachment gateway_attachment;
    EgressOnlyGateway egress_only_gateway;
    DhcpOptions dhcp_options;
    DhcpOptionsAssociation dhcp_options_association;
    Subnet subnet;
    RouteTable route_table;
    RouteTableAssociation route_table_association;
    Route route;
    Eip eip;
    NatGateway nat_gateway;
    NetworkAcl network_acl;
    NetworkAclEntry network_acl_entry;
    NetworkAclAssociation network_acl_association;
    SecurityGroup security_group;
    IngressRule ingress_rule;
    EgressRule egress_rule;
    InlineIngressRule inline_ingress_rule;
    InlineEgressRule inline_egress_rule;
    DefaultSecurityGroup default_security_group;
    VpcEndpoint vpc_endpoint;
    LogGroup log_group;
    Role role;
    RolePolicy role_policy;
    FlowLog flow_log;
    ClientVpnEndpoint client_vpn_endpoint;
    ClientVpnAssociation client_vpn_association;
    ClientVpnRoute client_vpn_route;
    ClientVpnRule client_vpn_rule;
    VpnConcentrator vpn_concentrator;
    TransitGateway transit_gateway;
    TransitGatewayTable transit_gateway_table;
    TransitGatewayAttachment transit_gateway_attachment;
    TransitGatewayAttachmentAccepter transit_gateway_attachment_accepter;
    TransitGatewayAssociation transit_gateway_association;
    TransitGatewayPropagation transit_gateway_propagation;
    TransitGatewayRoute transit_gateway_route;
    TransitGatewayConnect transit_gateway_connect;
    TransitGatewayConnectPeer transit_gateway_connect_peer;
    FirewallRuleGroup firewall_rule_group;
    FirewallPolicy firewall_policy;
    Firewall firewall;
    FirewallLogging firewall_logging;
    VpcPeering vpc_peering;
    VpcPeeringAccepter vpc_peering_accepter;
    PeerRole peer_role;
    ResourceShare resource_share;
    ResourceAssociation resource_association;
    PrincipalAssociation principal_association;
    ResourceShareAccepter resource_share_accepter;
    Profile profile;
    ProfileAssociation profile_association;
    ProfileResource profile_resource;
    ResolverEndpoint resolver_endpoint;
    ResolverRule resolver_rule;
    ResolverRuleAssociation resolver_rule_association;
    CustomerGateway customer_gateway;
    VpnGateway vpn_gateway;
    VpnGatewayAttachment vpn_gateway_attachment;
    VpnGatewayPropagation vpn_gateway_propagation;
    VpnConnection vpn_connection;
    VpnConnectionRoute vpn_connection_route;
    DirectConnectGateway direct_connect_gateway;
    DirectConnectAssociation direct_connect_association;
    DirectConnectAttachment direct_connect_attachment;
    DirectConnectConnection direct_connect_connection;
    DirectConnectLag direct_connect_lag;
    DirectConnectLagMember direct_connect_lag_member;
    PrivateVirtualInterface private_virtual_interface;
    TransitVirtualInterface transit_virtual_interface;
    PublicVirtualInterface public_virtual_interface;
    BgpPeer bgp_peer;
    Topic topic;
    TopicPolicy topic_policy;
    Subscription subscription;
    Alarm alarm;
    CompositeAlarm composite_alarm;
    Dashboard dashboard;
    QueryDefinition query_definition;
    EventRule event_rule;
    EventTarget event_target;
}

pub use alarm::{AlarmSubject, AlarmTopic, Condition, Direction, PERIOD};
pub use direct_connect_association::AssociatedGateway;
pub use direct_connect_connection::DirectConnection;
pub use direct_connect_gateway::ConnectGateway;
pub use firewall_rule_group::{FirewallAction, FirewallPeer, FirewallRule};
pub use flow_log::{FlowLogSubject, FlowLogTarget};
pub use nat_gateway::{NatAddress, NatPlace};
pub use network_acl_entry::AclMatch;
pub use principal_association::Access;
pub use private_virtual_interface::VirtualInterface;
pub use profile_resource::ProfileTarget;
pub use resource_share::ShareTarget;
pub use route::{RouteDestination, RouteTarget};
pub use security_group::{EgressPeer, GroupRule, IngressPeer, Over, OwnAddresses, RulePeer};
pub use subnet::{Ipv6Slot, SubnetZone};
pub use transit_gateway::Hub;
pub use transit_gateway_attachment::Attached;
pub use transit_gateway_route::TransitGatewayTarget;
pub use vpc_endpoint::{EndpointPath, PrivateNames};
pub use vpc_peering::{PeerConsent, PeerSide, PeeredVpc};
pub use vpn_connection::{TunnelLogOptions, TunnelOptions, TunnelPhase, VpnTarget, VpnTunnel};
