//! Security groups and their rules.

use super::{Core, VpcBuilder};
use crate::aws::Kind;
use crate::aws::graph::{OutputValue, Place, Ref, UnitId};
use crate::aws::kind::{
    EgressPeer, EgressRule, GroupRule, IngressPeer, IngressRule, InlineEgressRule, InlineIngressRule, SecurityGroup,
};
use crate::blueprint::StackPart;
use crate::net::{Cidr, Cidr4, Cidr6};
use crate::network::{GroupPeer, Protocol, Rule};

/// An address that no packet on a network carries: a rule about it allows nothing.
/// (RFC 1122, section 3.2.1.3.)
const NOBODY: Option<Cidr4> = Cidr4::new(std::net::Ipv4Addr::LOCALHOST, 32);

/// The security groups, in the order of the network.
pub(super) struct Groups {
    unit: UnitId,
    groups: Vec<Ref<SecurityGroup>>,
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
                ingress: self.inline(&group.ingress, ingress_peer),
                egress: self.egress(group.egress.as_deref()),
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
            };
            let path = [self.name, name, "from", &words, &protocol_words(rule.protocol)];
            self.graph.add(place, &path, InlineIngressRule { group, rule });
        }
        for rule in egress {
            let words = match &rule.peer {
                EgressPeer::Cidr(cidr) => peer_words(*cidr),
                EgressPeer::PrefixList(id) => id.to_string(),
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
            self.graph.add(place, &path, IngressRule { group, from: other, protocol, description });
        } else {
            self.graph.add(place, &path, EgressRule { group, to: other, protocol, description });
        }
    }

    /// The rules whose other end is no group: one for each address family.
    fn inline<P>(&self, rules: &[Rule], peer: impl Fn(&GroupPeer, bool) -> Vec<(P, String)>) -> Vec<GroupRule<P>> {
        let ipv6 = self.plan.vpc.ipv6;
        let mut inline = Vec::new();
        for rule in rules {
            for (peer, who) in peer(&rule.peer, ipv6) {
                let text = || format!("{} {who}", rule.protocol);
                let description = rule.description.as_ref().map_or_else(text, ToString::to_string);
                inline.push(GroupRule { peer, protocol: rule.protocol, description });
            }
        }
        inline
    }

    /// Egress rules, always written out: everything, nothing, or what the document says.
    fn egress(&self, rules: Option<&[Rule]>) -> Vec<GroupRule<EgressPeer>> {
        let Some(rules) = rules else {
            let everything = |cidr| GroupRule {
                peer: EgressPeer::Cidr(cidr),
                protocol: Protocol::All,
                description: "everything".to_owned(),
            };
            let v6 = self.plan.vpc.ipv6.then(|| everything(Cidr::V6(Cidr6::ANY)));
            return std::iter::once(everything(Cidr::V4(Cidr4::ANY))).chain(v6).collect();
        };
        let inline = self.inline(rules, egress_peer);
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

fn ingress_peer(peer: &GroupPeer, ipv6: bool) -> Vec<(IngressPeer, String)> {
    match peer {
        GroupPeer::Group(_) => Vec::new(),
        GroupPeer::Internet => {
            internet(ipv6).map(|cidr| (IngressPeer::Cidr(cidr), "from the internet".to_owned())).collect()
        }
        GroupPeer::Cidr(cidr) => vec![(IngressPeer::Cidr(*cidr), format!("from {cidr}"))],
        GroupPeer::PrefixList(id) => vec![(IngressPeer::PrefixList(id.clone()), format!("from {id}"))],
    }
}

fn egress_peer(peer: &GroupPeer, ipv6: bool) -> Vec<(EgressPeer, String)> {
    match peer {
        GroupPeer::Group(_) => Vec::new(),
        GroupPeer::Internet => {
            internet(ipv6).map(|cidr| (EgressPeer::Cidr(cidr), "to the internet".to_owned())).collect()
        }
        GroupPeer::Cidr(cidr) => vec![(EgressPeer::Cidr(*cidr), format!("to {cidr}"))],
        GroupPeer::PrefixList(id) => vec![(EgressPeer::PrefixList(id.clone()), format!("to {id}"))],
    }
}

fn internet(ipv6: bool) -> impl Iterator<Item = Cidr> {
    std::iter::once(Cidr::V4(Cidr4::ANY)).chain(ipv6.then_some(Cidr::V6(Cidr6::ANY)))
}

/// The words that stand for a peer in names.
fn peer_words(cidr: Cidr) -> String {
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
fn protocol_words(protocol: Protocol) -> String {
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
