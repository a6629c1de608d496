//! What was chosen between networks, and the alternatives: text for people, JSON for programs.

use std::fmt::Write as _;

use serde::Serialize;

use super::words::join;
use crate::choices::{Alternative, Choice, Choices, Facts, Way};
use crate::fail::AS_OF;

/// The field `netgen` of the answer in JSON. It goes up when a field changes its meaning or goes away.
const VERSION: u32 = 1;

/// Choices for people: each with what decides, every way, and at the end what the ways that were named give.
#[must_use]
pub fn choices_text(choices: &Choices) -> String {
    let all: Vec<&Choice> = choices.sites.iter().chain(&choices.pairs).collect();
    if all.is_empty() {
        return "the network has neither sites nor VPCs that reach each other: there is nothing to choose\n".to_owned();
    }
    let mut out = String::new();
    for choice in all {
        let _ = writeln!(out, "{}", choice.of);
        if !choice.needs.is_empty() {
            let _ = writeln!(out, "  states: {}", join(&choice.needs, "; "));
        }
        for option in &choice.options {
            let _ = writeln!(out, "  {}: {}", option.way.facts().name, state(option));
        }
        out.push('\n');
    }
    out.push_str("every other pair of VPCs: no way, for the document asks for none\n\n");
    let _ = writeln!(out, "what each way gives, by AWS's pages as of {AS_OF}");
    for facts in named(choices).into_iter().map(Way::facts) {
        let _ = writeln!(out, "  {}: {}", facts.name, facts.bandwidth);
        let _ = writeln!(out, "    encryption: {}; service level: {}", facts.encryption, levels(&facts));
        let _ = writeln!(out, "    begins {}; billed: {}", facts.start, facts.billed);
        let _ = writeln!(out, "    {}", facts.page);
    }
    out
}

/// `chosen: dx-1, dx-2`, `ruled out: …`, `possible`
fn state(option: &Alternative) -> String {
    if !option.chosen.is_empty() {
        format!("chosen: {}", option.chosen.join(", "))
    } else if !option.against.is_empty() {
        format!("ruled out: {}", option.against.join("; "))
    } else {
        "possible".to_owned()
    }
}

/// `95 %, 99.9 %, 99.99 %`, as AWS publishes them for shapes of the way.
fn levels(facts: &Facts) -> String {
    let published = facts.levels.iter().filter(|one| one.level().published.is_some());
    let all = join(
        published.map(|one| format!("{} ({})", super::availability::percent(one.share()), one.level().name)),
        ", ",
    );
    if all.is_empty() { "none is published".to_owned() } else { all }
}

/// The ways of the choices, each once.
fn named(choices: &Choices) -> Vec<Way> {
    let sites = Way::OF_SITES.into_iter().filter(|_| !choices.sites.is_empty());
    let pairs = Way::OF_VPCS.into_iter().filter(|_| !choices.pairs.is_empty());
    sites.chain(pairs).collect()
}

#[derive(Serialize)]
struct ChoicesView<'a> {
    netgen: u32,
    as_of: &'static str,
    sites: Vec<ChoiceView<'a>>,
    pairs: Vec<ChoiceView<'a>>,
    ways: Vec<WayView>,
}

#[derive(Serialize)]
struct ChoiceView<'a> {
    of: &'a str,
    states: &'a [String],
    ways: Vec<OptionView<'a>>,
}

#[derive(Serialize)]
struct OptionView<'a> {
    way: &'static str,
    chosen: &'a [String],
    ruled_out_by: &'a [String],
}

#[derive(Serialize)]
struct WayView {
    way: &'static str,
    bandwidth: &'static str,
    encryption: &'static str,
    service_level: String,
    begins: &'static str,
    billed: &'static str,
    page: &'static str,
}

/// Choices for programs.
#[must_use]
pub fn choices_json(choices: &Choices) -> String {
    let ways = named(choices).into_iter().map(Way::facts).map(|facts| WayView {
        way: facts.name,
        bandwidth: facts.bandwidth,
        encryption: facts.encryption,
        service_level: levels(&facts),
        begins: facts.start,
        billed: facts.billed,
        page: facts.page,
    });
    let view = ChoicesView {
        netgen: VERSION,
        as_of: AS_OF,
        sites: choices.sites.iter().map(choice_view).collect(),
        pairs: choices.pairs.iter().map(choice_view).collect(),
        ways: ways.collect(),
    };
    serde_json::to_string_pretty(&view).unwrap_or_default() + "\n"
}

fn choice_view(choice: &Choice) -> ChoiceView<'_> {
    let ways = choice.options.iter().map(|option| OptionView {
        way: option.way.facts().name,
        chosen: &option.chosen,
        ruled_out_by: &option.against,
    });
    ChoiceView { of: &choice.of, states: &choice.needs, ways: ways.collect() }
}
