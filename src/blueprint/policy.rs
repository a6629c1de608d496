//! What a document asks of itself: warnings that its owners accept, and what every part of the network must have.

use std::collections::BTreeMap;
use std::fmt;

use schemars::JsonSchema;
use serde::Deserialize;

use super::overlay;
use crate::diagnostic::{Code, Severity, Span, Spanned, closest};
use crate::net::{Name, Percent, TagKey};
use crate::yaml::{Entry, Kind, Node};

/// Most characters of a reason.
const LONGEST: usize = 500;

/// A warning that the owners of the network know of and accept. It is printed no more; `docs/README.md` repeats it with its reason.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Accept {
    /// The code of a warning, such as `NG0818`. Errors cannot be accepted.
    pub code: Spanned<AcceptedCode>,
    /// The place in the document that the warning is about, or one around it: `sites.tokyo`, `vpcs.shop.tiers.private`.
    pub at: Spanned<DocumentPath>,
    /// Why it is accepted, for reviewers: up to 500 characters on one line.
    pub reason: Spanned<Reason>,
    /// Where the text at that place is; none if there is no such place.
    #[serde(skip)]
    #[schemars(skip)]
    pub places: Vec<Span>,
}

/// The code of a warning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(try_from = "String")]
#[schemars(with = "String", extend("pattern" = "^[Nn][Gg][0-9]{4}$"))]
pub struct AcceptedCode(pub Code);

impl TryFrom<String> for AcceptedCode {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        match Code::from_number(&text) {
            Some(code) if code.severity() == Severity::Warning => Ok(Self(code)),
            Some(code) => Err(format!(
                "{} is an error, which cannot be accepted\nmend it; `netgen explain {0}` says how",
                code.number()
            )),
            None => {
                let known = Code::ALL.iter().filter(|code| code.severity() == Severity::Warning);
                let help = match closest(&text, known.map(|code| code.number())) {
                    Some(best) => format!("did you mean `{best}`?"),
                    None => "codes look like `NG0818`; `netgen explain` lists them".to_owned(),
                };
                Err(format!("there is no warning of this code\n{help}"))
            }
        }
    }
}

/// Keys from the top of the document, joined by dots; one that holds a dot is in quotes: `tags."a.b"`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, JsonSchema)]
#[serde(try_from = "String")]
#[schemars(with = "String", extend("minLength" = 1))]
pub struct DocumentPath(Vec<String>);

impl DocumentPath {
    /// The keys, at least one.
    #[must_use]
    pub fn keys(&self) -> &[String] {
        &self.0
    }
}

impl TryFrom<String> for DocumentPath {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        if text.contains('[') {
            return Err("a place is never one item of a list\nname the list that it is in".to_owned());
        }
        overlay::split(&text).map(Self).map_err(|(_, problem)| {
            format!("not a place in the document: {problem}\nwrite keys joined by dots, such as `sites.tokyo`")
        })
    }
}

impl fmt::Display for DocumentPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&overlay::join(&self.0))
    }
}

/// A sentence for reviewers.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(try_from = "String")]
#[schemars(with = "String", extend("minLength" = 1, "maxLength" = 500))]
pub struct Reason(String);

impl TryFrom<String> for Reason {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        if text.trim().is_empty() {
            return Err("a reason is empty\nwrite why this is accepted, and until when".to_owned());
        }
        if text.chars().count() > LONGEST {
            return Err(format!("a reason has more than {LONGEST} characters\nkeep it to a sentence or two"));
        }
        if text.contains(|char: char| char.is_control() || matches!(char, '\u{2028}' | '\u{2029}')) {
            return Err("a reason has several lines\nkeep it to a sentence or two".to_owned());
        }
        Ok(Self(text))
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What every part of the network must have. What is missing is an error, which no option allows.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Require {
    /// Keys of tags that everything that takes tags has.
    pub tags: Vec<Spanned<TagKey>>,
    /// The fewest availability zones that the network spans.
    pub zones: Option<Spanned<u32>>,
    /// Whether every VPC has flow logs.
    pub flow_logs: Option<Spanned<bool>>,
    /// `stated`: every security group says where its members may connect to.
    pub egress: Option<Spanned<RequiredEgress>>,
    /// The least availability of every path, in percent, such as 99.9. `netgen fail` computes it.
    pub availability: Option<Spanned<Percent>>,
    /// `per-az`: where there are NAT gateways, each zone has its own.
    pub nat: Option<Spanned<RequiredNat>>,
    /// Whether every VPC whose tiers go out by NAT has a gateway endpoint for S3, past which NAT would be paid by the byte.
    pub gateway_endpoints: Option<Spanned<bool>>,
    /// Segments whose packets pass no uplink that is not a VPN connection, as with `encrypt: required` of the segment.
    pub encrypt: Vec<Spanned<Name>>,
}

/// How much security groups say about connections that their members open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RequiredEgress {
    /// Every group has `egress`, be it empty.
    Stated,
}

/// How NAT gateways are spread.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RequiredNat {
    /// One in each zone.
    PerAz,
}

/// Where the text is that accepted findings are about, by path as it is written. Looked up in the document as people wrote it, before
/// defaults are copied into VPCs: a default that is wrong everywhere is not accepted by naming one VPC.
pub(super) fn places(root: &Node) -> BTreeMap<String, Vec<Span>> {
    let mut lookup = Lookup::default();
    let accepted = lookup.entry(root, "accept").map(|entry| &entry.value.kind);
    let Some(Kind::List(items)) = accepted else { return BTreeMap::new() };
    let paths = items.iter().filter_map(|item| match &lookup.entry(item, "at")?.value.kind {
        Kind::Text(path) => Some(path.clone()),
        _ => None,
    });
    let paths: Vec<String> = paths.collect();
    let found = paths.into_iter().filter_map(|path| {
        let keys = overlay::split(&path).ok()?;
        let mut entry = lookup.entry(root, keys.first()?)?;
        for key in &keys[1..] {
            entry = lookup.entry(&entry.value, key)?;
        }
        let mut spans = vec![entry.key.span];
        gather(&entry.value, entry.key.span, &mut spans);
        Some((overlay::join(&keys), spans))
    });
    found.collect()
}

/// The spans of a value: its own, and those of all in it that is written elsewhere, in an overlay or a setting.
fn gather(node: &Node, within: Span, spans: &mut Vec<Span>) {
    let within = if within.contains(node.span) { within } else { node.span };
    if within == node.span {
        spans.push(node.span);
    }
    match &node.kind {
        Kind::List(items) => items.iter().for_each(|item| gather(item, within, spans)),
        Kind::Map(entries) => {
            for entry in entries {
                if !within.contains(entry.key.span) {
                    spans.push(entry.key.span);
                }
                gather(&entry.value, within, spans);
            }
        }
        _ => {}
    }
}

/// Entries of maps by key, so that a thousand paths into one map are found in time.
#[derive(Default)]
struct Lookup<'a>(BTreeMap<usize, BTreeMap<&'a str, &'a Entry>>);

impl<'a> Lookup<'a> {
    fn entry(&mut self, map: &'a Node, key: &str) -> Option<&'a Entry> {
        let Kind::Map(entries) = &map.kind else { return None };
        let index = || entries.iter().map(|entry| (entry.key.value.as_str(), entry)).collect();
        self.0.entry(std::ptr::from_ref(map).addr()).or_insert_with(index).get(key).copied()
    }
}
