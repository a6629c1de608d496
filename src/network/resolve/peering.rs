//! Peering connections. In comes a document; out go its peerings by name, each with the VPCs at both ends, and findings about ends that no
//! connection has, and about roles that cannot accept it.

use std::collections::BTreeMap;

use super::account::is_role;
use super::known::{Known, vpc_of};
use super::scope::Scopes;
use super::tags::merged;
use super::{duplicates, plain_tags, region};
use crate::blueprint::{self as written, Blueprint};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Span, Spanned};
use crate::net::{AccountId, Arn, ExistingVpcId, Name};
use crate::network::{Holder, Network, PeerVpc, Peering, TheirVpc, VpcId};

/// A block of a VPC has /16 to /28.
/// <https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html>
const SIZES: std::ops::RangeInclusive<u8> = 16..=28;

/// The peering connections of a document, by name.
pub(super) fn peerings(
    blueprint: &Blueprint,
    known: &Known<'_>,
    scopes: &Scopes,
    diagnostics: &mut Diagnostics,
) -> Vec<Peering> {
    let mut resolver =
        Resolver { blueprint, known, scopes, diagnostics, pairs: BTreeMap::new(), said: BTreeMap::new() };
    blueprint.peerings.iter().filter_map(|(name, peering)| resolver.peering(name, &peering.value)).collect()
}

/// What stands at the other end of a VPC's peering.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Far {
    Own(VpcId),
    Theirs(ExistingVpcId),
}

struct Resolver<'a> {
    blueprint: &'a Blueprint,
    known: &'a Known<'a>,
    scopes: &'a Scopes,
    diagnostics: &'a mut Diagnostics,
    /// The pairs that peer, and where.
    pairs: BTreeMap<(VpcId, Far), Span>,
    /// What was said of each VPC of others, and where.
    said: BTreeMap<ExistingVpcId, (TheirVpc, Span)>,
}

impl<'a> Resolver<'a> {
    fn peering(&mut self, name: &Spanned<Name>, written: &written::Peering) -> Option<Peering> {
        let (requester, accepter) = match &written.with {
            None => self.both(written)?,
            Some(with) => {
                let (requester, vpc) = self.one(written, with)?;
                (requester, PeerVpc::Theirs(vpc))
            }
        };
        let far = match &accepter {
            PeerVpc::Own(id) => Far::Own(*id),
            PeerVpc::Theirs(vpc) => Far::Theirs(vpc.id.value.clone()),
        };
        if let Some(twin) = self.pairs.insert((requester, far), name.span) {
            let other = match written.between.value.as_slice() {
                [one, other] => [one.value.to_string(), other.value.to_string()],
                all => {
                    let with = written.with.as_ref().map(|with| with.value.id.value.to_string());
                    [all.first().map(|one| one.value.to_string()).unwrap_or_default(), with.unwrap_or_default()]
                }
            };
            let message = format!("`{}` and `{}` peer twice", other[0], other[1]);
            let finding = Diagnostic::new(Code::Peering, message).at(name.span, "").also(twin, "the first is here");
            self.diagnostics.push(finding.help("remove one of them: AWS allows one peering between two VPCs"));
            return None;
        }
        let tags = merged(&plain_tags(&self.blueprint.tags), &written.tags, self.diagnostics);
        let accepts = written.accepts.clone();
        Some(Peering { name: name.value.clone(), span: name.span, requester, accepter, accepts, tags })
    }

    /// Two VPCs of the document.
    fn both(&mut self, written: &written::Peering) -> Option<(VpcId, PeerVpc)> {
        let between = &written.between;
        let [one, other] = between.value.as_slice() else {
            let help = "write two names: `between: [shop, data]`; or one, and `with: {id: vpc-…, cidr: […]}` for a VPC that exists";
            self.error("a peering is between two VPCs", between.span, help);
            return None;
        };
        let (from, to) = (self.vpc(one), self.vpc(other));
        let (from, to) = (from?.0, to?.0);
        if from == to {
            self.error(format!("VPC `{}` would peer with itself", one.value), between.span, "name another VPC");
            return None;
        }
        Some((from.min(to), PeerVpc::Own(from.max(to))))
    }

    /// A VPC of the document and one of others.
    fn one(&mut self, written: &written::Peering, with: &Spanned<written::PeerVpc>) -> Option<(VpcId, TheirVpc)> {
        let between = &written.between;
        let [one] = between.value.as_slice() else {
            let message = "a peering with a VPC of others is between that and one VPC of the document";
            self.error(message, between.span, "write one name: `between: [shop]`; or remove `with`");
            return None;
        };
        let (requester, own) = self.vpc(one)?;
        let scopes = self.scopes;
        let scope = scopes.get(scopes.of(own.account.as_ref(), own.region.as_ref()));
        let written = &with.value;
        let holder = match &written.account {
            None => Holder::Account(scope.account),
            Some(holder) => scopes.known_holder(holder, self.blueprint, self.diagnostics)?,
        };
        if let Some(region) = &written.region {
            self.region(region, scope.region.partition());
        }
        let region = written.region.as_ref().map_or(&scope.region, |region| &region.value).clone();
        let vpc = TheirVpc { id: written.id.clone(), holder, region, blocks: self.blocks(written) };
        self.agrees(&vpc, with.span);
        Some((requester, vpc))
    }

    fn vpc(&mut self, name: &Spanned<Name>) -> Option<(VpcId, &'a written::Vpc)> {
        vpc_of(self.blueprint, self.known, name, self.diagnostics)
    }

    /// The Region of a VPC of others: any one of the partition.
    fn region(&mut self, written: &Spanned<crate::net::Region>, own: &str) {
        let partition = written.value.partition();
        if partition != own {
            let message =
                format!("`{}` is of partition `{partition}`, and the VPC of the document of `{own}`", written.value);
            let finding = Diagnostic::new(Code::Partitions, message).at(written.span, "");
            let finding = finding.why("nothing is shared or joined between two partitions");
            self.diagnostics.push(finding.help("connect the two by a VPN connection"));
        } else if !self.scopes.all.iter().any(|scope| scope.region == written.value) {
            region::check(written, None, self.diagnostics);
        }
    }

    /// The blocks of a VPC of others, by address.
    fn blocks(&mut self, written: &written::PeerVpc) -> Vec<Spanned<crate::net::Cidr4>> {
        if written.cidr.value.is_empty() {
            let message = format!("`{}` has no block", written.id.value);
            self.error(message, written.cidr.span, "write its IPv4 blocks: `cidr: [10.90.0.0/16]`");
        }
        duplicates(&written.cidr.value, "block", self.diagnostics);
        for block in written.cidr.value.iter().filter(|block| !SIZES.contains(&block.value.prefix())) {
            let message = format!("`{}` cannot have a /{}", written.id.value, block.value.prefix());
            let finding = Diagnostic::new(Code::VpcSize, message).at(block.span, "");
            self.diagnostics.push(finding.help("write the blocks that the VPC has: each has /16 to /28"));
        }
        let mut blocks = written.cidr.value.clone();
        blocks.sort_by_key(|block| block.value);
        blocks.dedup_by_key(|block| block.value);
        blocks
    }

    /// One VPC of others at several peerings is said to be the same everywhere.
    fn agrees(&mut self, vpc: &TheirVpc, span: Span) {
        let facts = |vpc: &TheirVpc| {
            let blocks: Vec<_> = vpc.blocks.iter().map(|block| block.value).collect();
            (vpc.holder.clone(), vpc.region.clone(), blocks)
        };
        match self.said.get(&vpc.id.value) {
            None => _ = self.said.insert(vpc.id.value.clone(), (vpc.clone(), span)),
            Some((first, place)) if facts(first) != facts(vpc) => {
                let message = format!("two peerings say different things of `{}`", vpc.id.value);
                let finding = Diagnostic::new(Code::Peering, message).at(span, "").also(*place, "the first is here");
                let finding = finding.why("a VPC has one account, one Region and one list of blocks");
                self.diagnostics.push(finding.help("write the same `account`, `region` and `cidr` in both"));
            }
            Some(_) => {}
        }
    }

    fn error(&mut self, message: impl Into<String>, span: Span, help: &str) {
        self.diagnostics.push(Diagnostic::new(Code::Peering, message).at(span, "").help(help));
    }
}

/// The roles by which CloudFormation accepts, once it is known which side does.
pub(super) fn roles(network: &Network, diagnostics: &mut Diagnostics) {
    for peering in &network.peerings {
        let Some(role) = &peering.accepts else { continue };
        let found = if let Some(holder) = network.apart(peering).account {
            refused(network, role, (network.scope_of(peering.requester).region.partition(), &holder))
        } else {
            let name = &peering.name;
            let message = format!("both VPCs of peering `{name}` are in one account, where nobody has to accept");
            Some(Diagnostic::new(Code::Peering, message).help("remove `accepts`"))
        };
        if let Some(finding) = found {
            diagnostics.push(finding.at(role.span, "").also(peering.span, "of this peering"));
        }
    }
}

/// Why CloudFormation cannot accept by a role: it is none, or one of another partition or account than the VPC that accepts.
fn refused(network: &Network, role: &Spanned<Arn>, (own, holder): (&str, &Holder)) -> Option<Diagnostic> {
    let account = match holder {
        Holder::Id(_) => None,
        Holder::Account(owner) => owner.map(|owner| &network.accounts[owner.0]),
    };
    let id = match holder {
        Holder::Id(id) => Some(id),
        Holder::Account(_) => account.and_then(|account| account.id.as_ref()),
    };
    let Some(of) = role.value.account().parse::<AccountId>().ok().filter(|_| is_role(&role.value)) else {
        let id = id.map_or("222222222222", AccountId::as_str);
        let finding = Diagnostic::new(Code::Peering, format!("`{}` is not an IAM role", role.value));
        return Some(finding.help(format!("write an ARN such as `arn:{own}:iam::{id}:role/accept-peering`")));
    };
    if role.value.partition() != own {
        let message = format!("the role of `accepts` is of partition `{}`", role.value.partition());
        let help = format!("name a role of the Regions' partition: `arn:{own}:iam::…`");
        return Some(Diagnostic::new(Code::Partitions, message).help(help));
    }
    let id = id.filter(|id| **id != of)?;
    let name = account.map_or_else(|| id.to_string(), |account| format!("`{}` ({id})", account.name));
    let message = format!("the role of `accepts` is in account {of}, and account {name} accepts");
    let help = format!("name a role of account {id}: CloudFormation accepts with its rights there");
    Some(Diagnostic::new(Code::Peering, message).help(help))
}
