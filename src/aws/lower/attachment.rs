//! A VPC's attachment to its transit gateway. In come the gateway and the VPC's subnets; out come the attachment, what the gateway's owner
//! makes of it where that is done here, and what routes of the VPC lead to.

use super::VpcBuilder;
use crate::aws::graph::{OutputValue, Place, Ref};
use crate::aws::kind::{
    Attached, Kind as _, RouteTarget, Subnet, TransitGatewayAttachment, TransitGatewayAttachmentAccepter,
};
use crate::aws::owner::UnitOwner;
use crate::blueprint::Role;
use crate::network::{Gateway, HubId, Purpose, Zone};

/// The way of a VPC to its transit gateway.
pub(super) struct Way {
    pub attachment: Ref<TransitGatewayAttachment>,
    /// The same as what tables of the gateway say something of; `None` where others make them.
    pub attached: Option<Attached>,
    /// What routes lead to.
    pub target: RouteTarget,
    /// Where these routes stand, if not with their table.
    pub apart: Option<Place>,
}

impl VpcBuilder<'_> {
    /// The attachment, its association and propagations.
    pub(super) fn attachment(
        &mut self,
        place: Option<Place>,
        vpc: Ref<crate::aws::kind::Vpc>,
        subnets: &[(Zone, Ref<Subnet>)],
    ) -> Option<Way> {
        let (place, attach) = (place?, self.plan.vpc.attach?);
        let hub = &self.hubs[attach.hub.0];
        let meant = &self.network.hubs[attach.hub.0];
        let dns = match &meant.gateway {
            Gateway::New(options) => options.dns,
            Gateway::Existing(_) | Gateway::Theirs(..) => true,
        };
        let account = self.network.scope_of(self.plan.id).account;
        let foreign = self.network.is_foreign(attach.hub, self.plan.id);
        let attachment = TransitGatewayAttachment {
            hub: hub.gateway.clone(),
            vpc,
            subnets: subnets.iter().map(|(_, subnet)| *subnet).collect(),
            appliance_mode: self.plan.vpc.roles.contains(&Role::Inspection),
            ipv6: self.network.attaches_ipv6(self.plan.vpc),
            dns,
            group_referencing: meant.group_referencing.unwrap_or(true),
            foreign,
            access: account.filter(|_| foreign).and_then(|account| hub.accesses.get(&account).copied()),
            tags: self.named(&[]),
        };
        let attachment = self.graph.add(place, &[self.name], attachment);
        let gateway = self.hubs[attach.hub.0].gateway.clone();
        if meant.is_theirs() {
            return Some(self.waiting(place, attach.hub, attachment));
        }
        let (place, attached) =
            if foreign { self.member(attach.hub, attachment) } else { (place, Attached::Vpc(attachment)) };
        let associations = self.hubs[attach.hub.0].join((self.plan.id, self.name), place, &attached, self.graph);
        let target = match attached {
            Attached::Accepted(_, accepter) => RouteTarget::AcceptedTransitGateway(gateway, accepter, associations),
            _ => RouteTarget::TransitGateway(gateway, attachment),
        };
        let apart = foreign.then(|| self.member_routes(attach.hub));
        Some(Way { attachment, attached: Some(attached), target, apart })
    }

    /// The attachment of the VPC to another team's transit gateway, and the target of its routes. The owner gets the attachment's id, and accepts the attachment where the gateway is in another account.
    fn waiting(&mut self, place: Place, hub: HubId, attachment: Ref<TransitGatewayAttachment>) -> Way {
        let name = self.network.hubs[hub.0].name.as_str();
        let what = format!("The attachment of VPC {} to transit gateway {name}, for its owner", self.name);
        let id = OutputValue::One(attachment.read(TransitGatewayAttachment::ID));
        self.graph.output(place.unit, &[self.name], "TransitGatewayAttachmentId", what, id);
        let gateway = self.hubs[hub.0].gateway.clone();
        if self.network.is_foreign(hub, self.plan.id) {
            let apart = Some(self.member_routes(hub));
            let target = RouteTarget::AwaitedTransitGateway(gateway, attachment);
            return Way { attachment, attached: None, target, apart };
        }
        let target = RouteTarget::TransitGateway(gateway, attachment);
        Way { attachment, attached: None, target, apart: None }
    }

    /// Where the routes to another account's gateway stand: their table is there long before its owner accepts the attachment. They stand
    /// there as well where the gateway accepts by itself, so that no resource moves to another stack or state when that changes.
    fn member_routes(&mut self, hub: HubId) -> Place {
        let owner = UnitOwner::MemberRoutes(hub, self.plan.id);
        let name = self.network.hubs[hub.0].name.as_str();
        let description = format!("{} - routes of VPC {} to transit gateway {name}", self.network.name, self.name);
        let unit = super::unit(self.graph, self.network, owner, description);
        self.graph.group(unit, format!("Routes to transit gateway {name}"))
    }

    /// Where the gateway's owner says something of the attachment of another account's VPC, once it is accepted. A gateway that accepts
    /// by itself leaves nothing to accept, and AWS refuses to.
    fn member(&mut self, hub: HubId, attachment: Ref<TransitGatewayAttachment>) -> (Place, Attached) {
        let meant = &self.network.hubs[hub.0];
        let description =
            format!("{} - VPC {} at transit gateway {}", self.network.name, self.name, meant.name.as_str());
        let unit = super::unit(self.graph, self.network, UnitOwner::HubMember(hub, self.plan.id), description);
        let place = self.graph.group(unit, format!("Attachment of VPC {}", self.name));
        if meant.auto_accept {
            return (place, Attached::Vpc(attachment));
        }
        let accepter =
            TransitGatewayAttachmentAccepter { attachment: Attached::Vpc(attachment), tags: self.named(&[]) };
        let accepter = self.graph.add(place, &[self.name], accepter);
        (place, Attached::Accepted(attachment, accepter))
    }

    /// The tier that netgen added for a purpose.
    pub(super) fn service_tier(&self, purpose: Purpose) -> Option<usize> {
        self.plan.vpc.tiers.iter().position(|tier| tier.purpose == purpose)
    }
}
