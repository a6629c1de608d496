//! A compiler for networks: one blueprint becomes CloudFormation, a Terraform module and documents that agree.
//!
//! ```text
//! document, overlays, settings ─▶ Blueprint ─▶ Network ─▶ Plan ─▶ Graph ─▶ templates, module, documents ─▶ directory
//!                                                 lock ─▶      ─▶ new lock
//!                                                              ─▶ rules
//! ```
//!
//! | stage | in, out |
//! | --- | --- |
//! | [`blueprint::load`] | text, overlays and settings become a [`Blueprint`](blueprint::Blueprint): what is written |
//! | [`identity::identify`] | names in it get the words of what was renamed, from the lock |
//! | [`network::resolve`] | that becomes a [`Network`](network::Network): what is meant, with names resolved and defaults filled in |
//! | [`plan::plan`] | that and the [`Lock`](plan::lock::Lock) become a [`Plan`](plan::Plan) and the new lock: what is decided |
//! | [`check::check`] | rules over the plan become [`Diagnostics`](diagnostic::Diagnostics) |
//! | [`fail::Flows::failures`] | every single failure of a plan becomes a [`Failure`](fail::Failure) |
//! | [`reach::answer`] | a question about the plan becomes an [`Answer`](reach::Answer) |
//! | [`aws::lower`] | the plan becomes a [`Graph`](aws::Graph) of typed resources |
//! | [`cloudformation::render`], [`terraform::render`] | the graph becomes [`Artifact`](artifact::Artifact)s |
//! | [`router::render`] | [`RouterConfig`](router::RouterConfig)s become the files of routers |
//! | [`record::Record::of`] | plan, graph and routers become a [`Record`](record::Record) that outlives the run |
//! | [`diff::diff`](fn@diff::diff) | two records become what the next deployment does: a [`Diff`](diff::Diff) |
//! | [`steps::steps`](fn@steps::steps) | two compiled networks become the deployments between them: [`Steps`](steps::Steps) |
//! | [`report::plan`], [`report::documents`] | plan and graph become what people read |
//! | [`write::tree`] | artifacts become a directory, as a whole or not at all |
//! | [`verify::verify`] | a directory becomes what judges think of it |
//!
//! [`compile::read`] and [`compile::compile`] run the stages up to the templates and stop at the border of the first one
//! that had an error. Every stage is pure: only [`write`](mod@write) and [`verify`] touch a disk, and nothing reads a clock or the environment.
//!
//! From a text to its addresses:
//!
//! ```
//! use netgen::diagnostic::{Diagnostics, Sources};
//! use netgen::plan::lock::Lock;
//! use netgen::{blueprint, network, plan};
//!
//! # fn addresses() -> Option<()> {
//! let text = "
//! netgen: 1
//! name: shop
//! region: eu-west-1
//! availability_zones: [a, b]
//! vpcs:
//!   shop: {cidr: 10.0.0.0/16, tiers: {private: {hosts: 200, route: local}}}
//! ";
//! let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
//! let document = sources.add("shop.yaml", text);
//! let written = blueprint::load(&mut sources, document, &[], &[], &mut diagnostics)?;
//! let meant = network::resolve(&written, &mut diagnostics)?;
//! let (plan, lock) = plan::plan(&meant, &Lock::default(), &mut diagnostics)?;
//!
//! let private = &plan.vpcs[0].tiers[0];
//! let subnets: Vec<String> = private.subnets.iter().map(|subnet| format!("{} {}", subnet.zone, subnet.cidr)).collect();
//! assert_eq!(subnets, ["a 10.0.0.0/24", "b 10.0.1.0/24"]);
//! // Room for two more zones is kept, and the lock keeps all of it where it is.
//! assert_eq!(private.block.map(|block| block.to_string()), Some("10.0.0.0/22".to_owned()));
//! assert!(lock.get("vpc/shop/tier/private/b").is_some());
//! # Some(())
//! # }
//! # addresses().expect("a good document");
//! ```

#![forbid(unsafe_code)]

pub mod accept;
pub mod artifact;
pub mod aws;
pub mod between;
pub mod blueprint;
pub mod builtin;
pub mod check;
pub mod choices;
pub mod cloudformation;
pub mod compile;
pub mod delegation;
pub mod diagnostic;
pub mod dialect;
pub mod diff;
pub mod digest;
mod escape;
pub mod fail;
mod fitting;
#[cfg(test)]
mod hostile_tests;
pub mod identity;
mod memory;
pub mod net;
pub mod network;
mod paths;
pub mod plan;
pub mod reach;
pub mod record;
pub mod report;
pub mod router;
pub mod steps;
pub mod terraform;
pub mod uplink;
pub mod verify;
pub mod write;
pub mod yaml;
