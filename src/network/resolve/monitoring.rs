//! What watches the network: in come the keys of `monitoring`, out go thresholds that are possible, about things that are there. A key
//! that `all` brings is passed over where the network has nothing for it; one that is written is refused then.

use std::ops::RangeInclusive;

use super::duplicates;
use crate::blueprint::{self as written, Blueprint, SwitchOrNumber};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Span, Spanned};
use crate::network::{LogDestination, Monitoring, Network, Question, Topic};

/// Packets without a route in five minutes that are no accident any more.
const DROPS: i64 = 100;

/// Packets that a firewall drops in five minutes without anybody having to get up: it is there to drop some.
const FIREWALL: i64 = 10_000;

/// What is the topic of alarms.
pub(super) fn topic(topic: &written::Topic) -> Topic {
    match topic {
        written::Topic::New => Topic::New,
        written::Topic::Existing(arn) => Topic::Existing(arn.clone()),
    }
}

/// The number that a key means, with its place; `by_all` if it is not written.
pub(super) fn number(key: Option<Spanned<SwitchOrNumber>>, usual: i64, by_all: bool) -> Option<Spanned<i64>> {
    match key {
        Some(key) => key.value.number(usual).map(|value| Spanned { value, span: key.span }),
        None => by_all.then(|| Spanned::unplaced(usual)),
    }
}

/// A threshold; an impossible one is refused.
pub(super) fn in_range(
    threshold: Spanned<i64>,
    key: &str,
    range: RangeInclusive<i64>,
    unit: &str,
    diagnostics: &mut Diagnostics,
) -> i64 {
    if range.contains(&threshold.value) {
        return threshold.value;
    }
    let message = format!("`{key}` is {}, and takes {} to {} {unit}", threshold.value, range.start(), range.end());
    let finding = Diagnostic::new(Code::AlarmThreshold, message).at(threshold.span, "");
    diagnostics.push(finding.help(format!("write a number from {} to {}, or `true`", range.start(), range.end())));
    // Whoever asks whether there is a threshold is not told a second time.
    *range.start()
}

/// What `monitoring` means.
pub(super) fn monitoring(blueprint: &Blueprint, diagnostics: &mut Diagnostics) -> Option<Monitoring> {
    let Spanned { value: written, span } = blueprint.monitoring.as_ref()?;
    duplicates(&written.email, "address", diagnostics);
    let mut emails: Vec<_> = written.email.iter().map(|email| email.value.clone()).collect();
    emails.sort();
    let mut packets = |key, usual, name| {
        let number = number(key, usual, written.all)?;
        u32::try_from(in_range(number, name, 1..=1_000_000_000, "packets in five minutes", diagnostics)).ok()
    };
    let (drops, firewall) = (packets(written.drops, DROPS, "drops"), packets(written.firewall, FIREWALL, "firewall"));
    let on = |key: Option<Spanned<bool>>| key.map_or(written.all, |on| on.value);
    Some(Monitoring {
        span: *span,
        topic: topic(&written.topic.value),
        emails,
        drops,
        nat: on(written.nat),
        firewall,
        dashboards: on(written.dashboards),
        queries: on(written.queries),
    })
}

/// Refuses alarms without a notification target, and keys for which the network has nothing.
pub(super) fn check(network: &Network, blueprint: &Blueprint, diagnostics: &mut Diagnostics) {
    let (Some(meant), Some(written)) = (&network.monitoring, &blueprint.monitoring) else { return };
    without_target(network, meant, &written.value, diagnostics);
    let watches = network.watches();
    let any = |has: fn(&crate::network::Watch) -> bool| watches.iter().any(has);
    let written = &written.value;
    let switched =
        |key: Option<Spanned<SwitchOrNumber>>| key.filter(|key| key.value.number(1).is_some()).map(|key| key.span);
    let on = |key: Option<Spanned<bool>>| key.filter(|key| key.value).map(|key| key.span);
    let mut is_said = false;
    for (key, span, there, what) in [
        ("drops", switched(written.drops), any(|one| !one.drops.is_empty()), "transit gateway of its own"),
        ("nat", on(written.nat), any(|one| !one.nats.is_empty()), "NAT gateway"),
        ("firewall", switched(written.firewall), any(|one| !one.firewalls.is_empty()), "firewall"),
        (
            "dashboards",
            on(written.dashboards),
            any(|one| !(one.hubs.is_empty() && one.sites.is_empty())),
            "transit gateway of its own and no site",
        ),
        ("queries", on(written.queries), any(|one| !one.queries.is_empty()), "flow log in CloudWatch Logs"),
    ] {
        let Some(span) = span.filter(|_| !there) else { continue };
        is_said = true;
        let message = format!("the network has no {what} for `{key}`");
        let finding = Diagnostic::new(Code::NothingToWatch, message).at(span, "");
        diagnostics.push(finding.help(format!("remove `{key}`, or write `all: true` in place of single keys")));
    }
    if watches.is_empty() && !is_said {
        let finding = Diagnostic::new(Code::NothingToWatch, "the network has nothing that `monitoring` watches");
        diagnostics.push(finding.at(meant.span, "").help("remove it"));
    }
    unanswered(network, meant, diagnostics);
}

/// Alarms write to a topic in their own Region that somebody listens to.
fn without_target(network: &Network, meant: &Monitoring, written: &written::Monitoring, diagnostics: &mut Diagnostics) {
    let mut refuse = |message: String, span: Span, help: String| {
        diagnostics.push(Diagnostic::new(Code::NoTarget, message).at(span, "").help(help));
    };
    let watches = network.watches();
    match &meant.topic {
        Topic::New if meant.has_alarms() && meant.emails.is_empty() => {
            let help = "write `email: [noc@example.com]`, or a `topic` that exists".to_owned();
            refuse("alarms without a notification target".to_owned(), meant.span, help);
        }
        Topic::New => {}
        Topic::Existing(arn) => {
            if let Some(first) = written.email.first() {
                let help = "subscribe them there, or write `topic: new`".to_owned();
                refuse("an existing topic has its subscribers already".to_owned(), first.span, help);
            }
            let regions = watches.iter().filter(|one| one.has_alarms()).map(|one| &network.scope(one.scope).region);
            if let Some(other) = regions.into_iter().find(|region| region.as_str() != arn.region()) {
                let message = format!("the topic is in Region `{}`, and alarms are in `{other}`", arn.region());
                let help = format!("name a topic in {other}, or write `topic: new`: alarms tell nobody elsewhere");
                refuse(message, written.topic.span, help);
            }
        }
    }
}

/// Questions of which no flow log has records.
fn unanswered(network: &Network, meant: &Monitoring, diagnostics: &mut Diagnostics) {
    let watches = network.watches();
    let asked: Vec<_> = watches.iter().flat_map(|watch| &watch.queries).collect();
    if asked.is_empty() {
        return;
    }
    let missing = Question::ALL.into_iter().filter(|question| asked.iter().all(|one| one.question != *question));
    let missing: Vec<&str> = missing.map(Question::title).collect();
    if missing.is_empty() {
        return;
    }
    let logged = network.vpcs.iter().filter_map(|vpc| vpc.flow_logs.as_ref());
    let logged = logged.filter(|logs| matches!(logs.destination, LogDestination::CloudWatch { .. })).count();
    let message = format!("no flow log has records for the saved queries about {}", missing.join(" and "));
    let why = format!(
        "{logged} flow logs in CloudWatch Logs record one side of the traffic, and queries are made of what is recorded"
    );
    let finding = Diagnostic::new(Code::UnansweredQuery, message).at(meant.span, "").why(why);
    diagnostics.push(finding.help("write `flow_logs: {to: cloudwatch, traffic: all}`"));
}
