//! Why it matters, for findings that do not say it themselves: one sentence a code.

use crate::diagnostic::Code;

/// The reason behind a rule of the language or of AWS.
pub(crate) fn reason(code: Code) -> Option<&'static str> {
    Some(match code {
        Code::UnknownPool => "without the pool there is nothing to cut a block from",
        Code::UnknownTier => "what is written for a tier that does not exist would do nothing",
        Code::UnknownSecurityGroup => "AWS refuses a rule towards a group that does not exist",
        Code::UnknownZone => "what is written for a zone outside the network would be left out",
        Code::UnknownVpc => "a split of a VPC that does not exist would cut nothing",
        Code::UnknownEndpoint => "a policy without its endpoint limits nothing",
        Code::Zones => "every tier has one subnet in each zone, so the zones have to be clear",
        Code::DuplicateItem => "what is written twice was likely meant to be something else once",
        Code::PoolShape => "of two blocks one would have to be ignored, and without any there is nothing to give out",
        Code::PoolCycle => "pools that lie in each other have no first block",
        Code::VpcAddress => "a VPC's first block can never be changed, so netgen does not guess it",
        Code::VpcSize => "AWS has no other sizes of VPC blocks",
        Code::PinReserved => "the range is kept for something else",
        Code::PinOutside => "AWS refuses a subnet outside its VPC, and a tier lies in one block of it",
        Code::PinsOverlap => "AWS refuses the second of two subnets that overlap",
        Code::PinSize => "one block with equal slots stands for the tier in rules, and takes a further zone",
        Code::SubnetSize => "AWS has no other sizes of subnets, and keeps five addresses of each",
        Code::TierSize => "a subnet cannot be resized later, so netgen does not guess it",
        Code::TierBlock => "a tier can only be cut from addresses that its VPC has",
        Code::VpcFull => "a tier gets one aligned block with a slot for each zone and for those to come",
        Code::PoolFull => "blocks are aligned, and those that were given out do not move",
        Code::AzSlots => "only a power of two fills an aligned block, which one CIDR can name",
        Code::NoTiers => "without subnets nothing can run in it",
        Code::PublicAddresses => "a public address works through an internet gateway alone",
        Code::NatWithoutPublicTier => "a NAT gateway stands in a subnet whose default route is the internet gateway",
        Code::UnusedEips => "an address that is not used is paid for, and who expects packets from it waits in vain",
        Code::EndpointWithoutTier => "an interface endpoint has a network interface in a subnet of every zone",
        Code::UnusedGatewayEndpoint => "a gateway endpoint is reached by a route, so nobody would reach it",
        Code::FlowLogDestination => "what does not fit the destination would be ignored",
        Code::FlowLogRetention | Code::FlowLogInterval => "AWS takes a few values only",
        Code::DhcpServers => "AWS refuses such DHCP options",
        Code::RuleWithoutProtocol => "the rule would have to mean everything or nothing",
        Code::RuleContradiction => "`all` holds every protocol already, so one of the two was not meant",
        Code::AclPeer => "network ACLs of AWS hold blocks alone",
        Code::UnknownHub => "without the transit gateway there is nothing to attach the VPC to",
        Code::UnknownSegment => "a segment decides whom its members reach, so a wrong name would cut them off",
        Code::Attach => {
            "a segment says whom a VPC reaches, a role what it does for others; its subnets and routes follow"
        }
        Code::RolePath => "packets that are sent to a VPC without the gateways for them end there",
        Code::InspectionPair => "the firewall stands between two ends that reach each other",
        Code::ReservedSegment => "the internet, and the VPCs with a role, have this name among the route tables",
        Code::ExistingAttachment => "sites behind one table do not reach each other by default, VPCs of a segment do",
        Code::UnusedSegment => "its route table would count against the quota, and be used by nobody",
        Code::HubOptions => "AWS refuses it, or it belongs to whoever made the gateway",
        Code::Peering => "AWS makes one peering between two different VPCs",
        Code::Central => "names are shared by the transit gateway's reach, and through one profile for each VPC",
        Code::Resolver => "AWS wants two addresses or more for a resolver endpoint, and one to six servers for a rule",
        Code::SegmentContradiction => "one of the two would have to be ignored",
        _ => return None,
    })
}
