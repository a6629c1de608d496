//! An authorization rule of a Client VPN endpoint: who reaches a network. Without one nobody does; the longest prefix decides.
//! <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-clientvpnauthorizationrule.html>

use super::{ClientVpnAssociation, ClientVpnEndpoint, Kind};
use crate::aws::body::Body;
use crate::aws::change::{Change, Clash, Replaced};
use crate::aws::graph::{Attr, Ref};
use crate::net::{AccessGroupId, Cidr4};

/// An authorization rule.
#[derive(Debug)]
pub struct ClientVpnRule {
    /// The endpoint.
    pub endpoint: Ref<ClientVpnEndpoint>,
    /// The network.
    pub to: Cidr4,
    /// The group that reaches it; everybody if none is given.
    pub group: Option<AccessGroupId>,
    /// What of the document the network is.
    pub description: String,
    /// An association, which has to be there before.
    pub association: Option<Ref<ClientVpnAssociation>>,
}

impl Kind for ClientVpnRule {
    const CLOUDFORMATION: Option<&str> = Some("AWS::EC2::ClientVpnAuthorizationRule");
    const TERRAFORM: Option<&str> = Some("aws_ec2_client_vpn_authorization_rule");
    const NOUN: &str = "ClientVpnRule";
    const ID: Attr<Self> = Attr::reference("id");
    const CHANGE: Change = Change {
        create_only: &["AccessGroupId", "AuthorizeAllGroups", "ClientVpnEndpointId", "Description", "TargetNetworkCidr"],
        force_new: &["access_group_id", "authorize_all_groups", "client_vpn_endpoint_id", "description", "target_network_cidr"],
        place: &["ClientVpnEndpointId", "TargetNetworkCidr", "AccessGroupId", "AuthorizeAllGroups"],
        replaced: Replaced::Clashes(Clash {
            on: &["Description"],
            why: "an endpoint has one rule for a network and a group",
            what: "the entry of `reaches`",
        }),
        holds: &["ClientVpnEndpointId"],
        ..Change::NOTHING
    };

    fn describe<'a>(&'a self, body: &mut Body<'a>) {
        let Self { endpoint, to, group, description, association } = self;
        body.set("ClientVpnEndpointId", "client_vpn_endpoint_id", endpoint);
        body.set("TargetNetworkCidr", "target_network_cidr", *to);
        match group {
            Some(group) => body.set("AccessGroupId", "access_group_id", group.as_ref()),
            None => body.set("AuthorizeAllGroups", "authorize_all_groups", true),
        }
        body.set("Description", "description", description);
        if let Some(association) = association {
            body.after(*association);
        }
    }
}
