//! Each kind that several accounts need at least once: shares of a gateway, a profile, a rule and a subnet, an account that uses them
//! after it accepted, and a peering of VPCs of two accounts and Regions.

use netgen::aws::kind::{
    Access, Attached, Hub, PeerConsent, PeerRole, PeerSide, PeeredVpc, PrincipalAssociation, ProfileAssociation,
    ResourceAssociation, ResourceShare, ResourceShareAccepter, RouteTarget, ShareTarget,
    TransitGatewayAttachmentAccepter, VpcPeering, VpcPeeringAccepter,
};
use netgen::aws::{AccountValue, Graph, Parameter, ParameterId, ParameterKind, PolicyDocument, Principal, Ref};

use super::{HubUnit, ShopUnit, place, spoke, tags};

pub fn add(graph: &mut Graph, hub: &HubUnit, shop: &ShopUnit) {
    let labs = graph.parameter(Parameter {
        logical_id: "LabsAccountId".to_owned(),
        label: "labs_account_id".to_owned(),
        description: "The id of the account labs: twelve digits, such as 222222222222".to_owned(),
        kind: ParameterKind::Account,
    });
    let partner = || Principal::Account(AccountValue::Known("333333333333".parse().expect("an account")));
    let gateway = share(graph, "gateway", ShareTarget::TransitGateway(hub.gateway), partner());
    let profile = share(graph, "profile", ShareTarget::Profile(hub.profile), partner());
    let inside = [
        (ShareTarget::Rule(shop.rule), Principal::Account(AccountValue::Chosen(labs))),
        (
            ShareTarget::Subnet(shop.subnets[0]),
            Principal::Organization("arn:aws:organizations::999999999999:ou/o-abc123defg/ou-ab12-cdefghij".to_owned()),
        ),
    ];
    for ((of, principal), word) in inside.into_iter().zip(["rule", "subnet"]) {
        share(graph, word, of, principal);
    }
    guest(graph, hub, shop, [gateway, profile], labs);
}

type Shared = (Ref<ResourceShare>, Ref<PrincipalAssociation>);

fn share(graph: &mut Graph, word: &str, of: ShareTarget, principal: Principal) -> Shared {
    let place = place(graph, &format!("share-{word}"));
    let external = matches!(&principal, Principal::Account(AccountValue::Known(_)));
    let share = ResourceShare { name: format!("kinds-{word}"), of: vec![of], external, tags: tags(word) };
    let share = graph.add(place, &["hub", word], share);
    let resource = graph.add(place, &["hub", word], ResourceAssociation { share, of });
    let association = PrincipalAssociation { share, of: vec![resource], principal };
    (share, graph.add(place, &["hub", word, "partner"], association))
}

/// A VPC of an account outside of the organization: it accepts the shares, its attachment is accepted, and it is peered with the shop.
fn guest(graph: &mut Graph, hub: &HubUnit, shop: &ShopUnit, shares: [Shared; 2], labs: ParameterId) {
    let spoke = spoke(graph, "guest", 5);
    let mut access = Vec::new();
    for ((share, invited), word) in shares.into_iter().zip(["gateway", "profile"]) {
        let accepter = ResourceShareAccepter { share, invited };
        let accepter = graph.add(spoke.place, &["guest", word], accepter);
        access.push(Some(Access { share, granted: invited, accepted: Some(accepter) }));
    }
    let attachment = spoke.attached(graph, Hub::Own(hub.gateway), access[0]);
    let association = ProfileAssociation {
        name: "kinds-guest".to_owned(),
        profile: hub.profile,
        vpc: spoke.vpc,
        access: access[1],
        tags: tags("guest"),
    };
    graph.add(spoke.place, &["guest"], association);
    let own = place(graph, "hub-guest");
    let accepter = TransitGatewayAttachmentAccepter { attachment: Attached::Vpc(attachment), tags: tags("guest") };
    let accepter = graph.add(own, &["hub", "guest"], accepter);
    super::associate(graph, own, &["guest", "hub"], &Attached::Accepted(attachment, accepter), hub);
    let trust = PolicyDocument::trust_account(&AccountValue::Chosen(labs));
    let role = PeerRole { trust, policy: PolicyDocument::accept_peering(shop.vpc.arn()), tags: tags("peering") };
    let peers = place(graph, "guest-peering");
    let role = graph.add(peers, &["shop", "guest"], role);
    let known = AccountValue::Known("111122223333".parse().expect("an account"));
    let peer = PeerSide {
        account: Some((known, Some(PeerConsent::Own(role)))),
        region: Some("eu-west-1".parse().expect("a Region")),
    };
    let peering = VpcPeering {
        requester: spoke.vpc,
        accepter: PeeredVpc::Own(shop.vpc),
        peer: Some(peer),
        tags: tags("guest-shop"),
    };
    let connection = graph.add(spoke.place, &["guest", "shop"], peering);
    spoke.route(graph, "10.1.0.0/16", RouteTarget::Peering(connection));
    graph.add(own, &["guest", "shop"], VpcPeeringAccepter { connection, tags: tags("guest-shop") });
}
