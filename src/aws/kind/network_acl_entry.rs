//! An entry of a network ACL. The lowest number that matches decides.
//! <https://docs.aws.amazon.com/vpc/latest/userguide/nacl-rules.html>

use super::security_group::icmp_numbers;
use super::{Kind, NetworkAcl, Vpc, VpcIpv6Cidr};
use crate::aws::body::Body;
use crate::aws::change::{Change, Interrupt};
use crate::aws::graph::{Attr, Ref};
use crate::aws::value::{IpProtocol, Value};
use crate::blueprint::AclAction;
use crate::net::{Cidr4, Cidr6};
use crate::plan::{AclProtocol, Ipv6Group};

/// An entry of a network ACL.
#[derive(Debug)]
pub struct NetworkAclEntry {
    /// The ACL.
    pub acl: Ref<NetworkAcl>,
    /// 1 to 32766.
    pub number: u32,
    /// Whether it is about packets that leave.
    pub egress: bool,
    /// Whose packets.
    pub address: AclMatch,
    /// Which packets.
    pub protocol: AclProtocol,
    /// What happens to them.
    pub action: AclAction,
}

/// The addresses that an entry matches.
#[derive(Clone, Copy, Debug)]
pub enum AclMatch {
    /// An IPv4 block.
    V4(Cidr4),
    /// An IPv6 block.
    V6(Cidr6),
    /// A run of /64s of the VPC's own /56.
    Own {
        /// The VPC.
        vpc: Ref<Vpc>,
        /// Its /56.
        block: Ref<VpcIpv6Cidr>,
        /// The run.
        group: Ipv6Group,
    },
}

impl Kind for NetworkAclEntry {
    const CLOUDFORMATION: Option<&str> = Some("AWS::EC2::NetworkAclEntry");
    const TERRAFORM: Option<&str> = Some("aws_network_acl_rule");
    const NOUN: &str = "NetworkAclEntry";
    const ID: Attr<Self> = Attr::att("Id", "id");
    const CHANGE: Change = Change {
        create_only: &["Egress", "NetworkAclId", "RuleNumber"],
        force_new: &[
            "cidr_block",
            "egress",
            "from_port",
            "icmp_code",
            "icmp_type",
            "ipv6_cidr_block",
            "network_acl_id",
            "protocol",
            "rule_action",
            "rule_number",
            "to_port",
        ],
        place: &["NetworkAclId", "Egress", "RuleNumber"],
        interrupts: &[
            Interrupt { cloudformation: Some("CidrBlock"), terraform: None, what: "running flows feel a rule at once", lasts: "" },
            Interrupt {
                cloudformation: Some("Ipv6CidrBlock"),
                terraform: None,
                what: "running flows feel a rule at once", lasts: "",
            },
            Interrupt { cloudformation: Some("PortRange"), terraform: None, what: "running flows feel a rule at once", lasts: "" },
            Interrupt { cloudformation: Some("Protocol"), terraform: None, what: "running flows feel a rule at once", lasts: "" },
            Interrupt {
                cloudformation: Some("RuleAction"),
                terraform: None,
                what: "running flows feel a rule at once", lasts: "",
            },
        ],
        ..Change::NOTHING
    };

    fn describe<'a>(&'a self, body: &mut Body<'a>) {
        let Self { acl, number, egress, address, protocol, action } = self;
        body.set("NetworkAclId", "network_acl_id", acl);
        body.set("RuleNumber", "rule_number", number);
        body.set("Egress", "egress", egress);
        let action = match action {
            AclAction::Allow => "allow",
            AclAction::Deny => "deny",
        };
        body.set("RuleAction", "rule_action", action);
        match address {
            AclMatch::V4(cidr) => body.set("CidrBlock", "cidr_block", cidr),
            AclMatch::V6(cidr) => body.set("Ipv6CidrBlock", "ipv6_cidr_block", cidr),
            AclMatch::Own { vpc, block, group } => {
                // A run of n /64s is log2(n) bits shorter than one.
                let bits =
                    Vpc::SUBNET_BITS.saturating_sub(u8::try_from(group.size.trailing_zeros()).unwrap_or_default());
                body.set("Ipv6CidrBlock", "ipv6_cidr_block", vpc.ipv6_part(bits, group.index));
                body.after(*block);
            }
        }
        protocol_facts(*protocol, body);
    }
}

fn protocol_facts(protocol: AclProtocol, body: &mut Body<'_>) {
    let number = match protocol {
        AclProtocol::All => IpProtocol::All,
        AclProtocol::Tcp(_) => IpProtocol::Tcp,
        AclProtocol::Udp(_) => IpProtocol::Udp,
        AclProtocol::Icmp(_) => IpProtocol::Icmp,
        AclProtocol::IcmpV6(_) => IpProtocol::IcmpV6,
    };
    body.set("Protocol", "protocol", Value::Protocol(number));
    match protocol {
        AclProtocol::All => {}
        AclProtocol::Tcp(ports) | AclProtocol::Udp(ports) => body.group("PortRange", |body| {
            body.set("From", "from_port", ports.from());
            body.set("To", "to_port", ports.to());
        }),
        AclProtocol::Icmp(one) | AclProtocol::IcmpV6(one) => {
            let (kind, code) = icmp_numbers(one);
            body.group("Icmp", |body| {
                body.set("Type", "icmp_type", kind);
                body.set("Code", "icmp_code", code);
            });
        }
    }
}
