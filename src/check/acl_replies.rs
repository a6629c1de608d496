//! NG0950: written network ACLs that let a connection out, or in, and drop its replies; and those of a NAT gateway's subnet that drop
//! what the tiers behind it send. Packets walk as they do for `netgen reach`, there and back.

use std::collections::{BTreeMap, BTreeSet};

use super::facts::Facts;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Span};
use crate::net::Ports;
use crate::network::{Acls, Purpose, RouteKind, TierId, Zone};
use crate::plan::fabric::packet::{Family, Transport};
use crate::plan::fabric::walk::{Host, Kind, Obstacle, Place, Subnet, Walker};
use crate::plan::{AclEntryPlan, AclProtocol, VpcPlan};

/// Wider ranges are there for replies, not for services.
const WIDEST_SERVICE: u16 = 1000;

pub(super) fn check(facts: &Facts<'_>, diagnostics: &mut Diagnostics) {
    let written = |plan: &&VpcPlan<'_>| matches!(plan.vpc.acls, Acls::Explicit(_));
    if !facts.plan.vpcs.iter().any(|plan| written(&plan)) {
        return;
    }
    let walker = Walker::new(facts.plan);
    for plan in facts.plan.vpcs.iter().filter(written) {
        let mut rule = Rule { walker: &walker, plan, found: BTreeMap::new() };
        rule.look();
        rule.report(diagnostics);
    }
}

/// One end of a connection: a tier, or the internet.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum End {
    Tier(TierId),
    Internet,
}

/// Where packets die: the tier of the ACL, its direction, and the rule that decides.
type Spot = (String, Kind, Option<u32>);

struct Rule<'w, 'p> {
    walker: &'w Walker<'p>,
    plan: &'p VpcPlan<'p>,
    found: BTreeMap<Spot, (Obstacle, BTreeSet<String>)>,
}

impl Rule<'_, '_> {
    fn look(&mut self) {
        let tiers = self.plan.vpc.tiers.iter().enumerate();
        let workloads = tiers.filter(|(_, tier)| tier.purpose == Purpose::Workload);
        let mut ends: Vec<End> = workloads.map(|(index, _)| End::Tier(TierId(index))).collect();
        ends.push(End::Internet);
        for from in &ends {
            for to in ends.iter().filter(|to| *to != from) {
                for family in [Family::Ipv4, Family::Ipv6] {
                    self.pair(*from, *to, family);
                }
            }
        }
    }

    fn pair(&mut self, from: End, to: End, family: Family) {
        let (Some(one), Some(other)) = (self.host(from, family, false), self.host(to, family, true)) else { return };
        for transport in self.services(from, to) {
            let flow = self.walker.flow(&one, &other, transport);
            let there = flow.there.obstacle();
            let dies = match there {
                // A tier whose default route is a NAT gateway may open connections, as far as its own ACL lets it.
                Some(first) if self.is_foreign(first, from, to) => Some(first),
                None if flow.there.arrived => flow.back.obstacle(),
                _ => None,
            };
            let Some(obstacle) = dies.filter(|one| matches!(one.kind, Kind::AclIn | Kind::AclOut)) else { continue };
            let words = format!("{} to {}, {transport}", self.name(from), self.name(to));
            let place = (obstacle.at.clone(), obstacle.kind, obstacle.rule);
            self.found.entry(place).or_insert_with(|| (obstacle.clone(), BTreeSet::new())).1.insert(words);
        }
    }

    /// Whether a request dies at the subnet of a NAT gateway rather than at one of its ends.
    fn is_foreign(&self, obstacle: &Obstacle, from: End, to: End) -> bool {
        let at = |end: End| matches!(end, End::Tier(id) if obstacle.at == format!("{}/{}", self.plan.vpc.name, self.plan.vpc.tier(id).name));
        to == End::Internet && !at(from)
    }

    fn name(&self, end: End) -> String {
        match end {
            End::Tier(id) => format!("tier `{}`", self.plan.vpc.tier(id).name),
            End::Internet => "the internet".to_owned(),
        }
    }

    /// A host of the first zone, or of the last one for the far end.
    fn host(&self, end: End, family: Family, last: bool) -> Option<Host> {
        let End::Tier(tier) = end else { return Some(Host::internet(family)) };
        let subnets = &self.plan.tiers[tier.0].subnets;
        let zone: Zone = if last { subnets.last()?.zone } else { subnets.first()?.zone };
        let at = Subnet { vpc: self.plan.id, tier, zone };
        Some(Host { place: Place::Interface(at, None), address: self.walker.host(at, family)? })
    }

    /// The services that written rules name for the two ends, and HTTPS where a tier goes out by a NAT gateway.
    fn services(&self, from: End, to: End) -> BTreeSet<Transport> {
        let mut services = BTreeSet::new();
        let acl = |end: End| match end {
            End::Tier(id) => self.plan.acls.iter().find(|acl| acl.tier == id),
            End::Internet => None,
        };
        if let (End::Tier(id), End::Internet) = (from, to)
            && self.plan.vpc.tier(id).route == RouteKind::Nat
        {
            services.insert(Transport::Tcp(443));
        }
        if let Some(acl) = acl(from) {
            services.extend(acl.egress.iter().filter_map(service));
        }
        if let Some(acl) = acl(to) {
            services.extend(acl.ingress.iter().filter_map(service));
        }
        services
    }

    fn report(self, diagnostics: &mut Diagnostics) {
        let Acls::Explicit(written) = &self.plan.vpc.acls else { return };
        for ((at, kind, _), (obstacle, flows)) in self.found {
            let name = at.rsplit('/').next().unwrap_or_default();
            let Some(tier) = self.plan.vpc.tiers.iter().position(|tier| tier.name.as_str() == name) else { continue };
            let acl = written.iter().find(|acl| acl.tier == TierId(tier));
            let rules = acl.map(|acl| if kind == Kind::AclIn { &acl.ingress } else { &acl.egress });
            let rule = rules.and_then(|rules| {
                let deciding =
                    rules.iter().rev().find(|rule| obstacle.rule.is_some_and(|number| rule.number <= number));
                deciding.or(rules.first())
            });
            let span: Span = rule.map_or(self.plan.vpc.tiers[tier].span, |rule| rule.span);
            let mut shown: Vec<String> = flows.iter().take(3).cloned().collect();
            if flows.len() > shown.len() {
                shown.push(format!("and {} more", flows.len() - shown.len()));
            }
            let way = if kind == Kind::AclIn { "into" } else { "out of" };
            let message = format!(
                "network ACL of tier `{name}` in VPC `{}` drops packets {way} it that other rules expect",
                self.plan.vpc.name
            );
            diagnostics.push(
                Diagnostic::new(Code::AclReplies, message)
                    .at(span, "")
                    .why(format!("{}; so these connections fail: {}", obstacle.what, shown.join("; ")))
                    .help(format!("add {}", obstacle.change)),
            );
        }
    }
}

/// The service that an entry opens: its first port, unless the range is wide enough to be for replies.
fn service(entry: &AclEntryPlan) -> Option<Transport> {
    let narrow = |ports: Ports| ports.to() - ports.from() < WIDEST_SERVICE;
    match entry.protocol {
        _ if entry.action != crate::blueprint::AclAction::Allow => None,
        AclProtocol::Tcp(ports) if narrow(ports) => Some(Transport::Tcp(ports.from())),
        AclProtocol::Udp(ports) if narrow(ports) => Some(Transport::Udp(ports.from())),
        _ => None,
    }
}
