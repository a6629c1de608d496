//! The steps for people: a sheet beside the trees, and a summary for the terminal.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::{Cut, Step, Steps, Why};
use crate::aws::{Dialect, KindOf};
use crate::diagnostic::visible;
use crate::diff::{Diff, Effect, ResourceDiff, StackChange};

/// Resources of one kind of effect that are named; the others are counted.
const NAMED: usize = 12;

/// The sheet. `new` is the document as the reader wrote it.
#[must_use]
pub fn steps_markdown(steps: &Steps, new: &str) -> String {
    let name = steps.records.first().map(|one| one.name.as_str()).unwrap_or_default();
    let mut out = format!("# {}: {}\n\n", code(name), headline(steps));
    if steps.list.len() > 1 {
        out.push_str(HOW);
    }
    for (index, (step, found)) in steps.diffs().enumerate() {
        let _ = writeln!(out, "\n## Step {}: {}", index + 1, title(&found));
        section(&mut out, "Why it is a step of its own", step.why.iter().map(|why| words(*why).to_owned()));
        section(&mut out, "Before it", before(&found).map(|(key, what)| format!("{}: {what}", code(key))));
        section(&mut out, "What it does", does(&found));
        section(&mut out, "Order", order(&found));
        let cuts = step.cuts.iter().map(cut);
        section(&mut out, "Interrupted, refused or open meanwhile", cuts.chain(steady(step)));
        section(&mut out, "Routers", routers(step, &found));
        section(&mut out, "Before the next step", checks(&found, index + 1 == steps.list.len(), new));
    }
    out
}

const HOW: &str = "Each directory holds a whole tree. Deploy them one after another: CloudFormation by each tree's `cloudformation/deploy.sh`, \
Terraform by putting each tree's `terraform/` in the place of the one before, with the same state and the same `backend.tf`, and `terraform apply`. \
Do not leave one out, and do not begin the next one before the checks of the one before it hold.\n";

/// The summary.
#[must_use]
pub fn steps_text(steps: &Steps) -> String {
    let mut out = format!("{}\n", headline(steps));
    for (index, (step, found)) in steps.diffs().enumerate() {
        let _ = writeln!(out, "\n{}: {}", index + 1, title(&found));
        for why in &step.why {
            let _ = writeln!(out, "   why    {}", words(*why));
        }
        for (key, what) in before(&found) {
            let _ = writeln!(out, "   first  {}: {what}", visible(key));
        }
        for one in does(&found) {
            let _ = writeln!(out, "   {}", visible(&one.replace('`', "")));
        }
        for one in &step.cuts {
            let _ = writeln!(out, "   cuts   {}", visible(&cut(one).replace('`', "")));
        }
        for one in routers(step, &found) {
            let _ = writeln!(out, "   router {}", visible(&one.replace('`', "")));
        }
    }
    out
}

fn headline(steps: &Steps) -> String {
    let all = || steps.list.iter().flat_map(|step| &step.cuts);
    let cuts = all().filter(|one| !one.pairs.is_empty()).count();
    let others = all().count() - cuts;
    let count = match steps.list.len() {
        1 => "one deployment".to_owned(),
        count => format!("{count} deployments, one after another"),
    };
    let cuts = match cuts {
        0 if steps.diffs().any(|(_, found)| before(&found).next().is_some()) => {
            "nobody who is connected before and after is cut, where what comes before a step is done first".to_owned()
        }
        0 => "nobody who is connected before and after is cut".to_owned(),
        1 => "1 interruption that no order avoids".to_owned(),
        cuts => format!("{cuts} interruptions that no order avoids"),
    };
    let others = match others {
        0 => String::new(),
        1 => "; 1 note of what is open or refused meanwhile".to_owned(),
        others => format!("; {others} notes of what is open or refused meanwhile"),
    };
    format!("{count}; {cuts}{others}")
}

fn section(out: &mut String, title: &str, lines: impl IntoIterator<Item = String>) {
    let lines: Vec<String> = lines.into_iter().collect();
    if lines.is_empty() {
        return;
    }
    let _ = writeln!(out, "\n{title}:\n");
    for line in lines {
        let _ = writeln!(out, "- {line}");
    }
}

/// What is not netgen's own stands as code.
fn code(text: &str) -> String {
    format!("`{}`", visible(text).replace('`', "'"))
}

fn is_any(found: &Diff<'_>, is: impl Fn(&Effect) -> bool) -> bool {
    found.count(is) > 0
}

/// A step in a few words.
fn title(found: &Diff<'_>) -> String {
    let adds = is_any(found, |effect| matches!(effect, Effect::Adds));
    let goes = is_any(found, |effect| effect.removes() || matches!(effect, Effect::Keeps));
    let changes = is_any(found, |effect| matches!(effect, Effect::Updates) || effect.interrupts());
    let words: Vec<&str> = [(adds, "build"), (changes, "change"), (goes, "remove")]
        .into_iter()
        .filter(|(is, _)| *is)
        .map(|(_, word)| word)
        .collect();
    match words.as_slice() {
        [] => "nothing in AWS changes".to_owned(),
        [one] => (*one).to_owned(),
        [one, other] => format!("{one} and {other}"),
        _ => "build, change and remove".to_owned(),
    }
}

fn words(why: Why) -> &'static str {
    match why {
        Why::Place => "what comes has the name, the block or the row of what went, and AWS takes no second one",
        Why::MakeFirst => {
            "in a table, or a list of rules, what comes is there before what can be about the same packets goes"
        }
        Why::Dangling => {
            "Terraform destroys what goes before it changes what pointed to it: so it goes once nothing does"
        }
        Why::Prepare => {
            "a way is whole, in both directions, before traffic is led there, and traffic is led there at once"
        }
        Why::Clean => "what the old way needs goes once no traffic takes it",
        Why::Halves => {
            "a route is deleted and made again to get another target: two halves stand in its place meanwhile"
        }
        Why::Entry => {
            "Terraform deletes an entry of a network ACL to change it: a second one with the next number stands beside it meanwhile"
        }
        Why::Protected => "AWS deletes nothing whose delete protection is on",
        Why::Zone => {
            "an attachment sends packets into a subnet at once: its table, the routes in there and the firewall's endpoint come before, and go after"
        }
        Why::Recreate => "AWS takes the new one only once the old one is gone",
        Why::Block => {
            "Terraform takes a VPC's IPv6 block away before it changes the subnets, and AWS refuses that while one has a part of it"
        }
        Why::InUse => "AWS deletes nothing that another stack still uses",
    }
}

/// The resources of a step, by what happens to them.
fn does(found: &Diff<'_>) -> Vec<String> {
    let mut groups: BTreeMap<(usize, &str), Vec<&ResourceDiff<'_>>> = BTreeMap::new();
    for one in &found.resources {
        let gravest = one.effects.iter().map(|(_, effect)| effect).max();
        let word = match gravest {
            Some(Effect::Adds) => (0, "makes"),
            Some(Effect::Updates | Effect::Interrupts { .. }) => (1, "changes"),
            Some(Effect::Replaces { .. }) => (2, "replaces"),
            Some(Effect::MayReplace { .. }) => (3, "perhaps replaces"),
            Some(Effect::Removes | Effect::RemovesEarly { .. }) => (4, "removes"),
            Some(Effect::Keeps) => (5, "lets go and keeps"),
            // A new one may be in the place of one that goes; a deployment fails otherwise.
            Some(Effect::Refused { .. }) => (6, "is refused"),
            None => continue,
        };
        groups.entry(word).or_default().push(one);
    }
    let lines = groups.into_iter().map(|((_, word), list)| {
        let mut names: Vec<String> = list.iter().take(NAMED).map(|one| code(&one.key)).collect();
        if list.len() > NAMED {
            names.push(format!("{} more", list.len() - NAMED));
        }
        format!("{word:<7} {}", names.join(", "))
    });
    lines.collect()
}

/// What has to be done at the other end before a deployment, by the resource that goes.
fn before<'f>(found: &'f Diff<'_>) -> impl Iterator<Item = (&'f str, &'static str)> {
    found.resources.iter().filter_map(|one| {
        let what = one.effects.iter().map(|(_, effect)| one.goes_after(effect)).find(|what| !what.is_empty())?;
        Some((one.key.as_str(), what))
    })
}

fn order(found: &Diff<'_>) -> impl Iterator<Item = String> {
    let stacks: Vec<String> = found
        .stacks
        .iter()
        .map(|one| match one.change {
            StackChange::Added => format!("{} (new)", code(one.stack)),
            StackChange::Changed(_) => code(one.stack),
            StackChange::Retired(_) => format!("{} (delete it last)", code(one.stack)),
        })
        .collect();
    (!stacks.is_empty()).then(|| format!("stacks: {}; Terraform: one apply", stacks.join(", "))).into_iter()
}

fn cut(one: &Cut) -> String {
    let dialects: Vec<&str> = one
        .dialects
        .iter()
        .map(|dialect| match dialect {
            Dialect::CloudFormation => "CloudFormation",
            Dialect::Terraform => "Terraform",
        })
        .collect();
    let mut pairs: Vec<String> =
        one.pairs.iter().take(NAMED).map(|(from, to)| format!("{} to {}", code(from), code(to))).collect();
    if one.pairs.len() > NAMED {
        pairs.push(format!("{} more pairs", one.pairs.len() - NAMED));
    }
    let keys = one.keys.iter().map(|key| code(key)).collect::<Vec<_>>().join(", ");
    let who = if pairs.is_empty() { String::new() } else { format!("; {}", pairs.join(", ")) };
    format!("{keys} in {}: {}. How long: {}{who}", dialects.join(" and "), one.what, one.how_long)
}

fn steady(step: &Step) -> impl Iterator<Item = String> {
    step.cuts.is_empty().then(|| "nobody".to_owned()).into_iter()
}

fn routers(step: &Step, found: &Diff<'_>) -> Vec<String> {
    if !step.routers {
        return Vec::new();
    }
    found
        .network
        .routers
        .iter()
        .map(|one| {
            let what = match one.presence {
                Some(true) => "new: load its configuration once the stacks, or the apply, are done",
                Some(false) => "not needed any more: shut its sessions before this step, and see that other uplinks carry its traffic",
                None if one.lines.iter().any(|(_, line)| line.starts_with("ASN ")) => {
                    "its ASN is another one, and no update is known for that: load its whole configuration once the stacks, or the apply, are done"
                }
                // A router that still prefers what AWS takes away sends into nothing until its hold time is over.
                None if one.sessions.iter().any(|(came, _)| !came) => {
                    "sessions of it go: load the step of its update that shuts them before this deployment, and all else once the stacks, or the apply, are done"
                }
                None => "load its update once the stacks, or the apply, are done, one session at a time",
            };
            format!("{}: {what}", code(one.name))
        })
        .collect()
}

/// What to look at before the next deployment begins.
fn checks(found: &Diff<'_>, is_last: bool, new: &str) -> Vec<String> {
    const CHECKS: &[(KindOf, &str)] = &[
        (
            KindOf::NatGateway,
            "the new NAT gateways are `available`, and who allows this network by its addresses has the new ones",
        ),
        (KindOf::TransitGatewayAttachment, "the attachments are `available`"),
        (
            KindOf::TransitGatewayPropagation,
            "`aws ec2 search-transit-gateway-routes` shows the new prefixes in their tables",
        ),
        (KindOf::TransitGatewayRoute, "`aws ec2 search-transit-gateway-routes` shows the new routes as `active`"),
        (KindOf::TransitGatewayAssociation, "the associations are `associated`, and the pairs above answer again"),
        (KindOf::Firewall, "the firewall is `READY` and `IN_SYNC` in every zone"),
        (
            KindOf::FirewallRuleGroup,
            "the firewall is `IN_SYNC` in every zone, and its alerts show no drops of what should pass",
        ),
        (
            KindOf::VpnConnection,
            "the tunnels are `UP`, and the routers have BGP sessions with the prefixes that they should have",
        ),
        (KindOf::TransitGatewayConnectPeer, "both BGP sessions of each Connect peer are `up`"),
        (KindOf::TransitVirtualInterface, "the BGP peers of the virtual interfaces are `up`"),
        (KindOf::PublicVirtualInterface, "the BGP peers of the virtual interfaces are `up`"),
        (KindOf::PrivateVirtualInterface, "the BGP peers of the virtual interfaces are `up`"),
        (KindOf::VpcEndpoint, "the endpoints are `available`"),
    ];
    let mut lines = vec![
        "every stack is `CREATE_COMPLETE` or `UPDATE_COMPLETE`; `terraform plan` of this directory shows no changes"
            .to_owned(),
    ];
    let comes = |kind: KindOf| found.resources.iter().any(|one| one.kind == kind && one.new.is_some());
    lines.extend(CHECKS.iter().filter(|(kind, _)| comes(*kind)).map(|(_, check)| (*check).to_owned()));
    if is_last {
        lines[0].push_str("; there is no next step: this directory is what `netgen render` makes of the document");
        lines.push(format!("render {} and commit its lock", code(new)));
    }
    lines
}
