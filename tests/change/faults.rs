//! Faults in what is rendered that the executor has to see: cuts, leaks, refusals and losses of a change that has none of its own.

use std::collections::BTreeMap;

use super::common::pipeline::Version;
use super::judge::unsaid;
use super::pairs::{HUB, Pair, TIERS, versions};
use super::run::{Effort, change, deployed};
use super::told::Told;
use super::tree::Tree;

const QUICK: Effort = Effort { random: 4, edges: true };

/// Texts of a template before and after the fault: file, text, other text.
type Edit = (&'static str, &'static str, &'static str);

/// A fault of the templates of a change from nothing but tags: what the new version says differently, and a word of what is found.
struct Fault {
    name: &'static str,
    document: &'static str,
    /// In the old version too, or in the new one alone.
    both: &'static [Edit],
    new: &'static [Edit],
    word: &'static str,
}

const ORDERS: &str = "cloudformation/orders.json";
const SHOP: &str = "cloudformation/shop.json";

const FAULTS: &[Fault] = &[
    Fault {
        name: "a route under another name",
        document: HUB,
        both: &[],
        new: &[(ORDERS, "OrdersPrivateDefaultRoute", "OrdersPrivateAnyRoute")],
        word: "RouteAlreadyExists",
    },
    Fault {
        name: "an attachment under another name",
        document: HUB,
        both: &[],
        new: &[(ORDERS, "OrdersTransitGatewayAttachment", "OrdersOtherTransitGatewayAttachment")],
        word: "DuplicateTransitGatewayAttachment",
    },
    Fault {
        name: "a subnet under another name",
        document: HUB,
        both: &[],
        new: &[(ORDERS, "OrdersPrivateASubnet", "OrdersPrivateXSubnet")],
        word: "InvalidSubnet.Conflict",
    },
    Fault {
        name: "an association of a table under another name",
        document: HUB,
        both: &[],
        new: &[(ORDERS, "OrdersPrivateARouteTableAssociation", "OrdersPrivateXRouteTableAssociation")],
        word: "Resource.AlreadyAssociated",
    },
    Fault {
        name: "a propagation under another name",
        document: HUB,
        both: &[],
        new: &[(ORDERS, "OrdersProductionTransitGatewayPropagation", "OrdersXTransitGatewayPropagation")],
        word: "TransitGatewayRouteTablePropagation.Duplicate",
    },
    Fault {
        name: "a log group under another name",
        document: TIERS,
        both: &[],
        new: &[(SHOP, "ShopFlowLogsLogGroup", "ShopOtherLogsLogGroup")],
        word: "ResourceAlreadyExistsException",
    },
    Fault {
        name: "an entry of an ACL under another name",
        document: TIERS,
        both: &[],
        new: &[(SHOP, "ShopPublicIngress100NetworkAclEntry", "ShopPublicIngressXNetworkAclEntry")],
        word: "NetworkAclEntryAlreadyExists",
    },
    Fault {
        name: "associations of ACLs under other names",
        document: TIERS,
        both: &[],
        new: &[
            (SHOP, "ShopDatabaseANetworkAclAssociation", "ShopDatabaseXNetworkAclAssociation"),
            (SHOP, "ShopPublicANetworkAclAssociation", "ShopPublicXNetworkAclAssociation"),
        ],
        word: "leak",
    },
    Fault {
        name: "an address that nobody keeps",
        document: TIERS,
        both: &[
            (SHOP, "\"DeletionPolicy\": \"RetainExceptOnCreate\",\n", ""),
            (SHOP, "\"UpdateReplacePolicy\": \"Retain\",\n", ""),
        ],
        new: &[(SHOP, "ShopNatAEip", "ShopNatXEip")],
        word: "lost",
    },
    Fault {
        name: "a NAT gateway with the old one's address",
        document: TIERS,
        both: &[],
        new: &[(SHOP, "ShopANatGateway", "ShopXNatGateway")],
        word: "Resource.AlreadyAssociated",
    },
    Fault {
        name: "another table for a subnet",
        document: HUB,
        both: &[],
        new: &[(ORDERS, "OrdersPrivateRouteTable", "OrdersAnyRouteTable")],
        word: "cut",
    },
    Fault {
        name: "an attachment of an internet gateway under another name",
        document: TIERS,
        both: &[],
        new: &[(SHOP, "ShopInternetGatewayAttachment", "ShopXInternetGatewayAttachment")],
        word: "Resource.AlreadyAssociated",
    },
];

/// The files of a version with a fault in them; whether all texts were there.
fn broken(version: &Version, edits: &[&[Edit]]) -> Option<BTreeMap<String, String>> {
    let mut files = version.files.clone();
    for (path, text, other) in edits.iter().copied().flatten() {
        let file = files.get_mut(*path)?;
        // Lines of a template are found whatever their indent.
        if text.ends_with('\n') {
            let lines = file.lines().filter(|line| line.trim() != text.trim());
            *file = lines.collect::<Vec<_>>().join("\n");
        } else {
            let name = |text: &str| format!("\"{text}\"");
            file.contains(&name(text)).then_some(())?;
            *file = file.replace(&name(text), &name(other));
        }
    }
    Some(files)
}

fn found(fault: &Fault) -> Vec<String> {
    let pair = Pair { name: fault.name, document: fault.document, old: &[], new: &[("tags", "{Owner: other}")] };
    let (old, new) = versions(&pair).expect("two versions");
    let told = Told::of(&old, &new);
    let whole = |version: &Version, edits: &[&[Edit]]| {
        let files = broken(version, edits).unwrap_or_else(|| panic!("{}: nothing to break", fault.name));
        Tree::read(&files, &version.routers).unwrap_or_else(|error| panic!("{}: {error}", fault.name))
    };
    let (was, is) = (whole(&old, &[fault.both]), whole(&new, &[fault.both, fault.new]));
    let mut account = deployed(&was).expect("a deployment");
    let run = change(&mut account, &was, &is, QUICK);
    unsaid(&run, &told, &was, &is)
}

#[test]
fn seeded_faults_are_seen() {
    let all = super::common::seeds::each_seed(FAULTS.len() as u64, |at| {
        let fault = &FAULTS[usize::try_from(at).expect("small")];
        (fault, found(fault))
    });
    let unseen: Vec<_> =
        all.iter().filter(|(fault, found)| !found.iter().any(|one| one.contains(fault.word))).collect();
    let unseen: Vec<_> =
        unseen.into_iter().map(|(fault, found)| (fault.name, found.iter().take(3).collect::<Vec<_>>())).collect();
    assert!(unseen.is_empty(), "{unseen:#?}");
    assert!(all.len() >= 10, "{}", all.len());
}
