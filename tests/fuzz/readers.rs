//! Targets that read: documents, overlays and settings, locks, templates.

use netgen::blueprint::overlay::split_assignment;
use netgen::cloudformation::Format as TemplateFormat;
use netgen::compile::{self, Texts};
use netgen::diagnostic::{Diagnostics, Format, Sources, report};
use netgen::plan::lock::Lock;
use netgen::{blueprint, network, terraform, yaml};

use super::Target;
use super::corpus::{DOCUMENTS, LOCKS, TEMPLATES};
use super::dice::Dice;
use super::mutate::mutated;

/// A document becomes what it means, or findings that can be printed.
pub const BLUEPRINT: Target = Target {
    name: "blueprint",
    cases: 2000,
    seconds: 1,
    make: |dice| mutated(&DOCUMENTS, dice),
    take: |input| {
        let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
        let id = sources.add("fuzz.yaml", text(input));
        if let Some(written) = blueprint::load(&mut sources, id, &[], &[], &mut diagnostics) {
            let _ = network::resolve(&written, &mut diagnostics);
        }
        said(&diagnostics, &sources);
    },
};

/// A document, as far as it goes, becomes files in both dialects. Large networks take their time, so documents are short.
pub const NETWORK: Target = Target {
    name: "network",
    cases: 400,
    seconds: 10,
    make: |dice| {
        let mut document = mutated(&DOCUMENTS, dice);
        document.truncate(8 << 10);
        String::from_utf8_lossy(&document).into_owned().into_bytes()
    },
    take: |input| {
        let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
        let document = sources.add("fuzz.yaml", text(input));
        let texts = Texts { document, overlays: Vec::new(), settings: Vec::new(), lock: None, releases: Vec::new() };
        if let Some(input) = compile::read(&texts, &mut sources, &mut diagnostics)
            && let Some(made) = compile::compile(&input, "fuzz.yaml", TemplateFormat::Yaml, &mut diagnostics)
        {
            for file in terraform::render(&made.graph, made.plan.network, "fuzz.yaml") {
                // Between several roots there is a script, and lists for it.
                let is_right = match file.path.rsplit_once('.').map(|(_, ending)| ending) {
                    Some("json") => serde_json::from_str::<serde_json::Value>(&file.text).is_ok(),
                    Some("sh" | "txt") => !file.text.contains('\0'),
                    _ => file.text.parse::<hcl_edit::structure::Body>().is_ok(),
                };
                assert!(is_right, "{} cannot be read:\n{}", file.path, file.text);
            }
            for file in made.templates.iter().filter(|file| !file.path.contains("/deploy.")) {
                let read = yaml::template(&file.text);
                assert!(read.is_ok(), "{} is no template: {read:?}", file.path);
            }
        }
        said(&diagnostics, &sources);
    },
};

/// What parts several texts in one input, such as a document, an overlay and settings.
pub const BORDER: &str = "\u{1}\n";

/// An overlay over a document, and settings over both.
pub const OVERLAY: Target = Target {
    name: "overlay",
    cases: 1500,
    seconds: 1,
    make: |dice| {
        let document = DOCUMENTS[dice.roll(DOCUMENTS.len())].clone();
        let overlay = String::from_utf8_lossy(&mutated(&DOCUMENTS, dice)).replace(BORDER, "");
        let settings: Vec<String> = (0..=dice.roll(4)).map(|_| setting(dice)).collect();
        [document, overlay, settings.join("\n")].join(BORDER).into_bytes()
    },
    take: |input| {
        let mut parts = text(input).splitn(3, BORDER).map(str::to_owned).collect::<Vec<_>>();
        parts.resize(3, String::new());
        let settings = parts[2].lines().filter_map(split_assignment);
        let settings: Vec<_> = settings.map(|(path, value)| (path.to_owned(), value.to_owned())).collect();
        let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
        let document = sources.add("fuzz.yaml", parts[0].clone());
        let overlay = sources.add("over.yaml", parts[1].clone());
        for overlays in [&[][..], &[overlay]] {
            let _ = blueprint::load(&mut sources, document, overlays, &settings, &mut diagnostics);
        }
        said(&diagnostics, &sources);
    },
};

/// `path=value`, mostly with names that documents have.
fn setting(dice: &mut Dice) -> String {
    const STEPS: &[&str] = &[
        "vpcs",
        "shop",
        "tiers",
        "private",
        "prefix",
        "nat",
        "\"a.b\"",
        "",
        "0",
        "defaults",
        "vpc",
        "tags",
        "\"",
        "[0]",
        "hub",
        "transit_gateways",
        "segments",
        "availability_zones",
        "network_acls",
        "\u{1f980}",
        " ",
    ];
    const VALUES: &[&str] =
        &["1", "null", "{a: [b, {c: d}]}", "[", "\"x", "single", "&a [*a]", "", "{", "a=b=c", "- x", "10.0.0.0/8"];
    let steps: Vec<&str> = (0..=dice.roll(6)).map(|_| dice.pick(STEPS)).collect();
    let path = if dice.one_in(20) { steps.join(".").repeat(300) } else { steps.join(".") };
    format!("{path}{}{}", if dice.one_in(10) { "" } else { "=" }, dice.pick(VALUES))
}

/// A lock that reads is one that prints and reads again. Half of the inputs have a digest that is right, or nothing behind the last
/// line would ever be looked at.
pub const LOCK: Target = Target {
    name: "lock",
    cases: 2000,
    seconds: 1,
    make: |dice| {
        let lock = mutated(&LOCKS, dice);
        if dice.one_in(2) { lock } else { signed(&String::from_utf8_lossy(&lock)).into_bytes() }
    },
    take: |input| {
        let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
        let id = sources.add("fuzz.lock", text(input));
        if let Some(lock) = Lock::read(&sources, id, &mut diagnostics) {
            let again = sources.add("again.lock", lock.print());
            let read = Lock::read(&sources, again, &mut diagnostics);
            assert_eq!(read.map(|lock| lock.print()), Some(lock.print()));
        }
        said(&diagnostics, &sources);
    },
};

/// The same lines with the digest of what stands before it.
fn signed(lock: &str) -> String {
    let lines = lock.lines().filter(|line| !line.starts_with("digest ")).map(|line| format!("{line}\n"));
    let body: String = lines.collect();
    let digest = netgen::digest::digest(body.as_bytes());
    format!("{body}digest {digest}\n")
}

/// Somebody else's template, as `netgen verify` reads it.
pub const TEMPLATE: Target = Target {
    name: "template",
    cases: 1500,
    seconds: 1,
    make: |dice| mutated(&TEMPLATES, dice),
    take: |input| drop(yaml::template(text(input))),
};

pub fn text(input: &[u8]) -> &str {
    std::str::from_utf8(input).unwrap_or_default()
}

/// Findings are for people and for programs, whatever the text was.
pub fn said(diagnostics: &Diagnostics, sources: &Sources) {
    for format in [Format::Text { color: false }, Format::Text { color: true }, Format::Json, Format::Github] {
        let said = report(diagnostics, sources, format);
        assert!(diagnostics.counts() == (0, 0) || !said.is_empty());
    }
    let json = report(diagnostics, sources, Format::Json);
    assert!(serde_json::from_str::<serde_json::Value>(&json).is_ok(), "{json}");
}
