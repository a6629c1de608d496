//! The form of what AWS calls a resource by: in comes a kind and an attribute, out goes the pattern that a value from elsewhere has to
//! match. Terraform checks it where one root takes the value of another one, so that two values that were exchanged stop at the plan.

use super::kind::KindOf;

/// The form of an attribute's value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Form {
    /// What a value must match, in the syntax of RE2. netgen's own text, which holds nothing that HCL would read.
    pub pattern: &'static str,
    /// What to write instead of a wrong one.
    pub advice: &'static str,
    /// A value of the form that nothing has: what a plan is made with before there is one.
    pub sample: &'static str,
}

/// Forms of the ids of resources: eight digits of the first years, or seventeen.
/// <https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/resource-ids.html>
macro_rules! id {
    ($prefix:literal) => {
        Form {
            pattern: concat!("^", $prefix, "-[0-9a-f]{8,17}$"),
            advice: concat!("Write an id that begins with ", $prefix, "-."),
            sample: concat!($prefix, "-00000000000000000"),
        }
    };
}

const ARN: Form = Form {
    pattern: "^arn:aws[a-z-]*:[a-z0-9-]+:",
    advice: "Write an ARN.",
    sample: "arn:aws:ec2:eu-west-1:000000000000:nothing/0",
};
const UUID: Form = Form {
    pattern: "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$",
    advice: "Write an id of Direct Connect, a UUID.",
    sample: "00000000-0000-0000-0000-000000000000",
};
/// The sample is of the block for documents, RFC 3849.
const BLOCK: Form =
    Form { pattern: "^[0-9a-f:.]+/[0-9]{1,3}$", advice: "Write a block of addresses.", sample: "2001:db8::/56" };
const ANY: Form = Form { pattern: "^.+$", advice: "Write a value.", sample: "nothing" };

/// The form of an attribute of a kind, by its name in Terraform. What no form is known of is any text that is not empty.
#[must_use]
pub fn form(kind: KindOf, attribute: &str) -> Form {
    match (kind, attribute) {
        (_, "arn") => ARN,
        (_, "ipv6_cidr_block") => BLOCK,
        (KindOf::VpnConnection | KindOf::VpnConcentrator, "transit_gateway_attachment_id") => id!("tgw-attach"),
        (KindOf::VpnConcentrator, "vpn_concentrator_id") => id!("vcn"),
        (kind, "id") => id(kind),
        _ => ANY,
    }
}

fn id(kind: KindOf) -> Form {
    match kind {
        KindOf::Vpc => id!("vpc"),
        KindOf::Subnet => id!("subnet"),
        KindOf::RouteTable => id!("rtb"),
        KindOf::SecurityGroup => id!("sg"),
        KindOf::VpcEndpoint => id!("vpce"),
        KindOf::VpcPeering => id!("pcx"),
        KindOf::NatGateway => id!("nat"),
        KindOf::InternetGateway => id!("igw"),
        KindOf::EgressOnlyGateway => id!("eigw"),
        KindOf::Eip => id!("eipalloc"),
        KindOf::NetworkAcl => id!("acl"),
        KindOf::DhcpOptions => id!("dopt"),
        KindOf::TransitGateway => id!("tgw"),
        KindOf::TransitGatewayTable => id!("tgw-rtb"),
        KindOf::TransitGatewayAttachment | KindOf::DirectConnectAttachment | KindOf::TransitGatewayConnect => {
            id!("tgw-attach")
        }
        KindOf::VpnGateway => id!("vgw"),
        KindOf::VpnConnection => id!("vpn"),
        KindOf::CustomerGateway => id!("cgw"),
        KindOf::ClientVpnEndpoint => id!("cvpn-endpoint"),
        KindOf::DirectConnectGateway => UUID,
        _ => ANY,
    }
}
