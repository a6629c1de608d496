//! Public virtual interfaces on Junos: what passes their sessions. Nothing of the site and of VPCs does, in either direction.

use super::policy::accept;
use super::tree::{Statement, block, leaf, list, remark, word};
use crate::router::config::{DirectConnect, PublicPath, RouterConfig};
use crate::router::names::object;
use crate::uplink::public::{Accepted, Scope, WIDEST};

/// The community that keeps AWS's routes from every other autonomous system (RFC 1997).
const NO_EXPORT: &str = "ng-no-export";

/// The list and the policies of a public virtual interface.
pub(super) fn options(one: &DirectConnect, path: &PublicPath) -> Vec<Statement> {
    let [inward, outward] = ["in", "out"].map(|way| object(&[one.name.as_str(), way]));
    let then = vec![leaf("community set", from_us(path.scope))];
    vec![
        remark(format!("{}: these public prefixes and nothing else, which AWS carries to {}", one.name, path.scope)),
        block(format!("prefix-list {outward}"), path.announced.iter().map(word).collect()),
        remark(format!(
            "{}: public prefixes of {}, nothing private, nothing of the site, and told to nobody else",
            one.name, path.accepted
        )),
        inward_policy(&inward, path),
        accept(&outward, &outward, then),
    ]
}

/// Refused is what no network on the internet has, and what is the site's or reached by its uplinks; then AWS's routes pass.
fn inward_policy(name: &str, path: &PublicPath) -> Statement {
    let refused = path.refused.iter().map(|prefix| word(format!("route-filter {prefix} orlonger"))).collect();
    let names: Vec<String> = path.accepted.communities().iter().map(|community| of_aws(community)).collect();
    let mut from = match names.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        [] => Vec::new(),
        [one] => vec![leaf("community", one)],
        many => vec![list("community", many)],
    };
    from.push(word(format!("route-filter 0.0.0.0/0 prefix-length-range /{WIDEST}-/32")));
    let then = vec![leaf("community set", NO_EXPORT), word("accept")];
    block(
        format!("policy-statement {name}"),
        vec![
            block("term refused", vec![block("from", refused), leaf("then", "reject")]),
            block("term listed", vec![block("from", from), block("then", then)]),
            leaf("then", "reject"),
        ],
    )
}

/// The communities that public virtual interfaces name, each once, with their members.
pub(super) fn communities(router: &RouterConfig) -> Vec<(String, &'static str)> {
    let mut all = Vec::new();
    for (_, path) in router.publics() {
        all.push((NO_EXPORT.to_owned(), "no-export"));
        all.push((from_us(path.scope), path.scope.community()));
        all.extend(path.accepted.communities().iter().map(|community| (of_aws(community), *community)));
    }
    all.sort_unstable();
    all.dedup();
    all
}

/// `ng-public-to-region`
fn from_us(scope: Scope) -> String {
    object(&["public", "to", scope.word()])
}

/// `ng-public-of-region`: Junos wants all members of a community, so each has a name of its own.
fn of_aws(community: &str) -> String {
    let is_region = Accepted::Region.communities().contains(&community);
    let word = if is_region { Accepted::Region } else { Accepted::Continent }.word();
    object(&["public", "of", word])
}
