//! What a network is, as data that outlives a run: its resources with what each says, who reaches whom, addresses and routers. In
//! comes a compiled network or the text of [`FILE`], out goes a [`Record`]. Two of them are compared without knowing where they
//! came from: a document that was just compiled, or a tree that another version of netgen rendered. No key is in it.

mod facts;
mod groups;
mod reach;
mod router;
pub(crate) mod rows;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::artifact::Artifact;
use crate::aws::{Graph, KindOf};
use crate::check;
use crate::network::Network;
use crate::plan::Plan;
use crate::plan::lock::{Lock, is_memory};
use crate::router::RouterConfig;
use crate::router::update::by_router;

pub use groups::GroupRecord;
pub use reach::{End, Reach, ReachRow};
pub use router::{RouterRecord, SessionRecord};

/// The file of a rendered tree that holds its record.
pub const FILE: &str = "netgen-plan.json";

/// The field `netgen` of a record. It goes up when an older netgen could no longer compare the file.
pub const VERSION: u32 = 1;

/// A network at one moment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// [`VERSION`]
    pub netgen: u32,
    /// The network's name.
    pub name: String,
    /// Its Region.
    pub region: String,
    /// The lines of the address lock.
    pub lock: Vec<String>,
    /// Who reaches whom.
    pub reach: Reach,
    /// Routers of sites, by site and name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub routers: Vec<RouterRecord>,
    /// Quotas of which half is used or more, the fullest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub quotas: Vec<QuotaRecord>,
    /// The root modules of Terraform in the order in which they are applied, each by its folder below `terraform/`: empty for that itself,
    /// `shop/eu-west-1/use`. None where there is one alone.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub roots: Vec<String>,
    /// Stacks and files, in the order in which stacks are deployed.
    pub units: Vec<UnitRecord>,
}

/// The use of a quota.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuotaRecord {
    /// What is counted, and where: `elastic IPs per Region`, `rules per group, VPC shop, web`.
    pub name: String,
    /// How many are used.
    pub used: u64,
    /// How many there may be.
    pub limit: u64,
}

impl QuotaRecord {
    /// Per cent of the limit above which a quota is worth a line.
    const FULL: u64 = 50;

    fn of(one: &check::QuotaUse) -> Self {
        let parts = [one.name, &one.scope, &one.what];
        let name = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
        Self { name, used: one.used, limit: one.limit }
    }

    /// Per cent of the limit.
    #[must_use]
    pub fn percent(&self) -> u64 {
        self.used.saturating_mul(100) / self.limit.max(1)
    }
}

/// A stack and a `.tf` file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct UnitRecord {
    /// `corp-shop-security`
    pub stack: String,
    /// `vpc_shop_security`, without `.tf`
    pub file: String,
    /// `VPC shop: security groups and network ACLs`
    pub title: String,
    /// The folder of its account and Region below `cloudformation/`: `shop/eu-west-1`, empty for the first one.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub folder: String,
    /// Its resources, in the order in which they are printed.
    pub resources: Vec<ResourceRecord>,
}

/// A resource.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ResourceRecord {
    /// Its kind.
    #[serde(with = "kind")]
    pub kind: KindOf,
    /// The words of its path. With the kind, it is what a resource of one record is found by in another one.
    pub label: String,
    /// Its name in Terraform, where that is another one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub terraform: Option<String>,
    /// Its name in CloudFormation.
    pub id: String,
    /// Whether it outlives its removal from the document.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub retain: bool,
    /// The root module that has it, by its folder below `terraform/`; empty for that itself.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub root: String,
    /// What it says, in the order in which it is printed.
    pub facts: Vec<FactRecord>,
}

/// One property of a resource, or a part of one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FactRecord {
    /// The CloudFormation property at the top level; none where CloudFormation does not say it.
    #[serde(rename = "c", default, skip_serializing_if = "Option::is_none")]
    pub cloudformation: Option<Cow<'static, str>>,
    /// The Terraform argument or block at the top level; none where Terraform does not say it.
    #[serde(rename = "t", default, skip_serializing_if = "Option::is_none")]
    pub terraform: Option<Cow<'static, str>>,
    /// The value: a line, or one for each item.
    #[serde(rename = "v")]
    pub lines: Vec<String>,
    /// The resources that the value reads, by [`ResourceRecord::key`].
    #[serde(rename = "r", default, skip_serializing_if = "Vec::is_empty")]
    pub reads: Vec<String>,
}

impl ResourceRecord {
    /// Its address in Terraform: `aws_nat_gateway.shop_a`; `None` for what only CloudFormation has.
    #[must_use]
    pub fn address(&self) -> Option<String> {
        let label = self.terraform.as_ref().unwrap_or(&self.label);
        self.kind.terraform().map(|kind| format!("{kind}.{label}"))
    }

    /// `nat_gateway.shop_a`
    #[must_use]
    pub fn key(&self) -> String {
        key(self.kind, &self.label)
    }
}

/// The fields of an entry before its layout and its word, which move nothing.
fn decided(words: &str) -> &str {
    let is_note = |field: &str| ["tables ", "word ", "labels "].iter().any(|note| field.starts_with(note));
    let ends = words.split("  ").take_while(|field| !is_note(field)).map(|field| field.len() + 2);
    words.get(..ends.sum::<usize>().saturating_sub(2)).unwrap_or(words)
}

fn key(kind: KindOf, label: &str) -> String {
    [kind.module(), ".", label].concat()
}

impl Record {
    /// The record of a compiled network; `routers` are its routers and their files.
    #[must_use]
    pub fn of(plan: &Plan<'_>, lock: &Lock, graph: &Graph, routers: (&[RouterConfig], &[Artifact])) -> Self {
        let mut files = by_router(routers.1);
        let mut of =
            |one: &RouterConfig| files.remove(&(one.site.to_string(), one.router.to_string())).unwrap_or_default();
        Self {
            netgen: VERSION,
            name: plan.network.name.to_string(),
            region: plan.network.home().region.to_string(),
            lock: lock.print().lines().map(str::to_owned).collect(),
            reach: Reach::of(plan),
            routers: routers.0.iter().map(|one| RouterRecord::of(one, &of(one))).collect(),
            quotas: check::usage(plan)
                .into_iter()
                .map(|one| QuotaRecord::of(&one))
                .filter(|one| one.percent() >= QuotaRecord::FULL)
                .collect(),
            roots: facts::roots(graph),
            units: facts::units(graph, plan.network),
        }
    }

    /// The same with other resources: between this network and another one.
    #[must_use]
    pub fn with(&self, graph: &Graph, network: &Network) -> Self {
        Self { roots: facts::roots(graph), units: facts::units(graph, network), ..self.clone() }
    }

    /// Reads the text of [`FILE`]; the error says what is wrong with it.
    pub fn read(text: &str) -> Result<Self, String> {
        #[derive(Deserialize)]
        struct Head {
            netgen: u32,
        }
        let head: Head = serde_json::from_str(text).map_err(|error| error.to_string())?;
        if head.netgen != VERSION {
            return Err(format!("it is of version {}, and this netgen compares version {VERSION}", head.netgen));
        }
        let record: Self = serde_json::from_str(text).map_err(|error| error.to_string())?;
        record.checked()
    }

    /// Refuses what no render writes: two stacks of one name, two resources of one key, classes that are not there.
    fn checked(self) -> Result<Self, String> {
        let (mut stacks, mut keys) = (BTreeSet::new(), BTreeSet::new());
        let twice = self.units.iter().find(|unit| !stacks.insert(unit.stack.as_str()));
        if let Some(unit) = twice {
            return Err(format!("stack {} stands in it twice", unit.stack));
        }
        let resources = self.units.iter().flat_map(|unit| &unit.resources).map(ResourceRecord::key);
        if let Some(key) = resources.into_iter().find(|key| !keys.insert(key.clone())) {
            return Err(format!("{key} stands in it twice"));
        }
        let classes = self.reach.classes.len();
        if self.reach.rows.iter().any(|row| row.from >= classes || row.to >= classes) {
            return Err("it names a class of ends that it does not have".to_owned());
        }
        Ok(self)
    }

    /// The text of the address lock.
    #[must_use]
    pub fn lock_text(&self) -> String {
        self.lock.iter().flat_map(|line| [line.as_str(), "\n"]).collect()
    }

    /// What the lock holds of addresses and choices, less what is freed: `slot 0  ipv4 10.0.0.0/24` by lock path. A pin that becomes
    /// a choice with the same value is the same, and so is a tier whose tables are laid out anew.
    #[must_use]
    pub fn addresses(&self) -> BTreeMap<&str, &str> {
        let entries = self.lock.iter().filter_map(|line| {
            let (path, words) = line.split_once(' ').unwrap_or((line, ""));
            (path.contains('/') && !is_memory(path)).then(|| (path, words.trim()))
        });
        let live = entries.filter(|(_, words)| !words.ends_with("freed"));
        let live = live.map(|(path, words)| (path, words.strip_suffix("pinned").unwrap_or(words).trim_end()));
        live.map(|(path, words)| (path, decided(words))).filter(|(_, words)| !words.is_empty()).collect()
    }

    /// [`FILE`]: a line for each resource, so that a repository's own diff of it is short.
    #[must_use]
    pub fn artifact(&self) -> Artifact {
        let mut text = Vec::new();
        text.extend_from_slice(b"{\n\"netgen\": ");
        json(&mut text, &self.netgen);
        member(&mut text, "name", &self.name);
        member(&mut text, "region", &self.region);
        text.extend_from_slice(b",\n\"lock\": [");
        lines(&mut text, &self.lock);
        text.push(b']');
        member(&mut text, "reach", &self.reach);
        if !self.routers.is_empty() {
            member(&mut text, "routers", &self.routers);
        }
        if !self.quotas.is_empty() {
            member(&mut text, "quotas", &self.quotas);
        }
        if !self.roots.is_empty() {
            member(&mut text, "roots", &self.roots);
        }
        text.extend_from_slice(b",\n\"units\": [");
        for (index, unit) in self.units.iter().enumerate() {
            text.extend_from_slice(if index == 0 { b"\n{".as_slice() } else { b",\n{" });
            text.extend_from_slice(b"\"stack\": ");
            json(&mut text, &unit.stack);
            text.extend_from_slice(b", \"file\": ");
            json(&mut text, &unit.file);
            text.extend_from_slice(b", \"title\": ");
            json(&mut text, &unit.title);
            if !unit.folder.is_empty() {
                text.extend_from_slice(b", \"folder\": ");
                json(&mut text, &unit.folder);
            }
            text.extend_from_slice(b", \"resources\": [");
            lines(&mut text, &unit.resources);
            text.extend_from_slice(b"]}");
        }
        text.extend_from_slice(b"]\n}\n");
        // JSON of texts is text.
        Artifact { path: FILE.to_owned(), text: String::from_utf8(text).unwrap_or_default() }
    }
}

fn member<T: Serialize>(text: &mut Vec<u8>, name: &str, value: &T) {
    text.extend_from_slice(b",\n\"");
    text.extend_from_slice(name.as_bytes());
    text.extend_from_slice(b"\": ");
    json(text, value);
}

/// A line for each.
fn lines<T: Serialize>(text: &mut Vec<u8>, values: &[T]) {
    for (index, value) in values.iter().enumerate() {
        text.extend_from_slice(if index == 0 { b"\n".as_slice() } else { b",\n" });
        json(text, value);
    }
}

fn json<T: Serialize>(text: &mut Vec<u8>, value: &T) {
    // Structs, lists and texts always serialise, and memory takes every byte.
    let _ = serde_json::to_writer(text, value);
}

/// A kind by the name of its file.
mod kind {
    use serde::{Deserialize, Deserializer, Serializer, de};

    use crate::aws::KindOf;

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde's own shape")]
    pub(super) fn serialize<S: Serializer>(kind: &KindOf, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(kind.module())
    }

    pub(super) fn deserialize<'d, D: Deserializer<'d>>(deserializer: D) -> Result<KindOf, D::Error> {
        let name = String::deserialize(deserializer)?;
        let known = KindOf::ALL.iter().copied().find(|kind| kind.module() == name);
        known.ok_or_else(|| {
            de::Error::custom(format!("this netgen knows no kind `{}`", crate::diagnostic::visible(&name)))
        })
    }
}
