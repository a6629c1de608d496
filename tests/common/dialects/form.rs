//! The normal form of a rendered network: what both dialects say, with the same names for the same things.

use std::collections::{BTreeMap, BTreeSet};

/// A resource's identity in both dialects.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    pub kind: &'static str,
    /// The words of its name without what stands between them.
    pub name: String,
}

/// A value that has no parts which a property could name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Leaf {
    Text(String),
    /// An attribute of a resource, by Terraform's name.
    Read(Key, &'static str),
    /// What the deployer chooses.
    Parameter(String),
    /// Part `index` of a VPC's IPv6 block, `bits` longer than it.
    Slice {
        vpc: Key,
        bits: u32,
        index: u32,
    },
    /// The endpoint of a firewall in a zone.
    Endpoint {
        firewall: Key,
        zone: String,
    },
    /// The number of the account.
    Account,
    /// An entry of a secret.
    Secret {
        secret: String,
        entry: String,
    },
    /// The attachment that AWS makes of something to a transit gateway.
    Attachment {
        of: Box<Leaf>,
        to: Box<Leaf>,
    },
    /// Values in one text, without anything between them.
    Joined(Vec<Leaf>),
    /// A list or an object without anything in it.
    Nothing,
}

/// A value with its parts.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    Leaf(Leaf),
    List(Vec<Node>),
    Map(Vec<(String, Node)>),
}

#[derive(Clone, Debug, Default)]
pub struct Resource {
    pub facts: BTreeMap<String, Leaf>,
    /// What it explicitly waits for.
    pub after: BTreeSet<Key>,
    /// The stack that it is in; in Terraform the root module, none where there is one alone.
    pub stack: String,
    /// Its name in that stack; none in Terraform, and where CloudFormation says it inside another resource.
    pub logical_id: String,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Output {
    pub description: String,
    pub values: Vec<Leaf>,
    /// Terraform: shown to nobody who does not ask for it.
    pub sensitive: bool,
}

/// A network.
#[derive(Clone, Debug, Default)]
pub struct Form {
    pub region: String,
    pub resources: BTreeMap<Key, Resource>,
    /// Outputs by name.
    pub outputs: BTreeMap<String, Output>,
    /// What the deployer chooses: name and description.
    pub parameters: BTreeMap<String, String>,
    /// The stacks, or root modules, that are there before one.
    pub before: BTreeMap<String, BTreeSet<String>>,
}

/// Letters and digits alone, small.
pub fn squashed(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphanumeric).map(|letter| letter.to_ascii_lowercase()).collect()
}

impl Leaf {
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// The resources that the value reads.
    pub fn reads(&self) -> Vec<&Key> {
        match self {
            Self::Read(key, _) | Self::Slice { vpc: key, .. } | Self::Endpoint { firewall: key, .. } => vec![key],
            Self::Attachment { of, to } => of.reads().into_iter().chain(to.reads()).collect(),
            Self::Joined(parts) => parts.iter().flat_map(Self::reads).collect(),
            Self::Text(_) | Self::Parameter(_) | Self::Account | Self::Secret { .. } | Self::Nothing => Vec::new(),
        }
    }

    pub fn as_text(&self) -> Option<&str> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }
}

impl Node {
    pub fn text(text: impl Into<String>) -> Self {
        Self::Leaf(Leaf::text(text))
    }

    pub fn leaf(self) -> Result<Leaf, String> {
        if let Self::Leaf(leaf) = self { Ok(leaf) } else { Err(format!("{self:?} is no single value")) }
    }

    /// All values below, each with the words that lead to it.
    pub fn flatten(self) -> Vec<(Vec<String>, Leaf)> {
        let mut flat = Vec::new();
        self.flatten_to(&mut Vec::new(), &mut flat);
        flat
    }

    fn flatten_to(self, path: &mut Vec<String>, flat: &mut Vec<(Vec<String>, Leaf)>) {
        let parts: Vec<(String, Self)> = match self {
            Self::Leaf(leaf) => return flat.push((path.clone(), leaf)),
            Self::List(items) => items.into_iter().enumerate().map(|(at, item)| (at.to_string(), item)).collect(),
            Self::Map(entries) => entries,
        };
        if parts.is_empty() {
            flat.push((path.clone(), Leaf::Nothing));
        }
        for (name, part) in parts {
            path.push(name);
            part.flatten_to(path, flat);
            path.pop();
        }
    }
}

impl Resource {
    /// The resource that a property reads.
    pub fn read(&self, property: &str) -> Option<&Key> {
        self.facts.get(property).and_then(|leaf| leaf.reads().first().copied())
    }
}

impl Form {
    pub fn add(&mut self, key: Key, resource: Resource) -> Result<(), String> {
        let twin = self.resources.contains_key(&key).then(|| format!("two resources are {key:?}"));
        self.resources.insert(key, resource);
        twin.map_or(Ok(()), Err)
    }

    /// A rule of a security group has no name of its own: it is what it says.
    pub fn add_rule(&mut self, kind: &'static str, resource: Resource) -> Result<(), String> {
        self.add(Key { kind, name: format!("{:?}", resource.facts) }, resource)
    }

    pub fn of<'a>(&'a self, kind: &'a str) -> impl Iterator<Item = (&'a Key, &'a Resource)> {
        self.resources.iter().filter(move |(key, _)| key.kind == kind)
    }

    /// Whether `one` is made after `other`: because it reads it, is told to wait for it, or stands in a later stack; or
    /// because something is between them.
    pub fn waits(&self, one: &Key, other: &Key) -> bool {
        let Some(target) = self.resources.get(other) else { return false };
        let (mut seen, mut todo) = (BTreeSet::new(), vec![one]);
        while let Some(key) = todo.pop() {
            if key == other {
                return true;
            }
            if !seen.insert(key) {
                continue;
            }
            let Some(resource) = self.resources.get(key) else { continue };
            if self.before.get(&resource.stack).is_some_and(|before| before.contains(&target.stack)) {
                return true;
            }
            todo.extend(&resource.after);
            todo.extend(resource.facts.values().flat_map(Leaf::reads));
        }
        false
    }
}
