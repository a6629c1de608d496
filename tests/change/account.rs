//! An account: the objects that stand in it, what AWS takes along with each that goes, and what a packet could notice.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use super::common::dialects::form::{Key, Leaf, Resource as Facts};
use super::proof::net::{Net, Target};
use super::proof::read::{self, KINDS, Resource};
use super::tree::{Place, Tree};

/// What stands in an account. Its key is that of the resource, with a prime for each one that stood there before.
#[derive(Clone, Debug, PartialEq)]
pub struct Object {
    pub key: Key,
    /// What it reads are keys of other objects.
    pub facts: BTreeMap<String, Leaf>,
    /// Whether CloudFormation leaves it alone when it would delete it.
    pub kept: bool,
}

impl Object {
    /// The object that a property reads.
    pub fn read(&self, property: &str) -> Option<&Key> {
        self.facts.get(property).and_then(|leaf| leaf.reads().first().copied())
    }

    pub fn leaf(&self, property: &str) -> Option<&Leaf> {
        self.facts.get(property)
    }

    pub fn text(&self, property: &str) -> Option<&str> {
        self.facts.get(property).and_then(Leaf::as_text)
    }

    /// The objects that a property or its parts read.
    pub fn reads<'o>(&'o self, property: &'o str) -> impl Iterator<Item = &'o Key> {
        let below = self.facts.range(property.to_owned()..).take_while(move |(name, _)| name.starts_with(property));
        below.flat_map(|(_, leaf)| leaf.reads())
    }

    /// The resources at which a packet meets it: itself, and what it is a part of. Nothing: everywhere.
    fn met_at(&self) -> Vec<String> {
        let anchor = match self.key.kind {
            "AWS::EC2::VPCGatewayAttachment"
            | "AWS::EC2::EgressOnlyInternetGateway"
            | "AWS::EC2::TransitGatewayAttachment" => "VpcId",
            "AWS::EC2::SubnetRouteTableAssociation" | "AWS::EC2::SubnetNetworkAclAssociation" => "SubnetId",
            "AWS::EC2::Route" => "RouteTableId",
            "AWS::EC2::NetworkAclEntry" => "NetworkAclId",
            "AWS::EC2::TransitGatewayRouteTableAssociation" => "TransitGatewayAttachmentId",
            "AWS::EC2::TransitGatewayRouteTablePropagation" | "AWS::EC2::TransitGatewayRoute" => {
                "TransitGatewayRouteTableId"
            }
            "AWS::EC2::VPC"
            | "AWS::EC2::Subnet"
            | "AWS::EC2::RouteTable"
            | "AWS::EC2::NatGateway"
            | "AWS::EC2::NetworkAcl"
            | "AWS::EC2::InternetGateway"
            | "AWS::EC2::TransitGateway"
            | "AWS::EC2::TransitGatewayRouteTable"
            | "AWS::EC2::VPCPeeringConnection" => "",
            kind if KINDS.iter().any(|(one, _)| *one == kind) => return vec![EVERYWHERE.to_owned()],
            _ => return Vec::new(),
        };
        let own = read::id(&self.key);
        std::iter::once(own).chain(self.read(anchor).map(read::id)).collect()
    }
}

/// Stands for what any packet may notice.
pub const EVERYWHERE: &str = "everywhere";

/// What CloudFormation or AWS refuses.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Refusal {
    /// AWS's code.
    pub code: &'static str,
    pub what: String,
    /// What is in the way, or in need.
    pub by: Option<Key>,
}

/// The objects, and which stack has which.
#[derive(Clone, Debug, Default)]
pub struct Account {
    objects: BTreeMap<Key, Arc<Object>>,
    pub owned: BTreeMap<Place, Key>,
    /// Associations of network ACLs that another one took the subnet over from.
    taken: BTreeMap<Key, Key>,
    /// What a packet may notice at each resource, as a digest.
    met: BTreeMap<String, u64>,
}

fn digest(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

/// Objects that go with another one: its kind, theirs, and by which property they belong to it.
const PARTS: &[(&str, &str, &str)] = &[
    ("AWS::EC2::RouteTable", "AWS::EC2::Route", "RouteTableId"),
    ("AWS::EC2::NetworkAcl", "AWS::EC2::NetworkAclEntry", "NetworkAclId"),
    ("AWS::EC2::Subnet", "AWS::EC2::SubnetRouteTableAssociation", "SubnetId"),
    ("AWS::EC2::Subnet", "AWS::EC2::SubnetNetworkAclAssociation", "SubnetId"),
    (
        "AWS::EC2::TransitGatewayAttachment",
        "AWS::EC2::TransitGatewayRouteTableAssociation",
        "TransitGatewayAttachmentId",
    ),
    (
        "AWS::EC2::TransitGatewayAttachment",
        "AWS::EC2::TransitGatewayRouteTablePropagation",
        "TransitGatewayAttachmentId",
    ),
    ("AWS::EC2::VPNConnection", "AWS::EC2::TransitGatewayRouteTableAssociation", "TransitGatewayAttachmentId"),
    ("AWS::EC2::VPNConnection", "AWS::EC2::TransitGatewayRouteTablePropagation", "TransitGatewayAttachmentId"),
    ("AWS::EC2::VPNConnection", "AWS::EC2::VPNConnectionRoute", "VpnConnectionId"),
    ("AWS::EC2::TransitGatewayConnect", "AWS::EC2::TransitGatewayRouteTableAssociation", "TransitGatewayAttachmentId"),
    ("AWS::EC2::TransitGatewayConnect", "AWS::EC2::TransitGatewayRouteTablePropagation", "TransitGatewayAttachmentId"),
    ("AWS::EC2::TransitGatewayRouteTable", "AWS::EC2::TransitGatewayRoute", "TransitGatewayRouteTableId"),
    (
        "AWS::EC2::TransitGatewayRouteTable",
        "AWS::EC2::TransitGatewayRouteTablePropagation",
        "TransitGatewayRouteTableId",
    ),
    ("AWS::EC2::VPNGateway", "AWS::EC2::VPNGatewayRoutePropagation", "VpnGatewayId"),
    ("AWS::EC2::SecurityGroup", "AWS::EC2::SecurityGroupIngress", "GroupId"),
    ("AWS::EC2::SecurityGroup", "AWS::EC2::SecurityGroupEgress", "GroupId"),
    ("AWS::NetworkFirewall::Firewall", "AWS::NetworkFirewall::LoggingConfiguration", "FirewallArn"),
];

impl Account {
    pub fn get(&self, key: &Key) -> Option<&Object> {
        self.objects.get(key).map(AsRef::as_ref)
    }

    /// The objects of a kind.
    pub fn of<'a>(&'a self, kind: &'a str) -> impl Iterator<Item = &'a Object> {
        self.objects.values().map(AsRef::as_ref).filter(move |one| one.key.kind == kind)
    }

    /// The object that stands for what a resource reads: that of the place where the tree says it.
    pub fn resolve(&self, tree: &Tree, leaf: &Leaf) -> Option<Leaf> {
        let key = |key: &Key| self.owned.get(tree.places.get(key)?).cloned();
        resolved(leaf, &key)
    }

    /// A key for one more object of a resource.
    pub fn fresh(&self, key: &Key) -> Key {
        let mut key = key.clone();
        while self.objects.contains_key(&key) {
            key.name.push('\'');
        }
        key
    }

    /// Makes an object, or gives it other facts.
    pub fn put(&mut self, object: Object) {
        self.note(&object.key);
        let key = object.key.clone();
        self.objects.insert(key.clone(), Arc::new(object));
        self.note(&key);
        self.taken_over(&key);
    }

    /// A network ACL's association takes the subnet over from the one that it had.
    fn taken_over(&mut self, key: &Key) {
        const KIND: &str = "AWS::EC2::SubnetNetworkAclAssociation";
        let own = self.get(key).filter(|one| one.key.kind == KIND);
        let Some(subnet) = own.and_then(|one| one.read("SubnetId")) else { return };
        let others = self.of(KIND).filter(|one| one.key != *key && one.read("SubnetId") == Some(subnet));
        let others: Vec<Key> = others.map(|one| one.key.clone()).collect();
        for other in others {
            self.drop_one(&other);
            self.taken.insert(other, key.clone());
        }
    }

    /// Sets whether CloudFormation leaves an object alone.
    pub fn keep(&mut self, key: &Key, kept: bool) {
        if let Some(object) = self.objects.get_mut(key).filter(|object| object.kept != kept) {
            Arc::make_mut(object).kept = kept;
        }
    }

    /// Deletes an object, and what AWS deletes with it.
    pub fn delete(&mut self, key: &Key) {
        // What another association took the subnet over from puts it on the default network ACL when it goes.
        let taken = self.taken.remove(key);
        self.drop_one(taken.as_ref().unwrap_or(key));
        let parts = PARTS.iter().filter(|(whole, ..)| *whole == key.kind);
        for (_, kind, property) in parts {
            let own = self.of(kind).filter(|one| one.read(property) == Some(key));
            let own: Vec<Key> = own.map(|one| one.key.clone()).collect();
            for part in &own {
                self.drop_one(part);
            }
        }
    }

    fn drop_one(&mut self, key: &Key) {
        self.note(key);
        self.objects.remove(key);
    }

    /// Takes an object into what packets may notice, or out of it again.
    fn note(&mut self, key: &Key) {
        let Some(object) = self.objects.get(key) else { return };
        let facts: Vec<_> = object.facts.iter().filter(|(name, _)| !name.starts_with("Tags.")).collect();
        let own = digest(&(&object.key, facts));
        for place in object.met_at() {
            *self.met.entry(place).or_default() ^= own;
        }
    }

    /// What a packet may notice at a resource.
    pub fn met(&self, place: &str) -> u64 {
        self.met.get(place).copied().unwrap_or_default()
    }

    /// The resources at which a packet meets an object.
    pub fn meets(&self, key: &Key) -> Vec<String> {
        self.get(key).map(Object::met_at).unwrap_or_default()
    }

    /// What packets meet, as the independent walk reads it.
    pub fn net(&self, routers: &BTreeMap<String, String>) -> Net {
        let standing = self.objects.values().filter_map(|one| {
            let facts = Facts { facts: one.facts.clone(), ..Facts::default() };
            Resource::standing(&one.key, facts)
        });
        let resources: Vec<Resource> = standing.collect();
        let (mut net, _) = Net::between(&resources, routers);
        let ids: BTreeSet<String> = self.objects.keys().map(read::id).collect();
        let ways = net.tables.values_mut().flatten().map(|(_, target)| target);
        let gone = |target: &Target| match target {
            Target::Internet | Target::Gone => false,
            Target::Nat(id) | Target::Peering(id) | Target::EgressOnly(id) | Target::Firewall(id, _) => {
                !ids.contains(id)
            }
            // One that exists already is no object.
            Target::Hub(id) => id.starts_with("AWS::") && !ids.contains(id),
        };
        for target in ways.chain(net.edges.tables6.values_mut().flatten().map(|(_, target)| target)) {
            if gone(target) {
                *target = Target::Gone;
            }
        }
        net
    }
}

/// A value with other keys in it; nothing where one of them is nobody's.
pub fn resolved(leaf: &Leaf, key: &impl Fn(&Key) -> Option<Key>) -> Option<Leaf> {
    Some(match leaf {
        Leaf::Read(of, name) => Leaf::Read(key(of)?, name),
        Leaf::Slice { vpc, bits, index } => Leaf::Slice { vpc: key(vpc)?, bits: *bits, index: *index },
        Leaf::Endpoint { firewall, zone } => Leaf::Endpoint { firewall: key(firewall)?, zone: zone.clone() },
        Leaf::Attachment { of, to } => {
            Leaf::Attachment { of: Box::new(resolved(of, key)?), to: Box::new(resolved(to, key)?) }
        }
        Leaf::Joined(parts) => Leaf::Joined(parts.iter().map(|part| resolved(part, key)).collect::<Option<_>>()?),
        Leaf::Text(_) | Leaf::Parameter(_) | Leaf::Account | Leaf::Secret { .. } | Leaf::Nothing => leaf.clone(),
    })
}
