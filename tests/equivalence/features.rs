//! What the table of features says is so in rendered trees: a feature that a document uses stands in both dialects where the table has it,
//! one that it does not use stands nowhere, and `versions.tf` asks for the provider that all of them need.

use std::collections::{BTreeMap, BTreeSet};

use netgen::diagnostic::{Diagnostics, Sources};
use netgen::dialect::{Feature, LARGEST_BGP_ASN};
use netgen::net::ProviderVersion;
use netgen::{blueprint, network};

/// The features of a document, and the provider that it asks for.
fn used(text: &str) -> (BTreeSet<Feature>, ProviderVersion) {
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let id = sources.add("document.yaml", text);
    let document = blueprint::load(&mut sources, id, &[], &[], &mut diagnostics).expect("a document");
    let network = network::resolve(&document, &mut diagnostics).expect("a network");
    (network.features().into_iter().map(|used| used.value).collect(), network.provider_floor())
}

/// Whether a word stands in a file of a kind, as a name.
fn stands(files: &BTreeMap<String, String>, ending: &str, word: &str) -> bool {
    let mut texts = files.iter().filter(|(path, _)| path.ends_with(ending)).map(|(_, text)| text);
    let is_name = |at: usize, text: &str| {
        let part = |c: char| c.is_ascii_alphanumeric() || c == '_';
        !text[..at].ends_with(part) && !text[at + word.len()..].starts_with(part)
    };
    texts.any(|text| text.match_indices(word).any(|(at, _)| is_name(at, text)))
}

/// What in the files is not as the table says.
pub fn wrong(text: &str, files: &BTreeMap<String, String>) -> Vec<String> {
    let (used, floor) = used(text);
    let mut wrong = Vec::new();
    for feature in Feature::ALL {
        let (said, is_used) = (feature.said(), used.contains(feature));
        for (place, ending) in [(said.cloudformation, ".yaml"), (said.terraform, ".tf")] {
            let Some((_, name)) = place else { continue };
            let stands = stands(files, ending, name);
            // What stands there in any case, with another value, shows nothing where the feature is not used.
            let shows = said.provider > ProviderVersion::default() && (ending == ".tf" || name != "Asn");
            if stands != is_used && (is_used || shows) {
                wrong.push(format!("{feature:?}: used {is_used}, {name} stands in *{ending} {stands}"));
            }
        }
    }
    let needed = used.iter().map(|feature| feature.said().provider).max().unwrap_or_default().max(floor);
    for (path, text) in files.iter().filter(|(path, _)| path.ends_with("versions.tf")) {
        let asks = |version: ProviderVersion| text.contains(&format!("\">= {version}, < 7.0\""));
        // A root asks for what stands in it, and for no less than the document.
        let known = Feature::ALL.iter().map(|feature| feature.said().provider).chain([floor]);
        if !known.into_iter().any(|version| version >= floor && version <= needed && asks(version)) {
            wrong.push(format!("{path} does not ask for {floor} to {needed}"));
        }
    }
    let asks = format!(">= {needed}, ");
    if !files.iter().any(|(path, text)| path.ends_with("versions.tf") && text.contains(&asks)) {
        wrong.push(format!("no root asks for {needed}"));
    }
    wrong
}

#[test]
fn what_stands_in_files_is_what_the_table_says() {
    let mut seen = BTreeSet::new();
    for (name, text) in super::documents() {
        let files = super::rendered(&text);
        let wrong = wrong(&text, &files);
        assert!(wrong.is_empty(), "{name}: {wrong:#?}");
        seen.extend(used(&text).0);
    }
    assert_eq!(seen, Feature::ALL.iter().copied().collect(), "every feature stands in some document");
    assert_eq!(LARGEST_BGP_ASN, i32::MAX as u32 - 1);
}

#[test]
fn files_that_are_not_as_the_table_says_are_noticed() {
    let text = super::documents().into_iter().find(|(name, _)| name == "vpn-options").expect("the document").1;
    let files = super::rendered(&text);
    let site = ["cloudformation/site-tokyo.yaml", "terraform/site_tokyo.tf", "terraform/versions.tf"];
    let faults = [
        (site[0], "TunnelBandwidth", "Bandwidth"),
        (site[1], "bgp_log_enabled", "log_of_bgp_enabled"),
        (site[1], "tunnel_bandwidth", "x_tunnel_bandwidth"),
        (site[1], "static_routes_only", "bgp_asn_long = 1\n  static_routes_only"),
        (site[2], ">= 6.24", ">= 5.100"),
        (site[2], ">= 6.24", ">= 6.22"),
    ];
    for (file, old, new) in faults {
        let mut files = files.clone();
        let text_of = files.get_mut(file).expect("the file");
        assert!(text_of.contains(old), "{file} has no {old}");
        *text_of = text_of.replace(old, new);
        assert!(!wrong(&text, &files).is_empty(), "nobody noticed {new} in {file}");
    }
}
