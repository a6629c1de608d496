//! Security groups and their rules.

mod between;

pub(super) use between::join;

use std::collections::BTreeSet;

use super::{Core, VpcBuilder};
use crate::aws::Kind;
use crate::aws::graph::{OutputValue, Place, Ref, UnitId};
use crate::aws::kind::{
    EgressPeer, EgressRule, GroupRule, IngressPeer, IngressRule, InlineEgressRule, InlineIngressRule, OwnAddresses,
    RulePeer, SecurityGroup,
};
use crate::blueprint::StackPart;
use crate::net::{Cidr, Cidr4, Cidr6, PrefixListId, SecurityGroupId};
use crate::network::{GroupId, GroupOf, GroupPeer, Protocol, Rule};
use crate::plan::{AclAddress, Ipv6Group};

/// An address that no packet on a network carries: a rule about it allows nothing.
/// (RFC 1122, section 3.2.1.3.)
const NOBODY: Option<Cidr4> = Cidr4::new(std::net::Ipv4Addr::LOCALHOST, 32);

/// The security groups, in the order of the network.
pub(super) struct Groups {
    unit: UnitId,
    groups: Vec<Ref<SecurityGroup>>,
}

impl Groups {
    /// All of them.
    pub(super) fn all(&self) -> &[Ref<SecurityGroup>] {
        &self.groups
    }

    /// Those of these ids.
    pub(super) fn chosen(&self, ids: &[GroupId]) -> Vec<Ref<SecurityGroup>> {
        ids.iter().filter_map(|id| self.groups.get(id.0).copied()).collect()
    }
}

impl VpcBuilder<'_> {
    /// The groups and their rules.
    pub(super) fn groups(&mut self, core: &Core) -> Groups {
        if self.plan.vpc.groups.is_empty() {
            return Groups { unit: self.unit, groups: Vec::new() };
        }
        let unit = self.part(StackPart::Security);
        let place = self.graph.group(unit, "Security groups");
        let mut groups = Vec::new();
        for group in &self.plan.vpc.groups {
            let name = group.name.as_str();
            let description =
                group.description.as_ref().map_or_else(|| format!("{} {name}", self.name), ToString::to_string);
            let resource = SecurityGroup {
                vpc: core.vpc,
                prefix: format!("{}-{name}-", self.name),
                description,
                ingress: self.inline(core, &group.ingress, "from", End::ingress),
                egress: self.egress(core, group.egress.as_deref()),
                tags: self.named(&[name]),
            };
            groups.push(self.add_group(place, name, resource));
        }
        for (group, resource) in self.plan.vpc.groups.iter().zip(&groups) {
            for rule in group.ingress.iter().chain(group.egress.iter().flatten()) {
                let GroupPeer::Group(peer) = rule.peer else { continue };
                let ingress = group.ingress.iter().any(|one| std::ptr::eq(one, rule));
                self.between(place, (group.name.as_str(), *resource), (peer.0, groups[peer.0]), rule, ingress);
            }
        }
        Groups { unit, groups }
    }

    /// A group with its inline rules, which Terraform has as resources.
    pub(super) fn add_group(&mut self, place: Place, name: &str, group: SecurityGroup) -> Ref<SecurityGroup> {
        let (ingress, egress) = (group.ingress.clone(), group.egress.clone());
        let group = self.graph.add(place, &[self.name, name], group);
        for rule in ingress {
            let words = match &rule.peer {
                IngressPeer::Cidr(cidr) => peer_words(*cidr),
                IngressPeer::PrefixList(id) => id.to_string(),
                IngressPeer::Existing(id) => id.to_string(),
                IngressPeer::Own(own) => own_words(own.group),
            };
            let path = [self.name, name, "from", &words, &protocol_words(rule.protocol)];
            self.graph.add(place, &path, InlineIngressRule { group, rule });
        }
        for rule in egress {
            let words = match &rule.peer {
                EgressPeer::Cidr(cidr) => peer_words(*cidr),
                EgressPeer::PrefixList(id) => id.to_string(),
                EgressPeer::Existing(id) => id.to_string(),
                EgressPeer::Own(own) => own_words(own.group),
            };
            let path = [self.name, name, "to", &words, &protocol_words(rule.protocol)];
            self.graph.add(place, &path, InlineEgressRule { group, rule });
        }
        group
    }

    /// A rule between two groups.
    fn between(
        &mut self,
        place: Place,
        (name, group): (&str, Ref<SecurityGroup>),
        (peer, other): (usize, Ref<SecurityGroup>),
        rule: &Rule,
        ingress: bool,
    ) {
        let peer = self.plan.vpc.groups[peer].name.as_str();
        let protocol = rule.protocol;
        let (word, text) =
            if ingress { ("from", format!("{protocol} from {peer}")) } else { ("to", format!("{protocol} to {peer}")) };
        let description = rule.description.as_ref().map_or(text, ToString::to_string);
        let words = protocol_words(protocol);
        let path = [self.name, name, word, peer, &words];
        if ingress {
            self.graph.add(place, &path, IngressRule { group, from: other, protocol, description, over: None });
        } else {
            self.graph.add(place, &path, EgressRule { group, to: other, protocol, description, over: None });
        }
    }

    /// The rules whose other end is no group of the VPC: one for each block and address family, each block once.
    fn inline<P: RulePeer>(
        &self,
        core: &Core,
        rules: &[Rule],
        word: &str,
        peer: impl Fn(End) -> P,
    ) -> Vec<GroupRule<P>> {
        let mut known = BTreeSet::new();
        let mut inline = Vec::new();
        for rule in rules {
            for end in self.ends(core, &rule.peer) {
                let of = rule.peer.addressed().map_or_else(|| end.words(), ToString::to_string);
                let is_new = known.insert((end.key(), rule.protocol));
                let peer = peer(end);
                if !is_new || !peer.takes(rule.protocol) {
                    continue;
                }
                let text = || format!("{} {word} {of}", rule.protocol);
                let description = rule.description.as_ref().map_or_else(text, ToString::to_string);
                inline.push(GroupRule { peer, protocol: rule.protocol, description });
            }
        }
        inline
    }

    /// What stands for the other end of a rule, groups of the VPC aside.
    fn ends(&self, core: &Core, peer: &GroupPeer) -> Vec<End> {
        match peer {
            GroupPeer::Group(_) => Vec::new(),
            // A unit of its own has the rule: see `between`.
            GroupPeer::GroupOf(of) if of.is_reference() => Vec::new(),
            GroupPeer::Internet => internet(self.plan.vpc.ipv6).map(End::Cidr).collect(),
            GroupPeer::Cidr(cidr) => vec![End::Cidr(*cidr)],
            GroupPeer::PrefixList(id) => vec![End::PrefixList(id.clone())],
            GroupPeer::Existing(id) => vec![End::Existing(id.clone())],
            GroupPeer::Place(place) | GroupPeer::GroupOf(GroupOf { place, .. }) => {
                let addresses = self.plan.places.get(place).into_iter().flatten();
                addresses.filter_map(|address| End::of(core, *address)).collect()
            }
        }
    }

    /// Egress rules, always written out: everything, nothing, or what the document says.
    fn egress(&self, core: &Core, rules: Option<&[Rule]>) -> Vec<GroupRule<EgressPeer>> {
        let Some(rules) = rules else {
            let everything = |cidr| GroupRule {
                peer: EgressPeer::Cidr(cidr),
                protocol: Protocol::All,
                description: "everything".to_owned(),
            };
            let v6 = self.plan.vpc.ipv6.then(|| everything(Cidr::V6(Cidr6::ANY)));
            return std::iter::once(everything(Cidr::V4(Cidr4::ANY))).chain(v6).collect();
        };
        let inline = self.inline(core, rules, "to", End::egress);
        if inline.is_empty() { nothing() } else { inline }
    }
}

/// The egress of a group that opens no connections but those towards groups: AWS would allow everything if nothing stood
/// here.
pub(super) fn nothing() -> Vec<GroupRule<EgressPeer>> {
    let nobody = NOBODY.map(|cidr| EgressPeer::Cidr(Cidr::V4(cidr)));
    let rule =
        |peer| GroupRule { peer, protocol: Protocol::All, description: "nothing: no packet goes there".to_owned() };
    nobody.into_iter().map(rule).collect()
}

/// The other end of a rule, in either direction.
enum End {
    Cidr(Cidr),
    PrefixList(PrefixListId),
    Existing(SecurityGroupId),
    Own(OwnAddresses),
}

impl End {
    /// The end of planned addresses. Runs of the VPC's own /56 are planned only where it has one.
    fn of(core: &Core, address: AclAddress) -> Option<Self> {
        Some(match address {
            AclAddress::V4(cidr) => Self::Cidr(Cidr::V4(cidr)),
            AclAddress::V6(cidr) => Self::Cidr(Cidr::V6(cidr)),
            AclAddress::OwnV6(group) => Self::Own(OwnAddresses { vpc: core.vpc, block: core.ipv6?, group }),
        })
    }

    fn ingress(self) -> IngressPeer {
        match self {
            Self::Cidr(cidr) => IngressPeer::Cidr(cidr),
            Self::PrefixList(id) => IngressPeer::PrefixList(id),
            Self::Existing(id) => IngressPeer::Existing(id),
            Self::Own(own) => IngressPeer::Own(own),
        }
    }

    fn egress(self) -> EgressPeer {
        match self {
            Self::Cidr(cidr) => EgressPeer::Cidr(cidr),
            Self::PrefixList(id) => EgressPeer::PrefixList(id),
            Self::Existing(id) => EgressPeer::Existing(id),
            Self::Own(own) => EgressPeer::Own(own),
        }
    }

    /// What no two rules about one protocol can share.
    fn key(&self) -> String {
        match self {
            Self::Cidr(cidr) => cidr.to_string(),
            _ => self.words(),
        }
    }

    /// The words for people.
    fn words(&self) -> String {
        match self {
            Self::Cidr(Cidr::V4(Cidr4::ANY) | Cidr::V6(Cidr6::ANY)) => "the internet".to_owned(),
            Self::Cidr(cidr) => cidr.to_string(),
            Self::PrefixList(id) => id.to_string(),
            Self::Existing(id) => id.to_string(),
            Self::Own(own) => own_words(own.group),
        }
    }
}

/// The words that stand for a run of the VPC's own /64s in names.
fn own_words(group: Ipv6Group) -> String {
    format!("own-ipv6-{}-{}", group.index, group.size)
}

fn internet(ipv6: bool) -> impl Iterator<Item = Cidr> {
    std::iter::once(Cidr::V4(Cidr4::ANY)).chain(ipv6.then_some(Cidr::V6(Cidr6::ANY)))
}

/// The words that stand for a peer in names.
pub(super) fn peer_words(cidr: Cidr) -> String {
    match cidr {
        Cidr::V4(Cidr4::ANY) => "anywhere".to_owned(),
        Cidr::V6(Cidr6::ANY) => "anywhere-ipv6".to_owned(),
        Cidr::V4(cidr) if Some(cidr) == NOBODY => "nobody".to_owned(),
        Cidr::V4(cidr) => cidr.to_string(),
        // Written out, because shortened addresses could meet: 1::2:3 and 1:2::3.
        Cidr::V6(cidr) => {
            let groups: Vec<String> = cidr.address().segments().iter().map(|group| format!("{group:x}")).collect();
            format!("{}-{}", groups.join("-"), cidr.prefix())
        }
    }
}

/// The words that stand for a protocol in names: `tcp-443`, `udp-8000-8100`.
pub(super) fn protocol_words(protocol: Protocol) -> String {
    protocol.to_string().replace(' ', "-")
}

impl Groups {
    /// The groups, for those who launch into them.
    pub(super) fn outputs(&self, builder: &mut VpcBuilder<'_>) {
        for (group, resource) in builder.plan.vpc.groups.iter().zip(&self.groups) {
            let what = format!("Security group {} of VPC {}", group.name, builder.name);
            let path = [builder.name, group.name.as_str()];
            let id = OutputValue::One(resource.read(SecurityGroup::ID));
            builder.graph.output(self.unit, &path, "SecurityGroupId", what, id);
        }
    }
}
