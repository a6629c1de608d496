//! The owner of a unit: the part of the document that a stack and a `.tf` file are about. In comes an owner, out go the names of
//! its unit and where the document has it. Nobody reads an owner out of a name.

use super::unit_names::UnitNames;
use crate::blueprint::StackPart;
use crate::diagnostic::Span;
use crate::net::Name;
use crate::network::{
    DxGatewayId, HubId, Network, OwnerId, Participant, PeeringId, RemoteAccessId, ScopeId, SiteId, TierId, VpcId,
};

/// The part of a network that a unit is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum UnitOwner {
    /// A transit gateway: the gateway and its route tables.
    Hub(HubId),
    /// A VPC, less the parts that are split out.
    Vpc(VpcId),
    /// A part of a VPC that `stacks.split` takes out.
    VpcPart(VpcId, StackPart),
    /// A peering connection with the routes at both ends.
    Peering {
        /// The VPC that asks.
        requester: VpcId,
        /// The VPC that accepts.
        accepter: VpcId,
    },
    /// The acceptance of a peering connection, with the routes there, where the VPC that accepts is in another account or Region.
    PeeringAccepter {
        /// The VPC that asks.
        requester: VpcId,
        /// The VPC that accepts.
        accepter: VpcId,
    },
    /// A peering connection with a VPC that the document does not make, and the routes of its own one.
    TheirPeering(PeeringId),
    /// The acceptance of such a peering in another Region of the requester's account.
    TheirPeeringAccepter(PeeringId),
    /// What the owner of a transit gateway does with the attachment of another account's VPC: acceptance, association, propagations.
    HubMember(HubId, VpcId),
    /// The routes of a VPC to a transit gateway of another account, which has to accept the attachment before.
    MemberRoutes(HubId, VpcId),
    /// The right of an account to use a shared thing.
    Share(Shared, OwnerId),
    /// The right of a participant to place things in a tier's subnets, by its place among the participants.
    TierShare(VpcId, TierId, usize),
    /// The acceptance of a share by an account outside of the organization.
    ShareAccepter(Shared, OwnerId),
    /// Rules of security groups of two VPCs that refer to groups of the other one, the first of the two by name before it.
    GroupRules(VpcId, VpcId),
    /// A Direct Connect gateway with its associations.
    DirectConnectGateway(DxGatewayId),
    /// The Direct Connect connections and LAGs that are ordered with the network.
    Connections,
    /// A site with its VPN connections and virtual interfaces.
    Site(SiteId),
    /// A Client VPN endpoint with what hangs on it.
    RemoteAccess(RemoteAccessId),
    /// What watches the things of an account and Region: alarms, dashboards and saved queries.
    Monitoring(ScopeId),
    /// The static routes and blackholes of a transit gateway's tables.
    HubRoutes(HubId),
    /// The attachments of sites to a transit gateway: their tables, and what learns their prefixes.
    HybridRouting(HubId),
}

/// What one account shares with others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Shared {
    /// A transit gateway.
    Hub(HubId),
    /// The Route 53 profile of a VPC, with what it gives.
    Profile(VpcId),
}

impl Shared {
    /// The words of its share's names. No VPC has the name of a transit gateway.
    pub(super) fn words(self, network: &Network) -> Vec<&str> {
        match self {
            Self::Hub(id) => vec![network.hubs[id.0].name.as_str()],
            Self::Profile(id) => vec![network.vpc(id).name.as_str(), "profile"],
        }
    }

    /// What it is, in a sentence.
    pub(super) fn title(self, network: &Network) -> String {
        match self {
            Self::Hub(id) => format!("transit gateway {}", called(&network.hubs[id.0].name)),
            Self::Profile(id) => format!("Route 53 profile of VPC {}", called(&network.vpc(id).name)),
        }
    }

    /// The account and Region that it is in.
    fn scope(self, network: &Network) -> ScopeId {
        match self {
            Self::Hub(id) => network.hubs[id.0].scope,
            Self::Profile(id) => network.vpc(id).scope,
        }
    }

    fn span(self, network: &Network) -> Span {
        match self {
            Self::Hub(id) => network.hubs[id.0].span,
            Self::Profile(id) => network.vpc(id).span,
        }
    }
}

impl UnitOwner {
    /// The names of its unit. A VPC and a transit gateway give theirs as it is, because they came first; all others have a word
    /// before it. What was renamed goes by the word that it is made of, but in the title.
    #[must_use]
    pub fn names(self, network: &Network) -> UnitNames {
        let hub = |id: HubId| network.hubs[id.0].name.as_str();
        let vpc = |id: VpcId| network.vpc(id).name.as_str();
        let account = |id: OwnerId| network.accounts[id.0].name.as_str();
        let title = self.title(network);
        match self {
            Self::Hub(id) => UnitNames::new(hub(id), &["hub", hub(id)], title),
            Self::Vpc(id) => UnitNames::new(vpc(id), &["vpc", vpc(id)], title),
            Self::VpcPart(id, part) => {
                let (name, word) = (vpc(id), part.word());
                UnitNames::new(&format!("{name}-{word}"), &["vpc", name, word], title)
            }
            Self::Peering { requester, accepter } => {
                UnitNames::worded(&["peering", vpc(requester), vpc(accepter)], title)
            }
            Self::PeeringAccepter { requester, accepter } => {
                UnitNames::apart(&["peering", vpc(requester), vpc(accepter)], &["accepter"], title)
            }
            Self::TheirPeering(id) => {
                let name = network.peerings[id.0].name.as_str();
                UnitNames::new(&format!("peering--{name}"), &["peering", "with", name], title)
            }
            Self::TheirPeeringAccepter(id) => {
                let name = network.peerings[id.0].name.as_str();
                UnitNames::new(&format!("peering--{name}--accepter"), &["peering", "with", name, "accepter"], title)
            }
            Self::HubMember(id, member) => UnitNames {
                stack: format!("{}--{}", hub(id), vpc(member)),
                file: format!("hub_{}_member_{}", hub(id), vpc(member)).replace('-', "_"),
                title,
            },
            Self::MemberRoutes(id, member) => UnitNames::apart(&["routes"], &[vpc(member), hub(id)], title),
            Self::Share(shared, owner) => {
                UnitNames::apart(&["share"], &[&shared.words(network).join("-"), account(owner)], title)
            }
            Self::ShareAccepter(shared, owner) => {
                UnitNames::apart(&["share"], &[&shared.words(network).join("-"), account(owner), "accepter"], title)
            }
            Self::TierShare(id, tier, place) => {
                let of = format!("{}-{}", vpc(id), network.vpc(id).tier(tier).name.as_str());
                UnitNames::apart(&["share"], &[&of, &participant(network, id, tier, place).0], title)
            }
            Self::GroupRules(one, other) => UnitNames::worded(&["group-rules", vpc(one), vpc(other)], title),
            Self::DirectConnectGateway(id) => {
                UnitNames::worded(&["direct-connect", network.dx_gateway(id).name.as_str()], title)
            }
            Self::Connections => UnitNames::apart(&["direct-connect"], &["connections"], title),
            Self::Site(id) => UnitNames::worded(&["site", network.site(id).name.as_str()], title),
            Self::RemoteAccess(id) => UnitNames::worded(&["remote-access", network.access(id).name.as_str()], title),
            Self::Monitoring(scope) => UnitNames::apart(&["monitoring"], &network.watched_words(scope), title),
            Self::HybridRouting(id) => UnitNames::worded(&["hybrid-routing", hub(id)], title),
            Self::HubRoutes(id) => UnitNames::new(&format!("{}-routes", hub(id)), &["hub", hub(id), "routes"], title),
        }
    }

    /// The account and Region in which its unit is deployed. A connection of two VPCs is with the one that asks; a Direct Connect
    /// gateway is in no Region, and its unit in the usual one.
    #[must_use]
    pub fn scope(self, network: &Network) -> ScopeId {
        match self {
            Self::Hub(id) | Self::HubRoutes(id) | Self::HybridRouting(id) | Self::HubMember(id, _) => {
                network.hubs[id.0].scope
            }
            Self::PeeringAccepter { accepter, .. } => network.vpc(accepter).scope,
            Self::TheirPeering(id) => network.vpc(network.peerings[id.0].requester).scope,
            Self::TheirPeeringAccepter(id) => {
                let peering = &network.peerings[id.0];
                network.accepting_scope(peering).unwrap_or_else(|| network.vpc(peering.requester).scope)
            }
            Self::Share(shared, _) => shared.scope(network),
            Self::ShareAccepter(shared, owner) => {
                let region = &network.scope(shared.scope(network)).region;
                let is = |id: &ScopeId| {
                    let scope = network.scope(*id);
                    scope.account == Some(owner) && scope.region == *region
                };
                // Who accepts has a VPC that uses the thing, and so a scope in its Region.
                network.scope_ids().find(is).unwrap_or(ScopeId::HOME)
            }
            Self::Vpc(id)
            | Self::VpcPart(id, _)
            | Self::TierShare(id, ..)
            | Self::GroupRules(id, _)
            | Self::MemberRoutes(_, id)
            | Self::Peering { requester: id, .. } => network.vpc(id).scope,
            Self::DirectConnectGateway(_) | Self::Connections => ScopeId::HOME,
            Self::RemoteAccess(id) => network.vpc(network.access(id).vpc).scope,
            Self::Monitoring(scope) => scope,
            Self::Site(id) => network.scope_of_site(id),
        }
    }

    /// What it is about, in a sentence.
    fn title(self, network: &Network) -> String {
        let hub = |id: HubId| format!("transit gateway {}", called(&network.hubs[id.0].name));
        let vpc = |id: VpcId| format!("VPC {}", called(&network.vpc(id).name));
        match self {
            Self::Hub(id) => hub(id),
            Self::Vpc(id) => vpc(id),
            Self::VpcPart(id, part) => format!("{}: {}", vpc(id), part.content()),
            Self::Peering { requester, accepter } => format!("peering of {} and {}", vpc(requester), vpc(accepter)),
            Self::PeeringAccepter { requester, accepter } => {
                format!("acceptance by {} of the peering with {}", vpc(accepter), vpc(requester))
            }
            Self::TheirPeering(id) => {
                let peering = &network.peerings[id.0];
                let far = peering.theirs().map(|vpc| format!("VPC {}", vpc.id.value)).unwrap_or_default();
                format!("peering {} of {} and {far}", called(&peering.name), vpc(peering.requester))
            }
            Self::TheirPeeringAccepter(id) => {
                format!("acceptance of peering {}", called(&network.peerings[id.0].name))
            }
            Self::HubMember(id, member) => format!("{} at {}", vpc(member), hub(id)),
            Self::MemberRoutes(id, member) => format!("routes of {} to {}", vpc(member), hub(id)),
            Self::Share(shared, owner) => {
                format!("{} for account {}", shared.title(network), called(&network.accounts[owner.0].name))
            }
            Self::TierShare(id, tier, place) => {
                let tier_name = called(&network.vpc(id).tier(tier).name);
                format!("tier {tier_name} of {} for {}", vpc(id), participant(network, id, tier, place).1)
            }
            Self::ShareAccepter(shared, owner) => {
                format!("account {} accepts {}", called(&network.accounts[owner.0].name), shared.title(network))
            }
            Self::GroupRules(one, other) => {
                format!("rules between security groups of {} and {}", vpc(one), vpc(other))
            }
            Self::DirectConnectGateway(id) => {
                format!("Direct Connect gateway {}", called(&network.dx_gateway(id).name))
            }
            Self::Connections => "Direct Connect connections and LAGs".to_owned(),
            Self::Site(id) => format!("site {}", called(&network.site(id).name)),
            Self::RemoteAccess(id) => format!("remote access {}", called(&network.access(id).name)),
            Self::Monitoring(_) => "alarms, dashboards and saved queries".to_owned(),
            Self::HybridRouting(id) => format!("routes of {} to VPN and Direct Connect attachments", hub(id)),
            Self::HubRoutes(id) => format!("static routes of {}", hub(id)),
        }
    }

    /// Where the document has it.
    #[must_use]
    pub fn span(self, network: &Network) -> Span {
        match self {
            Self::Hub(id) | Self::HubRoutes(id) | Self::HybridRouting(id) => network.hubs[id.0].span,
            Self::Vpc(id)
            | Self::VpcPart(id, _)
            | Self::TierShare(id, ..)
            | Self::GroupRules(id, _)
            | Self::HubMember(_, id)
            | Self::MemberRoutes(_, id) => network.vpc(id).span,
            Self::Share(shared, _) | Self::ShareAccepter(shared, _) => shared.span(network),
            Self::Peering { requester, accepter } | Self::PeeringAccepter { requester, accepter } => {
                let peering = network.peerings.iter().find(|one| one.ends() == Some((requester, accepter)));
                peering.map_or(Span::NOWHERE, |one| one.span)
            }
            Self::TheirPeering(id) | Self::TheirPeeringAccepter(id) => network.peerings[id.0].span,
            Self::DirectConnectGateway(id) => network.dx_gateway(id).span,
            Self::Connections => network.ordered_span(),
            Self::Site(id) => network.site(id).span,
            Self::RemoteAccess(id) => network.access(id).span,
            Self::Monitoring(_) => network.monitoring.as_ref().map_or(network.name_span, |one| one.span),
        }
    }

    /// The help for a unit that is too large: how the document makes two of it.
    #[must_use]
    pub fn help(self, network: &Network) -> String {
        match self {
            Self::Vpc(id) => network.vpc(id).split_help(),
            Self::VpcPart(id, part) => {
                let (name, content) = (&network.vpc(id).name, part.content());
                format!("{content} of `{name}` are in a stack of their own already: make two VPCs of it, or use fewer")
            }
            Self::Hub(_) | Self::HubRoutes(_) => "use a second transit gateway for some of the VPCs".to_owned(),
            Self::Peering { .. }
            | Self::PeeringAccepter { .. }
            | Self::TheirPeering(_)
            | Self::TheirPeeringAccepter(_) => "use a transit gateway instead of the peering".to_owned(),
            Self::TierShare(..) => "share with a unit of the organization in place of its accounts".to_owned(),
            Self::HubMember(..) | Self::MemberRoutes(..) | Self::Share(..) | Self::ShareAccepter(..) => {
                "use a second transit gateway, or a second VPC with endpoints, for some of the accounts".to_owned()
            }
            Self::GroupRules(..) => {
                "name the other VPC (`vpc/NAME`) instead of its groups in some of the rules".to_owned()
            }
            Self::DirectConnectGateway(_) => "use a second Direct Connect gateway".to_owned(),
            Self::Connections => "order some of the connections in a document of their own".to_owned(),
            Self::Site(_) => "make two sites of it, each with some of the uplinks".to_owned(),
            Self::RemoteAccess(_) => "reach larger blocks, or make two remote accesses of it".to_owned(),
            Self::Monitoring(_) => "leave out parts of `monitoring`, such as `dashboards`".to_owned(),
            Self::HybridRouting(_) => "give some of the sites a transit gateway of their own".to_owned(),
        }
    }
}

/// A participant of a tier: the word of its unit, and what it is in a sentence.
fn participant(network: &Network, vpc: VpcId, tier: TierId, place: usize) -> (String, String) {
    match network.vpc(vpc).tier(tier).share.get(place) {
        Some(Participant::Account(owner)) => {
            let name = &network.accounts[owner.0].name;
            (name.as_str().to_owned(), format!("account {}", called(name)))
        }
        Some(Participant::Unit(id)) => (id.to_string(), format!("unit {id}")),
        Some(Participant::Organization) | None => ("organization".to_owned(), "the organization".to_owned()),
    }
}

/// What the document calls something, and what it is made of where that is another word: a file has the name of the word.
fn called(name: &Name) -> String {
    if name.shown() == name.as_str() { name.to_string() } else { format!("{name} (made as {})", name.as_str()) }
}
