//! Names in both dialects. They follow from the words of a path alone; a path has names, never a position.

use std::collections::HashMap;

use super::graph::{Graph, Node};
use super::owner::UnitOwner;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Span};
use crate::network::Network;

impl Graph {
    /// Names that two objects would share: logical ids in a stack (outputs and parameters are apart), labels of one
    /// Terraform type. Never solved by a number: adding one object would then rename, that is replace, a live one.
    pub fn check_names(&self, network: &Network, diagnostics: &mut Diagnostics) {
        // Only asked, never walked through: their order shows nowhere. Ids are a unit's own, and a small map is a fast one.
        let mut ids: HashMap<&str, &Node> = HashMap::new();
        let mut labels: HashMap<(&str, &str), &Node> = HashMap::with_capacity(self.nodes().count());
        let mut units: HashMap<&str, UnitOwner> = HashMap::new();
        let place = |node: &Node| self.unit_of(node.unit).owner.span(network);
        for unit in self.units() {
            if let Some(other) = units.insert(&unit.name, unit.owner) {
                diagnostics.push(
                    Diagnostic::new(Code::NameCollision, format!("two stacks would be `{}`", unit.name))
                        .at(unit.owner.span(network), unit.title.clone())
                        .also(other.span(network), other.names(network).title)
                        .why("a transit gateway, a VPC, a part that is split out of one (`<vpc>-<part>`), a peering (`peering-<a>-<b>`), the rules between groups of two VPCs (`group-rules-<a>-<b>`), a Direct Connect gateway (`direct-connect-<name>`), a site (`site-<name>`) and the ways of a transit gateway to sites (`hybrid-routing-<name>`) make a stack each")
                        .help("rename one of them"),
                );
            }
            ids.clear();
            for node in unit.nodes().map(|id| self.node(id)) {
                let twin = node.kind.cloudformation().and_then(|_| ids.insert(&node.logical_id, node));
                let twin =
                    node.kind.terraform().and_then(|kind| labels.insert((kind, node.terraform_label()), node)).or(twin);
                if let Some(twin) = twin {
                    let other = if place(twin) == place(node) { Span::NOWHERE } else { place(twin) };
                    diagnostics.push(collision(node, twin).at(place(node), "").also(other, ""));
                }
                if node.logical_id.len() > 255 {
                    diagnostics.push(
                        Diagnostic::new(
                            Code::NameTooLong,
                            format!("the logical id `{}` is longer than 255 characters", node.logical_id),
                        )
                        .at(place(node), "")
                        .why("CloudFormation takes no longer one, and a shorter one could be that of another resource")
                        .help("shorten the names that it is made of: of the VPC, the tier, the group or the domain"),
                    );
                }
            }
        }
    }
}

fn collision(node: &Node, twin: &Node) -> Diagnostic {
    let (one, other) = (twin.kind.noun(), node.kind.noun());
    let message = format!("two resources would be `{}`: a {one} and a {other}", node.logical_id);
    Diagnostic::new(Code::NameCollision, message)
        .why("names are made from the words of a path, and two paths have the same words")
        .help(format!("rename a VPC, tier or group: `{}` and `{}` meet", twin.label, node.label))
}

/// The words of a path in Pascal case: `shop`, `private-1`, `a` is `ShopPrivate1A`.
pub(crate) fn logical_id(path: &[&str]) -> String {
    let mut id = String::with_capacity(40);
    for word in words(path) {
        let mut chars = word.chars();
        id.extend(chars.next().map(|first| first.to_ascii_uppercase()));
        id.push_str(chars.as_str());
    }
    id
}

/// The words of a path joined by `_`.
pub(super) fn label(path: &[&str]) -> String {
    let mut label = String::with_capacity(40);
    for word in words(path) {
        if !label.is_empty() {
            label.push('_');
        }
        label.push_str(word);
    }
    label
}

/// The alphanumeric words of a path.
fn words<'a>(path: &'a [&'a str]) -> impl Iterator<Item = &'a str> {
    path.iter().flat_map(|part| part.split(|c: char| !c.is_ascii_alphanumeric())).filter(|word| !word.is_empty())
}

/// `SubnetIds` as `subnet_ids`.
pub(super) fn snake(noun: &str) -> String {
    let mut snake = String::new();
    for c in noun.chars() {
        if c.is_ascii_uppercase() && !snake.is_empty() {
            snake.push('_');
        }
        snake.push(c.to_ascii_lowercase());
    }
    snake
}
