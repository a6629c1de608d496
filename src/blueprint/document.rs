//! The top level of a blueprint, as written.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::connection::{Connection, Lag};
use super::deployment::{Stacks, Terraform};
use super::hub::TransitGateway;
use super::monitoring::Monitoring;
use super::peering::Peering;
use super::policy::{Accept, DocumentPath, Require};
use super::pools_from::{Borrowed, PoolsFrom};
use super::quotas::Quotas;
use super::remote_access::RemoteAccess;
use super::scope::{Account, Accounts, Organization, RegionEntry};
use super::site::{DirectConnectGateway, LinkPools, Site};
use super::vpc::Vpc;
use crate::diagnostic::Spanned;
use crate::net::{Cidr4, KeptPath, Name, Region, TagKey, TagValue, ZoneName};

/// Tags by key.
pub type Tags = BTreeMap<Spanned<TagKey>, Spanned<TagValue>>;

/// A network, written as sizes, tiers and intentions. Everything that is left out has the default given here.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Blueprint {
    /// The version of this language. Always 1.
    pub netgen: Spanned<Version>,
    /// The name of the network: names the lock, the stacks and the Terraform module.
    pub name: Spanned<Name>,
    /// The AWS Region, such as `ap-northeast-1`. Required unless there are `regions`.
    #[serde(default)]
    pub region: Option<Spanned<Region>>,
    /// The availability zones that every VPC spans: letters (`[a, c, d]`), AZ ids (`[apne1-az4]`) when several accounts
    /// must agree, or a number of slots that the deployer binds. Required unless there are `regions`.
    #[serde(default)]
    pub availability_zones: Option<Spanned<AvailabilityZones>>,
    /// The AWS accounts, by name: of everything that is made, and of those that things are shared with. Without them everything is
    /// in the one account that deploys.
    #[serde(default)]
    #[schemars(with = "BTreeMap<Name, Option<Account>>")]
    pub accounts: Accounts,
    /// The organization that the accounts are members of.
    #[serde(default)]
    pub organization: Option<Organization>,
    /// The Regions and their zones, for a network in several of them; instead of `region` and `availability_zones`.
    #[serde(default)]
    pub regions: BTreeMap<Spanned<Region>, Spanned<RegionEntry>>,
    /// Tags for every resource that takes tags.
    #[serde(default)]
    pub tags: Tags,
    /// Ready-made sets of pools and defaults that the document builds on.
    #[serde(default)]
    pub presets: Presets,
    /// Address blocks that VPCs are cut from, by name.
    #[serde(default)]
    pub address_pools: BTreeMap<Spanned<Name>, Spanned<AddressPool>>,
    /// Pools that another document delegates to this one.
    #[serde(default)]
    pub pools_from: Option<Spanned<PoolsFrom>>,
    /// Prefixes that are in use elsewhere (offices, data centres, other clouds), by name. No VPC may overlap them.
    #[serde(default)]
    pub on_premises: BTreeMap<Spanned<Name>, Spanned<Cidr4>>,
    /// What a VPC does not say itself, key by key.
    #[serde(default)]
    pub defaults: Defaults,
    /// The VPCs, by name; one that is all defaults may have nothing behind its name.
    #[serde(default)]
    #[schemars(with = "BTreeMap<Name, Option<Vpc>>")]
    pub vpcs: BTreeMap<Spanned<Name>, Spanned<Vpc>>,
    /// Transit gateways, by name.
    #[serde(default)]
    pub transit_gateways: BTreeMap<Spanned<Name>, Spanned<TransitGateway>>,
    /// Peering connections between two VPCs each, by name.
    #[serde(default)]
    pub peerings: BTreeMap<Spanned<Name>, Spanned<Peering>>,
    /// Client VPN endpoints by which people dial into a VPC, by name.
    #[serde(default)]
    pub remote_access: BTreeMap<Spanned<Name>, Spanned<RemoteAccess>>,
    /// Direct Connect gateways, by name.
    #[serde(default)]
    pub direct_connect_gateways: BTreeMap<Spanned<Name>, Spanned<DirectConnectGateway>>,
    /// Direct Connect connections that are ordered with the network, by name; none are needed for uplinks on those that exist.
    #[serde(default)]
    pub connections: BTreeMap<Spanned<Name>, Spanned<Connection>>,
    /// Link aggregation groups (LAGs) of Direct Connect connections that are ordered with the network, by name.
    #[serde(default)]
    pub lags: BTreeMap<Spanned<Name>, Spanned<Lag>>,
    /// Networks outside AWS that are joined by Direct Connect or VPN, by name.
    #[serde(default)]
    pub sites: BTreeMap<Spanned<Name>, Spanned<Site>>,
    /// Where the /30s between AWS and routers come from.
    #[serde(default)]
    pub link_pools: LinkPools,
    /// Alarms, dashboards and saved queries; none unless given.
    #[serde(default)]
    pub monitoring: Option<Spanned<Monitoring>>,
    /// How CloudFormation stacks are cut.
    #[serde(default)]
    pub stacks: Stacks,
    /// How the Terraform module is used.
    #[serde(default)]
    pub terraform: Terraform,
    /// Keep what others outside depend on (elastic IPs) and what nobody can write again (log groups) when it leaves the document: `RetainExceptOnCreate` in
    /// CloudFormation, `prevent_destroy` in Terraform.
    #[serde(default = "yes")]
    pub retain: bool,
    /// What every part of the network must have; what is missing is an error.
    #[serde(default)]
    pub require: Require,
    /// What is called otherwise by now, old place to new one: `{vpcs.orders: vpcs.order, vpcs.shop.tiers.app: vpcs.shop.tiers.web}`.
    /// Nothing of it is replaced: the lock keeps the word that its resources are made of, and remembers it once an entry is removed
    /// here.
    #[serde(default)]
    pub renamed: BTreeMap<Spanned<DocumentPath>, Spanned<DocumentPath>>,
    /// Places of what was renamed and whose labels in Terraform are to be made of what it is called now: `[vpcs.order]`. Terraform moves
    /// it in its states (`moved` blocks in `terraform/relabelled.tf`), and the lock remembers it. Names in AWS and everything of
    /// CloudFormation go on being made of the first word: its stacks refuse to refactor most of what a network has.
    /// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stack-refactoring.html>
    #[serde(default)]
    pub relabel: Vec<Spanned<DocumentPath>>,
    /// What people keep among the files of `terraform/`: a render carries it over, and writes none of these names. `imports.tf`,
    /// `moved.tf`, `backend.tf`, variables, overrides, the state and files that begin with a dot are kept anyway.
    #[serde(default)]
    pub keep: Vec<Spanned<KeptPath>>,
    /// Warnings that the network's owners accept, each with its place and a reason.
    #[serde(default)]
    pub accept: Vec<Accept>,
    /// The account's AWS quotas where they differ from AWS's defaults.
    #[serde(default)]
    pub quotas: Quotas,
}

pub(super) fn yes() -> bool {
    true
}

/// The version of the language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(try_from = "u32")]
#[schemars(extend("const" = 1))]
pub struct Version(u32);

impl TryFrom<u32> for Version {
    type Error = String;

    fn try_from(version: u32) -> Result<Self, String> {
        if version == 1 {
            Ok(Self(version))
        } else {
            Err(format!("this netgen reads language version 1, not {version}\nwrite `netgen: 1`"))
        }
    }
}

/// Zones by name, or a number of slots.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(from = "super::forms::NumberOrList<Spanned<ZoneName>>")]
#[schemars(with = "super::forms::NumberOrList<ZoneName>")]
pub enum AvailabilityZones {
    /// Letters or AZ ids. The order means nothing.
    Named(Vec<Spanned<ZoneName>>),
    /// That many slots, each bound by a parameter (CloudFormation) and a variable (Terraform).
    Count(u32),
}

impl From<super::forms::NumberOrList<Spanned<ZoneName>>> for AvailabilityZones {
    fn from(written: super::forms::NumberOrList<Spanned<ZoneName>>) -> Self {
        match written {
            super::forms::NumberOrList::Number(count) => Self::Count(count),
            super::forms::NumberOrList::List(names) => Self::Named(names),
        }
    }
}

/// Ready-made parts of a document.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Presets {
    /// The size of the organisation: `small` cuts /20 VPCs, `medium` /16, `large` /16 VPCs with /20 tiers, all from
    /// 10.0.0.0/8. (AWS allows no VPC larger than /16.) `environments` gives a /12 of it to each environment, with pools
    /// `production`, `recovery`, `staging`, `development`, `testing`, `shared`, `monitoring` and `security`.
    pub addressing: Option<Addressing>,
}

/// The size of an organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Addressing {
    /// /20 VPCs.
    Small,
    /// /16 VPCs with /22 private subnets.
    Medium,
    /// /16 VPCs with /20 private subnets.
    Large,
    /// A /12 for each environment.
    Environments,
}

/// A block that VPCs and nested pools are cut from.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(from = "super::forms::ShortOr<Cidr4, LongPool>")]
#[schemars(with = "super::forms::ShortOr<Cidr4, LongPool>")]
pub struct AddressPool(pub LongPool);

impl From<super::forms::ShortOr<Cidr4, LongPool>> for AddressPool {
    fn from(written: super::forms::ShortOr<Cidr4, LongPool>) -> Self {
        match written {
            super::forms::ShortOr::Short(cidr) => Self(LongPool { cidr: Some(cidr), ..LongPool::default() }),
            super::forms::ShortOr::Long(pool) => Self(pool),
        }
    }
}

/// A pool in its long form.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LongPool {
    /// The block, for a pool that has a fixed one.
    pub cidr: Option<Cidr4>,
    /// The pool that this one is cut from.
    #[serde(rename = "in")]
    pub within: Option<Spanned<Name>>,
    /// The size of a pool that is cut from another one.
    pub prefix: Option<Spanned<u8>>,
    /// Ranges that are never given out.
    #[serde(default)]
    pub reserve: Vec<Spanned<Cidr4>>,
    /// The `name` of the network whose document gives out the addresses of this pool (`pools_from` there). Nothing of this document is
    /// ever placed in it.
    pub delegated_to: Option<Spanned<Name>>,
    /// Of a pool that another document delegates: where that is said. Nobody writes it.
    #[serde(skip)]
    pub borrowed: Option<Borrowed>,
}

/// Defaults by kind of object.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Defaults {
    /// The account of what does not name one. Required where there are several.
    pub account: Option<Spanned<Name>>,
    /// The Region of what does not name one. Required where there are several.
    pub region: Option<Spanned<Region>>,
    /// What a VPC does not say itself. `tiers` is one key: a VPC with tiers of its own takes none from here.
    pub vpc: Option<Vpc>,
}
