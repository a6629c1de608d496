use super::*;
use crate::builtin;

fn texts(sources: &mut Sources, document: &str, lock: Option<&str>) -> Texts {
    let document = sources.add("corp.yaml", document);
    let lock = lock.map(|text| sources.add("corp.lock", text));
    Texts { document, overlays: Vec::new(), settings: Vec::new(), lock, releases: Vec::new() }
}

/// What is found, besides the one warning of a built-in: in `dx-vpn` one of two routers has a session table.
fn codes(diagnostics: &Diagnostics) -> Vec<&'static str> {
    let all = diagnostics.sorted().into_iter().filter(|one| one.code != Code::StatefulFailover);
    all.map(|one| one.code.number()).collect()
}

/// Every built-in compiles, and its own new lock changes nothing: neither the lock nor the network.
#[test]
fn what_was_locked_stays() {
    for builtin in builtin::ALL {
        let mut before: Option<(String, String)> = None;
        for _ in 0..2 {
            let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
            let lock = before.as_ref().map(|(lock, _)| lock.as_str());
            let texts = texts(&mut sources, builtin.text, lock);
            let input = read(&texts, &mut sources, &mut diagnostics).expect("a good document");
            let compiled = compile(&input, "corp.yaml", Format::Yaml, &mut diagnostics).expect("a good network");
            assert_eq!(codes(&diagnostics), Vec::<&str>::new(), "{}", builtin.name);
            let now = (compiled.lock.print(), compiled.digest());
            if let Some(before) = before.replace(now.clone()) {
                assert_eq!(now, before);
                assert_eq!(compiled.changes, Vec::new());
                assert_eq!(locked(&compiled.changes, "corp.lock"), None);
            } else {
                let finding = locked(&compiled.changes, "corp.lock").expect("everything is new");
                let why = finding.why.unwrap_or_default();
                assert_eq!(why.lines().count(), compiled.changes.len() + 1, "{why}");
            }
        }
    }
}

/// A document and a lock that are both wrong are reported in one run; a later stage does not start.
#[test]
fn a_stage_with_an_error_is_the_last() {
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    // The VPC has no room for its tiers either, but nobody plans before the zones are known.
    let tiers = "{a: {prefix: 25, route: local}, b: {prefix: 25, route: local}}";
    let vpcs = format!("vpcs: {{x: {{cidr: 10.0.0.0/24, tiers: {tiers}}}}}");
    let document = format!("netgen: 1\nname: corp\nregion: eu-west-1\navailability_zones: [a, a]\n{vpcs}\n");
    let texts = texts(&mut sources, &document, Some("# not a lock\n"));
    assert!(read(&texts, &mut sources, &mut diagnostics).is_none());
    assert_eq!(codes(&diagnostics), ["NG0108", "NG0600"]);
}

/// The digest of a document, in a format of templates.
fn digest_of(document: &str, format: Format) -> String {
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let texts = texts(&mut sources, document, None);
    let input = read(&texts, &mut sources, &mut diagnostics).expect("a good document");
    compile(&input, "corp.yaml", format, &mut diagnostics).expect("a good network").digest()
}

/// A network is the same in every format and under every comment, and another one with another value anywhere.
#[test]
fn the_digest_is_of_the_network_alone() {
    let text = "netgen: 1\nname: corp\nregion: eu-west-1\navailability_zones: [a, b]\ntags: {Owner: web}\nvpcs:\n  \
                shop:\n    cidr: 10.0.0.0/16\n    endpoints: {gateway: [s3]}\n    tiers:\n      \
                public: {prefix: 24, route: internet}\n      private: {prefix: 24, route: nat}\n    \
                security_groups:\n      web: {ingress: [{from: internet, tcp: 443}]}\n";
    let digest = digest_of(text, Format::Yaml);
    assert_eq!(digest_of(text, Format::Json), digest);
    assert_eq!(digest_of(&format!("# a comment\n{text}"), Format::Yaml), digest);
    assert_eq!(digest_of(&text.replace("[s3]", "[\"s3\"]"), Format::Yaml), digest);
    let changes = [
        ("name: corp", "name: corq"),
        ("eu-west-1", "eu-west-2"),
        ("[a, b]", "[a, c]"),
        ("Owner: web", "Owner: app"),
        ("10.0.0.0/16", "10.1.0.0/16"),
        ("[s3]", "[dynamodb]"),
        ("private: {prefix: 24", "private: {prefix: 25"),
        ("route: nat", "route: local"),
        ("tcp: 443", "tcp: 8443"),
        ("tcp: 443", "udp: 443"),
        ("      web:", "      api:"),
    ];
    for (from, to) in changes {
        assert!(text.contains(from), "{from}");
        assert_ne!(digest_of(&text.replace(from, to), Format::Yaml), digest, "{from} -> {to}");
    }
}

#[test]
fn what_is_released_is_known() {
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let mut lock = Lock::default();
    for path in ["vpc/old", "vpc/old/tier/private", "vpc/older"] {
        lock.insert(path.to_owned(), Entry::default());
    }
    let mut texts = texts(&mut sources, builtin::ALL[0].text, Some(&lock.print()));
    texts.releases = vec!["vpcs.old".to_owned()];
    let input = read(&texts, &mut sources, &mut diagnostics).expect("a good document");
    let released: Vec<_> = input.released().map(|(path, _)| path).collect();
    assert_eq!(released, ["vpc/old", "vpc/old/tier/private"]);
    texts.releases = vec!["vpcs.nobody".to_owned()];
    assert!(read(&texts, &mut sources, &mut diagnostics).is_none());
    assert_eq!(codes(&diagnostics), ["NG0613"]);
}
