//! Two networks side by side: resources by key, with what each says and reads.

use std::collections::{BTreeMap, BTreeSet};

use crate::aws::{Body, Found, Graph, KindOf, NodeId, ParameterKind, Value};
use crate::net::{Cidr, Cidr4};
use crate::record::{Record, ResourceRecord, UnitRecord};

pub(super) use crate::record::rows::{cidr, container_of, destination, lines, overlap, read};

/// A resource and the unit that has it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Owned<'r> {
    pub unit: &'r UnitRecord,
    pub resource: &'r ResourceRecord,
}

/// All resources of a network.
#[derive(Debug)]
pub(super) struct Side<'r> {
    pub all: BTreeMap<String, Owned<'r>>,
    reads: BTreeMap<String, BTreeSet<String>>,
    readers: BTreeMap<String, BTreeSet<String>>,
}

impl<'r> Side<'r> {
    /// `graph` says what is looked up with the help of what, which no property says.
    pub fn of(record: &'r Record, graph: &Graph) -> Self {
        let owned =
            record.units.iter().flat_map(|unit| unit.resources.iter().map(move |resource| Owned { unit, resource }));
        let all: BTreeMap<String, Owned<'r>> = owned.map(|one| (one.resource.key(), one)).collect();
        let mut reads = looked_up(graph);
        for (key, one) in &all {
            reads.entry(key.clone()).or_default().extend(one.resource.facts.iter().flat_map(|fact| fact.reads.clone()));
        }
        let mut readers: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (key, read) in reads.iter().flat_map(|(key, own)| own.iter().map(move |read| (key, read))) {
            readers.entry(read.clone()).or_default().insert(key.clone());
        }
        Self { all, reads, readers }
    }

    /// What a resource reads, by key.
    pub fn reads(&self, key: &str) -> impl Iterator<Item = &str> {
        self.reads.get(key).into_iter().flatten().map(String::as_str)
    }

    pub fn get(&self, key: &str) -> Option<&'r ResourceRecord> {
        self.all.get(key).map(|one| one.resource)
    }

    /// The resources that read one, by key.
    pub fn readers(&self, key: &str) -> impl Iterator<Item = &str> {
        self.readers.get(key).into_iter().flatten().map(String::as_str)
    }

    /// Those of a kind in a container.
    pub fn within<'s>(
        &'s self,
        container: &'s str,
        kind: KindOf,
    ) -> impl Iterator<Item = (&'s str, &'r ResourceRecord)> {
        let keys = self.readers(container).filter_map(|key| Some((key, self.get(key)?)));
        keys.filter(move |(_, one)| one.kind == kind && container_of(one) == Some(container))
    }

    /// The zones of the subnets that a firewall or an attachment has.
    pub fn zones(&self, key: &str) -> BTreeSet<&'r str> {
        let subnets = self.get(key).into_iter().flat_map(|one| &one.facts).flat_map(|fact| &fact.reads);
        let subnets = subnets.filter_map(|key| self.get(key)).filter(|one| one.kind == KindOf::Subnet);
        subnets.filter_map(zone).collect()
    }

    /// The IPv4 blocks of the VPC of an attachment.
    pub fn blocks(&self, attachment: &str) -> Vec<Cidr4> {
        let Some(vpc) = self.get(attachment).and_then(|one| read(one, "VpcId")) else { return Vec::new() };
        let own = self.get(vpc).and_then(|one| cidr(one, "CidrBlock"));
        let more = self.readers(vpc).filter_map(|key| self.get(key)).filter(|one| one.kind == KindOf::VpcCidr);
        own.into_iter().chain(more.filter_map(|one| cidr(one, "CidrBlock"))).filter_map(Cidr::v4).collect()
    }

    /// The attachment to which a table of a transit gateway leads for a prefix: that of the longest route around it, a written one before
    /// a learnt one. None for a blackhole, and where there is no route.
    pub fn way(&self, table: &str, to: Cidr4) -> Option<&'r str> {
        let written = self.within(table, KindOf::TransitGatewayRoute);
        let written = written.filter_map(|(_, one)| Some((destination(one)?.v4()?, true, target(one))));
        let learnt = self.within(table, KindOf::TransitGatewayPropagation).filter_map(|(_, one)| target(one));
        let learnt = learnt.flat_map(|to| self.blocks(to).into_iter().map(move |block| (block, false, Some(to))));
        let around = written.chain(learnt).filter(|(block, ..)| block.contains(to));
        around.max_by_key(|(block, is_written, _)| (block.prefix(), *is_written)).and_then(|(.., to)| to)
    }
}

/// What must be there before a resource's parameter can be looked up.
fn looked_up(graph: &Graph) -> BTreeMap<String, BTreeSet<String>> {
    let key = |id: NodeId| {
        let node = graph.node(id);
        [node.kind.module(), ".", &node.label].concat()
    };
    let (mut body, mut all) = (Body::default(), BTreeMap::<String, BTreeSet<String>>::new());
    for (id, _) in graph.nodes() {
        graph.describe(id, &mut body);
        let parameters = body.values().filter_map(|(_, value)| match value {
            Value::Later(later) => Some(later.parameter),
            Value::Parameter(parameter) => Some(parameter),
            _ => None,
        });
        for parameter in parameters {
            let ParameterKind::Attachment(lookup) = &graph.parameter_of(parameter).kind else { continue };
            let made = [&lookup.resource, &lookup.gateway].into_iter().filter_map(|found| match found {
                Found::Made(read) => Some(read.node),
                Found::Existing(_) => None,
            });
            all.entry(key(id)).or_default().extend(made.chain([lookup.made_with]).map(key));
        }
    }
    all
}

/// The zone of a subnet.
pub(super) fn zone(subnet: &ResourceRecord) -> Option<&str> {
    ["AvailabilityZone", "AvailabilityZoneId"].into_iter().find_map(|name| lines(subnet, name).first().copied())
}

/// The firewall, by key, and the zone of an endpoint that a route looks up.
pub(super) fn looked_up_in(route: &ResourceRecord) -> Option<(&str, &str)> {
    let (_, zone) = lines(route, "VpcEndpointId").first()?.split_once(" in ")?;
    Some((read(route, "VpcEndpointId")?, zone))
}

/// The attachment that a route of a transit gateway leads to.
pub(super) fn target(one: &ResourceRecord) -> Option<&str> {
    lines(one, "TransitGatewayAttachmentId").first().copied()
}
